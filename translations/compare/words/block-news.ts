/** What a change makes of the blocks that begin in it: made verse, now begins a paragraph, made a quotation. */
import type { Block } from "../../text/layout.ts";
import { firstWhere } from "../../text/search.ts";
import type { Change } from "../change.ts";

/** A text and its blocks, in order. */
export interface Blocks {
  text: string;
  blocks: readonly Pick<Block, "from" | "to" | "type">[];
}

/** What a block is. A list's items are paragraphs with a marker. */
export type BlockKind = "paragraph" | "list-item" | "verse-line" | "heading";

/** A block as it is told of; `level` of a heading, of others 0. */
export interface ToldBlock {
  kind: BlockKind | "stanza";
  level: number;
}

/** What became of the block that words begin, or, after `is`, which one words begin that were put in. */
export type BlockNews =
  | { news: "made" | "begins" | "is"; block: ToldBlock; inQuotation: boolean }
  | { news: "begins-no-more"; block: ToldBlock }
  /** It stands in a quotation, in a further one, in none, in one less. */
  | { news: "quoted" | "quoted-further" | "unquoted" | "unquoted-once" }
  /** Nothing a reader could name: another number or depth in its list, other white space before it. */
  | { news: "placed-otherwise" | "spaced-otherwise" };

/** The block in which the first word of a stretch stands. */
export interface Place {
  /** Offsets of its words; equal where there is no such block. */
  from: number;
  to: number;
  /** True if its words begin in the stretch. */
  begins: boolean;
  kind: BlockKind;
  /** Of a heading; else 0. */
  level: number;
  /** How many quotations are around it, and around the block before it. */
  depth: number;
  depthBefore: number;
  /** What parts it from the block before it, its signs with it. */
  gap: string;
}

/** Where the words from `from` on stand. */
export function placeIn(side: Blocks, from: number): Place {
  const { blocks } = side;
  const index = firstWhere(blocks, (block) => block.to > from);
  const block = blocks[index];
  const gap = gapBefore(side, index);
  return {
    from: block?.from ?? from,
    to: block?.to ?? from,
    begins: block !== undefined && block.from >= from,
    kind: block ? kindOf(block.type, gap) : "paragraph",
    level: block?.type === "heading" ? /#*(?= $)/.exec(gap)![0].length : 0,
    depth: quotationsIn(gap),
    depthBefore: index > 0 ? quotationsIn(gapBefore(side, index - 1)) : 0,
    gap,
  };
}

function gapBefore({ text, blocks }: Blocks, index: number): string {
  return text.slice(blocks[index - 1]?.to ?? 0, blocks[index]?.from ?? 0);
}

function kindOf(type: Block["type"], gap: string): BlockKind {
  if (type === "verse_line") return "verse-line";
  if (type === "heading") return "heading";
  return /(?:- |\d\. )\\?$/.test(gap) ? "list-item" : "paragraph";
}

/** In how many quotations the block stands to which a gap leads. */
function quotationsIn(gap: string): number {
  return gap.slice(gap.lastIndexOf("\n") + 1).split(">").length - 1;
}

/** True if a block that was there before has come to be of another kind, or to stand in or out of a quotation. */
export function isRemade(was: Place, is: Place): boolean {
  return was.begins && is.begins && (!sameKind(was, is) || was.depth !== is.depth);
}

function sameKind(was: Place, is: Place): boolean {
  return was.kind === is.kind && was.level === is.level;
}

/** True if a block began there before, of the same kind, in as many quotations: words were put in at its beginning. */
export function beganSo(was: Place, is: Place): boolean {
  return was.begins && is.begins && !isRemade(was, is);
}

/** What became of the block in which the words of a change stand on both sides; nothing if it begins before them. */
export function blockNews(was: Place, is: Place): BlockNews[] {
  if (!was.begins && !is.begins) return [];
  if (isRemade(was, is)) return sameKind(was, is) ? depthNews(was, is) : withDepth("made", kindTold(is), was, is);
  if (!was.begins) return withDepth("begins", told(is), was, is);
  if (!is.begins) return [{ news: "begins-no-more", block: told(was) }];
  if (was.gap === is.gap) return [];
  if (is.kind === "list-item") return [{ news: "placed-otherwise" }];
  if (is.kind !== "verse-line" || beginsStanza(was) === beginsStanza(is)) return [{ news: "spaced-otherwise" }];
  const block: ToldBlock = { kind: "stanza", level: 0 };
  return [beginsStanza(is) ? { news: "begins", block, inQuotation: false } : { news: "begins-no-more", block }];
}

/** The same for words that were replaced, which stand in a place of their own. */
export function newsOfReplaced(was: Place, is: Place): BlockNews[] {
  return blockNews(was, is).filter(({ news }) => news !== "spaced-otherwise" && news !== "placed-otherwise");
}

/** What words that were put in are, if they begin a block that is no plain paragraph. */
export function newsOfInserted(is: Place): BlockNews[] {
  const inQuotation = is.depth > is.depthBefore;
  if (!is.begins || (is.kind === "paragraph" && !inQuotation)) return [];
  return [{ news: "is", block: told(is), inQuotation }];
}

function withDepth(news: "made" | "begins", block: ToldBlock, was: Place, is: Place): BlockNews[] {
  if (was.depth === 0 && is.depth > 0) return [{ news, block, inQuotation: true }];
  return [{ news, block, inQuotation: false }, ...depthNews(was, is)];
}

function depthNews(was: Place, is: Place): BlockNews[] {
  if (was.depth === is.depth) return [];
  if (is.depth > was.depth) return [{ news: was.depth === 0 ? "quoted" : "quoted-further" }];
  return [{ news: is.depth === 0 ? "unquoted" : "unquoted-once" }];
}

function kindTold({ kind, level }: Place): ToldBlock {
  return { kind, level };
}

/** A line of verse that an empty line parts from what is before it begins a stanza. */
function told(place: Place): ToldBlock {
  return place.kind === "verse-line" && beginsStanza(place) ? { kind: "stanza", level: 0 } : kindTold(place);
}

/** An empty line before it; the empty lines of a quotation bear its signs. */
function beginsStanza({ gap }: Place): boolean {
  return gap.replace(/> ?/g, "").includes("\n\n");
}

/** The first words of a change on both sides: where they stand. */
export function placesOf({ fromA, fromB }: Change, a: Blocks, b: Blocks): [was: Place, is: Place] {
  return [placeIn(a, fromA), placeIn(b, fromB)];
}
