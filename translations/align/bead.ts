import type { Hunk } from "../compare/change.ts";

/**
 * Segments of one text that say what segments of the other say; or, with none of one side, a segment that is *unpaired*.
 * @see confidence how likely the bead is among all that were looked at, from 0 to 1.
 */
export interface Bead extends Hunk {
  confidence: number;
}

/** From so much confidence on a bead is learnt from. */
export const SURE = 0.9;

export function isPaired({ fromA, toA, fromB, toB }: Hunk): boolean {
  return toA > fromA && toB > fromB;
}
