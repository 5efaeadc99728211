/** One reason across the parts of a proposal, over HTTP: where it would do, given there, taken back, and read. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { addReasons, notesOf, readDraft } from "../../translations/draft/draft.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { addressOf, Caller, step1Frame, step2Frame, until, updateFrame, updateIn } from "../help/live.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { Client, joinAs, joinAsOwner } from "../help/workbench.ts";

interface Part {
  passage: string;
  draft: { id: string; rendering: RenderingJson; notes: Note[] } | null;
}
interface Told {
  parts: Part[];
  reasons: { body: string; author: { name: string }; at: { passage: string; notes: string[] }[] }[];
}

const [A, B, C] = ["4-1", "4-2", "5-7"] as const;

let site: TestSite;
let ann: Client;
let ben: Client;
let rex: Client;
/** Words of each test's own, and their proposal by Ann. */
let turn = 0;
let id: string;

beforeAll(async () => {
  site = await startSite();
  const owner = await joinAsOwner(site);
  const person = (name: string) => ({ name, email: `${name}@example.org`, password: `${name} has a long password` });
  ann = await joinAs(site, owner, "translator", person("Ann"));
  ben = await joinAs(site, owner, "translator", person("Ben"));
  rex = await joinAs(site, owner, "reviewer", person("Rex"));
});
afterAll(() => site.end());

const before = (passage: string): string =>
  `In ${passage} the order${turn} of all is kept by law, and the order${turn} of some.`;
const after = (passage: string): string => before(passage).replaceAll(`order${turn}`, `rule${turn}`);

/** A proposal of Ann's that waits, with these words. */
async function proposed(words: (passage: string) => string): Promise<string> {
  const passages = [A, B, C];
  const begun = await ann.json<{ id: string }>("POST", "/api/works/nip14/proposals", { passages });
  for (const part of passages)
    await ann.json("POST", `/api/proposals/${begun.id}/submit`, {
      part,
      parts: [part],
      text: words(part),
      summary: "So.",
    });
  return begun.id;
}

beforeEach(async () => {
  turn++;
  await rex.json("POST", `/api/proposals/${await proposed(before)}/accept`, { reason: "" });
  id = await proposed((passage) => (passage === C ? after(C).replace(`rule${turn}`, `order${turn}`) : after(passage)));
  await ann.json("POST", `/api/proposals/${id}/return`, {});
});

const told = (by = ann): Promise<Told> => by.json("GET", `/api/proposals/${id}`);
const partOf = async (passage: string): Promise<Part> => (await told()).parts.find((part) => part.passage === passage)!;
const notesIn = async (passage: string): Promise<Note[]> => (await partOf(passage)).draft!.notes;

/** The draft of a part as somebody has it open; `said`: what they have heard. */
async function opened(passage: string, by = ann) {
  const { draft } = await partOf(passage);
  const at = addressOf(Number(new URL(site.address).port), draft!.id);
  const caller = new Caller(at, null, { cookie: by.session });
  await caller.seated();
  caller.say(step1Frame(Uint8Array.of(0)));
  const updates = () => caller.heard.filter(([type, step]) => type === 0 && step === 1);
  await until(() => updates().length > 0, "the draft came");
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateIn(updates()[0]!));
  caller.say(step2Frame(Uint8Array.of(0, 0)));
  const hear = (): void =>
    caller.heard
      .filter(([type, step]) => type === 0 && step === 2)
      .forEach((frame) => Y.applyUpdate(doc, updateIn(frame)));
  const write = (change: () => void): void => {
    const was = Y.encodeStateVector(doc);
    change();
    caller.say(updateFrame(Y.encodeStateAsUpdate(doc, was)));
  };
  return { doc, hear, write, leave: () => caller.socket.close() };
}

/** Writes a reason on these words of a part. */
async function reasoned(passage: string, words: string, body: string, by = ann): Promise<string> {
  const name = `on-${passage}-${body.length}`;
  const { draft } = await partOf(passage);
  const text = canonicalText(renderingFromJson(draft!.rendering));
  const { doc, write, leave } = await opened(passage, by);
  const note: Note = {
    ...{ id: name, author: { name: "?" }, date: "2026-11-26T10:00:00.000Z", category: "terminology", body },
    ...{ alternatives: ["govern"], target: anchorOn(text, words), source: null },
  };
  write(() => addReasons(doc, { notes: [note] }));
  await until(async () => (await notesIn(passage)).some((each) => each.id === name), "the reason is there");
  leave();
  return name;
}

const path = () => `/api/proposals/${id}/same-reason`;
const offer = (part: string, note: string, by = ann) =>
  by.json<{ before: string; after: string; parts: { passage: string; places: number }[] }>(
    "GET",
    `${path()}?part=${part}&note=${note}`,
  );
const give = (part: string, note: string, by = ann) =>
  by.json<{ of: string | null; given: string[] }>("POST", path(), { part, note });
/** The words on which a reason can be hung once: those of the first change. */
const FIRST = () => `the rule${turn} of all`;

test("a reason would do wherever another part makes the same change without one, and is given there once", async () => {
  const note = await reasoned(A, FIRST(), "治理 is rule.");
  const where = [
    { passage: B, places: 2 },
    { passage: C, places: 1 },
  ];
  expect(await offer(A, note)).toEqual({ before: `order${turn}`, after: `rule${turn}`, parts: where });
  const { given } = await give(A, note);
  expect(given.map((each) => each.split("/")[0])).toEqual([B, B, C]);
  for (const [passage, places] of [
    [B, 2],
    [C, 1],
  ] as const) {
    const notes = await notesIn(passage);
    expect(notes).toHaveLength(places);
    for (const each of notes)
      expect(each).toMatchObject({
        ...{ author: { name: "Ann" }, category: "terminology", body: "治理 is rule.", alternatives: ["govern"] },
        target: { exact: `rule${turn}` },
      });
  }
  expect((await offer(A, note)).parts).toEqual([]);
  expect((await give(A, note)).given).toEqual([]);
});

test("a change that has a reason already keeps that one, and words stay as they are", async () => {
  const note = await reasoned(A, FIRST(), "Why.");
  await reasoned(C, `rule${turn} of some`, "Another reason.");
  const was = (await partOf(C)).draft!.rendering;
  expect((await offer(A, note)).parts.map(({ passage }) => passage)).toEqual([B]);
  await give(A, note);
  expect((await notesIn(C)).map(({ body }) => body)).toEqual(["Another reason."]);
  expect((await partOf(C)).draft!.rendering).toEqual(was);
});

test("what was given is taken back; what its author has worded otherwise since stays", async () => {
  const note = await reasoned(A, FIRST(), "Why.");
  const { of, given } = await give(A, note);
  const { doc, write, leave } = await opened(C);
  const name = given.at(-1)!.split("/")[1]!;
  write(() => notesOf(doc).set(name, { ...(notesOf(doc).get(name) as object), body: "Otherwise." }));
  await until(async () => (await notesIn(C))[0]?.body === "Otherwise.", "it is worded otherwise");
  leave();
  expect(await ann.json("POST", `${path()}/take-back`, { of, given })).toEqual({ taken: 2 });
  expect([(await notesIn(A)).length, (await notesIn(B)).length, (await notesIn(C)).length]).toEqual([1, 0, 1]);
});

test("who has another part open keeps what they write, and sees the reason come on its words", async () => {
  await ann.json("POST", `/api/proposals/${id}/invite`, {
    person: (await ben.json<{ id: string }>("GET", "/api/account")).id,
  });
  const note = await reasoned(A, FIRST(), "Why.");
  const open = await opened(B, ben);
  await give(A, note);
  await until(() => {
    open.hear();
    return notesOf(open.doc).size === 2;
  }, "the reasons came");
  const text = open.doc.getText("text");
  open.write(() => text.insert(text.length, ", so Ben"));
  await until(
    async () => canonicalText(renderingFromJson((await partOf(B)).draft!.rendering)).endsWith("so Ben"),
    "kept",
  );
  expect(readDraft(open.doc, "").notes.map(({ target }) => target?.exact)).toEqual([`rule${turn}`, `rule${turn}`]);
  // Another's edit of what was given leaves it its author's.
  const [{ id: name }] = (await notesIn(B)) as [Note];
  open.write(() => notesOf(open.doc).set(name, { ...(notesOf(open.doc).get(name) as object), body: "Ben's." }));
  await until(async () => (await notesIn(B)).some(({ body }) => body === "Ben's."), "worded by Ben");
  expect((await notesIn(B)).every(({ author }) => author.name === "Ann")).toBe(true);
  open.leave();
});

test("nothing is offered of a note that is none of one's own, of none, or on changes that differ", async () => {
  const note = await reasoned(A, FIRST(), "Why.");
  const none = { before: "", after: "", parts: [] };
  for (const [part, each] of [
    [A, "nothing"],
    ["nowhere", note],
    [A, "\u202e"],
    [B, note],
  ] as const)
    expect(await offer(part, encodeURIComponent(each))).toEqual(none);
  await ann.json("POST", `/api/proposals/${id}/invite`, {
    person: (await ben.json<{ id: string }>("GET", "/api/account")).id,
  });
  expect(await offer(A, note, ben)).toEqual(none);
  expect(await give(A, note, ben)).toEqual({ of: null, given: [] });
});

test("who does not write the proposal is told nothing, and what is malformed is refused", async () => {
  const note = await reasoned(A, FIRST(), "Why.");
  for (const [method, to, body] of [
    ["GET", `${path()}?part=${A}&note=${note}`, undefined],
    ["POST", path(), { part: A, note }],
    ["POST", `${path()}/take-back`, { of: "0".repeat(64), given: [`${B}/x`] }],
  ] as const) {
    expect((await ben.send(method, to, body)).status, `${method} ${to}`).toBe(403);
    expect((await new Client(site.address).send(method, to, body)).status).toBe(401);
    expect((await ann.send(method, to.replace(id, "nowhere"), body)).status).toBe(404);
  }
  for (const body of [{}, { part: 7, note }, { part: A, note: "x".repeat(65) }])
    expect((await ann.send("POST", path(), body)).status).toBe(400);
  for (const body of [{ given: [] }, { of: "x", given: [] }, { of: "0".repeat(64), given: ["nowhere"] }])
    expect((await ann.send("POST", `${path()}/take-back`, body)).status).toBe(400);
  expect(await ann.json("POST", `${path()}/take-back`, { of: "0".repeat(64), given: [`${A}/${note}`] })).toEqual({
    taken: 0,
  });
  expect(await notesIn(B)).toEqual([]);
});

test("who reads the proposal finds such a reason once, with links to the other parts, and a program its places", async () => {
  const note = await reasoned(A, FIRST(), "One word for it.");
  await reasoned(C, "kept by law", "Of this alone.");
  await give(A, note);
  await ann.json("POST", `/api/proposals/${id}/submit`, { summary: "So." });
  const { reasons } = await told(rex);
  expect(reasons.map(({ body, at }) => [body, at.map(({ passage, notes }) => [passage, notes.length])])).toEqual([
    [
      "One word for it.",
      [
        [A, 1],
        [B, 2],
        [C, 1],
      ],
    ],
    ["Of this alone.", [[C, 1]]],
  ]);
  const page = async (part: string) => {
    const html = await rex.send("GET", `/nip14/proposals/${id}?part=${part}`, undefined, { accept: "text/html" });
    return /<main.*<\/main>/s.exec(await html.text())![0];
  };
  const link = (part: string) => `<a href="/nip14/proposals/${id}?part=${part}#part-${part}">`;
  const shown = await page(A);
  expect(shown.match(/<p[^>]*>One word for it\.<\/p>/g)).toHaveLength(1);
  expect(shown).toContain(`Also the reason at ${link(B)}4.2</a>, ${link(C)}5.7</a>`);
  expect(shown.split(`The same reason as at ${link(A)}4.1</a>`)).toHaveLength(3);
  const other = await page(C);
  expect(other).toContain(`Also the reason at ${link(A)}4.1</a>, ${link(B)}4.2</a>`);
});
