/**
 * The index of words follows the ledger, with a position of its own: some records at a time, each time in one transaction of
 * the index's file, which is no other's. Of a passage that is touched it keeps what the ledger says of it now, so that
 * records taken in twice, or late, change nothing.
 */
import type { Database } from "better-sqlite3";
import { isDescribing, isMade, isRemoval } from "../../translations/ledger/events.ts";
import { partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import { recordIn } from "../store/rows.ts";
import type { Shelf } from "../store/word-index.ts";
import { makeTrimmable, makeWordTables, SqliteWordIndex, trimmed, wipeDropped } from "../sqlite/sqlite.ts";
import { amongStanding, MOST_WITHIN, placeOf } from "./place.ts";
import { ranksOf } from "./ranks.ts";
import { keptOf, standingAmong, type LedgerRecords } from "./records.ts";
import { entryOf, type Languages, type Texts } from "./texts.ts";

/** With another one the index is made anew: tokens are others, or fields, or places. */
const VERSION = "7";

/** In milliseconds: so long one piece takes, about. */
const PIECE = 40;
/** Records that are taken in at once, at first and at most. */
const [FEW, MANY] = [16, 4_000];

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

interface WorkRow {
  ordinal: number;
  id: string;
  described: number;
  language: string;
  source_language: string;
}

interface PassageRow {
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
export function clear(db: Database): void {
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

export interface Following {
  /** How far it has come. */
  through(): number;
  /** Takes in some more. True if there is more, or something is left to wipe or to give back. */
  step(): boolean;
}

/** @param ledger a connection that only reads. */
export function following(db: Database, ledger: LedgerRecords): Following {
  const index = new SqliteWordIndex(db);
  const sql = statements(db);
  let many = FEW;

  const through = () => Number(sql.told.get("through") ?? 0);
  const work = (id: string): WorkRow | undefined => sql.work.get(id);
  const languagesOf = (row: WorkRow): Languages => ({ language: row.language, sourceLanguage: row.source_language });

  function put(row: WorkRow, passage: PassageRow, number: number, texts: Texts, of: "version" | "source"): void {
    if (number > MOST_WITHIN) return;
    index.put(...shelved(row, passage, number, of), entryOf(texts, languagesOf(row)));
  }

  function drop(row: WorkRow, passage: PassageRow, number: number, of: "version" | "source"): void {
    if (number > MOST_WITHIN) return;
    index.drop(...shelved(row, passage, number, of));
  }

  /** Takes away all that is kept of a passage. */
  function dropAll(row: WorkRow, passage: PassageRow): void {
    const { versions, sources } = ledger.passage({ work: row.id, passage: passage.id });
    drop(row, passage, 0, "version");
    for (const number of versions.keys()) drop(row, passage, number, "version");
    for (const number of sources.keys()) drop(row, passage, number, "source");
  }

  /** Keeps a passage as the ledger has it now. */
  function putAll(row: WorkRow, passage: PassageRow): void {
    const told = { work: row.id, passage: passage.id };
    const { versions, sources } = ledger.passage(told);
    const standing = passage.level === null ? null : ledger.standing(told);
    const source = passage.level === null ? null : Math.max(0, ...sources.keys()) || null;
    put(row, passage, 0, nowOf(versions.get(standing ?? 0), sources.get(source ?? 0)), "version");
    for (const [number, version] of versions)
      if (number !== standing && standingAmong(version))
        put(row, passage, number, { version, source: null }, "version");
    for (const [number, wording] of sources)
      if (number !== source) put(row, passage, number, { version: null, source: wording }, "source");
    sql.savePassage.run({ ...passage, work: row.ordinal, standing, source });
  }

  /** Takes in what a passage's records add, if nothing of it goes. */
  function add(row: WorkRow, passage: PassageRow, records: readonly LedgerRecord[]): void {
    const told = { work: row.id, passage: passage.id };
    const { versions, sources } = keptOf(records);
    const standing = ledger.standing(told);
    const source = Math.max(passage.source ?? 0, ...sources.keys()) || null;
    const changed = new Set([
      ...versions.keys(),
      ...records.flatMap(({ event }) => (isMade(event) ? [event.number] : [])),
    ]);
    if (passage.standing !== null && passage.standing !== standing) changed.add(passage.standing);
    if (standing !== null && standing !== passage.standing) drop(row, passage, standing, "version");
    for (const number of changed) {
      if (number === standing) continue;
      drop(row, passage, number, "version");
      put(row, passage, number, { version: ledger.version(told, number), source: null }, "version");
    }
    const wordings = new Set(sources.keys());
    if (passage.source !== null && passage.source !== source) wordings.add(passage.source);
    for (const number of wordings) {
      if (number === source) continue;
      drop(row, passage, number, "source");
      put(row, passage, number, { version: null, source: ledger.source(told, number) }, "source");
    }
    drop(row, passage, 0, "version");
    const version = standing === null ? null : (versions.get(standing) ?? ledger.version(told, standing));
    const beside = source === null ? null : (sources.get(source) ?? ledger.source(told, source));
    const supplied =
      standing !== null && records.some(({ event }) => event.type === "text-supplied" && event.number === standing);
    const stands = supplied ? ledger.version(told, standing) : version;
    put(row, passage, 0, nowOf(stands ?? undefined, beside ?? undefined), "version");
    sql.savePassage.run({ ...passage, work: row.ordinal, standing, source });
  }

  /** Brings a work's outline up to date, and moves what stands elsewhere now. */
  function lookAtOutline(id: string, seen: readonly string[]): WorkRow | null {
    const ordinal = ledger.ordinal(id);
    if (ordinal === null) return null;
    const described = ledger.described(id);
    const before = work(id);
    const unknown = seen.some((passage) => sql.passage.get(ordinal, passage) === undefined);
    if (before?.described === described && !unknown) return before;
    const whole = ledger.work(id);
    const row: WorkRow = {
      ...{ ordinal, id, described, language: whole?.language ?? "en", source_language: whole?.sourceLanguage ?? "zh" },
    };
    sql.saveWork.run(row);
    const languageChanged =
      before !== undefined && (before.language !== row.language || before.source_language !== row.source_language);
    const known = new Map(sql.passages.all(ordinal).map((each) => [each.id, each] as const));
    const levels = new Map((whole?.passages ?? []).map(({ id: passage, level }) => [passage, level] as const));
    const outside = [...new Set([...known.keys(), ...seen])].filter((passage) => !levels.has(passage));
    const ids = [...levels.keys(), ...outside.filter((passage) => !known.has(passage))];
    const ranks = ranksOf(ids, new Map([...known].map(([passage, { rank }]) => [passage, rank])));
    for (const passage of outside) if (known.has(passage)) ranks.set(passage, known.get(passage)!.rank);
    const moved: PassageRow[] = [];
    for (const [passage, rank] of ranks) {
      const [old, level] = [known.get(passage), levels.get(passage) ?? null];
      const isSame =
        old !== undefined && old.rank === rank && !languageChanged && (old.level === null) === (level === null);
      const next: PassageRow = {
        id: passage,
        rank,
        level,
        standing: old?.standing ?? null,
        source: old?.source ?? null,
      };
      if (old && !isSame) {
        dropAll(row, old);
        moved.push(next);
      } else if (!old || old.level !== level) sql.savePassage.run({ ...next, work: ordinal });
    }
    for (const passage of moved) putAll(row, passage);
    return row;
  }

  function take(records: readonly LedgerRecord[]): void {
    const touched = touchedBy(records);
    for (const [id, passages] of touched) {
      if (ledger.isStaged(id)) {
        sql.wait.run(id, 0);
        continue;
      }
      const row = lookAtOutline(id, [...passages.keys()]);
      if (!row) continue;
      for (const [passage, own] of passages) {
        const known = sql.passage.get(row.ordinal, passage)!;
        if (known.level !== null && !own.some(({ event }) => isRemoval(event) || event.type === "version-withdrawn"))
          add(row, known, own);
        else {
          dropAll(row, known);
          putAll(row, known);
        }
      }
    }
    if (records.some(({ event }) => isRemoval(event))) sql.tell.run("traces", "new");
  }

  /** Takes in some of a work that has been opened since it was passed over. False if there is none. */
  function late(): boolean {
    const work = sql.waiting.all().find((each) => !ledger.isStaged(each.work));
    if (!work) return false;
    const rows = ledger.ofWork(work.work, work.through, many);
    take(rows.map(recordIn));
    if (rows.length < many) sql.served.run(work.work);
    else sql.wait.run(work.work, rows.at(-1)!.number);
    return true;
  }

  const piece = db.transaction((): boolean => {
    if (ledger.db.transaction(late)()) return true;
    const rows = ledger.db.transaction(() => {
      const read = ledger.since(through(), many);
      take(read.map(recordIn));
      return read;
    })();
    const last = rows.at(-1);
    if (last) {
      sql.tell.run("through", String(last.number));
      sql.tell.run("last", last.digest.toString("hex"));
    }
    return rows.length === many;
  });

  /** Wipes what is left of what was taken out. True if there is more to do. */
  function wipe(): boolean {
    const traces = sql.told.get("traces");
    if (traces === undefined) return false;
    const done = db.transaction(() => wipeDropped(db, traces === "new")).immediate();
    if (!done) sql.tell.run("traces", "going");
    else {
      db.pragma("wal_checkpoint(TRUNCATE)");
      sql.forget.run("traces");
    }
    return !done;
  }

  return {
    through,
    step() {
      const begun = performance.now();
      const more = piece.immediate();
      many = Math.min(MANY, Math.max(1, Math.round((many * PIECE) / Math.max(1, performance.now() - begun))));
      return more || wipe() || trimmed(db);
    },
  };
}

/** On which shelf something of a passage is, and where. */
function shelved(
  { ordinal: work }: WorkRow,
  { rank }: PassageRow,
  number: number,
  of: "version" | "source",
): [Shelf, bigint] {
  const place = placeOf({ work, rank, number, of });
  return number === 0 ? ["now", amongStanding(place)] : ["then", place];
}

function nowOf(version: Texts["version"] | undefined, source: Texts["source"] | undefined): Texts {
  return { version: version ?? null, source: source ?? null };
}

/** The records by work, and by passage those that stand in a passage's own stream. */
function touchedBy(records: readonly LedgerRecord[]): Map<string, Map<string, LedgerRecord[]>> {
  const touched = new Map<string, Map<string, LedgerRecord[]>>();
  for (const record of records) {
    const { kind, work, id } = partsOf(record.stream)!;
    if (kind !== "passage" && !isDescribing(record.event)) continue;
    const passages = touched.get(work) ?? new Map<string, LedgerRecord[]>();
    touched.set(work, passages);
    if (kind === "passage") passages.set(id, [...(passages.get(id) ?? []), record]);
  }
  return touched;
}

function statements(db: Database) {
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
