/**
 * Places in the index: the work's number, where the passage stands in its outline, and in that what it is: 0 as it stands
 * now, 1, 2, 3 … a version, and behind all of these the wordings of its source.
 */
const [PASSAGE, WITHIN] = [27n, 18n];

/** Versions and wordings of one passage that are looked through. */
export const MOST_WITHIN = 131_071;

/** What a place is of. */
export interface Placed {
  work: number;
  rank: number;
  /** 0: as it stands now. */
  number: number;
  of: "version" | "source";
}

export function placeOf({ work, rank, number, of }: Placed): bigint {
  const within = of === "source" ? MOST_WITHIN + 1 + number : number;
  return (((BigInt(work) << PASSAGE) | BigInt(rank)) << WITHIN) | BigInt(within);
}

export function placed(place: bigint): Placed {
  const within = Number(BigInt.asUintN(Number(WITHIN), place));
  const [rank, work] = [Number(BigInt.asUintN(Number(PASSAGE), place >> WITHIN)), Number(place >> (PASSAGE + WITHIN))];
  return within > MOST_WITHIN
    ? { work, rank, number: within - MOST_WITHIN - 1, of: "source" }
    : { work, rank, number: within, of: "version" };
}

/**
 * Where a passage as it stands now is on the shelf of all that do, which has nothing else on it. The nearer places are to each
 * other, the smaller is an index of them.
 */
export function amongStanding(place: bigint): bigint {
  return place >> WITHIN;
}

/** The places from one to another, both included, of passages as they stand now: where these are on their shelf. */
export function standingBetween(from: bigint, to: bigint): { from: bigint; to: bigint } {
  return { from: amongStanding(from - 1n) + 1n, to: amongStanding(to) };
}

/** The place of what is there on that shelf. */
export function standing(at: bigint): bigint {
  return at << WITHIN;
}

/** All places from one passage to another of a work, both included. */
export function stretch(work: number, from: number, to: number): { from: bigint; to: bigint } {
  return {
    from: placeOf({ work, rank: from, number: 0, of: "version" }),
    to: placeOf({ work, rank: to, number: MOST_WITHIN, of: "source" }),
  };
}
