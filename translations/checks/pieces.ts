/** A text as the pieces that checks look at: words of letters, figures, signs. One pass, whatever is given. */
import type { Place } from "./finding.ts";

export interface Piece extends Place {
  kind: "letters" | "figures" | "sign";
  /** As it is written, and in small letters with a straight apostrophe. */
  text: string;
  low: string;
}

/** Letters of scripts that are written with spaces, and inner apostrophes; figures with inner points and commas; any other sign. */
const PIECE =
  /(?:(?!\p{sc=Han})[\p{L}\p{M}])+(?:['’](?:(?!\p{sc=Han})[\p{L}\p{M}])+)*|[0-9]+(?:[.,][0-9]+)*|\p{sc=Han}|[^\s\p{L}\p{M}]/gu;

/** The pieces of a text, in order. A Chinese character is a piece of letters by itself. */
export function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(PIECE), ({ 0: written, index }) => ({
    from: index,
    to: index + written.length,
    kind: /^[0-9]/.test(written) ? "figures" : /^[\p{L}\p{M}]/u.test(written) ? "letters" : "sign",
    text: written,
    low: written.toLowerCase().replaceAll("’", "'"),
  }));
}

/** Whether the piece at `index` begins where the one before it ends. */
export function isJoined(pieces: readonly Piece[], index: number): boolean {
  return index > 0 && index < pieces.length && pieces[index - 1]!.to === pieces[index]!.from;
}
