/** Whom requests remind of what on a day, and what is kept of them: asked of what keeps them, without a browser or HTTP. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { act, ask, remindersFor } from "../../server/requests/requests.ts";
import { MOST_OPEN } from "../../server/accounts/accounts.ts";
import { asked, requestAfter, type Request } from "../../translations/requests/request.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { openBench, type LedgerBench } from "../help/ledger-site.ts";

const NOW = Date.parse("2026-11-28T09:00:00.000Z");
let here: LedgerBench;
let [owner, ann]: Actor[] = [];

beforeEach(async () => {
  here = await openBench(null);
  await here.bench.store.bringIn(foundingRecords(plan));
  owner = await joined((await here.bench.accounts.ownerToken())!, "olive");
  ann = await joined(await invited("translator"), "ann");
});
afterEach(() => here.close());

const invited = (role: Role) => here.bench.accounts.invite(owner!, role);

async function joined(token: string, name: string): Promise<Actor> {
  const login = { name, email: `${name}@example.org`, password: "a calm long password" };
  const answer = await here.bench.accounts.join(token, login, "127.0.0.1");
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.actor;
}

async function askedFor(until: string, about = "4-3"): Promise<Request> {
  const work = (await here.bench.store.work("nip14"))!;
  const wanted = { about: { kind: "section", id: about }, task: "revise", of: ann!.id, until, why: "" } as const;
  const outcome = await ask(here.bench, work, owner!, wanted, NOW);
  if (!outcome.ok) throw new Error(outcome.refused);
  return outcome.request;
}

const on = async (today: string) =>
  (await remindersFor(here.bench, today)).map(({ request, person, left, work, place }) => [
    ...[request.id, person, left, work.id, place.name],
  ]);

test("who is asked is reminded seven and two days before, on no other day, and no more once it ended or they can’t read it", async () => {
  const request = await askedFor("2026-12-10");
  const told = (left: number) => [[request.id, ann!.id, left, "nip14", "4.3"]];
  expect(await on("2026-12-03")).toEqual(told(7));
  expect(await on("2026-12-08")).toEqual(told(2));
  for (const day of ["2026-12-02", "2026-12-07", "2026-12-10", "2026-12-11"]) expect(await on(day)).toEqual([]);
  await here.bench.desk.share("nip14", { type: "set-visibility", visibility: "private" }, owner!);
  expect(await on("2026-12-03")).toEqual([]);
  await here.bench.desk.share("nip14", { type: "set-visibility", visibility: "public" }, owner!);
  expect(await on("2026-12-03")).toEqual(told(7));
  const work = (await here.bench.store.work("nip14"))!;
  const done = { act: "done", to: "", until: "", word: "", changes: 0 } as const;
  expect(await act(here.bench, work, ann!, request.id, done, NOW)).toMatchObject({ ok: true });
  expect(await on("2026-12-03")).toEqual([]);
});

test("what is kept is found by whom it is about, changes but once at a time, and ends with the account", async () => {
  const { requests } = here.bench.accounts;
  const request = await askedFor("2026-12-10");
  expect(await requests.one("nip14", request.id)).toEqual(request);
  expect(await requests.one("other", request.id)).toBeNull();
  expect([await requests.askedOf(ann!.id), await requests.askedBy(owner!.id), await requests.openIn("nip14")]).toEqual([
    ...[[request], [request], [request]],
  ]);
  const step = { act: "hand", to: null, by: owner!.id, at: "2026-11-29T00:00:00.000Z", word: "" } as const;
  const after = requestAfter(request, step);
  expect([await requests.change(after), await requests.change(after)]).toEqual([true, false]);
  expect([await requests.askedOf(ann!.id), await requests.forAnybody(), await requests.dated()]).toEqual([
    [],
    [after],
    [],
  ]);
  const other = await askedFor("2026-12-10");
  await here.bench.accounts.close(ann!.id);
  expect(await requests.about("nip14", other.about)).toMatchObject({
    open: [{ id: request.id }],
    ended: [{ id: other.id, standing: "given-up", of: ann!.id }],
  });
});

test("no more are open in a work than there may be", async () => {
  const { requests } = here.bench.accounts;
  const given = {
    work: "nip14",
    about: { kind: "term", id: "t1" },
    task: "check",
    by: "x",
    of: null,
    until: null,
  } as const;
  const at = "2026-11-28T09:00:00.000Z";
  for (let number = 0; number < MOST_OPEN; number++)
    expect(await requests.add(asked({ ...given, id: `r${number}`, why: "", at }))).toBe(true);
  expect(await requests.add(asked({ ...given, id: "more", why: "", at }))).toBe(false);
  await expect(askedFor("2026-12-10")).rejects.toThrow("too-many");
  expect(await requests.add(asked({ ...given, work: "other", id: "more", why: "", at }))).toBe(true);
});
