/**
 * How likely a bead is: by how many segments it takes of either text, how their lengths and kinds fit, and what their signs
 * say. Everything is a logarithm of odds against two texts that have nothing to do with each other, so that beads of
 * different sizes can be laid beside each other. What it is asked with is learnt from the texts.
 */
import { MOST_TAKEN, MOVES, type Score, type Step } from "./band.ts";
import type { Evidence } from "./evidence.ts";
import type { Sides } from "./segments.ts";

/** How often each move is made, before anything is known of the texts, and as how many moves this counts. */
const USUAL = [0.86, 0.025, 0.025, 0.035, 0.035, 0.006, 0.005, 0.005, 0.002, 0.002];
const AS_MANY = 40;

/** As how many pairs counts what is taken of lengths beforehand. */
const AS_MANY_PAIRS = 3;

/** What is learnt of two texts from a first look at them. */
export interface Fit {
  /** The logarithm of how often each move is made. */
  moves: readonly number[];
  /** Of the logarithm of two lengths' ratio: what it is on the whole, and how much it strays, beside what chance does. */
  ratio: number;
  strays: number;
}

/** How much a letter more or less strays, in Gale and Church's figures. */
const BY_LETTER = 6.8;
/** The least and the most that lengths stray. */
const STRAYS = { least: 0.01, usual: 0.06, most: 0.3 };

/**
 * How far the logarithm of two texts' ratio strays for their languages' sake, and for the sake of segments that one of them lacks:
 * that by the square of how many there are.
 */
const OF_LANGUAGES = 0.04;
const LACKING = 3;

/**
 * What is taken before the first look: as much is said in all of one text as in all of the other, the less surely the fewer
 * segments they have. Of five, one that the other text lacks would have all the others seem too short.
 */
export function usualFit({ a, b }: Pick<Sides, "a" | "b">): Fit {
  const whole = Math.log((b.lengthBefore.at(-1)! + 1) / (a.lengthBefore.at(-1)! + 1));
  const count = Math.max(1, Math.min(a.lengths.length, b.lengths.length));
  const ratio = (whole * OF_LANGUAGES) / (OF_LANGUAGES + LACKING / count ** 2);
  return { moves: USUAL.map(Math.log), ratio, strays: STRAYS.usual };
}

/** What beads say of two texts that are held to be right, each as surely as `likelihood` has it. */
export function fitOf({ a, b }: Sides, path: readonly Step[], likelihood: (step: Step) => number): Fit {
  const made = USUAL.map((share) => share * AS_MANY);
  let [sum, squares, chance, weight] = [0, 0, 0, 0];
  for (const step of path) {
    const sure = likelihood(step);
    made[step.move]! += sure;
    if (step.move !== 0 || sure < 0.5) continue;
    const [x, y] = [a.lengths[step.i - 1]!, b.lengths[step.j - 1]!];
    const ratio = Math.log(y / x);
    sum += sure * ratio;
    squares += sure * ratio * ratio;
    chance += (sure * BY_LETTER) / Math.sqrt(x * y);
    weight += sure;
  }
  const all = made.reduce((total, each) => total + each, 0);
  const moves = made.map((each) => Math.log(each / all));
  const usual = usualFit({ a, b });
  const ratio = (sum + AS_MANY_PAIRS * usual.ratio) / (weight + AS_MANY_PAIRS);
  const spread = squares - 2 * ratio * sum + ratio * ratio * weight - chance + AS_MANY_PAIRS * STRAYS.usual;
  const strays = Math.min(STRAYS.most, Math.max(STRAYS.least, spread / (weight + AS_MANY_PAIRS)));
  return { moves, ratio, strays };
}

/** How often two segments that belong together are of one kind. */
const OF_ONE_KIND = 0.96;
/** How often the length of a rendering has nothing to do with that of its source. */
const NO_FIT = 0.02;
/** A bead of several segments whose lengths say so much against it is none. */
const NEVER = -2.5;

/** The score of beads without what their signs say, for a first look. */
export function shapeScore(sides: Sides, fit: Fit): Score {
  const { a, b } = sides;
  const random = randomRatio(sides);
  const byKind = kindOdds(sides);
  const [spansA, spansB] = [spansOf(a.lengthBefore), spansOf(b.lengthBefore)];
  return (i, j, move) => {
    const bead = MOVES[move]!;
    if (bead.a === 0 || bead.b === 0) return fit.moves[move]!;
    const [spanA, spanB] = [spansA[bead.a]!, spansB[bead.b]!];
    const ratio = spanB.logarithm[j]! - spanA.logarithm[i]!;
    const spread = fit.strays + BY_LETTER * spanA.root[i]! * spanB.root[j]!;
    const against = logNormal(ratio, random.mean + MORE[move]!, random.variance);
    const speaks = logNormal(ratio, fit.ratio, spread) - against;
    if (move > 0 && speaks < NEVER) return -Infinity;
    const fits = Math.log(NO_FIT + (1 - NO_FIT) * Math.exp(speaks));
    return fit.moves[move]! + fits + kindsOf(a.kinds, b.kinds, i, j, bead, byKind);
  };
}

/** How much longer one side of a bead is for having more segments: a logarithm. */
const MORE = MOVES.map(({ a, b }) => Math.log(b / a));

/** Of so many segments that end before each place, the logarithm of their length, and one by its root. */
interface Spans {
  logarithm: Float64Array;
  root: Float64Array;
}

/** By how many segments. */
function spansOf(before: Float64Array): Spans[] {
  return Array.from({ length: MOST_TAKEN + 1 }, (_, count) => {
    const lengths = before.map((end, at) => Math.max(1, end - before[Math.max(0, at - count)]!));
    return { logarithm: lengths.map(Math.log), root: lengths.map((length) => 1 / Math.sqrt(length)) };
  });
}

/** The score of beads with all that is known of them. */
export function wholeScore(sides: Sides, fit: Fit, evidence: Evidence): Score {
  const shape = shapeScore(sides, fit);
  return (i, j, move) => {
    const bead = MOVES[move]!;
    const score = shape(i, j, move);
    if (bead.a === 0 || bead.b === 0 || score === -Infinity) return score;
    return score + evidence(i - bead.a, i, j - bead.b, j);
  };
}

function logNormal(x: number, mean: number, variance: number): number {
  return -((x - mean) ** 2 / variance + Math.log(variance)) / 2;
}

/** The ratio of the lengths of two segments that are taken at random, its logarithm: mean and variance. */
function randomRatio({ a, b }: Sides): { mean: number; variance: number } {
  const [x, y] = [spreadOf(a.lengths), spreadOf(b.lengths)];
  return { mean: y.mean - x.mean, variance: Math.max(0.1, x.variance + y.variance) };
}

function spreadOf(lengths: Float64Array): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (const length of lengths) {
    sum += Math.log(length);
    squares += Math.log(length) ** 2;
  }
  const count = Math.max(1, lengths.length);
  const mean = sum / count;
  return { mean, variance: Math.max(0, squares / count - mean * mean) };
}

/** By kind: what speaks for two segments of it standing beside each other; and for any two of different kinds. */
interface KindOdds {
  same: ReadonlyMap<number, number>;
  other: number;
}

function kindOdds({ a, b }: Sides): KindOdds {
  const share = (kinds: Int32Array) => {
    const counts = new Map<number, number>();
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1 / kinds.length);
    return counts;
  };
  const [inA, inB] = [share(a.kinds), share(b.kinds)];
  let byChance = 0;
  for (const [kind, often] of inA) byChance += often * (inB.get(kind) ?? 0);
  const same = new Map<number, number>();
  for (const [kind, often] of inA)
    same.set(kind, Math.log(OF_ONE_KIND / Math.max(0.02, Math.sqrt(often * (inB.get(kind) ?? 0)))));
  return { same, other: Math.log((1 - OF_ONE_KIND) / Math.max(1 - OF_ONE_KIND, 1 - byChance)) };
}

/** One kind throughout, or not. */
function kindsOf(
  a: Int32Array,
  b: Int32Array,
  i: number,
  j: number,
  bead: { a: number; b: number },
  { same, other }: KindOdds,
): number {
  const kind = a[i - bead.a]!;
  for (let at = i - bead.a; at < i; at++) if (a[at] !== kind) return other;
  for (let at = j - bead.b; at < j; at++) if (b[at] !== kind) return other;
  return same.get(kind) ?? 0;
}
