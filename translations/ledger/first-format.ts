/**
 * The records of the first format (up to 0.1), in which all that was said about a passage stood in one chain, and how they
 * are brought over into streams and acts. They stay beside the new ones, each of which says the digest it had. Works had no
 * records then, only what they were at last.
 */
import { digestOfJson } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import type { Person } from "../notes/note.ts";
import { describingRecords, withRendered, workAfter } from "./described.ts";
import type { LedgerEvent, ProposalKind, Readers, Submission } from "./events.ts";
import { factsOf, recordsOfAct, type End, type LedgerRecord } from "./record.ts";
import type { Passage, Source, Term, Work } from "./work.ts";

/** What was said of a proposal when each revised one passage, whose chain it stood in. */
type FirstOfProposal =
  | {
      type: "proposal-opened";
      proposal: string;
      kind: ProposalKind;
      base: number | null;
      by: Person;
      readers?: Readers;
    }
  | ({ type: "proposal-submitted"; proposal: string } & Submission)
  | { type: "proposal-rebased"; proposal: string; base: number; by: Person }
  | { type: "proposal-accepted"; proposal: string; by: Person; reason: string; number: number }
  | {
      type: "proposal-returned" | "proposal-declined" | "proposal-withdrawn";
      proposal: string;
      by: Person;
      reason: string;
    };

/** A version as it was: the newest was the current one, and what it renders was not said. */
type FirstVersion = Omit<LedgerEvent & { type: "version-recorded" }, "madeCurrent" | "source" | "translation">;

/** An event as it was; all others are what they were. */
export type FirstEvent =
  FirstOfProposal | FirstVersion | Exclude<LedgerEvent, { type: (FirstOfProposal | FirstVersion)["type"] }>;

/** What an event of the first format about `passage` is now: a proposal of one part. */
export function asNow(event: FirstEvent, passage: string): LedgerEvent {
  switch (event.type) {
    case "version-recorded":
      return { ...event, madeCurrent: true };
    case "proposal-opened": {
      const { base, ...rest } = event;
      return { ...rest, parts: [{ passage, base }] };
    }
    case "proposal-submitted": {
      const { rendering, notes, proposers, ...rest } = event;
      return { ...rest, parts: [{ passage, rendering, notes, proposers }] };
    }
    case "proposal-rebased":
      return { ...event, passage };
    case "proposal-accepted": {
      const { number, ...rest } = event;
      return { ...rest, parts: [{ passage, number }] };
    }
    case "proposal-returned":
    case "proposal-declined":
    case "proposal-withdrawn":
      return { ...event, passages: [passage] };
    default:
      return event;
  }
}

/** A line of the ledger as it was. `position` counts from 1 within the passage. */
export interface FirstRecord {
  work: string;
  passage: string;
  position: number;
  at: string;
  event: FirstEvent;
  previous: string | null;
  digest: string;
}

/** A work as it was: one value, in which nothing had an id but the work and its passages. */
type FirstWork = Omit<Work, "translation" | "otherTranslations" | "terms" | "passages"> & {
  translation: Omit<Work["translation"], "id">;
  terms: Omit<Term, "id">[];
  passages: (Omit<Passage, "source"> & { source: Omit<Source, "number"> })[];
};

/**
 * The records that describe a work as it was. Who described it so is not known.
 * @param at when they are made: it is not known either when it was described.
 * @param newSalt gives salts: see `enclosures.ts`.
 * @throws TypeError if `work` is none, RangeError if these records would not say the same.
 */
export function workBroughtOver(work: FirstWork, at: string, newSalt: () => string): LedgerRecord[] {
  const { translation, terms, passages } = work;
  const now: Work = {
    ...work,
    translation: { ...translation, id: "first" },
    terms: terms.map((term, index) => ({ ...term, id: `t${index + 1}` })),
    passages: passages.map((passage) => ({ ...passage, source: { ...passage.source, number: 1 } })),
  };
  const records = describingRecords(now, null, { id: `first-format/${work.id}`, at, newSalt });
  if (canonicalJson(workAfter(records)) !== canonicalJson(now)) throw new RangeError("it holds what no record can say");
  return records;
}

/** Records before it are missing, it does not follow the one before it, or its digest is another. */
export type FirstFlaw = "position" | "previous" | "altered";

/**
 * What is wrong with a record that follows `before` (null: the first) in its passage; null if nothing is.
 * @param emptied true if something was taken out of it, so that its digest can't be made again.
 */
export function firstProblem(record: FirstRecord, before: FirstRecord | null, emptied = false): FirstFlaw | null {
  const { digest, ...body } = record;
  if (record.position !== (before?.position ?? 0) + 1) return "position";
  if (record.previous !== (before?.digest ?? null)) return "previous";
  return emptied || isDigested(body, digest) ? null : "altered";
}

/** False too of what canonical JSON can't say: of that no digest was ever made. */
function isDigested(body: Omit<FirstRecord, "digest">, digest: string): boolean {
  try {
    return digestOfJson(body) === digest;
  } catch {
    return false;
  }
}

/** True if the two were decided at once, `second` as what decided on `first`. */
export function isOneAct(first: FirstRecord, second: FirstRecord): boolean {
  const { event: made } = first;
  return (
    first.work === second.work &&
    first.passage === second.passage &&
    (made.type === "version-recorded" || made.type === "text-supplied") &&
    second.event.type === "proposal-accepted" &&
    second.event.proposal === made.proposal
  );
}

/**
 * One act of the first format as records of streams: what a decision made stands behind it now.
 * @param described the work that it is about, as its own records say it.
 * @param ends how the streams end that it adds to.
 * @param newSalt gives salts: see `enclosures.ts`.
 */
export function broughtOver(
  act: readonly [FirstRecord, ...FirstRecord[]],
  described: Work,
  ends: ReadonlyMap<string, End>,
  newSalt: () => string,
): LedgerRecord[] {
  const { work, passage, at, digest } = act[0];
  const inOrder = [...act].reverse();
  return recordsOfAct(
    work,
    ends,
    { id: `first-format/${digest.slice(0, 20)}`, at, newSalt },
    withRendered(
      described,
      factsOf(
        passage,
        inOrder.map(({ event }) => asNow(event, passage)),
      ),
    ),
    inOrder.map((record) => record.digest),
  );
}
