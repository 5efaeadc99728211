/**
 * What stands before a text: what the work is, in lines of YAML between two of `---`, as many programs read and write it. Values
 * are written as JSON, which is YAML too; of what others write, plain values are read.
 */
import type { Work } from "../ledger/work.ts";
import { readNamed, writtenName } from "../people/named.ts";
import { canonicalLanguage } from "../text/language.ts";
import { isLanguageTag } from "../text/schema.ts";
import { plainOf } from "./values.ts";

/** What a text says of itself; absent where it does not. */
export interface Front {
  title?: string;
  /** BCP 47. */
  language?: string;
  /** As they are written, "DeepL (program)". */
  translators?: string[];
  licence?: string;
}

/** What a work is, before its text. @param address where it stands */
export function frontOf(work: Work, address: string): string {
  const { title, originalTitle, language, translation, rights } = work;
  const { translators, editors, publisher, date = "", licence = "" } = translation;
  const said = {
    title,
    "original-title": originalTitle,
    lang: language,
    translator: translators.map(writtenName),
    editor: editors.map(writtenName),
    publisher,
    date,
    licence,
    rights,
    address,
  };
  const lines = Object.entries(said).flatMap(([key, value]) =>
    value.length === 0 ? [] : [`${key}: ${JSON.stringify(value)}`],
  );
  return `---\n${lines.join("\n")}\n---\n\n`;
}

/** More lines are none that stand before a text. */
const MOST_LINES = 200;
const KEY = /^([A-Za-z][\w.-]*):(?:\s+(.*))?$/;
/** What goes on with the value of a key: further in, an item, a remark, nothing. */
const GOING_ON = /^(?:\s+\S|- |#|\s*$)/;

/** A text without what stands before it, of which an empty line is left of each, so that the others are counted as they were. */
interface Fronted {
  front: Front;
  text: string;
  /** True if it was not written here: there may be more in it than is read. */
  isOthers: boolean;
}

/** Null if nothing of the kind stands before the text. @param strictly true: only what is written here counts */
export function frontIn(text: string, strictly: boolean): Fronted | null {
  if (!/^---[^\S\n]*\r?\n/.test(text)) return null;
  const lines = text.split(/\r\n?|\n/, MOST_LINES);
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const own = lines.slice(1, end);
  const values = own.map((line) => KEY.exec(line));
  if (end < 2 || !values[0] || !own.every((line, at) => values[at] || GOING_ON.test(line))) return null;
  const said = new Map(values.flatMap((value) => (value ? [[value[1]!, valueIn(value[2] ?? "")]] : [])));
  const isOthers = !values.every((value) => value && isWritten(value[2] ?? "")) || !said.has("address");
  if (strictly && isOthers) return null;
  return { front: frontOfSaid(said), text: withoutLines(text, end + 1), isOthers };
}

function isWritten(value: string): boolean {
  return /^(?:".*"|\[.*\])$/.test(value);
}

/** A value as JSON or as it stands; what is neither says nothing. */
function valueIn(written: string): unknown {
  const value = written.trim();
  try {
    return isWritten(value) ? JSON.parse(value) : value.replace(/^'(.*)'$/, "$1");
  } catch {
    return "";
  }
}

function frontOfSaid(said: ReadonlyMap<string, unknown>): Front {
  const [title, licence] = [plainOf(said.get("title")), plainOf(said.get("licence"))];
  const language = plainOf(said.get("lang") ?? said.get("language"));
  const named = [said.get("translator")].flat().filter((name): name is string => typeof name === "string");
  const translators = named.flatMap((name) => {
    const read = readNamed(name);
    return read.ok ? [writtenName(read)] : [];
  });
  return {
    ...(title !== "" && { title }),
    ...(isLanguageTag(language) && { language: canonicalLanguage(language) }),
    ...(translators.length > 0 && { translators }),
    ...(licence !== "" && { licence }),
  };
}

/** A text with so many of its first lines empty. */
function withoutLines(text: string, count: number): string {
  const ends = /\r\n?|\n|$/g;
  for (let line = 0; line < count; line++) ends.exec(text);
  return "\n".repeat(count) + text.slice(ends.lastIndex);
}
