/** Several texts by their words as numbers: equal letters, equal number. What is set side by side is set by these. */
import { scanWords, type WordColumns } from "../../text/words.ts";

/** A text's words, and beside each its number. */
export interface NumberedWords {
  words: WordColumns;
  numbers: Int32Array;
}

export interface NumberedTexts {
  texts: NumberedWords[];
  /** What each number stands for. */
  letters: string[];
}

/** The words of `texts`, numbered from 0 on in the order in which they first appear. */
export function numberWords(texts: readonly string[]): NumberedTexts {
  const letters: string[] = [];
  // By code the last number that has it, and by number another with the same code: few words share one.
  const byCode = new Map<number, number>();
  const another: number[] = [];
  return { texts: texts.map(numbered), letters };

  function numbered(text: string): NumberedWords {
    const words = scanWords(text);
    const numbers = new Int32Array(words.count);
    for (let index = 0; index < words.count; index++)
      numbers[index] = numberOf(text, words.from[index]!, words.to[index]!, words.code[index]!);
    return { words, numbers };
  }

  function numberOf(text: string, from: number, to: number, code: number): number {
    const last = byCode.get(code) ?? -1;
    for (let number = last; number >= 0; number = another[number]!)
      if (letters[number]!.length === to - from && text.startsWith(letters[number]!, from)) return number;
    another.push(last);
    byCode.set(code, letters.length);
    return letters.push(text.slice(from, to)) - 1;
  }
}

/** Below nothing if the words of `a` come before those of `b`, by their letters; 0 if they are the same. */
export function orderOf(a: Int32Array, b: Int32Array, letters: readonly string[]): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a[at] === b[at]) at++;
  if (at === shorter) return a.length - b.length;
  return letters[a[at]!]! < letters[b[at]!]! ? -1 : 1;
}
