/**
 * Half-typed reasons: what a person has typed into a form of a page is kept in this browser until it is sent and taken,
 * so that a reload does not lose it. Kept for each person apart, never of passwords, and gone when they sign out. A draft
 * keeps its own words elsewhere: `drafting/unsent.ts`.
 */
import { at } from "../links/under.ts";
import type { Visit } from "./view.ts";

const PREFIX = "variorum.typed:";
/** What a tab remembers: the form that is on its way, and one that came back unheard. */
const [SENT, UNHEARD] = ["sent", "unheard"];
/** What a form tells the page once a script has sent it, and it was taken. */
const TAKEN = "variorum:taken";

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** After a form was refused, the address bar holds the address that it was sent to: the page's own takes its place. */
export function showOwnAddress({ url }: Visit): void {
  const own = new URL(at(url), location.href);
  if (own.pathname !== location.pathname) history.replaceState(history.state, "", own);
}

/**
 * What became of a form that was sent: it was taken; it was refused, and the page says what was typed; or nobody looked
 * at it, because its sender was signed out by then, or because it never arrived.
 */
export type Outcome = "taken" | "refused" | "unheard";

/** What a page says of the form that was sent before it: an error has a status; `refused`, if it has that at all, is null where all went well. */
interface Answering {
  page: string;
  status?: number;
  refused?: unknown;
}

/** What the page that came tells of the form that was sent before. One that was come back to answers nothing. */
export function outcomeOf(view: Answering): Outcome {
  const [come] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (come?.type === "reload" || come?.type === "back_forward") return "unheard";
  if (view.page === "error") return view.status === 401 ? "unheard" : "refused";
  return (view.refused ?? null) !== null ? "refused" : "taken";
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

  /** The same, if this browser has room for it. A full shelf takes no more; the words are still in their field. */
  tryKeeping(form: string, field: string, value: string): void {
    attempt(() => this.keep(form, field, value));
  }

  kept(form: string, field: string): string | null {
    return this.#shelf.getItem(`${this.#person}${form}#${field}`);
  }

  /** The form was sent; whether it was taken, the next page tells. */
  sent(form: string): void {
    this.#tab.setItem(`${this.#person}${SENT}`, form);
    this.#tab.removeItem(`${this.#person}${UNHEARD}`);
  }

  /** What this tab's next page tells of the form that was sent last: taken, its words can go. */
  learn(outcome: Outcome): void {
    const form = this.#tab.getItem(`${this.#person}${SENT}`);
    if (form === null) return;
    if (outcome === "taken") this.#forget(`${this.#person}${form}#`);
    if (outcome === "unheard") this.#tab.setItem(`${this.#person}${UNHEARD}`, form);
    this.#tab.removeItem(`${this.#person}${SENT}`);
  }

  /** Whether the form was sent from this tab and nobody looked at it; asked once. */
  wasUnheard(form: string): boolean {
    const unheard = this.#tab.getItem(`${this.#person}${UNHEARD}`) === form;
    if (unheard) this.#tab.removeItem(`${this.#person}${UNHEARD}`);
    return unheard;
  }

  /** All that this person typed goes. */
  forgetAll(): void {
    this.#forget(this.#person);
    for (const mark of [SENT, UNHEARD]) this.#tab.removeItem(`${this.#person}${mark}`);
  }

  #forget(prefix: string): void {
    for (const name of namesOn(this.#shelf)) if (name.startsWith(prefix)) this.#shelf.removeItem(name);
  }
}

function namesOn(shelf: Shelf): string[] {
  return Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? "");
}

/** The same where the page does not know whose the form was: of whoever sent one from this tab. */
export function learnOfAnyone(shelf: Shelf, tab: Shelf, outcome: Outcome): void {
  for (const name of namesOn(tab)) {
    const person =
      name.startsWith(PREFIX) && name.endsWith(`:${SENT}`) ? name.slice(PREFIX.length, -SENT.length - 1) : "";
    if (person !== "") new TypedShelf(shelf, tab, person).learn(outcome);
  }
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Keeps what is typed on this page, and puts back what was kept of it. `outcome` of the form that was sent before. */
export function keepTyped({ actor }: Visit, outcome: Outcome): void {
  if (!actor) return attempt(() => outcome === "unheard" && learnOfAnyone(localStorage, sessionStorage, outcome));
  const shelf = shelfOf(actor.id);
  if (!shelf) return;
  shelf.learn(outcome);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[method=post]")) putBack(shelf, form);
  document.addEventListener("input", ({ target }) => {
    if (isField(target) && isKept(target)) keepField(shelf, target);
  });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!(target instanceof HTMLFormElement) || target.method !== "post" || defaultPrevented) return;
    if (placeOf(target).endsWith("/sign-out")) return shelf.forgetAll();
    // Also what was typed before somebody signed out beside this page, and all was forgotten.
    for (const field of fieldsOf(target)) keepField(shelf, field);
    attempt(() => shelf.sent(placeOf(target)));
  });
  document.addEventListener(TAKEN, ({ target }) => {
    if (target instanceof HTMLFormElement) attempt(() => shelf.sent(placeOf(target)));
  });
  // A page that is come back to as it was left has its words; they were not answered.
  window.addEventListener("pageshow", ({ persisted }) => persisted && attempt(() => shelf.learn("unheard")));
}

/** Says of a form which a script sent that it was taken, before the page goes on to what came of it. */
export function tellTaken(form: HTMLFormElement): void {
  form.dispatchEvent(new Event(TAKEN, { bubbles: true }));
}

/** Where this browser keeps what a person types into forms; null if it keeps nothing. */
export function shelfOf(person: string): TypedShelf | null {
  try {
    return new TypedShelf(localStorage, sessionStorage, person);
  } catch {
    // A browser that keeps nothing keeps no half-typed words either.
    return null;
  }
}

function keepField(shelf: TypedShelf, field: Field): void {
  shelf.tryKeeping(placeOf(field.form!), ownName(field), field.value);
}

function attempt(keeping: () => unknown): void {
  try {
    keeping();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function placeOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

/** What a field is kept as: where several forms of the page are sent to one address, and have it, its id tells them apart. */
function ownName(field: Field): string {
  const alike = [...document.getElementsByName(field.name)].filter(
    (other) => isField(other) && other.form !== null && placeOf(other.form) === placeOf(field.form!),
  );
  return alike.length > 1 ? field.id : field.name;
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function isKept(field: Field): boolean {
  if (field.form?.method !== "post" || field.name === "") return false;
  return field instanceof HTMLTextAreaElement || ["text", "email"].includes(field.type);
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((element): element is Field => isField(element) && isKept(element));
}

/** What the page itself says in a field goes before what was kept; not before what was sent, and nobody looked at. */
function putBack(shelf: TypedShelf, form: HTMLFormElement): void {
  const fields = fieldsOf(form);
  const unheard = fields.length > 0 && shelf.wasUnheard(placeOf(form));
  for (const field of fields) {
    const kept = shelf.kept(placeOf(form), ownName(field));
    if (kept === null || kept === field.value || (field.value !== "" && !unheard)) continue;
    field.value = kept;
    field.closest("details")?.setAttribute("open", "");
  }
}
