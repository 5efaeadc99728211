/** A work that is not somebody's to read: at every address they are answered as if there were none. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routeTable } from "../bench/hostile-table.ts";
import { inRole, STREAM } from "../help/histories.ts";
import { openBench, serve, type LedgerBench, type LedgerSite } from "../help/ledger-site.ts";
import { bring } from "../help/made-works.ts";
import { done } from "../help/one-passage.ts";
import { bareWork } from "../help/store-contract.ts";
import type { Visibility } from "../../translations/ledger/access.ts";
import { DATABASE } from "../../server/store/names.ts";
import { parseText } from "../../translations/text/parse.ts";

const { work: WORK, passage: PASSAGE } = STREAM;
const OWNER = inRole("owner", "olive");
const PROPOSAL = "clearer";
/** Pages name it, whichever port they come from. */
const ORIGIN = "https://variorum.example";

let withIt: LedgerBench;
let without: LedgerBench;
let sites: LedgerSite[] = [];

beforeAll(async () => {
  [withIt, without] = [await openBench(ORIGIN), await openBench(ORIGIN)];
  await bringWork(withIt.bench, WORK, "Of quokkas");
  await workAt(withIt.bench, WORK, PROPOSAL, "secret");
  sites = [await serve(withIt.bench), await serve(without.bench)];
});

async function bringWork({ store }: LedgerBench["bench"], id: string, title: string): Promise<void> {
  const source = { number: 1, held: "none" as const, words: [] };
  const passages = [{ id: PASSAGE, locator: "IV.1", kind: "paragraph" as const, level: 1, source }];
  await bring(store, { ...bareWork(id, title), passages });
}

/** Two versions of its passage, the second with a reason, and an open proposal for a third. */
async function workAt({ desk }: LedgerBench["bench"], work: string, proposal: string, word: string): Promise<void> {
  const place = { work, passage: PASSAGE };
  for (const [base, text] of [
    [null, `A ${word}.`],
    [1, `One ${word}.`],
  ] as const) {
    const rendering = parseText(text);
    const facts = {
      ...{ base, rendering, contributors: [], date: "2022-01-24", publishedIn: [] },
      ...{ rationale: base === null ? "" : `Why, ${word}.`, notes: [], provenance: "a test" },
    };
    await done(desk, place, { type: "record-version", facts }, OWNER);
  }
  await done(desk, place, { type: "open-proposal", proposal, kind: "revision", base: 2 }, OWNER);
  const words = { rendering: parseText(`The ${word}.`), notes: [], summary: `Clearer ${word}.`, proposers: [] };
  await done(desk, place, { type: "submit-proposal", proposal, ...words }, OWNER);
}

afterAll(async () => {
  for (const each of sites) await each.end();
  await withIt.close();
  await without.close();
});

/** Every address and method, with these names in it. */
function addresses(names: Record<string, string>): { method: string; path: string; route: string }[] {
  const parts: Record<string, string> = { passage: PASSAGE, which: "v1", verb: "accept", ...names };
  return routeTable().map(({ method, path: route }) => {
    const path = route.replaceAll(/:(\w+)/g, (_, name: string) => parts[name] ?? "1");
    return { method, route, path: SOUGHT.has(path) ? `${path}?q=why` : path };
  });
}

const SOUGHT = new Set(["/search", "/api/search"]);

/** Those of the work and of its proposal. */
function asked(): { method: string; path: string }[] {
  return addresses({ work: WORK, id: PROPOSAL }).filter(
    ({ route }) => route.includes(":work") || route.includes("/proposals/:id"),
  );
}

/** Somebody who has joined: their session's cookie, and who they are. */
async function joined({ accounts }: LedgerBench["bench"], name: string) {
  const token = (await accounts.ownerToken()) ?? (await accounts.invite((await accounts.people())[0]!, "translator"));
  const joining = { name: `${name} Person`, email: `${name.toLowerCase()}@example.org`, password: "long enough" };
  const outcome = await accounts.join(token, joining, "here");
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const cookie = outcome.cookies.map((each) => each.split(";")[0]!).join("; ");
  return { cookie, person: (await accounts.actorOf({ cookie }))! };
}

async function answer(
  { address }: LedgerSite,
  method: string,
  path: string,
  accept: string,
  more: Record<string, string> = {},
) {
  const headersSent = { accept, "accept-encoding": "identity", ...more };
  const heard = await fetch(address + path, { method, redirect: "manual", headers: headersSent });
  const headers = Object.fromEntries([...heard.headers].filter(([name]) => name !== "date"));
  const isStream = heard.headers.get("content-type")?.startsWith("text/event-stream");
  if (isStream) await heard.body?.cancel();
  return { status: heard.status, headers, body: isStream ? "It never ends." : await heard.text() };
}

test("a stranger is answered of a private work, at each address and by each method, as of one that is not there", async () => {
  const all = asked();
  expect(all.length).toBeGreaterThan(35);
  await withIt.bench.desk.share(WORK, { type: "set-visibility", visibility: "public" }, OWNER);
  const [here, nowhere] = sites as [LedgerSite, LedgerSite];
  const tellsApart = async () => {
    const told: string[] = [];
    for (const { method, path } of all)
      for (const accept of ["text/html", "application/json"]) {
        const [one, other] = [await answer(here, method, path, accept), await answer(nowhere, method, path, accept)];
        if (JSON.stringify(one) !== JSON.stringify(other)) told.push(`${method} ${path} ${accept}`);
      }
    return told;
  };
  expect((await tellsApart()).length).toBeGreaterThan(20);
  await withIt.bench.desk.share(WORK, { type: "set-visibility", visibility: "private" }, OWNER);
  expect(await tellsApart()).toEqual([]);
});

test("whoever may read it reads it, nobody keeps it on the way, and what was known of it while it was public tells nothing", async () => {
  const { bench } = withIt;
  const [site] = sites as [LedgerSite];
  const olive = await joined(bench, "Olive");
  const tess = await joined(bench, "Tess");
  const paths = [`/${WORK}`, `/${WORK}/${PASSAGE}`, `/${WORK}/${PASSAGE}/v1`, `/api/works/${WORK}`];
  const each = (path: string, more: Record<string, string>) => answer(site, "GET", path, "text/html", more);
  const share = (visibility: Visibility) =>
    bench.desk.share(WORK, { type: "set-visibility", visibility }, olive.person);
  await share("public");
  const tags = new Map<string, string>();
  for (const path of paths) tags.set(path, (await each(path, {})).headers["etag"]!);
  await share("private");
  const { size } = bench.answers;
  const person = { id: tess.person.id, name: tess.person.name };
  const statuses = async () => {
    const heard = paths.flatMap((path) => [
      each(path, { cookie: olive.cookie }),
      each(path, { cookie: tess.cookie }),
      each(path, { "if-none-match": tags.get(path)! }),
      each(path, { cookie: tess.cookie, "if-none-match": tags.get(path)! }),
    ]);
    const all = await Promise.all(heard);
    for (const { status, headers } of all.filter((one) => one.status === 200)) {
      expect([status, headers["cache-control"]]).toEqual([200, "private, no-store"]);
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
    return new Set(
      paths.map((_, at) =>
        all
          .slice(4 * at, 4 * at + 4)
          .map(({ status }) => status)
          .join(" "),
      ),
    );
  };
  expect(await statuses()).toEqual(new Set(["200 404 404 404"]));
  await bench.desk.share(WORK, { type: "give-role", person, role: "reader" }, olive.person);
  expect(await statuses()).toEqual(new Set(["200 200 404 200"]));
  await bench.desk.share(WORK, { type: "give-role", person, role: null }, olive.person);
  expect(await statuses()).toEqual(new Set(["200 404 404 404"]));
  await share("members");
  expect(await statuses()).toEqual(new Set(["200 200 404 200"]));
  expect(bench.answers.size).toBe(size);
});

test("a token opens what its person may read, and nothing of another's private work, from the next request on", async () => {
  const { bench } = withIt;
  const [site] = sites as [LedgerSite];
  const [owner] = await bench.accounts.people();
  const token = await bench.accounts.invite(owner!, "reviewer");
  const outcome = await bench.accounts.join(
    token,
    { name: "Toni Token", email: "toni@example.org", password: "long enough" },
    "here",
  );
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const cookie = outcome.cookies.map((each) => each.split(";")[0]!).join("; ");
  const wanted = { name: "A program", work: null, may: [], days: 30, password: "long enough" };
  const made = await bench.accounts.makeToken({ cookie }, wanted, "here");
  if (!made.ok) throw new Error(made.refusal.code);
  const { id, name } = (await bench.accounts.actorOf({ cookie }))!;
  const statuses = async () => {
    const paths = [`/api/works/${WORK}`, `/api/works/${WORK}/passages/${PASSAGE}`, `/api/proposals/${PROPOSAL}`];
    const authorization = `Bearer ${made.token}`;
    const all = paths.map((path) => answer(site, "GET", path, "application/json", { authorization }));
    return (await Promise.all(all)).map(({ status }) => status).join(" ");
  };
  const share = (command: Parameters<typeof bench.desk.share>[1]) => bench.desk.share(WORK, command, owner!);
  await share({ type: "set-visibility", visibility: "private" });
  expect(await statuses()).toBe("404 404 404");
  await share({ type: "give-role", person: { id, name }, role: "reader" });
  expect(await statuses()).toBe("200 200 200");
  await share({ type: "give-role", person: { id, name }, role: null });
  expect(await statuses()).toBe("404 404 404");
});

test("nothing that a stranger is answered is another when a private work comes and is worked at; and nothing tells others of it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "variorum-private-"));
  const opened = await openBench(ORIGIN, join(folder, DATABASE));
  const { bench } = opened;
  await bringWork(bench, "open-work", "Of wombats");
  await workAt(bench, "open-work", "plainer", "wombat");
  const site = await serve(bench);
  const olive = await joined(bench, "Olive");
  const tess = await joined(bench, "Tess");
  const reading = addresses({ work: "open-work", id: "plainer" }).filter(({ method }) => method === "GET");
  const heard = async (more: Record<string, string>) => {
    const answers: Record<string, unknown> = {};
    for (const { path } of reading)
      for (const accept of ["text/html", "application/json"])
        answers[`${path} ${accept}`] = await answer(site, "GET", path, accept, more);
    return answers;
  };
  const before = await heard({});
  await bringWork(bench, "hushed", "Of quokkas");
  await bench.desk.share("hushed", { type: "set-visibility", visibility: "private" }, olive.person);
  await workAt(bench, "hushed", "hushed-yet", "zyzzyva");
  expect(await heard({})).toEqual(before);
  const traces = /hushed|quokka|zyzzyva/i;
  const tellingTo = async ({ cookie }: { cookie: string }) =>
    Object.entries(await heard({ cookie })).flatMap(([at, told]) => (traces.test(JSON.stringify(told)) ? [at] : []));
  const lists = ["/ text/html", "/api/works application/json", "/review text/html", "/search?q=why text/html"];
  expect(await tellingTo(tess)).toEqual([]);
  // Nor does it for whoever is signed in, at any address of it and by any method.
  const ofNone = addresses({ work: "nowhen", id: "nowhen-yet" });
  const told: string[] = [];
  for (const [at, { method, path, route }] of addresses({ work: "hushed", id: "hushed-yet" }).entries())
    for (const accept of route.includes(":work") || route.includes("/proposals/:id")
      ? ["text/html", "application/json"]
      : []) {
      const more = { cookie: tess.cookie, origin: ORIGIN };
      const [one, other] = [path, ofNone[at]!.path].map((each) => answer(site, method, each, accept, more));
      const [here, none] = [await one!, await other!].map(({ status, body }) => [
        status,
        body.replaceAll("nowhen", "hushed"),
      ]);
      if (JSON.stringify(here) !== JSON.stringify(none)) told.push(`${method} ${path} ${accept}`);
    }
  expect(told).toEqual([]);
  expect(await tellingTo(olive)).toEqual(expect.arrayContaining(lists));
  await site.end();
  await bench.searching.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Who follows an event stream. */
async function following({ address }: LedgerSite, path: string, cookie = "") {
  const heard = await fetch(address + path, { headers: cookie === "" ? {} : { cookie } });
  const told = { status: heard.status, text: "", ended: false };
  const reading = async () => {
    for await (const chunk of heard.body!.pipeThrough(new TextDecoderStream())) told.text += chunk;
    told.ended = true;
  };
  reading().catch(() => (told.ended = true));
  return told;
}

test("news of a private work are told to those who read it alone; an open stream of it ends with the right to", async () => {
  const opened = await openBench(ORIGIN);
  const { bench } = opened;
  await bringWork(bench, "open-work", "Of wombats");
  await bringWork(bench, "hushed", "Of quokkas");
  const site = await serve(bench);
  const [olive, tess, ted] = [await joined(bench, "Olive"), await joined(bench, "Tess"), await joined(bench, "Ted")];
  const share = (command: Parameters<typeof bench.desk.share>[1]) => bench.desk.share("hushed", command, olive.person);
  const person = { id: tess.person.id, name: tess.person.name };
  await share({ type: "set-visibility", visibility: "private" });
  await share({ type: "give-role", person, role: "reader" });
  const [stranger, teds, tesss, ofWork] = [
    await following(site, "/api/events"),
    await following(site, "/api/events", ted.cookie),
    await following(site, "/api/events", tess.cookie),
    await following(site, "/api/works/hushed/events", tess.cookie),
  ];
  expect((await following(site, "/api/works/hushed/events", ted.cookie)).status).toBe(404);
  const lasts = (told: { text: string }) => [...told.text.matchAll(/^id: (.*)$/gm)].map((found) => found[1]!);
  await expect.poll(() => lasts(tesss).length).toBe(1);
  const [begun] = lasts(stranger);
  await workAt(bench, "hushed", "hushed-yet", "zyzzyva");
  await workAt(bench, "open-work", "plainer", "wombat");
  await expect.poll(() => stranger.text).toContain('"id":"plainer","status":"submitted"');
  await expect.poll(() => tesss.text).toContain('"id":"plainer","status":"submitted"');
  expect(tesss.text).toContain('"id":"hushed-yet","status":"submitted"');
  await expect.poll(() => ofWork.text).toContain('"id":"hushed-yet","status":"submitted"');
  for (const { text } of [stranger, teds]) expect(text).not.toMatch(/hushed|zyzzyva/);
  // To whoever may not read it all goes on as if there were no such work: their numbers, and what waits in all works.
  expect(lasts(stranger).map((id) => id.split(".")[1])).toEqual(["0", "1", "2", "3", "4"]);
  expect(lasts(teds)).toEqual(lasts(stranger));
  expect(stranger.text.match(/"all":\{"waiting":(\d)/g)!.at(-1)).toBe('"all":{"waiting":1');
  expect(tesss.text.match(/"all":\{"waiting":(\d)/g)!.at(-1)).toBe('"all":{"waiting":2');
  const asked = async (after: string, cookie?: string) =>
    (await answer(site, "GET", `/api/news?after=${after}`, "application/json", cookie ? { cookie } : {})).body;
  expect(JSON.parse(await asked(begun!))).toMatchObject({ missed: false, news: { length: 4 } });
  expect(JSON.parse(await asked(lasts(tesss)[0]!, tess.cookie))).toMatchObject({ missed: false, news: { length: 8 } });

  const last = lasts(tesss).at(-2)!;
  await share({ type: "give-role", person, role: null });
  await expect.poll(() => ofWork.ended).toBe(true);
  await expect.poll(() => tesss.text).toContain('data: {"missed":true}');
  const before = tesss.text.split("hushed").length;
  const more = { type: "decline-proposal", proposal: "hushed-yet", reason: "Why." } as const;
  expect(await bench.desk.execute({ work: "hushed" }, more, olive.person)).toMatchObject({ ok: true });
  const open = { type: "decline-proposal", proposal: "plainer", reason: "Why." } as const;
  expect(await bench.desk.execute({ work: "open-work" }, open, olive.person)).toMatchObject({ ok: true });
  await expect.poll(() => tesss.text).toContain('"id":"plainer","status":"declined"');
  expect(tesss.text.split("hushed").length).toBe(before);
  expect(JSON.parse(await asked(last, tess.cookie))).toMatchObject({ missed: true, news: [] });
  expect(await asked(last, tess.cookie)).not.toContain("hushed");
  await site.end();
  await opened.close();
});
