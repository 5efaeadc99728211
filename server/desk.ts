/**
 * The desk: the only writer of the ledger. It loads a passage, asks `decide`, appends what was decided in one
 * transaction, and tells whoever listens. What may be decided is `translations/ledger`'s; how it is kept, the store's.
 */
import { decide, type Command } from "../translations/ledger/decide.ts";
import { chain, type LedgerEvent, type LedgerRecord } from "../translations/ledger/events.ts";
import type { Refusal } from "../translations/ledger/refusals.ts";
import type { Actor } from "../translations/ledger/roles.ts";
import { evolve, NOTHING, proposalOf, replay, type PassageState, type Proposal } from "../translations/ledger/state.ts";
import type { Store, Stream } from "./store/store.ts";

export type Outcome =
  { ok: true; state: PassageState; events: LedgerEvent[] } | { ok: false; state: PassageState; refusal: Refusal };

/** What was just added to a passage. */
export interface News {
  stream: Stream;
  state: PassageState;
  events: LedgerEvent[];
}

export interface Desk {
  /** The state of one passage. */
  passage(stream: Stream): Promise<PassageState>;
  /** The state of every passage of a work that has any record, by passage id. */
  work(work: string): Promise<ReadonlyMap<string, PassageState>>;
  /** A proposal and where it stands, or null. */
  proposal(id: string): Promise<{ stream: Stream; state: PassageState; proposal: Proposal } | null>;
  /** Decides on a command; what it adds is on disk when this resolves. */
  execute(stream: Stream, command: Command, actor: Actor): Promise<Outcome>;
  /** Calls `listener` after each addition, until the function it gives is called. */
  listen(listener: (news: News) => void): () => void;
}

/** One passage as the desk remembers it: its state and the end of its chain. */
interface Open {
  state: PassageState;
  last: LedgerRecord | null;
}

/** How often a decision is made anew because another writer was quicker, before that is an error. */
const ATTEMPTS = 5;

const ELSEWHERE: Refusal = {
  code: "already-exists",
  message: "A proposal with this address exists already, for another passage. Start another.",
};

/** @param now the clock, as an ISO 8601 instant. */
export function openDesk(store: Store, now: () => string = () => new Date().toISOString()): Desk {
  const works = new Map<string, Promise<Map<string, Open>>>();
  const listeners = new Set<(news: News) => void>();

  function workOf(work: string): Promise<Map<string, Open>> {
    const known = works.get(work);
    if (known) return known;
    const loading = store.recordsOfWork(work).then(byPassage);
    works.set(work, loading);
    loading.catch(() => works.delete(work));
    return loading;
  }

  async function passageOf({ work, passage }: Stream): Promise<Open> {
    return (await workOf(work)).get(passage) ?? { state: NOTHING, last: null };
  }

  async function remember(stream: Stream, open: Open): Promise<void> {
    (await workOf(stream.work)).set(stream.passage, open);
  }

  /** True if a proposal that `events` open has its address already, in another passage. */
  async function isElsewhere({ work, passage }: Stream, events: readonly LedgerEvent[]): Promise<boolean> {
    const opened = events.find((event) => event.type === "proposal-opened");
    const found = opened ? await store.streamOf(opened.proposal) : null;
    return found !== null && (found.work !== work || found.passage !== passage);
  }

  async function execute(stream: Stream, command: Command, actor: Actor): Promise<Outcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { state, last } = await passageOf(stream);
      const at = now();
      const decision = decide(state, command, actor, at);
      if (!decision.ok) return { ok: false, state, refusal: decision.refusal };
      const { events } = decision;
      if (events.length === 0) return { ok: true, state, events };
      const records = chained(stream, last, at, events);
      if (await isElsewhere(stream, events)) return { ok: false, state, refusal: ELSEWHERE };
      if (await store.append(records)) {
        const open = { state: records.reduce(evolve, state), last: records.at(-1)! };
        await remember(stream, open);
        for (const listener of listeners) listener({ stream, state: open.state, events });
        return { ok: true, state: open.state, events };
      }
      await remember(stream, opened(await store.records(stream)));
    }
    throw new Error(
      `desk: ${stream.work}/${stream.passage} kept changing under a decision; ${ATTEMPTS} attempts failed`,
    );
  }

  return {
    execute,
    passage: async (stream) => (await passageOf(stream)).state,
    work: async (work) => new Map([...(await workOf(work))].map(([id, { state }]) => [id, state])),
    async proposal(id) {
      const stream = await store.streamOf(id);
      if (!stream) return null;
      const { state } = await passageOf(stream);
      const proposal = proposalOf(state, id);
      return proposal ? { stream, state, proposal } : null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function byPassage(records: LedgerRecord[]): Map<string, Open> {
  const open = new Map<string, Open>();
  for (const record of records) {
    const before = open.get(record.passage)?.state ?? NOTHING;
    open.set(record.passage, { state: evolve(before, record), last: record });
  }
  return open;
}

function opened(records: LedgerRecord[]): Open {
  return { state: replay(records), last: records.at(-1) ?? null };
}

function chained(stream: Stream, last: LedgerRecord | null, at: string, events: LedgerEvent[]): LedgerRecord[] {
  const records: LedgerRecord[] = [];
  for (const event of events) records.push(chain(stream, records.at(-1) ?? last, at, event));
  return records;
}
