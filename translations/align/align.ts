/**
 * Two texts laid beside each other: a source and its translation, or an old translation and a new one. Without a neural
 * model: dynamic programming over beads of up to four segments to one (Gale and Church 1993), scored by length, kind and
 * what is the same in both, then again with a lexicon that is learnt from the beads that are sure (Moore 2002), and once
 * more. Headings and rare words lead the first path; what is looked at closely stands near it, so that a long text takes
 * time in proportion to its length.
 */
import { heaviestRising } from "../text/search.ts";
import { doubted } from "./apart.ts";
import { bandAround, bestPath, isIn, likelihoods, MOVES, workedOut, type Step } from "./band.ts";
import { SURE, type Bead } from "./bead.ts";
import { evidenceOf } from "./evidence.ts";
import { joinedSigns, learntFrom, sameForSame, type Beside, type Lexicon } from "./lexicon.ts";
import { fitOf, shapeScore, usualFit, wholeScore, type Fit } from "./scores.ts";
import { sidesOf, type Segment, type Sides } from "./segments.ts";

export type { Bead } from "./bead.ts";
export { placesIn, type Lying, type Place } from "./columns.ts";
export {
  countsOf,
  cutsBy,
  DOUBTFUL,
  goneBack,
  held,
  isUnsure,
  mended,
  mendedBy,
  MOST_MENDS,
  NO_MENDS,
  pairsOf,
  readAs,
  SIDES,
  withMend,
  type Cut,
  type Mend,
  type Mends,
  type Pair,
  type Side,
} from "./mending.ts";
export { withMoved } from "./moved.ts";
export { chineseNumber } from "./numbers.ts";
export type { Segment };

/** Cells to either side of the path before that are looked at closely: of the first, which goes by little, more. */
const NEAR = { first: 24, then: 8 };
/** How often a lexicon is learnt. */
const TIMES = 2;

/**
 * The beads of two texts, in order: every segment stands in exactly one. Where both have the same kinds in the same order and
 * nothing else is much likelier, each segment stands beside its like, and the confidence says which of them don't look so.
 */
export function align(a: readonly Segment[], b: readonly Segment[]): Bead[] {
  const sides = sidesOf(a, b);
  let fit = usualFit(sides);
  let path = firstPath(sides, fit, pinnedHeadings(a, b) ?? pinsOf(sides));
  let lexicon = sameForSame(sides);
  let look = closely(sides, fit, lexicon, path, NEAR.first);
  for (let time = 0; time < TIMES; time++) {
    fit = fitOf(sides, look.path, look.likelihood);
    lexicon = learntFrom(sureOf(sides, look), sides);
    path = look.path;
    look = closely(sides, fit, lexicon, path, NEAR.then);
  }
  const found = isParallel(sides, look) ? oneToOne(a.length) : look.path;
  return doubted(
    found.map((step) => beadOf(step, look.likelihood(step))),
    sides,
  );
}

/** What a close look finds: the best path, how likely any bead is, and the score of any path in the band. */
interface Look {
  path: Step[];
  likelihood: (step: Step) => number;
  total: (path: readonly Step[]) => number;
}

function closely(sides: Sides, fit: Fit, lexicon: Lexicon, path: readonly Step[], near: number): Look {
  const { a, b } = sides;
  const rows = placesAlong(path, a.lengths.length);
  const band = bandAround(a.lengths.length, b.lengths.length, (i) => rows[i]!, near);
  const score = workedOut(band, wholeScore(sides, fit, evidenceOf(sides, lexicon)));
  const total = (steps: readonly Step[]) =>
    steps.reduce((sum, { i, j, move }) => sum + (isIn(band, i, j) ? score(i, j, move) : -Infinity), 0);
  return { path: bestPath(band, score), likelihood: likelihoods(band, score), total };
}

/** By row, the column in which a path crosses it. */
function placesAlong(path: readonly Step[], rows: number): Int32Array {
  const places = new Int32Array(rows + 1);
  for (const { i, j, move } of path) {
    const { a } = MOVES[move]!;
    for (let row = i - a + 1; row <= i; row++) places[row] = j;
  }
  return places;
}

function sureOf({ a, b }: Sides, { path, likelihood }: Look): Beside[] {
  return path
    .filter((step) => MOVES[step.move]!.a > 0 && MOVES[step.move]!.b > 0 && likelihood(step) >= SURE)
    .map(({ i, j, move }) => ({
      a: joinedSigns(a.signs, i - MOVES[move]!.a, i),
      b: joinedSigns(b.signs, j - MOVES[move]!.b, j),
    }));
}

/** Cells that the first look takes at most: those of short texts all, of long ones a band. */
const FIRST_CELLS = 300_000;
const FIRST_A_ROW = 100;

/**
 * A path by length and kind, led by headings and by words that stand once in either text. Where these lead far from where as
 * much of both has been read, the path without them is looked at as well: one passage that moved leads all astray.
 */
function firstPath(sides: Sides, fit: Fit, pins: readonly Pin[]): Step[] {
  const [rows, columns] = [sides.a.lengths.length, sides.b.lengths.length];
  const half = Math.ceil((FIRST_CELLS + FIRST_A_ROW * rows) / (rows + 1) / 2);
  const score = shapeScore(sides, fit);
  const along = (centre: (i: number) => number) => bestPath(bandAround(rows, columns, centre, half), score);
  const total = (path: readonly Step[]) => path.reduce((sum, { i, j, move }) => sum + score(i, j, move), 0);
  const [led, straight] = [centreBy(pins, sides), centreBy([], sides)];
  const path = along(led);
  if (pins.every(({ i }) => Math.abs(led(i) - straight(i)) <= half)) return path;
  const other = along(straight);
  return total(other) > total(path) ? other : path;
}

/** A segment of one text that is held to stand beside one of the other. */
interface Pin {
  i: number;
  j: number;
}

/** What the kind of a heading begins with; behind it may stand of which level it is. */
export const HEADING = "heading";

/** The headings of both, in pairs, if there are as many and of the same levels; null if not, or if there are none. */
function pinnedHeadings(a: readonly Segment[], b: readonly Segment[]): Pin[] | null {
  const [inA, inB] = [headingsIn(a), headingsIn(b)];
  if (inA.length === 0 || inA.length !== inB.length) return null;
  if (inA.some((i, index) => a[i]!.kind !== b[inB[index]!]!.kind)) return null;
  return inA.map((i, index) => ({ i, j: inB[index]! }));
}

function headingsIn(segments: readonly Segment[]): number[] {
  return segments.flatMap(({ kind }, index) => (kind.startsWith(HEADING) ? [index] : []));
}

/** Segments with signs that stand nowhere else in either text, as far as they are in one order. */
function pinsOf({ a, b, vocabulary }: Sides): Pin[] {
  const inB = new Int32Array(vocabulary);
  b.signs.forEach((signs, j) => {
    for (const sign of signs) inB[sign] = j;
  });
  const weights = new Map<string, { pin: Pin; weight: number }>();
  a.signs.forEach((signs, i) => {
    for (const sign of signs) {
      if (a.counts[sign] !== 1 || b.counts[sign] !== 1) continue;
      const pin = { i, j: inB[sign]! };
      const known = weights.get(`${pin.i} ${pin.j}`);
      if (known) known.weight++;
      else weights.set(`${pin.i} ${pin.j}`, { pin, weight: 1 });
    }
  });
  const found = [...weights.values()].sort((x, y) => x.pin.i - y.pin.i || y.pin.j - x.pin.j);
  const rising = heaviestRising(
    found.map(({ pin }) => pin.j),
    found.map(({ weight }) => weight),
  );
  return rising.map((index) => found[index]!.pin);
}

/** About where each row is crossed: between two pins, as far as the same share of the text between them reaches. */
function centreBy(pins: readonly Pin[], { a, b }: Sides): (i: number) => number {
  const rows = a.lengths.length;
  const ends = [{ i: 0, j: 0 }, ...pins, { i: rows, j: b.lengths.length }];
  let [at, column] = [0, 0];
  const centre = new Int32Array(rows + 1);
  for (let i = 0; i <= rows; i++) {
    while (at < ends.length - 2 && ends[at + 1]!.i <= i) at++;
    const [from, to] = [ends[at]!, ends[at + 1]!];
    const all = a.lengthBefore[to.i]! - a.lengthBefore[from.i]!;
    const share = all > 0 ? (a.lengthBefore[i]! - a.lengthBefore[from.i]!) / all : 0;
    const letters = b.lengthBefore[from.j]! + share * (b.lengthBefore[to.j]! - b.lengthBefore[from.j]!);
    column = Math.max(column, from.j);
    while (column < to.j && b.lengthBefore[column + 1]! <= letters) column++;
    centre[i] = column;
  }
  return (i) => centre[i]!;
}

/** What speaks beforehand for texts of the same kinds in the same order being parallel: a logarithm of odds, and more a pair. */
const PARALLEL = { all: 3, each: 0.06 };

/** True if both texts have the same kinds in the same order, and nothing else is much likelier than that all go in pairs. */
function isParallel({ a, b }: Sides, { path, total }: Look): boolean {
  if (a.kinds.length !== b.kinds.length || a.kinds.some((kind, index) => kind !== b.kinds[index])) return false;
  const count = a.kinds.length;
  return total(oneToOne(count)) >= total(path) - PARALLEL.all - PARALLEL.each * count;
}

function oneToOne(count: number): Step[] {
  return Array.from({ length: count }, (_, index) => ({ i: index + 1, j: index + 1, move: 0 }));
}

function beadOf({ i, j, move }: Step, confidence: number): Bead {
  const { a, b } = MOVES[move]!;
  return { fromA: i - a, toA: i, fromB: j - b, toB: j, confidence };
}
