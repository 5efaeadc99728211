/**
 * Notes as tables and lines have them: the words that one is on are quoted, with which of those that read alike, as places
 * would be wrong with the first letter that somebody changes.
 */
import { anchorOn } from "../notes/anchor.ts";
import { NOTE_CATEGORIES, WITHHELD, type Anchor, type Note, type NoteCategory } from "../notes/note.ts";
import { sourceText, type Passage } from "../ledger/work.ts";
import type { Version } from "../ledger/state.ts";
import { writtenName } from "../people/named.ts";
import { over, type LimitName } from "../text/limits.ts";
import { Counting, NotTaken, type BroughtNote, type Counts } from "./brought.ts";
import { citedTextOf, type Told } from "./told.ts";
import { dateOf, isWithin, plainOf } from "./values.ts";

/** Words of a text, and which of those that read so, counted from 1. */
interface Quoted {
  words: string;
  nth: number;
}

/** A note as it goes out. */
interface ToldNote {
  /** "" if nobody knows. */
  author: string;
  date: string | null;
  category: NoteCategory;
  /** Words of the rendering; null if it is on the whole. */
  on: Quoted | null;
  /** Words of the source; null if it is on none. */
  source: Quoted | null;
  /** What it offers instead. */
  instead: readonly string[];
  body: string;
}

function notesTold(version: Version, { source }: Passage): ToldNote[] {
  const [text, original] = [citedTextOf(version) ?? "", sourceText(source)];
  return version.notes.filter(isSaid).map(({ author, date, category, body, target, source: of, alternatives }) => ({
    ...{ author: author.name === WITHHELD ? "" : writtenName(author), date, category, body },
    ...{ on: quotedIn(target, text), source: quotedIn(of, original), instead: alternatives },
  }));
}

function isSaid({ body, alternatives }: Note): boolean {
  return body !== "" || alternatives.length > 0;
}

function quotedIn(anchor: Anchor | null, text: string): Quoted | null {
  if (!anchor || anchor.exact === "") return null;
  const { exact: words, start } = anchor;
  let [at, nth] = [text.indexOf(words), 1];
  for (; at >= 0 && at < start; nth++) at = text.indexOf(words, at + words.length);
  return at === start ? { words, nth } : null;
}

/** What of a passage's notes neither tables nor lines hold. */
export function beyondNotes({ passage, versions }: Told): Counts {
  const counting = new Counting();
  for (const version of versions) {
    const told = notesTold(version, passage);
    version.notes.filter(isSaid).forEach(({ target, source, lost, publishedIn }, at) => {
      const isLost = (target && !told[at]!.on) || (source && !told[at]!.source) || lost !== undefined;
      counting.add("places of notes", isLost ? 1 : 0);
      counting.add("places of publication", publishedIn ? 1 : 0);
    });
  }
  return counting.counts();
}

/** What notes are on: the text of their rendering, and that of its source. */
export interface Annotated {
  text: string;
  source: string;
}

function broughtFrom(
  { author, date, category, on, source, instead, body }: ToldNote,
  annotated: Annotated,
  counting: Counting,
): BroughtNote {
  const target = on && anchorOf(on, annotated.text, counting);
  const of = source && anchorOf(source, annotated.source, counting);
  return {
    ...{ author, date, body, target },
    ...(category !== "note" && { category }),
    ...(of && { source: of }),
    ...(instead.length > 0 && { alternatives: [...instead] }),
  };
}

/** Null, and counted, if the words do not stand there so often. */
function anchorOf({ words, nth }: Quoted, text: string, counting: Counting): Anchor | null {
  try {
    return anchorOn(text, words, nth);
  } catch {
    counting.add("places of notes");
    return null;
  }
}

/** @throws NotTaken if the notes of one version are more, or longer, than they may be. */
export function refuseNotes(notes: readonly BroughtNote[], line: number): void {
  const refuse = (limit: LimitName, found: number): void => {
    const excess = over(limit, found);
    if (excess) throw new NotTaken({ code: "too-large", excess }, line);
  };
  refuse("notes", notes.length);
  let all = 0;
  for (const { body, target, source, alternatives = [] } of notes) {
    const own = alternatives.reduce((sum, { length }) => sum + length, body.length);
    refuse("noteCharacters", own);
    all += own + (target?.exact.length ?? 0) + (source?.exact.length ?? 0);
  }
  refuse("notesCharacters", all);
}

/*
 * In a table all notes of a version stand in one cell, each below a line that says when it was written, what it is about,
 * on which words, and by whom:
 *
 *     [2022-02-01, terminology, on “market” (2), of “市场”, instead “bazaar”, by Paul Triolo]
 *     The market, not any one of them.
 */

const IN_QUOTES = String.raw`“(?:[^”\\]|\\.)*”`;
const QUOTED = String.raw`(${IN_QUOTES})(?: \((\d{1,6})\))?`;
const HEAD = new RegExp(
  String.raw`^\[(\d{4}[\dTZ:.+-]*)(?:, (${NOTE_CATEGORIES.join("|")}))?(?:, on ${QUOTED})?(?:, of ${QUOTED})?(?:, instead (${IN_QUOTES}(?: ${IN_QUOTES})*))?(?:, by (.+))?\]$`,
  "u",
);

/** The notes of a version, as a cell. */
export function notesCell(version: Version, passage: Passage): string {
  return notesTold(version, passage)
    .map((note) => {
      const body = note.body.replace(/^\\*\[/gm, String.raw`\$&`);
      return body === "" ? headOf(note) : `${headOf(note)}\n${body}`;
    })
    .join("\n\n");
}

function headOf({ author, date, category, on, source, instead }: ToldNote): string {
  const said = [
    date,
    category === "note" ? "" : category,
    on && `on ${quotation(on)}`,
    source && `of ${quotation(source)}`,
    instead.length > 0 ? `instead ${instead.map(inQuotes).join(" ")}` : "",
    author === "" ? "" : `by ${author}`,
  ];
  return `[${said.filter(Boolean).join(", ")}]`;
}

function quotation({ words, nth }: Quoted): string {
  return nth === 1 ? inQuotes(words) : `${inQuotes(words)} (${nth})`;
}

function inQuotes(words: string): string {
  return `“${words.replace(/[\\”]/g, String.raw`\$&`).replaceAll("\n", String.raw`\n`)}”`;
}

function outOfQuotes(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/gu, (_, sign: string) => (sign === "n" ? "\n" : sign));
}

/**
 * The notes in a cell; of what others write, all of it is one, on the whole, by nobody knows whom.
 * @throws NotTaken if they are more, or longer, than they may be.
 */
export function notesInCell(
  cell: string | undefined,
  annotated: Annotated,
  line: number,
  counting: Counting,
): BroughtNote[] {
  const written = plainOf(cell).replace(/\r\n?/g, "\n");
  if (written === "") return [];
  const told = toldIn(written, counting) ?? [{ ...NOBODYS, body: written }];
  const notes = told.map((note) => broughtFrom(note, annotated, counting));
  refuseNotes(notes, line);
  return notes;
}

const NOBODYS: ToldNote = {
  ...{ author: "", date: null, category: "note", on: null, source: null, instead: [], body: "" },
};

/** Null if the cell does not begin as those do that are written here. */
function toldIn(cell: string, counting: Counting): ToldNote[] | null {
  const notes: { head: RegExpExecArray; body: string[] }[] = [];
  for (const each of cell.split("\n")) {
    const head = each.startsWith("[") ? HEAD.exec(each) : null;
    if (head) notes.push({ head, body: [] });
    else if (notes.length === 0) return null;
    else notes.at(-1)!.body.push(each.replace(/^\\(?=\\*\[)/, ""));
  }
  return notes.map(({ head: [, date, category, on, nth, source, ofNth, instead = "", by = ""], body }) => ({
    ...{ author: by, date: dateOf(date, counting), body: plainOf(body.join("\n")) },
    category: NOTE_CATEGORIES.find((each) => each === category) ?? "note",
    on: on === undefined ? null : { words: outOfQuotes(on), nth: Number(nth ?? 1) },
    source: source === undefined ? null : { words: outOfQuotes(source), nth: Number(ofNth ?? 1) },
    instead: (instead.match(new RegExp(IN_QUOTES, "gu")) ?? []).map(outOfQuotes),
  }));
}

/** The notes of a version, as a member of a line: absent if it has none. */
export function notesMember(version: Version, passage: Passage): { notes?: object[] } {
  const notes = notesTold(version, passage).map(({ author, date, category, on, source, instead, body }) => ({
    text: body,
    ...(author !== "" && { by: author }),
    date,
    ...(category !== "note" && { category }),
    ...(on && { on: quotedJson(on) }),
    ...(source && { source: quotedJson(source) }),
    ...(instead.length > 0 && { instead }),
  }));
  return notes.length === 0 ? {} : { notes };
}

function quotedJson({ words, nth }: Quoted): unknown {
  return nth === 1 ? words : { words, nth };
}

/**
 * The notes that a member of a line says: a list of them, each as it is written here or its text alone, or one such.
 * @throws NotTaken if they are more, or longer, than they may be.
 */
export function notesInMember(value: unknown, annotated: Annotated, line: number, counting: Counting): BroughtNote[] {
  if (value === undefined || value === null) return [];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const notes = all.flatMap((each) => {
    const told = toldOf(each, counting);
    if (!isSaid({ body: told.body, alternatives: told.instead } as Note)) {
      counting.add("notes");
      return [];
    }
    return [broughtFrom(told, annotated, counting)];
  });
  refuseNotes(notes, line);
  return notes;
}

function toldOf(value: unknown, counting: Counting): ToldNote {
  if (typeof value !== "object" || value === null) return { ...NOBODYS, body: plainOf(value) };
  const { text, by, date, category, on, source, instead } = value as Record<string, unknown>;
  return {
    ...{ author: plainOf(by), date: dateOf(date, counting), body: plainOf(text) },
    category: NOTE_CATEGORIES.find((each) => each === category) ?? "note",
    ...{ on: quotedOf(on), source: quotedOf(source) },
    instead: alternativesOf(instead),
  };
}

/** Other renderings that a note offers, of what is said to be some. */
export function alternativesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).map(plainOf).filter((each) => each !== "");
}

function quotedOf(value: unknown): Quoted | null {
  if (typeof value === "string") return value === "" ? null : { words: value, nth: 1 };
  if (typeof value !== "object" || value === null) return null;
  const { words, nth } = value as Record<string, unknown>;
  return typeof words === "string" && words !== "" && isWithin(nth, 1_000_000) ? { words, nth } : null;
}
