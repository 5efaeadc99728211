/**
 * Who reads a draft, asked at every door of a whole workbench: pages, programs, sockets, playback; what strangers learn
 * of it; and what becomes of its steps when it is decided, also after a stop in between.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE, startWorkbench, type Running } from "../../server/app.ts";
import { keptSettings } from "../../server/store/settings.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { addressOf, Caller, until } from "../help/live.ts";
import { Client, OWNER } from "../help/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "variorum-who-reads-"));
const client = join(folder, "client");
const data = join(folder, "data");
const PASSAGE = "/api/works/nip14/passages/s10-government-and-markets";
const SECRET = "Unheard-of quokkas";
const WHY = "Whispered reasons";

let running: Running;
const people: Record<string, Client> = {};
const login = (name: string) => ({
  name,
  email: `${name.split(" ")[0]!.toLowerCase()}@example.org`,
  password: `${name} has one`,
});
const NAMES = { ann: "Ann Secretive", ben: "Ben Invited", rex: "Rex Reviewer", rae: "Rae Reader" };
const ROLES = { ann: "translator", ben: "translator", rex: "reviewer", rae: "reader" };

async function start(): Promise<void> {
  running = await startWorkbench({
    data,
    host: "127.0.0.1",
    port: 0,
    origin: null,
    client,
    log: pino({ level: "silent" }),
  });
  people["stranger"] = new Client(running.address);
}

async function signIn(): Promise<void> {
  for (const [id, { email, password }] of [
    ["owner", OWNER] as const,
    ...Object.entries(NAMES).map(([id, name]) => [id, login(name)] as const),
  ]) {
    people[id] = new Client(running.address);
    await people[id].json("POST", "/api/sign-in", { email, password });
  }
}

beforeAll(async () => {
  mkdirSync(join(client, ".vite"), { recursive: true });
  writeFileSync(join(client, ".vite/manifest.json"), JSON.stringify({ a: { file: "a.js", isEntry: true } }));
  await start();
  const owner = (people["owner"] = new Client(running.address));
  await owner.json("POST", new URL(running.ownerLink!).pathname, OWNER);
  for (const [id, name] of Object.entries(NAMES)) {
    const { link } = await owner.json<{ link: string }>("POST", "/api/people/invite", { role: ROLES[id as "ann"] });
    people[id] = new Client(running.address);
    await people[id].json("POST", new URL(link).pathname, login(name));
  }
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (id: string): Client => people[id]!;

/** A draft of Ann's that says something that nobody has heard. */
async function draft(readers?: string): Promise<string> {
  const { id } = await as("ann").json<{ id: string }>("POST", `${PASSAGE}/proposals`, {
    base: 2,
    ...(readers && { readers }),
  });
  // A refused submission leaves its words in the draft.
  const refused = await as("ann").send("POST", `/api/proposals/${id}/submit`, { text: SECRET, summary: "" });
  expect(refused.status).toBe(422);
  return id;
}

async function told(who: string, path: string, accept = "application/json"): Promise<string> {
  return (await as(who).send("GET", path, undefined, { accept })).text();
}

/** What somebody is told of a proposal by every door that is not a socket. */
async function allTold(who: string, id: string): Promise<string> {
  const html = [
    "/",
    "/nip14",
    "/nip14/s10-government-and-markets",
    `/nip14/proposals/${id}`,
    `/nip14/proposals/${id}/history`,
    "/review",
  ];
  const json = [
    "/api/works",
    "/api/works/nip14",
    PASSAGE,
    `/api/proposals/${id}`,
    `/api/proposals/${id}/history`,
    `/api/proposals/${id}/history/1`,
    `${PASSAGE}/collation`,
  ];
  const answers = [...html.map((path) => told(who, path, "text/html")), ...json.map((path) => told(who, path))];
  return (await Promise.all(answers)).join("\n");
}

interface ProposalJson {
  hidden?: boolean;
  status: string;
  draft: unknown;
  openedBy?: { name: string };
  may: Record<string, boolean>;
}
const look = (who: string, id: string) => as(who).json<ProposalJson>("GET", `/api/proposals/${id}`);

async function codeAt(who: string, id: string): Promise<number | "seated"> {
  const { port } = new URL(running.address);
  const draft = await as("ann").draftOf(id);
  const caller = new Caller(addressOf(Number(port), draft), null, { cookie: as(who).session });
  const seated = caller.seated().then(
    () => "seated" as const,
    () => "seated" as const,
  );
  const code = await Promise.race([caller.closed, seated]);
  const heard = caller.heard.length;
  caller.socket.terminate();
  if (code !== "seated") expect(heard).toBe(0);
  return code;
}

describe("a draft", () => {
  const READING: [string | undefined, string[]][] = [
    ["writers", ["ann"]],
    [undefined, ["ann", "rex", "owner"]],
    ["reviewers", ["ann", "rex", "owner"]],
    ["accounts", ["ann", "ben", "rae", "rex", "owner"]],
  ];

  test.each(READING)(
    "for %s is read by %j alone, at every door, and nobody else hears a word, name or time",
    async (readers, chosen) => {
      const id = await draft(readers);
      const { openedAt } = await as("ann").json<{ openedAt: string }>("GET", `/api/proposals/${id}`);
      const inside = await as("ann").draftOf(id);
      for (const who of ["stranger", "rae", "ben", "rex", "ann", "owner"]) {
        const may = chosen.includes(who);
        const answer = await allTold(who, id);
        expect([answer.includes(SECRET), answer.includes(inside)], `${who} reads`).toEqual([may, may]);
        const seat = await codeAt(who, id);
        expect(seat, who).toBe(may ? "seated" : who === "stranger" ? CLOSE.signInNeeded : CLOSE.notAllowed);
        const json = await look(who, id);
        expect([json.hidden ?? false, json.may["read"]], who).toEqual([!may, may]);
        if (may || who === "owner") continue;
        expect(json.openedBy).toBeUndefined();
        expect(answer).not.toContain(openedAt);
        expect(answer, who).not.toMatch(/Ann Secretive(?!(?:, translator)?<\/option>|"\s*,"role")/);
      }
      await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
    },
  );

  test("has no page by its own id, which is no proposal’s", async () => {
    const id = await draft("accounts");
    const inside = await as("ann").draftOf(id);
    for (const path of [`/nip14/proposals/${inside}`, `/api/proposals/${inside}`, `/api/proposals/${inside}/history`])
      expect([path, (await as("ann").send("GET", path)).status]).toEqual([path, 404]);
    for (const verb of ["submit", "withdraw", "history/1/restore"])
      expect((await as("ann").send("POST", `/api/proposals/${inside}/${verb}`, {})).status).toBe(404);
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
  });

  test("can be opened to others and closed again by its writers alone, and sockets follow at once", async () => {
    const id = await draft("accounts");
    const { port } = new URL(running.address);
    const at = addressOf(Number(port), await as("rae").draftOf(id));
    const rae = await new Caller(at, null, { cookie: as("rae").session }).seated();
    for (const who of ["rae", "ben", "rex", "owner"])
      expect((await as(who).send("POST", `/api/proposals/${id}/readers`, { readers: "accounts" })).status).toBe(403);
    expect((await as("ann").send("POST", `/api/proposals/${id}/readers`, { readers: "nobody" })).status).toBe(400);
    await as("ann").json("POST", `/api/proposals/${id}/readers`, { readers: "writers" });
    expect(await rae.closed).toBe(CLOSE.notAllowed);
    expect((await look("rex", id)).may["read"]).toBe(false);
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
  });

  test("of writers who have gone is not stuck: an owner sees who they are, invites themselves, and reads", async () => {
    const id = await draft("writers");
    const before = await look("owner", id);
    expect(before).toMatchObject({
      hidden: true,
      draft: null,
      openedBy: { name: "Ann Secretive" },
      may: { invite: true, withdraw: true },
    });
    const me = (
      await as("owner").json<{ invitable: { id: string; role: string }[] }>("GET", `/api/proposals/${id}`)
    ).invitable.find(({ role }) => role === "owner")!;
    await as("owner").json("POST", `/api/proposals/${id}/invite`, { person: me.id });
    expect(JSON.stringify((await look("owner", id)).draft)).toContain(SECRET);
    await as("owner").json("POST", `/api/proposals/${id}/withdraw`, {});
  });

  test("that was proposed everybody reads; taken back, it is a draft again", async () => {
    const id = await draft();
    await as("ann").json("POST", `/api/proposals/${id}/submit`, { summary: WHY });
    expect(await told("stranger", `/nip14/proposals/${id}`, "text/html")).toContain(WHY);
    await as("ann").json("POST", `/api/proposals/${id}/return`, {});
    const answer = await allTold("stranger", id);
    expect(answer).not.toContain(SECRET);
    expect(answer).not.toContain(WHY);
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
  });

  test("does not count among what waits for review until it is proposed", async () => {
    const waiting = async () =>
      /Review<span class="number"> \((\d+)\)/.exec(await told("rex", "/nip14", "text/html"))?.[1] ?? "0";
    const before = await waiting();
    const id = await draft();
    expect(await waiting()).toBe(before);
    await as("ann").json("POST", `/api/proposals/${id}/submit`, { summary: WHY });
    expect(await waiting()).toBe(String(Number(before) + 1));
    await as("ann").json("POST", `/api/proposals/${id}/return`, {});
    expect(await waiting()).toBe(before);
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
    expect(await waiting()).toBe(before);
  });

  test("given up before it was proposed shows its last words and their difference to those who may read them", async () => {
    const id = await draft();
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
    for (const who of ["ann", "rex"]) {
      const html = await told(who, `/nip14/proposals/${id}`, "text/html");
      expect(html).toContain("These were its last words");
      expect(html).toMatch(/<ins[^>]*>.*Unheard-of quokkas/s);
      expect(html).not.toContain("Nothing has been written yet");
    }
    for (const who of ["stranger", "ben"])
      for (const path of [`/nip14/proposals/${id}`, `/api/proposals/${id}`])
        expect(await told(who, path)).not.toContain(SECRET);
    const never = (await as("ann").json<{ id: string }>("POST", `${PASSAGE}/proposals`, { base: 2 })).id;
    await as("ann").json("POST", `/api/proposals/${never}/withdraw`, {});
    expect((await look("ann", never)).draft).toBeNull();
    const html = await told("ann", `/nip14/proposals/${never}`, "text/html");
    expect(html).toContain("Nothing was written in it.");
    expect(html).not.toContain("Nothing has been written yet");
  });
});

test("who may not write it learns nothing of its size, whatever they send", async () => {
  const id = await draft("writers");
  for (const who of ["ben", "rex", "rae", "owner"])
    for (const sent of [{}, { text: "a".repeat(200_001) }, { summary: "a".repeat(10_001) }]) {
      const answer = await as(who).send("POST", `/api/proposals/${id}/submit`, sent);
      expect([answer.status, ((await answer.json()) as { code: string }).code], who).toEqual([
        403,
        who === "rae" ? "not-allowed" : "not-invited",
      ]);
    }
});

describe("its steps", () => {
  const steps = async (who: string, id: string) => {
    const response = await as(who).send("GET", `/api/proposals/${id}/history`);
    return {
      status: response.status,
      ...((await response.json()) as { steps?: { by: { name: string }[]; to: string | null }[]; afterwards?: string }),
    };
  };
  const statuses = async (id: string) =>
    Promise.all(["ann", "rex", "rae", "stranger"].map(async (who) => (await steps(who, id)).status));

  test("are its writers’, who may share them with whoever may read it", async () => {
    const id = await draft();
    expect(await statuses(id)).toEqual([200, 403, 403, 401]);
    await as("ann").json("POST", `/api/proposals/${id}/readers`, { steps: "readers" });
    expect(await statuses(id)).toEqual([200, 200, 403, 401]);
    await as("ann").json("POST", `/api/proposals/${id}/submit`, { summary: WHY });
    expect(await statuses(id)).toEqual([200, 200, 200, 200]);
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
  });

  test("are kept when it is decided unless an owner says otherwise, which only owners do", async () => {
    expect(
      (await as("rex").send("POST", "/api/settings", { switch: "steps-afterwards", value: "dropped" })).status,
    ).toBe(403);
    expect(
      (await as("owner").send("POST", "/api/settings", { switch: "steps-afterwards", value: "burnt" })).status,
    ).toBe(422);
    const id = await draft();
    await as("ann").json("POST", `/api/proposals/${id}/withdraw`, {});
    await until(async () => (await steps("ann", id)).afterwards === "kept", "it is noted");
    expect((await steps("ann", id)).steps!.at(-1)!.by).toMatchObject([{ name: "Ann Secretive" }]);
  });

  test("are kept without people and seconds, or dropped, as an owner has said; what was said at last stays", async () => {
    for (const said of ["anonymous", "dropped"]) {
      await as("owner").json("POST", "/api/settings", { switch: "steps-afterwards", value: said });
      const id = await draft();
      await as("ann").json("POST", `/api/proposals/${id}/withdraw`, { reason: "No." });
      await until(async () => (await steps("ann", id)).afterwards === said, "it is done");
      const after = await steps("ann", id);
      if (said === "dropped") expect(after.steps).toEqual([]);
      else {
        expect(after.steps!.length).toBeGreaterThanOrEqual(1);
        expect(JSON.stringify(after.steps)).not.toContain("Ann");
        expect(await as("ann").json("GET", `/api/proposals/${id}/history/1`)).toMatchObject(after.steps![0]!);
        for (const { to } of after.steps!) expect(to).toMatch(/:00\.000Z$/);
        expect(await told("ann", `/api/proposals/${id}/history/${after.steps!.length}`)).toContain(SECRET);
      }
      expect(await told("ann", `/nip14/proposals/${id}`, "text/html")).toContain(SECRET);
      const html = await told("ann", `/nip14/proposals/${id}/history`, "text/html");
      expect(html).toContain(
        said === "dropped" ? "were dropped when it was decided" : "neither the people nor the seconds",
      );
      const asked = await told("ann", `/nip14/proposals/${id}/history?step=9`, "text/html");
      expect(asked).toContain(said === "dropped" ? "were dropped when it was decided" : "is not among them");
    }
  });

  test("are dropped at the next start if the workbench was stopped in between, and nobody’s hand stays in the file", async () => {
    await as("owner").json("POST", "/api/settings", { switch: "steps-afterwards", value: "dropped" });
    const id = await draft();
    const typed = "Zyzzyva typed and taken out";
    await as("ann").send("POST", `/api/proposals/${id}/submit`, { text: typed, summary: "" });
    await as("ann").send("POST", `/api/proposals/${id}/submit`, { text: SECRET, summary: "" });
    await running.close();
    // Decided by another hand: nobody was there to end the draft.
    const db = openSqlite(join(data, DATABASE));
    const store = sqliteStore(db);
    const { openDesk } = await import("../../server/desk/desk.ts");
    const desk = openDesk(store);
    const { work, proposal } = (await desk.proposal(id))!;
    const by = { id: proposal.openedBy.id!, name: "Ann Secretive", role: "translator" as const };
    expect(await desk.execute({ work }, { type: "withdraw-proposal", proposal: id, reason: "" }, by)).toMatchObject({
      ok: true,
    });
    const [written] = await store.drafts.of(id);
    expect((await store.drafts.log(written!)).length).toBeGreaterThan(1);
    // What is said after the decision is of later ones.
    await keptSettings(db).set("steps-afterwards", "kept");
    await store.close();
    await start();
    await signIn();
    await until(async () => (await steps("ann", id)).afterwards === "dropped", "it is done");
    expect(JSON.stringify((await look("ann", id)).draft)).toContain(SECRET);
    await running.close();
    expect(readFileSync(join(data, DATABASE)).includes("Zyzzyva")).toBe(false);
    await start();
    await signIn();
    expect((await steps("ann", id)).steps).toEqual([]);
  }, 30_000);
});
