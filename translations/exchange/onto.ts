/**
 * A text that comes onto a work that is there: which of its passages are which of the work's, and what of them is new to a
 * translation. They are known by the ids that this program or a table gave them; the others by being laid beside those of the
 * work that are left, like an old translation and a new one.
 */
import { DOUBTFUL, type Segment } from "../align/align.ts";
import { currentVersion, isWithdrawn, type Version } from "../ledger/state.ts";
import { digestOfText } from "../text/digest.ts";
import type { RenderingJson } from "../text/schema.ts";
import { heaviestRising } from "../text/search.ts";
import type { BroughtPassage, BroughtVersion, Counts } from "./brought.ts";
import { alignedAs, segmentOf, textOf, versionsOf } from "./beside.ts";
import { cutBetween } from "./between.ts";
import { besideEachOther } from "./laid.ts";
import type { Piece } from "./pieces.ts";

/** A passage of the work, with words by which it is found: of the translation, of another, or its source's. */
export interface Known extends Pick<BroughtPassage, "id" | "kind" | "level"> {
  text: string;
  /** The words that the translation has, if it is asked whether they are kept. */
  rendering?: RenderingJson;
}

/** What a file has for one passage of the work. */
export interface Placed {
  passage: string;
  versions: BroughtVersion[];
  /** How likely it belongs there, from 0 to 1; 1 where it says so itself. */
  confidence: number;
}

/** `split`, `merged`: one passage stands in several pieces, several stand in one. `new`, `gone`: the one or the other has nothing of it. */
export type Shape = "one" | "split" | "merged" | "new" | "gone";

/** Passages of the work and pieces of a file that belong together. Each passage and each piece stands in exactly one group. */
export interface Group {
  shape: Shape;
  /** True if it stands elsewhere among the others than in the work. */
  moved: boolean;
  /** Ids, in the order of the work. */
  passages: string[];
  /** What it has for each of them; of what can't be cut between several, the first has all. */
  placed: Placed[];
  /** The words of its pieces, in the order of the file. */
  words: RenderingJson[];
}

/** A file's passages where they belong. */
export interface Onto {
  /** In the order of the work. */
  placed: Placed[];
  /** Those that may not belong together, the least likely first. */
  doubts: Placed[];
  /** What of the file has no place in the work, by its words. */
  without: string[];
  /** In the order of the file; what is gone, behind what it followed in the work. */
  groups: Group[];
  /** How much has no place, and how often words are those of several passages and stand with the first. */
  counts: Counts;
}

/** Passages with those of their versions alone that were not withdrawn: nobody withdraws anything of a work by a file. */
export function withoutWithdrawn(brought: readonly BroughtPassage[]): BroughtPassage[] {
  return brought.map((passage) => keeping(passage, ({ withdrawn }) => withdrawn === undefined));
}

/** A passage with some of its versions, renumbered; one that revises none of these revises none. */
function keeping(passage: BroughtPassage, isKept: (version: BroughtVersion) => boolean): BroughtPassage {
  const kept = passage.versions.flatMap((version, at) => (isKept(version) ? [at + 1] : []));
  const renumbered = (number: number | null) => kept.indexOf(number ?? 0) + 1 || null;
  const versions = kept.map((number) => {
    const version = passage.versions[number - 1]!;
    return { ...version, base: renumbered(version.base) };
  });
  return { ...passage, versions, current: Math.min(passage.current, versions.length) };
}

/**
 * Of passages that say which translation their versions are of, those of one of them; where none is said to be of it, all as they
 * come. What revises a version of another translation revises none of these.
 * @param isOwn true if it is the work's own, which versions of it do not name.
 */
export function onlyOf(brought: readonly BroughtPassage[], translation: string, isOwn: boolean): BroughtPassage[] {
  const isOf = (version: BroughtVersion) =>
    version.translation === undefined ? isOwn : version.translation === translation;
  const all = brought.flatMap(({ versions }) => versions);
  if (!all.some(isOf) || all.every(isOf)) return [...brought];
  return brought.map((passage) => keeping(passage, isOf));
}

/** Passages that are known by keys. What the work has not is without a place: a key is no accident. */
export function keyedOnto(known: readonly Known[], brought: readonly BroughtPassage[]): Onto {
  const here = new Map(known.map((each, at) => [each.id, at]));
  const laid = brought.flatMap(({ id, locator, versions }, at): Laid[] => {
    const passage = here.get(id);
    if (passage === undefined) return [newAt(at, lastWords(versions), locator)];
    if (versions.length === 0) return [];
    const placed = [{ passage: id, versions, confidence: 1 }];
    return [{ shape: "one", at, passages: [passage], placed, words: lastWords(versions) }];
  });
  return ontoOf(known, laid);
}

function lastWords(versions: readonly BroughtVersion[]): RenderingJson[] {
  const rendering = versions.at(-1)?.rendering;
  return rendering ? [rendering] : [];
}

/** Pieces of a text. Several that belong to one passage are one rendering of it; one that belongs to several is cut between them. */
export function piecesOnto(known: readonly Known[], pieces: readonly Piece[]): Onto {
  const here = new Map(known.map(({ id }, at) => [id, at]));
  const own = new Map<number, number[]>();
  const loose: number[] = [];
  pieces.forEach(({ passage }, at) => {
    const known = here.get(passage ?? "");
    if (known === undefined) loose.push(at);
    else own.set(known, [...(own.get(known) ?? []), at]);
  });
  const laid = [...own].map(([passage, found]) => laidAs(known, pieces, [passage], found, 1));
  const open = [...known.keys()].filter((at) => !own.has(at));
  for (const { a, b, confidence } of besideEachOther(
    open.map((at) => segmentOfKnown(known[at]!)),
    loose.map((at) => segmentOf(pieces[at]!)),
  )) {
    const [passages, found] = [a.map((at) => open[at]!), b.map((at) => loose[at]!)];
    // Two beside two are two that have changed words.
    if (passages.length === found.length)
      passages.forEach((passage, at) => laid.push(laidAs(known, pieces, [passage], [found[at]!], confidence)));
    else if (passages.length > 0) laid.push(laidAs(known, pieces, passages, found, confidence));
    else for (const at of found) laid.push(laidAs(known, pieces, [], [at], confidence));
  }
  return ontoOf(known, laid);
}

/** A group before it is known where it stands among the others: passages by their place, and the place of its first piece. */
interface Laid extends Omit<Group, "passages" | "moved"> {
  passages: number[];
  at: number;
  /** What it is called, if it has no place. */
  called?: string;
}

/** What has no place in the work. */
function newAt(at: number, words: RenderingJson[], called?: string): Laid {
  return { shape: "new", passages: [], placed: [], at, words, ...(called !== undefined && { called }) };
}

function laidAs(
  known: readonly Known[],
  pieces: readonly Piece[],
  passages: number[],
  found: readonly number[],
  confidence: number,
): Laid {
  const [at, own] = [found[0]!, found.map((each) => pieces[each]!)];
  const words = own.map(({ rendering }) => rendering);
  const [first, ...others] = passages.map((passage) => known[passage]!);
  if (!first) return newAt(at, words);
  if (others.length === 0) {
    const shape = own.length > first.text.split(/\n+/).length ? "split" : "one";
    return { shape, passages, placed: [{ passage: first.id, versions: versionsOf(own), confidence }], at, words };
  }
  const texts = [first, ...others].map(({ text }) => text);
  const parts = own.length === 1 ? cutBetween(own[0]!, texts) : null;
  const placed = parts
    ? parts.map((part, index) => ({ passage: known[passages[index]!]!.id, versions: versionsOf([part]), confidence }))
    : [{ passage: first.id, versions: versionsOf(own), confidence }];
  return { shape: "merged", passages, placed, at, words };
}

function ontoOf(known: readonly Known[], laid: readonly Laid[]): Onto {
  const inOrder = [...laid].sort((x, y) => x.at - y.at);
  const [places, without] = [new Map<string, number>(known.map(({ id }, at) => [id, at])), [] as string[]];
  for (const { passages, called, words } of inOrder)
    if (passages.length === 0) without.push(called ?? words.map(textOf).join("\n\n"));
  const placed = inOrder.flatMap((each) => each.placed);
  placed.sort((x, y) => places.get(x.passage)! - places.get(y.passage)!);
  const doubts = placed.filter(({ confidence }) => confidence < DOUBTFUL);
  doubts.sort((x, y) => x.confidence - y.confidence);
  const spanning = laid.filter((each) => each.placed.length < each.passages.length).length;
  return {
    ...{ placed, doubts, without, groups: groupsOf(known, inOrder) },
    counts: {
      ...(without.length > 0 && { "passages without a place": without.length }),
      ...(spanning > 0 && { "passages over several": spanning }),
    },
  };
}

/** The groups in the order of the file, with those that are gone behind what they followed in the work. */
function groupsOf(known: readonly Known[], laid: readonly Laid[]): Group[] {
  const there = laid.filter(({ passages }) => passages.length > 0);
  const rising = heaviestRising(
    there.map(({ passages }) => passages[0]!),
    there.map(({ passages }) => passages.reduce((sum, at) => sum + known[at]!.text.length, 1)),
  );
  const inPlace = new Set(rising.map((index) => there[index]!));
  const holder = new Map(there.flatMap((each) => each.passages.map((at) => [at, each] as const)));
  const [gone, first] = [new Map<Laid | null, Group[]>(), [] as Group[]];
  gone.set(null, first);
  let behind: Laid | null = null;
  known.forEach(({ id }, at) => {
    const holding = holder.get(at);
    if (holding) behind = inPlace.has(holding) ? holding : behind;
    else {
      const group: Group = { shape: "gone", moved: false, passages: [id], placed: [], words: [] };
      const others = gone.get(behind);
      if (others) others.push(group);
      else gone.set(behind, [group]);
    }
  });
  return [
    ...first,
    ...laid.flatMap((each) => [
      {
        ...{ shape: each.shape, moved: each.passages.length > 0 && !inPlace.has(each) },
        ...{ passages: each.passages.map((at) => known[at]!.id), placed: each.placed, words: each.words },
      },
      ...(gone.get(each) ?? []),
    ]),
  ];
}

function segmentOfKnown({ id, kind, level, text }: Known): Segment {
  return { kind: alignedAs({ kind: kind === "part" ? "heading" : kind, level, passage: id }), text };
}

/** What a translation gains in a passage: the versions that it does not have yet, each with what it revises and whether it stands. */
export interface Gained {
  version: BroughtVersion;
  /** Its number in the passage. */
  number: number;
  madeCurrent: boolean;
}

/**
 * Which versions of a file are new to a passage. The file's first ones may be those that the translation has; a single one is new
 * if it is not how the translation reads there now.
 * @param versions all that the passage has.
 * @param translation whose the new ones are; `own`: the work's own, which versions belong to that name none.
 * @param revises the translation that a first one is revised from; null: none.
 */
export function gainedBy(
  versions: readonly Version[],
  brought: readonly BroughtVersion[],
  { translation, own, revises }: { translation: string; own: string; revises: string | null },
): Gained[] {
  const of = (id: string) => versions.filter((version) => (version.translation ?? own) === id && !isWithdrawn(version));
  const had = of(translation);
  const news = brought.slice(sharedBy(had, brought));
  const latest = had.at(-1) ?? (revises === null ? undefined : of(revises).at(-1));
  const standing = currentVersion({ versions });
  const stands = !standing || standing.number === had.at(-1)?.number;
  const skipped = brought.length - news.length;
  return news.map((version, index) => ({
    version: {
      ...version,
      base:
        version.base === null || version.base <= skipped
          ? (latest?.number ?? null)
          : versions.length + version.base - skipped,
    },
    number: versions.length + index + 1,
    madeCurrent: stands,
  }));
}

/** How many of a file's first versions a translation has. */
function sharedBy(had: readonly Version[], brought: readonly BroughtVersion[]): number {
  const [mine, theirs] = [had.map(({ words }) => words?.digest ?? null), brought.map(digestOf)];
  if (
    theirs.length <= mine.length &&
    theirs.every((digest, index) => digest === mine[mine.length - theirs.length + index])
  )
    return theirs.length;
  return mine.every((digest, index) => digest === theirs[index]) ? mine.length : 0;
}

function digestOf({ rendering }: BroughtVersion): string | null {
  return rendering && digestOfText(textOf(rendering));
}
