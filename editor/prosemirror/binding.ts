/**
 * A draft's flat text and an editor's state, each following the other. What is done in the editor is written at once, as
 * its steps; what others write comes in as the smallest steps; undo takes back one's own alone.
 */
import type { Node } from "prosemirror-model";
import {
  Plugin,
  PluginKey,
  TextSelection,
  type Command,
  type EditorState,
  type Selection,
  type Transaction,
} from "prosemirror-state";
import * as Y from "yjs";
import { flatOf, indexAt, positionAt, readText, type Flat, type Reading } from "../../translations/draft/flat.ts";
import { rewrite } from "../../translations/draft/rewrite.ts";
import { writeSteps } from "../../translations/draft/steps.ts";
import {
  indexOf,
  indexOfMarker,
  relativeAt,
  toldBy,
  type Marker,
  type Run,
  type Told,
} from "../../translations/draft/ytext.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import { ofAll, ofLetters, ofMarker, ofNothing, selectionAfter, type MarkerChange } from "./remote.ts";

/** What holds a state: an EditorView, or anything like it. */
export interface Holder {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
}

/** Edits made here and not written yet, the last first. */
interface Chain {
  before: Chain | null;
  transaction: Transaction | null;
}

const key = new PluginKey<Chain>("variorum-flat");

/** Edits with pauses shorter than this are one to undo, in milliseconds. */
const TOGETHER = 500;

/** The origin of a draft rewritten as a whole: one's own, but not yet in the editor. */
const REWRITING = Symbol("rewriting");

/** A selection that goes with its letters: a caret with the letter before it, other ends with those that are selected. */
export interface Selected {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

export interface BindingOptions {
  /** Edits with pauses shorter than this are one to undo, in milliseconds. */
  together?: number;
  /** Told what another's edit took out and put in, before it is taken in. */
  onRemote?: (runs: readonly Run[]) => void;
}

export class Binding {
  readonly text: Y.Text;
  readonly #undo: Y.UndoManager;
  readonly #onRemote: BindingOptions["onRemote"];
  #holder: Holder | null = null;
  /** True if the text's first block has no marker. */
  #bare = true;
  #written: Chain | null = null;
  /** What was selected before the edit at hand, for whoever takes it back. */
  #selected: Selected | null = null;

  constructor(text: Y.Text, { together = TOGETHER, onRemote }: BindingOptions = {}) {
    this.text = text;
    this.#onRemote = onRemote;
    this.#undo = new Y.UndoManager(text, {
      trackedOrigins: new Set<unknown>([this, REWRITING]),
      captureTimeout: together,
    });
    this.#undo.on("stack-item-added", ({ stackItem }) => stackItem.meta.set(this, this.#selected));
    this.#undo.on("stack-item-popped", ({ stackItem }) => this.#select(stackItem.meta.get(this) as Selected | null));
  }

  /** What the text says now: the document that a state with {@link plugin} begins with. */
  read(): Node {
    const { rendering, bare } = readText(this.text);
    this.#bare = bare;
    return rendering;
  }

  /** The plugin that binds a view. */
  plugin(): Plugin<Chain> {
    return new Plugin<Chain>({
      key,
      state: {
        init: () => ({ before: null, transaction: null }),
        apply: (transaction, chain) =>
          transaction.docChanged ? { before: chain, transaction: isRemote(transaction) ? null : transaction } : chain,
      },
      view: (view) => {
        this.bind(view);
        return { update: (_view, before) => this.write(before), destroy: () => this.destroy() };
      },
    });
  }

  /** What the editor says, which is what the text says. */
  get reading(): Reading {
    if (!this.#holder) return readText(this.text);
    return { text: this.text, rendering: this.#holder.state.doc, bare: this.#bare };
  }

  /** Makes the draft say other words, as one edit of this person's. */
  rewrite(wanted: Rendering): void {
    this.#selected = this.selected;
    this.#undo.stopCapturing();
    rewrite(this.text, wanted, REWRITING);
    this.#undo.stopCapturing();
  }

  /** Lets undo take an edit back by itself, without what was typed just before or after it. */
  apart(edit: () => void): void {
    this.#undo.stopCapturing();
    edit();
    this.#undo.stopCapturing();
  }

  /** Follows a holder, whose state has the plugin, from now on. */
  bind(holder: Holder): void {
    this.#holder = holder;
    this.#written = key.getState(holder.state)!;
    const rendering = this.read();
    this.text.observeDeep(this.#onText);
    if (!holder.state.doc.eq(rendering)) this.#dispatch(ofNothing(holder.state, rendering));
  }

  destroy(): void {
    this.text.unobserveDeep(this.#onText);
    this.#undo.destroy();
    this.#holder = null;
  }

  /** Writes what was done in the editor since the last time; `before` is the state before. */
  write(before: EditorState): void {
    const chain = key.getState(this.#holder!.state)!;
    const edits = this.#unwritten(chain);
    if (edits.length === 0) return;
    this.#selected = this.#relative(before.selection, flatOf(edits[0]!.before, this.#bare));
    const all = {
      steps: edits.flatMap(({ steps }) => steps),
      docs: edits.flatMap(({ docs }) => docs),
      after: edits.at(-1)!.doc,
    };
    this.text.doc!.transact(() => (this.#bare = writeSteps(this.text, all, this.#bare)), this);
  }

  #unwritten(chain: Chain): Transaction[] {
    const edits: Transaction[] = [];
    for (let link: Chain | null = chain; link && link !== this.#written; link = link.before)
      if (link.transaction) edits.unshift(link.transaction);
    this.#written = chain;
    // Nobody asks for what came before: it must not stay in memory.
    chain.before = null;
    chain.transaction = null;
    return edits;
  }

  readonly #onText = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (transaction.origin === this || !this.#holder) return;
    const told = toldBy(this.text, transaction);
    const { runs } = told;
    if (!transaction.local) this.#onRemote?.(runs);
    const { state } = this.#holder;
    const flat = flatOf(state.doc, this.#bare);
    const edit = this.#short(events, told, flat) ?? this.#all(state, flat, runs);
    if (!edit.docChanged) return;
    const selection = selectionAfter(state.selection, flat, flatOf(edit.doc, this.#bare), edit.doc, runs);
    if (selection) edit.setSelection(selection);
    this.#dispatch(edit);
  };

  /** Letters alone, or one marker, as the steps they are; null if the whole is to be read. */
  #short(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], told: Told, flat: Flat): Transaction | null {
    const { state } = this.#holder!;
    const targets = events.map(({ target }) => target).filter((target) => target !== this.text);
    if (told.plain && targets.length === 0)
      return this.#mayLoseFirst(flat, told.runs) ? null : ofLetters(state, flat, told.runs);
    const change = markerChange(this.text, told, targets);
    return change && ofMarker(state, flat, change);
  }

  /** A first block without marker is read only while it has letters. */
  #mayLoseFirst({ bare, blocks }: Flat, runs: readonly Run[]): boolean {
    return bare && blocks.length > 1 && runs.some(({ kind }) => kind === "went");
  }

  #all(state: EditorState, flat: Flat, runs: readonly Run[]): Transaction {
    const rendering = this.read();
    return ofAll(state, flat, rendering, this.#bare, runs);
  }

  #dispatch(transaction: Transaction): void {
    this.#holder!.dispatch(transaction.setMeta(key, "remote").setMeta("addToHistory", false));
  }

  #relative({ anchor, head, from, to, empty }: Selection, flat: Flat): Selected {
    const place = (position: number): Y.RelativePosition =>
      relativeAt(this.text, indexAt(flat, position), empty || (position === to && position !== from) ? -1 : 0);
    const first = place(anchor);
    return { anchor: first, head: empty ? first : place(head) };
  }

  #select(selected: Selected | null): void {
    if (!selected || !this.#holder) return;
    const { state } = this.#holder;
    const [anchor, head] = [this.absolute(selected.anchor), this.absolute(selected.head)];
    if (anchor === null || head === null) return;
    const selection = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
    this.#holder.dispatch(state.tr.setSelection(selection).scrollIntoView());
  }

  get #flat(): Flat {
    return flatOf(this.#holder!.state.doc, this.#bare);
  }

  /** What is selected in the editor. */
  get selected(): Selected {
    return this.#relative(this.#holder!.state.selection, this.#flat);
  }

  /** Where a position in the text stands in the editor now; null if it is nowhere in this text. */
  absolute(relative: Y.RelativePosition): number | null {
    const index = indexOf(this.text, relative);
    return index === null ? null : positionAt(this.#flat, index);
  }

  /** Takes back one's own last edit. */
  readonly undo: Command = (_state, dispatch) => this.#step(dispatch, this.#undo.undoStack, () => this.#undo.undo());

  /** Brings back what was taken back last. */
  readonly redo: Command = (_state, dispatch) => this.#step(dispatch, this.#undo.redoStack, () => this.#undo.redo());

  #step(dispatch: unknown, stack: readonly unknown[], step: () => void): boolean {
    if (stack.length === 0) return false;
    if (!dispatch) return true;
    this.#selected = this.selected;
    step();
    return true;
  }
}

/** What one marker did, if nothing else was done; `targets` are the types within the text that were changed. */
function markerChange(text: Y.Text, { runs, plain, marker }: Told, targets: readonly Marker[]): MarkerChange | null {
  const changed = marker ?? targets[0];
  if (!changed || targets.some((target) => target !== changed)) return null;
  if (marker) {
    const [index, run] = runs[0]!.kind === "stayed" ? [runs[0]!.count, runs[1]!] : [0, runs[0]!];
    return run.kind === "stayed" ? null : { kind: run.kind, marker, index };
  }
  const index = plain && runs.length === 1 ? indexOfMarker(text, changed) : null;
  return index === null ? null : { kind: "says", marker: changed, index };
}

/** True for what came from the document: another person's edit, or one's own undone. */
export function isRemote(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.getMeta(key) !== undefined;
}
