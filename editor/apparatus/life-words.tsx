/** The sentences of the page of a passage's life, by language. */
import type { LifeKind } from "../../translations/ledger/life.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const kinds: Readonly<Record<LifeKind, (number: number | null, count: number) => string>> = {
  source: (number) => `Source wording ${number}`,
  version: (number) => `Version ${number}`,
  notes: (number, notes) => `${count(notes, "note")} with version ${number}`,
  text: (number) => `The text of version ${number} came`,
  chosen: (number) => `Version ${number} was chosen as the current one`,
  withdrawn: (number) => `Version ${number} was withdrawn`,
  checked: (number) => `A note was checked on version ${number}`,
  proposed: () => "Proposed",
  returned: () => "Changes asked for",
  accepted: () => "Accepted",
  declined: () => "Declined",
  "given-up": () => "Given up",
};

const en = {
  crumb: "its life",
  tab: (locator: string, work: string) => `The life of ${locator}, ${work}`,
  title: (locator: string) => `The life of ${locator}`,
  lead: "Each mark is in the table beneath, with who and when.",
  empty: "Nothing has happened to this passage yet.",
  last: (shown: number, all: number) => `The last ${shown} of ${all} events.`,
  lanes: { source: "Source", versions: "Versions", notes: "Notes", proposals: "Proposals" },
  kinds,
  stretch: (from: string, to: string | null) => `A proposal, from ${from} ${to === null ? "on" : `to ${to}`}`,
  at: (what: string, when: string, who: string) => [what, when, ...(who === "" ? [] : [who])].join(", "),
  columns: { when: "When", what: "What", who: "Who" },
  proposal: "the proposal",
};

export const LIFE: Catalogue<typeof en> = { en };
