/** From change to change on a page that shows a comparison: F7, Shift+F7, or the buttons. The draft editor has its own. */
import { touchable } from "../design/touchable.ts";
import { wordsFrom } from "../language/language.ts";
import { COMPARING } from "./words.tsx";

export function followChanges(): void {
  if (!document.querySelector("[data-step-count]")) return;
  if (document.querySelector('.asked-bar a[href="#acts"].primary')) showFirst();
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-step]") : null;
    if (button) step(button.dataset["step"] === "1" ? 1 : -1);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F7" || event.defaultPrevented) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
}

let at = -1;

function step(by: 1 | -1): void {
  const changes = touchable('[id^="change-"]');
  if (changes.length === 0) return;
  at = at < 0 && by < 0 ? changes.length - 1 : (at + by + changes.length) % changes.length;
  const change = light(changes);
  change.tabIndex = -1;
  change.focus({ preventScroll: true });
  change.scrollIntoView({ block: "center" });
}

/** Who decides begins at the first change; nothing scrolls, and the keys stay where they are. */
function showFirst(): void {
  const changes = touchable('[id^="change-"]');
  if (changes.length === 0) return;
  at = 0;
  light(changes);
}

/** Marks the change that is looked at, and says which it is. */
function light(changes: readonly HTMLElement[]): HTMLElement {
  const change = changes[at]!;
  for (const other of touchable(".here")) other.classList.remove("here");
  // Other comparisons on the page, of other parts of a proposal, count their own changes.
  const whole = change.closest(".comparison") ?? document;
  for (const part of touchable(`[data-change="${change.dataset["change"] ?? ""}"]`))
    if (whole.contains(part)) part.classList.add("here");
  const count = document.querySelector("[data-step-count]");
  if (count) count.textContent = wordsFrom(COMPARING).at(at + 1, changes.length);
  return change;
}
