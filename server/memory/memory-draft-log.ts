/** The logs of drafts, in memory. */
import type { Place } from "../../translations/ledger/record.ts";
import {
  broughtIn,
  decidedBy,
  isDecisive,
  type LedgerEvent,
  type StepsAfterwards,
} from "../../translations/ledger/events.ts";
import { answer } from "../store/answer.ts";
import type {
  Checkpoint,
  DraftedPart,
  DraftEnd,
  DraftLog,
  DraftLogEffects,
  LoggedUpdate,
  NewUpdate,
  OpenedDraft,
  Stretch,
  Thinned,
  Untouched,
} from "../store/draft-log.ts";
import type { Memory, MemoryDraft } from "./memory.ts";
import { STEPS_SETTING } from "../store/settings.ts";

export class MemoryDraftLog implements DraftLog {
  readonly #memory: Memory;
  readonly #effects: DraftLogEffects;

  constructor(memory: Memory, effects: DraftLogEffects) {
    this.#memory = memory;
    this.#effects = effects;
  }

  /** Notes what a record of the ledger says of drafts, with the record. */
  recorded(event: LedgerEvent): void {
    if (event.type === "proposal-opened" || event.type === "part-added")
      for (const { passage } of broughtIn(event))
        this.#memory.drafts.set(this.#effects.newDraft(event.proposal), newDraft(event.proposal, passage));
    if (!isDecisive(event)) return;
    const decided = this.#memory.settings.get(STEPS_SETTING) ?? "";
    const passages = decidedBy(event);
    for (const draft of this.#memory.drafts.values())
      if (draft.proposal === event.proposal && passages.includes(draft.passage)) draft.decided = decided;
  }

  /** Deletes the steps of what is decided about a passage. */
  takeOut({ work, passage }: Place): void {
    for (const [id, { proposal, passage: drafted, decided, after }] of this.#memory.drafts) {
      const about = drafted === passage && this.#memory.proposals.get(proposal)?.[0]?.work === work;
      if (!about || (decided ?? after) === null) continue;
      this.#memory.drafts.set(id, { ...newDraft(proposal, passage), decided, after: "dropped" });
    }
  }

  of(proposal: string, passage?: string): Promise<string[]> {
    return this.#ids((draft) => draft.proposal === proposal && draft.passage === (passage ?? draft.passage));
  }

  partOf(draft: string): Promise<DraftedPart | null> {
    return answer(() => {
      const { proposal, passage } = this.#find(draft) ?? {};
      return proposal === undefined || passage === undefined ? null : { proposal, passage };
    });
  }

  log(draft: string, after = 0, most = Infinity): Promise<LoggedUpdate[]> {
    return answer(() => {
      const log = this.#find(draft)?.log ?? [];
      return structuredClone(log.filter(({ ordinal }) => ordinal > after).slice(0, most));
    });
  }

  open(draft: string): Promise<OpenedDraft> {
    return answer(() => {
      const { checkpoint = null, log = [], clients = [] } = this.#find(draft) ?? {};
      const tail = log.filter(({ ordinal }) => ordinal > (checkpoint?.through ?? 0));
      return structuredClone({
        checkpoint: checkpoint && { updates: checkpoint.updates, state: checkpoint.state },
        tail: tail.map(({ bytes, by }) => ({ bytes, by })),
        clients: [...clients].sort((a, b) => a.client - b.client),
      });
    });
  }

  isBegun(draft: string): Promise<boolean> {
    return answer(() => this.#find(draft)?.begun ?? false);
  }

  stepsAfter(draft: string): Promise<StepsAfterwards | null> {
    return answer(() => this.#find(draft)?.after ?? null);
  }

  stepsDecided(draft: string): Promise<string | null> {
    return answer(() => this.#find(draft)?.decided ?? null);
  }

  notEnded(): Promise<string[]> {
    return this.#ids(({ begun, after }) => begun && after === null);
  }

  end(draft: string, steps: StepsAfterwards, instead?: DraftEnd): Promise<boolean> {
    return answer(() => {
      const found = this.#find(draft);
      if (!found?.begun || found.after !== null) return false;
      if (instead && found.log.at(-1)?.ordinal !== instead.last) return false;
      if (instead) {
        const log = instead.log.map(({ bytes, at }) => this.#logged({ bytes, by: null }, at));
        const thinned = log.at(-1)?.ordinal ?? instead.last;
        Object.assign(found, { log, thinned, checkpoint: null, authors: [], clients: [] });
      }
      found.after = steps;
      return true;
    });
  }

  begin(draft: string, seed: NewUpdate): Promise<boolean> {
    return answer(() => {
      const found = this.#find(draft);
      if (!found)
        throw new RangeError(`begin: there is no draft "${draft}". Record that its proposal was opened first.`);
      if (found.begun) return false;
      found.begun = true;
      found.log = [this.#logged(seed, this.#effects.now())];
      hear(found, seed);
      return true;
    });
  }

  append(draft: string, updates: readonly NewUpdate[]): Promise<void> {
    return answer(() => {
      const found = this.#find(draft);
      if (!found?.begun) throw new RangeError(`append: the draft "${draft}" was never begun. Begin it from its seed.`);
      const at = this.#effects.now();
      for (const update of updates) {
        found.log.push(this.#logged(update, at));
        hear(found, update);
        if (update.by !== null && !found.authors.includes(update.by)) found.authors.push(update.by);
      }
    });
  }

  checkpoint(draft: string, { updates, state }: Checkpoint): Promise<boolean> {
    return answer(() => {
      const found = this.#find(draft);
      if (!found || updates === 0 || countOf(found.log) !== updates || found.checkpoint?.updates === updates)
        return false;
      found.checkpoint = { updates, state: state.slice(), through: found.log.at(-1)!.ordinal };
      return true;
    });
  }

  toThin(): Promise<string[]> {
    return this.#ids(({ checkpoint, thinned }) => (checkpoint?.through ?? 0) > thinned);
  }

  thinnable(draft: string, { updates, after: late }: Untouched): Promise<(Stretch & { updates: number }) | null> {
    return answer(() => {
      const { log = [], checkpoint = null, thinned: after = 0 } = this.#find(draft) ?? {};
      const open = log.slice(0, Math.max(0, log.length - updates)).filter(({ ordinal }) => ordinal > after);
      const first = open.findIndex(({ at, ordinal }) => (at ?? -1) > late || ordinal > (checkpoint?.through ?? 0));
      const stretch = first === -1 ? open : open.slice(0, first);
      return stretch.length === 0 ? null : { after, through: stretch.at(-1)!.ordinal, updates: stretch.length };
    });
  }

  thin(draft: string, { after, through }: Stretch, steps: readonly Thinned[]): Promise<boolean> {
    return answer(() => {
      const found = this.#find(draft);
      if (found?.thinned !== after || through <= after || through > (found.checkpoint?.through ?? 0)) return false;
      const fits = (step: Thinned, at: number) =>
        step.first > (steps[at - 1]?.last ?? after) &&
        step.last <= through &&
        isOne(spanOf(found.log, step), step.count);
      if (!steps.every(fits)) return false;
      for (const step of steps) found.log = withStep(found.log, step);
      found.thinned = through;
      return true;
    });
  }

  authors(draft: string): Promise<string[]> {
    return answer(() => [...(this.#find(draft)?.authors ?? [])]);
  }

  #find(draft: string): MemoryDraft | undefined {
    return this.#memory.drafts.get(draft);
  }

  #ids(which: (draft: MemoryDraft) => boolean): Promise<string[]> {
    return answer(() => [...this.#memory.drafts].flatMap(([id, draft]) => (which(draft) ? [id] : [])));
  }

  #logged({ bytes, by }: NewUpdate, at: number | null): LoggedUpdate {
    return { ordinal: ++this.#memory.ordinal, bytes: new Uint8Array(bytes), by, at, since: at, updates: 1 };
  }
}

function newDraft(proposal: string, passage: string): MemoryDraft {
  return {
    proposal,
    passage,
    begun: false,
    log: [],
    checkpoint: null,
    authors: [],
    clients: [],
    thinned: 0,
    decided: null,
    after: null,
  };
}

/** Whose a client is stays as it was said first. */
function hear(draft: MemoryDraft, { clients = [] }: NewUpdate): void {
  for (const { client, account } of clients)
    if (!draft.clients.some((known) => known.client === client)) draft.clients.push({ client, account });
}

function countOf(log: readonly LoggedUpdate[]): number {
  return log.reduce((sum, { updates }) => sum + updates, 0);
}

function spanOf(log: readonly LoggedUpdate[], { first, last }: Thinned): LoggedUpdate[] {
  return log.filter(({ ordinal }) => ordinal >= first && ordinal <= last);
}

/** True if it is `count` updates, all of one account, or all of the server. */
function isOne(span: readonly LoggedUpdate[], count: number): boolean {
  return span.length === count && span.every(({ by }) => by === span[0]!.by);
}

function withStep(log: readonly LoggedUpdate[], step: Thinned): LoggedUpdate[] {
  const span = spanOf(log, step);
  const [first, last] = [span[0]!, span.at(-1)!];
  const thinned = { ...last, bytes: step.bytes.slice(), since: first.since, updates: countOf(span) };
  return log.flatMap((update) => (update === last ? [thinned] : span.includes(update) ? [] : [update]));
}
