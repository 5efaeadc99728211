/**
 * One commit for all that is to be kept at about the same time. A commit waits for the disk, and many drafts are written
 * in at once: each by itself they would wait for one another.
 */
import type { Database } from "better-sqlite3";

interface Waiting<Work> {
  work: Work;
  kept: () => void;
  refused: (reason: unknown) => void;
}

export class GroupCommit<Work> {
  readonly #together: (group: readonly Waiting<Work>[]) => void;
  readonly #alone: (work: Work) => void;
  #waiting: Waiting<Work>[] = [];
  #scheduled = false;

  /** @param keep writes one piece of work, inside a transaction that is already there, and throws if it can't be. */
  constructor(db: Database, keep: (work: Work) => void) {
    const transaction = db.transaction((works: readonly Work[]) => works.forEach(keep));
    this.#together = (group) => transaction.immediate(group.map(({ work }) => work));
    this.#alone = (work) => transaction.immediate([work]);
  }

  /** Resolves once `work` is on disk; rejects with what keeping it threw, and then nothing of it is kept. */
  add(work: Work): Promise<void> {
    if (!this.#scheduled) setImmediate(() => this.commit());
    this.#scheduled = true;
    return new Promise((kept, refused) => this.#waiting.push({ work, kept, refused }));
  }

  /** Keeps at once what waits, in its order. */
  commit(): void {
    this.#scheduled = false;
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    try {
      this.#together(group);
      for (const { kept } of group) kept();
    } catch {
      for (const each of group) this.#try(each);
    }
  }

  /** What failed together may be one's fault alone. */
  #try({ work, kept, refused }: Waiting<Work>): void {
    try {
      this.#alone(work);
      kept();
    } catch (error) {
      refused(error);
    }
  }
}
