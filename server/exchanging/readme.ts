import type { Work } from "../../translations/ledger/work.ts";

/**
 * What explains an archive to somebody who has it and nothing else, in thirty years too.
 * @param holds what all readers may read; that and all records; or how drafts came to be as well.
 */
export function readmeOf(
  { id, title, originalTitle, language, sourceLanguage, translation }: Work,
  holds: "reading" | "records" | "drafts",
): string {
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
${holds === "reading" ? READING : RECORDS}${holds === "drafts" ? DRAFTS : ""}
Addresses of citations have the form /${id}/PASSAGE/vNUMBER.
`;
}

const RECORDS = `data/records.jsonl   the ledger itself, in the order in which it was written: from it all the rest was made, and from it
                     another workbench makes the same work, with the same addresses and digests. Each line has "body" (a
                     JSON text), "digest" (its SHA-256) and "beside": what the body encloses by digest only, each with its
                     salt. Each body names the digest of the one before it in its stream ("previous"), so that nothing can
                     be changed, put in or left out without being noticed. An empty list in "beside" stands where something
                     was removed.
`;

const READING = `data/sources.jsonl   the source of each passage as it reads now, where it is held

It holds what every reader of the work may read: no drafts, and no records of who began what. From the whole archive, which
owners of the work take out, another workbench makes the same work; from this one it makes none.
`;

const DRAFTS = `data/drafts.jsonl    how each draft came to be: a line for every step, that is, for what one person wrote without a pause.
                     It has the draft's proposal and passage, the step's number, who wrote ("by"), "from" when "to" when,
                     and how the draft read after it ("text"). Drafts are not published: think before you pass this on.
`;
