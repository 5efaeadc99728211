/** A draft beside the limits of a passage: its keys stop there, and what lies beyond is seen to be too much, never cut. */
import { EditorState, TextSelection } from "prosemirror-state";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readDraft, seedDraft, textOf } from "../../translations/draft/draft.ts";
import { markerSaying } from "../../translations/draft/flat.ts";
import { draftCommands, draftKeys } from "../../editor/prosemirror/keys.ts";
import { LIMITS as LIVE } from "../../server/sync/limits.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { excessOf, nestingOf } from "../../translations/text/excess.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { SHAPES } from "../bench/hostile-texts.ts";

/** A list in a list in a list; made item by item, as it is typed. */
function draftNested(depth: number): Y.Doc {
  const doc = new Y.Doc();
  const text = textOf(doc);
  for (let level = 1; level <= depth; level++) {
    text.insertEmbed(text.length, markerSaying("b".repeat(level)));
    text.insert(text.length, `level ${level}`);
  }
  return doc;
}

test.each([1, LIMITS.depth, LIMITS.depth + 1, LIMITS.depth + 2, 29, 30, 31, 300])(
  "a draft nested %i deep is read whole, or seen to be too deep",
  (depth) => {
    const { rendering } = readDraft(draftNested(depth), "");
    if (depth > LIMITS.depth) return expect(excessOf(rendering)?.limit).toBe("depth");
    expect(excessOf(rendering)).toBeNull();
    expect(nestingOf(rendering)).toBe(depth);
    expect(rendering.textContent).toContain(`level ${depth}`);
  },
);

/** Two items at the end of lists nested `depth` deep, the caret in the second. */
function twoItems(depth: number): EditorState {
  const { list_item: item, bullet_list: list, paragraph } = schema.nodes;
  const words = (text: string) => paragraph.create(null, schema.text(text));
  let inner = list.create(
    null,
    ["a", "b"].map((text) => item.create(null, words(text))),
  );
  for (let level = 1; level < depth; level++) inner = list.create(null, item.create(null, [words("x"), inner]));
  const doc: Rendering = schema.nodes.doc.create(null, inner);
  let end = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === "b") end = pos + 1;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, end) });
}

/** How deep lists nest after a command. */
function after(state: EditorState, command: (state: EditorState) => EditorState): number {
  return nestingOf(command(state).doc);
}

test.each([
  [1, 2],
  [LIMITS.depth - 1, LIMITS.depth],
  [LIMITS.depth, LIMITS.depth],
])("from %i deep, Mod-] and the list button lead to %i", (depth, reached) => {
  const commands = draftCommands("zh", { undo: () => false, redo: () => false });
  const sink = draftKeys(commands, {})[1]!.props.handleKeyDown!;
  const pressed = (state: EditorState): EditorState => {
    let now = state;
    const view = { state, dispatch: (tr: Parameters<EditorState["apply"]>[0]) => (now = now.apply(tr)) };
    const event = { key: "]", keyCode: 221, ctrlKey: true, altKey: false, metaKey: false, shiftKey: false };
    sink.call(undefined as never, view as never, event as unknown as KeyboardEvent);
    return now;
  };
  expect(after(twoItems(depth), pressed)).toBe(reached);
  const wrapped = (state: EditorState): EditorState => {
    let now = state;
    commands.numbers(state, (tr) => (now = now.apply(tr)));
    return now;
  };
  expect(after(twoItems(depth), wrapped)).toBe(reached);
});

test.each(["letter-a-paragraph", "marks-on-every-letter", "notes-by-the-thousand"])(
  "the largest passage of %s fits into a draft, with as much room again",
  (shape) => {
    const { rendering, notes } = SHAPES[shape]!(LIMITS.characters, 1);
    const seeded = seedDraft({ rendering: renderingFromJson(rendering), notes });
    expect(seeded.byteLength).toBeLessThan(LIVE.document / 2);
  },
);
