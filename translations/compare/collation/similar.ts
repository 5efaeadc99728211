/** How alike two spellings or two bags of words are, as numbers from 0 to 1. What follows from it is decided elsewhere. */

/** A spelling as {@link alike} reads it: to be made once for a word that is compared with many. */
export interface Spelled {
  letters: string;
  /** Without accents and capitals. */
  plain: string;
  pairs: Bag;
  /** A bit for each of `pairs`: two spellings without a common bit have no common pair. */
  bits: number;
}

export function spelled(letters: string): Spelled {
  const own = plain(letters);
  const pairs = letterPairs(own);
  const bits = pairs.reduce((sum, pair) => sum | (1 << ((pair.charCodeAt(0) * 7 + pair.charCodeAt(1) * 3) & 31)), 0);
  return { letters, plain: own, pairs: bag(pairs), bits };
}

/** 1 for equal letters; a little less where only case or accents differ; else by the pairs of letters they share. */
export function alike(a: Spelled, b: Spelled): number {
  if (a.letters === b.letters) return 1;
  if (a.plain === b.plain) return 0.95;
  return (a.bits & b.bits) === 0 ? 0 : 0.9 * overlap(a.pairs, b.pairs);
}

function plain(letters: string): string {
  return letters.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function letterPairs(letters: string): string[] {
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}

/** Words with how often each occurs. */
export interface Bag {
  counts: ReadonlyMap<string, number>;
  size: number;
}

export function bag(words: readonly string[]): Bag {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, size: words.length };
}

/** How many words two bags share, each as often as it is in both. */
export function shared(a: Bag, b: Bag): number {
  const [small, large] = a.counts.size <= b.counts.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [word, count] of small.counts) sum += Math.min(count, large.counts.get(word) ?? 0);
  return sum;
}

/** Dice's coefficient: twice the shared by all. Two empty bags share nothing. */
export function overlap(a: Bag, b: Bag): number {
  return a.size + b.size > 0 ? (2 * shared(a, b)) / (a.size + b.size) : 0;
}
