/** The sentences of the page that tells what happened in a work, by language. */
import type { JSX } from "preact";
import type { Visibility } from "../../translations/ledger/access.ts";
import type { Happening } from "../../translations/ledger/happening.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import { count, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { BesideRecords, LongTask, RequestDeed } from "./happened-view.ts";

type Told = (where: JSX.Element, subject: string | null, whom: JSX.Element | null) => JSX.Element;

const visibilities: Readonly<Record<Visibility, string>> = {
  public: "everybody",
  members: "whoever is signed in",
  private: "those alone who have a role in it",
};

const roles: Readonly<Record<Role, string>> = {
  reader: "reader",
  translator: "translator",
  reviewer: "reviewer",
  owner: "owner",
};

const deeds: Readonly<Record<RequestDeed, string>> = {
  ask: "was made",
  take: "was taken on",
  hand: "was handed on",
  postpone: "was given another day",
  done: "was said to be done",
  "give-up": "was given up",
  "take-back": "was taken back",
  reopen: "was opened again",
};

const tasks: Readonly<Record<LongTask, string>> = {
  keepRevision: "A revised file",
  recordSource: "A source text",
  undo: "Undoing an import",
  make: "Making a work",
  bring: "Bringing in a work",
  take: "An archive",
  add: "Adding versions",
  differ: "Proposing what a file has otherwise",
  supply: "A source text",
  takeBack: "A file that came back",
  takeTerms: "A file of terms",
  undoTerms: "Undoing a file of terms",
};

/** What a code says, or the code itself where a newer program has said it. */
function said(words: Readonly<Record<string, string>>, code: string | null): string {
  return (code === null ? null : words[code]) ?? code ?? "";
}

const beside: Readonly<Record<BesideRecords, Told>> = {
  request: (where, deed, whom) => (
    <>
      A request about {where} {said(deeds, deed)}
      {whom && <> for {whom}</>}
    </>
  ),
  "request-settled": (where) => <>A request about {where} ended, as what it asks for is there</>,
  "errand-under-way": (where, task) => (
    <>
      {said(tasks, task)} for {where} (under way) was begun
    </>
  ),
  "errand-done": (where, task) => (
    <>
      {said(tasks, task)} for {where} (done) was begun
    </>
  ),
  "errand-failed": (where, task) => (
    <>
      {said(tasks, task)} for {where} (not done to its end) was begun
    </>
  ),
  "remarks-refused": (where, number) => (
    <>
      {count(Number(number), "reader’s remark", "readers’ remarks")} on {where} {plural(Number(number), "was", "were")}{" "}
      refused
    </>
  ),
};

const kinds: Readonly<Record<Happening | BesideRecords, Told>> = {
  ...beside,
  accepted: (where, number) => (
    <>
      Version {number} of {where} was accepted
    </>
  ),
  recorded: (where, number) => (
    <>
      Version {number} of {where} was recorded
    </>
  ),
  text: (where, number) => (
    <>
      The wording of version {number} of {where} was supplied
    </>
  ),
  withdrawn: (where, number) => (
    <>
      Version {number} of {where} was withdrawn
    </>
  ),
  proposed: (where) => <>A revision of {where} was proposed</>,
  declined: (where) => <>A proposal for {where} was declined</>,
  said: (where, _, reader) =>
    reader ? (
      <>
        What {reader} remarked about {where} was let through
      </>
    ) : (
      <>Something was said about {where}</>
    ),
  source: (where) => <>The source of {where} was worded anew</>,
  outline: (where) => <>The outline changed at {where}</>,
  "outline-proposed": (where) => <>A change of the outline or source at {where} was proposed</>,
  "outline-declined": (where) => <>A change of the outline or source at {where} was declined</>,
  "outline-accepted": (where) => <>A change of the outline or source at {where} was accepted</>,
  "outline-withdrawn": (where) => <>A change of the outline or source at {where} was given up</>,
  approved: (where) => <>A revision of {where} was approved</>,
  "approval-withdrawn": (where) => <>An approval of a revision of {where} was taken back</>,
  returned: (where) => <>A proposal for {where} was sent back, or taken back</>,
  "given-up": (where) => <>A proposal for {where} was given up</>,
  chosen: (where, number) => (
    <>
      Version {number} was made the one that stands of {where}
    </>
  ),
  removed: (where) => <>Something was taken out of {where} for good</>,
  final: (where) => <>Finality was set for {where}</>,
  "final-no-more": (where) => <>Finality was lifted for {where}</>,
  term: (where) => <>A term of {where} was set</>,
  "term-retired": (where) => <>A term of {where} was taken out of the glossary</>,
  "term-proposed": (where) => <>A term of {where} was proposed</>,
  "term-declined": (where) => <>A proposal for a term of {where} was declined</>,
  described: (where) => <>What is said of {where} or of a translation was changed</>,
  visibility: (where, visibility) => (
    <>
      Who finds {where} was set to “{said(visibilities, visibility)}”
    </>
  ),
  approvals: (where, number) => (
    <>
      The approvals that a version of {where} needs were set to {number}
    </>
  ),
  role: (where, role, whom) =>
    role === null ? (
      <>
        The role of {whom} in {where} was taken away
      </>
    ) : (
      <>
        A role in {where} ({said(roles, role)}) was given to {whom}
      </>
    ),
  joined: (where, _, whom) => (
    <>
      It was said who {whom}, whom {where} names, is here
    </>
  ),
  import: (where) => <>Something was brought to {where}</>,
  "import-undone": (where) => <>An import to {where} was undone</>,
};

const en = {
  crumb: "What happened",
  title: (work: string) => `What happened in ${work}`,
  forOwner:
    "As an owner of the work you also see who did it, and what others are not told: approvals, roles, settings, requests, imports and what takes long.",
  by: (people: JSX.Element) => <>by {people}</>,
  kinds,
  whole: "the work",
  more: (number: number) => ` and ${count(number, "more passage")}`,
  others: (number: number) => ` and ${number} more`,
  sinceLooked: (day: JSX.Element) => <>Since you looked through it last, {day}:</>,
  neverLooked: "You have not said yet that you looked through it, so this is all of it.",
  nothing: "Nothing happened in this time.",
  from: "From the day",
  to: "to the day",
  show: "Show",
  further: "What happened before",
  looked: "I have looked through this",
  lookedHint: "The next time, this page begins where you were.",
};

export const HAPPENED: Catalogue<typeof en> = { en };
