/** The sentences of the page on which a section is revised as one text, by language; those of its editor stand in `section-desk-words.tsx`. */
import type { JSX } from "preact";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const en = {
  crumb: "Revise",
  title: (from: string, to: string) => (from === to ? `Revise ${from}` : `Revise ${from} – ${to}`),
  tab: (from: string, work: string) => `Revise ${from}, ${work}`,
  about: (passages: number) => `${count(passages, "passage")}, one text`,
  proposal: (link: (words: string) => JSX.Element, people: string) => (
    <>
      {link("The proposal")}, written by {people}.
    </>
  ),
  backTo: "Back to reading",
  none: "No rendering yet.",
  notHeld: (number: number) => `The wording of v${number} is not held here.`,
  revise: (hidden: Hidden, locator: string) => <>Revise this passage{hidden(`: ${locator}`)}</>,
  reviseToo: (hidden: Hidden, locator: string) => <>Revise this passage too{hidden(`: ${locator}`)}</>,
  write: (hidden: Hidden, locator: string) => <>Write this one{hidden(`: ${locator}`)}</>,
  inIt: "in the proposal",
};

export const SECTION: Catalogue<typeof en> = { en };
