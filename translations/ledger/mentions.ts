/**
 * People named in what is said. A record has them by who they are, and where their name stands; the name itself stands in no words, so
 * that it is withheld or another wherever it is said of the person. Here names are taken out of words that somebody typed, and put back.
 */
import type { Person } from "../notes/note.ts";
import type { Mention } from "./discussing.ts";

/** The sign before a name. */
const SIGN = "@";

/** So many are named at once; more are words as they stand. */
export const MOST_MENTIONED = 20;

/** Somebody as they are named in words: offsets in UTF-16 code units, from the sign to the end of the name. */
export interface Named {
  start: number;
  end: number;
  /** Several, if they are called the same. */
  people: Person[];
}

/** Words with the names in them. */
export interface WordsNaming {
  words: string;
  named: Named[];
}

/** What is recorded of words that somebody typed. */
export interface Mentioning {
  wording: string;
  mentioned: Mention[];
}

/** Letters and figures of scripts that part words by spaces: behind a name none of them may follow. */
const SPACED = /[\p{L}\p{M}\p{N}](?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u;

/**
 * Words as they are recorded: where one of `people` is named (`@Ann Lee`), the longest name counts, and it is taken out behind its sign.
 * Within a word (`ann@lee`) nobody is.
 */
export function mentioning(words: string, people: readonly Person[]): Mentioning {
  const mentioned: Mention[] = [];
  const called = byLetter(people);
  let [wording, from] = ["", 0];
  const signs = new Set<number>();
  for (let at = words.indexOf(SIGN); at >= 0 && signs.size < MOST_MENTIONED; at = words.indexOf(SIGN, at + 1)) {
    const found = at >= from ? namedAt(words, at, called) : [];
    const [first] = found;
    if (!first) continue;
    signs.add(at);
    wording += words.slice(from, at + SIGN.length);
    for (const person of found) mentioned.push({ at: wording.length - SIGN.length, person: bare(person) });
    from = at + SIGN.length + first.name.length;
  }
  return { wording: wording + words.slice(from), mentioned };
}

/** People by the first letter of their names: of thousands, each sign is held against few. */
function byLetter(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
  const called = new Map<string, Person[]>();
  for (const person of people) {
    const those = called.get(letterOf(person.name));
    if (those) those.push(person);
    else called.set(letterOf(person.name), [person]);
  }
  return called;
}

function letterOf(text: string): string {
  return text.slice(0, 2).toLowerCase().charAt(0);
}

/** Those who are called as it stands behind the sign at `at`. */
function namedAt(words: string, at: number, people: ReturnType<typeof byLetter>): Person[] {
  if (SPACED.test(lastOf(words.slice(0, at)))) return [];
  const behind = words.slice(at + SIGN.length);
  const called = (people.get(letterOf(behind)) ?? []).filter(({ name }) => name !== "" && standsAt(behind, name));
  const longest = called.reduce((most, { name }) => Math.max(most, name.length), 0);
  return called.filter(({ name }) => name.length === longest);
}

function standsAt(behind: string, name: string): boolean {
  const said = behind.slice(0, name.length);
  if (said !== name && said.toLowerCase() !== name.toLowerCase()) return false;
  const [next = ""] = behind.slice(name.length, name.length + 2);
  return !SPACED.test(lastOf(name)) || !SPACED.test(next);
}

/** The last character, whole. */
function lastOf(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? "";
}

function bare({ id, name, parts }: Person): Person {
  return { ...(id !== undefined && { id }), name, ...(parts && { parts }) };
}

/** The other way round: how words read with the names that stand now. */
export function withNames(wording: string, mentioned: readonly Mention[] = []): WordsNaming {
  const named: Named[] = [];
  let [words, from] = ["", 0];
  for (const { at, person } of mentioned) {
    const last = named.at(-1);
    if (last && at + SIGN.length === from) {
      last.people.push(person);
      continue;
    }
    // Of a record that somebody bent: only behind a sign, and in order.
    if (at < from || wording[at] !== SIGN) continue;
    words += wording.slice(from, at);
    named.push({ start: words.length, end: words.length + SIGN.length + person.name.length, people: [person] });
    words += SIGN + person.name;
    from = at + SIGN.length;
  }
  return { words: words + wording.slice(from), named };
}
