/** Renderings as somebody may bring them in; their canonical form and its text are worked out. */
import type { RenderingJson } from "../../translations/text/schema.ts";

type Mark = NonNullable<RenderingJson["marks"]>[number];

const doc = (...content: RenderingJson[]): RenderingJson => ({ type: "doc", content });
const block =
  (type: string) =>
  (...content: RenderingJson[]): RenderingJson => ({ type, content });
const run = (text: string, ...marks: Mark[]): RenderingJson => ({ type: "text", text, ...(marks[0] && { marks }) });
const paragraph = (...runs: (RenderingJson | string)[]): RenderingJson =>
  block("paragraph")(...runs.map((each) => (typeof each === "string" ? run(each) : each)));
const heading = (level: number, text: string): RenderingJson => ({
  type: "heading",
  attrs: { level },
  content: [run(text)],
});
const verse = (...lines: string[]): RenderingJson =>
  block("verse")(...lines.map((line) => block("verse_line")(run(line))));
const quotation = block("quotation");
const bullets = block("bullet_list");
const numbered = (start: number, ...content: RenderingJson[]): RenderingJson => ({
  type: "ordered_list",
  attrs: { start },
  content,
});
const item = block("list_item");
const mark = (type: string, attrs?: Record<string, unknown>): Mark => ({ type, ...(attrs && { attrs }) });

/** Paragraphs that begin like what they are not. */
const LEADS = [
  "- a",
  "1. a",
  "12345. a",
  "123456. a",
  "# a",
  "###### a",
  "####### a",
  "> a",
  "| a",
  "\\a",
  "\\- a",
  ">a",
  "|a",
  "-a",
  "1.a",
];

export const RENDERINGS: Readonly<Record<string, RenderingJson>> = {
  "one line": doc(paragraph("A way that can be told is no lasting way.")),
  nothing: doc({ type: "paragraph" }),
  "nothing but spaces": doc(paragraph(" \t\n "), paragraph("\u2028")),
  Chinese: doc(paragraph("道可道，非常道。"), paragraph("名可名，非常名。")),
  "beyond the basic plane": doc(paragraph("𠮷野家 and 𝔘𝔫𝔦")),
  emoji: doc(paragraph("👩‍👩‍👧 👍🏽 🇨🇳 ❤️ 1️⃣ 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}")),
  "right to left": doc(paragraph("שלום \u2067مرحبا\u2069 می\u200cخواهم")),
  "not composed": doc(paragraph("cafe\u0301, q\u0307\u0323, \u212bngstro\u0308m, \u1112\u1161\u11ab")),
  "composed across the edge of a mark": doc(paragraph("e", run("\u0301lan", mark("emphasis")))),
  "more marks on a letter than stream-safe text has": doc(paragraph(`a${"\u0301".repeat(70)}b`)),
  "white space": doc(paragraph("  one\ttwo\r\nthree\u0085four\u2028five\u2029six  seven\u000beight ")),
  "spaces that are letters": doc(paragraph("98\u00a0% \u3000全角\u2003em\u202fnarrow\u200bnone")),
  "control characters": doc(paragraph("a\u0000b\u0007c\u001fd\u007fe\u009ff\ufeffg\u00adh")),
  "lone surrogates": doc(paragraph("half \ud83d, half \ude00, \ude00\ud83d, \ufffd")),
  "a character parted by the edge of a mark": doc(paragraph("\ud83d", run("\ude00 whole", mark("strong")))),
  "marks leave no trace": doc(
    paragraph(
      run("plain "),
      run("emphasised ", mark("emphasis")),
      run("strong ", mark("strong")),
      run("both ", mark("emphasis"), mark("strong")),
      run("治理 ", mark("foreign", { lang: "zh-Hans" })),
      run("Nato ", mark("small_capitals")),
      run("10"),
      run("6", mark("superscript")),
      run(" noted"),
      run("1", mark("footnote", { passage: "note-1" })),
    ),
  ),
  headings: doc(heading(1, "One"), heading(2, "Two"), heading(6, "Six"), paragraph("Words.")),
  verse: doc(
    verse("A way that can be told", "is no lasting way;"),
    verse("a name that can be named", "- 1. > | is no lasting name."),
  ),
  "empty lines of verse are dropped": doc(
    block("verse")({ type: "verse_line" }, block("verse_line")(run("one")), { type: "verse_line" }),
  ),
  quotation: doc(
    paragraph("He said:"),
    quotation(paragraph("One."), verse("a line", "a line"), quotation(paragraph("Within."))),
    paragraph("Then."),
  ),
  lists: doc(
    bullets(
      item(paragraph("one")),
      item(paragraph("two"), paragraph("more of two"), numbered(9, item(paragraph("nine")), item(paragraph("ten")))),
    ),
    numbered(0, item(paragraph("zero"))),
  ),
  "a list in a quotation, and the other way round": doc(
    quotation(bullets(item(paragraph("one"), paragraph("more")), item(paragraph("two"))), heading(3, "Three")),
    bullets(item(paragraph("> not one"))),
  ),
  "what begins like a block": doc(...LEADS.map((text) => paragraph(text))),
  "the same in a list and a quotation": doc(
    bullets(...LEADS.map((text) => item(paragraph(text)))),
    quotation(...LEADS.map((text) => paragraph(text))),
  ),
  "what does not begin a line": doc(paragraph("a - b 1. c # d > e | f \\ g")),
};
