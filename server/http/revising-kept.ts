/** What a revised file words otherwise is kept: proposed by whoever brought it, or recorded as the next versions by an owner. */
import { setImmediate as turn } from "node:timers/promises";
import type { Difference } from "../../translations/exchange/difference.ts";
import type { ReturnedPart } from "../../translations/exchange/returned.ts";
import { wasProposed } from "../../translations/exchange/said-before.ts";
import { usualRole } from "../../translations/exchange/values.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { currentVersion, latestOf } from "../../translations/ledger/state.ts";
import { translationsOf, type Work } from "../../translations/ledger/work.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { LIMITS, over } from "../../translations/text/limits.ts";
import { bringOnto } from "../bringing/bringing-onto.ts";
import { propose } from "../bringing/proposing.ts";
import { later, type Stage, type StagedRevision } from "../store/staging.ts";
import { Moved } from "./bringing-stage.ts";
import { problemOf } from "./problem.ts";
import { byAccount } from "./proposing.ts";
import type { Workbench } from "./workbench.ts";

/** A revised file that somebody has looked at. */
interface Seen {
  stage: Stage;
  revised: StagedRevision;
}

/** As what it is kept, and what is said of it. */
export interface Saying {
  as: "proposal" | "versions";
  reason: string;
  /** What is wrong with what is final, if that and a reason were said. */
  wrong?: Wrong | undefined;
  /** ISO 8601; null: today. */
  date: string | null;
  /** Where it was published; "" if that is not said. */
  published: string;
}

type Keeping = Pick<Workbench, "store" | "staging" | "desk" | "reading">;
type Came = NonNullable<StagedRevision["came"]>;

/** Keeps it, once: what was seen is then no more to be kept. @throws Problem if it can't be, and nothing is changed. */
export async function kept(
  bench: Keeping,
  work: Work,
  { stage, revised }: Seen,
  saying: Saying,
  actor: Actor,
): Promise<Came> {
  const { staging } = bench;
  const { translation } = revised;
  if (!translationsOf(work).some(({ id }) => id === translation))
    throw problemOf({ code: "unknown-part", why: "translation", named: translation });
  const blocks = await staging.blocks(stage, "a");
  if (!blocks) throw new Moved("revised");
  const { parts, since } = await stillStanding(bench, work, revised, saying.as, await partsIn(blocks));
  // Whoever says so twice at once says it once.
  const claimed = { ...stage, made: work.id };
  const at = later(stage.changed);
  if (!(await staging.save(claimed, at))) throw new Moved("revised");
  const done = { ...claimed, changed: at };
  try {
    const came = { ...(await keptAs(bench, work, { stage, revised }, parts, saying, actor)), since };
    const about = { ...stage.about, revised: { ...revised, came } };
    await staging.save({ ...done, about }, later(at), { a: [] });
    return came;
  } catch (error) {
    await staging.save({ ...done, made: null }, later(at));
    throw error;
  }
}

async function keptAs(
  bench: Keeping,
  work: Work,
  seen: Seen,
  parts: readonly ReturnedPart[],
  saying: Saying,
  actor: Actor,
): Promise<Omit<Came, "since">> {
  if (saying.as === "versions") return recorded(bench, work, seen, parts, saying, actor);
  const undecided = await bench.reading.undecidedOf(actor);
  const excess = over("undecided", undecided + Math.ceil(parts.length / LIMITS.parts));
  if (excess) throw problemOf({ code: "too-large", excess });
  const made = await propose(parts, { summary: saying.reason, wrong: saying.wrong }, byAccount(bench, work.id, actor));
  if ("refusal" in made) throw problemOf(made.refusal);
  return { proposals: made.proposals, passages: parts.length, import: null };
}

async function recorded(
  { store }: Keeping,
  work: Work,
  { stage, revised }: Seen,
  parts: readonly ReturnedPart[],
  { reason, date, published }: Saying,
  actor: Actor,
): Promise<Omit<Came, "since">> {
  const translation = translationsOf(work).find(({ id }) => id === revised.translation)!;
  const { digest = "", name = "" } = stage.about.texts.a ?? {};
  const day = date ?? new Date().toISOString().slice(0, 10);
  const passages = parts.map(({ passage, base, rendering, notes, proposers }) => ({
    passage,
    versions: [
      {
        ...{ rendering, date, rationale: reason, base: null },
        by: proposers.map(({ name }) => ({ name, role: usualRole(base) })),
        notes: notes.map(({ author, body, target, date: on }) => ({ author: author.name, date: on, body, target })),
      },
    ],
  }));
  const came = await bringOnto(store, {
    ...{ work: work.id, translation, revises: null, passages, by: personOf(actor), day, file: name },
    ...(published !== "" && { publishedIn: [{ title: published, ...(date !== null && { date }) }] }),
    digest: digestOfJson([digest, translation.id, day]),
  });
  return { proposals: [], passages: came.passages, import: came.import };
}

/** The parts of all differences. */
async function partsIn(blocks: readonly string[]): Promise<ReturnedPart[]> {
  const all: ReturnedPart[] = [];
  for (const block of blocks) {
    for (const { parts } of JSON.parse(block) as Difference[]) all.push(...parts);
    await turn();
  }
  return all;
}

/** Those whose passage was not revised since and that nobody has proposed, and how many were: these would have their older words put back. */
async function stillStanding(
  { desk }: Keeping,
  work: Work,
  { translation }: StagedRevision,
  as: Saying["as"],
  parts: readonly ReturnedPart[],
): Promise<{ parts: ReturnedPart[]; since: number }> {
  const left: ReturnedPart[] = [];
  let since = 0;
  for (const part of parts) {
    const state = await desk.passage({ work: work.id, passage: part.passage });
    const standing =
      as === "proposal" ? currentVersion(state) : latestOf(translation, state.versions, work.translation.id);
    if ((standing?.number ?? null) !== part.base) since++;
    // As it was when the workbench was stopped on the way.
    else if (as === "versions" || !wasProposed(state, part.rendering)) left.push(part);
    await turn();
  }
  return { parts: left, since };
}
