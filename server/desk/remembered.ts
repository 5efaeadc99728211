/**
 * Streams as the desk remembers them. What it remembers is never the truth: another writer may add at any moment. Before
 * every answer it reads on in the ledger from where it was, and takes in what it has not had. Only what was just added by this
 * desk, and nobody else meanwhile, it knows.
 */
import { LRUCache } from "lru-cache";
import { accessAfter, OPEN_TO_ALL, type Access } from "../../translations/ledger/access.ts";
import { isOfAccess, isRemoval } from "../../translations/ledger/events.ts";
import { partsOf, type End, type LedgerRecord } from "../../translations/ledger/record.ts";
import { evolveProposal, evolveVersions, type Proposal, type Version } from "../../translations/ledger/state.ts";
import { evolveTerm, type TermState } from "../../translations/ledger/term-state.ts";
import { evolveThread, type Thread } from "../../translations/ledger/thread.ts";
import type { Store } from "../store/store.ts";

/** One stream as the desk remembers it: a passage's versions, a proposal, a discussion, a term, or who may read a work, and how it ends. */
export interface Open {
  versions: readonly Version[];
  proposal: Proposal | null;
  thread: Thread | null;
  term: TermState | null;
  access: Access;
  /** Null while there is nothing of it. */
  end: End | null;
  /** What it takes to remember. */
  size: number;
}

const NOTHING = { proposal: null, thread: null, term: null, end: null };
/** A stream of which there is nothing. */
export const UNWRITTEN: Open = { versions: [], access: OPEN_TO_ALL, size: 300, ...NOTHING };

/** So many characters of records are remembered; the streams that were asked for longest ago go first. */
const REMEMBERED = 1_000_000;

/** So many records are read on at most: more of them are not looked at, and what was remembered is forgotten. */
const READ_ON = 200;

/** The streams that were asked for last. */
export interface Remembered {
  /** One stream, as it is now. */
  readonly stream: (stream: string) => Promise<Open>;
  /** Several: what was added since is read once for all of them. What is added while they are read may be in some and not in others. */
  readonly streams: (streams: readonly string[]) => Promise<Open[]>;
  /** The number in the ledger up to which what is remembered is true. */
  read(): number;
  /** Takes in what was added here, unless something came from elsewhere since `before`: then all of it is read. */
  takeInOwn(records: readonly LedgerRecord[], before: number): Promise<void>;
  /** Reads these anew the next time. */
  forget(streams: readonly string[]): void;
}

/** What is asked of `store` through it is remembered. */
export function rememberedOf(store: Store): Remembered {
  const known = new LRUCache<string, Open>({ maxSize: REMEMBERED });
  let read = 0;

  /** Takes in what was added since, by whomever. */
  async function readOn(): Promise<void> {
    while (known.size > 0) {
      const through = await store.through();
      if (through === read) return;
      // As after a work was brought in: what is asked for is read anew sooner than all of that.
      if (through - read > READ_ON) {
        known.clear();
        return;
      }
      for (const { record } of await store.since(read, READ_ON)) takeIn(record);
      // What was passed over need not be passed over again: it is of a work that nobody has asked for.
      read = Math.max(read, through);
    }
  }

  function takeIn(record: LedgerRecord): void {
    const open = known.get(record.stream);
    // What is taken out is not in what is read again.
    if (isRemoval(record.event)) known.delete(record.stream);
    else if (open) remember(record.stream, after(open, [record]));
  }

  async function takeInOwn(records: readonly LedgerRecord[], before: number): Promise<void> {
    const through = await store.through();
    if (through !== before + records.length || records.some(({ event }) => isRemoval(event))) return;
    records.forEach(takeIn);
    read = Math.max(read, through);
  }

  function remember(stream: string, open: Open): void {
    known.set(stream, open, { size: open.size });
  }

  async function streamOf(name: string): Promise<Open> {
    for (;;) {
      await readOn();
      const remembered = known.get(name);
      if (remembered) return remembered;
      const through = await store.through();
      // Most works say nothing of their readers, and every page asks: that there is nothing is found sooner by the end.
      const open = (await store.end(name)) ? after(UNWRITTEN, await store.stream(name)) : UNWRITTEN;
      if (known.size === 0) read = through;
      // Somebody has read on meanwhile, perhaps past what is not in these records.
      if (read > through) continue;
      // Of what is not there nothing is remembered: once a work on its way in is opened, its records are there, not added.
      if (open.end) remember(name, open);
      return open;
    }
  }

  async function streamsOf(names: readonly string[]): Promise<Open[]> {
    await readOn();
    const all: Open[] = [];
    for (const name of names) all.push(known.get(name) ?? (await streamOf(name)));
    return all;
  }

  return {
    stream: streamOf,
    streams: streamsOf,
    read: () => read,
    takeInOwn,
    forget(streams) {
      for (const stream of streams) known.delete(stream);
    },
  };
}

/** A stream after more of its records; those that it has had change nothing. */
function after(open: Open, records: readonly LedgerRecord[]): Open {
  const news = records.filter(({ position }) => position > (open.end?.position ?? 0));
  const last = news.at(-1);
  if (!last) return open;
  const kind = partsOf(last.stream)?.kind;
  const isProposal = kind === "proposal";
  const events = news.map(({ event }) => event);
  return {
    versions: isProposal ? open.versions : news.reduce(evolveVersions, open.versions),
    proposal: isProposal ? news.reduce(evolveProposal, open.proposal) : open.proposal,
    thread: news.reduce(evolveThread, open.thread),
    term: kind === "term" ? news.reduce(evolveTerm, open.term) : open.term,
    access: accessAfter(events.filter(isOfAccess), open.access),
    end: { position: last.position, digest: last.digest },
    size: open.size + sizeOf(news),
  };
}

/** About how many characters it takes to remember what records say. */
function sizeOf(records: readonly LedgerRecord[]): number {
  return records.reduce((sum, { event }) => sum + lengthOf(event), 0);
}

/** About as many characters as a value has in JSON, which is not written for that: records are long. */
function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object" || value === null) return 4;
  let sum = 2;
  if (Array.isArray(value)) for (const each of value) sum += lengthOf(each) + 1;
  else for (const [name, each] of Object.entries(value)) sum += name.length + 4 + lengthOf(each);
  return sum;
}
