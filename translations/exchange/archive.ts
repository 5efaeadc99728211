/**
 * A work as an archive: plain files that another workbench takes in whole, with the same digests, and that a person or a
 * short script can read without one. What is packed around them (BagIt, RFC 8493) stands in `server/bringing/bag.ts`.
 */
import { lineOf } from "../ledger/lines.ts";
import type { Kept } from "../ledger/record.ts";
import { canonicalJson } from "../text/json.ts";
import { markdownOf } from "./markdown.ts";
import { citedTextOf, type Told } from "./told.ts";

/** The records of the work, as the ledger has them: all that another workbench needs. */
export const RECORDS_FILE = "records.jsonl";

/** A file, in pieces, one after another. */
export interface ArchivedFile {
  name: string;
  content: Iterable<string>;
}

/**
 * The files of a work's archive. The same work makes the same files.
 * @param readme what explains them to somebody who has nothing else.
 * @param kept its records in the order of the ledger, without those that say who may do what here.
 * @param told its passages in their order, asked for anew each time.
 */
export function archived(readme: string, kept: () => Iterable<Kept>, told: () => Iterable<Told>): ArchivedFile[] {
  return [
    { name: "README.txt", content: [readme] },
    { name: RECORDS_FILE, content: mapped(kept, (each) => `${lineOf(each)}\n`) },
    { name: "versions.jsonl", content: flatMapped(told, versionsOf) },
    { name: "notes.jsonl", content: flatMapped(told, notesOf) },
    { name: "text.md", content: mapped(told, markdownOf) },
  ];
}

function* mapped<From>(all: () => Iterable<From>, written: (each: From) => string): Generator<string> {
  for (const each of all()) yield written(each);
}

function* flatMapped(all: () => Iterable<Told>, written: (told: Told) => readonly object[]): Generator<string> {
  for (const told of all()) for (const line of written(told)) yield `${canonicalJson(line)}\n`;
}

/** Every version's words as they are cited, with who made it, when and why; null where they are not held. */
function versionsOf({ passage, versions }: Told): object[] {
  return versions.map((version) => ({
    passage: passage.id,
    locator: passage.locator,
    version: version.number,
    date: version.date,
    by: version.contributors.map(({ name, role }) => ({ name, role })),
    text: citedTextOf(version),
    sha256: version.words?.digest ?? null,
    rationale: version.rationale,
  }));
}

function notesOf({ passage, versions }: Told): object[] {
  return versions.flatMap(({ number, notes }) =>
    notes.map(({ id, author, date, category, body, alternatives, target }) => ({
      passage: passage.id,
      version: number,
      ...{ id, author: author.name, date, category, body, alternatives, on: target?.exact ?? null },
    })),
  );
}
