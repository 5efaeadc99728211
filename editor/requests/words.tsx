/** The sentences of requests, by language. */
import type { JSX } from "preact";
import type { Role } from "../../translations/ledger/roles.ts";
import type { RequestAct, RequestStanding, SubjectKind, Task } from "../../translations/requests/request.ts";
import { capital, count, plural, quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { RequestHere } from "./view.ts";

/** What somebody is asked to do, within a sentence. */
const tasks: Readonly<Record<Task, string>> = {
  translate: "translate",
  revise: "revise",
  check: "check",
  decide: "decide on",
};

/** The same where a line begins with it. */
const asked = Object.fromEntries(Object.entries(tasks).map(([task, said]) => [task, capital(said)])) as typeof tasks;

/** What stands before the name of what it is about. */
const abouts: Readonly<Record<SubjectKind, string>> = { section: "", proposal: "the proposal for ", term: "the term " };

const acts: Readonly<Record<RequestAct, string>> = {
  take: "Take it on",
  hand: "Hand on",
  postpone: "Another day",
  done: "Done",
  "give-up": "Give it up",
  "take-back": "Take it back",
  reopen: "Open it again",
};

const standings: Readonly<Record<RequestStanding, string>> = {
  open: "open",
  done: "done",
  "given-up": "given up",
  "taken-back": "taken back",
};

const lasts: Readonly<Record<NonNullable<RequestHere["last"]>["act"], (by: string) => string>> = {
  take: (by) => `${by} took it on`,
  hand: (by) => `${by} handed it on`,
  postpone: (by) => `${by} set another day`,
  done: (by) => `${by} said that it is done`,
  "give-up": (by) => `${by} gave it up`,
  "take-back": (by) => `${by} took it back`,
  reopen: (by) => `${by} opened it again`,
  settled: () => "what was asked for is there",
};

const roles: Readonly<Record<Role, string>> = {
  reader: "reader",
  translator: "translator",
  reviewer: "reviewer",
  owner: "owner",
};

const en = {
  title: "Requests",
  none: "Nobody is asked for anything here.",
  tasks,
  asked,
  acts,
  standings,
  abouts,
  asks: (by: string, of: string | null, moment: JSX.Element) => (
    <>
      {by} asks {of ?? "anybody"}, {moment}
    </>
  ),
  asksYou: (by: string, moment: JSX.Element) => (
    <>
      {by} asks you, {moment}
    </>
  ),
  byDay: (day: JSX.Element) => <>by {day}</>,
  left: (days: number) => {
    if (days < 0) return `late: the day passed ${plural(-days, "yesterday", `${-days} days ago`)}`;
    if (days === 0) return "today";
    return days === 1 ? "tomorrow" : `in ${count(days, "day")}`;
  },
  lasts,
  last: (what: string, moment: JSX.Element, word: string) => (
    <>
      {what}, {moment}
      {word !== "" && `: ${quoted(word)}`}
    </>
  ),
  quoted,
  /** What a button is for, to those who hear it. */
  of: (task: string, name: string) => `: ${task} ${name}`,
  ended: (number: number) => `${count(number, "request")} ended`,
  ask: "Ask somebody",
  askFor: "What is asked",
  whom: "Whom",
  anybody: "Anybody who can",
  roles,
  person: (name: string, role: string) => `${name}, ${role}`,
  until: "By which day",
  untilHint: "None, if you leave it empty. Days begin and end by UTC.",
  why: "A word why",
  word: "A word about it",
  optional: " (optional)",
  askIt: "Ask",
  keepDay: "Set this day",
  handOn: "Hand it on",
  mine: {
    asked: "Asked of you",
    anybody: "Open to anybody",
    own: "What you ask of others",
    did: (standing: string) => `This request is ${standing} now.`,
    more: (number: number) => `${count(number, "more request")} stand behind these.`,
    download: "The days of what you are asked for as a calendar (.ics)",
  },
  inWork: "What is asked for",
  calendar: (name: string) => `Variorum: what ${name} is asked for`,
  /** What is asked, and of what: both as they are said. */
  inCalendar: (asked: string, about: string, work: string) => `${asked} ${about} (${work})`,
};

export const REQUESTS: Catalogue<typeof en> = { en };
