/**
 * The rooms that are in memory: at most one per draft, opened when somebody comes, gone when nobody is left. How a
 * draft begins and is loaded stands here; what happens in it, in `room.ts`.
 */
import { seedDraft } from "../../editor/prosemirror/draft.ts";
import type { Note } from "../../translations/notes/note.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { OpenedDraft, Store } from "../store/store.ts";
import type { Figures } from "./figures.ts";
import type { Limits } from "./limits.ts";
import { Room } from "./room.ts";

/** What the ledger knows of a draft. */
export interface DraftSeed {
  /** What it begins with, if it was never begun. */
  content: { rendering: Rendering; notes?: Note[]; summary?: string };
  /** The passage's source text; "" if none is held. */
  source: string;
  /** True while the proposal is being written: neither submitted nor decided. */
  editable: boolean;
}

/** There is no such proposal; the message is for people. */
export class UnknownDraft extends Error {
  override name = "UnknownDraft";
}

export interface RoomsSetting {
  store: Store;
  /** What the ledger knows of a proposal's draft; null if there is no such proposal. */
  seed(proposal: string): Promise<DraftSeed | null>;
  limits: Limits;
  figures: Figures;
  /** Told when a room ended because its log could not be written. */
  failed(proposal: string, cause: unknown): void;
  /** Told when a checkpoint could not be made. */
  unchecked(proposal: string, cause: unknown): void;
}

interface Entry {
  room: Promise<Room>;
  /** How many are using it, or waiting to. */
  holds: number;
}

export class Rooms {
  readonly #setting: RoomsSetting;
  readonly #entries = new Map<string, Entry>();

  constructor(setting: RoomsSetting) {
    this.#setting = setting;
  }

  /** How many drafts are in memory. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Runs `use` with the room of a draft, which stays in memory until `use` is done.
   * @throws UnknownDraft, what the store throws, and what `use` throws.
   */
  async with<T>(proposal: string, use: (room: Room) => T | Promise<T>): Promise<T> {
    const entry = this.#entries.get(proposal) ?? this.#open(proposal);
    entry.holds++;
    try {
      return await use(await entry.room);
    } finally {
      entry.holds--;
      if (entry.holds === 0) await this.#retire(proposal, entry);
    }
  }

  /** The rooms in memory, those being opened too; one that can't be opened is left out. */
  async all(): Promise<Room[]> {
    const opened = await Promise.allSettled([...this.#entries.values()].map(({ room }) => room));
    return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }

  /** The room of a draft, if it is in memory. */
  async inMemory(proposal: string): Promise<Room | null> {
    return (await this.#entries.get(proposal)?.room.catch(() => null)) ?? null;
  }

  #open(proposal: string): Entry {
    const forget = () => {
      if (this.#entries.get(proposal) === entry) this.#entries.delete(proposal);
    };
    const entry: Entry = { holds: 0, room: this.#load(proposal, forget) };
    entry.room.catch(forget);
    this.#entries.set(proposal, entry);
    return entry;
  }

  async #load(proposal: string, forget: () => void): Promise<Room> {
    const seed = await this.#setting.seed(proposal);
    if (!seed) throw new UnknownDraft("There is no such proposal. It may have been opened in another workbench.");
    const opened = await this.#opened(proposal, seed);
    const ended = (cause?: unknown) => {
      forget();
      if (cause !== undefined) this.#setting.failed(proposal, cause);
    };
    const unchecked = (cause: unknown) => this.#setting.unchecked(proposal, cause);
    const { store, limits, figures } = this.#setting;
    const { source, editable } = seed;
    return new Room({ proposal, store, opened, source, editable, limits, figures, ended, unchecked });
  }

  /** What was written, begun if it was not. If another process begins it at the same moment, its beginning counts. */
  async #opened(proposal: string, { content }: DraftSeed): Promise<OpenedDraft> {
    const { store } = this.#setting;
    const kept = await store.openDraft(proposal);
    if (kept.checkpoint || kept.tail.length > 0) return kept;
    await store.beginDraft(proposal, seedDraft(content));
    return store.openDraft(proposal);
  }

  /** Lets a room go once all that came in is on disk, unless somebody came back meanwhile. */
  async #retire(proposal: string, entry: Entry): Promise<void> {
    // What can't be opened or written has been told already, and has left memory by itself.
    await entry.room.then((room) => room.rest()).catch(() => undefined);
    if (entry.holds === 0 && this.#entries.get(proposal) === entry) this.#entries.delete(proposal);
  }
}
