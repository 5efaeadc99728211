/**
 * Finding the passages that a draft may revise as well: by their place, title or words, in all of a work, however long it is.
 * A long work is looked through in slices, between which others are answered.
 */
import { setImmediate as othersFirst } from "node:timers/promises";
import { type Addable, type FoundPassage, LONGEST_QUESTION } from "../../editor/drafting/drafting.ts";
import { outlineOf } from "../../translations/ledger/sections.ts";
import type { Proposal } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { Read } from "../reading/reading.ts";
import { titleOf } from "./sections.ts";
import type { Workbench } from "./workbench.ts";

/** So many are offered at once: whoever looks for another types more of it. */
const OFFERED = 40;
/** While nothing is asked for, so many before and after a passage. */
const [BEFORE, AFTER] = [6, 12];
/** So many passages are looked at before others are answered: at their places, and at their words. */
const [PLACES, WORDS] = [3_000, 200];
/** About so many characters stand before what was found in a line. */
const AROUND = 24;
/** So long is a line. */
const LONGEST_LINE = 90;

/** What is looked for, from where. */
export interface Question {
  asked: string;
  /** The passage that the reader is at. */
  at: string;
  /** True once nobody waits for the answer. */
  isOver?: () => boolean;
}

type Words = ReadonlyMap<string, Read>;

/** The passages that `proposal` does not revise yet and that fit `asked`; with nothing asked, those around `at`. */
export async function addableIn(
  { reading }: Pick<Workbench, "reading">,
  work: Work,
  proposal: { parts: readonly Pick<Proposal["parts"][number], "passage">[] },
  { asked: typed, at, isOver = () => false }: Question,
): Promise<Addable> {
  const asked = typed.slice(0, LONGEST_QUESTION).trim();
  const tokens = folded(asked).split(/\s+/u).filter(Boolean);
  const own = new Set(proposal.parts.map(({ passage }) => passage));
  const isOffered = ({ id }: Passage): boolean => !own.has(id);
  const here = outlineOf(work.passages).places.get(at) ?? 0;
  const fitting =
    tokens.length === 0
      ? work.passages.slice(Math.max(0, here - BEFORE), here + AFTER + 1).filter(isOffered)
      : await found({ reading }, work, isOffered, tokens, isOver);
  const shown = fitting.slice(0, OFFERED);
  const words = await reading.read(
    work.id,
    [...shown, ...shown.map((each) => over(work, each))].map(({ id }) => id),
  );
  return { asked, groups: grouped(work, shown, words, tokens), more: fitting.length > OFFERED };
}

/** Those that fit, the best named first, else in the order of the work; one more than are offered at most. */
async function found(
  { reading }: Pick<Workbench, "reading">,
  work: Work,
  isOffered: (passage: Passage) => boolean,
  tokens: readonly string[],
  isOver: () => boolean,
): Promise<Passage[]> {
  const question = tokens.join(" ");
  const [named, beginning, rest, worded]: [Passage[], Passage[], Passage[], Passage[]] = [[], [], [], []];
  for await (const slice of slices(work.passages, PLACES, isOver))
    for (const passage of slice.filter(isOffered)) {
      const places = [folded(passage.locator), passage.id];
      const begins = places.some((place) => place.startsWith(question));
      (places.includes(question) ? named : begins ? beginning : rest).push(passage);
    }
  for await (const slice of slices(rest, WORDS, isOver)) {
    if (named.length + beginning.length + worded.length > OFFERED) break;
    const words = await reading.read(
      work.id,
      slice.map(({ id }) => id),
    );
    const wordsOf = (passage: Passage) => [placeOf(passage), ...passage.source.words, renderedIn(words, passage)];
    worded.push(...slice.filter((passage) => holds(wordsOf(passage).join("\n"), tokens)));
  }
  return [...named, ...beginning, ...worded].slice(0, OFFERED + 1);
}

/** A long list some at a time, between which others are answered; no more of it once it is over. */
async function* slices<T>(all: readonly T[], size: number, isOver: () => boolean): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < all.length && !isOver(); from += size) {
    yield all.slice(from, from + size);
    await othersFirst();
  }
}

function placeOf({ id, locator }: Passage): string {
  return `${locator}\n${id}`;
}

function holds(text: string, tokens: readonly string[]): boolean {
  const letters = folded(text);
  return tokens.every((token) => letters.includes(token));
}

/** Letters as they are compared: without case, and full-width ones like others. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function renderedIn(words: Words, { id }: Passage): string {
  const rendering = words.get(id)?.current?.words?.rendering;
  return rendering ? lettersOf(rendering) : "";
}

/** All letters of a rendering, a space between blocks. */
function lettersOf({ text, content = [] }: RenderingJson): string {
  if (text !== undefined) return text;
  const parts = content.map(lettersOf);
  return content.some((node) => node.text !== undefined) ? parts.join("") : parts.join(" ");
}

/** The passage under whose name one is listed: what it stands under, or itself if that is nothing. */
function over({ passages }: Work, passage: Passage): Passage {
  const { places, above } = outlineOf(passages);
  return passages[above[places.get(passage.id)!]!] ?? passage;
}

function grouped(work: Work, shown: readonly Passage[], words: Words, tokens: readonly string[]): Addable["groups"] {
  const groups = new Map<string, Addable["groups"][number]>();
  for (const passage of shown) {
    const above = over(work, passage);
    const group = groups.get(above.id) ?? { over: foundAs(work, above, words, []), passages: [] };
    groups.set(above.id, group);
    group.passages.push(foundAs(work, passage, words, tokens));
  }
  return [...groups.values()];
}

/** A passage as it is listed: with the words that were found in it, else its first ones. */
function foundAs(work: Work, passage: Passage, words: Words, tokens: readonly string[]): FoundPassage {
  const { id, locator, source } = passage;
  const current = words.get(id)?.current ?? null;
  const inRendering = lineAround(renderedIn(words, passage), tokens);
  const inSource = lineAround(source.words.join(" "), tokens);
  if (inRendering === null && inSource !== null) return { id, locator, words: inSource, lang: work.sourceLanguage };
  const rendered = Boolean(current?.words);
  const line = inRendering ?? titleOf({ passage, current });
  return { id, locator, words: line, lang: rendered ? work.language : work.sourceLanguage };
}

/** The words around what was found in a text; null if nothing was found there. */
function lineAround(text: string, tokens: readonly string[]): string | null {
  const letters = text.toLowerCase();
  const at = Math.min(...tokens.map((token) => letters.indexOf(token)).filter((place) => place >= 0));
  if (!Number.isFinite(at)) return null;
  const begin = at <= AROUND ? 0 : Math.max(text.lastIndexOf(" ", at - AROUND) + 1, at - 2 * AROUND);
  const rest = text.slice(begin);
  const end = rest.length <= LONGEST_LINE ? rest.length : Math.max(rest.lastIndexOf(" ", LONGEST_LINE), AROUND * 2);
  return `${begin > 0 ? "… " : ""}${rest.slice(0, end).trim()}${end < rest.length ? " …" : ""}`;
}
