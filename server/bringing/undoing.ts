/**
 * A work that was brought in is withdrawn, as long as nobody has built on it: it is put away, and its passages are retired, with
 * who did it, when and why. No address goes; each says what became of it. Like bringing in it is done in pieces, each an act of
 * its own that is followed by a pause: stopped on the way, the same again goes on.
 */
import { setTimeout as wait } from "node:timers/promises";
import { actsOfImport, actsUndoing, importsIn } from "../../translations/ledger/imports.ts";
import { outlineStream, recordsOfAct, termStream, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { bringAgain } from "./again.ts";
import type { BringingEffects } from "./bringing.ts";

/** Who withdraws a work, and why. */
export interface Undoing {
  by: Person;
  reason: string;
}

/**
 * What came of it: so many passages were withdrawn; all were already; there is no such work; it did not come in by an import;
 * somebody has built on it, first by this record. But for the first, nothing was changed; or, where somebody did so meanwhile, it is
 * as it was.
 */
export type Undone =
  | { was: "undone"; passages: number }
  | { was: "already" | "none" | "not-brought" }
  | { was: "built-on"; first: LedgerRecord };

const REAL: BringingEffects = { now: Date.now, pause: (milliseconds) => wait(milliseconds) };

/** So many passages are retired in one act. */
const PIECE = 50;
/** Others have the lock for so many times as long as a piece had it, and for this long at least, in milliseconds. */
const [SHARE, LEAST] = [2, 5];
/** So many passages are looked through before others have a turn. */
const LOOKED_THROUGH = 20;
/** So many records of a stream are read before others have a turn. */
const READ = 500;
/** So often it is tried again because somebody else was quicker. */
const ATTEMPTS = 5;

/** By what the acts of an import are called, each with its number behind: see `bringIn`. */
const BROUGHT = /^(?:import|staged)\/.+(?=\/\d+$)/;

/** What the acts of the import are called that brought a work in; null if none did. @param described the stream of its description. */
export function broughtBy(described: readonly LedgerRecord[]): string | null {
  return BROUGHT.exec(described[0]?.act.id ?? "")?.[0] ?? null;
}

/** Withdraws a work that an import brought in. */
export async function undoImport(
  store: Store,
  id: string,
  { by, reason }: Undoing,
  effects: BringingEffects = REAL,
): Promise<Undone> {
  const through = await store.through();
  const found = await wouldUndoImport(store, id, effects);
  // Stopped right before that, it stands among the others without a passage.
  if (found.was === "already") await away(store, id, effects);
  if (found.was !== "undone") return found;
  const brought = broughtBy(await store.stream(`work/${id}`))!;
  const passages = (await store.work(id))!.passages.map((passage) => passage.id);
  for (let left = passages.length; left > 0; left -= PIECE) {
    const begun = effects.now();
    // The last first: each then says behind which passage it stood.
    const going = passages.slice(Math.max(0, left - PIECE), left).reverse();
    const moved = await retire(store, id, `undo/${brought}/${newId()}`, going, { by, reason }, { begun, through });
    if (moved !== null) {
      await bringAgain(store, id, brought, by, effects);
      return { was: "built-on", first: (await store.stream(moved)).at(-1)! };
    }
    // Not before something of it is gone: by that it is known that it was undone, and is to stand again when it is brought again.
    if (left === passages.length) await store.putAway(id, new Date(effects.now()).toISOString());
    effects.told?.(passages.length - Math.max(0, left - PIECE), passages.length);
    await effects.pause(Math.max(LEAST, SHARE * (effects.now() - begun)));
  }
  await away(store, id, effects);
  return { was: "undone", passages: passages.length };
}

/** Puts a work away of which nothing stands; if somebody has brought it again meanwhile, it stands among the others. */
async function away(store: Store, id: string, effects: BringingEffects): Promise<void> {
  const stands = async () => (await store.work(id))!.passages.length > 0;
  if (!(await stands())) await store.putAway(id, new Date(effects.now()).toISOString());
  if (await stands()) await store.putAway(id, null);
}

/** What would come of it, if it were now. */
export async function wouldUndoImport(store: Store, id: string, effects: BringingEffects = REAL): Promise<Undone> {
  const work = await store.work(id);
  if (work === null) return { was: "none" };
  const described = await store.stream(`work/${id}`);
  const brought = broughtBy(described);
  if (brought === null) return { was: "not-brought" };
  const aside = [brought, `undo/${brought}`, ...undoneIn(described)];
  let first: LedgerRecord | null = null;
  for await (const record of recordsOf(store, work, effects))
    // Who reads the work is said beside what it holds.
    if (!aside.some((of) => isPartOf(record.act.id, of)) && (first === null || record.at < first.at)) first = record;
  if (first) return { was: "built-on", first };
  return work.passages.length === 0 ? { was: "already" } : { was: "undone", passages: work.passages.length };
}

/** What is recorded of a work, but who may read it; others have a turn meanwhile. */
async function* recordsOf(
  store: Store,
  { id, passages, retired = [] }: Work,
  effects: BringingEffects,
): AsyncGenerator<LedgerRecord> {
  const terms = (await store.termsOf(id)).map((term) => termStream(id, term));
  for (const stream of [`work/${id}`, outlineStream(id), ...terms])
    for (let after = 0, some = READ; some === READ; await effects.pause(1)) {
      const records = await store.stream(stream, after, READ);
      yield* records;
      some = records.length;
      after += some;
    }
  for (const [at, { id: passage }] of [...passages, ...retired].entries()) {
    yield* await store.records({ work: id, passage });
    if (at % LOOKED_THROUGH === LOOKED_THROUGH - 1) await effects.pause(1);
  }
}

/** What the acts of imports onto the work are called that were undone, and those that undid them. */
function undoneIn(records: readonly LedgerRecord[]): string[] {
  const imports = importsIn(records).filter(({ undone }) => undone);
  return imports.flatMap(({ id }) => [actsOfImport(id), actsUndoing(id)]);
}

function isPartOf(act: string, of: string): boolean {
  return act.startsWith(of.endsWith("/") ? of : `${of}/`);
}

/**
 * @param through the record up to which it was looked through whether anybody has built on it.
 * @returns the stream in which somebody has done so since; null, if nobody has.
 */
async function retire(
  store: Store,
  work: string,
  act: string,
  passages: readonly string[],
  why: Undoing,
  { begun, through }: { begun: number; through: number },
): Promise<string | null> {
  const stream = outlineStream(work);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const last = await store.end(stream);
    // Somebody else may be undoing it as well.
    const standing = new Set((await store.work(work))?.passages.map(({ id }) => id));
    const going = passages.filter((passage) => standing.has(passage));
    const facts = going.map((passage) => ({
      passage: null,
      event: { type: "passage-retired" as const, passage, ...why },
    }));
    const ends = new Map(last ? [[stream, last]] : []);
    const made = { id: act, at: new Date(begun).toISOString(), newSalt };
    if (facts.length === 0) return null;
    const read = { through, streams: [], passages: going.map((passage) => ({ work, passage })) };
    const added = await store.append(recordsOfAct(work, ends, made, facts), read);
    if (added.ok) return null;
    if (added.moved !== stream) return added.moved;
  }
  throw new Error(`undo-import: the outline of ${work} kept changing; ${ATTEMPTS} attempts failed`);
}
