/** What a change costs a reader: the numbers that decide which shared words are kept. Chosen here, used in `realign.ts`. */
import type { Weight } from "./stops.ts";

/** Unit: one content word, marked on one side. */
export interface Costs extends Record<Weight, number> {
  /** To begin an insertion or a deletion. */
  openPure: number;
  /** To begin a replacement of one word by a similar one. */
  openSimilar: number;
  /** To begin a replacement of one word by another; not less than {@link openSimilar}. */
  openOne: number;
  /** To begin any other replacement; not less than {@link openPure} and {@link openOne}. */
  openReplacement: number;
  /** A kept run worth this much stands whatever is around it. */
  strongAnchor: number;
  /** A window with fewer content words than this, both sides together, is lightly revised: all it shares is kept. */
  lightBelow: number;
}

/** Costs are added up and compared as whole numbers, so that equal means equal. */
const UNITS = 1000;

/**
 * Costs that can be reckoned with: all but the count of words in thousandths, rounded.
 * @throws RangeError if a number is missing, not finite, negative, or a replacement is cheaper than its parts allow, or
 * dearer than a longer one.
 */
export function defineCosts(costs: Costs): Costs {
  const defined = { ...costs };
  for (const name of IN_UNITS) defined[name] = Math.round(checked(name, costs[name]) * UNITS);
  checked("lightBelow", costs.lightBelow);
  if (costs.openReplacement < costs.openPure || costs.openReplacement > 2 * costs.openPure)
    throw new RangeError("defineCosts: openReplacement must be from one to two times openPure");
  if (costs.openOne < costs.openSimilar || costs.openOne > costs.openReplacement)
    throw new RangeError("defineCosts: openOne must be from openSimilar to openReplacement");
  return defined;
}

const IN_UNITS = [
  "content",
  "stop",
  "sign",
  "sentenceEnd",
  "openPure",
  "openSimilar",
  "openOne",
  "openReplacement",
  "strongAnchor",
] as const;

function checked(name: keyof Costs, cost: number): number {
  if (Number.isFinite(cost) && cost >= 0) return cost;
  throw new RangeError(`defineCosts: ${name} must be a finite number from 0 up, not ${String(cost)}`);
}

/**
 * Chosen to come near to how editors mark their own revisions. A stop word or a comma between two rewritten stretches
 * (saved twice: 0.7, 0.1) is not worth a second replacement (1.0), a content word (2.0) or a sentence's end is. Between
 * an insertion and a deletion (0.55 each, 0.1 more than one replacement) and beside one of them a stop word is, and a
 * comma is not. Between single words, each put for another (0.6), a stop word is worth it; beside a word that is only
 * corrected (0.05) everything is.
 */
const READABLE: Costs = {
  content: 1,
  stop: 0.35,
  sign: 0.05,
  sentenceEnd: 1,
  openPure: 0.55,
  openSimilar: 0.05,
  openOne: 0.6,
  openReplacement: 1,
  strongAnchor: 3.5,
  lightBelow: 7,
};

export const COSTS = defineCosts(READABLE);
