/** Where a passage stands: its locator, and what kind of passage it is if that helps. */
import type { JSX } from "preact";
import type { PassageName } from "./view.ts";
import { markup, type Markup } from "../design/markup.ts";
import { Mixed, mixed } from "../design/Prose.tsx";

export function Locator({ passage, lang }: { passage: PassageName; lang?: string }): JSX.Element {
  return (
    <span class="locator">
      <Mixed text={passage.locator} lang={lang} />
    </span>
  );
}

/** The same, written. */
export function locator({ locator }: PassageName, lang: string): Markup {
  return markup`<span class="locator">${mixed(locator, lang)}</span>`;
}
