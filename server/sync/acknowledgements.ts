/**
 * Who asked whether all that they wrote is on disk, and when they are told that it is. A question stands in the queue behind
 * the words that it is about, and is answered once these are on disk. Two wait longer: what is asked before a page has said
 * what it holds (its step 2), until it has; and what is asked about words that wait in the document for others that have not
 * come, until all is on disk that had come in when they waited no more.
 */
import type { Histogram } from "./figures.ts";
import * as say from "./protocol.ts";

interface Asker {
  send(frame: Uint8Array): void;
}

export interface Question<Seat> {
  kind: "acknowledge";
  to: Seat;
  counter: number;
  /** On the clock of `performance.now`. */
  since: number;
  /** True if some of the words it is about waited for others that had not come. */
  waits: boolean;
  /** Once they wait no more: how many updates had come in by then. */
  until?: number;
}

export interface AcknowledgementsSetting<Seat> {
  seats: { has(seat: Seat): boolean };
  /** True if something that a seat has written waits in the document for what has not come. */
  hasWaiting: (seat: Seat) => boolean;
  /** Puts a question behind what came in before it. */
  enqueue: (question: Question<Seat>) => void;
  /** How long answers take. */
  figure: Histogram;
}

export class Acknowledgements<Seat extends Asker> {
  readonly #setting: AcknowledgementsSetting<Seat>;
  /** Of each seat that has not said yet what it holds: the counter that it asked about last; null before it has asked. */
  readonly #early = new Map<Seat, number | null>();
  /** Those whose words wait in the document for others that have not come, each with the newest question. */
  #unanswered: Question<Seat>[] = [];
  /** How many updates have come in so far, and how many of them are on disk. */
  #taken = 0;
  #kept = 0;

  constructor(setting: AcknowledgementsSetting<Seat>) {
    this.#setting = setting;
  }

  sit(seat: Seat): void {
    this.#early.set(seat, null);
  }

  rise(seat: Seat): void {
    this.#early.delete(seat);
  }

  /** A seat has said what it holds. */
  synced(seat: Seat): void {
    const asked = this.#early.get(seat) ?? null;
    this.#early.delete(seat);
    if (asked !== null) this.ask(seat, asked);
  }

  /** A seat asks about all that it has sent so far. */
  ask(to: Seat, counter: number): void {
    if (this.#early.has(to)) return void this.#early.set(to, counter);
    const waits = this.#setting.hasWaiting(to);
    this.#setting.enqueue({ kind: "acknowledge", to, counter, since: performance.now(), waits });
  }

  /** An update has come in. */
  took(): void {
    this.#taken++;
  }

  /** So many updates more are on disk, and with them what is asked about: "saved" is said of words that are in the document. */
  land(updates: number, asked: readonly Question<Seat>[]): void {
    this.#kept += updates;
    const all = [...this.#unanswered, ...asked].map((each) => ({ each, waits: this.#isToWait(each) }));
    this.#unanswered = newestOfEach(all.filter(({ waits }) => waits).map(({ each }) => each));
    for (const { each, waits } of all) if (!waits) this.#answer(each);
  }

  /** Nobody is answered any more. */
  end(): void {
    this.#unanswered = [];
    this.#early.clear();
  }

  #isToWait(question: Question<Seat>): boolean {
    const { seats, hasWaiting } = this.#setting;
    if (!question.waits || !seats.has(question.to)) return false;
    if (hasWaiting(question.to)) return true;
    question.until ??= this.#taken;
    return this.#kept < question.until;
  }

  #answer({ to, counter, since }: Question<Seat>): void {
    to.send(say.acknowledgement(counter));
    this.#setting.figure.observe((performance.now() - since) / 1_000);
  }
}

/** Of each seat the newest question: its answer holds for those before. */
function newestOfEach<Seat>(asked: readonly Question<Seat>[]): Question<Seat>[] {
  return [...new Map(asked.map((each) => [each.to, each])).values()];
}
