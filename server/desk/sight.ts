/** What a decision is made on: the streams that were looked at, which must not have moved on when it is added. */
import { setImmediate as othersFirst } from "node:timers/promises";
import { passageStream, proposalStream, type End } from "../../translations/ledger/record.ts";
import { passageState, type PassageState, type Proposal } from "../../translations/ledger/state.ts";
import type { Store, Stream } from "../store/store.ts";
import type { Open } from "./remembered.ts";

/** How often a passage is gathered anew because something was added meanwhile, before it is given as it was found. */
const GATHERINGS = 20;

/** So many passages are looked up before others have a turn. */
const AT_ONCE = 20;

/** Streams as they were seen when a decision was made: each is looked at once. */
export class Sight {
  readonly #open: (stream: string) => Promise<Open>;
  readonly #seen = new Map<string, Open>();
  readonly #places: Stream[] = [];

  constructor(open: (stream: string) => Promise<Open>) {
    this.#open = open;
  }

  async open(stream: string): Promise<Open> {
    const seen = this.#seen.get(stream) ?? (await this.#open(stream));
    this.#seen.set(stream, seen);
    return seen;
  }

  /** The passage, of which it matters also what is proposed for it meanwhile. */
  around(place: Stream): Stream {
    this.#places.push(place);
    return place;
  }

  places(): readonly Stream[] {
    return this.#places;
  }

  streams(): string[] {
    return [...this.#seen.keys()];
  }

  ends(): Map<string, End> {
    return new Map([...this.#seen].flatMap(([stream, { end }]) => (end ? [[stream, end] as const] : [])));
  }
}

/** Several passages of a work as they are at one moment, in the order of their ids: whether something was added is asked once for all. */
export async function gatheredAll(
  store: Store,
  work: string,
  passages: readonly string[],
  open: (streams: readonly string[]) => Promise<Open[]>,
): Promise<PassageState[]> {
  for (let gathering = 1; ; gathering++) {
    const through = await store.through();
    const versions = await open(passages.map((passage) => passageStream({ work, passage })));
    const proposed: string[][] = [];
    for (const passage of passages) {
      if (proposed.length % AT_ONCE === AT_ONCE - 1) await othersFirst();
      proposed.push(await store.proposalsOn({ work, passage }));
    }
    const ids = [...new Set(proposed.flat())];
    const opened = await open(ids.map((id) => proposalStream(work, id)));
    const proposals = new Map(ids.map((id, at) => [id, opened[at]!.proposal]));
    if (gathering === GATHERINGS || (await store.through()) === through)
      return passages.map((passage, at) => {
        const here = proposed[at]!.flatMap((id) => proposals.get(id) ?? []);
        return passageState(passage, versions[at]!.versions, here);
      });
  }
}

/** A passage as it is at one moment, by streams as `open` gives them. */
export async function gathered(
  store: Store,
  place: Stream,
  open: (stream: string) => Promise<Open>,
): Promise<PassageState> {
  for (let gathering = 1; ; gathering++) {
    const through = await store.through();
    const { versions } = await open(passageStream(place));
    const proposals: Proposal[] = [];
    for (const id of await store.proposalsOn(place)) {
      const { proposal } = await open(proposalStream(place.work, id));
      if (proposal) proposals.push(proposal);
    }
    if (gathering === GATHERINGS || (await store.through()) === through)
      return passageState(place.passage, versions, proposals);
  }
}
