/**
 * What is left of a revision once another version came: of each of its changes, whether that version has it already, whether
 * it stands beside what the version changed, or whether both changed the same words otherwise. It is read off the merge of the
 * two, so that it says what bringing up to date will do.
 */
import { firstWhere } from "../../text/search.ts";
import { type Change, isInsertion } from "../change.ts";
import { sameToken } from "./looks.ts";
import type { Merge, Piece } from "./pieces.ts";
import { isBlock, textOf, type Token } from "./tokens.ts";

/** What becomes of a change: the other side made it too, it stands, or it is to be settled. */
export type Fate = "already" | "stands" | "meets";

/** A piece of the merge at words of a text, in UTF-16 code units of it. */
interface Mark {
  from: number;
  to: number;
  piece: Piece;
}

/**
 * What becomes of each change, in order. One of them meets the other side exactly where the merge has a conflict.
 * @param changes from the text of the merge's base to that of its `ours`.
 */
export function fatesOf(merge: Merge, changes: readonly Change[]): Fate[] {
  const [base, ours] = (["base", "ours"] as const).map((side) => marksOn(merge, side, false));
  const spaced = (["base", "ours"] as const).map((side) => marksOn(merge, side, true));
  return changes.map((change) => {
    const within = ([inBase, inOurs]: readonly Mark[][]): Piece[] => [
      ...(isInsertion(change) ? [] : met(inBase!, change.fromA, change.toA)),
      ...met(inOurs!, change.fromB, change.toB),
    ];
    const found = within([base!, ours!]);
    // Where no word is another, the spaces before words are, or how the words are set.
    return fateOf(merge, found.length > 0 ? found : within(spaced));
  });
}

/** The pieces that somebody changed, at the words that `side` has there, in the order of its text. */
function marksOn({ sides, pieces }: Merge, side: "base" | "ours", withSpace: boolean): Mark[] {
  const marks: Mark[] = [];
  for (const piece of pieces) {
    if (piece.kind === "kept" && !piece.set) continue;
    for (let at = piece[side].from; at < piece[side].to; at++) {
      const token = sides[side][at]!;
      if (token.at >= 0) marks.push({ ...reach(token, withSpace), piece });
    }
  }
  return marks.sort((x, y) => x.from - y.from || x.to - y.to);
}

function reach(token: Token, withSpace: boolean): { from: number; to: number } {
  // A block begins with the line end before its words.
  if (isBlock(token)) return { from: token.at - 1, to: token.at };
  const before = withSpace ? textOf(token.gap).length : 0;
  return { from: token.at - before, to: token.at + token.letters.length };
}

function met(marks: readonly Mark[], from: number, to: number): Piece[] {
  const found: Piece[] = [];
  for (let at = firstWhere(marks, (mark) => mark.to > from); at < marks.length && marks[at]!.from < to; at++)
    found.push(marks[at]!.piece);
  return found;
}

function fateOf(merge: Merge, pieces: readonly Piece[]): Fate {
  if (pieces.some(({ kind }) => kind === "conflict")) return "meets";
  const own = pieces.filter((piece) => (piece.kind === "kept" ? piece.set : piece.kind) !== "theirs");
  return own.length > 0 && own.every((piece) => isAlike(merge, piece)) ? "already" : "stands";
}

/** True if both sides made the same of it. */
function isAlike({ sides }: Merge, { kind, set, ours, theirs }: Piece): boolean {
  if (kind !== "kept") return kind === "both";
  if (set !== "both") return false;
  for (let at = ours.from; at < ours.to; at++)
    if (!sameToken(sides.ours[at]!, sides.theirs[theirs.from + at - ours.from]!)) return false;
  return true;
}
