/** The sentences of comparisons, by language. Those that tell changes stand in `changes/`. */
import type { JSX } from "preact";
import { inARow, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { Show } from "../difference/difference.ts";

/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const shows: Record<Show, string> = {
  inline: "Inline",
  side: "Side by side",
  new: "New text only",
  changes: "Changes only",
};

const page = {
  tab: (locator: string, from: number, to: number, work: string) => `${locator}, v${from} to v${to}, ${work}`,
  description: (locator: string, from: number, to: number) =>
    `What changed in ${locator} from v${from} to v${to}, word by word, with the reasons.`,
  crumb: (from: number, to: number) => `v${from} → v${to}`,
  comparing: "comparing two versions",
  title: (locator: string) => `What changed in ${locator}`,
  became: "became",
  why: (number: number) => `Why v${number} reads as it does`,
  notes: "Notes of both versions",
  on: (versions: readonly number[]) => `on ${inARow(versions.map((number) => `v${number}`))}`,
  onCarried: (versions: readonly number[], from: number) =>
    `on ${inARow(versions.map((number) => `v${number}`))} · carried from v${from}`,
  notComparable: (removed: boolean, term: (word: string) => JSX.Element) => (
    <>
      These two can’t be compared word by word, because the wording of one of them is{" "}
      {removed ? "removed" : term("not held")} here.
    </>
  ),
  published: (where: JSX.Element) => <>Published in {where}</>,
  others: "Compare others",
  older: "Older",
  newer: "Newer",
  notHeld: " (not held)",
};

const en = {
  page,
  shows,
  howToShow: "How to show the comparison",
  inWord: "Word file, changes tracked",
  steps: "From change to change",
  previous: (hidden: Hidden) => (
    <>
      Previous{hidden(" change")} <kbd>Shift F7</kbd>
    </>
  ),
  next: (hidden: Hidden) => (
    <>
      Next{hidden(" change")} <kbd>F7</kbd>
    </>
  ),
  changes: (number: number) => `${number} ${plural(number, "change", "changes")}`,
  at: (number: number, of: number) => `${number} of ${of}`,
};

export const COMPARING: Catalogue<typeof en> = { en };
