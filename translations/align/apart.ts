/**
 * Beads that the text itself speaks against: a word or number that either text has once alone, and that stands in one bead of the
 * first and in another, near it, of the second. In short texts too little is learnt for that to count in the path.
 */
import type { Bead } from "./bead.ts";
import type { Side, Sides } from "./segments.ts";

/** So many beads apart they may stand: what comes together further off was mostly put so by chance. */
const NEAR = 3;
/** As sure as a bead is at most that has more against it than for it: somebody is to look. */
const AT_MOST = 0.8;

/** The beads, less sure where more of such signs stand apart than come together. */
export function doubted(beads: readonly Bead[], { a, b, vocabulary }: Sides): Bead[] {
  const [inA, inB] = [
    beadsBySign(a, beadsBySegment(beads, "A"), vocabulary),
    beadsBySign(b, beadsBySegment(beads, "B"), vocabulary),
  ];
  const speaks = new Int32Array(beads.length);
  for (let sign = 0; sign < vocabulary; sign++) {
    const [one, other] = [inA[sign]!, inB[sign]!];
    if (one < 0 || other < 0 || Math.abs(one - other) > NEAR) continue;
    if (one === other) speaks[one]!++;
    else {
      speaks[one]!--;
      speaks[other]!--;
    }
  }
  return beads.map((bead, at) =>
    speaks[at]! < 0 ? { ...bead, confidence: Math.min(bead.confidence, AT_MOST) } : bead,
  );
}

/** Of each segment of a side, the bead that it is of. */
function beadsBySegment(beads: readonly Bead[], side: "A" | "B"): number[] {
  return beads.flatMap((bead, at) => Array<number>(bead[`to${side}`] - bead[`from${side}`]).fill(at));
}

/** Of each sign that a side has once, the bead in which it stands; -1 of all others. */
function beadsBySign({ signs, counts }: Side, bead: readonly number[], vocabulary: number): Int32Array {
  const found = new Int32Array(vocabulary).fill(-1);
  signs.forEach((each, segment) => {
    for (const sign of each) if (counts[sign] === 1) found[sign] = bead[segment]!;
  });
  return found;
}
