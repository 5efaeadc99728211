/** Requests as pages and programs are given them. */
import type { Askable, OwnRequests, RequestHere, RequestsHere } from "../../editor/requests/requests.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { dayAt, daysUntil } from "../../translations/requests/days.ts";
import { pressing } from "../../translations/requests/reminders.ts";
import { actsOn, mayAsk, TASKS_ON, type Subject } from "../../translations/requests/request.ts";
import { askable, requestsAbout, requestsIn, requestsOf, seenBy, type Seen } from "../requests/requests.ts";
import { actingIn } from "./seen.ts";
import type { Workbench } from "./workbench.ts";

/** As they are told: with the names of their people. */
async function told({ accounts }: Workbench, all: readonly Seen[], today: string): Promise<RequestHere[]> {
  const ids = all.flatMap(({ request: { by, of, steps } }) => [by, of ?? by, steps.at(-1)?.by ?? by]);
  const names = await accounts.signatures([...new Set(ids)]);
  const named = (id: string): Person => names.get(id) ?? { name: "" };
  return all.map(({ request, work: { id, title, sourceLanguage }, here, place }) => {
    const { until, standing, steps, by, of, work: _work, anybody: _anybody, ...rest } = request;
    const last = steps.at(-1);
    return {
      ...{ ...rest, until, standing, work: { id, title, sourceLanguage }, name: place.name },
      ...{ by: named(by), of: of === null ? null : named(of) },
      pressing: pressing(request, today),
      left: until === null || standing !== "open" ? null : daysUntil(today, until),
      last: last ? { act: last.act, at: last.at, word: last.word, by: last.by === null ? null : named(last.by) } : null,
      acts: actsOn(request, here),
    };
  });
}

/** One of them. */
export async function toldOne(bench: Workbench, seen: Seen, now: number): Promise<RequestHere> {
  return (await told(bench, [seen], dayAt(now)))[0]!;
}

/** What is asked for at a place in a work; nothing for strangers, and for those who don't read it. */
export async function requestsHere(
  bench: Workbench,
  work: Work,
  about: Subject,
  actor: Actor | null,
  now = Date.now(),
): Promise<{ requests?: RequestsHere }> {
  const here = await actingIn(bench, work.id, actor);
  if (!actor || !here) return {};
  const { open, ended } = await requestsAbout(bench, work.id, about, actor, now);
  const today = dayAt(now);
  const tasks = mayAsk(here) ? [...TASKS_ON[about.kind]] : [];
  const all = { open: await told(bench, open, today), ended: await told(bench, ended, today) };
  const hands = all.open.some(({ acts }) => acts.includes("hand"));
  const people = tasks.length > 0 || hands ? await askable(bench, work.id) : [];
  return { requests: { about, ...all, tasks, people, today } };
}

/** All that is asked for in a work, for those with an account. */
export async function requestsInWork(
  bench: Workbench,
  work: Work,
  actor: Actor | null,
  now = Date.now(),
): Promise<{ requests?: { open: RequestHere[]; people: Askable[]; today: string } }> {
  if (!actor) return {};
  const today = dayAt(now);
  const open = await told(bench, await requestsIn(bench, work.id, actor, now), today);
  const people = open.some(({ acts }) => acts.includes("hand")) ? await askable(bench, work.id) : [];
  return { requests: { open, people, today } };
}

/** What somebody is asked for, and asks. @param did the work and the id of that with which they just did something. */
export async function ownRequests(
  bench: Workbench,
  actor: Actor,
  did: { work: string; id: string } | null,
  now = Date.now(),
): Promise<OwnRequests> {
  const today = dayAt(now);
  const { asked, anybody, own } = await requestsOf(bench, actor, now);
  const known = did && (await bench.accounts.requests.one(did.work, did.id));
  const done = known && known.standing !== "open" ? await seenBy(bench, known, actor, now) : null;
  const lists = {
    asked: await told(bench, asked, today),
    anybody: await told(bench, anybody, today),
    own: await told(bench, own, today),
    done: done && (await toldOne(bench, done, now)),
  };
  const people: Record<string, Askable[]> = {};
  for (const { work, acts } of [...lists.asked, ...lists.anybody, ...lists.own])
    if (acts.includes("hand")) people[work.id] ??= await askable(bench, work.id);
  return { ...lists, people, today };
}
