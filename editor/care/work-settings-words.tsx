/** The sentences of the page on which an owner says what a work is, and how its outline stands, by language. */
import type { JSX } from "preact";
import type { Catalogue } from "../language/language.ts";
import { count } from "../language/english.ts";
import { did, kinds } from "./outline-words.tsx";

const en = {
  crumb: "Settings",
  title: (work: string) => `Settings of ${work}`,
  done: (records: number) => (records === 0 ? "It stood so already; nothing was added." : "Done."),
  readyReasons: "Reasons ready for who decides",
  readyReasonsLead: "One a line. Whoever declines a proposal or asks for changes chooses one, and adds to it.",
  keepReasons: "Keep these",
  description: "What the work is",
  fields: {
    title: "Title",
    originalTitle: "Title in the source’s language",
    sourceLanguage: "Language of the source (such as zh-Hans)",
    issuer: "Who issued it",
    originalIssuer: "The same, in the source’s language",
    issued: "When (2021, 2021-12 or 2021-12-28)",
    about: "Introduction",
    rights: "Rights",
  },
  translation: "The translation",
  otherTranslation: (title: string, language: string) => `Another translation: ${title}, ${language}`,
  addTranslation: "Add a translation",
  addTranslationLead:
    "Its versions stand in the same passages, beside those that are there. What is current there stays so.",
  translators: "Translators, one a line; of a program: DeepL (program)",
  ofTranslation: {
    title: "Its title",
    publisher: "Publisher",
    language: "Language (such as en)",
    date: "When",
    licence: "Licence: its short name, such as CC-BY-4.0, or its address",
  },
  say: "Say so",
  outline: "The outline",
  wholeSource: "Give it its source from a whole text",
  imports: "What was brought to it, and undoing that",
  log: "Who did what in it",
  revisedFile: "Bring a revised file of a translation",
  asFile: "Take the work out as a file",
  outlineLead:
    "Choose a passage to change it. Ids are given for good: what goes keeps its address, with its versions and all that was cited.",
  noPassages: "The work has no passage yet.",
  earlier: (locator: string) => `Earlier: ${locator}`,
  later: (locator: string) => `Later: ${locator}`,
  gone: "Passages that stand in the outline no more",
  how: { retired: "taken out", split: "split", joined: "joined with others" },
  goneOn: (how: string, day: JSX.Element) => (
    <>
      {how} on {day}
    </>
  ),
  steps: "What was done to it",
  noSteps: "Nothing since the work was brought in.",
  tooLong: "This outline is too long to be gone through on a page; its records are in the ledger.",
  did,
  compareOutline: "What changed between two days, or by each step",
  on: "How it stood at the end of a day",
  show: "Show",
  then: (day: JSX.Element) => <>The outline on {day}</>,
  chosen: (locator: string) => `Change ${locator}`,
  toPassage: "To the passage",
  call: "Call it otherwise",
  locator: "Locator: how people find it",
  remark: "Remark on what is not held",
  kind: "What it is",
  kinds,
  level: "Its depth in the outline, from 1",
  reason: "Why",
  move: "Move it",
  again: "Put it into the outline again",
  place: {
    find: "Look for a passage: its locator, its title or its words",
    findIt: "Find",
    found: (number: number, more: boolean) =>
      number === 0
        ? "No passage has that. Look for less of it."
        : `${count(number, "passage")} found${more ? ", and there are more: look for more of its words" : ""}.`,
    after: "Behind which passage",
    first: "Before all others",
    called: (locator: string, words: string) => `${locator} · ${words}`,
  },
  branch: "With all that stands under it",
  moveIt: "Move",
  putIt: "Put it there",
  add: "Add a passage behind it",
  id: "Its id, for good",
  words: "Words of its source, if they are held",
  addIt: "Add",
  reword: "Give its source anew",
  wording: "All of its source, paragraphs parted by empty lines",
  provenance: "Where these words are from, and what was corrected",
  retire: "Take it out of the outline",
  retireIt: "Take it out",
  drafts:
    "Who drafts on it keeps the draft, and is told there; nothing can be accepted on it until it stands in the outline again.",
  join: (next: string) => `Join it with ${next}`,
  joinLead:
    "Both go, and a new passage stands in their place, with the words of both. Notes stay where they were made.",
  joinIt: "Join",
  split: "Split it",
  splitLead:
    "Tick each sentence with which a new passage begins, as many in the source as in the rendering. The passage goes, and the new ones stand in its place, with its words. Notes stay where they were made.",
  inRendering: "In the rendering",
  inSource: "In the source",
  begins: "A new passage begins here:",
  splitIt: "Split",
};

export const WORK_SETTINGS: Catalogue<typeof en> = { en };
