/** How alike two spellings or two bags of words are, as numbers from 0 to 1. What follows from it is decided elsewhere. */

/** 1 for equal letters; a little less where only case or accents differ; else by the pairs of letters they share. */
export function alike(a: string, b: string): number {
  if (a === b) return 1;
  const [plainA, plainB] = [plain(a), plain(b)];
  if (plainA === plainB) return 0.95;
  return 0.9 * overlap(bag(letterPairs(plainA)), bag(letterPairs(plainB)));
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
