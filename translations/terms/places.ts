/**
 * Where the words of a term stand in a text: its source words in the source, its renderings in a rendering. The one answer to
 * that, for the concordance, for what a draft marks in its source, and for what is checked in a rendering.
 */
import type { TermWords } from "../ledger/work.ts";
import { renderingsOf, type TermStanding } from "../ledger/term-words.ts";
import { firstWhere } from "../text/search.ts";
import { isStemmed, tokensOf, type Token } from "../text/tokens.ts";
import { isSpaced } from "../text/words.ts";

/** `text.slice(from, to)`, in UTF-16 code units. */
export interface Place {
  from: number;
  to: number;
}

/** A rendering of a term where it stands. */
export interface RenderedPlace extends Place {
  standing: TermStanding;
}

/** The spellings of a term's source words. */
export function formsOf({ source, forms = [] }: Pick<TermWords, "source" | "forms">): string[] {
  return [source, ...forms].map((words) => words.normalize("NFC")).filter((words) => words.trim() !== "");
}

/**
 * Where words stand in a text, in order, none within another. In scripts without spaces each place counts; elsewhere whole
 * words do, without case and accents, of English in all forms of its words. What is in brackets may be left out.
 * @param language of the text (BCP 47).
 */
export function placesOf(text: string, spellings: readonly string[], language: string): Place[] {
  return placesWithin(searched(text, language), spellings);
}

/** The same in a text in which much is looked for. */
export function placesWithin(read: Searched, spellings: readonly string[]): Place[] {
  return apart(spellings.flatMap((words) => placesIn(read, words)));
}

/**
 * The renderings of a term that stand in a text, the best first: a place that is one of a better rendering is none of another.
 * @param language of the text.
 */
export function renderedIn(text: string, term: TermWords, language: string): RenderedPlace[] {
  const read = searched(text, language);
  const found: RenderedPlace[] = [];
  // In the order in which they stand.
  let taken: Place[] = [];
  for (const { words, standing } of renderingsOf(term)) {
    const free = placesWithin(read, [words]).filter((place) => isFree(taken, place));
    if (free.length === 0) continue;
    for (const place of free) found.push({ ...place, standing });
    taken = apart([...taken, ...free]);
  }
  return found;
}

/** True of a place that overlaps none of some that stand in order, apart. */
export function isFree(taken: readonly Place[], { from, to }: Place): boolean {
  const next = taken[firstWhere(taken, (each) => each.to > from)];
  return !next || next.from >= to;
}

/** A text in which much is looked for: what that needs of it is made once, if it is. */
export interface Searched {
  text: string;
  language: string;
  letters(): string;
  tokens(): Token[];
  /** At which of the tokens each stands. */
  standing(): ReadonlyMap<string, readonly number[]>;
}

export function searched(text: string, language: string): Searched {
  let letters: string | undefined;
  let tokens: Token[] | undefined;
  let standing: ReadonlyMap<string, readonly number[]> | undefined;
  const tokensHere = (): Token[] => (tokens ??= tokensOf(text, isStemmed(language)));
  return {
    text,
    language,
    letters: () => (letters ??= text.toLowerCase()),
    tokens: tokensHere,
    standing: () => (standing ??= standingIn(tokensHere())),
  };
}

function standingIn(tokens: readonly Token[]): ReadonlyMap<string, readonly number[]> {
  const standing = new Map<string, number[]>();
  tokens.forEach(({ token }, at) => {
    const known = standing.get(token);
    if (known) known.push(at);
    else standing.set(token, [at]);
  });
  return standing;
}

function placesIn(read: Searched, spelled: string): Place[] {
  const words = spelled.normalize("NFC");
  const bare = words.replaceAll(/\s*[(（[].*?[)）\]]/gu, "");
  const whole = wholeIn(read, words);
  return bare === words ? whole : [...whole, ...wholeIn(read, bare)];
}

function wholeIn(read: Searched, words: string): Place[] {
  const { text, language } = read;
  if (words.trim() === "") return [];
  if (isUnspacedAll(words)) return placesOfLetters(text, words);
  const { asked, begins } = askedFor(words, language);
  if (asked.length === 0 || !begins.every((each) => read.letters().includes(each))) return [];
  return placesOfTokens(read, asked);
}

/** What is looked for is the same in each text of a work. */
const known = new Map<string, { asked: readonly Token[]; begins: readonly string[] }>();
const MOST_KNOWN = 10_000;

/** The tokens of words, and letters that each of them has in all its forms. */
function askedFor(words: string, language: string): { asked: readonly Token[]; begins: readonly string[] } {
  const key = `${language} ${words}`;
  const before = known.get(key);
  if (before) return before;
  const asked = tokensOf(words, isStemmed(language));
  const found = { asked, begins: asked.map((token) => beginningOf(words, token)) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

/** True of words no letter of which is of a script with spaces. */
function isUnspacedAll(words: string): boolean {
  for (let at = 0; at < words.length; at++) if (isSpaced(words, at)) return false;
  return true;
}

function placesOfLetters(text: string, words: string): Place[] {
  const found: Place[] = [];
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length))
    found.push({ from, to: from + words.length });
  return found;
}

/** Looked for by the rarest of them. */
function placesOfTokens(read: Searched, asked: readonly Token[]): Place[] {
  const [tokens, standing] = [read.tokens(), read.standing()];
  const stands = asked.map(({ token }) => standing.get(token) ?? []);
  const fewest = Math.min(...stands.map(({ length }) => length));
  const rarest = stands.findIndex(({ length }) => length === fewest);
  return stands[rarest]!.flatMap((place): Place[] => {
    const at = place - rarest;
    const stand = asked.every(({ token }, next) => tokens[at + next]?.token === token);
    return stand ? [{ from: tokens[at]!.from, to: tokens[at + asked.length - 1]!.to }] : [];
  });
}

/** Letters that a word has in each of its forms: most texts are told by these not to have it. */
function beginningOf(words: string, { token, from, to }: Token): string {
  const written = words.slice(from, to).toLowerCase();
  let same = 0;
  while (same < token.length && token[same] === written[same]) same++;
  return written.slice(0, same);
}

/** In order; of those that overlap, the first, and the longest of them. */
export function apart<Each extends Place>(found: readonly Each[]): Each[] {
  const sorted = found.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: Each[] = [];
  for (const place of sorted) if (place.from >= (kept.at(-1)?.to ?? 0)) kept.push(place);
  return kept;
}
