/**
 * The life of a draft as steps that can be played back, read from its log, which is never shortened. A step is what
 * one person wrote without a pause. Where there are too many, those with the shortest pauses between them become one.
 */
import * as Y from "yjs";
import { readDraft } from "../../editor/prosemirror/draft.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { LoggedUpdate, Store } from "../store/store.ts";

/** A pause longer than this ends a step, in milliseconds. */
const PAUSE = 2_000;
/** A slider can hardly show more. */
const MOST_STEPS = 200;
/** Updates read or applied before others get their turn; that takes about 25 ms. */
const SLICE = 4_000;
/** Who asks while so many wait is told to come back: playing back is work that anybody may ask for. */
const MOST_WAITING = 16;

/** Some updates of a draft's log, one after another. */
export interface Step {
  /** From 1. The first is what the draft began with. */
  number: number;
  /** When its first and its last update were kept, in milliseconds since 1970; null if that is not known. */
  from: number | null;
  to: number | null;
  /** The accounts that wrote it, first writer first; none if the server did. */
  by: string[];
  /** How many updates of the log stand when it is over. */
  updates: number;
}

type Entry = Pick<LoggedUpdate, "by" | "at">;

/** The steps of a log. The server's own updates belong to what they follow. */
export function stepsOf(log: readonly Entry[], most = MOST_STEPS): Step[] {
  const starts = log.flatMap((_, at) => (beginsStep(log, at) ? [at] : []));
  const kept = thinned(log, starts, most);
  return kept.map((start, at) => stepAt(log, start, kept[at + 1] ?? log.length, at + 1));
}

function beginsStep(log: readonly Entry[], at: number): boolean {
  if (at <= 1) return true;
  const { by } = log[at]!;
  return (by !== null && by !== writerBefore(log, at)) || pauseBefore(log, at) > PAUSE;
}

/** Who wrote last before `at`, not counting the server; `by` of the update there if nobody did. */
function writerBefore(log: readonly Entry[], at: number): string | null {
  for (let before = at - 1; before >= 1; before--) if (log[before]!.by !== null) return log[before]!.by;
  return log[at]!.by;
}

/** In milliseconds; 0 if it is not known. */
function pauseBefore(log: readonly Entry[], at: number): number {
  const [before, now] = [log[at - 1]?.at ?? null, log[at]!.at];
  return before === null || now === null ? 0 : now - before;
}

/** The beginning and the first words always stand by themselves. */
function thinned(log: readonly Entry[], starts: number[], most: number): number[] {
  if (starts.length <= most) return starts;
  const longest = starts.slice(2).sort((a, b) => pauseBefore(log, b) - pauseBefore(log, a) || a - b);
  return [...starts.slice(0, 2), ...longest.slice(0, most - 2)].sort((a, b) => a - b);
}

function stepAt(log: readonly Entry[], start: number, end: number, number: number): Step {
  const entries = log.slice(start, end);
  const by = [...new Set(entries.flatMap((entry) => entry.by ?? []))];
  return { number, from: entries[0]!.at, to: entries.at(-1)!.at, by, updates: end };
}

/** Too many want to play drafts back at once; the message is for people. */
export class PlaybackBusy extends Error {
  override name = "PlaybackBusy";
}

/** The draft that was played last, as far as it was played: moving forward in it needs no beginning anew. */
interface Played {
  proposal: string;
  log: Entry[];
  doc: Y.Doc;
  /** How many updates `doc` holds. */
  applied: number;
}

/** Plays drafts back, one at a time, so that people who write are not kept waiting. */
export class Playback {
  readonly #store: Pick<Store, "draft">;
  #played: Played | null = null;
  #turns: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(store: Pick<Store, "draft">) {
    this.#store = store;
  }

  /** The steps of a draft; none if it was never begun. @throws PlaybackBusy */
  steps(proposal: string): Promise<Step[]> {
    return this.#turn(async () => stepsOf((await this.#open(proposal)).log));
  }

  /** A step of a draft and how the draft read after it; null if it has no such step. @throws PlaybackBusy */
  at(proposal: string, number: number): Promise<{ step: Step; rendering: Rendering } | null> {
    return this.#turn(async () => {
      const played = await this.#open(proposal);
      const step = stepsOf(played.log)[number - 1];
      if (!step) return null;
      await this.#play(played, step.updates);
      return { step, rendering: readDraft(played.doc, "").rendering };
    });
  }

  #turn<T>(task: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MOST_WAITING)
      return Promise.reject(new PlaybackBusy("Many are looking at how drafts came to be. Try again in a moment."));
    this.#waiting++;
    const done = this.#turns.then(task).finally(() => this.#waiting--);
    this.#turns = done.catch(() => undefined);
    return done;
  }

  /** The draft with its log up to now; what was read before is not read again. */
  async #open(proposal: string): Promise<Played> {
    const played =
      this.#played?.proposal === proposal ? this.#played : { proposal, log: [], doc: new Y.Doc(), applied: 0 };
    this.#played = played;
    for (;;) {
      const slice = await this.#store.draft(proposal, played.log.length, SLICE);
      for (const { by, at } of slice) played.log.push({ by, at });
      if (slice.length < SLICE) return played;
      await othersFirst();
    }
  }

  async #play(played: Played, updates: number): Promise<void> {
    if (updates < played.applied) Object.assign(played, { doc: new Y.Doc(), applied: 0 });
    while (played.applied < updates) {
      const most = Math.min(SLICE, updates - played.applied);
      const slice = await this.#store.draft(played.proposal, played.applied, most);
      played.doc.transact(() => slice.forEach(({ bytes }) => Y.applyUpdate(played.doc, bytes)));
      played.applied += slice.length;
      await othersFirst();
    }
  }
}

function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
