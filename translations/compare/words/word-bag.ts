/**
 * The words of a passage without their order, case and signs, made for comparing a great many passages with each
 * other. A word counts as its code, which hardly ever two words share; exact answers about words are found elsewhere.
 */
import { scanWords } from "../../text/words.ts";

/** The codes of words, each as often as the word occurs, in rising order. */
export type WordBag = Int32Array;

/** The words of `text`; signs, whose codes are negative, are left out. */
export function wordBag(text: string): WordBag {
  const { code } = scanWords(text.toLowerCase());
  return Int32Array.from(code.filter((word) => word >= 0)).sort();
}

/** All words of several bags. */
export function poured(bags: readonly WordBag[]): WordBag {
  if (bags.length === 1) return bags[0]!;
  const all = new Int32Array(bags.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bag of bags) {
    all.set(bag, at);
    at += bag.length;
  }
  return all.sort();
}

/** How many words two bags share, each as often as it is in both. */
export function shared(a: WordBag, b: WordBag): number {
  let [i, j, sum] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const order = a[i]! - b[j]!;
    if (order === 0) sum++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return sum;
}

/** Dice's coefficient, from 0 to 1: twice the shared by all. Two empty bags share nothing. */
export function overlap(a: WordBag, b: WordBag): number {
  return a.length + b.length > 0 ? (2 * shared(a, b)) / (a.length + b.length) : 0;
}

/** Whether two texts have the same words and signs in the same order, whatever white space stands between. */
export function sameWords(a: string, b: string): boolean {
  const [left, right] = [scanWords(a), scanWords(b)];
  return (
    left.from.length === right.from.length &&
    left.from.every(
      (from, index) =>
        left.code[index] === right.code[index] &&
        a.slice(from, left.to[index]) === b.slice(right.from[index], right.to[index]),
    )
  );
}
