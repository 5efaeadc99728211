/** Checks that what was decided at once stands together: acts are whole, and what they made names their decision. */
import { isMade, type LedgerEvent } from "./events.ts";
import type { Flaw } from "./flaws.ts";
import { partsOf, saidIn, type Kept, type LedgerRecord, type Said } from "./record.ts";
import type { Problem } from "./verify.ts";

/**
 * What is wrong with records as acts, in the order of the ledger: every act is whole, its records beside each other, and
 * what it made names the decision that made it. `position` counts among those given; null is a record that can't be read.
 */
export function verifyActs(records: readonly (Acting | null)[]): Problem[] {
  const problems: Problem[] = [];
  let first = 0;
  for (let end = 1; end <= records.length; end++) {
    if (end < records.length && records[end]?.act?.id === records[first]?.act?.id) continue;
    const act = records.slice(first, end);
    wholeProblem(act, (what) => problems.push({ position: end, what }));
    apartProblem(act, (what) => problems.push({ position: end, what }));
    const known = act.filter((record) => record !== null);
    for (const record of known)
      for (const what of madeProblemsOf(known, record))
        problems.push({ position: first + act.indexOf(record) + 1, what });
    first = end;
  }
  return problems;
}

/**
 * What is looked at in a record of an act: its act, and of what has to do with a proposal what it says, as the body has it:
 * nothing that is enclosed matters.
 */
export type Acting = Pick<LedgerRecord, "stream" | "act" | "digest"> & { event: LedgerEvent | null };

/** That of a kept record, which is read no further; null if it can't be. */
export function actingIn(kept: Pick<Kept, "body" | "digest">): Acting | null {
  try {
    const said = saidIn(kept);
    const { stream, act, event } = said;
    // An act may have as many records as a work has passages.
    return { stream, act, event: isOfProposal(said) ? (event as unknown as LedgerEvent) : null, digest: kept.digest };
  } catch {
    return null;
  }
}

/** True of what has to do with a proposal, whatever it says of that. */
export function isOfProposal({ event }: Said): boolean {
  return ((event as { proposal?: unknown }).proposal ?? null) !== null;
}

/** How the canonical body of a record begins. */
const ACT = /^\{"act":\{"id":"([^"\\]*)","records":(\d{1,15})\},/;
/** The act that a canonical body names, of which this is the beginning; null if that is not told so soon. */
export function actIn(beginning: string): LedgerRecord["act"] | null {
  const [, id, records] = ACT.exec(beginning) ?? [];
  return id === undefined ? null : { id, records: Number(records) };
}

function wholeProblem(act: readonly (Acting | null)[], report: (what: Flaw) => void): void {
  const wrong = act.find((record) => record?.act?.records !== act.length);
  if (wrong === undefined) return;
  const { id, records } = wrong?.act ?? {};
  report({ flaw: "act", id, records, here: act.length });
}

/** So that a copy of a work has whole acts, also without what is nobody else's to read. */
function apartProblem(act: readonly (Acting | null)[], report: (what: Flaw) => void): void {
  const places = act.flatMap((record) => (typeof record?.stream === "string" ? [placeOf(record.stream)] : []));
  if (new Set(places).size > 1) report({ flaw: "acts-apart" });
}

/** Of a stream, its work, and whether it says who may do what. */
function placeOf(stream: string): string {
  const { kind, work } = partsOf(stream) ?? { kind: "workbench", work: "" };
  return `${work} ${kind === "access"}`;
}

/** Of a record that somebody bent it may not be known what it made: that it was bent is told elsewhere. */
function madeProblemsOf(act: readonly Acting[], record: Acting): Flaw[] {
  try {
    return madeProblems(act, record);
  } catch {
    return [];
  }
}

/** What an accepted proposal made names the record that accepted it, and the other way round, in one act. */
function madeProblems(act: readonly Acting[], record: Acting): Flaw[] {
  const { event, digest } = record;
  if (event?.type === "proposal-accepted")
    return event.parts.flatMap(({ passage, number }): Flaw[] =>
      act.some((made) => isMadeOf(made, passage, number, digest)) ? [] : [{ flaw: "accepted-as", number }],
    );
  if (!event || !isMade(event) || event.proposal === null) return [];
  const passage = partsOf(record.stream)?.id;
  const before = act.slice(0, act.indexOf(record));
  return before.some(
    ({ event: by, digest: decision }) =>
      by?.type === "proposal-accepted" &&
      decision === event.decision &&
      by.proposal === event.proposal &&
      by.parts.some((part) => part.passage === passage && part.number === event.number),
  )
    ? []
    : [{ flaw: "no-decision", proposal: event.proposal, number: event.number }];
}

function isMadeOf({ stream, event }: Acting, passage: string, number: number, decision: string): boolean {
  if (!event || !isMade(event)) return false;
  return partsOf(stream)?.id === passage && event.number === number && event.decision === decision;
}
