/** The pieces of a text, as they are sent to a workbench elsewhere to be laid on a work there: one a line, as JSON. */
import { isPassageId } from "../ledger/work.ts";
import { canonicalText, renderingToJson } from "../text/canonical.ts";
import { Counting, NotTaken, type BroughtPassage } from "./brought.ts";
import { FILE_LIMITS } from "./limits.ts";
import type { Piece, Revision } from "./pieces.ts";
import { isObject, notesIn, objectIn, readSent, renderingIn, type JsonObject } from "./sent.ts";
import { dateOf, levelOf, peopleOf, plainOf } from "./values.ts";

/** What files say that come onto a work: passages by their keys, or pieces that are to be laid on it. */
export type SentOnto = { passages: readonly BroughtPassage[] } | { pieces: readonly Piece[] };

/** A piece as a line, with its end. */
export function pieceLine(piece: Piece): string {
  return `${JSON.stringify(piece)}\n`;
}

/**
 * What was sent, all of one kind: passages if the first line has versions, else pieces.
 * @throws NotTaken with the line that can't be taken in, or if there are too many of anything.
 */
export function readSentOnto(lines: () => Iterable<string>): SentOnto {
  for (const first of lines()) {
    if (Array.isArray(objectIn(first, 1)["versions"])) return { passages: readSent(lines()) };
    return { pieces: readSentPieces(lines()) };
  }
  throw new NotTaken({ code: "empty" });
}

function readSentPieces(lines: Iterable<string>): Piece[] {
  const pieces: Piece[] = [];
  for (const line of lines) {
    pieces.push(pieceIn(objectIn(line, pieces.length + 1), pieces.length + 1));
    if (pieces.length > FILE_LIMITS.passages)
      throw new NotTaken({ code: "too-many", of: "passages", found: pieces.length });
  }
  return pieces;
}

function pieceIn(said: JsonObject, line: number): Piece {
  const { kind, level, passage, digest, locator, revision, notes } = said;
  const rendering = renderingIn(said["rendering"], line);
  const called = plainOf(locator);
  return {
    ...(kind === "heading" ? { kind, level: levelOf(level) } : { kind: "paragraph", level: 0 }),
    rendering: renderingToJson(rendering),
    passage: typeof passage === "string" && isPassageId(passage) ? passage : null,
    ...(typeof digest === "string" && /^[0-9a-f]{64}$/.test(digest) && { digest }),
    ...(called !== "" && { locator: called }),
    ...(isObject(revision) && { revision: revisionIn(revision, line) }),
    ...(Array.isArray(notes) && { notes: notesIn(notes, { text: canonicalText(rendering), source: "" }, line) }),
  };
}

function revisionIn({ before, gone, by, date }: JsonObject, line: number): Revision {
  return {
    before: before === null ? null : renderingToJson(renderingIn(before, line)),
    gone: gone === true,
    by: peopleOf(by, null, new Counting()).map(({ name }) => name),
    date: dateOf(date, new Counting()),
  };
}
