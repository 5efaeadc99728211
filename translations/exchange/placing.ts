/**
 * Which item, quotation and stanza the paragraphs of a Word file are in. Styles and numbers say it of each by itself; what follows
 * from that depends on which paragraphs stand before it, and those that were taken out, or not yet put in, don't count.
 */
import type { FlatBlock, Item } from "../text/flat-blocks.ts";

/** A paragraph's number, as its list has it. */
export interface Numbering {
  /** Lists of one name count on together. */
  name: string;
  ordered: boolean;
  /** From 0, lists around this one. */
  depth: number;
  /** What the list begins with. */
  start: number;
}

/** What a paragraph says of its place by itself. */
export interface Placing {
  numbering: Numbering | null;
  /** Of a later paragraph of an item, how deep that is. */
  continues: number | null;
  quotations: number;
  isVerse: boolean;
}

type Place = Pick<FlatBlock, "item" | "quotations" | "stanza">;

/** Places of the paragraphs that stand, asked for one after another. */
export class Places {
  readonly #last = new Map<string, number[]>();
  #open: Item[] = [];
  #quotations: string[] = [];
  #stanza = 0;
  #next = 0;

  /** @param isEmpty true of a paragraph without words: it parts what is around it. */
  of({ numbering, continues, quotations, isVerse }: Placing, isEmpty: boolean): Place {
    this.#quotations = this.#quotations.slice(0, quotations);
    while (this.#quotations.length < quotations && !isEmpty) this.#quotations.push(`${++this.#next}`);
    if (!isVerse || isEmpty) this.#stanza++;
    const around = [...this.#quotations];
    return { item: this.#itemOf(numbering, continues), quotations: around, stanza: isVerse ? this.#stanza : null };
  }

  #itemOf(numbering: Numbering | null, continues: number | null): Item | null {
    if (numbering) return this.#itemAt(numbering);
    this.#open = continues === null ? [] : this.#open.slice(0, continues + 1);
    return continues === null ? null : (this.#open[continues] ?? null);
  }

  #itemAt(numbering: Numbering): Item {
    const item = this.#counted(numbering);
    this.#open = this.#open.slice(0, item.depth);
    this.#open[item.depth] = item;
    return item;
  }

  #counted({ name, ordered, depth, start }: Numbering): Item {
    const last = this.#last.get(name) ?? [];
    this.#last.set(name, last);
    last.length = Math.min(last.length, depth + 1);
    const number = (last[depth] ?? start - 1) + 1;
    last[depth] = number;
    return { list: `list ${name} ${depth}`, ordered, depth, number: ordered ? number : null };
  }
}
