/**
 * One commit for all that is to be kept at about the same time, and one wait for the disk. Many drafts are written in at
 * once: each by itself they would wait for one another, and a commit that waits for the disk holds up the whole process.
 * So the transaction only hands its pages to the system (`synchronous=NORMAL`), and a thread of Node's pool brings the
 * write-ahead log to the disk. Before that nothing is called kept.
 */
import type { Database } from "better-sqlite3";
import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";

interface Waiting<Work> {
  work: Work;
  kept: () => void;
  refused: (reason: unknown) => void;
}

/** Brings what was written to an open file to the disk itself. */
export type SyncFile = (file: number) => Promise<void>;

export class GroupCommit<Work> {
  readonly #db: Database;
  readonly #sync: SyncFile;
  readonly #together: (works: readonly Work[]) => void;
  #waiting: Waiting<Work>[] = [];
  #running: Promise<void> | null = null;
  /** The write-ahead log, opened when it is first needed. SQLite keeps its locks on other files. */
  #log: number | null = null;
  /** True once the disk failed: what the system then still shows as written may be missing there. */
  #doubtful = false;

  /** @param keep writes one piece of work, inside a transaction that is already there, and throws if it can't be. */
  constructor(db: Database, keep: (work: Work) => void, sync: SyncFile = promisify(fdatasync)) {
    this.#db = db;
    this.#sync = sync;
    const transaction = db.transaction((works: readonly Work[]) => works.forEach(keep));
    this.#together = (works) => transaction.immediate(works);
  }

  /**
   * Resolves once `work` is on disk. Rejects with what keeping it threw, and then nothing of it is kept; or with what the
   * disk said, and then it may be.
   */
  add(work: Work): Promise<void> {
    this.#running ??= this.#run();
    return new Promise((kept, refused) => this.#waiting.push({ work, kept, refused }));
  }

  /** Resolves once nothing waits; what is added meanwhile waits too. Then the log may go. */
  async end(): Promise<void> {
    await this.#running;
    if (this.#log !== null) closeSync(this.#log);
    this.#log = null;
  }

  /** All that one round of the event loop brings is one group; while the disk is at work the next gathers. */
  async #run(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const written = this.#write();
      try {
        if (written.length > 0) await this.#reachDisk();
        for (const { kept } of written) kept();
      } catch (error) {
        for (const { refused } of written) refused(error);
      }
    }
    this.#running = null;
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

  async #reachDisk(): Promise<void> {
    if (this.#db.memory) return;
    if (this.#doubtful) this.#copyAll();
    this.#log ??= openSync(`${this.#db.name}-wal`, "r+");
    try {
      await this.#sync(this.#log);
      this.#doubtful = false;
    } catch (error) {
      this.#doubtful = true;
      throw error;
    }
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
