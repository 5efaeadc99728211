/**
 * Checks that the records of a passage are what they were when they were made: whole, in order, and possible.
 * It reads records; where they come from, and how a person is told, is left to others.
 *
 * What it can't see: records missing from the end, for then nothing is left that names them, and a history that
 * somebody made anew from its first digest to its last. Against both, keep the digest of a record elsewhere:
 * every citation does.
 */
import type { Person } from "../notes/note.ts";
import { canonical, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { digestOfJson, digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import { citedText } from "./cited.ts";
import type { LedgerEvent, LedgerRecord, Words } from "./events.ts";
import { evolve, NOTHING, proposalOf, versionOf, type PassageState } from "./state.ts";

/** One thing that is wrong, and with which record. */
export interface Problem {
  work: string;
  passage: string;
  /** The record's place, counted from 1, whatever it says of itself. */
  position: number;
  /** A sentence. */
  what: string;
}

/**
 * Everything that is wrong with the records of one passage, in order; empty if nothing is. Never throws, whatever
 * the records hold. After a record that can't be understood the history is not followed further, but every
 * record's digest and place still is.
 */
export function verifyStream(records: readonly LedgerRecord[]): Problem[] {
  const first = records[0];
  const problems: Problem[] = [];
  let state: PassageState | null = NOTHING;
  records.forEach((record, index) => {
    const report = (what: string) =>
      problems.push({ work: String(first?.work), passage: String(first?.passage), position: index + 1, what });
    try {
      placeProblems(record, index, records).forEach(report);
      wordsProblems(record.event).forEach(report);
      if (state) historyProblems(state, record.event).forEach(report);
      state = state && evolve(state, record);
    } catch (error) {
      report(`This record can't be understood: ${(error as Error).message.replace(/\.$/, "")}.`);
      state = null;
    }
  });
  return problems;
}

function placeProblems(record: LedgerRecord, index: number, records: readonly LedgerRecord[]): string[] {
  const before = records[index - 1] ?? null;
  const { digest, ...body } = record;
  const problems: string[] = [];
  if (record.work !== records[0]?.work || record.passage !== records[0]?.passage)
    problems.push(`It belongs to ${record.work}/${record.passage}, another passage.`);
  if (record.position !== index + 1)
    problems.push(`It says that it is number ${record.position}: records are missing, doubled or out of order.`);
  if (record.previous !== (before?.digest ?? null))
    problems.push("It does not follow the record before it: the digest it names is another.");
  if (digest !== digestOfJson(body)) problems.push("It was changed after it was made: its digest is another.");
  return problems;
}

function wordsProblems(event: LedgerEvent): string[] {
  switch (event.type) {
    case "version-recorded":
      return event.words ? problemsOfWords(event.number, event.words) : [];
    case "text-supplied":
      return problemsOfWords(event.number, event.words);
    case "proposal-submitted":
      return isCanonical(event.rendering) ? [] : ["The words proposed are not in canonical form."];
    default:
      return [];
  }
}

function problemsOfWords(number: number, words: Words): string[] {
  const { rendering, digest } = words;
  const problems: string[] = [];
  if (!isCanonical(rendering)) problems.push(`The words of v${number} are not in canonical form.`);
  const found = digestOfText(citedText(words));
  if (found !== digest)
    problems.push(`The words of v${number} are not those it was cited with: their digest is ${found}.`);
  return problems;
}

function isCanonical(json: unknown): boolean {
  return canonicalJson(renderingToJson(canonical(renderingFromJson(json)))) === canonicalJson(json);
}

/** What could not have happened in `state`. */
function historyProblems(state: PassageState, event: LedgerEvent): string[] {
  switch (event.type) {
    case "version-recorded":
      return [
        ...numberProblems(state, event),
        ...(event.proposal === null ? [] : proposalProblems(state, event.proposal)),
      ];
    case "text-supplied":
      return [...supplyProblems(state, event.number), ...proposalProblems(state, event.proposal)];
    case "proposal-opened":
      return proposalOf(state, event.proposal) ? [`Proposal ${event.proposal} was opened before.`] : [];
    case "proposal-accepted":
      return [...acceptedProblems(state, event.number), ...proposalProblems(state, event.proposal)];
    case "person-invited":
    case "person-let-go":
      return [...proposalProblems(state, event.proposal), ...joiningProblems(event)];
    case "proposal-submitted":
    case "readers-chosen":
    case "proposal-returned":
    case "proposal-rebased":
    case "proposal-declined":
    case "proposal-withdrawn":
      return proposalProblems(state, event.proposal);
    default:
      throw new MalformedRecord(`it is of no known type, "${String((event as { type: unknown }).type)}"`);
  }
}

/** Written by a newer program, or not by one at all. */
class MalformedRecord extends Error {
  override name = "MalformedRecord";
}

function numberProblems(state: PassageState, { number, base }: { number: number; base: number | null }): string[] {
  const expected = state.versions.length + 1;
  const problems = number === expected ? [] : [`The version after v${expected - 1} is numbered v${number}.`];
  if (base !== null && !versionOf(state, base))
    problems.push(`Version ${number} is revised from v${base}, which was not there.`);
  return problems;
}

function supplyProblems(state: PassageState, number: number): string[] {
  const version = versionOf(state, number);
  if (!version) return [`Words are supplied for v${number}, which was not there.`];
  return version.words ? [`Words are supplied for v${number}, which had its words.`] : [];
}

function acceptedProblems(state: PassageState, number: number): string[] {
  return versionOf(state, number) ? [] : [`It was accepted as v${number}, which was not there.`];
}

function joiningProblems({ person: { id, name } }: { person: Person }): string[] {
  return id === undefined ? [`Who “${name}” is can't be known: there is no account with it.`] : [];
}

function proposalProblems(state: PassageState, id: string): string[] {
  const proposal = proposalOf(state, id);
  if (!proposal) return [`Proposal ${id} was never opened.`];
  const going = proposal.status === "draft" || proposal.status === "open";
  return going ? [] : [`Proposal ${id} was ${proposal.status} before.`];
}
