/**
 * Signs for what can't be seen of a change: for each such character a few letters to draw, and for a look-alike letter
 * which it is. Where and how they are drawn, and what they are called, is left to others.
 */
import { firstWhere } from "../../text/search.ts";
import { lengthA, lengthB, textsOf, type Hunk } from "../change.ts";
import {
  isUnseen,
  latin,
  lookAlike,
  LOOKALIKE_CLASS,
  scriptOf,
  signOf,
  UNSEEN_CLASS,
  type LookAlikeScript,
} from "./invisible.ts";

/** One character that needs a sign; `from` and `to` are UTF-16 code units into the text of its side. */
export interface Sign {
  from: number;
  to: number;
  /** What to draw, such as `⍽` or `ZWSP`; of a letter the script's short name. */
  drawn: string;
  /** The character that can't be seen; or a letter of another script and the Latin one it looks like, which is seen by itself. */
  of: { unseen: string } | { script: LookAlikeScript; latin: string };
}

/** A character with its sign, or text that is seen as it stands. */
export interface Shown {
  text: string;
  sign: Sign | null;
}

/**
 * The signs of a change on both sides, in order; their offsets count in `a` and `b`. Where the sides look alike every
 * character that can't be seen has one, of ordinary spaces those that differ. Elsewhere these have none, nor has what
 * joins the parts of an emoji or the letters of a word whose script is written so. Line ends never have one: they are
 * seen. Nor has anything where only marks of words differ.
 */
export function signsOf(change: Hunk, a: string, b: string): [older: Sign[], newer: Sign[]] {
  const [before, after] = textsOf(change, a, b);
  if (before === after || !(NEEDS_SIGN.test(before) || NEEDS_SIGN.test(after))) return NO_SIGNS();
  const alike = looksAlike(before, after);
  return [
    signsIn(before, alike ? after : null).map((sign) => shifted(sign, change.fromA)),
    signsIn(after, alike ? before : null).map((sign) => shifted(sign, change.fromB)),
  ];
}

/** More signs than this nobody reads, and each is an element of a page. */
const MOST_SIGNS = 1_000;
/** A longer change, in UTF-16 code units of both sides, is read as a whole. */
const MOST_READ = 20_000;

/**
 * The signs of each change, for a page: until there are {@link MOST_SIGNS} in all, a change that would go beyond has none,
 * nor has one longer than {@link MOST_READ}.
 */
export function signsOfAll(changes: readonly Hunk[], a: string, b: string): [older: Sign[], newer: Sign[]][] {
  let left = MOST_SIGNS;
  return changes.map((change) => {
    const isRead = left > 0 && lengthA(change) + lengthB(change) <= MOST_READ;
    const signs = isRead ? signsOf(change, a, b) : NO_SIGNS();
    const count = signs[0].length + signs[1].length;
    if (count > left) return NO_SIGNS();
    left -= count;
    return signs;
  });
}

const NO_SIGNS = (): [Sign[], Sign[]] => [[], []];

/** `text`, which begins at offset `start` of what `signs` count in, cut at them: joined again it is `text`. */
export function atSigns(text: string, start: number, signs: readonly Sign[]): Shown[] {
  const shown: Shown[] = [];
  let at = 0;
  for (let next = firstWhere(signs, ({ from }) => from >= start); next < signs.length; next++) {
    const sign = signs[next]!;
    const [from, to] = [sign.from - start, sign.to - start];
    if (to > text.length) break;
    if (from > at) shown.push({ text: text.slice(at, from), sign: null });
    shown.push({ text: text.slice(from, to), sign });
    at = to;
  }
  if (at < text.length) shown.push({ text: text.slice(at), sign: null });
  return shown;
}

const NEEDS_SIGN = new RegExp(`(?![ \\n])${UNSEEN_CLASS}|${LOOKALIKE_CLASS}`, "u");

function shifted(sign: Sign, by: number): Sign {
  return { ...sign, from: sign.from + by, to: sign.to + by };
}

/** Whether two stretches differ in nothing that is seen. How many spaces stand somewhere is, and where a line ends. */
function looksAlike(before: string, after: string): boolean {
  if (/\n/.test(before + after) || squeezed(before) === squeezed(after)) return false;
  return lookAlike(before, after);
}

function squeezed(text: string): string {
  return text.replace(/ +/g, " ");
}

/** @param twin what looks like `text` and is not, if that is all the change. */
function signsIn(text: string, twin: string | null): Sign[] {
  const unseen = twin === null ? unseenIn(text, TELLING) : unseenBeside(text, twin);
  return [...unseen, ...lookalikesIn(text, twin)].sort((x, y) => x.from - y.from);
}

const PICTOGRAM = String.raw`\p{Extended_Pictographic}[\u200d\p{Variation_Selector}\p{Emoji_Modifier}\u{e0020}-\u{e007f}\p{Extended_Pictographic}]+`;
const KEYCAP = String.raw`[0-9#*]\ufe0f\u20e3`;
const VARIANT = String.raw`\p{Script=Han}\p{Variation_Selector}`;
const JOINED = String.raw`(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}][\u200c\u200d]`;
/** Longer than a character: what is written so everywhere, and looked over. */
const USUAL = [PICTOGRAM, KEYCAP, VARIANT, JOINED].join("|");
const TELLING = new RegExp(`${USUAL}|(?![ \\n])${UNSEEN_CLASS}`, "gu");
const EVERY = new RegExp(UNSEEN_CLASS, "gu");

/** Ordinary spaces only where something else stands in `twin`. */
function unseenBeside(text: string, twin: string): Sign[] {
  const [letters, others] = [lettersOf(text), lettersOf(twin)];
  return unseenIn(text, EVERY).filter(({ from, to }) => {
    if (text.slice(from, to) !== " ") return true;
    const place = firstWhere(letters, (letter) => letter.from >= from);
    return gapAt(letters, place, text) !== gapAt(others, place, twin);
  });
}

/** What stands before a letter, or at the end, and is not seen. */
function gapAt(letters: readonly Letter[], place: number, text: string): string {
  return text.slice(letters[place - 1]?.to ?? 0, letters[place]?.from);
}

function unseenIn(text: string, pattern: RegExp): Sign[] {
  const found: Sign[] = [];
  for (const { 0: sign, index } of text.matchAll(pattern))
    if (isUnseen(sign)) found.push({ from: index, to: index + sign.length, drawn: signOf(sign), of: { unseen: sign } });
  return found;
}

const LOOKALIKE = new RegExp(LOOKALIKE_CLASS, "u");
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const LATIN = /\p{Script=Latin}/u;
const SHORT = { Cyrillic: "CYR", Greek: "GRK" };

/** Letters that are of another script than those of their word, or than the letter in their place in `twin`. */
function lookalikesIn(text: string, twin: string | null): Sign[] {
  if (!LOOKALIKE.test(text)) return [];
  const others = twin === null ? [] : lettersOf(twin);
  const amongLatin = placesAmongLatin(text);
  return lettersOf(text).flatMap(({ letter, from, to }, at) => {
    const [script, other] = [scriptOf(letter), others[at]];
    if (script === "Latin") return [];
    if (!amongLatin.has(from) && (other === undefined || scriptOf(other.letter) === script)) return [];
    return [{ from, to, drawn: SHORT[script], of: { script, latin: latin(letter) } }];
  });
}

/** Where letters stand in words that hold Latin ones. */
function placesAmongLatin(text: string): Set<number> {
  const places = new Set<number>();
  for (const { 0: word, index } of text.matchAll(WORD))
    if (LATIN.test(word)) for (let at = 0; at < word.length; at++) places.add(index + at);
  return places;
}

interface Letter {
  letter: string;
  /** With the marks upon it. */
  from: number;
  to: number;
}

/** What is seen of a text, in the same order as of any that looks like it. */
function lettersOf(text: string): Letter[] {
  const found: Letter[] = [];
  let from = 0;
  for (const { 0: character } of text.matchAll(CHARACTER)) {
    const to = from + character.length;
    for (const letter of character.normalize("NFD")) if (!isUnseen(letter)) found.push({ letter, from, to });
    from = to;
  }
  return found;
}

const CHARACTER = new RegExp(`[^](?:(?!${UNSEEN_CLASS})\\p{M})*`, "gu");
