/** What was just added, told to whoever listens, with the passages and discussions that it is about as they are after it. */
import { setImmediate as othersFirst } from "node:timers/promises";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import {
  isOfOutlineProposal,
  outlineProposalOf,
  passagesOfChange,
} from "../../translations/ledger/outline-proposals.ts";
import { partsOf, type Fact, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { PassageState } from "../../translations/ledger/state.ts";
import type { Thread } from "../../translations/ledger/thread.ts";
import type { Store, Stream } from "../store/store.ts";

/** So many passages are gathered, of those that something is told of, before others have a turn. */
const TOLD_AT_ONCE = 20;

/** What was just added to a work. */
export interface News {
  work: string;
  facts: Fact[];
  /** The passages that it is about, as they are after it. */
  passages: PassageState[];
  /** The discussions in which something was said. */
  threads: Thread[];
  /** Of the proposals of its outline that it tells of, by their numbers, the passages that each is about. */
  reshaped: ReadonlyMap<number, readonly string[]>;
}

/** How the streams of a work are as they were just added to. */
export interface Asked {
  passage(stream: Stream): Promise<PassageState>;
  /** By the name of its stream. */
  thread(stream: string): Promise<Thread | null>;
}

/** What records of a work are about. */
export async function toldOf(
  store: Store,
  asked: Asked,
  work: string,
  facts: Fact[],
  records: readonly LedgerRecord[],
): Promise<News> {
  const about = new Set<string>();
  const threads: Thread[] = [];
  const reshaped = new Map<number, readonly string[]>();
  for (const { stream, event } of records) {
    if (isOfOutlineProposal(event)) {
      const found = outlineProposalOf(await store.work(work), event.number);
      reshaped.set(event.number, found ? passagesOfChange(found.change) : []);
      for (const passage of reshaped.get(event.number)!) about.add(passage);
    }
    const { kind, id } = partsOf(stream)!;
    if (kind === "passage") about.add(id);
    if (kind === "thread") {
      const thread = await asked.thread(stream);
      if (!thread) continue;
      threads.push(thread);
      for (const passage of await toldOn(store, thread)) about.add(passage);
    }
    if (kind === "proposal") for (const passage of spokenOf(event) ?? (await revisedBy(store, id))) about.add(passage);
  }
  const passages: PassageState[] = [];
  for (const id of about) {
    // A proposal may be about hundreds.
    if (passages.length % TOLD_AT_ONCE === TOLD_AT_ONCE - 1) await othersFirst();
    passages.push(await asked.passage({ work, passage: id }));
  }
  return { work, facts, passages, threads, reshaped };
}

/** The passage on which something is said; of a proposal as a whole, the first that it revises. */
async function toldOn(store: Store, { on }: Thread): Promise<string[]> {
  if (on.passage !== undefined) return [on.passage];
  return "proposal" in on ? (await revisedBy(store, on.proposal)).slice(0, 1) : [];
}

async function revisedBy(store: Store, proposal: string): Promise<string[]> {
  return (await store.passagesOf(proposal)).map(({ passage }) => passage);
}

/** Of the passages that a proposal revises, those that an event of it speaks of; null: all. */
function spokenOf(event: LedgerEvent): string[] | null {
  if ("parts" in event) return event.parts.map(({ passage }) => passage);
  if ("passages" in event && Array.isArray(event.passages)) return event.passages;
  return "passage" in event ? [event.passage] : null;
}
