/**
 * Words that the server has not yet said are on its disk, put by in this browser so that a reload does not lose them.
 *
 * Only what is unsaved is kept, never the draft: it goes into a draft that the server has sent whole, and only if all
 * that it builds on is there. So nothing is ever seeded twice, and words for a draft that is gone stay out of another.
 */
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** One draft's place on the shelf, as one person and one page. */
export class Unsent {
  readonly #shelf: Shelf | null;
  readonly #prefix: string;
  readonly #own: string;
  #adopted: string[] = [];

  constructor(shelf: Shelf | null, draft: string, person: string, page: string) {
    this.#shelf = shelf;
    this.#prefix = `variorum.unsent:${draft}:${person}:`;
    this.#own = this.#prefix + page;
  }

  /** Puts by what is unsaved, instead of what was put by before. False if this browser has no room for it. */
  keep(updates: readonly Uint8Array[]): boolean {
    if (!this.#shelf) return false;
    try {
      this.#shelf.setItem(this.#own, toBase64(Y.mergeUpdates([...updates])));
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  /** Everything is on the server's disk: what this page put by, and what it took over, can go. */
  forget(): void {
    for (const name of [this.#own, ...this.#adopted]) this.#shelf?.removeItem(name);
    this.#adopted = [];
  }

  /**
   * What earlier pages of this person left behind and `doc`, a draft that came in whole, has room for, as one update;
   * null if there is nothing. It counts as this page's own from now on.
   */
  adopt(doc: Y.Doc): Uint8Array | null {
    const found = this.#names().flatMap((name) => {
      const update = decoded(this.#shelf?.getItem(name) ?? null);
      return update && buildsOn(doc, update) ? [{ name, update }] : [];
    });
    this.#adopted = found.map(({ name }) => name);
    return found.length > 0 ? Y.mergeUpdates(found.map(({ update }) => update)) : null;
  }

  #names(): string[] {
    const names = Array.from({ length: this.#shelf?.length ?? 0 }, (_, index) => this.#shelf?.key(index) ?? "");
    return names.filter((name) => name.startsWith(this.#prefix) && name !== this.#own);
  }
}

function decoded(text: string | null): Uint8Array | null {
  return text && /^[A-Za-z0-9+/]+=*$/.test(text) ? fromBase64(text) : null;
}

/** True if nothing that `update` refers to is missing from `doc`. Tried on a copy. */
export function buildsOn(doc: Y.Doc, update: Uint8Array): boolean {
  const trial = new Y.Doc();
  try {
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(trial, update);
    return trial.store.pendingStructs === null && trial.store.pendingDs === null;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  } finally {
    trial.destroy();
  }
}
