/**
 * Web pages as manuscripts, read as parse5 does (HTML Living Standard). Where a page says what its text is (`main`,
 * `article`), that alone is read. `ins` and `del` are tracked changes; what is hidden, and scripts, stay out; what stands
 * above characters as their reading is left out, and counted.
 */
import { defaultTreeAdapter, parse, type DefaultTreeAdapterMap } from "parse5";
import type { Mark } from "prosemirror-model";
import type { Item } from "../text/flat-blocks.ts";
import { canonicalLanguage } from "../text/language.ts";
import { isLanguageTag, schema } from "../text/schema.ts";
import { BLOCKS, isEmphasised, isStrong, LINE, POEM, STANZA, styleIn, type Style } from "../text/style.ts";
import { Counting, NotTaken } from "./brought.ts";
import { FILE_LIMITS } from "./limits.ts";
import type { Manuscript, Paragraph, Run, Tracked } from "./manuscript.ts";
import { BESIDE } from "./page.ts";
import { stampBetween, stampIn } from "./pieces.ts";

type Element = DefaultTreeAdapterMap["element"];
type ParentNode = DefaultTreeAdapterMap["parentNode"];

/** What is said in a comment behind a passage. */
const STAMPED = stampBetween("", "");

/** The manuscript that a page shows. @throws NotTaken if it nests deeper than it may. */
export function htmlManuscript(html: string): Manuscript {
  refuseDeep(html);
  const page = parse(html);
  const body = textIn(page) ?? page;
  const reader = new Reader(attribute(firstOf(page, "html"), "lang"));
  return { paragraphs: reader.read(body), notes: new Map(), remarks: new Map(), notTaken: reader.counting.counts() };
}

/** Elements that have no end. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr|dt|dd|option)$/;

/** @throws NotTaken if tags open so many elements within each other that reading them would take the square of it. */
function refuseDeep(html: string): void {
  let depth = 0;
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (VOID.test(name!.toLowerCase())) continue;
    depth = Math.max(0, depth + (end === "/" ? -1 : 1));
    if (depth > 4 * FILE_LIMITS.depth) throw new NotTaken({ code: "over", limit: "depth" });
  }
}

function isElement(node: DefaultTreeAdapterMap["node"]): node is Element {
  return defaultTreeAdapter.isElementNode(node);
}

function attribute(element: Element | undefined, name: string): string | null {
  return element?.attrs.find((each) => each.name === name)?.value ?? null;
}

/** All elements within one, in order. */
function* elementsOf(parent: ParentNode): Generator<Element> {
  const waiting = [...parent.childNodes].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!isElement(next)) continue;
    yield next;
    waiting.push(...[...next.childNodes].reverse());
  }
}

function firstOf(parent: ParentNode, name: string): Element | undefined {
  for (const element of elementsOf(parent)) if (element.tagName === name) return element;
  return undefined;
}

/** What a page says is its text: `main`, or its only article. */
function textIn(page: ParentNode): ParentNode | undefined {
  const main = firstOf(page, "main");
  if (main) return main;
  const articles = [...elementsOf(page)].filter(({ tagName }) => tagName === "article");
  return articles.length === 1 ? articles[0] : firstOf(page, "body");
}

/** What holds for the words at a place. */
interface Setting {
  marks: readonly Mark[];
  tracked: Tracked | null;
  isPassing: boolean;
  level: number | null;
  item: Item | null;
  list: { name: string; ordered: boolean; next: number } | null;
  depth: number;
  quotations: readonly string[];
  /** The number of the stanza; -1 in a poem whose stanza has not begun. */
  stanza: number | null;
  preformatted: boolean;
  elements: number;
}

const DROPPED =
  /^(?:audio|canvas|datalist|embed|head|iframe|img|input|link|map|meta|noscript|object|picture|script|select|style|svg|template|textarea|title|video|nav|rp)$/;
const LOST: Readonly<Record<string, string>> = {
  img: "pictures",
  picture: "pictures",
  svg: "pictures",
  canvas: "pictures",
  video: "videos",
  audio: "recordings",
  iframe: "embedded pages",
  object: "embedded pages",
  embed: "embedded pages",
  input: "form fields",
  select: "form fields",
  textarea: "form fields",
  nav: "menus",
};

class Reader {
  readonly counting = new Counting();
  readonly #language: string | null;
  readonly #paragraphs: Paragraph[] = [];
  #runs: Run[] = [];
  /** Paragraphs since the last stamp. */
  #unstamped = 0;
  #lists = 0;
  #quotations = 0;
  #stanzas = 0;

  constructor(language: string | null) {
    this.#language = language?.split("-")[0]!.toLowerCase() ?? null;
  }

  read(body: ParentNode): Paragraph[] {
    const setting: Setting = {
      ...{ marks: [], tracked: null, isPassing: false, level: null, item: null, list: null, depth: 0 },
      ...{ quotations: [], stanza: null, preformatted: false, elements: 0 },
    };
    this.#children(body, setting);
    this.#end(setting, null);
    return this.#paragraphs;
  }

  #children(parent: ParentNode, setting: Setting): void {
    if (setting.elements > FILE_LIMITS.depth) throw new NotTaken({ code: "over", limit: "depth" });
    for (const child of parent.childNodes) {
      if (defaultTreeAdapter.isTextNode(child)) this.#text(child.value, setting);
      else if (defaultTreeAdapter.isCommentNode(child)) this.#comment(child.data, setting);
      else if (isElement(child)) this.#element(child, setting);
    }
  }

  #text(value: string, { marks, tracked, isPassing, preformatted, stanza }: Setting): void {
    if (isPassing) return;
    const text = preformatted && stanza !== null ? value : value.replace(/[\t\n\f\r ]+/g, " ");
    this.#runs.push({ text, marks, tracked, remarks: [] });
  }

  /** A stamp stands behind the passage that it is of. */
  #comment(data: string, setting: Setting): void {
    const stamp = stampIn(data, STAMPED);
    if (!stamp) return;
    this.#end(setting, null);
    for (const paragraph of this.#paragraphs.slice(this.#unstamped)) Object.assign(paragraph, stamp);
    this.#unstamped = this.#paragraphs.length;
  }

  #element(element: Element, around: Setting): void {
    const name = element.tagName;
    const style = styleIn(attribute(element, "style") ?? "");
    if (this.#staysOut(element, name, style)) return;
    if (name === "br") return around.stanza === null ? this.#text(" ", around) : this.#end(around, null);
    if (name === "hr") return this.#end(around, null);
    const setting = this.#inside(element, name, style, around);
    if (!BLOCKS.has(name) || /^inline/.test(style.get("display") ?? "")) return this.#children(element, setting);
    this.#end(around, null);
    this.#children(element, setting);
    this.#end(setting, endOf(element, setting));
  }

  #staysOut(element: Element, name: string, style: Style): boolean {
    const isHidden =
      attribute(element, "hidden") !== null ||
      attribute(element, BESIDE) !== null ||
      /^none/.test(style.get("display") ?? "") ||
      /^(?:hidden|collapse)/.test(style.get("visibility") ?? "");
    if (isHidden) return true;
    if (DROPPED.test(name)) this.counting.add(LOST[name] ?? "", LOST[name] === undefined ? 0 : 1);
    if (name === "rt") this.counting.add("readings beside characters");
    if (name === "a" && attribute(element, "href") !== null) this.counting.add("addresses of links");
    if (name === "table") this.counting.add("lines of tables");
    return DROPPED.test(name) || name === "rt";
  }

  #inside(element: Element, name: string, style: Style, around: Setting): Setting {
    const setting = {
      ...around,
      marks: this.#marks(element, name, style, around.marks),
      elements: around.elements + 1,
    };
    if (name === "ins" || name === "del" || name === "s" || name === "strike") {
      const kind = name === "ins" ? "inserted" : "deleted";
      setting.isPassing ||= around.tracked !== null && around.tracked.kind !== kind;
      setting.tracked = { kind, by: attribute(element, "cite-by") ?? "", date: dateOf(attribute(element, "datetime")) };
    }
    if (name === "pre") setting.preformatted = true;
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined && !around.item) setting.level = Number(level);
    if (name === "ul" || name === "ol" || name === "menu") {
      const start = Number(attribute(element, "start") ?? 1);
      setting.list = {
        name: `list ${++this.#lists}`,
        ordered: name === "ol",
        next: Number.isInteger(start) ? start : 1,
      };
      setting.depth = around.list ? around.depth + 1 : around.depth;
    }
    if (name === "li") setting.item = this.#item(element, setting);
    if (setting.item || setting.list) return setting;
    if (name === "blockquote") setting.quotations = [...around.quotations, `${++this.#quotations}`];
    return { ...setting, stanza: this.#stanzaIn(attribute(element, "class") ?? "", name, around.stanza) };
  }

  #item(element: Element, { list, depth }: Setting): Item {
    const value = Number(attribute(element, "value") ?? NaN);
    const number = Number.isInteger(value) ? value : (list?.next ?? 1);
    if (list) list.next = number + 1;
    const ordered = list?.ordered ?? false;
    return { list: list?.name ?? "loose", ordered, depth, number: ordered ? number : null };
  }

  #stanzaIn(classes: string, name: string, around: number | null): number | null {
    if (LINE.test(classes)) return around ?? this.#stanzas;
    if (STANZA.test(classes) || POEM.test(classes) || (around !== null && name === "p")) return ++this.#stanzas;
    return around;
  }

  #marks(element: Element, name: string, style: Style, around: readonly Mark[]): readonly Mark[] {
    let marks = around;
    const change = (mark: Mark, on: boolean | null): void => {
      if (on !== null) marks = on ? mark.addToSet(marks) : mark.removeFromSet(marks);
    };
    change(schema.mark("strong"), isStrong(style) ?? (/^(?:b|strong)$/.test(name) ? true : null));
    change(schema.mark("emphasis"), isEmphasised(style) ?? (/^(?:em|i|cite|dfn|var)$/.test(name) ? true : null));
    change(schema.mark("superscript"), name === "sup" || style.get("vertical-align") === "super" ? true : null);
    const small = /small-caps/.test(`${style.get("font-variant")} ${style.get("font-variant-caps")}`);
    change(schema.mark("small_capitals"), small || attribute(element, "class") === "small-capitals" ? true : null);
    const lang = attribute(element, "lang");
    if (!isLanguageTag(lang) || BLOCKS.has(name) || this.#language === null) return marks;
    if (lang.split("-")[0]!.toLowerCase() === this.#language)
      return marks.filter(({ type }) => type !== schema.marks.foreign);
    return schema.marks.foreign.create({ lang: canonicalLanguage(lang) }).addToSet(marks);
  }

  #end({ level, item, quotations, stanza }: Setting, end: Tracked | null): void {
    const runs = this.#runs;
    this.#runs = [];
    if (!runs.some(({ text }) => /\S/.test(text))) return;
    const marked =
      level === null
        ? runs
        : runs.map((run) => ({ ...run, marks: run.marks.filter(({ type }) => type !== schema.marks.strong) }));
    this.#paragraphs.push({ level: item ? null : level, item, quotations, stanza, runs: marked, end });
  }
}

/** A paragraph that is inserted or deleted whole is so with its end. */
function endOf(element: Element, { tracked }: Setting): Tracked | null {
  if (tracked) return tracked;
  const filled = element.childNodes.filter((node) => !defaultTreeAdapter.isTextNode(node) || /\S/.test(node.value));
  const [only, ...others] = filled;
  if (!only || others.length > 0 || !isElement(only) || !/^(?:ins|del)$/.test(only.tagName)) return null;
  return { kind: only.tagName === "ins" ? "inserted" : "deleted", by: "", date: dateOf(attribute(only, "datetime")) };
}

function dateOf(value: string | null): string | null {
  return value !== null && /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : null;
}
