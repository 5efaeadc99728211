/** A draft beside the limits of a passage: its keys stop there, and what lies beyond is seen to be too much, never cut. */
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readDraft, seedDraft, textOf } from "../../translations/draft/draft.ts";
import { markerSaying } from "../../translations/draft/flat.ts";
import { asKind, BLOCK_KINDS } from "../../editor/prosemirror/blocks.ts";
import { draftCommands, draftKeys, moveIn } from "../../editor/prosemirror/keys.ts";
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

/** Lists or quotations nested this deep, beside them a list and a quotation, a heading and verse. */
function nested(depth: number, kind: "bullet_list" | "quotation"): Rendering {
  const { list_item: item, bullet_list: list, paragraph, quotation, heading, verse, verse_line: line } = schema.nodes;
  const words = (text: string) => paragraph.create(null, schema.text(text));
  const [a, b] = [words("a"), words("b")];
  let inner: Rendering | Rendering[] = [a, b];
  for (let level = 0; level < depth; level++)
    inner =
      kind === "quotation"
        ? quotation.create(null, inner)
        : list.create(
            null,
            Array.isArray(inner) ? inner.map((each) => item.create(null, each)) : item.create(null, [a, inner]),
          );
  return schema.nodes.doc.create(null, [
    words("before"),
    ...(Array.isArray(inner) ? inner : [inner]),
    list.create(null, [item.create(null, a), item.create(null, b)]),
    quotation.create(null, [b, list.create(null, item.create(null, a))]),
    heading.create({ level: 2 }, schema.text("head")),
    verse.create(null, line.create(null, schema.text("line"))),
  ]);
}

const BUTTONS = draftCommands("zh", { undo: () => false, redo: () => false });
const KINDS = BLOCK_KINDS.map((kind) => [`as ${kind}`, asKind(kind)] as const);
const COMMANDS = [...Object.entries(BUTTONS), ["moves in", moveIn] as const, ...KINDS];

test.each([0, 1, LIMITS.depth - 1, LIMITS.depth, LIMITS.depth + 1])(
  "what a command says that it can do, it does, and goes no deeper than the limit: nested %i deep",
  (depth) => {
    for (const doc of [nested(depth, "bullet_list"), nested(depth, "quotation")])
      for (const selection of selectionsIn(doc))
        for (const [name, command] of COMMANDS) {
          const state = EditorState.create({ doc, selection });
          const made: Transaction[] = [];
          const done = command(state, (transaction: Transaction) => made.push(transaction));
          const place = `${name} at ${selection.from}–${selection.to} of ${String(doc)}`;
          expect(command(state), place).toBe(done);
          expect(made.length, place).toBe(done ? 1 : 0);
          const deepest = Math.max(LIMITS.depth, nestingOf(doc));
          for (const transaction of made) expect(nestingOf(transaction.doc), place).toBeLessThanOrEqual(deepest);
        }
  },
);

test("what is too deep can be taken out", () => {
  const depth = LIMITS.depth + 2;
  const doc = nested(depth, "quotation");
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, depth + 9, depth + 12) });
  expect(after(state, (state) => applied(state, BUTTONS.quotation))).toBe(LIMITS.depth + 1);
});

function applied(state: EditorState, command: Command): EditorState {
  let now = state;
  command(state, (transaction) => (now = now.apply(transaction)));
  return now;
}

/** A caret in every block, and every row of blocks from the first and up to the last. */
function selectionsIn(doc: Rendering): TextSelection[] {
  const starts: number[] = [];
  doc.descendants((node, position) => {
    if (node.isTextblock) starts.push(position + 1);
  });
  const [first, last] = [starts[0]!, starts.at(-1)!];
  return starts
    .flatMap((at) => [[at, at] as const, [first, at] as const, [at, last] as const])
    .map(([from, to]) => TextSelection.create(doc, from, to));
}

test.each(["letter-a-paragraph", "marks-on-every-letter", "notes-by-the-thousand"])(
  "the largest passage of %s fits into a draft, with as much room again",
  (shape) => {
    const { rendering, notes } = SHAPES[shape]!(LIMITS.characters, 1);
    const seeded = seedDraft({ rendering: renderingFromJson(rendering), notes });
    expect(seeded.byteLength).toBeLessThan(LIVE.document / 2);
  },
);
