/** How outlines are proposed to change, as far as that is not decided yet, folded from the ledger. */
import type { Database } from "better-sqlite3";
import { isOfOutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { READ, type Hiding } from "./own.ts";
import { each, type Projection } from "./projection.ts";

export const outlineProposals: Projection = {
  name: "outline-proposals",
  version: 1,
  tables: {
    reading_outline_proposal: `(
      work TEXT NOT NULL,
      proposal INTEGER NOT NULL,
      -- The number of the record that proposed it.
      since INTEGER NOT NULL,
      PRIMARY KEY (work, proposal)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: { reading_outline_proposal_since: "reading_outline_proposal (since)" },
  fold: (db) => {
    const stand = db.prepare<[string, number, number]>("INSERT INTO reading_outline_proposal VALUES (?, ?, ?)");
    const end = db.prepare<[string, number]>("DELETE FROM reading_outline_proposal WHERE work = ? AND proposal = ?");
    return each(({ number, record: { stream, event } }) => {
      if (!isOfOutlineProposal(event)) return;
      const { work } = partsOf(stream)!;
      if (event.type === "outline-proposed") stand.run(work, event.number, number);
      else end.run(work, event.number);
    });
  },
};

/** A proposal of an outline that waits. */
export interface OutlineOnItsWay {
  work: string;
  proposal: number;
}

/** Those that wait, oldest first. @returns asked with JSON of the works that are not to be learned of, of which work ("": all), and how many. */
export function outlineProposalsIn(
  db: Database,
): (asked: Hiding & { work: string; most: number }) => OutlineOnItsWay[] {
  const found = db.prepare<[Hiding & { work: string; most: number }], OutlineOnItsWay>(
    `SELECT reading_outline_proposal.work AS work, proposal FROM reading_outline_proposal
     JOIN work ON work.id = reading_outline_proposal.work AND work.away IS NULL AND work.staged IS NULL
     WHERE reading_outline_proposal.work ${READ}
       AND (:work = '' OR reading_outline_proposal.work = :work)
     ORDER BY since LIMIT :most`,
  );
  return (asked) => found.all(asked);
}
