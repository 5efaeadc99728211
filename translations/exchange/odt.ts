/**
 * OpenDocument texts (ISO/IEC 26300) as manuscripts. What was deleted stands in a table of its own before the body, and is
 * put back at its place; white space is one space unless an element says how many.
 */
import type { Mark } from "prosemirror-model";
import type { Item } from "../text/flat-blocks.ts";
import { canonicalLanguage } from "../text/language.ts";
import { isLanguageTag, schema } from "../text/schema.ts";
import { Counting, NotTaken, type BroughtNote } from "./brought.ts";
import type { PartOf } from "./docx.ts";
import { textOfParagraphs, type Manuscript, type Paragraph, type Run, type Tracked } from "./manuscript.ts";
import { elementAt, elementsIn, everyElement, type Prefixes, type XmlElement } from "./xml.ts";

const OASIS = "urn:oasis:names:tc:opendocument:xmlns:";
export const ODT_PREFIXES: Prefixes = new Map([
  ...(["office", "text", "style", "table"] as const).map((name): [string, string] => [`${OASIS}${name}:1.0`, name]),
  [`${OASIS}drawing:1.0`, "draw"],
  [`${OASIS}xsl-fo-compatible:1.0`, "fo"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
]);

/** The manuscript in an OpenDocument text. @throws NotTaken if it has no body. */
export function odtManuscript(part: PartOf): Manuscript {
  const content = part("content.xml");
  const body = elementAt(content, "office:body", "office:text");
  if (!body) throw new NotTaken({ code: "broken" });
  const styles = new Styles([part("styles.xml"), content]);
  const reader = new Reader(styles, changesIn(body), listsIn(styles));
  const paragraphs = reader.read(body);
  return { paragraphs, notes: reader.notes, remarks: reader.remarks, notTaken: reader.counting.counts() };
}

class Styles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #lists = new Map<string, XmlElement>();
  readonly language: string | null;

  constructor(roots: readonly (XmlElement | undefined)[]) {
    for (const root of roots)
      for (const group of ["office:styles", "office:automatic-styles"])
        for (const style of elementsIn(elementAt(root, group))) {
          const name = style.attributes.get("style:name") ?? "";
          if (style.name === "style:style") this.#styles.set(name, style);
          else if (style.name === "text:list-style") this.#lists.set(name, style);
        }
    const usual = elementsIn(elementAt(roots[0], "office:styles"), "style:default-style");
    const paragraph = usual.find((each) => each.attributes.get("style:family") === "paragraph");
    this.language = elementAt(paragraph, "style:text-properties")?.attributes.get("fo:language") ?? null;
  }

  list(name: string): XmlElement | undefined {
    return this.#lists.get(name);
  }

  /** The names of a style and those that it has from others. */
  names(name: string): string[] {
    const names: string[] = [];
    for (let at: string | undefined = name; at !== undefined && names.length < 20;) {
      const style = this.#styles.get(at);
      names.push(at, style?.attributes.get("style:display-name") ?? at);
      at = style?.attributes.get("style:parent-style-name");
    }
    return names;
  }

  /** What a style says of how words look, with what it has from others. */
  look(name: string, depth = 0): ReadonlyMap<string, string> {
    const style = this.#styles.get(name);
    if (!style || depth > 20) return new Map();
    const parent = style.attributes.get("style:parent-style-name");
    const own = elementAt(style, "style:text-properties")?.attributes ?? [];
    return new Map([...(parent === undefined ? [] : this.look(parent, depth + 1)), ...own]);
  }
}

/** Whether a level of a list has numbers, and its first. */
type ListLevels = (style: string, depth: number) => { ordered: boolean; start: number };

function listsIn(styles: Styles): ListLevels {
  return (name, depth) => {
    const level = elementsIn(styles.list(name)).find((each) => each.attributes.get("text:level") === `${depth + 1}`);
    const ordered =
      level?.name === "text:list-level-style-number" && (level.attributes.get("style:num-format") ?? "") !== "";
    return { ordered, start: Number(level?.attributes.get("text:start-value") ?? 1) };
  };
}

/** A change by its id: what was done, and of a deletion what stood there. */
interface Change {
  tracked: Tracked;
  deleted: XmlElement[];
}

function changesIn(body: XmlElement): ReadonlyMap<string, Change> {
  const regions = elementsIn(elementAt(body, "text:tracked-changes"), "text:changed-region");
  return new Map(
    regions.flatMap((region): [string, Change][] => {
      const [change] = elementsIn(region).filter(({ name }) => /^text:(?:insertion|deletion)$/.test(name));
      if (!change) return [];
      const info = elementAt(change, "office:change-info");
      const kind = change.name === "text:insertion" ? "inserted" : "deleted";
      const tracked: Tracked = { kind, by: textIn(elementAt(info, "dc:creator")), date: dateIn(info) };
      const deleted = elementsIn(change).filter(({ name }) => name !== "office:change-info");
      return [[region.attributes.get("id") ?? region.attributes.get("text:id") ?? "", { tracked, deleted }]];
    }),
  );
}

function textIn(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((child) => (typeof child === "string" ? child : textIn(child))).join("");
}

function dateIn(info: XmlElement | undefined): string | null {
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(textIn(elementAt(info, "dc:date")))?.[0];
  return date === undefined || Number.isNaN(Date.parse(`${date}Z`)) ? null : `${date}Z`;
}

interface Setting {
  marks: readonly Mark[];
  item: Item | null;
  depth: number;
  list: { name: string; style: string; next: number } | null;
  quotations: readonly string[];
}

const SKIPPED =
  /^(?:text:tracked-changes|office:forms|text:sequence-decls|text:note-citation|text:ruby-text|text:bibliography-mark|text:table-of-content|office:annotation-end|text:index-title)$/;

class Reader {
  readonly counting = new Counting();
  readonly notes = new Map<string, Paragraph[]>();
  readonly remarks = new Map<string, Omit<BroughtNote, "target">>();
  readonly #styles: Styles;
  readonly #changes: ReadonlyMap<string, Change>;
  readonly #levels: ListLevels;
  #paragraphs: Paragraph[] = [];
  #runs: Run[] = [];
  /** Insertions that are open, by their ids. */
  readonly #inserted = new Map<string, Tracked>();
  readonly #open = new Set<string>();
  #deleted: Tracked | null = null;
  #lists = 0;
  #quotations = 0;
  #isHeading = false;

  constructor(styles: Styles, changes: ReadonlyMap<string, Change>, levels: ListLevels) {
    [this.#styles, this.#changes, this.#levels] = [styles, changes, levels];
  }

  read(body: XmlElement): Paragraph[] {
    for (const range of everyElement(body, "office:annotation-end"))
      this.#ends.add(range.attributes.get("office:name") ?? "");
    this.#within(body, { marks: [], item: null, depth: -1, list: null, quotations: [] });
    return this.#paragraphs;
  }

  readonly #ends = new Set<string>();

  #within(parent: XmlElement, setting: Setting): void {
    for (const child of parent.children) {
      if (typeof child === "string") {
        if (
          /^text:(?:p|h|span|a|ruby-base|meta|meta-field|change)/.test(parent.name) ||
          /^text:[a-z-]+$/.test(parent.name)
        )
          this.#add(child.replace(/[\t\n\r ]+/g, " "), setting);
      } else this.#element(child, setting);
    }
  }

  #element(element: XmlElement, setting: Setting): void {
    const { name, attributes } = element;
    if (name === "office:annotation-end") this.#open.delete(attributes.get("office:name") ?? "");
    if (name === "text:ruby-text") this.counting.add("readings beside characters");
    if (SKIPPED.test(name)) return;
    switch (name) {
      case "text:p":
      case "text:h":
        return this.#paragraph(element, setting);
      case "text:list":
        return this.#list(element, setting);
      case "text:list-item":
      case "text:list-header":
        return this.#within(element, { ...setting, item: this.#item(element, setting) });
      case "text:span":
        return this.#within(element, {
          ...setting,
          marks: this.#marks(attributes.get("text:style-name") ?? "", setting.marks),
        });
      case "text:s":
        return this.#add(" ".repeat(Math.min(1_000, Number(attributes.get("text:c") ?? 1) || 1)), setting);
      case "text:tab":
      case "text:line-break":
        return this.#add(" ", setting);
      case "text:note":
        return this.#note(element);
      case "office:annotation":
        return this.#remark(element);
      case "text:change-start":
        return this.#begin(attributes.get("text:change-id") ?? "");
      case "text:change-end":
        this.#inserted.delete(attributes.get("text:change-id") ?? "");
        return;
      case "text:change":
        return this.#putBack(attributes.get("text:change-id") ?? "", setting);
      case "table:table":
        this.counting.add("lines of tables");
        return this.#within(element, setting);
      case "draw:image":
        this.counting.add("pictures");
        return;
      case "text:a":
        this.counting.add("addresses of links");
        return this.#within(element, setting);
      default:
        return this.#within(element, setting);
    }
  }

  #begin(id: string): void {
    const change = this.#changes.get(id);
    if (change?.tracked.kind === "inserted") this.#inserted.set(id, change.tracked);
  }

  get #tracked(): Tracked | null {
    return this.#deleted ?? [...this.#inserted.values()].at(-1) ?? null;
  }

  #add(text: string, { marks }: Setting): void {
    if (text === "" || (this.#deleted && this.#inserted.size > 0)) return;
    this.#runs.push({ text, marks, tracked: this.#tracked, remarks: [...this.#open] });
  }

  #paragraph(element: XmlElement, setting: Setting): void {
    this.#words(element, setting);
    this.#close(element, setting, this.#tracked);
  }

  /** The words of a paragraph, behind those that are there. */
  #words(element: XmlElement, setting: Setting): void {
    const style = element.attributes.get("text:style-name") ?? "";
    const outer = this.#isHeading;
    this.#isHeading = levelOf(element) !== null;
    this.#within(element, { ...setting, marks: this.#marks(style, []) });
    this.#isHeading = outer;
  }

  #close(element: XmlElement, { item }: Setting, end: Tracked | null): void {
    const level = levelOf(element);
    const names = this.#styles.names(element.attributes.get("text:style-name") ?? "");
    const isQuotation =
      item === null && level === null && names.some((name) => /^(?:quotations?|block ?text|zitat|引文)$/i.test(name));
    if (!isQuotation) this.#quotations++;
    this.#paragraphs.push({
      ...{ level: item ? null : level, item, stanza: null, runs: this.#runs, end },
      quotations: isQuotation ? [`${this.#quotations}`] : [],
    });
    this.#runs = [];
  }

  /** What was deleted, at its place: its first paragraph goes on with what stands before, its last with what follows. */
  #putBack(id: string, setting: Setting): void {
    const change = this.#changes.get(id);
    if (change?.tracked.kind !== "deleted") return;
    const outer = this.#deleted;
    this.#deleted = change.tracked;
    const paragraphs = change.deleted.flatMap((each) =>
      /^text:[ph]$/.test(each.name) ? [each] : [...everyElement(each, "text:p"), ...everyElement(each, "text:h")],
    );
    paragraphs.forEach((each, index) => {
      if (this.#inserted.size > 0) return;
      this.#words(each, setting);
      if (index < paragraphs.length - 1) this.#close(each, setting, change.tracked);
    });
    this.#deleted = outer;
  }

  #list(element: XmlElement, setting: Setting): void {
    const style = element.attributes.get("text:style-name") ?? setting.list?.style ?? "";
    const depth = setting.depth + 1;
    const goesOn = element.attributes.get("text:continue-numbering") === "true";
    const name = `list ${goesOn || depth > 0 ? this.#lists : ++this.#lists} ${depth}`;
    this.#within(element, { ...setting, depth, list: { name, style, next: this.#levels(style, depth).start } });
  }

  #item(element: XmlElement, { list, depth }: Setting): Item | null {
    if (!list) return null;
    const { ordered } = this.#levels(list.style, depth);
    const told = Number(element.attributes.get("text:start-value") ?? NaN);
    const number = Number.isInteger(told) ? told : list.next;
    list.next = number + 1;
    return { list: list.name, ordered, depth, number: ordered ? number : null };
  }

  #marks(style: string, around: readonly Mark[]): readonly Mark[] {
    const look = this.#styles.look(style);
    let marks = around;
    const change = (name: "strong" | "emphasis" | "superscript" | "small_capitals", on: boolean | null): void => {
      if (on !== null) marks = on ? schema.mark(name).addToSet(marks) : schema.mark(name).removeFromSet(marks);
    };
    const [weight, slant, place, variant] = [
      "fo:font-weight",
      "fo:font-style",
      "style:text-position",
      "fo:font-variant",
    ].map((name) => look.get(name));
    change("strong", weight === undefined || this.#isHeading ? null : /^(?:bold|[6-9]00)$/.test(weight));
    change("emphasis", slant === undefined ? null : /^(?:italic|oblique)$/.test(slant));
    change("superscript", place === undefined ? null : /^(?:super|[1-9])/.test(place));
    change("small_capitals", variant === undefined ? null : variant === "small-caps");
    const [language, country] = [look.get("fo:language"), look.get("fo:country")];
    const tag = country === undefined || country === "none" ? language : `${language}-${country}`;
    if (!isLanguageTag(tag) || this.#styles.language === null || language === "none") return marks;
    return language === this.#styles.language
      ? marks
      : schema.marks.foreign.create({ lang: canonicalLanguage(tag) }).addToSet(marks);
  }

  #note(element: XmlElement): void {
    if (this.#inNote) return;
    const id = element.attributes.get("text:id") ?? `note ${this.notes.size + 1}`;
    const body = elementAt(element, "text:note-body");
    this.#runs.push({
      text: textIn(elementAt(element, "text:note-citation")),
      marks: [],
      tracked: this.#tracked,
      remarks: [...this.#open],
      note: id,
    });
    this.notes.set(id, body ? this.#apart(body) : []);
  }

  #inNote = false;

  /** The paragraphs of something that stands beside the words. */
  #apart(element: XmlElement): Paragraph[] {
    const outer = { paragraphs: this.#paragraphs, runs: this.#runs, isHeading: this.#isHeading, inNote: this.#inNote };
    [this.#paragraphs, this.#runs, this.#isHeading, this.#inNote] = [[], [], false, true];
    this.#within(element, { marks: [], item: null, depth: -1, list: null, quotations: [] });
    const found = this.#paragraphs;
    ({ paragraphs: this.#paragraphs, runs: this.#runs, isHeading: this.#isHeading, inNote: this.#inNote } = outer);
    return found;
  }

  #remark(element: XmlElement): void {
    const name = element.attributes.get("office:name") ?? `remark ${this.remarks.size + 1}`;
    const words = {
      ...element,
      children: element.children.filter((child) => typeof child !== "string" && !child.name.startsWith("dc:")),
    };
    this.remarks.set(name, {
      author: textIn(elementAt(element, "dc:creator")),
      date: dateIn(element),
      body: textOfParagraphs(this.#apart(words)),
    });
    if (this.#ends.has(name)) this.#open.add(name);
    else this.#runs.push({ text: "", marks: [], tracked: this.#tracked, remarks: [name] });
  }
}

function levelOf({ name, attributes }: XmlElement): number | null {
  if (name !== "text:h") return null;
  const level = Number(attributes.get("text:outline-level") ?? 1);
  return Number.isInteger(level) && level >= 1 ? Math.min(level, 6) : 1;
}
