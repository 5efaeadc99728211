/** What is said of files that can't be taken in, and of what was not taken of those that can. */
import { count, grouped } from "../../editor/language/english.ts";
import { excessInWords } from "../../editor/refusals/refusals.ts";
import type { Counts, NotTaken, Otherwise } from "../../translations/exchange/brought.ts";
import type { Change } from "../../translations/exchange/history.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
import type { Question } from "../../translations/exchange/reading.ts";
import { plainly } from "../../translations/text/well-formed.ts";

/** Why a file was not taken in, as a sentence that says what to do. */
export function sayNotTaken(file: string, { fault, line }: NotTaken): string {
  const where = line === null ? file : `${file}, line ${line}`;
  switch (fault.code) {
    case "empty":
      return `${file} holds no passage.`;
    case "no-json":
      return `${where}: this line is no JSON. Each line is an object of its own.`;
    case "no-object":
      return `${where}: each line must be an object such as {"passage": "Mark 1:1", "versions": [{"text": "…"}]}.`;
    case "no-key":
      return `${where}: “passage” (or “id”) must name the passage.`;
    case "no-versions":
      return `${where}: “versions” must be a list, oldest first; an empty one if there are none.`;
    case "no-text":
      return `${where}: each version must be an object with a “text”, which is null if the words are not held.`;
    case "key-is-no-id":
      return `${where}: “${begun(fault.key)}” can't become an address: it needs letters from a to z or figures, at most 64 with hyphens between, and may not be a word that addresses have for something else. Name the passage otherwise.`;
    case "same-key":
      return `${where}: “${begun(fault.key)}” becomes the address of another passage of the file. Name one of them otherwise.`;
    case "no-columns":
      return `${file} has no column called ${fault.key}. Its first line must name its columns.`;
    case "bad-table":
      return `${where}: the table can't be read from there on. Is a quotation mark not closed?`;
    case "too-large":
      return `${where}: ${excessInWords(fault.excess)}`;
    case "too-many":
      return `${file} has ${grouped(fault.found)} ${fault.of}; ${grouped(FILE_LIMITS[fault.of])} may come at once. Divide it into several works.`;
    case "not-what-it-says":
      return `${file} ${OTHERWISE[fault.is]}`;
    case "locked":
      return `${file} is locked with a password. Open it where it was written, take the password off, and save it again.`;
    case "broken":
      return `${file} is broken. Open it where it was written, if that still can, and save it again.`;
    case "unsafe":
      return `${file} holds what no text needs, and what harms who reads it. Open it where it was written and save it again.`;
    case "over":
      return `${file} ${OVER[fault.limit]} Divide it, or save it as plain text.`;
    case "no-encoding":
      return `“${begun(fault.encoding)}” is no encoding that is known here: utf-8, gb18030, big5, shift_jis, latin1 …`;
    case "other-encoding":
      return `${file} is not written in ${fault.encoding}. Name its encoding: --encoding gb18030, big5, shift_jis, windows-1252 …`;
  }
}

/** What is remarked on a passage that a text has no more. */
export function sayGone({ id, date }: Pick<Change, "id" | "date">): string {
  const commit = `commit ${id.slice(0, 12)}`;
  return `No longer in the text since ${date === null ? commit : `${date.slice(0, 10)} (${commit})`}.`;
}

/** What a file is, and what to do about it. */
const OTHERWISE: Readonly<Record<Otherwise, string>> = {
  picture: "is a picture. Bring its words as a text.",
  pdf: "is a PDF, which holds no paragraphs. Save the text as .docx, .odt or .html where it was written.",
  rtf: "is RTF. Open it in a word processor and save it as .docx or .odt.",
  "old-word":
    "is of a Word before 2007, or locked with a password. Open it in Word, take the password off, and save it as .docx.",
  archive: "is an archive of something else. Unpack it, and bring in the files in it.",
  text: "is no such file, but plain text. Name it .txt, .md or .html, as what it is.",
  unknown: "is no text file. Save it as plain text in UTF-8, or as .docx, .odt or .html.",
};

const OVER: Readonly<Record<Extract<NotTaken["fault"], { code: "over" }>["limit"], string>> = {
  bytes: `has more than ${grouped(FILE_LIMITS.bytes)} bytes.`,
  unpacked: `unpacks to more than ${grouped(FILE_LIMITS.unpacked)} bytes.`,
  ratio: "is packed tighter than words ever are.",
  entries: `holds more than ${grouped(FILE_LIMITS.entries)} files.`,
  depth: `nests deeper than ${FILE_LIMITS.depth}.`,
  memory: "takes more memory to read than one file may.",
  time: "takes longer to read than one file may.",
};

/** That an encoding has to be named, with the first line as each would have it. */
export function sayUnsure(file: string, guesses: readonly { encoding: string; sample: string }[]): string {
  const each = guesses.map(({ encoding, sample }) => `--encoding ${encoding} (“${begun(sample)}”)`);
  return `${file} is not written in utf-8. Name its encoding, by which of these reads as it should: ${each.join(", ")}.`;
}

/** What was decided where nobody chose, and how to choose otherwise. */
export function sayQuestion(file: string, question: Exclude<Question, { about: "encoding" }>): string {
  if (question.about === "footnotes")
    return `${file}: ${count(question.count, "footnote")}, such as “${begun(question.samples[0] ?? "")}”, taken as passages of the author's. If they are a translator's: --footnotes notes.`;
  const { people } = question;
  const who = people.length === 0 ? "" : ` by ${people.slice(0, 3).map(begun).join(", ")}`;
  return `${file}: ${count(question.count, "tracked change")}${who}, read as accepted. Otherwise: --tracked rejected, or both, which makes two versions.`;
}

/** "2 passages and 1 version". */
export function sayCounted(passages: number, versions: number): string {
  return `${count(passages, "passage")} and ${count(versions, "version")}`;
}

/** What was left out, in one sentence; null if nothing was. */
export function sayLeftOut(counts: Counts, what: string): string | null {
  const said = Object.entries(counts).map(([name, count]) => `${begun(name)} (${count})`);
  return said.length === 0 ? null : `${what}: ${said.join(", ")}.`;
}

/** So many letters of what stands in a file are shown. */
const LETTERS = 60;

/** How something in a file begins, on one line, without signs that a terminal obeys. */
export function begun(text: string): string {
  const letters = Array.from(plainly(text.slice(0, 4 * LETTERS).replace(/\s+/g, " ")));
  const isWhole = letters.length <= LETTERS && text.length <= 4 * LETTERS;
  return isWhole ? letters.join("") : `${letters.slice(0, LETTERS).join("")}…`;
}
