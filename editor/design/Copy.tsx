/**
 * Words to take away: they can be selected as they are; with a script a button copies them, with their italics where
 * they have some. Over plain http a browser lends pages no clipboard: then the older way is tried, and if that fails
 * too the words are selected, and the button says what to press.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { wordsFrom } from "../language/language.ts";
import { DESIGN } from "./words.ts";

/** What is copied: plain, and as HTML for programs that take it. */
export interface Copied {
  words: string;
  html?: string | undefined;
}

/** @param props `what`, for those who hear the button: "as Chicago". The words stand first in the same `.taking`, maybe after a label. */
export function CopyButton({ words, html, what }: Copied & { what: string }): JSX.Element {
  const [said, say] = useState<keyof typeof DESIGN.en.copy>("offered");
  return (
    <button
      type="button"
      class="copy needs-script"
      onClick={({ currentTarget }) => {
        const shown = wordsBeside(currentTarget);
        void copy({ words, html }, shown).then((done) => say(done ? "done" : shown ? "selected" : "toSelect"));
      }}
    >
      <span aria-live="polite">{wordsFrom(DESIGN).copy[said]}</span>
      <span class="visually-hidden"> {what}</span>
    </button>
  );
}

/** Where an address or a command has a label before it, the label is none of the words. */
function wordsBeside(button: Element): Element | null {
  const first = button.closest(".taking")?.firstElementChild ?? null;
  return first?.querySelector("a, code") ?? first;
}

/** @returns true if the words are on the clipboard; else they are selected where they are `shown`. */
async function copy(copied: Copied, shown: Element | null): Promise<boolean> {
  if (await throughClipboard(copied).catch(() => false)) return true;
  if (shown) getSelection()?.selectAllChildren(shown);
  return throughEvent(copied);
}

/** In a secure context only: elsewhere `navigator.clipboard` is not there, whatever its type says. */
async function throughClipboard({ words, html }: Copied): Promise<boolean> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (!clipboard) return false;
  if (html === undefined || typeof ClipboardItem === "undefined") await clipboard.writeText(words);
  else await clipboard.write([new ClipboardItem({ "text/plain": plain(words), "text/html": rich(html) })]);
  return true;
}

const plain = (words: string): Blob => new Blob([words], { type: "text/plain" });
const rich = (html: string): Blob => new Blob([html], { type: "text/html" });

function throughEvent({ words, html }: Copied): boolean {
  let taken = false;
  const give = (event: ClipboardEvent): void => {
    if (!event.clipboardData) return;
    event.clipboardData.setData("text/plain", words);
    if (html !== undefined) event.clipboardData.setData("text/html", html);
    event.preventDefault();
    taken = true;
  };
  document.addEventListener("copy", give);
  // Deprecated, and the only way without a secure context.
  // oxlint-disable-next-line typescript/no-deprecated
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return done && taken;
}
