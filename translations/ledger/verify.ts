/**
 * Checks that the records of a stream are what they were when they were made: whole, in order, and possible; and that what
 * was decided at once stands together.
 * It reads records; where they come from, and how a person is told, is left to others (`flaws.ts`).
 *
 * What it can't see: records missing from the end of a stream, for then nothing is left that names them, and a history
 * that somebody made anew from its first digest to its last. Against both, keep the digest of a record elsewhere.
 */
import type { Person } from "../notes/note.ts";
import { canonical, readOnce, renderingToJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { canonicalJson, isCanonicalJson, isSameJson } from "../text/json.ts";
import { layout } from "../text/layout.ts";
import type { Rendering } from "../text/schema.ts";
import { citedText } from "./cited.ts";
import { endedBy, type OutlineEnding } from "./describing.ts";
import { isDiscussing } from "./discussing.ts";
import { digestOfEnclosure, digestsIn, isLeftOut, isRemoved, namedPart, type Json, type Slot } from "./enclosures.ts";
import {
  isDescribing,
  isKnown,
  isOfImport,
  isOutlineEnding,
  isMade,
  isOfAccess,
  isOfPassage,
  removalsIn,
  type LedgerEvent,
  type Words,
} from "./events.ts";
import type { Flaw } from "./flaws.ts";
import { isTerming } from "./terming.ts";
import { termVerifier } from "./verify-term.ts";
import { threadVerifier } from "./verify-thread.ts";
import {
  partsOf,
  recordSaying,
  saidIn,
  streamOf,
  type Kept,
  type LedgerRecord,
  type Said,
  type StreamName,
} from "./record.ts";
import { evolveProposal, type Proposal } from "./state.ts";
import { sourceText, type Worded } from "./work.ts";

/** One thing that is wrong, and with which record. */
export interface Problem {
  /** The record's place among those given, counted from 1, whatever it says of that. */
  position: number;
  what: Flaw;
}

/** Of each enclosure that records of a stream say was removed, by digest: the name that stands there instead, or null. */
export type Gone = ReadonlyMap<string, Json>;

/** Where records are from: out of a copy for others, what stands beside them may be left. */
export type From = "a workbench" | "a copy";

/**
 * Everything that is wrong with the records of one stream, in their order; empty if nothing is. Never throws, whatever the
 * records hold. After a record that can't be understood the history is not followed further, but every record's digest and
 * place still is.
 */
export function verifyStream(stream: string, records: readonly Read[], from: From = "a workbench"): Problem[] {
  const problemsOf = streamVerifier(stream, goneIn(records), from);
  return records.flatMap((found, index) => problemsOf(found).map((what) => ({ position: index + 1, what })));
}

/**
 * The same for records that are read one after another, of which none is remembered.
 * @param gone what records anywhere in the stream remove.
 * @returns what is wrong with the next record.
 */
export function streamVerifier(stream: string, gone: Gone, from: From = "a workbench"): (found: Read) => Flaw[] {
  const named = partsOf(stream);
  const isProposal = named?.kind === "proposal";
  const described: Described = { first: true, placed: new Set(), standing: new Set(), sources: 0, imports: new Set() };
  const discussed = threadVerifier();
  const termed = termVerifier();
  let state: Found | null = { versions: new Map(), proposal: null };
  let before: Kept | null = null;
  let position = 0;
  return ({ kept, said, record, digests, why }) => {
    const problems: Flaw[] = [];
    position++;
    if (digestOfBody(kept) !== kept?.digest) problems.push({ flaw: "altered" });
    try {
      if (!record || !said) throw new TypeError(why);
      problems.push(...bodyProblems(record, said), ...chainProblems(record, before, position));
      problems.push(...besideProblems(kept, digests, gone, from), ...placeProblems(stream, named, record));
      problems.push(...wordsProblems(record));
      if (state) problems.push(...historyProblems(state, record.event));
      if (state) problems.push(...describedProblems(named, described, record.event), ...discussed(record.event));
      if (state) problems.push(...termed(record.event));
      state = state && after(state, record, isProposal);
    } catch (error) {
      problems.push({ flaw: "not-understood", why: (error as Error).message });
      state = null;
    }
    before = kept;
    return problems;
  };
}

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

/** A kept record as it was read: what it says, or (null) why that can't be understood. */
export interface Read {
  kept: Kept;
  said: Said | null;
  record: LedgerRecord | null;
  /** Of its enclosures, in their order. */
  digests: readonly string[];
  why: string;
}

/** Reads a record, whatever it holds. */
export function read(kept: Kept): Read {
  try {
    const said = saidIn(kept);
    const digests = digestsIn(said.event, said.people);
    const record = recordSaying(said, kept, digests);
    if (typeof record.event.type !== "string") throw new TypeError("its event is of no kind");
    return { kept, said, record, digests, why: "" };
  } catch (error) {
    const why = error instanceof SyntaxError ? "it is no JSON" : (error as Error).message;
    return { kept, said: null, record: null, digests: [], why };
  }
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

function digestOfBody(kept: Kept | null): string | null {
  return typeof kept?.body === "string" ? digestOfText(kept.body) : null;
}

/** Whether its bytes are those that its value has, so that whoever keeps the value has the same digest. */
function bodyProblems({ body }: Kept, said: Said): Flaw[] {
  return isCanonicalJson(body, said) ? [] : [{ flaw: "not-canonical" }];
}

/** An instant in UTC, to the millisecond. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What is wrong with how a record follows the one before it in its stream. */
function chainProblems(record: LedgerRecord, before: Kept | null, position: number): Flaw[] {
  const problems: Flaw[] = [];
  if (record.position !== position) problems.push({ flaw: "position", position: record.position });
  if (record.previous !== (before?.digest ?? null)) problems.push({ flaw: "previous" });
  if (!INSTANT.test(record.at)) problems.push({ flaw: "instant", at: record.at });
  return problems;
}

/** What records remove, each from its stream. */
export function goneIn(found: Iterable<Read>): Gone {
  const gone = new Map<string, Json>();
  for (const { record } of found)
    for (const [digest, instead] of record ? removalsOf(record) : []) gone.set(digest, instead && namedPart(instead));
  return gone;
}

/** Of a record that somebody bent it may not be known what it removes: that it was bent is told elsewhere. */
function removalsOf({ event }: LedgerRecord): ReturnType<typeof removalsIn> {
  try {
    return removalsIn(event);
  } catch {
    return [];
  }
}

/** Whether all that the record encloses stands beside it as it was, but for what was removed. */
function besideProblems({ beside }: Kept, digests: readonly string[], gone: Gone, from: From): Flaw[] {
  if (digests.length !== beside.length)
    return [{ flaw: "enclosures", enclosed: digests.length, beside: beside.length }];
  return digests.flatMap((digest, index) => slotProblems(beside[index]!, digest, gone.get(digest), from));
}

const MISSING: Flaw = { flaw: "enclosure-missing" };

/** How a salt is written. */
const SALT = /^[0-9a-f]{32}$/;

function slotProblems(slot: Slot, digest: string, instead: Json | undefined, from: From): Flaw[] {
  const gone = isRemoved(slot);
  if (isLeftOut(slot)) return from === "a copy" ? [] : [MISSING];
  if (gone && instead === undefined) return [MISSING];
  if (!gone && instead !== undefined) return [{ flaw: "enclosure-there" }];
  if (gone)
    return canonicalJson(slot) === canonicalJson(instead === null ? null : { instead })
      ? []
      : [{ flaw: "enclosure-replaced" }];
  const asMade = SALT.test(slot.salt) && Object.keys(slot).length === 2;
  return asMade && digestOfEnclosure(slot) === digest ? [] : [{ flaw: "enclosure-altered" }];
}

/** Whether the record says that it is of the stream it was found in, and such an event stands in such a stream. */
function placeProblems(found: string, named: StreamName | null, { stream, event }: LedgerRecord): Flaw[] {
  if (stream !== found) return [{ flaw: "another-stream", stream }];
  if (!isKnown(event)) return [];
  if (named?.kind === "proposal")
    return !isOfPassage(event) && "proposal" in event && event.proposal === named.id
      ? []
      : [{ flaw: "another-proposal", proposal: named.id }];
  return named !== null && isOfStream(named, event) ? [] : [{ flaw: "another-kind" }];
}

/** Whether such an event stands in such a stream, which is no proposal's. */
function isOfStream({ kind, work, id }: StreamName, event: LedgerEvent): boolean {
  if (event.type === "name-removed") return event.proposal === null && kind !== "other";
  if (kind === "passage") return isOfPassage(event) && isOfItsSource(id, event);
  const isOfWork =
    isDescribing(event) ||
    isOfAccess(event) ||
    isOfImport(event) ||
    isDiscussing(event) ||
    isTerming(event) ||
    event.type === "wording-removed";
  return isOfWork && streamOf({ work, passage: "" }, event) === [kind, work, ...(id === null ? [] : [id])].join("/");
}

/** False of what takes out words of another passage's source. */
function isOfItsSource(passage: string, event: LedgerEvent): boolean {
  return event.type !== "wording-removed" || (event.of.kind === "source" && event.of.passage === passage);
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

function wordsProblems({ event, was }: LedgerRecord): Flaw[] {
  switch (event.type) {
    case "version-recorded":
    case "text-supplied":
      return event.words ? problemsOfWords(event.number, event.words, was !== undefined) : [];
    case "source-worded":
      return event.wording && digestOfText(sourceText({ words: event.wording })) !== event.digest
        ? [{ flaw: "wording-altered", number: event.number }]
        : [];
    case "proposal-submitted":
      return event.parts.every(({ rendering }) => isAsItsForm(rendering, canonical(readOnce(rendering))))
        ? []
        : [{ flaw: "proposed-form" }];
    default:
      return [];
  }
}

/** @param isOld true of what was brought over, which may have the text of before there were verse and quotations. */
function problemsOfWords(number: number, words: Words, isOld: boolean): Flaw[] {
  const { rendering, digest } = words;
  const problems: Flaw[] = [];
  const form = canonical(readOnce(rendering));
  if (!isAsItsForm(rendering, form)) problems.push({ flaw: "words-form", number });
  const found = digestOfText(isOld ? citedText(words) : layout(form).text);
  if (found !== digest) problems.push({ flaw: "words-altered", number, digest: found });
  return problems;
}

/** True if what was read is written as its canonical form is. */
function isAsItsForm(json: unknown, form: Rendering): boolean {
  return isSameJson(renderingToJson(form), json);
}

/** What a stream has said so far: a passage's, or a proposal's. */
interface Found {
  /** By its number, whether a version has its words. */
  versions: Map<number, boolean>;
  proposal: Proposal | null;
}

/** The state after `record`, which takes in what it says of versions. */
function after({ versions, proposal }: Found, record: LedgerRecord, isProposal: boolean): Found {
  if (isProposal) return { versions, proposal: evolveProposal(proposal, record) };
  const { event } = record;
  if (event.type === "version-recorded") versions.set(event.number, Boolean(event.words));
  if (event.type === "text-supplied" && versions.has(event.number)) versions.set(event.number, true);
  return { versions, proposal };
}

/** What could not have happened in `state`. */
function historyProblems(state: Found, event: LedgerEvent): Flaw[] {
  switch (event.type) {
    case "version-recorded":
      return numberProblems(state, event);
    case "text-supplied":
      return supplyProblems(state, event.number);
    case "proposal-opened":
      return state.proposal
        ? [{ flaw: "opened-before", proposal: event.proposal }]
        : twiceProblems(event.parts.map(({ passage }) => passage));
    case "person-invited":
    case "person-let-go":
      return [...goingProblems(state, event.proposal), ...joiningProblems(event)];
    case "readers-chosen":
      return goingProblems(state, event.proposal);
    case "part-added":
      return [
        ...goingProblems(state, event.proposal),
        ...twiceProblems([...(state.proposal?.parts ?? []).map(({ passage }) => passage), event.passage]),
      ];
    case "proposal-submitted":
    case "proposal-approved":
    case "proposal-accepted":
      return partProblems(
        state,
        event.proposal,
        event.parts.map(({ passage }) => passage),
      );
    case "approval-withdrawn":
    case "proposal-returned":
    case "proposal-declined":
    case "proposal-withdrawn":
      return partProblems(state, event.proposal, event.passages);
    case "proposal-rebased":
      return partProblems(state, event.proposal, [event.passage]);
    case "version-chosen":
      return state.versions.has(event.number) ? [] : [{ flaw: "chosen-not-there", number: event.number }];
    case "version-withdrawn":
      return state.versions.has(event.number) ? [] : [{ flaw: "withdrawn-not-there", number: event.number }];
    case "note-checked":
      return [event.of.version, event.version].flatMap((number): Flaw[] =>
        state.versions.has(number) ? [] : [{ flaw: "checked-not-there", number }],
      );
    case "version-removed":
      return state.versions.has(event.number) ? [] : [{ flaw: "removed-version", number: event.number }];
    case "proposal-removed":
      return state.proposal ? [] : [{ flaw: "never-opened", proposal: event.proposal }];
    case "name-removed":
      return [];
    default:
      return [];
  }
}

/** What a stream has said so far that describes a work. */
interface Described {
  first: boolean;
  /** The passages that were ever placed, and those that stand. */
  placed: Set<string>;
  standing: Set<string>;
  sources: number;
  /** The ids of the imports that began. */
  imports: Set<string>;
}

/** What could not have been said after what `described` has, which takes it in. */
function describedProblems(named: StreamName | null, described: Described, event: LedgerEvent): Flaw[] {
  const problems: Flaw[] = [];
  const { first, placed, standing, imports } = described;
  described.first = false;
  if (first && named?.kind === "work" && event.type !== "work-described")
    problems.push({ flaw: "begins-without-work" });
  if (event.type === "source-worded" && event.number !== ++described.sources)
    problems.push({ flaw: "source-number", expected: described.sources, number: event.number });
  if (event.type === "version-recorded" && (event.source ?? 0) > described.sources)
    problems.push({ flaw: "source-not-there", version: event.number, source: event.source });
  if (event.type === "source-confirmed" && event.source > described.sources)
    problems.push({ flaw: "source-not-there", version: event.number, source: event.source });
  if (event.type === "import-begun") imports.add(event.import);
  else if (isOfImport(event) && !imports.has(event.import))
    problems.push({ flaw: "import-not-begun", import: event.import });
  if (event.type === "wording-removed") return [...problems, ...absentProblems(described, event.of)];
  if (isOutlineEnding(event)) return [...problems, ...endingProblems(described, event)];
  if (event.type !== "passage-placed") return problems;
  if (event.after !== null && !standing.has(event.after))
    problems.push({ flaw: "passage-not-there", passage: event.passage, after: event.after });
  placed.add(event.passage);
  standing.add(event.passage);
  return problems;
}

/** Whether what goes, and what stands there instead, stood in the outline; takes what goes out of it. */
function endingProblems({ standing }: Described, event: OutlineEnding): Flaw[] {
  const { passages, into } = endedBy(event);
  const absent = [...passages, ...into].filter((each) => !standing.has(each));
  for (const each of passages) standing.delete(each);
  return absent.map((passage) => ({ flaw: "passage-not-standing", passage }));
}

/** Whether what words were taken out of was there. */
function absentProblems({ placed, sources }: Described, of: Worded): Flaw[] {
  if (of.kind === "source" && of.number > sources) return [{ flaw: "removed-wording", number: of.number }];
  return of.kind === "passage" && !placed.has(of.passage) ? [{ flaw: "removed-locator", passage: of.passage }] : [];
}

function numberProblems({ versions }: Found, { number, base }: { number: number; base: number | null }): Flaw[] {
  const after = versions.size;
  const problems: Flaw[] = number === after + 1 ? [] : [{ flaw: "version-number", after, number }];
  if (base !== null && !versions.has(base)) problems.push({ flaw: "base-not-there", number, base });
  return problems;
}

function supplyProblems({ versions }: Found, number: number): Flaw[] {
  const isHeld = versions.get(number);
  if (isHeld === undefined) return [{ flaw: "supplied-not-there", number }];
  return isHeld ? [{ flaw: "supplied-twice", number }] : [];
}

function joiningProblems({ person: { id, name } }: { person: Person }): Flaw[] {
  return id === undefined ? [{ flaw: "nobody", name }] : [];
}

/** Whether anything of the proposal is undecided. */
function goingProblems({ proposal }: Found, id: string): Flaw[] {
  if (!proposal) return [{ flaw: "never-opened", proposal: id }];
  const going = proposal.status === "draft" || proposal.status === "open";
  return going ? [] : [{ flaw: "decided-before", proposal: id, status: proposal.status }];
}

/** Whether the proposal has parts on these passages, and none was decided. */
function partProblems({ proposal }: Found, id: string, passages: readonly string[]): Flaw[] {
  if (!proposal) return [{ flaw: "never-opened", proposal: id }];
  return passages.flatMap((passage): Flaw[] => {
    const part = proposal.parts.find((each) => each.passage === passage);
    if (!part) return [{ flaw: "not-revised", proposal: id, passage }];
    const going = part.status === "draft" || part.status === "open";
    return going ? [] : [{ flaw: "decided-before", proposal: id, status: part.status }];
  });
}

function twiceProblems(passages: readonly string[]): Flaw[] {
  return new Set(passages).size < passages.length ? [{ flaw: "revised-twice" }] : [];
}
