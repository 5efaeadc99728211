/** Which words of one list the word diff keeps in another. What is made of them is left to others. */
import { diffTexts } from "./diff.ts";
import type { Stretch } from "../../text/sentences.ts";

/** The letters of a word of a text, by its index. */
type Letters = (index: number) => string;

/** Some stretches of a text: `words` are theirs, `ends` say where each ends in `text`. */
export interface Excerpt {
  text: string;
  letters: Letters;
  words: Int32Array;
  ends: Int32Array;
}

/** So many words are joined at once: a list of all of them would be dear in a long text. */
const SHEAF = 4_096;

/** Words are parted by one space, whatever stood between them, so that only words can differ. */
export function excerpt(letters: Letters, stretches: readonly Stretch[]): Excerpt {
  const count = stretches.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
  const [words, ends] = [new Int32Array(count), new Int32Array(count)];
  let [text, sheaf]: [string, string[]] = ["", []];
  let [next, at] = [0, 0];
  for (const { from, to } of stretches)
    for (let index = from; index < to; index++) {
      const own = letters(index);
      sheaf.push(own);
      at += own.length;
      words[next] = index;
      ends[next++] = at++;
      if (sheaf.length < SHEAF && next < count) continue;
      text += `${sheaf.join(" ")} `;
      sheaf = [];
    }
  return { text, letters, words, ends };
}

/**
 * Indexes of words that stand in pairs, `a[n]` with `b[n]`. Two columns of numbers, for in a long text a list of pairs
 * is dear: each is an object by itself, and all are looked through whenever garbage is collected.
 */
export interface Pairs {
  a: Int32Array;
  b: Int32Array;
}

/** Words that the changes from one excerpt to the other keep: outside them, or moved as a whole. */
export function keptWords(a: Excerpt, b: Excerpt): Pairs {
  const most = Math.min(a.words.length, b.words.length);
  const pairs: Pairs = { a: new Int32Array(most), b: new Int32Array(most) };
  let count = 0;
  const [gone, come]: [Stretch[], Stretch[]] = [[], []];
  const [takeA, takeB] = [taker(a.ends), taker(b.ends)];
  const pair = (left: Stretch, right: Stretch) => {
    const length = Math.min(left.to - left.from, right.to - right.from);
    pairs.a.set(a.words.subarray(left.from, left.from + length), count);
    pairs.b.set(b.words.subarray(right.from, right.from + length), count);
    count += length;
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
  for (const run of gone) pair(run, arrivals.get(spelled(run, a)) ?? { from: 0, to: 0 });
  return { a: pairs.a.subarray(0, count), b: pairs.b.subarray(0, count) };
}

function spelled({ from, to }: Stretch, { words, letters }: Excerpt): string {
  return Array.from(words.subarray(from, to), letters).join("\n");
}

/** Answers the words, by their places in the excerpt, that end at or before an offset and were not asked for yet. */
function taker(ends: Int32Array): (until: number) => Stretch {
  let next = 0;
  return (until) => {
    const from = next;
    while (next < ends.length && ends[next]! <= until) next++;
    return { from, to: next };
  };
}
