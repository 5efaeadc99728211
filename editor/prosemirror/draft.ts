/**
 * The living text of a proposal as one Yjs document: what stands in it, how it begins, what it says.
 *
 * In the browser the rendering is bound to ProseMirror by y-prosemirror; notes are plain objects, replaced whole; the summary is a
 * text. A draft is seeded once, by the server, and read by anybody. Rooms, sockets and disks are the server's.
 */
import type { Node } from "prosemirror-model";
import * as Y from "yjs";
import { canonical } from "../../translations/text/canonical.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import {
  NOTE_CATEGORIES,
  type Anchor,
  type Note,
  type NoteCategory,
  type Person,
} from "../../translations/notes/note.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import { anchorOf, canonicalAnchor, resolve, spanIn, type DraftAnchor } from "./anchors.ts";
import { readTree, type DraftTree } from "./tree.ts";

/** The names of what a draft's document holds. */
export const DRAFT_ROOTS = { rendering: "rendering", notes: "notes", summary: "summary" } as const;

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

/** One Yjs update holding the given content. Made once per draft, by the server alone: two of them double the words. */
export function seedDraft(content: { rendering: Rendering; notes?: readonly Note[]; summary?: string }): Uint8Array {
  const doc = new Y.Doc();
  const rendering = canonical(content.rendering);
  doc.getXmlFragment(DRAFT_ROOTS.rendering).insert(0, typesOf(rendering));
  addReasons(doc, content);
  return Y.encodeStateAsUpdate(doc);
}

/** Puts notes and a summary into a draft that has its words, and neither of them yet. */
export function addReasons(doc: Y.Doc, reasons: { notes?: readonly Note[]; summary?: string }): void {
  const tree = readTree(doc.getXmlFragment(DRAFT_ROOTS.rendering));
  const notes = doc.getMap<DraftNote>(DRAFT_ROOTS.notes);
  for (const note of reasons.notes ?? []) notes.set(note.id, draftNote(note, tree));
  if (reasons.summary) doc.getText(DRAFT_ROOTS.summary).insert(0, reasons.summary);
}

/** The children of `parent` as y-prosemirror writes them: an element a node, one text for all the words of a block. */
function typesOf(parent: Node): (Y.XmlElement | Y.XmlText)[] {
  if (parent.isTextblock) return parent.childCount > 0 ? [textOf(parent)] : [];
  return parent.children.map((child) => {
    const element = new Y.XmlElement<Record<string, number>>(child.type.name);
    for (const [name, value] of Object.entries(child.attrs)) element.setAttribute(name, value as number);
    element.insert(0, typesOf(child));
    return element as unknown as Y.XmlElement;
  });
}

function textOf(block: Node): Y.XmlText {
  const text = new Y.XmlText();
  const attributes = ({ marks }: Node) => Object.fromEntries(marks.map(({ type, attrs }) => [type.name, attrs]));
  text.applyDelta(block.children.map((words) => ({ insert: words.text, attributes: attributes(words) })));
  return text;
}

function draftNote(note: Note, tree: DraftTree): DraftNote {
  const { id, author, date, category, body, alternatives, source } = note;
  const kept = { id, author, date, category, body, alternative: alternatives.join("\n"), source: source?.exact ?? "" };
  return { ...kept, ...(source && { sourceAt: source.start }), anchor: draftAnchor(note, tree) };
}

function draftAnchor({ target, lost }: Note, tree: DraftTree): DraftAnchor {
  const span = target && spanIn(tree.rendering, target);
  const anchor = span && anchorOf(tree, span.from, span.to);
  return anchor ?? { from: null, to: null, exact: target?.exact ?? lost ?? "", prefix: "", suffix: "" };
}

/**
 * What a draft says now, with the notes' anchors into its canonical text. A note whose words are not there exactly
 * has no target and keeps them as `lost`. Never throws, whatever was put into the document: what is not a node or a
 * note of the schema is left out. `source` is the passage's source text ("" if none is held).
 */
export function readDraft(doc: Y.Doc, source: string): DraftReading {
  const tree = readTree(doc.getXmlFragment(DRAFT_ROOTS.rendering));
  const rendering = canonical(tree.rendering);
  const notes = readNotes(doc).map((note) => ledgerNote(note, tree, rendering, source));
  notes.sort(byPlace);
  return { rendering, notes, summary: readSummary(doc) };
}

/** The reason given for the whole, without white space around it. */
export function readSummary(doc: Y.Doc): string {
  return plain(doc.getText(DRAFT_ROOTS.summary).toString());
}

function byPlace(a: Note, b: Note): number {
  const [at, bt] = [a.target?.start ?? Infinity, b.target?.start ?? Infinity];
  if (at !== bt) return at - bt;
  return compare(a.date, b.date) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ledgerNote(note: DraftNote, tree: DraftTree, form: Rendering, source: string): Note {
  const { id, author, date, category, body, alternative, anchor } = note;
  const span = resolve(tree, anchor);
  const target = span && canonicalAnchor(tree.rendering, span, form);
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
  doc.getMap<unknown>(DRAFT_ROOTS.notes).forEach((value, key) => {
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

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g;

function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, "\ufffd");
}

/** A stranger's value as plain text: "" if it is none; line ends are LF, and nothing in it is invisible. */
function plain(value: unknown): string {
  if (typeof value !== "string") return "";
  return wellFormed(value).replace(/\r\n?/g, "\n").replace(CONTROL, "").trim();
}
