/** The words of a draft that has one block, by their place among the words: in the text a marker stands before them. */
import type * as Y from "yjs";
import { textOf } from "../../translations/draft/draft.ts";

export interface DraftWords {
  readonly length: number;
  insert(at: number, words: string, marks?: Record<string, unknown>): void;
  delete(at: number, length: number): void;
  format(at: number, length: number, marks: Record<string, unknown>): void;
  toString(): string;
}

export function wordsIn(doc: Y.Doc): DraftWords {
  const text = textOf(doc);
  return {
    get length() {
      return text.length - 1;
    },
    insert: (at, words, marks) => text.insert(at + 1, words, marks),
    delete: (at, length) => text.delete(at + 1, length),
    format: (at, length, marks) => text.format(at + 1, length, marks),
    toString: () => text.toString(),
  };
}
