/**
 * A text that comes onto a work that is there: which of its passages are which of the work's, and what of them is new to a
 * translation. They are known by the ids that this program or a table gave them; the others by being laid beside those of the
 * work that are left, like an old translation and a new one.
 */
import { align, DOUBTFUL, HEADING, withMoved, type Segment } from "../align/align.ts";
import { currentVersion, type Version } from "../ledger/state.ts";
import { digestOfText } from "../text/digest.ts";
import type { BroughtPassage, BroughtVersion, Counts } from "./brought.ts";
import { segmentOf, textOf, versionsOf } from "./beside.ts";
import type { Piece } from "./pieces.ts";

/** A passage of the work, with words by which it is found: of the translation, of another, or its source's. */
export interface Known extends Pick<BroughtPassage, "id" | "kind" | "level"> {
  text: string;
}

/** What a file has for one passage of the work. */
export interface Placed {
  passage: string;
  versions: BroughtVersion[];
  /** How likely it belongs there, from 0 to 1; 1 where it says so itself. */
  confidence: number;
}

/** A file's passages where they belong. */
export interface Onto {
  /** In the order of the work. */
  placed: Placed[];
  /** Those that may not belong together, the least likely first. */
  doubts: Placed[];
  /** What of the file has no place in the work, by its words, and how often words are those of several passages: they stand with the first. */
  without: string[];
  counts: Counts;
}

/** Passages that are known by keys. What the work has not is without a place: a key is no accident. */
export function keyedOnto(known: readonly Known[], brought: readonly BroughtPassage[]): Onto {
  const byId = new Map(brought.map((passage) => [passage.id, passage]));
  const here = new Set(known.map(({ id }) => id));
  return ontoOf(
    known.flatMap(({ id }) => {
      const versions = byId.get(id)?.versions ?? [];
      return versions.length > 0 ? [{ passage: id, versions, confidence: 1 }] : [];
    }),
    brought.filter(({ id }) => !here.has(id)).map(({ locator }) => locator),
    0,
  );
}

/** Pieces of a text. Several that belong to one passage are one rendering of it. */
export function piecesOnto(known: readonly Known[], pieces: readonly Piece[]): Onto {
  const here = new Set(known.map(({ id }) => id));
  const own = new Map<string, Piece[]>();
  const loose: Piece[] = [];
  for (const piece of pieces) {
    if (piece.passage === null || !here.has(piece.passage)) loose.push(piece);
    else own.set(piece.passage, [...(own.get(piece.passage) ?? []), piece]);
  }
  const open = known.filter(({ id }) => !own.has(id));
  const laid = new Map<string, Placed>();
  const without: string[] = [];
  let spanning = 0;
  for (const { fromA, toA, fromB, toB, confidence } of besideEachOther(
    open.map(segmentOfKnown),
    loose.map(segmentOf),
  )) {
    const found = loose.slice(fromB, toB);
    if (fromA === toA) without.push(...found.map(({ rendering }) => textOf(rendering)));
    else if (found.length > 0) {
      if (toA - fromA > 1) spanning++;
      const { id } = open[fromA]!;
      laid.set(id, { passage: id, versions: versionsOf(found), confidence });
    }
  }
  const placed = known.flatMap(({ id }) => {
    const said = own.get(id);
    return said ? [{ passage: id, versions: versionsOf(said), confidence: 1 }] : (laid.get(id) ?? []);
  });
  return ontoOf(placed, without, spanning);
}

function ontoOf(placed: Placed[], without: string[], spanning: number): Onto {
  const doubts = placed.filter(({ confidence }) => confidence < DOUBTFUL);
  doubts.sort((x, y) => x.confidence - y.confidence);
  return {
    ...{ placed, doubts, without },
    counts: {
      ...(without.length > 0 && { "passages without a place": without.length }),
      ...(spanning > 0 && { "passages over several": spanning }),
    },
  };
}

/** Pairs, those that moved among them. */
function besideEachOther(a: readonly Segment[], b: readonly Segment[]) {
  if (a.length === 0 || b.length === 0)
    return [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length, confidence: 1 }].filter(({ toB }) => toB > 0);
  const { beads, moved } = withMoved(a, b, align(a, b));
  // What moved stands beside nothing in its order.
  const elsewhere = new Set(moved.map(({ fromB }) => fromB));
  return [...beads.filter(({ fromA, toA, fromB }) => fromA < toA || !elsewhere.has(fromB)), ...moved];
}

function segmentOfKnown({ kind, level, text }: Known): Segment {
  return { kind: kind === "heading" || kind === "part" ? `${HEADING} ${level}` : kind, text };
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
  const of = (id: string) => versions.filter((version) => (version.translation ?? own) === id);
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
