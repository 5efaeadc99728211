/**
 * Half-typed reasons: what a person has typed into a form of a page is kept in this browser until it is sent and taken,
 * so that a reload does not lose it. Kept for each person apart, never of passwords, and gone when they sign out. A draft
 * keeps its own words elsewhere: `draft/unsent.ts`.
 */
import { at } from "../components/under.ts";
import type { Visit } from "../views.ts";

const PREFIX = "variorum.typed:";

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** After a form was refused, the address bar holds the address that it was sent to: the page's own takes its place. */
export function showOwnAddress({ url }: Visit): void {
  const own = new URL(at(url), location.href);
  if (own.pathname !== location.pathname) history.replaceState(history.state, "", own);
}

/**
 * What one person typed into forms, on a shelf. Which form is on its way is known to the tab that sent it: a page that is
 * opened beside it meanwhile tells nothing of that form.
 */
export class TypedShelf {
  readonly #shelf: Shelf;
  readonly #tab: Shelf;
  readonly #person: string;

  constructor(shelf: Shelf, tab: Shelf, person: string) {
    this.#shelf = shelf;
    this.#tab = tab;
    this.#person = `${PREFIX}${person}:`;
  }

  keep(form: string, field: string, value: string): void {
    const name = `${this.#person}${form}#${field}`;
    if (value === "") this.#shelf.removeItem(name);
    else this.#shelf.setItem(name, value);
  }

  kept(form: string, field: string): string | null {
    return this.#shelf.getItem(`${this.#person}${form}#${field}`);
  }

  /** The form was sent; whether it was taken, the next page tells. */
  sent(form: string): void {
    this.#tab.setItem(`${this.#person}sent`, form);
  }

  /** What this tab's next page tells of the form that was sent last: taken, its words can go. */
  learn(outcome: "taken" | "refused"): void {
    const form = this.#tab.getItem(`${this.#person}sent`);
    if (form !== null && outcome === "taken") this.#forget(`${this.#person}${form}#`);
    this.#tab.removeItem(`${this.#person}sent`);
  }

  /** All that this person typed goes. */
  forgetAll(): void {
    this.#forget(this.#person);
    this.#tab.removeItem(`${this.#person}sent`);
  }

  #forget(prefix: string): void {
    const names = Array.from({ length: this.#shelf.length }, (_, index) => this.#shelf.key(index) ?? "");
    for (const name of names) if (name.startsWith(prefix)) this.#shelf.removeItem(name);
  }
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Keeps what is typed on this page, and puts back what was kept of it. `outcome` of the form that was sent before. */
export function keepTyped({ actor }: Visit, outcome: "taken" | "refused"): void {
  if (!actor) return;
  const shelf = shelfOf(actor.id);
  if (!shelf) return;
  shelf.learn(outcome);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[method=post]")) putBack(shelf, form);
  document.addEventListener("input", ({ target }) => {
    if (!isField(target) || !target.form || !isKept(target)) return;
    attempt(() => shelf.keep(placeOf(target.form!), target.name, target.value));
  });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!(target instanceof HTMLFormElement) || target.method !== "post" || defaultPrevented) return;
    if (placeOf(target).endsWith("/sign-out")) shelf.forgetAll();
    else attempt(() => shelf.sent(placeOf(target)));
  });
}

function shelfOf(person: string): TypedShelf | null {
  try {
    return new TypedShelf(localStorage, sessionStorage, person);
  } catch {
    // A browser that keeps nothing keeps no half-typed words either.
    return null;
  }
}

function attempt(keeping: () => void): void {
  try {
    keeping();
  } catch (error) {
    // A full shelf takes no more; the words are still in their field.
    if (!(error instanceof DOMException)) throw error;
  }
}

function placeOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function isKept(field: Field): boolean {
  if (field.form?.method !== "post" || field.name === "") return false;
  return field instanceof HTMLTextAreaElement || ["text", "email"].includes(field.type);
}

/** What the page itself says in a field goes before what was kept. */
function putBack(shelf: TypedShelf, form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (!isField(field) || !isKept(field) || field.value !== "") continue;
    const kept = shelf.kept(placeOf(form), field.name);
    if (kept === null) continue;
    field.value = kept;
    field.closest("details")?.setAttribute("open", "");
  }
}
