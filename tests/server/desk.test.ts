/** The desk on a real store: one decision, one transaction, also when two desks decide at once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDesk, type Desk, type News } from "../../server/desk/desk.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { OPEN_TO_ALL } from "../../translations/ledger/access.ts";
import { saying } from "../../translations/ledger/described.ts";
import type { SourceWorded } from "../../translations/ledger/describing.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter } from "../../translations/ledger/record.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { isWriter } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { parseText } from "../../translations/text/parse.ts";
import { plan } from "../../translations/plan/plan.ts";
import { verified } from "../help/verified.ts";
import { bring } from "../help/made-works.ts";
import { done, type Command } from "../help/one-passage.ts";

const stream = { work: "nip14", passage: "4-1" };
const ann: Actor = { id: "ann", name: "Ann", role: "translator" };
const rex: Actor = { id: "rex", name: "Rex", role: "reviewer" };
const eve: Actor = { id: "eve", name: "Eve", role: "reviewer" };
const owner: Actor = { id: "olive", name: "Olive", role: "owner" };

let folder: string;
let store: Store;
let desk: Desk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "variorum-desk-"));
  store = sqliteStore(openSqlite(join(folder, "desk.db")));
  await bring(store, plan.work);
  desk = openDesk(store);
  const facts = {
    base: null,
    rendering: parseText("digital infrastructure"),
    contributors: [],
    date: "2022-01-24",
    publishedIn: [],
    rationale: "",
    notes: [],
    provenance: "a test",
  };
  await done(desk, stream, { type: "record-version", facts }, owner);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function propose(proposal: string, text: string): Promise<void> {
  const opened = await done(desk, stream, { type: "open-proposal", proposal, kind: "revision", base: 1 }, ann);
  expect(opened.ok).toBe(true);
  const command = {
    type: "submit-proposal",
    proposal,
    rendering: parseText(text),
    notes: [],
    summary: "clearer",
    proposers: [],
  } as const;
  expect((await done(desk, stream, { ...command, notes: [], proposers: [] }, ann)).ok).toBe(true);
}

test("what is decided is on disk: another desk on the same store sees the same state", async () => {
  await propose("p1", "A digital infrastructure");
  const accepted = await done(desk, stream, { type: "accept-proposal", proposal: "p1", reason: "" }, rex);
  expect(accepted.ok && accepted.events.map(({ type }) => type)).toEqual(["proposal-accepted", "version-recorded"]);
  expect(await openDesk(store).passage(stream)).toEqual(await desk.passage(stream));
  expect(verified(await store.recordsOfWork(stream.work))).toEqual([]);
});

test("many passages are as each by itself, and are asked for with as few looks at how far the ledger has come as two", async () => {
  await propose("p1", "A digital infrastructure");
  const ids = plan.work.passages.slice(0, 40).map(({ id }) => id);
  const { work } = stream;
  const each = [];
  for (const passage of ids) each.push(await desk.passage({ work, passage }));
  expect(await desk.passages(work, ids)).toEqual(each);
  expect(each.some(({ proposals }) => proposals.length > 0)).toBe(true);
  const through = vi.spyOn(store, "through");
  const looks = async (passages: string[]) => {
    through.mockClear();
    await desk.passages(work, passages);
    return through.mock.calls.length;
  };
  const few = await looks(ids.slice(0, 2));
  expect(few).toBeGreaterThan(0);
  expect(await looks(ids)).toBe(few);
  through.mockRestore();
});

test("who reads a work, and what others may do in it, is on disk, also said by two at once; a name goes from there too", async () => {
  const [work, ben] = [stream.work, { id: "ben", name: "Ben" }];
  const other = openDesk(store);
  await Promise.all([
    desk.share(work, { type: "set-visibility", visibility: "private" }, owner),
    other.share(work, { type: "give-role", person: ben, role: "owner" }, owner),
  ]);
  const reads = {
    ...OPEN_TO_ALL,
    visibility: "private",
    roles: new Map([["ben", { person: ben, role: "owner" }]]),
  };
  for (const each of [desk, other, openDesk(store)]) expect(await each.access(work)).toEqual(reads);
  const openTo = (actor: Actor) => desk.share(work, { type: "set-visibility", visibility: "members" }, actor);
  expect(await openTo(rex)).toEqual({ ok: false, refusal: { code: "unknown-work" } });
  expect(await openTo({ ...ben, role: "reader" })).toMatchObject({ ok: true });
  const why = { ground: "person", reason: "They asked." } as const;
  expect((await desk.removeOfWork(work, { whom: ben, instead: null }, why, owner)).ok).toBe(true);
  expect(JSON.stringify(await store.recordsOfWork(work))).not.toContain(`"Ben"`);
  expect((await other.access(work)).roles.get("ben")).toMatchObject({ role: "owner" });
  expect(verified(await store.recordsOfWork(work))).toEqual([]);
});

test("who acts may do what they may do in the work: as given there, and nothing in one that is not theirs to read", async () => {
  const give = (person: Actor, role: Actor["role"]) =>
    desk.share(stream.work, { type: "give-role", person: { id: person.id, name: person.name }, role }, owner);
  const open = (proposal: string, actor: Actor) =>
    done(desk, stream, { type: "open-proposal", proposal, kind: "revision", base: 1 }, actor);
  const rae: Actor = { id: "rae", name: "Rae", role: "reader" };
  expect(await open("p1", rae)).toMatchObject({ ok: false, refusal: { code: "not-allowed", why: "proposing" } });
  await give(rae, "translator");
  expect(await open("p1", rae)).toMatchObject({ ok: true });
  await desk.share(stream.work, { type: "set-visibility", visibility: "private" }, owner);
  const before = await store.through();
  expect(await open("p2", ann)).toEqual({ ok: false, refusal: { code: "unknown-work" } });
  const title = { type: "describe-work", words: { title: "Another" } } as const;
  expect(await desk.describe(stream.work, title, rex)).toEqual({ ok: false, refusal: { code: "unknown-work" } });
  const invite = (person: Actor) => done(desk, stream, { type: "invite-person", proposal: "p1", person }, rae);
  expect(await invite(ann)).toMatchObject({ ok: false, refusal: { why: "inviting-a-reader" } });
  expect(await store.through()).toBe(before);
  await give(ann, "translator");
  expect(await invite(ann)).toMatchObject({ ok: true });
  await give(rae, "owner");
  expect(await desk.describe(stream.work, title, rae)).toMatchObject({ ok: true });
  expect((await store.work(stream.work))?.title).toBe("Another");
});

test("a version says which wording of the source it renders, and of which translation it is", async () => {
  await propose("p1", "A digital infrastructure");
  await done(desk, stream, { type: "accept-proposal", proposal: "p1", reason: "" }, rex);
  const ends = endsAfter(await store.recordsOfWork(stream.work));
  const digest = digestOfText("新的基础设施");
  const event: SourceWorded = {
    ...{ type: "source-worded", number: 2, held: "whole", wording: ["新的基础设施"], provenance: "Corrected." },
    ...{ digest, by: null },
  };
  const making = { id: "reworded", at: "2026-11-25T00:00:00.000Z", newSalt: saltsFrom("reworded") };
  expect(await store.append(saying(stream.work, ends, making, [{ passage: stream.passage, event }]))).toEqual({
    ok: true,
  });
  await done(desk, stream, { type: "open-proposal", proposal: "p2", kind: "revision", base: 2 }, ann);
  const words = { rendering: parseText("New infrastructure"), notes: [], summary: "The source is new.", proposers: [] };
  await done(desk, stream, { type: "submit-proposal", proposal: "p2", ...words }, ann);
  await done(desk, stream, { type: "accept-proposal", proposal: "p2", reason: "" }, rex);
  const { versions } = await openDesk(store).passage(stream);
  expect(versions.map(({ source, translation }) => [source, translation])).toEqual([
    [1, "digichina"],
    [1, "digichina"],
    [2, "digichina"],
  ]);
  expect(verified(await store.recordsOfWork(stream.work))).toEqual([]);
});

test("a part says against which wording of the source it was written, and so does its version, however the source reads by then", async () => {
  const reword = (number: number) =>
    desk.describe(
      stream.work,
      { type: "word-source", passage: "4-1", number, source: { held: "whole", words: [`新的${number}`] } },
      owner,
    );
  const submissionOf = async (id: string) => (await desk.proposal(id))!.proposal.parts[0]!.submission;
  await propose("p1", "A digital infrastructure");
  expect(await submissionOf("p1")).toMatchObject({ source: 1 });
  expect(await reword(1)).toMatchObject({ ok: true });
  await done(desk, stream, { type: "accept-proposal", proposal: "p1", reason: "" }, rex);
  expect((await desk.versions(stream))[1]).toMatchObject({ source: 1 });
  // Taken back and proposed again, it is written against the source as it reads then.
  await done(desk, stream, { type: "open-proposal", proposal: "p2", kind: "revision", base: 2 }, ann);
  const words = { rendering: parseText("New infrastructure"), notes: [], proposers: [] };
  const submit = (summary: string) =>
    done(desk, stream, { type: "submit-proposal", proposal: "p2", ...words, summary }, ann);
  await submit("Plainer.");
  await reword(2);
  await done(desk, stream, { type: "return-proposal", proposal: "p2", reason: "" }, ann);
  await submit("The source is new.");
  expect(await submissionOf("p2")).toMatchObject({ source: 3 });
  await done(desk, stream, { type: "accept-proposal", proposal: "p2", reason: "" }, rex);
  expect((await openDesk(store).versions(stream)).map(({ source }) => source)).toEqual([1, 1, 3]);
  expect(verified(await store.recordsOfWork(stream.work))).toEqual([]);
});

test("two desks accept two proposals on one base at once: one becomes v2, the other is stale", async () => {
  await propose("p1", "A digital infrastructure");
  await propose("p2", "The digital infrastructure");
  const other = openDesk(store);
  await other.passage(stream);
  const outcomes = await Promise.all([
    done(desk, stream, { type: "accept-proposal", proposal: "p1", reason: "" }, rex),
    done(other, stream, { type: "accept-proposal", proposal: "p2", reason: "" }, eve),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = outcomes.find((outcome) => !outcome.ok);
  expect(refused && !refused.ok && refused.refusal.code).toBe("stale-base");
  expect(verified(await store.recordsOfWork(stream.work))).toEqual([]);
});

test("an acceptance sent twice at once is one version", async () => {
  await propose("p1", "A digital infrastructure");
  const accept = { type: "accept-proposal", proposal: "p1", reason: "" } as const;
  const outcomes = await Promise.all([done(desk, stream, accept, rex), done(desk, stream, accept, rex)]);
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect((await desk.passage(stream)).versions).toHaveLength(2);
});

test("listeners hear each addition once, and nothing of a refusal", async () => {
  const heard: News[] = [];
  const silence = desk.listen((news) => heard.push(news));
  await propose("p1", "A digital infrastructure");
  await done(desk, stream, { type: "accept-proposal", proposal: "p1", reason: "" }, ann);
  await done(desk, stream, { type: "decline-proposal", proposal: "p1", reason: "not yet" }, rex);
  silence();
  await propose("p2", "The digital infrastructure");
  expect(heard.flatMap(({ facts }) => facts.map(({ event }) => event.type))).toEqual([
    "proposal-opened",
    "proposal-submitted",
    "proposal-declined",
  ]);
});

test("an invitation is on disk and on the chain, also when it and its withdrawal come at once", async () => {
  await done(desk, stream, { type: "open-proposal", proposal: "p1", kind: "revision", base: 1 }, ann);
  const other = openDesk(store);
  await other.passage(stream);
  const outcomes = await Promise.all([
    done(desk, stream, { type: "invite-person", proposal: "p1", person: rex }, ann),
    done(other, stream, { type: "let-person-go", proposal: "p1", person: rex }, ann),
  ]);
  expect(outcomes[0].ok).toBe(true);
  const [found, kept] = [await openDesk(store).proposal("p1"), await store.records(stream)];
  expect(verified(await store.recordsOfWork(stream.work))).toEqual([]);
  const words = kept.map(({ event }) => event.type).filter((type) => type.startsWith("person-"));
  expect(isWriter(found!.proposal, rex)).toBe(words.at(-1) === "person-invited");
  // Letting go of somebody who is not invited yet is refused, never answered as done.
  expect(outcomes[1].ok).toBe(words.includes("person-let-go"));
});

test("a proposal is found by its id alone, wherever it stands", async () => {
  await propose("p1", "A digital infrastructure");
  expect(await desk.proposal("p1")).toMatchObject({
    work: stream.work,
    proposal: { id: "p1", status: "open", parts: [{ passage: stream.passage }] },
  });
  expect(await desk.proposal("p2")).toBeNull();
});

test("one proposal's address is not given twice, wherever the other stands", async () => {
  await propose("p1", "A digital infrastructure");
  const elsewhere = { work: "nip14", passage: "4-2" };
  const again = await done(
    desk,
    elsewhere,
    { type: "open-proposal", proposal: "p1", kind: "revision", base: null },
    ann,
  );
  expect(again).toMatchObject({ ok: false, refusal: { code: "already-exists" } });
  const both = await Promise.all(
    [openDesk(store), openDesk(store)].map((own, at) =>
      done(
        own,
        { work: "nip14", passage: ["4-2", "4-3"][at]! },
        { type: "open-proposal", proposal: "p2", kind: "revision", base: null },
        ann,
      ),
    ),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "already-exists" } });
});

test("what is decided on one passage reads four streams at most, however many proposals there are on it", async () => {
  for (let at = 0; at < 12; at++) await propose(`p${at}`, `Rendering number ${at}`);
  const read: string[] = [];
  const counting = new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      if (typeof method !== "function") return method;
      return (...given: unknown[]) => {
        if (name === "stream") read.push(String(given[0]));
        if (name === "records" || name === "recordsOfWork") read.push("everything", "at", "once", "is", "more");
        return method.apply(target, given);
      };
    },
  });
  const commands: [Command, Actor][] = [
    [{ type: "accept-proposal", proposal: "p0", reason: "" }, rex],
    [{ type: "return-proposal", proposal: "p1", reason: "Shorter." }, rex],
    [{ type: "rebase-proposal", proposal: "p1", base: 2 }, ann],
    [{ type: "decline-proposal", proposal: "p2", reason: "No." }, rex],
    [{ type: "open-proposal", proposal: "new", kind: "revision", base: 2 }, ann],
    [{ type: "invite-person", proposal: "new", person: rex }, ann],
  ];
  for (const [command, actor] of commands) {
    read.length = 0;
    expect(await done(openDesk(counting), stream, command, actor)).toMatchObject({ ok: true });
    expect([command.type, read.length]).toEqual([command.type, Math.min(read.length, 4)]);
    expect(read.length).toBeGreaterThan(0);
  }
});

test("a version that comes while one proposes is asked about, however late it comes, unless it is known", async () => {
  await done(desk, stream, { type: "open-proposal", proposal: "p1", kind: "revision", base: 1 }, ann);
  await propose("p2", "A digital infrastructure");
  const accept = () => done(desk, stream, { type: "accept-proposal", proposal: "p2", reason: "" }, rex);
  let quicker: (() => Promise<unknown>) | null = accept;
  // Somebody else accepts after it is decided that the words are taken, and before they are recorded.
  const append: Store["append"] = async (...asked) => {
    const first = quicker;
    quicker = null;
    await first?.();
    return store.append(...asked);
  };
  const late = openDesk(
    new Proxy(store, {
      get: (of, name) => {
        const value: unknown = name === "append" ? append : Reflect.get(of, name);
        return typeof value === "function" ? (value.bind(of) as unknown) : value;
      },
    }),
  );
  const words = { passage: stream.passage, rendering: parseText("New infrastructure"), notes: [], proposers: [] };
  const submit = (knows: string[]) =>
    late.execute(stream, { type: "submit-proposal", proposal: "p1", parts: [words], summary: "So.", knows }, ann);
  const refused = await submit([]);
  expect(refused).toMatchObject({ ok: false, refusal: { code: "stale-base", why: "proposing", current: 2 } });
  expect(await submit([`${stream.passage}/v2`])).toMatchObject({ ok: true });
});
