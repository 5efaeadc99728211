/** How outlines are proposed to change, and what became of that, folded from the ledger. */
import type { Database } from "better-sqlite3";
import {
  endOf,
  isOfOutlineProposal,
  passagesOfChange,
  type OutlineProposalStatus,
} from "../../translations/ledger/outline-proposals.ts";
import type { OwnList } from "../../translations/people/own-work.ts";
import { partsOf } from "../../translations/ledger/record.ts";
import { READ, type Asking } from "./own.ts";
import { each, type Projection } from "./projection.ts";

export const outlineProposals: Projection = {
  name: "outline-proposals",
  version: 2,
  tables: {
    reading_outline_proposal: `(
      work TEXT NOT NULL,
      proposal INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'withdrawn')),
      opened_by TEXT,
      -- JSON of the passages that it is about.
      passages TEXT NOT NULL,
      -- The numbers of the records that proposed it and decided it.
      since INTEGER NOT NULL,
      decided INTEGER,
      PRIMARY KEY (work, proposal)
    ) STRICT, WITHOUT ROWID`,
  },
  indices: {
    reading_outline_proposal_since: "reading_outline_proposal (since) WHERE status = 'open'",
    reading_outline_proposal_by: "reading_outline_proposal (opened_by, status)",
  },
  fold: (db) => {
    const stand = db.prepare<[string, number, string | null, string, number]>(
      `INSERT INTO reading_outline_proposal (work, proposal, status, opened_by, passages, since)
       VALUES (?, ?, 'open', ?, ?, ?)`,
    );
    const end = db.prepare<[OutlineProposalStatus, number, string, number]>(
      "UPDATE reading_outline_proposal SET status = ?, decided = ? WHERE work = ? AND proposal = ? AND status = 'open'",
    );
    return each(({ number, record: { stream, event } }) => {
      if (!isOfOutlineProposal(event)) return;
      const { work } = partsOf(stream)!;
      if (event.type !== "outline-proposed") return void end.run(endOf(event.type), number, work, event.number);
      const passages = JSON.stringify(passagesOfChange(event.change));
      stand.run(work, event.number, event.by.id ?? null, passages, number);
    });
  },
};

/** A proposal of an outline that waits. */
export interface OutlineOnItsWay {
  work: string;
  proposal: number;
  /** True if whoever asks proposed it; and if it is theirs to decide. */
  own: boolean;
  decides: boolean;
}

/** Which of them: of a work, and by an account ("": all), and (`mine`) for whoever asks to decide. */
export interface OutlinesAsked {
  work: string;
  person: string;
  mine: boolean;
  newest: boolean;
  most: number;
}

const STANDS = "JOIN work ON work.id = reading_outline_proposal.work AND work.away IS NULL AND work.staged IS NULL";

/** True where `:account` decides; as `outlineRightsIn` has it. */
const MINE = `CASE coalesce((SELECT value FROM json_each(:elsewhere) WHERE key = reading_outline_proposal.work), :role)
  WHEN 'owner' THEN rule.own IS NOT 'nobody' OR opened_by IS NOT :account
  WHEN 'reviewer' THEN rule.own IS 'reviewers' OR opened_by IS NOT :account ELSE 0 END`;

const RULED = "LEFT JOIN reading_approval_rule AS rule ON rule.work = reading_outline_proposal.work";

const ROW = "reading_outline_proposal.work AS work, CAST(proposal AS TEXT) AS id, 'outline' AS what";

/** Those on a list of somebody's own, as {@link ownIn} has those of words. */
export const OWN_OUTLINES: Readonly<Partial<Record<OwnList, string>>> = {
  decide: `SELECT ${ROW}, since AS at FROM reading_outline_proposal ${STANDS} ${RULED} WHERE status = 'open' AND ${MINE}`,
  proposed: `SELECT ${ROW}, since AS at FROM reading_outline_proposal ${STANDS}
    WHERE opened_by = :account AND status = 'open' AND reading_outline_proposal.work ${READ}`,
  decided: `SELECT ${ROW}, decided AS at FROM reading_outline_proposal ${STANDS}
    WHERE opened_by = :account AND status IN ('accepted', 'declined', 'withdrawn') AND reading_outline_proposal.work ${READ}`,
};

type Asked = Asking & Pick<OutlinesAsked, "work" | "person" | "most"> & { mine: 0 | 1 };

/** What `db` has of those that wait. */
export function outlineProposalsIn(db: Database) {
  const listed = (order: "ASC" | "DESC") =>
    db.prepare<[Asked], { work: string; proposal: number; own: 0 | 1; decides: 0 | 1 }>(
      `SELECT reading_outline_proposal.work AS work, proposal, opened_by IS :account AS own, ${MINE} AS decides
       FROM reading_outline_proposal ${STANDS} ${RULED}
       WHERE status = 'open' AND reading_outline_proposal.work ${READ}
         AND (:work = '' OR reading_outline_proposal.work = :work) AND (:person = '' OR opened_by = :person)
         AND (:mine = 0 OR ${MINE})
       ORDER BY since ${order} LIMIT :most`,
    );
  const [oldest, newest] = [listed("ASC"), listed("DESC")];
  const decidable = db.prepare<[Asking], number>(`SELECT count(*) FROM (${OWN_OUTLINES.decide})`).pluck();
  const open = db
    .prepare<[string], string>("SELECT passages FROM reading_outline_proposal WHERE work = ? AND status = 'open'")
    .pluck();
  return {
    /** Those that are asked for, in their order. */
    waiting(asking: Asking, { newest: last, mine, work, person, most }: OutlinesAsked): OutlineOnItsWay[] {
      const rows = (last ? newest : oldest).all({ ...asking, work, person, most, mine: mine ? 1 : 0 });
      return rows.map(({ own, decides, ...row }) => ({ ...row, own: own === 1, decides: decides === 1 }));
    },
    decidable: (asking: Asking): number => decidable.get(asking)!,
    /** How many wait in a work for each of its passages. */
    byPassage(work: string): ReadonlyMap<string, number> {
      const counts = new Map<string, number>();
      for (const passages of open.all(work))
        for (const id of JSON.parse(passages) as string[]) counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts;
    },
  };
}
