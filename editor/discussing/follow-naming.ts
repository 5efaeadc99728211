/** Behind “@” in what one says, those who may be named are offered in a list: arrow keys choose, Enter or Tab puts one in, Escape leaves. */
import { wordsFrom } from "../language/language.ts";
import { at } from "../links/under.ts";
import { named, nameBefore } from "./naming.ts";
import { DISCUSSION } from "./words.tsx";

/** So long is waited, in milliseconds, whether more is typed. */
const PAUSE = 150;

export function followNaming(): void {
  let open: Offer | null = null;
  let asked = 0;
  const close = (): void => {
    asked++;
    open?.close();
    open = null;
  };
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || target.dataset["names"] === undefined) return;
    const begun = nameBefore(target.value, target.selectionStart);
    if (!begun) return close();
    const mine = ++asked;
    setTimeout(async () => {
      if (mine !== asked) return;
      const names = await namesFor(target.dataset["names"]!, begun.begun);
      if (mine !== asked || !target.isConnected) return;
      open?.close();
      open = new Offer(target, names);
    }, PAUSE);
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (open && !event.isComposing && open.takes(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        if (!open.isOpen) open = null;
      }
    },
    true,
  );
  document.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLTextAreaElement) close();
  });
}

async function namesFor(path: string, find: string): Promise<string[]> {
  try {
    const response = await fetch(at(`${path}?find=${encodeURIComponent(find)}`), {
      headers: { Accept: "application/json" },
    });
    if (!response.ok) return [];
    const { people } = (await response.json()) as { people: { name: string }[] };
    return people.map(({ name }) => name);
  } catch {
    return [];
  }
}

/** A list of names under the field in which one is written. */
class Offer {
  readonly #field: HTMLTextAreaElement;
  readonly #list = document.createElement("ul");
  readonly #status = document.createElement("span");
  #active = 0;
  isOpen = true;

  constructor(field: HTMLTextAreaElement, names: readonly string[]) {
    const words = wordsFrom(DISCUSSION);
    this.#field = field;
    this.#list.id = `${field.id}-names`;
    this.#list.className = "names-offered";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", words.names);
    this.#list.append(...names.map((name, index) => this.#option(name, index)));
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("aria-live", "polite");
    field.after(this.#status);
    this.#status.textContent = words.offered(names.length);
    if (names.length === 0) return;
    field.after(this.#list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.#list.id);
    this.#choose(0);
  }

  #option(name: string, index: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute("role", "option");
    option.textContent = name;
    // The field keeps the focus.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#take(name));
    return option;
  }

  #choose(index: number): void {
    const options = [...this.#list.children];
    this.#active = (index + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.#active)));
    this.#field.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#active}`);
    options[this.#active]?.scrollIntoView({ block: "nearest" });
  }

  /** True of a key that is the list's. */
  takes(key: string): boolean {
    const { length } = this.#list.children;
    if (length === 0) return false;
    if (key === "ArrowDown") this.#choose(this.#active + 1);
    else if (key === "ArrowUp") this.#choose(this.#active - 1);
    else if (key === "Enter" || key === "Tab") this.#take(this.#list.children[this.#active]!.textContent ?? "");
    else if (key === "Escape") this.close();
    else return false;
    return true;
  }

  #take(name: string): void {
    const { value, selectionStart } = this.#field;
    const begun = nameBefore(value, selectionStart);
    this.close();
    if (!begun) return;
    const { text, caret } = named(value, begun.at, selectionStart, name);
    this.#field.value = text;
    this.#field.setSelectionRange(caret, caret);
    this.#field.focus();
  }

  close(): void {
    this.isOpen = false;
    this.#list.remove();
    this.#status.remove();
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"])
      this.#field.removeAttribute(name);
  }
}
