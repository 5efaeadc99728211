/** The sentences of the page of a passage, and those about its versions that other pages say too, by language. */
import type { JSX } from "preact";
import type { OutlineChange } from "../../translations/ledger/outline-proposals.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** A word as a link to what it means here. */
type Term = (word: string) => JSX.Element;
/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const page = {
  untold: (locator: string, work: string) => `${locator} of ${work}`,
  noRenderingYet: "no rendering yet",
  noRendering: "No rendering yet.",
  goOn: "Go on with your draft",
  proposeAnother: "Begin another revision",
  propose: "Propose a revision",
  proposeFirst: "Propose a first rendering",
  compare: (hidden: Hidden, base: number, number: number) => <>Compare{hidden(` v${base} with v${number}`)}</>,
  cite: (hidden: Hidden, number: number) => <>Cite{hidden(` v${number}`)}</>,
  change: "Change it in the outline",
  reshape: "Propose to split, join or move it",
  correctSource: "Propose a correction of the source",
  /** What is proposed of its place, as a link to that. */
  reshaped: {
    split: "It is proposed to split this passage",
    join: "It is proposed to join this passage with others",
    move: "It is proposed to move this passage",
    source: "A correction of its source is proposed",
  } satisfies Record<OutlineChange["act"], string>,
  checkNotes: (number: number) => `Check ${count(number, "note")} whose words changed`,
  takeOut: "Take something out",
  versions: "Versions and proposals",
  noVersion: "No version yet. The first proposal that is accepted becomes v1.",
  origins: "Where each word comes from",
  life: "Its life on an axis of time",
  sideBySide: "The versions side by side",
  feed: "Follow (Atom)",
  neighbours: "Passages before and after",
  before: "Before: ",
  after: "After: ",
};

const history = {
  removed: "removed",
  notHeld: "not held",
  current: "current",
  independent: "independent of the others",
  choose: (version: number) => `Make v${version} the current one`,
  whyChosen: "Why",
  chooseIt: "Choose it",
  withdrawn: "withdrawn",
  withdraw: (version: number) => `Withdraw v${version}`,
  whyWithdrawn: "Why it is withdrawn",
  withdrawing: (version: number) =>
    `The number and address of v${version} stay and say who withdrew it, when and why. Its words are shown and given out no more; what is cited from it can’t be checked here afterwards.`,
  withdrawIt: "Withdraw it",
  chosen: (by: JSX.Element, reason: string) => (
    <>
      Chosen as the current one by {by}
      {reason && `: ${reason}`}
    </>
  ),
  revisedFrom: "revised from",
  seeChanged: ": see what changed",
  itsProposal: "its proposal",
  published: (where: JSX.Element) => <>Published in {where}</>,
  supplied: (by: string, day: JSX.Element) => (
    <>
      Text supplied later by {by}, {day}
    </>
  ),
  wordingNotHeld: (term: Term) => <>The wording of this version is {term("not held")} here.</>,
  supply: "Supply its text",
  textSupplied: "Text supplied",
  proposal: "Proposal",
  by: (people: string, day: JSX.Element) => (
    <>
      {people}, {day}
    </>
  ),
  beside: (number: number) => `, with ${count(number, "other passage")}`,
  decided: (status: string, by: JSX.Element, reason: string) => (
    <>
      {status} by {by}: {reason}
    </>
  ),
  unread: "being written, not open to read yet",
  givenUp: "given up before it was proposed",
};

const translations = {
  title: "Translations",
  wordByWord: "Where they differ, word by word",
  current: "current",
  independent: "independent of the others",
  revisedFrom: "revised from",
  seeChanged: ": see what changed",
  cite: "Cite",
};

const apparatus = {
  title: "Alternatives",
  by: (name: string, from: JSX.Element) => (
    <>
      {name}, {from}
    </>
  ),
  theWhole: "the whole",
  forWords: (version: JSX.Element) => <>for words of {version}: </>,
  forWordsGone: (version: JSX.Element) => <>for words of {version} that are no longer in the text: </>,
  offered: "offered",
  declined: "a proposal that was declined",
  note: (number: number) => `note ${number}`,
  noteOn: (version: number) => `a note on v${version}`,
};

const final = {
  is: "Final:",
  means: "Whoever proposes something here says what is wrong.",
  set: "Mark as final",
  unset: "Final no more",
  branch: "with all that stands under it",
};

const en = {
  final,
  /** Of a source that was worded anew. */
  moved: {
    renders: (version: number, wording: number, now: number) =>
      `v${version} renders source wording ${wording}; the source reads otherwise now, in wording ${now}.`,
    against: (wording: number, now: number) => (
      <>
        <b>Written against source wording {wording}; the source now reads otherwise,</b> in wording {now}. Once it is
        accepted, its version renders wording {wording}, and waits until somebody says that it still holds, or revises
        it.
      </>
    ),
    inWords: "What changed in the source, in words",
    gone: "The words of one of these wordings were taken out.",
    reason: "Why the rendering still holds",
    holds: "The rendering still holds",
  },
  /** What became of a passage that stands in the outline no more. */
  gone: {
    what: {
      retired: (day: JSX.Element, by: JSX.Element | null, reason: string) => (
        <>
          This passage was taken out of the outline on {day}
          {by && <> by {by}</>}
          {reason && `: “${reason}”`}
        </>
      ),
      split: (day: JSX.Element, by: JSX.Element | null, reason: string) => (
        <>
          This passage was split on {day}
          {by && <> by {by}</>}
          {reason && `: “${reason}”`}
        </>
      ),
      joined: (day: JSX.Element, by: JSX.Element | null, reason: string) => (
        <>
          This passage was joined with others on {day}
          {by && <> by {by}</>}
          {reason && `: “${reason}”`}
        </>
      ),
    },
    instead: "In its place stand:",
    stays: {
      passage: "Its versions, notes and proposals stay here. No proposal can begin here, or be accepted.",
      undecided:
        "While it does not stand there, what is proposed for it can’t be accepted. The words stay here, and can be taken to where they belong now.",
    },
  },
  page,
  history,
  translations,
  apparatus,
  review: {
    recorded: (term: Term, by: string) => (
      <>
        {term("recorded")} by {by}
      </>
    ),
    approved: (term: Term, by: string) => (
      <>
        {term("approved")} by {by}
      </>
    ),
    unreviewed: (term: Term, by: string) => (
      <>
        {term("unreviewed")}, accepted by {by}
      </>
    ),
    selfApproved: (term: Term, by: string) => (
      <>
        {term("self-approved")} by {by}
      </>
    ),
  },
};

export const PASSAGE: Catalogue<typeof en> = { en };
