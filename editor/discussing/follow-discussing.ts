/** Keys of discussions: C writes a remark on the change that is looked at, N leads to the next discussion that is open. */
import { touchable } from "../design/touchable.ts";
import { isWriting, singleKeysOn } from "../shell/follow-keys.ts";

export function followDiscussing(): void {
  document.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, defaultPrevented, target } = event;
    if (defaultPrevented || altKey || ctrlKey || metaKey || isWriting(target) || !singleKeysOn()) return;
    if (document.querySelector("dialog[open]")) return;
    const done = key === "c" ? remark() : key === "n" && toNext();
    if (done) event.preventDefault();
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
