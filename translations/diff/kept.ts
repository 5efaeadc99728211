/** Which words of one list the word diff keeps in another. What is made of them is left to `blame.ts` and `columns.ts`. */
import { diffTexts } from "./diff.ts";
import type { Stretch } from "./sentences.ts";

/** Some stretches of a text: `words` are theirs, `ends` say where each ends in `text`; `letters` are of all words. */
export interface Excerpt {
  text: string;
  letters: readonly string[];
  words: number[];
  ends: number[];
}

/** Words are parted by one space, whatever stood between them, so that only words can differ. */
export function excerpt(letters: readonly string[], stretches: readonly Stretch[]): Excerpt {
  const part: Excerpt = { text: "", letters, words: [], ends: [] };
  for (const { from, to } of stretches)
    for (let index = from; index < to; index++) {
      part.words.push(index);
      part.text += letters[index]!;
      part.ends.push(part.text.length);
      part.text += " ";
    }
  return part;
}

/** Pairs of words that the changes from one excerpt to the other keep: outside them, or moved as a whole. */
export function keptWords(a: Excerpt, b: Excerpt): [number, number][] {
  const [pairs, gone, come]: [[number, number][], number[][], number[][]] = [[], [], []];
  const [takeA, takeB] = [taker(a), taker(b)];
  const pair = (left: readonly number[], right: readonly number[]) => {
    for (let index = 0; index < Math.min(left.length, right.length); index++) pairs.push([left[index]!, right[index]!]);
  };
  for (const { fromA, toA, fromB, toB, kind } of diffTexts(a.text, b.text)) {
    pair(takeA(fromA), takeB(fromB));
    const [left, right] = [takeA(toA), takeB(toB)];
    if (kind !== "moved") continue;
    gone.push(left);
    come.push(right);
  }
  pair(takeA(a.text.length), takeB(b.text.length));
  const arrivals = new Map(come.map((run) => [spelled(run, b), run]));
  for (const run of gone) pair(run, arrivals.get(spelled(run, a)) ?? []);
  return pairs;
}

function spelled(run: readonly number[], { letters }: Excerpt): string {
  return run.map((index) => letters[index]).join("\n");
}

/** Answers the words that end at or before an offset and were not asked for yet. */
function taker({ words, ends }: Excerpt): (until: number) => number[] {
  let next = 0;
  return (until) => {
    const from = next;
    while (next < ends.length && ends[next]! <= until) next++;
    return words.slice(from, next);
  };
}
