/** What happened in a work, folded from the ledger: a line for all that is of one kind and was decided at once. */
import type { Database } from "better-sqlite3";
import { aboutWhom, doneBy, happeningOf, isForOwners, type Happening } from "../../translations/ledger/happening.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import { RECORDS, recordIn, type RecordRow } from "../store/rows.ts";
import { each, type Projection } from "./projection.ts";

/** A row names the first record of its line, which says the rest: so they take a hundredth of what the records take. */
export const happened: Projection = {
  name: "happened",
  version: 4,
  tables: {
    reading_happened: `(
      work TEXT NOT NULL,
      -- When it was decided, in milliseconds since 1970, and the number of the first record of it.
      at INTEGER NOT NULL,
      number INTEGER NOT NULL,
      count INTEGER NOT NULL DEFAULT 1,
      -- 1: it is told to the work's owners alone.
      owners INTEGER NOT NULL,
      PRIMARY KEY (work, at, number)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {},
  fold: (db) => {
    const lines = linesOf(db);
    const add = db.prepare<[string, number, number, number]>(
      "INSERT INTO reading_happened (work, at, number, owners) VALUES (?, ?, ?, ?)",
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
      add.run(work, at, number, isForOwners(told.kind) ? 1 : 0);
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
  /** How many passages its first record is about beside that, */
  more: number;
  /** and how many records there are. */
  count: number;
  /** Whose deed it is, and who else it is about. */
  by: readonly Person[];
  whom: Person | null;
}

/** What of it is asked for: from one instant until before another ("": without an end), and recorded after `since`. */
export interface HappenedAsked {
  from: string;
  to: string;
  since: number;
  /** The number of the line behind which it goes on; 0: from the newest on. */
  after: number;
  /** True: with what is told to owners alone. */
  owners: boolean;
}

/** A page of it. */
export interface HappenedPage {
  lines: HappenedRow[];
  /** The number of the last, if there are more. */
  next: number | null;
  /** The time that it covers, in milliseconds since 1970: from one instant until before another. */
  span: { from: number; to: number };
}

interface Listed {
  work: string;
  from: number;
  since: number;
  to: number;
  before: number;
  owners: number;
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
             AND owners <= :owners
           ORDER BY at DESC, number DESC LIMIT :most)
     JOIN record USING (number) JOIN enclosed USING (number) ORDER BY at DESC, number DESC`,
  );
  return {
    page(work: string, asked: HappenedAsked, most: number): HappenedPage {
      const from = asked.from === "" ? Number.MIN_SAFE_INTEGER : Date.parse(asked.from);
      const behind = one.get(asked.after);
      const end = before(asked, behind);
      const owners = asked.owners ? 1 : 0;
      const rows = listed.all({ work, from, ...end, since: asked.since, owners, most: most + 1 });
      const lines = rows.slice(0, most).map(lineIn);
      const next = rows.length > most ? lines.at(-1)! : null;
      const span = { from: next ? Date.parse(next.at) : from, to: end.to };
      return { lines, next: next && next.number, span };
    },
  };
}

/** The line of which a record is the first. */
function lineIn({ count, ...row }: RecordRow & { count: number }): HappenedRow {
  const { stream, event, at } = recordIn(row);
  const { kind, id } = partsOf(stream)!;
  const told = happeningOf(event)!;
  const passage = kind === "passage" ? id : told.passage;
  return { ...told, number: row.number, at, passage, count, by: doneBy(event), whom: aboutWhom(event) };
}
