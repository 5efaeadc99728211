/** Who reads a work is said over HTTP by its owners, and holds from the next request on, for open sockets and streams too. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLOSE } from "../../translations/draft/frames.ts";
import { addressOf, Caller } from "../help/live.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

const WORK = "nip14";
const USUAL = { needed: 1, own: "owners" };
let bench: TestSite;
let owner: Client;
let ann: Client;
let annId: string;

beforeAll(async () => {
  bench = await startSite();
  owner = await joinAsOwner(bench);
  ann = await joinAs(bench, owner, "reviewer", {
    name: "Ann Lee",
    email: "ann@example.org",
    password: "long enough words",
  });
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  annId = people.find(({ name }) => name === "Ann Lee")!.id;
});
afterAll(() => bench.end());

const set = (visibility: string) => owner.json("POST", `/api/works/${WORK}/visibility`, { visibility });
const give = (role: string) => owner.json("POST", `/api/works/${WORK}/roles`, { person: annId, role });
const status = async (client: Client | null, path = `/api/works/${WORK}`) =>
  (client ? await client.send("GET", path) : await fetch(bench.address + path)).status;
const statuses = async () => [await status(null), await status(ann), await status(owner)];

test("public, for members, private; a role in a private work lets in, and whoever loses it is out", async () => {
  expect(await statuses()).toEqual([200, 200, 200]);
  expect(await set("members")).toEqual({ visibility: "members", approvals: USUAL, roles: [] });
  expect(await statuses()).toEqual([404, 200, 200]);
  await set("private");
  expect(await statuses()).toEqual([404, 404, 200]);
  const told = await give("reader");
  expect(told).toEqual({
    visibility: "private",
    approvals: USUAL,
    roles: [{ person: { id: annId, name: "Ann Lee" }, role: "reader" }],
  });
  expect(await statuses()).toEqual([404, 200, 200]);
  expect(await owner.json("GET", `/${WORK}/-/readers`)).toEqual(told);
  await give("none");
  expect(await statuses()).toEqual([404, 404, 200]);
  await set("public");
  expect(await statuses()).toEqual([200, 200, 200]);
});

test("it is its owners' to say: others are refused, and of a work that is not theirs to read they learn nothing", async () => {
  const asked = async (client: Client, path: string, body: object) =>
    (await client.send("POST", `/api/works/${path}`, body)).status;
  expect(await asked(ann, `${WORK}/visibility`, { visibility: "private" })).toBe(403);
  expect(await asked(ann, `${WORK}/roles`, { person: annId, role: "owner" })).toBe(403);
  expect(await status(ann, `/${WORK}/-/readers`)).toBe(403);
  await give("owner");
  expect(await asked(ann, `${WORK}/visibility`, { visibility: "private" })).toBe(200);
  await give("none");
  for (const work of [WORK, "nowhere"])
    expect(await asked(ann, `${work}/visibility`, { visibility: "public" }), work).toBe(404);
  for (const bad of [{}, { visibility: "secret" }]) expect(await asked(owner, `${WORK}/visibility`, bad)).toBe(400);
  expect(await asked(owner, `${WORK}/roles`, { person: "nobody", role: "reader" })).toBe(404);
  await set("public");
});

test("an open socket of a draft closes as soon as its work is not theirs to read any more", async () => {
  const passages = `/api/works/${WORK}/passages/s10-government-and-markets`;
  const { id } = await owner.json<{ id: string }>("POST", `${passages}/proposals`, { base: 2 });
  const at = addressOf(Number(new URL(bench.address).port), await owner.draftOf(id));
  const sits = () => new Caller(at, null, { cookie: ann.session }).seated();
  const first = await sits();
  await set("private");
  expect(await first.closed).toBe(CLOSE.unknownDraft);
  await give("reviewer");
  const second = await sits();
  await give("none");
  expect(await second.closed).toBe(CLOSE.unknownDraft);
  await set("public");
  (await sits()).socket.terminate();
});
