/** What happened in a work, folded from the ledger: a line for all that is of one kind and was decided at once. */
import type { Database } from "better-sqlite3";
import type { Happening } from "../../translations/ledger/happening.ts";
import { happeningOf } from "../../translations/ledger/happening.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { RECORDS, recordIn, type RecordRow } from "../store/rows.ts";
import { each, type Projection } from "./projection.ts";

/** A row names the first record of its line, which says the rest: so they take a hundredth of what the records take. */
export const happened: Projection = {
  name: "happened",
  version: 3,
  tables: {
    reading_happened: `(
      work TEXT NOT NULL,
      -- When it was decided, in milliseconds since 1970, and the number of the first record of it.
      at INTEGER NOT NULL,
      number INTEGER NOT NULL,
      count INTEGER NOT NULL DEFAULT 1,
      PRIMARY KEY (work, at, number)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {},
  fold: (db) => {
    const lines = linesOf(db);
    const add = db.prepare<[string, number, number]>(
      "INSERT INTO reading_happened (work, at, number) VALUES (?, ?, ?)",
    );
    const more = db.prepare<[string, number, number]>(
      "UPDATE reading_happened SET count = count + 1 WHERE work = ? AND at = ? AND number = ?",
    );
    return each(({ number, record }) => {
      const told = happeningOf(record.event);
      if (!told) return;
      const work = partsOf(record.stream)!.work;
      const at = Date.parse(record.at);
      const same = lines.of({ work, at, act: record.act.id, kind: told.kind });
      if (same !== null) return void more.run(work, at, same);
      add.run(work, at, number);
      lines.learn(number, record.act.id, told.kind);
    });
  },
};

interface LineAsked {
  work: string;
  at: number;
  act: string;
  kind: Happening;
}

/** The lines of the act that is written: as many as it has kinds, and the last of that instant. */
function linesOf(db: Database) {
  const last = db
    .prepare<[string, number]>("SELECT number FROM reading_happened WHERE work = ? AND at = ? ORDER BY number DESC")
    .pluck();
  const record = db.prepare<[number], RecordRow>(`${RECORDS} WHERE number = ?`);
  let known = new Map<number, { act: string; kind: Happening | undefined }>();
  const read = (number: number) => {
    const { act, event } = recordIn(record.get(number)!);
    return { act: act.id, kind: happeningOf(event)?.kind };
  };
  return {
    /** The number of the line that the act has of that kind; null if it has none yet. */
    of({ work, at, act, kind }: LineAsked): number | null {
      for (const number of last.iterate(work, at) as IterableIterator<number>) {
        const line = known.get(number) ?? read(number);
        if (line.act !== act) return null;
        if (line.kind === kind) return number;
      }
      return null;
    },
    /** What stood under a number that was given back is overwritten with it. */
    learn(number: number, act: string, kind: Happening): void {
      if ([...known.values()][0]?.act !== act) known = new Map();
      known.set(number, { act, kind });
    },
  };
}

/** A line of what happened. */
export interface HappenedRow {
  number: number;
  kind: Happening;
  at: string;
  passage: string | null;
  subject: string | null;
  count: number;
}

/** What of it is asked for: from one instant until before another ("": without an end), and recorded after `since`. */
export interface HappenedAsked {
  from: string;
  to: string;
  since: number;
  /** The number of the line behind which it goes on; 0: from the newest on. */
  after: number;
}

interface Listed {
  work: string;
  from: number;
  since: number;
  to: number;
  before: number;
  most: number;
}

/** Where the lines that are asked for end: before that number of that instant. */
function before({ to }: HappenedAsked, behind: RecordRow | undefined): Pick<Listed, "to" | "before"> {
  if (behind) return { to: Date.parse(recordIn(behind).at), before: behind.number };
  return { to: to === "" ? Number.MAX_SAFE_INTEGER : Date.parse(to), before: 0 };
}

/** What `db` has of it, the newest first. */
export function happenedIn(db: Database) {
  const one = db.prepare<[number], RecordRow>(`${RECORDS} WHERE number = ?`);
  const listed = db.prepare<[Listed], RecordRow & { count: number }>(
    `SELECT number, stream, body, digest, beside, count
     FROM (SELECT at, number, count FROM reading_happened
           WHERE work = :work AND at >= :from AND number > :since AND (at, number) < (:to, :before)
           ORDER BY at DESC, number DESC LIMIT :most)
     JOIN record USING (number) JOIN enclosed USING (number) ORDER BY at DESC, number DESC`,
  );
  return {
    page(work: string, asked: HappenedAsked, most: number): { lines: HappenedRow[]; next: number | null } {
      const from = asked.from === "" ? Number.MIN_SAFE_INTEGER : Date.parse(asked.from);
      const behind = one.get(asked.after);
      const lines = listed
        .all({ work, from, ...before(asked, behind), since: asked.since, most: most + 1 })
        .map(lineIn);
      const page = lines.slice(0, most);
      return { lines: page, next: lines.length > most ? page.at(-1)!.number : null };
    },
  };
}

/** The line of which a record is the first. */
function lineIn({ count, ...row }: RecordRow & { count: number }): HappenedRow {
  const { stream, event, at } = recordIn(row);
  const { kind, id } = partsOf(stream)!;
  const told = happeningOf(event)!;
  return {
    number: row.number,
    kind: told.kind,
    at,
    passage: kind === "passage" ? id : told.passage,
    subject: told.subject,
    count,
  };
}
