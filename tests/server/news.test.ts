/** News as the server tells it: once for however many listen, again to whoever missed it, and to no network more than its share. */
import { request, type IncomingMessage } from "node:http";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { STREAM_LIMITS } from "../../server/http/news.ts";
import { openTelling } from "../../server/http/telling.ts";
import { Remembered, type Told } from "../../server/http/told.ts";
import { OPEN_TO_ALL } from "../../translations/ledger/access.ts";
import type { News } from "../../server/desk/desk.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { until } from "../help/live.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

const PASSAGE = "s10-government-and-markets";

let site: TestSite;
let ann: Client;

beforeAll(async () => {
  site = await startSite();
  const owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
});
afterAll(() => site.end());

/** A program that follows the news. */
class Follower {
  status = 0;
  text = "";
  readonly #request;
  readonly answered: Promise<void>;

  constructor(path: string, headers: Record<string, string> = {}) {
    this.#request = request(new URL(path, site.address), { headers, agent: false });
    this.answered = new Promise((resolve, reject) => {
      this.#request.on("error", reject);
      this.#request.on("response", (response: IncomingMessage) => {
        this.status = response.statusCode ?? 0;
        response.on("data", (chunk: Buffer) => (this.text += chunk.toString()));
        response.on("error", () => undefined);
        resolve();
      });
    });
    this.#request.end();
  }

  get news(): Record<string, unknown>[] {
    const frames = this.text.split("\n\n").filter((frame) => !frame.includes("event:") && frame.includes("data: "));
    return frames.map((frame) => JSON.parse(/data: (.*)/.exec(frame)![1]!) as Record<string, unknown>);
  }

  get last(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? "";
  }

  end(): void {
    this.#request.on("error", () => undefined);
    this.#request.destroy();
  }
}

const followers: Follower[] = [];
afterEach(async () => {
  for (const follower of followers.splice(0)) follower.end();
  await expect.poll(streams).toBe(0);
});

async function follow(path = "/api/events", headers: Record<string, string> = {}): Promise<Follower> {
  const follower = new Follower(path, headers);
  followers.push(follower);
  await follower.answered;
  return follower;
}

async function streams(): Promise<number> {
  const figures = await (await fetch(`${site.address}/metrics`)).text();
  return Number(/^variorum_streams (\d+)$/m.exec(figures)?.[1]);
}

async function begin(): Promise<string> {
  return (await ann.json<{ id: string }>("POST", `/api/works/nip14/passages/${PASSAGE}/proposals`, { base: 2 })).id;
}

describe("what happens", () => {
  test("is told to all that follow, with what is on its way since in the passage, its work and everywhere", async () => {
    const [all, work] = [await follow(), await follow("/api/works/nip14/events")];
    const id = await begin();
    await until(() => all.news.length === 1 && work.news.length === 1, "both have heard");
    const [news] = all.news;
    expect(news).toMatchObject({ type: "proposal", status: "opened", id, work: "nip14", passage: PASSAGE });
    const { passage, work: ofWork, all: everywhere } = news!["open"] as Record<string, { written: number }>;
    expect(passage!.written).toBeGreaterThan(0);
    expect(ofWork).toEqual(passage);
    expect(everywhere).toEqual(passage);
    expect(news!["at"], "no time of a draft that strangers may not read").toMatch(/^\d{4}-\d\d-\d\d$/);
    await ann.json("POST", `/api/proposals/${id}/submit`, { text: `Words of ${id}.`, summary: "Better." });
    await until(() => all.news.length === 2, "it has heard of the proposal");
    expect(Date.parse(String(all.news[1]!["at"]))).toBeGreaterThan(Date.now() - 60_000);
    await ann.json("POST", `/api/proposals/${id}/return`, {});
    await until(() => work.news.length === 3, "it is being written again");
    expect(all.news[2]!["at"]).toBe(news!["at"]);
    expect(work.news).toEqual(all.news);
    const [told] = (await ann.json<{ works: { open: number; waiting: number }[] }>("GET", "/api/works")).works;
    expect(told!.open - told!.waiting).toBe(everywhere!.written);
  });

  test("is not waited for by who asks for the head alone", async () => {
    const head = await fetch(`${site.address}/api/events`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    expect(await streams()).toBe(0);
  });

  test("while one was away is told when it comes back, once, by its browser's word or in the address", async () => {
    const first = await follow();
    await until(() => first.last !== "", "it has caught up");
    const { last } = first;
    const ids = [await begin(), await begin()];
    const back = await follow("/api/events", { "last-event-id": last });
    const asked = await follow(`/api/events?after=${last}`);
    for (const follower of [back, asked]) {
      await until(() => follower.news.length === 2, "it has caught up");
      expect(follower.news.map(({ id }) => id)).toEqual(ids);
      expect(follower.text).toContain('event: caught-up\ndata: {"missed":false}');
    }
    const answer = await ann.json<{ last: string; missed: boolean; news: { id: string; news: { id: string } }[] }>(
      "GET",
      `/api/news?after=${last}`,
    );
    expect(answer.news.map(({ news }) => news.id)).toEqual(ids);
    expect([answer.last, answer.missed]).toEqual([back.last, false]);
    const nothing = await ann.json("GET", `/api/news?after=${answer.last}`);
    expect(nothing).toEqual({ last: answer.last, missed: false, news: [] });
  });

  test("before a restart, or of nobody's telling, is said to be missed", async () => {
    for (const after of ["0123.4", "nonsense", "0123.", "9".repeat(300)]) {
      const answer = await ann.json<{ last: string; missed: boolean; news: unknown[] }>(
        "GET",
        `/api/news?after=${after}`,
      );
      expect([answer.missed, answer.news]).toEqual([true, []]);
      expect((await ann.json<{ missed: boolean }>("GET", `/api/news?after=${answer.last}`)).missed).toBe(false);
    }
    const { last } = await ann.json<{ last: string }>("GET", "/api/news");
    const ahead = `${last.split(".")[0]}.${Number(last.split(".")[1]) + 5}`;
    expect((await ann.json<{ missed: boolean }>("GET", `/api/news?after=${ahead}`)).missed).toBe(true);
  });
});

test("one network has its share of the streams; what is left is for others, and comes back when a page is closed", async () => {
  const here = { "x-forwarded-for": "203.0.113.7" };
  const flood = await Promise.all(Array.from({ length: STREAM_LIMITS.network }, () => follow("/api/events", here)));
  expect(flood.every(({ status }) => status === 200)).toBe(true);
  const refused = await follow("/api/events", { ...here, accept: "application/json" });
  expect(refused.status).toBe(429);
  await until(() => refused.text.includes("Reload to see what is new"), "it says what to do");
  expect((await follow("/api/works/nip14/events", here)).status).toBe(429);
  expect((await follow("/api/events", { "x-forwarded-for": "203.0.113.8" })).status).toBe(200);
  expect((await follow("/api/events")).status).toBe(200);
  flood[0]!.end();
  await expect.poll(async () => (await follow("/api/events", here)).status).toBe(200);
  expect(STREAM_LIMITS.here).toBeLessThan(STREAM_LIMITS.all);
  expect(STREAM_LIMITS.network).toBeLessThan(STREAM_LIMITS.all / 4);
});

test("it is worked out once, not for each that listens", async () => {
  let tellDesk: (news: News) => void = () => undefined;
  const asked: string[] = [];
  const desk = {
    listen: (listener: (news: News) => void) => {
      tellDesk = listener;
      return () => undefined;
    },
    access: () => Promise.resolve(OPEN_TO_ALL),
  };
  const store = {
    work: (id: string) => Promise.resolve(asked.push(id) > 0 ? null : null),
  };
  const none = () => Promise.resolve({ waiting: 0, written: 0 });
  const reading = { work: none, open: none };
  const failures: unknown[] = [];
  const telling = openTelling({ desk, store, reading } as never, (cause) => failures.push(cause));
  const heard: Told[][] = Array.from({ length: 1_000 }, () => []);
  for (const each of heard) telling.listen((told) => void each.push(told));
  const news = (number: number) =>
    ({
      work: "w",
      facts: [{ passage: "p", event: { type: "version-recorded", number } }],
      passages: [{ passage: "p", versions: [], proposals: [] }],
    }) as unknown as News;
  for (let number = 1; number <= 700; number++) tellDesk(news(number));
  await until(() => heard[0]!.length === 700, "all was told");
  expect(asked).toHaveLength(700);
  expect(failures).toEqual([]);
  expect(new Set(heard.map((each) => each[0]))).toHaveProperty("size", 1);
  const strangers = { closed: new Set<string>(), hidden: new Set<string>() };
  const since = (number: number) => telling.remembered.since(`${run}.${number}`, strangers);
  const [run] = telling.remembered.last(strangers).split(".");
  expect(since(200)).toMatchObject({ missed: false, last: `${run}.700` });
  expect(since(200).told).toHaveLength(500);
  expect(since(199).missed).toBe(true);
});

test("each audience is told what it may read once and in order, by numbers that nothing else moves", () => {
  const WORKS = ["open", "one", "two"];
  const AUDIENCES = [[], ["one"], ["two"], ["one", "two"]].map((closed) => ({
    closed: new Set(closed),
    hidden: new Set(["one", "two"].filter((work) => !closed.includes(work))),
  }));
  const opens = { waiting: 0, written: 0 };
  const told = fc.array(fc.constantFrom(...WORKS), { maxLength: 150 });
  fc.assert(
    fc.property(told, fc.nat(150), fc.constantFrom(...AUDIENCES), (all, at, audience) => {
      const [remembered, alone] = [new Remembered("run"), new Remembered("run")];
      const items = all.map((work, index): Told => {
        const news = { work, passage: `p${index}`, open: { passage: opens, work: opens } };
        return { work, closed: work !== "open", news };
      });
      const theirs = (told: Told) => !told.closed || audience.closed.has(told.work);
      const [before, after] = [items.slice(0, at), items.slice(at)];
      for (const each of before) remembered.add(each);
      const last = remembered.last(audience);
      for (const each of after) remembered.add(each);
      for (const each of items.filter(theirs)) alone.add(each);
      expect(remembered.last(audience)).toBe(alone.last(audience));
      const since = remembered.since(last, audience);
      const due = after.filter(theirs);
      if (since.missed) return expect(due.length).toBeGreaterThan(90);
      expect(since.told.map((each) => each.told)).toEqual(due);
      expect(since.told.at(-1)?.id ?? last).toBe(since.last);
      for (const [index, { id }] of since.told.entries())
        expect(remembered.since(id, audience).told).toEqual(since.told.slice(index + 1));
      for (const other of AUDIENCES)
        if (other !== audience && other.closed.size > 0) expect(remembered.since(last, other).missed).toBe(true);
    }),
  );
});
