/** Requests, asked of a workbench: who asks whom, what becomes of one, who is told of it, and who is not. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MineView } from "../../editor/mine/mine.ts";
import type { RequestHere } from "../../editor/requests/requests.ts";
import { MOST_OPEN, RequestsBeside } from "../../server/accounts/requests.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { DATABASE } from "../../server/store/names.ts";
import { dayAfter, dayAt } from "../../translations/requests/days.ts";
import { asked, requestAfter } from "../../translations/requests/request.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

let site: TestSite;
let [owner, rex, ann, ben, rita, stranger]: Client[] = [];
let ids: Record<string, string>;
const login = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
const ALL = "/api/works/nip14/requests";
const day = (days: number) => dayAfter(dayAt(Date.now()), days);

beforeAll(async () => {
  site = await startSite();
  owner = await joinAsOwner(site);
  rex = await joinAs(site, owner, "reviewer", login("rex"));
  ann = await joinAs(site, owner, "translator", login("ann"));
  ben = await joinAs(site, owner, "translator", login("ben"));
  rita = await joinAs(site, owner, "reader", login("rita"));
  stranger = new Client(site.address);
  const { people } = await owner.json<{ people: { id: string; name: string }[] }>("GET", "/api/people");
  ids = Object.fromEntries(people.map(({ id, name }) => [name, id]));
});
afterAll(() => site.end());

type Wanted = { kind?: string; about?: string; task?: string; of?: string; until?: string; why?: string };
const ask = (client: Client, wanted: Wanted = {}) =>
  client.json<RequestHere>("POST", ALL, { kind: "section", about: "4-3", task: "revise", ...wanted });
const act = (client: Client, { id }: { id: string }, verb: string, body = {}) =>
  client.json<RequestHere>("POST", `${ALL}/${id}/${verb}`, body);
const refused = async (client: Client, path: string, body: unknown) => {
  const response = await client.send("POST", path, body);
  const { code, why } = (await response.json()) as { code: string; why: string };
  return [response.status, code, why];
};
const mine = async (client: Client) =>
  (await client.json<{ requests: NonNullable<MineView["requests"]> }>("GET", "/api/me")).requests;
const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id);

describe("a request", () => {
  test("stands with whoever is asked, at its place and where the work stands, and goes when it is done", async () => {
    const request = await ask(rex!, { of: ids["ann"]!, until: day(7), why: "The terms are decided now." });
    expect(request).toMatchObject({ name: "4.3", by: { name: "rex" }, of: { name: "ann" }, pressing: 7, left: 7 });
    expect(await mine(ann!)).toMatchObject({ asked: [{ id: request.id, acts: ["hand", "done", "give-up"] }], own: [] });
    expect(await mine(rex!)).toMatchObject({ asked: [], own: [{ id: request.id, why: "The terms are decided now." }] });
    expect(await mine(ben!)).toMatchObject({ asked: [], anybody: [], own: [] });
    for (const path of ["/nip14/4-3", "/nip14/-/standing"]) {
      const page = await (await ben!.send("GET", path, undefined, { accept: "text/html" })).text();
      expect(page, path).toContain("rex asks ann");
      const open = await (await stranger!.send("GET", path, undefined, { accept: "text/html" })).text();
      expect(open, path).not.toContain("asks ann");
    }
    const done = await act(ann!, request, "done");
    expect(done).toMatchObject({ standing: "done", last: { act: "done", by: { name: "ann" } }, acts: ["reopen"] });
    expect((await mine(ann!)).asked).toEqual([]);
    expect((await act(ann!, request, "reopen")).standing).toBe("open");
    expect(idsOf((await mine(ann!)).asked)).toEqual([request.id]);
    expect((await act(rex!, request, "take-back")).standing).toBe("taken-back");
    expect((await mine(ann!)).asked).toEqual([]);
  });

  test("for anybody is taken on by one, handed on, and given up again", async () => {
    const request = await ask(rex!, { until: day(1) });
    for (const client of [ann!, ben!, rex!]) expect(idsOf((await mine(client)).anybody)).toEqual([request.id]);
    expect((await mine(rita!)).anybody).toEqual([]);
    expect((await act(ann!, request, "take")).of).toMatchObject({ name: "ann" });
    expect((await mine(ben!)).anybody).toEqual([]);
    expect(await refused(ben!, `${ALL}/${request.id}/take`, {})).toEqual([403, "not-allowed", "request"]);
    expect((await act(ann!, request, "hand", { to: ids["ben"], word: "You know the source." })).last).toMatchObject({
      word: "You know the source.",
    });
    expect(idsOf((await mine(ben!)).asked)).toEqual([request.id]);
    expect((await act(ben!, request, "give-up")).of).toBeNull();
    expect((await act(rex!, request, "postpone", { until: day(30) })).until).toBe(day(30));
    expect((await act(owner!, request, "done")).standing).toBe("done");
  });

  test("that who is asked gives up comes back to who asked", async () => {
    const request = await ask(rex!, { of: ids["ben"]! });
    await act(ben!, request, "give-up", { word: "No time this month." });
    expect((await mine(rex!)).own).toMatchObject([
      { id: request.id, standing: "given-up", last: { word: "No time this month." } },
    ]);
    await act(rex!, request, "reopen");
    await act(rex!, request, "hand", { to: ids["ann"] });
    expect(idsOf((await mine(ann!)).asked)).toEqual([request.id]);
    await act(rex!, request, "take-back");
  });

  test("ends by itself when what was asked for is there: a section has words, a proposal is decided", async () => {
    const first = await ask(rex!, { about: "1-2", task: "translate", of: ids["ann"]! });
    const { id } = await ann!.json<{ id: string }>("POST", "/api/works/nip14/passages/1-2/proposals", {});
    await ann!.json("POST", `/api/proposals/${id}/submit`, { text: "Opportunities", summary: "" });
    const second = await ask(owner!, { kind: "proposal", about: id, task: "decide", of: ids["rex"]! });
    expect(second.name).toBe("1.2");
    const page = await (await rex!.send("GET", `/nip14/proposals/${id}`, undefined, { accept: "text/html" })).text();
    expect(page).toContain("asks rex");
    await rex!.json("POST", `/api/proposals/${id}/accept`, { reason: "So." });
    expect((await mine(rex!)).asked).toEqual([]);
    expect((await mine(ann!)).asked).toEqual([]);
    const seen = await (await ann!.send("GET", "/nip14/1-2", undefined, { accept: "text/html" })).text();
    expect(seen).toContain("what was asked for is there");
    expect(await refused(ann!, `${ALL}/${first.id}/reopen`, {})).toEqual([403, "not-allowed", "request"]);
    const again = { kind: "section", about: "1-2", task: "translate" };
    expect(await refused(rex!, ALL, again)).toEqual([409, "not-as-things-stand", "nothing-to-do"]);
  });

  test("about a term stands at the term, and ends when it is decided on", async () => {
    const words = { source: "数字孪生", rendering: "digital twin", reason: "As it is mostly rendered." };
    const { term } = await ann!.json<{ term: string }>("POST", "/api/works/nip14/terms", words);
    await ask(owner!, { kind: "term", about: term, task: "decide", of: ids["rex"]!, until: day(2) });
    expect((await mine(rex!)).asked).toMatchObject([{ name: "数字孪生", pressing: 2 }]);
    const page = await (await rex!.send("GET", `/nip14/terms/${term}`, undefined, { accept: "text/html" })).text();
    expect(page).toContain("asks rex");
    // What everybody is given of a term says nothing of it.
    expect(await rex!.json("GET", `/nip14/terms/${term}`)).not.toHaveProperty("requests");
    await rex!.json("POST", `/api/works/nip14/terms/${term}/proposals/1/decline`, { reason: "It is no word." });
    expect((await mine(rex!)).asked).toEqual([]);
  });
});

test("whoever was quicker is not undone: who acts says how much they knew", async () => {
  const request = await ask(rex!, {});
  const both = await Promise.all(
    [ann!, ben!].map((client) => client.send("POST", `${ALL}/${request.id}/take`, { changes: 0 })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await refused(rex!, `${ALL}/${request.id}/take-back`, { changes: 0 })).toEqual([
    409,
    "not-as-things-stand",
    "request-moved",
  ]);
  await act(rex!, request, "take-back", { changes: 1 });
});

describe("nothing is asked", () => {
  const wanted = { kind: "section", about: "4-3", task: "revise" };
  test.each([
    ["by a translator", () => ann!, {}, [403, "not-allowed", "asking"]],
    ["by a stranger", () => stranger!, {}, [401, "sign-in-first", "account"]],
    ["of somebody who can’t", () => rex!, { of: "rita" }, [422, "not-taken", "not-theirs-to-do"]],
    ["of nobody", () => rex!, { of: "no such account \u202e" }, [422, "not-taken", "not-theirs-to-do"]],
    ["about nothing", () => rex!, { about: "no-such-passage" }, [404, "not-found", "request-about"]],
    [
      "that can’t be",
      () => rex!,
      { kind: "proposal", about: "x", task: "translate" },
      [404, "not-found", "request-about"],
    ],
    [
      "of a proposal that is no matter of it",
      () => rex!,
      { kind: "term", about: "t1", task: "translate" },
      [422, "not-taken", "no-such-task"],
    ],
    ["by a day that is none", () => rex!, { until: "2026-02-31" }, [422, "not-taken", "no-day"]],
    ["by a day that is past", () => rex!, { until: "1999-12-31" }, [422, "not-taken", "day-passed"]],
    ["in words too long", () => rex!, { why: "x".repeat(1_001) }, [400, "not-readable", "fields"]],
    ["in no words", () => rex!, { why: 7 }, [400, "not-readable", "fields"]],
    ["of a number", () => rex!, { of: 7 }, [400, "not-readable", "fields"]],
  ] as const)("%s", async (_, client, more, answer) => {
    const of = "of" in more && more.of === "rita" ? { of: ids["rita"] } : {};
    expect(await refused(client(), ALL, { ...wanted, ...more, ...of })).toEqual(answer);
  });

  test("and hostile words are kept as they can be seen", async () => {
    const why = "治理 😀 <b>\u0000\u202e";
    const request = await ask(rex!, { why });
    expect(request.why).toContain("治理 😀 <b>");
    expect(request.why).not.toContain("\u0000");
    await act(rex!, request, "take-back");
  });
});

test("however many ended at a place the last are told, and what ended opens again only while there is room", async () => {
  const request = await ask(rex!, { about: "5-1", of: ids["ann"]! });
  await act(rex!, request, "take-back");
  const db = openSqlite(join(site.data, DATABASE));
  const kept = new RequestsBeside(db, Date.now);
  const about = { kind: "section", id: "5-1" } as const;
  const made = (id: string) =>
    asked({
      id,
      work: "nip14",
      about,
      task: "revise",
      by: "x",
      of: null,
      until: null,
      why: "",
      at: new Date(0).toISOString(),
    });
  for (let at = 100; at < 140; at++) {
    await kept.add(made(`ended-${at}`));
    await kept.change(
      requestAfter(made(`ended-${at}`), { act: "done", by: "x", at: new Date(at).toISOString(), word: "" }),
    );
  }
  const { ended } = await kept.about("nip14", about);
  expect(idsOf(ended)).toEqual([request.id, ...Array.from({ length: 19 }, (_, at) => `ended-${139 - at}`)]);
  for (let at = 0; at < MOST_OPEN; at++) await kept.add(made(`open-${at}`));
  expect(await kept.openIn("nip14")).toHaveLength(MOST_OPEN);
  expect(await refused(rex!, `${ALL}/${request.id}/reopen`, {})).toEqual([409, "not-as-things-stand", "many-requests"]);
  // Those that press most are told, and no more of them than anybody reads.
  expect((await mine(ann!)).anybody.length).toBe(200);
  db.exec("DELETE FROM request WHERE asks = 'x'");
  db.close();
  expect((await act(rex!, request, "reopen")).standing).toBe("open");
  await act(rex!, request, "take-back");
});

test("the days of what one is asked for are a calendar, the same bytes until something changes", async () => {
  const request = await ask(rex!, { of: ids["ann"]!, until: day(9), why: "治理, again; as said" });
  const load = async () => (await ann!.send("GET", "/me/requests.ics", undefined, { accept: "text/calendar" })).text();
  const text = await load();
  expect(text).toContain(`UID:request-${request.id}\r\n`);
  expect(text).toContain(`DTSTART;VALUE=DATE:${day(9).replaceAll("-", "")}\r\n`);
  expect(text).toContain("DESCRIPTION:治理\\, again\\; as said\r\n");
  expect(await load()).toBe(text);
  await act(rex!, request, "postpone", { until: day(10) });
  expect(await load()).toContain(`DTSTART;VALUE=DATE:${day(10).replaceAll("-", "")}\r\nSUMMARY`);
  expect((await stranger!.send("GET", "/me/requests.ics")).status).toBe(401);
  // At the secret address of one's own feed a calendar finds the same, without signing in.
  const { feeds } = await ann!.json<{ feeds: { ics: string } }>("POST", "/api/account", { act: "feed" });
  expect(await (await fetch(feeds.ics)).text()).toBe(await load());
  expect((await fetch(feeds.ics.replace(/\/[^/]+\.ics$/, `/${"x".repeat(43)}.ics`))).status).toBe(404);
  await act(ann!, request, "done");
  expect(await load()).not.toContain("VEVENT");
});

test("without a script a form leads back to its page, and what was done there is undone there", async () => {
  const form = (client: Client, path: string, fields: Record<string, string>) =>
    client.send("POST", path, new URLSearchParams(fields).toString(), {
      "content-type": "application/x-www-form-urlencoded",
      accept: "text/html",
    });
  const asked = await form(rex!, ALL, {
    kind: "section",
    about: "4-4",
    task: "check",
    of: ids["ann"]!,
    until: "",
    why: "",
  });
  expect([asked.status, asked.headers.get("location")]).toEqual([303, "/nip14/4-4#requests"]);
  const [request] = (await mine(ann!)).asked;
  const done = await form(ann!, `${ALL}/${request!.id}/done`, { on: "me", changes: "0" });
  const back = done.headers.get("location")!;
  const page = await (await ann!.send("GET", back, undefined, { accept: "text/html" })).text();
  expect(page).toContain("This request is done now.");
  expect(page).toContain(`${ALL}/${request!.id}/reopen`);
  const again = await form(ann!, `${ALL}/${request!.id}/reopen`, { on: "me", changes: "1" });
  expect(again.headers.get("location")).toBe(`/me#request-${request!.id}`);
  await act(rex!, request!, "take-back");
});

test("who lost the right to read, or the account, is told of nothing; a work that is not theirs answers as none", async () => {
  const request = await ask(rex!, { of: ids["ben"]!, until: day(3) });
  const open = await ask(rex!, { until: day(3) });
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "private" });
  expect(await mine(ben!)).toMatchObject({ asked: [], anybody: [] });
  expect(await (await ben!.send("GET", "/me/requests.ics")).text()).not.toContain(request.id);
  const answers = async (work: string) => {
    const paths = [`/api/works/${work}/requests`, `/api/works/${work}/requests/${request.id}/done`];
    const sent = await Promise.all(
      paths.map((path) => ben!.send("POST", path, { kind: "section", about: "4-3", task: "check" })),
    );
    sent.push(await ben!.send("GET", paths[0]!));
    return Promise.all(sent.map(async (each) => [each.status, (await each.text()).replaceAll(work, "WORK")]));
  };
  expect(await answers("nip14")).toEqual(await answers("no-such-work"));
  await owner!.json("POST", "/api/works/nip14/visibility", { visibility: "public" });
  expect(idsOf((await mine(ben!)).asked)).toEqual([request.id]);
  await owner!.json("POST", `/api/people/${ids["ben"]}/close`, {});
  const given = (await mine(rex!)).own.find(({ id }) => id === request.id);
  expect(given).toMatchObject({ standing: "given-up", of: { name: "ben" } });
  await act(rex!, open, "take-back");
});
