/** `/{work}/-/notes`: the notes of a work whose words changed, and what reviewers say becomes of them. */
import { Router, type Request } from "express";
import { z } from "zod";
import { address } from "../../editor/links/addresses.ts";
import type { NoteLine, NotesDone, NotesView } from "../../editor/reviewing/reviewing.ts";
import type { NoteToCheck } from "../../translations/apparatus/apparatus.ts";
import { citedOf } from "../../translations/ledger/cited.ts";
import { NOTE_OUTCOMES, type NoteOf } from "../../translations/ledger/note-checks.ts";
import { everIn, outlineOf } from "../../translations/ledger/sections.ts";
import { currentVersion, isHeld, versionOf, type Version } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { sendJson, wantsJson } from "./answer.ts";
import { bodyOf } from "./body.ts";
import { Span } from "./discussing.ts";
import { notesBy } from "./notes.ts";
import { problemOf } from "./problem.ts";
import { actorFor } from "./visitor.ts";
import { onHost, part, placeFor, show, workFor, type Place, type Workbench } from "./workbench.ts";
import { headOf } from "./head.ts";

/** So many stand on a page, */
const EACH = 50;
/** and so many passages are looked through for them at once. */
const LOOKED_THROUGH = 200;

const LongText = z.string().max(LIMITS.noteCharacters);

/**
 * What becomes of a note. It hangs on the words of a span (`target`), or on those that are written (`words`), which must stand there, and
 * once; without both, or with empty ones, it speaks of the whole. What `body` says otherwise than the note does makes it edited.
 */
export const CheckNote = z.object({
  /** The version that is current. */
  version: z.coerce.number().int().positive(),
  outcome: z.enum(NOTE_OUTCOMES),
  target: z.union([Span, z.literal("").transform(() => undefined)]).optional(),
  words: LongText.optional(),
  body: LongText.optional(),
  reason: z.string().max(LIMITS.reason).default(""),
});

export function checkingNotesRoutes(bench: Workbench): Router {
  const router = Router();
  router.get(["/:work/-/notes", "/api/works/:work/notes-to-check"], async (req, res) => {
    const work = await workFor(bench, req, part(req, "work"));
    const view = await viewOf(bench, req, work);
    const { notes, next } = view;
    await show(bench, req, res, { view, json: { work: work.id, notes, next } });
  });
  router.post("/api/works/:work/passages/:passage/notes/:version/:note/check", async (req, res) => {
    const actor = await actorFor(bench, req);
    const place = await placeFor(bench, req, part(req, "work"), part(req, "passage"));
    const of = ofAsked(req);
    const { words, target: sent, body, outcome, ...asked } = bodyOf(CheckNote, req);
    const isOther = outcome === "confirmed" && body !== undefined && body.trim() !== bodyNow(place, of);
    const target = outcome === "retired" || outcome === "open" ? null : targetOf(place, sent, words);
    const command = {
      ...{ type: "check-note" as const, passage: place.passage.id, of, ...asked },
      ...{ outcome: isOther ? ("edited" as const) : outcome, target, body },
    };
    const outcomeOf = await bench.desk.describe(place.work.id, command, actor);
    if (!outcomeOf.ok) throw problemOf(outcomeOf.refusal);
    const said = outcomeOf.events.length;
    if (wantsJson(req)) return sendJson(res, { said });
    const done = outcome === "open" ? "" : [place.passage.id, of.version, of.note].join(" ");
    res.redirect(303, onHost(bench, address.notes(place.work.id, { done })));
  });
  return router;
}

/** @throws Problem 422 if that is no version's number. */
function ofAsked(req: Request): NoteOf {
  const version = Number(part(req, "version"));
  if (!Number.isSafeInteger(version) || version < 1) throw problemOf({ code: "not-in-text", what: "note" });
  return { version, note: part(req, "note") };
}

/** How a note reads. */
function bodyNow({ state }: Place, of: NoteOf): string | undefined {
  const recorded = versionOf(state, of.version);
  const edited = recorded?.checks?.findLast(({ note, wording }) => note === of.note && wording?.body !== undefined);
  return edited?.wording?.body ?? recorded?.notes.find(({ id }) => id === of.note)?.body;
}

type Chosen = z.output<typeof Span>;

/** The span that is meant; null: the whole. @throws Problem 422 if the words do not stand in the current version, or more than once. */
function targetOf({ state }: Place, sent: Chosen | undefined, words = ""): Chosen | null {
  const written = words.trim();
  if (sent && (written === "" ? words === "" : sent.exact?.trim() === written)) return sent;
  if (written === "") return null;
  const current = currentVersion(state);
  const text = current && isHeld(current) ? citedOf(current.words).canonical : "";
  const start = text.indexOf(written);
  if (start < 0) throw problemOf({ code: "not-in-text", what: "words" });
  if (text.indexOf(written, start + 1) >= 0) throw problemOf({ code: "not-in-text", what: "often" });
  return { start, end: start + written.length };
}

async function viewOf(bench: Workbench, req: Request, work: Work): Promise<NotesView> {
  const { at = "", after = "", done = "" } = req.query;
  const only = typeof at === "string" && at !== "" ? everIn(work, at) : undefined;
  const noted = only ? [only.id] : await notedFrom(bench, work, typeof after === "string" ? after : "");
  const { lines, next } = await linesOf(bench, work, noted);
  return {
    ...{ page: "notes", work: headOf(work), notes: lines, next },
    only: only ? { id: only.id, locator: only.locator } : null,
    done: typeof done === "string" ? await doneOf(bench, work, done) : null,
  };
}

/** The passages that may have some, in the order of the outline, from behind one on. */
async function notedFrom({ reading }: Workbench, work: Work, after: string): Promise<string[]> {
  const { places } = outlineOf(work.passages);
  const from = places.get(after) ?? -1;
  const placed = (await reading.noted(work.id)).flatMap((id) => {
    const place = places.get(id);
    return place === undefined || place <= from ? [] : [{ id, place }];
  });
  return placed.sort((one, other) => one.place - other.place).map(({ id }) => id);
}

async function linesOf(
  bench: Workbench,
  work: Work,
  passages: readonly string[],
): Promise<{ lines: NoteLine[]; next: string | null }> {
  const lines: NoteLine[] = [];
  for (const [index, id] of passages.entries()) {
    const before = passages[index - 1];
    if (before !== undefined && (lines.length >= EACH || index >= LOOKED_THROUGH)) return { lines, next: before };
    const { current, notes } = await toCheckOn(bench, work.id, id);
    const passage = everIn(work, id)!;
    if (current) lines.push(...notes.map((note) => lineOf(note, passage, current)));
  }
  return { lines, next: null };
}

/** Those of one passage, and the version on which they are to be looked at. */
async function toCheckOn(
  { desk, aside }: Workbench,
  work: string,
  passage: string,
): Promise<{ current: Version | null; notes: readonly NoteToCheck[] }> {
  const versions = await desk.versions({ work, passage });
  const current = currentVersion({ versions }) ?? null;
  if (!current || !isHeld(current)) return { current, notes: [] };
  return { current, notes: await notesBy(aside, "notesToCheck", versions, current.number) };
}

function lineOf(
  { standing, last, instead }: NoteToCheck,
  { id, locator }: Pick<Passage, "id" | "locator">,
  { number }: Version,
): NoteLine {
  const { note, version } = standing;
  return {
    ...{ passage: { id, locator }, version: number, of: { version, note: note.id } },
    ...{ author: note.author, date: note.date, category: note.category, body: note.body },
    ...{ source: note.source?.exact ?? "", words: note.lost ?? "", last },
    instead: instead && { start: instead.start, end: instead.end, exact: instead.exact },
  };
}

/** What was done last, as the page says it that one comes back to; null if that is not so, or somebody else did something since. */
async function doneOf({ desk }: Workbench, work: Work, done: string): Promise<NotesDone | null> {
  const [id = "", version = "", ...note] = done.split(" ");
  const passage = everIn(work, id);
  if (!passage) return null;
  const versions = await desk.versions({ work: work.id, passage: passage.id });
  const of = { version: Number(version), note: note.join(" ") };
  const check = versionOf({ versions }, of.version)?.checks?.findLast((each) => each.note === of.note);
  if (!check || check.outcome === "open") return null;
  const current = currentVersion({ versions })?.number ?? null;
  if (check.version !== current) return null;
  return {
    passage: { id: passage.id, locator: passage.locator },
    of,
    version: current,
    outcome: check.outcome,
    by: check.by,
  };
}

/** How many of a work are to be checked; `more`: at least so many, as not all passages were looked through. */
export async function notesToCheckIn(bench: Workbench, work: Work): Promise<{ count: number; more: boolean }> {
  const passages = await notedFrom(bench, work, "");
  let count = 0;
  for (const id of passages.slice(0, LOOKED_THROUGH)) count += (await toCheckOn(bench, work.id, id)).notes.length;
  return { count, more: passages.length > LOOKED_THROUGH };
}
