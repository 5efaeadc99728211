/**
 * What a room has to tell its people and has not told yet. While little is going on each piece goes out at once. In a
 * busy room what comes in within a short while goes out together, in its order: two hundred people who type at the
 * same time are some thirty frames a second to each of them, not a thousand.
 */
import * as Y from "yjs";
import * as say from "./protocol.ts";

/** How long a busy room gathers before it tells, in milliseconds. Typing still looks immediate. */
export const GATHERING = 30;
/** Frames that a room may send one by one in that time, before it is busy: sending one takes about 15 µs. */
const UNGATHERED = 64;

/** Updates that one frame brings at most: merging takes a time that grows with the square of their number. */
const MERGED = 100;

interface Listener {
  send(frame: Uint8Array): void;
}

interface Update<Seat> {
  bytes: Uint8Array;
  /** Who wrote it and knows it already; null if everybody is told. */
  from: Seat | null;
}

interface Told<Seat> {
  entry: say.PresenceEntry;
  from: Seat | null;
}

export class Outbox<Seat extends Listener> {
  readonly #seats: { keys(): Iterable<Seat> };
  #updates: Update<Seat>[] = [];
  /** By client: only where somebody is now counts. */
  #presence = new Map<number, Told<Seat>>();
  readonly #updatesPace = new Pace(() => this.#sendUpdates());
  readonly #presencePace = new Pace(() => this.#sendPresence());

  /** @param seats those who are told; looked at anew each time. */
  constructor(seats: { keys(): Iterable<Seat> }) {
    this.#seats = seats;
  }

  /** Something was written. */
  updates(written: readonly Update<Seat>[]): void {
    for (const update of written) this.#updates.push(update);
    this.#updatesPace.ask();
  }

  /** Somebody moved, came or left; `from` knows it already. */
  presence(entries: readonly say.PresenceEntry[], from: Seat | null): void {
    if (entries.length === 0) return;
    for (const entry of entries) this.#presence.set(entry.client, { entry, from });
    this.#presencePace.ask();
  }

  /** Tells at once what waits. */
  flush(): void {
    this.#updatesPace.now();
    this.#presencePace.now();
  }

  #sendUpdates(): number {
    const waiting = this.#updates;
    this.#updates = [];
    let sent = 0;
    for (let at = 0; at < waiting.length; at += MERGED) sent += this.#sendTogether(waiting.slice(at, at + MERGED));
    return sent;
  }

  /** Where several wrote, each also gets back its own words: Yjs knows them. */
  #sendTogether(updates: readonly Update<Seat>[]): number {
    const [{ bytes, from }] = updates as [Update<Seat>];
    const frame = say.update(updates.length === 1 ? bytes : Y.mergeUpdates(updates.map((update) => update.bytes)));
    const author = updates.every((update) => update.from === from) ? from : null;
    return this.#tell((seat) => (seat === author ? null : frame));
  }

  /** Nobody is told where they are themselves: that would move their own cursor back. */
  #sendPresence(): number {
    const told = [...this.#presence.values()];
    this.#presence.clear();
    if (told.length === 0) return 0;
    const whole = say.presence(told.map(({ entry }) => entry));
    const moved = new Set(told.map(({ from }) => from));
    return this.#tell((seat) => {
      if (!moved.has(seat)) return whole;
      const others = told.filter(({ from }) => from !== seat);
      return others.length > 0 ? say.presence(others.map(({ entry }) => entry)) : null;
    });
  }

  #tell(frameFor: (seat: Seat) => Uint8Array | null): number {
    let sent = 0;
    for (const seat of this.#seats.keys()) {
      const frame = frameFor(seat);
      if (!frame) continue;
      seat.send(frame);
      sent++;
    }
    return sent;
  }
}

/** Runs at once while little was sent of late, otherwise when the time of gathering is over. */
class Pace {
  readonly #run: () => number;
  #timer: NodeJS.Timeout | null = null;
  #begun = -Infinity;
  #sent = 0;

  /** @param run sends what waits, and gives how many frames that took. */
  constructor(run: () => number) {
    this.#run = run;
  }

  ask(): void {
    if (this.#timer) return;
    const left = this.#begun + GATHERING - performance.now();
    if (left <= 0) this.#begin();
    if (left <= 0 || this.#sent < UNGATHERED) this.#sent += this.#run();
    else this.#timer = setTimeout(() => this.now(), left);
  }

  now(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#begin();
    this.#sent += this.#run();
  }

  #begin(): void {
    this.#begun = performance.now();
    this.#sent = 0;
  }
}
