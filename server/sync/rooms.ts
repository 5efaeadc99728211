/**
 * The rooms that are in memory: at most one per draft, opened when somebody comes, gone when nobody is left. How a
 * draft begins and is loaded stands here; what happens in it, in `room.ts`.
 */
import * as Y from "yjs";
import { closing } from "../../editor/refusals/refusals.ts";
import { readDraft, seedDraft } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { CLOSE } from "../../translations/draft/frames.ts";
import type { Note } from "../../translations/notes/note.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { DraftClient, DraftLog, OpenedDraft } from "../store/draft-log.ts";
import { unwritable } from "../store/unwritable.ts";
import type { DraftContent } from "./contract.ts";
import type { Figures } from "./figures.ts";
import type { Limits } from "./limits.ts";
import { updatesOf } from "./checkpoints.ts";
import { applyAll } from "./document.ts";
import { Room } from "./room.ts";
import { Thinning } from "./thinning.ts";

/** What the ledger knows of a draft. */
export interface DraftSeed {
  /** What it begins with, if it was never begun. */
  content: { rendering: Rendering; notes?: Note[]; summary?: string };
  /** The passage's source text; "" if none is held. */
  source: string;
  /** True while the proposal is being written: neither submitted nor decided. */
  editable: boolean;
}

/** There is no such draft; the message is for people. */
export class UnknownDraft extends Error {
  override name = "UnknownDraft";
  /** With which its socket is closed. */
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

export interface RoomsSetting {
  drafts: DraftLog;
  /** What the ledger knows of a draft; null if there is no such draft. */
  seed(draft: string): Promise<DraftSeed | null>;
  limits: Limits;
  figures: Figures;
  /** Told when a room ended because its log could not be written. */
  failed(draft: string, cause: unknown): void;
  /** Told when a checkpoint could not be made. */
  unchecked(draft: string, cause: unknown): void;
  /** Told when a log could not be thinned. */
  unthinned(draft: string, cause: unknown): void;
}

/** Updates read at once. */
const SLICE = 4_000;

/** A draft's room while somebody has to do with it. */
interface Entry {
  readonly draft: string;
  /** Rejects with UnknownDraft, or what the store throws. */
  room: Promise<Room>;
  /** How many are using it, or waiting to. */
  holds: number;
}

export type Hold = Readonly<Pick<Entry, "draft" | "room">>;

export class Rooms {
  readonly #setting: RoomsSetting;
  readonly #entries = new Map<string, Entry>();
  readonly #thinning: Thinning;

  constructor(setting: RoomsSetting) {
    this.#setting = setting;
    const failed = (draft: string, cause: unknown) => setting.unthinned(draft, cause);
    this.#thinning = new Thinning({ drafts: setting.drafts, failed });
  }

  /** Has the logs thinned that a start before this one left as they were; later, each when its draft is left. */
  async thinAll(): Promise<void> {
    await this.#thinning.askForAll();
  }

  /** Resolves once no log is being thinned, and none will be. */
  async stopThinning(): Promise<void> {
    await this.#thinning.stop();
  }

  /**
   * What a draft says now; begins it if it was never begun. Where nothing can be written just now, what it would begin
   * with is told, and nobody gets that to write in: it would stand twice once the draft is begun.
   * @throws UnknownDraft, and what the store throws.
   */
  async read(draft: string): Promise<DraftContent> {
    try {
      return await this.with(draft, (room) => room.read());
    } catch (error) {
      const seed = unwritable(error) === null ? null : await this.#setting.seed(draft);
      if (!seed) throw error;
      const kept = await this.#setting.drafts.open(draft);
      const doc = exactDoc();
      applyAll(doc, isUnbegun(kept) ? [seedDraft(seed.content)] : updatesOf(kept));
      return readDraft(doc, seed.source);
    }
  }

  /** How many drafts are in memory. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Runs `use` with the room of a draft, which stays in memory until `use` is done.
   * @throws UnknownDraft, what the store throws, and what `use` throws.
   */
  async with<T>(draft: string, use: (room: Room) => T | Promise<T>): Promise<T> {
    const hold = this.hold(draft);
    try {
      return await use(await hold.room);
    } finally {
      await this.release(hold);
    }
  }

  /** Has the room of a draft stay in memory until it is released. */
  hold(draft: string): Hold {
    const entry = this.#entries.get(draft) ?? this.#open(draft);
    entry.holds++;
    return entry;
  }

  /** Ends one {@link hold}; resolves once all that came in is on disk, if it was the last. */
  async release(hold: Hold): Promise<void> {
    const entry = hold as Entry;
    entry.holds--;
    if (entry.holds === 0) await this.#retire(entry);
  }

  /** The rooms in memory, those being opened too; one that can't be opened is left out. */
  async all(): Promise<Room[]> {
    const opened = await Promise.allSettled([...this.#entries.values()].map(({ room }) => room));
    return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }

  /** The room of a draft, if it is in memory. */
  async inMemory(draft: string): Promise<Room | null> {
    return (await this.#entries.get(draft)?.room.catch(() => null)) ?? null;
  }

  #open(draft: string): Entry {
    const forget = () => {
      if (this.#entries.get(draft) === entry) this.#entries.delete(draft);
    };
    const entry: Entry = { draft, holds: 0, room: this.#load(draft, forget) };
    entry.room.catch(forget);
    this.#entries.set(draft, entry);
    return entry;
  }

  async #load(draft: string, forget: () => void): Promise<Room> {
    const seed = await this.#setting.seed(draft);
    if (!seed) throw await this.#unknown(draft);
    const opened = await this.#opened(draft, seed);
    const ended = (cause?: unknown) => {
      forget();
      if (cause !== undefined) this.#setting.failed(draft, cause);
    };
    const unchecked = (cause: unknown) => this.#setting.unchecked(draft, cause);
    const { drafts, limits, figures } = this.#setting;
    const { source, editable } = seed;
    const room = new Room({ draft, drafts, opened, source, editable, limits, figures, ended, unchecked });
    if (room.hasStrangers) await this.#introduce(draft, room);
    return room;
  }

  /** A page from before drafts had ids asks by the proposal's: it is told to reload, and keeps what it has not sent. */
  async #unknown(draft: string): Promise<UnknownDraft> {
    if ((await this.#setting.drafts.of(draft)).length > 0)
      return new UnknownDraft(closing("renewed"), CLOSE.otherSchema);
    return new UnknownDraft(closing("unknown"), CLOSE.unknownDraft);
  }

  /** A draft of before it was noted whose clients are; it may be kept as a tree. */
  async #introduce(draft: string, room: Room): Promise<void> {
    const clients = await this.#clientsOf(draft);
    if (room.isTree) await room.bringOver(clients);
    else room.learn(clients);
  }

  /** Whose each client is that ever wrote in a draft, as its log tells. */
  async #clientsOf(draft: string): Promise<DraftClient[]> {
    const owners = new Map<number, string | null>();
    for (let after = 0; ;) {
      const slice = await this.#setting.drafts.log(draft, after, SLICE);
      for (const { bytes, by } of slice)
        for (const { id } of Y.decodeUpdate(bytes).structs) if (!owners.has(id.client)) owners.set(id.client, by);
      if (slice.length < SLICE) return [...owners].map(([client, account]) => ({ client, account }));
      after = slice.at(-1)!.ordinal;
    }
  }

  /** What was written, begun if it was not. If another process begins it at the same moment, its beginning counts. */
  async #opened(draft: string, { content }: DraftSeed): Promise<OpenedDraft> {
    const { drafts } = this.#setting;
    const kept = await drafts.open(draft);
    if (!isUnbegun(kept)) return kept;
    const seed = seedDraft(content);
    const clients = [...Y.parseUpdateMeta(seed).from.keys()].map((client) => ({ client, account: null }));
    await drafts.begin(draft, { bytes: seed, by: null, clients });
    return drafts.open(draft);
  }

  /** Lets a room go once all that came in is on disk, unless somebody came back meanwhile. */
  async #retire(entry: Entry): Promise<void> {
    // What can't be opened or written has been told already, and has left memory by itself.
    await entry.room.then((room) => room.rest()).catch(() => undefined);
    if (entry.holds > 0 || this.#entries.get(entry.draft) !== entry) return;
    this.#entries.delete(entry.draft);
    this.#thinning.ask(entry.draft);
  }
}

function isUnbegun({ checkpoint, tail }: OpenedDraft): boolean {
  return checkpoint === null && tail.length === 0;
}
