/** Draws markings upon the words, and carries them along with every edit until they are given anew. */
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type DecorationAttrs } from "prosemirror-view";
import type { Span } from "../../translations/draft/anchors.ts";
import type { Shown, Sign } from "../../translations/compare/words/words.ts";
import { withPilcrows } from "../../translations/text/lines.ts";
import { signInWords } from "../changes/changes.ts";
import type { Marking } from "./marking.ts";

const key = new PluginKey<DecorationSet>("variorum-marks");

/**
 * A transaction that draws `markings` instead of what was drawn before; null if that would be drawn the same. It is
 * not kept out of the history: it changes no words, and y-prosemirror would end the step that undo takes back.
 */
export function draw(state: EditorState, markings: readonly Marking[]): Transaction | null {
  const wanted = decorate(markings, state.doc.content.size);
  const drawn = key.getState(state)?.find() ?? [];
  return sameDrawn(drawn, wanted) ? null : state.tr.setMeta(key, { all: wanted } satisfies Drawing);
}

/**
 * Lets an edit draw `markings`, which are of changes, instead of the changes drawn before it. The notes are only
 * carried along: where they stand is known once the edit has reached the document.
 */
export function drawAlong(transaction: Transaction, markings: readonly Marking[]): void {
  const changes = decorate(markings, transaction.doc.content.size);
  transaction.setMeta(key, { changes } satisfies Drawing);
}

/** What a transaction asks to be drawn. */
type Drawing = { all: Decoration[] } | { changes: Decoration[] };

function redrawn(carried: DecorationSet, drawing: Drawing | undefined, doc: Node): DecorationSet {
  if (!drawing) return carried;
  if ("all" in drawing) return DecorationSet.create(doc, drawing.all);
  if (sameDrawn(carried.find(undefined, undefined, ofChange), drawing.changes)) return carried;
  const others = carried.find(undefined, undefined, (spec) => !ofChange(spec));
  return DecorationSet.create(doc, [...others, ...drawing.changes]);
}

function ofChange(spec: unknown): boolean {
  return (spec as { key: string }).key.startsWith("c");
}

/** True if the two would be drawn the same; each has a key of its own in its spec. */
export function sameDrawn(some: readonly Decoration[], others: readonly Decoration[]): boolean {
  if (some.length !== others.length) return false;
  const known = new Set(some.map(told));
  return others.every((decoration) => known.has(told(decoration)));
}

/** A decoration in a line; no two that are drawn at once are told the same. */
function told({ from, to, spec }: Decoration): string {
  return `${from} ${to} ${(spec as { key: string }).key}`;
}

/** The plugin that draws. */
export function marks(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, drawn, _before, state) => {
        const carried = drawn.map(transaction.mapping, transaction.doc);
        return redrawn(carried, transaction.getMeta(key) as Drawing | undefined, state.doc);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
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
      return [upon(marking, { ...TAGS[marking.kind], "data-change": String(marking.change) }, `c${marking.change}`)];
    case "sign":
      return [upon(marking, attributesOf(marking.sign), `c${marking.change} ${signInWords(marking.sign)}`)];
    case "noting":
      return [upon(marking, { class: "noting" }, "noting")];
    case "finding":
      return [upon(marking, { class: "finding" }, "finding")];
    case "noted":
      return [
        upon(marking, { class: "noted", "data-note": String(marking.number) }, `n${marking.number}`),
        between(marking.to, "sup", "note-number", String(marking.number), `n${marking.number}`),
      ];
    case "broken":
      return [between(marking.at, "ins", "ins break", marking.words, `c${marking.change}`)];
    case "deleted":
      return [between(marking.at, "del", "del", marking.words, `c${marking.change}`, marking.shown)];
    case "moved-away":
      return [between(marking.at, "del", "move", marking.words, `c${marking.change}`, marking.shown)];
  }
}

/** The sign itself is drawn by the style sheet. */
function attributesOf(sign: Sign): Record<string, string> {
  const kind = "script" in sign.of ? "look-alike" : "invisible";
  return { class: kind, title: signInWords(sign), "data-sign": sign.drawn };
}

function shownElement({ text, sign }: Shown): HTMLElement | string {
  if (!sign) return withPilcrows(text);
  const element = document.createElement("span");
  for (const [name, value] of Object.entries(attributesOf(sign))) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

/**
 * Looks of the words themselves. What is typed at the end of inserted words is one of them: they take it in at once,
 * so that a letter is not drawn outside of them first and then anew.
 */
function upon({ from, to, kind }: Marking & Span, attributes: DecorationAttrs, id: string): Decoration {
  return Decoration.inline(from, to, attributes, { key: `${id} ${kind}`, inclusiveEnd: kind === "inserted" });
}

/**
 * Words that are drawn but are not in the draft. A reader who listens to the draft hears the draft; the changes and
 * notes are told in the lists beside it.
 */
function between(
  at: number,
  tag: string,
  name: string,
  words: string,
  id: string,
  shown: readonly Shown[] = [],
): Decoration {
  const element = (): HTMLElement => {
    const drawn = document.createElement(tag);
    drawn.className = name;
    drawn.contentEditable = "false";
    drawn.setAttribute("aria-hidden", "true");
    if (shown.length > 0) drawn.append(...shown.map(shownElement));
    else drawn.textContent = words;
    return drawn;
  };
  // What has the same key is not drawn anew: the signs belong to it.
  const drawn =
    shown.length > 0 ? JSON.stringify(shown.map(({ text, sign }) => [text, sign && signInWords(sign)])) : words;
  return Decoration.widget(at, element, { side: -1, key: `${id} ${name} ${drawn}`, ignoreSelection: true, marks: [] });
}
