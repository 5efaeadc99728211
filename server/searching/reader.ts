/** Whoever answers: keeps the index of a data folder up with its ledger, and looks in it. One thread's. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Database } from "../store/driver.ts";
import { FolderUnusable } from "../store/folder.ts";
import { DATABASE } from "../store/names.ts";
import { openSqlite } from "../sqlite/sqlite.ts";
import { likening, type Alike, type AskedAlike } from "./alike.ts";
import { following } from "./follow.ts";
import { recordsIn, type LedgerRecords } from "./records.ts";
import { seeking, type Asked, type Found } from "./seek.ts";
import { openIndex } from "./tables.ts";

/** So many kilobytes of the ledger's file are held here: it is read in order, and each page of it once. */
const CACHE = 1_000;

/** The index, beside the database: it can be deleted, and is made anew. */
export const INDEX = "search.db";

export interface Reader {
  /** Whether something is new. */
  isBehind(): boolean;
  /** Takes in some of what is new. True if there is more. */
  step(): boolean;
  find(asked: Asked): Found;
  /** Passages whose source is nearly that of another. */
  alike(asked: AskedAlike): Alike[];
  close(): void;
}

/**
 * An index that is spoilt is thrown away and made anew, for all of it stands in the ledger.
 * @param data the data folder, whose database is there.
 */
export function openReader(data: string): Reader {
  const file = join(data, INDEX);
  const ledgerDb = new Database(join(data, DATABASE), { readonly: true });
  ledgerDb.pragma(`cache_size = -${CACHE}`);
  const ledger = recordsIn(ledgerDb);
  // What is spoilt before a new one has caught up is not the index: it would be made anew for ever.
  let isNew = false;
  let index = firstOpened();

  function firstOpened(): Opened {
    try {
      return openedIndex(file, ledger);
    } catch (error) {
      return anew(error);
    }
  }

  function anew(error: unknown): Opened {
    if (isNew || !isSpoilt(error)) throw error;
    isNew = true;
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    return openedIndex(file, ledger);
  }

  function orAnew<Done>(work: () => Done): Done {
    try {
      return work();
    } catch (error) {
      const spoilt = index.db;
      index = anew(error);
      spoilt.close();
      return work();
    }
  }

  function step(): boolean {
    const more = index.follows.step();
    if (!more) isNew = false;
    return more;
  }

  return {
    isBehind: () => orAnew(() => index.follows.through() < ledger.through()),
    step: () => orAnew(step),
    find: (asked) =>
      orAnew(() => ({ ...index.seek(asked), behind: ledger.behind(index.follows.through(), asked.hidden) })),
    alike: (asked) => orAnew(() => index.likens(asked)),
    close: () => {
      index.db.close();
      ledgerDb.close();
    },
  };
}

type Opened = ReturnType<typeof openedIndex>;

function openedIndex(file: string, ledger: LedgerRecords) {
  const db = openSqlite(file);
  try {
    // What a crash takes of it is taken in again.
    for (const setting of ["synchronous = NORMAL", "secure_delete = ON"]) db.pragma(setting);
    openIndex(db, ledger);
    return { db, follows: following(db, ledger), seek: seeking(db, ledger), likens: likening(db, ledger) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** True of what SQLite says of a file that is no database, or not all of one. */
function isSpoilt(error: unknown): boolean {
  const { code = "" } = ((error instanceof FolderUnusable && error.cause) || error) as { code?: string };
  return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB" || code === "SQLITE_IOERR_SHORT_READ";
}
