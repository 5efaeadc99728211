/**
 * What one socket, person, address and draft may take of the workbench. Each number with its reason. How much a passage may
 * hold stands in `translations/text/limits.ts`; from that a draft's size follows.
 */
import { LIMITS as PASSAGE } from "../../translations/text/limits.ts";
import type { Message } from "./protocol.ts";

export interface Limits {
  /** Sockets of readers in one draft at once. */
  seats: number;
  /** Sockets of those who may write in it. */
  writers: number;
  /** Sockets of one person at once. */
  socketsOfPerson: number;
  /** Drafts that one person has open at once. */
  roomsOfPerson: number;
  /** Sockets of people who are not signed in, from one network at once. Whoever is signed in counts as a person. */
  strangersOfAddress: number;
  /** What a socket may spend a second over time, counted in updates; {@link COST} says what a frame costs. */
  rate: number;
  /** What it may spend at once after a pause. */
  burst: number;
  /** The greatest size of a draft's document, encoded, in bytes. */
  document: number;
}

export const LIMITS: Limits = {
  // A class or an office that follows one draft; more than that read the page, which needs no socket. Where all are
  // taken, `seats.ts` says who gives way.
  seats: 250,
  // A class that writes together, some with two windows. Apart from the readers', so that neither keeps the other out.
  writers: 250,
  // Two dozen tabs on a desk and a few on a phone, with those that a lost connection leaves behind for a minute.
  socketsOfPerson: 40,
  // Each is a whole document in memory, twice. Nobody writes in twenty drafts at the same time.
  roomsOfPerson: 20,
  // A class may stand behind one address; a flood from one place stays bounded, and takes nothing from its neighbours
  // who are signed in.
  strangersOfAddress: 100,
  // A fast typist makes 15 updates a second, a key that is held down 50.
  rate: 100,
  // A page that was frozen for some seconds sends what was typed meanwhile at once.
  burst: 1_000,
  // Twice what the largest passage takes that can be submitted: the rest is for the traces of many hands. Whoever opens
  // a draft fetches all of it.
  document: 2 * largest(),
};

/** Bytes of the largest passage as a draft: three a character, as in Chinese, and what Yjs keeps with each stretch of words. */
function largest(): number {
  const characters = PASSAGE.characters + PASSAGE.notesCharacters + PASSAGE.reason;
  const stretches = PASSAGE.runs + PASSAGE.blocks + PASSAGE.notes;
  return 3 * characters + 64 * stretches;
}

/** A message, or an update from somebody who may only read. */
type Spending = Message["type"] | "unasked";

/** What a frame costs, in updates. A step 1 makes the server encode the whole draft, an unasked update copy it. */
const COST: Record<Spending, number> = {
  update: 1,
  acknowledge: 0.25,
  presence: 0.25,
  who: 1,
  "step-1": 20,
  unasked: 20,
};

/** What so many bytes of an update cost as much as one more: a whole frame of a megabyte a quarter of a burst. */
const BYTES = 4_096;
/** Items that Yjs looked at for an update that cost as much as one more: see `effort.ts`. */
const EFFORT = 400;
/** What so many bytes of a step 2 that is told cost. */
const TOLD = 16_384;

const clock = (): number => performance.now();

/** What a socket may still send: a bucket that fills at `rate` up to `burst`. */
export class Allowance {
  readonly #limits: Pick<Limits, "rate" | "burst">;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** @param now the clock, in milliseconds. */
  constructor(limits: Pick<Limits, "rate" | "burst">, now = clock) {
    this.#limits = limits;
    this.#now = now;
    this.#left = limits.burst;
    this.#at = now();
  }

  /** False if that frame, of so many bytes, is one too many; then nothing is spent. */
  spend(type: Spending, bytes = 0): boolean {
    const now = this.#now();
    const { rate, burst } = this.#limits;
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1_000) * rate);
    this.#at = now;
    const cost = COST[type] + bytes / BYTES;
    if (this.#left < cost) return false;
    this.#left -= cost;
    return true;
  }

  /** True if frames have cost more than there was. */
  get isOverdrawn(): boolean {
    return this.#left < 0;
  }

  /** Is told what a frame has cost beyond what was known beforehand; that may be more than is left. */
  owe({ effort = 0, told = 0 }: { effort?: number; told?: number }): void {
    this.#left -= effort / EFFORT + told / TOLD;
  }
}

/** How many bytes may come in before the document is measured again: encoding it at each keystroke would be slow. */
const STRIDE = 524_288;
/** How soon after a refusal it is measured anew, in milliseconds: somebody may have deleted much. */
const PATIENCE = 5_000;

/** How large a draft has grown. It may run past the limit by what comes in between two measurements. */
export class DocumentSize {
  readonly #limit: number;
  #measured: number;
  #since = 0;
  #at = performance.now();

  constructor(limit: number, measured: number) {
    this.#limit = limit;
    this.#measured = measured;
  }

  /** True if `bytes` more fit; they are counted then. `measure` gives the document's size, encoded. */
  takes(bytes: number, measure: () => number): boolean {
    if (this.#since >= STRIDE) this.#measure(measure);
    if (!this.#fits(bytes) && performance.now() - this.#at > PATIENCE) this.#measure(measure);
    if (!this.#fits(bytes)) return false;
    this.#since += bytes;
    return true;
  }

  #fits(bytes: number): boolean {
    return this.#measured + bytes <= this.#limit;
  }

  #measure(measure: () => number): void {
    this.#measured = measure();
    this.#since = 0;
    this.#at = performance.now();
  }
}
