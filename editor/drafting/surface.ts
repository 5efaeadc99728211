/** The editing surface: ProseMirror's own DOM on the draft's words. No component draws inside it. */
import { DOMSerializer, Slice } from "prosemirror-model";
import { EditorState, TextSelection, type Command, type Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { Span } from "../../translations/draft/anchors.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { schema, type RenderingJson } from "../../translations/text/schema.ts";
import { copiedText } from "../prosemirror/copy.ts";
import { draftKeys } from "../prosemirror/keys.ts";
import { marks } from "../prosemirror/marks.ts";
import { pastedHtml, pastedText } from "../prosemirror/paste.ts";
import { moveSelection, wordAt } from "../prosemirror/words.ts";
import { catchUp, hasCaret, isSelecting, keepingSelection } from "./caret.ts";
import { cursors } from "./cursors.ts";
import type { DraftModel } from "./model.ts";
import { leadsOn } from "./next-part.ts";
import { propose } from "./Submit.tsx";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** The words as they were when the page was made, to read until the draft has come in. */
export function showStill(place: HTMLElement, rendering: RenderingJson | undefined): void {
  place.replaceChildren();
  if (rendering) place.append(DOMSerializer.fromSchema(schema).serializeFragment(renderingFromJson(rendering).content));
}

/** Puts the living draft in `place`. Call it once the draft has come in whole, never before. */
export function openSurface(place: HTMLElement, model: DraftModel): EditorView {
  place.replaceChildren();
  return new EditorView(place, {
    state: EditorState.create({ doc: model.binding.read(), plugins: plugins(model) }),
    editable: () => model.mayWrite.peek(),
    attributes: () => attributes(model),
    clipboardTextSerializer: ({ content }) => copiedText(content),
    clipboardTextParser: (text, $context) => model.pasting.read(() => pastedText(text, $context), Slice.empty),
    transformPastedHTML: (html) =>
      model.pasting.read((losses) => pastedHtml(html, model.page.work.language, losses), ""),
    handleKeyDown: (view, event) => keyStruck(view) || leadsAway(model, view, event),
    handleKeyPress: (view, event) => typedOver(view, event),
    handlePaste: (_view, _event, { size }) => model.pasting.done(size),
    handleDrop: (view, event, { size }, moves) => (moves ? dropped(view, event) : model.pasting.done(size)),
    handleClick: (view, _position, { target }) => pressedDrawn(view, target),
    handleDOMEvents: {
      dblclick: (view, event) => selectDivided(view, event, model.page.work.language),
      compositionstart: () => model.composing.goesOn(),
      compositionupdate: () => model.composing.goesOn(),
      compositionend: () => model.hasComposed(),
    },
    // The binding dispatches while the view is being made: there is no name for it yet but `this`.
    dispatchTransaction(this: EditorView, transaction) {
      if (!this.composing) model.drawAlong(transaction);
      keepingSelection(this, () => this.updateState(this.state.apply(transaction)));
      if (transaction.docChanged) model.redraw();
      model.touched.value++;
    },
  });
}

function leadsAway(model: DraftModel, view: EditorView, event: KeyboardEvent): boolean {
  return model.among ? model.among.leadsOn(view, event) : leadsOn(model, view, event);
}

/** A key struck at once behind another may come before the view has heard where that one moved the caret. */
function keyStruck(view: EditorView): false {
  if (hasCaret(view)) catchUp(view);
  return false;
}

/**
 * A letter typed upon a selection. Left to itself the browser dresses it in the looks of what it replaces, which the
 * page's policy forbids and the console tells.
 */
function typedOver(view: EditorView, event: KeyboardEvent): boolean {
  const { selection, tr } = view.state;
  const command = (event.ctrlKey && !event.altKey) || event.metaKey;
  const letter = Array.from(event.key).length === 1;
  if (selection.empty || !letter || command || view.composing || !view.editable || isSelecting(view)) return false;
  view.dispatch(tr.insertText(event.key).scrollIntoView());
  return true;
}

/** Words of the draft that were dragged here: those that are selected, which others may have changed on the way. */
function dropped(view: EditorView, { clientX: left, clientY: top }: DragEvent): true {
  const place = view.posAtCoords({ left, top });
  const move = place && moveSelection(view.state, place.pos);
  view.focus();
  if (move) view.dispatch(move.setMeta("uiEvent", "drop"));
  return true;
}

/** What is only drawn among the words can't take the caret: it goes to the words beside it. */
function pressedDrawn(view: EditorView, target: EventTarget | null): boolean {
  const drawn = target instanceof Element ? target.closest("[contenteditable=false]") : null;
  if (!drawn || !view.dom.contains(drawn)) return false;
  const place = view.state.doc.resolve(view.posAtDOM(drawn, 0));
  view.dispatch(view.state.tr.setSelection(TextSelection.near(place)));
  view.focus();
  return true;
}

/**
 * Selects the whole of a word that was pressed twice, if something is drawn inside it, such as another's caret: a browser
 * takes that for the word's end. It comes after the browser's own selecting, and leaves what was drawn over more words.
 */
function selectDivided(view: EditorView, { clientX: left, clientY: top }: MouseEvent, language: string): void {
  const place = view.posAtCoords({ left, top });
  const word = place && wordAt(view.state.doc, place.pos, language);
  if (!word || !isDivided(view, word) || !isSelectedWithin(view, word)) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, word.from, word.to)));
  // The state may have had this selection from before, and not know yet what the browser has made of it.
  view.focus();
}

/** Some browsers select the space behind a word with it. */
function isSelectedWithin(view: EditorView, { from, to }: Span): boolean {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = view.dom.ownerDocument.getSelection()!;
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return false;
  const ends = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)];
  return Math.min(...ends) >= from && Math.max(...ends) <= to + 1;
}

function isDivided(view: EditorView, { from, to }: Span): boolean {
  const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)];
  const range = view.dom.ownerDocument.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range.cloneContents().querySelector("[contenteditable=false]") !== null;
}

function plugins(model: DraftModel): Plugin[] {
  return [
    ...draftKeys(model.commands, pageKeys(model)),
    model.binding.plugin(),
    cursors(model.session.awareness, model.binding),
    marks(),
  ];
}

function pageKeys(model: DraftModel): Record<string, Command> {
  return {
    "Mod-Alt-m": () => {
      model.beginReason();
      return true;
    },
    "Mod-Alt-s": () => {
      if (!model.supply && !model.correctsSpelling()) model.said.value = wordsFrom(DESK).reasons.noChangeHere;
      return true;
    },
    "Mod-Alt-x": () => {
      if (model.hasBase) model.chooseHere();
      return true;
    },
    "Mod-Alt-k": () => {
      model.reasons.keepNext();
      return true;
    },
    "Mod-Alt-v": () => {
      if (!model.supply) void model.wordings.ask();
      return true;
    },
    "Mod-Alt-g": () => {
      model.memory.call();
      return true;
    },
    "Mod-Enter": () => {
      void propose(model);
      return true;
    },
    "Mod-Shift-Enter": () => {
      void propose(model, true);
      return true;
    },
  };
}

function attributes(model: DraftModel): Record<string, string> {
  const writing = model.mayWrite.peek();
  return {
    class: "draft-words",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": model.among?.label ?? wordsFrom(DESK).surface,
    "aria-readonly": String(!writing),
    lang: model.page.work.language,
    spellcheck: "true",
    autocorrect: "off",
    autocapitalize: "off",
    tabindex: model.among?.isActive() === false ? "-1" : "0",
  };
}
