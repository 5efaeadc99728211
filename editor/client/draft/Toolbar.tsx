/** Buttons for what the keys do in the words. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import type { Command, EditorState } from "prosemirror-state";
import { schema } from "../../../translations/text/schema.ts";
import { isInside, isMarked, type DraftCommands } from "../../prosemirror/keys.ts";
import type { DraftModel } from "./model.ts";

const { emphasis, strong, foreign } = schema.marks;
const { bullet_list: bullets, ordered_list: numbers } = schema.nodes;

/** Which buttons can be pressed, and which are held down, where the selection is now. */
type Ready = Readonly<Record<keyof DraftCommands | "reason", boolean>>;
type Held = Readonly<Partial<Record<keyof DraftCommands, boolean>>>;

export function Toolbar({ model }: { model: DraftModel }): JSX.Element {
  // As text, which is the same while the buttons are: most letters change none of them.
  const look = useComputed(() => JSON.stringify([readyIn(model), heldIn(model)]));
  const [ready, held] = JSON.parse(look.value) as [Ready, Held];
  const mod = onMac() ? "⌘" : "Ctrl+";
  const button = (label: string, keys: string, name: keyof DraftCommands, sign: ComponentChildren): JSX.Element => (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${mod}${keys})` : label}
      aria-pressed={held[name]}
      disabled={!ready[name]}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(model, model.commands[name])}
    >
      {sign}
    </button>
  );
  return (
    <div class="draft-toolbar" role="toolbar" aria-label="The words">
      {button("Strong", "B", "strong", <b>B</b>)}
      {button("Emphasis", "I", "emphasis", <i>I</i>)}
      {button("Mark as source language", "", "foreign", "文")}
      {button("List", "Shift+8", "bullets", "•")}
      {button("Numbered list", "Shift+7", "numbers", "1.")}
      {button("Undo", "Z", "undo", "↶")}
      {button("Redo", "Y", "redo", "↷")}
      {!model.supply && (
        <button
          type="button"
          class="draft-reason"
          disabled={!ready.reason}
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

function stateOf({ view, touched }: DraftModel): EditorState | null {
  return touched.value >= 0 && view && !view.isDestroyed ? view.state : null;
}

function readyIn(model: DraftModel): Ready {
  const state = stateOf(model);
  const [commands, may] = [model.commands, model.mayWrite.value];
  const can = (command: Command): boolean => state !== null && may && command(state);
  return {
    undo: can(commands.undo),
    redo: can(commands.redo),
    emphasis: can(commands.emphasis),
    strong: can(commands.strong),
    foreign: can(commands.foreign),
    bullets: can(commands.bullets),
    numbers: can(commands.numbers),
    reason: state !== null && may && !state.selection.empty,
  };
}

function heldIn(model: DraftModel): Held {
  const state = stateOf(model);
  return {
    emphasis: state !== null && isMarked(state, emphasis),
    strong: state !== null && isMarked(state, strong),
    foreign: state !== null && isMarked(state, foreign),
    bullets: state !== null && isInside(state, bullets),
    numbers: state !== null && isInside(state, numbers),
  };
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
