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
import type { NoteCheck } from "../ledger/note-checks.ts";
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
  /** What was said of it last since its words were gone, if that holds for this version; of what is retired, it is gone. */
  checked?: Pick<NoteCheck, "outcome" | "version" | "by" | "at" | "reason">;
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
  const check = checkOf(note, version, reading, line);
  if (check) return checked(note, version, reading, line, texts, check);
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

/** What was said last of a note on one of the versions that led to the one being read; undefined if that is nothing which counts. */
function checkOf(
  note: Note,
  { checks = [] }: Version,
  reading: Version,
  line: readonly HeldVersion[],
): NoteCheck | undefined {
  const isHere = (number: number): boolean => number === reading.number || line.some((each) => each.number === number);
  const last = checks.findLast(
    (each) => each.note === note.id && each.version <= reading.number && isHere(each.version),
  );
  if (!last || last.outcome === "open") return undefined;
  return last.outcome === "retired" || last.wording ? last : undefined;
}

/** A note as it was checked: on the words that were chosen then, as long as these stand. */
function checked(
  note: Note,
  { number: recorded }: Version,
  reading: Version,
  line: readonly HeldVersion[],
  texts: Texts,
  { outcome, version: on, wording, by, at, reason }: NoteCheck,
): StandingNote {
  const said = { outcome, version: on, by, at, reason };
  const words = note.target?.exact ?? note.lost;
  if (outcome === "retired" || !wording)
    return {
      note: { ...note, target: null, ...(words !== undefined && { lost: words }) },
      version: recorded,
      gone: true,
      checked: said,
    };
  const { lost: _, ...kept } = note;
  const put: Note = { ...kept, body: wording.body ?? note.body, target: wording.target };
  if (!wording.target) return { note: put, version: recorded, gone: false, checked: said };
  const { here, last } = along(
    wording.target,
    line.filter(({ number }) => number >= on),
    texts,
  );
  if (here) return { note: { ...put, target: here }, version: recorded, gone: false, checked: said };
  const retired = last === null ? undefined : line.find(({ number }) => number > last)?.number;
  const lost = { ...put, target: null, lost: wording.target.exact };
  return { note: lost, version: recorded, gone: true, ...(retired !== undefined && { retired }) };
}

/** A note whose words changed, with these and what stands there now. */
export interface NoteToCheck {
  standing: StandingNote;
  /** The last version that has its words; null where that can't be known. */
  last: number | null;
  /** In the version being read: what stands in the place of its words; null if nothing does, or that can't be known. */
  instead: Anchor | null;
}

/**
 * The notes that led to version `upTo`, are not on words of it, and wait for somebody to say what becomes of them; in the order of
 * {@link standingNotes}. Those of versions that it was not revised from are none of them.
 * @throws RangeError if there is no version `upTo`.
 */
export function notesToCheck(versions: readonly Version[], upTo: number): NoteToCheck[] {
  const before = ancestorsOf(versions, upTo);
  const texts = new Texts();
  return standingNotes(versions, upTo)
    .filter(({ gone, version, checked: said }) => gone && !said && before.has(version))
    .map((standing) => ({ standing, ...insteadOf(standing, versions, upTo, texts) }));
}

/** The numbers of the versions from which one was revised, itself among them. */
function ancestorsOf(versions: readonly Version[], upTo: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = versions.find(({ number }) => number === upTo); at && !found.has(at.number);) {
    found.add(at.number);
    const { base }: Version = at;
    at = versions.find(({ number }) => number === base);
  }
  return found;
}

/** Where the words of a note stood last, and what the revisions since put there. */
function insteadOf(
  { note, version }: StandingNote,
  versions: readonly Version[],
  upTo: number,
  texts: Texts,
): Omit<NoteToCheck, "standing"> {
  const reading = versions.find(({ number }) => number === upTo)!;
  const recorded = versions.find(({ number }) => number === version)!;
  const check = recorded.checks?.findLast((each) => each.note === note.id && each.version <= upTo);
  const anchor = check?.wording?.target ?? recorded.notes.find(({ id }) => id === note.id)?.target;
  const from = check?.wording ? check.version : version;
  const line = lineOf(reading, versions).filter(({ number }) => number >= from);
  if (!anchor || !isHeld(reading)) return { last: null, instead: null };
  const { seen } = along(anchor, line, texts);
  if (!seen) return { last: null, instead: null };
  const { changes } = texts.revision(seen.version, reading);
  const [start, end] = [mapOffset(changes, seen.anchor.start, -1), mapOffset(changes, seen.anchor.end, 1)];
  const text = texts.text(reading);
  return { last: seen.version.number, instead: start < end ? anchorAt(text, start, end) : null };
}

/**
 * Where the anchor's words stand at the end of the route, and the number of the last version on it that has them; each
 * step starts where they were last seen.
 */
function along(
  anchor: Anchor,
  route: readonly HeldVersion[],
  texts: Texts,
): { here: Anchor | null; last: number | null; seen: Seen | null } {
  let seen: Seen | null = null;
  let here: Anchor | null = null;
  for (const version of route) {
    here = seen ? step(seen, version, texts) : quoted(anchor, texts.cited(version));
    if (here) seen = { anchor: here, version };
  }
  return { here, last: seen?.version.number ?? null, seen };
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
