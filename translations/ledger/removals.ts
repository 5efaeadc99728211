/**
 * What goes when an owner takes something out: which enclosures of which records that is, and the records without them. A
 * removal is a record of the stream that they are in, so that whoever reads it knows what is missing, and why.
 */
import { digestsIn, isLeftOut, isRemoved, namedPart, type Beside, type Json, type Slot } from "./enclosures.ts";
import { WITHHELD, type Anchor, type Person } from "../notes/note.ts";
import { streamOfWorded, wordedBy } from "./describing.ts";
import { quotes, type HungOn } from "./discussing.ts";
import { isDescribing, isMade, isRemoval, removalsIn, type LedgerEvent, type Removable } from "./events.ts";
import type { Ground } from "./grounds.ts";
import { isOfOutlineProposal, passagesOfChange } from "./outline-proposals.ts";
import { isTerming } from "./terming.ts";
import { accessStream, partsOf, recordOf, type Kept, type LedgerRecord } from "./record.ts";
import { canonicalJson } from "../text/json.ts";
import type { Work, Worded } from "./work.ts";

/** What words are taken out of: a version, or all that was submitted and said of a proposal. */
export type Of = { version: number } | { proposal: string };
/** And a discussion that quotes them. */
export type OfAny = Of | { thread: string };

/** A name that an owner takes out, with another in its place or none. */
export interface TakingName {
  whom: Whom;
  instead: Person | null;
}

/** What an owner takes out of a passage: words or reasons of a version or proposal, or a name. */
export type Taking = { of: Of; what: Removable } | TakingName;

/** What an owner takes out of what is said of a work: words, or a name. */
export type TakingOfWork = { worded: Worded } | TakingName;

/** Why. */
export interface Why {
  ground: Ground;
  reason: string;
}

/** The command to take it out, with all that goes with it. */
export type Removal = Why &
  (
    | { type: "remove-words"; removing: Removing[] }
    | { type: "remove-name"; whom: Whom; going: Going[]; instead: Person | null }
    /** `corrections`: what stands in the outline's stream of proposals for a source that have words of the wording. */
    | { type: "remove-wording"; of: Worded; enclosures: string[]; quoting: Removing[]; corrections: string[] }
  );

/** The command that takes something out of `passage`: of its records, these. */
export function removalOf(
  passage: string,
  records: readonly LedgerRecord[],
  taking: Taking,
  why: Why,
): Removal & { passage: string } {
  const all = { passage, ...why };
  if ("of" in taking)
    return { type: "remove-words", removing: removing(passage, records, taking.of, taking.what), ...all };
  return { ...nameRemoval(records, taking), ...all };
}

/** The streams that say what is taken out of a work, or may: a wording's own, or all that describe it but its passages'. */
export function streamsAsked(work: Work, taking: TakingOfWork): string[] {
  if ("worded" in taking) return [streamOfWorded(work.id, taking.worded)];
  const gone = (work.removals ?? []).flatMap(({ of }) => (of.kind === "term" ? [of.term] : []));
  const terms = new Set([...work.terms.map(({ id }) => id), ...gone]);
  return [
    `work/${work.id}`,
    `outline/${work.id}`,
    accessStream(work.id),
    ...[...terms].map((term) => `term/${work.id}/${term}`),
  ];
}

/**
 * The command that takes something out of what is said of a work: of these records, which are of {@link streamsAsked}; of a
 * source's wording, of all that are about its passage, as notes quote it, and of the outline, as proposals for it do.
 */
export function removalOfWork(records: readonly LedgerRecord[], taking: TakingOfWork, why: Why): Removal {
  if ("worded" in taking) {
    const { worded: of } = taking;
    const quoting = of.kind === "source" ? [...notesQuoting(records, of), ...threadsOnSource(records, of)] : [];
    const corrections = of.kind === "source" ? enclosuresProposed(records, correctionsWith(records, of)) : [];
    return { type: "remove-wording", of, enclosures: enclosuresWording(records, of), quoting, corrections, ...why };
  }
  return { ...nameRemoval(records, taking), ...why };
}

function nameRemoval(records: readonly LedgerRecord[], { whom, instead }: TakingName) {
  return { type: "remove-name", whom, going: enclosuresNaming(records, whom, instead), instead } as const;
}

/** How somebody is called in the record that takes out their name: by no other than what stands instead. */
export function calledAfter(removal: Removal & { type: "remove-name" }, person: Person): Person {
  const { whom, instead } = removal;
  if (whom.id === undefined || whom.id !== person.id) return person;
  return { id: whom.id, name: instead?.name ?? WITHHELD };
}

/** The digests of what stands beside records in words of this kind, and is not gone yet. */
function enclosuresWording(records: readonly LedgerRecord[], of: Worded): string[] {
  const worded = records.flatMap((record) => {
    const { stream, event } = record;
    const own = isOfOutlineProposal(event) ? null : wordedIn(event, partsOf(stream)?.id ?? "");
    return own !== null && canonicalJson(own) === canonicalJson(of) ? enclosuresSaying(record) : [];
  });
  const proposals = of.kind === "passage" ? proposedFor(records, of.passage) : NOTHING;
  return [...worded, ...enclosuresProposed(records, proposals)];
}

const NOTHING: ReadonlySet<number> = new Set();

/** Those of what was proposed for an outline under these numbers, and of what was said of it. */
function enclosuresProposed(records: readonly LedgerRecord[], numbers: ReadonlySet<number>): string[] {
  return records.flatMap((record) => {
    const { event } = record;
    return isOfOutlineProposal(event) && numbers.has(event.number) ? enclosuresSaying(record) : [];
  });
}

function enclosuresSaying(record: LedgerRecord): string[] {
  const there = new Set(digestsThere(record));
  const said = bodyOf(record).event as Readonly<Record<string, Json>>;
  return ["wording", "provenance", "reason"]
    .flatMap((member) => digestsIn(said[member] ?? null))
    .filter((each) => there.has(each));
}

/** The numbers of the proposals of an outline that are about a passage: what is said of one goes with each of its passages. */
function proposedFor(records: readonly LedgerRecord[], passage: string): Set<number> {
  const found = records.flatMap(({ event }) =>
    event.type === "outline-proposed" && passagesOfChange(event.change).includes(passage) ? [event.number] : [],
  );
  return new Set(found);
}

/** So many letters in a row make words that a wording has. */
const IN_A_ROW = 4;

/** The numbers of the proposals for a passage's source that correct a wording of it, or have words of it that no other has that is held. */
function correctionsWith(
  records: readonly LedgerRecord[],
  { passage, number }: Worded & { kind: "source" },
): Set<number> {
  const { going, staying } = wordingsOf(records, number);
  const own = new Set(rowsIn(going));
  for (const text of staying) for (const row of rowsIn(text)) own.delete(row);
  const hasOwn = (text: string): boolean => {
    for (const row of rowsIn(text)) if (own.has(row)) return true;
    return false;
  };
  const found = records.flatMap(({ event }) => {
    if (event.type !== "outline-proposed" || event.change.act !== "source" || event.change.passage !== passage)
      return [];
    const words = event.wording?.source?.words ?? [];
    return event.change.source === number || hasOwn(words.join("\n\n")) ? [event.number] : [];
  });
  return new Set(found);
}

/** All rows of so many letters; a shorter text is one. */
function* rowsIn(text: string): Generator<string> {
  const letters = Array.from(text);
  const last = letters.length === 0 ? -1 : Math.max(0, letters.length - IN_A_ROW);
  for (let at = 0; at <= last; at++) yield letters.slice(at, at + IN_A_ROW).join("");
}

/** What one wording of a source says that is to go, and what all others that are held do. */
function wordingsOf(records: readonly LedgerRecord[], number: number): { going: string; staying: string[] } {
  const wordings = records.flatMap(({ event }) =>
    event.type === "source-worded" && event.wording ? [{ number: event.number, text: event.wording.join("\n\n") }] : [],
  );
  return {
    going: wordings.find((wording) => wording.number === number)?.text ?? "",
    staying: wordings.filter((wording) => wording.number !== number).map(({ text }) => text),
  };
}

/** What an event words, or is said of; null of one that words nothing of the work. */
function wordedIn(event: LedgerEvent, id: string): Worded | null {
  if (isTerming(event)) return { kind: "term", term: event.term };
  return isDescribing(event) ? wordedBy(event, id) : null;
}

/** The notes that quote a wording of a passage's source, and no other one that is held: of versions, and as they were proposed. */
function notesQuoting(records: readonly LedgerRecord[], { passage, number }: Worded & { kind: "source" }): Removing[] {
  const { going, staying } = wordingsOf(records, number);
  const quotes = (note: Json): boolean => {
    const { source } = note as { source?: Anchor | null };
    if (!source) return false;
    const { prefix, exact, suffix } = source;
    return going.includes(exact) && !staying.some((text) => text.includes(prefix + exact + suffix));
  };
  return records.flatMap((record): Removing[] => {
    const { event } = record;
    const of = ofNotes(event);
    const beside = besideOf(record);
    const enclosures = saidOf(passage, bodyOf(record).event)
      .flatMap((said) => digestsIn(said["notes"] ?? []))
      .filter((digest) => {
        const slot = beside.get(digest)!;
        return !isRemoved(slot) && !isLeftOut(slot) && quotes(slot.value);
      });
    return of && enclosures.length > 0 ? [{ of, what: "notes", enclosures }] : [];
  });
}

/** The discussions about words of a wording of a passage's source. */
function threadsOnSource(
  records: readonly LedgerRecord[],
  { passage, number }: Worded & { kind: "source" },
): Removing[] {
  return threadsQuoting(records, (on) => on.passage === passage && "source" in on && on.source === number);
}

/** Whose notes an event brings; null of one that brings none. */
function ofNotes(event: LedgerRecord["event"]): Of | null {
  if (event.type === "version-recorded") return { version: event.number };
  return event.type === "proposal-submitted" ? { proposal: event.proposal } : null;
}

/** Somebody who is named: by their account, or where they have none, by the name. */
export interface Whom {
  id?: string | undefined;
  name: string;
}

/** Enclosures that are to go, and the stream that they stand in. */
export interface Going {
  stream: string;
  enclosures: string[];
}

const MEMBERS: Readonly<Record<Removable, readonly string[]>> = {
  // With the notes: each quotes the words it hangs on.
  text: ["notes", "rendering", "wording", "words"],
  // With what was said of them since.
  notes: ["notes", "wording"],
  reasons: ["provenance", "publishedIn", "rationale", "reason", "review", "summary"],
};

/** The digests of what stands beside `records`, all about one passage, of that version or proposal, and is not gone yet. */
function enclosuresOf(passage: string, records: readonly LedgerRecord[], of: Of, what: Removable): string[] {
  return records
    .filter((record) => isOf(record, of) || (what !== "reasons" && isCheckOf(record, of, what)))
    .flatMap((record) => {
      const there = new Set(digestsThere(record));
      return saidOf(passage, bodyOf(record).event)
        .flatMap((said) => MEMBERS[what].flatMap((member) => digestsIn(said[member] ?? null)))
        .filter((digest) => there.has(digest));
    });
}

/** What an event says of a passage: all but what it says of other parts of its proposal. */
function saidOf(passage: string, event: Json): Readonly<Record<string, Json>>[] {
  const said = event as Readonly<Record<string, Json>> & { parts?: readonly { passage: string }[] };
  const part = (said.parts ?? []).filter((each) => each.passage === passage);
  return [said, ...(part as unknown as Readonly<Record<string, Json>>[])];
}

function isOf({ event }: LedgerRecord, of: Of): boolean {
  if ("version" in of) return isOfVersion(event) && event.number === of.version;
  return !isMade(event) && "proposal" in event && event.proposal === of.proposal && !isRemoval(event);
}

/** True of what was said of a version's notes, and, where its text goes, of what was put on its words. */
function isCheckOf({ event }: LedgerRecord, of: Of, what: Removable): boolean {
  if (event.type !== "note-checked" || !("version" in of)) return false;
  return event.of.version === of.version || (what === "text" && event.version === of.version);
}

function isOfVersion(
  event: LedgerEvent,
): event is LedgerEvent & { type: "version-recorded" | "text-supplied" | "version-chosen" | "version-withdrawn" } {
  return isMade(event) || event.type === "version-chosen" || event.type === "version-withdrawn";
}

/** What is to go, and where it stands. */
export interface Removing {
  of: OfAny;
  what: Removable;
  enclosures: string[];
}

/**
 * All that has to go with `what` of `of`, of `records`, all about one passage: of a version also the proposals that it was
 * or got its words from, whose words are the same. Nothing of what is gone already. Words that were given up before they
 * were proposed are in no record, but in the steps of their draft, which go with any removal.
 */
function removing(passage: string, records: readonly LedgerRecord[], of: Of, what: Removable): Removing[] {
  const proposals = "version" in of ? proposalsOf(passage, records, of.version) : [];
  const all: Of[] = [of, ...proposals.map((proposal) => ({ proposal }))];
  const own = all
    .map((each) => ({ of: each, what, enclosures: enclosuresOf(passage, records, each, what) }))
    .filter((each) => each.enclosures.length > 0 || isInStepsAlone(passage, records, each));
  const quoting = what === "text" ? threadsQuoting(records, (on) => all.some((each) => quotes(on, passage, each))) : [];
  return [...own, ...quoting];
}

/** The discussions among `records` that quote what goes, by what they hang on. */
function threadsQuoting(records: readonly LedgerRecord[], isOf: (on: HungOn) => boolean): Removing[] {
  return records.flatMap((record): Removing[] => {
    const { event } = record;
    if (event.type !== "thread-opened" || !isOf(event.on)) return [];
    const there = new Set(digestsThere(record));
    const said = bodyOf(record).event as Readonly<Record<string, Json>>;
    const enclosures = digestsIn(said["quoted"] ?? null).filter((digest) => there.has(digest));
    return enclosures.length > 0 ? [{ of: { thread: event.thread }, what: "text", enclosures }] : [];
  });
}

/** The digests of what was said under `number` in a discussion, as it read at any time, and is not gone yet. */
export function enclosuresSaid(records: readonly LedgerRecord[], number: number): string[] {
  return records.flatMap((record) => {
    const { event } = record;
    const isSaid =
      (event.type === "thread-opened" && number === 1) ||
      ((event.type === "thread-replied" || event.type === "thread-edited") && event.number === number);
    if (!isSaid) return [];
    const there = new Set(digestsThere(record));
    const said = bodyOf(record).event as Readonly<Record<string, Json>>;
    return digestsIn(said["wording"] ?? null).filter((digest) => there.has(digest));
  });
}

function isInStepsAlone(
  passage: string,
  records: readonly LedgerRecord[],
  { of, what }: Removing & { of: Of },
): boolean {
  if ("version" in of || what !== "text") return false;
  const said = records.flatMap(({ event }) => ("proposal" in event && event.proposal === of.proposal ? [event] : []));
  return (
    said.some((event) => event.type === "proposal-withdrawn" && event.passages.includes(passage)) &&
    !said.some(
      (event) => event.type === "proposal-submitted" && event.parts.some((part) => part.passage === passage),
    ) &&
    !said.some((event) => event.type === "proposal-removed" && event.passage === passage && event.what === "text")
  );
}

function proposalsOf(passage: string, records: readonly LedgerRecord[], version: number): string[] {
  return records.flatMap(({ event }) =>
    event.type === "proposal-accepted" &&
    event.parts.some((part) => part.passage === passage && part.number === version)
      ? [event.proposal]
      : [],
  );
}

/**
 * Wherever `records` name somebody otherwise than they are to be called from now on, by stream. With a name that stands instead
 * of theirs goes the record of it, unless it says so of somebody else as well. Who has an account is also found where their
 * name is withheld.
 */
function enclosuresNaming(records: readonly LedgerRecord[], whom: Whom, wanted: Person | null): Going[] {
  const everywhere = records.flatMap(namesIn);
  const all = everywhere.filter(({ withheld }) => !withheld);
  const them = (whom.id === undefined ? all : everywhere)
    .filter(({ name }) => name !== (wanted?.name ?? WITHHELD))
    .filter(({ id, name, instead }) =>
      whom.id === undefined ? name === whom.name && (id === undefined || instead) : id === whom.id,
    );
  const others = new Set(all.map(({ enclosed }) => enclosed));
  for (const { enclosed } of them) others.delete(enclosed);
  const isOnlyTheirs = ({ id, removes }: Named) =>
    id === undefined && removes.some((each) => isAmong(them, each)) && !removes.some((each) => others.has(each));
  const found = new Map<string, string[]>();
  for (const { stream, enclosed } of new Set([...them, ...all.filter(isOnlyTheirs)]))
    found.set(stream, [...(found.get(stream) ?? []), enclosed]);
  return [...found].map(([stream, enclosures]) => ({ stream, enclosures }));
}

/** A name as it stands beside a record. */
interface Named {
  stream: string;
  enclosed: string;
  id: string | undefined;
  name: string;
  /** True if it stands instead of another. */
  instead: boolean;
  /** True if it was taken out, and nothing stands there. */
  withheld: boolean;
  /** What its record takes out. */
  removes: readonly string[];
}

function isAmong(names: readonly Named[], digest: string): boolean {
  return names.some(({ enclosed }) => enclosed === digest);
}

function namesIn(record: LedgerRecord): Named[] {
  const { stream, event } = record;
  const removes = isRemoval(event) ? event.enclosures : [];
  const beside = besideOf(record);
  return bodyOf(record).people.map(({ id, enclosed }) => {
    const slot = beside.get(enclosed) ?? null;
    const withheld = slot === null || isLeftOut(slot);
    return { stream, enclosed, id, name: nameIn(slot), instead: !withheld && isRemoved(slot), withheld, removes };
  });
}

function nameIn(slot: Slot): string {
  if (slot === null || isLeftOut(slot)) return WITHHELD;
  return (("instead" in slot ? slot.instead : slot.value) as { name: string }).name;
}

/** `records`, in the order of the ledger, after the removals among `added`: without what these say is gone. */
export function withoutRemoved(records: readonly LedgerRecord[], added: readonly LedgerRecord[]): LedgerRecord[] {
  return added.reduce<readonly LedgerRecord[]>((all, removal) => {
    const removed = new Map(removalsIn(removal.event));
    if (removed.size === 0) return all;
    return all.map((record) => {
      if (record.stream !== removal.stream || record.position >= removal.position) return record;
      const beside = besideWithout(record, removal);
      return beside === null ? record : recordOf({ ...record, beside });
    });
  }, records) as LedgerRecord[];
}

/** What stands beside a record after a removal; null if that takes nothing of it. */
export function besideWithout(record: Kept, { event }: LedgerRecord): Beside | null {
  const removed = new Map(removalsIn(event));
  const digests = digestsOf(record);
  if (!digests.some((digest) => removed.has(digest))) return null;
  return digests.map((digest, index) => {
    const instead = removed.get(digest);
    if (instead === undefined) return record.beside[index]!;
    return instead === null ? null : { instead: namedPart(instead) };
  });
}

interface Body {
  event: Json;
  people: readonly { id?: string; enclosed: string }[];
}

function bodyOf({ body }: Kept): Body {
  return JSON.parse(body) as Body;
}

function digestsOf(record: Kept): string[] {
  const { event, people } = bodyOf(record);
  return digestsIn(event, people);
}

function besideOf(record: Kept): Map<string, Slot> {
  return new Map(digestsOf(record).map((digest, index) => [digest, record.beside[index]!]));
}

function digestsThere(record: Kept): string[] {
  return [...besideOf(record)].flatMap(([digest, slot]) => (isRemoved(slot) || isLeftOut(slot) ? [] : [digest]));
}
