/** Where each passage stands, folded from the ledger. */
import { isMade, isOfSource, isRemoval, isUnreviewed, type VersionFacts } from "../../translations/ledger/events.ts";
import { partsOf, passageStream, type LedgerRecord } from "../../translations/ledger/record.ts";
import { currentVersion, evolveVersions, isWithdrawn, type Version } from "../../translations/ledger/state.ts";
import { recordIn, RECORDS, type RecordRow } from "../store/rows.ts";
import { each, type Projection } from "./projection.ts";

/**
 * Each passage of which more is recorded than its source words: its versions and their notes counted, which one is current and
 * where its words stand, and whether words of any are held.
 */
export const passages: Projection = {
  name: "passages",
  version: 5,
  tables: {
    reading_passage: `(
      work TEXT NOT NULL,
      passage TEXT NOT NULL,
      versions INTEGER NOT NULL DEFAULT 0,
      -- Of all of them together.
      notes INTEGER NOT NULL DEFAULT 0,
      -- The current one: its number, that of its record, and the version that it revises.
      standing INTEGER,
      current INTEGER,
      revises INTEGER,
      -- The number of the record beside which its words stand; null if they are not held.
      worded INTEGER,
      held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
      -- Whether somebody approved of the current one here.
      approved INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)),
      -- The number of the record of the newest version that was revised from another; null if there is none.
      revised INTEGER,
      PRIMARY KEY (work, passage)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {
    reading_passage_revised: "reading_passage (revised) WHERE revised IS NOT NULL",
  },
  fold: (db) => {
    const see = db.prepare<[string, string]>(
      "INSERT INTO reading_passage (work, passage) VALUES (?, ?) ON CONFLICT DO NOTHING",
    );
    const version = db.prepare<[number, number, number | null, string, string]>(
      `UPDATE reading_passage
       SET versions = versions + 1, notes = notes + ?, held = max(held, ?), revised = coalesce(?, revised)
       WHERE work = ? AND passage = ?`,
    );
    const stand = db.prepare<[number | null, number | null, number | null, number | null, 0 | 1, string, string]>(
      `UPDATE reading_passage SET standing = ?, current = ?, revises = ?, worded = ?, approved = ?
       WHERE work = ? AND passage = ?`,
    );
    const supply = db.prepare<[number, number, string, string]>(
      "UPDATE reading_passage SET held = 1, worded = iif(standing = ?, ?, worded) WHERE work = ? AND passage = ?",
    );
    const forget = db.prepare<[string, string]>("DELETE FROM reading_passage WHERE work = ? AND passage = ?");
    const of = db.prepare<[string, number], RecordRow>(`${RECORDS} WHERE stream = ? AND number <= ? ORDER BY position`);
    // Its record, and that of its words, stand among those before.
    const choose = (before: number, chosen: number, work: string, passage: string) => {
      const made = of.all(passageStream({ work, passage }), before).flatMap((row) => {
        const { event } = recordIn(row);
        return isMade(event) && event.number === chosen ? [{ number: row.number, event }] : [];
      });
      const version = made.find(({ event }) => event.type === "version-recorded");
      if (version?.event.type !== "version-recorded") return;
      const worded = made.findLast(({ event }) => event.words)?.number ?? null;
      stand.run(chosen, version.number, version.event.base, worded, isApproved(version.event), work, passage);
    };
    const add = (number: number, { event }: LedgerRecord, work: string, passage: string) => {
      see.run(work, passage);
      if (event.type === "version-recorded") {
        const [notes, held] = [event.notes.length, event.words ? 1 : 0];
        version.run(notes, held, event.base === null ? null : number, work, passage);
        if (event.madeCurrent)
          stand.run(event.number, number, event.base, event.words && number, isApproved(event), work, passage);
      }
      if (event.type === "version-chosen") choose(number, event.number, work, passage);
      if (event.type === "text-supplied" && event.words) supply.run(event.number, number, work, passage);
    };
    return each(({ number, record }) => {
      const { kind, work, id } = partsOf(record.stream)!;
      if (kind !== "passage" || isOfSource(record.event)) return;
      if (!isRemoval(record.event) && record.event.type !== "version-withdrawn") return add(number, record, work, id);
      // What was counted is counted again, without what has gone.
      forget.run(work, id);
      const all = of.all(record.stream, number).map((row) => ({ number: row.number, record: recordIn(row) }));
      const versions = all.reduce<readonly Version[]>((before, each) => evolveVersions(before, each.record), []);
      const withdrawn = new Set(versions.filter(isWithdrawn).map((version) => version.number));
      for (const before of all)
        if (!isOfSource(before.record.event) && !isOf(withdrawn, before.record))
          add(before.number, before.record, work, id);
      if (withdrawn.size === 0) return;
      see.run(work, id);
      const current = currentVersion({ versions });
      if (current) choose(number, current.number, work, id);
      else stand.run(null, null, null, null, 0, work, id);
    });
  },
};

/** Whether somebody approved here of a version that is recorded so. */
function isApproved(version: VersionFacts): 0 | 1 {
  return version.review.kind === "accepted" && !isUnreviewed(version) ? 1 : 0;
}

/** True of what is said of one of these versions. */
function isOf(versions: ReadonlySet<number>, { event }: LedgerRecord): boolean {
  return "number" in event && versions.has(event.number);
}
