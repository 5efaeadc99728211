/**
 * A proposal brought up to date: what became of its passage since the version that it revises is merged into its draft, so
 * that it undoes nothing of that, and it revises the current version from then on.
 */
import type { Request } from "express";
import { z } from "zod";
import type { Choice } from "../../translations/compare/merge/merge.ts";
import { cameUnknown } from "../../translations/ledger/came.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import type { Came, Refusal } from "../../translations/ledger/refusals.ts";
import { isWriter, rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { heresOf, hereIn, isHeld, standingFor, versionOf, type Proposal } from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonical, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import type { Rendering, RenderingJson } from "../../translations/text/schema.ts";
import type { Settled } from "../aside/aside.ts";
import type { Outcome } from "../desk/desk.ts";
import type { LiveDrafts } from "../sync/sync.ts";
import { bodyOf } from "./body.ts";
import { Problem, problemOf } from "./problem.ts";
import { untilUnwritten, WrittenMeanwhile } from "./unwritten.ts";
import { draftOf, placeIn, type Workbench } from "./workbench.ts";

/** So long are the words that somebody writes for a conflict at most, and so many conflicts are settled, as the schema has it. */
const [LONGEST, MOST] = [20_000, 1_000];

const Chosen = z.union([
  z.strictObject({ side: z.enum(["ours", "theirs", "base"]) }),
  z.strictObject({ words: z.string().max(LONGEST) }),
]);

/** Which version a part is brought up to; of which passage, if the proposal has several. Or all parts that have moved on. */
export const Rebase = z
  .object({
    base: z.coerce.number().int().positive().optional(),
    part: z.string().max(200).optional(),
    /** Every part that another version came for, each up to that: but those in which both changed the same words. */
    all: z.literal("yes").optional(),
    /** Whose words stand where both changed the same ones, in order: the proposal's (ours), the version's (theirs), or others. */
    choices: z.array(Chosen).max(MOST).optional(),
    /** Whose words stand at all places behind those. */
    rest: z.enum(["ours", "theirs"]).optional(),
    /** As the page's form has it: which conflicts were chosen in. */
    seen: z.string().max(20).optional(),
  })
  .refine(({ base, all }) => base !== undefined || all !== undefined, { path: ["base"] });

/** @throws Problem 422 of all parts for which something is said that is said of one. */
function refuseBoth({ base, part, choices, rest }: Omit<z.output<typeof Rebase>, "all">): void {
  if ([base, part, choices, rest].some((each) => each !== undefined))
    throw new Problem(422, { code: "not-readable", why: "brings-all" });
}

/** A proposal of a work. */
interface Of {
  work: Work;
  proposal: Proposal;
}

/**
 * Brings up to date what is asked for: one part, or all that have moved on.
 * @returns what came of it, and the part that the page is turned to then; undefined: none of them.
 * @throws Problem 400 if neither is said, 422 if both are, or it came to more than a passage may have.
 */
export async function bringUpToDate(
  bench: Workbench,
  of: Of,
  actor: Actor,
  req: Request,
): Promise<{ outcome: Outcome; turned: string | undefined }> {
  const { all, ...asked } = bodyOf(Rebase, req);
  if (all) refuseBoth(asked);
  if (all) return { outcome: await bringAllUp(bench, of, actor), turned: undefined };
  const { base, part, choices, rest, seen } = asked;
  const { parts } = of.proposal;
  const passage = part ?? parts[0]!.passage;
  const settled = { choices: choices ?? (seen === undefined ? [] : chosenIn(req)), rest, seen: seen ?? null };
  return {
    outcome: await bringPartUp(bench, of, actor, { passage, base: base!, settled }),
    turned: parts.length > 1 ? passage : undefined,
  };
}

/**
 * Brings up to date every part that another version came for, one after another. Those in which both changed the same words
 * stay as they are; if those are all, it is refused, with each of them.
 */
async function bringAllUp(bench: Workbench, of: Of, actor: Actor): Promise<Outcome> {
  const { work, proposal } = of;
  const settled = { choices: [], seen: null };
  const events: LedgerEvent[] = [];
  const unsettled: Came[] = [];
  for (const here of heresOf(proposal)) {
    const { state } = await placeIn(bench, work, here.passage);
    const came = cameUnknown(here, state, work.translation.id, NONE_KNOWN);
    if (!came) continue;
    const { passage, number: base } = came;
    const outcome = await bringPartUp(bench, of, actor, { passage, base, settled });
    if (outcome.ok) events.push(...outcome.events);
    else if (outcome.refusal.code === "stale-base" && outcome.refusal.why === "merging") unsettled.push(came);
    else return outcome;
  }
  const [first] = unsettled;
  if (!first || events.length > 0) return { ok: true, events };
  const { number: current, passage } = first;
  return { ok: false, refusal: { code: "stale-base", why: "merging-each", current, came: unsettled, passage } };
}

const NONE_KNOWN: ReadonlySet<string> = new Set();

/**
 * Merges the current version into the words of a part, and makes that its base. What was submitted is taken back for that,
 * by who writes it: it is to be proposed again. Where words are not held there is nothing to merge, and the base alone is
 * another.
 * @throws Problem 422 if it came to more than a passage may have; nothing is changed then.
 */
async function bringPartUp(
  bench: Workbench,
  { work, proposal }: Of,
  actor: Actor,
  { passage, base, settled }: { passage: string; base: number; settled: Settled },
): Promise<Outcome> {
  const refuse = (refusal: Refusal): Outcome => ({ ok: false, refusal });
  const rebase = (): Promise<Outcome> =>
    bench.desk.execute({ work: work.id }, { type: "rebase-proposal", proposal: proposal.id, passage, base }, actor);
  const here = hereIn(proposal, passage);
  const may = rightsIn(here, actor);
  if (!here || !may.move) return rebase();
  if (!isWriter(proposal, actor)) return refuse({ code: "not-allowed", why: "moving" });
  const { state } = await placeIn(bench, work, passage);
  const standing = standingFor(here.base, state, work.translation.id);
  if (standing?.number !== base || here.base === base || !isHeld(standing)) return rebase();
  const older = here.base === null ? null : versionOf(state, here.base);
  if (older && !isHeld(older)) return rebase();
  const from = older?.words.rendering ?? null;
  const theirs = standing.words.rendering;
  const merged = async (ours: RenderingJson): Promise<RenderingJson | null> => {
    const made = await bench.aside("merged", from, ours, theirs, settled);
    if (made?.excess) throw problemOf({ code: "too-large", excess: made.excess });
    return made && made.rendering;
  };
  const unsettled = refuse({ code: "stale-base", why: "merging", current: base });
  if (here.status === "open") {
    if (!(await merged(here.submission!.rendering))) return unsettled;
    const back = { type: "return-proposal" as const, proposal: proposal.id, passages: [passage], reason: "" };
    const outcome = await bench.desk.execute({ work: work.id }, back, actor);
    if (!outcome.ok) return outcome;
  }
  const isDone = await mergedInto(bench.live, await draftOf(bench, here), merged, actor.id);
  return isDone ? rebase() : unsettled;
}

/**
 * Has a draft say what comes of merging what it says. False if there is something else to settle first.
 * @throws TooBusy if others write in it all the while.
 */
export async function mergedInto(
  live: LiveDrafts,
  draft: string,
  merged: (ours: RenderingJson) => Promise<RenderingJson | null>,
  by: string,
): Promise<boolean> {
  return untilUnwritten(async () => {
    const ours = canonical((await live.read(draft)).rendering);
    const found = await merged(renderingToJson(ours));
    if (!found) return false;
    const unlessWritten = (now: Rendering): Rendering => {
      if (!canonical(now).eq(ours)) throw new WrittenMeanwhile();
      return renderingFromJson(found);
    };
    await live.write(draft, { merged: unlessWritten }, by);
    return true;
  });
}

/** What a form says of each conflict: `choice-0`, and `words-0` if other words are to stand. */
function chosenIn({ body }: Request): Choice[] {
  const fields = body as Record<string, unknown>;
  const choices: Choice[] = [];
  for (let at = 0; at < MOST && typeof fields[`choice-${at}`] === "string"; at++) {
    const side = fields[`choice-${at}`];
    const written = fields[`words-${at}`];
    const words = typeof written === "string" ? written.slice(0, LONGEST) : "";
    choices.push(side === "ours" || side === "theirs" ? { side } : { words });
  }
  return choices;
}
