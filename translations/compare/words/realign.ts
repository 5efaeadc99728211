/**
 * Between strong anchors the words are aligned again, at the least cost to a reader: a longest common subsequence
 * keeps every "the" it can, and `[He went/She ran] to [his home/the hills] of [his fathers/Judah]` should be one
 * change. Lightly revised windows keep all they share, but in the best place: `the old [king/queen]`, not
 * `the [old king/old queen]`.
 */
import type { Costs } from "./costs.ts";
import { mergeTouching, span, type Hunk } from "./hunk.ts";
import { intern, type Interned } from "./intern.ts";
import { weightOf } from "./stops.ts";
import { lettersOf, lineEndsBefore, type Wording } from "./wording.ts";

/** A window longer than this on a side ends at its next kept content word, so that the work grows with the text. */
const LONG_WINDOW = 600;
/** Windows of so many pairs of words (length times length) are looked through sooner than their words are numbered. */
const SMALL_WINDOW = 2_500;
/** A window of more pairs than this holds stretches so long that its few kept words are no speckle. */
const MAX_AREA = 4_000_000;
/** Pairs of equal words that a window may have; a window of nothing but one word repeated stays as it is. */
const MAX_MATCHES = 60_000;
/** In a light window each pair is weighed against each, for which it must be small. */
const MAX_LIGHT_MATCHES = 120;
/** Words count as similar if this share of the longer one's letters stands at the beginning or end of both. */
const SIMILAR = 0.5;
/** Only stretches of so many words against as many are looked at for similar words. */
const MAX_SIMILAR_RUN = 3;

/** `hunks` as `align.ts` found them between these sides, with less speckle. */
export function realign(hunks: Hunk[], a: Wording, b: Wording, costs: Costs): Hunk[] {
  if (hunks.length < 2) return hunks;
  const found: Hunk[] = [];
  for (let first = 0; first < hunks.length;) {
    let last = first;
    while (last + 1 < hunks.length && !isStrong(hunks, first, last, a, costs)) last++;
    if (first === last) found.push(hunks[first]!);
    else found.push(...realignWindow(hunks.slice(first, last + 1), a, b, costs));
    first = last + 1;
  }
  return withoutScraps(mergeTouching(found), a, b, costs);
}

/** A kept run worth at most this share of the lesser change beside it, both sides counted, goes with both, */
const SMALL_SHARE = 0.25;
/** if each is more than one word with its comma for another, in content words: `[old/ancient], [wise/clever]` stay two. */
const LONG_CHANGE = 2.2;

/** Words that only interrupt: a run that is little beside the changes around it, unless both only put in or take away. */
function withoutScraps(hunks: readonly Hunk[], a: Wording, b: Wording, costs: Costs): Hunk[] {
  const found: Hunk[] = [];
  for (const hunk of hunks) {
    const before = found[found.length - 1];
    if (before && isScrap(before, hunk, a, b, costs)) found[found.length - 1] = span(before, hunk);
    else found.push(hunk);
  }
  return found;
}

function isScrap(left: Hunk, right: Hunk, a: Wording, b: Wording, costs: Costs): boolean {
  if (left.coarse || right.coarse) return false;
  const inserts = left.fromA === left.toA && right.fromA === right.toA;
  const deletes = left.fromB === left.toB && right.fromB === right.toB;
  if (inserts || deletes) return false;
  const kept = worth(a, left.toA, right.fromA, costs, costs.strongAnchor);
  if (kept >= costs.strongAnchor || hasEnd(a, left.toA, right.fromA)) return false;
  const enough = Math.max(kept / SMALL_SHARE, LONG_CHANGE * costs.content);
  const isEnough = ({ fromA, toA, fromB, toB }: Hunk) =>
    worth(a, fromA, toA, costs, enough) + worth(b, fromB, toB, costs, enough) >= enough;
  return isEnough(left) && isEnough(right);
}

/** Whether a sentence or a block ends in or beside words `from` to `to`. */
function hasEnd(side: Wording, from: number, to: number): boolean {
  for (let index = from; index < to; index++)
    if (lineEndsBefore(side, index) || weightOf(side, index) === "sentenceEnd") return true;
  return to < side.count && lineEndsBefore(side, to);
}

/** What words `from` to `to` weigh, added up until it is `enough`. */
function worth(side: Wording, from: number, to: number, costs: Costs, enough: number): number {
  let sum = 0;
  for (let index = from; index < to && sum < enough; index++) sum += costs[weightOf(side, index)];
  return sum;
}

/** Whether the run kept after hunk `last` of a window that began with hunk `first` ends the window. */
function isStrong(hunks: readonly Hunk[], first: number, last: number, a: Wording, costs: Costs): boolean {
  const left = hunks[last]!;
  const right = hunks[last + 1]!;
  const { fromA, fromB } = hunks[first]!;
  const long = left.toA - fromA > LONG_WINDOW || left.toB - fromB > LONG_WINDOW;
  const enough = long ? costs.content : costs.strongAnchor;
  if (left.coarse || right.coarse) return true;
  return worth(a, left.toA, right.fromA, costs, enough) >= enough;
}

function realignWindow(hunks: readonly Hunk[], a: Wording, b: Wording, costs: Costs): Hunk[] {
  const window = span(hunks[0]!, hunks[hunks.length - 1]!);
  const matches = matchesOf(window, a, b);
  if (!matches) return [...hunks];
  const light = contentIn(window, a, b) < costs.lightBelow;
  if (!light) return keepDense(matches, window, costs, (j) => costs[weightOf(b, j)]);
  if (matches.count > MAX_LIGHT_MATCHES) return keepDense(matches, window, costs, () => costs.content);
  return keepLight(matches, window, a, b, costs);
}

/** How many content words stand in a window, on both sides. */
function contentIn({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): number {
  let content = 0;
  for (let i = fromA; i < toA; i++) if (weightOf(a, i) === "content") content++;
  for (let j = fromB; j < toB; j++) if (weightOf(b, j) === "content") content++;
  return content;
}

/** `count` pairs of equal words, by row (a) and then by column (b). What stands behind them in the lists means nothing. */
export interface Matches {
  rows: Int32Array;
  columns: Int32Array;
  count: number;
}

/** What small windows use, one after another, so that none of them asks for memory. */
const SMALL = {
  rows: new Int32Array(SMALL_WINDOW),
  columns: new Int32Array(SMALL_WINDOW),
  saved: new Int32Array(SMALL_WINDOW),
  before: new Int32Array(SMALL_WINDOW),
};

function matchesOf(window: Hunk, a: Wording, b: Wording): Matches | null {
  const { fromA, toA, fromB, toB } = window;
  const area = (toA - fromA) * (toB - fromB);
  if (area > MAX_AREA) return null;
  if (area > SMALL_WINDOW) return matchesByNumber(window, a, b);
  const { rows, columns } = SMALL;
  let count = 0;
  for (let i = fromA; i < toA; i++) {
    const code = a.code[i]!;
    for (let j = fromB; j < toB; j++) {
      if (code !== b.code[j]) continue;
      rows[count] = i;
      columns[count++] = j;
    }
  }
  return { rows, columns, count };
}

function matchesByNumber({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): Matches | null {
  const numbered = intern(a.code.subarray(fromA, toA), b.code.subarray(fromB, toB));
  const most = pairsIn(numbered);
  if (most > MAX_MATCHES) return null;
  const places = new Map<number, number[]>();
  for (let j = fromB; j < toB; j++) {
    const number = numbered.b[j - fromB]!;
    if (numbered.inA[number] === 0) continue;
    const known = places.get(number);
    if (known) known.push(j);
    else places.set(number, [j]);
  }
  const [rows, columns] = [new Int32Array(most), new Int32Array(most)];
  let count = 0;
  for (let i = fromA; i < toA; i++)
    for (const j of places.get(numbered.a[i - fromA]!) ?? []) {
      rows[count] = i;
      columns[count++] = j;
    }
  return { rows, columns, count };
}

/** How many pairs of equal words there are. */
function pairsIn({ inA, inB }: Interned): number {
  let pairs = 0;
  for (let number = 0; number < inA.length && inA[number]! + inB[number]! > 0; number++)
    pairs += inA[number]! * inB[number]!;
  return pairs;
}

/** What it costs to begin a hunk that takes `gone` words away and puts `come` in. */
function opening(gone: number, come: number, { openPure, openReplacement }: Costs): number {
  if (gone === 0 && come === 0) return 0;
  return gone === 0 || come === 0 ? openPure : openReplacement;
}

/** The best chain of matches that ends in each match: what it saves, and the match before. */
class Chains {
  readonly saved: Int32Array;
  readonly before: Int32Array;

  constructor(
    private readonly matches: Matches,
    private readonly window: Hunk,
  ) {
    const small = matches.count <= SMALL_WINDOW;
    this.saved = small ? SMALL.saved : new Int32Array(matches.count);
    this.before = small ? SMALL.before : new Int32Array(matches.count);
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
 * column before (a deletion), or any above to the left (a replacement).
 */
export function keepDense(matches: Matches, window: Hunk, costs: Costs, weightAt: (column: number) => number): Hunk[] {
  const { rows, columns, count } = matches;
  const chains = new Chains(matches, window);
  const { saved } = chains;
  const width = window.toB - window.fromB;
  /** By column: the best match above in it, and the best above in it or to its left. */
  const inColumn = new Int32Array(width).fill(-1);
  const upTo = new Int32Array(width).fill(-1);
  let row = 0;
  /** Of the row before: the first match not yet passed, and the best of those passed. */
  let next = 0;
  let passed = -1;
  for (let index = 0; index < count; index++) {
    if (index > 0 && rows[index] !== rows[index - 1]) {
      settleRow(row, index, saved, columns, window.fromB, inColumn, upTo);
      next = rows[index]! === rows[index - 1]! + 1 ? row : index;
      passed = -1;
      row = index;
    }
    const i = rows[index]!;
    const j = columns[index]!;
    let best = -opening(i - window.fromA, j - window.fromB, costs);
    let before = -1;
    const offer = (match: number, cost: number) => {
      if (match < 0 || saved[match]! - cost <= best) return;
      best = saved[match]! - cost;
      before = match;
    };
    for (; next < row && columns[next]! < j - 1; next++) if (passed < 0 || saved[next]! > saved[passed]!) passed = next;
    offer(passed, costs.openPure);
    if (next < row && columns[next] === j - 1) offer(next, 0);
    if (j > window.fromB) {
      offer(inColumn[j - 1 - window.fromB]!, costs.openPure);
      offer(upTo[j - 1 - window.fromB]!, costs.openReplacement);
    }
    saved[index] = best + 2 * weightAt(j);
    chains.before[index] = before;
  }
  const tail = (match: number) => opening(window.toA - rows[match]! - 1, window.toB - columns[match]! - 1, costs);
  return chains.hunks(chains.best(tail, -opening(window.toA - window.fromA, width, costs)));
}

/** Makes the matches `from` to `to`, all of one row, known to the rows below. */
function settleRow(
  from: number,
  to: number,
  saved: Int32Array,
  columns: Int32Array,
  firstColumn: number,
  inColumn: Int32Array,
  upTo: Int32Array,
): void {
  const isBetter = (match: number, known: number) => known < 0 || saved[match]! > saved[known]!;
  let best = -1;
  for (let match = from; match < to; match++) {
    const column = columns[match]! - firstColumn;
    if (isBetter(match, inColumn[column]!)) inColumn[column] = match;
    if (isBetter(match, best)) best = match;
    // What is saved never falls from left to right: where the best is no better, it is not so further on either.
    const end = match + 1 < to ? columns[match + 1]! - firstColumn : upTo.length;
    for (let k = column; k < end && isBetter(best, upTo[k]!); k++) upTo[k] = best;
  }
}

/**
 * The same where all words weigh the same and ties go to replacements of one word by a similar one. Every pair of
 * matches is looked at, for what stands between two matches is weighed by its words.
 */
function keepLight(matches: Matches, window: Hunk, a: Wording, b: Wording, costs: Costs): Hunk[] {
  const { rows, columns, count } = matches;
  const chains = new Chains(matches, window);
  const loss = (fromA: number, toA: number, fromB: number, toB: number) =>
    opening(toA - fromA, toB - fromB, costs) - likeness(fromA, toA, fromB, toB, a, b);
  for (let index = 0; index < count; index++) {
    const i = rows[index]!;
    const j = columns[index]!;
    let best = -loss(window.fromA, i, window.fromB, j);
    let before = -1;
    for (let match = index - 1; match >= 0; match--) {
      if (rows[match]! >= i || columns[match]! >= j) continue;
      const saved = chains.saved[match]! - loss(rows[match]! + 1, i, columns[match]! + 1, j);
      if (saved > best) {
        best = saved;
        before = match;
      }
    }
    chains.saved[index] = best + 2 * costs.content;
    chains.before[index] = before;
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
    const share = similarity(lettersOf(a, fromA + k), lettersOf(b, fromB + k));
    if (share >= SIMILAR) likeness += share;
  }
  return (10 * likeness) | 0;
}

/** The share of the longer word's letters that stands at the beginning or the end of both. */
function similarity(x: string, y: string): number {
  const shorter = Math.min(x.length, y.length);
  let head = 0;
  let tail = 0;
  while (head < shorter && x[head] === y[head]) head++;
  while (tail < shorter - head && x[x.length - 1 - tail] === y[y.length - 1 - tail]) tail++;
  return (head + tail) / Math.max(x.length, y.length);
}
