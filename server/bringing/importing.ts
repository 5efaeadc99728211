/**
 * What is brought onto a work that is there is an import: its first act says so, its last what it came to, and the ids of all of them
 * tell that they are its own. One that was stopped on the way goes on when the same is brought again.
 */
import { Faulted } from "../../translations/ledger/faulted.ts";
import type { Imported } from "../../translations/ledger/importing.ts";
import { actsOfImport, importsIn } from "../../translations/ledger/imports.ts";
import type { End, Fact, LedgerRecord } from "../../translations/ledger/record.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId } from "../store/ids.ts";
import type { ReadBefore, Store } from "../store/store.ts";

/** What is brought, and by whom. */
export interface ImportOf {
  brings: Imported;
  /** SHA-256 of what is brought, with how it was read: the same again is known by it. */
  digest: string;
  /** How the files are called. */
  file: string;
  by: Person;
}

/** An import on its way. */
export interface Importing {
  id: string;
  of: ImportOf;
  /** Its first act is there. */
  begun: boolean;
  /** So many records of the work's description were looked through whether it is undone. */
  seen: number;
}

/** Facts, and how the stream of the work's description ends, which they add to. */
export interface Saying {
  facts: Fact[];
  ends: Map<string, End>;
  /** What was read for that, so that nothing is added once somebody has begun to undo it. */
  read?: ReadBefore;
}

/** It can't come onto the work, or no more of it. */
export class OntoRefused extends Faulted<Refusal> {
  override name = "OntoRefused";
}

/** Goes on with the same that was stopped on the way, or begins. Nothing is kept of it before its first act. */
export async function importing(store: Store, work: string, of: ImportOf): Promise<Importing> {
  const described = await store.stream(`work/${work}`);
  const stopped = importsIn(described).find(
    ({ digest, brings, ended, undone }) => digest === of.digest && brings === of.brings && !ended && !undone,
  );
  return { id: stopped?.id ?? newId(), of, begun: stopped !== undefined, seen: described.length };
}

/** The id of its next act. */
export function nextAct({ id }: Importing): string {
  return `${actsOfImport(id)}${newId()}`;
}

/** True of its records. */
export function isOf({ id }: Importing, { act }: Pick<LedgerRecord, "act">): boolean {
  return act.id.startsWith(actsOfImport(id));
}

/**
 * What its first act says beside what it brings; nothing in a later one. Asked before it is decided what it brings, that counts as
 * well only as long as nothing is said of the work meanwhile.
 * @throws OntoRefused if somebody has undone it meanwhile: what it brought after that could not be undone.
 */
export async function beginning(store: Store, work: string, going: Importing): Promise<Saying> {
  const { id, of } = going;
  if (going.begun) {
    const stream = `work/${work}`;
    const read = { through: await store.through(), streams: [stream], passages: [] };
    const said = await store.stream(stream, going.seen);
    if (said.some(({ event }) => event.type === "import-undone" && event.import === id))
      throw new OntoRefused({ code: "undone-meanwhile" });
    going.seen += said.length;
    return { facts: [], ends: new Map(), read };
  }
  const { brings, digest, file, by } = of;
  const event = { type: "import-begun" as const, import: id, brings, digest, wording: { file }, by };
  return saying(store, work, { passage: null, event });
}

/** What its last act says. @param came in so many passages so many pieces. */
export function ending(
  store: Store,
  work: string,
  { id, of: { by } }: Importing,
  came: { passages: number; pieces: number },
): Promise<Saying> {
  return saying(store, work, { passage: null, event: { type: "import-ended", import: id, ...came, by } });
}

async function saying(store: Store, work: string, fact: Fact): Promise<Saying> {
  const stream = `work/${work}`;
  const end = await store.end(stream);
  return { facts: [fact], ends: new Map(end && [[stream, end]]) };
}
