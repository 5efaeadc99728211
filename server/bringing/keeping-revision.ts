/**
 * What a revised file words otherwise is kept: proposed by whoever brought it, or recorded as the next versions by an owner. Stopped
 * on the way, the same again goes on.
 */
import type { Difference } from "../../translations/exchange/difference.ts";
import type { ReturnedPart } from "../../translations/exchange/returned.ts";
import { wasProposed } from "../../translations/exchange/said-before.ts";
import { usualRole } from "../../translations/exchange/values.ts";
import type { Wrong } from "../../translations/ledger/events.ts";
import { importsIn } from "../../translations/ledger/imports.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { personOf, type Actor } from "../../translations/ledger/roles.ts";
import { currentVersion, latestOf, replay } from "../../translations/ledger/state.ts";
import { translationsOf, type Work } from "../../translations/ledger/work.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { LIMITS, over } from "../../translations/text/limits.ts";
import type { Reading } from "../reading/reading.ts";
import { idFrom } from "../store/ids.ts";
import { later, type Stage, type StagedRevision, type Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import { inTurns } from "../store/turns.ts";
import { bringOnto } from "./bringing-onto.ts";
import { REAL, type BringingEffects } from "./bringing.ts";
import { importing, isOf, OntoRefused, type ImportOf } from "./importing.ts";
import { propose, type Recording } from "./proposing.ts";

/** As what it is kept, and what is said of it. */
export interface Saying {
  as: "proposal" | "versions";
  reason: string;
  /** What is wrong with what is final, if that and a reason were said. */
  wrong?: Wrong | undefined;
  /** ISO 8601; null: that is not said. */
  date: string | null;
  /** Where it was published; "" if that is not said. */
  published: string;
}

/** What was seen is to be kept, for somebody, as it stood then. */
export interface KeepingRevision extends Saying {
  actor: Actor;
  work: string;
  /** The id of what was staged, */
  id: string;
  /** and when it was changed last. */
  changed: string;
  /** On which day (ISO 8601). */
  day: string;
  /** It was stopped on the way. */
  again?: boolean;
}

export interface Keeping {
  store: Store;
  staging: Staging;
  reading: Pick<Reading, "undecidedOf">;
  /** Records proposals as this account, in this work. */
  recordAs: (work: string, actor: Actor) => Recording;
}

export type Came = NonNullable<StagedRevision["came"]>;
/** What came of it; why it can't be kept, and nothing is changed; or what was seen is not there as it was. */
export type KeptRevision = { came: Came } | { refusal: Refusal } | { moved: true };

/** A revised file that somebody has looked at, and what they say of it. */
interface Seen {
  work: Work;
  stage: Stage;
  revised: StagedRevision;
  actor: Actor;
  saying: Saying & Pick<KeepingRevision, "day">;
}

/** Keeps it, once: what was seen is then no more to be kept. */
export async function keepRevision(
  on: Keeping,
  { actor, work: id, id: staged, changed, again = false, ...saying }: KeepingRevision,
  effects: BringingEffects = REAL,
): Promise<KeptRevision> {
  const { store, staging } = on;
  const [stage, work] = [await staging.get(actor.id, staged), await store.work(id)];
  const revised = stage?.about.revised;
  if (!stage || !work || !revised) return { moved: true };
  if (revised.came) return { came: revised.came };
  const { translation } = revised;
  if (!translationsOf(work).some((each) => each.id === translation))
    return { refusal: { code: "unknown-part", why: "translation", named: translation } };
  if (!again && (stage.made !== null || stage.changed !== changed)) return { moved: true };
  const blocks = await staging.blocks(stage, "a");
  if (!blocks) return { moved: true };
  const seen = { work, stage, revised, actor, saying };
  const { parts, since: moved } = await stillStanding(store, seen, await partsIn(blocks));
  const before =
    again && saying.as === "versions" && parts.length === 0 ? await recordedBefore(store, seen, moved) : null;
  const since = moved - (before?.passages ?? 0);
  // Whoever says so twice at once says it once.
  const claimed = { ...stage, made: work.id };
  const at = later(stage.changed);
  if (!(await staging.save(claimed, at))) return { moved: true };
  const done = { ...claimed, changed: at };
  try {
    const made = before ?? (await keptAs(on, seen, parts, effects));
    if ("refusal" in made) {
      await staging.save({ ...done, made: null }, later(at));
      return made;
    }
    const came = { ...made, since };
    const about = { ...stage.about, revised: { ...revised, came } };
    await staging.save({ ...done, about }, later(at), { a: [] });
    return { came };
  } catch (error) {
    await staging.save({ ...done, made: null }, later(at));
    if (error instanceof OntoRefused) return { refusal: error.fault };
    throw error;
  }
}

type Made = Omit<Came, "since"> | { refusal: Refusal };

async function keptAs(
  on: Keeping,
  seen: Seen,
  parts: readonly ReturnedPart[],
  effects: BringingEffects,
): Promise<Made> {
  const { work, stage, actor, saying } = seen;
  if (saying.as === "versions") return recorded(on, seen, parts, effects);
  const before = await proposedBefore(on.store, stage.id);
  const undecided = await on.reading.undecidedOf(actor);
  const excess = over("undecided", undecided + Math.ceil(parts.length / LIMITS.parts));
  if (excess) return { refusal: { code: "too-large", excess } };
  const record = on.recordAs(work.id, actor);
  const of = parts.length;
  let done = 0;
  const made = await propose(
    parts,
    { summary: saying.reason, wrong: saying.wrong },
    (proposals) => record(proposals, (proposal) => effects.told?.((done += proposal.parts.length), of)),
    (nth) => idFrom(stage.id, before.proposals.length + nth),
  );
  if ("refusal" in made) return made;
  return {
    proposals: [...before.proposals, ...made.proposals],
    passages: before.passages + parts.length,
    import: null,
  };
}

/** What was proposed of it before it was stopped on the way, and of how many passages. */
async function proposedBefore(store: Store, stage: string): Promise<{ proposals: string[]; passages: number }> {
  const proposals: string[] = [];
  let passages = 0;
  for (;;) {
    const id = idFrom(stage, proposals.length);
    const found = await store.passagesOf(id);
    if (found.length === 0) return { proposals, passages };
    proposals.push(id);
    passages += found.length;
  }
}

async function recorded(
  { store }: Keeping,
  seen: Seen,
  parts: readonly ReturnedPart[],
  effects: BringingEffects,
): Promise<Made> {
  const { work, revised, saying } = seen;
  const { reason, date, published, day } = saying;
  const translation = translationsOf(work).find(({ id }) => id === revised.translation)!;
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
  const bringing = {
    ...{ work: work.id, translation, revises: null, passages, day, ...importOf(seen) },
    ...(published !== "" && { publishedIn: [{ title: published, ...(date !== null && { date }) }] }),
  };
  const came = await bringOnto(store, bringing, effects);
  // What came before it was stopped on the way counts as well.
  const whole = importsIn(await store.stream(`work/${work.id}`)).find(({ id }) => id === came.import)?.ended;
  return { proposals: [], passages: whole?.passages ?? came.passages, import: came.import };
}

/** What was recorded of it, if all was before it was stopped on the way: by that, `moved` passages read otherwise. */
async function recordedBefore(store: Store, seen: Seen, moved: number): Promise<Omit<Came, "since"> | null> {
  const { digest: own } = importOf(seen);
  const found = importsIn(await store.stream(`work/${seen.work.id}`)).findLast(
    ({ digest, brings, ended, undone }) => digest === own && brings === "translation" && ended && !undone,
  );
  if (!found?.ended || found.ended.passages > moved) return null;
  return { proposals: [], passages: found.ended.passages, import: found.id };
}

/** By what the import is known that records its versions. */
function importOf({ stage, revised, actor, saying }: Seen): Omit<ImportOf, "brings"> {
  const { digest = "", name = "" } = stage.about.texts.a ?? {};
  return { digest: digestOfJson([digest, revised.translation, saying.day]), file: name, by: personOf(actor) };
}

/** The parts of all differences. */
async function partsIn(blocks: readonly string[]): Promise<ReturnedPart[]> {
  const all: ReturnedPart[] = [];
  const others = inTurns();
  for (const block of blocks) {
    for (const { parts } of JSON.parse(block) as Difference[]) all.push(...parts);
    await others();
  }
  return all;
}

/** Those whose passage was not revised since and that nobody has proposed, and how many were: these would have their older words put back. */
async function stillStanding(
  store: Store,
  seen: Seen,
  parts: readonly ReturnedPart[],
): Promise<{ parts: ReturnedPart[]; since: number }> {
  const { work, revised, saying } = seen;
  const { translation } = revised;
  const going = await importing(store, work.id, { ...importOf(seen), brings: "translation" });
  const left: ReturnedPart[] = [];
  const others = inTurns();
  let since = 0;
  for (const part of parts) {
    const { passage } = part;
    const records = await store.records({ work: work.id, passage });
    // As it was before that was brought which was stopped on the way.
    const state = replay(
      passage,
      records.filter((record) => !isOf(going, record)),
    );
    const standing =
      saying.as === "proposal" ? currentVersion(state) : latestOf(translation, state.versions, work.translation.id);
    if ((standing?.number ?? null) !== part.base) since++;
    else if (saying.as === "versions" || !wasProposed(state, part.rendering)) left.push(part);
    await others();
  }
  return { parts: left, since };
}
