/**
 * In which language the pages speak. Each room keeps its sentences in a catalogue, `words.ts` or `words.tsx`, a language
 * beside the other: plain words, and functions of what a sentence names, so that a translator orders it as their language
 * does. The compiler holds every language to have every sentence of English.
 */

/** The sentences of a room, by language. */
export interface Catalogue<Words> {
  readonly en: Words;
}

/** A language that pages can speak. */
export interface Language {
  /** BCP 47, for the `lang` of a page. */
  readonly tag: string;
  /** What a catalogue says in it. */
  from<Words>(catalogue: Catalogue<Words>): Words;
}

export const ENGLISH: Language = { tag: "en", from: ({ en }) => en };

let spoken = ENGLISH;

/** From now on pages are drawn in `language`. Said before a page is drawn, like where the workbench stands. */
export function speak(language: Language): void {
  spoken = language;
}

/** The tag of the language that pages speak. */
export function languageOfPages(): string {
  return spoken.tag;
}

/** What `catalogue` says in the language that pages speak. Asked while a page is drawn, never kept. */
export function wordsFrom<Words>(catalogue: Catalogue<Words>): Words {
  return spoken.from(catalogue);
}
