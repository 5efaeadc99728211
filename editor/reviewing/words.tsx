/** The sentences of the queue, by language. */
import type { JSX } from "preact";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Words as a link; where it leads, the page knows. */
type Link = (words: string) => JSX.Element;

const en = {
  works: "Works",
  review: {
    crumb: "Review",
    title: "Waiting for review",
    oldestFirst: (open: string) => `${open}, oldest first`,
    changed: (open: string, link: Link) => (
      <>
        This list has changed meanwhile: {open}. {link("Look at it anew")}.
      </>
    ),
    none: (proposal: Link) => (
      <>
        No {proposal("proposal")} waits for review. To review is to read what a proposal changes, word by word, beside
        the reasons given for it, and to accept or decline it with a reason of your own.
      </>
    ),
    howTheyCome: (works: Link) => (
      <>
        A proposal gets here when its translators press Propose. {works("Open a work")}, choose a passage, and begin
        one.
      </>
    ),
    /** Behind the locator of a passage. */
    andMore: (others: number) => ` and ${count(others, "passage")} more`,
    textOf: (version: number) => `, the text of v${version}`,
    first: ", a first rendering",
    revising: (version: number) => `, revising v${version}`,
    by: (people: string, moment: JSX.Element) => (
      <>
        {people}, {moment}
      </>
    ),
    notes: (number: number) => ` · ${count(number, "note")}`,
    stale: "the passage has moved on since",
    further: "Those that came after these",
  },
};

export const REVIEWING: Catalogue<typeof en> = { en };
