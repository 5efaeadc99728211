/**
 * One reason across the parts of a proposal: in which other drafts of it the same words are changed to the same, without a reason;
 * the reason given there as well, as a note of its own in each, and taken back.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { Router, type Request } from "express";
import { z } from "zod";
import type { ChangeKind } from "../../translations/compare/change.ts";
import { onlyPlace, type DraftReading } from "../../translations/draft/draft.ts";
import { rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { hereIn, isHeld, versionOf, type Proposal, type ProposalHere } from "../../translations/ledger/state.ts";
import { sourceText, type Term, type Work } from "../../translations/ledger/work.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Anchor, Note } from "../../translations/notes/note.ts";
import { reasonOf } from "../../translations/notes/shared.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import type { Rendering, RenderingJson } from "../../translations/text/schema.ts";
import { newId } from "../store/ids.ts";
import { ClosedDraft } from "../sync/sync.ts";
import { sendJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { problemOf } from "./problem.ts";
import { actingIn, proposalSeen } from "./seen.ts";
import { termsOn } from "./terms.ts";
import { untilUnwritten, WrittenMeanwhile } from "./unwritten.ts";
import { actorFor } from "./visitor.ts";
import { draftOf, noProposal, part as inPath, placeIn, workFor, type Workbench } from "./workbench.ts";

/** A reason that its author has written into the draft of a part. */
export const SameReason = z.object({ part: z.string().max(200), note: z.string().max(64) });

/** So many notes are taken back at once, at most; and how each is named: `passage/note`. */
const MOST = 2_000;
const NamedNote = z.string().regex(/^[^/]{1,200}\/[\w-]{1,64}$/);

/** What was given, and what it said (`of`, as it was told): what says something else by now stays. */
export const TakingBack = z.object({
  of: z.string().regex(/^[0-9a-f]{64}$/),
  given: z.union([NamedNote, z.array(NamedNote).max(MOST)]).transform((notes) => [notes].flat()),
});

/** So many parts are read before others are answered. */
const AT_ONCE = 20;

/** Of these kinds a change says what it does by its words alone. */
const SAID_BY_WORDS: readonly ChangeKind[] = ["replaced", "inserted", "deleted"];

/** What is looked for: a change by its words, and the reason that it has. */
interface Sought {
  kind: ChangeKind;
  before: string;
  after: string;
  note: Note;
}

export function sameReasonRoutes(bench: Workbench): Router {
  const router = Router();
  router.get("/api/proposals/:id/same-reason", async (req, res) => {
    const of = await writtenBy(bench, req);
    const asked = { part: askedFor(req, "part"), note: askedFor(req, "note") };
    const sought = await soughtIn(bench, of, asked);
    const { before = "", after = "" } = sought ?? {};
    sendJson(res, { before, after, parts: sought ? await placesOf(bench, of, sought, asked.part) : [] });
  });
  router.post("/api/proposals/:id/same-reason", async (req, res) => {
    const of = await writtenBy(bench, req);
    const asked = bodyOf(SameReason, req);
    const sought = await soughtIn(bench, of, asked);
    const given = sought ? await giveAll(bench, of, sought, asked.part) : [];
    sendJson(res, { of: sought && sayingOf(sought.note), given });
  });
  router.post("/api/proposals/:id/same-reason/take-back", async (req, res) => {
    const of = await writtenBy(bench, req);
    const { of: saying, given } = bodyOf(TakingBack, req);
    sendJson(res, { taken: await takeAllBack(bench, of, saying, given) });
  });
  return router;
}

function askedFor({ query }: Request, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value : "";
}

/** Whose proposal it is, and who asks. */
interface Of {
  work: Work;
  proposal: Proposal;
  actor: Actor;
}

/** A proposal, for those who write it. @throws Problem 401, 403, 404 */
async function writtenBy(bench: Workbench, req: Request): Promise<Of> {
  const visitor = await actorFor(bench, req);
  const id = inPath(req, "id");
  const found = await proposalSeen(bench, req, id);
  if (!found) throw noProposal(id);
  const { proposal } = found;
  const actor = await actingIn(bench, found.work, visitor);
  if (!actor || !rightsIn(proposal, actor).edit) throw problemOf({ code: "not-invited", began: null });
  return { work: await workFor(bench, req, found.work), proposal, actor };
}

/** A part that is written, as its draft stands. */
interface Written {
  draft: string;
  source: string;
  base: RenderingJson;
  rendering: Rendering;
  notes: Note[];
  terms: Term[];
}

/** Null of a part that `actor` does not write now, or that revises nothing which is held. */
async function readPart(bench: Workbench, { work, actor }: Of, here: ProposalHere | null): Promise<Written | null> {
  if (!here || here.status !== "draft" || here.kind !== "revision" || !rightsIn(here, actor).edit) return null;
  const { passage, state } = await placeIn(bench, work, here.passage);
  const base = here.base === null ? undefined : versionOf(state, here.base);
  if (!base || !isHeld(base)) return null;
  const draft = await draftOf(bench, here);
  const { rendering, notes } = await bench.live.read(draft);
  const terms = termsOn(work, passage, [base.words, { rendering: renderingToJson(rendering) }]);
  return { draft, source: sourceText(passage.source), base: base.words.rendering, rendering, notes, terms };
}

/** The one change that a note of `actor`'s own is the reason for; null if it is none, or one for changes that differ. */
async function soughtIn(
  bench: Workbench,
  of: Of,
  { part, note: id }: z.output<typeof SameReason>,
): Promise<Sought | null> {
  const own = await readPart(bench, of, hereIn(of.proposal, part));
  const note = own?.notes.find((each) => each.id === id && each.author.id === of.actor.id);
  if (!own || !note) return null;
  const [first, ...more] = (await changesOf(bench, own)).filter(({ reasons }) => reasons.includes(id));
  if (!first || !SAID_BY_WORDS.includes(first.kind) || !more.every((other) => isSame(other, first))) return null;
  const { kind, before, after } = first;
  return { kind, before, after, note };
}

type Said = Pick<Sought, "kind" | "before" | "after">;

function isSame(one: Said, other: Said): boolean {
  return one.kind === other.kind && one.before === other.before && one.after === other.after;
}

function changesOf({ aside }: Workbench, { base, rendering, notes, terms }: Written) {
  return aside("reasonedChanges", base, renderingToJson(rendering), notes, terms);
}

/** The words of a part's changes that are the same as the one sought, and have no reason. */
async function bareIn(bench: Workbench, part: Written, sought: Sought): Promise<Anchor[]> {
  const text = canonicalText(part.rendering);
  // Of most parts that is enough to know.
  if (!mayHold(text, sought.after) || !mayHold(canonicalText(renderingFromJson(part.base)), sought.before)) return [];
  const same = (await changesOf(bench, part)).filter((each) => isSame(each, sought) && each.reasons.length === 0);
  return same.flatMap(({ words }) => (words ? [anchorAt(text, words.from, words.to)] : []));
}

/** False only of a text in which these words of a line stand nowhere. */
function mayHold(text: string, line: string): boolean {
  return line.split(/[^\p{Ll}\p{Lu}\p{Lo}]+/u).every((word) => text.includes(word));
}

/** The passages of the parts other than `own`, one after another; others are answered between. */
async function* othersOf({ proposal: { parts } }: Of, own: string): AsyncGenerator<string> {
  for (const [at, { passage }] of parts.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await othersFirst();
    if (passage !== own) yield passage;
  }
}

/** In which other parts the same change stands without a reason, and how often in each. */
async function placesOf(bench: Workbench, of: Of, sought: Sought, own: string) {
  const found: { passage: string; places: number }[] = [];
  for await (const passage of othersOf(of, own)) {
    const part = await readPart(bench, of, hereIn(of.proposal, passage));
    const places = part ? (await bareIn(bench, part, sought)).length : 0;
    if (places > 0) found.push({ passage, places });
  }
  return found;
}

/** Gives the reason in all of them; what was given, each as `passage/note`. */
async function giveAll(bench: Workbench, of: Of, sought: Sought, own: string): Promise<string[]> {
  const given: string[] = [];
  for await (const passage of othersOf(of, own))
    given.push(...(await giveIn(bench, of, sought, passage)).map((note) => `${passage}/${note}`));
  return given;
}

/** Gives the reason in one part, wherever it is bare when it is written: the ids of the notes. @throws TooBusy */
async function giveIn(bench: Workbench, of: Of, sought: Sought, passage: string): Promise<string[]> {
  return untilUnwritten(async () => {
    const part = await readPart(bench, of, hereIn(of.proposal, passage));
    const bare = part ? await bareIn(bench, part, sought) : [];
    if (!part || bare.length === 0 || part.notes.length + bare.length > LIMITS.notes) return [];
    const put = bare.map((target) => noteOn(target, sought.note, part.source));
    const noted = (now: DraftReading) => {
      if (!isAsRead(now, part)) throw new WrittenMeanwhile();
      return { put };
    };
    try {
      await bench.live.write(part.draft, { noted }, of.actor.id);
      return put.map(({ id }) => id);
    } catch (error) {
      if (error instanceof ClosedDraft) return [];
      throw error;
    }
  });
}

function isAsRead(now: DraftReading, { rendering, notes }: Written): boolean {
  const ids = new Set(notes.map(({ id }) => id));
  return now.rendering.eq(rendering) && now.notes.length === ids.size && now.notes.every(({ id }) => ids.has(id));
}

/** The same reason on words of another part; on those of its source, if they stand there once. */
function noteOn(target: Anchor, { author, category, body, alternatives, source: words }: Note, source: string): Note {
  const at = words && onlyPlace(source, words.exact);
  return {
    ...{ id: newId(), author, date: new Date().toISOString(), category, body, target, alternatives },
    source: words && at !== null ? anchorAt(source, at, at + words.exact.length) : null,
  };
}

/** By what it is known later whether a note still says what it did. */
function sayingOf(note: Note): string {
  return digestOfText(reasonOf(note));
}

/** Takes out of what was given all that its author has not worded otherwise since: how many notes. */
async function takeAllBack(bench: Workbench, of: Of, saying: string, given: readonly string[]): Promise<number> {
  const names = new Set(given);
  let taken = 0;
  for (const passage of new Set(given.map((each) => each.slice(0, each.indexOf("/"))))) {
    const part = await readPart(bench, of, hereIn(of.proposal, passage));
    if (!part) continue;
    const isGiven = (note: Note): boolean =>
      names.has(`${passage}/${note.id}`) && note.author.id === of.actor.id && sayingOf(note) === saying;
    let out: string[] = [];
    const noted = ({ notes }: DraftReading) => {
      out = notes.filter(isGiven).map(({ id }) => id);
      return { out };
    };
    try {
      await bench.live.write(part.draft, { noted }, of.actor.id);
      taken += out.length;
    } catch (error) {
      // What was submitted meanwhile is said as it was.
      if (!(error instanceof ClosedDraft)) throw error;
    }
  }
  return taken;
}
