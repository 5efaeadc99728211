/** Routes without a browser: addresses that lead nowhere else, and who is answered what. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPassageId, isWorkId } from "../../translations/ledger/work.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
const people: Record<string, Client> = {};

beforeAll(async () => {
  site = await startSite();
  people["stranger"] = new Client(site.address);
  people["owner"] = await joinAsOwner(site);
  for (const role of ["reader", "translator", "reviewer"])
    people[role] = await joinAs(site, people["owner"], role, {
      name: `The ${role} Person`,
      email: `${role}@example.org`,
      password: "a password of some length",
    });
});
afterAll(() => site.end());

test("a proposal stands under its own work and under no other", async () => {
  const owner = people["owner"]!;
  for (const accept of ["text/html", "application/json"]) {
    const status = async (path: string) => (await owner.send("GET", path, undefined, { accept })).status;
    expect(await status("/nip14/proposals/sort-out")).toBe(200);
    expect(await status("/another/proposals/sort-out")).toBe(404);
  }
});

test("the words of the program's own addresses name no work", () => {
  for (const word of ["review", "people", "sign-in", "join", "api", "metrics", "about"])
    expect(isWorkId(word), word).toBe(false);
  expect(isPassageId("proposals")).toBe(false);
  expect(isWorkId("nip14")).toBe(true);
});

const BEGIN = "/api/works/nip14/passages/4-2/proposals";
const ACCEPT = "/api/proposals/sort-out/accept";

test.each([
  ["GET", "/", undefined, 200, 200, 200, 200, 200],
  ["GET", "/review", undefined, 200, 200, 200, 200, 200],
  ["GET", "/nip14/4-2/v2", undefined, 200, 200, 200, 200, 200],
  ["GET", "/people", undefined, 401, 403, 403, 403, 200],
  ["POST", BEGIN, {}, 401, 403, 201, 201, 201],
  ["POST", "/api/people/invite", { role: "emperor" }, 401, 403, 403, 403, 400],
  // Last, for it decides: an empty reason is enough to accept.
  ["POST", ACCEPT, { reason: 7 }, 401, 400, 400, 400, 400],
] as const)("%s %s", async (method, path, body, ...statuses) => {
  const asked = ["stranger", "reader", "translator", "reviewer", "owner"];
  const answers: number[] = [];
  for (const person of asked) answers.push((await people[person]!.send(method, path, body)).status);
  expect(answers).toEqual(statuses);
});
