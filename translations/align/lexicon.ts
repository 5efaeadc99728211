/**
 * Which signs of one text stand for which of the other: first the same for the same (names, numbers, marks), then what is
 * learnt from segments that stand beside each other. IBM model 1 both ways (Brown and others 1993), over pairs of signs
 * that are found together more than once.
 */
import type { Sides } from "./segments.ts";

/** By sign of the first text, from `starts[sign]` to before `starts[sign + 1]`: signs of the second, and how surely. */
export interface Lexicon {
  starts: Int32Array;
  signs: Int32Array;
  /** How likely the first sign is rendered by the second, and the other way round. */
  there: Float32Array;
  back: Float32Array;
  /** By sign of the first text and of the second: how often something in the other text explains it, from 0 to 1. */
  explainedA: Float32Array;
  explainedB: Float32Array;
}

/** Segments that stand beside each other: the numbers of their signs. */
export interface Beside {
  a: Int32Array;
  b: Int32Array;
}

/** The signs of segments that stand behind one another, each once. */
export function joinedSigns(signs: readonly Int32Array[], from: number, to: number): Int32Array {
  if (to - from === 1) return signs[from]!;
  return Int32Array.from(new Set(signs.slice(from, to).flatMap((each) => [...each])));
}

/** What is taken of signs that are the same, before anything is learnt. */
const SAME = 0.7;
const EXPLAINED = 0.6;
/** Of any two signs that are found together, before the first round. */
const AT_FIRST = 0.1;
/** Rounds of learning, and pairs of segments that are learnt from at most. */
const ROUNDS = 4;
const MOST_LEARNT_FROM = 2_000;
/** What the same for the same weighs against what is learnt, in times that it was seen. */
const AS_OFTEN = 2;
/** How much that a pair stands together says for it at least (Dice's coefficient). */
const LEAST_TOGETHER = 0.15;
/** How many times its share of all signs a sign must be expected to count as explained. */
const BY_CHANCE = 2;

/** The same for the same. */
export function sameForSame(sides: Sides): Lexicon {
  const isShared = sharedBy(sides);
  const lexicon = lexiconOf(Array.from({ length: sides.vocabulary }, (_, sign) => (isShared(sign) ? [sign] : [])));
  lexicon.there.fill(SAME);
  lexicon.back.fill(SAME);
  for (const sign of lexicon.signs) lexicon.explainedA[sign] = lexicon.explainedB[sign] = EXPLAINED;
  return lexicon;
}

/** Which signs stand in both texts. */
function sharedBy({ a, b }: Sides): (sign: number) => boolean {
  return (sign) => a.counts[sign]! > 0 && b.counts[sign]! > 0;
}

/** What is learnt from segments that stand beside each other. */
export function learntFrom(all: readonly Beside[], sides: Sides): Lexicon {
  const telling = all.filter(({ a, b }) => a.length > 0 && b.length > 0);
  const pairs = spread(telling, MOST_LEARNT_FROM);
  const lexicon = lexiconOf(foundTogether(pairs, sides));
  const isSame = sharedBy(sides);
  lexicon.there.fill(AT_FIRST);
  lexicon.back.fill(AT_FIRST);
  for (let round = 0; round < ROUNDS; round++) learn(lexicon, pairs, sides, isSame);
  return lexicon;
}

/** `most` of them at most, from the whole length. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]!);
}

function lexiconOf(lists: readonly (readonly number[])[]): Lexicon {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, sign) => (starts[sign + 1] = starts[sign]! + list.length));
  const size = starts.at(-1)!;
  const signs = new Int32Array(size);
  lists.forEach((list, sign) => signs.set(list, starts[sign]));
  return {
    ...{ starts, signs, there: new Float32Array(size), back: new Float32Array(size) },
    explainedA: new Float32Array(lists.length),
    explainedB: new Float32Array(lists.length),
  };
}

/** Of each sign of the first text, those of the second that are found with it more than by chance. */
function foundTogether(pairs: readonly Beside[], sides: Sides): number[][] {
  const { vocabulary } = sides;
  const isShared = sharedBy(sides);
  const places: number[][] = Array.from({ length: vocabulary }, () => []);
  const inB = new Float64Array(vocabulary);
  pairs.forEach(({ a, b }, index) => {
    for (const sign of a) places[sign]!.push(index);
    for (const sign of b) inB[sign]!++;
  });
  const together = new Float64Array(vocabulary);
  return places.map((list, sign) => {
    const seen: number[] = [];
    for (const index of list) for (const other of pairs[index]!.b) if (together[other]!++ === 0) seen.push(other);
    const dice = (other: number) => (2 * together[other]!) / (list.length + inB[other]!);
    const kept = seen.filter((other) => other !== sign && together[other]! > 1 && dice(other) >= LEAST_TOGETHER);
    if (isShared(sign)) kept.push(sign);
    for (const other of seen) together[other] = 0;
    return kept;
  });
}

/** What a round counts: by pair of signs, how often each explains the other; by sign, how often it is seen and explained. */
interface Counts {
  there: Float64Array;
  back: Float64Array;
  seenA: Float64Array;
  seenB: Float64Array;
  byA: Float64Array;
  byB: Float64Array;
}

/** One round: how often each pair explains its signs, and from that how likely it is. */
function learn(lexicon: Lexicon, pairs: readonly Beside[], sides: Sides, isSame: (sign: number) => boolean): void {
  weigh(lexicon, counted(lexicon, pairs, sides), isSame);
}

function counted({ starts, signs, there, back }: Lexicon, pairs: readonly Beside[], sides: Sides): Counts {
  const { a, b, vocabulary } = sides;
  const [forPairs, forSigns] = [() => new Float64Array(signs.length), () => new Float64Array(vocabulary)];
  const ofPairs = { there: forPairs(), back: forPairs() };
  const counts: Counts = { ...ofPairs, seenA: forSigns(), seenB: forSigns(), byA: forSigns(), byB: forSigns() };
  /** Of the pair that is looked at: where a sign of the second text stands in it, and what explains it so far. */
  const [isIn, explaining] = [new Uint8Array(vocabulary), forSigns()];
  for (const pair of pairs) {
    const chanceB = (sign: number) => (BY_CHANCE * pair.a.length * b.counts[sign]!) / b.total;
    const chanceA = (sign: number) => (BY_CHANCE * pair.b.length * a.counts[sign]!) / a.total;
    for (const sign of pair.b) isIn[sign] = 1;
    for (const sign of pair.a)
      for (let at = starts[sign]!; at < starts[sign + 1]!; at++)
        if (isIn[signs[at]!]) explaining[signs[at]!]! += there[at]!;
    for (const sign of pair.a) {
      let sum = 0;
      for (let at = starts[sign]!; at < starts[sign + 1]!; at++) if (isIn[signs[at]!]) sum += back[at]!;
      counts.seenA[sign]!++;
      counts.byA[sign]! += sum / (sum + chanceA(sign));
      for (let at = starts[sign]!; at < starts[sign + 1]!; at++) {
        const other = signs[at]!;
        if (!isIn[other]) continue;
        counts.there[at]! += there[at]! / (explaining[other]! + chanceB(other));
        counts.back[at]! += back[at]! / (sum + chanceA(sign));
      }
    }
    for (const sign of pair.b) {
      counts.seenB[sign]!++;
      counts.byB[sign]! += explaining[sign]! / (explaining[sign]! + chanceB(sign));
      isIn[sign] = explaining[sign] = 0;
    }
  }
  return counts;
}

function weigh({ starts, signs, ...lexicon }: Lexicon, counts: Counts, isSame: (sign: number) => boolean): void {
  const vocabulary = starts.length - 1;
  const backSums = new Float64Array(vocabulary);
  for (let at = 0; at < signs.length; at++) backSums[signs[at]!]! += counts.back[at]!;
  // One more of each, seen with nothing: what was found twice is not yet certain.
  const more = (sign: number) => (isSame(sign) ? AS_OFTEN : 1);
  for (let sign = 0; sign < vocabulary; sign++) {
    let sum = 0;
    for (let at = starts[sign]!; at < starts[sign + 1]!; at++) sum += counts.there[at]!;
    for (let at = starts[sign]!; at < starts[sign + 1]!; at++) {
      const other = signs[at]!;
      const before = other === sign ? SAME * AS_OFTEN : 0;
      lexicon.there[at] = (counts.there[at]! + before) / (sum + more(sign));
      lexicon.back[at] = (counts.back[at]! + before) / (backSums[other]! + more(other));
    }
    lexicon.explainedA[sign] = shareOf(counts.byA[sign]!, counts.seenA[sign]!, isSame(sign));
    lexicon.explainedB[sign] = shareOf(counts.byB[sign]!, counts.seenB[sign]!, isSame(sign));
  }
}

/** Never quite all, nor, of what was seen or stands in both, nothing. */
function shareOf(explained: number, seen: number, isSame: boolean): number {
  if (isSame) return Math.min(0.95, (explained + EXPLAINED * AS_OFTEN) / (seen + AS_OFTEN));
  return seen === 0 ? 0 : Math.min(0.95, explained / (seen + 1));
}
