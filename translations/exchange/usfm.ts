/**
 * Scripture as translators of it write it (Unified Standard Format Markers 3): each verse is a passage, called as it is cited,
 * `Mark 1:1`; titles and headings are headings, lines of poetry stay lines, footnotes are notes. What is not taken is
 * counted by its marker.
 */
import type { Mark, Node } from "prosemirror-model";
import { canonical, renderingToJson } from "../text/canonical.ts";
import { schema } from "../text/schema.ts";
import { Counting, type BroughtNote } from "./brought.ts";
import { idOfKey } from "./keys.ts";
import { refuseExcess, type Piece, type Pieces } from "./pieces.ts";

/** Markers of words, which end with `*`, and the mark that stands for each; null: their words stay, the mark is lost. */
const WORDS: ReadonlyMap<string, Mark | null> = new Map(
  Object.entries({
    ...{
      em: schema.mark("emphasis"),
      it: schema.mark("emphasis"),
      tl: schema.mark("emphasis"),
      bk: schema.mark("emphasis"),
    },
    ...{ bd: schema.mark("strong"), sup: schema.mark("superscript") },
    ...{ nd: schema.mark("small_capitals"), sc: schema.mark("small_capitals") },
    ...Object.fromEntries(
      "add bdit dc jmp k lit no ord pn png qac qs qt rb sig sls w wa wg wh wj".split(" ").map((name) => [name, null]),
    ),
  }),
);
/** Markers whose words are left out with them, up to their end. */
const OUT = new Set("fig fe x va vp ca cp rq pro xt".split(" "));
/** Markers of lines that say something of the file, which is no text. */
const ABOUT = /^(?:ide|sts|rem|toc\d?|toca\d?|usfm|restore|cl|r|sr|mr|rq|iex|imt\d?e?)$/;
/** Of headings, their level. */
const HEADINGS: readonly [marker: RegExp, level: number][] = [
  [/^mte?\d?$/, 1],
  [/^ms\d?$/, 2],
  [/^s1?$/, 3],
  [/^s\d$/, 4],
];

interface Block {
  kind: "paragraph" | "line" | "break";
  words: { text: string; marks: readonly Mark[] }[];
}

/** A passage while it is read. */
interface Open {
  heading: number | null;
  key: string | null;
  blocks: Block[];
  notes: BroughtNote[];
}

/** The pieces of passages by how these are written; of states of one book, one after another, nearly all are the same. */
export type Known = Map<string, readonly Piece[]>;

/**
 * The pieces of a book.
 * @param known from the states of it that were read before.
 * @throws NotTaken if one is larger than a passage may be.
 */
export function readUsfm(text: string, known: Known = new Map()): Pieces {
  const reader = new Reader();
  for (const [, , marker, end = "", words] of text.matchAll(/\\(\+?)([a-z]+\d*)(?:(\*)|[ \t]?)|([^\\]+|\\)/g))
    if (marker === undefined) reader.words(words!);
    else reader.marker(marker, end === "*");
  return { pieces: reader.open.flatMap((open) => pieceIn(open, known)), notTaken: reader.counting.counts() };
}

class Reader {
  readonly counting = new Counting();
  readonly open: Open[] = [];
  #book = "";
  #chapter = "";
  /** The passage that words go on in, which a heading may interrupt. */
  #passage: Open | null = null;
  #heading: Open | null = null;
  #kind: Block["kind"] = "paragraph";
  #marks: readonly Mark[] = [];
  /** What the next words are, if not words of a passage. */
  #next: "id" | "h" | "c" | "v" | "about" | null = null;
  /** What is being left out, up to its end. */
  #out: string | null = null;
  #note: { body: string; isWords: boolean } | null = null;

  marker(name: string, isEnd: boolean): void {
    if (this.#out !== null) {
      if (isEnd && name === this.#out) this.#out = null;
      return;
    }
    if (name === "f") return this.#footnote(isEnd);
    if (this.#note) {
      this.#note.isWords = !/^f[rvm]$/.test(name);
      return;
    }
    if (WORDS.has(name)) return this.#mark(name, isEnd);
    if (isEnd) return;
    if (OUT.has(name)) {
      this.counting.add(`\\${name}`);
      this.#out = name;
      return;
    }
    this.#line(name);
  }

  #line(name: string): void {
    this.#marks = [];
    if (name === "v" || name === "c" || name === "id" || name === "h") {
      this.#next = name;
      if (name !== "v") this.#passage = null;
      return;
    }
    if (name === "rem" || name === "r") this.counting.add(`\\${name}`);
    this.#next = ABOUT.test(name) ? "about" : null;
    if (this.#next !== null) return;
    const level = HEADINGS.find(([marker]) => marker.test(name))?.[1];
    if (level !== undefined) return this.#begin(level);
    this.#heading = null;
    this.#kind = /^q/.test(name) ? "line" : name === "b" ? "break" : "paragraph";
    if (name === "d") this.#passage = null;
    this.#passage?.blocks.push({ kind: this.#kind, words: [] });
    if (this.#kind === "break") this.#kind = "paragraph";
  }

  /** Lines of one title follow each other. */
  #begin(level: number): void {
    const last = this.open.at(-1);
    const goesOn = level === 1 && last?.heading === 1 && this.#heading === last;
    this.#heading = goesOn ? last : this.#opened({ heading: level, key: null });
  }

  #opened({ heading, key }: Pick<Open, "heading" | "key">): Open {
    const kind = heading === null ? this.#kind : "paragraph";
    const opened: Open = { heading, key, blocks: [{ kind, words: [] }], notes: [] };
    this.open.push(opened);
    return opened;
  }

  words(text: string): void {
    if (this.#out !== null) return;
    if (this.#note) {
      if (this.#note.isWords) this.#note.body += text;
      return;
    }
    if (this.#next !== null) return this.#said(this.#next, text);
    if (text.trim() === "" && !this.#passage && !this.#heading) return;
    if (!this.#heading) this.#passage ??= this.#opened({ heading: null, key: null });
    const { blocks } = (this.#heading ?? this.#passage)!;
    if (blocks.at(-1)!.kind === "break") blocks.push({ kind: this.#kind, words: [] });
    blocks.at(-1)!.words.push({ text: withoutAttributes(text), marks: this.#marks });
  }

  #said(what: "id" | "h" | "c" | "v" | "about", text: string): void {
    this.#next = null;
    if (what === "about") return;
    if (what === "h") this.#book = text.trim() || this.#book;
    else if (what === "id") this.#book ||= /^\S*/.exec(text.trim())![0];
    else {
      const [, number, rest = ""] = /^\s*(\S*)([^]*)$/.exec(text)!;
      if (what === "c") this.#chapter = number!;
      else {
        this.#heading = null;
        // A line or paragraph that a verse begins is its own: what stands before has no words there.
        if (this.#passage?.blocks.at(-1)?.words.every((each) => each.text.trim() === "")) this.#passage.blocks.pop();
        this.#passage = this.#opened({ heading: null, key: `${this.#book} ${this.#chapter}:${number}` });
        if (rest !== "") this.words(rest);
      }
    }
  }

  #mark(name: string, isEnd: boolean): void {
    const mark = WORDS.get(name);
    if (mark) this.#marks = isEnd ? mark.removeFromSet(this.#marks) : mark.addToSet(this.#marks);
    else if (!isEnd) this.counting.add(`\\${name}`);
  }

  #footnote(isEnd: boolean): void {
    if (!isEnd) {
      this.#note = { body: "", isWords: false };
      return;
    }
    const body = this.#note?.body.replace(/\s+/g, " ").trim() ?? "";
    this.#note = null;
    const of = this.#heading ?? this.#passage;
    if (of && body !== "") of.notes.push({ author: "", date: null, body, target: null });
    else this.counting.add("\\f");
  }
}

/** What stands behind words in `\w gnat|strong="G2971"\w*` is about them. */
function withoutAttributes(text: string): string {
  return text.replace(/\|[^|\n]*$/, "").replace(/~|\/\//g, " ");
}

function pieceIn(open: Open, known: Known): readonly Piece[] {
  const written = JSON.stringify(open);
  const found = known.get(written) ?? pieceOf(open);
  known.set(written, found);
  return found;
}

function pieceOf({ heading, key, blocks, notes }: Open): Piece[] {
  const rendering = canonical(schema.node("doc", null, blocksOf(heading === null ? blocks : [inOne(blocks)])));
  if (rendering.textContent.trim() === "") return [];
  refuseExcess(rendering, null);
  const passage = key === null ? null : idOfKey(key);
  return [
    {
      ...(heading === null ? { kind: "paragraph", level: 0 } : { kind: "heading", level: heading }),
      rendering: renderingToJson(rendering),
      passage,
      ...(passage !== null && { locator: key! }),
      ...(notes.length > 0 && { notes }),
    },
  ];
}

function inOne(blocks: readonly Block[]): Block {
  return { kind: "paragraph", words: blocks.flatMap(({ words }) => words) };
}

/** Lines that follow each other are a stanza. */
function blocksOf(blocks: readonly Block[]): Node[] {
  const found: Node[] = [];
  let lines: Node[] = [];
  const ended = (): void => {
    if (lines.length > 0) found.push(schema.node("verse", null, lines));
    lines = [];
  };
  for (const { kind, words } of blocks) {
    const inline = wordsOf(words);
    if (kind === "line" && inline.length > 0) lines.push(schema.node("verse_line", null, inline));
    else if (kind !== "line") {
      ended();
      if (inline.length > 0) found.push(schema.node("paragraph", null, inline));
    }
  }
  ended();
  return found.length > 0 ? found : [schema.node("paragraph")];
}

function wordsOf(words: Block["words"]): Node[] {
  const all = words.map(({ text, marks }) => ({ text: text.replace(/\s+/g, " "), marks }));
  if (all.every(({ text }) => text.trim() === "")) return [];
  return all.filter(({ text }) => text !== "").map(({ text, marks }) => schema.text(text, marks));
}
