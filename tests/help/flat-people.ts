/**
 * People at one draft, without a browser: each has a Yjs document, a binding and a state of ProseMirror, and does what
 * keys and buttons do. What they write is put by until somebody delivers it.
 */
import { chainCommands, deleteSelection, joinBackward, joinForward, toggleMark } from "prosemirror-commands";
import { Slice, type Node } from "prosemirror-model";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import * as Y from "yjs";
import { Binding, isRemote } from "../../editor/prosemirror/binding.ts";
import {
  asKind,
  BLOCK_KINDS,
  type BlockKind,
  leaveStanza,
  newLine,
  toggleQuotation,
} from "../../editor/prosemirror/blocks.ts";
import { enter, isInside } from "../../editor/prosemirror/keys.ts";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { readText, seedText } from "../../translations/draft/flat.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";

const { list_item: item, bullet_list: bullets, ordered_list: numbers } = schema.nodes;

/** A document that has `rendering`, as an update. */
export function seedOf(rendering: Rendering): Uint8Array {
  const doc = exactDoc();
  doc.clientID = 1;
  seedText(doc.getText("text"), rendering);
  return Y.encodeStateAsUpdate(doc);
}

/** Numbers from 0 to 1, the same ones for the same seed. */
export type Chance = () => number;

/** Mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const below = (chance: Chance, end: number): number => Math.floor(chance() * end);
export const oneOf = <T>(chance: Chance, values: readonly T[]): T => values[below(chance, values.length)]!;

export class FlatPerson {
  readonly doc = exactDoc();
  readonly text: Y.Text;
  readonly binding: Binding;
  state: EditorState;
  /** What was written here and is not delivered yet. */
  written: Uint8Array[] = [];
  /** Told of each transaction that came from others, or from undo. */
  heard: (transaction: Transaction) => void = () => undefined;

  constructor(client: number, seed: Uint8Array, together = 0) {
    this.doc.clientID = client;
    Y.applyUpdate(this.doc, seed);
    this.text = this.doc.getText("text");
    this.binding = new Binding(this.text, { together });
    this.state = EditorState.create({ doc: this.binding.read(), plugins: [this.binding.plugin()] });
    this.binding.bind(this);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "delivered") this.written.push(update);
    });
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = this.state.apply(transaction);
    this.binding.write(before);
    if (isRemote(transaction)) this.heard(transaction);
  };

  /** What a reader without ProseMirror reads. */
  get read(): Node {
    return readText(this.text).rendering;
  }

  run(command: Command): boolean {
    return command(this.state, this.dispatch);
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, "delivered");
  }

  type(words: string): this {
    for (const unit of words.split("")) this.dispatch(this.state.tr.insertText(unit));
    return this;
  }

  /** Puts the caret before `words`, or behind so many units of them. */
  at(words: string, offset = 0): this {
    const position = placeOf(this.state.doc, words) + offset;
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, position)));
    return this;
  }

  select(words: string): this {
    const position = placeOf(this.state.doc, words);
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, position, position + words.length)));
    return this;
  }

  toEnd(): this {
    this.dispatch(this.state.tr.setSelection(TextSelection.atEnd(this.state.doc)));
    return this;
  }

  undo(): this {
    this.run(this.binding.undo);
    return this;
  }

  redo(): this {
    this.run(this.binding.redo);
    return this;
  }
}

/** Where `words` begin. */
export function placeOf(doc: Node, words: string): number {
  let found = -1;
  doc.descendants((node, position) => {
    const at = found < 0 && node.isTextblock ? node.textContent.indexOf(words) : -1;
    if (at >= 0) found = position + 1 + at;
    return found < 0;
  });
  if (found < 0) throw new Error(`“${words}” does not stand in ${String(doc)}`);
  return found;
}

/** Everything that the first has written reaches the others, and so on. */
export function meet(...people: readonly FlatPerson[]): void {
  for (const from of people) {
    const written = from.written.splice(0);
    for (const to of people) if (to !== from) for (const update of written) to.receive(update);
  }
}

export { enter, newLine, toggleQuotation as quotation };

export const backspace: Command = (state, dispatch) => {
  if (chainCommands(deleteSelection, leaveStanza, joinBackward)(state, dispatch)) return true;
  const { $from, from } = state.selection;
  if ($from.parentOffset === 0) return false;
  dispatch?.(state.tr.delete(from - 1, from));
  return true;
};

export const deleteKey: Command = (state, dispatch) => {
  if (chainCommands(deleteSelection, joinForward)(state, dispatch)) return true;
  const { $from, from } = state.selection;
  if ($from.parentOffset === $from.parent.content.size) return false;
  dispatch?.(state.tr.delete(from, from + 1));
  return true;
};

const toggled =
  (kind: typeof bullets): Command =>
  (state, dispatch, view) =>
    (isInside(state, kind) ? liftListItem(item) : wrapInList(kind))(state, dispatch, view);

export const list = toggled(bullets);
export const numbered = toggled(numbers);
export const sink = sinkListItem(item);
export const lift = liftListItem(item);

/** Makes the block a heading of that level; 0: a paragraph. */
export function heading(level: number): Command {
  return asKind(level > 0 ? (level as BlockKind) : "paragraph");
}

export const strong = toggleMark(schema.marks.strong);

/** Pastes blocks, cut open at their ends as deep as they can be and asked for. */
export function paste(words: string, openStart: number, openEnd: number): Command {
  return (state, dispatch) => {
    const { content } = parseText(words);
    const most = Slice.maxOpen(content);
    const slice = new Slice(content, Math.min(openStart, most.openStart), Math.min(openEnd, most.openEnd));
    dispatch?.(state.tr.replaceSelection(slice));
    return true;
  };
}

/** Something that a person does. */
export interface Act {
  name: string;
  run(state: EditorState, dispatch: (transaction: Transaction) => void): void;
}

/** Anything but typing, undoing and redoing; `letters` gives so many letters, for what is pasted. */
export function anyAct(chance: Chance, letters: (count: number) => string): Act {
  const draw = chance();
  const found = ACTS.find(([share]) => draw < share) ?? ACTS.at(-1)!;
  return found[1](chance, letters);
}

const asAct = (name: string, command: Command): Act => ({
  name,
  run: (state, dispatch) => void command(state, dispatch),
});

const asKindAct = (kind: BlockKind): Act => asAct(`makes ${kind}`, asKind(kind));

const placeIn = (doc: Node, share: number): number => Math.floor(share * (doc.content.size + 1));

function moving(chance: Chance): Act {
  const share = chance();
  const run: Act["run"] = ({ tr, doc }, dispatch) =>
    dispatch(tr.setSelection(TextSelection.near(doc.resolve(placeIn(doc, share)))));
  return { name: "moves", run };
}

function selecting(chance: Chance): Act {
  const [share, reach] = [chance(), below(chance, 14) - 7];
  const run: Act["run"] = ({ tr, doc }, dispatch) => {
    const from = placeIn(doc, share);
    const to = Math.max(0, Math.min(doc.content.size, from + reach));
    dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))));
  };
  return { name: "selects", run };
}

/** To a block's start, then Backspace. */
function joining(chance: Chance): Act {
  const share = chance();
  const run: Act["run"] = (state, dispatch) => {
    const starts: number[] = [];
    state.doc.descendants((node, position) => {
      if (node.isTextblock) starts.push(position + 1);
      return !node.isTextblock;
    });
    const there = state.tr.setSelection(TextSelection.create(state.doc, starts[Math.floor(share * starts.length)]!));
    dispatch(there);
    backspace(state.apply(there), dispatch);
  };
  return { name: "joins", run };
}

function marking(chance: Chance): Act {
  const { emphasis, strong: bold, superscript, foreign } = schema.marks;
  const mark = oneOf(chance, [emphasis, bold, superscript, foreign]);
  return asAct(mark.name, toggleMark(mark, mark === foreign ? { lang: "zh" } : null));
}

function pasting(chance: Chance, letters: (count: number) => string): Act {
  const words = oneOf(chance, [
    () => `${letters(2)}\n\n${letters(2)}`,
    () => `- ${letters(2)}\n- ${letters(2)}\n  - ${letters(1)}\n\n${letters(1)}`,
    () => `## ${letters(2)}\n\n${letters(1)}`,
    () => `3. ${letters(1)}\n4. ${letters(1)}\n\n   ${letters(2)}\n\n1. ${letters(1)}`,
    () => letters(3),
    () => `| ${letters(2)}\n| ${letters(2)}\n\n| ${letters(1)}`,
    () => `> ${letters(2)}\n>\n> | ${letters(2)}\n> | ${letters(1)}\n\n${letters(1)}`,
    () => `> > ${letters(1)}\n>\n> - ${letters(2)}`,
  ])();
  return asAct(`pastes ${words}`, paste(words, below(chance, 4), below(chance, 4)));
}

/** Up to which of all draws what is done. */
const ACTS: [share: number, make: (chance: Chance, letters: (count: number) => string) => Act][] = [
  [0.24, moving],
  [0.36, selecting],
  [0.46, () => asAct("Enter", enter)],
  [0.5, () => asAct("Shift+Enter", chainCommands(newLine, enter))],
  [0.58, () => asAct("Backspace", backspace)],
  [0.62, () => asAct("Delete", deleteKey)],
  [0.66, joining],
  [0.71, () => asAct("bullets", list)],
  [0.75, () => asAct("numbers", numbered)],
  [0.79, () => asAct("sinks", sink)],
  [0.83, () => asAct("lifts", lift)],
  [0.85, () => asAct("quotation", toggleQuotation)],
  [0.89, (chance) => asKindAct(oneOf(chance, BLOCK_KINDS))],
  [0.93, marking],
  [1, pasting],
];
