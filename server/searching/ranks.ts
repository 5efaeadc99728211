/** Where passages stand in an order, as numbers with room between them, so that few change when one comes or moves. */
import { heaviestRising } from "../../translations/text/search.ts";

/** The greatest rank that a passage may have. */
export const MOST_RANK = 2 ** 27 - 1;
/** The room between two that come one behind the other: the more, the larger is an index of them. */
const ROOM = 128;

/**
 * Ranks that rise in the order of `ids`, as many as can be as they were. Where there is no room all are given anew.
 * @param known ranks so far, each another; those of `ids` that have none come anew.
 */
export function ranksOf(ids: readonly string[], known: ReadonlyMap<string, number>): Map<string, number> {
  const old = ids.filter((id) => known.has(id));
  const stay = new Set(heaviestRising(old.map((id) => known.get(id)!)).map((at) => old[at]!));
  const kept = new Map([...known].filter(([id]) => stay.has(id)));
  // Those that stand in the order no more keep theirs, and nobody else may have it.
  const standing = new Set(ids);
  const gone = new Set([...known].filter(([id]) => !standing.has(id)).map(([, rank]) => rank));
  return between(ids, kept, gone) ?? new Map(ids.map((id, at) => [id, evenly(at, ids.length)]));
}

function evenly(at: number, of: number): number {
  return Math.floor(((at + 1) * MOST_RANK) / (of + 1));
}

function between(
  ids: readonly string[],
  kept: ReadonlyMap<string, number>,
  taken: ReadonlySet<number>,
): Map<string, number> | null {
  const ranks = new Map<string, number>();
  let below = 0;
  for (let at = 0; at < ids.length;) {
    const own = kept.get(ids[at]!);
    if (own !== undefined) {
      ranks.set(ids[at++]!, (below = own));
      continue;
    }
    let end = at;
    while (end < ids.length && !kept.has(ids[end]!)) end++;
    const above = end < ids.length ? kept.get(ids[end]!)! : Math.min(MOST_RANK + 1, below + ROOM * (end - at + 1));
    const step = (above - below) / (end - at + 1);
    for (let place = at; place < end; place++) {
      let rank = Math.floor(below + step * (place - at + 1));
      while (taken.has(rank)) rank++;
      if (rank <= (ranks.get(ids[place - 1] ?? "") ?? 0) || rank >= above) return null;
      ranks.set(ids[place]!, rank);
    }
    below = ranks.get(ids[end - 1]!)!;
    at = end;
  }
  return ranks;
}
