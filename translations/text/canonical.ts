/**
 * The canonical form of a rendering: the one that is stored, digested and cited.
 *
 * White space: each run of tab, line end, space, U+0085, U+2028 or U+2029 is one space; a block neither begins
 * nor ends with one. Other spaces (no-break, ideographic …) are letters the translator chose and stay.
 * Letters: Unicode NFC over the whole block; other control characters and U+FEFF are dropped; a lone surrogate
 * is U+FFFD. On one letter stand at most thirty combining marks; more are parted by U+034F, as Unicode's stream-safe
 * text has it (UAX #15, section 13), for putting any number of them in order takes the square of it. Blocks: an empty paragraph, heading, line, item, list, stanza or quotation is dropped, unless nothing else is left.
 * The text that follows from this form is described in `layout.ts`, and is read again in `parse.ts`.
 */
import { Fragment, Mark, type Node } from "prosemirror-model";
import { layout } from "./layout.ts";
import { schema, type Rendering, type RenderingJson } from "./schema.ts";
import { wellFormed, withoutControls } from "./well-formed.ts";

const WHITE_SPACE = /[\t-\r \u0085\u2028\u2029]+/g;

/** Not a rendering: the message says what is wrong in words fit for a person. */
export class MalformedRendering extends Error {
  override name = "MalformedRendering";
}

interface Piece {
  text: string;
  marks: readonly Mark[];
}

/** The canonical form of any rendering. `canonical(canonical(x))` equals `canonical(x)`. */
export function canonical(rendering: Node): Rendering {
  const blocks = canonicalBlocks(rendering);
  return schema.nodes.doc.create(null, blocks.length > 0 ? blocks : schema.nodes.paragraph.create());
}

/** The canonical text: the words of a rendering and its blocks, without marks. Its SHA-256 is the digest. */
export function canonicalText(rendering: Node): string {
  return layout(canonical(rendering)).text;
}

/** True if nothing is left to read. */
export function isEmpty(rendering: Node): boolean {
  return canonicalText(rendering) === "";
}

/** True if the canonical forms are equal, marks included. */
export function sameRendering(a: Node, b: Node): boolean {
  return canonical(a).eq(canonical(b));
}

function canonicalBlocks(parent: Node): Node[] {
  const blocks: Node[] = [];
  parent.forEach((block) => {
    if (block.isTextblock) blocks.push(...canonicalTextblock(block));
    else if (isList(block)) blocks.push(...canonicalList(block));
    else blocks.push(...canonicalContainer(block));
  });
  return blocks;
}

export function isList({ type }: Node): boolean {
  return type === schema.nodes.bullet_list || type === schema.nodes.ordered_list;
}

/** A stanza or a quotation. */
function canonicalContainer(container: Node): Node[] {
  const blocks = canonicalBlocks(container);
  return blocks.length > 0 ? [container.type.create(null, blocks)] : [];
}

/** Nodes never change, and of a draft that is read at every letter most are those that were read before. */
const textblocks = new WeakMap<Node, Node[]>();

/**
 * What words that stand as they are in canonical form have nothing of: white space but single spaces between them, and letters
 * other than those of Latin, Han and print, of which none composes with another.
 */
const OTHERWISE = /^$|^ | $| {2}|[^ !-~\u00a1-\u017f\u2010-\u2027\u2030-\u205e\u3001-\u301f\u4e00-\u9fff\uff01-\uff5e]/;

function canonicalTextblock(block: Node): Node[] {
  if (block.childCount === 1 && !OTHERWISE.test(block.firstChild!.text ?? "")) return [block];
  let known = textblocks.get(block);
  if (!known) {
    const inline = canonicalInline(block);
    known = inline.length > 0 ? [block.type.create(block.attrs, Fragment.fromArray(inline))] : [];
    textblocks.set(block, known);
  }
  return known;
}

function canonicalList(list: Node): Node[] {
  const items: Node[] = [];
  list.forEach((item) => items.push(...canonicalItem(item)));
  return items.length > 0 ? [list.type.create(list.attrs, items)] : [];
}

/** An item without words of its own gives its place to the items of the list in it. */
function canonicalItem(item: Node): Node[] {
  const [first, ...rest] = canonicalBlocks(item);
  if (!first) return [];
  if (first.isTextblock) return [item.type.create(null, [first, ...rest])];
  const lifted: Node[] = [];
  first.forEach((inner) => lifted.push(inner));
  const last = lifted.pop();
  return last ? [...lifted, last.copy(last.content.append(Fragment.fromArray(rest)))] : [];
}

function canonicalInline(block: Node): Node[] {
  const pieces: Piece[] = [];
  block.forEach((child) => {
    const text = clean(child.text ?? "");
    if (text) pieces.push({ text, marks: Mark.setFrom(child.marks) });
  });
  return canonicalPieces(pieces).map(({ text, marks }) => schema.text(text, marks));
}

/** The canonical letters of one paragraph that has no marks, whatever lines it stands on: white space is one space. */
export function canonicalWords(text: string): string {
  return canonicalPieces([{ text: clean(text), marks: [] }])
    .map((piece) => piece.text)
    .join("");
}

function canonicalPieces(pieces: Piece[]): Piece[] {
  return joined(trimmed(composed(streamSafe(wholeCharacters(pieces)))));
}

/** The letters of a text as they are in canonical form, but for composing them. */
export function clean(text: string): string {
  return withoutControls(text).replace(WHITE_SPACE, " ");
}

/** Surrogates parted by a mark's edge belong together; what is alone after that is U+FFFD. */
function wholeCharacters(pieces: Piece[]): Piece[] {
  const out = pieces.map((piece) => ({ ...piece }));
  for (let i = 1; i < out.length; i++) {
    const [left, right] = [out[i - 1]!, out[i]!];
    if (/[\ud800-\udbff]$/.test(left.text) && /^[\udc00-\udfff]/.test(right.text)) moveFirst(right, left, 1);
  }
  return out.map(({ text, marks }) => ({ text: wellFormed(text), marks }));
}

/** Combining marks on one letter, as NFD counts them: no script needs so many. */
const MOST_MARKS = 30;
const PARTING = "\u034f";
/** Fewer in a row can't be too many, decomposed with the letter before them. */
const MANY_MARKS = /\p{M}{14}/u;

/** Marks beyond {@link MOST_MARKS} parted, also across the edge of a mark. Counted by NFD, so that NFC changes no count. */
function streamSafe(pieces: Piece[]): Piece[] {
  if (!MANY_MARKS.test(pieces.map(({ text }) => text).join(""))) return pieces;
  let count = 0;
  const parted = (sign: string): string => {
    const marks = /\p{M}*$/u.exec(sign.normalize("NFD"))![0].length;
    if (sign === PARTING) count = 0;
    else count = /^\p{M}/u.test(sign) ? count + marks : marks;
    if (count <= MOST_MARKS) return sign;
    count = marks;
    return PARTING + sign;
  };
  return pieces.map(({ text, marks }) => ({ text: Array.from(text, parted).join(""), marks }));
}

/** A text with as many marks on a letter as a rendering may have; composing any number takes the square of it. */
export function withFewMarks(text: string): string {
  return streamSafe([{ text, marks: [] }])[0]!.text;
}

/** NFC, also across the edge of a mark: a sign that composes with the letter before it takes that letter's marks. */
function composed(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const { text, marks } of pieces) {
    const piece = { text: text.normalize("NFC"), marks };
    const left = out.at(-1);
    while (left && piece.text && (left.text + piece.text).normalize("NFC") !== left.text + piece.text) {
      moveFirst(piece, left, String.fromCodePoint(piece.text.codePointAt(0)!).length);
      left.text = left.text.normalize("NFC");
      piece.text = piece.text.normalize("NFC");
    }
    if (piece.text) out.push(piece);
  }
  return out;
}

function moveFirst(from: Piece, to: Piece, length: number): void {
  to.text += from.text.slice(0, length);
  from.text = from.text.slice(length);
}

function trimmed(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  let afterSpace = true;
  for (const { text, marks } of pieces) {
    const kept: string = afterSpace ? text.replace(/^ /, "") : text;
    if (!kept) continue;
    out.push({ text: kept, marks });
    afterSpace = kept.endsWith(" ");
  }
  const last = out.at(-1);
  if (last?.text.endsWith(" ")) last.text = last.text.slice(0, -1);
  return out.filter(({ text }) => text !== "");
}

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const left = out.at(-1);
    if (left && Mark.sameSet(left.marks, piece.marks)) left.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}

/** The rendering as plain JSON. */
export function renderingToJson(rendering: Rendering): RenderingJson {
  return rendering.toJSON() as RenderingJson;
}

/**
 * The rendering that plain JSON describes, checked against the schema.
 * @throws MalformedRendering if it does not fit.
 */
export function renderingFromJson(json: unknown): Rendering {
  const known = isObject(json) ? renderings.get(json) : undefined;
  if (known) return known;
  const node = readOnce(json);
  if (isObject(json)) renderings.set(json, node);
  return node;
}

/** The same of JSON that is not read again: nothing of it is remembered, which takes as long as reading it does. */
export function readOnce(json: unknown): Rendering {
  try {
    const node = schema.nodeFromJSON(json);
    node.check();
    if (node.type !== schema.nodes.doc) throw new RangeError("a rendering begins with a doc");
    return node;
  } catch (error) {
    throw new MalformedRendering(`This is not a rendering: ${(error as Error).message}.`, { cause: error });
  }
}

/** What was read of JSON that somebody still holds: a version's never changes, and its layout and words hang on this. */
const renderings = new WeakMap<object, Rendering>();

function isObject(json: unknown): json is object {
  return typeof json === "object" && json !== null;
}
