/**
 * What files say comes onto a work that is there, as a translation of it: laid on its passages, and then added as versions, or
 * held against what stands, to be proposed; or as its source. Whoever brings them, at the machine or from elsewhere, has it done here.
 */
import { decideOnWork, type TranslationWords } from "../../translations/decide/decide.ts";
import { Counting, type BroughtVersion, type Counts } from "../../translations/exchange/brought.ts";
import type { Became } from "../../translations/exchange/difference.ts";
import { keyedOnto, onlyOf, piecesOnto, withoutWithdrawn, type Onto } from "../../translations/exchange/onto.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import type { ReturnedPart } from "../../translations/exchange/returned.ts";
import type { SentOnto } from "../../translations/exchange/sent-pieces.ts";
import { blocksOf } from "../../translations/exchange/staged.ts";
import { supplyCounts, supplyTold, type SupplyCounts, type SupplyTold } from "../../translations/exchange/supplied.ts";
import { usualRole } from "../../translations/exchange/values.ts";
import { translationsOf, type Translation, type Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { namedAs } from "../../translations/people/named.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import type { Store } from "../store/store.ts";
import { bringOnto, knownIn, wouldAdd, type Brought } from "./bringing-onto.ts";
import { OntoRefused } from "./importing.ts";
import { differing } from "./proposing-onto.ts";
import { supplyOn, supplyTo } from "./supplying.ts";

/** Which translation of which work files are. */
export interface AskedOnto {
  work: string;
  translation: string;
  /** What it is, if the work does not have it; null: nothing is said of that. */
  described: TranslationWords | null;
  /** The translation that it is revised from, if that is another one. */
  revises: string | null;
  /** Whoever brings the files. */
  by: Person;
  /** Who made what they name nobody of; none: those of the translation. */
  people: readonly Person[];
}

/** What of the files is to be added, and how. */
export interface Adding extends AskedOnto {
  /** ISO 8601 day of versions that have none. */
  day: string | null;
  /** Why versions read so that don't say so themselves. */
  reason: string;
  /** SHA-256 of what the files are, and how they were read, */
  of: string;
  /** and how they are called. */
  file: string;
  /** It is said what would be added, and nothing kept. */
  isTried: boolean;
}

/** How files lie on a work, as far as people are told. */
export interface LaidOn {
  /** What the translation is called. */
  title: string;
  /** Places that may be wrong, the least likely first, with how likely they are, from 0 to 1; and words without a place. */
  doubts: { confidence: number; locator: string; words: string }[];
  without: string[];
  /** What of the files was not taken. */
  counts: Counts;
}

export type AddedOn = Brought & LaidOn;

/** What they say otherwise than a translation. */
export interface DiffersOn extends LaidOn {
  /** How many passages the work has. */
  passages: number;
  /** How much became what; and what is gone, by its locator. */
  became: Readonly<Record<Became, number>>;
  gone: string[];
  /** What is to be proposed. */
  parts: ReturnedPart[];
}

/** So many places are told. */
const MOST_TOLD = 50;

/**
 * Adds what the files have that the translation has not.
 * @throws OntoRefused if there is no such work or translation, or it can't be described so.
 */
export async function addOn(store: Store, asked: Adding, given: SentOnto): Promise<AddedOn> {
  const laid = await laidOn(store, asked, given);
  const { work, translation, isNew, revises, onto } = laid;
  const { by, people, day, reason, of, file, isTried } = asked;
  const who = isNew || people.length === 0 ? translation.translators : people;
  const role = usualRole(isNew || people.length === 0 ? null : 1);
  const credited = (version: BroughtVersion): BroughtVersion => ({
    ...version,
    rationale: version.rationale || reason,
    by: version.by.length > 0 ? version.by : who.map((each) => ({ ...namedAs(each), role })),
  });
  const passages = onto.placed.map(({ passage, versions }) => ({ passage, versions: versions.map(credited) }));
  const bringing = {
    ...{ work: work.id, translation, revises, passages, by, file },
    day: day ?? translation.date ?? new Date().toISOString().slice(0, 10),
    digest: digestOfJson([of, translation.id]),
  };
  const added = isTried ? { ...(await wouldAdd(store, bringing)), import: null } : await bringOnto(store, bringing);
  return { ...added, ...told(laid) };
}

/**
 * What the files say otherwise than the translation as it stands.
 * @throws OntoRefused if there is no such work or translation.
 */
export async function differOn(store: Store, asked: AskedOnto, given: SentOnto): Promise<DiffersOn> {
  const laid = await laidOn(store, { ...asked, described: null }, given);
  const { work, translation, onto } = laid;
  const { by } = asked;
  const people = asked.people.length > 0 ? asked.people : [by];
  const comparing = { translation: translation.id, by, day: new Date().toISOString().slice(0, 10), people };
  const { differences, counts, notTaken } = await differing(store, work, onto, comparing);
  const locators = locatorsOf(work);
  const here = told(laid);
  return {
    ...{ ...here, counts: summed(here.counts, notTaken), passages: work.passages.length, became: counts },
    gone: differences.flatMap(({ became, passages }) =>
      became === "gone" ? passages.map((id) => locators.get(id) ?? id) : [],
    ),
    parts: differences.flatMap(({ parts }) => parts),
  };
}

/** Counts of several. */
export function summed(...all: readonly Counts[]): Counts {
  const counting = new Counting();
  for (const counts of all) counting.addAll(counts);
  return counting.counts();
}

/** A source for a work. */
export interface Supplies {
  work: string;
  /** Where its words are from, and why they come; and how the files are called. */
  provenance: string;
  file: string;
  by: Person;
  /** It is said what would be recorded, and nothing kept. */
  isTried: boolean;
}

/** How it lies on the work, how many passages that has then, and the id of its import; null if nothing was recorded. */
export interface SuppliedOn {
  passages: number;
  source: SupplyCounts;
  told: SupplyTold;
  import: string | null;
}

/** Gives a work its source. @throws OntoRefused if there is no such work, or it can't be recorded. NotTaken if that takes too much. */
export async function supplyWork(
  store: Store,
  reading: Parameters<typeof supplyOn>[0],
  { work: id, provenance, file, by, isTried }: Supplies,
  pieces: readonly Piece[],
): Promise<SuppliedOn> {
  const work = await store.work(id);
  if (!work) throw new OntoRefused({ code: "unknown-work" });
  const blocks = blocksOf(pieces);
  const supply = await supplyOn(reading, work, blocks);
  const of = { digest: digestOfJson(blocks), file, by };
  const came = isTried ? { import: null } : await supplyTo(store, id, { supply, provenance, reason: provenance }, of);
  if ("refusal" in came) throw new OntoRefused(came.refusal);
  const source = supplyCounts(supply);
  const passages = work.passages.length + (isTried ? 0 : source.new);
  return { passages, source, told: supplyTold(supply), import: came.import };
}

interface Laid {
  work: Work;
  translation: Translation;
  isNew: boolean;
  revises: string | null;
  onto: Onto;
}

async function laidOn(store: Store, asked: AskedOnto, given: SentOnto): Promise<Laid> {
  const work = await store.work(asked.work);
  if (!work) throw new OntoRefused({ code: "unknown-work" });
  const [translation, isNew] = translationIn(work, asked);
  const { revises } = asked;
  if (revises !== null && !translationsOf(work).some(({ id }) => id === revises)) throw unknown(revises);
  const known = await knownIn(store, work, isNew ? (revises ?? work.translation.id) : translation.id);
  const onto =
    "passages" in given
      ? keyedOnto(
          known,
          onlyOf(withoutWithdrawn(given.passages), translation.id, translation.id === work.translation.id),
        )
      : piecesOnto(known, given.pieces);
  return { work, translation, isNew, revises, onto };
}

/** The translation, and whether the work does not have it yet. */
function translationIn(work: Work, { translation: id, described, by }: AskedOnto): [Translation, isNew: boolean] {
  const there = translationsOf(work).find((each) => each.id === id);
  if (there) return [there, false];
  if (!described) throw unknown(id);
  // Who may add one is asked by whoever lets them in.
  const adding = { id: by.id ?? "", name: by.name, role: "owner" } as const;
  const decided = decideOnWork(work, { type: "add-translation", translation: id, words: described }, adding);
  if (!decided.ok) throw new OntoRefused(decided.refusal);
  return [{ ...described, id }, true];
}

function unknown(named: string): OntoRefused {
  return new OntoRefused({ code: "unknown-part", why: "translation", named });
}

function told({ work, translation, onto }: Laid): LaidOn {
  const locators = locatorsOf(work);
  const doubts = onto.doubts.slice(0, MOST_TOLD).map(({ passage, versions, confidence }) => {
    const rendering = versions.at(-1)?.rendering;
    return {
      ...{ confidence, locator: locators.get(passage) ?? passage },
      words: begun(rendering ? canonicalText(renderingFromJson(rendering)) : ""),
    };
  });
  const without = onto.without.slice(0, MOST_TOLD).map(begun);
  return { title: translation.title, doubts, without, counts: onto.counts };
}

function locatorsOf({ passages }: Work): ReadonlyMap<string, string> {
  return new Map(passages.map(({ id, locator }) => [id, locator]));
}

/** Of longer words these letters are told. */
const LETTERS = 200;

function begun(words: string): string {
  return words.slice(0, LETTERS);
}
