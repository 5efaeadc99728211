/**
 * A text is laid on a work that is there as its source, shown, and recorded once somebody says so: other words of passages as
 * wordings of their source, what is new between them as passages of the outline. Each act has some passages; stopped on the way,
 * the same text again brings the rest.
 */
import { setTimeout as wait } from "node:timers/promises";
import { supplySource, type SuppliedSource, type SupplyingSource } from "../../translations/decide/decide.ts";
import type { Supply, Standing } from "../../translations/exchange/supplied.ts";
import { endsAfter, outlineStream, passageStream, recordsOfAct, type End } from "../../translations/ledger/record.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { Reading } from "../reading/reading.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
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
export function* commandsOf({ supply, provenance, reason }: Supplying): Generator<SupplyingSource> {
  const passages = supply.passages.flatMap(({ what, passage, words, number, ...each }): SuppliedSource[] => {
    if (what === "same") return [];
    if (what !== "new") return [{ passage, words, number }];
    const { after, locator, kind, level } = each;
    return [{ passage, words, after, called: { locator, kind, level } }];
  });
  for (let at = 0; at < passages.length; at += AT_ONCE)
    yield { type: "supply-source", passages: passages.slice(at, at + AT_ONCE), provenance, reason };
}

/**
 * Records it as said by somebody at the machine itself; whoever has an account says it to the desk.
 * @returns why it can't be recorded, or null; what was recorded before that stays.
 */
export async function supplyTo(store: Store, work: string, said: Supplying, by: Person): Promise<Refusal | null> {
  for (const command of commandsOf(said)) {
    const refusal = await recorded(store, work, command, by);
    if (refusal) return refusal;
    await wait(PAUSE);
  }
  return null;
}

async function recorded(store: Store, work: string, command: SupplyingSource, by: Person): Promise<Refusal | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ends = await endsOf(store, work, command);
    const standing = await store.work(work);
    if (!standing) return { code: "unknown-work" };
    const decision = supplySource(standing, command, by);
    if (!decision.ok) return decision.refusal;
    if (decision.facts.length === 0) return null;
    const act = { id: newId(), at: new Date().toISOString(), newSalt };
    if ((await store.append(recordsOfAct(work, ends, act, decision.facts))).ok) return null;
  }
  throw new Error(`supplying: ${work} kept changing; ${ATTEMPTS} attempts failed`);
}

async function endsOf(store: Store, work: string, { passages }: SupplyingSource): Promise<ReadonlyMap<string, End>> {
  const streams = [outlineStream(work), ...passages.map(({ passage }) => passageStream({ work, passage }))];
  let ends: ReadonlyMap<string, End> = new Map();
  for (const stream of streams) ends = endsAfter(await store.stream(stream), ends);
  return ends;
}
