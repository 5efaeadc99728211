/** How much of what takes long is done for one person at once. */
import { TooBusy } from "../aside/aside.ts";

export class AtOnce {
  readonly #most: number;
  readonly #doing = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws TooBusy if as much is being done for this person as may be. */
  async for<Made>(person: string, make: () => Promise<Made>): Promise<Made> {
    const doing = this.#doing.get(person) ?? 0;
    if (doing >= this.#most) throw new TooBusy("crowded");
    this.#doing.set(person, doing + 1);
    try {
      return await make();
    } finally {
      const left = this.#doing.get(person)! - 1;
      if (left > 0) this.#doing.set(person, left);
      else this.#doing.delete(person);
    }
  }
}
