/** What is wrong with a request's fields, for programs: each by its name, and in one sentence for people. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
});
afterAll(() => site.end());

const INVITE = "/api/people/invite";
const DESCRIBE = "/api/works/nip14/translations/digichina/describe";
const SOURCE = "/api/works/nip14/passages/s10-government-and-markets/source";
const ROLES = ["reader", "translator", "reviewer", "owner"];

test.each<[path: string, body: unknown, faults: object[], told: string]>([
  [INVITE, {}, [{ field: "role", wrong: "missing" }], "role: it is missing"],
  [
    INVITE,
    { role: "king" },
    [{ field: "role", wrong: "choice", choices: ROLES }],
    "role: it should be one of reader, translator, reviewer, owner",
  ],
  [
    INVITE,
    { role: "reader", email: 5 },
    [{ field: "email", wrong: "type", expected: "string" }],
    "email: it should be text",
  ],
  [
    INVITE,
    { role: "reader", message: "x".repeat(10_001) },
    [{ field: "message", wrong: "most", of: "string", limit: 10_000 }],
    "message: it should have at most 10,000 characters",
  ],
  [
    DESCRIBE,
    { url: "gopher://example.org" },
    [{ field: "url", wrong: "address" }],
    "url: it should be an address that begins with http:// or https://",
  ],
  [
    SOURCE,
    { number: -1, held: "whole" },
    [{ field: "number", wrong: "least", of: "number", limit: 0 }],
    "number: it should be at least 0",
  ],
  ["/api/account", { act: "fly" }, [{ field: "act", wrong: "otherwise" }], "act: it is not as it should be"],
  [INVITE, [], [{ field: "", wrong: "type", expected: "object" }], "the body: it should be an object"],
])("%s with %j names each field that does not fit", async (path, body, faults, told) => {
  const answer = await owner.send("POST", path, body);
  expect(await answer.json()).toMatchObject({
    status: 400,
    code: "not-readable",
    why: "fields",
    faults,
    detail: `The request does not fit: ${told}. Nothing was changed.`,
  });
});

test("a field that is not known is named with those that are", async () => {
  const answer = await owner.send("POST", "/api/people/invite", { role: "reader", colour: "red" });
  expect(await answer.json()).toMatchObject({
    status: 422,
    code: "unknown-field",
    fields: ["colour"],
    known: ["role", "email", "message", "place"],
  });
});
