/** A fault found in a source, over HTTP: proposed by whoever may write, read word by word, decided by a reviewer, with the same consequences as an owner's wording. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DATABASE } from "../../server/app.ts";
import { audit, looking } from "../../server/care/care.ts";
import { join } from "node:path";
import { holding } from "../help/holding.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

let site: TestSite;
let owner: Client;
let ann: Client;
let rex: Client;

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
  rex = await joinAs(site, owner, "reviewer", { name: "Rex", email: "rex@example.org", password: "rex reads it all" });
});
afterAll(() => site.end());

const PROPOSE = "/api/works/nip14/outline/propose";
const page = async (by: Client, path: string): Promise<string> =>
  (await by.send("GET", path, undefined, { accept: "text/html" })).text();
const code = async (by: Client, path: string, body: object): Promise<[number, string]> => {
  const response = await by.send("POST", path, body);
  return [response.status, ((await response.json()) as { code?: string }).code ?? ""];
};
const verb = (number: number, what: string) => `/api/works/nip14/outline/proposals/${number}/${what}`;
interface Source {
  number: number;
  words: string[];
  held: string;
}
const sourceOf = async (passage: string): Promise<Source> =>
  (await owner.json<{ source: Source }>("GET", `/nip14/${passage}`)).source;
const correct = (by: Client, passage: string, number: number, text: string, more: object = {}) =>
  by.json<{ number: number }>("POST", PROPOSE, { act: "source", passage, number, text, reason: "A slip 误.", ...more });

test("a correction is proposed without a script, read word by word, waits in the queue, and rewords the source once accepted", async () => {
  const { number, words } = await sourceOf("4-3");
  const text = words.join("\n\n").replace("数字", "數位");
  const form = await page(ann, "/nip14/-/outline/propose?passage=4-3&act=source");
  expect(form).toContain(words[0]!);
  expect(await page(ann, "/nip14/4-3")).toContain("Propose a correction of the source");
  expect(await page(rex, "/nip14/4-3")).not.toContain("A correction of its source is proposed");
  const sent = await fetch(site.address + PROPOSE, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: ann.session, origin: site.address, accept: "text/html" },
    body: new URLSearchParams({
      act: "source",
      passage: "4-3",
      number: `${number}`,
      text,
      reason: "A slip 误.",
      provenance: "p. <3>",
    }),
  });
  expect(sent.status).toBe(303);
  const proposal = Number(/\/proposals\/(\d+)$/.exec(sent.headers.get("location")!)![1]);
  const shown = await page(rex, `/nip14/-/outline/proposals/${proposal}`);
  for (const each of ["Correct the source: ", "A slip 误.", "p. &lt;3>", "數位", "Accept, and do it"])
    expect(shown).toContain(each);
  expect(shown).toMatch(/<del[^>]*>.*数字.*<\/del>/s);
  expect(await page(rex, "/nip14/4-3")).toContain("A correction of its source is proposed");
  expect(await page(rex, "/review")).toContain("Correct the source of");
  expect(await rex.json("GET", `/nip14/-/outline/proposals/${proposal}`)).toMatchObject({
    ...{ status: "open", stale: false, change: { act: "source", passage: "4-3", source: number } },
    source: { held: "whole", words: [text], provenance: "p. <3>" },
    ...{ before: [{ source: words }], after: [{ source: [text] }] },
  });
  expect(await code(ann, verb(proposal, "accept"), {})).toEqual([403, "not-allowed"]);
  const waits = async () =>
    (await rex.json<{ moved: { passages: { passage: { id: string } }[] } }>("GET", "/review")).moved;
  expect((await waits()).passages).toEqual([]);
  await rex.json("POST", verb(proposal, "accept"), { reason: "So it is." });
  expect(await sourceOf("4-3")).toMatchObject({ number: number + 1, words: [text], provenance: "p. <3>" });
  expect((await waits()).passages.map(({ passage }) => passage.id)).toEqual(["4-3"]);
  expect(await code(rex, verb(proposal, "accept"), {})).toEqual([409, "outline-decided"]);
  const after = await page(owner, `/nip14/-/outline/proposals/${proposal}`);
  for (const each of ["Accepted, and done.", "Ann", "Rex", "What it changes in the source"])
    expect(after).toContain(each);
  expect((await looking(join(site.data, DATABASE), audit)).faults).toEqual([]);
});

test("one that the source moved on from is refused by name, and is brought up to date in a form that has both changes", async () => {
  const { number, words } = await sourceOf("4-5");
  const stood = words.join("\n\n");
  const first = (await correct(ann, "4-5", number, `新${stood}`)).number;
  await owner.json("POST", "/api/works/nip14/passages/4-5/source", { number, held: "whole", text: `${stood}后` });
  expect(await code(rex, verb(first, "accept"), {})).toEqual([409, "stale-outline"]);
  const stale = await page(ann, `/nip14/-/outline/proposals/${first}`);
  expect(stale).toContain("Bring it up to date");
  expect(stale).not.toContain("Accept, and do it");
  const form = await page(ann, `/nip14/-/outline/propose?passage=4-5&act=source&from=${first}`);
  for (const each of [`>新${stood}后</textarea>`, "A slip 误.", `name="instead" value="${first}"`])
    expect(form).toContain(each);
  expect(await code(ann, PROPOSE, { act: "source", passage: "4-5", number, text: "x", reason: "Late." })).toEqual([
    409,
    "stale-base",
  ]);
  const second = (await correct(ann, "4-5", number + 1, `新${stood}后`, { instead: first })).number;
  expect(await ann.json("GET", `/nip14/-/outline/proposals/${first}`)).toMatchObject({ status: "withdrawn" });
  await rex.json("POST", verb(second, "decline"), { reason: "The received text stays." });
  expect((await sourceOf("4-5")).words.join("")).toBe(`${stood}后`);
  const declined = await page(ann, `/nip14/-/outline/proposals/${second}`);
  for (const each of ["The received text stays.", "Declined."]) expect(declined).toContain(each);
  expect(await page(ann, "/nip14/-/outline/propose?passage=4-5&act=source")).toContain("Corrections decided before");
});

test("what is hostile is refused, and corrects nothing", async () => {
  const { number, words } = await sourceOf("5-2");
  const asked = async (more: object) =>
    (await code(ann, PROPOSE, { act: "source", passage: "5-2", number, text: "道", reason: "So.", ...more }))[0];
  expect(await asked({ text: words.join("\n\n") })).toBe(422);
  expect(await asked({ reason: "‮ " })).toBe(422);
  expect(await asked({ text: "" })).toBe(422);
  for (const more of [
    { number: -1 },
    { number: "1e9" },
    { held: "half" },
    { text: 7 },
    { instead: "x" },
    { provenance: "x".repeat(100_000) },
  ])
    expect([more, [400, 409, 422].includes(await asked(more))]).toEqual([more, true]);
  expect([413, 422]).toContain(await asked({ text: "道".repeat(1_000_000) }));
  for (const passage of ["", "no-such", "‮", "a/b"]) expect(await asked({ passage })).toBe(404);
  for (const from of ["0", "-1", "99", "x", "1e3"])
    expect(await page(ann, `/nip14/-/outline/propose?passage=5-2&act=source&from=${from}`)).not.toContain(
      'name="instead"',
    );
  const odd = await correct(ann, "5-2", number, "‮道<b>🙂");
  expect(await page(rex, `/nip14/-/outline/proposals/${odd.number}`)).toContain("&lt;b>🙂");
  expect(await sourceOf("5-2")).toMatchObject({ number, words });
  // Two decide on it at once.
  const both = await Promise.all(
    ["accept", "decline"].map((each) => code(rex, verb(odd.number, each), { reason: "No." })),
  );
  expect(both.filter(([status]) => status === 200)).toHaveLength(1);
});

test("whoever words the source anew at the same moment, it has each number once", async () => {
  const { number } = await sourceOf("5-3");
  const { number: proposal } = await correct(ann, "5-3", number, "道可道");
  const both = await Promise.all([
    code(rex, verb(proposal, "accept"), {}),
    code(owner, "/api/works/nip14/passages/5-3/source", { number, held: "whole", text: "非常道" }),
  ]);
  expect(both.map(([status]) => status).toSorted()).toEqual([200, 409]);
  expect((await sourceOf("5-3")).number).toBe(number + 1);
  expect((await looking(join(site.data, DATABASE), audit)).faults).toEqual([]);
});

test("with a wording of a source go the words of the corrections that have them, and what was said of these; no others", async () => {
  const { number, words } = await sourceOf("6-1");
  const stood = words.join("\n\n");
  const [secret, plain] = ["袋狼丙说过此话", "所附另一句"];
  const propose = async (text: string, of: number, reason: string) =>
    (await correct(ann, "6-1", of, text, { reason })).number;
  const accepted = await propose(`${stood}${secret}`, number, "The page says: 袋狼丙.");
  const declined = await propose(`${secret}。${stood}`, number, "Or at its beginning.");
  const other = await propose(`${stood}${plain}`, number, "Another page.");
  for (const each of [declined, other]) await rex.json("POST", verb(each, "decline"), { reason: "No 袋狼 there." });
  await rex.json("POST", verb(accepted, "accept"), { reason: "So says 袋狼丙." });
  const since = await propose(`${stood}${secret}！`, number + 1, "A mark is lost.");
  expect(holding(site.data, secret)).not.toEqual([]);
  await owner.json("POST", "/api/works/nip14/passages/6-1/source", { number: number + 1, held: "whole", text: stood });
  const remove = async (thing: string) =>
    (
      await owner.json<{ removed: number }>("POST", "/api/works/nip14/passages/6-1/remove", {
        ...{ thing, ground: "court", reason: "Court of appeal, 4 U 12/26." },
      })
    ).removed;
  // The wording itself, and what three corrections say.
  expect(await remove(`source/${number + 1}`)).toBe(2);
  expect(await remove(`source/${number + 1}`)).toBe(0);
  for (const each of [accepted, declined, since]) {
    const shown = await page(rex, `/nip14/-/outline/proposals/${each}`);
    expect(shown).toContain("Words of the source that this is about were taken out.");
    expect(shown).not.toContain("袋狼");
  }
  expect(await page(rex, `/nip14/-/outline/proposals/${other}`)).toContain(plain);
  // It can be given up, and no more be accepted.
  expect(await code(rex, verb(since, "accept"), {})).toEqual([409, "stale-outline"]);
  await ann.json("POST", verb(since, "withdraw"), {});
  const { removals } = await owner.json<{ removals: unknown[] }>("GET", "/nip14/6-1");
  expect(removals).toMatchObject([{ of: { kind: "source", number: number + 1 } }]);
  for (const each of [secret, "袋狼丙"]) expect(holding(site.data, each)).toEqual([]);
  expect((await looking(join(site.data, DATABASE), audit)).faults).toEqual([]);
  // So it is with the wording that they correct, whatever they make of it.
  await remove(`source/${number}`);
  expect(await page(rex, `/nip14/-/outline/proposals/${other}`)).not.toContain(plain);
});

test("what is proposed for a source weighs on no page of its work", async () => {
  const { number } = await sourceOf("6-2");
  const text = "袋獾说。".repeat(20_000);
  const { number: proposal } = await correct(ann, "6-2", number, text);
  for (const path of ["/", "/works", "/nip14", "/nip14/6-3", "/nip14/-/standing", "/nip14/terms", "/review"]) {
    const shown = await page(rex, path);
    expect([path, shown.length > 0, shown.includes("袋獾说")]).toEqual([path, true, false]);
  }
  expect(await page(rex, `/nip14/-/outline/proposals/${proposal}`)).toContain("袋獾说");
});
