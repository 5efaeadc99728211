/** The sentences about a passage's versions that other pages say too, by language. */
import type { JSX } from "preact";
import type { Catalogue } from "../language/language.ts";

/** A word as a link to what it means here. */
type Term = (word: string) => JSX.Element;

const en = {
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
    selfApproved: (term: Term, by: string) => (
      <>
        {term("self-approved")} by {by}
      </>
    ),
  },
};

export const PASSAGE: Catalogue<typeof en> = { en };
