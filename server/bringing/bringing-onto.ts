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
import { currentVersion, evolveVersions, isHeld, latestOf, type Version } from "../../translations/ledger/state.ts";
import { sourceText, translationsOf, type Translation, type Work } from "../../translations/ledger/work.ts";
import type { Person, Publication } from "../../translations/notes/note.ts";
import { newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { inTurns } from "../store/turns.ts";
import { REAL, type BringingEffects } from "./bringing.ts";
import { beginning, ending, importing, isOf, nextAct, type Importing, type Saying } from "./importing.ts";

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
  /** Where they were published. */
  publishedIn?: readonly Publication[];
  /** SHA-256 of what is brought, with how it was read, */
  digest: string;
  /** and how the files are called. */
  file: string;
}

/** How many passages gained versions, and how many versions those are. */
export interface Added {
  passages: number;
  versions: number;
}

/** The same, with the id of the import that it is; null if nothing was added. */
export interface Brought extends Added {
  import: string | null;
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
export async function bringOnto(store: Store, onto: BringingOnto, effects: BringingEffects = REAL): Promise<Brought> {
  const { work, digest, file, by } = onto;
  const going = await importing(store, work, { brings: "translation", digest, file, by });
  const [added, all] = [
    { passages: 0, versions: 0 },
    { passages: 0, pieces: 0 },
  ];
  for (let from = 0; from < onto.passages.length; from += PIECE) {
    const some = onto.passages.slice(from, from + PIECE);
    const { facts, before } = await untilKept(store, onto, going, effects, () => news(store, onto, some, going));
    const gained = new Set(facts.map(({ passage }) => passage!));
    added.versions += facts.length;
    added.passages += gained.size;
    all.pieces += facts.length + before.length;
    all.passages += new Set([...gained, ...before]).size;
    effects.told?.(Math.min(from + PIECE, onto.passages.length), onto.passages.length);
    if (facts.length > 0) await effects.pause(PAUSE);
  }
  if (!going.begun) return { ...added, import: null };
  await untilKept(store, onto, going, effects, async () => ({
    ...(await ending(store, work, going, all)),
    work: await workIn(store, work),
    before: [],
  }));
  return { ...added, import: going.id };
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
  const others = inTurns();
  for (const { id, kind, level, source } of work.passages) {
    const versions = versionsIn(await store.stream(passageStream({ work: work.id, passage: id })));
    const isOwn = (version: Version) => (version.translation ?? work.translation.id) === translation;
    const latest = latestOf(translation, versions, work.translation.id);
    const own = latest?.words ? latest : versions.findLast((version) => isHeld(version) && isOwn(version));
    const words = (own ?? currentVersion({ versions }))?.words;
    const text = words ? citedText(words) : sourceText(source);
    known.push({ id, kind, level, text, ...(latest?.words && { rendering: latest.words.rendering }) });
    await others();
  }
  return known;
}

function versionsIn(records: readonly LedgerRecord[]): readonly Version[] {
  return records.reduce<readonly Version[]>(evolveVersions, []);
}

/** Facts as they are decided on what stands, with the ends of the streams on which that was. */
interface Decided {
  work: Work;
  facts: Fact[];
  ends: Map<string, End>;
  /** The passage of each version that the import has brought before, when it was stopped. */
  before: string[];
}

/** What is new of some passages, as things stand. */
async function news(
  store: Store,
  onto: BringingOnto,
  some: BringingOnto["passages"],
  going?: Importing,
): Promise<Decided> {
  const { translation, revises, by, day, publishedIn = [] } = onto;
  const work = await workIn(store, onto.work);
  const facts: Fact[] = [];
  const ends = new Map<string, End>();
  const before: string[] = [];
  for (const { passage, versions: brought } of some) {
    const stream = passageStream({ work: work.id, passage });
    const records = await store.stream(stream);
    const gained = gainedBy(versionsIn(records), brought, {
      translation: translation.id,
      own: work.translation.id,
      revises,
    });
    facts.push(...gainedFacts(passage, gained, { translation, by, day, publishedIn }));
    if (going?.begun)
      before.push(
        ...records.filter((each) => each.event.type === "version-recorded" && isOf(going, each)).map(() => passage),
      );
    const end = records.at(-1);
    if (end && gained.length > 0) ends.set(stream, end);
  }
  return { work, facts: withRendered(work, facts), ends, before };
}

/** What the translation is, if the work does not have it, or no more: the import that it came with may have been undone. */
async function describing(store: Store, { translation, by }: BringingOnto, work: Work): Promise<Saying> {
  if (translationsOf(work).some(({ id }) => id === translation.id)) return { facts: [], ends: new Map() };
  const fact: Fact = { passage: null, event: translated(translation, by) };
  const stream = streamOfFact(work.id, fact);
  return { facts: [fact], ends: new Map([[stream, (await store.end(stream))!]]) };
}

/** Keeps what is decided as the import's next act, and decides anew if somebody else was quicker. */
async function untilKept(
  store: Store,
  onto: BringingOnto,
  going: Importing,
  effects: BringingEffects,
  decided: () => Promise<Decided>,
): Promise<Decided> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const first = await beginning(store, onto.work, going);
    const found = await decided();
    if (found.facts.length === 0) return found;
    const described = await describing(store, onto, found.work);
    const ends = new Map([...found.ends, ...described.ends, ...first.ends]);
    const facts = [...first.facts, ...described.facts, ...found.facts];
    const act = { id: nextAct(going), at: new Date(effects.now()).toISOString(), newSalt };
    const records = recordsOfAct(onto.work, ends, act, facts);
    if ((await store.append(records, first.read)).ok) {
      going.begun = true;
      return found;
    }
    await effects.pause(PAUSE * attempt);
  }
  throw new Error(`bringOnto: what stands in ${onto.work} kept changing; ${ATTEMPTS} attempts failed`);
}

async function workIn(store: Store, id: string): Promise<Work> {
  const work = await store.work(id);
  if (!work) throw new RangeError(`bringOnto: there is no work "${id}"`);
  return work;
}
