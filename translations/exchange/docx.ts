/**
 * Word's files (ECMA-376, WordprocessingML) as manuscripts: paragraphs, headings by their styles, lists with their numbers,
 * footnotes, remarks, and the changes that were tracked, with their people and dates. What was not taken is counted.
 */
import type { Mark } from "prosemirror-model";
import { canonicalLanguage } from "../text/language.ts";
import { isLanguageTag, schema } from "../text/schema.ts";
import { Counting, NotTaken, type BroughtNote } from "./brought.ts";
import { Lists } from "./docx-lists.ts";
import { lookIn, marksOf, Styles, valueAt, type Look, type Style } from "./docx-styles.ts";
import { textOfParagraphs, type Manuscript, type Paragraph, type Run, type Tracked } from "./manuscript.ts";
import { markOf, passageOfMark, stampsIn, VARIORUM } from "./docx-stamps.ts";
import type { Stamp } from "./pieces.ts";
import type { Placing } from "./placing.ts";
import { elementAt, elementsIn, type Prefixes, type XmlElement } from "./xml.ts";

const MAIN = [
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
export const DOCX_PREFIXES: Prefixes = new Map([
  ...MAIN.map((uri): [string, string] => [uri, "w"]),
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  [VARIORUM, "v"],
]);

/** The root of the part of a name; undefined if the file has none. */
export type PartOf = (name: string) => XmlElement | undefined;

/**
 * The manuscript in a file of Word's.
 * @param language of the text (BCP 47), if it is known: words of others are marked as foreign.
 * @throws NotTaken if it has no body.
 */
export function docxManuscript(part: PartOf): Manuscript {
  const body = elementAt(part("word/document.xml"), "w:body");
  if (!body) throw new NotTaken({ code: "broken" });
  const counting = new Counting();
  const styles = new Styles(part("word/styles.xml"));
  const lists = new Lists(part("word/numbering.xml"));
  const stamps = stampsIn(OWN_PARTS.map(part));
  const read = (container: XmlElement, note: string) =>
    new Reader(styles, lists, stamps, counting, note).read(container);
  const notes = new Map(
    (["footnote", "endnote"] as const).flatMap((kind) =>
      elementsIn(part(`word/${kind}s.xml`), `w:${kind}`).map((note): [string, Paragraph[]] => {
        const id = `${kind} ${note.attributes.get("w:id")}`;
        return [id, read(note, id)];
      }),
    ),
  );
  const remarks = new Map(
    elementsIn(part("word/comments.xml"), "w:comment").map((remark): [string, Omit<BroughtNote, "target">] => [
      remark.attributes.get("w:id") ?? "",
      {
        author: remark.attributes.get("w:author") ?? "",
        date: dateIn(remark),
        body: textOfParagraphs(read(remark, "")),
      },
    ]),
  );
  return { paragraphs: read(body, ""), notes, remarks, notTaken: counting.counts() };
}

function dateIn({ attributes }: XmlElement): string | null {
  const date = attributes.get("w:date") ?? "";
  const known = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(date)?.[0];
  // Word writes local times, and calls them those of Greenwich.
  return known === undefined || Number.isNaN(Date.parse(`${known}Z`)) ? null : `${known}Z`;
}

/** Where what this program says of a file may stand, in whatever order others have put theirs. */
const OWN_PARTS = [1, 2, 3, 4, 5].map((number) => `customXml/item${number}.xml`);

/** What is around words. */
interface Setting {
  tracked: Tracked | null;
  /** Inserted by one and deleted by another: in no reading. */
  isPassing: boolean;
  /** The passage whose sign it is. */
  sign: string | null;
}

const OUTSIDE: Setting = { tracked: null, isPassing: false, sign: null };
/** Of these nothing is read: what stood in their place before, for others to fall back on, how something looked. */
const SKIPPED =
  /^(?:mc:Fallback|w:\w+PrChange|w:instrText|w:delInstrText|w:sectPr|w:tblPr|w:trPr|w:tcPr|w:tblGrid|w:rt|w:sdtPr|w:sdtEndPr|w:rubyPr)$/;

class Reader {
  readonly #styles: Styles;
  readonly #lists: Lists;
  readonly #stamps: ReadonlyMap<string, Stamp>;
  readonly #counting: Counting;
  /** The id of the footnote that is read; "" if none is. */
  readonly #note: string;
  readonly #paragraphs: Paragraph[] = [];
  #runs: Run[] = [];
  #style: Style;
  #isHeading = false;
  #passage: string | null = null;
  readonly #open = new Set<string>();
  /** Bookmarks of passages that are open, by their ids. */
  readonly #marked = new Map<string, string>();
  #move: string | undefined;
  /** How deep fields are, and in which of them what is shown has not begun. */
  readonly #fields: boolean[] = [];

  constructor(styles: Styles, lists: Lists, stamps: ReadonlyMap<string, Stamp>, counting: Counting, note: string) {
    [this.#styles, this.#lists, this.#stamps, this.#counting, this.#note] = [styles, lists, stamps, counting, note];
    this.#style = styles.of(null);
  }

  read(container: XmlElement): Paragraph[] {
    this.#within(container, OUTSIDE);
    return this.#paragraphs;
  }

  #within(parent: XmlElement, setting: Setting): void {
    for (const child of elementsIn(parent)) this.#element(child, setting);
  }

  #element(element: XmlElement, setting: Setting): void {
    const { name, attributes } = element;
    if (SKIPPED.test(name)) return;
    switch (name) {
      case "w:p":
        return this.#paragraph(element, setting);
      case "w:r":
        return this.#run(element, setting);
      case "w:tbl":
        this.#counting.add("lines of tables");
        return this.#within(element, setting);
      case "w:tr":
        return this.#within(element, this.#row(element, setting));
      case "w:ins":
      case "w:moveTo":
        return this.#within(element, this.#inside("inserted", element, setting, name === "w:moveTo"));
      case "w:del":
      case "w:moveFrom":
        return this.#within(element, this.#inside("deleted", element, setting, name === "w:moveFrom"));
      case "w:moveFromRangeStart":
      case "w:moveToRangeStart":
        this.#move = attributes.get("w:name");
        return;
      case "w:moveFromRangeEnd":
      case "w:moveToRangeEnd":
        this.#move = undefined;
        return;
      case "w:commentRangeStart":
        this.#open.add(attributes.get("w:id") ?? "");
        return;
      case "w:commentRangeEnd":
        this.#open.delete(attributes.get("w:id") ?? "");
        return;
      case "w:bookmarkStart":
        return this.#bookmark(attributes.get("w:id") ?? "", attributes.get("w:name") ?? "");
      case "w:bookmarkEnd":
        this.#marked.delete(attributes.get("w:id") ?? "");
        return;
      case "m:oMath":
        this.#counting.add("formulas");
        return;
      case "w:hyperlink":
        return this.#link(element, setting);
      case "w:ruby":
        this.#counting.add("readings beside characters");
        return this.#within(element, setting);
      default:
        return this.#within(element, setting);
    }
  }

  #bookmark(id: string, name: string): void {
    const passage = passageOfMark(name, this.#stamps);
    if (passage === null) return;
    this.#marked.set(id, passage);
    this.#passage = passage;
  }

  /** A link to a passage is the sign of a footnote. */
  #link(link: XmlElement, setting: Setting): void {
    const sign = passageOfMark(link.attributes.get("w:anchor") ?? "", this.#stamps);
    if (sign === null) this.#counting.add("addresses of links");
    this.#within(link, sign === null ? setting : { ...setting, sign });
  }

  #inside(kind: Tracked["kind"], element: XmlElement, around: Setting, isMove = false): Setting {
    const tracked = this.#tracked(kind, element, isMove);
    const { tracked: before } = around;
    return { ...around, tracked, isPassing: around.isPassing || (before !== null && before.kind !== kind) };
  }

  #tracked(kind: Tracked["kind"], element: XmlElement, isMove = false): Tracked {
    const by = element.attributes.get("w:author") ?? "";
    return { kind, by, date: dateIn(element), ...(isMove && this.#move !== undefined && { move: this.#move }) };
  }

  /** A row that was inserted or deleted says so once for all that is in it. */
  #row(row: XmlElement, setting: Setting): Setting {
    const [inserted, deleted] = ["w:ins", "w:del"].map((name) => elementAt(row, "w:trPr", name));
    if (inserted) return this.#inside("inserted", inserted, setting);
    return deleted ? this.#inside("deleted", deleted, setting) : setting;
  }

  #paragraph(paragraph: XmlElement, setting: Setting): void {
    const properties = elementAt(paragraph, "w:pPr");
    const style = this.#styles.of(valueAt(properties, "w:pStyle"));
    if (style.isBeside) return;
    const outer = { runs: this.#runs, style: this.#style, isHeading: this.#isHeading, passage: this.#passage };
    const outline = Number(valueAt(properties, "w:outlineLvl") ?? NaN);
    const told = outline >= 0 && outline <= 8 ? outline + 1 : style.level;
    const level = told === null ? null : Math.min(told, 6);
    [this.#runs, this.#style, this.#isHeading] = [[], style, level !== null];
    this.#passage = [...this.#marked.values()].at(-1) ?? null;
    this.#within(paragraph, setting);
    this.#paragraphs.push({
      ...{ level, item: null, stanza: null, quotations: [], runs: this.#runs },
      placing: this.#placingOf(properties, style, level),
      end: this.#endOf(properties, setting),
      ...this.#stamp(),
    });
    [this.#runs, this.#style, this.#isHeading] = [outer.runs, outer.style, outer.isHeading];
  }

  /** Numbers and headings in a style for quotations are none, unless the style says that they are. */
  #placingOf(properties: XmlElement | undefined, { shape, list }: Style, level: number | null): Placing {
    const numbering = level === null ? this.#lists.numbering(elementAt(properties, "w:numPr") ?? list) : null;
    const isOther = shape.kind === "paragraph" && (numbering !== null || level !== null);
    return {
      numbering,
      continues: shape.kind === "continued" && numbering === null && level === null ? shape.level : null,
      quotations: isOther ? 0 : shape.quotations,
      isVerse: shape.kind === "verse" && numbering === null && level === null,
    };
  }

  #stamp(): Pick<Paragraph, "passage" | "digest"> {
    const passage = this.#passage;
    const digest = passage === null ? undefined : this.#stamps.get(markOf(passage))?.digest;
    return { passage, ...(digest !== undefined && { digest }) };
  }

  #endOf(properties: XmlElement | undefined, { tracked }: Setting): Tracked | null {
    const look = elementAt(properties, "w:rPr");
    const inserted = elementAt(look, "w:ins") ?? elementAt(look, "w:moveTo");
    const deleted = elementAt(look, "w:del") ?? elementAt(look, "w:moveFrom");
    if (deleted) return this.#tracked("deleted", deleted, deleted.name === "w:moveFrom");
    return inserted ? this.#tracked("inserted", inserted, inserted.name === "w:moveTo") : tracked;
  }

  #run(run: XmlElement, setting: Setting): void {
    const properties = elementAt(run, "w:rPr");
    const look = {
      ...this.#style.look,
      ...this.#styles.of(valueAt(properties, "w:rStyle")).look,
      ...lookIn(properties),
    };
    const withDeletion = elementAt(properties, "w:del");
    const own = withDeletion ? this.#inside("deleted", withDeletion, setting) : setting;
    for (const child of elementsIn(run)) this.#content(child, look, own);
  }

  #content(element: XmlElement, look: Look, setting: Setting): void {
    const { name, attributes } = element;
    if (name === "w:fldChar") return this.#field(attributes.get("w:fldCharType") ?? "");
    if (this.#fields.includes(true)) return;
    switch (name) {
      case "w:t":
      case "w:delText":
        return this.#add(element.children.filter((child) => typeof child === "string").join(""), look, setting);
      case "w:tab":
      case "w:br":
      case "w:cr":
        return this.#add(attributes.get("w:type") === "page" ? "" : " ", look, setting);
      case "w:noBreakHyphen":
        return this.#add("\u2011", look, setting);
      case "w:sym":
        this.#counting.add("signs of special fonts");
        return;
      case "w:footnoteReference":
      case "w:endnoteReference":
        return this.#sign(`${name.slice(2, name.length - 9)} ${attributes.get("w:id")}`, setting);
      case "w:drawing":
      case "w:pict":
      case "w:object":
        this.#counting.add("pictures");
        return this.#within(element, setting);
      case "mc:AlternateContent":
      case "w:ruby":
        if (name === "w:ruby") this.#counting.add("readings beside characters");
        return this.#within(element, setting);
      default:
    }
  }

  /** A field's code is no words; what it shows is. */
  #field(type: string): void {
    if (type === "begin") this.#fields.push(true);
    else if (type === "separate" && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
    else if (type === "end") this.#fields.pop();
  }

  #add(text: string, look: Look, { tracked, isPassing, sign }: Setting): void {
    if (look.hidden || isPassing || text === "") return;
    const language = look.language ?? "";
    const isForeign = isLanguageTag(language) && (look.foreign === true || this.#isForeign(language, text));
    let marks: readonly Mark[] = marksOf(look, this.#isHeading);
    if (isForeign) marks = schema.marks.foreign.create({ lang: canonicalLanguage(language) }).addToSet(marks);
    if (sign !== null) marks = schema.marks.footnote.create({ passage: sign }).addToSet(marks);
    this.#runs.push({ text, marks, tracked, remarks: [...this.#open] });
  }

  /** Word calls any word the language of somebody's keyboard: it is believed where the letters agree. */
  #isForeign(language: string, text: string): boolean {
    const [own, usual] = [language, this.#styles.language ?? language].map((tag) => tag.split("-")[0]!.toLowerCase());
    return own !== usual && /\p{L}/u.test(text) && /^(?:zh|ja|ko)$/.test(own!) === EAST_ASIAN.test(text);
  }

  #sign(note: string, { tracked, isPassing }: Setting): void {
    if (isPassing || this.#note !== "") return;
    this.#runs.push({ text: "", marks: [], tracked, remarks: [...this.#open], note });
  }
}

const EAST_ASIAN = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;
