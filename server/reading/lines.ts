/** Proposals as lists show them: the queue, what somebody decides on, what they write in. */
import type { Database } from "better-sqlite3";
import type { ProposalKind } from "../../translations/ledger/events.ts";
import { withoutDoubles, type ProposalStatus } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { recordIn, type KeptRow } from "../store/rows.ts";
import { APPROVED, DECIDES, HAND, READ, SENT_BACK, STANDING, WAITS, WRITES, type Asking, type Hiding } from "./own.ts";

/** A proposal as lists show it. */
export interface ProposalLine {
  id: string;
  work: string;
  kind: ProposalKind;
  status: ProposalStatus;
  /** Those of its parts that stand where it stands. */
  parts: LinePart[];
  /** How many other proposals for one of these passages wait for review. */
  rivals: number;
  /** True if whoever asks began it, or is credited with words of it. */
  hand: boolean;
  /** True if whoever asks approved of all of it that waits, and it takes more than that. */
  approved: boolean;
  /** True if somebody approved of something of it that waits, whether that counts or not. */
  someApproved: boolean;
  /** What was last submitted, and when; null before. */
  submission: { summary: string; proposers: Person[]; notes: number; at: string } | null;
}

/** One that somebody writes in. */
export interface OwnLine extends ProposalLine {
  /** True if somebody else asked for changes the last time it came back; its own people may have gone on writing. */
  sentBack: boolean;
}

export interface LinePart {
  passage: string;
  base: number | null;
  /** True if it revises another version than the passage's current one: it is stale unless that stands for another translation. */
  beside: boolean;
}

/** What of the queue is asked for: "" and false: all of it, oldest first. */
export interface QueueAsked {
  /** Of one work; of those in which somebody is credited, by their account; what the visitor decides on. */
  work: string;
  person: string;
  mine: boolean;
  newest: boolean;
}

const WHOLE_QUEUE: QueueAsked = { work: "", person: "", mine: false, newest: false };

/** Where a page of a list goes on: behind the number of the record that its last line is sorted by. */
export interface ProposalPage {
  lines: ProposalLine[];
  next: number | null;
}

const LINE = `SELECT reading_proposal.id AS id, reading_proposal.work AS work, kind, status, submitted, body,
    record.digest AS digest, beside, ${SENT_BACK} AS sentBack, ${HAND} AS hand, ${APPROVED} AS approved,
    EXISTS (SELECT 1 FROM reading_approval WHERE proposal = reading_proposal.id) AS someApproved
  FROM reading_proposal ${STANDING}
  LEFT JOIN record ON record.number = submitted
  LEFT JOIN enclosed ON enclosed.number = submitted`;

/** With the record of its last submission, if there is one. */
interface LineRow
  extends Omit<ProposalLine, "submission" | "parts" | "rivals" | "hand" | "approved" | "someApproved">, KeptRow {
  submitted: number | null;
  sentBack: 0 | 1;
  hand: 0 | 1;
  approved: 0 | 1;
  someApproved: 0 | 1;
}

type PartRow = Omit<LinePart, "beside"> & { beside: 0 | 1 };

/** Prepares what is asked of `db`. */
export function linesIn(db: Database) {
  const queueBy = (newest: boolean, where: string) =>
    db.prepare<[Asking & { work: string; person: string; after: number; most: number }], LineRow>(
      `${LINE} ${where} AND (:work = '' OR reading_proposal.work = :work)
         AND (:person = '' OR EXISTS (SELECT 1 FROM reading_writer
              WHERE account = :person AND proposal = reading_proposal.id AND standing = 'credited'))
         AND ${newest ? "(:after = 0 OR submitted < :after) ORDER BY submitted DESC" : "submitted > :after ORDER BY submitted"}
       LIMIT :most`,
    );
  const queues = [`WHERE ${WAITS} AND reading_proposal.work ${READ}`, DECIDES].map((where) =>
    [false, true].map((newest) => queueBy(newest, where)),
  );
  const rivalsOf = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT other.proposal) FROM reading_part AS own JOIN reading_part AS other
         ON other.work = own.work AND other.passage = own.passage AND other.proposal <> own.proposal
            AND other.status IN ('draft', 'open') AND other.status = 'open'
       WHERE own.proposal = ? AND own.status = 'open'`,
    )
    .pluck();
  const partsOf = db.prepare<[ProposalKind, string, ProposalStatus], PartRow>(
    `SELECT passage, base, ? = 'revision' AND base IS NOT standing AS beside
     FROM reading_part LEFT JOIN reading_passage USING (work, passage) WHERE proposal = ? AND status = ? ORDER BY part`,
  );
  const lineOf = ({ submitted, body, digest, beside, sentBack: _, ...row }: LineRow): ProposalLine => {
    const submission = submitted === null ? null : submissionIn({ body, digest, beside });
    const parts = partsOf.all(row.kind, row.id, row.status).map((part) => ({ ...part, beside: part.beside === 1 }));
    const { hand, approved, someApproved } = row;
    const yours = { hand: hand === 1, approved: approved === 1, someApproved: someApproved === 1 };
    return { ...row, submission, parts, ...yours, rivals: row.status === "open" ? rivalsOf.get(row.id)! : 0 };
  };
  const decidable = db.prepare<[Asking & { most: number }], LineRow>(
    `${LINE} ${DECIDES} ORDER BY submitted LIMIT :most`,
  );
  const writtenBy = db.prepare<[Hiding & { account: string; most: number }], LineRow>(
    `${LINE} WHERE reading_proposal.id IN (SELECT writes.proposal FROM ${WRITES} AND writes.account = :account)
       AND reading_proposal.work ${READ} ORDER BY opened DESC LIMIT :most`,
  );
  return {
    queue(asking: Asking, after: number, most: number, { work, person, mine, newest }: QueueAsked = WHOLE_QUEUE) {
      const rows = queues[Number(mine)]![Number(newest)]!.all({ ...asking, work, person, after, most: most + 1 });
      return pageOf(rows, most, lineOf);
    },
    decidable: (asking: Asking, most: number) => decidable.all({ ...asking, most }).map(lineOf),
    writtenBy: (hiding: Hiding & { account: string }, most: number): OwnLine[] =>
      writtenBy.all({ ...hiding, most }).map((row) => ({ ...lineOf(row), sentBack: row.sentBack === 1 })),
  };
}

function pageOf(rows: readonly LineRow[], most: number, lineOf: (row: LineRow) => ProposalLine): ProposalPage {
  const shown = rows.slice(0, most);
  return { lines: shown.map(lineOf), next: rows.length > most ? shown.at(-1)!.submitted : null };
}

function submissionIn(row: KeptRow): ProposalLine["submission"] {
  const { at, event } = recordIn(row);
  if (event.type !== "proposal-submitted") return null;
  const { summary, parts } = event;
  const proposers = withoutDoubles(parts.flatMap((part) => part.proposers));
  return { summary, proposers, notes: parts.reduce((sum, { notes }) => sum + notes.length, 0), at };
}
