/**
 * Markup from other programs, read as a rendering: Word and its kin, Google Docs, web pages, what viewers of PDFs give.
 *
 * The rules. Visible words come in, in their order, each once. Hidden words, scripts, pictures, form fields, reviewers'
 * comments and words struck through stay out; what of that is told, `paste-losses.ts` says. Tables become paragraphs, a
 * cell each. Two line breaks, or a block, make a paragraph; one line break is white space (`paste-lines.ts`), for it
 * parts lines of addresses and soft lines of Word as well. Lines of a `pre` were ended by hand and become verse, if no
 * program broke them where the next word had no room. Only what its markup calls a poem, a stanza or a line block is
 * verse, a line of it for each break or block; in a poem headings, lists, tables and what is said about it are none,
 * nor is a paragraph that is longer than a line. A `blockquote` is a quotation, if it is not one that browsers make to
 * indent, and so are paragraphs of Word's styles of that name; an item of a list can't hold one. Bold, italics and
 * raised letters count whether a tag or a style says so; bold that is only a heading's look does not. Word's lists are
 * paragraphs that say that they are items: signs and plain numbers make lists, other markers ("(a)", "1.1", "（一）") are
 * words and stay. A no-break space alone between two words stays; at an edge or beside other white space it is layout,
 * and goes the way of other white space; which of them browsers and Word wrote themselves, `paste-spaces.ts` says. A
 * language is kept where it is not the rendering's own, and from Word, which guesses languages, only on East Asian
 * letters.
 */
import { Fragment, Mark, type Node as Block } from "prosemirror-model";
import { canonical } from "../../translations/text/canonical.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { isLanguageTag, schema, type Rendering } from "../../translations/text/schema.ts";
import { isStruck, Losses, lossOf, lossWith } from "./paste-losses.ts";
import { bulletLength, isWrapped, mendLines, widestLine, wordsIn, type Mending } from "./paste-lines.ts";
import { plainEdges } from "./paste-spaces.ts";
import { styleOf, type Style } from "./paste-style.ts";

/** An item of a list. Its blocks share the one object. */
interface Item {
  /** Items of one list have the same name for it. */
  list: string;
  ordered: boolean;
  /** From 0, lists around this one. */
  depth: number;
  /** The number it bears, if it says so. */
  number: number | null;
}

/** Words as letters with their marks: `marks[i]` are those of code unit `text[i]`. LF is a line break. */
interface Letters {
  text: string;
  marks: (readonly Mark[])[];
}

/** A paragraph, a line of verse, or a heading of this level, by itself or in an item. */
interface FlatBlock {
  level: number | null;
  item: Item | null;
  words: Letters;
  /** Names of the quotations around it, from the outermost. */
  quotations: readonly string[];
  /** Lines of one stanza have the same number. */
  stanza: number | null;
}

/** A stanza while its lines come in. */
interface Stanza {
  number: number;
}

/** What holds for the words at a place. */
interface Setting {
  marks: readonly Mark[];
  /** True where line ends of the markup are line breaks. */
  preformatted: boolean;
  /** How wide the `pre` is that stands around; null where none does. */
  width: number | null;
  level: number | null;
  item: Item | null;
  quotations: readonly string[];
  /** The name of the outermost quotation around it that a list can't hold. */
  unquoted: string | null;
  stanza: Stanza | null;
  /** True where every block is a line of the stanza, however long. */
  lines: boolean;
  /** How many lists there are around, and the one that is nearest. */
  depth: number;
  list: { name: string; ordered: boolean; next: number | null } | null;
}

/**
 * The rendering that the body of a pasted page shows, canonical. `language` (BCP 47) is that of the rendering. What it
 * has no place for is added to `losses`.
 */
export function renderingOfHtml(page: Document, language: string, losses = new Losses()): Rendering {
  const reader = new Reader(page, language, losses);
  reader.read(page.body);
  const known = wordsIn(reader.blocks.map(({ words }) => words.text).join("\n"));
  const blocks = reader.blocks.map((block) => ({ ...block, words: tidied(block.words, known, block.level !== null) }));
  return canonical(schema.nodes.doc.create(null, assembled(blocks)));
}

const DROPPED = new Set(
  "audio canvas datalist embed head iframe img input link map meta noscript object option picture script select style svg template textarea title video xml".split(
    " ",
  ),
);

const BLOCKS = new Set(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

class Reader {
  readonly blocks: FlatBlock[] = [];
  readonly #language: string;
  readonly #losses: Losses;
  /** True for Word and its kin. */
  readonly #office: boolean;
  /** True for LibreOffice, which makes a quotation of each paragraph of one. */
  readonly #parted: boolean;
  #words: Letters = { text: "", marks: [] };
  #lists = 0;
  #quotations = 0;
  #stanzas = 0;
  /** The quotation that a list can't hold which the last words stood in. */
  #unquoted: string | null = null;
  /** Word's items that the next one may belong to, by depth. */
  #open: (Item | undefined)[] = [];

  constructor(page: Document, language: string, losses: Losses) {
    this.#language = primary(language);
    this.#losses = losses;
    this.#office =
      page.querySelector(
        "[style*='mso-'], [data-style*='mso-'], [class^='Mso'], .TextRun, meta[name='Generator'][content^='Microsoft']",
      ) !== null;
    this.#parted = page.querySelector("meta[name='generator' i][content^='LibreOffice']") !== null;
  }

  read(body: Element): void {
    const setting: Setting = {
      marks: [],
      preformatted: false,
      width: null,
      level: null,
      item: null,
      quotations: [],
      unquoted: null,
      stanza: null,
      lines: false,
      depth: 0,
      list: null,
    };
    this.#children(body, setting);
    this.#flush(setting);
  }

  #children(parent: Element, setting: Setting): void {
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) this.#text(plainEdges(child, this.#words.text.slice(-1)), setting);
      else if (child.nodeType === 1) this.#element(child as Element, setting);
    }
  }

  #text(value: string, { marks, preformatted }: Setting): void {
    const text = preformatted ? value.replace(/\r\n?/g, "\n") : value.replace(/[\t\n\f\r ]+/g, " ");
    this.#add(text, this.#office ? marks.filter((mark) => isFitting(mark, text)) : marks);
  }

  #add(text: string, marks: readonly Mark[]): void {
    this.#words.text += text;
    for (let at = 0; at < text.length; at++) this.#words.marks.push(marks);
  }

  #element(element: Element, around: Setting): void {
    const name = element.localName;
    const style = styleOf(element);
    if (isHidden(element, style) || this.#staysOut(element, name, style)) return;
    if (name === "br") {
      if (!element.classList.contains("Apple-interchange-newline")) this.#add("\n", around.marks);
      return;
    }
    const setting = this.#inside(element, name, style, around);
    if (!isBlock(name, style)) return this.#inline(element, style, setting);
    this.#flush(around);
    this.#children(element, setting);
    this.#flush(setting);
  }

  /** True for what does not come in. */
  #staysOut(element: Element, name: string, style: Style): boolean {
    if (isStruck(name, style)) {
      this.#losses.strike(element.textContent ?? "");
      return true;
    }
    const [dropped, remark] = [DROPPED.has(name), isRemark(element, style)];
    const loss = dropped ? lossWith(element) : remark ? commentIn(element) : lossOf(element, name, style);
    if (loss) this.#losses.add(loss);
    return dropped || remark;
  }

  /** Lines of a page that are put in their place by hand are lines. */
  #inline(element: Element, style: Style, setting: Setting): void {
    const placed = /absolute|fixed/.test(style.get("position") ?? "");
    if (placed) this.#add("\n", setting.marks);
    if (element.classList.contains("Apple-converted-space")) this.#add(" ", setting.marks);
    else this.#children(element, setting);
    if (placed) this.#add("\n", setting.marks);
  }

  #inside(element: Element, name: string, style: Style, around: Setting): Setting {
    const setting = { ...around, marks: this.#marks(element, name, style, around.marks) };
    const space = style.get("white-space") ?? (name === "pre" ? "pre" : undefined);
    if (space !== undefined) setting.preformatted = /^(pre|break-spaces)/.test(space);
    if (name === "pre") setting.width = widestLine(element.textContent ?? "");
    const level = headingLevel(element, name);
    if (level !== null) setting.level = level;
    this.#apart(element, name, style, setting);
    if (name === "ul" || name === "ol" || name === "menu" || name === "dir") return this.#list(element, name, setting);
    if (name === "li") return this.#listItem(element, setting);
    const word = this.#wordItem(element, style, setting);
    return word ? { ...setting, item: word } : setting;
  }

  /** Quotations and stanzas that begin with an element; an item holds neither. */
  #apart(element: Element, name: string, style: Style, setting: Setting): void {
    const found = quotationIn(element, name, style, this.#parted);
    const quotation = found === "new" ? `${++this.#quotations}` : (found ?? null);
    if (setting.item || setting.list) {
      setting.unquoted ??= quotation;
      return;
    }
    if (quotation !== null) setting.quotations = [...setting.quotations, quotation];
    if (isBlock(name, style)) this.#verseIn(element, name, setting);
  }

  #verseIn(element: Element, name: string, setting: Setting): void {
    const classes = element.getAttribute("class") ?? "";
    if (BESIDE_VERSE.has(name)) setting.stanza = null;
    const line = LINE.test(classes) || (setting.stanza !== null && isVerseOfOneLine(element, classes));
    const parts = setting.stanza !== null && name === "p" && element.querySelector("br") !== null;
    if (line) setting.lines = true;
    else if (STANZA.test(classes) || POEM.test(classes) || parts) {
      setting.stanza = { number: ++this.#stanzas };
      setting.lines = parts || STANZA.test(classes);
    }
    if (/\bverse-line\b/.test(classes)) setting.stanza ??= LOOSE;
  }

  #list(element: Element, name: string, setting: Setting): Setting {
    const ordered = name === "ol";
    const start = Number(element.getAttribute("start") ?? NaN);
    const next = ordered && Number.isInteger(start) ? start : null;
    const list = { name: `list ${++this.#lists}`, ordered, next };
    return { ...setting, list, depth: setting.list ? setting.depth + 1 : setting.depth };
  }

  /** Word on the web makes a list of each item, and says beside it which list it means. */
  #listItem(element: Element, setting: Setting): Setting {
    const { list, depth } = setting;
    const value = Number(element.getAttribute("value") ?? NaN);
    const number = Number.isInteger(value) ? value : (list?.next ?? null);
    if (list) list.next = null;
    const [told, level] = [element.getAttribute("data-listid"), Number(element.getAttribute("data-aria-level") ?? NaN)];
    const known = told !== null && Number.isInteger(level) && level > 0;
    const item: Item = {
      list: known ? `told ${told} ${level}` : (list?.name ?? "loose"),
      ordered: list?.ordered ?? false,
      depth: known ? level - 1 : depth,
      number,
    };
    return { ...setting, item };
  }

  #marks(element: Element, name: string, style: Style, around: readonly Mark[]): readonly Mark[] {
    let marks = around;
    const change = (mark: Mark, on: boolean | null): void => {
      if (on !== null) marks = on ? mark.addToSet(marks) : mark.removeFromSet(marks);
    };
    change(STRONG, isStrong(style) ?? (/^(b|strong)$/.test(name) ? true : null));
    change(EMPHASIS, isEmphasised(style) ?? (/^(em|i|cite|dfn|var)$/.test(name) ? true : null));
    change(RAISED, style.get("vertical-align") === "super" || name === "sup" ? true : name === "sub" ? false : null);
    return isBlock(name, style) ? marks : this.#foreign(element, marks);
  }

  #foreign(element: Element, marks: readonly Mark[]): readonly Mark[] {
    const lang = element.getAttribute("lang");
    if (!isLanguageTag(lang)) return marks;
    if (primary(lang) === this.#language) return marks.filter(({ type }) => type !== schema.marks.foreign);
    return schema.marks.foreign.create({ lang: canonicalLanguage(lang) }).addToSet(marks);
  }

  /** The item that a paragraph of Word's is, without its marker; null if it is none, or one whose marker is words. */
  #wordItem(element: Element, style: Style, setting: Setting): Item | null {
    const [, list, told] = /l(\d+)\s+level(\d+)/i.exec(style.get("mso-list") ?? "") ?? [];
    if (list === undefined || setting.level !== null) return null;
    const depth = Number(told) - 1;
    const marker = [...element.querySelectorAll("[style], [data-style]")].find((inner) =>
      /ignore/i.test(styleOf(inner).get("mso-list") ?? ""),
    );
    const kind = markerOf(marker?.textContent ?? "");
    if (kind === "words") return this.#open.slice(0, depth).findLast((item) => item !== undefined) ?? null;
    marker?.remove();
    return { list: `word ${list} ${told}`, ordered: kind !== "sign", depth, number: kind === "sign" ? null : kind };
  }

  #flush(setting: Setting): void {
    const { level, item, quotations, stanza, lines, width } = setting;
    const words = this.#words;
    this.#words = { text: "", marks: [] };
    const prose = !lines && words.text.trim().length > LONGEST_LINE && !words.text.includes("\n");
    if (stanza && !prose && !item && level === null) return this.#verse(words, quotations, stanza);
    const had = this.blocks.length;
    let begins = item === null || this.#open[item.depth] !== item;
    for (const lines of paragraphsIn(words)) {
      const sign = begins || item === null ? bulletLength(lines.text) : 0;
      if (LAYOUT.test(lines.text)) continue;
      const home = item ?? (sign > 0 ? { list: "signs", ordered: false, depth: 0, number: null } : null);
      this.#remember(home);
      const own = sliced(lines, sign, lines.text.length);
      const parts = width === null || isWrapped(own.text, width) ? [own] : linesOf(own);
      const apart = parts.length > 1 && !home && level === null ? ++this.#stanzas : null;
      for (const words of parts)
        this.blocks.push({ level: home ? null : level, item: home, words, quotations, stanza: apart });
      begins = false;
    }
    if (this.blocks.length > had) this.#unheld(setting);
  }

  /** Counts what a list can't hold of words that came in: a quotation of several paragraphs once. */
  #unheld({ level, item, unquoted }: Setting): void {
    if (item && level !== null) this.#losses.add("heading");
    if (unquoted !== null && unquoted !== this.#unquoted) this.#losses.add("quotation");
    this.#unquoted = unquoted;
  }

  /** Lines of verse; an empty one, with a line break behind it, begins a stanza. */
  #verse(words: Letters, quotations: readonly string[], stanza: Stanza): void {
    for (let from = 0; from < words.text.length;) {
      const end = words.text.indexOf("\n", from);
      const line = sliced(words, from, end < 0 ? words.text.length : end);
      if (!LAYOUT.test(line.text))
        this.blocks.push({ level: null, item: null, words: line, quotations, stanza: stanza.number });
      else if (end >= 0 && stanza !== LOOSE) stanza.number = ++this.#stanzas;
      from += line.text.length + 1;
    }
  }

  #remember(item: Item | null): void {
    this.#open.length = item ? Math.min(this.#open.length, item.depth) : 0;
    if (item) this.#open[item.depth] = item;
  }
}

/** How poems, their stanzas and lines are called, by ourselves, Pandoc, MediaWiki, Wikisource, Asciidoctor and Project Gutenberg. */
const POEM = /(?:^|\s)(?:poem|ws-poem|poetry)(?:\s|$)/i;
const STANZA = /(?:^|\s)(?:verse|verseblock|stanza|ws-poem-stanza|line-block)(?:\s|$)/i;
const LINE = /(?:^|\s)(?:verse-line|line)(?:\s|$)/i;

/** What stands in a poem and is none of it. */
const BESIDE_VERSE = new Set("aside caption details dl fieldset figcaption figure footer header nav table".split(" "));

/** In UTF-16 code units: a block of a poem that is longer, and has no line break, is a paragraph. Print breaks such lines. */
const LONGEST_LINE = 120;

/** Project Gutenberg calls a line "verse" that others call so a stanza. */
function isVerseOfOneLine(element: Element, classes: string): boolean {
  return /(?:^|\s)verse(?:\s|$)/i.test(classes) && element.querySelector("br, div, p") === null;
}

/** Of our own lines without a stanza around them: a browser leaves it out where part of one was copied. */
const LOOSE: Stanza = { number: 0 };

/**
 * What the quotation is called that an element is: "new", or a name that it shares with the paragraphs beside it; undefined
 * if it is none.
 */
function quotationIn(element: Element, name: string, style: Style, parted: boolean): string | undefined {
  if (/\bMso(?:Intense)?Quote|\bMsoBlockText/.test(element.getAttribute("class") ?? "")) return "of Word";
  if (name !== "blockquote") return undefined;
  const indents = /^none/.test(style.get("border") ?? "") && /40px$/.test(style.get("margin") ?? "");
  return indents ? undefined : parted ? "of LibreOffice" : "new";
}

function isHidden(element: Element, style: Style): boolean {
  return (
    /^none/.test(style.get("display") ?? "") ||
    /^(hidden|collapse)/.test(style.get("visibility") ?? "") ||
    style.get("mso-hide") === "all" ||
    element.hasAttribute("hidden")
  );
}

/** What is said about the words: comments of reviewers and their signs. */
function isRemark(element: Element, style: Style): boolean {
  return (
    /^comment/.test(style.get("mso-element") ?? "") ||
    /\b(MsoCommentReference|MsoCommentText|MsoCommentSubject|msocomanchor|msocomoff|msocomtxt|EOP)\b/.test(
      element.getAttribute("class") ?? "",
    )
  );
}

/** A comment is counted once, by its sign among the words. */
function commentIn(element: Element): "comment" | null {
  return element.classList.contains("MsoCommentReference") ? "comment" : null;
}

function isBlock(name: string, style: Style): boolean {
  const display = style.get("display") ?? "";
  if (/^inline/.test(display) && /^(div|p|section)$/.test(name)) return false;
  return BLOCKS.has(name) || /^(block|list-item|flex|grid|table|flow-root)/.test(display);
}

function headingLevel(element: Element, name: string): number | null {
  const told = /^h([1-6])$/.exec(name)?.[1];
  if (told) return Number(told);
  if (element.getAttribute("role") !== "heading") return null;
  const level = Number(element.getAttribute("aria-level") ?? 2);
  return Number.isInteger(level) && level >= 1 ? Math.min(level, 6) : 2;
}

const STRONG = schema.marks.strong.create();
const EMPHASIS = schema.marks.emphasis.create();
const RAISED = schema.marks.superscript.create();

/** Null if the style doesn't say. */
function isStrong(style: Style): boolean | null {
  const weight = style.get("font-weight") ?? "";
  if (/^bold/.test(weight) || Number.parseInt(weight) >= 600) return true;
  return /^(normal|lighter|\d+)/.test(weight) ? false : null;
}

function isEmphasised(style: Style): boolean | null {
  const slant = style.get("font-style") ?? "";
  if (/^(italic|oblique)/.test(slant)) return true;
  return slant.startsWith("normal") ? false : null;
}

function primary(language: string): string {
  return language.split("-")[0]!.toLowerCase();
}

const EAST_ASIAN = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;

/** Word calls quotation marks Chinese, and any word the language of somebody's keyboard. */
function isFitting({ type, attrs }: Mark, text: string): boolean {
  if (type !== schema.marks.foreign) return true;
  return /^(zh|ja|ko)/.test(String(attrs["lang"])) && /\p{L}/u.test(text) && EAST_ASIAN.test(text);
}

/** What a marker of Word's is: a bullet's sign, a plain number, or words that must stay. */
function markerOf(text: string): number | "sign" | "words" {
  const marker = text.replace(/[\s\u00a0]+/g, "");
  const number = /^(\d{1,4})[.)]?$/.exec(marker)?.[1];
  if (number !== undefined) return Number(number);
  return Array.from(marker).length > 1 && /[\p{L}\p{N}]/u.test(marker) ? "words" : "sign";
}

function sliced({ text, marks }: Letters, from: number, to: number): Letters {
  return { text: text.slice(from, to), marks: marks.slice(from, to) };
}

/** Blanks and line ends in a row: found whole, as a run of blanks may be long and have no line end. */
const BLANKS = /[\t\n \u00a0\u3000]+/g;

/** Parted at empty lines, and before lines that begin with a bullet. */
function paragraphsIn(words: Letters): Letters[] {
  const out: Letters[] = [];
  let from = 0;
  const cut = (to: number, next: number): void => {
    out.push(sliced(words, from, to));
    from = next;
  };
  for (const { index, 0: blanks } of words.text.matchAll(BLANKS)) {
    const line = index + blanks.indexOf("\n");
    if (line < index) continue;
    if (blanks.indexOf("\n") < blanks.lastIndexOf("\n")) cut(index, index + blanks.length);
    else if (bulletLength(words.text.slice(line + 1, line + 41)) > 0) cut(line, line + 1);
  }
  cut(words.text.length, words.text.length);
  return out;
}

/** The lines of what an empty line does not part, those that have words. */
function linesOf(words: Letters): Letters[] {
  const out: Letters[] = [];
  for (let from = 0; from <= words.text.length;) {
    const end = words.text.indexOf("\n", from);
    const line = sliced(words, from, end < 0 ? words.text.length : end);
    if (!LAYOUT.test(line.text)) out.push(line);
    from += line.text.length + 1;
  }
  return out;
}

/** Nothing but white space and hints for a line's end. */
const LAYOUT = /^[\s\u00a0\u3000\u00ad\u200b\u2060\ufeff]*$/;

/** One line, without what is layout. `known` are the words of all that was pasted. A heading is bold by being one. */
function tidied(words: Letters, known: ReadonlySet<string>, heading: boolean): Letters {
  const line = edited(words, mendLines(words.text, known));
  const letters = edited(line, matches(line.text, /[\u00ad\u200b\u2060\ufeff]+/g, ""));
  const spaced = edited(letters, matches(letters.text, /[\t\n \u00a0]{2,}/g, " "));
  const { text, marks } = trimmed(spaced);
  return { text, marks: heading ? marks.map((set) => STRONG.removeFromSet(set)) : marks };
}

function trimmed(letters: Letters): Letters {
  let [from, to] = [0, letters.text.length];
  while (from < to && /\s/.test(letters.text[from]!)) from++;
  while (to > from && /\s/.test(letters.text[to - 1]!)) to--;
  return sliced(letters, from, to);
}

function matches(text: string, pattern: RegExp, by: string): Mending[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length, by }));
}

/** What comes in has the marks of what stood before it. */
function edited({ text, marks }: Letters, mendings: readonly Mending[]): Letters {
  const out: Letters = { text: "", marks: [] };
  let at = 0;
  for (const { from, to, by } of mendings) {
    out.text += text.slice(at, from) + by;
    for (; at < from; at++) out.marks.push(marks[at]!);
    for (let letter = 0; letter < by.length; letter++) out.marks.push(marks[from] ?? []);
    at = to;
  }
  out.text += text.slice(at);
  for (; at < text.length; at++) out.marks.push(marks[at]!);
  return out;
}

function textNodes({ text, marks }: Letters): Block[] {
  const nodes: Block[] = [];
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    while (end < text.length && Mark.sameSet(marks[end]!, marks[at]!)) end++;
    nodes.push(schema.text(text.slice(at, end), marks[at]));
    at = end;
  }
  return nodes;
}

/** A list while its items come in. */
interface OpenList {
  name: string;
  ordered: boolean;
  start: number;
  items: OpenItem[];
}

interface OpenItem {
  item: Item;
  blocks: (Block | OpenList)[];
}

/** Blocks in a row, those of a quotation in it and lines in their stanza. `depth`: how many quotations are around. */
function assembled(blocks: readonly FlatBlock[], depth = 0): Block[] {
  const out: Block[] = [];
  for (let from = 0; from < blocks.length;) {
    const { quotations, stanza } = blocks[from]!;
    let to = from + 1;
    while (to < blocks.length && isTogether(blocks[from]!, blocks[to]!, depth)) to++;
    const run = blocks.slice(from, to);
    if (quotations.length > depth) out.push(schema.nodes.quotation.create(null, assembled(run, depth + 1)));
    else if (stanza !== null) out.push(schema.nodes.verse.create(null, run.map(verseLine)));
    else out.push(...inLists(run));
    from = to;
  }
  return out;
}

function isTogether(a: FlatBlock, b: FlatBlock, depth: number): boolean {
  if (a.quotations[depth] !== b.quotations[depth]) return false;
  return a.quotations.length > depth || a.stanza === b.stanza;
}

function verseLine({ words }: FlatBlock): Block {
  return schema.nodes.verse_line.create(null, textNodes(words));
}

/** Blocks in a row as nested lists; an item without one around it stands as far out as it must. */
function inLists(blocks: readonly FlatBlock[]): Block[] {
  const top: (Block | OpenList)[] = [];
  let open: OpenItem[] = [];
  for (const { level, item, words } of blocks) {
    const node = level === null ? paragraph(words) : schema.nodes.heading.create({ level }, textNodes(words));
    if (!item) {
      open = [];
      top.push(node);
      continue;
    }
    const known = open.findIndex((one) => one.item === item);
    if (known >= 0) {
      open = open.slice(0, known + 1);
      open[known]!.blocks.push(node);
      continue;
    }
    open = open.slice(0, item.depth);
    const home = open.at(-1)?.blocks ?? top;
    const begun: OpenItem = { item, blocks: [node] };
    listFor(home, item).items.push(begun);
    open.push(begun);
  }
  return top.map(closed);
}

function paragraph(words: Letters): Block {
  return schema.nodes.paragraph.create(null, textNodes(words));
}

/** The list that the item goes on with, or a new one; a number out of turn begins a new one. */
function listFor(home: (Block | OpenList)[], { list, ordered, number }: Item): OpenList {
  const last = home.at(-1);
  const inTurn = (open: OpenList): boolean => number === null || number === open.start + open.items.length;
  if (last && "items" in last && last.name === list && last.ordered === ordered && (!ordered || inTurn(last)))
    return last;
  const start = ordered && number !== null && number >= 0 && number <= 9_999 ? number : 1;
  const begun: OpenList = { name: list, ordered, start, items: [] };
  home.push(begun);
  return begun;
}

function closed(block: Block | OpenList): Block {
  if (!("items" in block)) return block;
  const items = block.items.map(({ blocks }) =>
    schema.nodes.list_item.create(null, Fragment.fromArray(blocks.map(closed))),
  );
  if (block.ordered) return schema.nodes.ordered_list.create({ start: block.start }, items);
  return schema.nodes.bullet_list.create(null, items);
}
