/** A work with the history of its files: what its newest state brings, and the versions that led there. */
import { joined } from "./beside.ts";
import type { BroughtPassage, BroughtVersion } from "./brought.ts";
import type { Change, TextHistory, Track, Unit, Worded } from "./history.ts";
import { Numbers } from "./keys.ts";
import type { Piece } from "./pieces.ts";

/** A work through its changes. */
export interface Lived {
  passages: BroughtPassage[];
  /** Passages that the newest state has no more, and what took them away. */
  gone: { passage: string; change: Change }[];
}

/**
 * What the newest state brings, each passage with all its versions, and what stood there before and is gone: none of its
 * versions is current.
 * @param own what the import of the newest state alone brings.
 * @param made of how many passages of the files, taken in order, each of these is made.
 * @param histories of the files, in their order.
 * @param order in which changes came, from 0.
 */
export function lived(
  own: readonly BroughtPassage[],
  made: readonly number[],
  histories: readonly TextHistory[],
  order: (change: Change) => number,
): Lived {
  const standing = histories.flatMap((history) => history.standing());
  const tracks = histories.flatMap((history) => history.tracks());
  const place = new Map<Track, number>();
  let next = 0;
  const grown = own.map((passage, index): BroughtPassage => {
    const of = standing.slice(next, (next += made[index]!));
    for (const track of of) place.set(track, index);
    const versions = versionsOf(joinedWordings(of, order));
    return { ...passage, versions, current: passage.current === 0 ? 0 : versions.length };
  });
  const numbers = new Numbers(new Set([...own.map(({ id }) => id), ...tracks.map(({ unit }) => unit.key)]));
  const found: Lived = { passages: [], gone: [] };
  let told = 0;
  for (const track of tracks) {
    if (!track.gone) while (told <= place.get(track)!) found.passages.push(grown[told++]!);
    else {
      const passage = goneOf(track, track.unit.key ?? numbers.next());
      found.passages.push(passage);
      found.gone.push({ passage: passage.id, change: track.gone });
    }
  }
  found.passages.push(...grown.slice(told));
  return found;
}

function goneOf({ unit: { locator, kind, level }, wordings }: Track, id: string): BroughtPassage {
  return {
    ...{ id, locator: locator ?? `¶ ${id}`, kind, level: Math.max(1, level), source: [] },
    ...{ versions: versionsOf(wordings), current: 0 },
  };
}

/** The pieces of a text as units of a state. */
export function unitsOfPieces(pieces: readonly Piece[]): Unit[] {
  return pieces.map(({ kind, level, rendering }) => ({ key: null, locator: null, kind, level, rendering }));
}

/** The passages of lines or of a table as units of a state: each with the words that stand. */
export function unitsOfKeyed(passages: readonly BroughtPassage[]): Unit[] {
  return passages.map(({ id, locator, kind, level, versions, current }) => ({
    ...{ key: id, locator, kind, level },
    rendering: versions[current - 1]?.rendering ?? null,
  }));
}

/** A passage's wordings as its versions, each the revision of the one before it. */
function versionsOf(wordings: readonly Worded[]): BroughtVersion[] {
  return wordings.map(({ rendering, change }, index) => ({
    rendering,
    date: change.date,
    by: change.by.map((name) => ({ name, role: index === 0 ? "translator" : "reviser" })),
    rationale: change.reason,
    base: index === 0 ? null : index,
    provenance: change.id,
  }));
}

/** The wordings of passages that one passage is made of: whenever one of them changes, all that stand then, in their order. */
function joinedWordings(tracks: readonly Track[], order: (change: Change) => number): readonly Worded[] {
  if (tracks.length === 1) return tracks[0]!.wordings;
  const steps = tracks.flatMap(({ wordings }, at) => wordings.map((worded) => ({ at, ...worded })));
  steps.sort((x, y) => order(x.change) - order(y.change));
  const standing: (Worded["rendering"] | null)[] = tracks.map(() => null);
  const found: Worded[] = [];
  steps.forEach(({ at, rendering, change }, index) => {
    standing[at] = rendering;
    if (steps[index + 1]?.change !== change)
      found.push({ rendering: joined(standing.filter((each) => each !== null))!, change });
  });
  return found;
}
