/** How a comparison is printed, to choose; and the way from change to change. Links, so that they work without a script. */
import type { JSX } from "preact";
import { SHOWS, type Show } from "./difference.ts";
import { Hidden } from "../design/Prose.tsx";

const SHOW_WORDS: Record<Show, string> = {
  inline: "Inline",
  side: "Side by side",
  new: "New text only",
  changes: "Changes only",
};

export function Shows({ path, show }: { path: string; show: Show }): JSX.Element {
  return (
    <nav class="shows" aria-label="How to show the comparison">
      <ul>
        {SHOWS.map((each) => (
          <li>
            <a
              href={each === "inline" ? path : `${path}?view=${each}`}
              aria-current={each === show ? "true" : undefined}
            >
              {SHOW_WORDS[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "previous · 1 of 2 · next". The steps are taken in `follow-changes.ts`. */
export function ChangeSteps({ changes }: { changes: number }): JSX.Element | null {
  if (changes === 0) return null;
  return (
    <div class="steps needs-script" role="group" aria-label="From change to change">
      <button type="button" class="quiet-action" data-step="-1">
        Previous<Hidden> change</Hidden> <kbd>Shift F7</kbd>
      </button>
      <span class="step-count" data-step-count data-of={changes} role="status">
        {`${changes} ${changes === 1 ? "change" : "changes"}`}
      </span>
      <button type="button" class="quiet-action" data-step="1">
        Next<Hidden> change</Hidden> <kbd>F7</kbd>
      </button>
    </div>
  );
}

/** The path of an address, without its question. */
export function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? url;
}
