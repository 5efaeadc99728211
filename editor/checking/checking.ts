/** What checks find and what a change touches, in sentences. What there is to tell comes from `translations/checks`. */
import type { Doubt, Finding, Place } from "../../translations/checks/checks.ts";
import type { NoteCategory } from "../../translations/notes/note.ts";
import { shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { CHECKING } from "./words.ts";

/** What is said at a change of which the reason and the words don't agree. @param categories how each is called on the page. */
export function doubtInWords(doubt: Doubt, categories: Readonly<Record<NoteCategory, string>>): string {
  const words = wordsFrom(CHECKING);
  const category = categories[doubt.category];
  return "touches" in doubt ? words.touches(category, doubt.touches) : words.only(category, doubt.only);
}

/** So much of what is found is said, in UTF-16 code units, */
const LONGEST = 60;
/** and so much of what stands beside a sign. */
const BESIDE = 12;

/** A finding in a few words, without a full stop. */
export function findingInWords(
  { check, at, source, instead = "" }: Finding,
  text: string,
  sourceWords: string,
): string {
  const words = wordsFrom(CHECKING);
  const there = source ? shortened(sourceWords.slice(source.from, source.to), LONGEST) : "";
  switch (check) {
    case "number":
    case "unit": {
      const here = at ? shortened(text.slice(at.from, at.to), LONGEST) : "";
      if (here !== "" && there !== "") return words.differs(here, there);
      return here === "" ? words.notHere(there) : words.notInSource(here);
    }
    case "source-word":
      return words.notHere(there);
    case "missing":
      return words.missing(there);
    case "term":
      return words.term(there, shortened(instead, LONGEST));
    case "avoided":
      return words.avoided(shortened(text.slice(at!.from, at!.to), LONGEST), there, shortened(instead, LONGEST));
    case "doubled":
      if (/^\s*$/.test(text.slice(at!.from, at!.to))) return words.doubledSpace(around(text, at!));
      return words.doubled(shortened(text.slice(at!.from, at!.to), LONGEST));
    default:
      return words[check](around(text, at!));
  }
}

/** The words with what stands beside them, on one line, cut at white space where there is some. */
function around(text: string, { from, to }: Place): string {
  const start = Math.max(0, from - BESIDE);
  const end = Math.min(text.length, to + BESIDE);
  const before = text.slice(start, from).replace(start > 0 ? /^\S*\s/ : /^/, "");
  const after = text.slice(to, end).replace(end < text.length ? /\s\S*$/ : /$/, "");
  return `${before}${text.slice(from, to)}${after}`.replaceAll("\n", " ");
}
