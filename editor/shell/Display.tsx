/** How the pages look to this reader: light or dark, and the size of type. Kept in the browser by `follow-display.ts`. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import type { Visit } from "./view.ts";
import { SHELL } from "./words.tsx";

const THEMES = ["", "light", "dark"] as const;
const SIZES = ["small", "", "large", "largest"] as const;

export function Display({ visit: { theme, size } }: { visit: Visit }): JSX.Element {
  const words = wordsFrom(SHELL).display;
  return (
    <details class="display needs-script" data-display>
      <summary>{words.title}</summary>
      <form>
        <Choice name="theme" legend={words.theme} choices={THEMES} words={words.themes} chosen={theme ?? ""} />
        <Choice name="size" legend={words.size} choices={SIZES} words={words.sizes} chosen={size ?? ""} />
      </form>
    </details>
  );
}

function Choice<Value extends string>(props: {
  name: string;
  legend: string;
  choices: readonly Value[];
  words: Readonly<Record<Value, string>>;
  chosen: string;
}): JSX.Element {
  const { name, legend, choices, words, chosen } = props;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map((value) => (
        <p>
          <input type="radio" id={`${name}-${value}`} name={name} value={value} checked={value === chosen} />{" "}
          <label for={`${name}-${value}`}>{words[value]}</label>
        </p>
      ))}
    </fieldset>
  );
}
