/**
 * Drafts as they were kept at first: a tree of elements, each paragraph's words in a text of its own, as y-prosemirror
 * writes them. Such drafts are read, played back and brought over to flat text (`bring-over.ts`), and never written.
 *
 * Reading changes nothing and never throws: what is not of the schema is left out.
 */
import { Fragment, type Mark, type Node } from "prosemirror-model";
import * as Y from "yjs";
import { LIMITS } from "../text/limits.ts";
import { schema, type Rendering } from "../text/schema.ts";

/** Letters that live together: `length` UTF-16 code units at `index` of a Y.XmlText, at `pos` in ProseMirror. */
interface Stretch {
  text: Y.XmlText;
  index: number;
  pos: number;
  length: number;
}

/** The rendering, not canonical, and the home of each letter, in order. */
interface DraftTree {
  rendering: Rendering;
  stretches: readonly Stretch[];
}

/**
 * Nodes nested deeper than this are left out, as a stack has an end. A list in a list takes two, its words a third: what is
 * left reaches over the limit, so that such a draft is refused for its depth and never taken without its deepest words.
 */
const MAX_DEPTH = 2 * LIMITS.depth + 4;

interface Part {
  nodes: Node[];
  /** `pos` counts from the first of `nodes`. */
  stretches: Stretch[];
}

/** Reads the rendering of a draft. */
export function readTree(fragment: Y.XmlFragment): DraftTree {
  const { nodes, stretches } = readChildren(fragment, 0, (node) => node.type.isInGroup("block"));
  return { rendering: schema.nodes.doc.create(null, nodes), stretches };
}

function readChildren(parent: Y.XmlFragment, depth: number, keep: (node: Node) => boolean): Part {
  const parts: Part = { nodes: [], stretches: [] };
  let size = 0;
  for (const child of parent.toArray() as unknown[]) {
    const { nodes, stretches } = readChild(child, depth);
    if (!nodes.every(keep)) continue;
    parts.nodes.push(...nodes);
    for (const stretch of stretches) parts.stretches.push({ ...stretch, pos: stretch.pos + size });
    for (const node of nodes) size += node.nodeSize;
  }
  return parts;
}

const NOTHING: Part = { nodes: [], stretches: [] };

function readChild(child: unknown, depth: number): Part {
  if (child instanceof Y.XmlText) return readText(child);
  return child instanceof Y.XmlElement && depth < MAX_DEPTH ? readElement(child as Y.XmlElement, depth) : NOTHING;
}

function readElement(element: Y.XmlElement, depth: number): Part {
  const type = Object.hasOwn(schema.nodes, element.nodeName)
    ? schema.nodes[element.nodeName as "paragraph"]
    : undefined;
  if (!type || type.isText) return NOTHING;
  const inner = readChildren(element, depth + 1, () => true);
  const node = allowed(() => type.create(element.getAttributes(), Fragment.fromArray(inner.nodes)));
  if (!node) return NOTHING;
  return { nodes: [node], stretches: inner.stretches.map((stretch) => ({ ...stretch, pos: stretch.pos + 1 })) };
}

/** What `make` makes, if the schema allows it. ProseMirror says no with a RangeError. */
function allowed(make: () => Node): Node | null {
  try {
    const node = make();
    node.check();
    return node;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readText(text: Y.XmlText): Part {
  const part: Part = { nodes: [], stretches: [] };
  let [index, pos] = [0, 0];
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== "string") {
      index++;
      continue;
    }
    part.nodes.push(schema.text(insert, readMarks(attributes ?? {})));
    part.stretches.push({ text, index, pos, length: insert.length });
    index += insert.length;
    pos += insert.length;
  }
  return part;
}

function readMarks(attributes: Record<string, unknown>): readonly Mark[] {
  let marks: readonly Mark[] = [];
  for (const [name, attrs] of Object.entries(attributes)) {
    const mark = readMark(name, attrs);
    if (mark) marks = mark.addToSet(marks);
  }
  return marks;
}

function readMark(name: string, attrs: unknown): Mark | null {
  if (!Object.hasOwn(schema.marks, name)) return null;
  const type = schema.marks[name as "emphasis"];
  const given = typeof attrs === "object" && attrs !== null ? (attrs as Record<string, unknown>) : {};
  return allowed(() => schema.text("x", [type.create(given)]))?.marks[0] ?? null;
}

/** Where a position of JSON, which an anchor of such a draft holds, stands in ProseMirror; null if its letter is gone. */
export function positionInTree({ stretches }: DraftTree, json: unknown): number | null {
  const doc = stretches[0]?.text.doc;
  const relative = doc && relativeFrom(json);
  const found = relative && Y.createAbsolutePositionFromRelativePosition(relative, doc, false);
  const end = relative?.assoc === -1;
  const home =
    found &&
    stretches.find(
      ({ text, index, length }) =>
        text === found.type &&
        (end
          ? index < found.index && found.index <= index + length
          : index <= found.index && found.index < index + length),
    );
  return home ? home.pos + found.index - home.index : null;
}

function relativeFrom(json: unknown): Y.RelativePosition | null {
  const { item, assoc } = (json ?? {}) as { item?: { client?: unknown; clock?: unknown }; assoc?: unknown };
  const { client, clock } = item ?? {};
  if (!Number.isSafeInteger(client) || !Number.isSafeInteger(clock)) return null;
  return new Y.RelativePosition(null, null, Y.createID(client as number, clock as number), assoc === -1 ? -1 : 0);
}
