/** The sentences about what was taken out, by language. */
import type { JSX } from "preact";
import type { Removable } from "../../translations/ledger/events.ts";
import type { Removal } from "../../translations/ledger/state.ts";
import type { Worded } from "../../translations/ledger/work.ts";
import { quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** What was taken out of a version or proposal, as the beginning of a sentence. */
const what: Readonly<Record<Removable, string>> = {
  text: "The words, and the notes on them, were",
  notes: "Notes were",
  reasons: "The reasons given, and where it was published, were",
};

/** What was taken out of the words of a work; of its source, the wording of that number. */
const wordings: Readonly<Record<Worded["kind"], (number: number) => string>> = {
  work: () => "What the work was called, and said of itself, was",
  translation: () => "The translation’s title, publisher and address were",
  passage: () => "What this passage was called, and the remark on it, were",
  source: (number) => `Source wording ${number} was`,
  term: () => "A term of the glossary was",
};

const grounds: Readonly<Record<Removal["ground"], string>> = {
  court: "by order of a court",
  copyright: "for copyright",
  person: "for a person’s right",
  other: "for another reason",
  withdrawn: "as the version was withdrawn",
};

const en = {
  what,
  wordings,
  grounds,
  removed: (what: string, day: JSX.Element, by: string, ground: string, reason: string) => (
    <>
      {what} removed on {day} by {by}, {ground}: {quoted(reason)}
    </>
  ),
};

export const REMOVALS: Catalogue<typeof en> = { en };
