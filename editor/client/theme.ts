/** The choice between light, dark and what the system says, kept in a cookie so that the server draws it right at once. */
import { at } from "../components/under.ts";

const ORDER = ["system", "light", "dark"] as const;
type Theme = (typeof ORDER)[number];

const YEAR = 365 * 24 * 60 * 60;
const WORDS: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

export function followTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-toggle]");
  if (!button) return;
  name(button, themeNow());
  button.addEventListener("click", () => {
    const theme = ORDER[(ORDER.indexOf(themeNow()) + 1) % ORDER.length]!;
    show(theme);
    name(button, theme);
    document.cookie = `theme=${theme === "system" ? "" : theme}; path=${at("/")}; max-age=${theme === "system" ? 0 : YEAR}; samesite=lax`;
  });
}

function themeNow(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function name(button: HTMLButtonElement, theme: Theme): void {
  const words = `Light or dark: ${WORDS[theme]}`;
  button.setAttribute("aria-label", words);
  button.title = words;
}
