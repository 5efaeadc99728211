/**
 * What becomes of a draft's steps when its proposal is decided, as an owner has said beforehand: kept as they are, kept
 * without people and seconds, or dropped. What was proposed stands in the ledger, whatever becomes of them; what the
 * draft said at last stays in its log. It is done once, soon after the decision, or at the next start if the workbench
 * was stopped in between, by what was set when it was decided: who says otherwise later says it of later decisions.
 *
 * Without people, a log is written anew rather than changed: an update holds more than its words, such as who signed a
 * note that was deleted again, and which pieces one hand wrote. The new one knows how the text read after each minute.
 */
import * as Y from "yjs";
import { addReasons, readDraft, seedDraft, textOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { rewrite } from "../../translations/draft/rewrite.ts";
import { STEPS_AFTERWARDS, type StepsAfterwards } from "../../translations/ledger/events.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import { STEPS_SETTING, type KeptSettings } from "../store/settings.ts";
import type { DraftEnd, DraftLog, LoggedUpdate } from "../store/draft-log.ts";
import { stepsOf } from "./history.ts";

/** What is to become of steps, as set; kept, unless an owner has said otherwise. */
export async function stepsAfterwards(settings: Pick<KeptSettings, "get">): Promise<StepsAfterwards> {
  return readAfterwards(await settings.get(STEPS_SETTING));
}

function readAfterwards(said: string | null): StepsAfterwards {
  return STEPS_AFTERWARDS.find((each) => each === said) ?? "kept";
}

/** Updates read at once; others get their turn in between. */
const SLICE = 2_000;
const MINUTE = 60_000;
/** How often an end is made anew because the log was thinned meanwhile, before that is an error. */
const ATTEMPTS = 5;

/** One draft that is to be ended, or all of a proposal. */
type Ended = { draft: string } | { proposal: string };

export interface EndingsSetting {
  drafts: Pick<DraftLog, "of" | "log" | "notEnded" | "end" | "isBegun" | "stepsAfter" | "stepsDecided">;
  settings: Pick<KeptSettings, "get">;
  /** Resolves once nobody writes in the draft any more. */
  close: (draft: string) => Promise<void>;
  /** Whether the part that a draft is of is decided. */
  isDecided: (draft: string) => Promise<boolean>;
  /** The source text of the passage that a draft revises, on which notes may hang. */
  source(draft: string): Promise<string>;
  /** Told when it could not be done. It is tried again at the next start. */
  failed(what: Ended, cause: unknown): void;
}

/** Ends drafts, one after another, as they are asked for. */
export class Endings {
  readonly #setting: EndingsSetting;
  #turns: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(setting: EndingsSetting) {
    this.#setting = setting;
  }

  /** Ends the drafts of what was just decided of a proposal. */
  askOf(proposal: string): void {
    this.#ask({ proposal }, async () => {
      for (const draft of await this.#setting.drafts.of(proposal))
        if (await this.#setting.isDecided(draft)) await this.#try({ draft }, () => this.#end(draft));
    });
  }

  #ask(what: Ended, task: () => Promise<void>): void {
    this.#turns = this.#turns.then(async () => {
      // Whoever decided is answered first: an end waits for the disk.
      await othersFirst();
      if (!this.#stopped) await this.#try(what, task);
    });
  }

  #try(what: Ended, task: () => Promise<void>): Promise<void> {
    return task().catch((cause: unknown) => this.#setting.failed(what, cause));
  }

  /** Asks for every draft whose proposal was decided, and whose end was not made. */
  async askForAll(): Promise<void> {
    const { drafts, isDecided } = this.#setting;
    for (const draft of await drafts.notEnded())
      if (await isDecided(draft)) this.#ask({ draft }, () => this.#end(draft));
  }

  /** Resolves once all that was asked for is done. */
  done(): Promise<void> {
    return this.#turns;
  }

  /** Takes no more, and resolves once the one at hand is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#turns;
  }

  async #end(draft: string): Promise<void> {
    const { drafts, settings, close } = this.#setting;
    const decided = await drafts.stepsDecided(draft);
    const steps = decided === null ? await stepsAfterwards(settings) : readAfterwards(decided);
    await close(draft);
    if (!(await drafts.isBegun(draft))) return;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const instead = steps === "kept" ? undefined : await this.#instead(draft, steps);
      if (await drafts.end(draft, steps, instead)) return;
      if ((await drafts.stepsAfter(draft)) !== null) return;
    }
    throw new Error(`The log kept changing; ${ATTEMPTS} attempts to end the draft failed.`);
  }

  async #instead(draft: string, steps: "anonymous" | "dropped"): Promise<DraftEnd> {
    const log = await this.#log(draft);
    const source = await this.#setting.source(draft);
    const last = log.at(-1)?.ordinal ?? 0;
    return { log: steps === "dropped" ? lastWords(log, source) : await withoutPeople(log, source), last };
  }

  async #log(draft: string): Promise<LoggedUpdate[]> {
    const log: LoggedUpdate[] = [];
    for (;;) {
      const slice = await this.#setting.drafts.log(draft, log.at(-1)?.ordinal, SLICE);
      log.push(...slice);
      if (slice.length < SLICE) return log;
      await othersFirst();
    }
  }
}

/** What the draft said at last, and nothing of how it came to that. */
function lastWords(log: readonly LoggedUpdate[], source: string): DraftEnd["log"] {
  const doc = exactDoc();
  apply(doc, log);
  return [{ bytes: seedDraft(readDraft(doc, source)), at: null }];
}

/** How the text read after each minute in which a step ended, and at last the reasons as they were left. */
async function withoutPeople(log: readonly LoggedUpdate[], source: string): Promise<DraftEnd["log"]> {
  const [played, written] = [exactDoc(), exactDoc()];
  const end: { bytes: Uint8Array; at: number | null }[] = [];
  let at: number | null = null;
  written.on("update", (bytes: Uint8Array) => end.push({ bytes, at }));
  let from = 0;
  for (const { number, to, through } of lastOfMinutes(log)) {
    apply(played, log.slice(from, through));
    [from, at] = [through, to === null ? null : Math.floor(to / MINUTE) * MINUTE];
    const { rendering } = readDraft(played, "");
    if (number === 1) Y.applyUpdate(written, seedDraft({ rendering }));
    else readAs(written, rendering);
    await othersFirst();
  }
  written.transact(() => addReasons(written, readDraft(played, source)));
  return end;
}

function readAs(doc: Y.Doc, rendering: Rendering): void {
  if (!readDraft(doc, "").rendering.eq(rendering)) doc.transact(() => rewrite(textOf(doc), rendering));
}

/** The steps of a log, of those that end in one minute the last, with how many entries of the log stand then. */
function lastOfMinutes(log: readonly LoggedUpdate[]): { number: number; to: number | null; through: number }[] {
  const ends = new Map<number, number>();
  let updates = 0;
  log.forEach((entry, index) => ends.set((updates += entry.updates), index + 1));
  const steps = stepsOf(log).map(({ number, to, updates }) => ({ number, to, through: ends.get(updates)! }));
  const minute = (to: number | null | undefined) => (typeof to === "number" ? Math.floor(to / MINUTE) : null);
  return steps.filter(
    ({ number, to }, at) => number === 1 || at === steps.length - 1 || minute(to) !== minute(steps[at + 1]!.to),
  );
}

function apply(doc: Y.Doc, updates: readonly Pick<LoggedUpdate, "bytes">[]): void {
  doc.transact(() => updates.forEach(({ bytes }) => Y.applyUpdate(doc, bytes)));
}

function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
