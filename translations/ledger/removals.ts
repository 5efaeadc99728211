/**
 * What goes when an owner takes something out: which enclosures of which records that is, and the records without them. A
 * removal is a record of the stream that they are in, so that whoever reads it knows what is missing, and why.
 */
import { digestsIn, isRemoved, namedPart, type Beside, type Enclosure, type Json, type Removed } from "./enclosures.ts";
import type { Person } from "../notes/note.ts";
import { isMade, isRemoval, removalsIn, type Ground, type Removable } from "./events.ts";
import { partsOf, recordOf, type Kept, type LedgerRecord } from "./record.ts";

/** What words are taken out of: a version, or all that was submitted and said of a proposal. */
export type Of = { version: number } | { proposal: string };

/** What an owner takes out: words or reasons of a version or proposal, or a name, with another in its place or none. */
export type Taking = { of: Of; what: Removable } | { whom: Whom; instead: Person | null };

/** Why. */
export interface Why {
  ground: Ground;
  reason: string;
}

/** The command to take it out, with all that goes with it. */
export type Removal = Why &
  ({ type: "remove-words"; removing: Removing[] } | { type: "remove-name"; going: Going[]; instead: Person | null });

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
  return { type: "remove-name", going: enclosuresNaming(records, taking.whom), instead: taking.instead, ...all };
}

/** Somebody who is named: by their account, or where they have none, by the name. */
export interface Whom {
  id?: string | undefined;
  name: string;
}

/** Where enclosures stand that are to go: in the stream of a proposal, or (null) in the passage's own. */
export interface Going {
  proposal: string | null;
  enclosures: string[];
}

const MEMBERS: Readonly<Record<Removable, readonly string[]>> = {
  // With the notes: each quotes the words it hangs on.
  text: ["notes", "rendering", "words"],
  notes: ["notes"],
  reasons: ["provenance", "rationale", "reason", "review", "summary"],
};

/** The digests of what stands beside `records`, all about one passage, of that version or proposal, and is not gone yet. */
function enclosuresOf(passage: string, records: readonly LedgerRecord[], of: Of, what: Removable): string[] {
  return records
    .filter((record) => isOf(record, of))
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
  if ("version" in of) return isMade(event) && event.number === of.version;
  return !isMade(event) && "proposal" in event && event.proposal === of.proposal && !isRemoval(event);
}

/** What is to go, and where it stands. */
export interface Removing {
  of: Of;
  what: Removable;
  enclosures: string[];
}

/**
 * All that has to go with `what` of `of`, of `records`, all about one passage: of a version also the proposals that it was
 * or got its words from, whose words are the same. Nothing of what is gone already.
 */
function removing(passage: string, records: readonly LedgerRecord[], of: Of, what: Removable): Removing[] {
  const proposals = "version" in of ? proposalsOf(passage, records, of.version) : [];
  return [of, ...proposals.map((proposal) => ({ proposal }))]
    .map((each) => ({ of: each, what, enclosures: enclosuresOf(passage, records, each, what) }))
    .filter(({ enclosures }) => enclosures.length > 0);
}

function proposalsOf(passage: string, records: readonly LedgerRecord[], version: number): string[] {
  return records.flatMap(({ event }) =>
    event.type === "proposal-accepted" &&
    event.parts.some((part) => part.passage === passage && part.number === version)
      ? [event.proposal]
      : [],
  );
}

/** Wherever `records`, all about one passage, name somebody, by stream. */
function enclosuresNaming(records: readonly LedgerRecord[], whom: Whom): Going[] {
  const found = new Map<string, string[]>();
  for (const record of records) {
    const { people } = bodyOf(record);
    const beside = besideOf(record);
    for (const person of people) {
      const slot = beside.get(person.enclosed) ?? null;
      const named = slot && (("instead" in slot ? slot.instead : slot.value) as { name?: Json } | null);
      const same = whom.id === undefined ? person.id === undefined && named?.name === whom.name : person.id === whom.id;
      if (named && same) found.set(record.stream, [...(found.get(record.stream) ?? []), person.enclosed]);
    }
  }
  return [...found].map(([stream, enclosures]) => {
    const { kind, id } = partsOf(stream)!;
    return { proposal: kind === "proposal" ? id : null, enclosures };
  });
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

function besideOf(record: Kept): Map<string, Enclosure | Removed> {
  return new Map(digestsOf(record).map((digest, index) => [digest, record.beside[index]!]));
}

function digestsThere(record: Kept): string[] {
  return [...besideOf(record)].flatMap(([digest, slot]) => (isRemoved(slot) ? [] : [digest]));
}
