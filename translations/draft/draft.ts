/**
 * The living text of a proposal as one Yjs document: what stands in it, how it begins, what it says.
 *
 * The words are flat text (`flat.ts`); notes are plain objects, replaced whole; the summary is a text. A draft is seeded
 * once, by the server, and read by anybody. Rooms, sockets and disks are the server's.
 */
import * as Y from "yjs";
import { anchorAt } from "../notes/anchor.ts";
import { NOTE_CATEGORIES, type Anchor, type Note, type NoteCategory, type Person } from "../notes/note.ts";
import { canonical } from "../text/canonical.ts";
import type { Rendering } from "../text/schema.ts";
import { anchorOf, canonicalAnchor, resolve, spanIn, type DraftAnchor } from "./anchors.ts";
import { readText, seedText, type Reading } from "./flat.ts";
import { readTree } from "./tree.ts";
import { wellFormed } from "../text/well-formed.ts";
import { isUntouched } from "./ytext.ts";

/** The names of what a draft's document holds. `tree` is how the words were kept at first. */
const ROOTS = { text: "text", notes: "notes", summary: "summary", tree: "rendering" } as const;

/** The words of a draft. */
export function textOf(doc: Y.Doc): Y.Text {
  return doc.getText(ROOTS.text);
}

/** The notes of a draft, as they stand: each may be anything. */
export function notesOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap(ROOTS.notes);
}

/** The reason given for the whole. */
export function summaryOf(doc: Y.Doc): Y.Text {
  return doc.getText(ROOTS.summary);
}

/** The tree of a draft that was begun when words were kept as one; empty in any other. */
export function treeOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(ROOTS.tree);
}

/** True for a draft whose words are still kept as a tree: nothing may be written in it before it was brought over. */
export function isTree(doc: Y.Doc): boolean {
  return isUntouched(textOf(doc)) && treeOf(doc).length > 0;
}

/** A note as it stands in a draft: plain JSON. */
export interface DraftNote {
  id: string;
  author: Person;
  /** ISO 8601. */
  date: string;
  category: NoteCategory;
  body: string;
  /** Renderings it offers instead, one a line; "" if none. */
  alternative: string;
  /** The words of the source it hangs on; "" if none. */
  source: string;
  /** Where those words begin in the source text, in UTF-16 code units; needed where they occur more than once. */
  sourceAt?: number;
  /** An empty `exact` means that it speaks of the whole. */
  anchor: DraftAnchor;
}

/** What a draft says. */
export interface DraftReading {
  /** Canonical. */
  rendering: Rendering;
  /** In the order of the words they hang on; those without words after them. */
  notes: Note[];
  summary: string;
}

/** What a draft begins with. */
export interface Beginning {
  rendering: Rendering;
  notes?: readonly Note[];
  summary?: string;
}

/**
 * One Yjs update holding what a draft begins with. The same words make the same update, whoever makes it, so that a page may
 * begin with them before there is a draft: what is written upon the one is written upon the other. Two beginnings with other
 * words double them, and so may two programs of which each makes it otherwise: {@link beginningOf} tells them apart.
 */
export function seedDraft(content: Beginning): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = beginningOf(content);
  seedText(textOf(doc), canonical(content.rendering));
  addReasons(doc, content);
  return Y.encodeStateAsUpdate(doc);
}

/** Counts in {@link beginningOf}: another number whenever {@link seedDraft} comes to write the same words otherwise. */
const WRITTEN_SO = 1;

/** The number of a beginning: the Yjs client that writes it, the same for the same words, and hardly for others. */
export function beginningOf({ rendering, notes = [], summary = "" }: Beginning): number {
  return hashed(JSON.stringify([WRITTEN_SO, canonical(rendering).toJSON(), notes, summary]));
}

/** The same, as it stands in the first update of a draft; null if that was not written by one client. */
export function beginningIn(first: Uint8Array): number | null {
  const [client = null, ...others] = Y.parseUpdateMeta(first).from.keys();
  return others.length === 0 ? client : null;
}

/** FNV-1a of 32 bits over UTF-16 code units. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Puts notes into a draft that has the words on which they hang, and a summary where there is none yet. */
export function addReasons(doc: Y.Doc, reasons: { notes?: readonly Note[]; summary?: string }): void {
  const reading = readText(textOf(doc));
  for (const note of reasons.notes ?? []) notesOf(doc).set(note.id, draftNote(note, reading));
  if (reasons.summary) summaryOf(doc).insert(0, reasons.summary);
}

function draftNote(note: Note, reading: Reading): DraftNote {
  const { id, author, date, category, body, alternatives, source } = note;
  const kept = { id, author, date, category, body, alternative: alternatives.join("\n"), source: source?.exact ?? "" };
  return { ...kept, ...(source && { sourceAt: source.start }), anchor: draftAnchor(note, reading) };
}

function draftAnchor({ target, lost }: Note, reading: Reading): DraftAnchor {
  const span = target && spanIn(reading.rendering, target);
  const anchor = span && anchorOf(reading, span.from, span.to);
  return anchor ?? { from: null, to: null, exact: target?.exact ?? lost ?? "", prefix: "", suffix: "" };
}

/**
 * What a draft says now, with the notes' anchors into its canonical text. A note whose words are not there exactly
 * has no target and keeps them as `lost`. Never throws, whatever was put into the document: what is not a node or a
 * note of the schema is left out. `source` is the passage's source text ("" if none is held).
 */
export function readDraft(doc: Y.Doc, source: string): DraftReading {
  const reading = readWords(doc);
  const rendering = canonical(reading.rendering);
  const notes = readNotes(doc).map((note) => ledgerNote(note, reading, rendering, source));
  notes.sort(byPlace);
  return { rendering, notes, summary: readSummary(doc) };
}

/**
 * The words of a draft, not canonical. Of one that was begun as a tree, what that says: then no note is found by the
 * letters that it hangs on, only by its words and what stands around them.
 */
export function readWords(doc: Y.Doc): Reading {
  const text = textOf(doc);
  return isTree(doc) ? { text, rendering: readTree(treeOf(doc)).rendering, bare: false } : readText(text);
}

/** The reason given for the whole, without white space around it. */
export function readSummary(doc: Y.Doc): string {
  return plain(summaryOf(doc).toString());
}

function byPlace(a: Note, b: Note): number {
  const [at, bt] = [a.target?.start ?? Infinity, b.target?.start ?? Infinity];
  if (at !== bt) return at - bt;
  return compare(a.date, b.date) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ledgerNote(note: DraftNote, reading: Reading, form: Rendering, source: string): Note {
  const { id, author, date, category, body, alternative, anchor } = note;
  const span = resolve(reading, anchor);
  const target = span && canonicalAnchor(reading.rendering, span, form);
  const lost = target || anchor.exact === "" ? {} : { lost: anchor.exact };
  const alternatives = alternative
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return { id, author, date, category, body, target, source: sourceAnchor(note, source), alternatives, ...lost };
}

/** Words that occur more than once need to say where; nothing is guessed. */
function sourceAnchor({ source: words, sourceAt }: DraftNote, source: string): Anchor | null {
  if (words === "") return null;
  const at =
    source.slice(sourceAt ?? 0).startsWith(words) && sourceAt !== undefined ? sourceAt : onlyPlace(source, words);
  return at === null ? null : anchorAt(source, at, at + words.length);
}

/** Where `words` stand in `text`, if they do so exactly once. */
export function onlyPlace(text: string, words: string): number | null {
  const at = text.indexOf(words);
  return words !== "" && at >= 0 && text.indexOf(words, at + 1) < 0 ? at : null;
}

/** The notes of a draft, unresolved, oldest first. Whatever else stands among them is left out. */
export function readNotes(doc: Y.Doc): DraftNote[] {
  const notes: DraftNote[] = [];
  notesOf(doc).forEach((value, key) => {
    const note = readNote(key, value);
    if (note) notes.push(note);
  });
  return notes.sort((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
}

type Loose<T> = { [K in keyof T]?: unknown };

const NOTE_ID = /^[\w-]{1,64}$/;

function readNote(key: string, value: unknown): DraftNote | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, category, sourceAt, ...rest } = value as Loose<DraftNote>;
  const [author, date, body, anchor] = [
    readPerson(rest.author),
    readDate(rest.date),
    plain(rest.body),
    readAnchor(rest.anchor),
  ];
  if (id !== key || !NOTE_ID.test(key) || !isCategory(category)) return null;
  if (!author || !date || body === "" || !anchor) return null;
  const at = Number.isSafeInteger(sourceAt) && (sourceAt as number) >= 0 ? { sourceAt: sourceAt as number } : {};
  const words = { alternative: plain(rest.alternative), source: plain(rest.source).normalize("NFC") };
  return { id: key, author, date, category, body, ...words, ...at, anchor };
}

function isCategory(value: unknown): value is NoteCategory {
  return (NOTE_CATEGORIES as readonly unknown[]).includes(value);
}

function readPerson(value: unknown): Person | null {
  const { id, name } = (value ?? {}) as Loose<Person>;
  const known = plain(name).replace(/\s+/g, " ");
  if (known === "") return null;
  return typeof id === "string" && id !== "" ? { id: plain(id), name: known } : { name: known };
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readDate(value: unknown): string | null {
  return typeof value === "string" && ISO_DATE.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}

function readAnchor(value: unknown): DraftAnchor | null {
  const { from, to, exact, prefix, suffix, twin } = (value ?? {}) as Loose<DraftAnchor>;
  if (typeof exact !== "string" || typeof prefix !== "string" || typeof suffix !== "string") return null;
  return { from, to, exact: wellFormed(exact), prefix, suffix, ...(twin === true && { twin }) };
}

// oxlint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g;

/** A stranger's value as plain text: "" if it is none; line ends are LF, and nothing in it is invisible. */
function plain(value: unknown): string {
  if (typeof value !== "string") return "";
  return wellFormed(value).replace(/\r\n?/g, "\n").replace(CONTROL, "").trim();
}
