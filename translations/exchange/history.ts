/**
 * A text's history as its states tell it, one after another: which passage of one is which of the next, and so which
 * versions each passage had. Where the states come from is left to others; a state is what a reader of files makes of it.
 *
 * Passages are known again by their keys where the format has keys; else by equality, then, in what is left, by being laid
 * beside each other like an old translation and a new one. So a state that hardly differs costs next to nothing.
 */
import { align, HEADING, withMoved } from "../align/align.ts";
import type { Hunk } from "../compare/change.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import { words } from "../text/words.ts";
import { Counting, type BroughtPassage, type Counts } from "./brought.ts";
import { windowsOf } from "./windows.ts";

/** What changed a text, and who, when and why: a commit. */
export interface Change {
  /** Which it is, in the words of where it comes from. */
  id: string;
  date: string | null;
  by: readonly string[];
  reason: string;
}

/** A passage as it stands in one state of a text. */
export interface Unit {
  /** By what it is known again; null: by its words and its place. */
  key: string | null;
  /** What people read as its name; null: it has none but by its place. */
  locator: string | null;
  kind: BroughtPassage["kind"];
  level: number;
  /** Null: there are no words of it. */
  rendering: RenderingJson | null;
}

/** The words of a passage, and what brought them. */
export interface Worded {
  rendering: RenderingJson;
  change: Change;
}

/** A passage through all states. Its last words are those of the newest state that has it. */
export interface Track {
  /** As it stood last. */
  unit: Unit;
  /** Every wording that differs from the one before it. */
  wordings: Worded[];
  /** What took it away; null: it stands. */
  gone: Change | null;
}

/** Segments that are laid beside each other closely in one history; beyond them by their place alone, which is counted. */
const MOST_ALIGNED = 200_000;

/** What one file was, state after state. */
export class TextHistory {
  /** As the newest state has them, in its order. */
  #standing: Placed[] = [];
  #gone: Placed[] = [];
  readonly #counting = new Counting();
  #toAlign = MOST_ALIGNED;

  /** The next state. What it was before this change, and is still, costs a comparison. */
  next(units: readonly Unit[], change: Change): void {
    const [old, now] = [this.#standing, units.map((unit) => ({ unit, same: sameOf(unit) }))];
    const tracks = this.#knownAgain(old, now);
    const standing = now.map(({ unit, same }, at): Placed => {
      const placed: Placed = tracks[at] ?? { track: { unit, wordings: [], gone: null }, same, after: null };
      placed.same = same;
      placed.after = null;
      Object.assign(placed.track, { unit, gone: null });
      reworded(placed.track, change);
      return placed;
    });
    const still = new Set(standing);
    let before: Placed | null = null;
    for (const placed of old) {
      if (!still.has(placed)) {
        placed.track.gone = change;
        placed.after = before;
        this.#gone.push(placed);
      }
      before = placed;
    }
    this.#gone = this.#gone.filter((placed) => !still.has(placed));
    this.#standing = standing;
  }

  /** Those that stand in the newest state, in its order. */
  standing(): Track[] {
    return this.#standing.map(({ track }) => track);
  }

  /** All, in order; what is gone stands behind what it stood behind when it went. Without words are only passages that stand. */
  tracks(): Track[] {
    const behind = new Map<Placed | null, Placed[]>();
    for (const placed of this.#gone) {
      const list = behind.get(placed.after);
      if (list) list.push(placed);
      else behind.set(placed.after, [placed]);
    }
    const found: Track[] = [];
    const waiting = [...this.#standing].reverse();
    const pushAfter = (placed: Placed | null) => waiting.push(...(behind.get(placed) ?? []).reverse());
    pushAfter(null);
    for (let placed = waiting.pop(); placed; placed = waiting.pop()) {
      if (!placed.track.gone || placed.track.wordings.length > 0) found.push(placed.track);
      pushAfter(placed);
    }
    return found;
  }

  /** How often passages were split, merged, moved, or laid beside each other by their place alone. */
  counts(): Counts {
    return this.#counting.counts();
  }

  /** Of each unit of the new state, which passage it was; null of a new one. */
  #knownAgain(old: readonly Placed[], now: readonly Standing[]): (Placed | null)[] {
    if (now.some(({ unit }) => unit.key !== null)) {
      const byKey = new Map([...this.#gone, ...old].map((placed) => [placed.track.unit.key, placed]));
      return now.map(({ unit }) => byKey.get(unit.key) ?? null);
    }
    const windows = windowsOf(old.map(sameIn), now.map(sameIn));
    const found = keptBetween(windows, old, now.length);
    const left = this.#moved(old, now, windows, found);
    for (const window of windows) this.#inWindow(old, now, window, left, found);
    return found;
  }

  /** Equal words elsewhere are the same passage: moved, or back again. @returns the old ones that are still to be known again. */
  #moved(
    old: readonly Placed[],
    now: readonly Standing[],
    windows: readonly Hunk[],
    found: (Placed | null)[],
  ): Set<Placed> {
    const left = new Set(windows.flatMap(({ fromA, toA }) => old.slice(fromA, toA)));
    const byWords = new Map<string, Placed[]>();
    for (const placed of [...this.#gone, ...left].reverse()) {
      const list = byWords.get(placed.same);
      if (list) list.push(placed);
      else byWords.set(placed.same, [placed]);
    }
    for (const { fromB, toB } of windows)
      for (let at = fromB; at < toB; at++) {
        const placed = byWords.get(now[at]!.same)?.pop();
        if (!placed) continue;
        if (left.delete(placed)) this.#counting.add("moved");
        found[at] = placed;
      }
    return left;
  }

  #inWindow(
    old: readonly Placed[],
    now: readonly Standing[],
    { fromA, toA, fromB, toB }: Hunk,
    left: ReadonlySet<Placed>,
    found: (Placed | null)[],
  ): void {
    const a = old.slice(fromA, toA).filter((placed) => left.has(placed));
    const b = indexesBetween(fromB, toB).filter((at) => found[at] === null);
    if (a.length === 0 || b.length === 0) return;
    for (const bead of this.#beads(
      a.map(({ track }) => track.unit),
      b.map((at) => now[at]!.unit),
    )) {
      const [olds, news] = [a.slice(bead.fromA, bead.toA), b.slice(bead.fromB, bead.toB)];
      if (olds.length === 0 || news.length === 0) continue;
      if (olds.length < news.length) this.#counting.add("split");
      if (olds.length > news.length) this.#counting.add("merged");
      for (const { placed, at } of likest(olds, news, now)) found[at] = placed;
    }
  }

  #beads(a: readonly Unit[], b: readonly Unit[]): Hunk[] {
    if (a.length === 1 && b.length === 1) return [{ fromA: 0, toA: 1, fromB: 0, toB: 1 }];
    const segments = a.length + b.length;
    if (segments > this.#toAlign) {
      this.#counting.add("laid beside each other by place");
      return indexesBetween(0, Math.min(a.length, b.length)).map((at) => ({
        fromA: at,
        toA: at + 1,
        fromB: at,
        toB: at + 1,
      }));
    }
    this.#toAlign -= segments;
    const [older, newer] = [a.map(segmentOf), b.map(segmentOf)];
    const { beads, moved } = withMoved(older, newer, align(older, newer));
    for (const _ of moved) this.#counting.add("moved");
    return [...beads, ...moved];
  }
}

/** By place in the new state, the passages that stand between the windows; null in these. */
function keptBetween(windows: readonly Hunk[], old: readonly Placed[], length: number): (Placed | null)[] {
  const found = new Array<Placed | null>(length).fill(null);
  let [i, j] = [0, 0];
  for (const { fromB, toA, toB } of [...windows, { fromB: length, toA: old.length, toB: length }]) {
    while (j < fromB) found[j++] = old[i++]!;
    [i, j] = [toA, toB];
  }
  return found;
}

/** A unit, and what tells whether another is equal. */
interface Standing {
  unit: Unit;
  same: string;
}

/** A passage where it stands, or, gone, behind which other it stood when it went. */
interface Placed {
  track: Track;
  same: string;
  after: Placed | null;
}

function sameIn({ same }: { same: string }): string {
  return same;
}

const WRITTEN = new WeakMap<RenderingJson, string>();

function sameOf({ kind, level, rendering }: Unit): string {
  return rendering === null ? "" : `${kind === "heading" ? level : ""} ${writtenOf(rendering)}`;
}

/** Renderings are never changed, so that the same one, read again, need not be written out again. */
function writtenOf(rendering: RenderingJson): string {
  let written = WRITTEN.get(rendering);
  if (written === undefined) WRITTEN.set(rendering, (written = JSON.stringify(rendering)));
  return written;
}

function reworded({ wordings, unit: { rendering } }: Track, change: Change): void {
  const last = wordings.at(-1);
  if (rendering === null || (last && writtenOf(last.rendering) === writtenOf(rendering))) return;
  wordings.push({ rendering, change });
}

function segmentOf({ kind, level, rendering }: Unit): { kind: string; text: string } {
  return { kind: kind === "heading" ? `${HEADING} ${level}` : kind, text: rendering ? textOf(rendering) : "" };
}

function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}

function indexesBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** Of passages that were split or merged, those that are most alike go on; of the others is begun anew, or there is an end. */
function likest(
  olds: readonly Placed[],
  news: readonly number[],
  now: readonly Standing[],
): { placed: Placed; at: number }[] {
  if (olds.length === 1 && news.length === 1) return [{ placed: olds[0]!, at: news[0]! }];
  const ofNews = new Map(news.map((at) => [at, bagOf(now[at]!.unit)]));
  const pairs = olds.flatMap((placed) => {
    const bag = bagOf(placed.track.unit);
    return news.map((at) => ({ placed, at, shared: sharedBy(bag, ofNews.get(at)!) }));
  });
  pairs.sort((x, y) => y.shared - x.shared);
  const taken = new Set<Placed | number>();
  return pairs.filter(({ placed, at }) => {
    if (taken.has(placed) || taken.has(at)) return false;
    taken.add(placed).add(at);
    return true;
  });
}

function bagOf(unit: Unit): Set<string> {
  const { text } = segmentOf(unit);
  return new Set(words(text).map(({ from, to }) => text.slice(from, to).toLowerCase()));
}

function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size);
}
