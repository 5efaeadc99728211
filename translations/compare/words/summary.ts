/** How much changed, in numbers: 2 changes, 3 words of 104. */
import { countWords } from "../../text/words.ts";
import { textsOf, type Change } from "../change.ts";

/** Counts of a comparison. Words are counted as a reader does: signs are none, a Han character is one. */
export interface Summary {
  /** As they are numbered on the page: a move has two ends. */
  changes: number;
  /** Of each change the longer side; a move once; words only set otherwise are not counted. */
  wordsChanged: number;
  /** Words of the longer text. */
  words: number;
}

/** The numbers for the changes from `a` to `b`. */
export function summary(changes: readonly Change[], a: string, b: string): Summary {
  return {
    changes: changes.length,
    wordsChanged: changes.reduce((sum, change) => sum + wordsChanged(change, a, b), 0),
    words: Math.max(countWords(a), countWords(b)),
  };
}

function wordsChanged(change: Change, a: string, b: string): number {
  if (change.kind === "reformatted") return 0;
  const [older, newer] = textsOf(change, a, b);
  const [before, after] = [countWords(older), countWords(newer)];
  return change.kind === "moved" ? after : Math.max(before, after);
}
