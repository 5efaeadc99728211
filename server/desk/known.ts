/** What commands are decided on, by kind: the streams that each needs, put in sight, and no others. */
import {
  approversOf,
  asksAround,
  concernedBy,
  type AskedOn,
  type Command,
  type ThreadCommand,
  type ThreadKnown,
} from "../../translations/decide/decide.ts";
import { actorIn, roleIn } from "../../translations/ledger/access.ts";
import {
  accessStream,
  outlineStream,
  passageStream,
  proposalStream,
  termStream,
  threadStream,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import { enclosuresSaid, streamsAsked, type TakingOfWork } from "../../translations/ledger/removals.ts";
import type { Approval } from "../../translations/ledger/approvals.ts";
import { countedApprovals, type RolesNow } from "../../translations/ledger/rights.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { everIn } from "../../translations/ledger/sections.ts";
import {
  heresOf,
  passageState,
  type PassageState,
  type Proposal,
  type ProposalHere,
} from "../../translations/ledger/state.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Store, Stream } from "../store/store.ts";
import { UNWRITTEN, type Open } from "./remembered.ts";
import { gathered, type Sight } from "./sight.ts";

/** Somebody with an account, by its id, with what they may do in the whole workbench; null: there is no such account any more. */
export type AskedPerson = (id: string) => Promise<Pick<Actor, "id" | "role"> | null>;

export const NOBODY: AskedPerson = () => Promise.resolve(null);
const NONE: RolesNow = new Map();

/** What people may do in a work now, by their ids. @param open its streams. */
export async function rolesIn(
  person: AskedPerson,
  work: string,
  people: readonly string[],
  open: (stream: string) => Promise<Open>,
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

/** A part that waits, and those of its approvals that count as things stand. */
export interface Waiting {
  part: ProposalHere;
  given: Approval[];
}

/** The parts of a proposal in a work that wait. @param open the work's streams. */
export async function waitingIn(
  person: AskedPerson,
  work: string,
  proposal: Proposal,
  open: (stream: string) => Promise<Open>,
): Promise<Waiting[]> {
  const { approvals: rule } = (await open(accessStream(work))).access;
  const roles = await rolesIn(person, work, approversOf(proposal), open);
  const waiting = heresOf(proposal).filter(({ status }) => status === "open");
  return waiting.map((part) => ({ part, given: countedApprovals(part, rule, roles) }));
}

/** Who is invited writes with what they may do in the work; one who may not read it is as nobody. */
export async function inviting(work: string, command: Command, sight: Sight): Promise<Command> {
  if (command.type !== "invite-person") return command;
  const { access } = await sight.open(accessStream(work));
  return { ...command, person: actorIn(access, command.person) ?? { ...command.person, role: "reader" } };
}

/** The work once these streams of it are in sight; null if there is none. */
export async function workWith(
  store: Store,
  work: string,
  streams: readonly string[],
  sight: Sight,
): Promise<Work | null> {
  for (const stream of streams) await sight.open(stream);
  return store.work(work);
}

/** What a command is decided on: the streams that it needs, and no others. */
export async function knownFor(store: Store, work: string, command: Command, sight: Sight) {
  const named = "proposal" in command ? await sight.open(proposalStream(work, command.proposal)) : UNWRITTEN;
  const passages = new Map<string, PassageState>();
  for (const id of concernedBy(command, named.proposal)) {
    const place = { work, passage: id };
    const state = asksAround(command)
      ? await gathered(store, sight.around(place), (stream) => sight.open(stream))
      : passageState(id, (await sight.open(passageStream(place))).versions, []);
    passages.set(id, state);
  }
  return { passages, proposal: named.proposal };
}

/** All that is kept of a passage and of what is proposed for it, with its streams in sight. */
export async function recordsAbout(store: Store, place: Stream, sight: Sight): Promise<LedgerRecord[]> {
  const { proposals } = await gathered(store, place, (stream) => sight.open(stream));
  const all = [place, ...proposals.map(({ id }) => ({ work: place.work, proposal: id }))];
  for (const on of all)
    for (const thread of await store.threadsOn(on)) await sight.open(threadStream(place.work, thread));
  return store.records(place);
}

/** And of what is proposed for the outline, where a passage's source is proposed to read otherwise. */
export async function recordsOfSource(store: Store, place: Stream, sight: Sight): Promise<LedgerRecord[]> {
  const stream = outlineStream(place.work);
  await sight.open(stream);
  return [...(await recordsAbout(store, place, sight)), ...(await store.stream(stream))];
}

/** The records of a work out of which something is to be taken, with their streams in sight. */
export async function recordsOf(
  store: Store,
  work: Work | null,
  taking: TakingOfWork,
  sight: Sight,
): Promise<LedgerRecord[]> {
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
export async function knownForThread(
  store: Store,
  work: string,
  command: ThreadCommand,
  people: readonly Person[],
  sight: Sight,
): Promise<ThreadKnown> {
  const stream = threadStream(work, command.thread);
  const { thread } = await sight.open(stream);
  const isOpening = command.type === "open-thread" || command.type === "let-through";
  const on = isOpening ? command.on : (thread?.on ?? null);
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

/** What a discussion hangs on, as the store is asked for others there. */
function placeOf(work: string, on: AskedOn): Stream | { work: string; proposal: string } {
  return "proposal" in on ? { work, proposal: on.proposal } : { work, passage: on.passage };
}
