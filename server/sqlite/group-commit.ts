/**
 * One commit for all that is to be kept at about the same time, and one wait for the disk. Many drafts are written in at
 * once: each by itself they would wait for one another, and a commit that waits for the disk holds up the whole process.
 * So the transaction only hands its pages to the system (`synchronous=NORMAL`), and a thread of Node's pool brings the
 * write-ahead log to the disk. Before that nothing is called kept.
 *
 * While such a wait is short the next follows it: two at once slow each other. One that has become long has a second beside
 * it, so that who comes during it need not see it end before their own begins. Each brings the whole log, and so answers for
 * all that was handed over before it. Each has a descriptor of its own, for the system tells a failure once on every
 * descriptor: on a shared one the other wait would hear of none.
 */
import type { Database } from "better-sqlite3";
import { closeSync, fdatasync, openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

interface Waiting<Work> {
  work: Work;
  kept: () => void;
  refused: (reason: unknown) => void;
}

/** Brings what was written to an open file to the disk itself. */
export type SyncFile = (file: number) => Promise<void>;

/** A group that was handed to the system, while nobody knows whether it is on disk. */
interface Flight<Work> {
  works: readonly Waiting<Work>[];
  /** True once its wait has become long, and resolves then. */
  isLong: boolean;
  long: Promise<void>;
}

/** So many waits for the disk may be under way at once. */
const LANES = 2;

/** A wait that takes longer than this is a long one, in milliseconds: a disk that is not busy needs less than one. */
const LONG = 2;

export class GroupCommit<Work> {
  readonly #db: Database;
  readonly #sync: SyncFile;
  readonly #untilLong: () => Promise<void>;
  readonly #together: (works: readonly Work[]) => void;
  #waiting: Waiting<Work>[] = [];
  /** In the order in which they were handed over. */
  readonly #flights: Flight<Work>[] = [];
  /** Null where one is idle. */
  readonly #lanes = new Array<Promise<void> | null>(LANES).fill(null);
  /** The write-ahead log as each lane has opened it. SQLite keeps its locks on other files. */
  readonly #logs = new Array<number | null>(LANES).fill(null);
  /** True once the disk failed: what the system then still shows as written may be missing there. */
  #doubtful = false;

  /**
   * @param keep writes one piece of work, inside a transaction that is already there, and throws if it can't be.
   * @param untilLong resolves when a wait that begins now has become a long one.
   */
  constructor(
    db: Database,
    keep: (work: Work) => void,
    sync: SyncFile = promisify(fdatasync),
    untilLong: () => Promise<void> = () => pause(LONG),
  ) {
    this.#db = db;
    this.#sync = sync;
    this.#untilLong = untilLong;
    const transaction = db.transaction((works: readonly Work[]) => works.forEach(keep));
    this.#together = (works) => transaction.immediate(works);
  }

  /**
   * Resolves once `work` is on disk. Rejects with what keeping it threw, and then nothing of it is kept; or with what the
   * disk said, and then it may be.
   */
  add(work: Work): Promise<void> {
    const idle = this.#lanes.indexOf(null);
    if (idle >= 0) this.#lanes[idle] = this.#run(idle);
    return new Promise((kept, refused) => this.#waiting.push({ work, kept, refused }));
  }

  /** Resolves once nothing waits; what is added meanwhile waits too. Then the log may go. */
  async end(): Promise<void> {
    for (const lane of this.#lanes) await lane;
    if (this.#lanes.some((lane) => lane !== null)) return this.end();
    for (const log of this.#logs) if (log !== null) closeSync(log);
    this.#logs.fill(null);
  }

  /** All that one round of the event loop brings is one group; while the disk is at work the next gathers. */
  async #run(lane: number): Promise<void> {
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const last = this.#flights.at(-1);
      if (last && !last.isLong) await last.long;
      else await this.#fly(lane, this.#write());
    }
    this.#lanes[lane] = null;
  }

  async #fly(lane: number, works: readonly Waiting<Work>[]): Promise<void> {
    if (works.length === 0) return;
    const flight: Flight<Work> = {
      works,
      isLong: false,
      long: this.#untilLong().then(() => void (flight.isLong = true)),
    };
    this.#flights.push(flight);
    try {
      await this.#reachDisk(lane);
      this.#land(flight);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** A flight is on disk, and with it all that was handed over before it. */
  #land(flight: Flight<Work>): void {
    const landed = this.#flights.splice(0, this.#flights.indexOf(flight) + 1);
    for (const { kept } of landed.flatMap(({ works }) => works)) kept();
  }

  /** What no wait has answered for is refused: of a later success nobody knows of which pages it speaks. */
  #fail(error: unknown): void {
    this.#doubtful = true;
    for (const { refused } of this.#flights.splice(0).flatMap(({ works }) => works)) refused(error);
  }

  /** Those of the waiting whose work is written now; the others have been told why not. */
  #write(): Waiting<Work>[] {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      this.#hand(group.map(({ work }) => work));
      return group;
    } catch {
      // What failed together may be one's fault alone.
      return group.filter((each) => this.#writeAlone(each));
    }
  }

  #writeAlone({ work, refused }: Waiting<Work>): boolean {
    try {
      this.#hand([work]);
      return true;
    } catch (error) {
      refused(error);
      return false;
    }
  }

  /** Hands all of it to the system, or nothing. */
  #hand(works: readonly Work[]): void {
    this.#db.pragma("synchronous = NORMAL");
    try {
      this.#together(works);
    } finally {
      this.#db.pragma("synchronous = FULL");
    }
  }

  async #reachDisk(lane: number): Promise<void> {
    if (this.#db.memory) return;
    if (this.#doubtful) {
      this.#copyAll();
      this.#doubtful = false;
    }
    const log = (this.#logs[lane] ??= openSync(`${this.#db.name}-wal`, "r+"));
    await this.#sync(log);
  }

  /**
   * After a failure the system may call pages clean that never arrived, and a later success says nothing of them. Copied
   * into the database and that brought to the disk, they are there.
   */
  #copyAll(): void {
    const [{ busy }] = this.#db.pragma("wal_checkpoint(RESTART)") as [{ busy: number }];
    if (busy !== 0)
      throw Object.assign(new Error("The disk failed, and another process holds the database."), { code: "EIO" });
  }
}
