/** How the pages look to this reader: light or dark, and the size of type. Kept in the browser by `follow-display.ts`. */
import type { JSX } from "preact";
import type { Visit } from "./view.ts";

const THEMES = [
  ["", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;
const SIZES = [
  ["small", "Small"],
  ["", "Usual"],
  ["large", "Large"],
  ["largest", "Largest"],
] as const;

export function Display({ visit: { theme, size } }: { visit: Visit }): JSX.Element {
  return (
    <details class="display needs-script" data-display>
      <summary>Display</summary>
      <form>
        <Choice name="theme" legend="Light or dark" choices={THEMES} chosen={theme ?? ""} />
        <Choice name="size" legend="Size of type" choices={SIZES} chosen={size ?? ""} />
      </form>
    </details>
  );
}

function Choice(props: {
  name: string;
  legend: string;
  choices: readonly (readonly [value: string, words: string])[];
  chosen: string;
}): JSX.Element {
  const { name, legend, choices, chosen } = props;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map(([value, words]) => (
        <p>
          <input type="radio" id={`${name}-${value}`} name={name} value={value} checked={value === chosen} />{" "}
          <label for={`${name}-${value}`}>{words}</label>
        </p>
      ))}
    </fieldset>
  );
}
