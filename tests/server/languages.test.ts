/** What a workbench answers in a second language, which is made up: each sentence in its brackets, so from a catalogue. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGLISH, speak } from "../../editor/language/language.ts";
import { CLOSINGS } from "../../editor/refusals/closing-words.ts";
import { CLOSE, OPEN, MADE_UP, outside } from "../help/made-up.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let [stranger, reader, owner]: Client[] = [];

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  reader = await joinAs(site, owner, "reader", {
    name: "Rita Reader",
    email: "rita@example.org",
    password: "correct horse battery",
  });
  stranger = new Client(site.address);
  speak(MADE_UP);
});
afterAll(async () => {
  speak(ENGLISH);
  await site.end();
});

const S10 = "/nip14/s10-government-and-markets";
const API = "/api/works/nip14/passages/s10-government-and-markets";

type Asked = [by: "stranger" | "reader" | "owner", method: string, path: string, body?: unknown];

const ASKED: Asked[] = [
  ["stranger", "GET", "/nothing/is/here/at/all"],
  ["stranger", "GET", "/no-such-work"],
  ["stranger", "GET", "/nip14/no-such-passage"],
  ["stranger", "GET", `${S10}/v99`],
  ["stranger", "GET", `${S10}/latest`],
  ["stranger", "GET", `${S10}/v1.txt`],
  ["stranger", "GET", `${S10}/v01.bib`],
  ["stranger", "GET", `${S10}/origins?version=first`],
  ["stranger", "GET", `${S10}/collation?versions=first`],
  ["stranger", "GET", `${S10}/collation?versions=1`],
  ["stranger", "GET", `${S10}/collation?versions=p7`],
  ["stranger", "GET", "/api/works/nip14/terms?after=x"],
  ["stranger", "GET", "/review?after=x"],
  ["stranger", "GET", "/api/proposals/none"],
  ["stranger", "GET", "/api/proposals/none/history"],
  ["stranger", "DELETE", S10],
  ["stranger", "POST", "/no/such/form", {}],
  ["stranger", "GET", "/people"],
  ["stranger", "GET", "/api/account"],
  ["stranger", "POST", `${API}/proposals`, { base: 2 }],
  ["stranger", "POST", "/api/sign-in", { email: "nobody@example.org", password: "nothing of mine" }],
  ["stranger", "POST", "/api/sign-in", { email: 1, password: ["a"], other: true }],
  ["stranger", "POST", "/api/sign-in", { email: 1, password: ["a"] }],
  ["stranger", "POST", "/api/sign-in", "{"],
  ["stranger", "POST", "/api/ask", {}],
  ["reader", "GET", "/people"],
  ["reader", "GET", "/api/settings"],
  ["reader", "POST", "/-/set-up/skip", { step: "text" }],
  ["reader", "POST", "/about", { operator: "Me" }],
  ["reader", "POST", `${API}/remove`, { thing: "v2/text", ground: "court" }],
  ["reader", "POST", `${API}/proposals`, { base: 2 }],
  ["reader", "POST", "/api/proposals/none/approve", {}],
  ["reader", "POST", "/api/account", { act: "name", name: "" }],
  ["reader", "POST", "/api/account", { act: "fly" }],
  ["owner", "POST", "/api/people/invite", { role: "king" }],
  ["owner", "POST", "/api/people/invite", { role: "reader", email: "not one" }],
  ["owner", "POST", "/api/people/invite", { role: "reader", place: "https://elsewhere.example" }],
  ["owner", "POST", "/api/people/invite", { role: "reader", message: "x".repeat(1_001) }],
  ["owner", "POST", "/api/people/invite", { role: "reader", message: "x".repeat(10_001) }],
  ["owner", "POST", "/api/people/invitations/none/revoke", {}],
  ["owner", "POST", "/api/people/askings/none/put-away", {}],
  ["owner", "POST", "/api/people/nobody/reset", {}],
  ["owner", "POST", "/api/people/nobody/close", {}],
  ["owner", "POST", "/api/people/nobody/role", { role: "reader" }],
  ["owner", "POST", "/api/settings", {}],
  ["owner", "POST", "/api/settings", { address: "not one" }],
  ["owner", "POST", "/api/settings", { address: "https://a:b@example.org" }],
  ["owner", "POST", "/api/settings", { switch: "none" }],
  ["owner", "POST", "/api/settings", { putAway: "none" }],
  ["owner", "POST", `${API}/remove`, { ground: "court" }],
  ["owner", "POST", `${API}/remove`, { thing: "nothing", ground: "court" }],
  ["owner", "POST", `${API}/remove`, { thing: "v99/text", ground: "court" }],
  ["owner", "POST", `${API}/remove`, { thing: "source/9", ground: "court" }],
  ["owner", "POST", `${API}/remove`, { person: "nobody", ground: "court" }],
  ["owner", "POST", `${API}/remove`, { thing: "v2/text", ground: "court" }],
  ["owner", "POST", "/api/works/nip14/remove", { thing: "nothing", ground: "court" }],
  ["owner", "POST", "/api/works/nip14/terms/No_id", { source: "a", rendering: "b" }],
  ["owner", "POST", "/api/works/nip14/translations/digichina/describe", { translators: [" "] }],
];

describe("what is refused", () => {
  test.each(ASKED)("to the %s who asks %s %s %j is told in the language that is spoken", async (by, ...asked) => {
    const answer = await { stranger, reader, owner }[by]!.send(...asked);
    const problem = (await answer.json()) as { status: number; title: string; detail: string; code: string };
    expect(problem.status).toBe(answer.status);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(problem.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const said of [problem.title, problem.detail]) {
      expect(said).toContain(OPEN);
      expect(outside(said).trim()).toBe("");
    }
  });
});

test("what an owner looks after is told in it, too", async () => {
  interface Told {
    findings: { wrong: string; todo: string }[];
    switches: { title: string; words: string; choices: { words: string }[] }[];
    done: string;
  }
  const turn = { switch: "strangers-may-ask", value: "no" };
  const { findings, switches, done } = await owner!.json<Told>("POST", "/api/settings", turn);
  const said = [
    ...findings.flatMap(({ wrong, todo }) => [wrong, todo]),
    ...switches.flatMap(({ title, words, choices }) => [title, words, ...choices.map((choice) => choice.words)]),
    done,
  ];
  expect(said.length).toBeGreaterThan(8);
  for (const sentence of said) expect(outside(sentence), sentence).toBe("");
  for (const path of ["/nip14/-/remove", `/nip14/-/remove${S10.slice("/nip14".length)}`])
    for (const { of } of (await owner!.json<{ things: { of: string }[] }>("GET", path)).things)
      expect([of.startsWith(OPEN), of.endsWith(CLOSE)], of).toEqual([true, true]);
});

test.each(Object.entries(CLOSINGS.en))("the reason %j fits into the frame that closes a socket", (_, sentence) => {
  expect(Buffer.byteLength(sentence)).toBeLessThanOrEqual(123);
});
