/**
 * One draft on a server, anew for each test of a file, for tests of what goes through its sockets: the store, the server
 * and who comes. What was opened is closed after the test.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach } from "vitest";
import * as Y from "yjs";
import type { DraftLog, NewUpdate } from "../../server/store/draft-log.ts";
import { openSqlite } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import type { LiveDraftsSetting } from "../../server/sync/live.ts";
import { wordsIn } from "./draft-words.ts";
import {
  addressOf,
  Caller,
  draftIn,
  EMPTY_UPDATE,
  SEED_WORDS,
  serve,
  step2Frame,
  withProposal,
  Writer,
  type Served,
  namedStore,
} from "./live.ts";
import { otherwise } from "./otherwise.ts";

export let store: Store;
export let served: Served;
const writers: Writer[] = [];
const callers: Caller[] = [];

/** To be called once, at the top of a file. */
export function oneDraft(): void {
  const folder = mkdtempSync(join(tmpdir(), "variorum-draft-"));
  let files = 0;
  beforeEach(async () => {
    store = await withProposal(namedStore(openSqlite(join(folder, `${++files}.db`))));
    served = await serve(store);
  });
  afterEach(async () => {
    for (const writer of writers.splice(0)) writer.leave();
    for (const { socket } of callers.splice(0)) socket.terminate();
    await served.stop();
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** Stops the server and serves again, with other settings or with a log that behaves otherwise. */
export async function serveAgain(more: Partial<LiveDraftsSetting> = {}, port = 0): Promise<void> {
  await served.stop();
  served = await serve(store, more, port);
}

/** A log that keeps nothing for now. */
export interface HeldLog {
  /** How many updates it was given. */
  readonly given: number;
  /** From now on it keeps what it was and is given. */
  release(): void;
}

/** Serves again with a log that keeps nothing until it is released; `kept` is told what it then kept. */
export async function serveHeld(kept: (updates: readonly NewUpdate[]) => void = () => undefined): Promise<HeldLog> {
  let release = (): void => undefined;
  let given = 0;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const real = store.drafts;
  await serveAgain(
    draftsBut({
      append: async (draft, updates) => {
        given += updates.length;
        await gate;
        await real.append(draft, updates);
        kept(updates);
      },
    }),
  );
  return {
    get given() {
      return given;
    },
    release,
  };
}

/** The log of drafts, but for what is given. */
export function draftsBut(changes: Partial<DraftLog>): { drafts: DraftLog } {
  return { drafts: otherwise(store.drafts, changes) };
}

/** Somebody at the stock provider, once they have the draft. */
export function write(person: string | null): Promise<Writer> {
  const writer = new Writer(served.port, person);
  writers.push(writer);
  return writer.synced();
}

interface Line {
  address?: string;
  headers?: Record<string, string>;
  /** False: it never answers when the server asks whether it is there. */
  alive?: boolean;
}

/** A bare socket. */
export function open(person: string | null, { address = addressOf(served.port), headers, alive }: Line = {}): Caller {
  const caller = new Caller(address, person, headers, alive);
  callers.push(caller);
  return caller;
}

/** A bare socket that has answered the server's step 1, as every client does. */
export async function call(person: string | null, headers: Record<string, string> = {}): Promise<Caller> {
  const caller = await open(person, { headers }).seated();
  caller.say(step2Frame(EMPTY_UPDATE));
  return caller;
}

/** How a draft reads that nobody has written in. */
export const seeded = `doc(paragraph("${SEED_WORDS}"))`;

/** An update that writes `words` at the start of a copy of the draft. */
export async function writing(words: string): Promise<Uint8Array> {
  const doc = await draftIn(store);
  const before = Y.encodeStateVector(doc);
  wordsIn(doc).insert(0, words);
  return Y.encodeStateAsUpdate(doc, before);
}
