/** What an owner has taken out, in the place where it stood: when, who, why. */
import type { JSX } from "preact";
import type { Removable } from "../../translations/ledger/events.ts";
import type { Ground } from "../../translations/ledger/grounds.ts";
import type { Removal } from "../../translations/ledger/state.ts";
import type { Worded, WordingRemoval } from "../../translations/ledger/work.ts";
import { Dated } from "./People.tsx";

/** What was taken out of a version or proposal, as the beginning of a sentence. */
const WHAT: Readonly<Record<Removable, string>> = {
  text: "The words, and the notes on them, were",
  notes: "The notes were",
  reasons: "The reasons given, and where it was published, were",
};

/** On what ground, in the words of a form. */
export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  court: "by order of a court",
  copyright: "for copyright",
  person: "for a person’s right",
  other: "for another reason",
};

/** What was taken out of the words of a work, as the beginning of a sentence. */
function wordingWords(of: Worded): string {
  switch (of.kind) {
    case "work":
      return "What the work was called, and said of itself, was";
    case "translation":
      return "The translation’s title, publisher and address were";
    case "passage":
      return "What this passage was called, and the remark on it, were";
    case "source":
      return `Source wording ${of.number} was`;
    case "term":
      return "A term of the glossary was";
  }
}

/** A line for each removal; nothing if there was none. */
export function WordingRemovals({
  removals = [],
}: {
  removals?: readonly WordingRemoval[] | undefined;
}): JSX.Element | null {
  if (removals.length === 0) return null;
  return (
    <ul class="removals">
      {removals.map(({ of, ...why }) => (
        <Removed what={wordingWords(of)} {...why} />
      ))}
    </ul>
  );
}

function Removed({ what, ground, reason, by, at }: { what: string } & Omit<WordingRemoval, "of">): JSX.Element {
  return (
    <li>
      {what} removed on <Dated iso={at} /> by {by.name}, {GROUND_WORDS[ground]}: “{reason}”
    </li>
  );
}

/** A line for each removal; nothing if there was none. */
export function Removals({ removals }: { removals: readonly Removal[] }): JSX.Element | null {
  if (removals.length === 0) return null;
  return (
    <ul class="removals">
      {removals.map(({ what, ...why }) => (
        <Removed what={WHAT[what]} {...why} />
      ))}
    </ul>
  );
}
