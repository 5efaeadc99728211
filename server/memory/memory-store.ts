/**
 * A store in memory. Nothing of it outlives the process: it is for trials, and holds the ports to what they promise rather
 * than to what SQLite does. Several stores on one {@link Memory} are as several processes on one database.
 */
import {
  partsOf,
  passageStream,
  type End,
  type LedgerRecord,
  type Numbered,
  type Place,
  type StreamName,
} from "../../translations/ledger/record.ts";
import { workAfter } from "../../translations/ledger/described.ts";
import { isRemoval } from "../../translations/ledger/events.ts";
import { withoutRemoved } from "../../translations/ledger/removals.ts";
import type { HungOn } from "../../translations/ledger/discussing.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { actsOf, broughtTo, cameTo, movedOn, placesOf, refuseBroken, workBroughtIn, type Kept } from "../store/acts.ts";
import { answer } from "../store/answer.ts";
import type { Memory, Standing } from "./memory.ts";
import type { DraftLogEffects } from "../store/draft-log.ts";
import { MemoryStage } from "./memory-stage.ts";
import { MemoryDraftLog } from "./memory-draft-log.ts";
import type { Appended, ReadBefore, Shelved, Store } from "../store/store.ts";

export class MemoryStore implements Store {
  readonly #memory: Memory;
  readonly #kept: Kept;
  readonly drafts: MemoryDraftLog;
  readonly stage: MemoryStage;

  constructor(memory: Memory, effects: DraftLogEffects) {
    this.#memory = memory;
    this.drafts = new MemoryDraftLog(memory, effects);
    this.#kept = {
      hasWork: (id) => this.#isOpen(id),
      last: (stream) => {
        const found = memory.records.findLast(({ record }) => record.stream === stream);
        return found && { ...found.record, number: found.number };
      },
      passagesOf: (proposal) => memory.proposals.get(proposal) ?? [],
      proposalsOn: (place) => this.#proposalsOn(place),
      cameBehind: (number, work) =>
        memory.records.find((each) => each.number > number && partsOf(each.record.stream)?.work === work)?.record
          .stream,
    };
    const append = (act: readonly LedgerRecord[]) => this.#bringIn(act, { ...this.#kept, hasWork: () => true });
    this.stage = new MemoryStage(
      memory,
      (add) => this.#whole(add),
      append,
      () => effects.now(),
    );
  }

  works(): Promise<Work[]> {
    return answer(() =>
      this.#open()
        .filter(({ away }) => away === null)
        .map(({ id }) => this.#work(id)),
    );
  }

  shelf(): Promise<Shelved[]> {
    return answer(() => this.#open().map(({ id, away }) => ({ work: this.#work(id), away })));
  }

  work(id: string): Promise<Work | null> {
    return answer(() => (this.#isOpen(id) ? this.#work(id) : null));
  }

  /** A work that is there. */
  #work(id: string): Work {
    return workAfter(this.#ofWork(id))!;
  }

  #ofWork(id: string): LedgerRecord[] {
    const records = this.#memory.records.map(({ record }) => record);
    return copied(records.filter(({ stream }) => partsOf(stream)?.work === id));
  }

  #open(): Standing[] {
    return this.#memory.shelf.filter(({ staged }) => staged === null);
  }

  #isOpen(id: string): boolean {
    return this.#find(id)?.staged === null;
  }

  /** Those of works that are open. */
  #seen(): Numbered[] {
    return this.#memory.records.filter(({ record }) => this.#isOpen(partsOf(record.stream)!.work));
  }

  #find(id: string): Standing | undefined {
    return this.#memory.shelf.find((each) => each.id === id);
  }

  bringIn(records: readonly LedgerRecord[]): Promise<boolean> {
    return answer(() => {
      const work = workBroughtIn(records);
      if (this.#find(work)) return false;
      return this.#whole(() => {
        this.#memory.shelf.push({ id: work, away: null, staged: null });
        for (const act of actsOf(records)) this.#bringIn(act);
        return true;
      });
    });
  }

  #bringIn(act: readonly LedgerRecord[], kept: Kept = this.#kept): void {
    refuseBroken(act);
    const appended = this.#append(act, kept);
    if (!appended.ok) throw new RangeError(`bringIn: the records of "${appended.moved}" don't follow each other`);
  }

  putAway(id: string, at: string | null): Promise<boolean> {
    return answer(() => {
      const shelved = this.#open().find((each) => each.id === id);
      if (shelved) shelved.away = at;
      return shelved !== undefined;
    });
  }

  async records(place: Place): Promise<LedgerRecord[]> {
    const records = await this.recordsOfWork(place.work);
    return records.filter(({ stream }) => stream === passageStream(place) || this.#revises(partsOf(stream)!, place));
  }

  #revises({ kind, work, id }: StreamName, place: Place): boolean {
    if (kind === "proposal") return this.#kept.passagesOf(id).some((each) => isAt(each, place));
    const opened = kind === "thread" ? this.#threads().find((each) => each.work === work && each.thread === id) : null;
    if (!opened || work !== place.work) return false;
    const { on } = opened;
    if (on.passage !== undefined || !("proposal" in on)) return on.passage === place.passage;
    return this.#kept.passagesOf(on.proposal).some((each) => isAt(each, place));
  }

  /** The discussions of works that are open, as they were begun. */
  #threads(): { work: string; thread: string; on: HungOn }[] {
    return this.#seen().flatMap(({ record: { stream, event } }) =>
      event.type === "thread-opened" ? [{ work: partsOf(stream)!.work, thread: event.thread, on: event.on }] : [],
    );
  }

  threadsOn(asked: Place | { work: string; proposal: string }): Promise<string[]> {
    const isOn = (on: HungOn) =>
      "proposal" in asked
        ? "proposal" in on && on.proposal === asked.proposal
        : !("proposal" in on) && on.passage === asked.passage;
    return answer(() =>
      this.#threads().flatMap(({ work, thread, on }) => (work === asked.work && isOn(on) ? [thread] : [])),
    );
  }

  termsOf(of: string): Promise<string[]> {
    return answer(() => {
      const named = this.#seen().map(({ record }) => partsOf(record.stream)!);
      return [...new Set(named.flatMap(({ kind, work, id }) => (kind === "term" && work === of ? [id] : [])))].sort();
    });
  }

  stream(name: string, after = 0, most = Infinity): Promise<LedgerRecord[]> {
    const records = this.#seen().map(({ record }) => record);
    const behind = records.filter(({ stream, position }) => stream === name && position > after);
    return answer(() => copied(behind.slice(0, most)));
  }

  end(stream: string): Promise<End | null> {
    const last = this.#seen().findLast(({ record }) => record.stream === stream)?.record;
    return answer(() => (last ? { position: last.position, digest: last.digest } : null));
  }

  proposalsOn(place: Place): Promise<string[]> {
    return answer(() => this.#proposalsOn(place));
  }

  #proposalsOn(place: Place): string[] {
    const brought = this.#seen().filter(({ record }) => broughtTo(record).some((each) => isAt(each, place)));
    return brought.flatMap(({ record }) => partsOf(record.stream)?.id ?? []);
  }

  recordsOfWork(work: string): Promise<LedgerRecord[]> {
    return answer(() => (this.#isOpen(work) ? this.#ofWork(work) : []));
  }

  through(): Promise<number> {
    return answer(() => this.#memory.records.length);
  }

  since(number: number, most: number): Promise<Numbered[]> {
    return answer(() =>
      copied(
        this.#seen()
          .filter((each) => each.number > number)
          .slice(0, most),
      ),
    );
  }

  passagesOf(proposal: string): Promise<Place[]> {
    return answer(() => copied(this.#kept.passagesOf(proposal).filter(({ work }) => this.#isOpen(work))));
  }

  append(records: readonly LedgerRecord[], read?: ReadBefore): Promise<Appended> {
    return answer(() => {
      refuseBroken(records);
      return this.#whole(() => this.#append(records, this.#kept, read));
    });
  }

  #append(act: readonly LedgerRecord[], kept: Kept = this.#kept, read?: ReadBefore): Appended {
    const moved = movedOn(act, kept) ?? (read ? cameTo(read, kept) : null);
    if (moved !== null) return { ok: false, moved };
    for (const record of act) {
      const places = broughtTo(record);
      const { kind, id } = partsOf(record.stream)!;
      if (kind === "proposal") this.#memory.proposals.set(id, [...this.#kept.passagesOf(id), ...places]);
      this.#memory.records.push({ number: this.#memory.records.length + 1, record: copied(record) });
      this.drafts.recorded(record.event);
      if (isRemoval(record.event)) this.#takeOut(record);
    }
    return { ok: true };
  }

  #takeOut(removal: LedgerRecord): void {
    const kept = this.#memory.records;
    const records = withoutRemoved(
      kept.map(({ record }) => record),
      [removal],
    );
    this.#memory.records = kept.map((each, index) => ({ ...each, record: records[index]! }));
    for (const place of placesOf(removal, this.#kept)) this.drafts.takeOut(place);
  }

  /** All of what `add` adds, or, if it throws, nothing. */
  #whole<T>(add: () => T): T {
    const { shelf, records, proposals, drafts, runs } = this.#memory;
    const before = {
      shelf: shelf.map((each) => ({ ...each })),
      runs: structuredClone(runs),
      records: [...records],
      proposals: new Map(proposals),
      drafts: new Map(drafts),
    };
    try {
      return add();
    } catch (error) {
      Object.assign(this.#memory, before);
      throw error;
    }
  }

  tryWriting(): Promise<null> {
    return answer(() => null);
  }

  close(): Promise<void> {
    return answer(() => undefined);
  }
}

function isAt(each: Place, { work, passage }: Place): boolean {
  return each.work === work && each.passage === passage;
}

/** What a database gives is nobody else's to change. */
function copied<T>(value: T): T {
  return structuredClone(value);
}
