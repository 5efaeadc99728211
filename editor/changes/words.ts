/** The sentences that tell changes, by language. */
import type { Change } from "../../translations/compare/change.ts";
import type { ToldBlock, ToldMark } from "../../translations/compare/words/words.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Said of words that may be looked for in a colour, too: behind a sentence. */
const only: Record<NonNullable<Change["only"]>, string> = {
  case: " (capitals only)",
  punctuation: " (punctuation only)",
  spelling: " (spelling only)",
};

const kinds: Record<ToldBlock["kind"], (level: number) => string> = {
  paragraph: () => "a paragraph",
  "list-item": () => "a list item",
  "verse-line": () => "a line of verse",
  stanza: () => "a stanza",
  heading: (level) => `a heading ${level}`,
};

/** Behind "made": verse and headings are no single things. */
const made: typeof kinds = { ...kinds, "verse-line": () => "verse", heading: (level) => `heading ${level}` };

const marks: Record<Exclude<ToldMark["mark"], "foreign">, string> = {
  emphasis: "emphasised",
  strong: "strong",
  superscript: "superscript",
  small_capitals: "in small capitals",
  footnote: "the sign of a footnote",
};

const en = {
  quoted: (words: string) => `"${words}"`,
  /** The first words of a block. */
  begun: (words: string) => `"${words} …"`,
  whiteSpace: "white space",
  after: (words: string) => `after ${words}`,
  atTheBeginning: "at the beginning",
  replaced: (before: string, after: string) => `${before} replaced by ${after}`,
  deleted: (what: string, where: string) => `${what} deleted ${where}`,
  inserted: (what: string, where: string) => `inserted ${what} ${where}`,
  movedHere: (what: string, where: string) => `${what} moved to here, ${where}`,
  movedAway: (what: string, where: string) => `${what} moved away from here, ${where}`,
  /** What became of words that stayed. */
  became: (words: string, news: string) => `${words} ${news}`,
  setOtherwise: "set otherwise",
  only,
  coarse: " (too long to be compared word by word)",
  marks,
  foreign: (language: string) => `marked as foreign (${language})`,
  gained: (mark: string) => `now ${mark}`,
  lost: (mark: string) => `no longer ${mark}`,
  kinds,
  made,
  madeSo: (kind: string) => `made ${kind}`,
  begins: (kind: string) => `now begins ${kind}`,
  "begins-no-more": (kind: string) => `no longer begins ${kind}`,
  inQuotation: (told: string) => `${told} in a quotation`,
  quotation: "a quotation",
  depth: {
    quoted: "made a quotation",
    "quoted-further": "put in a further quotation",
    unquoted: "no longer in a quotation",
    "unquoted-once": "taken out of one of its quotations",
  },
  "placed-otherwise": "numbered or placed otherwise in its list",
  "spaced-otherwise": "with other white space before it",
  counts: (changes: number, changed: number, words: number) =>
    changes === 0
      ? "no changes"
      : `${count(changes, "change")} · ${changed === 0 ? "0 words" : count(changed, "word")} of ${words}`,
};

export const CHANGES: Catalogue<typeof en> = { en };
