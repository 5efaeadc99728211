/**
 * What the paragraphs of a Word file are besides their words: how a rendering's headings, verse, quotations and lists lie one
 * behind another, and by the names of which styles they are known again, in whatever program a file was meanwhile.
 */
import type { Node } from "prosemirror-model";
import { layout, type Layout, type Run } from "../text/layout.ts";

/** What a style says. */
export interface Shape {
  /** `continued`: a later paragraph of an item. `parting`: empty, between two quotations or two stanzas. */
  kind: "paragraph" | "heading" | "verse" | "item" | "continued" | "parting";
  /** Of a heading, from 1; of an item and what continues it, how many lists are around its own. */
  level: number;
  /** How many quotations are around it. */
  quotations: number;
}

/** A list of a rendering; its items share the one object. */
export interface List {
  ordered: boolean;
  start: number;
}

/** A paragraph of a rendering. Offsets count in the rendering's text; a parting stands where the next one begins. */
export interface Line {
  shape: Shape;
  list: List | null;
  from: number;
  to: number;
}

/** A rendering as lines, with its text and what is marked in it. */
export interface Lined {
  text: string;
  lines: readonly Line[];
  runs: readonly Run[];
}

/** So many lists within each other a Word file can number. */
export const MOST_LEVELS = 9;

/** The lines of a rendering in canonical form. */
export function linedOf(rendering: Node): Lined {
  const laid = layout(rendering);
  return { text: laid.text, runs: laid.runs, lines: new Lining(laid).of(rendering) };
}

class Lining {
  readonly #layout: Layout;
  readonly #lines: Line[] = [];
  #next = 0;

  constructor(laid: Layout) {
    this.#layout = laid;
  }

  of(rendering: Node): Line[] {
    this.#blocks(rendering, 0);
    return this.#lines;
  }

  #blocks(parent: Node, quotations: number): void {
    parent.children.forEach((block, index) => {
      const before = parent.children[index - 1]?.type.name;
      if (before === block.type.name && (before === "quotation" || before === "verse")) this.#parting(quotations);
      if (block.type.name === "quotation") this.#blocks(block, quotations + 1);
      else if (block.type.name === "verse") block.forEach(() => this.#line({ kind: "verse", level: 0, quotations }));
      else if (block.type.name === "heading")
        this.#line({ kind: "heading", level: Number(block.attrs["level"]), quotations });
      else if (block.type.name === "paragraph") this.#line({ kind: "paragraph", level: 0, quotations });
      else this.#list(block, 0, quotations);
    });
  }

  #list(block: Node, depth: number, quotations: number): void {
    const list = { ordered: block.type.name === "ordered_list", start: Number(block.attrs["start"] ?? 1) };
    const level = Math.min(depth, MOST_LEVELS - 1);
    block.forEach((item) =>
      item.children.forEach((inner, index) => {
        if (index === 0) this.#line({ kind: "item", level, quotations }, list);
        else if (inner.isTextblock) this.#line({ kind: "continued", level, quotations }, list);
        else this.#list(inner, depth + 1, quotations);
      }),
    );
  }

  #line(shape: Shape, list: List | null = null): void {
    const { from, to } = this.#layout.blocks[this.#next++]!;
    this.#lines.push({ shape, list, from, to });
  }

  #parting(quotations: number): void {
    const at = this.#layout.blocks[this.#next]!.from;
    this.#lines.push({ shape: { kind: "parting", level: 0, quotations }, list: null, from: at, to: at });
  }
}

/** The name of a shape's style; "" for the usual one. */
export function styleNameOf({ kind, level, quotations }: Shape): string {
  const quote = quotations === 0 ? "" : quotations === 1 ? "Quote" : `Quote ${quotations}`;
  const own = {
    ...{ paragraph: "", parting: "", verse: "Verse", heading: `heading ${level}` },
    ...{ item: "List Paragraph", continued: level === 0 ? "List Continue" : `List Continue ${level + 1}` },
  }[kind];
  return [quote, own].filter((part) => part !== "").join(" ");
}

const STYLE =
  /^(?:(quote)(?: (\d{1,2}))?)?(?:(?:^| )(?:(verse)|heading ([1-6])|(list paragraph)|list continue(?: (\d))?))?$/i;

/** What a style's name says that {@link styleNameOf} may have written; null if it says nothing of this kind. */
export function shapeByStyle(name: string): Shape | null {
  const found = name === "" ? null : STYLE.exec(name);
  if (!found) return null;
  const [, quote, quotes = "1", verse, heading, item, continued = "1"] = found;
  const quotations = quote === undefined ? 0 : Math.max(1, Number(quotes));
  if (verse !== undefined) return { kind: "verse", level: 0, quotations };
  if (heading !== undefined) return { kind: "heading", level: Number(heading), quotations };
  if (item !== undefined) return { kind: "item", level: 0, quotations };
  if (/continue/i.test(name)) return { kind: "continued", level: Math.max(1, Number(continued)) - 1, quotations };
  return { kind: "paragraph", level: 0, quotations };
}
