/** The keys of the draft's surface, pressed without a browser. */
import { AllSelection, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { expect, test } from "vitest";
import { draftCommands, draftKeys } from "../../editor/prosemirror/keys.ts";
import { parseText } from "../../translations/text/parse.ts";

const never = () => false;
const keys = draftKeys(draftCommands("zh", { undo: never, redo: never }), {});

/** The state after a key; null if nothing took it, so that the browser does what it does. */
function pressed(state: EditorState, key: string): EditorState | null {
  let after = state;
  const view = { state, dispatch: (made: EditorState["tr"]) => (after = state.apply(made)) } as unknown as EditorView;
  const event = { key } as KeyboardEvent;
  return keys.some((plugin) => plugin.props.handleKeyDown?.call(plugin, view, event)) ? after : null;
}

const doc = parseText("Clarify 厘清 the relationship.\n\n- One\n- Two");

test.each([
  ["ArrowLeft", 1],
  ["ArrowUp", 1],
  ["ArrowRight", doc.content.size - 3],
  ["ArrowDown", doc.content.size - 3],
])("%s where all is selected puts the caret at that end", (key, place) => {
  const state = EditorState.create({ doc, selection: new AllSelection(doc) });
  const { from, to } = pressed(state, key)!.selection;
  expect([from, to]).toEqual([place, place]);
});

test("an arrow key is the browser's own where not all is selected", () => {
  const state = EditorState.create({ doc });
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]) expect(pressed(state, key)).toBe(null);
});
