/** What a change makes of the blocks that begin in it: `made verse`, `now begins a paragraph`, `made a quotation`. */
import type { Block } from "../../text/layout.ts";
import { firstWhere } from "../../text/search.ts";
import type { Change } from "../change.ts";

/** A text and its blocks, in order. */
export interface Blocks {
  text: string;
  blocks: readonly Pick<Block, "from" | "to" | "type">[];
}

/** The block in which the first word of a stretch stands. */
export interface Place {
  /** Offsets of its words; equal where there is no such block. */
  from: number;
  to: number;
  /** True if its words begin in the stretch. */
  begins: boolean;
  kind: "paragraph" | "list item" | "line of verse" | `heading ${number}`;
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
    depth: quotationsIn(gap),
    depthBefore: index > 0 ? quotationsIn(gapBefore(side, index - 1)) : 0,
    gap,
  };
}

function gapBefore({ text, blocks }: Blocks, index: number): string {
  return text.slice(blocks[index - 1]?.to ?? 0, blocks[index]?.from ?? 0);
}

function kindOf(type: Block["type"], gap: string): Place["kind"] {
  if (type === "verse_line") return "line of verse";
  if (type === "heading") return `heading ${/#*(?= $)/.exec(gap)![0].length}`;
  return /(?:- |\d\. )\\?$/.test(gap) ? "list item" : "paragraph";
}

/** In how many quotations the block stands to which a gap leads. */
function quotationsIn(gap: string): number {
  return gap.slice(gap.lastIndexOf("\n") + 1).split(">").length - 1;
}

/** True if a block that was there before has come to be of another kind, or to stand in or out of a quotation. */
export function isRemade(was: Place, is: Place): boolean {
  return was.begins && is.begins && (was.kind !== is.kind || was.depth !== is.depth);
}

/** Words that stand for nothing a reader could name. */
export const OTHER_SPACE = "with other white space before it";
const OTHER_PLACE = "numbered or placed otherwise in its list";

/** What became of the block in which the words of a change stand on both sides; nothing if it begins before them. */
export function blockNews(was: Place, is: Place): string[] {
  if (!was.begins && !is.begins) return [];
  if (isRemade(was, is)) return remade(was, is);
  if (!was.begins) return withDepth(`now begins ${named(is)}`, was, is);
  if (!is.begins) return [`no longer begins ${named(was)}`];
  if (was.gap === is.gap) return [];
  if (is.kind === "list item") return [OTHER_PLACE];
  if (is.kind !== "line of verse" || beginsStanza(was) === beginsStanza(is)) return [OTHER_SPACE];
  return [beginsStanza(is) ? "now begins a stanza" : "no longer begins a stanza"];
}

/** The same for words that were replaced, which stand in a place of their own. */
export function newsOfReplaced(was: Place, is: Place): string[] {
  return blockNews(was, is).filter((news) => news !== OTHER_SPACE && news !== OTHER_PLACE);
}

/** What words that were put in are, if they begin a block that is no plain paragraph: `a list item`. */
export function newsOfInserted(is: Place): string[] {
  const quoted = is.depth > is.depthBefore;
  if (!is.begins || (is.kind === "paragraph" && !quoted)) return [];
  if (is.kind === "paragraph") return ["a quotation"];
  return [quoted ? `${named(is)} in a quotation` : named(is)];
}

function remade(was: Place, is: Place): string[] {
  if (was.kind === is.kind) return depthNews(was, is);
  const made = `made ${is.kind === "line of verse" ? "verse" : is.kind.startsWith("heading") ? is.kind : named(is)}`;
  return withDepth(made, was, is);
}

function withDepth(news: string, was: Place, is: Place): string[] {
  return was.depth === 0 && is.depth > 0 ? [`${news} in a quotation`] : [news, ...depthNews(was, is)];
}

function depthNews(was: Place, is: Place): string[] {
  if (was.depth === is.depth) return [];
  if (is.depth > was.depth) return [was.depth === 0 ? "made a quotation" : "put in a further quotation"];
  return [is.depth === 0 ? "no longer in a quotation" : "taken out of one of its quotations"];
}

/** With its article. */
function named(place: Place): string {
  return place.kind === "line of verse" && beginsStanza(place) ? "a stanza" : `a ${place.kind}`;
}

/** An empty line before it; the empty lines of a quotation bear its signs. */
function beginsStanza({ gap }: Place): boolean {
  return gap.replace(/> ?/g, "").includes("\n\n");
}

/** The first words of a change on both sides: where they stand. */
export function placesOf({ fromA, fromB }: Change, a: Blocks, b: Blocks): [was: Place, is: Place] {
  return [placeIn(a, fromA), placeIn(b, fromB)];
}
