/**
 * What two texts are aligned by: of each segment its kind, its length, and the signs by which it is known in another
 * language. A sign is a word, a Chinese character or two of them, a number however it is written, a question mark, a
 * quotation mark. Which signs stand for which is left to `lexicon.ts`.
 */
import { isUnspaced, words } from "../text/words.ts";
import { CHINESE_NUMERALS, chineseNumber, numberOf } from "./numbers.ts";

/** A paragraph, heading, item, verse … of a text that is to be aligned. */
export interface Segment {
  /** Any name: what is of one kind in one text is mostly of that kind in the other. */
  kind: string;
  text: string;
}

/** One of the two texts. */
export interface Side {
  kinds: Int32Array;
  /** Of each segment: its letters, a Chinese one counted as {@link HAN}. */
  lengths: Float64Array;
  /** The same of all segments before one. */
  lengthBefore: Float64Array;
  /** Of each segment, the signs in it, each once, by number; those that say most if there are very many. */
  signs: Int32Array[];
  /** How many segments of this side each sign stands in, and how many signs all of them have. */
  counts: Float64Array;
  total: number;
}

export interface Sides {
  a: Side;
  b: Side;
  /** How many signs there are in all. */
  vocabulary: number;
}

/** So many Latin letters a Chinese one says. */
const HAN = 2.6;

/** Signs that are looked at in one segment: those of two printed pages. More would only take longer. */
const MOST_SIGNS = 150;
/** Letters of a word that count: what an ending changes is the same word. */
const STEM = 6;

/** What both texts are aligned by. */
export function sidesOf(a: readonly Segment[], b: readonly Segment[]): Sides {
  const numbered = new Numbered();
  const kinds = new Numbered();
  const [signsA, signsB] = [a, b].map((side) => side.map(({ text }) => signsIn(text).map((sign) => numbered.of(sign))));
  const vocabulary = numbered.count;
  return {
    a: sideOf(a, signsA!, kinds, vocabulary),
    b: sideOf(b, signsB!, kinds, vocabulary),
    vocabulary,
  };
}

/** @param signs of each segment, by number. */
function sideOf(segments: readonly Segment[], signs: readonly number[][], kinds: Numbered, vocabulary: number): Side {
  const counts = new Float64Array(vocabulary);
  for (const each of signs) for (const sign of each) counts[sign]!++;
  const kept = signs.map((each) => Int32Array.from(tellingMost(each, counts)));
  const lengths = Float64Array.from(segments, ({ text }) => lengthOf(text));
  const lengthBefore = new Float64Array(segments.length + 1);
  lengths.forEach((length, index) => (lengthBefore[index + 1] = lengthBefore[index]! + length));
  return {
    kinds: Int32Array.from(segments, ({ kind }) => kinds.of(kind)),
    lengths,
    lengthBefore,
    signs: kept,
    counts,
    total: kept.reduce((sum, { length }) => sum + length, 0),
  };
}

function tellingMost(signs: readonly number[], counts: Float64Array): readonly number[] {
  if (signs.length <= MOST_SIGNS) return signs;
  return [...signs].sort((x, y) => counts[x]! - counts[y]! || x - y).slice(0, MOST_SIGNS);
}

/** Strings by number, in the order in which they came. */
class Numbered {
  readonly #known = new Map<string, number>();

  of(name: string): number {
    let number = this.#known.get(name);
    if (number === undefined) this.#known.set(name, (number = this.#known.size));
    return number;
  }

  get count(): number {
    return this.#known.size;
  }
}

const HAN_LETTER = /\p{Script=Han}/gu;
const LETTER = /[\p{L}\p{N}]/gu;

/** How much a text says, in Latin letters. */
export function lengthOf(text: string): number {
  const han = text.match(HAN_LETTER)?.length ?? 0;
  return 1 + (text.match(LETTER)?.length ?? 0) + han * (HAN - 1);
}

const QUOTED = /["“”„«»「」『』《》]/u;

/** The signs of a text, each once. */
export function signsIn(text: string): string[] {
  const found = new Set<string>();
  for (const { from, to, kind } of words(text)) {
    const word = text.slice(from, to).toLowerCase();
    if (kind === "sign") addMark(found, word);
    else if (isUnspaced(text, from)) addLetter(found, text, from, to);
    else found.add(signOfWord(word));
  }
  for (const [run] of text.matchAll(CHINESE_NUMERALS)) {
    const number = chineseNumber(run);
    if (number !== null) found.add(`#${number}`);
  }
  return [...found];
}

function addMark(found: Set<string>, mark: string): void {
  if (/[?？]/u.test(mark)) found.add("?");
  if (QUOTED.test(mark)) found.add('"');
}

/** A letter of a script without spaces, and the same with the one behind it: two are mostly a word. */
function addLetter(found: Set<string>, text: string, from: number, to: number): void {
  found.add(text.slice(from, to));
  const next = String.fromCodePoint(text.codePointAt(to) ?? 0);
  if (isUnspaced(text, to)) found.add(text.slice(from, to) + next);
}

function signOfWord(word: string): string {
  const number = numberOf(word);
  return number === null ? word.slice(0, STEM) : `#${number}`;
}
