/**
 * The ledger's records. They stand in streams, each a chain by digest, cut so that people who touch different things never
 * wait for each other: a work's description is one stream, its outline another, so is each passage, each proposal, each
 * term. What is decided at once is one act: its records are kept all or none, and each says which act it is of and how many
 * records that has.
 */
import { digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import { seal, unseal, type Beside, type Json } from "./enclosures.ts";
import { streamOfWorded } from "./describing.ts";
import { isDiscussing } from "./discussing.ts";
import { isTerming } from "./terming.ts";
import { isKnown, isMade, isOfPassage, type LedgerEvent } from "./events.ts";

/** Where a passage stands. */
export interface Place {
  work: string;
  passage: string;
}

/** What was decided at once: an id that no other act has, and how many records it is kept in. */
export interface Act {
  id: string;
  records: number;
}

/** A record as it is kept. */
export interface Kept {
  /** All that it says for good, in canonical JSON (RFC 8785). */
  body: string;
  /** SHA-256 of the body. */
  digest: string;
  /** What may have to go: see `enclosures.ts`. */
  beside: Beside;
}

/** One line of the ledger: as it is kept, and what that says. */
export interface LedgerRecord extends Kept {
  /** Its stream: see {@link streamOf}. */
  stream: string;
  /** Its place in that, counted from 1. */
  position: number;
  /** ISO 8601 instant. */
  at: string;
  act: Act;
  /** With what stands beside the record, where that was not removed. */
  event: LedgerEvent;
  /** The digest of the record before it in its stream; null for the first. */
  previous: string | null;
  /** Of a record brought over from a ledger of the first format: the digest it had there. */
  was?: string;
}

/** A record and its number in the whole ledger: they are given in the order in which records were kept. */
export interface Numbered {
  number: number;
  record: LedgerRecord;
}

/** How a stream ends: with that record. */
export type End = Pick<LedgerRecord, "position" | "digest">;

/** Kinds of streams of which a work has one: `outline/nip14`. */
const ONE_EACH = ["work", "outline", "access"] as const;
/** Kinds of which it has many: `passage/nip14/4-1`. Nothing is written yet in those of editions. */
const MANY = ["passage", "proposal", "thread", "term", "edition"] as const;

/** What a stream's name says: of which kind it is, of which work, and which one there, where that has many. */
export type StreamName =
  | { kind: (typeof ONE_EACH)[number]; work: string; id: null }
  | { kind: (typeof MANY)[number]; work: string; id: string }
  /** Of a kind that a newer program knows. */
  | { kind: "other"; work: string; id: string | null };

/** The stream of a passage's source wordings and versions: `passage/nip14/4-1`. */
export function passageStream({ work, passage }: Place): string {
  return `passage/${work}/${passage}`;
}

/** The stream of who may read a work, and what each may do in it: `access/nip14`. */
export function accessStream(work: string): string {
  return `access/${work}`;
}

/** The stream of a work's outline: `outline/nip14`. */
export function outlineStream(work: string): string {
  return `outline/${work}`;
}

/** The stream of a proposal's way: `proposal/nip14/clearer`. */
export function proposalStream(work: string, proposal: string): string {
  return `proposal/${work}/${proposal}`;
}

/** The stream of a discussion: `thread/nip14/q7`. */
export function threadStream(work: string, thread: string): string {
  return `thread/${work}/${thread}`;
}

/** The stream of a term of the glossary: `term/nip14/t1`. */
export function termStream(work: string, term: string): string {
  return `term/${work}/${term}`;
}

/** Something that is to be recorded of a work: of that passage, or (null) in the stream of what else it names. */
export interface Fact {
  passage: string | null;
  event: LedgerEvent;
  /** The stream, where neither says it. */
  stream?: string;
}

/** The stream that a fact of a work is written into. */
export function streamOfFact(work: string, { passage, event, stream }: Fact): string {
  return stream ?? streamOf({ work, passage: passage ?? "" }, event);
}

/** Events about one passage, each where it stands: in its own stream, or in that of a proposal. */
export function factsOf(passage: string, events: readonly LedgerEvent[]): Fact[] {
  return events.map((event) => ({ passage: isOfPassage(event) ? passage : null, event }));
}

/** The stream that an event about a passage, or about its work, is written into. */
export function streamOf(place: Place, event: LedgerEvent): string {
  if (isDiscussing(event)) return threadStream(place.work, event.thread);
  if (isTerming(event)) return termStream(place.work, event.term);
  switch (event.type) {
    case "work-described":
    case "translation-described":
    case "translation-withdrawn":
    case "import-begun":
    case "import-ended":
    case "import-undone":
      return `work/${place.work}`;
    case "passage-placed":
    case "finality-set":
    case "passage-retired":
    case "passage-split":
    case "passages-joined":
    case "outline-proposed":
    case "outline-accepted":
    case "outline-declined":
    case "outline-withdrawn":
      return outlineStream(place.work);
    case "term-set":
    case "term-retired":
      return termStream(place.work, event.term);
    case "visibility-set":
    case "role-given":
    case "person-joined":
    case "approvals-set":
      return accessStream(place.work);
    case "wording-removed":
      return streamOfWorded(place.work, event.of);
    default: {
      const proposal = "proposal" in event && !isOfPassage(event) ? event.proposal : null;
      return proposal === null ? passageStream(place) : proposalStream(place.work, proposal);
    }
  }
}

const NAME = /^([a-z-]+)\/([^/]+)(?:\/([^/]+))?$/;

/** What the name of a work's stream says; null if it is no such name. */
export function partsOf(stream: string): StreamName | null {
  const [, kind, work, id] = NAME.exec(stream) ?? [];
  if (kind === undefined || work === undefined) return null;
  const one = ONE_EACH.find((each) => each === kind);
  if (one) return id === undefined ? { kind: one, work, id: null } : null;
  const many = MANY.find((each) => each === kind);
  if (many) return id === undefined ? null : { kind: many, work, id };
  return { kind: "other", work, id: id ?? null };
}

/** What a new record is made with: an instant, its act, and what gives salts (see `enclosures.ts`). */
export interface Making {
  at: string;
  act: Act;
  newSalt: () => string;
}

/** The next record of a stream after `previous` (null: the first). */
export function chain(
  stream: string,
  previous: End | null,
  event: LedgerEvent,
  { at, act, newSalt }: Making,
  was?: string,
): LedgerRecord {
  const sealed = seal(event, newSalt);
  const said = {
    stream,
    position: (previous?.position ?? 0) + 1,
    at,
    act,
    previous: previous?.digest ?? null,
    ...(was !== undefined && { was }),
  };
  const body = canonicalJson({ ...said, event: sealed.event, people: sealed.people });
  return { ...said, event, body, digest: digestOfText(body), beside: sealed.beside };
}

/** What the records of an act are made with. */
export interface ActMaking {
  id: string;
  at: string;
  newSalt: () => string;
}

/**
 * The records of one act in a work. What makes a version is told the digest of the decision that made it.
 * @param ends how the streams end that it adds to; those that are not there begin with it.
 * @param facts in the order in which they are kept: a decision before what it makes.
 * @param was of records brought over, the digest that each had in the first format.
 */
export function recordsOfAct(
  work: string,
  ends: ReadonlyMap<string, End>,
  { id, at, newSalt }: ActMaking,
  facts: readonly Fact[],
  was: readonly string[] = [],
): LedgerRecord[] {
  const making = { at, newSalt, act: { id, records: facts.length } };
  const last = new Map(ends);
  let decision: string | null = null;
  return facts.map((fact, index) => {
    const { event } = fact;
    const stream = streamOfFact(work, fact);
    const record = chain(stream, last.get(stream) ?? null, completed(event, decision), making, was[index]);
    last.set(stream, record);
    if (event.type === "proposal-accepted") decision = record.digest;
    return record;
  });
}

function completed(event: LedgerEvent, decision: string | null): LedgerEvent {
  return isMade(event) && decision !== null ? { ...event, decision } : event;
}

/** What a body says: the record without what stands beside it. */
export type Said = Omit<LedgerRecord, "event" | keyof Kept> & { event: Json; people: Json };

/**
 * What a record's body says.
 * @throws SyntaxError if it is no JSON, TypeError if that is no record's.
 */
export function saidIn({ body }: Pick<Kept, "body">): Said {
  const said = JSON.parse(body) as (Said & { format?: unknown }) | null;
  if (said === null || typeof said !== "object") throw new TypeError("it is not what a record says");
  if (said.format !== undefined) throw new TypeError("it is of a later format, which a newer program reads");
  return said;
}

/**
 * What a kept record says.
 * @throws SyntaxError if its body is no JSON, TypeError if that is no record's or what stands beside it is not its own.
 */
export function recordOf(kept: Kept): LedgerRecord {
  return recordSaying(saidIn(kept), kept);
}

/**
 * The same of one whose body was read. An event of a kind that is not known stays as it is in the body.
 * @param digests those of its enclosures, where they are known.
 */
export function recordSaying(said: Said, kept: Kept, digests?: readonly string[]): LedgerRecord {
  const { stream, position, at, act, previous, was, people } = said;
  const { body, digest, beside } = kept;
  const event = isOfNewerKind(said.event) ? said.event : unseal(said.event, people, beside, digests);
  const record: LedgerRecord = { stream, position, at, act, event, previous, body, digest, beside };
  if (was !== undefined) record.was = was;
  return record;
}

function isOfNewerKind(event: unknown): event is LedgerEvent {
  const type = typeof event === "object" && event !== null && "type" in event ? event.type : undefined;
  return typeof type === "string" && !isKnown({ type });
}

/** How each stream ends after these records, which are in order. */
export function endsAfter(
  records: Iterable<End & Pick<LedgerRecord, "stream">>,
  ends: ReadonlyMap<string, End> = new Map(),
): Map<string, End> {
  const last = new Map(ends);
  for (const { stream, position, digest } of records) last.set(stream, { position, digest });
  return last;
}
