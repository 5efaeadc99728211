/** What is done with works that are there, where it takes long, so that who reads and writes meanwhile waits for none of it. */
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { Person } from "../../translations/notes/note.ts";
import {
  HELD_SOURCE,
  holdSource,
  type HeldSource,
  type HoldingSource,
  type RecordingSource,
} from "../bringing/staged-source.ts";
import { holdRevision, type HoldingRevision } from "../bringing/staged-revision.ts";
import { undoImport, type Undone } from "../bringing/undoing.ts";
import { undoOnto, type UndoneOnto } from "../bringing/undoing-onto.ts";
import { readingOf } from "../reading/reading.ts";
import { openSqlite, sqliteStore } from "../sqlite/sqlite.ts";
import { DATABASE } from "../store/names.ts";
import { stagingIn } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import { contentOf } from "./content.ts";

export const OF_WORKS = {
  /** Reads a text that is to be the source of a work, and keeps it. */
  holdSource: (data: string, asked: HoldingSource, file: number) =>
    opened(data, (_, db) => holdSource({ staging: stagingIn(db) }, asked, contentOf(file))),
  /** Says how such a text lies on its work. */
  laySource: (data: string, asked: HeldSource) =>
    opened(data, (store, db) => HELD_SOURCE.laySource(sourcing(store, db), asked)),
  /** Records it as it was seen. */
  recordSource: (data: string, asked: RecordingSource) =>
    opened(data, (store, db) => HELD_SOURCE.recordSource(sourcing(store, db), asked)),
  /** Reads a revised file of a work, and keeps what it differs in. */
  holdRevision: (data: string, asked: HoldingRevision, file: number) =>
    opened(data, (store, db) => holdRevision({ store, staging: stagingIn(db) }, asked, contentOf(file))),
  undo: (data: string, asked: UndoingImport) => opened(data, (store) => undone(store, asked)),
};

function sourcing(store: Store, db: Database) {
  return { store, reading: readingOf(db), staging: stagingIn(db) };
}

/** An import to a work is undone; or (null) the one that brought the work itself. */
export interface UndoingImport {
  work: string;
  import: string | null;
  by: Person;
  reason: string;
}

/** Undoes an import. */
export function undone(store: Store, { work, import: id, ...why }: UndoingImport): Promise<Undone | UndoneOnto> {
  return id === null ? undoImport(store, work, why) : undoOnto(store, work, id, why);
}

async function opened<Made>(data: string, use: (store: Store, db: Database) => Promise<Made>): Promise<Made> {
  const db = openSqlite(join(data, DATABASE));
  const store = sqliteStore(db);
  try {
    return await use(store, db);
  } finally {
    await store.close();
  }
}
