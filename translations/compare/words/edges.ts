/** Where a reader expects a text to be cut, and where not. */
import { closes, endsClause, endsSentence, opens } from "./stops.ts";
import { gapEnd, gapStart, lettersOf, lineEndsBefore, type Wording } from "./wording.ts";

/**
 * How good a place to cut stands before word `index`: a block's edge, a sentence's, a clause's, a word's. What closes
 * belongs to what stands before it: `“Yes.” [They cried, “No.” ]She left`.
 */
export function boundary(side: Wording, index: number): number {
  if (isEdgeOfWindow(side, index)) return Infinity;
  if (index === 0 || index === side.count || lineEndsBefore(side, index)) return 4;
  if (isClosing(side, index)) return 0;
  if (side.code[index - 1]! >= 0 && side.code[index]! >= 0) return isGlued(side, index) ? 0 : 1;
  if (sentenceEndsBefore(side, index)) return 3;
  if (endsClause(lettersOf(side, index - 1)) || isOpening(side, index)) return 2;
  return isGlued(side, index) ? 0 : 1;
}

/**
 * At an edge of what was read of a text nobody knows what stands there: what can slide to it does, and more is read.
 * Behind its first words such a place is too if they only close what may have ended before them.
 */
export function isEdgeOfWindow(side: Wording, index: number): boolean {
  if (index === side.count) return side.end < side.text.length;
  return side.start > 0 && lastSaid(side, index) < 0;
}

/** Whether the words before word `index` end a sentence, be there signs that close it or not. */
export function sentenceEndsBefore(side: Wording, index: number): boolean {
  const last = lastSaid(side, index);
  return last >= 0 && side.code[last]! < 0 && endsSentence(lettersOf(side, last));
}

/** The last word before word `index` that is no sign that closes; -1 if there is none. */
function lastSaid(side: Wording, index: number): number {
  let last = index - 1;
  while (last >= 0 && isClosing(side, last)) last--;
  return last;
}

function isClosing(side: Wording, index: number): boolean {
  if (side.code[index]! >= 0) return false;
  const letters = lettersOf(side, index);
  return closes(letters) || (isStraight(letters) && isGlued(side, index) && !isBeforeWord(side, index));
}

/** True of brackets and quotation marks that open, straight ones too. */
export function isOpening(side: Wording, index: number): boolean {
  if (side.code[index]! >= 0) return false;
  const letters = lettersOf(side, index);
  return opens(letters) || (isStraight(letters) && !isGlued(side, index) && isGlued(side, index + 1));
}

/** Straight quotation marks open and close alike: on which side white space stands tells. */
function isStraight(letters: string): boolean {
  return letters === '"' || letters === "'";
}

function isBeforeWord(side: Wording, index: number): boolean {
  return index + 1 < side.count && isGlued(side, index + 1) && side.code[index + 1]! >= 0;
}

/** Whether nothing stands between word `index` and the one before it. */
function isGlued(side: Wording, index: number): boolean {
  return index > 0 && index < side.count && gapStart(side, index) === gapEnd(side, index);
}
