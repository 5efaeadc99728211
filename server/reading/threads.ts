/** Discussions, folded from the ledger: what each hangs on, how much was said in it, and whether more needs to be. */
import type { Database } from "better-sqlite3";
import { asksOfSource, type Saying } from "../../translations/ledger/discussing.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { each, type Projection } from "./projection.ts";

export const threads: Projection = {
  name: "threads",
  version: 3,
  tables: {
    reading_thread: `(
      work TEXT NOT NULL,
      thread TEXT NOT NULL,
      -- The passage, the proposal, or (of a part) both that it hangs on.
      passage TEXT,
      proposal TEXT,
      -- The number of the record that opened it.
      opened INTEGER NOT NULL,
      -- 1: on words of the source alone, a question on it.
      asks INTEGER NOT NULL CHECK (asks IN (0, 1)),
      comments INTEGER NOT NULL DEFAULT 1,
      resolved INTEGER NOT NULL DEFAULT 0 CHECK (resolved IN (0, 1)),
      PRIMARY KEY (work, thread)
    ) STRICT, WITHOUT ROWID`,
    // Who is named in what somebody else said.
    reading_mention: `(
      account TEXT NOT NULL,
      -- The number of the record that says it.
      record INTEGER NOT NULL,
      work TEXT NOT NULL,
      thread TEXT NOT NULL,
      -- Of what was said, in its discussion.
      number INTEGER NOT NULL,
      PRIMARY KEY (account, record)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {
    reading_thread_of_passage: "reading_thread (work, passage, opened)",
    reading_thread_asking: "reading_thread (work, opened) WHERE asks = 1 AND resolved = 0",
    reading_thread_of_proposal: "reading_thread (work, proposal, opened) WHERE proposal IS NOT NULL",
    reading_mention_in: "reading_mention (work, thread, number)",
  },
  fold: (db) => {
    const open = db.prepare<[string, string, string | null, string | null, number, 0 | 1]>(
      "INSERT INTO reading_thread (work, thread, passage, proposal, opened, asks) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    );
    const reply = db.prepare<[string, string]>(
      "UPDATE reading_thread SET comments = comments + 1 WHERE work = ? AND thread = ?",
    );
    const settle = db.prepare<[0 | 1, string, string]>(
      "UPDATE reading_thread SET resolved = ? WHERE work = ? AND thread = ?",
    );
    const name = db.prepare<[string, number, string, string, number]>(
      "INSERT INTO reading_mention (account, record, work, thread, number) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    );
    const forget = db.prepare<[string, string, number]>(
      "DELETE FROM reading_mention WHERE work = ? AND thread = ? AND number = ?",
    );
    const naming = (record: number, work: string, id: string, number: number, { by, mentioned = [] }: Saying) => {
      for (const { person } of mentioned)
        if (person.id !== undefined && person.id !== by.id) name.run(person.id, record, work, id, number);
    };
    return each(({ number, record: { stream, event } }) => {
      const { kind, work, id } = partsOf(stream)!;
      if (kind !== "thread") return;
      if (event.type === "thread-opened") naming(number, work, id, 1, event);
      if (event.type === "thread-replied") naming(number, work, id, event.number, event);
      if (event.type === "thread-edited" || (event.type === "thread-removed" && event.what === "wording"))
        forget.run(work, id, event.number);
      if (event.type === "thread-edited") naming(number, work, id, event.number, event);
      if (event.type === "thread-opened") {
        const { on } = event;
        const proposal = "proposal" in on ? on.proposal : null;
        open.run(work, id, on.passage ?? null, proposal, number, asksOfSource(event) ? 1 : 0);
      }
      if (event.type === "thread-replied") reply.run(work, id);
      if (event.type === "thread-resolved") settle.run(1, work, id);
      if (event.type === "thread-reopened") settle.run(0, work, id);
    });
  },
};

/** How many discussions hang on what a proposal says of a passage (null: on the whole), and how many of them are open. */
export interface Discussed {
  passage: string | null;
  all: number;
  open: number;
}

/** What `db` has of it. */
export function discussedIn(db: Database): (work: string, proposal: string) => Discussed[] {
  const counted = db.prepare<[string, string], Discussed>(
    `SELECT passage, count(*) AS "all", sum(resolved = 0) AS open FROM reading_thread WHERE work = ? AND proposal = ?
     GROUP BY passage`,
  );
  return (work, proposal) => counted.all(work, proposal);
}

/** Something that somebody else said in which somebody is named, by the number of its record. */
export interface MentionedIn {
  record: number;
  work: string;
  thread: string;
  number: number;
}

/** What `db` has of it, the newest first, so many at most; not of `hidden` works. */
export function mentionsIn(db: Database): (account: string, hidden: string, most: number) => MentionedIn[] {
  const listed = db.prepare<[string, string, number], MentionedIn>(
    `SELECT record, reading_mention.work AS work, thread, number FROM reading_mention
     JOIN work ON work.id = reading_mention.work AND work.away IS NULL AND work.staged IS NULL
     WHERE account = ? AND reading_mention.work NOT IN (SELECT value FROM json_each(?)) ORDER BY record DESC LIMIT ?`,
  );
  return (account, hidden, most) => listed.all(account, hidden, most);
}

/** What `db` has of who is named in something that was said, as it is worded now: the number of the record. */
export function namingIn(
  db: Database,
): (account: string, said: { work: string; thread: string; number: number }) => number | null {
  const named = db
    .prepare<[string, string, string, number], number>(
      "SELECT record FROM reading_mention WHERE account = ? AND work = ? AND thread = ? AND number = ?",
    )
    .pluck();
  return (account, { work, thread, number }) => named.get(account, work, thread, number) ?? null;
}

/** A question on the source of a work that is not resolved: the discussion, and the passage. */
export interface Question {
  thread: string;
  passage: string;
}

/** So many of a work are listed; of more, how many there are. */
const MOST_QUESTIONS = 50;

/** What `db` has of them, the oldest first. */
export function questionsIn(db: Database): (work: string) => { questions: Question[]; all: number } {
  const open = "FROM reading_thread WHERE work = ? AND asks = 1 AND resolved = 0";
  const listed = db.prepare<[string, number], Question>(`SELECT thread, passage ${open} ORDER BY opened LIMIT ?`);
  const all = db.prepare<[string], number>(`SELECT count(*) ${open}`).pluck();
  return (work) => ({ questions: listed.all(work, MOST_QUESTIONS), all: all.get(work)! });
}
