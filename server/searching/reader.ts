/** Whoever answers: keeps the index of a data folder up with its ledger, and looks in it. One thread's. */
import { join } from "node:path";
import { Database } from "../store/driver.ts";
import { DATABASE } from "../store/names.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { following, openIndex } from "./follow.ts";
import { recordsIn } from "./records.ts";
import { seeking, type Asked, type Found } from "./seek.ts";

/** The index, beside the database: it can be deleted, and is made anew. */
export const INDEX = "search.db";

export interface Reader {
  /** Takes in some of what is new. True if there is more. */
  step(): boolean;
  find(asked: Asked): Found;
  close(): void;
}

/** @param data the data folder, whose database is there. */
export function openReader(data: string): Reader {
  const db = openSqlite(join(data, INDEX));
  const ledgerDb = new Database(join(data, DATABASE), { readonly: true });
  // What a crash takes of it is taken in again.
  for (const setting of ["synchronous = NORMAL", "secure_delete = ON"]) db.pragma(setting);
  const ledger = recordsIn(ledgerDb);
  openIndex(db, ledger);
  const follows = following(db, ledger);
  const seek = seeking(db, ledger);
  return {
    step: () => follows.step(),
    find: (asked) => {
      if (follows.through() < ledger.through()) follows.step();
      return { ...seek(asked), read: follows.through(), of: ledger.through() };
    },
    close: () => {
      db.close();
      ledgerDb.close();
    },
  };
}
