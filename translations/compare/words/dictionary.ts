/**
 * In scripts that put no space between words a change takes in whole words of the dictionary: not `方[法/式]` but
 * `[方法/方式]`. Only what is near a change is looked at, for whole paragraphs take long.
 */
import { firstWhere } from "../../text/search.ts";
import { isExtending, isSpaced, isUnspaced, type Word } from "../../text/words.ts";
import { lengthA, lengthB, mergeTouching, widened, type Hunk } from "../change.ts";
import { gapEnd, gapStart, type Wording } from "./wording.ts";

/**
 * Where the words of an unspaced text begin: offsets in UTF-16 code units, ascending, 0 the first. Letters and figures of
 * other scripts may stand in it, as in `5G网络`.
 */
export type Dictionary = (text: string) => readonly number[];

/** What is looked up at once ends so many code units before and after the place asked for, where no sign ends it. */
const AROUND = 256;
/** At an end that no sign makes, so many code units may be cut otherwise than in the whole text. */
const UNSURE = 24;
/** Each side's words may be cut where the other side's end: so often a change is made wider. */
const ROUNDS = 4;

/** `hunks` that end inside no word of the dictionary, as far as its words go. What then touches is one. */
export function inWholeWords(hunks: readonly Hunk[], a: Wording, b: Wording, dictionary: Dictionary): Hunk[] {
  let found: readonly Hunk[] = hunks;
  for (let round = 0; round < ROUNDS; round++) {
    const [inA, inB] = [new Cuts(a, dictionary), new Cuts(b, dictionary)];
    const wider = mergeTouching(found.map((hunk, index) => wholeWords(hunk, found, index, inA, inB)));
    if (wider.length === found.length && wider.every((hunk, index) => isSame(hunk, found[index]!))) break;
    found = wider;
  }
  return [...found];
}

function isSame(x: Hunk, y: Hunk): boolean {
  return x.fromA === y.fromA && lengthA(x) === lengthA(y) && lengthB(x) === lengthB(y);
}

function wholeWords(hunk: Hunk, hunks: readonly Hunk[], index: number, a: Cuts, b: Cuts): Hunk {
  const keptBefore = hunk.fromA - (hunks[index - 1]?.toA ?? 0);
  const keptAfter = (hunks[index + 1]?.fromA ?? a.side.count) - hunk.toA;
  const before = Math.min(keptBefore, Math.max(a.at(hunk.fromA).before, b.at(hunk.fromB).before));
  const after = Math.min(keptAfter, Math.max(a.at(hunk.toA).after, b.at(hunk.toB).after));
  return before + after > 0 ? widened(hunk, before, after) : hunk;
}

/** How many characters of a dictionary word stand before a place in it, and how many after. */
interface Cut {
  before: number;
  after: number;
}

const NONE: Cut = { before: 0, after: 0 };

/** A stretch without white space and signs, and where the words of the dictionary begin in it, as offsets in the whole text. */
interface Looked {
  from: number;
  to: number;
  begins: readonly number[];
  /** Places from here to there were looked up with enough around them. */
  sureFrom: number;
  sureTo: number;
}

/** The words of one side that are cut between two of its characters. */
class Cuts {
  readonly #lookup: Lookup;

  constructor(
    readonly side: Wording,
    dictionary: Dictionary,
  ) {
    this.#lookup = new Lookup(side.text, dictionary);
  }

  /** The word of the dictionary in which word `index` stands without beginning it. */
  at(index: number): Cut {
    const { side } = this;
    if (index === 0 || index >= side.count || gapStart(side, index) < gapEnd(side, index)) return NONE;
    if (!mayBeOne(side.text, side.from[index - 1]!, side.from[index]!)) return NONE;
    const [start, end] = this.#lookup.wordAt(side.from[index]!);
    if (start === side.from[index]) return NONE;
    let [before, after] = [0, 0];
    while (index - before > 0 && side.from[index - before - 1]! >= start) before++;
    while (index + after < side.count && side.from[index + after]! < end) after++;
    return { before, after };
  }
}

/** A text with what was looked up in it last: places come in order, and near each other. */
class Lookup {
  #last: Looked = { from: 0, to: 0, begins: [], sureFrom: 0, sureTo: -1 };

  constructor(
    private readonly text: string,
    private readonly dictionary: Dictionary,
  ) {}

  /** Where the word of the dictionary begins and ends in which the character at `at` stands. */
  wordAt(at: number): [from: number, to: number] {
    const { begins, to } = this.#lookedUp(at);
    const next = firstWhere(begins, (begin) => begin > at);
    return [begins[next - 1] ?? at, begins[next] ?? to];
  }

  #lookedUp(at: number): Looked {
    if (at < this.#last.sureFrom || at > this.#last.sureTo) this.#last = this.#lookUp(at);
    return this.#last;
  }

  #lookUp(at: number): Looked {
    const { text } = this;
    let [from, to] = [at, at];
    while (from > 0 && at - from < AROUND && isPartOfWord(text, from - 1)) from--;
    while (to < text.length && to - at < AROUND && isPartOfWord(text, to)) to++;
    return {
      from,
      to,
      begins: this.dictionary(text.slice(from, to)).map((offset) => from + offset),
      sureFrom: at - from < AROUND ? from : from + UNSURE,
      sureTo: to - at < AROUND ? to : to - UNSURE,
    };
  }
}

/** Whether the code unit at `at` belongs to a letter or a figure, or to what is written as one with it. */
function isPartOfWord(text: string, at: number): boolean {
  return (
    isUnspaced(text, at) || isSpaced(text, at) || isExtending(text, at) || /^[\udc00-\udfff]/.test(text.charAt(at))
  );
}

/** Whether what begins at two places with nothing between may be one word of a dictionary: one is of an unspaced script. */
function mayBeOne(text: string, first: number, second: number): boolean {
  if (isUnspaced(text, first)) return isUnspaced(text, second) || isSpaced(text, second);
  return isSpaced(text, first) && isUnspaced(text, second);
}

/** Words of a text, in order, those of the dictionary whole where each of their characters is one. */
export function inWords(all: readonly Word[], text: string, dictionary: Dictionary): Word[] {
  const lookup = new Lookup(text, dictionary);
  const found: Word[] = [];
  for (const word of all) {
    const last = found.at(-1);
    const isPart =
      last?.to === word.from && mayBeOne(text, last.from, word.from) && lookup.wordAt(word.from)[0] < word.from;
    if (isPart) last.to = word.to;
    else found.push({ ...word });
  }
  return found;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * The words as ICU's dictionaries have them (Chinese, Japanese, Thai, Lao, Khmer, Burmese); none goes on into another
 * script, as ICU lets Thai ones do. Its answers differ between versions: what is kept or tested must not hang on them.
 */
export function icuWords(text: string): number[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const begins = Array.from(segmenter.segment(text), ({ index }) => index);
  const borders = bordersIn(text);
  return borders.length === 0 ? begins : ascending([...begins, ...borders]);
}

/** Where letters or figures of a script with spaces meet those of one without. */
function bordersIn(text: string): number[] {
  const borders: number[] = [];
  let last = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) {
    if (isExtending(text, at)) continue;
    if (isUnspaced(text, last) ? isSpaced(text, at) : isSpaced(text, last) && isUnspaced(text, at)) borders.push(at);
    last = at;
  }
  return borders;
}

function ascending(begins: readonly number[]): number[] {
  return [...new Set(begins)].sort((x, y) => x - y);
}

/**
 * A dictionary in which glossary terms are words, the longest first, whatever words the other one finds in them; but not
 * where a term's letters are part of a longer word, as `T恤` in `DT恤`.
 */
export function withTerms(dictionary: Dictionary, terms: readonly string[]): Dictionary {
  const longestFirst = terms.filter((term) => term !== "").sort((x, y) => y.length - x.length);
  return (text) => {
    const begins = new Set(dictionary(text));
    let free = 0;
    for (let at = 0; at < text.length; at++) {
      const term = at < free ? undefined : longestFirst.find((candidate) => standsAt(candidate, text, at));
      if (term === undefined) continue;
      free = at + term.length;
      for (let inside = at + 1; inside < free; inside++) begins.delete(inside);
      begins.add(at);
      if (free < text.length) begins.add(free);
    }
    return ascending([...begins]);
  };
}

function standsAt(term: string, text: string, at: number): boolean {
  return text.startsWith(term, at) && !isInside(text, at) && !isInside(text, at + term.length);
}

/** Whether `at` is within a word of a script with spaces. */
function isInside(text: string, at: number): boolean {
  return at > 0 && isSpaced(text, at - 1) && isSpaced(text, at);
}
