/**
 * Who is asked for what: asked, done, and told to each as far as they read what it is about. The rules are in
 * `translations/requests/`, what is kept stands beside the accounts. That what was asked for is there is seen when a request is
 * read, and noted then.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import type { Actor } from "../../translations/ledger/roles.ts";
import { actorIn } from "../../translations/ledger/access.ts";
import type { Work } from "../../translations/ledger/work.ts";
import { dayAt, isDay } from "../../translations/requests/days.ts";
import { noticesOfAsking, noticesOfStep } from "../../translations/requests/notices.ts";
import { byDay } from "../../translations/requests/reminders.ts";
import {
  actsOn,
  asked,
  canDo,
  LONGEST_WORD,
  mayAsk,
  requestAfter,
  TASKS_ON,
  type Request,
  type RequestAct,
  type RequestStep,
  type Subject,
  type Task,
} from "../../translations/requests/request.ts";
import { settledAt } from "../../translations/requests/settled.ts";
import { plainly } from "../../translations/text/well-formed.ts";
import { MOST_OPEN } from "../accounts/accounts.ts";
import { newId } from "../store/ids.ts";
import { placeOf, workFor, type RequestSources, type Seen } from "./place.ts";
import { seenBy } from "./seen.ts";

export type { RequestSources, Seen } from "./place.ts";
export { seenBy } from "./seen.ts";
export { openReminding, type Reminding } from "./reminding.ts";

/** Why nothing was asked, or done. */
export type RequestRefusal =
  /** Only reviewers and owners ask; this is not theirs to do; who is asked can't. */
  | "not-allowed"
  | "not-theirs"
  | "not-theirs-to-do"
  /** There is no such request, or nothing of what it is to be about. */
  | "unknown"
  | "unknown-subject"
  /** That can't be asked of such a thing, or is there already. */
  | "no-such-task"
  | "nothing-to-do"
  | "no-day"
  | "day-passed"
  /** Somebody else did something with it meanwhile. */
  | "moved"
  | "too-many";

export type RequestOutcome = { ok: true; request: Request } | { ok: false; refused: RequestRefusal };

/** What is asked. `of`: the id of an account; "": of anybody. `until`: a day; "": by none. */
export interface Asked {
  about: Subject;
  task: Task;
  of: string;
  until: string;
  why: string;
}

/** What is done. `to`, `until` as in {@link Asked}; `changes`: how much was done with the request that whoever acts knew. */
export interface Acted {
  act: RequestAct;
  to: string;
  until: string;
  word: string;
  changes: number | null;
}

const refuse = (refused: RequestRefusal): RequestOutcome => ({ ok: false, refused });

/** Asks somebody, or anybody, for something in a work that `here` reads. @param now milliseconds since 1970. */
export async function ask(
  sources: RequestSources,
  work: Work,
  here: Actor,
  { about, task, of, until, why }: Asked,
  now: number,
): Promise<RequestOutcome> {
  if (!mayAsk(here)) return refuse("not-allowed");
  const place = await placeOf(sources, work, here, about);
  if (!place) return refuse("unknown-subject");
  if (!TASKS_ON[about.kind].includes(task)) return refuse("no-such-task");
  const day = dayFault(until, now);
  if (day) return refuse(day);
  if (of !== "" && !(await canBeAsked(sources, work.id, of, { about, task }))) return refuse("not-theirs-to-do");
  const request = asked({
    ...{ id: newId(), work: work.id, about, task, by: here.id, of: of === "" ? null : of },
    ...{ until: until === "" ? null : until, why: worded(why), at: new Date(now).toISOString() },
  });
  if (settledAt(request, await place.standing()) !== null) return refuse("nothing-to-do");
  return (await sources.accounts.requests.add(request, noticesOfAsking(request)))
    ? { ok: true, request }
    : refuse("too-many");
}

/** Does something with a request of a work that `here` reads. */
export async function act(
  sources: RequestSources,
  work: Work,
  here: Actor,
  id: string,
  { act, to, until, word, changes }: Acted,
  now: number,
): Promise<RequestOutcome> {
  const { requests } = sources.accounts;
  const known = await requests.one(work.id, id);
  const seen = known && (await seenBy(sources, known, here, now));
  if (!seen) return refuse("unknown");
  const { request } = seen;
  if (changes !== null && changes !== request.changes) return refuse("moved");
  if (!actsOn(request, here).includes(act))
    return refuse(request.standing === "open" || act === "reopen" ? "not-theirs" : "moved");
  if (act === "reopen" && (await requests.openIn(work.id)).length >= MOST_OPEN) return refuse("too-many");
  const day = act === "postpone" ? dayFault(until, now) : null;
  if (day) return refuse(day);
  const of = act === "hand" && to !== "" ? to : null;
  if (of !== null && !(await canBeAsked(sources, work.id, of, request))) return refuse("not-theirs-to-do");
  const step: RequestStep = {
    ...{ act, by: here.id, at: new Date(now).toISOString(), word: worded(word) },
    ...(act === "hand" && { to: of }),
    ...(act === "postpone" && { until: until === "" ? null : until }),
  };
  const after = requestAfter(request, step);
  return (await requests.change(after, noticesOfStep(request, after, step)))
    ? { ok: true, request: after }
    : refuse("moved");
}

function worded(word: string): string {
  return plainly(word).slice(0, LONGEST_WORD);
}

function dayFault(until: string, now: number): "no-day" | "day-passed" | null {
  if (until === "") return null;
  if (!isDay(until)) return "no-day";
  return until < dayAt(now) ? "day-passed" : null;
}

/** True if somebody with an account may do what is asked, and reads what it is about. */
async function canBeAsked(
  sources: RequestSources,
  work: string,
  person: string,
  { about, task }: Pick<Request, "about" | "task">,
): Promise<boolean> {
  const actor = await sources.accounts.person(person);
  const found = actor && (await workFor(sources, work, actor));
  return Boolean(found && canDo(task, found.here) && (await placeOf(sources, found.work, found.here, about)));
}

/** Those of a work who are asked for things: whoever may do more there than read, by name. */
export async function askable(
  { accounts, desk }: RequestSources,
  work: string,
): Promise<{ id: string; name: string; role: Actor["role"] }[]> {
  const access = await desk.access(work);
  const people = (await accounts.people()).flatMap((person) => actorIn(access, person) ?? []);
  return people
    .filter((person) => canDo("revise", person))
    .map(({ id, name, role }) => ({ id, name, role }))
    .sort((one, other) => one.name.localeCompare(other.name, "en") || (one.id < other.id ? -1 : 1));
}

async function allSeen(
  sources: RequestSources,
  requests: readonly Request[],
  actor: Actor,
  now: number,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const request of requests) {
    const each = await seenBy(sources, request, actor, now);
    if (each) seen.push(each);
  }
  return seen.sort((one, other) => byDay(one.request, other.request));
}

const isOpen = ({ request }: Seen): boolean => request.standing === "open";

/** So many of each of somebody's lists are told, those that press most: what is done makes room for others. */
const MOST_TOLD = 200;
/** So many are looked at before others have a turn. */
const AT_ONCE = 50;

/** The first of somebody's requests, in the order of their days. */
async function firstOf(
  sources: RequestSources,
  requests: readonly Request[],
  actor: Actor,
  now: number,
  { keep, may }: { keep: (seen: Seen) => boolean; may?: (request: Request, here: Actor) => boolean },
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const [at, request] of requests.toSorted(byDay).entries()) {
    if (seen.length === MOST_TOLD) break;
    if (at % AT_ONCE === AT_ONCE - 1) await othersFirst();
    const each = await seenBy(sources, request, actor, now, may);
    if (each && keep(each)) seen.push(each);
  }
  return seen;
}

/** What somebody is asked for, in the order of its days. */
export async function askedOf(sources: RequestSources, actor: Actor, now: number): Promise<Seen[]> {
  return firstOf(sources, await sources.accounts.requests.askedOf(actor.id), actor, now, { keep: isOpen });
}

/** What somebody is asked for, what anybody is that they could do, and what they ask of others; each in the order of its days. */
export async function requestsOf(
  sources: RequestSources,
  actor: Actor,
  now: number,
): Promise<{ asked: Seen[]; anybody: Seen[]; own: Seen[] }> {
  const { requests } = sources.accounts;
  const may = ({ task }: Request, here: Actor): boolean => canDo(task, here);
  return {
    asked: await askedOf(sources, actor, now),
    anybody: await firstOf(sources, await requests.forAnybody(), actor, now, { keep: isOpen, may }),
    own: await firstOf(sources, await requests.askedBy(actor.id), actor, now, {
      keep: ({ request }) => request.standing !== "done",
    }),
  };
}

/** The open requests of a work, in the order of their days. */
export async function requestsIn(sources: RequestSources, work: string, actor: Actor, now: number): Promise<Seen[]> {
  return (await allSeen(sources, await sources.accounts.requests.openIn(work), actor, now)).filter(isOpen);
}

/** Those about one thing in a work, and the last that ended, the last first. */
export async function requestsAbout(
  sources: RequestSources,
  work: string,
  about: Subject,
  actor: Actor,
  now: number,
): Promise<{ open: Seen[]; ended: Seen[] }> {
  const { open, ended } = await sources.accounts.requests.about(work, about);
  const current = await allSeen(sources, open, actor, now);
  const before: Seen[] = [];
  for (const request of ended) {
    const each = await seenBy(sources, request, actor, now);
    if (each) before.push(each);
  }
  return { open: current.filter(isOpen), ended: [...current.filter((each) => !isOpen(each)), ...before] };
}
