/** The parts of a Word file beside its body: how words look, how lists count, what is said of words, and what belongs together. */
import { BESIDE_STYLE, FOREIGN_STYLE, STRONG_STYLE } from "./docx-styles.ts";
import { MOST_LEVELS, type Shape } from "./docx-shapes.ts";
import { VARIORUM } from "./docx-stamps.ts";
import { styleIdOf, type DocxPen, type Numbered, type Remark } from "./docx-pen.ts";
import { DECLARATION, element, escaped, valued, W, wordDate } from "./docx-xml.ts";

/** A file in a Word file, its text in pieces. */
export interface Part {
  name: string;
  content: Iterable<string>;
}

/** A version whose words are in a file. */
export interface Stamped {
  passage: string;
  address: string;
  digest: string;
}

/** What a file is of. */
export interface Titled {
  title: string;
  /** BCP 47. */
  language: string;
  sourceLanguage: string;
}

/**
 * A Word file: its body, and the parts that tell what occurs in it.
 * @param body paragraphs, written by the pen while they are asked for.
 * @param stamped the versions in it, asked for once the body is written.
 */
export function* docxParts(
  pen: DocxPen,
  of: Titled,
  body: Iterable<string>,
  stamped: () => readonly Stamped[],
): Generator<Part> {
  yield { name: "[Content_Types].xml", content: [CONTENT_TYPES] };
  yield { name: "_rels/.rels", content: [relationships([["officeDocument", "word/document.xml"]])] };
  yield { name: "word/document.xml", content: document(body) };
  yield { name: "word/styles.xml", content: [stylesOf(pen.shapes, of)] };
  yield { name: "word/numbering.xml", content: [numberingOf(pen.lists)] };
  yield { name: "word/comments.xml", content: [remarksOf(pen.remarks)] };
  yield { name: "word/_rels/document.xml.rels", content: [relationships(OF_DOCUMENT)] };
  yield { name: "customXml/item1.xml", content: [stampsOf(of, stamped())] };
  yield { name: "customXml/itemProps1.xml", content: [ITEM] };
  yield { name: "customXml/_rels/item1.xml.rels", content: [relationships([["customXmlProps", "itemProps1.xml"]])] };
}

function* document(body: Iterable<string>): Generator<string> {
  yield `${DECLARATION}<w:document xmlns:w="${W}"><w:body>`;
  yield* body;
  yield '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>';
}

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const CONTENT_TYPES = `${DECLARATION}${element(
  "Types",
  { xmlns: `${PACKAGE}/content-types` },
  [
    element("Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" }),
    element("Default", { Extension: "xml", ContentType: "application/xml" }),
    ...["document.main", "styles", "numbering", "comments"].map((part) =>
      element("Override", { PartName: `/word/${part.split(".")[0]}.xml`, ContentType: `${WORD}.${part}+xml` }),
    ),
    element("Override", {
      PartName: "/customXml/itemProps1.xml",
      ContentType: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }),
  ].join(""),
)}`;

const OF_DOCUMENT: readonly [type: string, target: string][] = [
  ["styles", "styles.xml"],
  ["numbering", "numbering.xml"],
  ["comments", "comments.xml"],
  ["customXml", "../customXml/item1.xml"],
];

function relationships(all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(([type, target], index) =>
    element("Relationship", { Id: `rId${index + 1}`, Type: `${OFFICE}/relationships/${type}`, Target: target }),
  );
  return DECLARATION + element("Relationships", { xmlns: `${PACKAGE}/relationships` }, each.join(""));
}

const ITEM = `${DECLARATION}<ds:datastoreItem xmlns:ds="${OFFICE}/customXml" ds:itemID="{7C1B0C8E-5A0B-4F5B-9B5D-6D2F7A1E4C55}"><ds:schemaRefs><ds:schemaRef ds:uri="${VARIORUM}"/></ds:schemaRefs></ds:datastoreItem>`;

function stampsOf({ title }: Titled, stamped: readonly Stamped[]): string {
  const each = stamped.map(({ passage, address, digest }) => element("version", { passage, address, digest }));
  return DECLARATION + element("work", { xmlns: VARIORUM, title }, each.join(""));
}

function remarksOf(remarks: ReadonlyMap<number, Remark>): string {
  const each = [...remarks].map(([id, { author, date, body, initials }]) => {
    const paragraphs = body.split(/\n{2,}/).map((text, index) => {
      const sign =
        index === 0 ? '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' : "";
      return `<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>${sign}<w:r>${linesOf(text)}</w:r></w:p>`;
    });
    const who = { "w:id": String(id), "w:author": author, "w:date": wordDate(date), "w:initials": initials };
    return element("w:comment", who, paragraphs.join(""));
  });
  return DECLARATION + element("w:comments", { "xmlns:w": W }, each.join(""));
}

function linesOf(text: string): string {
  return text
    .split("\n")
    .map((line) => element("w:t", { "xml:space": "preserve" }, escaped(line)))
    .join("<w:br/>");
}

/** Each list counts by itself: LibreOffice takes lists that count as one for one list. */
function numberingOf(lists: readonly Numbered[]): string {
  const id = (index: number) => String(index + 1);
  const kinds = lists.map((list, index) =>
    element("w:abstractNum", { "w:abstractNumId": id(index) }, valued("w:multiLevelType", "multilevel") + levels(list)),
  );
  const each = lists.map((_, index) =>
    element("w:num", { "w:numId": id(index) }, valued("w:abstractNumId", id(index))),
  );
  return DECLARATION + element("w:numbering", { "xmlns:w": W }, kinds.join("") + each.join(""));
}

function levels({ ordered, start, level: own }: Numbered): string {
  return Array.from({ length: MOST_LEVELS }, (_, level) => {
    const inside = [
      valued("w:start", level === own ? start : 1),
      valued("w:numFmt", ordered ? "decimal" : "bullet"),
      valued("w:lvlText", ordered ? `%${level + 1}.` : "•◦▪"[level % 3]!),
      valued("w:lvlJc", "left"),
      element("w:pPr", {}, indented(720 * (level + 1), 360)),
    ];
    return element("w:lvl", { "w:ilvl": String(level) }, inside.join(""));
  }).join("");
}

function indented(left: number, hanging = 0): string {
  return element("w:ind", { "w:left": String(left), ...(hanging > 0 && { "w:hanging": String(hanging) }) });
}

function spaced(before: number, after: number): string {
  return element("w:spacing", { "w:before": String(before), "w:after": String(after) });
}

function stylesOf(shapes: ReadonlyMap<string, Shape>, { language, sourceLanguage }: Titled): string {
  const east = [language, sourceLanguage].find((tag) => /^(?:zh|ja|ko)(?:-|$)/i.test(tag)) ?? "zh-CN";
  const fonts = element("w:rFonts", {
    "w:ascii": "Cambria",
    "w:hAnsi": "Cambria",
    "w:eastAsia": "SimSun",
    "w:cs": "Times New Roman",
  });
  const usual =
    fonts + valued("w:sz", 22) + valued("w:szCs", 22) + element("w:lang", { "w:val": language, "w:eastAsia": east });
  const defaults =
    element("w:rPrDefault", {}, element("w:rPr", {}, usual)) +
    element("w:pPrDefault", {}, element("w:pPr", {}, spaced(0, 140)));
  const small = (size: number, more = "") => `${more}${valued("w:color", "5F5A52")}${valued("w:sz", size)}`;
  const all = [
    style("paragraph", "Normal", "", "", true),
    ...[...shapes].map(([name, shape]) => style("paragraph", name, ...lookOfShape(shape))),
    style("paragraph", "annotation text", spaced(0, 0), valued("w:sz", 20), false, "CommentText"),
    style("character", "annotation reference", "", valued("w:sz", 16), false, "CommentReference"),
    style("character", FOREIGN_STYLE, "", ""),
    style("character", STRONG_STYLE, "", "<w:b/><w:bCs/>"),
    style("character", `${FOREIGN_STYLE} ${STRONG_STYLE}`, "", "<w:b/><w:bCs/>"),
    style("paragraph", `${BESIDE_STYLE}Title`, spaced(0, 80), valued("w:sz", 40)),
    style("paragraph", `${BESIDE_STYLE}Line`, spaced(0, 80), small(20)),
    style("paragraph", `${BESIDE_STYLE}Source`, `<w:keepNext/>${spaced(120, 60)}`, small(20)),
    style("paragraph", `${BESIDE_STYLE}Version`, spaced(0, 40), small(14)),
  ];
  return DECLARATION + element("w:styles", { "xmlns:w": W }, element("w:docDefaults", {}, defaults) + all.join(""));
}

function style(
  type: "paragraph" | "character",
  name: string,
  paragraph: string,
  words: string,
  isUsual = false,
  id = styleIdOf(name),
): string {
  const inside = [
    valued("w:name", name),
    isUsual || type === "character" ? "" : valued("w:basedOn", "Normal"),
    "<w:qFormat/>",
    paragraph === "" ? "" : element("w:pPr", {}, paragraph),
    words === "" ? "" : element("w:rPr", {}, words),
  ];
  return element("w:style", { "w:type": type, "w:default": isUsual ? "1" : null, "w:styleId": id }, inside.join(""));
}

/** So far in is a quotation, and a paragraph under an item's number. */
const STEP = 720;

function lookOfShape({ kind, level, quotations }: Shape): [paragraph: string, words: string] {
  const inside = STEP * quotations;
  switch (kind) {
    case "heading": {
      const outline = valued("w:outlineLvl", level - 1);
      return [
        `<w:keepNext/>${spaced(280, 120)}${inside > 0 ? indented(inside) : ""}${outline}`,
        valued("w:sz", [36, 30, 26, 24, 22, 22][level - 1]!),
      ];
    }
    case "verse":
      return [spaced(0, 0) + indented(inside + 360, 360), ""];
    case "continued":
      return [indented(inside + STEP * (level + 1)), ""];
    case "item":
      return [spaced(0, 60), ""];
    default:
      return [inside > 0 ? indented(inside) : "", ""];
  }
}
