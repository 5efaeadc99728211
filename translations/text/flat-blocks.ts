/**
 * Blocks as other programs have them, one behind another, put together as quotations, stanzas and nested lists: of what is
 * pasted, and of files.
 */
import { Fragment, type Node as Block } from "prosemirror-model";
import { schema } from "./schema.ts";

/** An item of a list. Its blocks share the one object. */
export interface Item {
  /** Items of one list have the same name for it. */
  list: string;
  ordered: boolean;
  /** From 0, lists around this one. */
  depth: number;
  /** The number it bears, if it says so. */
  number: number | null;
}
/** A paragraph, a line of verse, or a heading of this level, by itself or in an item. */
export interface FlatBlock<Words = readonly Block[]> {
  level: number | null;
  item: Item | null;
  words: Words;
  /** Names of the quotations around it, from the outermost. */
  quotations: readonly string[];
  /** Lines of one stanza have the same number. */
  stanza: number | null;
}

/** A list while its items come in. */
interface OpenList {
  name: string;
  ordered: boolean;
  start: number;
  items: OpenItem[];
}

interface OpenItem {
  item: Item;
  blocks: (Block | OpenList)[];
}

/** Blocks in a row, those of a quotation in it and lines in their stanza. `depth`: how many quotations are around. */
export function assembled(blocks: readonly FlatBlock[], depth = 0): Block[] {
  const out: Block[] = [];
  for (let from = 0; from < blocks.length;) {
    const { quotations, stanza } = blocks[from]!;
    let to = from + 1;
    while (to < blocks.length && isTogether(blocks[from]!, blocks[to]!, depth)) to++;
    const run = blocks.slice(from, to);
    if (quotations.length > depth) out.push(schema.nodes.quotation.create(null, assembled(run, depth + 1)));
    else if (stanza !== null) out.push(schema.nodes.verse.create(null, run.map(verseLine)));
    else out.push(...inLists(run));
    from = to;
  }
  return out;
}

function isTogether(a: FlatBlock, b: FlatBlock, depth: number): boolean {
  if (a.quotations[depth] !== b.quotations[depth]) return false;
  return a.quotations.length > depth || a.stanza === b.stanza;
}

function verseLine({ words }: FlatBlock): Block {
  return schema.nodes.verse_line.create(null, words);
}

/** Blocks in a row as nested lists; an item without one around it stands as far out as it must. */
function inLists(blocks: readonly FlatBlock[]): Block[] {
  const top: (Block | OpenList)[] = [];
  let open: OpenItem[] = [];
  for (const { level, item, words } of blocks) {
    const node = level === null ? paragraph(words) : schema.nodes.heading.create({ level }, words);
    if (!item) {
      open = [];
      top.push(node);
      continue;
    }
    const known = open.findIndex((one) => one.item === item);
    if (known >= 0) {
      open = open.slice(0, known + 1);
      open[known]!.blocks.push(node);
      continue;
    }
    open = open.slice(0, item.depth);
    const home = open.at(-1)?.blocks ?? top;
    const begun: OpenItem = { item, blocks: [node] };
    listFor(home, item).items.push(begun);
    open.push(begun);
  }
  return top.map(closed);
}

function paragraph(words: readonly Block[]): Block {
  return schema.nodes.paragraph.create(null, words);
}

/** The list that the item goes on with, or a new one; a number out of turn begins a new one. */
function listFor(home: (Block | OpenList)[], { list, ordered, number }: Item): OpenList {
  const last = home.at(-1);
  const inTurn = (open: OpenList): boolean => number === null || number === open.start + open.items.length;
  if (last && "items" in last && last.name === list && last.ordered === ordered && (!ordered || inTurn(last)))
    return last;
  const start = ordered && number !== null && number >= 0 && number <= 9_999 ? number : 1;
  const begun: OpenList = { name: list, ordered, start, items: [] };
  home.push(begun);
  return begun;
}

function closed(block: Block | OpenList): Block {
  if (!("items" in block)) return block;
  const items = block.items.map(({ blocks }) =>
    schema.nodes.list_item.create(null, Fragment.fromArray(blocks.map(closed))),
  );
  if (block.ordered) return schema.nodes.ordered_list.create({ start: block.start }, items);
  return schema.nodes.bullet_list.create(null, items);
}
