/** The sentences that tell what checks find, and what a change touches, by language. */
import type { Doubt, Touch } from "../../translations/checks/checks.ts";
import { inARow } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const touches: Record<Touch, string> = {
  number: "a number",
  date: "a date",
  unit: "a unit",
  negation: "a negation",
  modal: "a modal (must, shall, should, may)",
  actor: "who acts",
  quotation: "quoted words",
  term: "a term of the glossary",
};

const only: Record<Extract<Doubt, { only: unknown }>["only"], string> = {
  case: "capitals",
  punctuation: "punctuation",
  spelling: "spelling",
  formatting: "how it is set",
};

const en = {
  touches: (category: string, touched: readonly Touch[]) =>
    `Called ${category}, but it touches ${inARow(touched.map((each) => touches[each]))}.`,
  only: (category: string, what: keyof typeof only) => `Called ${category}, but only ${only[what]} differs.`,
  differs: (here: string, source: string) => `“${here}” here, “${source}” in the source`,
  notInSource: (here: string) => `“${here}” is not in the source`,
  notHere: (source: string) => `“${source}” of the source is not here`,
  missing: (source: string) => `No counterpart here: “${source}”`,
  term: (source: string, preferred: string) => `“${source}”: no rendering of the glossary stands here (“${preferred}”)`,
  avoided: (here: string, source: string, preferred: string) =>
    `“${here}” for “${source}”: the glossary has “${preferred}”`,
  quotes: (words: string) => `A quotation mark without its partner: “${words}”`,
  brackets: (words: string) => `A bracket without its partner: “${words}”`,
  doubled: (words: string) => `Twice: “${words}”`,
  doubledSpace: (words: string) => `Two spaces: “${words}”`,
  spacing: (words: string) => `A space that is missing or too many: “${words}”`,
  punctuation: (words: string) => `A mark of the other writing: “${words}”`,
};

export const CHECKING: Catalogue<typeof en> = { en };
