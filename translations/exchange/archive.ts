/**
 * A work as an archive: plain files that another workbench takes in whole, with the same digests, and that a person or a
 * short script can read without one. What is packed around them (BagIt, RFC 8493) stands in `server/bringing/bag.ts`.
 */
import { lineOf } from "../ledger/lines.ts";
import type { Kept } from "../ledger/record.ts";
import type { Work } from "../ledger/work.ts";
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
 * @param kept its records in the order of the ledger, without those that say who may do what here.
 * @param told its passages in their order, asked for anew each time.
 */
export function archived(work: Work, kept: () => Iterable<Kept>, told: () => Iterable<Told>): ArchivedFile[] {
  return [
    { name: "README.txt", content: [readmeOf(work)] },
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

/** For somebody who has this and nothing else. */
function readmeOf({ id, title, originalTitle, language, sourceLanguage, translation }: Work): string {
  const people = [...translation.translators, ...translation.editors].map(({ name }) => name).join("; ");
  return `${title}
${originalTitle}

This folder is one work of translation as it was kept in a Variorum workbench: every version of every passage, with the
reasons for each. It is a BagIt folder (RFC 8493): manifest-sha256.txt has the SHA-256 digest of each file in data/. All
files are UTF-8; those that end with .jsonl have one JSON value a line.

The work is called "${id}" there. It is in the language "${language}", rendered from "${sourceLanguage}".
${people === "" ? "" : `By ${people}.\n`}${translation.licence === undefined ? "" : `Licence of the translation: ${translation.licence}\n`}
data/text.md         the words that stood when this was made, passage after passage
data/versions.jsonl  every version: its passage, number, date and people, its words ("text") and the reason for them
                     ("rationale"). "sha256" is the digest of the words as UTF-8, the same that its citations give. "text" is
                     null where the words are not held, or were removed.
data/notes.jsonl     the notes on versions, with the words that they stand on ("on")
data/records.jsonl   the ledger itself, in the order in which it was written: from it all the rest was made, and from it
                     another workbench makes the same work, with the same addresses and digests. Each line has "body" (a
                     JSON text), "digest" (its SHA-256) and "beside": what the body encloses by digest only, each with its
                     salt. Each body names the digest of the one before it in its stream ("previous"), so that nothing can
                     be changed, put in or left out without being noticed. An empty list in "beside" stands where something
                     was removed.

Addresses of citations have the form /${id}/PASSAGE/vNUMBER.
`;
}
