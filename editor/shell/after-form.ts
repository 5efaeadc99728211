/**
 * Where the focus is once a form was sent by a key and its page has come: at what was answered, not at the page's beginning. Who
 * points with a mouse is led nowhere.
 */
import { outcomeOf } from "./typed.ts";

/** What a tab remembers of the form that was sent last: to which path. */
const SENT = "variorum.form";

/** Leads there if this page is the answer to such a form, and remembers those that are sent from it. */
export function followForms(view: Parameters<typeof outcomeOf>[0]): void {
  const sent = remembered();
  const isLedByItself = location.hash !== "" || document.querySelector("[autofocus]") !== null;
  const isLed = isLedByItself || document.activeElement !== document.body;
  if (sent !== null && !isLed && outcomeOf(view) !== "unheard") placeAfter(sent)?.focus();
  let isPointed = false;
  document.addEventListener("click", ({ detail }) => (isPointed = detail > 0), true);
  document.addEventListener("keydown", () => (isPointed = false), true);
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!(target instanceof HTMLFormElement) || target.method !== "post" || defaultPrevented || isPointed) return;
    remember(pathOf(target));
  });
}

/** What was refused; else the form itself, if there is more to be said by it; else what was decided; else what the page is about. */
function placeAfter(sent: string): HTMLElement | null {
  const [refused, decided] = [".refused", ".decision"].map((place) =>
    document.querySelector<HTMLElement>(`main ${place}`),
  );
  return refused ? led(refused) : (buttonOf(sent) ?? led(decided ?? document.querySelector("main h1")));
}

function buttonOf(sent: string): HTMLElement | null {
  const forms = [...document.querySelectorAll<HTMLFormElement>("main form[method=post]")];
  const buttons = forms.filter((form) => pathOf(form) === sent).flatMap((form) => [...form.querySelectorAll("button")]);
  return buttons.find((button) => !button.disabled && button.checkVisibility()) ?? null;
}

/** What takes no focus by itself is led to. */
function led(place: HTMLElement | null): HTMLElement | null {
  if (place && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  return place;
}

function pathOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

function remember(path: string): void {
  try {
    sessionStorage.setItem(SENT, path);
  } catch {
    // A browser that keeps nothing leads nowhere.
  }
}

function remembered(): string | null {
  try {
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    return sent;
  } catch {
    return null;
  }
}
