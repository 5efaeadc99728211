/** People in drafts, for tests: a server on a free port with the real store, and clients that speak the protocol. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { Figures } from "../../server/sync/figures.ts";
import { LIMITS } from "../../server/sync/limits.ts";
import { liveDrafts, type LiveSockets } from "../../server/sync/sync.ts";
import { type LiveDraftsSetting } from "../../server/sync/live.ts";
import { Room, type RoomSetting, type Seat } from "../../server/sync/room.ts";
import type { Actor, Role } from "../../translations/ledger/roles.ts";
import { parseText } from "../../translations/text/parse.ts";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";
import { bareWork, opening } from "./store-contract.ts";
import { textOf } from "../../translations/draft/draft.ts";
import { readText } from "../../translations/draft/flat.ts";
import { wordsIn } from "./draft-words.ts";
import { bring } from "./made-works.ts";

export const PROPOSAL = "proposal-1";
/** Its draft, in a store whose drafts are named. */
export const DRAFT = draftOf(PROPOSAL);
export const PLACE = { work: "nip14", passage: "s10" };
export const SEED_WORDS = "Clarify the relations between 政府 and markets.";

const NAMES: Record<string, [name: string, role: Role]> = {
  ada: ["Ada", "translator"],
  bo: ["Bo 陈", "translator"],
  rae: ["Rae", "reader"],
};

/** The cookie that signs a person in here. */
export function cookieOf(person: string | null): Record<string, string> {
  return person ? { cookie: `person=${person}` } : {};
}

function personIn(cookie: string | undefined): Actor | null {
  const id = /person=(\w+)/.exec(cookie ?? "")?.[1];
  const known = id === undefined ? undefined : NAMES[id];
  return known ? { id: id!, name: known[0], role: known[1] } : null;
}

/** What the draft of a proposal is called in a store whose drafts are named. */
export function draftOf(proposal: string): string {
  return `draft-of-${proposal}`;
}

/** The store in `db`, whose drafts are named after their proposals. */
export function namedStore(db: Parameters<typeof sqliteStore>[0], now: () => number = Date.now): Store {
  return sqliteStore(db, { now, newDraft: draftOf });
}

/** A store with one work and one open proposal in it; nothing is added if it is there already. */
export async function withProposal(store: Store): Promise<Store> {
  if (!(await store.work(PLACE.work))) await bring(store, bareWork(PLACE.work));
  if ((await store.passagesOf(PROPOSAL)).length === 0) await store.append(opening(PLACE, PROPOSAL));
  return store;
}

/** A room of the one draft, without sockets around it. */
export async function roomOf(store: Store, more: Partial<RoomSetting> = {}): Promise<Room> {
  return new Room({
    draft: DRAFT,
    drafts: store.drafts,
    opened: await store.drafts.open(DRAFT),
    source: "",
    editable: true,
    limits: LIMITS,
    figures: new Figures(),
    ended: () => undefined,
    unchecked: (cause) => {
      throw cause;
    },
    ...more,
  });
}

/** A seat without a socket, which keeps what it is told. */
export class Listener implements Seat {
  readonly person: Actor;
  readonly mayWrite = true;
  readonly heard: Uint8Array[] = [];
  closed: number | null = null;

  constructor(person = "ada") {
    this.person = personIn(cookieOf(person)["cookie"])!;
  }

  send(frame: Uint8Array): void {
    this.heard.push(frame);
  }

  close(code: number): void {
    this.closed = code;
  }

  /** The updates among what it heard. */
  get updates(): Uint8Array[] {
    return this.heard.filter(([type, step]) => type === 0 && step === 2).map(updateIn);
  }
}

/** The update in a frame that holds one. */
export function updateIn(frame: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(frame.subarray(2));
  return decoding.readVarUint8Array(decoder);
}

export interface Served {
  live: LiveSockets;
  port: number;
  /** What was logged as an error. */
  errors: string[];
  /** False: the proposal was submitted. */
  editable: boolean;
  /** The people who are signed out by now. */
  signedOut: Set<string>;
  stop(): Promise<void>;
}

/** Serves the drafts of `store`. */
export async function serve(store: Store, more: Partial<LiveDraftsSetting> = {}, port = 0): Promise<Served> {
  const errors: string[] = [];
  const signedOut = new Set<string>();
  const live = liveDrafts({
    drafts: store.drafts,
    accounts: {
      actorOf: async ({ cookie }) => {
        const person = personIn(cookie);
        return person && !signedOut.has(person.id) ? person : null;
      },
    },
    seed: async (draft) =>
      draft === DRAFT
        ? { content: { rendering: parseText(SEED_WORDS) }, source: "厘清政府和市场的关系", editable: served.editable }
        : null,
    rightsOf: async (person) => ({ read: true, edit: person !== null && person.role !== "reader" }),
    log: { info: () => undefined, warn: () => undefined, error: (_facts, message) => errors.push(message) },
    ...more,
  });
  const server = createServer((_request, response) => response.end("here"));
  server.on("upgrade", (request, socket, head) => live.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = async () => {
    await live.stop();
    const closed = new Promise((resolve) => server.close(resolve));
    // A line that fell silent before its request was whole would keep the server open for a minute.
    server.closeAllConnections();
    await closed;
  };
  const served = { live, port: (server.address() as AddressInfo).port, errors, editable: true, signedOut, stop };
  return served;
}

/** The address of a draft's socket. */
export function addressOf(port: number, draft = DRAFT, schema: string | number = SCHEMA_VERSION): string {
  return `ws://127.0.0.1:${port}/api/live/${draft}?schema=${schema}`;
}

const ACKNOWLEDGE = 100;
const RIGHTS = 101;

/** Somebody at the stock provider, with acknowledgements. */
export class Writer {
  readonly doc = exactDoc();
  readonly provider: WebsocketProvider;
  /** How the connections ended, in order. */
  readonly closed: number[] = [];
  /** How many updates were written here, and how many of them are acknowledged. */
  written = 0;
  acknowledged = 0;
  /** Whether what is written here is taken, as the server last said. */
  mayWrite: boolean | null = null;

  /** @param Socket the WebSocket it speaks through. */
  constructor(port: number, person: string | null, Socket: typeof WebSocket = WebSocket) {
    class Signed extends Socket {
      constructor(address: string | URL) {
        super(address, { headers: cookieOf(person) });
      }
    }
    this.provider = new WebsocketProvider(`ws://127.0.0.1:${port}/api/live`, DRAFT, this.doc, {
      params: { schema: String(SCHEMA_VERSION) },
      WebSocketPolyfill: Signed as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.provider.messageHandlers[ACKNOWLEDGE] = (_reply, message) => {
      this.acknowledged = Math.max(this.acknowledged, decoding.readVarUint(message));
    };
    this.provider.messageHandlers[RIGHTS] = (_reply, message) => {
      this.mayWrite = decoding.readVarUint(message) === 1;
    };
    this.provider.on("connection-close", (event) => this.closed.push(event?.code ?? 0));
    this.provider.on("sync", (synced: boolean) => {
      if (synced) this.ask();
    });
    this.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (origin === this.provider) return;
      this.written++;
      this.ask();
    });
  }

  ask(): void {
    const { ws } = this.provider;
    if (!this.provider.wsconnected || ws?.readyState !== 1) return;
    ws.send(ackFrame(this.written));
  }

  async synced(): Promise<this> {
    await until(() => this.provider.synced, "a client is synced");
    return this;
  }

  async saved(): Promise<void> {
    await until(() => this.acknowledged === this.written, "all is acknowledged");
  }

  get text(): string {
    return wordsOf(this.doc);
  }

  /** Writes at the end of the first paragraph. */
  type(words: string): void {
    const text = wordsIn(this.doc);
    text.insert(text.length, words);
  }

  leave(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

/** The words of a draft, blocks and marks and all, as ProseMirror tells them: `doc(paragraph("Words"))`. */
export function wordsOf(doc: Y.Doc): string {
  return String(readText(textOf(doc)).rendering);
}

/** The document that a log adds up to. */
export async function draftIn(store: Store): Promise<Y.Doc> {
  const doc = exactDoc();
  for (const { bytes } of await store.drafts.log(DRAFT)) Y.applyUpdate(doc, bytes);
  return doc;
}

/** A bare socket that says what it is told to. */
export class Caller {
  readonly socket: WebSocket;
  readonly heard: Uint8Array[] = [];
  readonly closed: Promise<number>;
  /** What the close frame said. */
  reason = "";

  /** @param alive false: it never answers when the server asks whether it is there, as a line that fell silent. */
  constructor(address: string, person: string | null, headers: Record<string, string> = {}, alive = true) {
    this.socket = new WebSocket(address, { headers: { ...cookieOf(person), ...headers }, autoPong: alive });
    this.socket.on("message", (frame: Buffer) => this.heard.push(new Uint8Array(frame)));
    this.socket.on("error", () => undefined);
    this.closed = new Promise((resolve) =>
      this.socket.on("close", (code, reason) => {
        this.reason = reason.toString();
        resolve(code);
      }),
    );
  }

  /** Resolves once the server has said its step 1: the seat is taken. */
  async seated(): Promise<this> {
    await until(() => this.heard.length > 0, "a socket is seated");
    return this;
  }

  say(...frames: (Uint8Array | string)[]): void {
    for (const frame of frames) this.socket.send(frame);
  }

  heardOf(type: number): Uint8Array[] {
    return this.heard.filter((frame) => frame[0] === type);
  }
}

function frame(...parts: (number | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === "number") encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

export const step1Frame = (stateVector: Uint8Array) => frame(0, 0, stateVector);
export const step2Frame = (update: Uint8Array) => frame(0, 1, update);
export const updateFrame = (update: Uint8Array) => frame(0, 2, update);
export const ackFrame = (counter: number) => frame(ACKNOWLEDGE, counter);

/** One client's presence, as it might claim it. */
export function presenceFrame(client: number, clock: number, state: unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return frame(1, encoding.toUint8Array(encoder));
}

/** An update with nothing in it. */
export const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** Waits until `true`, at most half a minute: patience with a slow machine. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, patience = 30_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
