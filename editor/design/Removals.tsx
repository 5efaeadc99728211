/** What an owner has taken out, in the place where it stood: when, who, why. */
import type { JSX } from "preact";
import type { Removal } from "../../translations/ledger/state.ts";
import type { Work, WordingRemoval } from "../../translations/ledger/work.ts";
import { wordsFrom } from "../language/language.ts";
import { Dated } from "./People.tsx";
import { REMOVALS } from "./removal-words.tsx";

/** On what ground, in the words of a form. */
export function groundWords(ground: Removal["ground"]): string {
  return wordsFrom(REMOVALS).grounds[ground];
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
        <Removed what={wordsFrom(REMOVALS).wordings[of.kind](of.kind === "source" ? of.number : 0)} {...why} />
      ))}
    </ul>
  );
}

/** Why a work is called by its id: what it was called was taken out, and nothing else was said since. */
export function titleRemovals({ id, title, removals = [] }: Pick<Work, "id" | "title" | "removals">): WordingRemoval[] {
  return title === id ? removals.filter(({ of }) => of.kind === "work") : [];
}

function Removed({ what, ground, reason, by, at }: { what: string } & Omit<Removal, "what">): JSX.Element {
  return <li>{wordsFrom(REMOVALS).removed(what, <Dated iso={at} />, by.name, groundWords(ground), reason)}</li>;
}

/** A line for each removal; nothing if there was none. */
export function Removals({ removals }: { removals: readonly Removal[] }): JSX.Element | null {
  if (removals.length === 0) return null;
  return (
    <ul class="removals">
      {removals.map(({ what, ...why }) => (
        <Removed what={wordsFrom(REMOVALS).what[what]} {...why} />
      ))}
    </ul>
  );
}
