/**
 * Passages that stand elsewhere in the other text. Two texts are laid beside each other in order; a segment that stands
 * beside nothing, or beside something with which it has little to do, is held against all such of the other text.
 */
import { MOVES, type Score, type Step } from "./band.ts";
import { isPaired, SURE, type Bead } from "./bead.ts";
import { evidenceOf } from "./evidence.ts";
import { joinedSigns, learntFrom, type Lexicon } from "./lexicon.ts";
import { fitOf, wholeScore } from "./scores.ts";
import { sidesOf, type Segment, type Sides } from "./segments.ts";

/** What speaks beforehand for a loose segment's standing elsewhere, for each that it could be: words say less than they do. */
const BEFOREHAND = 20;
/** More likely than all else together, seen from either side. */
const LEAST = 0.5;
/** A segment stays where its bead speaks more for it: a logarithm of odds. */
const STAYS = 12;
/** More does not count. */
const MOST = 50;
/** Of each loose segment so many others are looked at closely: those with which it shares most that is rare. */
const LOOKED_AT = 16;
/** A sign says where to look if no more loose segments have it. */
const RARE = 24;

/** Two texts beside each other, and of what stands beside nothing the pairs that moved. */
export interface Moving {
  /** In order: every segment stands in exactly one. */
  beads: Bead[];
  /** By their place in the first text; of one segment and one, each unpaired in {@link beads}. */
  moved: Bead[];
}

/**
 * Which of two texts' segments moved.
 * @param beads of `a` and `b`, in order; a segment that moved is taken out of its bead.
 */
export function withMoved(a: readonly Segment[], b: readonly Segment[], beads: readonly Bead[]): Moving {
  const sides = sidesOf(a, b);
  const sure = beads.filter((bead) => isPaired(bead) && bead.confidence >= SURE);
  const lexicon = learntFrom(
    sure.map(({ fromA, toA, fromB, toB }) => ({
      a: joinedSigns(sides.a.signs, fromA, toA),
      b: joinedSigns(sides.b.signs, fromB, toB),
    })),
    sides,
  );
  const fit = fitOf(sides, sure.flatMap(stepOf), () => 1);
  const score = wholeScore(sides, fit, evidenceOf(sides, lexicon));
  const loose = looseIn(beads, score);
  const beforehand = Math.log(BEFOREHAND / Math.max(1, loose.a.size, loose.b.size)) - fit.moves[0]!;
  const near = candidates(sides, lexicon, loose.b.keys());
  const likely = [...loose.a.keys()].flatMap((i) =>
    near(i).map((j) => ({ i, j, odds: Math.exp(Math.min(MOST, score(i + 1, j + 1, 0) + beforehand)) })),
  );
  const moved = mutual(likely, loose);
  return { beads: moved.length > 0 ? without(beads, moved) : [...beads], moved };
}

/** By place, what speaks for a segment's staying where it is, as odds against its standing beside nothing. */
interface Loose {
  a: ReadonlyMap<number, number>;
  b: ReadonlyMap<number, number>;
}

/** The segments that stand beside nothing, or beside what says little for it. */
function looseIn(beads: readonly Bead[], score: Score): Loose {
  const [a, b] = [new Map<number, number>(), new Map<number, number>()];
  for (const bead of beads) {
    const { fromA, toA, fromB, toB } = bead;
    const whole = scoreOf(bead, score);
    const note = (to: Map<number, number>, at: number, rest: Bead, apart: number) => {
      const stays = whole - scoreOf(rest, score) - score(at, at, apart);
      if (stays < STAYS) to.set(at, Math.exp(stays));
    };
    if (!isPaired(bead)) {
      for (let at = fromA; at < toA; at++) a.set(at, 0);
      for (let at = fromB; at < toB; at++) b.set(at, 0);
      continue;
    }
    // What is taken from the middle of a bead would leave none.
    note(a, fromA, { ...bead, fromA: fromA + 1 }, 1);
    if (toA - fromA > 1) note(a, toA - 1, { ...bead, toA: toA - 1 }, 1);
    note(b, fromB, { ...bead, fromB: fromB + 1 }, 2);
    if (toB - fromB > 1) note(b, toB - 1, { ...bead, toB: toB - 1 }, 2);
  }
  return { a, b };
}

/** Of what is left with nothing on one side, each segment stands beside nothing. */
function scoreOf(bead: Bead, score: Score): number {
  const [step] = stepOf(bead);
  if (step) return score(step.i, step.j, step.move);
  const { fromA, toA, fromB, toB } = bead;
  return isPaired(bead) ? Infinity : (toA - fromA) * score(toA, toB, 1) + (toB - fromB) * score(toA, toB, 2);
}

function stepOf({ fromA, toA, fromB, toB }: Bead): Step[] {
  const move = MOVES.findIndex(({ a, b }) => a === toA - fromA && b === toB - fromB);
  return move < 0 ? [] : [{ i: toA, j: toB, move }];
}

/** By a loose segment of the first text, those of the second that share what is rare with it. */
function candidates(
  { a, b }: Sides,
  { starts, signs, there }: Lexicon,
  loose: Iterable<number>,
): (i: number) => number[] {
  const having = new Map<number, number[]>();
  for (const j of loose)
    for (const sign of b.signs[j]!) {
      const list = having.get(sign);
      if (list) list.push(j);
      else having.set(sign, [j]);
    }
  return (i) => {
    const shared = new Map<number, number>();
    for (const sign of a.signs[i]!)
      for (let pair = starts[sign]!; pair < starts[sign + 1]!; pair++) {
        const list = having.get(signs[pair]!) ?? [];
        if (list.length > RARE) continue;
        for (const j of list) shared.set(j, (shared.get(j) ?? 0) + there[pair]! / list.length);
      }
    const most = [...shared].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
    return most.slice(0, LOOKED_AT).map(([j]) => j);
  };
}

interface Likely {
  i: number;
  j: number;
  /** Against the two having nothing to do with each other. */
  odds: number;
}

/** Those that are likely whichever of the two is asked about. */
function mutual(likely: readonly Likely[], loose: Loose): Bead[] {
  const [byI, byJ] = [new Map<number, number>(), new Map<number, number>()];
  for (const { i, j, odds } of likely) {
    byI.set(i, (byI.get(i) ?? 1 + loose.a.get(i)!) + odds);
    byJ.set(j, (byJ.get(j) ?? 1 + loose.b.get(j)!) + odds);
  }
  return likely.flatMap(({ i, j, odds }) => {
    const confidence = odds / Math.max(byI.get(i)!, byJ.get(j)!);
    return confidence > LEAST ? [{ fromA: i, toA: i + 1, fromB: j, toB: j + 1, confidence }] : [];
  });
}

/** The beads without what moved, which stands beside nothing there. */
function without(beads: readonly Bead[], moved: readonly Bead[]): Bead[] {
  const inA = new Map(moved.map((bead) => [bead.fromA, bead.confidence]));
  const inB = new Map(moved.map((bead) => [bead.fromB, bead.confidence]));
  return beads.flatMap((bead) => {
    if (!isPaired(bead)) return [bead];
    const { fromA, toA, fromB, toB } = bead;
    const [restA, restB] = [within(fromA, toA, inA), within(fromB, toB, inB)];
    const alone = (from: number, to: number, of: "A" | "B", at: number): Bead[] =>
      Array.from({ length: to - from }, (_, index) => {
        const place = from + index;
        const confidence = (of === "A" ? inA : inB).get(place) ?? bead.confidence;
        return of === "A"
          ? { fromA: place, toA: place + 1, fromB: at, toB: at, confidence }
          : { fromA: at, toA: at, fromB: place, toB: place + 1, confidence };
      });
    if (restA.from === restA.to || restB.from === restB.to)
      return [...alone(fromA, toA, "A", fromB), ...alone(fromB, toB, "B", toA)];
    return [
      ...alone(fromA, restA.from, "A", fromB),
      ...alone(fromB, restB.from, "B", restA.from),
      { fromA: restA.from, toA: restA.to, fromB: restB.from, toB: restB.to, confidence: bead.confidence },
      ...alone(restA.to, toA, "A", restB.to),
      ...alone(restB.to, toB, "B", toA),
    ];
  });
}

/** What is left of a stretch without those at its ends that are `gone`. */
function within(start: number, end: number, gone: ReadonlyMap<number, number>): { from: number; to: number } {
  let [from, to] = [start, end];
  while (from < to && gone.has(from)) from++;
  while (to > from && gone.has(to - 1)) to--;
  return { from, to };
}
