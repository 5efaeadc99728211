/**
 * Random texts and renderings for property tests: the awkward things that translations are made of.
 * What is drawn here is valid by the schema but seldom canonical.
 */
import fc from "fast-check";
import type { Mark, Node } from "prosemirror-model";
import { schema, type Rendering } from "../../translations/text/schema.ts";

const WORDS = ["the", "government", "markets", "well-ordered", "don’t", "98%", "1,234.5", "2021–2025", "14th", "[12]"];
const SIGNS = [",", ".", ";", "—", "…", "...", "“", "”", "(", ")", "’", "\\", "#", "-"];
const HAN = ["厘清", "政府", "有为", "的", "。", "𠮷", "々"];
const EMOJI = ["👍🏽", "👩‍👩‍👧", "🇨🇳", "🇨", "❤️", "1️⃣", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"];
const COMBINING = ["e\u0301", "\u0301", "\u0323", "q\u0307\u0323", "\u1100", "\u1161", "\u11a8", "คำ", "\u212b"];
const RTL = ["שלום", "مرحبا", "\u200f", "\u2067x\u2069", "می\u200cخواهم"];
const SPACES = [" ", " ", " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2028", "\u0085"];
const BROKEN = ["\ud83d", "\ude00", "\ufffd", "\u0000", "\u0007", "\ufeff"];
const LEADS = [
  "- ",
  "1. ",
  "12. ",
  "12345. ",
  "99999. ",
  "# ",
  "###### ",
  "\\",
  "\\- ",
  "  - ",
  "* ",
  "> ",
  "> > ",
  ">",
  ">x",
  "| ",
  "|",
  "- > ",
  "> - ",
];

const snippet = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 6, arbitrary: fc.constantFrom(...SPACES) },
  { weight: 2, arbitrary: fc.constantFrom(...SIGNS) },
  { weight: 2, arbitrary: fc.constantFrom(...HAN) },
  { weight: 1, arbitrary: fc.constantFrom(...EMOJI) },
  { weight: 1, arbitrary: fc.constantFrom(...COMBINING) },
  { weight: 1, arbitrary: fc.constantFrom(...RTL) },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) },
);

/** Any text at all: words, Han, emoji, combining marks, right-to-left, line ends, lone surrogates, list-like starts. */
export const awkwardText: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constant("") }, fc.constantFrom(...LEADS)),
    fc.array(snippet, { maxLength: 10 }),
  )
  .map(([lead, snippets]) => lead + snippets.join(""));

/** Several lines of {@link awkwardText}, as somebody might paste them. */
export const pastedText: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(fc.constantFrom("", "", "  ", "   ", "\t"), awkwardText, fc.constantFrom("\n", "\n\n", "\r\n", "\r")),
    {
      maxLength: 8,
    },
  )
  .map((lines) => lines.map((line) => line.join("")).join(""));

const ALL_MARKS: readonly Mark[] = [
  schema.marks.emphasis.create(),
  schema.marks.strong.create(),
  schema.marks.superscript.create(),
  schema.marks.foreign.create({ lang: "zh-Hans" }),
  schema.marks.small_capitals.create(),
  schema.marks.footnote.create({ passage: "note-1" }),
];

const noMarks = fc.constant<Mark[]>([]);
const someMarks = fc.oneof(noMarks, fc.subarray([...ALL_MARKS], { maxLength: 2 }));

function inline(marks: fc.Arbitrary<Mark[]>): fc.Arbitrary<Node[]> {
  return fc
    .array(fc.tuple(awkwardText, marks), { maxLength: 4 })
    .map((pieces) => pieces.filter(([text]) => text !== "").map(([text, set]) => schema.text(text, set)));
}

function paragraph(marks: fc.Arbitrary<Mark[]>): fc.Arbitrary<Node> {
  return inline(marks).map((content) => schema.nodes.paragraph.create(null, content));
}

function heading(marks: fc.Arbitrary<Mark[]>): fc.Arbitrary<Node> {
  return fc
    .tuple(fc.integer({ min: 1, max: 6 }), inline(marks))
    .map(([level, content]) => schema.nodes.heading.create({ level }, content));
}

function list(marks: fc.Arbitrary<Mark[]>, depth: number): fc.Arbitrary<Node> {
  const inner = depth > 1 ? fc.oneof(paragraph(marks), list(marks, depth - 1)) : paragraph(marks);
  const item = fc
    .tuple(paragraph(marks), fc.array(inner, { maxLength: 2 }))
    .map(([first, rest]) => schema.nodes.list_item.create(null, [first, ...rest]));
  const start = fc.oneof(fc.constant(1), fc.constantFrom(0, 2, 9, 99, 9_999));
  return fc
    .tuple(fc.boolean(), start, fc.array(item, { minLength: 1, maxLength: 3 }))
    .map(([ordered, first, items]) =>
      ordered
        ? schema.nodes.ordered_list.create({ start: first }, items)
        : schema.nodes.bullet_list.create(null, items),
    );
}

function verse(marks: fc.Arbitrary<Mark[]>): fc.Arbitrary<Node> {
  const line = inline(marks).map((content) => schema.nodes.verse_line.create(null, content));
  return fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => schema.nodes.verse.create(null, lines));
}

function quotation(marks: fc.Arbitrary<Mark[]>, depth: number): fc.Arbitrary<Node> {
  const plain = [paragraph(marks), heading(marks), verse(marks), list(marks, 2)];
  return fc
    .array(fc.oneof(...plain, ...(depth > 1 ? [quotation(marks, depth - 1)] : [])), { minLength: 1, maxLength: 3 })
    .map((blocks) => schema.nodes.quotation.create(null, blocks));
}

function doc(marks: fc.Arbitrary<Mark[]>): fc.Arbitrary<Rendering> {
  const block = fc.oneof(paragraph(marks), heading(marks), list(marks, 3), verse(marks), quotation(marks, 3));
  return fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => schema.nodes.doc.create(null, blocks));
}

/** Any rendering the schema allows, marks, nested lists and quotations included; seldom canonical. */
export const rendering: fc.Arbitrary<Rendering> = doc(someMarks);

/** Any rendering without marks. */
export const plainRendering: fc.Arbitrary<Rendering> = doc(noMarks);

/** The same rendering with every mark taken off. */
export function withoutMarks(node: Node): Node {
  if (node.isText) return node.mark([]);
  const children: Node[] = [];
  node.forEach((child) => children.push(withoutMarks(child)));
  return node.type.create(node.attrs, children);
}
