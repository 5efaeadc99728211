/** What is done with works that are there, where it takes long, so that who reads and writes meanwhile waits for none of it. */
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { HELD_SOURCE, holdSource, type HeldSource, type HoldingSource } from "../bringing/staged-source.ts";
import { holdRevision, type HoldingRevision } from "../bringing/staged-revision.ts";
import { openDesk } from "../desk/desk.ts";
import { readingOf } from "../reading/reading.ts";
import { openSqlite, sqliteStore } from "../sqlite/sqlite.ts";
import { DATABASE } from "../store/names.ts";
import { stagingIn } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import { contentOf } from "./content.ts";
import { ON_ERRAND, type ErrandAsked, type ErrandCame } from "./on-errand.ts";
import type { Progress } from "./progress.ts";

export const OF_WORKS = {
  /** Reads a text that is to be the source of a work, and keeps it. */
  holdSource: (data: string, asked: HoldingSource, file: number) =>
    opened(data, (_, db) => holdSource({ staging: stagingIn(db) }, asked, contentOf(file))),
  /** Says how such a text lies on its work. */
  laySource: (data: string, asked: HeldSource) =>
    opened(data, (store, db) => HELD_SOURCE.laySource(sourcing(store, db), asked)),
  /** Reads a revised file of a work, and keeps what it differs in. */
  holdRevision: (data: string, asked: HoldingRevision, file: number) =>
    opened(data, (store, db) => holdRevision({ store, staging: stagingIn(db) }, asked, contentOf(file))),
  keepRevision: onErrand("keepRevision"),
  recordSource: onErrand("recordSource"),
  undo: onErrand("undo"),
  make: onErrand("make"),
  takeTerms: onErrand("takeTerms"),
  undoTerms: onErrand("undoTerms"),
};

function onErrand<Name extends keyof typeof ON_ERRAND>(name: Name) {
  return (data: string, asked: ErrandAsked<Name>, _file: number, told: Progress) =>
    opened(data, (store, db) => {
      const grounds = { ...sourcing(store, db), desk: openDesk(store) };
      return ON_ERRAND[name](grounds, asked as never, told) as Promise<ErrandCame<Name>>;
    });
}

function sourcing(store: Store, db: Database) {
  return { store, reading: readingOf(db), staging: stagingIn(db) };
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
