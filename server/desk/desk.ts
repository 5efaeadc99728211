/**
 * The desk: the only writer of the ledger. It loads the streams that a command is about, asks `decide`, appends what was
 * decided in one transaction, and tells whoever listens. What may be decided is `translations/decide`'s; how it is kept, the
 * store's.
 *
 * What it remembers is never the truth: another writer may add at any moment. Before every answer it reads on in the ledger
 * from where it was, and takes in what it has not had. Only what it has just added, and nobody else meanwhile, it knows.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import {
  approversOf,
  asksAround,
  concernedBy,
  decide,
  type Command,
  type AccessCommand,
  type Decision,
  decideOnAccess,
  decideOnTerm,
  decideOnThread,
  decideOnWork,
  passagesTold,
  refusedWhereFinal,
  refusedWhereGone,
  streamsTold,
  takeTerms,
  undoTerms,
  type AskedOn,
  type TermCommand,
  type TermsTaken,
  type ThreadCommand,
  type ThreadKnown,
  type WorkCommand,
} from "../../translations/decide/decide.ts";
import { accessAfter, actorIn, OPEN_TO_ALL, roleIn, type Access } from "../../translations/ledger/access.ts";
import { withRendered, withWrittenAgainst } from "../../translations/ledger/described.ts";
import { isOfAccess, isRemoval, type LedgerEvent } from "../../translations/ledger/events.ts";
import {
  accessStream,
  outlineStream,
  partsOf,
  passageStream,
  proposalStream,
  recordsOfAct,
  termStream,
  threadStream,
  streamOfFact,
  type End,
  type Fact,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import {
  enclosuresSaid,
  removalOf,
  removalOfWork,
  streamsAsked,
  type Taking,
  type TakingOfWork,
  type Why,
} from "../../translations/ledger/removals.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { RolesNow } from "../../translations/ledger/rights.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import {
  evolveProposal,
  evolveVersions,
  passageState,
  type PassageState,
  type Proposal,
  type Version,
} from "../../translations/ledger/state.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import { evolveThread, type Thread } from "../../translations/ledger/thread.ts";
import { evolveTerm, type TermState } from "../../translations/ledger/term-state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store, Stream } from "../store/store.ts";

export type Outcome = { ok: true; events: LedgerEvent[] } | { ok: false; refusal: Refusal };

/** What was just added to a work. */
export interface News {
  work: string;
  facts: Fact[];
  /** The passages that it is about, as they are after it. */
  passages: PassageState[];
  /** The discussions in which something was said. */
  threads: Thread[];
}

export interface Desk {
  /** The state of one passage. */
  passage(stream: Stream): Promise<PassageState>;
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
  /** Calls `listener` after each addition, until the function it gives is called. */
  listen(listener: (news: News) => void): () => void;
}

/** One stream as the desk remembers it: a passage's versions, a proposal, a discussion, a term, or who may read a work, and how it ends. */
interface Open {
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
const UNWRITTEN: Open = { versions: [], access: OPEN_TO_ALL, size: 300, ...NOTHING };

/** So many characters of records are remembered; the streams that were asked for longest ago go first. */
const REMEMBERED = 1_000_000;

/** Of so many proposals it is remembered in which work they are. */
const WORKS_REMEMBERED = 10_000;

/** How often a decision is made anew because another writer was quicker, before that is an error. */
const ATTEMPTS = 5;

/** How often a passage is gathered anew because something was added meanwhile, before it is given as it was found. */
const GATHERINGS = 20;

/** So many records are read on at most: more of them are not looked at, and what was remembered is forgotten. */
const READ_ON = 200;

const ELSEWHERE: Refusal = { code: "already-exists", why: "address-elsewhere" };

/** The world around a desk. */
export interface DeskEffects {
  /** The clock, as an ISO 8601 instant. */
  now: () => string;
  /** An id that no other act has. */
  newAct: () => string;
  /** A salt for the digest of what may have to go: see `translations/ledger/enclosures.ts`. */
  newSalt: () => string;
}

const REAL: DeskEffects = { now: () => new Date().toISOString(), newAct: newId, newSalt };

/** Somebody with an account, by its id, with what they may do in the whole workbench; null: there is no such account any more. */
export type AskedPerson = (id: string) => Promise<Pick<Actor, "id" | "role"> | null>;

const NOBODY: AskedPerson = () => Promise.resolve(null);
const NONE: RolesNow = new Map();

/** @param person who has an account; approvals of others count no more. */
export function openDesk(
  store: Store,
  { now, newAct, newSalt }: DeskEffects = REAL,
  person: AskedPerson = NOBODY,
): Desk {
  const known = new LRUCache<string, Open>({ maxSize: REMEMBERED });
  /** In which work a proposal is, for ever: else each of its many parts would ask for all that it revises. */
  const works = new LRUCache<string, string>({ max: WORKS_REMEMBERED });
  const listeners = new Set<(news: News) => void>();
  /** The number in the ledger up to which what is remembered is true. */
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

  /** Takes in what was added here, unless something came from elsewhere since `before`: then all of it is read. */
  async function takeInOwn(records: readonly LedgerRecord[], before: number): Promise<void> {
    const through = await store.through();
    if (through !== before + records.length || records.some(({ event }) => isRemoval(event))) return;
    records.forEach(takeIn);
    read = Math.max(read, through);
  }

  function remember(stream: string, open: Open): void {
    known.set(stream, open, { size: open.size });
  }

  async function streamOf(stream: string): Promise<Open> {
    for (;;) {
      await readOn();
      const remembered = known.get(stream);
      if (remembered) return remembered;
      const through = await store.through();
      // Most works say nothing of their readers, and every page asks: that there is nothing is found sooner by the end.
      const open = (await store.end(stream)) ? after(UNWRITTEN, await store.stream(stream)) : UNWRITTEN;
      if (known.size === 0) read = through;
      // Somebody has read on meanwhile, perhaps past what is not in these records.
      if (read > through) continue;
      // Of what is not there nothing is remembered: once a work on its way in is opened, its records are there, not added.
      if (open.end) remember(stream, open);
      return open;
    }
  }

  /** A passage as it is at one moment, by streams as `open` gives them. */
  async function gathered(place: Stream, open: (stream: string) => Promise<Open>): Promise<PassageState> {
    for (let gathering = 1; ; gathering++) {
      const through = await store.through();
      const { versions } = await open(passageStream(place));
      const proposals: Proposal[] = [];
      for (const id of await store.proposalsOn(place)) {
        const { proposal } = await open(proposalStream(place.work, id));
        if (proposal) proposals.push(proposal);
      }
      if (gathering === GATHERINGS || (await store.through()) === through)
        return passageState(place.passage, versions, proposals);
    }
  }

  const passage = (place: Stream): Promise<PassageState> => gathered(place, streamOf);

  /** True if a proposal that `events` open has its address already, in another work. */
  async function isElsewhere(work: string, events: readonly LedgerEvent[]): Promise<boolean> {
    const opened = events.find((event) => event.type === "proposal-opened");
    const found = opened ? await store.passagesOf(opened.proposal) : [];
    return found.some((place) => place.work !== work);
  }

  /**
   * Adds what is decided, or, if another was quicker, what is then decided anew.
   * @param decideOn what to decide on the streams that are in sight; these must not have moved on when it is added. It is given
   *   who acts with what they may do in the work.
   */
  async function carryOut(
    work: string,
    by: Actor,
    decideOn: (sight: Sight, actor: Actor, at: string) => Promise<Decision>,
  ): Promise<Outcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = read;
      const through = await store.through();
      const sight = new Sight(streamOf);
      const at = now();
      const actor = actorIn((await sight.open(accessStream(work))).access, by);
      if (!actor) return { ok: false, refusal: { code: "unknown-work" } };
      const decision = await decideOn(sight, actor, at);
      if (!decision.ok) return { ok: false, refusal: decision.refusal };
      const described = await store.work(work);
      const facts = described ? withRendered(described, withWrittenAgainst(described, decision.facts)) : decision.facts;
      const events = facts.map(({ event }) => event);
      if (facts.length === 0) return { ok: true, events };
      if (await isElsewhere(work, events)) return { ok: false, refusal: ELSEWHERE };
      for (const fact of facts) await sight.open(streamOfFact(work, fact));
      const records = recordsOfAct(work, sight.ends(), { id: newAct(), at, newSalt }, facts);
      // What stands in the work's description and outline was asked of the work.
      const streams = [...sight.streams(), `work/${work}`, outlineStream(work)];
      if ((await store.append(records, { through, streams, passages: sight.places() })).ok) {
        await takeInOwn(records, Math.max(before, read));
        await tell(work, facts, records);
        return { ok: true, events };
      }
      // Whatever is remembered of them was not what is kept.
      for (const stream of sight.streams()) known.delete(stream);
    }
    throw new Error(`desk: what was decided on in ${work} kept changing; ${ATTEMPTS} attempts failed`);
  }

  async function decided(work: string, command: Command, actor: Actor, sight: Sight, at: string): Promise<Decision> {
    const streams = await knownFor(work, command, sight);
    const described = await store.work(work);
    const gone = refusedWhereGone(described, command, streams.proposal);
    const roles = await rolesIn(work, approversOf(streams.proposal), (stream) => sight.open(stream));
    const known = { ...streams, own: described?.translation.id ?? "", roles };
    if (gone) return { ok: false, refusal: gone };
    const decision = decide(known, await inviting(work, command, sight), actor, at);
    const final = decision.ok && decision.facts.length > 0 && refusedWhereFinal(described, command, streams.proposal);
    return final ? { ok: false, refusal: final } : decision;
  }

  /** What people may do in a work now, by their ids. @param open its streams. */
  async function rolesIn(
    work: string,
    people: readonly string[],
    open: (stream: string) => Promise<Open> = streamOf,
  ): Promise<RolesNow> {
    if (people.length === 0) return NONE;
    const { access } = await open(accessStream(work));
    const roles = new Map<string, Role>();
    for (const id of people) {
      const account = await person(id);
      const role = account && roleIn(access, account);
      if (role) roles.set(id, role);
    }
    return roles;
  }

  /** Who is invited writes with what they may do in the work; one who may not read it is as nobody. */
  async function inviting(work: string, command: Command, sight: Sight): Promise<Command> {
    if (command.type !== "invite-person") return command;
    const { access } = await sight.open(accessStream(work));
    return { ...command, person: actorIn(access, command.person) ?? { ...command.person, role: "reader" } };
  }

  /** The work once these streams of it are in sight; null if there is none. */
  async function workWith(work: string, streams: readonly string[], sight: Sight): Promise<Work | null> {
    for (const stream of streams) await sight.open(stream);
    return store.work(work);
  }

  /** What a command is decided on: the streams that it needs, and no others. */
  async function knownFor(work: string, command: Command, sight: Sight) {
    const named = "proposal" in command ? await sight.open(proposalStream(work, command.proposal)) : UNWRITTEN;
    const passages = new Map<string, PassageState>();
    for (const id of concernedBy(command, named.proposal)) {
      const place = { work, passage: id };
      const state = asksAround(command)
        ? await gathered(sight.around(place), (stream) => sight.open(stream))
        : passageState(id, (await sight.open(passageStream(place))).versions, []);
      passages.set(id, state);
    }
    return { passages, proposal: named.proposal };
  }

  /** All that is kept of a passage and of what is proposed for it, with its streams in sight. */
  async function recordsAbout(place: Stream, sight: Sight): Promise<LedgerRecord[]> {
    const { proposals } = await gathered(place, (stream) => sight.open(stream));
    const all = [place, ...proposals.map(({ id }) => ({ work: place.work, proposal: id }))];
    for (const on of all)
      for (const thread of await store.threadsOn(on)) await sight.open(threadStream(place.work, thread));
    return store.records(place);
  }

  /** The records of a work out of which something is to be taken, with their streams in sight. */
  async function recordsOf(work: Work | null, taking: TakingOfWork, sight: Sight): Promise<LedgerRecord[]> {
    const records: LedgerRecord[] = [];
    // Somebody may be named who only proposed a term.
    const terms = !work || "worded" in taking ? [] : await store.termsOf(work.id);
    const named = terms.map((term) => termStream(work!.id, term));
    for (const stream of work ? new Set([...streamsAsked(work, taking), ...named]) : []) {
      await sight.open(stream);
      records.push(...(await store.stream(stream)));
    }
    return records;
  }

  /** What a command about a discussion is decided on. */
  async function knownForThread(
    work: string,
    command: ThreadCommand,
    people: readonly Person[],
    sight: Sight,
  ): Promise<ThreadKnown> {
    const stream = threadStream(work, command.thread);
    const { thread } = await sight.open(stream);
    const on = command.type === "open-thread" ? command.on : (thread?.on ?? null);
    const isOpening = command.type === "open-thread";
    const named = on && "proposal" in on ? await sight.open(proposalStream(work, on.proposal)) : UNWRITTEN;
    const described = isOpening ? await store.work(work) : null;
    const passage = on?.passage === undefined || !described ? null : everIn(described, on.passage);
    const records = command.type === "take-back" ? await store.stream(stream) : [];
    const beside = !on || !isOpening ? [] : await store.threadsOn(placeOf(work, on));
    return {
      thread,
      enclosed: (number) => enclosuresSaid(records, number),
      versions: passage ? (await sight.open(passageStream({ work, passage: passage.id }))).versions : [],
      source: passage?.source ?? null,
      proposal: named.proposal,
      beside: beside.length,
      people,
    };
  }

  async function tell(work: string, facts: Fact[], records: readonly LedgerRecord[]): Promise<void> {
    if (listeners.size === 0) return;
    const about = new Set<string>();
    const threads: Thread[] = [];
    for (const { stream, event } of records) {
      const { kind, id } = partsOf(stream)!;
      if (kind === "passage") about.add(id);
      if (kind === "thread") {
        const { thread } = await streamOf(stream);
        if (!thread) continue;
        threads.push(thread);
        for (const passage of await toldOn(thread)) about.add(passage);
      }
      if (kind === "proposal") for (const passage of spokenOf(event) ?? (await revisedBy(id))) about.add(passage);
    }
    const passages: PassageState[] = [];
    for (const id of about) {
      // A proposal may be about hundreds.
      if (passages.length % TOLD_AT_ONCE === TOLD_AT_ONCE - 1) await othersFirst();
      passages.push(await passage({ work, passage: id }));
    }
    for (const listener of listeners) listener({ work, facts, passages, threads });
  }

  /** The passage on which something is said; of a proposal as a whole, the first that it revises. */
  async function toldOn({ on }: Thread): Promise<string[]> {
    if (on.passage !== undefined) return [on.passage];
    return "proposal" in on ? (await revisedBy(on.proposal)).slice(0, 1) : [];
  }

  async function revisedBy(proposal: string): Promise<string[]> {
    return (await store.passagesOf(proposal)).map(({ passage }) => passage);
  }

  return {
    execute: ({ work }, command, actor) =>
      carryOut(work, actor, (sight, acting, at) => decided(work, command, acting, sight, at)),
    // What is there to be taken out is looked for anew at each attempt: another may have taken it out meanwhile.
    remove: (place, taking, why, by) =>
      carryOut(place.work, by, async (sight, actor, at) => {
        const command = removalOf(place.passage, await recordsAbout(place, sight), taking, why);
        return decided(place.work, command, actor, sight, at);
      }),
    removeOfWork: (id, taking, why, by) =>
      carryOut(id, by, async (sight, actor, at) => {
        const passage = "worded" in taking && taking.worded.kind === "source" ? taking.worded.passage : null;
        const records =
          passage === null
            ? await recordsOf(await store.work(id), taking, sight)
            : await recordsAbout({ work: id, passage }, sight);
        return decided(id, { ...removalOfWork(records, taking, why), passage }, actor, sight, at);
      }),
    describe: (id, command, by) =>
      carryOut(id, by, async (sight, actor) => {
        const versions = new Map<string, readonly Version[]>();
        for (const passage of passagesTold(command))
          versions.set(passage, (await sight.open(passageStream({ work: id, passage }))).versions);
        const work = await workWith(id, streamsTold(id, command), sight);
        return decideOnWork(work, command, actor, versions);
      }),
    async access(work) {
      const { access, end } = await streamOf(accessStream(work));
      // As long as it takes to find that there is nothing, which is not remembered: so nobody learns by the clock which it was.
      if (end) await Promise.all([store.through(), store.end("")]);
      return access;
    },
    roles: (work, people) => rolesIn(work, people),
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
        decideOnThread(await knownForThread(work, command, people, sight), command, actor),
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
          const work = await workWith(id, streams, sight);
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
    versions: async (place) => (await streamOf(passageStream(place))).versions,
    async proposal(id) {
      const work = works.get(id) ?? (await store.passagesOf(id))[0]?.work;
      if (work === undefined) return null;
      works.set(id, work);
      const { proposal } = await streamOf(proposalStream(work, id));
      return proposal && { work, proposal };
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** So many passages are gathered, of those that something is told of, before others have a turn. */
const TOLD_AT_ONCE = 20;

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

/** Of the passages that a proposal revises, those that an event of it speaks of; null: all. */
function spokenOf(event: LedgerEvent): string[] | null {
  if ("parts" in event) return event.parts.map(({ passage }) => passage);
  if ("passages" in event && Array.isArray(event.passages)) return event.passages;
  return "passage" in event ? [event.passage] : null;
}

/** Streams as they were seen when a decision was made: each is looked at once. */
class Sight {
  readonly #open: (stream: string) => Promise<Open>;
  readonly #seen = new Map<string, Open>();
  readonly #places: Stream[] = [];

  constructor(open: (stream: string) => Promise<Open>) {
    this.#open = open;
  }

  async open(stream: string): Promise<Open> {
    const seen = this.#seen.get(stream) ?? (await this.#open(stream));
    this.#seen.set(stream, seen);
    return seen;
  }

  /** The passage, of which it matters also what is proposed for it meanwhile. */
  around(place: Stream): Stream {
    this.#places.push(place);
    return place;
  }

  places(): readonly Stream[] {
    return this.#places;
  }

  streams(): string[] {
    return [...this.#seen.keys()];
  }

  ends(): Map<string, End> {
    return new Map([...this.#seen].flatMap(([stream, { end }]) => (end ? [[stream, end] as const] : [])));
  }
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

/** What a discussion hangs on, as the store is asked for others there. */
function placeOf(work: string, on: AskedOn): Stream | { work: string; proposal: string } {
  return "proposal" in on ? { work, proposal: on.proposal } : { work, passage: on.passage };
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
