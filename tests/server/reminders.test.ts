/** Whom requests remind of what when, and what is kept of them: asked of what keeps them, by a clock that the test moves. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { act, ask, openReminding, type Reminding } from "../../server/requests/requests.ts";
import { personalIn } from "../../server/personal/personal.ts";
import { noticeLines } from "../../server/personal/notices.ts";
import { MOST_OPEN } from "../../server/accounts/accounts.ts";
import { asked, requestAfter, type Request } from "../../translations/requests/request.ts";
import type { Notice } from "../../translations/requests/notices.ts";
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

/** A clock that a test moves, and what waits for it: no timer of the machine's. */
class Clock {
  waits: { at: number; task: () => void } | null = null;
  /** How often it woke somebody. */
  woke = 0;

  constructor(public at: number) {}

  readonly effects = {
    now: () => this.at,
    later: (milliseconds: number, task: () => void) => {
      const waits = { at: this.at + milliseconds, task };
      this.waits = waits;
      return () => {
        if (this.waits === waits) this.waits = null;
      };
    },
  };

  /** Goes on until a day, stopping wherever something waits. */
  async until(day: string, reminding: Reminding): Promise<void> {
    const end = Date.parse(`${day}T12:00:00.000Z`);
    for (let waits = this.waits; waits !== null && waits.at <= end; waits = this.waits) {
      this.at = waits.at;
      this.waits = null;
      this.woke++;
      waits.task();
      await reminding.turn();
    }
    this.at = end;
  }
}

function reminded(clock: Clock): Reminding {
  return openReminding(here.bench, (error) => expect.fail(String(error)), clock.effects);
}
const told = (to: Actor) =>
  here.bench.accounts.requests.notices.of(to.id).map(({ kind, key }) => `${kind} ${key.split(" ").at(-1)}`);

test("who is asked is reminded seven and two days before, and both when it is late, each once, by a clock that hardly wakes", async () => {
  const clock = new Clock(NOW);
  const reminding = reminded(clock);
  await reminding.turn();
  expect(clock.waits, "nothing waits where nothing has a day").toBeNull();
  await askedFor("2026-12-10");
  await clock.until("2026-12-02", reminding);
  expect(told(ann!)).toEqual(["request-asked 0"]);
  await clock.until("2026-12-07", reminding);
  expect(told(ann!)).toEqual(["request-near 7", "request-asked 0"]);
  await clock.until("2026-12-10", reminding);
  expect([told(ann!)[0], told(owner!)]).toEqual(["request-near 2", []]);
  await clock.until("2027-01-31", reminding);
  expect([told(ann!), told(owner!)]).toEqual([
    ["request-late late", "request-near 2", "request-near 7", "request-asked 0"],
    ["request-late late"],
  ]);
  // Once a day at most while something is to come, and then no more.
  expect(clock.woke).toBeLessThan(15);
  expect(clock.waits).toBeNull();
  await reminding.close();
});

test("a program that was ended and starts again reminds of what it missed, and of nothing twice", async () => {
  await askedFor("2026-12-10");
  for (let start = 0; start < 3; start++) {
    const reminding = reminded(new Clock(Date.parse("2026-12-05T00:00:00.000Z")));
    await Promise.all([reminding.turn(), reminding.turn()]);
    // It ends without a word: nothing is closed.
  }
  expect(told(ann!)).toEqual(["request-near 7", "request-asked 0"]);
  const later = reminded(new Clock(Date.parse("2026-12-20T00:00:00.000Z")));
  await later.turn();
  await later.turn();
  expect(told(ann!)).toEqual(["request-late late", "request-near 7", "request-asked 0"]);
});

test("nobody is reminded of what ended, or of what they can’t read, and is once they can", async () => {
  const request = await askedFor("2026-12-10");
  const clock = new Clock(Date.parse("2026-12-03T08:00:00.000Z"));
  const reminding = reminded(clock);
  const personal = personalIn(here.bench, () => clock.at);
  await here.bench.desk.share("nip14", { type: "set-visibility", visibility: "private" }, owner!);
  await reminding.turn();
  expect(told(ann!)).toEqual(["request-asked 0"]);
  expect(await personal.unseen(ann!)).toBe(0);
  await here.bench.desk.share("nip14", { type: "set-visibility", visibility: "public" }, owner!);
  await reminding.turn();
  expect(told(ann!)).toEqual(["request-near 7", "request-asked 0"]);
  expect(await personal.unseen(ann!)).toBe(2);
  const work = (await here.bench.store.work("nip14"))!;
  const done = { act: "done", to: "", until: "", word: "", changes: 0 } as const;
  expect(await act(here.bench, work, ann!, request.id, done, NOW)).toMatchObject({ ok: true });
  clock.at = Date.parse("2026-12-20T00:00:00.000Z");
  await reminding.turn();
  expect([told(ann!).length, told(owner!)]).toEqual([2, ["request-ended 1"]]);
  // That its day is near is no news any more.
  expect((await personal.news(ann!, { most: 9 })).lines.map(({ kind }) => kind)).toEqual(["request-asked"]);
});

test("what is told beyond what is kept of a person goes, and none of it is told again", async () => {
  const { notices } = here.bench.accounts.requests;
  const notice = (key: string): Notice => ({
    ...{ person: ann!.id, work: "nip14", request: "r", key, by: null, word: "", until: null },
    ...{ kind: "request-near", at: "2026-11-28T09:00:00.000Z", standing: "open" },
  });
  const keys = Array.from({ length: 300 }, (_, at) => `r ${at}`);
  for (const key of [...keys, ...keys]) notices.tell([notice(key)]);
  const kept = notices.of(ann!.id).map(({ key }) => key);
  expect(kept).toEqual(keys.slice(-200).toReversed());
  notices.see(ann!.id, notices.of(ann!.id)[10]!.id);
  expect(notices.of(ann!.id).filter(({ seen }) => !seen)).toHaveLength(10);
});

test("what was told by a clock that was a year ahead is told again only when it is so", async () => {
  await askedFor("2026-12-10");
  const reminding = reminded(new Clock(Date.parse("2027-11-28T09:00:00.000Z")));
  await reminding.turn();
  await reminding.close();
  const kinds = async (day: string) => {
    const all = here.bench.accounts.requests.notices.of(ann!.id);
    const lines = await noticeLines(here.bench, ann!, all, Date.parse(day));
    return lines.map(({ line }) => line.kind);
  };
  expect(told(ann!)).toContain("request-late late");
  expect(await kinds("2026-11-28T10:00:00.000Z")).toEqual(["request-asked"]);
  expect(await kinds("2026-12-11T01:00:00.000Z")).toEqual(["request-late", "request-asked"]);
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
    [after],
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
