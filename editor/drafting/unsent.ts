/**
 * Words that the server has not yet said are on its disk, put by in this browser so that a reload does not lose them.
 *
 * Only what is unsaved is kept, never the draft: it goes into a draft that the server has sent whole, and only if all
 * that it builds on is there. So nothing is ever seeded twice, and words for a draft that is gone stay out of another.
 */
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** How many updates go into one entry: each keystroke writes its entry anew, and must stay quick through a long outage. */
const UPDATES_AN_ENTRY = 100;

/** So many milliseconds after the last of it was saved all goes: to take it away takes longer than to write over it. */
const SETTLED_FOR = 1_000;

/** What a draft is called on the shelf. */
export interface Names {
  draft: string;
  /** What it was called there by earlier pages: its proposal's id. */
  earlier: string;
}

/** What was found on the shelf. */
interface Entry {
  name: string;
  value: string;
}

/** One draft's place on the shelf, as one person and one page. */
export class Unsent {
  readonly #shelf: Shelf | null;
  readonly #prefixes: readonly string[];
  readonly #own: string;
  readonly #left: string;
  #adopted: Entry[] = [];
  /** The entry that is written, how many updates are in it, and they merged. */
  #entry = 0;
  #count = 0;
  #merged: Uint8Array | null = null;
  /** The last entry that was written since all were taken away. */
  #last = 0;
  #forgetting: ReturnType<typeof setTimeout> | undefined;
  #works: boolean;

  constructor(shelf: Shelf | null, { draft, earlier }: Names, person: string, page: string) {
    this.#shelf = shelf;
    this.#prefixes = [draft, earlier].map((name) => `variorum.unsent:${name}:${person}:`);
    this.#own = `${this.#prefixes[0]}${page}.`;
    this.#left = `variorum.left:${draft}:${person}`;
    this.#works = this.#put("probe", "") && this.#take("probe");
  }

  /** True if all that was given to keep is kept, or would be. */
  get works(): boolean {
    return this.#works;
  }

  /** Puts by one more update. False if this browser has no room for it, or keeps nothing. */
  keep(update: Uint8Array): boolean {
    clearTimeout(this.#forgetting);
    this.#merged = this.#merged ? Y.mergeUpdates([this.#merged, update]) : update;
    this.#count++;
    this.#works = this.#put(String(this.#entry), toBase64(this.#merged));
    if (this.#works && this.#count >= UPDATES_AN_ENTRY) this.#turn(this.#entry + 1);
    return this.#works;
  }

  #turn(entry: number): void {
    this.#entry = entry;
    this.#last = Math.max(this.#last, entry);
    this.#count = 0;
    this.#merged = null;
  }

  #put(entry: string, value: string): boolean {
    return this.#set(this.#own + entry, value);
  }

  #set(name: string, value: string): boolean {
    try {
      this.#shelf?.setItem(name, value);
      return this.#shelf !== null;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  #take(entry: string): true {
    this.#shelf?.removeItem(this.#own + entry);
    return true;
  }

  /**
   * Everything is on the server's disk: it may go as soon as nothing more comes. What is found before that is in the draft
   * already, and changes nothing there.
   */
  settle(): void {
    if (!this.#works) return this.forget();
    this.#turn(0);
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.forget(), SETTLED_FOR);
  }

  /**
   * Everything is on the server's disk, or given up: what this page put by and what it took over goes. What another
   * page has put by since stays.
   */
  forget(): void {
    clearTimeout(this.#forgetting);
    for (let entry = 0; entry <= this.#last; entry++) this.#take(String(entry));
    this.#last = 0;
    for (const { name, value } of this.#adopted) if (this.#shelf?.getItem(name) === value) this.#shelf.removeItem(name);
    this.#adopted = [];
    this.#turn(0);
    // Asked again only of a shelf that was full: what was kept just now proved the other.
    this.#works ||= this.#put("probe", "") && this.#take("probe");
  }

  /**
   * What earlier pages of this person left behind and `doc`, a draft that came in whole, has room for, as one update;
   * null if there is nothing. It counts as this page's own from now on.
   */
  adopt(doc: Y.Doc): Uint8Array | null {
    const found = [...this.#pages().values()].flatMap((entries) => {
      const update = mergedFrom(entries);
      return update && buildsOn(doc, update) ? [{ entries, update }] : [];
    });
    this.#adopted = found.flatMap(({ entries }) => entries);
    return found.length > 0 ? Y.mergeUpdates(found.map(({ update }) => update)) : null;
  }

  /** Words that could not be put into the draft, until their writer has them; null if there are none. */
  get left(): string | null {
    return this.#shelf?.getItem(this.#left) ?? null;
  }

  set left(words: string | null) {
    if (words === null) this.#shelf?.removeItem(this.#left);
    else this.#set(this.#left, words);
  }

  /** The entries of every other page of this person in this draft. */
  #pages(): Map<string, Entry[]> {
    const pages = new Map<string, Entry[]>();
    for (const name of this.#names()) {
      const page = name.slice(0, name.lastIndexOf("."));
      const value = this.#shelf?.getItem(name);
      if (value) pages.set(page, [...(pages.get(page) ?? []), { name, value }]);
    }
    return pages;
  }

  #names(): string[] {
    const names = Array.from({ length: this.#shelf?.length ?? 0 }, (_, index) => this.#shelf?.key(index) ?? "");
    const isHere = (name: string) => this.#prefixes.some((prefix) => name.startsWith(prefix));
    return names.filter((name) => isHere(name) && !name.startsWith(this.#own));
  }
}

/** Null if it was not written by this program. */
function mergedFrom(entries: readonly Entry[]): Uint8Array | null {
  const updates = entries.map(({ value }) => decoded(value));
  try {
    return updates.every((each) => each !== null) ? Y.mergeUpdates(updates) : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function decoded(text: string): Uint8Array | null {
  return /^[A-Za-z0-9+/]+=*$/.test(text) ? fromBase64(text) : null;
}

/** True if nothing that `update` refers to is missing from `doc`. Tried on a copy. */
export function buildsOn(doc: Y.Doc, update: Uint8Array): boolean {
  const trial = exactDoc();
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
