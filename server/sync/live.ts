/**
 * The live drafts as the rest of the server sees them: sockets are let in here, each with its session, and led to
 * the room of their draft. What is said over them stands in `protocol.ts`, what happens in a room in `room.ts`.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer, type RawData } from "ws";
import { CLOSE } from "../../translations/draft/frames.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";
import type { Accounts } from "../accounts/contract.ts";
import { networkOfPeer } from "../network.ts";
import { fromHere } from "../origin.ts";
import type { DraftLog } from "../store/draft-log.ts";
import type { DraftContent, LastWords, LiveDrafts } from "./contract.ts";
import { Crowd } from "./crowd.ts";
import { Figures } from "./figures.ts";
import { LIMITS, type Limits } from "./limits.ts";
import { presence, rights } from "./protocol.ts";
import { CLOSED, type Room, type Seat } from "./room.ts";
import { RENEWED, Rooms, UnknownDraft, type DraftSeed } from "./rooms.ts";
import { givesWay } from "./seats.ts";

/** A frame's greatest length in bytes. A keystroke takes 30, a whole passage pasted a few thousand. */
const LONGEST_FRAME = 1_048_576;
/** A socket that takes nothing off is cut when so many bytes wait for it; it comes back and syncs. */
const MOST_UNSENT = 16_777_216;
/** The provider hangs up after 30 s of silence. */
const HEARTBEAT = 20_000;
/** How long closing sockets may take to say goodbye, in milliseconds. */
const GOODBYE = 2_000;
/** "Service restart" and "internal error": RFC 6455 and IANA's registry of close codes. The provider comes back. */
const RESTART = 1012;
const BROKEN = 1011;
/** ws says this of a frame that is longer than allowed. */
const WS_TOO_LARGE = 1009;

/** Told to who gave up a seat. */
const GIVEN_WAY = {
  code: CLOSE.tooMany,
  reason: "This draft is full, and your seat went to somebody who comes before. Its page can be read without one.",
};

const PATH = /^\/api\/live\/([^/]{1,200})$/;

/** Where things are told that whoever runs the workbench may want to know, never what is written; a pino logger is one. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface LiveDraftsSetting {
  drafts: DraftLog;
  accounts: Pick<Accounts, "actorOf">;
  /** What the ledger knows of a draft; null if there is no such draft. */
  seed(draft: string): Promise<DraftSeed | null>;
  /** True if this person may write in this draft. Asked on joining, at every heartbeat and by {@link LiveSockets.look}. */
  mayEdit(actor: Actor, draft: string): Promise<boolean>;
  /** True if this person, or somebody without an account, may read it. Asked together with that. */
  mayRead(actor: Actor | null, draft: string): Promise<boolean>;
  log: Log;
  /** The public address, if there is one: pages there are pages of this workbench. */
  address?: () => string | null;
  /** Other limits than {@link LIMITS}. */
  limits?: Partial<Limits>;
  /** Milliseconds between two signs of life; sessions are looked at again as often. */
  heartbeat?: number;
}

export interface LiveSockets extends LiveDrafts {
  /**
   * For the `upgrade` event of the HTTP server. Answers every request, also those for another address (404), from
   * another origin (403) or while stopping (503).
   */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Looks again at who may do what, because something has changed: for everybody in a draft, or for one person in all
   * of theirs. Whoever may write no more is closed with the code that says why, and whoever may write now is told so;
   * nothing that they send in between is read. Resolves once all of them were looked at.
   */
  look(at: { draft: string } | { person: string }): Promise<void>;
  /** Has the logs of drafts thinned that an earlier start left as they were, little by little, in the background. */
  thinLogs(): Promise<void>;
  /** How many drafts are in memory, and how many sockets are open. */
  size(): { drafts: number; sockets: number };
  /** What was counted since the start. */
  readonly figures: Figures;
}

/** The live drafts over a log of drafts. One process may serve them at a time. */
export function liveDrafts(setting: LiveDraftsSetting): LiveSockets {
  return new Live(setting);
}

/** ws closes a socket whose frame is too long by itself; the browser is told in our words. */
class DraftSocket extends WebSocket {
  /** Told once with the code, when the server closes the socket. */
  closing: (code: number) => void = () => undefined;

  override close(code?: number, reason?: string | Buffer): void {
    if (this.readyState === WebSocket.OPEN && code !== undefined)
      this.closing(code === WS_TOO_LARGE ? CLOSE.tooLarge : code);
    if (code === WS_TOO_LARGE) super.close(CLOSE.tooLarge, "That was more than a draft takes at once.");
    else super.close(code, reason);
  }
}

class SocketSeat implements Seat {
  readonly #socket: WebSocket;
  person: Actor | null = null;
  mayWrite = false;
  alive = true;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_UNSENT) this.#socket.terminate();
    else this.#socket.send(frame);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Says that somebody is here; cuts the line if nothing was heard since the last time. */
  beat(): void {
    if (!this.alive) this.#socket.terminate();
    this.alive = false;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
    this.send(presence([]));
  }
}

/** One socket with its seat, and what is known of the person there. */
class Attendance {
  readonly seat: SocketSeat;
  readonly cookie: string | undefined;
  readonly draft: string;
  readonly #socket: WebSocket;
  #turns: Promise<void> = Promise.resolve();
  #begun = false;
  #silenced = 0;

  constructor(socket: WebSocket, { cookie, draft }: Asked) {
    this.#socket = socket;
    this.seat = new SocketSeat(socket);
    this.cookie = cookie;
    this.draft = draft;
  }

  inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turns.then(task);
    this.#turns = done.catch(() => undefined);
    return done;
  }

  /** From here on the seat's person is read, and told what they may do. */
  begin(): void {
    this.#begun = true;
    this.seat.send(rights(this.seat.mayWrite));
    if (this.#silenced === 0) this.#socket.resume();
  }

  /** Runs `task`, and reads nothing from the socket meanwhile. */
  async unheard(task: () => Promise<void>): Promise<void> {
    this.#silenced++;
    this.#socket.pause();
    try {
      await task();
    } finally {
      this.#silenced--;
      if (this.#begun && this.#silenced === 0) this.#socket.resume();
    }
  }

  /** Takes in who sits here and whether they may write. What they may do no more closes the socket, with its reason. */
  learn(person: Actor | null, mayRead: boolean, mayWrite: boolean): void {
    const before = { person: this.seat.person, mayWrite: this.seat.mayWrite };
    this.seat.person = person;
    this.seat.mayWrite = mayWrite;
    if (before.person && person?.id !== before.person.id)
      this.seat.close(CLOSE.signInNeeded, "Your session has ended. Sign in again.");
    else if (before.mayWrite && !mayWrite) this.seat.close(...goneFrom(person, mayRead));
    else if (!mayRead) this.seat.close(...notReaders(person));
    else if (this.#begun && mayWrite && !before.mayWrite) this.seat.send(rights(true));
  }
}

/** Nothing of the draft was sent to them, or nothing more is. */
function notReaders(person: Actor | null): [code: number, reason: string] {
  return person
    ? [CLOSE.notAllowed, "This draft is read by those alone whom its writers have chosen."]
    : [CLOSE.signInNeeded, "A draft is read by those whom its writers have chosen. Sign in if you are one of them."];
}

function goneFrom(person: Actor | null, mayRead: boolean): [code: number, reason: string] {
  const stays = mayRead ? " You may still read it." : "";
  return person && mayBegin(person)
    ? [CLOSE.letGo, `You were let go from this draft, or left it.${stays}`]
    : [CLOSE.roleTaken, `Your role has changed: you may not write in this draft.${stays}`];
}

class Live implements LiveSockets {
  readonly #setting: LiveDraftsSetting;
  readonly #rooms: Rooms;
  readonly #limits: Limits;
  readonly #crowd: Crowd;
  readonly figures = new Figures();
  readonly #sockets = new WebSocketServer<typeof DraftSocket>({
    noServer: true,
    maxPayload: LONGEST_FRAME,
    perMessageDeflate: false,
    WebSocket: DraftSocket,
  });
  readonly #attending = new Set<Attendance>();
  #stopping = false;

  constructor(setting: LiveDraftsSetting) {
    this.#setting = setting;
    this.#limits = { ...LIMITS, ...setting.limits };
    this.#crowd = new Crowd(this.#limits);
    this.#rooms = new Rooms({
      drafts: setting.drafts,
      seed: (draft) => setting.seed(draft),
      limits: this.#limits,
      figures: this.figures,
      failed: (draft, cause) => setting.log.error({ draft, err: cause }, "A draft could not be written to disk."),
      unchecked: (draft, cause) =>
        setting.log.warn({ draft, err: cause }, "A draft's checkpoint could not be made. Its log is whole."),
      unthinned: (draft, cause) =>
        setting.log.warn({ draft, err: cause }, "A draft's log could not be thinned. It is whole."),
    });
  }

  size(): { drafts: number; sockets: number } {
    return { drafts: this.#rooms.size, sockets: this.#sockets.clients.size };
  }

  thinLogs(): Promise<void> {
    return this.#rooms.thinAll();
  }

  async read(draft: string): Promise<DraftContent> {
    return this.#rooms.read(draft);
  }

  async settle<T extends { closed: boolean }>(
    draft: string,
    decide: (content: DraftContent, authors: string[]) => Promise<T>,
    last?: LastWords,
  ): Promise<T> {
    for (;;) {
      const done = await this.#rooms.with(draft, (room) => room.settle(decide, last));
      if (done) return done.settled;
    }
  }

  async write(draft: string, words: Parameters<LiveDrafts["write"]>[1], by: string): Promise<void> {
    await this.#rooms.with(draft, (room) => room.write(words, by));
  }

  async close(draft: string): Promise<void> {
    const room = await this.#rooms.inMemory(draft);
    await room?.end({ code: CLOSE.closed, reason: CLOSED });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const restart = {
      code: RESTART,
      reason: "The workbench restarts. Your words are safe; the page reconnects by itself.",
    };
    const rooms = await this.#rooms.all();
    await Promise.all([this.#rooms.stopThinning(), ...rooms.map((room) => room.end(restart))]);
    for (const socket of this.#sockets.clients) socket.close(restart.code, restart.reason);
    await this.#goodbyes();
  }

  async #goodbyes(): Promise<void> {
    const open = [...this.#sockets.clients];
    const gone = open.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    const late = setTimeout(() => open.forEach((socket) => socket.terminate()), GOODBYE);
    await Promise.all(gone);
    clearTimeout(late);
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", destroyIt);
    const asked = readRequest(request);
    if (this.#stopping) return refuse(socket, 503, "The workbench is stopping. Try again in a moment.");
    if (!asked) return refuse(socket, 404, "There is nothing live at this address.");
    if (!fromHere(request.headers, this.#setting.address?.() ?? null))
      return refuse(socket, 403, "A page of another site may not write in drafts here.");
    this.#sockets.handleUpgrade(request, socket, head, (opened) => void this.#welcome(opened, asked));
  }

  /** Nothing is read from the socket until it has its seat. */
  async #welcome(socket: DraftSocket, asked: Asked): Promise<void> {
    const { draft, schema, address } = asked;
    socket.closing = (code) => {
      this.figures.refuse(code);
      this.#setting.log.info({ draft, code }, "A draft's socket was closed.");
    };
    socket.on("error", (error) => this.#setting.log.warn({ draft, err: error }, "A draft's socket failed."));
    if (schema !== String(SCHEMA_VERSION)) {
      socket.close(CLOSE.otherSchema, RENEWED);
      return;
    }
    socket.pause();
    try {
      if (!(await this.#isMember(asked)) && !this.#admits(socket, address)) return;
      await this.#rooms.with(draft, (room) => this.#attend(socket, asked, room));
    } catch (error) {
      this.#turnAway(socket, draft, error);
    }
  }

  async #isMember({ cookie }: Asked): Promise<boolean> {
    return cookie !== undefined && (await this.#setting.accounts.actorOf({ cookie })) !== null;
  }

  /** Counts a stranger's socket to its network. False if there are too many of it, and it was told so. */
  #admits(socket: DraftSocket, address: string | null): boolean {
    const crowded = this.#crowd.arrive(address);
    if (crowded === null) {
      socket.once("close", () => this.#crowd.depart(address));
      if (socket.readyState === WebSocket.CLOSED) this.#crowd.depart(address);
      return true;
    }
    socket.close(CLOSE.tooMany, crowded);
    socket.resume();
    return false;
  }

  #turnAway(socket: WebSocket, draft: string, error: unknown): void {
    if (error instanceof UnknownDraft) {
      socket.close(error.code, error.message);
    } else {
      this.#setting.log.error({ draft, err: error }, "A draft could not be opened.");
      socket.close(BROKEN, "The draft could not be opened. The page tries again by itself.");
    }
    socket.resume();
  }

  /** Seats a socket in its room until it closes. */
  async #attend(socket: WebSocket, asked: Asked, room: Room): Promise<void> {
    const attending = new Attendance(socket, asked);
    const { seat, draft } = attending;
    this.#attending.add(attending);
    const gone = new Promise((resolve) => socket.once("close", resolve));
    try {
      await this.#recognise(attending);
      if (socket.readyState !== WebSocket.OPEN) return;
      const over = this.#over(room);
      if (over) return socket.close(...over);
      const member = seat.person?.id ?? null;
      if (!this.#joins(socket, member, draft)) return;
      // Counted before others may have to give way: who has too many pages open unseats nobody.
      if (this.#makesRoom(room, seat)) await this.#sits(socket, attending, room, gone);
      else socket.close(CLOSE.tooMany, "Too many people are in this draft. Try again later.");
      if (member !== null) this.#crowd.leave(member, draft);
    } finally {
      this.#attending.delete(attending);
      socket.resume();
    }
  }

  /** In its seat until the socket is `gone`. */
  async #sits(socket: WebSocket, attending: Attendance, room: Room, gone: Promise<unknown>): Promise<void> {
    const { seat } = attending;
    const heart = setInterval(() => void this.#beat(attending), this.#setting.heartbeat ?? HEARTBEAT);
    socket.on("pong", () => (seat.alive = true));
    socket.on("message", (message, binary) => {
      seat.alive = true;
      room.receive(seat, binary ? bytesOf(message) : NOT_BINARY);
    });
    attending.begin();
    room.sit(seat);
    await gone;
    clearInterval(heart);
    room.rise(seat);
  }

  /** Counts a socket to its person, if there is one. False if that person has too many, and was told so. */
  #joins(socket: WebSocket, member: string | null, draft: string): boolean {
    const crowded = member === null ? null : this.#crowd.join(member, draft);
    if (crowded !== null) socket.close(CLOSE.tooMany, crowded);
    return crowded === null;
  }

  #over(room: Room): [code: number, reason: string] | null {
    if (this.#stopping) return [RESTART, "The workbench restarts."];
    if (room.ending) return [room.ending.code, room.ending.reason];
    return room.editable ? null : [CLOSE.closed, CLOSED];
  }

  /** True if there is a seat for `comer`, be it somebody's who gives way. */
  #makesRoom(room: Room, comer: Seat): boolean {
    const alike = [...room.seated].filter(({ mayWrite }) => mayWrite === comer.mayWrite);
    if (alike.length < (comer.mayWrite ? this.#limits.writers : this.#limits.seats)) return true;
    const giving = givesWay(alike, comer);
    if (giving) room.dismiss(giving, GIVEN_WAY);
    return giving !== null;
  }

  async look(at: { draft: string } | { person: string }): Promise<void> {
    const concerned = [...this.#attending].filter(({ draft, seat }) =>
      "draft" in at ? draft === at.draft : seat.person === null || seat.person.id === at.person,
    );
    await Promise.all(concerned.map((attending) => attending.unheard(() => this.#lookAt(attending))));
  }

  /** Finds out who sits there and what they may do; one look after another, so that the newest answer stays. */
  #recognise(attending: Attendance): Promise<void> {
    return attending.inTurn(async () => {
      const { cookie, draft } = attending;
      const person = await this.#setting.accounts.actorOf({ cookie });
      const mayWrite = person !== null && (await this.#setting.mayEdit(person, draft));
      attending.learn(person, await this.#setting.mayRead(person, draft), mayWrite);
    });
  }

  async #beat(attending: Attendance): Promise<void> {
    attending.seat.beat();
    await this.#lookAt(attending);
  }

  async #lookAt(attending: Attendance): Promise<void> {
    try {
      await this.#recognise(attending);
    } catch (error) {
      this.#setting.log.error({ draft: attending.draft, err: error }, "A session could not be looked at.");
      attending.seat.close(BROKEN, "Your session could not be looked at. The page tries again by itself.");
    }
  }
}

/** What is kept of a request for as long as its socket is open: the request itself is several times as large. */
interface Asked {
  draft: string;
  schema: string | null;
  address: string | null;
  cookie: string | undefined;
}

function readRequest(request: IncomingMessage): Asked | null {
  const place = placeIn(request.url ?? "");
  return place && { ...place, address: networkOfPeer(request), cookie: request.headers.cookie };
}

function placeIn(url: string): Pick<Asked, "draft" | "schema"> | null {
  try {
    const { pathname, searchParams } = new URL(url, "ws://here");
    const draft = PATH.exec(pathname)?.[1];
    return draft ? { draft: decodeURIComponent(draft), schema: searchParams.get("schema") } : null;
  } catch {
    return null;
  }
}

function destroyIt(this: Duplex): void {
  this.destroy();
}

const REASONS: Record<number, string> = { 403: "Forbidden", 404: "Not Found", 503: "Service Unavailable" };

function refuse(socket: Duplex, status: number, message: string): void {
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? ""}`,
    "Connection: close",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(message)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${message}`, () => socket.destroy());
}

/** No frame of the protocol is empty: a text frame is refused like any other that says nothing. */
const NOT_BINARY = new Uint8Array();

function bytesOf(message: RawData): Uint8Array {
  if (Array.isArray(message)) return new Uint8Array(Buffer.concat(message));
  return new Uint8Array(message);
}
