/** Keys that work on every page: the list of them, and the way from passage to passage. Changes have theirs in `changes.ts`. */
import { at } from "../links/under.ts";

const SWITCH = "variorum.single-keys";

export function followKeys(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  const single = dialog?.querySelector<HTMLInputElement>("[data-single-keys]");
  if (!dialog || !single) return;
  single.checked = singleKeysOn();
  single.addEventListener("change", () => {
    remember(single.checked);
  });
  document.querySelector("[data-keys-open]")?.addEventListener("click", () => {
    dialog.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "?" && singleKeysOn() && !isWriting(event.target) && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.key === "/" && singleKeysOn() && !isWriting(event.target) && !dialog.open) {
      event.preventDefault();
      lookFor();
    } else if (isPlain(event) && event.key === "f" && !dialog.open && singleKeysOn()) {
      if (!isWriting(event.target) && pressFollow()) event.preventDefault();
    } else if (isPlain(event) && LINES[event.key] !== undefined && !dialog.open && singleKeysOn()) {
      if (!isWriting(event.target) && stepLine(LINES[event.key]!)) event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && !isWriting(event.target)) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0 && stepPassage(step)) event.preventDefault();
    }
  });
}

/** Which line of a list the letters lead to, from the one that has the focus. */
const LINES: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1 };

function isPlain({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !altKey && !ctrlKey && !metaKey;
}

/** Goes to the next or previous line of the page's lists, each of which is a link. False if there is none. */
function stepLine(step: 1 | -1): boolean {
  const lines = [...document.querySelectorAll<HTMLElement>("[data-line]")];
  const here = lines.findIndex((line) => line === document.activeElement);
  const next = lines[here < 0 ? (step > 0 ? 0 : lines.length - 1) : here + step];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

/** Presses the button that has one follow what the page is about, or leave it. False if there is none. */
function pressFollow(): boolean {
  const button = document.querySelector<HTMLButtonElement>("[data-follow]");
  button?.click();
  return button !== null;
}

/** Where words are typed that are looked for: on this page, else on the one for that. */
function lookFor(): void {
  const here = document.querySelector<HTMLInputElement>('input[type="search"][name="q"]');
  if (here) here.select();
  else document.querySelector<HTMLAnchorElement>("[data-search]")?.click();
}

/** True if what has the focus takes letters: a key there is a letter. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && ["checkbox", "radio"].includes(target.type)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** True unless the reader has switched single letters off. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }
}

/** Goes to the next or previous passage: of the page, else of what stands before or after it. False if there is none. */
function stepPassage(step: 1 | -1): boolean {
  const passages = [...document.querySelectorAll<HTMLElement>("[data-passage]")];
  const next = passages[placeIn(passages) + step];
  if (!next) return stepPage(step);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
  return true;
}

/** Follows the page's link to what stands before or after it; who comes from below, to the last passage there. */
function stepPage(step: 1 | -1): boolean {
  const neighbour = document.querySelector<HTMLAnchorElement>(step > 0 ? 'a[rel="next"]' : 'a[rel="prev"]');
  if (!neighbour) return false;
  const { last } = neighbour.dataset;
  if (step < 0 && last !== undefined) location.assign(at(last));
  else neighbour.click();
  return true;
}

/** The passage that has the focus, else the last that begins above the upper third of the window; -1 if none does. */
function placeIn(passages: readonly HTMLElement[]): number {
  const focused = passages.findIndex((passage) => passage.contains(document.activeElement));
  if (focused >= 0) return focused;
  return passages.findLastIndex((passage) => passage.getBoundingClientRect().top < window.innerHeight / 3);
}
