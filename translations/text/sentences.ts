/**
 * A text in parts for comparison: paragraphs at line ends, in them sentences, in them words. Sentences are cut by
 * their signs alone, so that `Mr. X` is two; good enough to find again what did not change.
 */
import { words, type Word } from "./words.ts";

/** Words `from` to `to` of a text, `to` excluded. */
export interface Stretch {
  from: number;
  to: number;
}

/** `letters` runs beside `words`. Paragraphs cover all words in order, and so do sentences. */
export interface Parts {
  text: string;
  words: readonly Word[];
  letters: readonly string[];
  paragraphs: readonly Stretch[];
  sentences: readonly Stretch[];
}

const LINE_END = /[\n\r\u0085\u2028\u2029]/;
const ENDS_SENTENCE = /^[.!?…。！？]+$/;
/** What belongs to the sentence before it: a bracket, a quotation mark, the sign of a footnote. */
const CLOSES = /^[)\]}"”’»」』）】*†‡¹²³⁴-⁹⁰]+$/;

/** The parts of any text. White space belongs to none of them. */
export function partsOf(text: string): Parts {
  const found = words(text);
  const letters = found.map(({ from, to }) => text.slice(from, to));
  const newLine = (at: number) => LINE_END.test(text.slice(found[at - 1]!.to, found[at]!.from));
  return {
    text,
    words: found,
    letters,
    paragraphs: stretches(found.length, newLine),
    sentences: stretches(found.length, (at) => newLine(at) || sentenceEndsBefore(letters, at)),
  };
}

/** What makes two stretches of words the same, whatever white space stands between them. */
export function spelling({ letters }: Parts, { from, to }: Stretch): string {
  return letters.slice(from, to).join("\n");
}

function stretches(count: number, startsAt: (at: number) => boolean): Stretch[] {
  const all: Stretch[] = [];
  for (let from = 0, to = 1; to <= count; to++)
    if (to === count || startsAt(to)) {
      all.push({ from, to });
      from = to;
    }
  return all;
}

function sentenceEndsBefore(letters: readonly string[], at: number): boolean {
  if (CLOSES.test(letters[at]!) || ENDS_SENTENCE.test(letters[at]!)) return false;
  let last = at - 1;
  while (last > 0 && CLOSES.test(letters[last]!)) last--;
  return ENDS_SENTENCE.test(letters[last]!);
}
