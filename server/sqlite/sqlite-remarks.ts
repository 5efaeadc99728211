/** Readers’ remarks that wait, in the tables that the store has brought up to date. */
import type { Database } from "better-sqlite3";
import { answer } from "../store/answer.ts";
import type { HeldRemark, KeptRemarks, RefusedRemark, RemarksCount } from "../store/remarks.ts";
import { noteTraces } from "./traces.ts";

interface Row extends Omit<RefusedRemark, "chosen" | "refused"> {
  chosen: string | null;
  refused: string | null;
}

const COLUMNS = "id, work, passage, version, chosen, words, name, at, mark, refused";

export function sqliteRemarks(db: Database): KeptRemarks {
  const hold = db.prepare<[Omit<Row, "refused"> & { most: number }]>(
    `INSERT INTO remark (${COLUMNS}) SELECT :id, :work, :passage, :version, :chosen, :words, :name, :at, :mark, NULL
     WHERE (SELECT count(*) FROM remark WHERE work = :work AND refused IS NULL) < :most`,
  );
  const same = db.prepare<[string, string, string, string, string]>(
    "SELECT 1 FROM remark WHERE work = ? AND refused IS NULL AND passage = ? AND words = ? AND name = ? AND mark = ?",
  );
  const waiting = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM remark WHERE work = ? AND refused IS NULL ORDER BY at, id`,
  );
  const refused = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM remark WHERE work = ? AND refused IS NOT NULL ORDER BY refused DESC, id`,
  );
  const refuse = db.prepare<[string, string, string]>(
    "UPDATE remark SET refused = ? WHERE work = ? AND id IN (SELECT value FROM json_each(?)) AND refused IS NULL",
  );
  const putBack = db.prepare<[string, string]>(
    "UPDATE remark SET refused = NULL WHERE work = ? AND id = ? AND refused IS NOT NULL",
  );
  const drop = db.prepare<[string, string]>("DELETE FROM remark WHERE work = ? AND id = ? AND refused IS NULL");
  const unquote = db.prepare<[string, string]>(
    "UPDATE remark SET chosen = NULL WHERE work = ? AND passage = ? AND chosen IS NOT NULL",
  );
  const forget = db.prepare<[string, string]>("DELETE FROM remark WHERE at < ? OR refused < ?");
  const counts = db.prepare<[], RemarksCount>(
    `SELECT work, count(*) AS count, max(at) AS last FROM remark WHERE refused IS NULL GROUP BY work ORDER BY work`,
  );
  const since = db
    .prepare<[string, string], number>("SELECT count(*) FROM remark WHERE work = ? AND refused IS NULL AND at > ?")
    .pluck();
  const seen = db
    .prepare<[string, string], string>("SELECT until FROM remark_seen WHERE person = ? AND work = ?")
    .pluck();
  const see = db.prepare<[string, string, string]>(
    `INSERT INTO remark_seen (person, work, until) VALUES (?, ?, ?)
     ON CONFLICT (person, work) DO UPDATE SET until = max(until, excluded.until)`,
  );
  return {
    hold: (remark, most) =>
      answer(() => {
        const { work, passage, words, name, mark } = remark;
        if (same.get(work, passage, words, name, mark) !== undefined) return "same";
        const chosen = remark.chosen && JSON.stringify(remark.chosen);
        return hold.run({ ...remark, chosen, most }).changes === 1 ? "held" : "full";
      }),
    waiting: (work) => answer(() => waiting.all(work).map(remarkIn)),
    refused: (work) => answer(() => refused.all(work).map((row) => ({ ...remarkIn(row), refused: row.refused! }))),
    refuse: (work, ids, at) => answer(() => refuse.run(at, work, JSON.stringify(ids)).changes),
    putBack: (work, id) => answer(() => putBack.run(work, id).changes === 1),
    drop: (work, id) => answer(() => drop.run(work, id).changes === 1),
    unquote: (work, passage) =>
      answer(() =>
        db.transaction(() => {
          if (unquote.run(work, passage).changes > 0) noteTraces(db);
        })(),
      ),
    forget: (before) => answer(() => void forget.run(before.came, before.refused)),
    counts: () => answer(() => counts.all()),
    since: (work, at) => answer(() => since.get(work, at)!),
    seen: (person, work) => answer(() => seen.get(person, work) ?? ""),
    see: (person, work, until) => answer(() => void see.run(person, work, until)),
  };
}

function remarkIn({ chosen, refused: _, ...row }: Row): HeldRemark {
  return { ...row, chosen: chosen === null ? null : (JSON.parse(chosen) as HeldRemark["chosen"]) };
}
