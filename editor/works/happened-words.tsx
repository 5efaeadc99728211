/** The sentences of the page that tells what happened in a work, by language. */
import type { JSX } from "preact";
import type { Happening } from "../../translations/ledger/happening.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

type Told = (where: JSX.Element, subject: string | null) => JSX.Element;

const kinds: Readonly<Record<Happening, Told>> = {
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
  said: (where) => <>Something was said about {where}</>,
  source: (where) => <>The source of {where} was worded anew</>,
  outline: (where) => <>The outline changed at {where}</>,
  "outline-proposed": (where) => <>A change of the outline or source at {where} was proposed</>,
  "outline-declined": (where) => <>A change of the outline or source at {where} was declined</>,
};

const en = {
  crumb: "What happened",
  title: (work: string) => `What happened in ${work}`,
  kinds,
  whole: "the work",
  more: (number: number) => ` and ${count(number, "more passage")}`,
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
