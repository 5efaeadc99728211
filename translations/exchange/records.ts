/** How a work that a file brings becomes the first records of its streams: acts that are short, and whose ids begin alike. */
import type { AccessEvent, Visibility } from "../ledger/access.ts";
import type { Contributor, LedgerEvent, VersionFacts } from "../ledger/events.ts";
import { described, placed, translated, worded } from "../ledger/described.ts";
import {
  recordsOfAct,
  streamOfFact,
  type ActMaking,
  type End,
  type Fact,
  type LedgerRecord,
} from "../ledger/record.ts";
import { translationsOf, type Passage, type Translation, type Work } from "../ledger/work.ts";
import { WITHHELD, type Note, type Person, type Publication } from "../notes/note.ts";
import { namedAs, readNamed } from "../people/named.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import type { BroughtNote, BroughtPassage, BroughtVersion, BroughtWithdrawal } from "./brought.ts";
import type { Gained } from "./onto.ts";

/** What is said of a work that a file does not say. */
export type Head = Omit<Work, "passages" | "terms" | "removals"> & {
  /** Who reads it from its first record on; all, if it is absent. */
  visibility?: Visibility;
};

/** The id of the one translation that a file brings. */
export const TRANSLATION = "translation";

/** How much one act of a bringing in holds at most: so many records, and about so many characters, or one record that is longer. */
const PIECE = { records: 100, characters: 200_000 };

/**
 * The records that bring a work in, an act at a time: what it is, its outline, source words and versions. Who translated the
 * work is named with each first version of which the file names nobody. A translation that versions name and the head does not
 * is called by its id.
 * @param by whoever brings it in.
 * @param day of versions that the file does not date: when they were recorded here (ISO 8601 day).
 * @param making its `id` is what those of the acts begin with: `id/1`, `id/2` …
 */
export function* broughtPieces(
  { visibility = "public", ...head }: Head,
  brought: readonly BroughtPassage[],
  by: Person,
  day: string,
  making: ActMaking,
  most: { records: number; characters: number } = PIECE,
): Generator<LedgerRecord[]> {
  const work: Work = { ...withTranslations(head, brought), terms: [], passages: brought.map(passageOf) };
  const { passages } = work;
  const translations = translationsOf(work);
  function* facts(): Generator<Fact> {
    yield { passage: null, event: described(work, by) };
    for (const each of translations) yield { passage: null, event: translated(each, by) };
    for (const [index, passage] of passages.entries())
      yield { passage: null, event: placed(passage, passages[index - 1]?.id ?? null, by) };
    for (const [index, each] of brought.entries()) yield* factsOf(each, passages[index]!, translations, by, day);
  }
  const ends = new Map<string, End>();
  let act = 0;
  const readers = readersSaid(visibility, by).map((event): Fact => ({ passage: null, event }));
  function* pieces(): Generator<Fact[]> {
    yield* cut(facts(), most);
    // In an act of its own, as it is no part of a copy that goes elsewhere.
    if (readers.length > 0) yield readers;
  }
  for (const piece of pieces()) {
    const streams = new Set(piece.map((fact) => streamOfFact(work.id, fact)));
    const before = new Map(
      [...streams].filter((stream) => ends.has(stream)).map((stream) => [stream, ends.get(stream)!]),
    );
    const records = recordsOfAct(work.id, before, { ...making, id: `${making.id}/${++act}` }, piece);
    for (const { stream, position, digest } of records) ends.set(stream, { position, digest });
    yield records;
  }
}

/** With the translations that versions name by their ids alone, called by these. */
function withTranslations(
  head: Omit<Head, "visibility">,
  brought: readonly BroughtPassage[],
): Omit<Head, "visibility"> {
  const { language, otherTranslations = [] } = head;
  const known = new Set(translationsOf(head).map(({ id }) => id));
  const named = new Set(brought.flatMap(({ versions }) => versions.flatMap(({ translation }) => translation ?? [])));
  const more = [...named].filter((id) => !known.has(id));
  if (more.length === 0) return head;
  const described = more.map((id) => ({ id, title: id, language, publisher: "", translators: [], editors: [] }));
  return { ...head, otherTranslations: [...otherTranslations, ...described] };
}

/** Who reads a work from the first on. Whoever brings a private one in owns it: else they might not find it again. */
function readersSaid(visibility: Visibility, by: Person): AccessEvent[] {
  if (visibility === "public") return [];
  const { id } = by;
  const owns = visibility === "private" && id !== undefined;
  return [
    { type: "visibility-set", visibility, by },
    ...(owns ? [{ type: "role-given" as const, person: { ...by, id }, role: "owner" as const, by }] : []),
  ];
}

/** Facts in pieces, none of which is too long if it need not be. */
function* cut(facts: Iterable<Fact>, most: { records: number; characters: number }): Generator<Fact[]> {
  let [piece, characters]: [Fact[], number] = [[], 0];
  for (const fact of facts) {
    const { length } = JSON.stringify(fact.event);
    if (piece.length === most.records || (piece.length > 0 && characters + length > most.characters)) {
      yield piece;
      [piece, characters] = [[], 0];
    }
    piece.push(fact);
    characters += length;
  }
  if (piece.length > 0) yield piece;
}

function passageOf({ id, locator, kind, level, remark, source, notInSource }: BroughtPassage): Passage {
  // All of what is nothing.
  const held = source.length > 0 || notInSource ? ("whole" as const) : ("none" as const);
  return {
    id,
    locator,
    kind,
    level,
    ...(remark !== undefined && { remark }),
    source: { number: 1, held, words: source },
  };
}

function factsOf(
  { versions, current }: BroughtPassage,
  { id, source }: Passage,
  translations: readonly Translation[],
  by: Person,
  day: string,
): Fact[] {
  return [
    { passage: id, event: worded(source, by) },
    ...versions.flatMap((version, index) => {
      const translation = translations.find((each) => each.id === version.translation) ?? translations[0]!;
      // Which one stands is said by the last that was made so.
      const { withdrawn } = version;
      const gained = { version, number: index + 1, madeCurrent: index < current && !withdrawn };
      return [
        ...gainedFacts(id, [gained], { translation, by, day, source: 1 }),
        ...(withdrawn ? [{ passage: id, event: withdrawalAs(withdrawn, index + 1) }] : []),
      ];
    }),
  ];
}

function withdrawalAs({ by, reason }: BroughtWithdrawal, number: number): LedgerEvent {
  return { type: "version-withdrawn", number, by: by ?? NOBODY, reason };
}

/** What a bringing in says of every version that the file doesn't: as which translation it comes, by whom, and its day. */
interface Saying {
  translation: Work["translation"];
  by: Person;
  day: string;
  /** The wording of the source that they render; without it, whoever records them says it by what stands. */
  source?: number;
  /** Where all of them were published. */
  publishedIn?: readonly Publication[];
}

/** That a passage has versions more. */
export function gainedFacts(passage: string, gained: readonly Gained[], saying: Saying): Fact[] {
  return gained.map(({ version, number, madeCurrent }) => ({
    passage,
    event: { type: "version-recorded", ...versionOf(version, number, saying), madeCurrent },
  }));
}

function versionOf(
  { rendering, date, by: people, rationale, base, notes = [], provenance = "" }: BroughtVersion,
  number: number,
  { translation, by, day, source, publishedIn = [] }: Saying,
): Omit<VersionFacts, "madeCurrent"> {
  const digest = rendering && digestOfText(canonicalText(renderingFromJson(rendering)));
  return {
    ...{ number, translation: translation.id, base },
    ...(source !== undefined && { source }),
    words: rendering && { rendering, digest: digest! },
    contributors: people.length === 0 && base === null ? translatorsOf(translation) : people,
    date: date ?? day,
    publishedIn: [...publishedIn],
    rationale,
    notes: notes.map((note, index) => noteOf(note, index + 1, date ?? day, NOBODY)),
    provenance,
    review: { kind: "recorded", by },
    proposal: null,
  };
}

/** Whoever wrote a note of which the file does not say it: not whoever brings it in, and who made the words perhaps not either. */
const NOBODY: Person = { name: WITHHELD };

/** A note as it is recorded. @param day when it was written, @param by and by whom, if the file does not say it */
export function noteOf(
  { author, date, body, target, source, category = "note", alternatives = [] }: BroughtNote,
  number: number,
  day: string,
  by: Person,
): Note {
  const read = readNamed(author);
  return {
    ...{ id: `${number}`, author: read.ok ? namedAs(read) : by, date: date ?? day, category },
    ...{ body, target, source: source ?? null, alternatives },
  };
}

function translatorsOf({ translators }: Work["translation"]): Contributor[] {
  return translators.map((person) => ({ ...person, role: "translator" }));
}
