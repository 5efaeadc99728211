/** How a comparison is printed, to choose; and the way from change to change. Links, so that they work without a script. */
import type { JSX } from "preact";
import { SHOWS, type Show } from "../difference/difference.ts";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { COMPARING } from "./words.tsx";

/** @param part the part of a proposal that the page is turned to, if it has several. */
export function Shows(props: { path: string; show: Show; part?: string | undefined }): JSX.Element {
  const { path, show, part } = props;
  const words = wordsFrom(COMPARING);
  return (
    <nav class="shows" aria-label={words.howToShow}>
      <ul>
        {SHOWS.map((each) => (
          <li>
            <a href={showing(path, each, part)} aria-current={each === show ? "true" : undefined}>
              {words.shows[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The address of the same page that prints its comparison so. */
function showing(path: string, show: Show, part: string | undefined): string {
  const asked = new URLSearchParams({ ...(part !== undefined && { part }), ...(show !== "inline" && { view: show }) });
  return `${path}${asked.size > 0 ? `?${asked.toString()}` : ""}${part === undefined ? "" : `#part-${part}`}`;
}

/** "previous · 1 of 2 · next". The steps are taken in `follow-changes.ts`. */
export function ChangeSteps({ changes }: { changes: number }): JSX.Element | null {
  if (changes === 0) return null;
  const words = wordsFrom(COMPARING);
  const hidden = (said: string): JSX.Element => <Hidden>{said}</Hidden>;
  return (
    <div class="steps needs-script" role="group" aria-label={words.steps}>
      <button type="button" class="quiet-action" data-step="-1">
        {words.previous(hidden)}
      </button>
      <span class="step-count" data-step-count data-of={changes} role="status">
        {words.changes(changes)}
      </span>
      <button type="button" class="quiet-action" data-step="1">
        {words.next(hidden)}
      </button>
    </div>
  );
}

/** The same as a Word file. */
export function InWord({ href }: { href: string }): JSX.Element {
  return (
    <a class="in-word" href={href} download>
      {wordsFrom(COMPARING).inWord}
    </a>
  );
}

/** The path of an address, without its question. */
export function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? url;
}
