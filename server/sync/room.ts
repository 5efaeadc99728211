/**
 * One room: the people in one draft, its document as it stands on disk, and what waits to be written.
 *
 * All that changes happens in turns, one after another: a batch of updates goes to the log, then into the document,
 * then to the others, then it is acknowledged; a decision about the draft is a turn too, so that no word slips past
 * it. What can't be written ends the room: nothing unwritten stays in memory, and the next opening starts from disk.
 */
import * as Y from "yjs";
import { readDraft } from "../../editor/prosemirror/draft.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Store } from "../store/store.ts";
import { CLOSE, type DraftContent } from "./contract.ts";
import { Presence } from "./presence.ts";
import { applyAll, bringsNews, Proof } from "./proof.ts";
import * as say from "./protocol.ts";
import { Malformed, readMessage, type Message } from "./protocol.ts";
import { revise, type Words } from "./revise.ts";

/** One socket's place in a room. */
export interface Seat {
  /** Null: not signed in. */
  readonly person: Actor | null;
  /** True if what this seat writes is taken. */
  readonly mayWrite: boolean;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
}

interface Written {
  kind: "update";
  bytes: Uint8Array;
  by: string | null;
  from: Seat | null;
}

interface Asked {
  kind: "acknowledge";
  to: Seat;
  counter: number;
}

/** Why a room took its last word. */
export interface Ending {
  code: number;
  reason: string;
}

/** The draft takes no more words; the message is for people. */
export class ClosedDraft extends Error {
  override name = "ClosedDraft";
}

export interface RoomSetting {
  proposal: string;
  store: Store;
  /** The log so far. */
  log: readonly Uint8Array[];
  /** The passage's source text. */
  source: string;
  /** True if the draft takes words. */
  editable: boolean;
  /** Called once, at the moment the room ends. */
  ended(cause?: unknown): void;
}

/** Told to those who come to a draft that was submitted or decided. */
export const CLOSED = "This draft takes no more words.";

/** The log could not be written; the message is for people. */
export class NotKept extends Error {
  override name = "NotKept";
}

const UNSAVED =
  "The draft could not be written to disk. What was acknowledged is safe; the rest is still with its writers.";

export class Room {
  readonly #setting: RoomSetting;
  readonly #doc = new Y.Doc();
  readonly #proof: Proof;
  readonly #seats = new Set<Seat>();
  readonly #presence = new Presence<Seat>();
  /** What came in and is not in the document yet, in order. */
  readonly #queue: (Written | Asked)[] = [];
  /** Seats whose step 2 has not come, with the counters they want acknowledged. */
  readonly #early = new Map<Seat, number[]>();
  #turns: Promise<unknown> = Promise.resolve();
  #scheduled = false;
  #ending: Ending | null = null;

  constructor(setting: RoomSetting) {
    this.#setting = setting;
    applyAll(this.#doc, setting.log);
    this.#proof = new Proof(setting.log);
  }

  /** Why it ended, or null while it goes on. */
  get ending(): Ending | null {
    return this.#ending;
  }

  get editable(): boolean {
    return this.#setting.editable;
  }

  get size(): number {
    return this.#seats.size;
  }

  /** What the draft says, as it stands on disk. */
  read(): DraftContent {
    return readDraft(this.#doc, this.#setting.source);
  }

  sit(seat: Seat): void {
    this.#seats.add(seat);
    this.#early.set(seat, []);
    seat.send(say.step1(this.#doc));
    seat.send(say.presence(this.#presence.everybody()));
  }

  rise(seat: Seat): void {
    if (!this.#seats.delete(seat)) return;
    this.#early.delete(seat);
    this.#tell(seat, this.#presence.leave(seat));
  }

  /** Takes one frame from a seat. A frame that is not the protocol's costs the seat, nothing else. */
  receive(seat: Seat, frame: Uint8Array): void {
    if (this.#ending || !this.#seats.has(seat)) return;
    try {
      this.#take(seat, readMessage(frame));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.#refuse(seat, CLOSE.malformed, "The message was not understood. Reload the page.");
    }
  }

  #take(seat: Seat, message: Message): void {
    switch (message.type) {
      case "step-1":
        return seat.send(say.step2(this.#doc, message.stateVector));
      case "update":
        return this.#takeUpdate(seat, message);
      case "presence":
        return seat.person ? this.#tell(seat, this.#presence.hear(seat, seat.person, message.entries)) : undefined;
      case "who":
        return seat.send(say.presence(this.#presence.everybody()));
      case "acknowledge":
        return this.#acknowledge(seat, message.counter);
    }
  }

  #takeUpdate(seat: Seat, { bytes, answersStep1 }: Message & { type: "update" }): void {
    if (!this.#admit(seat, bytes)) return;
    if (answersStep1) this.#synced(seat);
  }

  /** Puts what `bytes` brings into the queue. False if it was refused. */
  #admit(seat: Seat, bytes: Uint8Array): boolean {
    if (seat.person && seat.mayWrite) {
      for (const written of this.#tried(bytes, seat.person)) {
        const own = written.from === "server";
        this.#enqueue({
          kind: "update",
          bytes: written.bytes,
          by: own ? null : seat.person.id,
          from: own ? null : seat,
        });
      }
      return true;
    }
    if (!bringsNews(this.#doc, bytes)) return true;
    this.#refuse(seat, CLOSE.notAllowed, "You may read this draft. Writing in it needs the role of translator.");
    return false;
  }

  #tried(bytes: Uint8Array, { id, name }: Actor): ReturnType<Proof["try"]> {
    return this.#onProof(() => this.#proof.try(bytes, { id, name }));
  }

  /** What spoils the proof copy is refused, and the copy made anew. */
  #onProof<T>(task: () => T): T {
    try {
      return task();
    } catch (error) {
      const unwritten = this.#queue.flatMap((entry) => (entry.kind === "update" ? [entry.bytes] : []));
      this.#proof.reset([Y.encodeStateAsUpdate(this.#doc), ...unwritten]);
      throw error;
    }
  }

  /**
   * Makes the draft say these words, as `by`; resolves once they are on disk.
   * @throws ClosedDraft if it takes no more words, NotKept.
   */
  async write(words: Words, by: string): Promise<void> {
    this.#refuseIfClosed();
    for (const bytes of this.#onProof(() => this.#proof.edit((doc) => revise(doc, words))))
      this.#enqueue({ kind: "update", bytes, by, from: null });
    await this.#turn(async () => {
      this.#refuseIfClosed();
      await this.#flush();
    });
  }

  #refuseIfClosed(): void {
    if (this.#ending?.code === CLOSE.notKept) throw new NotKept(this.#ending.reason);
    if (this.#ending || !this.editable) throw new ClosedDraft(this.#ending?.reason ?? CLOSED);
  }

  #acknowledge(seat: Seat, counter: number): void {
    const early = this.#early.get(seat);
    if (early) early.push(counter);
    else this.#enqueue({ kind: "acknowledge", to: seat, counter });
  }

  #synced(seat: Seat): void {
    const early = this.#early.get(seat) ?? [];
    this.#early.delete(seat);
    for (const counter of early) this.#enqueue({ kind: "acknowledge", to: seat, counter });
  }

  #refuse(seat: Seat, code: number, reason: string): void {
    this.rise(seat);
    seat.close(code, reason);
  }

  #tell(from: Seat | null, entries: say.PresenceEntry[]): void {
    if (entries.length > 0) this.#broadcast(from, say.presence(entries));
  }

  #broadcast(from: Seat | null, frame: Uint8Array): void {
    for (const seat of this.#seats) if (seat !== from) seat.send(frame);
  }

  #enqueue(entry: Written | Asked): void {
    this.#queue.push(entry);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // All frames that one round of the event loop brings share one transaction.
    setImmediate(() => {
      this.#scheduled = false;
      // A failed write has ended the room and is told through `ended`.
      this.flushed().catch(() => undefined);
    });
  }

  /** Waits until all that came in so far is on disk and applied. @throws NotKept */
  flushed(): Promise<void> {
    return this.#turn(() => this.#flush());
  }

  /**
   * Runs `decide` in a turn of its own, on what stands on disk once all that came in is there; what comes in meanwhile
   * waits. If it decides to close the draft the room ends and what waited is refused. Null if the room ended before.
   * @throws NotKept, and what `decide` throws; then the room goes on.
   */
  settle<T extends { closed: boolean }>(
    decide: (content: DraftContent, authors: string[]) => Promise<T>,
  ): Promise<{ settled: T } | null> {
    return this.#turn(async () => {
      await this.#flush();
      if (this.#ending) return null;
      const { store, proposal } = this.#setting;
      const settled = await decide(this.read(), await store.draftAuthors(proposal));
      if (settled.closed) this.#end({ code: CLOSE.closed, reason: CLOSED });
      return { settled };
    });
  }

  /** Ends the room after all that came in is on disk. If that can't be, it has ended already, and said so. */
  end(ending: Ending): Promise<void> {
    return this.#turn(async () => {
      await this.#flush().catch(() => undefined);
      this.#end(ending);
    });
  }

  #turn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turns.then(task);
    this.#turns = done.catch(() => undefined);
    return done;
  }

  async #flush(): Promise<void> {
    if (this.#ending || this.#queue.length === 0) return;
    const batch = [...this.#queue];
    try {
      await this.#log(batch.filter((entry) => entry.kind === "update"));
      this.#queue.splice(0, batch.length);
      for (const entry of batch) this.#publish(entry);
    } catch (cause) {
      this.#end({ code: CLOSE.notKept, reason: UNSAVED }, cause);
      throw new NotKept(UNSAVED, { cause });
    }
  }

  async #log(updates: readonly Written[]): Promise<void> {
    if (updates.length === 0) return;
    const { store, proposal } = this.#setting;
    await store.appendToDraft(
      proposal,
      updates.map(({ bytes, by }) => ({ bytes, by })),
    );
  }

  #publish(entry: Written | Asked): void {
    if (entry.kind === "acknowledge") {
      entry.to.send(say.acknowledgement(entry.counter));
    } else {
      Y.applyUpdate(this.#doc, entry.bytes);
      this.#broadcast(entry.from, say.update(entry.bytes));
    }
  }

  #end(ending: Ending, cause?: unknown): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#queue.length = 0;
    this.#setting.ended(cause);
    for (const seat of this.#seats) seat.close(ending.code, ending.reason);
    this.#seats.clear();
    this.#early.clear();
    this.#proof.destroy();
  }
}
