/** What works are called by those who may not read all of them: nobody learns by a name of a work that is not theirs to read. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endingFor, idEnding } from "../../server/http/names.ts";
import { isWorkId } from "../../translations/ledger/work.ts";
import { inRole } from "../help/histories.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { type Client, joinAs, joinAsOwner } from "../help/workbench.ts";

const TESS = { name: "Tess", email: "tess@example.org", password: "long enough words" };
const WORDS = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Words." }] }] };
const LINE = JSON.stringify({ id: "one", versions: [{ rendering: WORDS }] });

let bench: TestSite;
let owner: Client;
let tess: Client;

beforeAll(async () => {
  bench = await startSite();
  owner = await joinAsOwner(bench);
  tess = await joinAs(bench, owner, "translator", TESS);
  await owner.json("POST", "/-/settings", { switch: "who-brings-works-in", value: "translators" });
  expect((await imported(owner, "hushed")).status).toBe(200);
  await owner.json("POST", "/api/works/hushed/visibility", { visibility: "private" });
});
afterAll(() => bench.end());

/** @param of SHA-256 of what it is made of. */
async function imported(by: Client, work: string, of = "0".repeat(64)) {
  const said = { of, title: "A title", language: "en", sourceLanguage: "und" };
  const answer = await fetch(`${bench.address}/api/works/${work}/import?${new URLSearchParams(said)}`, {
    ...{ method: "POST", body: LINE },
    headers: { "content-type": "application/jsonl", accept: "application/json", cookie: by.session },
  });
  return { status: answer.status, body: await answer.text() };
}

test("a name that a private work has is answered to whoever may not read it as one that none has", async () => {
  const [taken, free] = [await imported(tess, "hushed"), await imported(tess, "nowhen")];
  expect(taken.status).toBe(422);
  expect(taken).toEqual({ ...free, body: free.body.replaceAll("nowhen", "hushed") });
  expect((await imported(owner, "hushed")).status).toBe(200);
  expect((await imported(owner, "hushed", "1".repeat(64))).status).toBe(409);
});

test("with the ending that is said it is taken, once", async () => {
  const { id, ending } = JSON.parse((await imported(tess, "analects")).body) as { id: string; ending: string };
  expect(id).toBe(`analects${ending}`);
  expect(JSON.parse((await imported(tess, id)).body)).toMatchObject({ work: id, already: false });
  expect(JSON.parse((await imported(tess, id)).body)).toMatchObject({ work: id, already: true });
  expect((await imported(tess, id, "1".repeat(64))).status).toBe(409);
});

test("nor does anybody learn by what a proposal of it is called: what others call one ends with their mark", async () => {
  const begin = (by: Client, work: string, passage: string, id: string) =>
    by.send("POST", `/api/works/${work}/passages/${passage}/proposals`, { id });
  expect((await begin(owner, "hushed", "one", "hushed-yet")).status).toBe(201);
  const told = async (by: Client, id: string): Promise<{ status: number; id: string }> => {
    const answer = await begin(by, "nip14", "4-2", id);
    return { status: answer.status, ...((await answer.json()) as { id: string }) };
  };
  expect((await told(owner, "hushed-yet")).status).toBe(409);
  for (const wish of ["hushed-yet", "nowhen"]) {
    const { status, id } = await told(tess, wish);
    expect([status, id]).toEqual([422, expect.stringMatching(`^${wish}-[a-z0-9]{6}$`)]);
    expect((await told(tess, id)).status).toBe(201);
    expect((await told(tess, id)).status).toBe(200);
  }
  const drawn = await tess.json<{ id: string }>("POST", "/api/works/nip14/passages/4-2/proposals", {});
  expect(drawn.id).toMatch(/^[a-z0-9]{16}$/);
});

test("a name with an ending is a work's, ends so, and is itself again; without one it is the wish", () => {
  const wishes = fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,8}$/).filter(isWorkId);
  fc.assert(
    fc.property(wishes, fc.stringMatching(/^[a-zA-Z0-9]{6,40}$/), (wish, person) => {
      const ending = endingFor(inRole("translator", person));
      const id = idEnding(wish, ending)!;
      expect(isWorkId(id) && id.endsWith(ending)).toBe(true);
      expect(idEnding(id, ending)).toBe(id);
      expect(idEnding(wish, endingFor(inRole("owner", person)))).toBe(wish);
    }),
  );
});
