/**
 * Two texts in one: the newer with the words of the older that it lost, block by block, as an inline comparison
 * prints them. Pure; how it looks stands in `Diff.tsx`.
 *
 * Newer blocks keep their places. An older block that is gone whole stands as a block of its own; words gone from
 * within a block stand where they stood. A break that came or went is shown as a pilcrow.
 */
import type { Block, Layout } from "../../translations/text/layout.ts";
import { firstWhere } from "../../translations/text/search.ts";
import type { ChangeSpan, Span } from "../rendering/overlay.ts";

/** Words of one side; or, with `glyph`, a sign in their place: the pilcrow of a break, a space. Offsets count in that side's text. */
export interface MergedPart extends Span {
  side: "older" | "newer";
  change: ChangeSpan | null;
  glyph: "¶" | " " | null;
}

export interface MergedBlock {
  type: Block["type"];
  /** A heading's level, else 0. */
  level: number;
  /** In how many quotations. */
  quoted: number;
  /** True if an empty line stands before it: a line of verse that is not apart goes on with its stanza. */
  apart: boolean;
  /** How deep in lists, 0 if not in one. */
  depth: number;
  /** "-" or "3.", null if the block has none of its own. */
  marker: string | null;
  markerChange: ChangeSpan | null;
  /** "kept" if any of its words, or its being a block, is. */
  state: "kept" | "inserted" | "deleted";
  parts: MergedPart[];
}

/** One change as both sides have it: a span of length 0 where a side has nothing. */
export interface TwoSided {
  older: ChangeSpan;
  newer: ChangeSpan;
  /** Spaces that parted words gone from their neighbours, where the newer text has none there. */
  gap: { before: string; after: string };
}

/** The merged blocks of `older` and `newer`, which differ by `changes` (in order, as `Change[]` is). */
export function merge(older: Layout, newer: Layout, changes: readonly TwoSided[]): MergedBlock[] {
  const page = new Page(older, newer);
  let at = 0;
  for (const change of changes) {
    page.write({ from: at, to: change.newer.from }, null);
    if (change.newer.side !== "reformatted") page.strike(change);
    page.write(change.newer, change.newer);
    at = change.newer.to;
  }
  page.write({ from: at, to: newer.text.length }, null);
  return page.finish();
}

class Page {
  private readonly blocks: MergedBlock[] = [];
  /** Parts that belong to the beginning of the next newer block. */
  private pending: MergedPart[] = [];
  /** The newer block being written. */
  private open: { block: Block; merged: MergedBlock } | null = null;
  private at = 0;

  constructor(
    private readonly older: Layout,
    private readonly newer: Layout,
  ) {}

  /** The newer text from `from` to `to`, kept or inserted by `change`. */
  write({ from, to }: Span, change: ChangeSpan | null): void {
    const { blocks } = this.newer;
    for (let at = firstWhere(blocks, (block) => block.to >= from); at < blocks.length; at++) {
      const block = blocks[at]!;
      if (block.from > to) break;
      const begins = block.from >= from && this.open?.block !== block && (block.from < to || block.from === block.to);
      if (begins) this.begin(block, { from, to }, change);
      const part = { from: Math.max(from, block.from), to: Math.min(to, block.to) };
      if (part.to > part.from) this.add({ ...part, side: "newer", change, glyph: null });
    }
    this.at = to;
  }

  private begin(block: Block, { from, to }: Span, change: ChangeSpan | null): void {
    const whole = change !== null && to >= block.to;
    if (change && !whole && from < block.from && this.open) this.open.merged.parts.push(pilcrow("newer", from, change));
    const merged = shape(this.newer, block, whole ? "inserted" : "kept");
    if (change && !whole && from < block.from) merged.markerChange = change;
    this.open = { block, merged };
    this.blocks.push(merged);
    merged.parts.push(...this.pending);
    this.pending = [];
  }

  /** Words go to the open block; after a deleted block has come between, to a continuation of it. */
  private add(part: MergedPart): void {
    if (!this.open) {
      this.pending.push(part);
      return;
    }
    if (this.blocks.at(-1) !== this.open.merged) {
      const merged: MergedBlock = { ...this.open.merged, apart: false, marker: null, markerChange: null, parts: [] };
      this.open = { block: this.open.block, merged };
      this.blocks.push(merged);
    }
    this.open.merged.parts.push(part);
  }

  /** The older words of `change`. */
  strike({ older, newer, gap }: TwoSided): void {
    if (gap.before) this.space(older.from);
    this.strikeAll(older, newer);
    if (gap.after) this.space(older.to);
  }

  private space(at: number): void {
    this.add({ side: "older", from: at, to: at, change: null, glyph: " " });
  }

  private strikeAll(older: ChangeSpan, newer: Span): void {
    if (older.from === older.to) return;
    const touched = this.older.blocks.slice(
      firstWhere(this.older.blocks, (block) => block.to > older.from),
      firstWhere(this.older.blocks, (block) => block.from >= older.to),
    );
    const isWhole = (block: Block): boolean => older.from <= block.from && older.to >= block.to;
    const twoMeet = touched.length === 2 && !touched.some(isWhole);
    for (const [at, block] of touched.entries()) {
      // The break stands where it was, between the words that it parted.
      if (twoMeet && at === 1) this.add(pilcrow("older", touched[0]!.to, older));
      if (isWhole(block)) this.strikeBlock(block, older);
      else this.strikeWords(block, older, newer);
    }
    if (touched.length === 0) this.add(pilcrow("older", older.from, older));
  }

  private strikeBlock(block: Block, change: ChangeSpan): void {
    const merged = shape(this.older, block, "deleted");
    merged.parts.push({ from: block.from, to: block.to, side: "older", change, glyph: null });
    this.blocks.push(merged);
  }

  private strikeWords(block: Block, change: ChangeSpan, newer: Span): void {
    const part: MergedPart = {
      from: Math.max(change.from, block.from),
      to: Math.min(change.to, block.to),
      side: "older",
      change,
      glyph: null,
    };
    const startsBlock = part.from === block.from;
    const earliest = Math.max(this.at, newer.from);
    const next = this.newer.blocks[firstWhere(this.newer.blocks, ({ from }) => from >= earliest)];
    const beginsNext = next !== undefined && next.from <= newer.to;
    if (!this.open || this.at > this.open.block.to || (startsBlock && beginsNext)) this.pending.push(part);
    else this.add(part);
  }

  finish(): MergedBlock[] {
    const last = this.blocks.at(-1);
    if (this.pending.length > 0 && last) last.parts.push(...this.pending);
    return this.blocks;
  }
}

function pilcrow(side: MergedPart["side"], at: number, change: ChangeSpan): MergedPart {
  return { side, from: at, to: at, change, glyph: "¶" };
}

/** A block as it is shown, without its words yet. */
export function shape({ text }: Layout, block: Block, state: MergedBlock["state"]): MergedBlock {
  const start = text.lastIndexOf("\n", block.from - 1) + 1;
  const signs = /^(?:> )*/.exec(text.slice(start, block.from))![0];
  const lead = text.slice(start + signs.length, block.from);
  const marker = /(?:-|\d+\.) $/.exec(lead)?.[0].trim() ?? null;
  const indent = /^(?: |- |\d+\. )*/.exec(lead)![0].length;
  return {
    type: block.type,
    level: block.type === "heading" ? lead.replace(/[^#]/g, "").length : 0,
    quoted: signs.length / 2,
    apart: /^[> ]*$/.test(text.slice(text.lastIndexOf("\n", start - 2) + 1, Math.max(0, start - 1))),
    depth: Math.min(4, Math.ceil(indent / 3)),
    marker,
    markerChange: null,
    state,
    parts: [],
  };
}
