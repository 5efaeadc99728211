/** No answer of success without its effect: what is sent twice is done once, what differs the second time is refused. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

const PASSAGE = "s10-government-and-markets";

let site: TestSite;
let owner: Client;
let ann: Client;
let ben: Client;
let annId: string;
let benId: string;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  ben = await joinAs(site, owner, "translator", { name: "Ben", email: "ben@example.org", password: "ben writes here" });
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  [annId, benId] = ["Ann", "Ben"].map((name) => people.find((person) => person.name === name)!.id) as [string, string];
});
afterAll(() => site.end());

async function draft(by = ann): Promise<string> {
  const begin = `/api/works/nip14/passages/${PASSAGE}/proposals`;
  return (await by.json<{ id: string }>("POST", begin, {})).id;
}

async function shared(): Promise<string> {
  const id = await draft();
  await ann.json("POST", `/api/proposals/${id}/invite`, { person: benId });
  return id;
}

async function submitted(): Promise<string> {
  const id = await draft();
  await ann.json("POST", `/api/proposals/${id}/submit`, { text: `Words of ${id}.`, summary: "Better." });
  return id;
}

async function post(by: Client, id: string, verb: string, body: unknown): Promise<[status: number, code: unknown]> {
  const response = await by.send("POST", `/api/proposals/${id}/${verb}`, body);
  const { code } = (await response.json()) as { code?: unknown };
  return [response.status, code];
}

interface Kept {
  status: string;
  submission: { summary: string; rendering: unknown };
  decision: { reason: string } | null;
}

const kept = (id: string): Promise<Kept> => ann.json<Kept>("GET", `/api/proposals/${id}`);

describe("submitting", () => {
  test("a second writer's other words are refused, and the first writer's stay", async () => {
    const id = await shared();
    expect(await post(ann, id, "submit", { text: "Ann's words.", summary: "Ann's reason." })).toEqual([200, undefined]);
    const second = await ben.send("POST", `/api/proposals/${id}/submit`, {
      text: "Ben's words.",
      summary: "Ben's reason.",
    });
    expect(second.status).toBe(409);
    const { code, detail } = (await second.json()) as { code: string; detail: string };
    expect(code).toBe("not-a-draft");
    expect(detail).toMatch(/yours were not taken.*(take it back|begin another)/i);
    expect(await post(ben, id, "submit", { summary: "Ben's reason." })).toEqual([409, "not-a-draft"]);
    expect(await post(ann, id, "submit", { text: "Ann's words.", summary: "Ann's reason." })).toEqual([200, undefined]);
    expect(await post(ann, id, "submit", {})).toEqual([200, undefined]);
    expect(JSON.stringify((await kept(id)).submission)).toContain("Ann's words.");
  });

  test("of fifty at once with words of their own, the one that is told so is the one that was taken", async () => {
    const id = await shared();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const by = at % 2 === 0 ? ann : ben;
        const sent = { text: `The words of try ${at}.`, summary: `Reason ${at}.` };
        return { at, answer: await post(by, id, "submit", sent) };
      }),
    );
    const taken = answers.filter(({ answer: [status] }) => status === 200);
    expect(answers.filter(({ answer: [status] }) => status === 409)).toHaveLength(49);
    expect(taken).toHaveLength(1);
    const { summary, rendering } = (await kept(id)).submission;
    expect(summary).toBe(`Reason ${taken[0]!.at}.`);
    expect(JSON.stringify(rendering)).toContain(`The words of try ${taken[0]!.at}.`);
  });

  test("words with emphasis, sent again as plain text, are the same words", async () => {
    const id = await draft();
    const { draft: before } = await ann.json<{ draft: unknown }>("GET", `/api/proposals/${id}`);
    expect(before).toBeTruthy();
    const sent = { text: "One paragraph.\n\nAnother one.", summary: " Spaced. \r\n" };
    expect(await post(ann, id, "submit", sent)).toEqual([200, undefined]);
    expect(await post(ann, id, "submit", sent)).toEqual([200, undefined]);
  });
});

describe("a decision again", () => {
  test.each(["accept", "decline"])("%s with the same reason is one, with another it is refused", async (verb) => {
    const id = await submitted();
    expect(await post(owner, id, verb, { reason: "Because." })).toEqual([200, undefined]);
    expect(await post(owner, id, verb, { reason: " Because. " })).toEqual([200, undefined]);
    expect(await post(owner, id, verb, { reason: "Because of something else." })).toEqual([409, "already-decided"]);
    expect((await kept(id)).decision?.reason).toBe("Because.");
  });

  test("withdrawing with another reason, or by somebody else, is refused", async () => {
    const id = await submitted();
    expect(await post(ann, id, "withdraw", { reason: "Not good enough." })).toEqual([200, undefined]);
    expect(await post(ann, id, "withdraw", { reason: "Not good enough." })).toEqual([200, undefined]);
    expect(await post(ann, id, "withdraw", { reason: "Too long." })).toEqual([409, "already-decided"]);
    expect(await post(owner, id, "withdraw", { reason: "Not good enough." })).toEqual([409, "already-decided"]);
    expect(await post(owner, id, "decline", { reason: "No." })).toEqual([409, "already-decided"]);
  });

  test("sending back what is a draft already keeps no reason, and says so", async () => {
    const id = await submitted();
    expect(await post(owner, id, "return", { reason: "Shorter." })).toEqual([200, undefined]);
    expect(await post(owner, id, "return", { reason: "Shorter." })).toEqual([200, undefined]);
    expect(await post(owner, id, "return", { reason: "And in verse." })).toEqual([409, "not-submitted"]);
    expect(await post(ann, await draft(), "return", { reason: "Never sent." })).toEqual([409, "not-submitted"]);
  });
});

test("the front page says that changes were asked for only where somebody asked", async () => {
  const front = async (): Promise<string> =>
    (await ben.send("GET", "/", undefined, { accept: "text/html" })).text().then((page) => page.split("</main>")[0]!);
  const id = await draft(ben);
  await ben.json("POST", `/api/proposals/${id}/submit`, { text: `Words of ${id}.`, summary: "Better." });
  await ben.json("POST", `/api/proposals/${id}/return`, {});
  expect(await front()).not.toContain("changes were asked for");
  await ben.json("POST", `/api/proposals/${id}/submit`, { text: `Words of ${id}.`, summary: "Better." });
  await owner.json("POST", `/api/proposals/${id}/return`, { reason: "Shorter." });
  expect(await front()).toContain("changes were asked for");
});

describe("beginning, inviting, letting go", () => {
  test("an address begun for another base, kind, passage or by somebody else is refused", async () => {
    const at = "/api/works/nip14/passages/4-2/proposals";
    const wish = (await (await ann.send("POST", at, { id: "the-same-address" })).json()) as { id: string };
    const sent = { id: wish.id, base: 2 };
    expect((await ann.send("POST", at, sent)).status).toBe(201);
    expect((await ann.send("POST", at, sent)).status).toBe(200);
    for (const [by, path, body] of [
      [owner, at, sent],
      [ann, at, { ...sent, base: 1 }],
      [ann, at, { ...sent, kind: "supply" }],
      [ann, at, { ...sent, readers: "writers" }],
      [ann, at.replace("4-2", "4-3"), { ...sent, base: null }],
      [ann, at.replace("4-2", "4-3"), sent],
    ] as const) {
      const response = await by.send("POST", path, body);
      expect(response.status, JSON.stringify(body)).toBe(409);
    }
  });

  test("begun twice from one page is begun once, but not where others are to read it", async () => {
    const at = "/api/works/nip14/passages/4-2/proposals";
    const begun = async (readers: string): Promise<{ id: string; readers: string }> =>
      ann.json("POST", at, { base: 2, after: 1, readers });
    const first = await begun("accounts");
    expect((await begun("accounts")).id).toBe(first.id);
    // Pressed twice at once, too.
    const twice = () => ann.json<{ id: string }>("POST", at.replace("4-2", "4-4"), { after: 0 });
    const [one, other] = await Promise.all([twice(), twice()]);
    expect(one.id).toBe(other.id);
    const own = await begun("writers");
    expect(own.id).not.toBe(first.id);
    expect(await ann.json("GET", `/api/proposals/${own.id}`)).toMatchObject({ readers: "writers" });
  });

  test("inviting twice is one invitation; letting go of somebody who was never there is refused", async () => {
    const id = await draft(owner);
    expect(await post(owner, id, "let-go", { person: annId })).toEqual([409, "not-a-writer"]);
    expect(await post(owner, id, "invite", { person: annId })).toEqual([200, undefined]);
    expect(await post(owner, id, "invite", { person: annId })).toEqual([200, undefined]);
    expect(await post(owner, id, "let-go", { person: annId })).toEqual([200, undefined]);
    expect(await post(owner, id, "let-go", { person: annId })).toEqual([200, undefined]);
    expect(await post(owner, id, "let-go", { person: benId })).toEqual([409, "not-a-writer"]);
  });
});
