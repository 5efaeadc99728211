/** The keys of the draft's surface, and the same commands for its buttons. No key changes what a person typed. */
import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands";
import { keymap } from "prosemirror-keymap";
import type { MarkType, NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import {
  AllSelection,
  Selection,
  type Command,
  type EditorState,
  type Plugin,
  type Transaction,
} from "prosemirror-state";
import { nestingOf } from "../../translations/text/excess.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { schema } from "../../translations/text/schema.ts";
import { asKind, leaveStanza, newLine, newStanza, toggleQuotation } from "./blocks.ts";

const { emphasis, strong, foreign } = schema.marks;
const { list_item: item, bullet_list: bullets, ordered_list: numbers } = schema.nodes;

/** What a button or key may do. */
export interface DraftCommands {
  undo: Command;
  redo: Command;
  emphasis: Command;
  strong: Command;
  foreign: Command;
  bullets: Command;
  numbers: Command;
  quotation: Command;
}

/** The commands of a draft whose source is in `sourceLanguage` (BCP 47), bound by `binding`. */
export function draftCommands(
  sourceLanguage: string,
  { undo, redo }: Pick<DraftCommands, "undo" | "redo">,
): DraftCommands {
  return {
    undo,
    redo,
    emphasis: toggleMark(emphasis),
    strong: toggleMark(strong),
    foreign: toggleMark(foreign, { lang: canonicalLanguage(sourceLanguage) }),
    bullets: toggleList(bullets),
    numbers: toggleList(numbers),
    quotation: withinDepth(toggleQuotation),
  };
}

/** Makes the blocks a list of this kind; in a list of this kind, takes them out of it. */
function toggleList(kind: NodeType): Command {
  const wrap = withinDepth(wrapInList(kind));
  return (state, dispatch, view) => (isInside(state, kind) ? liftListItem(item) : wrap)(state, dispatch, view);
}

/** The command, which adds one level: it can't be done where that is deeper than the draft is and may be. */
function withinDepth(command: Command): Command {
  return (state, dispatch, view) => {
    if (isFarFromDeepest(state)) return command(state, dispatch, view);
    const made: Transaction[] = [];
    const can = command(state, (transaction) => made.push(transaction), view);
    const deepest = Math.max(LIMITS.depth, nestingOf(state.doc));
    if (!can || made.some(({ doc }) => nestingOf(doc) > deepest)) return false;
    if (dispatch) made.forEach(dispatch);
    return true;
  };
}

/** True where one level more is surely not too deep. Tools ask at each key, so what is not selected is not gone through. */
function isFarFromDeepest({ doc, selection: { $from, $to } }: EditorState): boolean {
  const selected = doc.children.slice($from.index(0), $to.indexAfter(0));
  return selected.every((block) => nestingOf(block) + 2 <= LIMITS.depth);
}

/** Moves an item of a list into the one before it. */
export const moveIn: Command = withinDepth(sinkListItem(item));

/** True if the selection begins in a node of `kind`. */
export function isInside({ selection: { $from } }: EditorState, kind: NodeType): boolean {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === kind) return true;
  return false;
}

/** True if `mark` is on the selection, or would be on what is typed next. */
export function isMarked({ selection, storedMarks, doc }: EditorState, mark: MarkType): boolean {
  const { from, to, empty, $from } = selection;
  if (empty) return mark.isInSet(storedMarks ?? $from.marks()) !== undefined;
  return doc.rangeHasMark(from, to, mark);
}

/** An arrow key where all is selected: the caret goes to that end of the draft. Firefox leaves the selection as it is. */
function toEnd(side: "atStart" | "atEnd"): Command {
  return ({ selection, doc, tr }, dispatch) => {
    if (!(selection instanceof AllSelection)) return false;
    dispatch?.(tr.setSelection(Selection[side](doc)).scrollIntoView());
    return true;
  };
}

const arrows: Record<string, Command> = {
  ArrowLeft: toEnd("atStart"),
  ArrowUp: toEnd("atStart"),
  ArrowRight: toEnd("atEnd"),
  ArrowDown: toEnd("atEnd"),
};

/** Enter: a new block, item or stanza. */
export const enter = chainCommands(newStanza, splitListItem(item), baseKeymap["Enter"]!);

/** The keymaps, the nearer first. `more` are the page's own: a note, submitting. */
export function draftKeys(commands: DraftCommands, more: Record<string, Command>): Plugin[] {
  return [
    keymap(more),
    keymap({
      "Mod-z": commands.undo,
      "Mod-y": commands.redo,
      "Mod-Shift-z": commands.redo,
      "Mod-b": commands.strong,
      "Mod-i": commands.emphasis,
      "Mod-Shift-7": commands.numbers,
      "Mod-Shift-8": commands.bullets,
      "Mod-]": moveIn,
      "Mod-[": liftListItem(item),
      "Mod-Shift-9": commands.quotation,
      "Mod-Alt-0": asKind("paragraph"),
      ...Object.fromEntries(([1, 2, 3, 4, 5, 6] as const).map((level) => [`Mod-Alt-${level}`, asKind(level)])),
      Enter: enter,
      "Shift-Enter": chainCommands(newLine, enter),
      Backspace: leaveStanza,
    }),
    keymap(arrows),
    keymap(baseKeymap),
  ];
}
