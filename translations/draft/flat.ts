/**
 * A rendering as flat text: one Y.Text of letters and, before each block, a marker that says what the block is
 * (`places.ts`). Splitting, joining or listing a block touches its marker; every letter stays where it was typed.
 *
 * Whatever letters and markers stand in a text, and in whatever order, it reads as a rendering of the schema: letters
 * before the first marker are a paragraph, an embed that is no marker of ours begins one, marks that the schema does not
 * know are left out.
 */
import { Fragment, type Mark, type MarkType, type Node } from "prosemirror-model";
import * as Y from "yjs";
import { schema, type Rendering } from "../text/schema.ts";
import { lastWhere } from "../text/search.ts";
import { NOTHING, placeOf, saying, type Before, type Place } from "./places.ts";
import { readPieces, type Format, type MarkValue } from "./ytext.ts";

/** The one entry of a marker. */
const SAYS = "is";

/** A block of a rendering. */
export interface FlatBlock {
  /** Where its words begin, as a ProseMirror position. */
  from: number;
  /** How many letters it has, in UTF-16 code units. */
  size: number;
  node: Node;
  place: Place;
  /** How many letters and markers stand before its first letter. Its marker is the last of them. */
  index: number;
}

/** The blocks of a rendering, between which an index into the text and a position in ProseMirror are told apart. */
export interface Flat {
  blocks: readonly FlatBlock[];
  /** True if the first block has no marker. */
  bare: boolean;
  /** How many letters and markers there are. */
  length: number;
}

/** A marker that says `said`. */
export function markerSaying(said: string): Y.Map<unknown> {
  const marker = new Y.Map<unknown>();
  if (said !== "") marker.set(SAYS, said);
  return marker;
}

/** What a marker says; undefined for what is none. */
export function saidBy(marker: unknown): unknown {
  return marker instanceof Y.Map ? marker.get(SAYS) : undefined;
}

/** Lets a marker say something else. */
export function say(marker: Y.Map<unknown>, said: string): void {
  marker.set(SAYS, said);
}

/** Puts a rendering into an empty text. */
export function seedText(text: Y.Text, rendering: Rendering): void {
  let before: Before = NOTHING;
  const delta: { insert: unknown; attributes?: Record<string, MarkValue> }[] = [];
  for (const { place, node } of flatOf(rendering, false).blocks) {
    delta.push({ insert: markerSaying(saying(place, before)) });
    node.forEach((words) => delta.push({ insert: words.text, attributes: attributesOf(words.marks) }));
    before = place;
  }
  text.applyDelta(delta);
}

/** What a text says. */
export interface Reading {
  text: Y.Text;
  /** Not canonical. */
  rendering: Rendering;
  /** True if its first block has no marker. */
  bare: boolean;
}

/** What a text says now. Changes nothing, never throws. */
export function readText(text: Y.Text): Reading {
  const read = readBlocks(text);
  const rendering = treeOf(read.map(({ marker, words }) => ({ said: saidBy(marker), words })));
  return { text, rendering, bare: read[0]!.marker === null };
}

/** The rendering of blocks in a row, each with what its marker says. Not canonical. */
export function renderingOf(blocks: readonly { said: string; words: readonly Words[] }[]): Rendering {
  return treeOf(
    blocks.map(({ said, words }) => {
      const nodes: Node[] = [];
      for (const { text, marks } of words) addWords(nodes, text, marks);
      return { said, words: nodes };
    }),
  );
}

function treeOf(blocks: readonly { said: unknown; words: Node[] }[]): Rendering {
  const tree = new Tree();
  let before: Before = NOTHING;
  for (const { said, words } of blocks) {
    const place = placeOf(said, before);
    tree.add(place, words);
    before = place;
  }
  return tree.close();
}

/** The markers of a text in order, as they stand; among them whatever else stands between its letters. */
export function markersIn(text: Y.Text): unknown[] {
  const markers: unknown[] = [];
  readPieces(
    text,
    () => undefined,
    (marker) => markers.push(marker),
  );
  return markers;
}

interface ReadBlock {
  /** Null: it has none. */
  marker: unknown;
  words: Node[];
}

function readBlocks(text: Y.Text): ReadBlock[] {
  const blocks: ReadBlock[] = [{ marker: null, words: [] }];
  readPieces(
    text,
    (letters, format) => addWords(blocks.at(-1)!.words, letters, marksOf(format)),
    (marker) => blocks.push({ marker, words: [] }),
  );
  if (blocks.length > 1 && blocks[0]!.words.length === 0) blocks.shift();
  return blocks;
}

/** Neighbours with the same marks are one node, as ProseMirror has it. */
function addWords(words: Node[], letters: string, marks: readonly Mark[]): void {
  const last = words.at(-1);
  if (last && sameMarks(last.marks, marks)) words[words.length - 1] = schema.text(last.text! + letters, marks);
  else words.push(schema.text(letters, marks));
}

/** True if the two sets of marks are the same. */
export function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a === b || (a.length === b.length && a.every((mark, at) => mark.eq(b[at]!)));
}

/** A node whose blocks are being read. */
interface Open {
  make: Maker;
  start: number;
  content: Node[];
}

/** A tree being built, block by block. */
class Tree {
  readonly #open: Open[] = [{ make: (content) => schema.nodes.doc.create(null, content), start: 1, content: [] }];

  add({ heading, within, shared, start }: Place, words: Node[]): void {
    this.#closeTo(shared);
    let depth = 0;
    for (const kind of within)
      for (const make of MAKERS[kind]!) if (depth++ >= shared) this.#open.push({ make, start, content: [] });
    this.#open.at(-1)!.content.push(blockOf(heading, within, Fragment.fromArray(words)));
  }

  close(): Node {
    this.#closeTo(0);
    const { make, start, content } = this.#open[0]!;
    return make(content, start);
  }

  #closeTo(depth: number): void {
    while (this.#open.length > depth + 1) {
      const { make, start, content } = this.#open.pop()!;
      this.#open.at(-1)!.content.push(make(content, start));
    }
  }
}

function blockOf(heading: number, within: string, words: Fragment): Node {
  if (heading > 0) return schema.nodes.heading.create({ level: heading }, words);
  return within.endsWith("v")
    ? schema.nodes.verse_line.create(null, words)
    : schema.nodes.paragraph.create(null, words);
}

type Maker = (content: Node[], start: number) => Node;
const item: Maker = (content) => schema.nodes.list_item.create(null, content);

/** What stands around a block, for each letter of its place. */
const MAKERS: Record<string, readonly Maker[]> = {
  q: [(content) => schema.nodes.quotation.create(null, content)],
  b: [(content) => schema.nodes.bullet_list.create(null, content), item],
  o: [(content, start) => schema.nodes.ordered_list.create({ start }, content), item],
  v: [(content) => schema.nodes.verse.create(null, content)],
};

const LETTERS: Record<string, string> = { quotation: "q", bullet_list: "b", ordered_list: "o", verse: "v" };

/** The marks of some words as a text keeps them. A mark of the schema has one attribute or none. */
export function attributesOf(marks: readonly Mark[]): Record<string, MarkValue> {
  return Object.fromEntries(marks.map((mark) => [mark.type.name, markValue(mark)]));
}

/** A mark's value in a text: its attribute, or true. */
export function markValue({ attrs }: Mark): MarkValue {
  return (Object.values(attrs)[0] as MarkValue | undefined) ?? true;
}

const known = new WeakMap<Format, readonly Mark[]>();

/** The marks of the schema among those that a text has at a place. */
export function marksOf(format: Format): readonly Mark[] {
  const kept = known.get(format);
  if (kept) return kept;
  let marks: readonly Mark[] = [];
  for (const [name, value] of format) marks = markOf(name, value)?.addToSet(marks) ?? marks;
  known.set(format, marks);
  return marks;
}

/** Of each mark the one that was made last: most are the same again, and making one is slow. */
const lastMade = new Map<string, { value: unknown; mark: Mark | null }>();

function markOf(name: string, value: unknown): Mark | null {
  if (!Object.hasOwn(schema.marks, name)) return null;
  const last = lastMade.get(name);
  if (last && last.value === value) return last.mark;
  const mark = newMark(schema.marks[name as "emphasis"], value);
  lastMade.set(name, { value, mark });
  return mark;
}

function newMark(type: MarkType, value: unknown): Mark | null {
  if (!["boolean", "number", "string"].includes(typeof value)) return null;
  const [attribute] = Object.keys(type.spec.attrs ?? {});
  try {
    const mark = type.create(attribute ? { [attribute]: value } : null);
    schema.text("x", [mark]).check();
    return mark;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A rendering never changes: with and without a first marker, its blocks are worked out once. */
const laidOut = new WeakMap<Node, { marked?: Flat; bare?: Flat }>();

/**
 * Those that were told last by {@link flatOfBlocks}: each key makes a rendering, which the next one replaces. So many
 * entries in a WeakMap would cost as much as all the rest.
 */
const latest: { rendering: Node; flat: Flat }[] = [];
const LATEST = 4;

/** The blocks of a rendering; `bare` if the first has no marker in the text. */
export function flatOf(rendering: Rendering, bare: boolean): Flat {
  const told = latest.find((each) => each.rendering === rendering && each.flat.bare === bare);
  if (told) return told.flat;
  let both = laidOut.get(rendering);
  if (!both) laidOut.set(rendering, (both = {}));
  return (both[bare ? "bare" : "marked"] ??= makeFlat(rendering, bare));
}

/**
 * Tells the blocks of `rendering`, which differs from that of `before` in the words of the block around `position` alone,
 * by those: the rest of it is not looked at.
 */
export function flatOfWords(before: Flat, rendering: Rendering, position: number): Flat {
  const number = lastWhere(before.blocks, ({ from }) => from - 1 < position);
  const { from, size, place } = before.blocks[number]!;
  const more = rendering.nodeAt(from - 1)!.content.size - size;
  return flatOfBlocks(before, rendering, { number, count: 1, now: [{ from, place }], more });
}

/** Some blocks in a row that others took the place of. */
export interface Swapped {
  /** The first of them, of `count`. */
  number: number;
  count: number;
  /** What stands there now; the first begins where the first of them began. */
  now: readonly Pick<FlatBlock, "from" | "place">[];
  /** How far the positions behind them have moved. */
  more: number;
}

/** Tells the blocks of `rendering`, in which some took the place of others, by those before: no others are looked at. */
export function flatOfBlocks(before: Flat, rendering: Rendering, { number, count, now, more }: Swapped): Flat {
  const { blocks, bare } = before;
  const made = blocks.slice(0, number);
  let { index } = blocks[number]!;
  for (const { from, place } of now) {
    const node = rendering.nodeAt(from - 1)!;
    made.push({ from, size: node.content.size, node, place, index });
    index += node.content.size + 1;
  }
  // Of the marker of the block behind them, if there is one.
  const moved = index - (blocks[number + count]?.index ?? before.length + 1);
  for (let at = number + count; at < blocks.length; at++) made.push(shifted(blocks[at]!, more, moved));
  const flat = { blocks: made, bare, length: before.length + moved };
  if (latest.length === LATEST) latest.pop();
  latest.unshift({ rendering, flat });
  return flat;
}

// Named one by one, which takes a fifth of the time of a spread: a long draft has many blocks.
function shifted({ from, size, node, place, index }: FlatBlock, by: number, moved: number): FlatBlock {
  return { from: from + by, size, node, place, index: index + moved };
}

/** A node on the way to a block, once for each time that it is entered: the same node may stand in a rendering twice. */
interface Ancestor {
  node: Node;
  /** As {@link Place}'s, of what stands in it. */
  within: string;
}

function makeFlat(rendering: Rendering, bare: boolean): Flat {
  const blocks: FlatBlock[] = [];
  let index = bare ? -1 : 0;
  let before: readonly Ancestor[] = [];
  const walk = (parent: Node, start: number, ancestors: readonly Ancestor[]): void => {
    parent.forEach((node, offset) => {
      const from = start + offset + 1;
      if (!node.isTextblock) return walk(node, from, [...ancestors, entered(node, ancestors.at(-1))]);
      const { size } = node.content;
      blocks.push({ from, size, node, place: placeIn(node, ancestors, before), index: index + 1 });
      index += 1 + size;
      before = ancestors;
    });
  };
  walk(rendering, 0, []);
  return { blocks, bare, length: index };
}

function entered(node: Node, parent: Ancestor | undefined): Ancestor {
  return { node, within: (parent?.within ?? "") + (LETTERS[node.type.name] ?? "") };
}

function placeIn(block: Node, ancestors: readonly Ancestor[], before: readonly Ancestor[]): Place {
  let shared = 0;
  while (shared < ancestors.length && ancestors[shared] === before[shared]) shared++;
  const opened = ancestors.slice(shared).find(({ node }) => node.type === schema.nodes.ordered_list);
  return {
    heading: block.type === schema.nodes.heading ? Number(block.attrs["level"]) : 0,
    within: ancestors.at(-1)?.within ?? "",
    shared,
    start: opened ? Number(opened.node.attrs["start"]) : 1,
  };
}

/** How many letters and markers stand before a position. */
export function indexAt({ blocks }: Flat, position: number): number {
  const block = blocks[lastWhere(blocks, ({ from }) => from - 1 < position)];
  return block ? block.index + within(position - block.from, block.size) : 0;
}

/** The position right behind the first `index` letters and markers. */
export function positionAt({ blocks }: Flat, index: number): number {
  const block =
    blocks[
      Math.max(
        0,
        lastWhere(blocks, (each) => each.index <= index),
      )
    ]!;
  return block.from + within(index - block.index, block.size);
}

function within(offset: number, size: number): number {
  return Math.min(Math.max(offset, 0), size);
}

/** Letters with the same marks, or a marker (`null`). */
export type Token = Words | null;

/** Letters with the same marks. */
export interface Words {
  text: string;
  marks: readonly Mark[];
}

/** What stands between two indices. */
export function tokensAt(flat: Flat, from: number, to: number): Token[] {
  const { blocks } = flat;
  const tokens: Token[] = [];
  for (let at = from; at < to;) {
    const number = lastWhere(blocks, ({ index }) => index <= at);
    const block = blocks[number];
    if (block && at < block.index + block.size) {
      const end = Math.min(to, block.index + block.size);
      const start = block.from - block.index;
      tokens.push(...tokensBetween(flat, start + at, start + end));
      at = end;
    } else {
      tokens.push(null);
      at++;
    }
  }
  return tokens;
}

/** What stands between two positions. */
export function tokensBetween({ blocks, bare }: Flat, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  const first = Math.max(
    0,
    lastWhere(blocks, (block) => block.from - 1 < from),
  );
  for (let number = first; number < blocks.length && blocks[number]!.from - 1 < to; number++) {
    const block = blocks[number]!;
    if (block.from - 1 >= from && !(bare && number === 0)) tokens.push(null);
    block.node.forEach((words, offset) => {
      const at = block.from + offset;
      const [start, end] = [Math.max(from, at), Math.min(to, at + words.nodeSize)];
      if (start < end) tokens.push({ text: words.text!.slice(start - at, end - at), marks: words.marks });
    });
  }
  return tokens;
}
