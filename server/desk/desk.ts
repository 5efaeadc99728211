/**
 * The desk: the only writer of the ledger. It loads the streams that a command is about, asks `decide`, appends what was
 * decided in one transaction, and tells whoever listens. What may be decided is `translations/decide`'s; how it is kept, the
 * store's; what is remembered of it and what a command is decided on stand beside this, and who listens is told by `telling`.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import {
  approversOf,
  decide,
  type Command,
  type AccessCommand,
  type Decision,
  decideOnAccess,
  decideOnTerm,
  decideOnThread,
  decideOnWork,
  passagesConcerned,
  refusedWhereFinal,
  refusedWhereGone,
  streamsTold,
  takeTerms,
  undoTerms,
  type TermCommand,
  type TermsTaken,
  type ThreadCommand,
  type WorkCommand,
} from "../../translations/decide/decide.ts";
import type { Access } from "../../translations/ledger/access.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import {
  accessStream,
  passageStream,
  proposalStream,
  termStream,
  threadStream,
  type Fact,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import {
  removalOf,
  removalOfWork,
  type Taking,
  type TakingOfWork,
  type Why,
} from "../../translations/ledger/removals.ts";
import type { RolesNow } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { PassageState, Proposal, Version } from "../../translations/ledger/state.ts";
import type { TermState } from "../../translations/ledger/term-state.ts";
import type { Thread } from "../../translations/ledger/thread.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Store, Stream } from "../store/store.ts";
import { actingOn, REAL, type DeskEffects, type Outcome } from "./acting.ts";
import {
  inviting,
  knownFor,
  knownForThread,
  NOBODY,
  recordsAbout,
  recordsOf,
  recordsOfSource,
  rolesIn,
  waitingIn,
  workWith,
  type AskedPerson,
  type Waiting,
} from "./known.ts";
import { rememberedOf } from "./remembered.ts";
import { gathered, gatheredAll, type Sight } from "./sight.ts";
import { toldOf, type News } from "./telling.ts";

export type { DeskEffects, Outcome } from "./acting.ts";
export type { AskedPerson } from "./known.ts";
export type { News } from "./telling.ts";

export interface Desk {
  /** The state of one passage. */
  passage(stream: Stream): Promise<PassageState>;
  /** Those of several passages of a work, in their order, all at one moment. */
  passages(work: string, passages: readonly string[]): Promise<PassageState[]>;
  /** Its versions alone, without what is proposed. */
  versions(stream: Stream): Promise<readonly Version[]>;
  /** A proposal with its work, or null. */
  proposal(id: string): Promise<{ work: string; proposal: Proposal } | null>;
  /**
   * Decides on a command in a work; what it adds is on disk when this resolves, all or none. Here and below, who acts may do
   * what they may do in that work; one that is not theirs to read is for them not there.
   */
  execute(place: Pick<Stream, "work">, command: Command, actor: Actor): Promise<Outcome>;
  /**
   * Takes something out of one passage, for good: nothing is given out of it when this resolves, and no byte of it is in
   * the store's files as soon as nobody else reads them.
   */
  remove(stream: Stream, taking: Taking, why: Why, actor: Actor): Promise<Outcome>;
  /** Takes something out of what is said of a work, likewise. */
  removeOfWork(work: string, taking: TakingOfWork, why: Why, actor: Actor): Promise<Outcome>;
  /** Says anew what a work is, or something in it. */
  describe(work: string, command: WorkCommand, actor: Actor): Promise<Outcome>;
  /** Who may read a work, and what each may do in it; of what is not there, what holds while nothing is said. */
  access(work: string): Promise<Access>;
  /** What people may do in a work now, by the ids of their accounts; those who may not read it are not among them. */
  roles(work: string, people: readonly string[]): Promise<RolesNow>;
  /** The parts of a proposal in a work that wait, each with those of its approvals that count as things stand. */
  waiting(work: string, proposal: Proposal): Promise<Waiting[]>;
  /** Says who may read a work, or what somebody may do in it. */
  share(work: string, command: AccessCommand, actor: Actor): Promise<Outcome>;
  /** A discussion of a work; null if there is none. */
  thread(work: string, id: string): Promise<Thread | null>;
  /** Those on a passage, but of those about proposals none; or on a proposal and its parts: as they were begun. */
  threadsOn(on: Stream | { work: string; proposal: string }): Promise<Thread[]>;
  /** Says something in a discussion of a work, or of it. @param people those who may be named in it: who read what it hangs on. */
  discuss(work: string, command: ThreadCommand, actor: Actor, people?: readonly Person[]): Promise<Outcome>;
  /** A term of a work's glossary, with what is proposed for it; null if nothing was ever said of it. */
  term(work: string, id: string): Promise<TermState | null>;
  /** Proposes how a term is to read, says something of that, or decides on it. */
  onTerm(work: string, command: TermCommand, actor: Actor): Promise<Outcome>;
  /**
   * Sets many terms, as they came in a file: none if one of them can't be set; else some at a time, between which others go on.
   * By the id of the import all of it is undone.
   */
  takeTerms(work: string, taken: TermsTaken, actor: Actor): Promise<Outcome>;
  /** Puts what an import set back to what stood before, but where somebody has set it anew since. */
  undoTerms(work: string, undone: { import: string; reason: string }, actor: Actor): Promise<Outcome>;
  /** Tells whoever listens of proposals that another process has recorded. */
  tellOf(work: string, proposals: readonly string[]): Promise<void>;
  /** Calls `listener` after each addition, until the function it gives is called. */
  listen(listener: (news: News) => void): () => void;
}

/** Of so many proposals it is remembered in which work they are. */
const WORKS_REMEMBERED = 10_000;

/** @param person who has an account; approvals of others count no more. */
export function openDesk(store: Store, effects: DeskEffects = REAL, person: AskedPerson = NOBODY): Desk {
  const remembered = rememberedOf(store);
  const streamOf = remembered.stream;
  /** In which work a proposal is, for ever: else each of its many parts would ask for all that it revises. */
  const works = new LRUCache<string, string>({ max: WORKS_REMEMBERED });
  const listeners = new Set<(news: News) => void>();

  const passage = (place: Stream): Promise<PassageState> => gathered(store, place, streamOf);
  const carryOut = actingOn(store, remembered, effects, tell);

  async function decided(work: string, command: Command, actor: Actor, sight: Sight, at: string): Promise<Decision> {
    const streams = await knownFor(store, work, command, sight);
    const described = await store.work(work);
    const gone = refusedWhereGone(described, command, streams.proposal);
    const roles = await rolesIn(person, work, approversOf(streams.proposal), (stream) => sight.open(stream));
    const known = { ...streams, own: described?.translation.id ?? "", roles };
    if (gone) return { ok: false, refusal: gone };
    const decision = decide(known, await inviting(work, command, sight), actor, at);
    const final = decision.ok && decision.facts.length > 0 && refusedWhereFinal(described, command, streams.proposal);
    return final ? { ok: false, refusal: final } : decision;
  }

  async function tell(work: string, facts: Fact[], records: readonly LedgerRecord[]): Promise<void> {
    if (listeners.size === 0) return;
    const thread = async (stream: string) => (await streamOf(stream)).thread;
    const news = await toldOf(store, { passage, thread }, work, facts, records);
    for (const listener of listeners) listener(news);
  }

  return {
    execute: ({ work }, command, actor) =>
      carryOut(work, actor, (sight, acting, at) => decided(work, command, acting, sight, at)),
    // What is there to be taken out is looked for anew at each attempt: another may have taken it out meanwhile.
    remove: (place, taking, why, by) =>
      carryOut(place.work, by, async (sight, actor, at) => {
        const command = removalOf(place.passage, await recordsAbout(store, place, sight), taking, why);
        return decided(place.work, command, actor, sight, at);
      }),
    removeOfWork: (id, taking, why, by) =>
      carryOut(id, by, async (sight, actor, at) => {
        const passage = "worded" in taking && taking.worded.kind === "source" ? taking.worded.passage : null;
        const records =
          passage === null
            ? await recordsOf(store, await store.work(id), taking, sight)
            : await recordsOfSource(store, { work: id, passage }, sight);
        return decided(id, { ...removalOfWork(records, taking, why), passage }, actor, sight, at);
      }),
    describe: (id, command, by) =>
      carryOut(id, by, async (sight, actor) => {
        const work = await workWith(store, id, streamsTold(id, command), sight);
        const versions = new Map<string, readonly Version[]>();
        for (const passage of passagesConcerned(work, command))
          versions.set(passage, (await sight.open(passageStream({ work: id, passage }))).versions);
        // What those streams say of the work is as old as they are.
        const now = versions.size > 0 ? await store.work(id) : work;
        return decideOnWork(now, command, actor, versions);
      }),
    async access(work) {
      const { access, end } = await streamOf(accessStream(work));
      // As long as it takes to find that there is nothing, which is not remembered: so nobody learns by the clock which it was.
      if (end) await Promise.all([store.through(), store.end("")]);
      return access;
    },
    roles: (work, people) => rolesIn(person, work, people, streamOf),
    waiting: (work, proposal) => waitingIn(person, work, proposal, streamOf),
    share: (work, command, by) =>
      carryOut(work, by, async (sight, actor) => {
        const { access } = await sight.open(accessStream(work));
        return decideOnAccess(await store.work(work), access, command, actor);
      }),
    thread: async (work, id) => (await streamOf(threadStream(work, id))).thread,
    async threadsOn(on) {
      const threads: Thread[] = [];
      for (const id of await store.threadsOn(on)) {
        const { thread } = await streamOf(threadStream(on.work, id));
        if (thread) threads.push(thread);
      }
      return threads;
    },
    discuss: (work, command, by, people = []) =>
      carryOut(work, by, async (sight, actor) =>
        decideOnThread(await knownForThread(store, work, command, people, sight), command, actor),
      ),
    term: async (work, id) => (await streamOf(termStream(work, id))).term,
    onTerm: (id, command, by) =>
      carryOut(id, by, async (sight, actor) => {
        const { term } = await sight.open(termStream(id, command.term));
        const terms = (await store.termsOf(id)).length;
        return decideOnTerm({ work: await store.work(id), term, terms }, command, actor);
      }),
    takeTerms: (id, { terms, ...taken }, by) =>
      someAtATime(terms, (some, from) =>
        carryOut(id, by, async (sight, actor) => {
          const streams = some.map((term) => termStream(id, term.id));
          const rest = { ...taken, terms: terms.slice(from) };
          const work = await workWith(store, id, streams, sight);
          return takeTerms(work, rest, actor, { most: some.length, looked: from > 0 });
        }),
      ),
    undoTerms: async (id, { import: imported, reason }, by) =>
      someAtATime(await store.termsOf(id), (some) =>
        carryOut(id, by, async (sight, actor) => {
          const states: TermState[] = [];
          for (const term of some) {
            const { term: state } = await sight.open(termStream(id, term));
            if (state) states.push(state);
          }
          return undoTerms(states, imported, reason, actor);
        }),
      ),
    passage,
    passages: (work, passages) => gatheredAll(store, work, passages, remembered.streams),
    versions: async (place) => (await streamOf(passageStream(place))).versions,
    async proposal(id) {
      const work = works.get(id) ?? (await store.passagesOf(id))[0]?.work;
      if (work === undefined) return null;
      works.set(id, work);
      const { proposal } = await streamOf(proposalStream(work, id));
      return proposal && { work, proposal };
    },
    async tellOf(work, proposals) {
      for (const id of proposals) {
        const records = await store.stream(proposalStream(work, id));
        const facts = records.map(({ event }): Fact => ({ passage: null, event }));
        await tell(work, facts, records);
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** So many terms are set by one act. */
const TERMS_AT_ONCE = 50;

/** Does something with some of many at a time, at least once; others are answered in between. Ends with the first refusal. */
async function someAtATime<Each>(
  all: readonly Each[],
  act: (some: readonly Each[], from: number) => Promise<Outcome>,
): Promise<Outcome> {
  const events: LedgerEvent[] = [];
  for (let from = 0; from === 0 || from < all.length; from += TERMS_AT_ONCE) {
    if (from > 0) await othersFirst();
    const outcome = await act(all.slice(from, from + TERMS_AT_ONCE), from);
    if (!outcome.ok) return outcome;
    events.push(...outcome.events);
  }
  return { ok: true, events };
}
