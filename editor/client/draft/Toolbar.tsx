/** Buttons for what the keys do in the words. */
import type { ComponentChildren, JSX } from "preact";
import type { Command } from "prosemirror-state";
import { schema } from "../../../translations/text/schema.ts";
import { isInside, isMarked } from "../../prosemirror/keys.ts";
import type { DraftModel } from "./model.ts";

const { emphasis, strong, foreign } = schema.marks;
const { bullet_list: bullets, ordered_list: numbers } = schema.nodes;

export function Toolbar({ model }: { model: DraftModel }): JSX.Element {
  const { commands, view } = model;
  const state = model.touched.value >= 0 && view && !view.isDestroyed ? view.state : null;
  const mod = onMac() ? "⌘" : "Ctrl+";
  const button = (
    label: string,
    keys: string,
    command: Command,
    sign: ComponentChildren,
    on?: boolean,
  ): JSX.Element => (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${mod}${keys})` : label}
      aria-pressed={on}
      disabled={!state || !model.mayWrite.value || !command(state)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(model, command)}
    >
      {sign}
    </button>
  );
  return (
    <div class="draft-toolbar" role="toolbar" aria-label="The words">
      {button("Strong", "B", commands.strong, <b>B</b>, Boolean(state && isMarked(state, strong)))}
      {button("Emphasis", "I", commands.emphasis, <i>I</i>, Boolean(state && isMarked(state, emphasis)))}
      {button("Mark as source language", "", commands.foreign, "文", Boolean(state && isMarked(state, foreign)))}
      {button("List", "Shift+8", commands.bullets, "•", Boolean(state && isInside(state, bullets)))}
      {button("Numbered list", "Shift+7", commands.numbers, "1.", Boolean(state && isInside(state, numbers)))}
      {button("Undo", "Z", commands.undo, "↶")}
      {button("Redo", "Y", commands.redo, "↷")}
      {!model.supply && (
        <button
          type="button"
          class="draft-reason"
          disabled={!state || !model.mayWrite.value || state.selection.empty}
          title={`Give a reason for the selected words (${mod}Alt+M)`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => model.noteOnSelection()}
        >
          Add a reason
        </button>
      )}
    </div>
  );
}

function run({ view }: DraftModel, command: Command): void {
  if (!view) return;
  command(view.state, view.dispatch, view);
  view.focus();
}

/** Whether keys are called ⌘ or Ctrl here. */
export function onMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
