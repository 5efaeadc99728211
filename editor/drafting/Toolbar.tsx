/** Buttons for what the keys do in the words. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import type { Command, EditorState } from "prosemirror-state";
import { schema } from "../../translations/text/schema.ts";
import { asKind, BLOCK_KINDS, kindAt, type BlockKind } from "../prosemirror/blocks.ts";
import { isInside, isMarked, type DraftCommands } from "../prosemirror/keys.ts";
import type { DraftModel } from "./model.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

const { emphasis, strong, foreign } = schema.marks;
const { bullet_list: bullets, ordered_list: numbers, quotation } = schema.nodes;

/** Which buttons can be pressed, and which are held down, where the selection is now. */
type Ready = Readonly<Record<keyof DraftCommands | "reason" | "kind", boolean>>;
type Held = Readonly<Partial<Record<keyof DraftCommands, boolean>>>;

export function Toolbar({ model }: { model: DraftModel }): JSX.Element {
  // As text, which is the same while the buttons are: most letters change none of them.
  const look = useComputed(() => JSON.stringify([readyIn(model), heldIn(model), kindIn(model)]));
  const [ready, held, kind] = JSON.parse(look.value) as [Ready, Held, BlockKind];
  const mod = onMac() ? "⌘" : "Ctrl+";
  const words = wordsFrom(DESK).toolbar;
  const source = model.page.work.sourceLanguage;
  const button = (name: keyof DraftCommands, keys: string, label: ComponentChildren, more = ""): JSX.Element => (
    <button
      type="button"
      title={[more, keys && `${mod}${keys}`].filter(Boolean).join(", ") || undefined}
      aria-pressed={held[name]}
      disabled={!ready[name]}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(model, model.commands[name])}
    >
      {label}
    </button>
  );
  return (
    <div class="draft-toolbar" role="toolbar" aria-label={words.label}>
      <KindChoice model={model} kind={kind} disabled={!ready.kind} mod={mod} />
      {button("strong", "B", <b>{words.strong}</b>)}
      {button("emphasis", "I", <i>{words.emphasis}</i>)}
      {button("foreign", "", words.foreign(source), words.foreignTitle(source))}
      {button("bullets", "Shift+8", words.list)}
      {button("numbers", "Shift+7", words.numbers, words.numberedList)}
      {button("quotation", "Shift+9", words.quotation)}
      {button("undo", "Z", words.undo)}
      {button("redo", "Y", words.redo)}
      {!model.supply && (
        <button
          type="button"
          class="draft-reason"
          disabled={!ready.reason}
          title={words.addReasonTitle(mod)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => model.beginReason()}
        >
          {words.addReason}
        </button>
      )}
      {!model.supply && (
        <button
          type="button"
          title={words.wordingsTitle(mod)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void model.wordings.ask()}
        >
          {words.wordings}
        </button>
      )}
    </div>
  );
}

/** What the block is in which the selection begins. */
function KindChoice(props: { model: DraftModel; kind: BlockKind; disabled: boolean; mod: string }): JSX.Element {
  const { model, kind, disabled, mod } = props;
  const words = wordsFrom(DESK).toolbar;
  return (
    <select
      aria-label={words.kind}
      title={words.kindTitle(mod)}
      disabled={disabled}
      value={BLOCK_KINDS.indexOf(kind)}
      onChange={({ currentTarget }) => run(model, asKind(BLOCK_KINDS[Number(currentTarget.value)]!))}
    >
      {BLOCK_KINDS.map((each, index) => (
        <option key={each} value={index}>
          {typeof each === "number" ? words.heading(each) : words[each]}
        </option>
      ))}
    </select>
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
    quotation: can(commands.quotation),
    kind: can(asKind("paragraph")) || can(asKind("verse")),
    reason: state !== null && may && !state.selection.empty,
  };
}

function kindIn(model: DraftModel): BlockKind {
  const state = stateOf(model);
  return state ? kindAt(state) : "paragraph";
}

function heldIn(model: DraftModel): Held {
  const state = stateOf(model);
  return {
    emphasis: state !== null && isMarked(state, emphasis),
    strong: state !== null && isMarked(state, strong),
    foreign: state !== null && isMarked(state, foreign),
    bullets: state !== null && isInside(state, bullets),
    numbers: state !== null && isInside(state, numbers),
    quotation: state !== null && isInside(state, quotation),
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
