/** The sentences about what can't be seen of a change, by language: spaces of several kinds, characters without width, letters that look like others. */
import type { LookAlikeScript } from "../../translations/compare/words/words.ts";
import { count, inARow, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** By code point, names that take an article. */
const names: Readonly<Record<number, string>> = {
  0x09: "tab",
  0x0a: "line end",
  0x0d: "carriage return",
  0x20: "space",
  0xa0: "no-break space",
  0xad: "soft hyphen",
  0x034f: "combining grapheme joiner",
  0x061c: "Arabic letter mark",
  0x1680: "Ogham space",
  0x180e: "Mongolian vowel separator",
  0x2000: "en quad",
  0x2001: "em quad",
  0x2002: "en space",
  0x2003: "em space",
  0x2004: "three-per-em space",
  0x2005: "four-per-em space",
  0x2006: "six-per-em space",
  0x2007: "figure space",
  0x2008: "punctuation space",
  0x2009: "thin space",
  0x200a: "hair space",
  0x200b: "zero-width space",
  0x200c: "zero-width non-joiner",
  0x200d: "zero-width joiner",
  0x200e: "left-to-right mark",
  0x200f: "right-to-left mark",
  0x2028: "line separator",
  0x2029: "paragraph separator",
  0x202a: "left-to-right embedding",
  0x202b: "right-to-left embedding",
  0x202c: "end of embedding",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0x202f: "narrow no-break space",
  0x205f: "mathematical space",
  0x2060: "word joiner",
  0x2066: "left-to-right isolate",
  0x2067: "right-to-left isolate",
  0x2068: "first-strong isolate",
  0x2069: "end of isolate",
  0x3000: "ideographic space",
  0xfeff: "zero-width no-break space",
};

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

const withArticle = (name: string): string => `${/^[aeio]/i.test(name) ? "an" : "a"} ${name}`;

const severalOf = (number: number, name: string): string =>
  name.startsWith("end of ") ? `${number} ends${name.slice("end".length)}` : `${number} ${name}s`;

/** More letters than these are not told one by one. */
const FEW = 3;

/** "first letter", "first and third letters", "12 letters" of a word; and what they were or are. */
const letters = (places: readonly number[], one: string, several: string): string => {
  const told = places.flatMap((at) => ordinals[at] ?? []);
  if (places.length > FEW || told.length < places.length)
    return plural(places.length, `one of its letters ${one}`, `${places.length} of its letters ${several}`);
  return `its ${inARow(told)} ${plural(places.length, "letter", "letters")} ${plural(places.length, one, several)}`;
};

const en = {
  names,
  unknown: (code: string) => `invisible character ${code}`,
  lookAlike: {
    Cyrillic: (latin: string) => `Cyrillic letter, not Latin ${latin}`,
    Greek: (latin: string) => `Greek letter, not Latin ${latin}`,
  } satisfies Record<LookAlikeScript, unknown>,
  /** A space, 2 spaces. */
  several: (number: number, name: string) => plural(number, withArticle(name), severalOf(number, name)),
  inARow,
  /** Where: before or after words, or in a place that has none. */
  before: (words: string) => ` before "${words}"`,
  after: (words: string) => ` after "${words}"`,
  putIn: (what: string, where: string) => `${what} put in${where}`,
  takenOut: (what: string, where: string) => `${what} taken out${where}`,
  instead: (what: string, where: string, was: string) => `${what}${where}, not ${was}`,
  many: (places: number) => `what can't be seen is another in ${count(places, "place")}`,
  lettersWere: {
    Cyrillic: (places: readonly number[]) => letters(places, "was Cyrillic", "were Cyrillic"),
    Greek: (places: readonly number[]) => letters(places, "was Greek", "were Greek"),
  } satisfies Record<LookAlikeScript, unknown>,
  lettersAre: {
    Cyrillic: (places: readonly number[]) => letters(places, "is now Cyrillic", "are now Cyrillic"),
    Greek: (places: readonly number[]) => letters(places, "is now Greek", "are now Greek"),
  } satisfies Record<LookAlikeScript, unknown>,
  of: (words: string, told: string) => `"${words}": ${told}`,
  otherCharacters: (words: string) => `"${words}" written with other characters that look the same`,
};

export const UNSEEN: Catalogue<typeof en> = { en };
