/**
 * Thinning: the log of a draft, which holds every keystroke, becomes one of steps that can be played back. What one
 * person wrote without a pause becomes one update, with the person and the times of its beginning and end. Words,
 * marks, notes, deletions, who wrote what when, and how the draft read after each step stay as they were.
 *
 * Only what lies under a checkpoint is thinned, and never what was written of late. The steps that are to take the
 * place of the updates are played first, on a copy of their own; unless that makes the very same document, nothing is
 * touched. A slice of the log is replaced in one transaction, so that a crash leaves it as it was or thinned. Between
 * two slices everybody else has the turn. An update that waits for others, or that others waited for, stays as it came.
 */
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import type { DraftLog, LoggedUpdate, Thinned } from "../store/draft-log.ts";
import { Beginnings } from "./history.ts";

/** The numbers of thinning. */
export interface ThinningLimits {
  /** What was kept within so many milliseconds stays as it came. */
  recent: number;
  /** And so many of the last updates. */
  last: number;
  /** A log is thinned when so many updates could be. */
  worth: number;
  /** Updates looked through and replaced in one transaction. */
  slice: number;
  /** Updates of one draft that are looked through before the next draft has its turn. */
  atATime: number;
  /** Milliseconds left to everybody else between two slices. */
  rest: number;
}

export const THINNING: ThinningLimits = {
  // What somebody is at, and whoever looks into what has just happened finds every keystroke.
  recent: 10 * 60_000,
  // The last sentences of a draft that was left long ago, keystroke by keystroke.
  last: 200,
  // Replaying what was thinned before comes first; for fewer that is most of the work.
  worth: 1_000,
  // A transaction of some 15 ms, in which nobody's words are written.
  slice: 1_000,
  // About a week of one person's writing; some seconds of work, of which others hardly notice.
  atATime: 50_000,
  // Twice the time of a slice: thinning takes a third of a core at most.
  rest: 40,
};

type ThinningLog = Pick<DraftLog, "log" | "toThin" | "thinnable" | "thin">;

export interface ThinningSetting {
  drafts: ThinningLog;
  /** Told when a log could not be thinned. It is whole then. */
  failed(draft: string, cause: unknown): void;
  /** Other limits than {@link THINNING}. */
  limits?: Partial<ThinningLimits>;
  /** The clock of the log, in milliseconds since 1970. */
  now?: () => number;
}

/** Thins logs, one after another, whenever it is asked to look at one. */
export class Thinning {
  readonly #setting: ThinningSetting;
  readonly #limits: ThinningLimits;
  readonly #asked = new Set<string>();
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(setting: ThinningSetting) {
    this.#setting = setting;
    this.#limits = { ...THINNING, ...setting.limits };
  }

  /** Asks that a draft's log be looked at, after those asked for before. */
  ask(draft: string): void {
    if (this.#stopped) return;
    this.#asked.add(draft);
    this.#running ??= this.#run();
  }

  /** Asks for every log that a checkpoint covers further than it was looked through. */
  async askForAll(): Promise<void> {
    for (const draft of await this.#setting.drafts.toThin()) this.ask(draft);
  }

  /** Resolves once all that was asked for is done. */
  async done(): Promise<void> {
    await this.#running;
  }

  /** Takes no more, and resolves once the slice at hand is done; the store may be closed then. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#asked.clear();
    await this.#running;
  }

  /** What a draft has left for another turn is asked for again, behind the others. */
  async #run(): Promise<void> {
    await this.#rest();
    for (const draft of this.#asked) {
      this.#asked.delete(draft);
      try {
        if ((await this.#thin(draft)) && !this.#stopped) this.#asked.add(draft);
      } catch (cause) {
        this.#setting.failed(draft, cause);
      }
    }
    this.#running = null;
  }

  /** True if there is more to thin than one turn may. */
  async #thin(draft: string): Promise<boolean> {
    const { drafts, now = Date.now } = this.#setting;
    const { recent, last, worth, slice, atATime } = this.#limits;
    const found = await drafts.thinnable(draft, { updates: last, after: now() - recent });
    if (!found || found.updates < worth) return false;
    const replay = new Replay();
    let { after } = found;
    for await (const updates of this.#slices(draft, 0, after)) replay.advance(updates);
    let seen = 0;
    for await (const updates of this.#slices(draft, after, found.through)) {
      const through = updates.at(-1)!.ordinal;
      if (!(await drafts.thin(draft, { after, through }, replay.thin(updates)))) return false;
      after = through;
      if ((seen += updates.length) + slice > atATime) return after < found.through;
    }
    return false;
  }

  /** A stretch of a log in slices, each of at least one update. */
  async *#slices(draft: string, after: number, through: number): AsyncGenerator<LoggedUpdate[]> {
    while (after < through && !this.#stopped) {
      const read = await this.#setting.drafts.log(draft, after, this.#limits.slice);
      const updates = read.filter(({ ordinal }) => ordinal <= through);
      if (updates.length === 0) return;
      yield updates;
      after = updates.at(-1)!.ordinal;
      await this.#rest();
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#limits.rest));
  }
}

/** The steps that were to take the place of updates do not add up to the same document. */
class NotTheSame extends Error {
  override name = "NotTheSame";
}

/** A draft as its log makes it, update after update; and beside it, as the thinned log makes it. */
export class Replay {
  readonly #asKept = exactDoc();
  readonly #asThinned = exactDoc();
  readonly #beginnings = new Beginnings();

  /** Goes past updates that stay as they are. */
  advance(updates: readonly LoggedUpdate[]): void {
    for (const update of updates) this.#beginnings.pauseBefore(update);
    for (const doc of [this.#asKept, this.#asThinned]) apply(doc, updates);
  }

  /**
   * Goes past the next updates of the log and gives the steps that can take the place of some of them.
   * @throws NotTheSame if with those steps the draft would be another.
   */
  thin(updates: readonly LoggedUpdate[]): Thinned[] {
    const steps: Thinned[] = [];
    for (const together of this.#bursts(updates)) {
      const bytes = together.length > 1 ? difference(this.#asKept, together) : null;
      if (bytes)
        steps.push({ first: together[0]!.ordinal, last: together.at(-1)!.ordinal, count: together.length, bytes });
      else apply(this.#asKept, together);
      apply(this.#asThinned, bytes ? [{ bytes }] : together);
    }
    if (!sameDocument(this.#asKept, this.#asThinned))
      throw new NotTheSame("The thinned log would make another draft than the whole one. The log was left as it is.");
    return steps;
  }

  /** What one account wrote without a pause, the server's own corrections apart, and updates whose time is not known too. */
  #bursts(updates: readonly LoggedUpdate[]): LoggedUpdate[][] {
    const bursts: LoggedUpdate[][] = [];
    for (const update of updates) {
      const before = bursts.at(-1)?.at(-1);
      const begins = this.#beginnings.pauseBefore(update) !== null;
      const goesOn = before?.by === update.by && (before.at === null) === (update.since === null);
      if (begins || !goesOn) bursts.push([update]);
      else bursts.at(-1)!.push(update);
    }
    return bursts;
  }
}

function apply(doc: Y.Doc, updates: readonly Pick<LoggedUpdate, "bytes">[]): void {
  doc.transact(() => updates.forEach(({ bytes }) => Y.applyUpdate(doc, bytes)));
}

/**
 * Applies updates, and gives what that changed as one; null if that would not be all they hold, because something
 * waited or waits for what has not come. (`Y.mergeUpdates` takes seconds for thousands of updates, and keeps what was
 * written and deleted at once.)
 */
function difference(doc: Y.Doc, updates: readonly LoggedUpdate[]): Uint8Array | null {
  const told: Uint8Array[] = [];
  const hear = (update: Uint8Array) => void told.push(update);
  const before = isWhole(doc);
  doc.on("update", hear);
  apply(doc, updates);
  doc.off("update", hear);
  return before && isWhole(doc) && told.length === 1 ? told[0]! : null;
}

function isWhole({ store }: Y.Doc): boolean {
  return !store.pendingStructs && !store.pendingDs;
}

function sameDocument(a: Y.Doc, b: Y.Doc): boolean {
  return Buffer.compare(Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)) === 0;
}
