/** What is said of files that can't be taken in, and of what was not taken of those that can. */
import { count, grouped } from "../../editor/language/english.ts";
import { excessInWords } from "../../editor/refusals/refusals.ts";
import type { Counts, NotTaken } from "../../translations/exchange/brought.ts";
import type { Change } from "../../translations/exchange/history.ts";
import { FILE_LIMITS } from "../../translations/exchange/limits.ts";
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
  }
}

/** What is remarked on a passage that a text has no more. */
export function sayGone({ id, date }: Pick<Change, "id" | "date">): string {
  const commit = `commit ${id.slice(0, 12)}`;
  return `No longer in the text since ${date === null ? commit : `${date.slice(0, 10)} (${commit})`}.`;
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
