/**
 * Places in two long texts that surely correspond: runs of words that occur exactly once on each side, as many as
 * stand in the same order (Cohen's patience diff). They part a long comparison into short ones.
 */
import { heaviestRising } from "../../text/search.ts";
import type { Hunk } from "../change.ts";
import { tableSize } from "./intern.ts";

/** Of runs this long one in {@link SAMPLE} is enough, chosen by its words, so that both sides choose alike. */
const LONG_RUN = 8;
const SAMPLE = 4;

/**
 * Pairs of indexes, increasing on both sides, at which the same `length` words begin that stand nowhere else in
 * the stretch.
 * @param sample one run in so many is looked at, a power of two up to 16.
 */
export function anchors(
  a: Int32Array,
  b: Int32Array,
  { fromA, toA, fromB, toB }: Hunk,
  length: number,
  sample = length >= LONG_RUN ? SAMPLE : 1,
): [number, number][] {
  const inA = runsOf(a, fromA, toA, length, sample, 0);
  const inB = runsOf(b, fromB, toB, length, sample, 1);
  const pairs: [number, number][] = [];
  for (let k = 0; k < inA.count; k++) {
    if (inA.repeated[inA.slots[k]!] === 1) continue;
    const i = inA.places[k]!;
    const slot = slotOf(inB, a, i, inA.hashes[k]!);
    if (inB.table[slot]! >= 0 && inB.repeated[slot] === 0) pairs.push([i, inB.table[slot]!]);
  }
  const run = heaviestRising(pairs.map(([, j]) => j));
  return run.length === pairs.length ? pairs : run.map((index) => pairs[index]!);
}

/** The runs of `length` words in a stretch: where they begin, the hash of each, and its slot in a table of all. */
interface Runs extends Sheet {
  words: Int32Array;
  length: number;
  sample: number;
  count: number;
  /** One less than the size of the table, a power of two. */
  mask: number;
}

/** What runs are noted on: there may be more room than they need. */
interface Sheet {
  places: Int32Array;
  hashes: Int32Array;
  slots: Int32Array;
  /** By slot: where such a run begins first, -1 if nowhere; and 1 if it begins elsewhere too. */
  table: Int32Array;
  repeated: Uint8Array;
}

const BASE = 0x9e3779b1;

/** Up to so many runs are noted on the same two sheets again and again: new ones are dear at that size. */
const SHEET = 1 << 16;
const sheets: [Sheet, Sheet] = [sheetFor(256), sheetFor(256)];

function sheetFor(runs: number): Sheet {
  const size = tableSize(runs);
  return {
    places: new Int32Array(runs),
    hashes: new Int32Array(runs),
    slots: new Int32Array(runs),
    table: new Int32Array(size),
    repeated: new Uint8Array(size),
  };
}

/** @param side whose of the two sheets is written on. */
function sheetOf(runs: number, side: 0 | 1): Sheet {
  if (runs > SHEET) return sheetFor(runs);
  if (sheets[side].places.length < runs) sheets[side] = sheetFor(Math.min(2 * runs, SHEET));
  return sheets[side];
}

/** The hash rolls from each run to the next (Karp and Rabin 1987): as many steps as words, however long the runs. */
function runsOf(words: Int32Array, from: number, to: number, length: number, sample: number, side: 0 | 1): Runs {
  const most = Math.max(0, to - from - length + 1);
  const size = tableSize(most);
  const runs: Runs = { words, length, sample, count: 0, mask: size - 1, ...sheetOf(most, side) };
  runs.table.fill(-1, 0, size);
  runs.repeated.fill(0, 0, size);
  let [rolling, leaving] = [0, 1];
  for (let k = 0; k < length; k++) leaving = Math.imul(leaving, BASE);
  for (let at = from; at < to; at++) {
    rolling = (Math.imul(rolling, BASE) + words[at]! + 1) | 0;
    if (at - from >= length) rolling = (rolling - Math.imul(leaving, words[at - length]! + 1)) | 0;
    if (at - from + 1 >= length) noteRun(runs, at - length + 1, rolling);
  }
  return runs;
}

function noteRun(runs: Runs, place: number, rolling: number): void {
  const hash = Math.imul(rolling ^ (rolling >>> 16), 0x85ebca6b);
  if ((hash >>> 28) % runs.sample !== 0) return;
  const slot = slotOf(runs, runs.words, place, hash);
  if (runs.table[slot]! < 0) runs.table[slot] = place;
  else runs.repeated[slot] = 1;
  runs.places[runs.count] = place;
  runs.hashes[runs.count] = hash;
  runs.slots[runs.count++] = slot;
}

/** The slot of the run that begins in `list` at `at`, or an empty one. */
function slotOf({ table, mask, words, length }: Runs, list: Int32Array, at: number, hash: number): number {
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const known = table[slot]!;
    if (known < 0 || sameRun(list, at, words, known, length)) return slot;
  }
}

function sameRun(x: Int32Array, i: number, y: Int32Array, j: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (x[i + k] !== y[j + k]) return false;
  return true;
}
