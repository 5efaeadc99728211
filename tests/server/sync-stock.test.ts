/** A draft is a document of Yjs: who has nothing of ours, but y-websocket's provider as it comes, can open it. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";
import { DRAFT, SEED_WORDS, serve, until, withProposal, Writer, type Served, namedStore } from "../help/live.ts";

let served: Served;
let doc: Y.Doc;
let provider: WebsocketProvider;

beforeEach(async () => {
  served = await serve(await withProposal(namedStore(openSqlite(":memory:"))));
  doc = new Y.Doc();
  provider = new WebsocketProvider(`ws://127.0.0.1:${served.port}/api/live`, DRAFT, doc, {
    params: { schema: String(SCHEMA_VERSION) },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  await until(() => provider.synced, "the stock provider is synced");
});

afterEach(async () => {
  provider.destroy();
  doc.destroy();
  await served.stop();
});

test("a stock provider opens a draft, reads its letters, and hears what is typed", async () => {
  const text = doc.getText("text");
  expect(text.toString()).toBe(SEED_WORDS);
  const ada = await new Writer(served.port, "ada").synced();
  ada.type(" And 市场.");
  await until(() => text.toString() === `${SEED_WORDS} And 市场.`, "the stock provider hears the words");
  ada.leave();
});

test("before each block stands one embed, an empty map for a paragraph", () => {
  const delta = doc.getText("text").toDelta() as { insert: unknown }[];
  expect(delta.map(({ insert }) => (insert instanceof Y.Map ? insert.toJSON() : insert))).toEqual([{}, SEED_WORDS]);
});
