/**
 * The rendering's schema: what a translated passage may contain, and nothing else.
 * How a rendering becomes plain words stands in `canonical.ts`; how it looks, in the editor.
 */
import { Schema, type Mark, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";
import { canonicalLanguage } from "./language.ts";

/** Raised whenever nodes or marks, or how a draft keeps them, change meaning. A client of another number may not join a draft. */
export const SCHEMA_VERSION = 4;

/** BCP 47, loosely: `zh`, `zh-Hans`, `pinyin` as `zh-Latn-pinyin`. Anything else is not a language. */
const LANGUAGE_TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** True if `tag` has the shape of a BCP 47 language tag. */
export function isLanguageTag(tag: unknown): tag is string {
  return typeof tag === "string" && tag.length <= 35 && LANGUAGE_TAG.test(tag);
}

/** True if a tag says that the language is not known, or not one: `und`, `mul`, `mis`, `zxx`. */
export function namesNoLanguage(tag: string): boolean {
  return /^(und|mul|mis|zxx)(-|$)/i.test(tag);
}

function checkLanguage(value: unknown): void {
  if (!isLanguageTag(value)) throw new RangeError(`"${String(value)}" is not a language tag such as zh-Hans`);
}

/** A passage's id. */
const PASSAGE = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;

function checkPassage(value: unknown): void {
  if (typeof value !== "string" || !PASSAGE.test(value)) throw new RangeError(`"${String(value)}" is no passage`);
}

function checkRange(name: string, from: number, to: number) {
  return (value: unknown): void => {
    if (!Number.isInteger(value) || (value as number) < from || (value as number) > to)
      throw new RangeError(`${name} must be a whole number from ${from} to ${to}`);
  };
}

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    group: "block",
    content: "text*",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  heading: {
    group: "block",
    content: "text*",
    defining: true,
    attrs: { level: { default: 2, validate: checkRange("a heading's level", 1, 6) } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: (node) => [`h${String(node.attrs["level"])}`, 0],
  },
  /** A stanza. */
  verse: {
    group: "block",
    content: "verse_line+",
    parseDOM: [{ tag: "div.verse" }],
    toDOM: () => ["div", { class: "verse" }, 0],
  },
  verse_line: {
    content: "text*",
    parseDOM: [{ tag: "p.verse-line", priority: 60 }],
    toDOM: () => ["p", { class: "verse-line" }, 0],
  },
  quotation: {
    group: "block",
    content: "block+",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  bullet_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    group: "block",
    content: "list_item+",
    attrs: { start: { default: 1, validate: checkRange("a list's first number", 0, 9_999) } },
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: listStart(dom) }) }],
    toDOM: (node) => (node.attrs["start"] === 1 ? ["ol", 0] : ["ol", { start: String(node.attrs["start"]) }, 0]),
  },
  list_item: {
    content: "paragraph (paragraph | bullet_list | ordered_list)*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  text: {},
} satisfies Record<string, NodeSpec>;

/** The part of a DOM element that the parse rules read; this folder knows no DOM. */
interface Attributed {
  getAttribute(name: string): string | null;
}

function listStart(dom: unknown): number {
  const start = Number((dom as Attributed).getAttribute("start") ?? 1);
  return Number.isInteger(start) && start >= 0 && start <= 9_999 ? start : 1;
}

function footnoteOf(dom: unknown): { passage: string } | false {
  const passage = (dom as Attributed).getAttribute("data-passage") ?? "";
  return PASSAGE.test(passage) && { passage };
}

/** Google Docs wraps all that is copied in a `<b>` of normal weight, which marks nothing. */
function heavy(dom: unknown): false | null {
  return /font-weight:\s*(normal|400)/.test((dom as Attributed).getAttribute("style") ?? "") ? false : null;
}

const marks = {
  emphasis: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: heavy }], toDOM: () => ["strong", 0] },
  foreign: {
    attrs: { lang: { validate: checkLanguage } },
    inclusive: false,
    parseDOM: [
      {
        tag: "span[lang]",
        getAttrs: (dom) => {
          const lang = (dom as unknown as Attributed).getAttribute("lang");
          return isLanguageTag(lang) ? { lang: canonicalLanguage(lang) } : false;
        },
      },
    ],
    toDOM: (mark) => ["span", { lang: String(mark.attrs["lang"]), class: "foreign" }, 0],
  },
  superscript: { parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
  small_capitals: { parseDOM: [{ tag: "span.small-capitals" }], toDOM: () => ["span", { class: "small-capitals" }, 0] },
  /** The sign of an author's footnote, which is a passage of its own. */
  footnote: {
    attrs: { passage: { validate: checkPassage } },
    inclusive: false,
    parseDOM: [{ tag: "sup.footnote", priority: 60, getAttrs: (dom) => footnoteOf(dom) }],
    toDOM: (mark) => ["sup", { class: "footnote", "data-passage": String(mark.attrs["passage"]) }, 0],
  },
} satisfies Record<string, MarkSpec>;

/** The schema of every rendering and of every draft. */
export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({ nodes, marks });

/** A translated passage: a `doc` node of {@link schema}. */
export type Rendering = Node;

/** A rendering as plain JSON, the form in which it is stored and sent. */
export interface RenderingJson {
  type: string;
  attrs?: Record<string, unknown>;
  content?: RenderingJson[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

export type { Mark };
