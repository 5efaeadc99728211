/** What an owner has taken out, in the place where it stood: when, who, why. */
import type { JSX } from "preact";
import type { Ground, Removable } from "../../translations/ledger/events.ts";
import type { Removal } from "../../translations/ledger/state.ts";
import { Dated } from "./People.tsx";

/** What was taken out of a version or proposal, as the beginning of a sentence. */
const WHAT: Readonly<Record<Removable, string>> = {
  text: "The words, and the notes on them, were",
  notes: "The notes were",
  reasons: "The reasons given were",
};

/** On what ground, in the words of a form. */
export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  court: "by order of a court",
  copyright: "for copyright",
  person: "for a person’s right",
  other: "for another reason",
};

/** A line for each removal; nothing if there was none. */
export function Removals({ removals }: { removals: readonly Removal[] }): JSX.Element | null {
  if (removals.length === 0) return null;
  return (
    <ul class="removals">
      {removals.map(({ what, ground, reason, by, at }) => (
        <li>
          {WHAT[what]} removed on <Dated iso={at} /> by {by.name}, {GROUND_WORDS[ground]}: “{reason}”
        </li>
      ))}
    </ul>
  );
}
