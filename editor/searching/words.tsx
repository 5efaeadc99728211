/** The sentences of looking for words, by language. */
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Where words stand. */
const places: Readonly<Record<string, string>> = {
  rendering: "in the rendering",
  source: "in the source",
  note: "in a note",
  reason: "in a reason",
};

const en = {
  title: "Search",
  titleOf: (words: string) => `${words} – Search`,
  works: "Works",
  q: "Words",
  hint: "Words, all of which must be there, or a “phrase”. English by its stem, Chinese by its letters.",
  more: "Source and rendering together, people and dates",
  source: "The source says",
  without: "The rendering does not say",
  together: "Where is 治理 rendered by governance, and where not? Look in what stands now.",
  work: "In",
  allWorks: "all works",
  in: "Where",
  everywhere: "everywhere",
  places,
  versions: "Versions",
  current: "that stand now",
  all: "all there ever were",
  person: "Made by",
  date: "Of",
  dateHint: "A year, a month or a day, such as 2022-01.",
  look: "Search",
  found: (hits: number, more: boolean) => (more ? `The first ${count(hits, "place")}` : count(hits, "place")),
  none: "Nothing was found. Try fewer words, another form, or all versions.",
  behind: (records: number) =>
    `What was recorded last is not looked through yet (${count(records, "record")}). Search again in a moment.`,
  revise: {
    title: "Revise these passages together",
    hint: "One proposal, with a part for each passage that is ticked. Nobody else reads it until you propose it.",
    hintOfPage:
      "One proposal, with a part for each passage that is ticked, of those on this page. Nobody else reads it until you propose it.",
    begin: "Begin the proposal",
  },
  next: "More",
  version: (number: number) => `v${number}`,
};

export const SEARCHING: Catalogue<typeof en> = { en };
