/**
 * Reminders of requests as their days come near and pass. Nothing is looked at in between: it waits until the next of them is due, or a
 * request changes. What is due is told by what has been told before, so that each is told once, whenever the program was ended.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { noticeOf } from "../../translations/requests/notices.ts";
import { nextStage, remindersOf } from "../../translations/requests/reminders.ts";
import type { Request } from "../../translations/requests/request.ts";
import type { RequestSources } from "./place.ts";
import { seenBy } from "./seen.ts";

/** So long is waited at most, whatever is due when: a clock may be set. */
const LONGEST = 24 * 60 * 60 * 1_000;
/** So many are looked at before others have a turn. */
const AT_ONCE = 50;

export interface Reminding {
  /** Tells what is due; resolves when it was told. */
  turn(): Promise<void>;
  close(): Promise<void>;
}

interface Effects {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something later, unless the function it gives is called before. */
  later(milliseconds: number, task: () => void): () => void;
}

const REAL: Effects = {
  now: Date.now,
  later(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** @param failed told what went wrong; whoever was not reminded is at the next turn. */
export function openReminding(
  sources: RequestSources,
  failed: (error: unknown) => void,
  effects: Effects = REAL,
): Reminding {
  return new Reminders(sources, failed, effects);
}

class Reminders implements Reminding {
  /** When it wakes; null: nothing waits. */
  #wakes: number | null = null;
  #forget: () => void = () => undefined;
  #running: Promise<void> | null = null;
  #closed = false;
  readonly #unlisten: () => void;

  constructor(
    private readonly sources: RequestSources,
    private readonly failed: (error: unknown) => void,
    private readonly effects: Effects,
  ) {
    this.#unlisten = sources.accounts.requests.listen((request) => this.#expect(nextStage(request, effects.now())));
  }

  turn(): Promise<void> {
    this.#running ??= this.#round()
      .catch(this.failed)
      .finally(() => (this.#running = null));
    return this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unlisten();
    this.#forget();
    await this.#running;
  }

  async #round(): Promise<void> {
    this.#forget();
    this.#wakes = null;
    const now = this.effects.now();
    for (const [at, request] of (await this.sources.accounts.requests.dated()).entries()) {
      if (this.#closed) return;
      if (at % AT_ONCE === AT_ONCE - 1) await othersFirst();
      await this.#remind(request, now).catch(this.failed);
      this.#expect(nextStage(request, now));
    }
  }

  /** Tells of one what is due, to those who read what it is about; not if what was asked for is there. */
  async #remind(request: Request, now: number): Promise<void> {
    const { accounts } = this.sources;
    for (const reminder of remindersOf(request, now)) {
      const notice = noticeOf(reminder);
      if (accounts.requests.notices.isTold(notice)) continue;
      const person = await accounts.person(reminder.person);
      const seen = person && (await seenBy(this.sources, request, person, now));
      if (seen?.request.standing === "open") accounts.requests.notices.tell([notice]);
    }
  }

  /** Wakes at an instant, if not before. */
  #expect(at: number | null): void {
    if (this.#closed || at === null || (this.#wakes !== null && this.#wakes <= at)) return;
    this.#forget();
    this.#wakes = at;
    const wait = Math.min(Math.max(0, at - this.effects.now()), LONGEST);
    this.#forget = this.effects.later(wait, () => void this.turn());
  }
}
