/**
 * An import onto a work is undone: what it brought to a passage is withdrawn, so that what was there before reads as it did; or it
 * is not, because somebody has built on it.
 */
import { sourceAfter, UNWORDED, worded } from "../ledger/described.ts";
import { endedBy, type SourceWorded } from "../ledger/describing.ts";
import { isDiscussing } from "../ledger/discussing.ts";
import { broughtIn, isOutlineEnding, isRemoval, type LedgerEvent, type Revised } from "../ledger/events.ts";
import { actsOfImport, type Import } from "../ledger/imports.ts";
import { partsOf, type Fact, type LedgerRecord } from "../ledger/record.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { replay } from "../ledger/state.ts";
import type { Source } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";

/** Whose a record is: the import's own; of its undoing, which was stopped; set aside, as of others that were undone; or others'. */
export type Whose = (record: Pick<LedgerRecord, "act">) => "own" | "undoing" | "aside" | "others";

export interface Undoing {
  whose: Whose;
  /** The translation that came with it; null if the work had that before. */
  translation: string | null;
  by: Person;
  reason: string;
}

/** What says that it is withdrawn; or the first record by which somebody has built on it. */
export type Withdrawing = { facts: Fact[] } | { builtOn: LedgerRecord };

/**
 * Withdraws what came to a passage.
 * @param records about the passage, in the order of the ledger: of its own stream, and of the proposals that revise it.
 * @param isNew true if the passage itself came with the import, so that it is nobody else's at all.
 */
export function withdrawnFrom(
  passage: string,
  records: readonly LedgerRecord[],
  isNew: boolean,
  { whose, translation, by, reason }: Undoing,
): Withdrawing {
  const own = ownIn(records, whose);
  const given = givenUpIn(passage, records);
  const builtOn = records.find(
    (record) =>
      whose(record) === "others" &&
      (isBuiltOn(passage, own, record) || isMore(translation, record) || (isNew && !given.has(record.stream))) &&
      !(given.has(record.stream) || isRemoval(record.event) || isDiscussing(record.event)),
  );
  if (builtOn) return { builtOn };
  const facts: Fact[] = [...own.versions].map((number) => ({
    passage,
    event: { type: "version-withdrawn", number, by, reason },
  }));
  // Of a passage that goes itself, the source goes with it.
  const before = isNew ? null : sourceBefore(own, records);
  if (before) facts.push({ passage, event: again(before, by) });
  return { facts };
}

/** Withdraws what is undecided of a proposal that came with the import. @param records those of its stream. */
export function withdrawnProposal(
  proposal: string,
  records: readonly LedgerRecord[],
  { whose, by, reason }: Undoing,
): Withdrawing {
  const isOver = ({ event }: LedgerRecord) => event.type === "proposal-withdrawn" || isRemoval(event);
  const builtOn = records.find((record) => whose(record) === "others" && !isOver(record));
  if (builtOn) return { builtOn };
  const [opened, ...later] = records.map(({ event }) => event);
  const passages = opened?.type === "proposal-opened" ? opened.parts.map((part) => part.passage) : [];
  const over = new Set(later.flatMap((event) => (event.type === "proposal-withdrawn" ? event.passages : [])));
  const left = passages.filter((passage) => !over.has(passage));
  if (left.length === 0) return { facts: [] };
  return { facts: [{ passage: null, event: { type: "proposal-withdrawn", proposal, passages: left, by, reason } }] };
}

/** What of a passage is the import's, and stands: versions and wordings of the source, by their numbers. */
interface Own {
  versions: Set<number>;
  sources: Set<number>;
}

function ownIn(records: readonly LedgerRecord[], whose: Whose): Own {
  const own: Own = { versions: new Set(), sources: new Set() };
  for (const record of records) {
    const { event } = record;
    if (whose(record) === "own") {
      if (event.type === "version-recorded") own.versions.add(event.number);
      if (event.type === "source-worded") own.sources.add(event.number);
    }
    if (event.type === "version-withdrawn") own.versions.delete(event.number);
    if (event.type === "source-worded" && whose(record) === "undoing") own.sources.clear();
  }
  return own;
}

/** The streams of proposals that were given up: nothing of them stands. */
function givenUpIn(passage: string, records: readonly LedgerRecord[]): ReadonlySet<string> {
  const { proposals } = replay(passage, records);
  const over = new Set(proposals.filter(({ status }) => status === "withdrawn").map(({ id }) => id));
  return new Set(records.flatMap(({ stream }) => (over.has(partsOf(stream)?.id ?? "") ? [stream] : [])));
}

function isBuiltOn(passage: string, { versions, sources }: Own, { event }: LedgerRecord): boolean {
  const first = Math.min(...sources);
  switch (event.type) {
    case "version-recorded":
      return (event.base !== null && versions.has(event.base)) || (event.source ?? 0) >= first;
    case "text-supplied":
    case "version-chosen":
      return versions.has(event.number);
    case "source-confirmed":
      return versions.has(event.number) || event.source >= first;
    case "source-worded":
      return event.number > first;
    default:
      return revisedBy(event).some(({ base, ...of }) => of.passage === passage && base !== null && versions.has(base));
  }
}

/** What an event has a proposal revise. */
function revisedBy(event: LedgerEvent): readonly Revised[] {
  return event.type === "proposal-rebased" ? [event] : broughtIn(event);
}

/** True of a version more of the translation that came with an import. */
export function isMore(translation: string | null, { event }: Pick<LedgerRecord, "event">): boolean {
  return translation !== null && event.type === "version-recorded" && event.translation === translation;
}

/** How the source of a passage read before the import worded it; null if that did not. */
function sourceBefore({ sources }: Own, records: readonly LedgerRecord[]): { source: Source; next: number } | null {
  if (sources.size === 0) return null;
  const first = Math.min(...sources);
  const all = records.flatMap(({ event }) => (event.type === "source-worded" ? [event] : []));
  const source = all
    .filter(({ number }) => number < first)
    .reduce((before, event) => sourceAfter(event, before), UNWORDED);
  return source.number === 0 ? null : { source, next: all.at(-1)!.number + 1 };
}

/** That a source reads again as it did. */
function again({ source, next }: { source: Source; next: number }, by: Person): SourceWorded {
  return { ...worded({ ...source, number: next }, by), since: source.since ?? source.number };
}

/** A passage that an event of a proposal is about; "" if it names none. */
function passageOf(event: LedgerEvent): string {
  const [revised] = revisedBy(event);
  if (revised) return revised.passage;
  return "passages" in event && typeof event.passages !== "number" ? (event.passages[0] ?? "") : "";
}

/**
 * That it is not undone, as somebody has built on it by this record; `gone`: so many passages had been withdrawn by then.
 * @param imports those that came to the work: what one of them has built is undone before.
 */
export function refusedBy(
  { first, gone = 0 }: { first: LedgerRecord; gone?: number },
  imports: readonly Import[] = [],
): Refusal & { code: "built-on" } {
  const { event, stream, at, act } = first;
  const { kind, id } = partsOf(stream) ?? { kind: "other", id: null };
  const about = { code: "built-on" as const, named: id ?? "", known: "", number: null, day: at.slice(0, 10), gone };
  const later = imports.find((each) => act.id.startsWith(actsOfImport(each.id)));
  if (later) return { ...about, why: "import", named: later.id, known: later.file };
  if (kind === "proposal") return { ...about, why: "proposal", known: passageOf(event) };
  if (event.type === "version-recorded") return { ...about, why: "version", number: event.number };
  if (event.type === "source-worded") return { ...about, why: "source" };
  if (kind === "passage") return { ...about, why: "choice", number: "number" in event ? event.number : null };
  if (event.type === "passage-placed") return { ...about, why: "outline", named: event.passage };
  if (isOutlineEnding(event)) return { ...about, why: "outline", named: endedBy(event).passages[0]! };
  if (event.type === "translation-described") return { ...about, why: "translation", named: event.translation };
  return { ...about, why: "description" };
}
