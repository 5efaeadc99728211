/**
 * One room: the people in one draft, its document, and what of it is on its way to the disk.
 *
 * What comes in is tried on the document at once. The rest happens in turns, one after another: a batch of updates is handed
 * to the log, which nobody waits for, since batches reach the disk in their order; there each goes into the outbox, which
 * tells the others, and is acknowledged. A decision about the draft is a turn too, which waits until all is on disk, so that
 * no word slips past it, and so is whatever tells what the document says, a checkpoint among them. What can't be written ends
 * the room: nothing unwritten stays in memory, and the next opening starts from disk. A checkpoint that can't be made harms
 * nothing.
 */
import * as Y from "yjs";
import { closing } from "../../editor/refusals/refusals.ts";
import { bringOver } from "../../translations/draft/bring-over.ts";
import { isTree, readDraft, summaryOf } from "../../translations/draft/draft.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { DraftClient, DraftLog, NewUpdate, OpenedDraft } from "../store/draft-log.ts";
import { Acknowledgements, type Question } from "./acknowledgements.ts";
import { Checkpoints, updatesOf, WORTH_LEAVING, WORTH_STAYING } from "./checkpoints.ts";
import { ClosedDraft, DraftTooLarge, NotKept, type Deciding, type DraftContent, type LastWords } from "./contract.ts";
import type { Figures } from "./figures.ts";
import { Allowance, DocumentSize, type Limits } from "./limits.ts";
import { Outbox } from "./outbox.ts";
import { Presence } from "./presence.ts";
import { bringsNews, DraftDocument, onlyDeletes, waitingClients } from "./document.ts";
import * as say from "./protocol.ts";
import { Malformed, readMessage, type Message, type PresenceEntry } from "./protocol.ts";
import { revise, type Words } from "./revise.ts";
import { wroteElsewhere } from "./written.ts";

/** One socket's place in a room. */
export interface Seat {
  /** Null: not signed in. */
  readonly person: Actor | null;
  /** True if what this seat writes is taken. */
  readonly mayWrite: boolean;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
}

interface Written extends NewUpdate {
  kind: "update";
  from: Seat | null;
}

type Entry = Written | Question<Seat>;

/** What a room knows of a seat. */
interface Place {
  /** What it may still send. */
  allowance: Allowance;
  /** The Yjs clients under which it has written; null before it has. */
  under: Set<number> | null;
}

/** Why a room took its last word. */
export interface Ending {
  code: number;
  reason: string;
}

export interface RoomSetting {
  draft: string;
  drafts: DraftLog;
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

export class Room {
  /** Without what was opened: that would stay in memory twice. */
  readonly #setting: Omit<RoomSetting, "opened">;
  readonly #document: DraftDocument;
  readonly #checkpoints: Checkpoints;
  readonly #size: DocumentSize;
  readonly #seats = new Map<Seat, Place>();
  readonly #outbox = new Outbox<Seat>(this.#seats);
  readonly #presence = new Presence<Seat>();
  /** What came in and was not handed to the log yet, in order; the document holds it already. */
  #queue: Entry[] = [];
  readonly #acknowledgements: Acknowledgements<Seat>;
  /** Resolves once all that was handed over has reached the disk, or the room has ended because it could not. */
  #landed: Promise<unknown> = Promise.resolve();
  /** What comes in while the document must be as it is on disk; null while it may run ahead. */
  #held: { seat: Seat; message: Message }[] | null = null;
  #turns: Promise<unknown> = Promise.resolve();
  #scheduled = false;
  #ending: Ending | null = null;
  /** What kept the last words from the disk, if that ended the room. */
  #cause: unknown;

  constructor(setting: RoomSetting) {
    const { opened, ...rest } = setting;
    const { drafts, draft, limits } = rest;
    this.#setting = rest;
    const updates = updatesOf(opened);
    this.#document = new DraftDocument(updates, opened.clients);
    const bytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0);
    // What was deleted is in a log and not in the document: measured only if there is much.
    this.#size = new DocumentSize(limits.document, bytes < limits.document / 2 ? bytes : this.#measure());
    this.#checkpoints = new Checkpoints(drafts, draft, opened);
    this.#acknowledgements = new Acknowledgements({
      seats: this.#seats,
      hasWaiting: (seat) => this.#hasWaiting(seat),
      enqueue: (question) => this.#enqueue(question),
      figure: rest.figures.acknowledgement,
    });
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

  get #doc(): Y.Doc {
    return this.#document.doc;
  }

  /** What the draft says, as it stands on disk. @throws NotKept */
  read(): Promise<DraftContent> {
    return this.#asKept(() => this.#content());
  }

  #content(): DraftContent {
    return readDraft(this.#doc, this.#setting.source);
  }

  /**
   * Runs `task` in a turn of its own, while the document is just what stands on disk. What comes in meanwhile is taken
   * afterwards. @throws NotKept, and what `task` throws.
   */
  #asKept<T>(task: () => T | Promise<T>): Promise<T> {
    return this.#turn(async () => {
      this.#held ??= [];
      try {
        await this.#flush();
        return await task();
      } finally {
        this.#takeHeld();
      }
    });
  }

  #takeHeld(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const { seat, message } of held) this.#guarded(seat, (place) => this.#takeWaiting(seat, place, message));
  }

  sit(seat: Seat): void {
    this.#seats.set(seat, { allowance: new Allowance(this.#setting.limits), under: null });
    this.#acknowledgements.sit(seat);
    seat.send(say.step1(this.#doc));
    seat.send(say.presence(this.#presence.everybody()));
  }

  rise(seat: Seat): void {
    if (!this.#seats.delete(seat)) return;
    this.#acknowledgements.rise(seat);
    this.#outbox.presence(this.#presence.leave(seat), seat);
  }

  /** Takes one frame from a seat. A frame that is not the protocol's costs the seat, nothing else. */
  receive(seat: Seat, frame: Uint8Array): void {
    this.#guarded(seat, ({ allowance }) => {
      const message = readMessage(frame);
      const { byteLength } = frame;
      // Paid before it may have to wait: what waits is bounded too.
      if (allowance.spend(message.type === "update" && !seat.mayWrite ? "unasked" : message.type, byteLength))
        this.#takeOrHold(seat, message);
      else this.#refuse(seat, CLOSE.tooMany, closing("flood"));
    });
  }

  /** What was paid for may have been followed by what cost more than could be known. */
  #takeWaiting(seat: Seat, { allowance }: Place, message: Message): void {
    if (allowance.isOverdrawn) this.#refuse(seat, CLOSE.tooMany, closing("flood"));
    else this.#takeOrHold(seat, message);
  }

  #takeOrHold(seat: Seat, message: Message): void {
    if (this.#held) this.#held.push({ seat, message });
    else this.#take(seat, message);
  }

  /** Does something for a seat while it is one; what is malformed costs the seat. */
  #guarded(seat: Seat, task: (place: Place) => void): void {
    const place = this.#seats.get(seat);
    if (this.#ending || !place) return;
    try {
      task(place);
    } catch (error) {
      this.#refuseMalformed(seat, error);
      if (this.#document.spoilt) this.#mend();
    }
  }

  #refuseMalformed(seat: Seat, error: unknown): void {
    if (!(error instanceof Malformed)) throw error;
    this.#refuse(seat, CLOSE.malformed, closing("notUnderstood"));
  }

  /** An update that could not be applied leaves its half behind: the document is made anew from the disk. */
  #mend(): void {
    this.#held ??= [];
    const { drafts, draft } = this.#setting;
    const mended = this.#asKept(async () => this.#document.reset(updatesOf(await drafts.open(draft))));
    mended.catch((cause: unknown) => this.#end({ code: CLOSE.notKept, reason: closing("notKept") }, cause));
  }

  #take(seat: Seat, message: Message): void {
    switch (message.type) {
      case "step-1":
        return this.#tell(seat, message.stateVector);
      case "update":
        return this.#takeUpdate(seat, message);
      case "presence":
        return this.#hear(seat, message.entries);
      case "who":
        return seat.send(say.presence(this.#presence.everybody()));
      case "acknowledge":
        return this.#acknowledgements.ask(seat, message.counter);
    }
  }

  /** What a seat lacks: as it stands on disk, and nothing that may still be lost. */
  #tell(seat: Seat, stateVector: Uint8Array): void {
    this.#asKept(() => {
      try {
        const place = this.#seats.get(seat);
        if (!place) return;
        const told = say.step2(this.#doc, stateVector);
        place.allowance.owe({ told: told.byteLength });
        seat.send(told);
      } catch (error) {
        this.#refuseMalformed(seat, error);
      }
      // A failed write has ended the room and is told through `ended`.
    }).catch(() => undefined);
  }

  #hear(seat: Seat, entries: readonly PresenceEntry[]): void {
    const { person, mayWrite } = seat;
    if (!person) return;
    const told = this.#presence.hear(seat, person, entries);
    if (mayWrite) for (const { client } of told) this.#document.announce(client, person);
    this.#outbox.presence(told, seat);
  }

  #takeUpdate(seat: Seat, { bytes, answersStep1 }: Message & { type: "update" }): void {
    if (this.#admit(seat, bytes) && answersStep1) this.#acknowledgements.synced(seat);
  }

  /** Puts what `bytes` brings into the queue. False if it was refused. */
  #admit(seat: Seat, bytes: Uint8Array): boolean {
    if (seat.person && seat.mayWrite) {
      const refusal = !this.#fits(bytes) ? closing("full") : this.#isTooLaborious(bytes) ? closing("laborious") : null;
      if (refusal !== null) {
        this.#refuse(seat, CLOSE.tooLarge, refusal);
        return false;
      }
      for (const written of this.#tried(bytes, seat, seat.person))
        this.#enqueue({ kind: "update", ...written, from: written.by === null ? null : seat });
      return true;
    }
    if (!bringsNews(this.#doc, bytes)) return true;
    this.#refuse(seat, CLOSE.notAllowed, closing("readOnly"));
    return false;
  }

  /** What takes words out is welcome in a draft that is too large. */
  #fits(bytes: Uint8Array): boolean {
    return this.#size.takes(bytes.byteLength, () => this.#measure()) || onlyDeletes(bytes);
  }

  /** The same of one that makes too much work. */
  #isTooLaborious(bytes: Uint8Array): boolean {
    return this.#document.isLaborious && !onlyDeletes(bytes);
  }

  #measure(): number {
    return Y.encodeStateAsUpdate(this.#doc).byteLength;
  }

  #tried(bytes: Uint8Array, seat: Seat, { id, name }: Actor): NewUpdate[] {
    const place = this.#seats.get(seat)!;
    const written = this.#document.try(bytes, { id, name }, (place.under ??= new Set()));
    place.allowance.owe({ effort: this.#document.effort });
    return written;
  }

  /**
   * Makes the draft say these words, as `by` (null: nobody in particular); resolves once they are on disk.
   * @throws ClosedDraft if it takes no more words, DraftTooLarge, NotKept.
   */
  write(words: Words, by: string | null): Promise<void> {
    return this.#asKept(() => {
      this.#refuseIfClosed();
      return this.#putIn(words, by);
    });
  }

  /** @throws DraftTooLarge if it does not fit; nothing of it is in the document then. */
  #rewrite(words: Words, by: string | null): void {
    const drafted = this.#document.drafted((doc) => revise(doc, words));
    if (!drafted) return;
    if (!this.#fits(drafted.bytes)) throw new DraftTooLarge(closing("fullOfSent"));
    this.#enqueue({ kind: "update", ...this.#document.take(drafted.bytes, by), from: null });
  }

  /** Brings a draft over that was begun as a tree; `clients` are those that wrote in it. On disk when it resolves. @throws NotKept */
  async bringOver(clients: readonly DraftClient[]): Promise<void> {
    const drafted = this.#document.drafted(bringOver);
    if (!drafted) return;
    const written = this.#document.take(drafted.bytes, null);
    this.#document.learn(clients);
    this.#enqueue({ kind: "update", ...written, clients: [...clients, ...(written.clients ?? [])], from: null });
    await this.flushed();
  }

  /** Learns whose the clients are that wrote before that was noted. */
  learn(clients: readonly DraftClient[]): void {
    this.#document.learn(clients);
  }

  /** True if it is not noted of each client whose it is. */
  get hasStrangers(): boolean {
    return this.#document.hasStrangers;
  }

  /** True for a draft that was begun as a tree, and must be brought over before anybody writes in it. */
  get isTree(): boolean {
    return isTree(this.#doc);
  }

  /** What the draft would say with these words in it. */
  #wouldSay(words: Words): DraftContent {
    const drafted = this.#document.drafted((doc) => revise(doc, words));
    return readDraft(drafted?.doc ?? this.#doc, this.#setting.source);
  }

  /** As `write`, within a turn. */
  async #putIn(words: Words, by: string | null): Promise<void> {
    this.#rewrite(words, by);
    await this.#flush();
    this.#refuseIfClosed();
  }

  #refuseIfClosed(): void {
    this.#refuseIfLost();
    if (this.#ending || !this.editable) throw new ClosedDraft(this.#ending?.reason ?? closing("closed"));
  }

  #refuseIfLost(): void {
    if (this.#ending?.code === CLOSE.notKept) throw new NotKept(this.#ending.reason, { cause: this.#cause });
  }

  /** True if something that a seat has written waits in the document for what has not come. */
  #hasWaiting(seat: Seat): boolean {
    const under = this.#doc.store.pendingStructs && this.#seats.get(seat)?.under;
    if (!under) return false;
    return [...waitingClients(this.#doc).keys()].some((client) => under.has(client));
  }

  #refuse(seat: Seat, code: number, reason: string): void {
    this.rise(seat);
    seat.close(code, reason);
  }

  #enqueue(entry: Entry): void {
    this.#queue.push(entry);
    if (entry.kind === "update") this.#acknowledgements.took();
    if (this.#scheduled) return;
    this.#scheduled = true;
    // All frames that one round of the event loop brings share one transaction.
    setImmediate(() => {
      this.#scheduled = false;
      void this.#turn(async () => this.#handOver());
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
  settle<T extends { closed: boolean }>(decide: Deciding<T>, last?: LastWords): Promise<{ settled: T } | null> {
    return this.#asKept(async () => {
      if (this.#ending) return null;
      const { drafts, draft } = this.#setting;
      const written = last && this.editable && (await last.mayWrite());
      if (written) await this.#putIn(last.words, last.by);
      const content = last && !written ? this.#wouldSay(last.words) : this.#content();
      const settled = await decide(content, await drafts.authors(draft), (account) => this.#wroteWords(account));
      if (settled.closed) this.#end({ code: CLOSE.closed, reason: closing("closed") });
      return { settled };
    });
  }

  /** True if an account wrote in the words or the notes, and not in the reason for the whole alone. */
  async #wroteWords(account: string): Promise<boolean> {
    const { drafts, draft } = this.#setting;
    const own = (await drafts.log(draft)).filter(({ by }) => by === account).map(({ bytes }) => bytes);
    return wroteElsewhere(this.#doc, summaryOf(this.#doc), own);
  }

  /** For a room that nobody needs just now: all that came in is on disk, and opening it again quick. @throws NotKept */
  rest(): Promise<void> {
    return this.#asKept(() => this.#checkpoint(WORTH_LEAVING));
  }

  /** Ends the room after all that came in is on disk. If that can't be, it has ended already, and said so. */
  end(ending: Ending): Promise<void> {
    return this.#asKept(() => this.#checkpoint(WORTH_LEAVING))
      .catch(() => undefined)
      .then(() => this.#end(ending));
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

  /** Waits until all that came in so far is on disk and told. Within a turn. @throws NotKept */
  async #flush(): Promise<void> {
    this.#handOver();
    await this.#landed;
    this.#refuseIfLost();
  }

  /** Hands what came in to the log, and waits for none of it. Within a turn. */
  #handOver(): void {
    if (this.#ending || this.#queue.length === 0) return;
    const batch = this.#queue;
    this.#queue = [];
    const updates = batch.filter((entry) => entry.kind === "update");
    // A failed write ends the room and is told through `ended`.
    this.#landed = Promise.all([this.#log(updates), this.#landed])
      .then(() => this.#land(batch, updates))
      .catch((cause: unknown) => this.#end({ code: CLOSE.notKept, reason: closing("notKept") }, cause));
  }

  /** A batch is on disk, and all before it were told. */
  #land(batch: readonly Entry[], updates: readonly Written[]): void {
    if (this.#ending) return;
    this.#count(updates);
    if (updates.length > 0) this.#outbox.updates(updates);
    const asked = batch.filter((entry) => entry.kind === "acknowledge");
    this.#acknowledgements.land(updates.length, asked);
    if (this.#held === null && this.#checkpoints.isDue(WORTH_STAYING)) void this.#checkpointKept();
  }

  /** In a turn of its own: a checkpoint holds what is on disk, and nothing that is on its way there. */
  async #checkpointKept(): Promise<void> {
    await this.#asKept(() => this.#checkpoint(WORTH_STAYING)).catch(() => undefined);
  }

  async #log(updates: readonly Written[]): Promise<void> {
    if (updates.length === 0) return;
    const { drafts, draft } = this.#setting;
    await drafts.append(
      draft,
      updates.map(({ bytes, by, clients = [] }) => ({ bytes, by, clients })),
    );
  }

  #count(updates: readonly Written[]): void {
    const { figures } = this.#setting;
    this.#checkpoints.logged(updates.length);
    figures.updates += updates.length;
    for (const { bytes } of updates) figures.logBytes += bytes.byteLength;
  }

  #end(ending: Ending, cause?: unknown): void {
    if (this.#ending) return;
    [this.#ending, this.#cause] = [ending, cause];
    this.#queue = [];
    this.#acknowledgements.end();
    this.#outbox.flush();
    this.#setting.ended(cause);
    for (const seat of this.#seats.keys()) seat.close(ending.code, ending.reason);
    this.#seats.clear();
    this.#document.destroy();
  }
}
