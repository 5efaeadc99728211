/**
 * A work that was brought in is withdrawn, as long as nobody has built on it: it is put away, and its passages are retired, with
 * who did it, when and why. No address goes; each says what became of it. Like bringing in it is done in pieces, each an act of
 * its own that is followed by a pause: stopped on the way, the same again goes on.
 */
import { setTimeout as wait } from "node:timers/promises";
import { isOfAccess } from "../../translations/ledger/events.ts";
import { actsOfImport, actsUndoing, importsIn } from "../../translations/ledger/imports.ts";
import { recordsOfAct, type End, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import type { BringingEffects } from "./bringing.ts";

/** Who withdraws a work, and why. */
export interface Undoing {
  by: Person;
  reason: string;
}

/**
 * What came of it: so many passages were withdrawn; all were already; there is no such work; it did not come in by an import;
 * somebody has built on it, first by this record. But for the first, nothing was changed.
 */
export type Undone =
  | { was: "undone"; passages: number }
  | { was: "already" | "none" | "not-brought" }
  | { was: "built-on"; first: LedgerRecord };

const REAL: BringingEffects = { now: Date.now, pause: (milliseconds) => wait(milliseconds) };

/** So many passages are retired in one act: with each the description of the whole work is written anew. */
const PIECE = 500;
/** Others have the lock for so many times as long as a piece had it, and for this long at least, in milliseconds. */
const [SHARE, LEAST] = [2, 5];

/** By what the acts of an import are called, each with its number behind: see `bringIn`. */
const BROUGHT = /^(?:import|staged)\/.+(?=\/\d+$)/;

/** Withdraws a work that an import brought in. */
export async function undoImport(
  store: Store,
  id: string,
  { by, reason }: Undoing,
  effects: BringingEffects = REAL,
): Promise<Undone> {
  if ((await store.work(id)) === null) return { was: "none" };
  const records = await store.recordsOfWork(id);
  const brought = BROUGHT.exec(records[0]!.act.id)?.[0];
  if (brought === undefined) return { was: "not-brought" };
  const undoing = `undo/${brought}`;
  const aside = [brought, undoing, ...undoneIn(records)];
  // Who reads the work is said beside what it holds.
  const built = records.find(({ act, event }) => !aside.some((of) => isPartOf(act.id, of)) && !isOfAccess(event));
  if (built) return { was: "built-on", first: built };
  const passages = (await store.work(id))!.passages.map((passage) => passage.id);
  if (passages.length === 0) return { was: "already" };
  await store.putAway(id, new Date(effects.now()).toISOString());
  for (let left = passages.length; left > 0; left -= PIECE) {
    const begun = effects.now();
    // The last first: each then says behind which passage it stood.
    const going = passages.slice(Math.max(0, left - PIECE), left).reverse();
    await retire(store, id, `${undoing}/${newId()}`, going, { by, reason }, begun);
    await effects.pause(Math.max(LEAST, SHARE * (effects.now() - begun)));
  }
  return { was: "undone", passages: passages.length };
}

/** What the acts of imports onto the work are called that were undone, and those that undid them. */
function undoneIn(records: readonly LedgerRecord[]): string[] {
  const imports = importsIn(records).filter(({ undone }) => undone);
  return imports.flatMap(({ id }) => [actsOfImport(id), actsUndoing(id)]);
}

function isPartOf(act: string, of: string): boolean {
  return act.startsWith(of.endsWith("/") ? of : `${of}/`);
}

async function retire(
  store: Store,
  work: string,
  act: string,
  passages: readonly string[],
  why: Undoing,
  at: number,
): Promise<void> {
  const stream = `outline/${work}`;
  const facts = passages.map((passage) => ({
    passage: null,
    event: { type: "passage-retired" as const, passage, ...why },
  }));
  const last: End | undefined = (await store.stream(stream)).at(-1);
  const ends = new Map(last ? [[stream, last]] : []);
  const made = { id: act, at: new Date(at).toISOString(), newSalt };
  const appended = await store.append(recordsOfAct(work, ends, made, facts));
  if (!appended.ok) throw new Error(`undo-import: somebody else is changing the outline of ${work}`);
}
