/**
 * Writing into a draft from the server, for people who propose without the live editor: their words arrive as a
 * whole, and become the smallest edit that makes them of what stands there, so that others who write at the same
 * moment keep theirs.
 */
import { Fragment, Slice, type Node } from "prosemirror-model";
import type * as Y from "yjs";
import {
  addReasons,
  notesOf,
  readDraft,
  readSummary,
  summaryOf,
  textOf,
  type DraftReading,
} from "../../translations/draft/draft.ts";
import { smallestEdit } from "../../editor/prosemirror/edit.ts";
import { rewrite } from "../../translations/draft/rewrite.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonical, canonicalText } from "../../translations/text/canonical.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";

export interface Words {
  /** Without marks, its words only count: what stands there keeps its marks wherever its words stay. */
  rendering?: Rendering;
  summary?: string;
  /** What becomes of the words that stand there when they are written, marks and all. */
  merged?: (now: Rendering) => Rendering;
  /** Which notes come and which go, of what the draft says then. */
  noted?: (now: DraftReading) => Noting;
}

/** Notes that hang on words of the draft, and the ids of those that are taken out. */
interface Noting {
  put?: readonly Note[];
  out?: readonly string[];
}

/** Makes `doc` say these words. What is not given stays; what says the same already is not touched. */
export function revise(doc: Y.Doc, { rendering, summary, merged, noted }: Words): void {
  doc.transact(() => {
    if (merged) rewrite(textOf(doc), canonical(merged(readDraft(doc, "").rendering)));
    if (rendering) reviseRendering(doc, canonical(rendering));
    if (summary !== undefined) reviseSummary(doc, summary.replace(/\r\n?/g, "\n").trim());
    if (noted) reviseNotes(doc, noted(readDraft(doc, "")));
  });
}

function reviseRendering(doc: Y.Doc, wanted: Rendering): void {
  const { rendering: now } = readDraft(doc, "");
  const target = isPlain(wanted) ? dressed(wanted, now) : wanted;
  if (!target.eq(now)) rewrite(textOf(doc), target);
}

function reviseSummary(doc: Y.Doc, wanted: string): void {
  if (readSummary(doc) === wanted) return;
  const text = summaryOf(doc);
  const edit = smallestEdit(text.toJSON(), wanted);
  if (!edit) return;
  text.delete(edit.at, edit.remove);
  text.insert(edit.at, edit.insert);
}

function reviseNotes(doc: Y.Doc, { put = [], out = [] }: Noting): void {
  addReasons(doc, { notes: put });
  for (const id of out) notesOf(doc).delete(id);
}

function isPlain(rendering: Rendering): boolean {
  let plain = true;
  rendering.descendants((node) => {
    plain &&= node.marks.length === 0;
  });
  return plain;
}

/** What `wanted` holds, a rendering or a list or the like, with the marks of `now`: blocks with the same words as they are, edited ones as far as their words stay. */
function dressed(wanted: Node, now: Node): Node {
  const [from, to] = [now.children, wanted.children];
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && saysTheSame(from[head]!, to[head]!)) head++;
  let tail = 0;
  while (tail < most - head && saysTheSame(from.at(-1 - tail)!, to.at(-1 - tail)!)) tail++;
  const [before, after] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  const edited = after.map((block, at) => dressedBlock(block, before[at]));
  return wanted.copy(Fragment.from([...from.slice(0, head), ...edited, ...from.slice(from.length - tail)]));
}

function saysTheSame(a: Node, b: Node): boolean {
  if (!a.sameMarkup(b)) return false;
  if (a.isTextblock) return saidIn(a) === saidIn(b);
  return a.childCount === b.childCount && a.children.every((child, at) => saysTheSame(child, b.child(at)));
}

function saidIn(block: Node): string {
  return canonicalText(schema.nodes.doc.create(null, block));
}

function dressedBlock(wanted: Node, now: Node | undefined): Node {
  if (!now?.sameMarkup(wanted)) return wanted;
  if (!now.isTextblock) return dressed(wanted, now);
  const edit = smallestEdit(now.textContent, wanted.textContent);
  if (!edit) return now;
  const { at, remove, insert } = edit;
  const marks = now.resolve(at).marks();
  return now.replace(
    at,
    at + remove,
    insert === "" ? Slice.empty : new Slice(Fragment.from(schema.text(insert, marks)), 0, 0),
  );
}
