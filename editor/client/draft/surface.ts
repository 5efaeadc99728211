/** The editing surface: ProseMirror's own DOM on the draft's words. No component draws inside it. */
import { DOMSerializer, Slice } from "prosemirror-model";
import { EditorState, type Command, type Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import { renderingFromJson } from "../../../translations/text/canonical.ts";
import { schema, type RenderingJson } from "../../../translations/text/schema.ts";
import { draftKeys } from "../../prosemirror/keys.ts";
import { isRemote, marks } from "../../prosemirror/marks.ts";
import { pastedHtml, pastedText } from "../../prosemirror/paste.ts";
import { cursors } from "./cursors.ts";
import { isSelecting, type DraftModel } from "./model.ts";

/** The words as they were when the page was made, to read until the draft has come in. */
export function showStill(place: HTMLElement, rendering: RenderingJson | undefined): void {
  place.replaceChildren();
  if (rendering) place.append(DOMSerializer.fromSchema(schema).serializeFragment(renderingFromJson(rendering).content));
}

/** Puts the living draft in `place`. Call it once the draft has come in whole, never before. */
export function openSurface(place: HTMLElement, model: DraftModel): EditorView {
  place.replaceChildren();
  return new EditorView(place, {
    state: EditorState.create({ schema, plugins: plugins(model) }),
    editable: () => model.mayWrite.peek(),
    attributes: () => attributes(model),
    clipboardTextParser: (text, $context) => model.ifItFits(() => pastedText(text, $context), Slice.empty),
    transformPastedHTML: (html) => model.ifItFits(() => pastedHtml(html, model.page.work.language), ""),
    handleKeyPress: (view, event) => typedOver(view, event),
    handlePaste: (_view, _event, { size }) => size === 0 && model.nothingToPaste(),
    handleDrop: (_view, _event, { size }) => size === 0 && model.nothingToPaste(),
    handleDOMEvents: {
      compositionstart: () => model.composes(),
      compositionupdate: () => model.composes(),
      compositionend: () => model.hasComposed(),
    },
    // The binding dispatches while the view is being made: there is no name for it yet but `this`.
    dispatchTransaction(this: EditorView, transaction) {
      const touched = isRemote(transaction) ? [] : model.touchedBy(transaction);
      if (!this.composing) model.drawAlong(transaction);
      this.updateState(this.state.apply(transaction));
      model.letGo(touched);
      if (transaction.docChanged) model.redraw();
      model.touched.value++;
    },
  });
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

function plugins(model: DraftModel): Plugin[] {
  return [
    ...draftKeys(model.commands, pageKeys(model)),
    ySyncPlugin(model.fragment) as Plugin,
    cursors(model.session.provider.awareness),
    yUndoPlugin(),
    marks(),
  ];
}

function pageKeys(model: DraftModel): Record<string, Command> {
  return {
    "Mod-Alt-m": () => {
      model.noteOnSelection();
      return true;
    },
    "Mod-Alt-k": () => {
      model.keepNext();
      return true;
    },
    "Mod-Enter": () => {
      void model.submit();
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
    "aria-label": "Draft of the rendering",
    "aria-readonly": String(!writing),
    lang: model.page.work.language,
    spellcheck: "true",
    autocorrect: "off",
    autocapitalize: "off",
    tabindex: "0",
  };
}
