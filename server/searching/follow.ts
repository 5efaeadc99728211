/**
 * The index of words follows the ledger, with a position of its own: some records at a time, each time in one transaction of
 * the index's file, which is no other's. Of a passage that is touched it keeps what the ledger says of it now, so that
 * records taken in twice, or late, change nothing.
 */
import type { Database } from "better-sqlite3";
import { isDescribing, isRemoval } from "../../translations/ledger/events.ts";
import { partsOf, type LedgerRecord } from "../../translations/ledger/record.ts";
import { recordIn } from "../store/rows.ts";
import { trimmed, wipeDropped } from "../sqlite/sqlite.ts";
import { ranksOf } from "./ranks.ts";
import type { LedgerRecords } from "./records.ts";
import { shelvingIn } from "./shelving.ts";
import { statements, type PassageRow, type WorkRow } from "./tables.ts";

/** In milliseconds: so long one piece takes, about. */
const PIECE = 40;
/** Records that are taken in at once, at first and at most. */
const [FEW, MANY] = [16, 4_000];

export interface Following {
  /** How far it has come. */
  through(): number;
  /** Takes in some more. True if there is more, or something is left to wipe or to give back. */
  step(): boolean;
}

/** @param ledger a connection that only reads. */
export function following(db: Database, ledger: LedgerRecords): Following {
  const sql = statements(db);
  const { dropAll, putAll, add } = shelvingIn(db, ledger, sql);
  let many = FEW;

  const through = () => Number(sql.told.get("through") ?? 0);

  /** Brings a work's outline up to date, and moves what stands elsewhere now. */
  function lookAtOutline(id: string, seen: readonly string[]): WorkRow | null {
    const ordinal = ledger.ordinal(id);
    if (ordinal === null) return null;
    const described = ledger.described(id);
    const before = sql.work.get(id);
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
