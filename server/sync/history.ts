/**
 * The life of a draft as steps that can be played back, read from its log. A step is what one person wrote without a
 * pause. Where there are too many, those with the shortest pauses between them become one. Thinning the log
 * (`thinning.ts`) never goes beyond a step, so that what can be played back stays the same.
 */
import * as Y from "yjs";
import { readDraft } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import type { StepsAfterwards } from "../../translations/ledger/events.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { DraftLog, LoggedUpdate } from "../store/draft-log.ts";

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

/** What of an update in a log tells where steps begin; as it came in if the last two are not said. */
type Entry = Pick<LoggedUpdate, "by" | "at"> & Partial<Pick<LoggedUpdate, "since" | "updates">>;

/** The steps of a log. The server's own updates belong to what they follow. */
export function stepsOf(log: readonly Entry[], most = MOST_STEPS): Step[] {
  const beginnings = new Beginnings();
  const pauses = log.map((entry) => beginnings.pauseBefore(entry));
  const starts = pauses.flatMap((pause, at) => (pause === null ? [] : [at]));
  const kept = fewer(starts, pauses, most);
  let updates = 0;
  return kept.map((start, at) => {
    const entries = log.slice(start, kept[at + 1]);
    for (const entry of entries) updates += entry.updates ?? 1;
    const by = [...new Set(entries.flatMap((entry) => entry.by ?? []))];
    return { number: at + 1, from: sinceOf(entries[0]!), to: entries.at(-1)!.at, by, updates };
  });
}

/** Tells of each update of a log, one after another from the first, whether a step begins with it. */
export class Beginnings {
  #entries = 0;
  /** When the last one was kept, and who wrote last, not counting the server and what the draft began with. */
  #at: number | null = null;
  #writer: string | null = null;

  /**
   * The pause before a step that begins with `entry`, in milliseconds, 0 if it is not known; null if none begins. What
   * the draft began with, and the first words, always stand by themselves.
   */
  pauseBefore(entry: Entry): number | null {
    const { by, at } = entry;
    const since = sinceOf(entry);
    const pause = this.#at === null || since === null ? 0 : since - this.#at;
    const another = by !== null && this.#writer !== null && by !== this.#writer;
    const begins = this.#entries <= 1 || another || pause > PAUSE;
    if (this.#entries > 0) this.#writer = by ?? this.#writer;
    this.#at = at;
    this.#entries++;
    return begins ? pause : null;
  }
}

function sinceOf({ at, since }: Entry): number | null {
  return since ?? at;
}

/** The beginning and the first words stay; of the others, those after the longest pauses. */
function fewer(starts: number[], pauses: readonly (number | null)[], most: number): number[] {
  if (starts.length <= most) return starts;
  const longest = starts.slice(2).sort((a, b) => pauses[b]! - pauses[a]! || a - b);
  return [...starts.slice(0, 2), ...longest.slice(0, most - 2)].sort((a, b) => a - b);
}

/** The steps of a whole log, one after another, and how the draft read after each. */
export function* playedThrough(log: readonly LoggedUpdate[]): Generator<{ step: Step; rendering: Rendering }> {
  const doc = exactDoc();
  let [next, updates] = [0, 0];
  for (const step of stepsOf(log)) {
    doc.transact(() => {
      for (; updates < step.updates; next++) {
        const { bytes, updates: count } = log[next]!;
        Y.applyUpdate(doc, bytes);
        updates += count;
      }
    });
    yield { step, rendering: readDraft(doc, "").rendering };
  }
}

/** Too many want to play drafts back at once. */
export class PlaybackBusy extends Error {
  override name = "PlaybackBusy";
}

/** The draft that was played last, as far as it was played: moving forward in it needs no beginning anew. */
interface Played {
  draft: string;
  /** What had become of its steps: when they were written anew, so are these. */
  after: StepsAfterwards | null;
  log: Omit<LoggedUpdate, "bytes">[];
  doc: Y.Doc;
  /** The ordinal of the last update that `doc` holds. */
  applied: number;
}

/** Plays drafts back, one at a time, so that people who write are not kept waiting. */
export class Playback {
  readonly #drafts: Pick<DraftLog, "log" | "stepsAfter">;
  #played: Played | null = null;
  #turns: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(drafts: Pick<DraftLog, "log" | "stepsAfter">) {
    this.#drafts = drafts;
  }

  /** The steps of a draft; none if it was never begun. @throws PlaybackBusy */
  steps(draft: string): Promise<Step[]> {
    return this.#turn(async () => stepsOf((await this.#open(draft)).log));
  }

  /** A step of a draft and how the draft read after it; null if it has no such step. @throws PlaybackBusy */
  at(draft: string, number: number): Promise<{ step: Step; rendering: Rendering } | null> {
    return this.#turn(async () => {
      const played = await this.#open(draft);
      const step = stepsOf(played.log)[number - 1];
      if (!step) return null;
      await this.#play(played, step.updates);
      return { step, rendering: readDraft(played.doc, "").rendering };
    });
  }

  #turn<T>(task: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MOST_WAITING) return Promise.reject(new PlaybackBusy());
    this.#waiting++;
    const done = this.#turns.then(task).finally(() => this.#waiting--);
    this.#turns = done.catch(() => undefined);
    return done;
  }

  /** The draft with its log up to now; what was read before is not read again. */
  async #open(draft: string): Promise<Played> {
    const after = await this.#drafts.stepsAfter(draft);
    const played: Played =
      this.#played?.draft === draft && this.#played.after === after
        ? this.#played
        : { draft, after, log: [], doc: exactDoc(), applied: 0 };
    this.#played = played;
    for (;;) {
      const slice = await this.#drafts.log(draft, played.log.at(-1)?.ordinal, SLICE);
      for (const { by, at, since, updates, ordinal } of slice) played.log.push({ by, at, since, updates, ordinal });
      if (slice.length < SLICE) return played;
      await othersFirst();
    }
  }

  /**
   * Plays until so many updates that came in are there. The log may have been thinned since it was read: the last
   * update of a step keeps its ordinal then, and of a step that was half played the rest is new.
   */
  async #play(played: Played, updates: number): Promise<void> {
    const through = ordinalAt(played.log, updates);
    if (through < played.applied) Object.assign(played, { doc: exactDoc(), applied: 0 });
    while (played.applied < through) {
      const slice = await this.#drafts.log(played.draft, played.applied, SLICE);
      const next = slice.filter(({ ordinal }) => ordinal <= through);
      played.doc.transact(() => next.forEach(({ bytes }) => Y.applyUpdate(played.doc, bytes)));
      played.applied = next.length === slice.length ? (next.at(-1)?.ordinal ?? through) : through;
      await othersFirst();
    }
  }
}

/** The ordinal of the update with which so many that came in are there. */
function ordinalAt(log: Played["log"], updates: number): number {
  let counted = 0;
  return log.find((entry) => (counted += entry.updates) >= updates)?.ordinal ?? 0;
}

function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
