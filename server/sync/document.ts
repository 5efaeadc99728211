/**
 * The document of a draft that is in memory. It is ahead of the disk by what is being written: every update is tried on it
 * before it is logged, so that what can't be applied, changes nothing, or is written under somebody else's Yjs client,
 * never reaches the log, and so that a note bears the name of the person who wrote it. What it says may be told only at
 * a moment when all of it is on disk (`room.ts`).
 */
import * as Y from "yjs";
import { notesOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { DraftClient, NewUpdate } from "../store/draft-log.ts";
import { guarded, Malformed } from "./protocol.ts";

/**
 * How many bytes of updates may wait for others that have not come. A client that comes back and types before its
 * step 2 has gone out needs a few hundred.
 */
const MOST_WAITING = 262_144;

/** Somebody with an account. */
type Writer = Person & { id: string };

export class DraftDocument {
  #doc = exactDoc();
  /** True once it holds half of an update that could not be applied: {@link reset} it. */
  #spoilt = false;
  /** True once the update being tried has changed the document. */
  #changed = false;
  /** The notes that it has touched. */
  readonly #touched = new Set<string>();
  /** Who wrote each note first; kept for notes that were deleted, since deleting can be undone. */
  readonly #authors = new Map<string, Person>();
  /** Whose each Yjs client is: the id of an account, or null for the server. */
  readonly #owners: Map<number, string | null>;
  /** Whose the clients are that were announced, and have not written yet. */
  readonly #announced = new Map<number, string>();
  /** Those who wrote while the draft was in memory. */
  readonly #people = new Map<string, Person>();

  constructor(updates: readonly Uint8Array[], clients: readonly DraftClient[] = []) {
    this.#owners = new Map(clients.map(({ client, account }) => [client, account]));
    this.reset(updates);
    for (const [id, note] of this.#notes().entries()) {
      const author = authorOf(note);
      if (author) this.#authors.set(id, author);
    }
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  get spoilt(): boolean {
    return this.#spoilt;
  }

  /** Begins again from `updates`, which hold all that was written. */
  reset(updates: readonly Uint8Array[]): void {
    this.#doc.destroy();
    this.#doc = exactDoc();
    applyAll(this.#doc, updates);
    this.#spoilt = false;
    // Not on "update": for whoever listens to that, Yjs encodes each change anew.
    this.#doc.on("afterTransaction", (transaction: Y.Transaction) => (this.#changed ||= wrote(transaction)));
    this.#notes().observe(({ keysChanged }) => {
      for (const id of keysChanged) this.#touched.add(id as string);
    });
  }

  /**
   * Tries an update by `person`. Gives what to log, in order: nothing if it changes nothing; the bytes as they came;
   * and one more of the server's own if a note claimed another author.
   * @param under is told the clients under which it writes.
   * @throws Malformed if it can't be applied, or writes under a Yjs client that is somebody else's. It may be spoilt then.
   */
  try(update: Uint8Array, person: Writer, under = new Set<number>()): NewUpdate[] {
    this.#changed = false;
    this.#touched.clear();
    const before = waiting(this.#doc);
    const own = this.#ownPart(update, person);
    const clients = this.#claim(own.news, person, under);
    this.#spoilt = true;
    apply(this.#doc, own.bytes);
    const after = waiting(this.#doc);
    if (after.byteLength > MOST_WAITING) throw new Malformed("Too many updates wait for others that never came.");
    this.#spoilt = false;
    if (!this.#changed && same(before, after)) return [];
    const stamps = this.#touched.size > 0 ? this.#stamp(person) : [];
    return [{ bytes: own.bytes, by: person.id, clients }, ...stamps];
  }

  /**
   * What `change` would write, tried on a copy; none if nothing. It is in the document only once it was {@link take}n.
   * Everything that is written from here has a client of its own, the server's.
   */
  drafted(change: (doc: Y.Doc) => void): { bytes: Uint8Array; doc: Y.Doc } | null {
    const doc = exactDoc();
    applyAll(doc, [Y.encodeStateAsUpdate(this.#doc)]);
    const bytes = writtenBy(doc, () => change(doc));
    return bytes && { bytes, doc };
  }

  /** Takes in what was drafted here, for `by`; gives the update to log. */
  take(bytes: Uint8Array, by: string | null): NewUpdate {
    const clients = this.#news(bytes).map(({ id: { client } }) => ({ client, account: null }));
    for (const { client } of clients) this.#owners.set(client, null);
    Y.applyUpdate(this.#doc, bytes);
    return { bytes, by, clients };
  }

  /** Writes in the document itself, as the server. */
  #write(change: () => void): NewUpdate[] {
    const bytes = writtenBy(this.#doc, change);
    const { clientID: client } = this.#doc;
    const clients = this.#owners.has(client) ? [] : [{ client, account: null }];
    if (bytes) this.#owners.set(client, null);
    return bytes ? [{ bytes, by: null, clients }] : [];
  }

  /** Is told that somebody is going to write with a client, which is nobody else's then. */
  announce(client: number, { id }: Writer): void {
    if (!this.#announced.has(client)) this.#announced.set(client, id);
  }

  /** True if it is not known of each client whose it is. */
  get hasStrangers(): boolean {
    return [...this.#doc.store.clients.keys()].some((client) => !this.#owners.has(client));
  }

  /** Is told whose clients are that wrote before. */
  learn(clients: readonly DraftClient[]): void {
    for (const { client, account } of clients) this.#owners.set(client, account);
  }

  destroy(): void {
    this.#doc.destroy();
  }

  /**
   * An update without what it repeats of others: who comes back says all that was heard and waits for what has not come.
   * @throws Malformed if it writes something of theirs that was not heard.
   */
  #ownPart(update: Uint8Array, person: Writer): { bytes: Uint8Array; news: Struct[] } {
    const news = this.#news(update);
    const foreign = news.filter(({ id }) => this.#ownerOf(id.client, person) !== person.id);
    if (foreign.length === 0) return { bytes: update, news };
    const heard = waitingStructs(this.#doc);
    if (!foreign.every((struct) => isAmong(struct, heard)))
      throw new Malformed("This was written under somebody else's name.");
    const theirs = new Map(foreign.map(({ id, length }) => [id.client, id.clock + length]));
    const bytes = Y.diffUpdate(update, Y.encodeStateVector(theirs));
    return { bytes, news: news.filter(({ id }) => !theirs.has(id.client)) };
  }

  /** What of an update is not in the document. */
  #news(update: Uint8Array): Struct[] {
    const { structs } = guarded("an update", () => Y.decodeUpdate(update));
    return structs.filter(({ id, length }) => id.clock + length > Y.getState(this.#doc.store, id.client));
  }

  #ownerOf(client: number, person: Writer): string | null {
    const kept = this.#owners.get(client);
    return kept === undefined ? (this.#announced.get(client) ?? person.id) : kept;
  }

  /** Notes whose the clients are with which something new was written; gives those that are first heard of. */
  #claim(news: readonly Struct[], person: Writer, under: Set<number>): DraftClient[] {
    const claimed: DraftClient[] = [];
    for (const { client } of news.map(({ id }) => id)) {
      under.add(client);
      if (this.#owners.has(client)) continue;
      claimed.push({ client, account: person.id });
      this.#owners.set(client, person.id);
    }
    this.#people.set(person.id, person);
    return claimed;
  }

  #notes(): Y.Map<unknown> {
    return notesOf(this.#doc);
  }

  /** Sets the authors of touched notes right; gives the update that does it, if one is needed. */
  #stamp(person: Person): NewUpdate[] {
    const wrong = [...this.#touched].flatMap((id) => this.#corrected(id, person));
    return this.#write(() => wrong.forEach(([id, note]) => this.#notes().set(id, note)));
  }

  #corrected(id: string, person: Person): [string, object][] {
    const note = this.#notes().get(id);
    if (!isPlainObject(note)) return [];
    const author = this.#authors.get(id) ?? this.#writerOf(id, note) ?? person;
    this.#authors.set(id, author);
    return samePerson(authorOf(note), author) ? [] : [[id, { ...note, author }]];
  }

  /** Who wrote a note: it may have waited, and been let in by what somebody else wrote. */
  #writerOf(id: string, note: object): Person | undefined {
    const struct = this.#notes()._map.get(id);
    const owner = struct && this.#owners.get(struct.id.client);
    if (typeof owner !== "string") return undefined;
    const claimed = authorOf(note);
    return this.#people.get(owner) ?? (claimed?.id === owner ? claimed : { id: owner, name: "Someone" });
  }
}

/** True if `update` would bring anything new to `doc`, which it leaves alone. @throws Malformed */
export function bringsNews(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = exactDoc();
  try {
    applyAll(copy, [Y.encodeStateAsUpdate(doc)]);
    let changed = false;
    copy.on("update", () => (changed = true));
    const before = waiting(copy);
    apply(copy, update);
    return changed || !same(before, waiting(copy));
  } finally {
    copy.destroy();
  }
}

/** True if `update` writes nothing, whatever it takes out. @throws Malformed */
export function onlyDeletes(update: Uint8Array): boolean {
  return guarded("an update", () => Y.decodeUpdate(update).structs.length === 0);
}

/** Applies updates in one transaction; merging thousands of them first would take seconds. */
export function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
}

/** What `change` writes into `doc`, as one update; null if nothing. */
function writtenBy(doc: Y.Doc, change: () => void): Uint8Array | null {
  let made: Uint8Array | null = null;
  const keep = (update: Uint8Array): void => void (made = update);
  doc.on("update", keep);
  try {
    doc.transact(change);
  } finally {
    doc.off("update", keep);
  }
  return made;
}

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];

/** The clients of which something waits in `doc` for updates that have not come. */
export function waitingClients(doc: Y.Doc): Set<number> {
  return new Set(waitingStructs(doc).map(({ id }) => id.client));
}

/** What waits for updates that have not come, piece by piece. */
function waitingStructs({ store: { pendingStructs } }: Y.Doc): Struct[] {
  return pendingStructs ? Y.decodeUpdateV2(pendingStructs.update).structs : [];
}

/** True if a piece begins and ends in one of those that were heard. */
function isAmong({ id, length }: Struct, heard: readonly Struct[]): boolean {
  const holds = (clock: number): boolean =>
    heard.some((each) => each.id.client === id.client && each.id.clock <= clock && clock < each.id.clock + each.length);
  return holds(id.clock) && holds(id.clock + length - 1);
}

function apply(doc: Y.Doc, update: Uint8Array): void {
  guarded("an update", () => Y.applyUpdate(doc, update));
}

/** True if a transaction wrote or took out anything. */
function wrote({ afterState, beforeState, deleteSet }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true;
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true;
  return false;
}

/** What waits for updates that have not come, as bytes. */
function waiting({ store: { pendingStructs, pendingDs } }: Y.Doc): Uint8Array {
  if (!pendingStructs && !pendingDs) return NONE;
  const [structs, deletions] = [pendingStructs?.update ?? NONE, pendingDs ?? NONE];
  const both = new Uint8Array(structs.byteLength + deletions.byteLength);
  both.set(structs);
  both.set(deletions, structs.byteLength);
  return both;
}

const NONE = new Uint8Array();

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, at) => byte === b[at]);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function authorOf(note: unknown): Person | undefined {
  if (!isPlainObject(note) || !("author" in note) || !isPlainObject(note.author)) return undefined;
  const { id, name } = note.author as { id?: unknown; name?: unknown };
  if (typeof name !== "string") return undefined;
  return typeof id === "string" ? { id, name } : { name };
}

function samePerson(a: Person | undefined, b: Person): boolean {
  return a !== undefined && a.id === b.id && a.name === b.name;
}
