/** Pairs are mended by keys, and it is told that a work is made. Every key is a button's; without a script there are these. */

/** The button that a key is for, by what it does. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: "settle",
  j: "join",
  s: "split",
  d: "shift-b",
  e: "shift-a",
  u: "apart",
  z: "undo",
  y: "redo",
};

/** @param isOn whether single letters are keys, asked when one is pressed. */
export function followPairs(isOn: () => boolean, isWriting: (target: EventTarget | null) => boolean): void {
  const form = document.querySelector<HTMLFormElement>("[data-pairs]");
  if (form) followKeys(form, isOn, isWriting);
  const making = document.querySelector<HTMLFormElement>("[data-making]");
  if (making) followMaking(making);
}

/** While a work is made the page says so, and it is not asked for again. */
function followMaking(form: HTMLFormElement): void {
  const say = (isMaking: boolean): void => {
    form.querySelector<HTMLElement>("[role=status] > span")!.hidden = !isMaking;
    form.querySelector<HTMLButtonElement>("button")!.disabled = isMaking;
  };
  form.addEventListener("submit", () => say(true));
  // Whoever comes back finds the page as they left it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) say(false);
  });
}

function followKeys(
  form: HTMLFormElement,
  isOn: () => boolean,
  isWriting: (target: EventTarget | null) => boolean,
): void {
  document.getElementById(location.hash.slice(1))?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "F7") {
      event.preventDefault();
      stepUnsure(form, event.shiftKey ? -1 : 1);
    } else if (isOn() && !isWriting(event.target)) press(form, event);
  });
}

function press(form: HTMLFormElement, event: KeyboardEvent): void {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  // Each of these has Enter for itself.
  if (act === undefined || (event.key === "Enter" && isPressable(event.target))) return;
  const here = document.activeElement;
  // What stands in the column of a further translation is mended by itself.
  const cell = here?.closest<HTMLElement>("[data-column]");
  const column = cell ? `[form=mend-${cell.dataset["column"]}]` : ":not([form])";
  const button =
    act === "undo" || act === "redo"
      ? form.querySelector<HTMLButtonElement>(`button[value=${act}]${column}`)
      : (cell ?? here?.closest(".pair")?.querySelector(":scope > .pair-acts"))?.querySelector<HTMLElement>(
          `button[value^="${act} "], [data-act=${act}]`,
        );
  if (!button || button.matches(":disabled")) return;
  event.preventDefault();
  button.click();
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("button, a, summary");
}

/** On to the next unsure pair of this page, in whichever column, or to the page that has one. */
function stepUnsure(form: HTMLFormElement, step: 1 | -1): void {
  const all = [...form.querySelectorAll<HTMLElement>(".pair, [data-column]")];
  const here = all.findLastIndex((pair) => pair.contains(document.activeElement));
  const isUnsure = (pair: HTMLElement): boolean => pair.dataset["unsure"] !== undefined;
  const next = step > 0 ? all.slice(here + 1).find(isUnsure) : all.slice(0, Math.max(0, here)).findLast(isUnsure);
  if (next) next.focus();
  else document.querySelector<HTMLAnchorElement>(`[data-to-unsure=${step > 0 ? "next" : "previous"}]`)?.click();
}
