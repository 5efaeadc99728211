/** Runs of words that stand in one place in some wordings and in another in others, given the columns they are set in. */
import type { Cells, Wording } from "./columns.ts";

/** `words` words from word `a` of one wording are those from word `b` of the other, in other columns. */
export interface Crossing {
  a: number;
  b: number;
  words: number;
}

/** So many columns a run may have gone for each word in it: short runs are found again far away by chance. */
const REACH = 20;
/** A run of fewer words than this counts only with a telling word in it. */
const LONG_RUN = 3;
/** Words that change places with a neighbour stand at most so many columns off: then any word tells. */
const NEAR = 2;
/** `of` or `the` in another place says nothing, even where it occurs once; Han characters say more. */
const TELLING = /^.{4,}$|[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}]/u;

/**
 * The transposed runs between wordings `i` and `j`: the longest first, none overlapping. None are found where the same
 * words stand in so many places that looking at them all takes more than is `left`.
 */
export function crossings(
  cells: Cells,
  wordings: readonly Wording[],
  i: number,
  j: number,
  budget: { left: number } = { left: MOST_PAIRS },
): Crossing[] {
  const [a, b] = [strays(cells, wordings, i, j), strays(cells, wordings, j, i)];
  const found = commonRuns(a, wordings[i]!.letters, b, wordings[j]!.letters, budget)
    .filter((run) => distance(run) <= REACH * run.words)
    .filter((run) => distance(run) <= NEAR || isTold(run, wordings[i]!, wordings[j]!))
    .sort((x, y) => y.words - x.words || distance(x) - distance(y) || x.a - y.a || x.b - y.b);
  return withoutOverlap(found);

  function distance(run: Crossing): number {
    return Math.abs(a.get(run.a)! - b.get(run.b)!);
  }
}

/** Words of wording `own` that the other does not have in the same column, with their column. */
function strays(cells: Cells, wordings: readonly Wording[], own: number, other: number) {
  const found = new Map<number, number>();
  cells[own]!.forEach((word, at) => {
    const opposite = cells[other]![at]!;
    if (word >= 0 && wordings[own]!.letters[word] !== wordings[other]!.letters[opposite]) found.set(word, at);
  });
  return found;
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
export function commonRuns(
  a: Indexes,
  lettersA: readonly string[],
  b: Indexes,
  lettersB: readonly string[],
  budget = { left: MOST_PAIRS },
): Crossing[] {
  if (budget.left < 0) return [];
  const places = new Map<string, number[]>();
  for (const word of b.keys()) {
    const known = places.get(lettersB[word]!);
    if (known) known.push(word);
    else places.set(lettersB[word]!, [word]);
  }
  for (const word of a.keys()) budget.left -= places.get(lettersA[word]!)?.length ?? 0;
  if (budget.left < 0) return [];
  const same = (i: number, j: number) => a.has(i) && b.has(j) && lettersA[i] === lettersB[j];
  const runs: Crossing[] = [];
  for (const i of a.keys())
    for (const j of places.get(lettersA[i]!) ?? []) {
      if (same(i - 1, j - 1)) continue;
      let words = 1;
      while (same(i + words, j + words)) words++;
      runs.push({ a: i, b: j, words });
    }
  return runs;
}

/** Long enough, or with a word that stands once in each wording and is not too short to tell. */
function isTold({ a, b, words }: Crossing, wordingA: Wording, wordingB: Wording): boolean {
  const run = wordingA.words.slice(a, a + words);
  if (run.filter(({ kind }) => kind === "word").length >= LONG_RUN) return true;
  return run.some(({ kind }, index) => {
    const letters = wordingB.letters[b + index]!;
    return kind === "word" && TELLING.test(letters) && isOnce(wordingA, letters) && isOnce(wordingB, letters);
  });
}

/** The words that stand once in a wording, found once for as long as somebody holds it. */
const singles = new WeakMap<Wording, ReadonlySet<string>>();

function isOnce(wording: Wording, letters: string): boolean {
  let known = singles.get(wording);
  if (!known) {
    const [seen, again] = [new Set<string>(), new Set<string>()];
    for (const word of wording.letters) (seen.has(word) ? again : seen).add(word);
    for (const word of again) seen.delete(word);
    singles.set(wording, (known = seen));
  }
  return known.has(letters);
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
