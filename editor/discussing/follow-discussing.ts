/**
 * Keys of discussions: C discusses the words that are selected, else the change that is looked at, else the whole; N leads to the next
 * discussion that is open. Beside selected words stands a button that does the same, for those without keys.
 */
import { wordsFrom } from "../language/language.ts";
import { touchable } from "../design/touchable.ts";
import { isWriting, singleKeysOn } from "../shell/follow-keys.ts";
import { followNaming } from "./follow-naming.ts";
import { CHOSEN, selectedWords, type Selected } from "./selection.ts";
import { DISCUSSION } from "./words.tsx";

export function followDiscussing(): void {
  followSelection();
  followNaming();
  document.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, defaultPrevented, target } = event;
    if (defaultPrevented || altKey || ctrlKey || metaKey || isWriting(target) || !singleKeysOn()) return;
    if (document.querySelector("dialog[open]")) return;
    const done = key === "c" ? discuss() : key === "n" && toNext();
    if (done) event.preventDefault();
  });
}

function discuss(): boolean {
  const selected = selectedWords();
  if (selected) return choose(selected);
  return remark() || choose(null);
}

/** Opens the page's form on what is selected, or on the whole. False if it has none. */
function choose(selected: Selected | null): boolean {
  if (!document.querySelector("[data-chooses]")) return false;
  document.dispatchEvent(new CustomEvent(CHOSEN, { detail: selected }));
  document.getSelection()?.removeAllRanges();
  return true;
}

/** A button under the end of what is selected, as long as anything is that can be discussed. */
function followSelection(): void {
  if (!document.querySelector("[data-chooses]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button discuss-these";
  button.textContent = wordsFrom(DISCUSSION).discussThese;
  button.setAttribute("aria-keyshortcuts", "C");
  let selected: Selected | null = null;
  // The selection stays while the button is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => selected && choose(selected));
  document.addEventListener("selectionchange", () => {
    selected = selectedWords();
    const place = selected && document.getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (!place) return button.remove();
    document.querySelector("main")?.append(button);
    button.style.top = `${place.bottom + window.scrollY + 8}px`;
    button.style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - 8 - button.offsetWidth)) + window.scrollX}px`;
  });
}

/** Opens the form at the change that is lit, else at the first. False if there is none. */
function remark(): boolean {
  const lit = document.querySelector<HTMLElement>(".comparison .here")?.dataset["change"];
  const link =
    document.querySelector<HTMLElement>(`[data-remark="${lit ?? ""}"]`) ??
    document.querySelector<HTMLElement>("[data-remark]");
  link?.click();
  return link !== null;
}

/** Goes to the next discussion that is open, from the one that has the focus on; after the last, to the first. */
function toNext(): boolean {
  const open = touchable(".thread:not(.resolved)");
  const here = open.findIndex((thread) => thread === document.activeElement);
  const next = open[(here + 1) % Math.max(1, open.length)];
  if (!next) return false;
  for (let at = next.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}
