/** Discussions, folded from the ledger: what each hangs on, how much was said in it, and whether more needs to be. */
import type { Database } from "better-sqlite3";
import { partsOf } from "../../translations/ledger/record.ts";
import { each, type Projection } from "./projection.ts";

export const threads: Projection = {
  name: "threads",
  version: 1,
  tables: {
    reading_thread: `(
      work TEXT NOT NULL,
      thread TEXT NOT NULL,
      -- The passage, the proposal, or (of a part) both that it hangs on.
      passage TEXT,
      proposal TEXT,
      -- The number of the record that opened it.
      opened INTEGER NOT NULL,
      comments INTEGER NOT NULL DEFAULT 1,
      resolved INTEGER NOT NULL DEFAULT 0 CHECK (resolved IN (0, 1)),
      PRIMARY KEY (work, thread)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: `
    CREATE INDEX main.reading_thread_of_passage ON reading_thread (work, passage, opened);
    CREATE INDEX main.reading_thread_of_proposal ON reading_thread (work, proposal, opened) WHERE proposal IS NOT NULL;`,
  fold: (db) => {
    const open = db.prepare<[string, string, string | null, string | null, number]>(
      "INSERT INTO reading_thread (work, thread, passage, proposal, opened) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    );
    const reply = db.prepare<[string, string]>(
      "UPDATE reading_thread SET comments = comments + 1 WHERE work = ? AND thread = ?",
    );
    const settle = db.prepare<[0 | 1, string, string]>(
      "UPDATE reading_thread SET resolved = ? WHERE work = ? AND thread = ?",
    );
    return each(({ number, record: { stream, event } }) => {
      const { kind, work, id } = partsOf(stream)!;
      if (kind !== "thread") return;
      if (event.type === "thread-opened") {
        const { on } = event;
        open.run(work, id, on.passage ?? null, "proposal" in on ? on.proposal : null, number);
      }
      if (event.type === "thread-replied") reply.run(work, id);
      if (event.type === "thread-resolved") settle.run(1, work, id);
      if (event.type === "thread-reopened") settle.run(0, work, id);
    });
  },
};

/** How many discussions there are, and how many of them are open. */
export interface Discussed {
  all: number;
  open: number;
}

/** What `db` has of it. */
export function discussedIn(db: Database): (work: string, proposal: string) => Discussed {
  const counted = db.prepare<[string, string], Discussed>(
    `SELECT count(*) AS "all", coalesce(sum(resolved = 0), 0) AS open FROM reading_thread WHERE work = ? AND proposal = ?`,
  );
  return (work, proposal) => counted.get(work, proposal)!;
}
