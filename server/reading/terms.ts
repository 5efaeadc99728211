/** What is proposed for terms and not decided yet, folded from the ledger. */
import type { Database } from "better-sqlite3";
import { partsOf } from "../../translations/ledger/record.ts";
import { isTerming } from "../../translations/ledger/terming.ts";
import { each, type Projection } from "./projection.ts";

export const terms: Projection = {
  name: "terms",
  version: 1,
  tables: {
    reading_term_proposal: `(
      work TEXT NOT NULL,
      term TEXT NOT NULL,
      proposal INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('open', 'returned')),
      opened_by TEXT,
      -- The number of the record since which it stands so.
      since INTEGER NOT NULL,
      PRIMARY KEY (work, term, proposal)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {
    reading_term_proposal_since: "reading_term_proposal (status, since)",
  },
  fold: (db) => {
    const stand = db.prepare<[string, string, number, "open" | "returned", string | null, number]>(
      `INSERT INTO reading_term_proposal (work, term, proposal, status, opened_by, since) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (work, term, proposal) DO UPDATE SET status = excluded.status, since = excluded.since`,
    );
    const end = db.prepare<[string, string, number]>(
      "DELETE FROM reading_term_proposal WHERE work = ? AND term = ? AND proposal = ?",
    );
    return each(({ number, record: { stream, event } }) => {
      if (!isTerming(event) || event.type === "term-remarked") return;
      const { work } = partsOf(stream)!;
      const { term, number: proposal, by } = event;
      if (event.type === "term-proposed") stand.run(work, term, proposal, "open", by.id ?? null, number);
      else if (event.type === "term-returned") stand.run(work, term, proposal, "returned", null, number);
      else end.run(work, term, proposal);
    });
  },
};

/** A proposal of a term that is not decided. */
export interface TermOnItsWay {
  work: string;
  term: string;
  proposal: number;
}

/** Whose are asked for. */
export interface TermsAsked {
  /** JSON of the works that are not to be learned of. */
  hidden: string;
  /** The account that proposed them, "" for anybody's that wait for a decision. */
  by: string;
  /** The work, "" for all. */
  work: string;
  most: number;
}

/** Those that wait, oldest first; of one person's own also those that came back. */
export function termsIn(db: Database): (asked: TermsAsked) => TermOnItsWay[] {
  const found = db.prepare<[TermsAsked], TermOnItsWay>(
    `SELECT reading_term_proposal.work AS work, term, proposal FROM reading_term_proposal
     JOIN work ON work.id = reading_term_proposal.work AND work.away IS NULL AND work.staged IS NULL
     WHERE reading_term_proposal.work NOT IN (SELECT value FROM json_each(:hidden))
       AND (:work = '' OR reading_term_proposal.work = :work)
       AND iif(:by = '', status = 'open', opened_by = :by)
     ORDER BY since LIMIT :most`,
  );
  return (asked) => found.all(asked);
}
