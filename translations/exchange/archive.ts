/**
 * A work as an archive: plain files that another workbench takes in whole, with the same digests, and that a person or a
 * short script can read without one. What is packed around them (BagIt, RFC 8493) stands in `server/bringing/bag.ts`.
 */
import { isUnreviewed } from "../ledger/events.ts";
import type { FirstKept } from "../ledger/first-kept.ts";
import type { RecordsFault } from "../ledger/brought-records.ts";
import { lineOf } from "../ledger/lines.ts";
import type { Kept } from "../ledger/record.ts";
import { withdrawalOf, type Version } from "../ledger/state.ts";
import { sourceText, type Work } from "../ledger/work.ts";
import { namedAs } from "../people/named.ts";
import { digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import { markdownOf } from "./markdown.ts";
import { citedTextOf, type Told } from "./told.ts";

/** Why a work of an archive is not taken in, though its records are sound. */
export type ArchiveFault =
  | RecordsFault
  /** The work is here with other records: in this stream, the first that differs is at this position. */
  | { code: "another-way"; work: string; stream: string; position: number }
  | { code: "under-way"; work: string }
  /** Somebody wrote in it while it was added to; what was added before that stays. */
  | { code: "moved-on"; work: string }
  /** Its records name somebody by the id of an account of this workbench, or a proposal by that of one that is here. */
  | { code: "own-account" | "own-proposal"; id: string }
  /** It is another work than whoever sends it says. */
  /** It does not have the records that some of its own say they were in the first format, or other ones. */
  | { code: "first-format" }
  | { code: "not-that-work"; work: string; asked: string };

/** The records of the work, as the ledger has them: all that another workbench needs. */
export const RECORDS_FILE = "records.jsonl";

/** Of a work that was brought over from the first format (up to 0.1), the records that it had there, as they were. */
export const FIRST_FILE = "first-records.jsonl";

/** Every version's words, which each archive has. */
export const VERSIONS_FILE = "versions.jsonl";

/** How drafts came to be, step by step, to be read by people: it does not come in again. */
export const DRAFTS_FILE = "drafts.jsonl";

/** One step of a draft: how it read then, who wrote it, and from when to when, as far as that was kept. */
export interface ToldStep {
  proposal: string;
  passage: string;
  step: number;
  from: string | null;
  to: string | null;
  by: readonly string[];
  text: string;
}

/** A file, in pieces, one after another. */
export interface ArchivedFile {
  name: string;
  content: Iterable<string>;
}

/**
 * The files of a work's archive. The same work makes the same files.
 * @param work what it is.
 * @param readme what explains them to somebody who has nothing else.
 * @param kept its records in the order of the ledger, without those that say who may do what here.
 * @param told its passages in their order, asked for anew each time.
 * @param first what its records were in the first format, if they were.
 * @param drafted how its drafts came to be, if that is to be in it: nobody else's but an owner's.
 */
export function archived(
  work: Work,
  readme: string,
  kept: () => Iterable<Kept>,
  told: () => Iterable<Told>,
  first: readonly FirstKept[],
  drafted?: () => Iterable<ToldStep>,
): ArchivedFile[] {
  return [
    { name: "README.txt", content: [readme] },
    { name: RECORDS_FILE, content: mapped(kept, (each) => `${lineOf(each)}\n`) },
    ...(first.length > 0 ? [{ name: FIRST_FILE, content: first.map((each) => `${canonicalJson(each)}\n`) }] : []),
    { name: VERSIONS_FILE, content: flatMapped(told, versionsOf) },
    { name: "notes.jsonl", content: flatMapped(told, notesOf) },
    { name: "text.md", content: mapped(told, (each) => markdownOf(each, work)) },
    ...(drafted ? [{ name: DRAFTS_FILE, content: mapped(drafted, (step) => `${canonicalJson(step)}\n`) }] : []),
  ];
}

/**
 * The files of an archive that holds what every reader of the work may read: no records, which tell of drafts as well. Nothing
 * in it changes by what is hidden from them.
 */
export function archivedForReaders(work: Work, readme: string, told: () => Iterable<Told>): ArchivedFile[] {
  const [explained, , ...rest] = archived(work, readme, () => [], told, []);
  return [explained!, ...rest, { name: "sources.jsonl", content: flatMapped(told, sourcesOf) }];
}

function* mapped<From>(all: () => Iterable<From>, written: (each: From) => string): Generator<string> {
  for (const each of all()) yield written(each);
}

function* flatMapped(all: () => Iterable<Told>, written: (told: Told) => readonly object[]): Generator<string> {
  for (const told of all()) for (const line of written(told)) yield `${canonicalJson(line)}\n`;
}

/**
 * Every version's words as they are cited, with who made it, when and why; null where they are not held. Which translation it
 * is of is said where the version names one, and of one that was withdrawn when that was, by whom and why.
 */
function versionsOf({ passage, versions }: Told): object[] {
  const withdrawnOf = (version: Version): object => {
    const withdrawal = withdrawalOf(version);
    if (!withdrawal) return {};
    const { at, by, reason } = withdrawal;
    return { withdrawn: { at, by: namedAs(by), reason } };
  };
  return versions.map((version) => ({
    passage: passage.id,
    locator: passage.locator,
    version: version.number,
    ...(version.translation && { translation: version.translation }),
    date: version.date,
    by: version.contributors.map(({ role, ...who }) => ({ ...namedAs(who), role })),
    ...(isUnreviewed(version) && { unreviewed: true }),
    text: citedTextOf(version),
    sha256: version.words?.digest ?? null,
    rationale: version.rationale,
    ...withdrawnOf(version),
  }));
}

/** The source of a passage as it reads now; none if it is not held. */
function sourcesOf({ passage: { id, locator, source } }: Told): object[] {
  if (source.words.length === 0) return [];
  const text = sourceText(source);
  return [{ passage: id, locator, wording: source.number, text, sha256: digestOfText(text) }];
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
