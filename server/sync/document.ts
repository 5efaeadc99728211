/**
 * The document of a draft that is in memory. It is ahead of the disk by what is being written: every update is tried on it
 * before it is logged, so that what can't be applied, changes nothing, or is written under somebody else's Yjs client,
 * never reaches the log, and so that a note bears the name of the person who wrote it. What it says may be told only at
 * a moment when all of it is on disk (`room.ts`).
 */
import * as Y from "yjs";
import { notesOf } from "../../translations/draft/draft.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { layOut } from "../../translations/draft/ytext.ts";
import { WITHHELD, type Person } from "../../translations/notes/note.ts";
import type { DraftClient, NewUpdate } from "../store/draft-log.ts";
import { firstWhere } from "../../translations/text/search.ts";
import { deletionsOf, effortOf, MOST_NEW_CLIENTS, MOST_OF_DRAFT } from "./effort.ts";
import { guarded, Malformed } from "./protocol.ts";

/**
 * How many bytes of updates may wait for others that have not come. A client that comes back and types before its
 * step 2 has gone out needs a few hundred.
 */
const MOST_WAITING = 65_536;

/**
 * Pieces that may wait. Whoever's key lets them in does not pay for them, so they are few: crafted ones of that number take
 * as long as the most laborious update. Held down for as long as a step 2 takes, a key makes dozens.
 */
const MOST_WAITING_PIECES = 512;

/** Clients that one account may have announced without writing: more than it has sockets. */
const MOST_ANNOUNCED = 64;

/** Somebody with an account. */
type Writer = Person & { id: string };

export class DraftDocument {
  #doc = exactDoc();
  /** True once it holds half of an update that could not be applied: {@link reset} it. */
  #spoilt = false;
  /** True once the update being tried has changed the document. */
  #changed = false;
  /** How much work the update that was tried last has made, and not too much: see {@link effortOf}. */
  effort = 0;
  /** How much work it is to open it, and was to put in what came since. */
  #laboured = 0;
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
    for (const id of this.#notes().keys()) this.#learnAuthor(id);
  }

  /** A note that nobody has written over yet is of whom it says. */
  #learnAuthor(id: string): void {
    const author = authorOf(this.#notes().get(id));
    if (author && !this.#authors.has(id)) this.#authors.set(id, author);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  /** True if it makes so much work that nothing more may be put in. */
  get isLaborious(): boolean {
    return this.#laboured > MOST_OF_DRAFT;
  }

  get spoilt(): boolean {
    return this.#spoilt;
  }

  /** Begins again from `updates`, which hold all that was written. */
  reset(updates: readonly Uint8Array[]): void {
    this.#doc.destroy();
    this.#doc = exactDoc();
    this.#laboured = effortOf(() => applyAll(this.#doc, updates), anybody, Infinity);
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
    this.effort = 0;
    this.#touched.clear();
    const before = waiting(this.#doc);
    const own = this.#ownPart(update, person);
    const clients = this.#claim(own.news, person, under);
    this.#spoilt = true;
    const whose = (client: number): boolean => this.#owners.get(client) === person.id;
    this.effort = effortOf(() => apply(this.#doc, own.bytes), whose);
    this.#laboured += this.effort;
    for (const { id, length } of own.news)
      layOut(this.#doc, { client: id.client, clock: id.clock + length - 1 }, length);
    const after = waiting(this.#doc);
    if (after.byteLength > MOST_WAITING || this.#tooManyWait())
      throw new Malformed("Too many updates wait for others that never came.");
    this.#spoilt = false;
    if (!this.#changed && same(before, after)) return [];
    const stamps = this.#touched.size > 0 ? this.#stamp(person) : [];
    return [{ bytes: own.bytes, by: person.id, clients }, ...stamps];
  }

  #tooManyWait(): boolean {
    const clients = waitingClients(this.#doc);
    const pieces = [...clients.values()].reduce((sum, { length }) => sum + length, 0);
    return clients.size > MOST_NEW_CLIENTS || pieces > MOST_WAITING_PIECES;
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
    this.#touched.clear();
    Y.applyUpdate(this.#doc, bytes);
    for (const id of this.#touched) this.#learnAuthor(id);
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
    if (this.#announced.has(client) || this.#owners.has(client)) return;
    const own = [...this.#announced].filter(([, account]) => account === id);
    if (own.length >= MOST_ANNOUNCED) this.#announced.delete(own[0]![0]);
    this.#announced.set(client, id);
  }

  /** How many clients are known that have not written. */
  get announced(): number {
    return this.#announced.size;
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
    if (!foreign.every(heardIn(this.#doc))) throw new Malformed("This was written under somebody else's name.");
    const theirs = new Map(foreign.map(({ id, length }) => [id.client, id.clock + length]));
    const bytes = Y.diffUpdate(update, Y.encodeStateVector(theirs));
    return { bytes, news: news.filter(({ id }) => !theirs.has(id.client)) };
  }

  /** What of an update is not in the document. @throws Malformed, also if it makes too much work. */
  #news(update: Uint8Array): Struct[] {
    const { structs, ds } = read(update);
    guarded("an update", () => deletionsOf(ds));
    const news = newsAmong(structs, this.#doc);
    const { clients } = this.#doc.store;
    const fresh = new Set(news.map(({ id }) => id.client).filter((client) => !clients.has(client)));
    if (fresh.size > MOST_NEW_CLIENTS) throw new Malformed("This was written by more clients than one has.");
    return news;
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
      this.#announced.delete(client);
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
    return this.#people.get(owner) ?? (claimed?.id === owner ? claimed : { id: owner, name: WITHHELD });
  }
}

const anybody = (): boolean => true;

/** True if `update` has letters that are neither in `doc` nor wait for others, or takes some out. @throws Malformed */
export function bringsNews(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = read(update);
  if (!newsAmong(structs, doc).every(heardIn(doc))) return true;
  const gone = guarded("an update", () => deletionsOf(ds));
  return gone.some(([client, clock, length]) => standsBetween(doc, client, clock, clock + length));
}

function read(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  return guarded("an update", () => Y.decodeUpdate(update));
}

function newsAmong(structs: readonly Struct[], { store }: Y.Doc): Struct[] {
  // A gap between pieces is nothing that was written.
  return structs.filter(
    (struct) => !(struct instanceof Y.Skip) && struct.id.clock + struct.length > Y.getState(store, struct.id.client),
  );
}

/** True if anything from `from` to `to` of what a client wrote was not taken out yet. */
function standsBetween({ store }: Y.Doc, client: number, from: number, to: number): boolean {
  const structs = store.clients.get(client) ?? [];
  if (from >= Y.getState(store, client)) return false;
  for (let at = Y.findIndexSS(structs, from); at < structs.length && structs[at]!.id.clock < to; at++)
    if (!structs[at]!.deleted) return true;
  return false;
}

/** True if `update` writes nothing, whatever it takes out. @throws Malformed */
export function onlyDeletes(update: Uint8Array): boolean {
  return read(update).structs.length === 0;
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

/** What waits is read once: it is asked for with each question whether all is kept. */
const waitingIn = new WeakMap<Uint8Array, ReadonlyMap<number, readonly Struct[]>>();

/** The clients of which something waits in `doc` for updates that have not come, each with its pieces in order. */
export function waitingClients({ store: { pendingStructs } }: Y.Doc): ReadonlyMap<number, readonly Struct[]> {
  if (!pendingStructs) return new Map();
  const { update } = pendingStructs;
  const kept = waitingIn.get(update) ?? byClient(Y.decodeUpdateV2(update).structs);
  waitingIn.set(update, kept);
  return kept;
}

function byClient(structs: readonly Struct[]): Map<number, Struct[]> {
  const clients = new Map<number, Struct[]>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const own = clients.get(struct.id.client);
    if (own) own.push(struct);
    else clients.set(struct.id.client, [struct]);
  }
  return clients;
}

/** Tells of a piece whether it begins and ends in one of those that wait in `doc`. */
function heardIn(doc: Y.Doc): (struct: Struct) => boolean {
  const waiting = waitingClients(doc);
  return ({ id: { client, clock }, length }) => {
    const pieces = waiting.get(client) ?? [];
    const holds = (at: number): boolean => {
      const piece = pieces[firstWhere(pieces, ({ id }) => id.clock > at) - 1];
      return piece !== undefined && at < piece.id.clock + piece.length;
    };
    return holds(clock) && holds(clock + length - 1);
  };
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
