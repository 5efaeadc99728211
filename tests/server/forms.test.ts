/** Forms that are refused: every address that one is sent to answers when it is opened, and what was typed is there. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";
import { routeTable } from "../bench/hostile-table.ts";

const HTML = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const FORM = { ...HTML, "content-type": "application/x-www-form-urlencoded" };
const REASON = "A reason that took half an hour to write: 三思.";

let site: TestSite;
let owner: Client;
let ann: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
});
afterAll(() => site.end());

async function draft(): Promise<string> {
  return (await ann.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {})).id;
}

async function open(id: string): Promise<string> {
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: `Words of ${id}`, summary: "Better." });
  return id;
}

async function send(by: Client, path: string, fields: Record<string, string>) {
  const response = await by.send("POST", path, new URLSearchParams(fields).toString(), FORM);
  return { status: response.status, page: await response.text() };
}

/** Follows a browser from `path` to the page it ends on. */
async function opened(by: Client, path: string): Promise<number> {
  const { status, headers } = await by.send("GET", path, undefined, HTML);
  return status === 303 ? opened(by, headers.get("location")!) : status;
}

test("every address that a form is sent to leads to a page when it is opened", async () => {
  const id = await draft();
  await owner.json("POST", "/api/works/nip14/remarks/allow", { allowed: "yes" });
  const { id: staged } = await owner.json<{ id: string }>("POST", "/api/works/new", {});
  const own = { ":work": "nip14", ":passage": "4-2", ":id": id, ":verb": "accept", ":step": "1" };
  const parts = { ...own, ":staged": staged, ":side": "a" };
  const table = routeTable();
  for (const { method, path } of table) {
    if (method !== "POST") continue;
    const asked = Object.entries(parts).reduce((filled, [name, part]) => filled.replace(name, part), path);
    // A page of its own may say that a link was used up, or that nobody is let in by this door.
    // To that door the API's own address leads as well.
    const itself = path === "/api/ask" || table.some((other) => other.method === "GET" && other.path === path);
    // The steps of a draft, and what is written in it, are its writers’ alone.
    const by = ["/history/", "/same-reason"].some((own) => path.includes(own)) ? ann : owner;
    const status = await opened(by, asked.replaceAll(/:\w+/g, "no-such-token"));
    expect(itself ? [200, 404, 410] : [200], `${path}: ${status}`).toContain(status);
  }
});

test("programs are not led elsewhere, and the API's own addresses stay", async () => {
  const id = await draft();
  expect((await owner.send("GET", `/api/proposals/${id}/accept`)).status).toBeGreaterThanOrEqual(404);
  expect((await ann.send("GET", `/api/proposals/${id}/history`, undefined, HTML)).status).toBe(200);
  expect((await owner.send("GET", "/nip14/4-2", undefined, HTML)).status).toBe(200);
});

describe("what was typed is still there", () => {
  test.each([
    ["decline", 409],
    ["accept", 409],
    ["withdraw", 409],
    ["return", 409],
  ])("%s of what is decided already", async (verb, status) => {
    const id = await open(await draft());
    await owner.json("POST", `/api/proposals/${id}/decline`, { reason: "No." });
    const answer = await send(owner, `/api/proposals/${id}/${verb}`, { reason: REASON });
    expect(answer.status).toBe(status);
    expect(answer.page).toContain(`>${REASON}</textarea>`);
  });

  test("in the form that was refused, which is open", async () => {
    const id = await open(await draft());
    const { status, page } = await send(owner, `/api/proposals/${id}/decline`, { reason: "长".repeat(10_001) });
    expect(status).toBe(422);
    expect(page).toMatch(/<details class="act act-decline" name="act" open[^>]*>/);
    expect(page).toContain(`${"长".repeat(10_001)}</textarea>`);
    expect(page).not.toContain("What you wrote");
  });

  test("when the session ended while it was typed", async () => {
    const id = await open(await draft());
    const stranger = await joinAs(site, owner, "reader", {
      name: "Gone",
      email: `gone-${id}@example.org`,
      password: "soon signed out",
    });
    await stranger.json("POST", "/api/sign-out", {});
    const { status, page } = await send(stranger, `/api/proposals/${id}/decline`, { reason: REASON });
    expect(status).toBe(401);
    expect(page).toContain(`>${REASON}</textarea>`);
    expect(page).toContain(`sign-in?next=${encodeURIComponent(`/nip14/proposals/${id}`)}`);
  });

  test("a second writer's words, when another's were submitted", async () => {
    const id = await open(await draft());
    const { status, page } = await send(ann, `/api/proposals/${id}/submit`, { text: "Other words.", summary: REASON });
    expect(status).toBe(409);
    expect(page).toContain(">Other words.</textarea>");
    expect(page).toContain(`>${REASON}</textarea>`);
    expect(page).toContain("yours were not taken");
  });

  test("a text that is too long, in the draft's own form", async () => {
    const id = await draft();
    const text = "x".repeat(200_001);
    const { status, page } = await send(ann, `/api/proposals/${id}/submit`, { text, summary: REASON });
    expect(status).toBe(422);
    expect(page).toContain(`${text}</textarea>`);
    expect(page).toContain(`>${REASON}</textarea>`);
  });

  test("but never a password", async () => {
    for (const path of ["/sign-in", "/join/no-such-token", "/people/invite", "/nowhere"]) {
      const { page } = await send(ann, path, { email: "ann@example.org", password: "my secret words", reason: REASON });
      expect(page, path).not.toContain("my secret words");
    }
    const nobody = await fetch(`${site.address}/-/account`, {
      method: "POST",
      headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ act: "password", password: "my secret words", fresh: "my secret words too" }),
    });
    expect(nobody.status).toBe(401);
    expect(await nobody.text()).not.toContain("my secret words");
  });
});
