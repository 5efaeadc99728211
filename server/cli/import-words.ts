/** What is said of files that can't be taken in, and of what was not taken of those that can. */
import { count } from "../../editor/language/english.ts";
import { begun, fileFaultInWords } from "../../editor/refusals/refusals.ts";
import type { Counts, NotTaken } from "../../translations/exchange/brought.ts";
import type { Change } from "../../translations/exchange/history.ts";
import type { Question } from "../../translations/exchange/reading.ts";
import type { Person } from "../../translations/notes/note.ts";
import { namedAs, readNamed } from "../../translations/people/named.ts";
import { FileProblem } from "./files.ts";

/** Why a file was not taken in, as a sentence that says what to do. */
export function sayNotTaken(file: string, { fault, line }: NotTaken): string {
  if (fault.code === "other-encoding")
    return `${file} is not written in ${fault.encoding}. Name its encoding: --encoding gb18030, big5, shift_jis, windows-1252 …`;
  return fileFaultInWords(file, fault, line);
}

/** What is remarked on a passage that a text has no more. */
export function sayGone({ id, date }: Pick<Change, "id" | "date">): string {
  const commit = `commit ${id.slice(0, 12)}`;
  return `No longer in the text since ${date === null ? commit : `${date.slice(0, 10)} (${commit})`}.`;
}

/** That an encoding has to be named, with the first line as each would have it. */
export function sayUnsure(file: string, guesses: readonly { encoding: string; sample: string }[]): string {
  const each = guesses.map(({ encoding, sample }) => `--encoding ${encoding} (“${begun(sample)}”)`);
  return `${file} is not written in utf-8. Name its encoding, by which of these reads as it should: ${each.join(", ")}.`;
}

/** What was decided where nobody chose, and how to choose otherwise. */
export function sayQuestion(file: string, question: Question & { about: "footnotes" | "tracked" }): string {
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

/** @throws FileProblem */
export function personNamed(typed: string): Person {
  const read = readNamed(typed);
  if (!read.ok) throw new FileProblem(`“${begun(typed)}” can't be a name.`);
  return namedAs(read);
}

/** How an import is undone. */
export function sayUndone(work: string, id: string): string {
  return `  Undone by: variorum undo-import ${work} --import ${id} --reason "…"`;
}
