/** Runs of words that stand in one place in some wordings and in another in others, given the columns they are set in. */
import { commonRuns, MOST_PAIRS, withoutOverlap, type Crossing } from "../words/words.ts";
import type { Cells } from "./columns.ts";
import type { NumberedTexts, NumberedWords } from "./numbered.ts";

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
  { texts, letters }: NumberedTexts,
  i: number,
  j: number,
  budget: { left: number } = { left: MOST_PAIRS },
): Crossing[] {
  const [a, b] = [strays(cells, texts, i, j), strays(cells, texts, j, i)];
  const found = commonRuns(a, texts[i]!.numbers, b, texts[j]!.numbers, budget)
    .filter((run) => distance(run) <= REACH * run.words)
    .filter((run) => distance(run) <= NEAR || isTold(run, texts[i]!, texts[j]!, letters))
    .sort((x, y) => y.words - x.words || distance(x) - distance(y) || x.a - y.a || x.b - y.b);
  return withoutOverlap(found);

  function distance(run: Crossing): number {
    return Math.abs(a.get(run.a)! - b.get(run.b)!);
  }
}

/** Words of wording `own` that the other does not have in the same column, with their column. */
function strays(cells: Cells, texts: readonly NumberedWords[], own: number, other: number) {
  const found = new Map<number, number>();
  cells[own]!.forEach((word, at) => {
    const opposite = cells[other]![at]!;
    if (word >= 0 && texts[own]!.numbers[word] !== texts[other]!.numbers[opposite]) found.set(word, at);
  });
  return found;
}

/** Long enough, or with a word that stands once in each text and is not too short to tell. */
function isTold(run: Crossing, a: NumberedWords, b: NumberedWords, letters: readonly string[]): boolean {
  let [counted, telling] = [0, false];
  for (let index = run.b; index < run.b + run.words; index++) {
    if (b.words.code[index]! < 0) continue;
    const number = b.numbers[index]!;
    counted++;
    telling ||= TELLING.test(letters[number]!) && isOnce(a, number) && isOnce(b, number);
  }
  return telling || counted >= LONG_RUN;
}

/** By number, how often its word stands in a text: none, once, or more; found once for as long as somebody holds it. */
const counts = new WeakMap<NumberedWords, Uint8Array>();

function isOnce(text: NumberedWords, number: number): boolean {
  let known = counts.get(text);
  if (!known) {
    known = new Uint8Array(text.numbers.reduce((most, own) => Math.max(most, own), -1) + 1);
    for (const own of text.numbers) known[own] = Math.min(2, known[own]! + 1);
    counts.set(text, known);
  }
  return known[number] === 1;
}
