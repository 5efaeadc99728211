/**
 * Checks that the records of a stream are what they were when they were made: whole, in order, and possible; and that what
 * was decided at once stands together.
 * It reads records; where they come from, and how a person is told, is left to others (`flaws.ts`).
 *
 * What it can't see: records missing from the end of a stream, for then nothing is left that names them, and a history
 * that somebody made anew from its first digest to its last. Against both, keep the digest of a record elsewhere.
 */
import { canonical, readOnce, renderingToJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { canonicalJson, isCanonicalJson, isSameJson } from "../text/json.ts";
import { layout } from "../text/layout.ts";
import type { Rendering } from "../text/schema.ts";
import { citedText } from "./cited.ts";
import { isDiscussing } from "./discussing.ts";
import { digestOfEnclosure, digestsIn, isLeftOut, isRemoved, namedPart, type Json, type Slot } from "./enclosures.ts";
import {
  isDescribing,
  isKnown,
  isOfImport,
  isOfAccess,
  isOfPassage,
  removalsIn,
  type LedgerEvent,
  type Words,
} from "./events.ts";
import type { Flaw } from "./flaws.ts";
import { isTerming } from "./terming.ts";
import { describedProblems, type Described } from "./verify-described.ts";
import { after, historyProblems, type Found } from "./verify-history.ts";
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
import { sourceText } from "./work.ts";

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
