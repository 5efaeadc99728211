/** How many sockets each person and each network's strangers have open, and in how many drafts a person is. */
import { closing } from "../../editor/refusals/refusals.ts";
import type { Limits } from "./limits.ts";

export type CrowdLimits = Pick<Limits, "socketsOfPerson" | "roomsOfPerson" | "strangersOfAddress">;

export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #addresses = new Tally();
  /** Sockets by draft, for each person who has any. */
  readonly #people = new Map<string, Tally>();

  constructor(limits: CrowdLimits) {
    this.#limits = limits;
  }

  /** Counts a stranger's socket from `address` (null: not counted) in, or says why it may not come. */
  arrive(address: string | null): string | null {
    if (address === null) return null;
    if (this.#addresses.of(address) >= this.#limits.strangersOfAddress) return closing("strangers");
    this.#addresses.add(address);
    return null;
  }

  depart(address: string | null): void {
    if (address !== null) this.#addresses.remove(address);
  }

  /** Counts a person's socket in `draft` in, or says why they may not have it. */
  join(person: string, draft: string): string | null {
    const rooms = this.#people.get(person) ?? new Tally();
    if (rooms.total >= this.#limits.socketsOfPerson) return closing("tooOften");
    if (rooms.of(draft) === 0 && rooms.size >= this.#limits.roomsOfPerson) return closing("tooManyDrafts");
    rooms.add(draft);
    this.#people.set(person, rooms);
    return null;
  }

  leave(person: string, draft: string): void {
    const rooms = this.#people.get(person);
    rooms?.remove(draft);
    if (rooms?.size === 0) this.#people.delete(person);
  }
}

class Tally {
  readonly #counts = new Map<string, number>();
  total = 0;

  get size(): number {
    return this.#counts.size;
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
    this.total++;
  }

  remove(name: string): void {
    const left = this.of(name) - 1;
    if (left > 0) this.#counts.set(name, left);
    else this.#counts.delete(name);
    this.total--;
  }
}
