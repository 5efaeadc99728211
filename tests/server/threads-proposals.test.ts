/** Discussions on proposals as they are served: who reads and says what, where they hang, and what is told of them while pages are open. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let [ann, rex, ben, stranger]: Client[] = [];
const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });

interface Told {
  threads: {
    id: string;
    quoted: { target: { exact: string } | null; proposed: { exact: string } } | null;
    comments: { words: string }[];
  }[];
}

beforeAll(async () => {
  site = await startSite();
  const owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", login("ann"));
  rex = await joinAs(site, owner, "reviewer", login("rex"));
  ben = await joinAs(site, owner, "reader", login("ben"));
  stranger = new Client(site.address);
});
afterAll(() => site.end());

async function begun(passage: string): Promise<string> {
  const opening = { readers: "writers" };
  return (await ann!.json<{ id: string }>("POST", `/api/works/nip14/passages/${passage}/proposals`, opening)).id;
}

const submit = (id: string, text: string) =>
  ann!.json("POST", `/api/proposals/${id}/submit`, { text, summary: "Plainer." });

async function say(client: Client, id: string, body: object): Promise<Response> {
  return client.send("POST", `/api/proposals/${id}/threads`, body);
}

const told = async (client: Client, id: string) => (await client.json<Told>("GET", `/api/proposals/${id}`)).threads;

/** Begins a discussion that is to be called something, and gives what it is called. */
async function begunAs(client: Client, proposal: string, body: object): Promise<string> {
  const response = await say(client, proposal, body);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

test("by no id that is chosen is it told whether a discussion is hidden, and the same once more is the same", async () => {
  const hidden = await begun("4-2");
  const theirs = await begunAs(ann!, hidden, { id: "plan", words: "A secret." });
  expect(await (await say(ann!, hidden, { id: "plan", words: "A secret." })).json()).toMatchObject({
    id: theirs,
    said: 0,
  });
  expect((await say(ann!, hidden, { id: "plan", words: "Other words." })).status).toBe(409);
  const other = await begun("4-3");
  await submit(other, "Other words");
  const on = (id: string) => rex!.send("POST", "/api/works/nip14/passages/4-2/threads", { id, words: "Hello." });
  expect((await say(rex!, other, { id: "plan", words: "Hello." })).status).toBe(201);
  expect((await on("plan")).status).toBe(201);
  // What the mark looks like can be chosen by nobody, whether it is one or not.
  const made = `plan-${"0".repeat(20)}`;
  expect([(await on(theirs)).status, (await on(made)).status]).toEqual([400, 400]);
  expect([(await say(rex!, other, { id: theirs, words: "Hello." })).status]).toEqual([400]);
});

test("what is said in a draft is its people's alone, and goes on when it is proposed", async () => {
  const id = await begun("1-1");
  const why = await begunAs(ann!, id, { id: "why", words: "Is this too free?" });
  for (const other of [ben!, rex!]) {
    expect((await say(other, id, { words: "Hello" })).status).toBe(404);
    // Nor does what is wrong with what was sent tell that there is such a discussion.
    for (const body of [{ words: "Hello" }, { words: 7 }, { other: "Hello" }])
      expect((await other.send("POST", `/api/proposals/${id}/threads/${why}/reply`, body)).status).toBe(404);
  }
  for (const other of [ben!, rex!, stranger!]) expect(await told(other, id)).toEqual([]);
  expect(await (await stranger!.send("GET", `/nip14/proposals/${id}`)).text()).not.toContain("too free");
  await submit(id, "State of development");
  expect((await rex!.send("POST", `/api/proposals/${id}/threads/${why}/reply`, { words: "Not at all." })).status).toBe(
    200,
  );
  const [thread] = await told(stranger!, id);
  expect(thread).toMatchObject({ id: why, comments: [{ words: "Is this too free?" }, { words: "Not at all." }] });
  const shown = async () => (await stranger!.send("GET", `/nip14/proposals/${id}`)).text();
  expect(await shown()).toContain("Not at all.");
  await rex!.json("POST", `/api/proposals/${id}/threads/${why}/reword`, { number: 2, words: "Not a bit." });
  expect(await shown()).toContain("Not a bit.");
  await rex!.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
  expect(await told(stranger!, id)).toHaveLength(1);
});

test("words of what is proposed are quoted as they stood, and none others if they were read otherwise", async () => {
  const id = await begun("1-1");
  const text = "How far things have come";
  await submit(id, text);
  const [start, end] = [text.indexOf("far"), text.indexOf("far") + 3];
  const at = { passage: "1-1", proposed: { start, end, exact: "far" } };
  const far = await begunAs(rex!, id, { ...at, id: "far", words: "Far?" });
  const wrong = await say(rex!, id, { ...at, proposed: { start, end, exact: "near" }, words: "Near?" });
  expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([422, "not-in-text"]);
  for (const proposed of ["{", "[]", 7, { start: -1, end: 2 }, { start: 0, end: 1e9 }, "null", { start: 2, end: 1 }])
    expect((await say(rex!, id, { ...at, proposed, words: "?" })).status).toBeGreaterThanOrEqual(400);
  const [thread] = await told(stranger!, id);
  expect(thread!.quoted!.proposed.exact).toBe("far");
  expect((await say(rex!, id, { passage: "4-1", words: "Elsewhere." })).status).toBe(422);
  expect((await say(stranger!, id, { words: "Hello" })).status).toBe(401);
  // A discussion on a proposal is none on a passage, nor on another proposal.
  for (const path of [`works/nip14/passages/1-1/threads/${far}`, `proposals/${await begun("4-1")}/threads/${far}`])
    expect((await ann!.send("POST", `/api/${path}/reply`, { words: "Hello" })).status).toBe(404);
});

test("a form has spans as JSON, and comes back to where the discussion stands", async () => {
  const id = await begun("1-1");
  await submit(id, "First line\n\nSecond line");
  const response = await fetch(`${site.address}/api/proposals/${id}/threads`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: rex!.session, "Content-Type": "application/x-www-form-urlencoded", Accept: "text/html" },
    body: new URLSearchParams({
      ...{ passage: "1-1", words: "Two lines?" },
      proposed: JSON.stringify({ start: 6, end: 18, exact: "line\n\nSecond" }),
    }),
  });
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toMatch(new RegExp(`^/nip14/proposals/${id}#discussion-`));
  expect((await told(ann!, id))[0]!.quoted!.proposed.exact).toBe("line\n\nSecond");
});

test("the queue and one's own work say how many there are, and how many are open", async () => {
  const id = await begun("4-3");
  await submit(id, "Data are resources.");
  const one = await begunAs(rex!, id, { id: "one", words: "Are they?" });
  await say(rex!, id, { id: "two", words: "All of them?" });
  await rex!.json("POST", `/api/proposals/${id}/threads/${one}/resolve`, { reason: "" });
  const { proposals } = await rex!.json<{ proposals: { proposal: { id: string }; discussed: object }[] }>(
    "GET",
    "/review",
  );
  expect(proposals.find(({ proposal }) => proposal.id === id)!.discussed).toEqual({ all: 2, open: 1 });
  const { lists } = await ann!.json<{ lists: { lines: { id: string; discussed: object }[] }[] }>(
    "GET",
    "/api/me?list=proposed",
  );
  expect(lists[0]!.lines.find((line) => line.id === id)!.discussed).toEqual({ all: 2, open: 1 });
});

test("of a proposal whose parts wait and are written, the queue counts what is said of these for their people alone", async () => {
  const opening = { readers: "writers", passages: ["4-1"] };
  const { id } = await ann!.json<{ id: string }>("POST", "/api/works/nip14/passages/1-1/proposals", opening);
  await ann!.json("POST", `/api/proposals/${id}/submit`, {
    ...{ text: "How things stand now", part: "1-1", parts: ["1-1"], summary: "Plainer." },
  });
  await say(ann!, id, { passage: "4-1", words: "Not yet?" });
  await say(ann!, id, { passage: "1-1", words: "Now?" });
  const counted = async (client: Client) => {
    const { proposals } = await client.json<{ proposals: { proposal: { id: string }; discussed: object }[] }>(
      "GET",
      "/review",
    );
    return proposals.find(({ proposal }) => proposal.id === id)!.discussed;
  };
  for (const other of [stranger!, ben!, rex!]) expect(await counted(other)).toEqual({ all: 1, open: 1 });
  expect(await counted(ann!)).toEqual({ all: 2, open: 2 });
});
