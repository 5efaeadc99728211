/** The sentences of the page of one's own work, by language. */
import type { JSX } from "preact";
import type { OwnList } from "../../translations/people/own-work.ts";
import { count, discussions, quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { MineLine } from "./view.ts";

const titles: Record<OwnList, string> = {
  returned: "Changes asked for",
  decide: "Waiting for me",
  drafts: "My drafts",
  invited: "Drafts I write in",
  proposed: "Waiting for others",
  decided: "Decided",
};

const none: Record<OwnList, string> = {
  returned: "Nothing came back to you.",
  decide: "Nothing waits for your decision.",
  drafts: "You have no draft.",
  invited: "You write in nobody else’s draft.",
  proposed: "Nothing of yours waits for a decision.",
  decided: "Nothing of yours was decided yet.",
};

const decided: Readonly<Partial<Record<MineLine["status"], string>>> = {
  accepted: "accepted",
  declined: "declined",
  withdrawn: "given up",
};

const en = {
  title: "My work",
  works: "Works",
  about: "what waits for you, and what is yours",
  lists: "Lists of my work",
  terms: "Terms that you propose",
  mentions: "You are mentioned",
  saidBy: (person: string, moment: JSX.Element) => (
    <>
      {person}, {moment}
    </>
  ),
  seen: "I have seen it",
  notes: "Notes to check",
  notesOf: (number: number, more: boolean) => `${more ? "at least " : ""}${count(number, "note")} whose words changed`,
  titles,
  none,
  nothing: (link: (words: string) => JSX.Element) => (
    <>
      Nothing waits for you, and nothing is being written by you. {link("Open a work")}, choose a passage, and propose a
      better rendering: it stands here until it is decided, and afterwards.
    </>
  ),
  number: (number: number) => ` ${number}`,
  others: (number: number) => ` and ${count(number, "passage")} more`,
  all: (number: number) => `All ${number}`,
  every: "All lists",
  further: "Further ones",
  textOf: (number: number) => `the text of version ${number}`,
  revising: (number: number) => `revises version ${number}`,
  first: "a first rendering",
  proposedBy: (people: string, moment: JSX.Element) => (
    <>
      proposed by {people}, {moment}
    </>
  ),
  begun: (moment: JSX.Element) => <>begun {moment}</>,
  with: (people: string) => `with ${people}`,
  askedBy: (person: string, moment: JSX.Element) => (
    <>
      {person} asked for changes, {moment}
    </>
  ),
  /** `number`: of the version that it became, if it did. */
  decidedBy: (status: MineLine["status"], number: number | null, person: string, moment: JSX.Element) => (
    <>
      <b>
        {decided[status]}
        {number !== null && ` as v${number}`}
      </b>{" "}
      by {person}, {moment}
    </>
  ),
  approvedBy: (names: string) => ` · approved by ${names}, waits for another`,
  discussed: ({ all, open }: MineLine["discussed"]) => ` · ${discussions(all, open)}`,
  quoted,
  goOn: "Go on",
  open: "Open",
  decideNow: "Decide",
  /** What a button is for, to those who hear it. */
  of: (passage: string) => `: ${passage}`,
};

export const MINE: Catalogue<typeof en> = { en };
