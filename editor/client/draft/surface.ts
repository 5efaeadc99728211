/** The editing surface: ProseMirror's own DOM on the draft's words. No component draws inside it. */
import { DOMSerializer } from "prosemirror-model";
import { EditorState, type Command, type Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import { renderingFromJson } from "../../../translations/text/canonical.ts";
import { schema, type RenderingJson } from "../../../translations/text/schema.ts";
import { draftKeys } from "../../prosemirror/keys.ts";
import { marks } from "../../prosemirror/marks.ts";
import { pastedText } from "../../prosemirror/paste.ts";
import { cursors } from "./cursors.ts";
import type { DraftModel } from "./model.ts";

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
    clipboardTextParser: (text, $context) => pastedText(text, $context),
    handleDOMEvents: { compositionend: () => model.redraw() },
    // The binding dispatches while the view is being made: there is no name for it yet but `this`.
    dispatchTransaction(this: EditorView, transaction) {
      this.updateState(this.state.apply(transaction));
      if (transaction.docChanged) model.redraw();
      model.touched.value++;
    },
  });
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
