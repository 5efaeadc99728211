/**
 * A Word file of a work that comes back edited: what it says of passages that is not said of them yet, as parts of a proposal.
 * Passages are known by their bookmarks, the version that each was made from by its digest; who changed words is whom the file
 * names beside its tracked changes. What is as it was, or was proposed so before, is no part.
 */
import type { Proposed, Revised } from "../ledger/events.ts";
import { currentVersion, type HeldVersion, isHeld, type PassageState, standingFor } from "../ledger/state.ts";
import type { Passage, Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { schema, type RenderingJson } from "../text/schema.ts";
import { joined, notesOn, peopleNamed } from "./beside.ts";
import { Counting, type Counts } from "./brought.ts";
import { docxManuscript, DOCX_PREFIXES } from "./docx.ts";
import { docxParts } from "./docx-parts.ts";
import { DocxPen } from "./docx-pen.ts";
import { untracked } from "./docx-tracked.ts";
import { linesOf } from "./docx-work.ts";
import { piecesOfManuscript } from "./manuscript.ts";
import type { Piece } from "./pieces.ts";
import { isKnown, isSame, wasProposed, withIds } from "./said-before.ts";
import { authorsOf } from "./told.ts";
import { readXml } from "./xml.ts";

/** A file as it is read with its changes, and with what was changed beside that. */
export interface ReturnedFile {
  accepted: readonly Piece[];
  both: readonly Piece[];
}

/** A part of a proposal that a file makes; stale if another version of its translation stands by now than the one it revises. */
export type ReturnedPart = Revised & Proposed & { stale: boolean };

export interface Returned {
  parts: ReturnedPart[];
  /** Passages of which the file says what was proposed before. */
  already: number;
  /** Passages of the work that are in the file. */
  found: number;
  notTaken: Counts;
}

/** How passages of a work stand, by their ids; each passage of the file is asked for. */
export type StandingOf = (passage: string) => PassageState;

/** The passages of a work that a file has, in the file's order. */
export function passagesIn({ passages }: Pick<Work, "passages">, { accepted }: ReturnedFile): Passage[] {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const ids = new Set(accepted.map(({ passage }) => passage ?? ""));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}

/**
 * What a file says that is new, passage by passage: it stops after each, for somebody else to have a turn.
 * @param standingOf asked for a passage as its turn comes, in the order of {@link passagesIn}.
 * @param by whoever brings it, on this day (ISO 8601): whose what is nobody's in the file.
 */
export function* returned(
  work: Pick<Work, "passages" | "title" | "language" | "sourceLanguage" | "translation">,
  file: ReturnedFile,
  standingOf: StandingOf,
  { by, day }: { by: Person; day: string },
): Generator<void, Returned> {
  const counting = new Counting();
  const passages = passagesIn(work, file);
  const known = new Set(passages.map(({ id }) => id));
  counting.add("paragraphs of no passage", file.accepted.filter(({ passage }) => !known.has(passage ?? "")).length);
  counting.add("passages taken out", takenOut(file, known));
  const [accepted, both] = [byPassage(file.accepted), byPassage(file.both)];
  const parts: ReturnedPart[] = [];
  let already = 0;
  for (const passage of passages) {
    if (passage !== passages[0]) yield;
    const [state, pieces] = [standingOf(passage.id), asIn(passage, accepted.get(passage.id) ?? [])];
    const base = baseOf(state, pieces);
    const rendering = joined(pieces.map((piece) => piece.rendering));
    const fresh = notesOn(pieces).filter((note) => !isKnown(state, note));
    if (!rendering || isAsItWas(work, passage, base, rendering)) {
      counting.add("remarks on words that are as they were", fresh.length);
      continue;
    }
    if (wasProposed(state, rendering)) {
      already++;
      continue;
    }
    const changed = (both.get(passage.id) ?? []).flatMap(({ revision }) => revision?.by ?? []);
    // A comparison that comes back tracks what had been changed when it went out, too.
    const people = peopleNamed(changed.filter((name) => !base || name !== authorsOf(base)));
    const number = (base ?? currentVersion(state))?.number ?? null;
    const stale = number !== (standingFor(number, state, work.translation.id)?.number ?? null);
    parts.push({
      ...{ passage: passage.id, base: number, rendering, stale },
      notes: withIds(state, fresh, by, day),
      proposers: people.length === 0 ? [by] : people.map((name) => ({ name })),
    });
  }
  return { parts, already, found: passages.length, notTaken: counting.counts() };
}

function byPassage(pieces: readonly Piece[]): ReadonlyMap<string, Piece[]> {
  const found = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const id = piece.passage ?? "";
    const own = found.get(id);
    if (own) own.push(piece);
    else found.set(id, [piece]);
  }
  return found;
}

/** Passages whose words the file's changes take out whole: for that an owner retires them. */
function takenOut({ accepted, both }: ReturnedFile, known: ReadonlySet<string>): number {
  const standing = new Set([...known, ...accepted.map(({ passage }) => passage ?? ""), ""]);
  const gone = both.filter(({ revision }) => revision?.gone === true).map(({ passage }) => passage ?? "");
  return new Set(gone.filter((id) => !standing.has(id))).size;
}

/** The version that a passage was written from: that of the file's digest, else the one that stands. */
function baseOf({ versions }: PassageState, pieces: readonly Piece[]): HeldVersion | null {
  const digest = pieces.find((piece) => piece.digest !== undefined)?.digest;
  const of = versions.findLast((version) => version.words?.digest === digest) ?? currentVersion({ versions });
  return of && isHeld(of) ? of : null;
}

/** The pieces of a passage as it has them: a heading is one by what the passage is, or by standing in its words. */
function asIn({ kind }: Passage, pieces: readonly Piece[]): readonly Piece[] {
  if (kind === "heading" && pieces.length === 1) return pieces;
  return pieces.map((piece) => {
    if (piece.kind !== "heading") return piece;
    const words = renderingFromJson(piece.rendering).firstChild!.content;
    const heading = schema.nodes.heading.create({ level: piece.level }, words);
    const notes = piece.notes?.map((note) => ({ ...note, target: null }));
    return { ...piece, rendering: renderingToJson(schema.nodes.doc.create(null, heading)), ...(notes && { notes }) };
  });
}

/** True if it says what the version says, as far as a Word file can hold that. */
function isAsItWas(
  work: Pick<Work, "title" | "language" | "sourceLanguage">,
  passage: Passage,
  base: HeldVersion | null,
  rendering: RenderingJson,
): boolean {
  if (!base) return false;
  const words = base.words.rendering;
  return (
    isSame(words, rendering) ||
    isSame(joined(asIn(passage, readBack(work, passage, base)).map((piece) => piece.rendering)), rendering)
  );
}

/** What comes back of a version that goes out. */
function readBack(
  work: Pick<Work, "title" | "language" | "sourceLanguage">,
  passage: Passage,
  { words: { rendering, digest } }: HeldVersion,
): readonly Piece[] {
  const pen = new DocxPen(work.language);
  const body = pen.passage(passage.id, untracked(linesOf(passage, rendering)), [], { author: "", date: null });
  const stamped = [{ passage: passage.id, address: "", digest }];
  const parts = new Map<string, Iterable<string>>();
  for (const { name, content } of docxParts(pen, work, [body], () => stamped)) parts.set(name, [...content]);
  const manuscript = docxManuscript((name) => (parts.has(name) ? readXml(parts.get(name)!, DOCX_PREFIXES) : undefined));
  return piecesOfManuscript(manuscript, {}).pieces;
}
