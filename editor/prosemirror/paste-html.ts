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
import type { Mark } from "prosemirror-model";
import { canonical } from "../../translations/text/canonical.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { assembled, type FlatBlock, type Item } from "../../translations/text/flat-blocks.ts";
import { isLanguageTag, schema, type Rendering } from "../../translations/text/schema.ts";
import { isEmphasised, isStrong, LINE, POEM, STANZA, type Style } from "../../translations/text/style.ts";
import {
  BESIDE_VERSE,
  commentIn,
  headingLevel,
  isBlock,
  isFitting,
  isHidden,
  isRemark,
  isVerseOfOneLine,
  markerOf,
  primary,
  quotationIn,
  styleOf,
} from "./paste-elements.ts";
import { LAYOUT, linesOf, paragraphsIn, sliced, STRONG, textNodes, tidied, type Letters } from "./paste-letters.ts";
import { isStruck, Losses, lossOf, lossWith } from "./paste-losses.ts";
import { bulletLength, isWrapped, widestLine, wordsIn } from "./paste-lines.ts";
import { plainEdges } from "./paste-spaces.ts";

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
  const blocks = reader.blocks.map((block) => ({
    ...block,
    words: textNodes(tidied(block.words, known, block.level !== null)),
  }));
  return canonical(schema.nodes.doc.create(null, assembled(blocks)));
}

const DROPPED = new Set(
  "audio canvas datalist embed head iframe img input link map meta noscript object option picture script select style svg template textarea title video xml".split(
    " ",
  ),
);

/** In UTF-16 code units: a block of a poem that is longer, and has no line break, is a paragraph. Print breaks such lines. */
const LONGEST_LINE = 120;

/** Of our own lines without a stanza around them: a browser leaves it out where part of one was copied. */
const LOOSE: Stanza = { number: 0 };

const EMPHASIS = schema.marks.emphasis.create();
const RAISED = schema.marks.superscript.create();

class Reader {
  readonly blocks: FlatBlock<Letters>[] = [];
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
