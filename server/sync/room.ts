/**
 * One room: the people in one draft, its document as it stands on disk, and what waits to be written.
 *
 * All that changes happens in turns, one after another: a batch of updates goes to the log, then into the document,
 * then into the outbox, which tells the others, then it is acknowledged; a decision about the draft is a turn too, so
 * that no word slips past it, and so is a checkpoint. What can't be written ends the room: nothing unwritten stays in
 * memory, and the next opening starts from disk. A checkpoint that can't be made harms nothing.
 */
import * as Y from "yjs";
import { readDraft } from "../../editor/prosemirror/draft.ts";
import { exactDoc } from "../../editor/prosemirror/exact-doc.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { OpenedDraft, Store } from "../store/store.ts";
import { Checkpoints, updatesOf, WORTH_LEAVING, WORTH_STAYING } from "./checkpoints.ts";
import { CLOSE, type DraftContent, type LastWords } from "./contract.ts";
import type { Figures } from "./figures.ts";
import { Allowance, DocumentSize, type Limits } from "./limits.ts";
import { Outbox } from "./outbox.ts";
import { Presence } from "./presence.ts";
import { applyAll, bringsNews, onlyDeletes, Proof } from "./proof.ts";
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
  /** On the clock of `performance.now`. */
  since: number;
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
  /** All that was written so far. */
  opened: OpenedDraft;
  /** The passage's source text. */
  source: string;
  /** True if the draft takes words. */
  editable: boolean;
  limits: Limits;
  figures: Figures;
  /** Called once, at the moment the room ends. */
  ended(cause?: unknown): void;
  /** Told when a checkpoint could not be made. */
  unchecked(cause: unknown): void;
}

/** Told to those who come to a draft that was submitted or decided. */
export const CLOSED = "This draft takes no more words.";

/** The draft would grow larger than a draft may be; nothing of it was taken. The message is for people. */
export class DraftTooLarge extends Error {
  override name = "DraftTooLarge";
}

/** The log could not be written; the message is for people. */
export class NotKept extends Error {
  override name = "NotKept";
}

const FULL = "The draft has grown as large as a draft may be. Take something out first.";
const UNSAVED =
  "The draft could not be written to disk. What was acknowledged is safe; the rest is still with its writers.";

export class Room {
  /** Without what was opened: that would stay in memory twice. */
  readonly #setting: Omit<RoomSetting, "opened">;
  readonly #doc = exactDoc();
  readonly #proof: Proof;
  readonly #checkpoints: Checkpoints;
  readonly #size: DocumentSize;
  /** What each may still send. */
  readonly #seats = new Map<Seat, Allowance>();
  readonly #outbox = new Outbox<Seat>(this.#seats);
  readonly #presence = new Presence<Seat>();
  /** What came in and is not in the document yet, in order. */
  readonly #queue: (Written | Asked)[] = [];
  /** Seats whose step 2 has not come, with the counters they want acknowledged. */
  readonly #early = new Map<Seat, number[]>();
  #turns: Promise<unknown> = Promise.resolve();
  #scheduled = false;
  #ending: Ending | null = null;

  constructor(setting: RoomSetting) {
    const { opened, ...rest } = setting;
    const { store, proposal, limits } = rest;
    this.#setting = rest;
    applyAll(this.#doc, updatesOf(opened));
    const whole = Y.encodeStateAsUpdate(this.#doc);
    this.#proof = new Proof([whole]);
    this.#size = new DocumentSize(limits.document, whole.byteLength);
    this.#checkpoints = new Checkpoints(store, proposal, opened);
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

  /** Everybody here, in the order in which they came. */
  get seated(): Iterable<Seat> {
    return this.#seats.keys();
  }

  /** Has a seat leave at once, and tells it why. */
  dismiss(seat: Seat, { code, reason }: Ending): void {
    this.#refuse(seat, code, reason);
  }

  /** What the draft says, as it stands on disk. */
  read(): DraftContent {
    return readDraft(this.#doc, this.#setting.source);
  }

  sit(seat: Seat): void {
    this.#seats.set(seat, new Allowance(this.#setting.limits));
    this.#early.set(seat, []);
    seat.send(say.step1(this.#doc));
    seat.send(say.presence(this.#presence.everybody()));
  }

  rise(seat: Seat): void {
    if (!this.#seats.delete(seat)) return;
    this.#early.delete(seat);
    this.#outbox.presence(this.#presence.leave(seat), seat);
  }

  /** Takes one frame from a seat. A frame that is not the protocol's costs the seat, nothing else. */
  receive(seat: Seat, frame: Uint8Array): void {
    const allowance = this.#seats.get(seat);
    if (this.#ending || !allowance) return;
    try {
      const message = readMessage(frame);
      if (allowance.spend(message.type === "update" && !seat.mayWrite ? "unasked" : message.type))
        this.#take(seat, message);
      else this.#refuse(seat, CLOSE.tooMany, "Too much came in at once. Wait a minute, then try again.");
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
        return seat.person
          ? this.#outbox.presence(this.#presence.hear(seat, seat.person, message.entries), seat)
          : undefined;
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
      if (!this.#fits(bytes)) {
        this.#refuse(seat, CLOSE.tooLarge, FULL);
        return false;
      }
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
    this.#refuse(seat, CLOSE.notAllowed, "You may read this draft. Only those invited to it write in it.");
    return false;
  }

  /** What takes words out is welcome in a draft that is too large. */
  #fits(bytes: Uint8Array): boolean {
    const measure = () => Y.encodeStateAsUpdate(this.#doc).byteLength;
    return this.#size.takes(bytes.byteLength, measure) || onlyDeletes(bytes);
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
   * @throws ClosedDraft if it takes no more words, DraftTooLarge, NotKept.
   */
  async write(words: Words, by: string): Promise<void> {
    this.#refuseIfClosed();
    this.#rewrite(words, by);
    await this.#turn(async () => {
      this.#refuseIfClosed();
      await this.#flush();
    });
  }

  #rewrite(words: Words, by: string): void {
    for (const bytes of this.#onProof(() => this.#revised(words)))
      this.#enqueue({ kind: "update", bytes, by, from: null });
  }

  /** What the draft would say with these words in it. */
  #wouldSay(words: Words): DraftContent {
    const doc = exactDoc();
    applyAll(doc, [Y.encodeStateAsUpdate(this.#doc)]);
    revise(doc, words);
    return readDraft(doc, this.#setting.source);
  }

  /** As `write`, within a turn. */
  async #putIn(words: Words, by: string): Promise<void> {
    this.#rewrite(words, by);
    await this.#flush();
    this.#refuseIfClosed();
  }

  /** What makes the proof copy say these words, if it fits; what does not fit spoils the copy. @throws DraftTooLarge */
  #revised(words: Words): Uint8Array[] {
    const made = this.#proof.edit((doc) => revise(doc, words));
    if (made.every((bytes) => this.#fits(bytes))) return made;
    throw new DraftTooLarge(`${FULL} Nothing of what you sent was put in.`);
  }

  #refuseIfClosed(): void {
    if (this.#ending?.code === CLOSE.notKept) throw new NotKept(this.#ending.reason);
    if (this.#ending || !this.editable) throw new ClosedDraft(this.#ending?.reason ?? CLOSED);
  }

  #acknowledge(seat: Seat, counter: number): void {
    const early = this.#early.get(seat);
    if (early) early.push(counter);
    else this.#ask(seat, counter);
  }

  #synced(seat: Seat): void {
    const early = this.#early.get(seat) ?? [];
    this.#early.delete(seat);
    for (const counter of early) this.#ask(seat, counter);
  }

  #ask(to: Seat, counter: number): void {
    this.#enqueue({ kind: "acknowledge", to, counter, since: performance.now() });
  }

  #refuse(seat: Seat, code: number, reason: string): void {
    this.rise(seat);
    seat.close(code, reason);
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
   * `last` is written first, where it may be; where it may not, it is decided on all the same, beside what stands.
   * @throws DraftTooLarge, NotKept, and what `decide` throws; then the room goes on.
   */
  settle<T extends { closed: boolean }>(
    decide: (content: DraftContent, authors: string[]) => Promise<T>,
    last?: LastWords,
  ): Promise<{ settled: T } | null> {
    return this.#turn(async () => {
      await this.#flush();
      if (this.#ending) return null;
      const { store, proposal } = this.#setting;
      const written = last && this.editable && (await last.mayWrite());
      if (written) await this.#putIn(last.words, last.by);
      const content = last && !written ? this.#wouldSay(last.words) : this.read();
      const settled = await decide(content, await store.draftAuthors(proposal));
      if (settled.closed) this.#end({ code: CLOSE.closed, reason: CLOSED });
      return { settled };
    });
  }

  /** For a room that nobody needs just now: all that came in is on disk, and opening it again quick. @throws NotKept */
  rest(): Promise<void> {
    return this.#turn(async () => {
      await this.#flush();
      await this.#checkpoint(WORTH_LEAVING);
    });
  }

  /** Ends the room after all that came in is on disk. If that can't be, it has ended already, and said so. */
  end(ending: Ending): Promise<void> {
    return this.#turn(async () => {
      await this.#flush().catch(() => undefined);
      await this.#checkpoint(WORTH_LEAVING);
      this.#end(ending);
    });
  }

  async #checkpoint(worth: number): Promise<void> {
    if (this.#ending || !this.#checkpoints.isDue(worth)) return;
    try {
      if (await this.#checkpoints.make(this.#doc)) this.#setting.figures.checkpoints++;
    } catch (cause) {
      this.#setting.unchecked(cause);
    }
  }

  #turn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turns.then(task);
    this.#turns = done.catch(() => undefined);
    return done;
  }

  async #flush(): Promise<void> {
    if (this.#ending || this.#queue.length === 0) return;
    const batch = [...this.#queue];
    const updates = batch.filter((entry) => entry.kind === "update");
    try {
      await this.#log(updates);
      this.#queue.splice(0, batch.length);
      if (updates.length > 0) this.#apply(updates);
      for (const entry of batch) if (entry.kind === "acknowledge") this.#answer(entry);
    } catch (cause) {
      this.#end({ code: CLOSE.notKept, reason: UNSAVED }, cause);
      throw new NotKept(UNSAVED, { cause });
    }
    await this.#checkpoint(WORTH_STAYING);
  }

  async #log(updates: readonly Written[]): Promise<void> {
    if (updates.length === 0) return;
    const { store, proposal, figures } = this.#setting;
    await store.appendToDraft(
      proposal,
      updates.map(({ bytes, by }) => ({ bytes, by })),
    );
    this.#checkpoints.logged(updates.length);
    figures.updates += updates.length;
    for (const { bytes } of updates) figures.logBytes += bytes.byteLength;
  }

  /** What waits in the document for updates that have not come is told too: whoever hears it lets it wait as well. */
  #apply(updates: readonly Written[]): void {
    applyAll(
      this.#doc,
      updates.map(({ bytes }) => bytes),
    );
    this.#outbox.updates(updates);
  }

  #answer({ to, counter, since }: Asked): void {
    to.send(say.acknowledgement(counter));
    this.#setting.figures.acknowledgement.observe((performance.now() - since) / 1_000);
  }

  #end(ending: Ending, cause?: unknown): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#queue.length = 0;
    this.#outbox.flush();
    this.#setting.ended(cause);
    for (const seat of this.#seats.keys()) seat.close(ending.code, ending.reason);
    this.#seats.clear();
    this.#early.clear();
    this.#proof.destroy();
  }
}
