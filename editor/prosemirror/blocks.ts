/**
 * What makes blocks what they are: paragraphs, headings, verse, quotations. A line of verse never stands by itself but
 * in a stanza, so what becomes one, or was one, takes the stanza along: in one step, in which no word moves.
 */
import { autoJoin, splitBlock } from "prosemirror-commands";
import { Fragment, Slice, type Node, type NodeType } from "prosemirror-model";
import type { Command, EditorState, Transaction } from "prosemirror-state";
import { findWrapping, liftTarget, ReplaceAroundStep } from "prosemirror-transform";
import { schema } from "../../translations/text/schema.ts";

const { paragraph, heading, verse, verse_line: line, quotation } = schema.nodes;

/** What a block that stands in no list may be; the numbers are the levels of headings. */
export const BLOCK_KINDS = ["paragraph", "verse", 1, 2, 3, 4, 5, 6] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

function typeOf(kind: BlockKind): { type: NodeType; attrs: { level: number } | null } {
  if (typeof kind === "number") return { type: heading, attrs: { level: kind } };
  return { type: kind === "verse" ? line : paragraph, attrs: null };
}

/** What the block is in which the selection begins. */
export function kindAt({ selection: { $from } }: EditorState): BlockKind {
  const { type, attrs } = $from.parent;
  if (type === heading) return attrs["level"] as BlockKind;
  return type === line ? "verse" : "paragraph";
}

/** Makes the selected blocks this; those in lists are left alone. Blocks that become verse are one stanza. */
export function asKind(kind: BlockKind): Command {
  const { type, attrs } = typeOf(kind);
  return (state, dispatch) => {
    const {
      doc,
      selection: { from, to },
    } = state;
    const places: number[] = [];
    doc.nodesBetween(from, to, (node, at, parent) => {
      if (node.isTextblock && !node.hasMarkup(type, attrs) && isFree(parent!)) places.push(at);
      return !node.isTextblock;
    });
    if (!dispatch || places.length === 0) return places.length > 0;
    const { tr } = state;
    for (let number = places.length - 1; number >= 0; number--) {
      const at = places[number]!;
      const beside = at + doc.nodeAt(at)!.nodeSize === places[number + 1];
      become(tr, at, type, attrs);
      if (beside && type === line) tr.join(at + tr.doc.nodeAt(at)!.nodeSize);
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** True for what holds blocks of any kind, and for a stanza, which gives way to them. */
function isFree(parent: Node): boolean {
  return holdsBlocks(parent) || parent.type === verse;
}

function holdsBlocks({ type }: Node): boolean {
  return type === quotation || type === schema.topNodeType;
}

/** The block at `at` becomes another; of a stanza, the lines before and behind it stay stanzas. */
function become(tr: Transaction, at: number, type: NodeType, attrs: { level: number } | null): void {
  const $at = tr.doc.resolve(at);
  const [stanza, block] = [$at.parent.type === verse, $at.nodeAfter!];
  const before = stanza && $at.index() > 0;
  const behind = stanza && $at.index() < $at.parent.childCount - 1;
  const made = type === line ? verse.create(null, line.create()) : type.create(attrs);
  const content = [...(before ? [verse.create()] : []), made, ...(behind ? [verse.create()] : [])];
  const slice = new Slice(Fragment.from(content), before ? 1 : 0, behind ? 1 : 0);
  const [start, end] = [at + 1, at + block.nodeSize - 1];
  const [from, to] = [stanza && !before ? at - 1 : at, stanza && !behind ? end + 2 : end + 1];
  const insert = (before ? 1 : 0) + (type === line ? 2 : 1);
  tr.step(new ReplaceAroundStep(from, to, start, end, slice, insert, true));
}

/** Begins a line of verse: in a stanza, or in a paragraph, which becomes one. */
export const newLine: Command = (state, dispatch, view) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type === line) return splitBlock(state, dispatch, view);
  if ($from.parent.type !== paragraph || !holdsBlocks($from.node(-1)) || !$from.sameParent($to)) return false;
  if (!dispatch) return true;
  const { tr } = state;
  become(tr, $from.before(), line, null);
  dispatch(tr.deleteSelection().split(tr.selection.from).scrollIntoView());
  return true;
};

/** In verse: begins a stanza, or goes on behind the verse if the line is empty. */
export const newStanza: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if ($from.parent.type !== line) return false;
  if (empty && $from.parent.content.size === 0) return asKind("paragraph")(state, dispatch);
  const tr = state.tr.deleteSelection();
  const $at = tr.selection.$from;
  if ($at.parent.type !== line) return splitBlock(state, dispatch, view);
  if ($at.parentOffset === 0 && $at.index(-1) > 0) tr.split($at.before());
  else tr.split($at.pos, 2);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** At the start of a stanza: joins it to the one before, or makes its first line a paragraph again. */
export const leaveStanza: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== line || $from.parentOffset > 0 || $from.index(-1) > 0) return false;
  const stanza = $from.before(-1);
  if (state.doc.resolve(stanza).nodeBefore?.type !== verse) return asKind("paragraph")(state, dispatch);
  dispatch?.(state.tr.join(stanza).scrollIntoView());
  return true;
};

/** Makes the blocks a quotation, going on with one beside it; takes what is inside of one out of it. */
export const toggleQuotation: Command = (state, dispatch, view) => {
  const { $from, $to } = state.selection;
  const quoted = $from.blockRange($to, ({ type }) => type === quotation);
  if (!quoted) return wrapInQuotation(state, dispatch, view);
  const target = liftTarget(quoted);
  if (target === null) return false;
  dispatch?.(state.tr.lift(quoted, target).scrollIntoView());
  return true;
};

const wrapInQuotation = autoJoin(
  ({ tr, selection: { $from, $to } }, dispatch) => {
    const range = $from.blockRange($to, holdsBlocks);
    const around = range && findWrapping(range, quotation);
    if (around) dispatch?.(tr.wrap(range, around).scrollIntoView());
    return Boolean(around);
  },
  ["quotation"],
);
