/**
 * A text as it is looked for: tokens in order, each with its place. Whoever looks for words and whoever keeps an index of
 * them uses these, ready made, so that every index finds the same.
 *
 * Scripts that part words by spaces give a token a word, without case and, where letters are found without them, without
 * accents; of English its stem. Han, kana, Thai and other scripts without such spaces give a token a letter, so that what
 * stands side by side is a word: a dictionary would find other words with each release, and none of one letter. Digits stand
 * with the letters they are written with, else alone.
 */
import { stemOf } from "./stem.ts";

/** `text.slice(from, to)` as it is looked for. Offsets are UTF-16 code units. */
export interface Token {
  token: string;
  from: number;
  to: number;
}

/** Longer ones are no words; what they begin with finds them. */
const LONGEST = 64;

const UNSPACED = ["Han", "Hiragana", "Katakana", "Bopomofo", "Yi", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan"]
  .map((script) => String.raw`\p{scx=${script}}`)
  .join("");
const LETTER = String.raw`(?=[\p{L}\p{N}])[${UNSPACED}]\p{M}*`;
const LETTERS = String.raw`(?:(?![${UNSPACED}])[\p{L}\p{N}\p{M}])+`;
const TOKEN = new RegExp(`${LETTER}|${LETTERS}(?:['’]${LETTERS})*`, "gu");
/** Marks that are left out, behind a letter of a script in which words are found without them. */
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{Mn}+/gu;
const NEITHER = /[^\p{L}\p{N}\p{M}]+/gu;
const PLAIN = /^[a-z0-9]*$/;
/** Letters that no decomposition takes apart. */
const APART: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};
const TO_PART = new RegExp(`[${Object.keys(APART).join("")}]`, "gu");

/** The tokens of a text. @param english whether its words are stemmed as those of English are. */
export function tokensOf(text: string, english: boolean): Token[] {
  const found: Token[] = [];
  for (const { 0: written, index } of text.matchAll(TOKEN)) {
    const parts = english ? [written] : written.split(/['’]/);
    let from = index;
    for (const part of parts) {
      const token = english ? stemmed(part) : folded(part);
      if (token !== "") found.push({ token, from, to: from + part.length });
      from += part.length + 1;
    }
  }
  return found;
}

/** True of a language whose words are stemmed: English, wherever it is spoken. */
export function isStemmed(language: string): boolean {
  return /^en(?:-|$)/i.test(language);
}

/** Stems of words that were met before: a text says the same ones again and again. */
const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

function stemmed(written: string): string {
  const lower = written.toLowerCase();
  let stem = stems.get(lower);
  if (stem === undefined) {
    const word = /['’]/.test(lower) ? lower.split(/['’]/).map(folded).join("'") : folded(lower);
    stem = (/^[a-z']+$/.test(word) ? stemOf(word) : word).replaceAll("'", "");
    if (stems.size >= MOST_STEMS) stems.clear();
    if (lower.length <= LONGEST) stems.set(lower, stem);
  }
  return stem;
}

function folded(written: string): string {
  const lower = written.slice(0, LONGEST).toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replaceAll(ACCENTS, "$1")
    .toLowerCase()
    .replaceAll(TO_PART, (letter) => APART[letter]!)
    .normalize("NFKC")
    .replaceAll(NEITHER, "")
    .slice(0, LONGEST)
    .replace(/[\ud800-\udbff]$/, "");
}
