/**
 * One socket in one draft: whose it is, what they may do, and the seat it has in the draft's room. Who is let in, and what
 * a session says, is known in `live.ts`. A workbench may hold thousands: what one costs in memory is kept small, and so
 * what listens to a socket finds its attendance there, and no function is made for each.
 */
import { WebSocket, type RawData } from "ws";
import { closing } from "../../editor/refusals/refusals.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import { mayBegin } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { DraftRights } from "./contract.ts";
import { presence, rights } from "./protocol.ts";
import type { Room, Seat } from "./room.ts";
import type { Hold } from "./rooms.ts";

/** A socket that takes nothing off is cut when so many bytes wait for it; it comes back and syncs. */
const MOST_UNSENT = 16_777_216;
/** ws says this of a frame that is longer than allowed. */
const WS_TOO_LARGE = 1009;

/** Whoever is told what becomes of sockets. */
export interface Keeper {
  /** The server closes a socket, with that code. */
  closed(draft: string, code: number): void;
  /** A socket failed by itself. */
  failed(draft: string, error: Error): void;
  /** A socket has closed that had a seat. */
  gone(attendance: Attendance): void;
}

/** ws closes a socket whose frame is too long by itself; the browser is told in our words. */
export class DraftSocket extends WebSocket {
  attendance: Attendance | null = null;
  draft = "";
  keeper: Keeper | null = null;

  /** Says once which draft it is for, and who is told of it. */
  isOf(draft: string, keeper: Keeper): void {
    this.draft = draft;
    this.keeper = keeper;
    this.on("error", failed);
  }

  override close(code?: number, reason?: string | Buffer): void {
    if (this.readyState === WebSocket.OPEN && code !== undefined)
      this.keeper?.closed(this.draft, code === WS_TOO_LARGE ? CLOSE.tooLarge : code);
    if (code === WS_TOO_LARGE) super.close(CLOSE.tooLarge, closing("tooLarge"));
    else super.close(code, reason);
  }
}

function failed(this: WebSocket, error: Error): void {
  if (this instanceof DraftSocket) this.keeper?.failed(this.draft, error);
}

export class Attendance implements Seat {
  readonly hold: Hold;
  readonly cookie: string | undefined;
  readonly #socket: DraftSocket;
  person: Actor | null = null;
  mayWrite = false;
  /** The account to whose sockets it counts; null for a stranger's. */
  counted: string | null = null;
  /** In which of the turns of a heartbeat it gives a sign of life; none before it has a seat. */
  beat = -1;
  #room: Room | null = null;
  /** True if something was heard since the last sign of life. */
  #alive = true;
  #turns: Promise<void> | null = null;
  #silenced = 0;

  /** @param cookie says whose session it is. */
  constructor(socket: DraftSocket, hold: Hold, cookie: string | undefined) {
    this.#socket = socket;
    this.hold = hold;
    this.cookie = cookie;
  }

  get draft(): string {
    return this.hold.draft;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** True once it has, or had, a seat. */
  get hasBegun(): boolean {
    return this.#room !== null;
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > MOST_UNSENT) this.#socket.terminate();
    else this.#socket.send(frame);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Says that somebody is here; cuts the line if nothing was heard since the last time. */
  pulse(): void {
    if (!this.#alive) this.#socket.terminate();
    this.#alive = false;
    if (this.isOpen) this.#socket.ping();
    this.send(presence([]));
  }

  inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turns ? this.#turns.then(task) : task();
    const turn = done
      .catch(() => undefined)
      .then(() => {
        if (this.#turns === turn) this.#turns = null;
      });
    this.#turns = turn;
    return done;
  }

  /** Takes its seat in `room`: from here on its person is read, and told what they may do. */
  begin(room: Room, beat: number): void {
    this.#room = room;
    this.beat = beat;
    this.#socket.attendance = this;
    this.#socket.on("pong", stirred).on("message", heard).once("close", gone);
    this.send(rights(this.mayWrite));
    if (this.#silenced === 0) this.#socket.resume();
    room.sit(this);
  }

  /** Leaves its seat, if it had one. */
  end(): void {
    this.#room?.rise(this);
    this.#socket.resume();
  }

  stir(): void {
    this.#alive = true;
  }

  hear(frame: Uint8Array): void {
    this.#alive = true;
    this.#room?.receive(this, frame);
  }

  /** Runs `task`, and reads nothing from the socket meanwhile. */
  async unheard(task: () => Promise<void>): Promise<void> {
    this.#silenced++;
    this.#socket.pause();
    try {
      await task();
    } finally {
      this.#silenced--;
      if (this.hasBegun && this.#silenced === 0) this.#socket.resume();
    }
  }

  /**
   * Takes in who sits here and what they may do; null if for them there is no such draft. What they may do no more closes the
   * socket, with its reason.
   */
  learn(person: Actor | null, may: DraftRights | null): void {
    const mayRead = may?.read ?? false;
    const mayWrite = person !== null && (may?.edit ?? false);
    const before = { person: this.person, mayWrite: this.mayWrite };
    this.person = person;
    this.mayWrite = mayWrite;
    if (before.person && person?.id !== before.person.id) this.close(CLOSE.signInNeeded, closing("sessionEnded"));
    else if (before.mayWrite && !mayWrite) this.close(...goneFrom(person, mayRead));
    else if (!may) this.close(CLOSE.unknownDraft, closing("unknown"));
    else if (!mayRead) this.close(...notReaders(person));
    else if (this.hasBegun && mayWrite && !before.mayWrite) this.send(rights(true));
  }
}

function stirred(this: WebSocket): void {
  if (this instanceof DraftSocket) this.attendance?.stir();
}

function heard(this: WebSocket, message: RawData, binary: boolean): void {
  if (this instanceof DraftSocket) this.attendance?.hear(binary ? bytesOf(message) : NOT_BINARY);
}

function gone(this: WebSocket): void {
  if (this instanceof DraftSocket && this.attendance) this.keeper?.gone(this.attendance);
}

/** Nothing of the draft was sent to them, or nothing more is. */
function notReaders(person: Actor | null): [code: number, reason: string] {
  return person ? [CLOSE.notAllowed, closing("notChosen")] : [CLOSE.signInNeeded, closing("signIn")];
}

function goneFrom(person: Actor | null, mayRead: boolean): [code: number, reason: string] {
  return person && mayBegin(person)
    ? [CLOSE.letGo, closing(mayRead ? "letGoReads" : "letGo")]
    : [CLOSE.roleTaken, closing(mayRead ? "roleTakenReads" : "roleTaken")];
}

/** No frame of the protocol is empty: a text frame is refused like any other that says nothing. */
const NOT_BINARY = new Uint8Array();

function bytesOf(message: RawData): Uint8Array {
  if (Array.isArray(message)) return new Uint8Array(Buffer.concat(message));
  return new Uint8Array(message);
}
