/**
 * When and how a draft's checkpoint is made: what the log adds up to, as one update, so that opening needs no replay.
 * It is taken from a document that holds the whole log and nothing else, and kept in one transaction: a crash at any
 * moment leaves the old one or the new one, and behind either the log is whole.
 */
import * as Y from "yjs";
import type { DraftLog, OpenedDraft } from "../store/draft-log.ts";

/** Behind fewer updates no checkpoint is made when a draft is left: replaying 500 keystrokes takes some 5 ms. */
export const WORTH_LEAVING = 500;
/** While a draft stays open one is made after so many, so that a crash leaves no long replay. */
export const WORTH_STAYING = 5_000;

export class Checkpoints {
  readonly #drafts: DraftLog;
  readonly #draft: string;
  #updates: number;
  /** How many updates the last checkpoint, made or tried, stood for. */
  #last: number;

  constructor(drafts: DraftLog, draft: string, { checkpoint, tail }: OpenedDraft) {
    this.#drafts = drafts;
    this.#draft = draft;
    this.#last = checkpoint?.updates ?? 0;
    this.#updates = this.#last + tail.length;
  }

  /** So many more updates are in the log. */
  logged(updates: number): void {
    this.#updates += updates;
  }

  /** True once so many updates lie behind the last checkpoint that the next one is worth making. */
  isDue(worth: number): boolean {
    return this.#updates - this.#last > worth;
  }

  /**
   * Makes a checkpoint of `doc`, which holds the whole log. False if there was none to make: something waits for
   * updates that have not come (encoding that again would have to merge it), which leaves it due, or another process
   * wrote to the log.
   * @throws what the store throws. Then it is tried again after as many updates as before.
   */
  async make(doc: Y.Doc): Promise<boolean> {
    if (doc.store.pendingStructs || doc.store.pendingDs) return false;
    this.#last = this.#updates;
    return this.#drafts.checkpoint(this.#draft, { updates: this.#updates, state: Y.encodeStateAsUpdate(doc) });
  }
}

/** The updates that make a draft, in order, whichever way it was opened. */
export function updatesOf({ checkpoint, tail }: OpenedDraft): Uint8Array[] {
  const updates = tail.map(({ bytes }) => bytes);
  return checkpoint ? [checkpoint.state, ...updates] : updates;
}
