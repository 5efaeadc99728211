/** What of the news is told to somebody as things stand, and as which line. */
import type { NewsLine } from "../../editor/mine/mine.ts";
import { neededFor } from "../../translations/ledger/approvals.ts";
import { doersIn, reasonIn, type NewsKind } from "../../translations/ledger/news.ts";
import type { LedgerRecord } from "../../translations/ledger/record.ts";
import { mayApprove, rightsIn } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { hereIn } from "../../translations/ledger/state.ts";
import { isHeard } from "../../translations/ledger/thread.ts";
import { nameOfTerm } from "../../translations/ledger/term-state.ts";
import type { Desk } from "../desk/desk.ts";
import type { NewsFor, Reading } from "../reading/reading.ts";
import type { Store } from "../store/store.ts";

interface Sources {
  store: Pick<Store, "work">;
  desk: Pick<Desk, "proposal" | "term" | "access" | "waiting">;
  reading: Pick<Reading, "records" | "namedIn">;
}

/** A piece of news as it is told to somebody. */
export interface Telling {
  row: NewsFor;
  kind: NewsKind;
  /** The record that names them in it; null if none does. */
  mention: number | null;
  approvals: NewsLine["approvals"];
  fresh: boolean;
}

/**
 * As what a piece of news is told to whoever acts so in its work (null: a stranger whom it is open to; `nobody`: somebody whom it is
 * not); null if it is not.
 */
export async function toldAs(of: Sources, row: NewsFor, actor: Actor | null | "nobody"): Promise<Telling | null> {
  if (actor === "nobody" || !(await isTold(of, row, actor))) return null;
  const telling = { row, kind: row.kind, mention: null, approvals: null, fresh: false };
  if (row.kind === "said" && row.own === 1) {
    const mention = await mentionIn(of, row, actor);
    if (mention !== null) return { ...telling, kind: "named", mention };
    return row.follows === 1 ? telling : null;
  }
  if (row.kind !== "approved") return telling;
  const approvals = await approvalsOf(of, row, actor);
  return row.follows === 1 || approvals?.yours ? { ...telling, approvals } : null;
}

/** The record that names somebody there, as it is worded now. */
async function mentionIn(
  { reading }: Sources,
  { work, subject, comment }: NewsFor,
  actor: Actor | null,
): Promise<number | null> {
  if (!actor || subject === null || comment === null) return null;
  return reading.namedIn(actor.id, { work, thread: subject, number: comment });
}

/** Whether it is somebody's to read. */
async function isTold(
  { desk }: Sources,
  { work, kind, proposal: id, passage }: NewsFor,
  actor: Actor | null,
): Promise<boolean> {
  if (id === null) return true;
  const found = await desk.proposal(id);
  if (!found || found.work !== work) return false;
  // Why one passage was sent back or given up is for those who read what it says, whatever they read of the others.
  if (passage !== null && (kind === "returned" || kind === "given-up"))
    return rightsIn(hereIn(found.proposal, passage), actor).read;
  if (kind !== "said" && kind !== "resolved") return rightsIn(found.proposal, actor).read;
  return isHeard(passage === null ? { proposal: id } : { proposal: id, passage }, found.proposal, actor);
}

/** How many approvals a proposal lacks that waits, and whether it waits for one of this person; null if it waits no more. */
async function approvalsOf(
  { desk }: Sources,
  { work, proposal: id }: NewsFor,
  actor: Actor | null,
): Promise<NewsLine["approvals"]> {
  const found = id === null ? null : await desk.proposal(id);
  if (!found) return null;
  const { approvals: rule } = await desk.access(work);
  const waiting = (await desk.waiting(work, found.proposal)).map(({ part, given }) => ({
    part,
    lacking: neededFor(part.kind, rule) - given.length,
  }));
  if (waiting.length === 0) return null;
  const isTheirs = waiting.some(
    ({ part, lacking }) =>
      lacking > 0 &&
      actor !== null &&
      mayApprove(part, actor) &&
      !(part.approvals ?? []).some(({ by }) => by.id === actor.id),
  );
  return { lacking: Math.max(0, ...waiting.map(({ lacking }) => lacking)), yours: isTheirs };
}

/** A line, and the record that it tells. */
export interface Line {
  line: NewsLine;
  record: LedgerRecord;
}

/** What is read of what is told in its records, as these stand now: of what was taken out nothing is told. */
export async function linesOf(of: Sources, told: readonly Telling[]): Promise<Line[]> {
  const records = await of.reading.records(told.map(({ row }) => row.number));
  const lines: Line[] = [];
  for (const telling of told) {
    const record = records.get(telling.row.number);
    const line = record && (await lineOf(of, telling, record));
    if (line) lines.push({ line, record });
  }
  return lines;
}

async function lineOf(
  { store, desk }: Sources,
  { row, kind, approvals, fresh }: Telling,
  record: LedgerRecord,
): Promise<NewsLine | null> {
  const { work: id, passage, more, proposal, subject, version, outline, comment } = row;
  const work = await store.work(id);
  if (!work) return null;
  const ofTerm = kind.startsWith("term-") && subject !== null;
  const found = passage === null && proposal !== null ? await firstOf(desk, proposal) : passage;
  const named = found === null ? undefined : everIn(work, found);
  return {
    ...{ kind, at: record.at, more, proposal, version, outline, approvals, fresh, request: null },
    work: { id, title: work.title, sourceLanguage: work.sourceLanguage },
    passage: named ? { id: named.id, locator: named.locator } : null,
    thread: ofTerm ? null : subject,
    comment: ofTerm ? null : comment,
    term: ofTerm ? { id: subject, name: await termName(desk, id, subject) } : null,
    by: doersIn(record.event),
    reason: reasonIn(record.event),
  };
}

/** The first passage of a proposal. */
async function firstOf(desk: Sources["desk"], proposal: string): Promise<string | null> {
  return (await desk.proposal(proposal))?.proposal.parts[0]?.passage ?? null;
}

/** How a term is called. */
export async function termName(desk: Sources["desk"], work: string, id: string): Promise<string> {
  const term = await desk.term(work, id);
  return term ? nameOfTerm(term) : id;
}
