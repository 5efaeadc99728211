import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { startWorkbench, type Running } from "../../server/app.ts";
import { exposition } from "../../server/http/metrics.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { LoggedUpdate } from "../../server/store/draft-log.ts";
import { DATABASE } from "../../server/store/names.ts";
import type { Store } from "../../server/store/store.ts";
import { readDraft } from "../../translations/draft/draft.ts";
import { Figures } from "../../server/sync/figures.ts";
import { draftedIn } from "../../server/exchanging/drafts.ts";
import { Playback, PlaybackBusy, playedThrough } from "../../server/sync/sync.ts";
import { stepsOf } from "../../server/sync/history.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import {
  ackFrame,
  addressOf,
  Caller,
  draftIn,
  DRAFT,
  SEED_WORDS,
  serve,
  step1Frame,
  step2Frame,
  until,
  updateFrame,
  updateIn,
  withProposal,
  namedStore,
} from "../help/live.ts";
import { Client, OWNER } from "../help/workbench.ts";
import { wordsIn } from "../help/draft-words.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-history-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Entry = Pick<LoggedUpdate, "by" | "at">;

/** "a0 b5 a9 .9": who wrote and when, in seconds; "." is the server. "?" stands for a time that is not known. */
function log(notation: string): Entry[] {
  return notation.split(" ").map((entry) => ({
    by: entry[0] === "." ? null : entry[0]!,
    at: entry.slice(1) === "?" ? null : Number(entry.slice(1)) * 1_000,
  }));
}

/** "a:3": by a, after which three updates stand. */
const told = (entries: Entry[], most?: number) =>
  stepsOf(entries, most)
    .map(({ by, updates }) => `${by.join("+")}:${updates}`)
    .join(" ");

describe("the steps of a draft", () => {
  test.each([
    ["the beginning stands by itself", ".0 a0 a1", ":1 a:3"],
    ["another writer begins a step", ".0 a0 a1 b1 b2 a2", ":1 a:3 b:5 a:6"],
    ["so does a pause of more than two seconds", ".0 a5 a7 a9.1 a9.2", ":1 a:3 a:5"],
    ["what the server sets right belongs to what it follows", ".0 a0 .0 a1 .1 b1 .1", ":1 a:5 b:7"],
    ["the server's words before anybody's", ".0 .1 a1 b1", ":1 a:3 b:4"],
    ["without times, writers alone part them", ".? a? a? b? a9 a99", ":1 a:3 b:4 a:5 a:6"],
    ["nothing but the beginning", ".0", ":1"],
  ])("%s", (_, notation, steps) => expect(told(log(notation))).toBe(steps));

  test("are none of a draft that was never begun", () => expect(stepsOf([])).toEqual([]));

  test("that are too many lose their shortest pauses first", () => {
    const entries = log(".0 a10 a20 a60 b61 a100 b101");
    expect(told(entries)).toBe(":1 a:2 a:3 a:4 b:5 a:6 b:7");
    expect(told(entries, 5)).toBe(":1 a:2 a:3 a+b:5 a+b:7");
    expect(told(entries, 4)).toBe(":1 a:3 a+b:5 a+b:7");
  });

  test("cover the whole log once, in order, and are never too many", () => {
    const entry = fc.record({ by: fc.constantFrom("a", "b", null), pause: fc.nat(5_000) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 80 }), fc.integer({ min: 2, max: 40 }), (entries, most) => {
        let at = 0;
        const whole = [{ by: null, at }, ...entries.map(({ by, pause }) => ({ by, at: (at += pause) }))];
        const steps = stepsOf(whole, most);
        expect(steps.length).toBeLessThanOrEqual(most);
        expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
        expect(steps.at(-1)!.updates).toBe(whole.length);
        let before = 0;
        for (const { updates, by, from, to } of steps) {
          const own = whole.slice(before, updates);
          expect(own.length).toBeGreaterThan(0);
          expect(by).toEqual([...new Set(own.flatMap((each) => each.by ?? []))]);
          expect([from, to]).toEqual([own[0]!.at, own.at(-1)!.at]);
          before = updates;
        }
      }),
    );
  });
});

describe("playing back", () => {
  async function played(): Promise<{ store: Store; words: string[] }> {
    let now = 0;
    const store = await withProposal(namedStore(openSqlite(join(folder, "played.db")), () => (now += 3_000)));
    const served = await serve(store);
    await served.live.read(DRAFT);
    await served.stop();
    const doc = await draftIn(store);
    const words = [SEED_WORDS];
    const text = wordsIn(doc);
    for (let at = 0; at < 30; at++) {
      const before = Y.encodeStateVector(doc);
      if (at % 3 === 2) text.delete(0, 4);
      else text.insert((at * 7) % text.length, `“${at}”`);
      await store.drafts.append(DRAFT, [{ bytes: Y.encodeStateAsUpdate(doc, before), by: "ada" }]);
      words.push(canonicalText(readDraft(doc, "").rendering));
    }
    return { store, words };
  }

  test("gives at each step what the draft said then, forward, backward and from anywhere", async () => {
    const { store, words } = await played();
    const playback = new Playback(store.drafts);
    expect(await playback.steps(DRAFT)).toHaveLength(words.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: words.length }), async (number) => {
        const { rendering, step } = (await playback.at(DRAFT, number))!;
        expect(canonicalText(rendering)).toBe(words[number - 1]);
        expect(step.number).toBe(number);
      }),
      { numRuns: 60 },
    );
    expect(await playback.at(DRAFT, words.length + 1)).toBeNull();
    const through = [...playedThrough(await store.drafts.log(DRAFT))];
    expect(through.map(({ rendering }) => canonicalText(rendering))).toEqual(words);
    expect(through.map(({ step }) => step)).toEqual(await playback.steps(DRAFT));
    expect(await playback.steps("nobody")).toEqual([]);
    await store.drafts.append(DRAFT, [{ bytes: Uint8Array.of(0, 0), by: "bo" }]);
    expect((await playback.steps(DRAFT)).at(-1)).toMatchObject({ by: ["bo"], updates: words.length + 1 });
    const many = Array.from({ length: 40 }, () => playback.steps(DRAFT));
    const outcomes = await Promise.allSettled(many);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(many.length);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(PlaybackBusy);
    expect((await playback.steps(DRAFT)).length).toBeGreaterThan(1);
    await store.close();
  });
});

test("the figures stand in Prometheus's text format", () => {
  const figures = new Figures();
  figures.refuse(4429);
  figures.refuse(4403);
  figures.refuse(4429);
  for (const seconds of [0.0005, 0.02, 99]) figures.acknowledgement.observe(seconds);
  const text = exposition({ size: () => ({ drafts: 2, sockets: 5 }), figures }, { size: () => 7 });
  for (const line of [
    "# TYPE variorum_rooms gauge\nvariorum_rooms 2",
    "variorum_sockets 5",
    "variorum_streams 7",
    'variorum_closed_total{code="4403"} 1\nvariorum_closed_total{code="4429"} 2',
    'variorum_acknowledge_seconds_bucket{le="0.001"} 1',
    'variorum_acknowledge_seconds_bucket{le="0.025"} 2',
    'variorum_acknowledge_seconds_bucket{le="5"} 2\nvariorum_acknowledge_seconds_bucket{le="+Inf"} 3',
    "variorum_acknowledge_seconds_count 3",
  ])
    expect(text).toContain(`${line}\n`);
  const lines = text.trimEnd().split("\n");
  for (const line of lines)
    expect(line).toMatch(/^(# (HELP|TYPE) variorum_\w+ .+|variorum_\w+(\{\w+="[^"]+"\})? [\d.e-]+)$/);
});

describe("over HTTP", () => {
  let running: Running;
  let owner: Client;
  const written: string[] = [];
  const client = join(folder, "client");

  const start = (name: string) =>
    startWorkbench({
      data: join(folder, name),
      host: "127.0.0.1",
      port: 0,
      origin: null,
      client,
      log: pino({ level: "trace" }, { write: (line: string) => written.push(line) }),
    });

  beforeAll(async () => {
    mkdirSync(join(client, ".vite"), { recursive: true });
    writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
    running = await start("data");
    owner = new Client(running.address);
    await owner.json("POST", new URL(running.ownerLink!).pathname, OWNER);
  });
  afterAll(() => running.close());

  const ask = (path: string, headers: Record<string, string> = {}) => fetch(running.address + path, { headers });
  const asOwner = (path: string) => ask(path, { cookie: owner.session, accept: "application/json" });

  interface History {
    steps: { step: number; from: string | null; to: string | null; by: { id: string; name: string }[] }[];
  }

  test("a draft's history tells who wrote when, and each step how it read, to those who write it", async () => {
    const passages = "/api/works/nip14/passages/s10-government-and-markets";
    const { id } = await owner.json<{ id: string }>("POST", `${passages}/proposals`, { base: 2 });
    const history = async () => (await (await asOwner(`/api/proposals/${id}/history`)).json()) as History;
    expect(await history()).toEqual({ proposal: id, steps: [] });
    const begun = Date.now();
    const { port } = new URL(running.address);
    const at = addressOf(Number(port), await owner.draftOf(id));
    const typist = await new Caller(at, null, { cookie: owner.session }).seated();
    typist.say(step1Frame(Uint8Array.of(0)));
    await until(() => typist.heard.some(([type, step]) => type === 0 && step === 1), "the draft came");
    const doc = new Y.Doc();
    Y.applyUpdate(doc, updateIn(typist.heard.find(([type, step]) => type === 0 && step === 1)!));
    typist.say(step2Frame(Uint8Array.of(0, 0)));
    const before = canonicalText(readDraft(doc, "").rendering);
    doc.on("update", (update: Uint8Array) => typist.say(updateFrame(update)));
    const text = wordsIn(doc);
    for (const letter of "Geheimnis") text.insert(text.length, letter);
    typist.say(ackFrame(9));
    await until(() => typist.heardOf(100).length > 0, "all is on disk");
    typist.socket.terminate();

    const { steps } = await history();
    expect(steps.map(({ step, by }) => [step, by.map(({ name }) => name)])).toEqual([
      [1, []],
      [2, [OWNER.name]],
    ]);
    for (const { from, to } of steps) {
      expect(Date.parse(from!)).toBeGreaterThanOrEqual(begun);
      expect(Date.parse(to!)).toBeLessThanOrEqual(Date.now());
    }
    const reads = async (step: number) => {
      const { rendering } = (await (await asOwner(`/api/proposals/${id}/history/${step}`)).json()) as {
        rendering: RenderingJson;
      };
      return canonicalText(renderingFromJson(rendering));
    };
    expect([await reads(2), await reads(1), await reads(2)]).toEqual([
      `${before}Geheimnis`,
      before,
      `${before}Geheimnis`,
    ]);
    const db = openSqlite(join(folder, "data", DATABASE));
    expect([...draftedIn(db, "nip14")]).toEqual(
      steps.map(({ step, from, to, by }) => ({
        ...{ proposal: id, passage: "s10-government-and-markets", step, from, to },
        by: by.map(({ name }) => name),
        text: step === 1 ? before : `${before}Geheimnis`,
      })),
    );
    expect([...draftedIn(db, "another")]).toEqual([]);
    db.close();
    for (const none of [`${id}/history/3`, `${id}/history/0`, `${id}/history/x`, `${id}/history/1e0`, "no/history"]) {
      const refused = await asOwner(`/api/proposals/${none}`);
      expect(refused.status, none).toBe(404);
      expect(refused.headers.get("content-type")).toContain("application/problem+json");
    }
    expect(written.join("")).not.toMatch(/Geheimnis/);
  });

  test("the figures are for this machine, also where a proxy stands before it", async () => {
    const answer = await ask("/metrics");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(await answer.text()).toMatch(/^variorum_updates_total [1-9]/m);
    expect((await ask("/metrics", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
    expect((await ask("/metrics", { "x-forwarded-for": "127.0.0.1, 203.0.113.7" })).status).toBe(404);
    expect(written.join("")).not.toContain("request failed");
  });

  test("it is ready until it stops", async () => {
    expect(await (await ask("/healthz")).text()).toBe("ok\n");
    const ready = await ask("/readyz");
    expect([ready.status, await ready.text()]).toEqual([200, "ready\n"]);
  });

  test("the figures are for everybody if it was told so", async () => {
    process.env["VARIORUM_METRICS"] = "1";
    const open = await start("open").finally(() => delete process.env["VARIORUM_METRICS"]);
    const answer = await fetch(`${open.address}/metrics`, { headers: { "x-forwarded-for": "203.0.113.7" } });
    expect(answer.status).toBe(200);
    await open.close();
  });
});
