/**
 * A text is laid on a work that is there as its source, shown, and recorded once somebody says so: other words of passages as
 * wordings of their source, what is new between them as passages of the outline. Each act has some passages; stopped on the way,
 * the same text again brings the rest.
 */
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { supplySource, type SuppliedSource, type SupplyingSource } from "../../translations/decide/decide.ts";
import type { Supply, Standing } from "../../translations/exchange/supplied.ts";
import { outlineStream, passageStream, recordsOfAct, type End } from "../../translations/ledger/record.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { Reading } from "../reading/reading.ts";
import { newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import type { BringingEffects } from "./bringing.ts";
import {
  beginning,
  ending,
  importing,
  isOf,
  nextAct,
  type Importing,
  type ImportOf,
  type Saying,
} from "./importing.ts";
import { supplyOfStaged } from "./reading-files.ts";

/** So many passages an act has. */
const AT_ONCE = 100;
/** How often an act is decided anew because another writer was quicker. */
const ATTEMPTS = 5;
/** Others have the lock for so long between two acts, in milliseconds. */
const PAUSE = 20;

/** How a text lies on the passages of a work, by the blocks of its pieces. @throws NotTaken if that takes more than it may. */
export async function supplyOn(reading: Pick<Reading, "read">, work: Work, blocks: readonly string[]): Promise<Supply> {
  const standing = await standingIn(reading, work);
  const taken = [...work.passages, ...(work.retired ?? [])].map(({ id }) => id);
  return supplyOfStaged(blocks, standing, taken);
}

/** Its passages, with the words that stand where no source is held. */
async function standingIn(reading: Pick<Reading, "read">, { id: work, passages }: Work): Promise<Standing[]> {
  const bare = passages.filter(({ source }) => source.held === "none").map(({ id }) => id);
  const read = bare.length > 0 ? await reading.read(work, bare) : new Map<string, never>();
  return passages.map(({ id, locator, kind, level, source: { number, held, words } }) => {
    const rendering = read.get(id)?.current?.words?.rendering;
    const text = rendering ? canonicalText(renderingFromJson(rendering)) : "";
    return { id, locator, kind, level, source: { number, held, words }, rendering: text };
  });
}

/** What of a text is to be recorded. */
export interface Supplying {
  supply: Supply;
  /** Where its words are from, and why they come. */
  provenance: string;
  reason: string;
}

/** What is said of a work, in acts of some passages each, in the text's order; none if all of it is there. */
function* commandsOf({ supply, provenance, reason }: Supplying): Generator<SupplyingSource> {
  const passages = supply.passages.flatMap(({ what, passage, words, number, ...each }): SuppliedSource[] => {
    if (what === "same") return [];
    if (what !== "new") return [{ passage, words, number }];
    const { after, locator, kind, level } = each;
    return [{ passage, words, after, called: { locator, kind, level } }];
  });
  for (let at = 0; at < passages.length; at += AT_ONCE)
    yield { type: "supply-source", passages: passages.slice(at, at + AT_ONCE), provenance, reason };
}

/** What came of it: so many facts are recorded, as this import (null: all was there); or why they can't be. What was recorded before that stays. */
export type SupplyCame = { records: number; import: string | null } | { refusal: Refusal };

/** Records it as an import. @param of what is brought, and by whom. */
export async function supplyTo(
  store: Store,
  work: string,
  said: Supplying,
  of: Omit<ImportOf, "brings">,
  told?: BringingEffects["told"],
): Promise<SupplyCame> {
  const going = await importing(store, work, { ...of, brings: "source" });
  let records = 0;
  let done = 0;
  for (const command of commandsOf(said)) {
    const came = await recorded(store, work, command, going);
    if ("refusal" in came) return came;
    records += came.records;
    told?.((done += command.passages.length), said.supply.passages.length);
    await wait(PAUSE);
  }
  if (!going.begun) return { records, import: null };
  await ended(store, work, said.supply, going);
  return { records, import: going.id };
}

async function recorded(
  store: Store,
  work: string,
  command: SupplyingSource,
  going: Importing,
): Promise<{ records: number } | { refusal: Refusal }> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ends = await endsOf(store, work, command);
    const first = await beginning(store, work, going);
    const standing = await store.work(work);
    if (!standing) return { refusal: { code: "unknown-work" } };
    const decision = supplySource(standing, command, going.of.by);
    if (!decision.ok) return { refusal: decision.refusal };
    const { facts } = decision;
    if (facts.length === 0) return { records: 0 };
    const saying = { ...first, facts: [...first.facts, ...facts], ends: new Map([...ends, ...first.ends]) };
    if (await isKept(store, work, going, saying)) {
      going.begun = true;
      return { records: facts.length };
    }
  }
  throw new Error(`supplying: ${work} kept changing; ${ATTEMPTS} attempts failed`);
}

/** Says what all of it came to, what was recorded before it was stopped as well. */
async function ended(store: Store, work: string, { passages }: Supply, going: Importing): Promise<void> {
  let came = 0;
  for (const [at, { passage }] of passages.entries()) {
    if ((await store.stream(passageStream({ work, passage }))).some((record) => isOf(going, record))) came++;
    if (at % AT_ONCE === AT_ONCE - 1) await turn();
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { read } = await beginning(store, work, going);
    const last = await ending(store, work, going, { passages: came, pieces: came });
    if (await isKept(store, work, going, { ...last, ...(read && { read }) })) return;
  }
  throw new Error(`supplying: ${work} kept changing; ${ATTEMPTS} attempts failed`);
}

async function isKept(store: Store, work: string, going: Importing, { facts, ends, read }: Saying): Promise<boolean> {
  const act = { id: nextAct(going), at: new Date().toISOString(), newSalt };
  return (await store.append(recordsOfAct(work, ends, act, facts), read)).ok;
}

async function endsOf(store: Store, work: string, { passages }: SupplyingSource): Promise<ReadonlyMap<string, End>> {
  const streams = [outlineStream(work), ...passages.map(({ passage }) => passageStream({ work, passage }))];
  const ends = new Map<string, End>();
  for (const stream of streams) {
    const end = await store.end(stream);
    if (end) ends.set(stream, end);
  }
  return ends;
}
