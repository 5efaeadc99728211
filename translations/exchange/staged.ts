/**
 * A text and its source before anything of them is kept: read from files in blocks of pieces, which a store keeps and a page
 * shows a few of, laid beside each other, and made the passages of a work once somebody says so.
 */
import { pairsOf, type Pair } from "../align/align.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { beadsOf, segmentOf } from "./beside.ts";
import { passagesOfAll, type First, type Further } from "./columns.ts";
import { cutPieces, shown } from "./cutting.ts";
import { Counting, NotTaken, refuseTooMany, type BroughtPassage, type BroughtVersion, type Counts } from "./brought.ts";
import { withoutKept } from "./difference.ts";
import { doubtedByWords } from "./laid.ts";
import { FILE_LIMITS } from "./limits.ts";
import { piecesOnto, type Known } from "./onto.ts";
import type { Piece } from "./pieces.ts";
import type { FileRead, Question } from "./reading.ts";
import { supplyOf, type Standing, type Supply } from "./supplied.ts";
import type { RenderingJson } from "../text/schema.ts";
import { guessedLanguage, LOOKED_AT } from "../text/guess.ts";

/** So many pieces are a block. */
export const BLOCK = 100;

/** What a file says, as it is kept before it is a work. */
export interface Staged {
  /** What its file is called, or all of its files; "" if it was pasted. */
  name: string;
  /** Its pieces, each block JSON of a list of {@link Piece}. */
  blocks: string[];
  pieces: number;
  notTaken: Counts;
  questions: Question[];
  /** The title that it says it has, or its first words, if they are a heading, or "". */
  heading: string;
  /** As it says, or a guess: a tag (BCP 47). */
  language: string;
  /** Of a table that has both a source and renderings: its source, and how its rows lie. */
  table?: StagedTable;
  /** Of a table with further translations: each, called as its column is, and how it lies beside the first. */
  further?: (Staged & { pairs: Pair[] })[];
}

/** The source of a table, as its renderings are kept, and the pairs that its rows are. */
interface StagedTable extends Pick<Staged, "blocks" | "pieces" | "language"> {
  pairs: Pair[];
}

/** What was read of a text, or of a table. @throws NotTaken if it is more than may come at once. */
export function staged(name: string, read: FileRead): Staged {
  if (read.kind === "passages") return stagedTable(name, read);
  const { pieces, notTaken, questions, front } = read;
  if (pieces.length > FILE_LIMITS.passages)
    throw new NotTaken({ code: "too-many", of: "passages", found: pieces.length });
  const heading = front?.title ?? (pieces[0]?.kind === "heading" ? wordsOf(pieces[0]) : "");
  const language = front?.language ?? guessedLanguage(beginningOf(pieces));
  return { name, blocks: blocksOf(pieces), pieces: pieces.length, notTaken, questions, heading, language };
}

/** A table as it is kept: each row a pair. What it says of a version beside its words is not taken, and counted. */
function stagedTable(name: string, { passages, notTaken, questions }: FileRead & { kind: "passages" }): Staged {
  const counting = new Counting();
  counting.addAll(notTaken);
  const [source, renderings]: [Piece[], Piece[]] = [[], []];
  const pairs: Pair[] = [];
  const further = new Map<string, { pieces: Piece[]; pairs: Pair[] }>(
    passages.flatMap(({ versions }) => versions.flatMap(({ translation }) => (translation ? [[translation, { pieces: [], pairs: [] }]] : []))), // prettier-ignore
  );
  for (const { id, locator, kind, level, source: paragraphs, versions: all } of passages) {
    const versions = all.filter(({ translation }) => translation === undefined);
    const [fromA, fromB] = [source.length, renderings.length];
    const isHeading = kind === "heading" || kind === "part";
    const as = { kind: isHeading ? ("heading" as const) : ("paragraph" as const), level: isHeading ? level : 0 };
    source.push(...paragraphs.map((words) => ({ ...as, rendering: paragraphOf(words), passage: null })));
    const last = versions.at(-1);
    if (last?.rendering)
      renderings.push({ ...as, rendering: last.rendering, passage: id, locator, ...notesOfPiece(last, counting) });
    counting.add("earlier wordings", versions.length - 1);
    counting.add("people", versions.some(({ by }) => by.length > 0) ? 1 : 0);
    counting.add("dates", versions.some(({ date }) => date !== null) ? 1 : 0);
    counting.add("reasons", versions.some(({ rationale }) => rationale !== "") ? 1 : 0);
    pairs.push(...sure(fromA, source.length, fromB, renderings.length));
    for (const [called, { pieces, pairs: beside }] of further) {
      const own = all.filter(({ translation }) => translation === called);
      const other = own.at(-1);
      const before = pieces.length;
      counting.add("earlier wordings", own.length - 1);
      if (other?.rendering)
        pieces.push({ ...as, rendering: other.rendering, passage: null, ...notesOfPiece(other, counting) });
      beside.push(...sure(fromB, renderings.length, before, pieces.length));
    }
  }
  const kept = staged(name, { kind: "pieces", pieces: renderings, notTaken: counting.counts(), questions });
  const others = [...further].map(([called, { pieces, pairs: beside }]) => ({
    ...staged(called, { kind: "pieces", pieces, notTaken: {}, questions: [] }),
    pairs: beside,
  }));
  const all = { ...kept, ...(others.length > 0 && { further: others }) };
  if (source.length === 0) return all;
  const { blocks, pieces, language } = staged(name, { kind: "pieces", pieces: source, notTaken: {}, questions: [] });
  return { ...all, table: { blocks, pieces, language, pairs } };
}

/** Notes on words of a rendering; which source words a piece will stand beside is not known yet. */
function notesOfPiece({ notes }: BroughtVersion, counting: Counting): Pick<Piece, "notes"> {
  if (!notes) return {};
  counting.add("places of notes", notes.filter(({ source }) => source).length);
  return { notes: notes.map(({ source: _, ...note }) => note) };
}

/** What a row of a table has on both sides is a pair beyond doubt; none, if it has nothing. */
function sure(fromA: number, toA: number, fromB: number, toB: number): Pair[] {
  return toA > fromA || toB > fromB ? [{ fromA, toA, fromB, toB, confidence: 1, settled: false }] : [];
}

function paragraphOf(words: string): RenderingJson {
  return { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: words }] }] };
}

/** As many words as a language is guessed by. */
function beginningOf(pieces: readonly Piece[]): string {
  let text = "";
  for (let at = 0; at < pieces.length && text.length < LOOKED_AT; at++) text += `${wordsOf(pieces[at]!)}\n`;
  return text;
}

/** The pairs of a source (`a`) and its translation (`b`), either of which may have no blocks. */
export function pairsOfBlocks(a: readonly string[], b: readonly string[]): Pair[] {
  const [source, translation] = [piecesIn(a), piecesIn(b)];
  const pairs = doubtedByWords(
    pairsOf(beadsOf(translation, source)),
    source.map(segmentOf),
    translation.map(segmentOf),
  );
  // With nothing beside it no piece is doubtful.
  if (source.length > 0 && translation.length > 0) return pairs;
  return pairs.map((pair) => ({ ...pair, confidence: 1 }));
}

/** How a text in blocks lies on a work. */
export function supplyOfBlocks(
  blocks: readonly string[],
  standing: readonly Standing[],
  taken: readonly string[],
): Supply {
  return supplyOf(piecesIn(blocks), standing, taken);
}

/** A source and its first translation in blocks, as they lie; and a further translation, as it lies beside the first. */
export type FirstInBlocks = Pick<First, "lying"> & Record<"source" | "translation", readonly string[]>;
export type FurtherInBlocks = Omit<Further, "pieces"> & { blocks: readonly string[] };

/**
 * The passages that these texts are, once the steps by which they were mended have cut them.
 * @throws NotTaken if they are more than may be.
 */
export function passagesOfBlocks(first: FirstInBlocks, further: readonly FurtherInBlocks[] = []): BroughtPassage[] {
  const { lying } = first;
  const passages = passagesOfAll(
    {
      lying,
      source: cutPieces(piecesIn(first.source), lying.mends, "a"),
      translation: cutPieces(piecesIn(first.translation), lying.mends, "b"),
    },
    further.map(({ blocks, ...of }) => ({ ...of, pieces: cutPieces(piecesIn(blocks), of.lying.mends, "b") })),
  );
  refuseTooMany(passages);
  return passages;
}

/** What a revised file of a work says: of a table, how each passage is worded last. */
export function stagedAnew(name: string, read: FileRead): Staged {
  if (read.kind === "pieces") return staged(name, read);
  const { passages, notTaken, questions } = read;
  const counting = new Counting();
  counting.addAll(notTaken);
  const pieces = passages.flatMap(({ id, kind, level, versions }): Piece[] => {
    const stay = versions.filter(({ withdrawn }) => withdrawn === undefined);
    const last = stay.at(-1);
    if (!last?.rendering) return [];
    counting.add("earlier wordings", stay.length - 1);
    const as = kind === "paragraph" ? kind : "heading";
    return [{ kind: as, level, rendering: last.rendering, passage: id, ...notesOfPiece(last, counting) }];
  });
  if (pieces.length === 0) throw new NotTaken({ code: "empty" });
  return staged(name, { kind: "pieces", pieces, notTaken: counting.counts(), questions });
}

/** How a revised file in blocks lies on a work, without what is kept; each of the blocks that come of it is JSON of a list of groups. */
export interface LaidOnto {
  groups: string[];
  kept: number;
  counts: Counts;
}

/** @param known the passages of the work, each of the blocks JSON of a list of {@link Known}. */
export function ontoOfBlocks(blocks: readonly string[], known: readonly string[]): LaidOnto {
  const here = known.flatMap((block) => JSON.parse(block) as Known[]);
  const { groups: all, counts } = piecesOnto(here, piecesIn(blocks));
  const { groups, kept } = withoutKept(all, here);
  return { groups: blocksOf(groups), kept, counts };
}

/** The words of a piece, as a page shows them. */
export function wordsOf({ rendering }: Piece): string {
  return shown(canonicalText(renderingFromJson(rendering)));
}

/** Pieces, or what else is kept so, in blocks of so many. */
export function blocksOf(all: readonly unknown[], most = BLOCK): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < all.length; at += most) blocks.push(JSON.stringify(all.slice(at, at + most)));
  return blocks;
}

function piecesIn(blocks: readonly string[]): Piece[] {
  return blocks.flatMap((block) => JSON.parse(block) as Piece[]);
}
