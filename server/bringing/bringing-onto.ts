/**
 * Versions come to a work that is there, as a translation of it: another one, or the next wording of one it has. They are added
 * some passages at a time, each under a lock of some milliseconds that is followed by a pause. Stopped on the way, what was
 * added stays; the same again adds the rest.
 */
import type { BroughtVersion } from "../../translations/exchange/brought.ts";
import { gainedBy, type Known } from "../../translations/exchange/onto.ts";
import { gainedFacts } from "../../translations/exchange/records.ts";
import { citedText } from "../../translations/ledger/cited.ts";
import { translated, withRendered } from "../../translations/ledger/described.ts";
import {
  passageStream,
  recordsOfAct,
  streamOfFact,
  type End,
  type Fact,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import { currentVersion, evolveVersions, isHeld, type Version } from "../../translations/ledger/state.ts";
import { sourceText, translationsOf, type Translation, type Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { REAL, type BringingEffects } from "./bringing.ts";

/** What is to come, and to which work. */
export interface BringingOnto {
  work: string;
  /** Whose versions they are; described if the work does not have it. */
  translation: Translation;
  /** The translation that those are revised from which have nothing of their own to revise; null: they stand by themselves. */
  revises: string | null;
  passages: readonly { passage: string; versions: readonly BroughtVersion[] }[];
  /** Whoever brings them. */
  by: Person;
  /** ISO 8601 day of versions that the file does not date. */
  day: string;
  /** What the ids of its acts begin with. */
  act: string;
}

/** How many passages gained versions, and how many versions those are. */
export interface Added {
  passages: number;
  versions: number;
}

/** So many passages at once, and for so many milliseconds others have the lock. */
const PIECE = 40;
const PAUSE = 5;
/** So often it is tried again because somebody else was quicker. */
const ATTEMPTS = 20;

/**
 * Adds the versions that the translation does not have yet.
 * @throws RangeError if there is no such work, or its records can't be kept.
 */
export async function bringOnto(store: Store, onto: BringingOnto, effects: BringingEffects = REAL): Promise<Added> {
  const added = { passages: 0, versions: 0 };
  await describe(store, onto, effects);
  for (let from = 0; from < onto.passages.length; from += PIECE) {
    const facts = await appended(store, onto, onto.passages.slice(from, from + PIECE), effects);
    added.versions += facts.length;
    added.passages += new Set(facts.map(({ passage }) => passage)).size;
    if (facts.length > 0) await effects.pause(PAUSE);
  }
  return added;
}

/** What would be added, if it were now. */
export async function wouldAdd(store: Store, onto: BringingOnto): Promise<Added> {
  const { facts } = await news(store, onto, onto.passages);
  return { passages: new Set(facts.map(({ passage }) => passage)).size, versions: facts.length };
}

/**
 * The passages of a work with the words by which a text is laid beside them: those of the translation, else what stands there,
 * else the source.
 */
export async function knownIn(store: Store, work: Work, translation: string): Promise<Known[]> {
  const known: Known[] = [];
  for (const { id, kind, level, source } of work.passages) {
    const versions = versionsIn(await store.stream(passageStream({ work: work.id, passage: id })));
    const isOwn = (version: Version) => (version.translation ?? work.translation.id) === translation;
    const own = versions.findLast((version) => isHeld(version) && isOwn(version));
    const words = (own ?? currentVersion({ versions }))?.words;
    known.push({ id, kind, level, text: words ? citedText(words) : sourceText(source) });
  }
  return known;
}

function versionsIn(records: readonly LedgerRecord[]): readonly Version[] {
  return records.reduce<readonly Version[]>(evolveVersions, []);
}

async function describe(store: Store, onto: BringingOnto, effects: BringingEffects): Promise<void> {
  const { translation, by } = onto;
  await untilKept(store, onto, effects, async () => {
    const work = await workIn(store, onto.work);
    if (translationsOf(work).some((each) => each.id === translation.id)) return { facts: [], ends: new Map(), work };
    const fact: Fact = { passage: null, event: translated(translation, by) };
    const stream = streamOfFact(work.id, fact);
    return { facts: [fact], ends: new Map([[stream, (await store.stream(stream)).at(-1)!]]), work };
  });
}

function appended(
  store: Store,
  onto: BringingOnto,
  some: BringingOnto["passages"],
  effects: BringingEffects,
): Promise<Fact[]> {
  return untilKept(store, onto, effects, () => news(store, onto, some));
}

/** Facts as they are decided on what stands, with the ends of the streams on which that was. */
interface Decided {
  work: Work;
  facts: Fact[];
  ends: Map<string, End>;
}

/** What is new of some passages, as things stand. */
async function news(store: Store, onto: BringingOnto, some: BringingOnto["passages"]): Promise<Decided> {
  const { translation, revises, by, day } = onto;
  const work = await workIn(store, onto.work);
  const facts: Fact[] = [];
  const ends = new Map<string, End>();
  for (const { passage, versions: brought } of some) {
    const stream = passageStream({ work: work.id, passage });
    const records = await store.stream(stream);
    const gained = gainedBy(versionsIn(records), brought, {
      translation: translation.id,
      own: work.translation.id,
      revises,
    });
    facts.push(...gainedFacts(passage, gained, { translation, by, day }));
    const end = records.at(-1);
    if (end && gained.length > 0) ends.set(stream, end);
  }
  return { work, facts: withRendered(work, facts), ends };
}

/** Keeps what is decided, and decides anew if somebody else was quicker. */
async function untilKept(
  store: Store,
  { act }: BringingOnto,
  effects: BringingEffects,
  decided: () => Promise<Decided>,
): Promise<Fact[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { work, facts, ends } = await decided();
    if (facts.length === 0) return facts;
    const at = new Date(effects.now()).toISOString();
    const records = recordsOfAct(work.id, ends, { id: `${act}/${newId()}`, at, newSalt }, facts);
    if ((await store.append(records)).ok) return facts;
    await effects.pause(PAUSE * attempt);
  }
  throw new Error(`bringOnto: what stands in ${act} kept changing; ${ATTEMPTS} attempts failed`);
}

async function workIn(store: Store, id: string): Promise<Work> {
  const work = await store.work(id);
  if (!work) throw new RangeError(`bringOnto: there is no work "${id}"`);
  return work;
}
