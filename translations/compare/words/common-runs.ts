/** Runs of words that two texts have in common, wherever they stand. Which of them mean something is decided elsewhere. */

/** `words` words from word `a` of one wording are those from word `b` of the other. */
export interface Crossing {
  a: number;
  b: number;
  words: number;
}

/** Indexes of words, as a set or a map has them. */
interface Indexes {
  has(index: number): boolean;
  keys(): Iterable<number>;
}

/** So many pairs of equal words are looked at: a word repeated in both texts makes as many as its places multiplied. */
export const MOST_PAIRS = 300_000;

/**
 * All runs of the words `a` of one text that are runs of the words `b` of another, each as long as it can be. None if
 * there are more pairs of equal words than the budget has left, which then is below nothing.
 */
export function commonRuns<Word>(
  a: Indexes,
  wordsA: ArrayLike<Word>,
  b: Indexes,
  wordsB: ArrayLike<Word>,
  budget = { left: MOST_PAIRS },
): Crossing[] {
  if (budget.left < 0) return [];
  const places = new Map<Word, number[]>();
  for (const index of b.keys()) {
    const known = places.get(wordsB[index]!);
    if (known) known.push(index);
    else places.set(wordsB[index]!, [index]);
  }
  for (const index of a.keys()) budget.left -= places.get(wordsA[index]!)?.length ?? 0;
  if (budget.left < 0) return [];
  const same = (i: number, j: number) => wordsA[i] === wordsB[j] && a.has(i) && b.has(j);
  const runs: Crossing[] = [];
  for (const i of a.keys())
    for (const j of places.get(wordsA[i]!) ?? []) {
      if (same(i - 1, j - 1)) continue;
      let words = 1;
      while (same(i + words, j + words)) words++;
      runs.push({ a: i, b: j, words });
    }
  return runs;
}

/** The first run of each that share a word. */
export function withoutOverlap(runs: readonly Crossing[]): Crossing[] {
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  return runs.filter(({ a, b, words }) => {
    for (let at = 0; at < words; at++) if (takenA.has(a + at) || takenB.has(b + at)) return false;
    for (let at = 0; at < words; at++) {
      takenA.add(a + at);
      takenB.add(b + at);
    }
    return true;
  });
}
