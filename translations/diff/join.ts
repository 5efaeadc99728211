/**
 * A rewritten sentence should not be speckled with kept small words: `[He went/She ran] to [his home/the hills]`
 * reads better as `[He went to his home/She ran to the hills]`. This pass joins such stretches.
 */
import { span, type Hunk } from "./hunk.ts";
import { endsSentence, isStopWord } from "./stops.ts";
import { gapBefore, type Wording } from "./wording.ts";

/** At most this many kept words may be given up between two changes. */
const MAX_STRAY = 3;
/** A stretch is dense if each side changed at least this many words for each kept one … */
const DENSITY = 2;
/** … and this many in all: two single words changed around an "of" read well as they are. */
const MIN_CHANGED = 4;

/** Hunks parted only by stray words, where nearly everything else was rewritten, become one. */
export function joinHunks(hunks: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  const stretches: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = stretches.at(-1)?.at(-1);
    if (last && isStray(last, hunk, a, b)) stretches.at(-1)!.push(hunk);
    else stretches.push([hunk]);
  }
  return stretches.flatMap((stretch) => joinDense(stretch, a, b));
}

/** Joins the whole stretch if it is dense; otherwise parts it where most is kept, and looks at both parts. */
function joinDense(stretch: readonly Hunk[], a: Wording, b: Wording): Hunk[] {
  if (stretch.length < 2) return [...stretch];
  if (isDense(stretch, a, b)) return [span(stretch[0]!, stretch.at(-1)!)];
  const kept = stretch.slice(1).map((hunk, index) => hunk.fromA - stretch[index]!.toA);
  const cut = kept.indexOf(Math.max(...kept)) + 1;
  return [...joinDense(stretch.slice(0, cut), a, b), ...joinDense(stretch.slice(cut), a, b)];
}

function isDense(stretch: readonly Hunk[], a: Wording, b: Wording): boolean {
  let [changedA, changedB, changed] = [0, 0, 0];
  for (const { fromA, toA, fromB, toB } of stretch) {
    const [inA, inB] = [counted(a, fromA, toA), counted(b, fromB, toB)];
    changedA += inA;
    changedB += inB;
    changed += Math.max(inA, inB);
  }
  const strays = stretch.slice(1).map((hunk, index) => Math.max(1, counted(a, stretch[index]!.toA, hunk.fromA)));
  const kept = strays.reduce((sum, count) => sum + count, 0);
  return changed >= MIN_CHANGED && Math.min(changedA, changedB) >= DENSITY * kept;
}

function counted({ words }: Wording, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (words[i]!.kind === "word") count++;
  return count;
}

/** True if only small words and signs are kept between two hunks, in one sentence and one block. */
function isStray(left: Hunk, right: Hunk, a: Wording, b: Wording): boolean {
  if (right.fromA - left.toA > MAX_STRAY) return false;
  for (let i = left.toA; i < right.fromA; i++) {
    const letters = a.letters[i]!;
    if (endsSentence(letters) || (a.words[i]!.kind === "word" && !isStopWord(letters))) return false;
  }
  return !hasLineEnd(a, left.toA, right.fromA) && !hasLineEnd(b, left.toB, right.fromB);
}

function hasLineEnd(side: Wording, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if (gapBefore(side, i).includes("\n")) return true;
  return false;
}
