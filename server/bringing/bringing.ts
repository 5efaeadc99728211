/**
 * A work is brought in, whole or not at all, without ever keeping others waiting: the use case, whoever asks for it. Its
 * records go onto the stage first, then into the ledger a piece at a time, each under a lock of some milliseconds that is
 * followed by a pause; nobody sees the work before the last step opens it (`server/store/stage.ts`).
 */
import { setTimeout as wait } from "node:timers/promises";
import type { BroughtPassage } from "../../translations/exchange/brought.ts";
import { broughtPieces, type Head } from "../../translations/exchange/records.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { bringAgain } from "./again.ts";

/** What is to be brought in. */
export interface Bringing {
  head: Head;
  passages: readonly BroughtPassage[];
  /** Whoever brings it in. */
  by: Person;
  /** By what it is known that just this was brought in as this work: see {@link actOf}. The same again is there already. */
  act: string;
}

/**
 * By what it is known that just this was brought in as this work.
 * @param of SHA-256 of what files are, and how they were read.
 */
export function actOf(work: string, of: string): string {
  return `import/${digestOfJson([work, of])}`;
}

/**
 * What came of it: the work is here now; it was already; another one has its id; another one is on its way in under it. In
 * the last two cases nothing was changed.
 */
export type Came = "taken" | "already" | "another" | "under-way";

/** The world around a bringing in. */
export interface BringingEffects {
  /** The clock, in milliseconds since 1970. */
  now(): number;
  /** Lets others have the lock for so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** Is told how far it has come. */
  told?(done: number, of: number): void;
}

export const REAL: BringingEffects = { now: Date.now, pause: (milliseconds) => wait(milliseconds) };

/** Others have the lock for so many times as long as a piece had it: who waits for it looks for it only now and then. */
const SHARE = 2;
/** And for this long at least, in milliseconds. */
const LEAST = 5;
/** What a run has put on the stage and left there for so long, in milliseconds, nobody goes on with. */
const LEFT = 60 * 60 * 1000;

/**
 * Brings a work in; it is on disk, whole, when this resolves. Stopped on the way, it has either left nothing that anybody
 * sees, or, once all was on the stage, what {@link goOn} and the same again bring to its end.
 * @throws RangeError if its records can't be kept.
 */
export async function bringIn(store: Store, bringing: Bringing, effects: BringingEffects = REAL): Promise<Came> {
  const { head, passages, by, act } = bringing;
  const there = await whatIsThere(store, head.id, act, effects);
  if (there === "already" && (await bringAgain(store, head.id, act, by, effects))) return "taken";
  if (there !== null) return there;
  const at = new Date(effects.now()).toISOString();
  const pieces = broughtPieces(head, passages, by, at.slice(0, 10), { id: act, at, newSalt });
  const records = passages.reduce((sum, { versions }) => sum + 1 + versions.length, 0);
  if (await throughStage(store, head.id, pieces, effects, records)) return "taken";
  // Somebody has brought in a work of this id meanwhile, perhaps just this one.
  const came = await whatIsThere(store, head.id, act, effects);
  return came === "taken" ? "already" : came!;
}

/**
 * Brings the records of a work in over the stage, piece by piece.
 * @param records about how many there are, for whoever is told how far it has come.
 * @returns false, and leaves nothing, if its id was taken meanwhile.
 * @throws RangeError if they can't be kept.
 */
export async function throughStage(
  store: Store,
  work: string,
  pieces: Iterable<readonly LedgerRecord[]>,
  effects: BringingEffects = REAL,
  records = 0,
): Promise<boolean> {
  await sweep(store, effects);
  const run = newId();
  let [begun, put, staged] = [effects.now(), 0, 0];
  for (const piece of pieces) {
    await store.stage.put(run, piece);
    put++;
    // As much is to be done again, when it comes from the stage into the ledger.
    effects.told?.((staged += piece.length), 2 * Math.max(records, staged));
    // What makes the pieces may have the thread on which others are answered.
    await effects.pause(Math.max(LEAST, effects.now() - begun));
    begun = effects.now();
  }
  if (await store.stage.seal(run)) {
    let steps = 0;
    const told = () => effects.told?.(staged + Math.round((staged * Math.min(++steps, put)) / put), 2 * staged);
    await goOn(store, work, { ...effects, told });
    return true;
  }
  await drop(store, run, effects);
  return false;
}

/** Brings a work that is on its way in to its end; if several do so at once, each piece is brought in once. */
export async function goOn(
  store: Store,
  work: string,
  effects: BringingEffects = REAL,
  signal?: AbortSignal,
): Promise<void> {
  while (signal?.aborted !== true) {
    const begun = effects.now();
    if (!(await store.stage.step(work))) return;
    effects.told?.(0, 0);
    await effects.pause(Math.max(LEAST, SHARE * (effects.now() - begun)));
  }
}

/** Whether this act has brought in this work: what was stopped on the way is brought to its end. */
export async function hasBroughtIn(
  store: Store,
  work: string,
  act: string,
  effects: BringingEffects = REAL,
): Promise<boolean> {
  const there = await whatIsThere(store, work, act, effects);
  return there === "taken" || there === "already";
}

/**
 * Goes on with all that was stopped on the way, until `signal` says to stop again.
 * @param failed is told of each that can't be brought further: it stays on the way, and the others don't wait for it.
 */
export async function goOnWithAll(
  store: Store,
  failed: (work: string, error: unknown) => void,
  signal?: AbortSignal,
  effects: BringingEffects = REAL,
): Promise<void> {
  for (const { work } of await store.stage.works())
    await goOn(store, work, effects, signal).catch((error: unknown) => failed(work, error));
  if (signal?.aborted !== true) await sweep(store, effects);
}

/** Clears what runs have left on the stage that were stopped before all was there. */
async function sweep(store: Store, effects: BringingEffects): Promise<void> {
  for (const run of await store.stage.left(new Date(effects.now() - LEFT).toISOString()))
    await drop(store, run, effects);
}

async function drop(store: Store, run: string, effects: BringingEffects): Promise<void> {
  while (await store.stage.drop(run)) await effects.pause(LEAST);
}

/** Null: nothing, so that it can be brought in. What was stopped on the way is brought to its end. */
async function whatIsThere(store: Store, work: string, act: string, effects: BringingEffects): Promise<Came | null> {
  const isThis = (id: string): boolean => id === act || id.startsWith(`${act}/`);
  const staged = (await store.stage.works()).find((each) => each.work === work);
  if (staged) {
    if (!isThis(staged.act)) return "under-way";
    await goOn(store, work, effects);
    return "taken";
  }
  const [first] = await store.stream(`work/${work}`);
  if (first === undefined) return null;
  return isThis(first.act.id) ? "already" : "another";
}
