/**
 * Where each word of a rendering stands in its text. One coordinate serves notes, changes and quotations:
 * an offset in UTF-16 code units into `layout(rendering).text`.
 *
 * The text of a rendering is its blocks in order, parted by an empty line; items of one list by a line end.
 * A block in a list begins with its marker (`- ` or `3. `) or, when it is not the first of its item, with as
 * many spaces; a nested list is indented by its parents' markers; a heading begins with `#` signs; a line of verse with
 * `| `, and lines of one stanza are parted by a line end. Every line of a quotation begins with `> `, the empty ones
 * between its blocks with `>`. A paragraph that begins like one of these, or with a backslash, has a backslash put
 * before it. Marks leave no trace.
 */
import type { Mark, Node } from "prosemirror-model";
import { firstWhere } from "./search.ts";

/** A stretch of text with the same marks: one text node. */
export interface Run {
  /** Offsets into the text; `to` is exclusive. */
  from: number;
  to: number;
  /** Where the text node begins, as a ProseMirror position. */
  pos: number;
  marks: readonly Mark[];
}

/** A paragraph, heading or line of verse: offsets of its words, without marker, and its ProseMirror start. */
export interface Block {
  from: number;
  to: number;
  pos: number;
  type: "paragraph" | "heading" | "verse_line";
  /** How many code units of its node stand before each of its words', and at last before their end; absent where as many do. */
  places?: readonly number[];
}

export interface Layout {
  text: string;
  runs: readonly Run[];
  blocks: readonly Block[];
}

/** A paragraph that starts like this would read as a list item, a heading, verse, a quotation or an escape. */
export const NEEDS_ESCAPE = /^(?:\\|- |\d{1,5}\. |#{1,6} |> |\| )/;

/**
 * The text of `rendering` and the place of every text node in it. The rendering need not be canonical: of a
 * draft in the middle of a sentence it gives the words as they stand.
 */
export function layout(rendering: Node): Layout {
  const pen = new Pen();
  pen.container(rendering, 0, "", "");
  return { text: pen.text, runs: pen.runs, blocks: pen.blocks };
}

class Pen {
  text = "";
  readonly runs: Run[] = [];
  readonly blocks: Block[] = [];

  /** Blocks under one parent; `first` is written before the first line, `rest` before each later block. */
  container(parent: Node, start: number, first: string, rest: string): void {
    parent.forEach((child, offset, index) => {
      if (index > 0) this.text += `\n${rest.trimEnd()}\n`;
      const lead = index === 0 ? first : rest;
      const inside = start + offset + 1;
      if (child.isTextblock) this.block(child, inside, lead);
      else if (child.type.name === "quotation") this.container(child, inside, `${lead}> `, `${rest}> `);
      else if (child.type.name === "verse") this.stanza(child, inside, lead, rest);
      else this.list(child, inside, lead, rest);
    });
  }

  private stanza(stanza: Node, start: number, first: string, rest: string): void {
    stanza.forEach((line, offset, index) => {
      if (index > 0) this.text += "\n";
      this.block(line, start + offset + 1, index === 0 ? first : rest);
    });
  }

  private list(list: Node, start: number, first: string, rest: string): void {
    list.forEach((item, offset, index) => {
      if (index > 0) this.text += "\n";
      const marker = list.type.name === "ordered_list" ? `${Number(list.attrs["start"]) + index}. ` : "- ";
      const lead = index === 0 ? first : rest;
      this.container(item, start + offset + 1, lead + marker, rest + " ".repeat(marker.length));
    });
  }

  private block(block: Node, start: number, lead: string): void {
    const type = block.type.name as Block["type"];
    this.text += lead;
    if (type === "heading") this.text += "#".repeat(Number(block.attrs["level"])) + " ";
    else if (type === "verse_line") this.text += "| ";
    else if (NEEDS_ESCAPE.test(block.textContent)) this.text += "\\";
    const from = this.text.length;
    block.forEach((child, offset) => {
      const at = this.text.length;
      this.text += child.text ?? "";
      this.runs.push({ from: at, to: this.text.length, pos: start + offset, marks: child.marks });
    });
    this.blocks.push({ from, to: this.text.length, pos: start, type });
  }
}

/**
 * The ProseMirror position of an offset into the text. An offset inside a marker or between blocks goes to the
 * nearest block end before it (`bias` −1) or start after it (`bias` 1).
 */
export function positionAt({ blocks }: Layout, offset: number, bias: -1 | 1 = 1): number {
  const inside = blocks.find((block) => block.from <= offset && offset <= block.to);
  if (inside) return placeIn(inside, offset);
  const before = blocks.findLast((block) => block.to < offset);
  const after = blocks.find((block) => block.from > offset);
  const block = bias < 0 ? (before ?? after) : (after ?? before);
  if (!block) return 1;
  return placeIn(block, block === before ? block.to : block.from);
}

/** The position of an offset into the words of a block. */
function placeIn({ from, pos, places }: Block, offset: number): number {
  return pos + (places ? places[offset - from]! : offset - from);
}

/** The offset into the text of a ProseMirror position; a position between blocks goes to the nearer edge after it. */
export function offsetAt({ blocks, text }: Layout, position: number): number {
  for (const block of blocks) {
    if (position < block.pos) return block.from;
    if (position <= placeIn(block, block.to)) return offsetIn(block, position);
  }
  return blocks.at(-1)?.to ?? text.length;
}

function offsetIn({ from, pos, places }: Block, position: number): number {
  return from + (places ? firstWhere(places, (place) => place >= position - pos) : position - pos);
}
