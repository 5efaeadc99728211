/**
 * Somebody who writes in a draft at random, as people do: words, marks, paragraphs split and deleted, notes, the
 * summary, undo, going away and coming back. What must hold of several such people is asserted in `hostile.test.ts`.
 */
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { anchorOf } from "../../translations/draft/anchors.ts";
import { notesOf, summaryOf, textOf, type DraftNote } from "../../translations/draft/draft.ts";
import { flatOf, markerSaying, readText, say } from "../../translations/draft/flat.ts";
import { deleteAt, insertAt } from "../../translations/draft/ytext.ts";
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
const MARKS = [{ emphasis: true }, { strong: true }, { foreign: "zh-Hans" }, { emphasis: null }, { strong: null }];
const SAID = ["", "2", "b", "o3", "bb", "b+", "!b", "=", "nothing known"];
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
    this.past = new Y.UndoManager([this.text, this.notes, this.summary], tracked);
  }

  get doc(): Y.Doc {
    return this.writer.doc;
  }

  get text(): Y.Text {
    return textOf(this.doc);
  }

  get notes(): Y.Map<DraftNote> {
    return notesOf(this.doc) as Y.Map<DraftNote>;
  }

  get summary(): Y.Text {
    return summaryOf(this.doc);
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

function someStretch(dice: Dice, length: number, longest: number): [at: number, length: number] {
  const at = dice.below(length);
  return [at, Math.min(length - at, dice.between(1, longest))];
}

function write({ text, dice }: Hand): void {
  if (text.length > MOST_LETTERS) deleteAt(text, 1, Math.floor(text.length / 2));
  insertAt(text, dice.between(0, text.length), dice.pick(WORDS), dice.chance(0.8) ? null : { strong: true });
}

function remove({ text, dice }: Hand): void {
  if (text.length > 0) deleteAt(text, ...someStretch(dice, text.length, 8));
}

function mark({ text, dice }: Hand): void {
  if (text.length > 0) text.format(...someStretch(dice, text.length, 20), dice.pick<object>(MARKS));
}

/** As Enter does it. */
function split(hand: Hand): void {
  const { text, dice } = hand;
  if (blocksOf(hand).length >= MOST_BLOCKS) return removeBlock(hand);
  insertAt(text, dice.between(0, text.length), markerSaying(dice.pick(SAID)), null);
}

/** As lists and headings do it. */
function change(hand: Hand): void {
  const marker = hand.dice.pick(markersOf(hand.text));
  if (marker) say(marker, hand.dice.pick(SAID));
}

function removeBlock(hand: Hand): void {
  const blocks = blocksOf(hand);
  if (blocks.length <= 3) return;
  const { index, size } = hand.dice.pick(blocks.slice(1));
  deleteAt(hand.text, index - 1, size + 1);
}

function blocksOf({ text }: Hand): ReturnType<typeof flatOf>["blocks"] {
  const { rendering, bare } = readText(text);
  return flatOf(rendering, bare).blocks;
}

function markersOf(text: Y.Text): Y.Map<unknown>[] {
  const pieces = text.toDelta() as { insert: unknown }[];
  return pieces.flatMap(({ insert }) => (insert instanceof Y.Map ? [insert as Y.Map<unknown>] : []));
}

function annotate(hand: Hand): void {
  const { notes, person, dice, doc } = hand;
  if (notes.size >= MOST_NOTES) return forgetNote(hand);
  const reading = readText(hand.text);
  const [from, length] = someStretch(dice, reading.rendering.content.size + 1, 12);
  const anchor = anchorOf(reading, from, from + length);
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
  ...[remove, remove, remove, mark, split, split, change, removeBlock],
  ...[annotate, annotate, editNote, forgetNote, summarise, summarise],
];
