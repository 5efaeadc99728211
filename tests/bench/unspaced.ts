/**
 * Revisions of sentences in scripts without spaces that take in whole words of the dictionary, and whether a difference
 * cuts one: 方法 that became 方式 has a letter in common with it by chance.
 */
import { diffTexts, icuWords } from "../../translations/compare/words/words.ts";
import { isUnspaced } from "../../translations/text/words.ts";
import { changed, randomness, type Pair, type Verse } from "./pairs.ts";
import { JAPANESE, THAI } from "./unspaced-texts.ts";
import type { Change } from "../../translations/compare/change.ts";

/** How often a difference's change ends inside a word as ICU cuts the whole sentence. */
export interface Cuts {
  script: string;
  revisions: number;
  changes: number;
  cut: number;
  /** Of the changes that are found where each character is a word, the same. */
  changesWithout: number;
  cutWithout: number;
}

const REVISIONS = 150;
/** Characters of a sentence from which on it is one. */
const SENTENCE = { least: 10, most: 120 };

/** All three scripts; Han is left out where no corpus has any. */
export function cutsByScript(verses: readonly Verse[], paragraphs: readonly string[]): Cuts[] {
  const chinese = [...verses.map(({ zh }) => zh?.replace(/\s+/g, "") ?? ""), ...paragraphs].flatMap(sentencesOf);
  return Object.entries({ Han: chinese, kana: JAPANESE, Thai: THAI })
    .filter(([, sentences]) => sentences.length > 0)
    .map(([script, sentences]) => cutsIn(script, revisedInWords(sentences, REVISIONS, 17)));
}

function sentencesOf(text: string): string[] {
  const all = text.match(/[^。！？\n]+[。！？]?/g) ?? [];
  return all.filter((sentence) => sentence.length >= SENTENCE.least && sentence.length <= SENTENCE.most);
}

function cutsIn(script: string, revisions: readonly Pair[]): Cuts {
  const count = (find: (pair: Pair) => Change[]) => {
    const found = revisions.map((pair) => ({ pair, changes: find(pair) }));
    const changes = found.reduce((sum, each) => sum + each.changes.length, 0);
    const cut = found.reduce(
      (sum, { pair, changes: all }) => sum + all.filter((change) => cuts(change, pair)).length,
      0,
    );
    return { changes, cut };
  };
  const [found, without] = [count(({ a, b }) => diffTexts(a, b, icuWords)), count(({ a, b }) => diffTexts(a, b))];
  return {
    ...{ script, revisions: revisions.length, ...found },
    ...{ changesWithout: without.changes, cutWithout: without.cut },
  };
}

/** Whether a change ends inside a word of either text. */
export function cuts({ fromA, toA, fromB, toB }: Change, { a, b }: Pair): boolean {
  return [
    { text: a, ends: [fromA, toA] },
    { text: b, ends: [fromB, toB] },
  ].some(({ text, ends }) => wordsOf(text).some(({ from, to }) => ends.some((end) => from < end && end < to)));
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

function wordsOf(text: string): { from: number; to: number }[] {
  return Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ from: index, to: index + segment.length }));
}

/** A sentence in its pieces, of which some are words of the dictionary. */
interface Cut {
  pieces: string[];
  /** Which of them are words of two characters and more. */
  long: number[];
}

/** `count` revisions of `sentences`, each with one to three words replaced, taken out or put in. */
export function revisedInWords(sentences: readonly string[], count: number, seed: number): Pair[] {
  const random = randomness(seed);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const cut = sentences.map(piecesOf).filter(({ long }) => long.length >= 3);
  const vocabulary = [...new Set(cut.flatMap(({ pieces, long }) => long.map((at) => pieces[at]!)))];
  /** Another word, one that has a letter in common with this one where there is one. */
  const otherThan = (word: string): string => {
    const others = vocabulary.filter(
      (other) => other !== word && Array.from(word).some((letter) => other.includes(letter)),
    );
    return one(others.length > 0 ? others : vocabulary);
  };
  const revised = ({ pieces, long }: Cut): string => {
    const all = [...pieces];
    for (let edits = 1 + Math.floor(random() * 3); edits > 0; edits--) {
      const [at, kind] = [one(long), random()];
      if (kind < 0.6) all[at] = otherThan(pieces[at]!);
      else if (kind < 0.8) all[at] = "";
      else all[at] = pieces[at]! + otherThan(pieces[at]!);
    }
    return all.join("");
  };
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    const sentence = one(cut);
    const pair = { a: sentence.pieces.join(""), b: revised(sentence) };
    if (changed(pair)) pairs.push(pair);
  }
  return pairs;
}

function piecesOf(sentence: string): Cut {
  const pieces = Array.from(segmenter.segment(sentence), ({ segment }) => segment);
  const isLong = (piece: string) => Array.from(piece).length >= 2 && isUnspaced(piece, 0);
  return { pieces, long: [...pieces.keys()].filter((at) => isLong(pieces[at]!)) };
}
