/**
 * Paths through the table of two texts, of which only a band is looked at: the best one, and how likely each bead of it is
 * among all paths (forward and backward, as in a hidden Markov model). What a bead scores is left to others.
 *
 * A cell (i, j) stands behind the first i segments of one text and the first j of the other; a path goes from (0, 0) to the
 * last cell by moves of so many segments of either.
 */

/** A bead takes `a` segments of one text and `b` of the other. */
export interface Move {
  a: number;
  b: number;
}

/** The beads there are. Where two score the same the earlier one is taken. */
export const MOVES: readonly Move[] = [
  [1, 1],
  [1, 0],
  [0, 1],
  [2, 1],
  [1, 2],
  [2, 2],
  [3, 1],
  [1, 3],
  [4, 1],
  [1, 4],
].map(([a, b]) => ({ a: a!, b: b! }));

/** Segments of one text that a bead takes at most. */
export const MOST_TAKEN = Math.max(...MOVES.flatMap(({ a, b }) => [a, b]));

/** Rows that are remembered while others are worked out: as many as a bead takes at most, and the one at hand. */
export const ROWS = MOST_TAKEN + 1;

/** The cells that are looked at: of row `i` those from `from[i]` to `to[i]`. */
export interface Band {
  from: Int32Array;
  to: Int32Array;
  /** How many cells stand in the rows before. */
  before: Int32Array;
}

/** A bead of a path: it ends at the cell (i, j). */
export interface Step {
  i: number;
  j: number;
  move: number;
}

/** The logarithm of how likely the bead is that ends at (i, j) by a move. */
export type Score = (i: number, j: number, move: number) => number;

/** The band around `centre(i)`, `half` cells to either side, and never without a way through. */
export function bandAround(rows: number, columns: number, centre: (i: number) => number, half: number): Band {
  const [from, to, before] = [new Int32Array(rows + 1), new Int32Array(rows + 1), new Int32Array(rows + 2)];
  for (let i = 0; i <= rows; i++) {
    const middle = Math.round(centre(i));
    from[i] = Math.max(0, Math.min(columns, middle - half));
    to[i] = Math.max(0, Math.min(columns, middle + half));
    if (i > 0) from[i] = Math.max(from[i]!, from[i - 1]!);
    if (i > 0) to[i] = Math.max(to[i]!, to[i - 1]!);
  }
  from[0] = 0;
  to[rows] = columns;
  // A row begins no later than the one before it ends, so that a path can go down there.
  for (let i = 1; i <= rows; i++) from[i] = Math.min(from[i]!, to[i - 1]!);
  for (let i = 0; i <= rows; i++) before[i + 1] = before[i]! + to[i]! - from[i]! + 1;
  return { from, to, before };
}

/** True of a cell that is looked at. */
export function isIn({ from, to }: Band, i: number, j: number): boolean {
  return i >= 0 && i < from.length && j >= from[i]! && j <= to[i]!;
}

/** The best path. What it takes of memory is a byte a cell, and a few rows. */
export function bestPath({ from, to, before }: Band, score: Score): Step[] {
  const rows = from.length - 1;
  const moves = new Uint8Array(before[rows + 1]!);
  const kept: Float64Array[] = [];
  for (let i = 0; i <= rows; i++) {
    const row = new Float64Array(to[i]! - from[i]! + 1);
    for (let j = from[i]!; j <= to[i]!; j++) {
      let [best, by] = [i + j === 0 ? 0 : -Infinity, 0];
      for (let move = 0; move < MOVES.length; move++) {
        const { a, b } = MOVES[move]!;
        const [x, y] = [i - a, j - b];
        if (x < 0 || y < from[x]! || y > to[x]!) continue;
        const start = a === 0 ? row[y - from[i]!]! : kept[x % ROWS]![y - from[x]!]!;
        if (start === -Infinity) continue;
        const found = start + score(i, j, move);
        if (found > best) [best, by] = [found, move];
      }
      row[j - from[i]!] = best;
      moves[before[i]! + j - from[i]!] = by;
    }
    kept[i % ROWS] = row;
  }
  const path: Step[] = [];
  for (let [i, j] = [rows, to[rows]!]; i > 0 || j > 0;) {
    const move = moves[before[i]! + j - from[i]!]!;
    path.push({ i, j, move });
    i -= MOVES[move]!.a;
    j -= MOVES[move]!.b;
  }
  return path.reverse();
}

/** The same scores, each worked out once. */
export function workedOut({ from, to, before }: Band, score: Score): Score {
  const rows = from.length - 1;
  const table = new Float32Array(before[rows + 1]! * MOVES.length);
  for (let i = 0; i <= rows; i++)
    for (let j = from[i]!; j <= to[i]!; j++)
      for (let move = 0; move < MOVES.length; move++) {
        const { a, b } = MOVES[move]!;
        const at = (before[i]! + j - from[i]!) * MOVES.length + move;
        const isThere = i >= a && j - b >= from[i - a]! && j - b <= to[i - a]!;
        table[at] = isThere ? score(i, j, move) : -Infinity;
      }
  return (i, j, move) => table[(before[i]! + j - from[i]!) * MOVES.length + move]!;
}

/** How likely beads are among all paths in the band: from 0 to 1. */
export function likelihoods(band: Band, score: Score): (step: Step) => number {
  const { from, to, before } = band;
  const rows = from.length - 1;
  const cells = before[rows + 1]!;
  const [forward, backward] = [new Float64Array(cells).fill(-Infinity), new Float64Array(cells).fill(-Infinity)];
  const cell = (i: number, j: number) => before[i]! + j - from[i]!;
  forward[0] = 0;
  for (let i = 0; i <= rows; i++)
    for (let j = from[i]!; j <= to[i]!; j++)
      for (let move = 0; move < MOVES.length; move++) {
        const { a, b } = MOVES[move]!;
        if (!isIn(band, i - a, j - b)) continue;
        forward[cell(i, j)] = logSum(forward[cell(i, j)]!, forward[cell(i - a, j - b)]! + score(i, j, move));
      }
  backward[cells - 1] = 0;
  for (let i = rows; i >= 0; i--)
    for (let j = to[i]!; j >= from[i]!; j--)
      for (let move = 0; move < MOVES.length; move++) {
        const { a, b } = MOVES[move]!;
        if (!isIn(band, i + a, j + b)) continue;
        const after = backward[cell(i + a, j + b)]! + score(i + a, j + b, move);
        backward[cell(i, j)] = logSum(backward[cell(i, j)]!, after);
      }
  const all = forward[cells - 1]!;
  return ({ i, j, move }) => {
    const { a, b } = MOVES[move]!;
    if (!isIn(band, i, j) || !isIn(band, i - a, j - b)) return 0;
    const through = forward[cell(i - a, j - b)]! + score(i, j, move) + backward[cell(i, j)]!;
    return Math.min(1, Math.exp(through - all));
  };
}

/** Beyond so much the smaller of two adds nothing. */
const NOTHING = 30;

function logSum(x: number, y: number): number {
  if (x === -Infinity) return y;
  if (y === -Infinity) return x;
  const [more, less] = x > y ? [x, y] : [y, x];
  return more - less > NOTHING ? more : more + Math.log1p(Math.exp(less - more));
}
