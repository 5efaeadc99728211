/**
 * A canonical text read again: a rendering from lines. What a canonical text is stands in `layout.ts`; the form that
 * comes of what is read, in `canonical.ts`.
 */
import type { Node } from "prosemirror-model";
import { canonical, clean, isList } from "./canonical.ts";
import { NEEDS_ESCAPE } from "./layout.ts";
import { LIMITS, OverLimit } from "./limits.ts";
import { schema, type Rendering } from "./schema.ts";

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

export const BULLET = /^- /;
export const NUMBERED = /^(\d{1,5})\. /;
export const HEADING = /^(#{1,6}) /;
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
export function beginsList(line: string): boolean {
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
