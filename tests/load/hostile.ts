/**
 * Somebody who writes in a draft at random, as people do: words, marks, paragraphs split and deleted, notes, the
 * summary, undo, going away and coming back. What must hold of several such people is asserted in `hostile.test.ts`.
 */
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { anchorOf } from "../../editor/prosemirror/anchors.ts";
import { DRAFT_ROOTS, type DraftNote } from "../../editor/prosemirror/draft.ts";
import { readTree } from "../../editor/prosemirror/tree.ts";
import { Writer } from "../help/live.ts";
import type { Dice } from "../help/network.ts";

const NAMES: Record<string, string> = { ada: "Ada", bo: "Bo 陈" };
const WORDS = [
  "relations ",
  "between ",
  "政府",
  "市场",
  " and",
  " the ",
  "§",
  "“market”",
  "e\u0301",
  "— ",
  "厘清",
  "\u00a0",
];
const MARKS = [
  { emphasis: {} },
  { strong: {} },
  { foreign: { lang: "zh-Hans" } },
  { emphasis: null },
  { strong: null },
];
const BODIES = ["Why this word?", "厘清 is stronger.", "See the plan of 2016."];
/** Longer drafts shrink, so that thousands of steps stay quick. */
const [MOST_LETTERS, MOST_BLOCKS, MOST_NOTES] = [400, 12, 12];

export class Hand {
  readonly writer: Writer;
  readonly person: string;
  readonly dice: Dice;
  /** Every update written here, in order: the first `writer.acknowledged` of them were promised to be on disk. */
  readonly made: Uint8Array[] = [];
  readonly past: Y.UndoManager;

  constructor(port: number, person: string, dice: Dice, Socket: typeof WebSocket) {
    [this.person, this.dice] = [person, dice];
    this.writer = new Writer(port, person, Socket);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this.writer.provider) this.made.push(update);
    });
    const tracked = { trackedOrigins: new Set([this]), captureTimeout: 0 };
    this.past = new Y.UndoManager([this.rendering, this.notes, this.summary], tracked);
  }

  get doc(): Y.Doc {
    return this.writer.doc;
  }

  get rendering(): Y.XmlFragment {
    return this.doc.getXmlFragment(DRAFT_ROOTS.rendering);
  }

  get notes(): Y.Map<DraftNote> {
    return this.doc.getMap<DraftNote>(DRAFT_ROOTS.notes);
  }

  get summary(): Y.Text {
    return this.doc.getText(DRAFT_ROOTS.summary);
  }

  get saved(): boolean {
    return this.writer.provider.synced && this.writer.acknowledged === this.writer.written;
  }

  /** Does one thing at random. */
  act(): void {
    if (this.dice.chance(0.03)) return this.#goOrCome();
    if (this.dice.chance(0.06)) return this.#undoOrRedo();
    const act = this.dice.pick(HABITS);
    this.doc.transact(() => act(this), this);
  }

  leave(): void {
    this.past.destroy();
    this.writer.leave();
  }

  #goOrCome(): void {
    const { provider } = this.writer;
    if (provider.shouldConnect && this.dice.chance(0.5)) provider.disconnect();
    else provider.connect();
  }

  #undoOrRedo(): void {
    if (this.dice.chance(0.6)) this.past.undo();
    else this.past.redo();
  }
}

function blocksOf({ rendering }: Hand): Y.XmlElement[] {
  return rendering.toArray().filter((block): block is Y.XmlElement => block instanceof Y.XmlElement);
}

/** The words of one block, made if it has none; null if the draft has no block. */
function someWords(hand: Hand): Y.XmlText | null {
  const blocks = blocksOf(hand);
  if (blocks.length === 0) return null;
  const block = hand.dice.pick(blocks);
  if (block.length === 0) block.insert(0, [new Y.XmlText()]);
  const words = block.get(0);
  return words instanceof Y.XmlText ? words : null;
}

function someStretch(dice: Dice, length: number, longest: number): [at: number, length: number] {
  const at = dice.below(length);
  return [at, Math.min(length - at, dice.between(1, longest))];
}

function write(hand: Hand): void {
  const words = someWords(hand);
  if (!words) return addBlock(hand);
  if (words.length > MOST_LETTERS) words.delete(0, words.length / 2);
  words.insert(hand.dice.between(0, words.length), hand.dice.pick(WORDS));
}

function remove(hand: Hand): void {
  const words = someWords(hand);
  if (words && words.length > 0) words.delete(...someStretch(hand.dice, words.length, 8));
}

function mark(hand: Hand): void {
  const words = someWords(hand);
  if (words && words.length > 0)
    words.format(...someStretch(hand.dice, words.length, 20), hand.dice.pick<object>(MARKS));
}

function paragraph(words: string): Y.XmlElement {
  const block = new Y.XmlElement("paragraph");
  block.insert(0, [new Y.XmlText(words)]);
  return block;
}

function addBlock(hand: Hand): void {
  const blocks = blocksOf(hand).length;
  if (blocks >= MOST_BLOCKS) return removeBlock(hand);
  hand.rendering.insert(hand.dice.between(0, hand.rendering.length), [paragraph(hand.dice.pick(WORDS))]);
}

function removeBlock({ rendering, dice }: Hand): void {
  if (rendering.length > 3) rendering.delete(dice.below(rendering.length), 1);
}

/** As y-prosemirror does it: the rest of the words is deleted here and written again in a block of its own. */
function split({ rendering, dice }: Hand): void {
  if (rendering.length === 0 || rendering.length >= MOST_BLOCKS) return;
  const at = dice.below(rendering.length);
  const words = (rendering.get(at) as Y.XmlElement).get(0);
  if (!(words instanceof Y.XmlText) || words.length < 2) return;
  const from = dice.between(1, words.length - 1);
  const rest = (words.toDelta() as { insert: string }[])
    .map(({ insert }) => insert)
    .join("")
    .slice(from);
  words.delete(from, words.length - from);
  rendering.insert(at + 1, [paragraph(rest)]);
}

function annotate(hand: Hand): void {
  const { notes, person, dice, doc } = hand;
  if (notes.size >= MOST_NOTES) return forgetNote(hand);
  const tree = readTree(hand.rendering);
  const [from, length] = someStretch(dice, tree.rendering.content.size + 1, 12);
  const anchor = anchorOf(tree, from, from + length);
  if (!anchor) return;
  const id = `${person}-${doc.clientID}-${hand.made.length}`;
  const author = { id: person, name: NAMES[person]! };
  const words = { category: "style" as const, body: dice.pick(BODIES), alternative: "", source: "" };
  notes.set(id, { id, author, date: "2026-11-24", ...words, anchor });
}

function editNote({ notes, dice }: Hand): void {
  const note = dice.pick([...notes.values()]);
  if (note) notes.set(note.id, { ...note, body: `${note.body.slice(0, 40)} ${dice.pick(BODIES)}` });
}

function forgetNote({ notes, dice }: Hand): void {
  const id = dice.pick([...notes.keys()]);
  if (id !== undefined) notes.delete(id);
}

function summarise({ summary, dice }: Hand): void {
  if (summary.length > 60) summary.delete(...someStretch(dice, summary.length, 60));
  else summary.insert(dice.between(0, summary.length), dice.pick(WORDS));
}

/** What people do, the frequent more than once. */
const HABITS: readonly ((hand: Hand) => void)[] = [
  ...[write, write, write, write, write, write, write, write],
  ...[remove, remove, remove, mark, addBlock, removeBlock, split],
  ...[annotate, annotate, editNote, forgetNote, summarise, summarise],
];
