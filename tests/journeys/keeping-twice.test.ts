/** What a revised file words otherwise is kept once, whoever asks how often, and whatever became of the work meanwhile. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMITS } from "../../translations/text/limits.ts";
import {
  joinAsOwner,
  OWNER,
  signedIn,
  startTestWorkbench,
  type Client,
  type TestWorkbench,
} from "../help/workbench.ts";

const LINES = { "content-type": "application/jsonl" };
const FILE = { "content-type": "application/octet-stream" };
/** More than one proposal holds. */
const PASSAGES = LIMITS.parts + 10;

let bench: TestWorkbench;
let owner: Client;

beforeAll(async () => {
  bench = await startTestWorkbench();
  owner = await joinAsOwner(bench);
  const { id } = await owner.json<{ id: string }>("POST", "/api/works/new", { rendering: text("old") });
  const named = { title: "River", work: "river", language: "en", sourceLanguage: "und" };
  await owner.json("POST", `/api/works/new/${id}/create`, named);
});
afterAll(() => bench.end());

function text(bridge: string): string {
  const all = Array.from({ length: PASSAGES }, (_, at) => `The river of year ${at} runs past the ${bridge} bridge.`);
  return all.join("\n\n");
}

async function drop(what: string, translation = ""): Promise<string> {
  const to = `/api/works/river/return/text?name=second.md&translation=${translation}`;
  const dropped = await owner.send("POST", to, what, FILE);
  expect(dropped.status).toBe(200);
  return ((await dropped.json()) as { id: string }).id;
}

const keep = (id: string, how: object) => owner.send("POST", `/api/works/river/return/${id}`, how);

test("asked for again while it is being proposed, it is proposed once", async () => {
  const id = await drop(text("new"));
  let [again, isDone] = [0, false];
  const first = keep(id, { reason: "Second edition" }).finally(() => (isDone = true));
  const waiting: unknown[] = [];
  while (!isDone) {
    const next = await keep(id, { reason: "Second edition" });
    expect(next.status).toBe(200);
    waiting.push(((await next.json()) as { proposals: unknown }).proposals);
    again++;
  }
  const { proposals } = (await (await first).json()) as { proposals: string[] };
  expect(again).toBeGreaterThan(0);
  expect(proposals).toHaveLength(Math.ceil(PASSAGES / LIMITS.parts));
  for (const each of waiting) expect(each).toEqual(proposals);
  for (const each of [1, PASSAGES]) {
    const passage = await owner.json<{ proposals: unknown[] }>("GET", `/api/works/river/passages/${each}`);
    expect(passage.proposals).toHaveLength(1);
  }
});

test("a reason that is too long is told so, and nothing is recorded", async () => {
  const id = await drop(text("newer"));
  for (const as of ["versions", "proposal"]) {
    const refused = await keep(id, { as, reason: "x".repeat(10_001) });
    expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ code: "too-large" })]);
  }
  expect((await owner.json<{ versions: unknown[] }>("GET", "/api/works/river/passages/7")).versions).toHaveLength(1);
});

test("of a translation that was undone meanwhile nothing is kept", async () => {
  const content = [{ type: "paragraph", content: [{ type: "text", text: "Of year 6 the river runs." }] }];
  const lines = JSON.stringify({ id: "7", versions: [{ rendering: { type: "doc", content } }] });
  const to = "/api/works/river/import?translation=second&title=Second&language=en";
  const long = await owner.send("POST", `${to}&reason=${"x".repeat(10_001)}`, lines, LINES);
  expect(await long.json()).toMatchObject({ code: "too-large", excess: { limit: "reason" } });
  const sent = await owner.send("POST", to, lines, LINES);
  expect(sent.status, await sent.text()).toBe(200);
  const id = await drop("Of year 6 the broad river runs.", "second");
  const { imports } = await owner.json<{ imports: { id: string }[] }>("GET", "/api/works/river/imports");
  await owner.json("POST", `/api/works/river/imports/${imports[0]!.id}/undo`, { reason: "The wrong one." });
  for (const as of ["versions", "proposal"]) {
    const refused = await keep(id, { as });
    expect(await refused.json()).toMatchObject({ code: "unknown-part", why: "translation", named: "second" });
  }
  expect((await owner.send("GET", `/river/-/return/${id}`)).status).toBe(200);
});

test("of passages that are final what is wrong is said first, also in a file: else nothing of it is proposed", async () => {
  const last = `${PASSAGES}`;
  await owner.json("POST", "/api/works/river/finality", { passages: last, final: "yes" });
  const id = await drop(text("newest"));
  expect(await (await owner.send("GET", `/river/-/return/${id}`, undefined, { accept: "text/html" })).text()).toContain(
    "1 passage of these is final",
  );
  const proposals = async () =>
    (await owner.json<{ proposals: unknown[] }>("GET", "/api/works/river/passages/1")).proposals.length;
  const before = await proposals();
  for (const how of [{ reason: "Third edition" }, { wrong: "style" }]) {
    const refused = await keep(id, how);
    expect(await refused.json()).toMatchObject({ code: "reason-required", why: "final", passage: last });
  }
  expect((await keep(id, { reason: "Third edition", wrong: "everything" })).status).toBe(400);
  expect(await proposals()).toBe(before);
  const content = [
    { type: "paragraph", content: [{ type: "text", text: `The river of year ${PASSAGES - 1} is dry.` }] },
  ];
  const lines = JSON.stringify({ id: last, versions: [{ rendering: { type: "doc", content } }] });
  const sent = (more: string) =>
    owner.send("POST", `/api/works/river/return?translation=translation${more}`, lines, LINES);
  expect(await (await sent("&reason=Dry")).json()).toMatchObject({ code: "reason-required", why: "final" });
  expect(await (await sent("&reason=Dry&wrong=accuracy")).json()).toMatchObject({ proposals: [expect.any(String)] });
  const kept = await keep(id, { reason: "Third edition", wrong: "style" });
  const made = (await kept.json()) as { proposals: string[] };
  expect(made.proposals).toHaveLength(Math.ceil(PASSAGES / LIMITS.parts));
  const told = await owner.json<{ parts: { submission: { wrong?: string } }[] }>(
    "GET",
    `/api/proposals/${made.proposals[1]}`,
  );
  expect(told.parts.at(-1)!.submission.wrong).toBe("style");
});

describe("killed in the middle, and started again, it goes on by itself:", () => {
  const LONG = 240;
  const long = (word: string) =>
    Array.from({ length: LONG }, (_, at) => `Of year ${at} the ${word} river runs, ${at * 7} days long.`).join("\n\n");
  const ASYNC = { prefer: "respond-async", "content-type": "application/json" };

  /** Asks for it, kills the workbench as soon as some of it is done, and starts it again: what came of it in the end. */
  async function killed(path: string, body: object): Promise<unknown> {
    const asked = await owner.send("POST", path, JSON.stringify(body), ASYNC);
    expect([asked.status, asked.headers.get("preference-applied")]).toEqual([202, "respond-async"]);
    const to = asked.headers.get("location")!;
    const far = async () => {
      const answer = await owner.send("GET", to);
      return { status: answer.status, ...((await answer.json()) as { done: number; of: number }) };
    };
    await expect
      .poll(far, { interval: 5, timeout: 60_000 })
      .toMatchObject({ done: expect.toSatisfy((done) => done > 0) as number });
    const dead = new Promise((resolve) => bench.process.once("exit", resolve));
    bench.process.kill("SIGKILL");
    await dead;
    bench = await startTestWorkbench({ data: bench.data });
    owner = await signedIn(bench, OWNER);
    let came: unknown;
    await expect
      .poll(async () => ((came = await far()) as { status: number }).status, { interval: 50, timeout: 60_000 })
      .toBe(200);
    return came;
  }

  test(
    "a source that is recorded, a revised file that is kept as versions, and undoing that",
    { timeout: 300_000 },
    async () => {
      const { id } = await owner.json<{ id: string }>("POST", "/api/works/new", { rendering: long("old") });
      const fields = { title: "Long", work: "long", language: "en", sourceLanguage: "und" };
      await owner.json("POST", `/api/works/new/${id}/create`, fields);
      const send = async (to: string, sent: string) =>
        ((await (await owner.send("POST", to, sent, FILE)).json()) as { id: string }).id;
      const source = await send("/api/works/long/source/text?name=a.txt", long("first"));
      const { laid } = await owner.json<{ laid: { plan: string } }>("GET", `/long/-/source/${source}`);
      const recorded = await killed(`/api/works/long/source/${source}`, { plan: laid.plan, provenance: "Made up." });
      const second = await send("/api/works/long/return/text?name=second.md", long("new"));
      const kept = await killed(`/api/works/long/return/${second}`, { as: "versions", reason: "Second edition" });
      expect(kept).toMatchObject({ passages: LONG, versions: LONG, proposals: [] });
      const { imports } = await owner.json<{ imports: { id: string; ended: unknown }[] }>(
        "GET",
        "/api/works/long/imports",
      );
      const whole = { passages: LONG, pieces: LONG };
      expect(imports.map(({ ended }) => ended)).toEqual([whole, whole, expect.anything()]);
      expect(recorded).toMatchObject({ import: imports[1]!.id });
      const undone = await killed(`/api/works/long/imports/${imports[0]!.id}/undo`, { reason: "A trial." });
      expect(undone).toMatchObject({ work: "long", already: false });
      for (const passage of [1, LONG]) {
        const { current } = await owner.json<{ current: number }>("GET", `/api/works/long/passages/${passage}`);
        expect(current).toBe(1);
      }
    },
  );
});
