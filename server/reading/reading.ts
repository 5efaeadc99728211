/**
 * What needs many passages, read from the projections: the queue, counts, who writes in what. Nothing here reads a ledger;
 * what it answers is as new as the last record.
 */
import type { Database } from "better-sqlite3";
import type { LedgerRecord, Place } from "../../translations/ledger/record.ts";
import type { PassageStanding } from "../../translations/ledger/standing.ts";
import type { OpenCounts } from "../../translations/ledger/state.ts";
import type { OwnList } from "../../translations/people/own-work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { answer } from "../store/answer.ts";
import { recordIn, RECORDS, renderingBeside, type KeptRow, type RecordRow } from "../store/rows.ts";
import { countsIn, type WorkCounts } from "./counts.ts";
import { happenedIn, type HappenedAsked, type HappenedPage } from "./happened.ts";
import { linesIn, type OwnLine, type ProposalLine, type ProposalPage, type QueueAsked } from "./lines.ts";
import { movedIn, type MovedPage } from "./moved.ts";
import { newsIn, type FollowRow, type NewsFor } from "./news.ts";
import { ownIn, READ, STANDING, type Asking, type Hiding, type OwnPage } from "./own.ts";
import { outlineProposalsIn, OWN_OUTLINES, type OutlineOnItsWay, type OutlinesAsked } from "./outline-proposals.ts";
import { closedOf, hiddenOf, rolesIn, type RolesIn, type Visitor } from "./readers.ts";
import { instantsIn, notedIn, standingIn, wordlessIn } from "./standing.ts";
import { termsIn, type TermOnItsWay } from "./terms.ts";
import {
  discussedIn,
  mentionsIn,
  namingIn,
  questionsIn,
  type Discussed,
  type MentionedIn,
  type Question,
} from "./threads.ts";

export type { WorkCounts } from "./counts.ts";
export type { HappenedPage, HappenedRow } from "./happened.ts";
export type { OwnLine, ProposalLine, ProposalPage, QueueAsked } from "./lines.ts";
export type { FollowRow, NewsFor } from "./news.ts";
export type { OutlinesAsked } from "./outline-proposals.ts";
export type { MentionedIn } from "./threads.ts";

/** The newest version of a passage. */
export interface Newest {
  versions: number;
  /** How many notes they have, all together. */
  notes: number;
  record: LedgerRecord;
}

/** A passage as it is read in its work. */
export interface Read {
  /** How many notes its versions have, all together. */
  notes: number;
  /** The version that stands now, and its words if they are held; null if none does. */
  current: { number: number; base: number | null; words: { rendering: RenderingJson } | null } | null;
}

/** Of what is asked over all works, a visitor learns what is in those that are theirs to read; null: not signed in. */
export interface Reading {
  /** The works that are not a visitor's to read, of which they don't learn that they are there. */
  hidden(visitor: Visitor): Promise<ReadonlySet<string>>;
  /** Those that they read and strangers don't. */
  closed(visitor: Visitor): Promise<ReadonlySet<string>>;
  /** What is on its way in the works that stand with the others. */
  open(visitor: Visitor): Promise<OpenCounts>;
  /** By work, of those that have any record. */
  works(): Promise<ReadonlyMap<string, WorkCounts>>;
  /** Of one work. */
  work(id: string): Promise<WorkCounts>;
  /** What is on its way in a work, by passage; nothing for a passage where nothing is. */
  openIn(work: string): Promise<ReadonlyMap<string, OpenCounts>>;
  /** Where the passages of a work stand, by their ids; nothing of those with neither a version nor a proposal. */
  standing(work: string): Promise<ReadonlyMap<string, PassageStanding>>;
  /** How many of these passages of a work have no words that are held. */
  wordless(work: string, passages: readonly string[]): Promise<number>;
  /** When records of these numbers were made, as ISO 8601 instants. */
  instants(numbers: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** The newest version of a passage as it was recorded, and how many there are; null if it has none. */
  newest(place: Place): Promise<Newest | null>;
  /** What is read of passages of a work, by their ids; nothing of those that have no version. */
  read(work: string, passages: readonly string[]): Promise<ReadonlyMap<string, Read>>;
  /** What waits for review in the works that stand with the others; all of it, oldest first, unless `only` says otherwise. */
  queue(visitor: Visitor, after: number, most: number, only?: QueueAsked): Promise<ProposalPage>;
  /** What happened in a work, the newest first, from behind a line on. */
  happened(work: string, asked: HappenedAsked, most: number): Promise<HappenedPage>;
  /** The passages of a work that have notes and later versions: their words may have changed. */
  noted(work: string): Promise<string[]>;
  /** The works that have any. */
  notedWorks(): Promise<string[]>;
  /** What somebody follows, what they began to last first, in works that they read. */
  follows(visitor: NonNullable<Visitor>, said: readonly FollowSaid[]): Promise<FollowRow[]>;
  /** What is news to them in it, the newest first: recorded after a record, and (0: all) before another. Of proposals also what is not theirs to read now. */
  news(
    visitor: NonNullable<Visitor>,
    said: readonly FollowSaid[],
    span: { beyond: number; before: number },
    most: number,
  ): Promise<NewsFor[]>;
  /** The same for whoever follows so much, whoever that is. */
  newsFor(said: readonly FollowSaid[], span: { beyond: number; before: number }, most: number): Promise<NewsFor[]>;
  /** The record that names somebody in something that was said, as it is worded now; null if none does. */
  namedIn(account: string, said: { work: string; thread: string; number: number }): Promise<number | null>;
  /** How much of what waits for somebody's decision others approved. */
  approvedByOthers(visitor: NonNullable<Visitor>): Promise<number>;
  /** Whether somebody takes part in a thing, and so follows it where they have not said that they don't. */
  takesPart(account: string, thing: string): Promise<boolean>;
  /** Records by their numbers. */
  records(numbers: readonly number[]): Promise<ReadonlyMap<number, LedgerRecord>>;
  /** What others said in which somebody is named, the newest first, in works that stand with the others. */
  mentions(visitor: NonNullable<Visitor>, most: number): Promise<MentionedIn[]>;
  /** The questions on a work's source that are not resolved, the oldest first, and how many there are. */
  questions(work: string): Promise<{ questions: Question[]; all: number }>;
  /** How many discussions hang on a proposal and on each of its parts, and how many of them are open. */
  discussed(work: string, proposal: string): Promise<Discussed[]>;
  /** The passages whose source reads otherwise now than it is rendered, longest first; not those of `hidden` works. */
  moved(hidden: ReadonlySet<string>, after: number, most: number): Promise<MovedPage>;
  /** How many proposals that are not decided somebody has begun, in works that stand with the others. */
  undecidedOf(visitor: NonNullable<Visitor>): Promise<number>;
  /** What somebody may decide on: as an owner all, as a reviewer what they had no hand in; oldest first. */
  decidable(visitor: NonNullable<Visitor>, most: number): Promise<ProposalLine[]>;
  /** The undecided proposals that somebody writes in, in works that stand with the others, newest first. */
  writtenBy(visitor: NonNullable<Visitor>, most: number): Promise<OwnLine[]>;
  /** How many proposals stand on each list of somebody's own work, in works that stand with the others. */
  ownCounts(visitor: NonNullable<Visitor>): Promise<Record<OwnList, number>>;
  /** Those of one list: what waits for somebody with the oldest first, all else with the newest. */
  own(visitor: NonNullable<Visitor>, list: OwnList, after: number, most: number): Promise<OwnPage>;
  /** How outlines are proposed to change, and wait, in works that stand with the others. */
  outlineProposals(visitor: Visitor, which: OutlinesAsked): Promise<OutlineOnItsWay[]>;
  /** How many of these are somebody's to decide. */
  outlinesDecidable(visitor: NonNullable<Visitor>): Promise<number>;
  /** How many wait in a work, by passage; nothing for a passage whose place nobody proposes to change. */
  reshaped(work: string): Promise<ReadonlyMap<string, number>>;
  /** What is proposed for terms and waits, oldest first: in one work ("": all), or one person's own ("": anybody's). */
  terms(visitor: Visitor, which: { work: string; by: string; most: number }): Promise<TermOnItsWay[]>;
  /**
   * Among the passages that were revised last, in works that stand with the others, so many of which all versions together
   * take no more than so many bytes; newest first.
   */
  revised(visitor: Visitor, most: number, bytes: number): Promise<Place[]>;
}

/** What somebody said of a thing, by its name: that they follow it, since a record; or that they don't. */
export interface FollowSaid {
  thing: string;
  follows: boolean;
  since: number;
}

/** As whom what is told of a work is asked: nothing of it is hidden, and nobody decides. */
const NOBODY = { hidden: "[]", role: "none", elsewhere: "{}" };

/** So many passages that were revised last are looked through for short ones. */
const LOOKED_THROUGH = 100;

type ReadRow = [passage: string, notes: number, standing: number | null, revises: number | null, beside: string | null];

/** What `db` has folded. */
export function readingOf(db: Database): Reading {
  const counts = countsIn(db);
  const lines = linesIn(db);
  const newest = db.prepare<[string, string], KeptRow & { versions: number; notes: number }>(
    `SELECT versions, notes, body, digest, beside FROM reading_passage
     JOIN record ON record.number = current JOIN enclosed ON enclosed.number = current
     WHERE reading_passage.work = ? AND reading_passage.passage = ?`,
  );
  // In the order in which they are asked for: else the whole of a work is looked through.
  const read = db
    .prepare<[string, string], ReadRow>(
      `SELECT passage, notes, standing, revises, beside FROM json_each(?)
       CROSS JOIN reading_passage ON reading_passage.work = ? AND reading_passage.passage = value
       LEFT JOIN enclosed ON enclosed.number = worded`,
    )
    .raw();
  const undecidedOf = db
    .prepare<[Hiding & { account: string }], number>(
      `SELECT count(*) FROM reading_proposal ${STANDING}
       WHERE opened_by = :account AND status IN ('draft', 'open') AND reading_proposal.work ${READ}`,
    )
    .pluck();
  // A length is known without reading what is so long.
  const revised = db.prepare<[Hiding & { bytes: number; most: number }], Place>(
    `SELECT work, passage FROM (
       SELECT reading_passage.work AS work, passage, revised FROM reading_passage
       JOIN work ON work.id = reading_passage.work AND work.away IS NULL AND work.staged IS NULL
       WHERE revised IS NOT NULL AND reading_passage.work ${READ} ORDER BY revised DESC LIMIT ${LOOKED_THROUGH})
     WHERE :bytes >= (SELECT sum(octet_length(beside)) FROM record JOIN enclosed USING (number)
                 WHERE stream = 'passage/' || work || '/' || passage)
     ORDER BY revised DESC LIMIT :most`,
  );
  const moved = movedIn(db);
  const discussed = discussedIn(db);
  const questions = questionsIn(db);
  const mentions = mentionsIn(db);
  const happenings = happenedIn(db);
  const told = newsIn(db);
  const namedIn = namingIn(db);
  const records = db.prepare<[string], RecordRow>(`${RECORDS} WHERE number IN (SELECT value FROM json_each(?))`);
  const standing = standingIn(db);
  const wordless = wordlessIn(db);
  const instants = instantsIn(db);
  const noted = notedIn(db);
  const roles = rolesIn(db);
  const own = ownIn(db, OWN_OUTLINES);
  const terms = termsIn(db);
  const outlines = outlineProposalsIn(db);
  const asking = (visitor: Visitor): Asking => {
    const known = roles(visitor);
    // Nobody's id is "", and no right is that of a role of this name.
    const { id: account, role } = visitor ?? { id: "", role: "none" };
    return { account, role, hidden: JSON.stringify([...hiddenOf(known)]), elsewhere: asJson(known) };
  };
  const hiding = (visitor: Visitor): Hiding => ({ hidden: JSON.stringify([...hiddenOf(roles(visitor))]) });
  return {
    hidden: (visitor) => answer(() => hiddenOf(roles(visitor))),
    closed: (visitor) => answer(() => closedOf(roles(visitor))),
    open: (visitor) => answer(() => counts.open(hiding(visitor))),
    works: () => answer(() => counts.works()),
    work: (id) => answer(() => counts.work(id)),
    openIn: (work) => answer(() => counts.openIn(work)),
    standing: (work) => answer(() => standing(work)),
    wordless: (work, passages) => answer(() => wordless(work, passages)),
    instants: (numbers) => answer(() => instants(numbers)),
    newest: ({ work, passage }) =>
      answer(() => {
        const row = newest.get(work, passage);
        if (!row) return null;
        return { versions: row.versions, notes: row.notes, record: recordIn(row) };
      }),
    read: (work, passages) =>
      answer(() => new Map(read.all(JSON.stringify(passages), work).map((row) => [row[0], readIn(row)] as const))),
    queue: (visitor, ...asked) => answer(() => lines.queue(asking(visitor), ...asked)),
    happened: (...asked) => answer(() => happenings.page(...asked)),
    follows: (visitor, said) => answer(() => told.follows({ ...hiding(visitor), ...followsOf(visitor.id, said) })),
    news: (visitor, said, span, most) =>
      answer(() => told.page({ ...asking(visitor), ...followsOf(visitor.id, said), ...span }, most)),
    newsFor: (said, span, most) => answer(() => told.page({ ...NOBODY, ...followsOf("", said), ...span }, most)),
    namedIn: (account, said) => answer(() => namedIn(account, said)),
    approvedByOthers: (visitor) => answer(() => own.approvedByOthers(asking(visitor))),
    takesPart: (account, thing) => answer(() => told.takesPart(account, thing)),
    records: (numbers) =>
      answer(() => new Map(records.all(JSON.stringify(numbers)).map((row) => [row.number, recordIn(row)] as const))),
    questions: (work) => answer(() => questions(work)),
    discussed: (work, proposal) => answer(() => discussed(work, proposal)),
    moved: (...asked) => answer(() => moved(...asked)),
    undecidedOf: (visitor) => answer(() => undecidedOf.get({ ...hiding(visitor), account: visitor.id })!),
    decidable: (visitor, most) => answer(() => lines.decidable(asking(visitor), most)),
    writtenBy: (visitor, most) => answer(() => lines.writtenBy({ ...hiding(visitor), account: visitor.id }, most)),
    mentions: (visitor, most) => answer(() => mentions(visitor.id, hiding(visitor).hidden, most)),
    noted: (work) => answer(() => noted.passages(work)),
    notedWorks: () => answer(() => noted.works()),
    ownCounts: (visitor) => answer(() => own.counts(asking(visitor))),
    own: (visitor, list, after, most) => answer(() => own.page(asking(visitor), list, after, most)),
    outlineProposals: (visitor, which) => answer(() => outlines.waiting(asking(visitor), which)),
    outlinesDecidable: (visitor) => answer(() => outlines.decidable(asking(visitor))),
    reshaped: (work) => answer(() => outlines.byPassage(work)),
    terms: (visitor, which) => answer(() => terms({ ...hiding(visitor), ...which })),
    revised: (visitor, most, bytes) => answer(() => revised.all({ ...hiding(visitor), bytes, most })),
  };
}

function followsOf(account: string, said: readonly FollowSaid[]) {
  const chosen = Object.fromEntries(said.flatMap((each) => (each.follows ? [[each.thing, each.since]] : [])));
  const left = said.flatMap(({ thing, follows }) => (follows ? [] : [thing]));
  return { account, chosen: JSON.stringify(chosen), left: JSON.stringify(left) };
}

/** Roles by work; where one has none, it is not that of everywhere. */
function asJson(roles: RolesIn): string {
  return JSON.stringify(Object.fromEntries([...roles].map(([work, { role }]) => [work, role ?? "none"])));
}

function readIn([, notes, standing, base, beside]: ReadRow): Read {
  const rendering = beside === null ? null : renderingBeside(beside);
  return { notes, current: standing === null ? null : { number: standing, base, words: rendering && { rendering } } };
}
