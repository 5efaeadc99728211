/**
 * Notes after their version: carried to later ones as long as their words stand, counted as gone when they don't.
 * Nothing is ever carried to a lookalike: words that stood elsewhere all along are not the note's, and words newly
 * written elsewhere are only if their surroundings came with them. What a draft does with its notes while people
 * type is the editor's affair; how a quotation is found in a text stands in `anchor.ts`.
 */
import { isEmpty, mapOffset, trimmed, type Change } from "../compare/change.ts";
import { diffRenderings, movedPairs } from "../compare/words/words.ts";
import { citedOf, type Cited } from "../ledger/cited.ts";
import type { Words } from "../ledger/events.ts";
import { isHeld, type HeldVersion, type Version } from "../ledger/state.ts";
import { renderingFromJson } from "../text/canonical.ts";
import { firstWhere } from "../text/search.ts";
import { anchorAt, choose, occurrences, resolve, type Occurrence } from "../notes/anchor.ts";
import type { Anchor, Note } from "../notes/note.ts";

/** A note as it stands with the version being read. */
export interface StandingNote {
  /**
   * The note; its `target` is an anchor into the text of the version being read. Null if the note speaks of the
   * whole, or if its words are not there: then `lost` quotes them.
   */
  note: Note;
  /** The version it was recorded with. */
  version: number;
  /** True if the note came with an earlier version and its words are not in this one. */
  gone: boolean;
  /** If they are gone: the first version in which they are no more. Not said where that can't be known. */
  retired?: number;
}

/**
 * `anchor`, made in `from`, as an anchor into `to`, where `changes` lead from the one text to the other. The words
 * are carried if they stand unchanged where the changes leave them; if they were moved, or a rewriting kept them,
 * they are looked for by their quotation. Null if they are gone, or can't be told from others like them.
 */
export function carry(anchor: Anchor, from: string, to: string, changes: readonly Change[]): Anchor | null {
  return carryAlong(anchor, revisionOf(from, to, changes));
}

/** A revision as all notes that are carried over it need it: worked out once. */
interface Revision {
  from: string;
  to: string;
  /** In order; of what is only set otherwise, just that. */
  changes: readonly Change[];
  /** The other end of each move, by its place in `changes`. */
  ends: () => ReadonlyMap<number, number>;
}

function revisionOf(from: string, to: string, all: readonly Change[]): Revision {
  const changes = all.flatMap((change) => (change.kind === "reformatted" ? onlyGaps(change, from, to) : [change]));
  let ends: ReadonlyMap<number, number> | null = null;
  return { from, to, changes, ends: () => (ends ??= movedPairs(changes, from, to)) };
}

function carryAlong(anchor: Anchor, revision: Revision): Anchor | null {
  const { from, to } = revision;
  const here = resolve(anchor, from);
  const there = here ? follow(anchorAt(from, here.start, here.end), revision) : resolve(anchor, to);
  return there && anchorAt(to, there.start, there.end);
}

/** Surroundings of so many code units, found once before and once after a revision, need no comparison to be the same. */
const SURE = 40;

interface Range {
  start: number;
  end: number;
}

function follow(anchor: Anchor, { to, changes, ends }: Revision): Range | null {
  const first = firstWhere(changes, ({ toA }) => toA > anchor.start);
  let last = first;
  while (last < changes.length && meets(anchor, changes[last]!.fromA, changes[last]!.toA)) last++;
  if (last === first) return kept(anchor, to, changes) ?? resolve(anchor, to);
  const touched = changes.slice(first, last);
  const elsewhere = touched.flatMap((_, index) => changes[ends().get(first + index) ?? -1] ?? []);
  return rewritten(anchor, to, [...touched, ...elsewhere], changes);
}

/** True if they share a letter, or if the empty one stands inside the other. */
function meets({ start, end }: Range, from: number, to: number): boolean {
  return from < end && start < to;
}

/**
 * What differs in reformatted words: nothing, or the white space and markers from the first that differ to the last.
 * " markets" set as "\n\nmarkets" leaves the word itself as it was.
 */
function onlyGaps(change: Change, from: string, to: string): Change[] {
  const gap = trimmed(change, from, to);
  return isEmpty(gap) ? [] : [{ ...change, ...gap }];
}

/** Beyond every change: where the changes before them shift them to. */
function kept({ exact, start }: Anchor, to: string, changes: readonly Change[]): Range | null {
  const at = mapOffset(changes, start, 1);
  return to.startsWith(exact, at) ? { start: at, end: at + exact.length } : null;
}

/**
 * In new words: those that stand `instead` of the old, or others if their surroundings tell that they came along.
 * Words that were there before, elsewhere, are not the anchor's.
 */
function rewritten(anchor: Anchor, to: string, instead: readonly Change[], changes: readonly Change[]): Range | null {
  const inAny = (place: Range): boolean => {
    const change = changes[firstWhere(changes, ({ toB }) => toB > place.start)];
    return change !== undefined && meets(place, change.fromB, change.toB);
  };
  const inNew = (place: Range): boolean => instead.some(({ fromB, toB }) => meets(place, fromB, toB));
  const ours = (place: Occurrence): boolean => inNew(place) || (place.telling && inAny(place));
  return choose(occurrences(anchor, to).filter(ours));
}

/**
 * The notes that stand with version `upTo`: its own, and those of all earlier versions, carried along the versions
 * it was revised from. A version that is not held is stepped over; a note on its words is looked for by quotation.
 * Words that come back after they were gone bring their note back. In the order of the text; then notes on the
 * whole, then those whose words are gone, each older first. The versions are a passage's, in any order.
 * @throws RangeError if there is no version `upTo`.
 */
export function standingNotes(versions: readonly Version[], upTo: number): StandingNote[] {
  const reading = versions.find(({ number }) => number === upTo);
  if (!reading) throw new RangeError(`standingNotes: there is no version ${upTo}`);
  const line = lineOf(reading, versions);
  const texts = new Texts();
  return versions
    .filter(({ number }) => number <= upTo)
    .sort((a, b) => a.number - b.number)
    .flatMap((version) => version.notes.map((note) => standing(note, version, reading, line, texts)))
    .sort(byPlace);
}

/** Words of a version, and what became of them since. */
export interface WordsSince {
  /** Where they stand in the version being read; null if they are not there. */
  here: Anchor | null;
  /** If not: the first version in which they are no more. Null where that can't be known. */
  changed: number | null;
}

/**
 * What became, up to version `upTo`, of words that were chosen in other versions, as of the words of notes: they are followed where
 * they move, never to a lookalike. In the order of `chosen`; null where nothing can be known: of words of a later version, or where one of the two is not held.
 * @throws RangeError if there is no version `upTo`.
 */
export function wordsSince(
  versions: readonly Version[],
  chosen: readonly { anchor: Anchor; version: number }[],
  upTo: number,
): (WordsSince | null)[] {
  const reading = versions.find(({ number }) => number === upTo);
  if (!reading) throw new RangeError(`wordsSince: there is no version ${upTo}`);
  const line = lineOf(reading, versions);
  const texts = new Texts();
  return chosen.map(({ anchor, version: number }) => {
    const version = versions.find((each) => each.number === number);
    if (!version || !isHeld(version) || !isHeld(reading) || number > upTo) return null;
    const route = line.filter((each) => each.number > number);
    const { here, last } = along(anchor, [version, ...route], texts);
    const changed = here || last === null ? null : (route.find((each) => each.number > last)?.number ?? null);
    return { here, changed };
  });
}

/** The held versions that led to `reading`, itself included, first to last. */
function lineOf(reading: Version, versions: readonly Version[]): HeldVersion[] {
  const line: HeldVersion[] = [];
  for (let at: Version | undefined = reading; at;) {
    if (isHeld(at)) line.unshift(at);
    const { base, number }: Version = at;
    at = base === null || base >= number ? undefined : versions.find((other) => other.number === base);
  }
  return line;
}

function standing(
  note: Note,
  version: Version,
  reading: Version,
  line: readonly HeldVersion[],
  texts: Texts,
): StandingNote {
  const earlier = version.number < reading.number;
  if (!note.target) return { note, version: version.number, gone: earlier && note.lost !== undefined };
  const route = line.filter(({ number }) => number > version.number);
  const { here: target, last } = isHeld(reading)
    ? along(note.target, isHeld(version) ? [version, ...route] : route, texts)
    : { here: null, last: null };
  const retired = target || last === null ? undefined : route.find(({ number }) => number > last)?.number;
  const placed = target ? { ...note, target } : { ...note, target, lost: note.target.exact };
  const gone = earlier && !target;
  return { note: placed, version: version.number, gone, ...(gone && retired !== undefined && { retired }) };
}

/**
 * Where the anchor's words stand at the end of the route, and the number of the last version on it that has them; each
 * step starts where they were last seen.
 */
function along(
  anchor: Anchor,
  route: readonly HeldVersion[],
  texts: Texts,
): { here: Anchor | null; last: number | null } {
  let seen: Seen | null = null;
  let here: Anchor | null = null;
  for (const version of route) {
    here = seen ? step(seen, version, texts) : quoted(anchor, texts.cited(version));
    if (here) seen = { anchor: here, version };
  }
  return { here, last: seen?.version.number ?? null };
}

interface Seen {
  anchor: Anchor;
  version: HeldVersion;
}

/** Spares the comparison where it can't matter: the words are nowhere, or once with all their surroundings. */
function step({ anchor, version }: Seen, next: HeldVersion, texts: Texts): Anchor | null {
  const [from, to] = [texts.text(version), texts.text(next)];
  if (!to.includes(anchor.exact)) return null;
  const { prefix, exact, suffix } = anchor;
  const surrounded = prefix + exact + suffix;
  if (
    prefix &&
    suffix &&
    surrounded.length - exact.length >= SURE &&
    isOnce(surrounded, from) &&
    isOnce(surrounded, to)
  ) {
    const start = to.indexOf(surrounded) + prefix.length;
    return anchorAt(to, start, start + exact.length);
  }
  return carryAlong(anchor, texts.revision(version, next));
}

function isOnce(words: string, text: string): boolean {
  const first = text.indexOf(words);
  return first >= 0 && text.indexOf(words, first + 1) < 0;
}

/** The anchor into the text as it is now, found in the one that was recorded. */
function quoted(anchor: Anchor, { text, canonical, toCanonical }: Cited): Anchor | null {
  const place = resolve(anchor, text);
  if (!place) return null;
  const { start, end } = toCanonical(place);
  return anchorAt(canonical, start, end);
}

/** The versions' texts and differences, each worked out once and only if asked for. */
class Texts {
  readonly #cited = new Map<number, Cited>();
  readonly #revisions = new Map<string, Revision>();

  cited({ number, words }: HeldVersion): Cited {
    return remembered(this.#cited, number, () => citedOf(words));
  }

  text(version: HeldVersion): string {
    return this.cited(version).canonical;
  }

  revision(from: HeldVersion, to: HeldVersion): Revision {
    return remembered(this.#revisions, `${from.number}..${to.number}`, () =>
      revisionOf(this.text(from), this.text(to), changesBetween(from.words, to.words)),
    );
  }
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, work: () => Value): Value {
  if (!known.has(key)) known.set(key, work());
  return known.get(key)!;
}

function changesBetween(from: Words, to: Words): readonly Change[] {
  return diffRenderings(renderingFromJson(from.rendering), renderingFromJson(to.rendering)).changes;
}

/** Notes with a place, then notes on the whole, then those whose words are gone. */
function rank({ note, gone }: StandingNote): number {
  if (gone) return 2;
  return note.target ? 0 : 1;
}

function byPlace(a: StandingNote, b: StandingNote): number {
  const [one, other] = [a.note.target, b.note.target];
  if (!one || !other) return rank(a) - rank(b);
  return one.start - other.start || one.end - other.end;
}
