/**
 * The proof copy of a draft: one update ahead of the disk. Every update is tried on it before it is logged, so that
 * what would break the document, or changes nothing, never reaches the log, and so that a note bears the name of the
 * person who wrote it. It is never shown to anybody.
 */
import * as Y from "yjs";
import { DRAFT_ROOTS } from "../../editor/prosemirror/draft.ts";
import { exactDoc } from "../../editor/prosemirror/exact-doc.ts";
import type { Person } from "../../translations/notes/note.ts";
import { guarded, Malformed } from "./protocol.ts";

/**
 * How many bytes of updates may wait for others that have not come. A client that comes back and types before its
 * step 2 has gone out needs a few hundred.
 */
const MOST_WAITING = 262_144;

export class Proof {
  #doc = exactDoc();
  /** True once the update being tried has changed the document. */
  #changed = false;
  /** The notes that it has touched. */
  readonly #touched = new Set<string>();
  /** Who wrote each note first; kept for notes that were deleted, since deleting can be undone. */
  readonly #authors = new Map<string, Person>();
  /** Who wrote with which Yjs client: an update may wait, and be let in by somebody else's. */
  readonly #writers = new Map<number, Person>();

  constructor(updates: readonly Uint8Array[]) {
    this.reset(updates);
    for (const [id, note] of this.#notes().entries()) {
      const author = authorOf(note);
      if (author) this.#authors.set(id, author);
    }
  }

  /** Begins again from `updates`, after a try that was refused. */
  reset(updates: readonly Uint8Array[]): void {
    this.#doc.destroy();
    this.#doc = exactDoc();
    applyAll(this.#doc, updates);
    // Not on "update": for whoever listens to that, Yjs encodes each change anew.
    this.#doc.on("afterTransaction", (transaction: Y.Transaction) => (this.#changed ||= wrote(transaction)));
    this.#notes().observe(({ keysChanged }) => {
      for (const id of keysChanged) this.#touched.add(id as string);
    });
  }

  /**
   * Tries an update by `person`. Gives what to log, in order: nothing if it changes nothing; the bytes as they came;
   * and one more of the server's own if a note claimed another author.
   * @throws Malformed if it can't be applied. The proof copy is spoilt then: {@link reset} it.
   */
  try(update: Uint8Array, person: Person): { from: "person" | "server"; bytes: Uint8Array }[] {
    this.#changed = false;
    this.#touched.clear();
    const before = waiting(this.#doc);
    const decoded = apply(this.#doc, update);
    const after = waiting(this.#doc);
    if (after.byteLength > MOST_WAITING) throw new Malformed("Too many updates wait for others that never came.");
    if (!this.#changed && same(before, after)) return [];
    this.#note(decoded, person);
    const own = this.#touched.size > 0 ? this.#stamp(person) : [];
    return [{ from: "person", bytes: update }, ...own.map((bytes) => ({ from: "server" as const, bytes }))];
  }

  /** Changes the proof copy from here; gives the update to log, or none if nothing changed. */
  edit(change: (doc: Y.Doc) => void): Uint8Array[] {
    const made: Uint8Array[] = [];
    const keep = (update: Uint8Array) => made.push(update);
    this.#doc.on("update", keep);
    try {
      this.#doc.transact(() => change(this.#doc));
    } finally {
      this.#doc.off("update", keep);
    }
    return made;
  }

  destroy(): void {
    this.#doc.destroy();
  }

  #note({ structs }: Decoded, person: Person): void {
    for (const { id } of structs) {
      if (!this.#writers.has(id.client)) this.#writers.set(id.client, person);
    }
  }

  #notes(): Y.Map<unknown> {
    return this.#doc.getMap(DRAFT_ROOTS.notes);
  }

  /** Sets the authors of touched notes right; gives the update that does it, if one is needed. */
  #stamp(person: Person): Uint8Array[] {
    const wrong = [...this.#touched].flatMap((id) => this.#corrected(id, person));
    return this.edit(() => wrong.forEach(([id, note]) => this.#notes().set(id, note)));
  }

  #corrected(id: string, person: Person): [string, object][] {
    const note = this.#notes().get(id);
    if (!isPlainObject(note)) return [];
    const author = this.#authors.get(id) ?? this.#writerOf(id) ?? person;
    this.#authors.set(id, author);
    return samePerson(authorOf(note), author) ? [] : [[id, { ...note, author }]];
  }

  #writerOf(note: string): Person | undefined {
    const struct = this.#notes()._map.get(note);
    return struct && this.#writers.get(struct.id.client);
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

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function apply(doc: Y.Doc, update: Uint8Array): Decoded {
  return guarded("an update", () => {
    const decoded = Y.decodeUpdate(update);
    Y.applyUpdate(doc, update);
    return decoded;
  });
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
