/** What every ledger asks of an act before it keeps it, whatever it keeps it in. */
import { isLeftOut } from "../../translations/ledger/enclosures.ts";
import { broughtIn } from "../../translations/ledger/events.ts";
import {
  partsOf,
  passageStream,
  proposalStream,
  type End,
  type LedgerRecord,
  type Place,
} from "../../translations/ledger/record.ts";
import type { ReadBefore } from "./store.ts";

/** What is kept so far, as far as an act asks. */
export interface Kept {
  hasWork(id: string): boolean;
  /** How a stream ends, and by which record of the ledger; undefined if there is none. */
  last(stream: string): (End & { number: number }) | undefined;
  /** What a proposal revises; nothing if there is no such proposal. */
  passagesOf(proposal: string): readonly Place[];
  /** The proposals that revise a passage. */
  proposalsOn(place: Place): readonly string[];
  /** A stream of a work to which something came behind a record of the ledger; undefined if nothing did. */
  cameBehind(number: number, work: string): string | undefined;
}

/** Records as they were decided, at once or one after another. */
export function actsOf(records: readonly LedgerRecord[]): LedgerRecord[][] {
  const acts: LedgerRecord[][] = [];
  for (const record of records) {
    const last = acts.at(-1);
    if (last?.[0]?.act.id === record.act.id) last.push(record);
    else acts.push([record]);
  }
  return acts;
}

/** @throws RangeError if the records are no whole act, lack what stands beside them, or don't follow each other in their streams. */
export function refuseBroken(act: readonly LedgerRecord[]): void {
  if (act.some(({ beside }) => beside.some(isLeftOut)))
    throw new RangeError("append: what stands beside a record may be left out of a copy, not of a workbench");
  const last = new Map<string, LedgerRecord>();
  for (const record of act) {
    const before = last.get(record.stream);
    if (before && !follows(record, before))
      throw new RangeError("append: each record must follow the one before it in its stream");
    last.set(record.stream, record);
  }
  if (act.some((record) => record.act.id !== act[0]!.act.id || record.act.records !== act.length))
    throw new RangeError("append: an act is added whole, and nothing with it");
}

/**
 * The stream that has moved on since the act was decided, or whose proposal is there already; null if the act can be kept.
 * @throws RangeError if a stream is of no work, or of a proposal that nothing opens.
 */
export function movedOn(act: readonly LedgerRecord[], kept: Kept): string | null {
  for (const record of firstOfEach(act)) {
    const { stream } = record;
    const work = partsOf(stream)?.work;
    if (work === undefined || !kept.hasWork(work))
      throw new RangeError(`append: there is no work of "${stream}". Bring it in first.`);
    if (!follows(record, kept.last(stream))) return stream;
    const begins = partsOf(stream)!.kind === "proposal" && record.position === 1;
    if (begins && broughtTo(record).length === 0)
      throw new RangeError(`append: nothing has opened the proposal of "${stream}"`);
  }
  return (
    act.find(({ event }) => event.type === "proposal-opened" && kept.passagesOf(event.proposal).length > 0)?.stream ??
    null
  );
}

/** The stream to which something has come since it was read; null if there is none. */
export function cameTo({ through, streams, passages, whole }: ReadBefore, kept: Kept): string | null {
  const moved = (stream: string): boolean => (kept.last(stream)?.number ?? 0) > through;
  const about = (place: Place): string[] => [
    passageStream(place),
    ...kept.proposalsOn(place).map((proposal) => proposalStream(place.work, proposal)),
  ];
  for (const stream of streams) if (moved(stream)) return stream;
  for (const place of passages) {
    const stream = about(place).find(moved);
    if (stream !== undefined) return stream;
  }
  return (whole === undefined ? undefined : kept.cameBehind(through, whole)) ?? null;
}

/**
 * The passages to which a record brings its proposal.
 * @throws RangeError if no stream can be called after one.
 */
export function broughtTo({ stream, event }: LedgerRecord): Place[] {
  const { work } = partsOf(stream)!;
  const places = broughtIn(event).map(({ passage }) => ({ work, passage }));
  if (!places.every((place) => partsOf(passageStream(place))))
    throw new RangeError(`append: what the proposal of "${stream}" is to revise can't be a passage`);
  return places;
}

/** The passages that a record is about: that of its stream, or those that its proposal revises; none if it is the work itself. */
export function placesOf({ stream }: LedgerRecord, kept: Kept): readonly Place[] {
  const { kind, work, id } = partsOf(stream)!;
  if (kind === "passage") return [{ work, passage: id }];
  return kind === "proposal" ? kept.passagesOf(id) : [];
}

/**
 * The work that records bring in.
 * @throws RangeError if the first does not say what the work is, or one is of another work.
 */
export function workBroughtIn(records: readonly LedgerRecord[]): string {
  const first = records[0];
  const work = first?.event.type === "work-described" ? partsOf(first.stream)?.work : undefined;
  if (work === undefined) throw new RangeError("bringIn: the first record must say what the work is");
  const stray = records.find(({ stream }) => partsOf(stream)?.work !== work);
  if (stray) throw new RangeError(`bringIn: a record of "${stray.stream}" can't come with "${work}"`);
  return work;
}

/**
 * Takes the records of a work that come piece by piece, from the first on.
 * @throws RangeError (what it gives does) if a record is of another work, or does not go on where its stream has ended before.
 */
export function inPieces(work: string): (piece: readonly LedgerRecord[]) => void {
  const ends = new Map<string, End>();
  return (piece) => {
    const after = new Map<string, End>();
    for (const record of piece) {
      const { stream, position, digest } = record;
      if (partsOf(stream)?.work !== work)
        throw new RangeError(`put: a record of "${stream}" can't come with "${work}"`);
      if (!follows(record, after.get(stream) ?? ends.get(stream)))
        throw new RangeError(`put: the records of "${stream}" don't follow each other`);
      after.set(stream, { position, digest });
    }
    for (const [stream, end] of after) ends.set(stream, end);
  };
}

/** Of each stream in an act, the record that must follow what is kept of it. */
function firstOfEach(act: readonly LedgerRecord[]): LedgerRecord[] {
  const first = new Map<string, LedgerRecord>();
  for (const record of act) if (!first.has(record.stream)) first.set(record.stream, record);
  return [...first.values()];
}

function follows(record: LedgerRecord, last: End | undefined): boolean {
  return record.position === (last?.position ?? 0) + 1 && record.previous === (last?.digest ?? null);
}
