/** What can't be seen of a change, in words: `a no-break space before "10", not a space`, `"plan": its first letter was Cyrillic`. */
import {
  codeOf,
  type LettersChanged,
  type Sign,
  type UnseenChange,
  type UnseenPlace,
  type UnseenRun,
} from "../../translations/compare/words/words.ts";
import { wordsFrom } from "../language/language.ts";
import { UNSEEN } from "./unseen-words.ts";

/** What a sign stands for: `no-break space`, `Cyrillic letter, not Latin a`. */
export function signInWords({ of }: Sign): string {
  return "unseen" in of ? named(of.unseen) : wordsFrom(UNSEEN).lookAlike[of.script](of.latin);
}

function named(character: string): string {
  const words = wordsFrom(UNSEEN);
  return words.names[character.codePointAt(0)!] ?? words.unknown(codeOf(character));
}

/** Characters in a row: `a space`, `2 spaces and a soft hyphen`. */
export function runsInWords(runs: readonly UnseenRun[]): string {
  const words = wordsFrom(UNSEEN);
  return words.inARow(runs.map(({ character, count }) => words.several(count, named(character))));
}

/** The difference of two stretches that look alike. */
export function unseenInWords({ words: seen, letters, places }: UnseenChange): string {
  const words = wordsFrom(UNSEEN);
  const elsewhere = typeof places === "number" ? [words.many(places)] : places.map(placeInWords);
  if (letters.length > 0) return [words.of(seen, letters.map(lettersInWords).join(", ")), ...elsewhere].join("; ");
  return elsewhere.join("; ") || words.otherCharacters(seen);
}

function lettersInWords({ script, when, places }: LettersChanged): string {
  const { lettersWere, lettersAre } = wordsFrom(UNSEEN);
  return (when === "was" ? lettersWere : lettersAre)[script](places);
}

function placeInWords({ was, is, beside }: UnseenPlace): string {
  const words = wordsFrom(UNSEEN);
  const where = beside === null ? "" : words[beside.side](beside.words);
  if (was.length === 0) return words.putIn(runsInWords(is), where);
  if (is.length === 0) return words.takenOut(runsInWords(was), where);
  return words.instead(runsInWords(is), where, runsInWords(was));
}
