/** What the index keeps of a passage: its versions and the wordings of its source, those that stand now on a shelf of their own. */
import type { Database } from "better-sqlite3";
import { isMade } from "../../translations/ledger/events.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import type { Shelf } from "../store/word-index.ts";
import { SqliteWordIndex } from "../sqlite/sqlite.ts";
import { amongStanding, MOST_WITHIN, placeOf } from "./place.ts";
import { keptOf, standingAmong, type LedgerRecords } from "./records.ts";
import type { PassageRow, Statements, WorkRow } from "./tables.ts";
import { entryOf, type Texts } from "./texts.ts";

export interface Shelving {
  /** Takes away all that is kept of a passage. */
  dropAll: (row: WorkRow, passage: PassageRow) => void;
  /** Keeps a passage as the ledger has it now. */
  putAll: (row: WorkRow, passage: PassageRow) => void;
  /** Takes in what a passage's records add, if nothing of it goes. */
  add: (row: WorkRow, passage: PassageRow, records: readonly LedgerRecord[]) => void;
}

export function shelvingIn(db: Database, ledger: LedgerRecords, sql: Statements): Shelving {
  const index = new SqliteWordIndex(db);

  function put(row: WorkRow, passage: PassageRow, number: number, texts: Texts, of: "version" | "source"): void {
    if (number > MOST_WITHIN) return;
    index.put(
      ...shelved(row, passage, number, of),
      entryOf(texts, { language: row.language, sourceLanguage: row.source_language }),
    );
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

  return { dropAll, putAll, add };
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
