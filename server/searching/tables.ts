/** The tables of the index's file, and what is asked of them. */
import type { Database } from "better-sqlite3";
import { makeTrimmable, makeWordTables } from "../sqlite/sqlite.ts";
import type { LedgerRecords } from "./records.ts";

/** With another one the index is made anew: tokens are others, or fields, or places. */
const VERSION = "7";

const TABLES = `
  CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS work (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, described INTEGER NOT NULL,
    language TEXT NOT NULL, source_language TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS passage (
    work INTEGER NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL,
    -- Its depth in the outline; null while it does not stand there.
    level INTEGER,
    -- The version and the wording of its source that stand now.
    standing INTEGER, source INTEGER,
    PRIMARY KEY (work, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS passage_rank ON passage (work, rank);
  -- Works that were still on their way in when their records were read, and up to which record they have been read since.
  CREATE TABLE IF NOT EXISTS waiting (work TEXT PRIMARY KEY, through INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

export interface WorkRow {
  ordinal: number;
  id: string;
  described: number;
  language: string;
  source_language: string;
}

export interface PassageRow {
  id: string;
  rank: number;
  level: number | null;
  standing: number | null;
  source: number | null;
}

/**
 * Makes the tables of an index's file, anew if they were made by another version of this program, or of another ledger: that of
 * a copy that was put in this one's place.
 */
export function openIndex(db: Database, ledger: LedgerRecords): void {
  db.exec(TABLES);
  const { told } = statements(db);
  const last = told.get("last") ?? null;
  if (told.get("version") === VERSION && last === ledger.digest(Number(told.get("through") ?? 0))) makeWordTables(db);
  else clear(db);
}

/** Forgets all of it; what follows makes it anew. */
function clear(db: Database): void {
  db.transaction(() => {
    db.exec("DROP TABLE IF EXISTS words_now; DROP TABLE IF EXISTS words_then");
    db.exec("DELETE FROM told; DELETE FROM work; DELETE FROM passage; DELETE FROM waiting");
  }).immediate();
  makeTrimmable(db);
  db.transaction(() => {
    makeWordTables(db);
    db.prepare("INSERT INTO told (name, value) VALUES ('version', ?)").run(VERSION);
  }).immediate();
}

export type Statements = ReturnType<typeof statements>;

export function statements(db: Database) {
  return {
    told: db.prepare<[string], string>("SELECT value FROM told WHERE name = ?").pluck(),
    tell: db.prepare<[string, string]>(
      "INSERT INTO told (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    ),
    forget: db.prepare<[string]>("DELETE FROM told WHERE name = ?"),
    waiting: db.prepare<[], { work: string; through: number }>("SELECT work, through FROM waiting ORDER BY work"),
    wait: db.prepare<[string, number]>(
      `INSERT INTO waiting (work, through) VALUES (?, ?)
       ON CONFLICT (work) DO UPDATE SET through = max(through, excluded.through)`,
    ),
    served: db.prepare<[string]>("DELETE FROM waiting WHERE work = ?"),
    work: db.prepare<[string], WorkRow>("SELECT * FROM work WHERE id = ?"),
    saveWork: db.prepare<[WorkRow]>(
      `INSERT INTO work (ordinal, id, described, language, source_language)
       VALUES (:ordinal, :id, :described, :language, :source_language)
       ON CONFLICT (ordinal) DO UPDATE SET described = excluded.described, language = excluded.language,
         source_language = excluded.source_language`,
    ),
    passage: db.prepare<[number, string], PassageRow>(
      "SELECT id, rank, level, standing, source FROM passage WHERE work = ? AND id = ?",
    ),
    passages: db.prepare<[number], PassageRow>("SELECT id, rank, level, standing, source FROM passage WHERE work = ?"),
    savePassage: db.prepare<[PassageRow & { work: number }]>(
      `INSERT INTO passage (work, id, rank, level, standing, source)
       VALUES (:work, :id, :rank, :level, :standing, :source)
       ON CONFLICT (work, id) DO UPDATE SET rank = excluded.rank, level = excluded.level, standing = excluded.standing,
         source = excluded.source`,
    ),
  };
}
