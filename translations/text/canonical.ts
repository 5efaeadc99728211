/**
 * The canonical form of a rendering: the one that is stored, digested and cited.
 *
 * White space: each run of tab, line end, space, U+0085, U+2028 or U+2029 is one space; a block neither begins
 * nor ends with one. Other spaces (no-break, ideographic …) are letters the translator chose and stay.
 * Letters: Unicode NFC over the whole block; other control characters and U+FEFF are dropped; a lone surrogate
 * is U+FFFD. On one letter stand at most thirty combining marks; more are parted by U+034F, as Unicode's stream-safe
 * text has it (UAX #15, section 13), for putting any number of them in order takes the square of it. Blocks: an empty paragraph, heading, line, item, list, stanza or quotation is dropped, unless nothing else is left.
 * The text that follows from this form is described in `layout.ts`.
 */
import { Fragment, Mark, type Node } from "prosemirror-model";
import { layout, NEEDS_ESCAPE } from "./layout.ts";
import { LIMITS, OverLimit } from "./limits.ts";
import { schema, type Rendering, type RenderingJson } from "./schema.ts";
import { wellFormed } from "./well-formed.ts";

const WHITE_SPACE = /[\t-\r \u0085\u2028\u2029]+/g;
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;

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

function isList({ type }: Node): boolean {
  return type === schema.nodes.bullet_list || type === schema.nodes.ordered_list;
}

/** A stanza or a quotation. */
function canonicalContainer(container: Node): Node[] {
  const blocks = canonicalBlocks(container);
  return blocks.length > 0 ? [container.type.create(null, blocks)] : [];
}

function canonicalTextblock(block: Node): Node[] {
  const inline = canonicalInline(block);
  return inline.length > 0 ? [block.type.create(block.attrs, Fragment.fromArray(inline))] : [];
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
  return joined(trimmed(composed(streamSafe(wholeCharacters(pieces))))).map(({ text, marks }) =>
    schema.text(text, marks),
  );
}

function clean(text: string): string {
  return text.replace(CONTROL, "").replace(WHITE_SPACE, " ");
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

/**
 * The rendering that a canonical text describes. For every canonical rendering `x` without marks,
 * `parseText(canonicalText(x))` equals `x`; any other text is read as kindly as it can be, line ends and all,
 * so that pasted plain text becomes paragraphs, lists, verse and quotations.
 * @throws OverLimit if it is longer, has more blocks, or nests lists and quotations deeper, than a passage may: before it is made canonical.
 */
export function parseText(text: string): Rendering {
  const known = text.replace(/\r\n?/g, "\n");
  if (known.length > LIMITS.characters) throw new OverLimit({ limit: "characters", found: known.length });
  const read = schema.nodes.doc.create(null, readBlocks(known.split("\n"), 0));
  const blocks = blocksWithWords(read);
  if (blocks > LIMITS.blocks) throw new OverLimit({ limit: "blocks", found: blocks });
  return canonical(read);
}

/** How many blocks of the canonical form there will be. */
function blocksWithWords(parent: Node): number {
  let count = 0;
  parent.forEach((block) => {
    if (block.isTextblock) count += /[^ ]/.test(clean(block.textContent)) ? 1 : 0;
    else count += blocksWithWords(block);
  });
  return count;
}

const BULLET = /^- /;
const NUMBERED = /^(\d{1,5})\. /;
const HEADING = /^(#{1,6}) /;
/** Where verse begins, Pandoc's line block; within one, a sign alone parts two stanzas. */
export const VERSE = /^\| /;
export const VERSE_GOES_ON = /^\|(?: |$)/;
/** Where a quotation begins, and what its further lines begin with. */
export const QUOTED = /^> /;
export const QUOTED_GOES_ON = /^>(?: |$)/;
/** Nothing but canonical white space: a no-break or ideographic space is a letter, and its line is not empty. */
export const BLANK = /^[\t-\r \u0085\u2028\u2029]*$/;
/** A list's first number, by the schema. A larger one in pasted text is words. */
const MAX_START = 9_999;

/** True if a list begins here. */
function beginsList(line: string): boolean {
  return BULLET.test(line) || Number(NUMBERED.exec(line)?.[1] ?? Infinity) <= MAX_START;
}

/** @param depth how many lists and quotations there are around. */
function readBlocks(lines: readonly string[], depth: number): Node[] {
  const blocks: Node[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    if (BLANK.test(line)) at++;
    else if (beginsList(line)) at = readList(lines, at, blocks, depth + 1);
    else if (QUOTED.test(line)) at = readQuotation(lines, at, blocks, depth + 1);
    else if (VERSE.test(line)) at = readVerse(lines, at, blocks);
    else if (HEADING.test(line)) blocks.push(readHeading(lines[at++]!));
    else at = readParagraph(lines, at, blocks);
  }
  return blocks.length > 0 ? blocks : [schema.nodes.paragraph.create()];
}

function readHeading(line: string): Node {
  const level = HEADING.exec(line)![1]!.length;
  return schema.nodes.heading.create({ level }, words(line.slice(level + 1)));
}

function readQuotation(lines: readonly string[], start: number, blocks: Node[], depth: number): number {
  if (depth > LIMITS.depth)
    throw new OverLimit({ limit: "depth", found: depth - 1 + signsOfQuotations(lines[start]!) });
  const inner: string[] = [];
  let end = start;
  while (end < lines.length && QUOTED_GOES_ON.test(lines[end]!)) inner.push(lines[end++]!.slice(2));
  blocks.push(schema.nodes.quotation.create(null, readBlocks(inner, depth)));
  return end;
}

function signsOfQuotations(line: string): number {
  return /^(?:> )*/.exec(line)![0].length / 2;
}

function readVerse(lines: readonly string[], start: number, blocks: Node[]): number {
  let end = start;
  while (end < lines.length && VERSE_GOES_ON.test(lines[end]!)) {
    const stanza: Node[] = [];
    for (; end < lines.length && VERSE.test(lines[end]!); end++)
      stanza.push(schema.nodes.verse_line.create(null, words(lines[end]!.slice(2))));
    if (stanza.length > 0) blocks.push(schema.nodes.verse.create(null, stanza));
    else end++;
  }
  return end;
}

function readParagraph(lines: readonly string[], start: number, blocks: Node[]): number {
  let end = start + 1;
  while (end < lines.length && !BLANK.test(lines[end]!) && !NEEDS_ESCAPE.test(lines[end]!)) end++;
  const [first, ...rest] = lines.slice(start, end);
  const unescaped = first!.startsWith("\\") ? first!.slice(1) : first!;
  blocks.push(schema.nodes.paragraph.create(null, words([unescaped, ...rest].join(" "))));
  return end;
}

/** Items of one list follow each other with no empty line between; a deeper indent goes on with the item. */
function readList(lines: readonly string[], start: number, blocks: Node[], depth: number): number {
  if (depth > LIMITS.depth) throw new OverLimit({ limit: "depth", found: depth - 1 + nestingAt(lines, start) });
  const numbered = NUMBERED.exec(lines[start]!);
  const items: Node[] = [];
  let at = start;
  do at = readItem(lines, at, items, depth);
  while (at < lines.length && followsOn(lines[at]!, numbered, items.length));
  const type = numbered ? schema.nodes.ordered_list : schema.nodes.bullet_list;
  blocks.push(type.create(numbered ? { start: Number(numbered[1]) } : null, items));
  return at;
}

function followsOn(line: string, first: RegExpExecArray | null, count: number): boolean {
  if (!first) return BULLET.test(line);
  return Number(NUMBERED.exec(line)?.[1] ?? -1) === Number(first[1]) + count;
}

function readItem(lines: readonly string[], start: number, items: Node[], depth: number): number {
  const { inner, end } = itemAt(lines, start);
  items.push(schema.nodes.list_item.create(null, blocksOfItem(inner, depth)));
  return end;
}

/** The lines of the item that begins at `start`, without its marker and indent, and where it ends. */
function itemAt(lines: readonly string[], start: number): { inner: string[]; end: number } {
  const marker = MARKER.exec(lines[start]!)![0].length;
  const indent = " ".repeat(marker);
  const inner = [lines[start]!.slice(marker)];
  let end = start + 1;
  while (end < lines.length && belongs(lines, end, indent)) inner.push(lines[end++]!.slice(marker));
  return { inner, end };
}

/** A heading, verse or a quotation. */
const NO_ITEM = /^(?:#{1,6}|\||>) /;
const MARKER = /^(?:- |\d{1,5}\. )/;

/** An item begins with a paragraph, and holds paragraphs and lists; what is otherwise is words, signs and all. */
function blocksOfItem(inner: readonly string[], depth: number): Node[] {
  const first = inner.find((line) => !BLANK.test(line));
  if (first === undefined || beginsList(first) || NO_ITEM.test(first)) {
    const deep = signsBeforeWords(first ?? "");
    if (depth + deep > LIMITS.depth) throw new OverLimit({ limit: "depth", found: depth + deep });
    return asParagraphs(inner);
  }
  const blocks = readBlocks(inner, depth);
  const fit = blocks.every((block) => block.type === schema.nodes.paragraph || isList(block));
  return fit ? blocks : asParagraphs(inner);
}

/** How many list signs stand in a row before words; 0 if no word follows, for then they are a line drawn by hand. */
function signsBeforeWords(line: string): number {
  const signs = /^(?:- )+(?=[^\s-])/.exec(line)?.[0].length ?? 0;
  return signs / 2;
}

/** How deep lists are nested in the first item there, and in its first, and so on; it is one at least. */
function nestingAt(lines: readonly string[], start: number): number {
  let depth = 0;
  let [inner, at] = [lines, start];
  while (at >= 0) {
    depth++;
    inner = itemAt(inner, at).inner;
    at = inner.findIndex((line, index) => index > 0 && beginsList(line));
  }
  return depth;
}

/** An empty line belongs to the item only if the item goes on after it. */
function belongs(lines: readonly string[], at: number, indent: string): boolean {
  if (lines[at]!.startsWith(indent) && !BLANK.test(lines[at]!)) return true;
  const next = lines[at + 1] ?? "";
  return BLANK.test(lines[at]!) && next.startsWith(indent) && !BLANK.test(next);
}

function asParagraphs(lines: readonly string[]): Node[] {
  return [schema.nodes.paragraph.create(null, words(lines.join(" ")))];
}

function words(text: string): Node[] {
  return text === "" ? [] : [schema.text(text)];
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
  try {
    const node = schema.nodeFromJSON(json);
    node.check();
    if (node.type !== schema.nodes.doc) throw new RangeError("a rendering begins with a doc");
    if (isObject(json)) renderings.set(json, node);
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
