/** Reasons whose words are gone when a draft is submitted, over HTTP: asked about first, then kept, let speak of the whole, or dropped. */
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { addReasons } from "../../translations/draft/draft.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { addressOf, Caller, step1Frame, step2Frame, until, updateFrame, updateIn } from "../help/live.ts";
import { startSite, type TestSite } from "../help/site.ts";
import { joinAs, joinAsOwner, type Client } from "../help/workbench.ts";

interface Kept {
  status: string;
  draft: { rendering: RenderingJson; notes: Note[] } | null;
  submission: { notes: Note[] } | null;
}

const WORDS = ["Clarify", "dynamism"] as const;
const WITHOUT = { text: "Order the relations of state and market.", summary: "Plainer." };

let site: TestSite;
let ann: Client;

beforeAll(async () => {
  site = await startSite();
  const owner = await joinAsOwner(site);
  ann = await joinAs(site, owner, "translator", { name: "Ann", email: "ann@example.org", password: "ann writes here" });
});
afterAll(() => site.end());

const kept = (id: string): Promise<Kept> => ann.json<Kept>("GET", `/api/proposals/${id}`);

function noteOn(text: string, words: string): Note {
  return {
    id: `on-${words}`,
    author: { name: "Ann" },
    date: "2026-11-26T10:00:00.000Z",
    category: "terminology",
    body: `Why ${words}.`,
    alternatives: [],
    target: anchorOn(text, words),
    source: null,
  };
}

/** A draft with a reason on each of the words, as somebody wrote them in it. */
async function draftWithReasons(): Promise<string> {
  const begin = "/api/works/nip14/passages/s10-government-and-markets/proposals";
  const { id } = await ann.json<{ id: string }>("POST", begin, {});
  const text = canonicalText(renderingFromJson((await kept(id)).draft!.rendering));
  const at = addressOf(Number(new URL(site.address).port), await ann.draftOf(id));
  const writer = new Caller(at, null, { cookie: ann.session });
  await writer.seated();
  writer.say(step1Frame(Uint8Array.of(0)));
  const came = () => writer.heard.find(([type, step]) => type === 0 && step === 1);
  await until(() => came() !== undefined, "the draft came");
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateIn(came()!));
  writer.say(step2Frame(Uint8Array.of(0, 0)));
  const before = Y.encodeStateVector(doc);
  addReasons(doc, { notes: WORDS.map((words) => noteOn(text, words)) });
  writer.say(updateFrame(Y.encodeStateAsUpdate(doc, before)));
  await until(async () => (await kept(id)).draft?.notes.length === WORDS.length, "the reasons are there");
  writer.socket.close();
  return id;
}

async function submit(id: string, body: unknown): Promise<[status: number, code: unknown]> {
  const response = await ann.send("POST", `/api/proposals/${id}/submit`, body);
  return [response.status, ((await response.json()) as { code?: unknown }).code];
}

const submitted = async (id: string) => (await kept(id)).submission!.notes;

test("without a choice the draft stays one, with its reasons", async () => {
  const id = await draftWithReasons();
  expect(await submit(id, WITHOUT)).toEqual([422, "words-gone"]);
  expect((await kept(id)).status).toBe("draft");
  expect((await kept(id)).draft!.notes).toHaveLength(WORDS.length);
  // Nothing of the one that was not chosen for is settled either.
  expect((await submit(id, { loose: { "on-Clarify": "drop" } }))[0]).toBe(422);
  expect((await kept(id)).draft!.notes).toHaveLength(WORDS.length);
});

test("all are dropped, or speak of the whole", async () => {
  const [dropped, general] = [await draftWithReasons(), await draftWithReasons()];
  expect(await submit(dropped, { ...WITHOUT, loose: "drop" })).toEqual([200, undefined]);
  expect(await submitted(dropped)).toEqual([]);
  expect(await submit(general, { ...WITHOUT, loose: "general" })).toEqual([200, undefined]);
  for (const note of await submitted(general)) {
    expect(note.target).toBeNull();
    expect(note).not.toHaveProperty("lost");
  }
  expect(await submitted(general)).toHaveLength(WORDS.length);
});

test("each by itself, on other words too, which must stand in the text once", async () => {
  const id = await draftWithReasons();
  const choose = (on: string) => ({ ...WITHOUT, loose: { "on-Clarify": { on }, "on-dynamism": "drop" } });
  expect((await submit(id, choose("relations of the gods")))[0]).toBe(422);
  expect(await submit(id, choose("Order"))).toEqual([200, undefined]);
  const notes = await submitted(id);
  expect(notes.map(({ id, target }) => [id, target?.exact])).toEqual([["on-Clarify", "Order"]]);
});

test("a choice that is none is refused before anything is written", async () => {
  const id = await draftWithReasons();
  for (const loose of ["keep", 7, { "on-Clarify": { on: "" } }, { "on-Clarify": { off: "x" } }])
    expect((await submit(id, { ...WITHOUT, loose }))[0], JSON.stringify(loose)).toBe(400);
  expect((await kept(id)).status).toBe("draft");
});
