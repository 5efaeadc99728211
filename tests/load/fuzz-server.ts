/**
 * A whole process that serves two drafts from a SQLite file, to be sent nonsense, and that tells how it fares.
 * `node --expose-gc fuzz-server.js FILE`: first it sends its port, then an answer to every message.
 */
import { createHash } from "node:crypto";
import * as Y from "yjs";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import { parseText } from "../../translations/text/parse.ts";
import { draftIn, PLACE, SEED_WORDS, serve, withProposal, namedStore } from "../help/live.ts";
import { opening } from "../help/store-contract.ts";
import { GUARDED, OPEN, type Condition } from "./fuzz.ts";

const store = await withProposal(namedStore(openSqlite(process.argv[2]!)));
if ((await store.passagesOf("proposal-2")).length === 0)
  await store.append(opening({ ...PLACE, passage: "s11" }, "proposal-2"));

const seed = { content: { rendering: parseText(SEED_WORDS) }, source: "", editable: true };
const served = await serve(store, {
  seed: async (draft) => ([GUARDED, OPEN].includes(draft) ? seed : null),
});

async function digestOfGuarded(): Promise<string> {
  const doc = await draftIn(store);
  const waiting = doc.store.pendingStructs?.update ?? new Uint8Array();
  return createHash("sha256").update(Y.encodeStateAsUpdate(doc)).update(waiting).digest("hex");
}

async function condition(): Promise<Condition> {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    heap: heapUsed + external,
    rss,
    guarded: await digestOfGuarded(),
    errors: served.errors,
    ...served.live.size(),
  };
}

process.on("message", () => void condition().then((answer) => process.send!(answer)));
process.on("disconnect", () => process.exit());
process.send!({ port: served.port });
