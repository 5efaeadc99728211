/** The sentences of the glossary, by language. */
import type { JSX } from "preact";
import type { TermProposalStatus } from "../../translations/ledger/term-state.ts";
import type { TermStanding } from "../../translations/ledger/term-words.ts";
import { count, grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { NotTakenWhy } from "../../translations/decide/decide.ts";
import type { TermsFilter } from "./view.ts";

const standings: Readonly<Record<TermStanding, string>> = {
  preferred: "Preferred",
  admitted: "Admitted",
  avoided: "Not recommended",
  obsolete: "Obsolete",
};

const filters: Readonly<Record<TermsFilter | "", string>> = {
  "": "All terms",
  avoided: "With renderings not recommended",
  obsolete: "With obsolete renderings",
  scoped: "Of one meaning or place",
};

const statuses: Readonly<Record<TermProposalStatus, string>> = {
  open: "Waits for a decision",
  returned: "Changes asked for",
  accepted: "Accepted",
  declined: "Declined",
  withdrawn: "Given up",
};

const en = {
  crumb: "Terms",
  title: (work: string) => `Terms of ${work}`,
  lead: "How words of the source are rendered throughout, and why. Each term has a page with its history and every passage in which it stands.",
  empty: "No term is set here yet. Propose the first below, or bring some in from a file.",
  emptyToRead: "No term is set here yet.",
  find: "Find",
  findHint: "Part of a source word, a rendering or a note.",
  show: "Show",
  filters,
  search: "Search",
  fitting: (fitting: number, all: number) =>
    fitting === all ? count(all, "term") : `${grouped(fitting)} of ${count(all, "term")}`,
  noneFits: (all: (words: string) => JSX.Element) => <>No term is like that. {all("All terms")}</>,
  further: "Further terms",
  source: "Source",
  term: (source: string) => `${source}: term`,
  statuses,
  proposedTitle: "Proposed",
  proposedBy: (who: JSX.Element, when: JSX.Element) => (
    <>
      Proposed by {who}, {when}
    </>
  ),
  newTerm: "New term",
  removedWords: "(words taken out)",
  inOut: "Terms in and out as files",
  asCsv: "All terms as a table (CSV)",
  asTbx: "All terms as TBX",
  proposeNew: "Propose a term",
  signInToPropose: "Sign in to propose a term",
  fields: {
    source: "Source words",
    forms: "Other forms of them",
    rendering: "Preferred rendering",
    alternatives: "Admitted renderings",
    avoided: "Not recommended",
    obsolete: "Obsolete",
    scope: "Meaning",
    within: "Holds in",
    remark: "Note",
    provenance: "Where it comes from",
  },
  hints: {
    lines: "One a line.",
    scope: "Of several meanings of the source words, the one that this term is about.",
    within: "Ids of passages, one a line: it holds in these and in what stands under them. Empty: everywhere.",
  },
  reason: "Why",
  reasonHint: "In a sentence: reviewers read it first, and it stays in the term’s history.",
  propose: "Propose",
  setAtOnce: "Set at once",
  reword: "Word it anew",
  rewordTitle: "Word your proposal anew",
  retired: "This term was retired: it stands in the glossary no more. It can be proposed again.",
  onlyProposed: "This term is not set yet: it is only proposed.",
  takenOut: "The words of this term were taken out.",
  standings,
  change: "Propose a change",
  proposals: "Proposals",
  proposalTitle: (number: number) => `Proposal ${number}`,
  by: (who: string, when: JSX.Element) => (
    <>
      {who}, {when}
    </>
  ),
  differs: "What would change",
  asNew: "How it would read",
  removed: "no more",
  added: "new",
  nothingDiffers: "Nothing differs from how the term reads now.",
  earlier: (number: number) => count(number, "earlier wording"),
  returnedBy: "asked for changes",
  decidedBy: { accepted: "accepted it", declined: "declined it", withdrawn: "gave it up" },
  decide: "Decide",
  decideReason: "Your reason",
  accept: "Accept",
  return: "Ask for changes",
  decline: "Decline",
  withdraw: "Give it up",
  remark: "Say something",
  sayIt: "Say it",
  remarks: "Discussion",
  remarkGone: "These words were taken out.",
  history: "History",
  set: (who: string, when: JSX.Element) => (
    <>
      Set by {who}, {when}
    </>
  ),
  acceptedAs: (number: number) => `as proposal ${number}`,
  broughtIn: "from a file",
  wasRetired: (who: string, when: JSX.Element) => (
    <>
      Retired by {who}, {when}
    </>
  ),
  notKnown: "somebody unknown",
  retire: "Retire this term",
  retireHint: "It stands in the glossary no more; its history stays.",
  concordance: "Where it stands",
  passages: (number: number) =>
    number === 0 ? "The source of no passage has it." : `The source of ${count(number, "passage")} has it.`,
  which: "Which passages",
  allPassages: "All of them",
  others: "Only where the preferred rendering does not stand",
  stands: {
    ...standings,
    none: "None of its renderings",
    unrendered: "No words yet",
  },
  version: (number: number) => `v${number}`,
  openHere: (number: number) => `${count(number, "proposal")} on the way`,
  open: (passage: JSX.Element) => <>Open{passage}</>,
  choose: (locator: string) => `Revise ${locator}`,
  revise: "Revise these passages",
  reviseHint: "Begins a proposal with a part for each passage that is ticked.",
  noneHere: "No passage here is like that.",
  furtherPassages: "Further passages",
  inOutTitle: (work: string) => `Terms of ${work} as files`,
  out: "Out",
  noneToTakeOut: "There are no terms yet.",
  in: "In",
  inLead:
    "A table (CSV), TBX, or JSON as this program gives it. It is only looked at first: nothing changes before you say so.",
  ownersOnly: "Owners of this work bring terms in from files.",
  file: "A file",
  text: "Its text",
  look: "Look at it",
  why: "Why, or where they come from",
  whyHint: "It stands in the history of each term that changes.",
  would: (counts: { fresh: number; changed: number; equal: number; notTaken: number }) =>
    `${grouped(counts.fresh)} new, ${grouped(counts.changed)} changed, ${grouped(counts.equal)} as they are, ${grouped(counts.notTaken)} not taken.`,
  fresh: "New",
  changed: "Changed",
  notTaken: "Not taken",
  take: "Take them in",
  nothingToTake: "Nothing in it is new or changed.",
  leftOut: (at: number, source: string, why: string) =>
    `${source === "" ? `Number ${at}` : `${source} (${at})`}: ${why}`,
  whyNot: (why: NotTakenWhy): string =>
    ({
      twice: "the file has it twice",
      empty: "its source words or its preferred rendering are missing",
      "too-large": "it is too long",
      "unknown-passage": "the work has no passage in which it is to hold",
      "already-exists": "another term has these source words",
    })[why as "twice"] ?? "it can’t be taken",
  came: "The terms have come in.",
  undo: "Undo it",
  undoHint: "What came is put back to what stood before, but where somebody has set a term anew since.",
  undone: "What had come in was put back.",
};

export const GLOSSARY: Catalogue<typeof en> = { en };
