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
  const words: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const { from, to } of stretches)
    for (let index = from; index < to; index++) {
      words.push(index);
      at += letters[index]!.length;
      ends.push(at++);
    }
  const told = stretches.filter(({ from, to }) => from < to).map(({ from, to }) => letters.slice(from, to).join(" "));
  return { text: told.map((part) => `${part} `).join(""), letters, words, ends };
}

/**
 * Indexes of words that stand in pairs, `a[n]` with `b[n]`. Two lists of numbers, for in a long text a list of pairs is
 * dear: each is an object by itself, and all are looked through whenever garbage is collected.
 */
export interface Pairs {
  a: number[];
  b: number[];
}

/** Words that the changes from one excerpt to the other keep: outside them, or moved as a whole. */
export function keptWords(a: Excerpt, b: Excerpt): Pairs {
  const pairs: Pairs = { a: [], b: [] };
  const [gone, come]: [number[][], number[][]] = [[], []];
  const [takeA, takeB] = [taker(a), taker(b)];
  const pair = (left: readonly number[], right: readonly number[]) => {
    for (let index = 0; index < Math.min(left.length, right.length); index++) {
      pairs.a.push(left[index]!);
      pairs.b.push(right[index]!);
    }
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
