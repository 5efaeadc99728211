/**
 * Draws markings upon the words. Remote changes replace the whole document in ProseMirror's eyes, so that mapped
 * decorations would end up anywhere: after one of them everything drawn is dropped until markings are given anew.
 */
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { ySyncPluginKey } from "y-prosemirror";
import type { Marking } from "./marking.ts";

const key = new PluginKey<DecorationSet>("variorum-marks");

/** A transaction that draws `markings` instead of what was drawn before. */
export function draw(state: EditorState, markings: readonly Marking[]): Transaction {
  return state.tr.setMeta(key, markings).setMeta("addToHistory", false);
}

/** The plugin that draws. */
export function marks(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, drawn, _before, state) => {
        const markings = transaction.getMeta(key) as readonly Marking[] | undefined;
        if (markings) return DecorationSet.create(state.doc, decorate(markings, state.doc.content.size));
        return isRemote(transaction) ? DecorationSet.empty : drawn.map(transaction.mapping, transaction.doc);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** True for what came from the document: another person's edit, or one's own undone. */
export function isRemote(transaction: Transaction): boolean {
  const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
  return transaction.docChanged && sync?.isChangeOrigin === true;
}

/** Decorations for `markings` on a document of `size`; what lies outside of it is not drawn. */
export function decorate(markings: readonly Marking[], size: number): Decoration[] {
  return markings.filter((marking) => fits(marking, size)).flatMap(decoration);
}

function fits(marking: Marking, size: number): boolean {
  return "at" in marking ? marking.at <= size : marking.from < marking.to && marking.to <= size;
}

const TAGS: Record<"inserted" | "moved" | "reformatted", { nodeName: string; class: string }> = {
  inserted: { nodeName: "ins", class: "ins" },
  moved: { nodeName: "ins", class: "move" },
  reformatted: { nodeName: "span", class: "reformatted" },
};

function decoration(marking: Marking): Decoration[] {
  switch (marking.kind) {
    case "inserted":
    case "moved":
    case "reformatted":
      return [
        Decoration.inline(marking.from, marking.to, { ...TAGS[marking.kind], "data-change": String(marking.change) }),
      ];
    case "noting":
      return [Decoration.inline(marking.from, marking.to, { class: "noting" })];
    case "noted":
      return [
        Decoration.inline(marking.from, marking.to, { class: "noted", "data-note": String(marking.number) }),
        between(marking.to, "sup", "note-number", String(marking.number), `n${marking.number}`),
      ];
    case "broken":
      return [between(marking.at, "ins", "ins break", marking.words, `c${marking.change}`)];
    case "deleted":
      return [between(marking.at, "del", "del", marking.words, `c${marking.change}`)];
    case "moved-away":
      return [between(marking.at, "del", "move", marking.words, `c${marking.change}`)];
  }
}

/**
 * Words that are drawn but are not in the draft. A reader who listens to the draft hears the draft; the changes and
 * notes are told in the lists beside it.
 */
function between(at: number, tag: string, name: string, words: string, id: string): Decoration {
  const element = (): HTMLElement => {
    const drawn = document.createElement(tag);
    drawn.className = name;
    drawn.contentEditable = "false";
    drawn.setAttribute("aria-hidden", "true");
    drawn.textContent = words;
    return drawn;
  };
  return Decoration.widget(at, element, { side: -1, key: `${id} ${name} ${words}`, ignoreSelection: true, marks: [] });
}
