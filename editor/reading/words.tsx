/** The sentences of the page of a whole work, by language. */
import type { JSX } from "preact";
import { markup, type Markup } from "../design/markup.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** A word as a link to what it means here. */
type Term = (word: string) => JSX.Element;
/** Words for those who hear the page. */
type Hidden = (words: string) => Markup;

const en = {
  mode: "source and translation",
  section: (number: number, of: number, range: string) => `Section ${number} of ${of}: ${range}`,
  sections: "Sections before and after",
  readOn: "Read on",
  none: "This work has no passages.",
  /** Either may be "": nobody has said who. */
  madeBy: (translators: string, editors: string) => {
    if (translators === "") return editors === "" ? "" : `Edited by ${editors}.`;
    return editors === "" ? `Translated by ${translators}.` : `Translated by ${translators}; edited by ${editors}.`;
  },
  aboutEdition: "About this edition",
  licence: (licence: JSX.Element) => <>Licence of the translation: {licence}</>,
  beside: (others: number) => `${count(others, "other translation")} in the same passages.`,
  otherTranslations: "Other translations in the same passages:",
  settings: "Say what it is, change its outline",
  readers: "Who reads it",
  named: "Whom it names",
  whereItStands: "Where it stands",
  terms: "Terms",
  happened: "What happened",
  happenedSince: "What happened since I last looked",
  takeOut: "Take something out",
  asFile: "Take it out as a file",
  revisedFile: "Bring a revised file",
  before: "Before: ",
  after: "After: ",
  notHeld: (number: number, term: Term) => (
    <>
      The wording of v{number} is {term("not held")} here.
    </>
  ),
  noRendering: "No rendering yet.",
  sourceNotHeld: "Source not held.",
  notInSource: "Not in the source.",
  sourceInPhrases: "Source not held, but for these words.",
  isNew: (number: number) => `v${number} is new`,
  revisedFrom: (base: number) => `revised from v${base}`,
  notes: (number: number) => count(number, "note"),
  /** How many proposals to split, join or move a passage, or to correct its source, wait. */
  reshaped: (number: number) => `${count(number, "change")} of its place, cut or source proposed`,
  propose: (hidden: Hidden, locator: string) => markup`Propose${hidden(` ${locator}`)}`,
  proposeFirst: (hidden: Hidden, locator: string) => markup`Propose a first rendering${hidden(` ${locator}`)}`,
  revise: (hidden: Hidden, locator: string) => markup`Revise this section${hidden(`: ${locator}`)}`,
  reviseAll: "Revise these passages as one text",
  history: (hidden: Hidden, locator: string) => markup`History${hidden(` of ${locator}`)}`,
  cite: (hidden: Hidden, locator: string) => markup`Cite${hidden(` ${locator}`)}`,
  contents: "Contents",
  pastContents: "Past the contents",
  passagesOf: (locator: string) => `Passages of ${locator}`,
  openHere: "open proposal here",
};

export const READING: Catalogue<typeof en> = { en };
