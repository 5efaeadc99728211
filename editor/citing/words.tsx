/** The sentences of the page of a version, by language. */
import type { JSX } from "preact";
import { count, quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Words as a link; where it leads, the page knows. */
type Link = (words: string) => JSX.Element;
/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const en = {
  untold: (number: number, locator: string, absence: string) => `The wording of v${number} of ${locator} ${absence}.`,
  mode: (name: string, locator: string) => `${name} of ${locator}: these words never change`,
  modeWithdrawn: (name: string, locator: string) => `${name} of ${locator}: withdrawn`,
  modeRemoved: (name: string, locator: string) => `${name} of ${locator}: its words were removed`,
  version: (number: number) => `Version ${number}`,
  rationale: "Why it reads so",
  from: "Its words came with the passage when that was split or joined, from",
  provenance: "Where the words come from",
  supplied: (by: string, approval: string, day: JSX.Element, provenance: string) => (
    <>
      Supplied by {by}, {approval}, {day}: {provenance}
    </>
  ),
  selfApproved: "self-approved",
  approvedBy: (name: string) => `approved by ${name}`,
  cite: "Cite",
  compare: (hidden: Hidden, older: number, newer: number) => <>Compare{hidden(` v${older} with v${newer}`)}</>,
  takeOut: "Take something out",
  newer: (newer: JSX.Element, link: Link) => (
    <>
      A newer version exists: {newer}. {link("See what changed")}.
    </>
  ),
  newerWith: (newer: JSX.Element, changes: number, link: Link) => (
    <>
      A newer version exists: {newer}, with {count(changes, "change")} to these words. {link("See what changed")}.
    </>
  ),
  by: "By",
  nobody: "nobody is named",
  date: "Date",
  revisedFrom: "Revised from",
  nothingEarlier: "nothing earlier",
  seeChanged: (base: number) => `v${base}: see what changed`,
  translation: "Translation",
  publishedIn: "Published in",
  status: "Status",
  withdrawn: "withdrawn · ",
  instead: (link: JSX.Element) => <>This version was withdrawn: why is said below. {link} stands instead.</>,
  nothingInstead: "This version was withdrawn: why is said below. No other version stands instead.",
  reason: (reason: string) => `: ${quoted(reason)}`,
  superseded: (link: Link, newest: number) => (
    <>
      , {link("superseded")} by v{newest}
    </>
  ),
  itsProposal: "its proposal",
  permanent: "Permanent address",
  thePermanent: "the permanent address",
  local: (): JSX.Element => (
    <>
      <b>Local:</b> others can’t open this address. It is the one that you are on; an owner of this workbench has not
      said yet which is its public one.
    </>
  ),
  forPrograms: "For programs:",
  plainText: "plain text",
  record: "the record as JSON",
  as: (style: string) => `as ${style}`,
  digest: (term: Link) => <>{term("SHA-256")} of the words above, as UTF-8:</>,
  check: "To check that these are the words that were cited, run this anywhere; it must print the same digest:",
  command: "Command that checks the digest",
  theCommand: "the command",
};

export const CITING: Catalogue<typeof en> = { en };
