/** Words of passages as the body of a Word file, with the changes, remarks, lists and styles that the file's other parts then tell. */
import type { Mark } from "prosemirror-model";
import type { Done, Stretch, TrackedLine } from "./docx-tracked.ts";
import { markOf } from "./docx-stamps.ts";
import { styleNameOf, type List, type Shape } from "./docx-shapes.ts";
import { BESIDE_STYLE, FOREIGN_STYLE, STRONG_STYLE } from "./docx-styles.ts";
import { byDirection, element, escaped, isRightToLeft, valued, wordDate } from "./docx-xml.ts";

/** Somebody, and when; ISO 8601. Null if that is not known. */
export interface Signed {
  author: string;
  date: string | null;
}

/** What is said of words. */
export interface Remark extends Signed {
  /** Paragraphs parted by an empty line. */
  body: string;
  /** A sign for who says it, or what it is. */
  initials: string;
}

/** What stands beside the words, by the name of its style. */
export type Beside = "Title" | "Line" | "Source" | "Version";

/** A list as the file numbers it. */
export interface Numbered extends List {
  level: number;
}

/** The id of a style: its name without spaces, as Word makes one. */
export function styleIdOf(name: string): string {
  return name.replaceAll(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase());
}

export class DocxPen {
  /** Shapes that occur, by their styles' names. */
  readonly shapes = new Map<string, Shape>();
  /** Lists that occur; a list's number is its place here, from 1. */
  readonly lists: Numbered[] = [];
  /** Remarks, by their ids. */
  readonly remarks = new Map<number, Remark>();
  readonly #numbers = new Map<List, number>();
  readonly #bidi: boolean;
  #id = 0;
  #moves = 0;

  /** @param language of the words (BCP 47). */
  constructor(language: string) {
    this.#bidi = isRightToLeft(language);
  }

  /** A paragraph beside the words. */
  beside(style: Beside, text: string, language?: string): string {
    if (text === "") return "";
    const bidi = language === undefined ? false : isRightToLeft(language);
    const properties = valued("w:pStyle", styleIdOf(BESIDE_STYLE + style)) + (bidi ? "<w:bidi/>" : "");
    return element("w:p", {}, element("w:pPr", {}, properties) + plainRuns(text, language));
  }

  /** A passage's words. @param signed who did what was done to them. */
  passage(id: string, lines: readonly TrackedLine[], remarks: readonly Remark[], signed: Signed): string {
    const bookmark = { "w:id": this.newId() };
    const open = element("w:bookmarkStart", { ...bookmark, "w:name": markOf(id) });
    const inside = new Inside(this, remarks, signed, this.#moves);
    const paragraphs = lines.map((line, index) => {
      const isLast = index === lines.length - 1;
      const words = line.stretches.map((stretch) => inside.stretch(stretch)).join("");
      const end = inside.ended(line.end, isLast);
      const properties = this.#propertiesOf(line, inside.done(line.end));
      const around = [index === 0 ? open : "", words, end, isLast ? element("w:bookmarkEnd", bookmark) : ""];
      return element("w:p", {}, properties + around.join(""));
    });
    this.#moves = inside.moves;
    return paragraphs.join("");
  }

  /** A number that nothing else in the file has. */
  newId(): string {
    return String(++this.#id);
  }

  #propertiesOf({ shape, list }: TrackedLine, end: string): string {
    const name = styleNameOf(shape);
    if (name !== "") this.shapes.set(name, shape);
    const properties = [
      name === "" ? "" : valued("w:pStyle", styleIdOf(name)),
      shape.kind === "item" ? this.#numberOf(list!, shape.level) : "",
      this.#bidi ? "<w:bidi/>" : "",
      end === "" ? "" : element("w:rPr", {}, end),
    ].join("");
    return properties === "" ? "" : element("w:pPr", {}, properties);
  }

  #numberOf(list: List, level: number): string {
    const number = this.#numbers.get(list) ?? this.lists.push({ ...list, level });
    this.#numbers.set(list, number);
    return element("w:numPr", {}, valued("w:ilvl", level) + valued("w:numId", number));
  }
}

/** What goes on from one paragraph of a passage to the next: remarks and moves. */
class Inside {
  readonly #pen: DocxPen;
  readonly #ids: number[] = [];
  readonly #said = new Set<number>();
  readonly #signed: Signed;
  readonly #movesBefore: number;
  #open: ReadonlySet<number> = new Set();
  #range: { id: string; key: string; name: string } | null = null;
  moves: number;

  constructor(pen: DocxPen, remarks: readonly Remark[], signed: Signed, moves: number) {
    [this.#pen, this.#signed] = [pen, signed];
    [this.#movesBefore, this.moves] = [moves, moves];
    for (const remark of remarks) {
      const id = Number(pen.newId());
      this.#ids.push(id);
      pen.remarks.set(id, remark);
    }
  }

  stretch({ text, marks, done, remarks }: Stretch): string {
    const around = this.#remarked(remarks) + this.#moved(done);
    const runs = byDirection(text).map((part) => runOf(part.text, marks, done, part.isRightToLeft));
    const words = this.#wrapped(done, runs.join(""));
    const sign = marks.find(({ type }) => type.name === "footnote");
    const link = sign && { "w:anchor": markOf(String(sign.attrs["passage"])), "w:history": "1" };
    return around + (link ? element("w:hyperlink", link, words) : words);
  }

  /** What stands where a paragraph ends; where the last one does, all that is open is closed. */
  ended(end: Done | null, isLast: boolean): string {
    if (!isLast) return this.#range && this.#range.key !== keyOf(end) ? this.#moved(null) : "";
    const unsaid = this.#ids.filter((_, number) => !this.#said.has(number) && !this.#open.has(number));
    return this.#remarked(new Set()) + this.#moved(null) + unsaid.map(referenceTo).join("");
  }

  /** What was done, as an element of the properties of a paragraph's end. */
  done(end: Done | null): string {
    return end ? element(nameOf(end), this.#attributes()) : "";
  }

  #wrapped(done: Done | null, runs: string): string {
    return done ? element(nameOf(done), this.#attributes(), runs) : runs;
  }

  #attributes(): Record<string, string | null> {
    return { "w:id": this.#pen.newId(), "w:author": this.#signed.author, "w:date": wordDate(this.#signed.date) };
  }

  #remarked(remarks: ReadonlySet<number>): string {
    const closed = [...this.#open].filter((each) => !remarks.has(each));
    const opened = [...remarks].filter((each) => !this.#open.has(each));
    this.#open = remarks;
    for (const each of opened) this.#said.add(each);
    const range = (name: string, number: number) => element(name, { "w:id": String(this.#ids[number]) });
    return [
      ...closed.map((each) => range("w:commentRangeEnd", each) + referenceTo(this.#ids[each]!)),
      ...opened.map((each) => range("w:commentRangeStart", each)),
    ].join("");
  }

  #moved(done: Done | null): string {
    const key = keyOf(done);
    if (this.#range?.key === key || (!this.#range && key === null)) return "";
    const closed = this.#range ? element(`${this.#range.name}End`, { "w:id": this.#range.id }) : "";
    this.#range = null;
    if (key === null) return closed;
    const number = this.#movesBefore + done!.move!;
    this.moves = Math.max(this.moves, number);
    const attributes = this.#attributes();
    this.#range = { id: attributes["w:id"]!, key, name: `${nameOf(done!)}Range` };
    return closed + element(`${this.#range.name}Start`, { ...attributes, "w:name": `move${number}` });
  }
}

function keyOf(done: Done | null): string | null {
  return done && done.move !== null ? `${done.kind} ${done.move}` : null;
}

function nameOf({ kind, move }: Done): string {
  if (kind === "inserted") return move === null ? "w:ins" : "w:moveTo";
  return move === null ? "w:del" : "w:moveFrom";
}

function referenceTo(id: number): string {
  const look = element("w:rPr", {}, valued("w:rStyle", "CommentReference"));
  return element("w:r", {}, look + element("w:commentReference", { "w:id": String(id) }));
}

function runOf(text: string, marks: readonly Mark[], done: Done | null, isOther: boolean): string {
  const tag = done?.kind === "deleted" && done.move === null ? "w:delText" : "w:t";
  return element("w:r", {}, lookOf(marks, isOther) + element(tag, { "xml:space": "preserve" }, escaped(text)));
}

function plainRuns(text: string, language?: string): string {
  const said = language === undefined ? "" : languageOf(language);
  return byDirection(text)
    .map((part) => {
      const look = (part.isRightToLeft ? "<w:rtl/>" : "") + said;
      const properties = look === "" ? "" : element("w:rPr", {}, look);
      return element("w:r", {}, properties + element("w:t", { "xml:space": "preserve" }, escaped(part.text)));
    })
    .join("");
}

/** How words look, in the order that the format has for it. */
function lookOf(marks: readonly Mark[], isOther: boolean): string {
  const has = (name: string) => marks.some(({ type }) => type.name === name);
  const foreign = marks.find(({ type }) => type.name === "foreign");
  const styles = [...(foreign ? [FOREIGN_STYLE] : []), ...(has("strong") ? [STRONG_STYLE] : [])];
  const look = [
    styles.length === 0 ? "" : valued("w:rStyle", styleIdOf(styles.join(" "))),
    has("strong") ? "<w:b/><w:bCs/>" : "",
    has("emphasis") ? "<w:i/><w:iCs/>" : "",
    has("small_capitals") ? "<w:smallCaps/>" : "",
    has("footnote") ? valued("w:position", 6) + valued("w:sz", 16) : "",
    has("superscript") ? valued("w:vertAlign", "superscript") : "",
    isOther ? "<w:rtl/>" : "",
    foreign ? languageOf(String(foreign.attrs["lang"])) : "",
  ].join("");
  return look === "" ? "" : element("w:rPr", {}, look);
}

function languageOf(tag: string): string {
  return element("w:lang", { "w:val": tag, "w:eastAsia": tag, ...(isRightToLeft(tag) && { "w:bidi": tag }) });
}
