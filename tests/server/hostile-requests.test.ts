/** Requests that are too large, or that bring a fault to light: what they are told, and what of them is logged. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { told, toldPath } from "../../server/host/log.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
});
afterAll(() => site.end());

async function post(path: string, form: string): Promise<{ status: number; words: string }> {
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const response = await owner.send("POST", path, form, headers);
  return { status: response.status, words: await response.text() };
}

async function draft(): Promise<string> {
  return (await owner.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {})).id;
}

const fields = (count: number) =>
  Array.from({ length: count }, (_, at) => `password${at}=secret-of-mine-${at}`).join("&");

describe("the log", () => {
  test.each(["/sign-in", "/api/sign-in", "/sign-out", "/nowhere", "/join/a-token-that-nobody-may-know"])(
    "a form with 1,001 fields sent to %s is too large, and nothing of it is logged",
    async (path) => {
      for (const count of [1_001, 20_000]) {
        const { status } = await post(path, fields(count));
        expect(status).toBe(413);
      }
      expect(site.logged()).not.toMatch(/secret-of-mine|a-token-that/);
      expect(site.logged().length).toBeLessThan(1_000);
    },
  );

  test("bodies that can't be read leave nothing in it", async () => {
    for (const [body, type] of [
      ['{"password": "secret-of-mine', "application/json"],
      ["[".repeat(100_000), "application/json"],
      ["password=secret-of-mine", "application/x-www-form-urlencoded; charset=klingon"],
    ] as const) {
      const { status } = await owner.send("POST", "/api/sign-in", body, { "content-type": type });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(site.logged()).not.toContain("secret-of-mine");
  });

  test("of an error it holds type, message and stack alone, and each of them cut", () => {
    const error = Object.assign(new TypeError("m".repeat(1_000_000)), {
      body: "secret-of-mine",
      headers: { cookie: "secret-of-mine" },
      cause: new Error("secret-of-mine"),
    });
    const words = told(error);
    expect(Object.keys(words)).toEqual(["type", "message", "stack"]);
    expect(words.type).toBe("TypeError");
    expect(words.stack).toContain("hostile-requests.test");
    expect(JSON.stringify(words)).not.toContain("secret-of-mine");
    expect(JSON.stringify(words).length).toBeLessThan(6_000);
    for (const thrown of ["secret-of-mine", { body: "secret-of-mine" }, null, undefined, 7])
      expect(JSON.stringify(told(thrown))).not.toContain("secret-of-mine");
  });

  test("of an address it holds no token and no question, and no more than a line", () => {
    expect(toldPath(`/join/${"t".repeat(43)}`)).toBe("/join/…");
    expect(toldPath("/variorum/join/short?next=/secret")).toBe("/variorum/join/…");
    expect(toldPath("/nip14/s10-government-and-markets/v2")).toBe("/nip14/s10-government-and-markets/v2");
    expect(toldPath(`/${"a/".repeat(10_000)}`).length).toBeLessThan(300);
  });
});

describe("a body of a type that is not read", () => {
  const words = JSON.stringify({ text: "These words would be lost.", summary: "Better." });

  test.each(["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/jsonl", ""])(
    "(%s) is refused, not taken for an empty one",
    async (type) => {
      const id = await draft();
      const response = await owner.send("POST", `/api/proposals/${id}/submit`, words, { "content-type": type });
      expect([response.status, (await response.json()) as unknown]).toMatchObject([415, { title: "Not readable" }]);
      expect(await owner.json("GET", `/api/proposals/${id}`)).toMatchObject({ status: "draft" });
      await owner.json("POST", `/api/proposals/${id}/withdraw`, {});
    },
  );

  test("is none where there is no body", async () => {
    const id = await draft();
    expect((await owner.send("POST", `/api/proposals/${id}/withdraw`)).status).toBe(200);
  });
});

test("the scheme of a citation's address is http or https, whatever a proxy passes on", async () => {
  for (const [said, scheme] of [
    ["javascript", "http"],
    ["https", "https"],
    ["file", "http"],
  ] as const) {
    const response = await owner.send("GET", "/nip14/4-2/v1.bib", undefined, { "x-forwarded-proto": said });
    expect(await response.text()).toContain(`{${scheme}://127.0.0.1`);
  }
});

describe("how much a request may hold", () => {
  test("500,000 characters of Chinese in a form are told the limit in characters, not in bytes", async () => {
    const id = await draft();
    const text = "信".repeat(500_000);
    const { status, words } = await post(
      `/api/proposals/${id}/submit`,
      new URLSearchParams({ text, summary: "长" }).toString(),
    );
    expect(status).toBe(422);
    expect(words).toContain("200,000");
    expect(words).toContain("500,000");
  });

  test("a text as long as a passage may be is taken, also in letters that need nine bytes each", async () => {
    const id = await draft();
    const text = "信".repeat(LIMITS.characters);
    const { status } = await post(
      `/api/proposals/${id}/submit`,
      new URLSearchParams({ text, summary: "长" }).toString(),
    );
    expect(status).toBe(200);
    await owner.json("POST", `/api/proposals/${id}/decline`, { reason: "Too long." });
  });

  test("a reason of 10,000 characters of Chinese in a form is kept; the ledger refuses a longer one by its limit", async () => {
    const [id, other] = [await draft(), await draft()];
    const send = (proposal: string, length: number) =>
      post(`/api/proposals/${proposal}/withdraw`, new URLSearchParams({ reason: "长".repeat(length) }).toString());
    expect((await send(id, LIMITS.reason)).status).toBe(200);
    expect(await send(other, LIMITS.reason + 1)).toMatchObject({ status: 422 });
    expect((await send(other, 2 * LIMITS.reason)).words).toContain("10,000");
  });

  test.each(["submit", "withdraw"])("10 MB to %s are too large, and the answer says what to do", async (verb) => {
    const id = await draft();
    const { status, words } = await post(`/api/proposals/${id}/${verb}`, `text=${"a".repeat(10_000_000)}`);
    expect(status).toBe(413);
    expect(words).toMatch(/go back, and send less/);
  });
});

describe("a field that there is not", () => {
  const json = { accept: "application/json", "content-type": "application/json" };
  const send = async (path: string, body: unknown) => {
    const response = await owner.send("POST", path, JSON.stringify(body), json);
    return { status: response.status, ...((await response.json()) as { code: string; detail: string }) };
  };

  test("is refused in JSON, with its name and those that there are, and nothing is done", async () => {
    const id = await draft();
    const refused = await send(`/api/proposals/${id}/submit`, { text: "Words.", sumary: "Why." });
    expect(refused).toMatchObject({ status: 422, code: "unknown-field" });
    expect(refused.detail).toMatch(
      /“sumary”.* It may have text, part, summary, parts, knows, untouched, wrong, loose\. Nothing was changed\./,
    );
    const nested = await send(`/api/proposals/${id}/submit`, { text: "Words.", loose: { n1: { at: "Words" } } });
    expect(nested.status).toBe(400);
    expect(await send("/api/account", { act: "name", nome: "Olive" })).toMatchObject({ status: 422 });
    const { status } = await owner.json<{ status: string }>("GET", `/api/proposals/${id}`);
    expect(status).toBe("draft");
  });

  test("is named in few words, however long it is and however many there are", async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${"x".repeat(500)}${at}`, ""]));
    const { status, detail } = await send("/api/works/nip14/passages/4-2/proposals", many);
    expect(status).toBe(422);
    expect(detail.length).toBeLessThan(500);
  });

  test("is passed over in a form: its button may have a name", async () => {
    const id = await draft();
    expect(await post(`/api/proposals/${id}/withdraw`, "reason=Not+yet&send=Withdraw")).toMatchObject({ status: 200 });
  });
});
