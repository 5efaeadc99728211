/**
 * Who is in a room and where their cursors stand: typed, bounded, under the session's name, and forgotten when they
 * leave. A seat speaks for one Yjs client, the first it names; what it repeats about others is not heard.
 */
import { z } from "zod";
import type { Person } from "../../translations/notes/note.ts";
import type { PresenceEntry } from "./protocol.ts";

/** A cursor with both ends takes about 300 characters. */
const LONGEST_STATE = 4_096;

const struct = z.object({ client: z.int().nonnegative(), clock: z.int().nonnegative() }).nullish();

/** A Y.RelativePosition as JSON. */
const place = z.object({ type: struct, tname: z.string().max(64).nullish(), item: struct, assoc: z.int().nullish() });

/** Where somebody is who writes in several drafts of a proposal: at a passage, in which they write or only stand. */
const standing = z.object({ passage: z.string().max(200), writes: z.boolean() });

/** What a client may say of itself. Who it is, is not its to say. */
const claimed = z
  .object({
    cursor: z.object({ anchor: place, head: place }).nullish().catch(null),
    at: standing.nullish().catch(null),
  })
  .nullable();

interface Place {
  person: Person;
  entry: PresenceEntry;
}

export class Presence<Seat> {
  readonly #places = new Map<Seat, Place>();
  #clock = 0;

  /**
   * Hears what `seat` says of itself under `person`'s name. Gives what the others should be told: nothing if it did
   * not speak of itself, or said what is no presence.
   */
  hear(seat: Seat, person: Person, entries: readonly PresenceEntry[]): PresenceEntry[] {
    const client = this.#places.get(seat)?.entry.client ?? this.#claim(person, entries);
    const own = entries.find((entry) => entry.client === client);
    const state = own && stamped(own.state, person);
    if (own === undefined || state === undefined) return [];
    if (state === "null") return this.leave(seat);
    const entry = { client: own.client, clock: this.#tick(), state };
    this.#places.set(seat, { person, entry });
    return [entry];
  }

  /** Forgets `seat`. Gives what the others should be told. */
  leave(seat: Seat): PresenceEntry[] {
    const left = this.#places.get(seat);
    if (!left) return [];
    this.#places.delete(seat);
    return [{ client: left.entry.client, clock: this.#tick(), state: "null" }];
  }

  everybody(): PresenceEntry[] {
    return [...this.#places.values()].map(({ entry }) => entry);
  }

  /** A client that someone else speaks for is taken; one's own is taken over, after a connection was lost. */
  #claim(person: Person, entries: readonly PresenceEntry[]): number | undefined {
    const [first, ...more] = entries;
    if (!first || more.length > 0) return undefined;
    for (const [seat, { person: holder, entry }] of this.#places) {
      if (entry.client !== first.client) continue;
      if (holder.id !== person.id) return undefined;
      this.#places.delete(seat);
    }
    return first.client;
  }

  /** The server's clock, so that somebody who comes back is seen at once, also after the server was away. */
  #tick(): number {
    return (this.#clock = Math.max(this.#clock + 1, Date.now()));
  }
}

function stamped(state: string, { id, name }: Person): string | undefined {
  if (state.length > LONGEST_STATE) return undefined;
  const parsed = claimed.safeParse(parse(state));
  if (!parsed.success) return undefined;
  if (parsed.data === null) return "null";
  const { cursor = null, at } = parsed.data;
  return JSON.stringify({ cursor, ...(at && { at }), user: { id, name } });
}

function parse(state: string): unknown {
  try {
    return JSON.parse(state);
  } catch {
    return undefined;
  }
}
