/** Where the others write: a caret in their colour with their name, and what they have selected. */
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Binding } from "../prosemirror/binding.ts";
import { sameDrawn } from "../prosemirror/marks.ts";
import { catchUp } from "./caret.ts";
import { colourOf } from "./session.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

/** What somebody's presence says of them. Each of it may be anything. */
interface Presence {
  user?: { id?: unknown; name?: unknown };
  cursor?: { anchor?: unknown; head?: unknown } | null;
}

const key = new PluginKey<DecorationSet>("variorum-cursors");

/** The plugin that shows the others' cursors and tells them this one. */
export function cursors(awareness: Awareness, binding: Binding): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, drawn) =>
        (transaction.getMeta(key) as DecorationSet | undefined) ?? drawn.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new Cursors(view, awareness, binding),
  });
}

/** Draws before the next picture, and in between lets what is drawn go along with the words. */
class Cursors {
  readonly #view: EditorView;
  readonly #awareness: Awareness;
  readonly #binding: Binding;
  #frame = 0;

  constructor(view: EditorView, awareness: Awareness, binding: Binding) {
    this.#view = view;
    this.#awareness = awareness;
    this.#binding = binding;
    awareness.on("change", this.#drawSoon);
    view.dom.addEventListener("focusin", this.#tell);
    view.dom.addEventListener("focusout", this.#tell);
  }

  update(view: EditorView, before: EditorState): void {
    const moved = !before.selection.eq(view.state.selection) || before.doc !== view.state.doc;
    if (moved) this.#tell();
    if (before.doc !== view.state.doc) this.#drawSoon();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#awareness.off("change", this.#drawSoon);
    this.#view.dom.removeEventListener("focusin", this.#tell);
    this.#view.dom.removeEventListener("focusout", this.#tell);
    this.#awareness.setLocalStateField("cursor", null);
  }

  /** Tells the others where this caret is; nothing while the focus is elsewhere. */
  readonly #tell = (): void => {
    const { cursor: told = null } = (this.#awareness.getLocalState() ?? {}) as Presence;
    const cursor = this.#view.hasFocus() ? this.#own() : null;
    if (!same(told, cursor)) this.#awareness.setLocalStateField("cursor", cursor);
  };

  #own(): { anchor: unknown; head: unknown } {
    const { anchor, head } = this.#binding.selected;
    return { anchor: Y.relativePositionToJSON(anchor), head: Y.relativePositionToJSON(head) };
  }

  readonly #drawSoon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  };

  #draw(): void {
    const view = this.#view;
    if (view.isDestroyed || view.composing) return;
    catchUp(view);
    const drawn: Decoration[] = [];
    for (const [client, presence] of this.#awareness.getStates() as Map<number, Presence>)
      if (client !== this.#awareness.clientID) drawn.push(...this.#drawnOf(client, presence));
    if (!sameDrawn(key.getState(view.state)?.find() ?? [], drawn))
      view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, drawn)));
  }

  #drawnOf(client: number, { user, cursor }: Presence): Decoration[] {
    const [anchor, head] = [this.#absolute(cursor?.anchor), this.#absolute(cursor?.head)];
    if (anchor === null || head === null) return [];
    const colour = colourOf(typeof user?.id === "string" ? user.id : String(client));
    const name = typeof user?.name === "string" && user.name !== "" ? user.name : wordsFrom(DESK).head.someone;
    const spec = { key: `${client} ${colour} ${name}`, side: 10 };
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    const selected = from < to ? [Decoration.inline(from, to, { class: `theirs person-${colour}` }, spec)] : [];
    return [...selected, Decoration.widget(head, () => caret(name, colour), { ...spec, ignoreSelection: true })];
  }

  /** A stranger's position, if it is one. */
  #absolute(place: unknown): number | null {
    const { item, type, tname } = (place ?? {}) as { item?: unknown; type?: unknown; tname?: unknown };
    if (!item && !type && tname !== "text") return null;
    return this.#binding.absolute(Y.createRelativePositionFromJSON(place));
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The word joiners keep the caret from breaking the line it stands in. The name is drawn and is no text: to the browser,
 * a word with a caret in it stays one word, for whoever selects it and for the spelling.
 */
function caret(name: string, colour: number): HTMLElement {
  const drawn = document.createElement("span");
  drawn.className = `their-caret person-${colour}`;
  drawn.setAttribute("aria-hidden", "true");
  const flag = document.createElement("span");
  flag.className = "flag";
  flag.dataset["name"] = name;
  drawn.append("\u2060", flag, "\u2060");
  return drawn;
}
