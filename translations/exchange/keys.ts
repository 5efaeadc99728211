/** What a passage is called in a file, and what it is called here for good. */
import { isPassageId } from "../ledger/work.ts";
import { NotTaken } from "./brought.ts";

/**
 * The id that a key becomes: accents taken off, letters small, and whatever is no letter from a to z and no figure, however
 * much of it, one hyphen between. `Mark 1:1` is `mark-1-1`.
 * @returns null if nothing is left that can be an id.
 */
export function idOfKey(key: string): string | null {
  const plain = key.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const id = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return isPassageId(id) ? id : null;
}

/** The ids of keys as they come, each once. */
export class Ids {
  readonly #keys = new Map<string, string>();

  /**
   * @returns the id, and whether this key has had it before.
   * @throws NotTaken if the key becomes no id, or one that another key has.
   */
  of(key: string, line: number): { id: string; isNew: boolean } {
    const id = idOfKey(key);
    if (id === null) throw new NotTaken({ code: "key-is-no-id", key }, line);
    const known = this.#keys.get(id);
    if (known !== undefined && known !== key) throw new NotTaken({ code: "same-key", key }, line);
    this.#keys.set(id, key);
    return { id, isNew: known === undefined };
  }
}

/** Numbers for what a file calls nothing: none that is the id of something else in it. */
export class Numbers {
  readonly #taken: ReadonlySet<string | null>;
  #last = 0;

  constructor(taken: ReadonlySet<string | null>) {
    this.#taken = taken;
  }

  next(): string {
    do this.#last++;
    while (this.#taken.has(String(this.#last)));
    return String(this.#last);
  }
}
