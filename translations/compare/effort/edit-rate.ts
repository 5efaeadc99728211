/**
 * How much work a revision was, as figures: translation edit rate with shifts, and what the changes a reader is shown
 * amount to. Reading texts into tokens and printing figures is left to others.
 */
import { firstWhere } from "../../text/search.ts";
import { words, type Word } from "../../text/words.ts";
import { ADD, beamTo, DROP, KEEP, type Beam } from "./beam.ts";
import type { Change } from "../change.ts";

/** A run of words longer than this is not shifted as one (Snover et al.; the value of sacreBLEU). */
const MAX_SHIFT_SIZE = 10;
/** Nor is one shifted whose place in the reference is farther off than this. */
const MAX_SHIFT_DISTANCE = 50;
/** After so many shifts tried the search ends with what was found in earlier rounds. */
const MAX_SHIFT_CANDIDATES = 1000;

/** Translation edit rate: `edits` include `shifts`; `length` counts the tokens of the reference. */
export interface EditRate {
  edits: number;
  shifts: number;
  length: number;
  /** Edits divided by length. Against an empty reference 1, or 0 if the hypothesis is empty too. */
  ter: number;
}

/**
 * The translation edit rate of `hypothesis` against `reference` (Snover et al. 2006): the fewest words to insert,
 * delete and replace, after runs of words were shifted one at a time, each time the run that saves most. Ties, limits
 * and the beam are those of sacreBLEU, so that the figures can be compared with published ones. For a revision the
 * hypothesis is the older text, the reference the newer. Tokens are the same if their strings are.
 */
export function ter(hypothesis: readonly string[], reference: readonly string[]): EditRate {
  const length = reference.length;
  const { shifts, distance } = length === 0 || hypothesis.length === 0 ? unshifted() : shifted(hypothesis, reference);
  const edits = shifts + distance;
  return { edits, shifts, length, ter: length > 0 ? edits / length : Math.min(edits, 1) };

  function unshifted(): Outcome {
    return { shifts: 0, distance: Math.max(hypothesis.length, length) };
  }
}

interface Outcome {
  shifts: number;
  distance: number;
}

function shifted(hypothesis: readonly string[], reference: readonly string[]): Outcome {
  const numbers = new Map<string, number>();
  const goal = numbered(reference, numbers);
  let text = numbered(hypothesis, numbers);
  const beam = beamTo(goal, text.length);
  const budget = { left: MAX_SHIFT_CANDIDATES };
  for (let shifts = 0; ; shifts++) {
    const state = alignment(text, goal, beam);
    const shift = bestShift(state, budget);
    if (budget.left <= 0 || !shift || shift.gain <= 0) return { shifts, distance: state.distance };
    text = shiftedWords(text, shift);
  }
}

function numbered(tokens: readonly string[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(tokens, (token) => {
    if (!numbers.has(token)) numbers.set(token, numbers.size);
    return numbers.get(token)!;
  });
}

/** The text of a round of shifting beside the reference, and which of their words are not matched. */
interface Alignment {
  text: Int32Array;
  goal: Int32Array;
  beam: Beam;
  distance: number;
  /** For each word the first at or after it that is not matched; far beyond the end if there is none. */
  wrongInText: Int32Array;
  wrongInGoal: Int32Array;
  /** For each word of the goal the last word of the text at or before it; −1 before the first. */
  opposite: number[];
}

function alignment(text: Int32Array, goal: Int32Array, beam: Beam): Alignment {
  const { distance, steps } = beam.rewrite(text);
  const [wrongInText, wrongInGoal, opposite]: [boolean[], boolean[], number[]] = [[], [], []];
  for (const step of steps) {
    if (step !== ADD) wrongInText.push(step !== KEEP);
    if (step === DROP) continue;
    wrongInGoal.push(step !== KEEP);
    opposite.push(wrongInText.length - 1);
  }
  return {
    ...{ text, goal, beam, distance, opposite },
    wrongInText: firstFromEach(wrongInText),
    wrongInGoal: firstFromEach(wrongInGoal),
  };
}

/** For each index the first at or after it at which `holds` is true. */
function firstFromEach(holds: readonly boolean[]): Int32Array {
  const first = new Int32Array(holds.length);
  let next = NOWHERE;
  for (let index = holds.length - 1; index >= 0; index--) first[index] = next = holds[index] ? index : next;
  return first;
}

/** Beyond all words, with room for a run. */
const NOWHERE = 0x3fffffff;

/** `length` words of the text from `start` on that equal those of the goal from `goalStart` on. */
interface Run {
  start: number;
  goalStart: number;
  length: number;
}

/** The run goes before the word that stands at `target`; `gain` is by how much that lowers the distance. */
interface Shift {
  start: number;
  length: number;
  target: number;
  gain: number;
}

/** Greatest gain first, then the longest run, the earliest run, the earliest target: Tercom's order. */
function bestShift(state: Alignment, budget: { left: number }): Shift | null {
  let best: Shift | null = null;
  for (const run of runs(state)) {
    for (const target of targets(run, state)) {
      budget.left--;
      const shift = { start: run.start, length: run.length, target, gain: 0 };
      shift.gain = gainOf(shift, state, best?.gain ?? -Infinity);
      if (!best || isBetter(shift, best)) best = shift;
    }
    if (budget.left <= 0) break;
  }
  return best;
}

function isBetter(shift: Shift, best: Shift): boolean {
  const order =
    shift.gain - best.gain || shift.length - best.length || best.start - shift.start || best.target - shift.target;
  return order > 0;
}

/**
 * The runs worth shifting: something of the run is wrong where it is and missing where it goes, and that place is not
 * inside the run. Most words of most texts are far from anything wrong, and are passed over.
 */
function* runs({ text, goal, wrongInText, wrongInGoal, opposite }: Alignment): Generator<Run> {
  for (let start = 0; start < text.length; start++) {
    const wrong = wrongInText[start]! - start;
    if (wrong >= MAX_SHIFT_SIZE) continue;
    const last = Math.min(goal.length - 1, start + MAX_SHIFT_DISTANCE);
    for (let goalStart = Math.max(0, start - MAX_SHIFT_DISTANCE); goalStart <= last; goalStart++) {
      const least = Math.max(wrong, wrongInGoal[goalStart]! - goalStart) + 1;
      const goes = opposite[goalStart]! - start;
      const longest = Math.min(
        MAX_SHIFT_SIZE,
        text.length - start,
        goal.length - goalStart,
        goes < 0 ? Infinity : goes,
      );
      if (least > longest) continue;
      for (let length = 1; length <= longest && text[start + length - 1] === goal[goalStart + length - 1]; length++)
        if (length >= least) yield { start, goalStart, length };
    }
  }
}

/** Where the run can go: after the word before its place in the goal, and after each word there but the last. */
function targets({ goalStart, length }: Run, { opposite, goal }: Alignment): number[] {
  const found: number[] = [];
  for (let index = goalStart - 1; index < goalStart + length && index < goal.length; index++) {
    const target = index < 0 ? 0 : opposite[index]! + 1;
    if (target !== found.at(-1)) found.push(target);
  }
  return found;
}

function gainOf(shift: Shift, { text, beam, distance }: Alignment, atLeast: number): number {
  const [from, , to] = swapped(shift);
  return distance - beam.distanceFrom(shiftedWords(text, shift), from, Math.min(to, text.length), distance - atLeast);
}

/** The two neighbouring stretches that change places. A target inside the run means: so far on from the run's end. */
function swapped({ start, length, target }: Shift): [from: number, middle: number, to: number] {
  const end = start + length;
  if (target < start) return [target, start, end];
  return [start, end, target > end ? target : target + length];
}

function shiftedWords(text: Int32Array, shift: Shift): Int32Array {
  const [from, middle, to] = swapped(shift);
  const result = text.slice();
  const after = text.subarray(middle, to);
  result.set(after, from);
  result.set(text.subarray(from, middle), from + after.length);
  return result;
}

/** What the changes that a reader is shown amount to. */
export interface RevisionFigures {
  /** Weight of the changed words by weight of all, 0 to 1; each change counts with its heavier side, a move once. */
  editRatio: number;
  /** Share of the newer text's words that were moved there, 0 to 1. */
  moved: number;
  /** Changes in each 100 words of the longer text; words only set otherwise are none. */
  hunksPer100: number;
}

/** How heavy a word is in an edit ratio, above 0. */
export type Weigh = (letters: string, kind: Word["kind"]) => number;

/** A sign changed is a small thing beside a word changed. */
const SIGN_WEIGHT = 0.15;

const weighSignsLess: Weigh = (_letters, kind) => (kind === "sign" ? SIGN_WEIGHT : 1);

/**
 * Figures for `changes` from text `a` to text `b`.
 * @param weigh how heavy each word is; by default a word 1 and a sign 0.15.
 */
export function revisionFigures(
  changes: readonly Change[],
  a: string,
  b: string,
  weigh: Weigh = weighSignsLess,
): RevisionFigures {
  const [older, newer] = [measured(a, weigh), measured(b, weigh)];
  let [weight, moved, hunks] = [0, 0, 0];
  for (const { fromA, toA, fromB, toB, kind } of changes) {
    if (kind === "reformatted") continue;
    hunks++;
    const come = newer(fromB, toB);
    weight += kind === "moved" ? come.weight : Math.max(older(fromA, toA).weight, come.weight);
    if (kind === "moved") moved += come.words;
  }
  const [wholeA, wholeB] = [older(0, a.length), newer(0, b.length)];
  return {
    editRatio: Math.min(1, share(weight, Math.max(wholeA.weight, wholeB.weight))),
    moved: share(moved, wholeB.words),
    hunksPer100: 100 * share(hunks, Math.max(wholeA.words, wholeB.words)),
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Answers how many words stand whole in a stretch of `text`, signs left out, and how heavy it is with its signs. */
function measured(text: string, weigh: Weigh): (from: number, to: number) => { words: number; weight: number } {
  const found = words(text);
  return (from, to) => {
    let sum = { words: 0, weight: 0 };
    for (
      let index = firstWhere(found, (word) => word.from >= from);
      index < found.length && found[index]!.to <= to;
      index++
    ) {
      const { from: start, to: end, kind } = found[index]!;
      sum = { words: sum.words + (kind === "word" ? 1 : 0), weight: sum.weight + weigh(text.slice(start, end), kind) };
    }
    return sum;
  };
}
