/**
 * The live drafts as the rest of the server sees them: sockets are let in here, each with its session, and led to
 * the room of their draft. What is said over them stands in `protocol.ts`, what happens in a room in `room.ts`.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { closing } from "../../editor/refusals/refusals.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { SCHEMA_VERSION } from "../../translations/text/schema.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { networkOfPeer } from "../host/network.ts";
import { fromHere } from "../host/origin.ts";
import type { DraftLog } from "../store/draft-log.ts";
import { Attendance, DraftSocket, type Keeper } from "./attendance.ts";
import type { Deciding, DraftContent, DraftRights, LastWords, LiveDrafts } from "./contract.ts";
import { Crowd } from "./crowd.ts";
import { Figures } from "./figures.ts";
import { LIMITS, type Limits } from "./limits.ts";
import type { Room, Seat } from "./room.ts";
import { Rooms, UnknownDraft, type DraftSeed } from "./rooms.ts";
import { givesWay } from "./seats.ts";

/** A frame's greatest length in bytes. A keystroke takes 30, a whole passage pasted a few thousand. */
const LONGEST_FRAME = 1_048_576;
/** The provider hangs up after 30 s of silence. */
const HEARTBEAT = 20_000;
/** Signs of life are given in so many turns, so that not all sessions are looked at in the same moment. */
const BEATS = 20;
/** How long closing sockets may take to say goodbye, in milliseconds. */
const GOODBYE = 2_000;
/** "Service restart" and "internal error": RFC 6455 and IANA's registry of close codes. The provider comes back. */
const RESTART = 1012;
const BROKEN = 1011;

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
  /**
   * What somebody, or whoever has no account, may do in a draft; null if for them there is none. Asked on joining, at every
   * heartbeat and by {@link LiveSockets.look}.
   */
  rightsOf(person: Actor | null, draft: string): Promise<DraftRights | null>;
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
   * Looks again at who may do what, because something has changed: for everybody in a draft, for one person in all
   * of theirs, or for all in all. Whoever may write no more is closed with the code that says why, and whoever may write now is told so;
   * nothing that they send in between is read. Resolves once all of them were looked at.
   */
  look(at: { draft: string } | { person: string } | "everybody"): Promise<void>;
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

class Live implements LiveSockets, Keeper {
  readonly #setting: LiveDraftsSetting;
  readonly #rooms: Rooms;
  readonly #limits: Limits;
  readonly #crowd: Crowd;
  readonly figures = new Figures();
  readonly #sockets = new WebSocketServer<typeof DraftSocket>({
    noServer: true,
    maxPayload: LONGEST_FRAME,
    perMessageDeflate: false,
    // A frame of each socket in turn: a flood of one, thousands in one packet, lets everybody else be heard between.
    allowSynchronousEvents: false,
    WebSocket: DraftSocket,
  });
  readonly #attending = new Set<Attendance>();
  readonly #pulse: NodeJS.Timeout;
  #beat = 0;
  /** How many beats there were since it began. */
  #beats = 0;
  readonly #began = performance.now();
  #stopping = false;

  constructor(setting: LiveDraftsSetting) {
    this.#setting = setting;
    this.#limits = { ...LIMITS, ...setting.limits };
    this.#crowd = new Crowd(this.#limits);
    this.#pulse = setInterval(() => this.#catchUp(), this.#interval).unref();
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

  async settle<T extends { closed: boolean }>(draft: string, decide: Deciding<T>, last?: LastWords): Promise<T> {
    for (;;) {
      const done = await this.#rooms.with(draft, (room) => room.settle(decide, last));
      if (done) return done.settled;
    }
  }

  async write(draft: string, words: Parameters<LiveDrafts["write"]>[1], by: string | null): Promise<void> {
    await this.#rooms.with(draft, (room) => room.write(words, by));
  }

  async close(draft: string): Promise<void> {
    const room = await this.#rooms.inMemory(draft);
    await room?.end({ code: CLOSE.closed, reason: closing("closed") });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#pulse);
    const restart = { code: RESTART, reason: closing("restarting") };
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
    if (this.#stopping) return refuse(socket, 503, closing("stopping"));
    if (!asked) return refuse(socket, 404, closing("nothingLive"));
    if (!fromHere(request.headers, this.#setting.address?.() ?? null))
      return refuse(socket, 403, closing("anotherSite"));
    this.#sockets.handleUpgrade(request, socket, head, (opened) => void this.#welcome(opened, asked));
  }

  /** Nothing is read from the socket until it has its seat. */
  async #welcome(socket: DraftSocket, asked: Asked): Promise<void> {
    const { draft, schema, address } = asked;
    socket.isOf(draft, this);
    if (schema !== String(SCHEMA_VERSION)) {
      socket.close(CLOSE.otherSchema, closing("renewed"));
      return;
    }
    socket.pause();
    try {
      const member = await this.#isMember(asked);
      if (member || this.#admits(socket, address)) await this.#attend(socket, asked, member);
    } catch (error) {
      this.#turnAway(socket, draft, error);
    }
  }

  closed(draft: string, code: number): void {
    this.figures.refuse(code);
    this.#setting.log.info({ draft, code }, "A draft's socket was closed.");
  }

  failed(draft: string, error: Error): void {
    this.#setting.log.warn({ draft, err: error }, "A draft's socket failed.");
  }

  async #isMember({ cookie }: Asked): Promise<boolean> {
    return cookie !== undefined && (await this.#setting.accounts.actorOf({ cookie })) !== null;
  }

  /** Counts a stranger's socket to its network. False if there are too many of it, and it was told so. */
  #admits(socket: DraftSocket, address: string | null): boolean {
    const crowded = this.#crowd.arrive(address);
    if (crowded === null) {
      socket.once("close", () => this.#crowd.depart(address));
      if (socket.readyState === DraftSocket.CLOSED) this.#crowd.depart(address);
      return true;
    }
    socket.close(CLOSE.tooMany, crowded);
    socket.resume();
    return false;
  }

  #turnAway(socket: DraftSocket, draft: string, error: unknown): void {
    if (error instanceof UnknownDraft) {
      socket.close(error.code, error.message);
    } else {
      this.#setting.log.error({ draft, err: error }, "A draft could not be opened.");
      socket.close(BROKEN, closing("notOpened"));
    }
    socket.resume();
  }

  /** Seats a socket in its room, which stays in memory until the socket has closed; or tells it why not. */
  async #attend(socket: DraftSocket, { draft, cookie, address }: Asked, member: boolean): Promise<void> {
    const hold = this.#rooms.hold(draft);
    const attendance = new Attendance(socket, hold, cookie);
    this.#attending.add(attendance);
    try {
      const room = await hold.room;
      await this.#recognise(attendance);
      // Whose session has ended meanwhile is a stranger like others.
      const counted = !member || attendance.person !== null || this.#admits(socket, address);
      if (counted && this.#takesSeat(attendance, room)) attendance.begin(room, this.#beat);
    } finally {
      if (!attendance.hasBegun) this.#leave(attendance);
    }
  }

  #leave(attendance: Attendance): void {
    this.#attending.delete(attendance);
    attendance.end();
    void this.#rooms.release(attendance.hold);
  }

  /** Somebody's socket has closed who had a seat. */
  gone(attendance: Attendance): void {
    if (attendance.counted !== null) this.#crowd.leave(attendance.counted, attendance.draft);
    this.#leave(attendance);
  }

  /** True if there is a seat for who came; otherwise they were told why not. */
  #takesSeat(comer: Attendance, room: Room): boolean {
    if (!comer.isOpen) return false;
    const refusal = this.#over(room) ?? this.#crowdedOut(comer, room);
    if (refusal) comer.close(...refusal);
    return refusal === null;
  }

  /** Counts a socket to its person, if there is one, and finds it a seat; says why not. */
  #crowdedOut(comer: Attendance, room: Room): [code: number, reason: string] | null {
    const { draft } = comer;
    const member = comer.person?.id ?? null;
    const crowded = member === null ? null : this.#crowd.join(member, draft);
    if (crowded !== null) return [CLOSE.tooMany, crowded];
    // Counted before others may have to give way: who has too many pages open unseats nobody.
    if (this.#makesRoom(room, comer)) {
      comer.counted = member;
      return null;
    }
    if (member !== null) this.#crowd.leave(member, draft);
    return [CLOSE.tooMany, closing("crowded")];
  }

  #over(room: Room): [code: number, reason: string] | null {
    if (this.#stopping) return [RESTART, closing("restarts")];
    if (room.ending) return [room.ending.code, room.ending.reason];
    return room.editable ? null : [CLOSE.closed, closing("closed")];
  }

  /** True if there is a seat for `comer`, be it somebody's who gives way. */
  #makesRoom(room: Room, comer: Seat): boolean {
    const alike = [...room.seated].filter(({ mayWrite }) => mayWrite === comer.mayWrite);
    if (alike.length < (comer.mayWrite ? this.#limits.writers : this.#limits.seats)) return true;
    const giving = givesWay(alike, comer);
    if (giving) room.dismiss(giving, { code: CLOSE.tooMany, reason: closing("seatGiven") });
    return giving !== null;
  }

  async look(at: { draft: string } | { person: string } | "everybody"): Promise<void> {
    const concerned = [...this.#attending].filter(({ draft, person }) => {
      if (at === "everybody") return true;
      return "draft" in at ? draft === at.draft : person === null || person.id === at.person;
    });
    await Promise.all(concerned.map((attendance) => attendance.unheard(() => this.#lookAt(attendance))));
  }

  /** Finds out who sits there and what they may do; one look after another, so that the newest answer stays. */
  #recognise(attendance: Attendance): Promise<void> {
    return attendance.inTurn(async () => {
      const { cookie, draft } = attendance;
      const person = await this.#setting.accounts.actorOf({ cookie });
      attendance.learn(person, await this.#setting.rightsOf(person, draft));
    });
  }

  /** How long from one beat to the next, in milliseconds. */
  get #interval(): number {
    return (this.#setting.heartbeat ?? HEARTBEAT) / BEATS;
  }

  /**
   * All beats that are due by the clock: a timer is late where much is going on, and if each beat were late a page that
   * only listens would hear nothing for so long that it hangs up. Nobody has two turns in one.
   */
  #catchUp(): void {
    const due = Math.floor((performance.now() - this.#began) / this.#interval);
    const missed = Math.min(due - this.#beats, BEATS);
    this.#beats = due;
    for (let left = missed - 1; left >= 0; left--) this.#giveTurn((due - left) % BEATS);
  }

  /** Gives those whose turn it is a sign of life, and looks at their sessions. */
  #giveTurn(beat: number): void {
    this.#beat = beat;
    for (const attendance of this.#attending) {
      if (attendance.beat !== beat) continue;
      attendance.pulse();
      void this.#lookAt(attendance);
    }
  }

  async #lookAt(attendance: Attendance): Promise<void> {
    try {
      await this.#recognise(attendance);
    } catch (error) {
      this.#setting.log.error({ draft: attendance.draft, err: error }, "A session could not be looked at.");
      attendance.close(BROKEN, closing("notLookedAt"));
    }
  }
}

/** What is kept of a request until its socket has a seat: the request itself is several times as large. */
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
