/** Where the others write: a caret in their colour with their name, and what they have selected. */
import type { DecorationAttrs } from "prosemirror-view";
import type { Plugin } from "prosemirror-state";
import type { Awareness } from "y-protocols/awareness";
import { yCursorPlugin } from "y-prosemirror";
import { colourOf } from "./session.ts";

interface User {
  id?: unknown;
  name?: unknown;
}

/** The plugin that shows the others' cursors and tells them this one. */
export function cursors(awareness: Awareness): Plugin {
  return yCursorPlugin(awareness, {
    awarenessStateFilter: (mine: number, client: number, state: unknown) => mine !== client && hasCursor(state),
    cursorBuilder: (user: User, client: number) => caret(nameOf(user), colour(user, client)),
    selectionBuilder: (user: User, client: number): DecorationAttrs => ({
      class: `theirs person-${colour(user, client)}`,
    }),
  }) as Plugin;
}

function colour({ id }: User, client: number): number {
  return colourOf(typeof id === "string" ? id : String(client));
}

function nameOf({ name }: User): string {
  return typeof name === "string" && name !== "" ? name : "Someone";
}

/** Yjs throws on a position that names nothing at all. */
function hasCursor(state: unknown): boolean {
  const { cursor } = (state ?? {}) as { cursor?: { anchor?: unknown; head?: unknown } | null };
  return [cursor?.anchor, cursor?.head].every((place) => {
    const { item, type, tname } = (place ?? {}) as { item?: unknown; type?: unknown; tname?: unknown };
    return Boolean(item ?? type) || tname === "rendering";
  });
}

/** The word joiners keep the caret from breaking the line it stands in. */
function caret(name: string, colour: number): HTMLElement {
  const drawn = document.createElement("span");
  drawn.className = `their-caret person-${colour}`;
  drawn.setAttribute("aria-hidden", "true");
  const flag = document.createElement("span");
  flag.className = "flag";
  flag.textContent = name;
  drawn.append("\u2060", flag, "\u2060");
  return drawn;
}
