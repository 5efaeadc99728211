/** Which of the equal words of a window are kept: the chain that costs a reader least. */
import { lengthA, lengthB, type Hunk } from "../change.ts";
import type { Costs } from "./costs.ts";
import { SMALL_WINDOW, type Matches } from "./matches.ts";
import type { Wording } from "./wording.ts";

/** Words count as similar if this share of the longer one's letters stands at the beginning or end of both. */
const SIMILAR = 0.5;
/** Only stretches of so many words against as many are looked at for similar words. */
const MAX_SIMILAR_RUN = 3;

/** So much of a cost at most is given back where words are alike, to decide between equals. */
const MOST_LIKENESS = 10;
const LEAST_LOSS = -MOST_LIKENESS * MAX_SIMILAR_RUN;

/** What it costs to begin a hunk that takes words `fromA` to `toA` away and puts `fromB` to `toB` in their place. */
type Opening = (fromA: number, toA: number, fromB: number, toB: number) => number;

/**
 * One word for another is what a corrector does again and again: `[typhoon/typhoons], [hurricane/hurricanes]` are two
 * corrections, and the comma between them was never touched. So such a hunk is cheap to begin, the more so if its
 * words are alike.
 */
export function openingBetween(a: Wording, b: Wording, costs: Costs): Opening {
  return (fromA, toA, fromB, toB) => {
    const [gone, come] = [toA - fromA, toB - fromB];
    if (gone === 0 && come === 0) return 0;
    if (gone === 0 || come === 0) return costs.openPure;
    if (gone > 1 || come > 1) return costs.openReplacement;
    return areSimilar(a, fromA, b, fromB) ? costs.openSimilar : costs.openOne;
  };
}

/** What small windows use, one after another, so that none of them asks for memory. */
const SMALL = {
  saved: new Int32Array(SMALL_WINDOW),
  before: new Int32Array(SMALL_WINDOW),
  inColumn: new Int32Array(SMALL_WINDOW),
  upTo: new Int32Array(SMALL_WINDOW),
  inDiagonal: new Int32Array(SMALL_WINDOW),
};

/** So many places of which none is taken: one of {@link SMALL} or, where that has no room, a new one. */
function empty(small: Int32Array, count: number): Int32Array {
  return count <= small.length ? small.fill(-1, 0, count) : new Int32Array(count).fill(-1);
}

/** The best chain of matches that ends in each match: what it saves, and the match before. */
class Chains {
  readonly saved: Int32Array;
  private readonly before: Int32Array;
  /** Of the match that is looked at: what it saves after the best of the matches before it, and which that is. */
  private most = 0;
  private last = -1;

  constructor(
    private readonly matches: Matches,
    private readonly window: Hunk,
  ) {
    const small = matches.count <= SMALL_WINDOW;
    this.saved = small ? SMALL.saved : new Int32Array(matches.count);
    this.before = small ? SMALL.before : new Int32Array(matches.count);
  }

  /** Begins to look at a match: before it nothing may be kept, at so much cost. */
  begin(cost: number): void {
    this.most = -cost;
    this.last = -1;
  }

  /** The chain that ends in `match`, if there is one, may go on here, at so much cost. */
  offer(match: number, cost: number): void {
    if (match < 0 || this.saved[match]! - cost <= this.most) return;
    this.most = this.saved[match]! - cost;
    this.last = match;
  }

  /** Whether a chain is worth the reckoning of what it costs to go on: that is never less than {@link LEAST_LOSS}. */
  mayGain(match: number): boolean {
    return this.saved[match]! - LEAST_LOSS > this.most;
  }

  /** The match is kept with the best that was offered, and saves so much itself. */
  settle(index: number, saves: number): void {
    this.saved[index] = this.most + saves;
    this.before[index] = this.last;
  }

  /** The hunks that are left when the chain ending in match `last` is kept; -1 keeps nothing. */
  hunks(last: number): Hunk[] {
    const { rows, columns } = this.matches;
    const hunks: Hunk[] = [];
    let toA = this.window.toA;
    let toB = this.window.toB;
    for (let index = last; ; index = this.before[index]!) {
      const [fromA, fromB] =
        index < 0 ? [this.window.fromA, this.window.fromB] : [rows[index]! + 1, columns[index]! + 1];
      if (fromA < toA || fromB < toB) hunks.push({ fromA, toA, fromB, toB });
      if (index < 0) return hunks.reverse();
      toA = rows[index]!;
      toB = columns[index]!;
    }
  }

  /** The chain that saves most in all, `tail(match)` being what is lost after it; -1 if to keep nothing is as good. */
  best(tail: (match: number) => number, nothing: number): number {
    let best = -1;
    let most = nothing;
    for (let index = 0; index < this.matches.count; index++) {
      const saved = this.saved[index]! - tail(index);
      if (saved > most) {
        best = index;
        most = saved;
      }
    }
    return best;
  }
}

/**
 * The chain of matches that saves most: twice each kept word's weight, less the opening of each hunk. Row by row;
 * for each match the best before it is the one it touches, one in the row before (an insertion between), one in the
 * column before (a deletion), the one two steps up its diagonal (one word for one) or any above to the left (another
 * replacement).
 */
export function keepDense(
  matches: Matches,
  window: Hunk,
  opening: Opening,
  costs: Costs,
  weightAt: (column: number) => number,
): Hunk[] {
  const { rows, columns, count } = matches;
  const chains = new Chains(matches, window);
  const { saved } = chains;
  const width = lengthB(window);
  /** By column: the best match above in it, and the best above in it or to its left. */
  const inColumn = empty(SMALL.inColumn, width);
  const upTo = empty(SMALL.upTo, width);
  /** By diagonal: the last match in it. */
  const inDiagonal = empty(SMALL.inDiagonal, width + lengthA(window));
  let row = 0;
  /** Of the row before: the first match not yet passed, and the best of those passed. */
  let next = 0;
  let passed = -1;
  for (let index = 0; index < count; index++) {
    if (index > 0 && rows[index] !== rows[index - 1]) {
      settleRow(row, index, saved, columns, window, inColumn, upTo);
      next = rows[index]! === rows[index - 1]! + 1 ? row : index;
      passed = -1;
      row = index;
    }
    const i = rows[index]!;
    const j = columns[index]!;
    chains.begin(opening(window.fromA, i, window.fromB, j));
    for (; next < row && columns[next]! < j - 1; next++) if (passed < 0 || saved[next]! > saved[passed]!) passed = next;
    chains.offer(passed, costs.openPure);
    if (next < row && columns[next] === j - 1) chains.offer(next, 0);
    if (j > window.fromB) {
      chains.offer(inColumn[j - 1 - window.fromB]!, costs.openPure);
      chains.offer(upTo[j - 1 - window.fromB]!, costs.openReplacement);
    }
    const diagonal = j - window.fromB + window.toA - i;
    const above = inDiagonal[diagonal]!;
    if (above >= 0 && rows[above] === i - 2) chains.offer(above, opening(i - 1, i, j - 1, j));
    inDiagonal[diagonal] = index;
    chains.settle(index, 2 * weightAt(j));
  }
  const tail = (match: number) => opening(rows[match]! + 1, window.toA, columns[match]! + 1, window.toB);
  return chains.hunks(chains.best(tail, -opening(window.fromA, window.toA, window.fromB, window.toB)));
}

/** Makes the matches `from` to `to`, all of one row, known to the rows below. */
function settleRow(
  from: number,
  to: number,
  saved: Int32Array,
  columns: Int32Array,
  { fromB, toB }: Hunk,
  inColumn: Int32Array,
  upTo: Int32Array,
): void {
  const isBetter = (match: number, known: number) => known < 0 || saved[match]! > saved[known]!;
  let best = -1;
  for (let match = from; match < to; match++) {
    const column = columns[match]! - fromB;
    if (isBetter(match, inColumn[column]!)) inColumn[column] = match;
    if (isBetter(match, best)) best = match;
    // What is saved never falls from left to right: where the best is no better, it is not so further on either.
    const end = (match + 1 < to ? columns[match + 1]! : toB) - fromB;
    for (let k = column; k < end && isBetter(best, upTo[k]!); k++) upTo[k] = best;
  }
}

/**
 * The same where all words weigh the same and ties go to replacements of one word by a similar one. Every pair of
 * matches is looked at, for what stands between two matches is weighed by its words.
 */
export function keepLight(
  matches: Matches,
  window: Hunk,
  opening: Opening,
  costs: Costs,
  a: Wording,
  b: Wording,
): Hunk[] {
  const { rows, columns, count } = matches;
  const chains = new Chains(matches, window);
  const loss = (fromA: number, toA: number, fromB: number, toB: number) =>
    opening(fromA, toA, fromB, toB) - likeness(fromA, toA, fromB, toB, a, b);
  for (let index = 0; index < count; index++) {
    const i = rows[index]!;
    const j = columns[index]!;
    chains.begin(loss(window.fromA, i, window.fromB, j));
    for (let match = index - 1; match >= 0; match--)
      if (rows[match]! < i && columns[match]! < j && chains.mayGain(match))
        chains.offer(match, loss(rows[match]! + 1, i, columns[match]! + 1, j));
    chains.settle(index, 2 * costs.content);
  }
  const tail = (match: number) => loss(rows[match]! + 1, window.toA, columns[match]! + 1, window.toB);
  return chains.hunks(chains.best(tail, -loss(window.fromA, window.toA, window.fromB, window.toB)));
}

/** How like the words of two stretches are, one to one: a little more than nothing, to decide between equals. */
function likeness(fromA: number, toA: number, fromB: number, toB: number, a: Wording, b: Wording): number {
  const count = toA - fromA;
  if (count === 0 || count !== toB - fromB || count > MAX_SIMILAR_RUN) return 0;
  let likeness = 0;
  for (let k = 0; k < count; k++) {
    const share = similarity(a, fromA + k, b, fromB + k);
    if (share >= SIMILAR) likeness += share;
  }
  return (MOST_LIKENESS * likeness) | 0;
}

/** Whether two words, no signs, have so much in common that one stands for the other: `typhoon`, `typhoons`. */
function areSimilar(a: Wording, i: number, b: Wording, j: number): boolean {
  return a.code[i]! >= 0 && b.code[j]! >= 0 && similarity(a, i, b, j) >= SIMILAR;
}

/** The share of the longer word's letters that stands at the beginning or the end of both. */
function similarity(a: Wording, i: number, b: Wording, j: number): number {
  const [startA, endA, startB, endB] = [a.from[i]!, a.to[i]!, b.from[j]!, b.to[j]!];
  const shorter = Math.min(endA - startA, endB - startB);
  let head = 0;
  let tail = 0;
  while (head < shorter && a.text.charCodeAt(startA + head) === b.text.charCodeAt(startB + head)) head++;
  while (tail < shorter - head && a.text.charCodeAt(endA - 1 - tail) === b.text.charCodeAt(endB - 1 - tail)) tail++;
  return (head + tail) / Math.max(endA - startA, endB - startB);
}
