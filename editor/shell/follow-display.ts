/** The reader's choice of light or dark and of the size of type: kept in cookies, so that the server draws it right at once. */
import { at } from "../links/under.ts";

const YEAR = 365 * 24 * 60 * 60;

export function followDisplay(): void {
  const menu = document.querySelector<HTMLDetailsElement>("[data-display]");
  if (!menu) return;
  menu.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) choose(target.name, target.value);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });
}

function choose(name: string, value: string): void {
  if (value === "") document.documentElement.removeAttribute(`data-${name}`);
  else document.documentElement.setAttribute(`data-${name}`, value);
  document.cookie = `${name}=${value}; path=${at("/")}; max-age=${value === "" ? 0 : YEAR}; samesite=lax`;
}
