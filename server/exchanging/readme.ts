import { translationsOf, type Translation, type Work } from "../../translations/ledger/work.ts";
import { writtenName } from "../../translations/people/named.ts";

/**
 * What explains an archive to somebody who has it and nothing else, in thirty years too.
 * @param holds what all readers may read; that and all records; or how drafts came to be as well.
 * @param hasFirst whether it has records of the first format.
 */
export function readmeOf(work: Work, holds: "reading" | "records" | "drafts", hasFirst = false): string {
  const { id, title, originalTitle, language, sourceLanguage, translation } = work;
  const people = [...translation.translators, ...translation.editors].map(writtenName).join("; ");
  const licence = translation.licence ?? "none is stated; ask those who made it";
  return `${title}
${originalTitle === "" ? "" : `${originalTitle}\n`}
WHAT THIS IS

This folder is one translated work, with the history of its translation: every wording that each passage ever had, who made
it, when, and why. It was kept in a program called Variorum. Nothing else is needed to read it: all files
are plain text in UTF-8. A file that ends with .jsonl has one JSON value on each line.

Language of the translation: ${language}. Language of the source: ${sourceLanguage}. (Language tags are those of BCP 47;
"und" is one that was not known. Dates are ISO 8601.)
${people === "" ? "" : `Translated by: ${people}\n`}Licence of the translation: ${licence}
${severalOf(work)}
WORDS THAT ARE USED

A work is divided into passages: headings, paragraphs, verses. A passage has an id, which never changes, and a locator, by
which people find it ("Section 10"). Each wording of a passage in the translation is a version, numbered 1, 2, 3 ...; a number
is never used again. The words of the source are kept with the passage. A proposal is a revision that somebody offered, and
that others accepted or declined.

THE FILES, THE SIMPLEST FIRST

data/text.md         The translation as it stood when this was made, one passage after another. Behind each stands, in an
                     HTML comment, which version it is and the SHA-256 digest of its words.
data/versions.jsonl  Every version of every passage. "passage", "locator" and "version" say which it is; "date", "by" (each
                     with a "role") and "rationale" say when, by whom and why it was worded so; "translation", if it is there,
                     which translation it is of. "text" is its words, in plain text: "# " before a heading, "> " before a quotation, "| " before a line of verse, "- " or "1. "
                     before an item of a list; a backslash before such a sign that is part of the words. "text" is null
                     where it is known that a version existed but not how it read, or where its words were taken out.
                     "sha256" is the digest of the words as UTF-8: the one that citations of this version give.
data/notes.jsonl     Notes of translators: on which version ("passage", "version") and on which of its words ("on"; null:
                     on all of it), by whom, when, about what ("category"), and what else could stand there ("alternatives").
${holds === "reading" ? READING : RECORDS}${hasFirst ? FIRST : ""}${holds === "drafts" ? DRAFTS : ""}
A version is cited as /${id}/PASSAGE/vNUMBER, such as /${id}/${work.passages[0]?.id ?? "PASSAGE"}/v1, at whatever address the workbench had.

IS IT WHOLE?

The folder is a "bag" (BagIt, RFC 8493): manifest-sha256.txt lists the SHA-256 digest of each file. On most machines
"sha256sum -c manifest-sha256.txt", in this folder, tells whether a file was changed or is missing.

${holds === "reading" ? FOR_READERS : CHAINED}
Who could read the work, and what each could do, was a matter of the workbench, and is not in here.
`;
}

/** Which translations there are, if there is more than one. */
function severalOf(work: Work): string {
  const all = translationsOf(work);
  const withdrawn = work.withdrawnTranslations ?? [];
  if (all.length + withdrawn.length === 1) return "";
  return `
THE TRANSLATIONS

There are several of the same text, each with its own versions of the same passages. A version in data/versions.jsonl is of the first
of these, unless its "translation" names another.

${[...all.map(lineOf), ...withdrawn.map((each) => `${lineOf(each)} · withdrawn`)].join("\n")}
`;
}

function lineOf({ id, title, language, translators, editors, publisher, date, licence }: Translation): string {
  const people = [...translators, ...editors].map(writtenName).join("; ");
  return `${id}: ${[title, people, publisher, date, `language: ${language}`, licence].filter(Boolean).join(" · ")}`;
}

const RECORDS = `data/records.jsonl   Everything that was ever recorded, in the order in which that was done: the source words, the versions,
                     proposals and decisions, what was corrected. The files above were made from it.
`;

const READING = `data/sources.jsonl   The source of each passage as it reads now, where it is held.
`;

const FOR_READERS = `It holds what every reader of the work may read: no drafts, and no records of who began what. From the whole archive, which
owners of the work take out, another workbench makes the same work; from this one it makes none.
`;

const CHAINED = `The records check each other, so that nothing can be changed, put in or left out in the middle without being seen. On each line
of data/records.jsonl, "body" is a JSON text and "digest" is the SHA-256 of that text. The body names its "stream" (one for each
passage, each proposal, and so on), its "position" there, when it was made ("at"), what happened ("event"), and the digest of the
record before it in its stream ("previous"). In Python this checks all of them:

    import hashlib, json
    ends = {}
    for line in open("data/records.jsonl", encoding="utf-8"):
        record = json.loads(line)
        body = json.loads(record["body"])
        digest = hashlib.sha256(record["body"].encode("utf-8")).hexdigest()
        assert digest == record["digest"], line
        assert body["previous"] == ends.get(body["stream"]), line
        ends[body["stream"]] = digest
    print("whole:", len(ends), "streams")

Words, names and reasons are not in the body, so that they can be taken out later without breaking this: the body has
{"enclosed": DIGEST} in their place, and "beside" has them, each as [SALT, VALUE], in the order in which the body names them, first
those of the event and then those of "people". DIGEST is the SHA-256 of the salt's 16 bytes (it is written in hexadecimal)
followed by the value as JSON (RFC 8785: no spaces, members in order). An empty list stands where something was taken out.
{"person": 0} is the first of "people".

All of this is described byte for byte in "The records of the ledger", a page of Variorum's documentation; another Variorum takes
this folder in, as a zip, with "variorum import --archive FILE".
`;

const FIRST = `data/first-records.jsonl
                     What some of the records were in an older format, when there was one chain of them for each passage. A record that was
                     one of these gives its digest as "was". A digest is the SHA-256 of the record without it, as JSON
                     (RFC 8785), where "event" is the value that its text says, and "type" is left out.
`;

const DRAFTS = `data/drafts.jsonl    How each draft came to be: a line for every step, that is, for what one person wrote without a pause.
                     It has the draft's proposal and passage, the step's number, who wrote ("by"), "from" when "to" when,
                     and how the draft read after it ("text"). Drafts are not published: think before you pass this on.
`;
