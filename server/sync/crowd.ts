/** How many sockets each person and each address has open, and in how many drafts a person is. */
import { isIPv6 } from "node:net";
import type { IncomingMessage } from "node:http";
import type { Limits } from "./limits.ts";

export type CrowdLimits = Pick<Limits, "socketsOfPerson" | "roomsOfPerson" | "socketsOfAddress">;

export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #addresses = new Tally();
  /** Sockets by draft, for each person who has any. */
  readonly #people = new Map<string, Tally>();

  constructor(limits: CrowdLimits) {
    this.#limits = limits;
  }

  /** Counts a socket from `address` (null: not counted) in, or says why it may not come. */
  arrive(address: string | null): string | null {
    if (address === null) return null;
    if (this.#addresses.of(address) >= this.#limits.socketsOfAddress)
      return "Too many pages are open from your network. Close some and try again.";
    this.#addresses.add(address);
    return null;
  }

  depart(address: string | null): void {
    if (address !== null) this.#addresses.remove(address);
  }

  /** Counts a person's socket in `proposal` in, or says why they may not have it. */
  join(person: string, proposal: string): string | null {
    const rooms = this.#people.get(person) ?? new Tally();
    if (rooms.total >= this.#limits.socketsOfPerson)
      return "You have this workbench open too often. Close some of its pages and try again.";
    if (rooms.of(proposal) === 0 && rooms.size >= this.#limits.roomsOfPerson)
      return "You have too many drafts open at once. Close some of them and try again.";
    rooms.add(proposal);
    this.#people.set(person, rooms);
    return null;
  }

  leave(person: string, proposal: string): void {
    const rooms = this.#people.get(person);
    rooms?.remove(proposal);
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

/**
 * Where a socket comes from: an IPv4 address, or the first half of an IPv6 address, which is one household's or one
 * office's. A proxy on this machine says for whom it speaks. Null for this machine itself, which is not counted.
 */
export function addressOf({ socket, headers }: Pick<IncomingMessage, "headers"> & { socket: Peer }): string | null {
  const peer = plain(socket.remoteAddress ?? "");
  if (!isLoopback(peer)) return network(peer);
  const said = String(headers["x-forwarded-for"] ?? "").split(",");
  const client = plain(said.at(-1)!.trim());
  return client === "" || isLoopback(client) ? null : network(client);
}

interface Peer {
  remoteAddress?: string | undefined;
}

/** True for this machine's own addresses. */
export function isLoopback(address: string): boolean {
  return /^127\.|^::1$/.test(plain(address));
}

/** An IPv4 address that is written as one of IPv6, as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const [before, after] = [head, tail ?? ""].map((half) => (half === "" ? [] : half.split(":")));
  const zeros = tail === undefined ? 0 : 8 - before!.length - after!.length;
  return [...before!, ...Array<string>(zeros).fill("0"), ...after!].slice(0, 4).join(":");
}
