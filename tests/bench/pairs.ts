/** The revisions that are measured: real ones from the corpus, one-word edits of them, and whole works made of them. */
import { existsSync, readFileSync } from "node:fs";
import { words } from "../../translations/text/words.ts";

/**
 * A whole number that was given as an option.
 * @throws Error if it is none, or not above 0.
 */
export function counting(option: string, name: string): number {
  const number = Number(option);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number above 0, not "${option}".`);
}

export interface Pair {
  a: string;
  b: string;
}

export interface Verse {
  id: string;
  /** The verse in Chinese, with spaces between its phrases; null where there is none. */
  zh: string | null;
  versions: { text: string }[];
}

/** The verses of the corpus, or null where it is not at hand. */
export function readVerses(file: string): Verse[] | null {
  return existsSync(file) ? (jsonLines(file) as Verse[]) : null;
}

/**
 * Pairs from a file of lines `{"a": "…", "b": "…"}`.
 * @throws Error if a line has another shape.
 */
export function readPairs(file: string): Pair[] {
  return jsonLines(file).map((line, index) => {
    const { a, b } = line as Partial<Pair>;
    if (typeof a === "string" && typeof b === "string") return { a, b };
    throw new Error(`${file}, line ${index + 1}: each line must be {"a": "…", "b": "…"}.`);
  });
}

/**
 * Machine translations and what people made of them, from a file of lines `{"mt": "…", "pe": "…"}`; null where it is
 * not at hand.
 */
export function readPostEdits(file: string): Pair[] | null {
  if (!existsSync(file)) return null;
  return (jsonLines(file) as { mt: string; pe: string }[]).map(({ mt, pe }) => ({ a: mt, b: pe }));
}

/** The Chinese of paragraphs, from a file of lines `{"zh": "…"}`; null where it is not at hand. */
export function readChinese(file: string): string[] | null {
  return existsSync(file) ? (jsonLines(file) as { zh: string }[]).map(({ zh }) => zh) : null;
}

/** A revision whose editor marked what it changes: `[from, to]` of what goes in `a` and of what comes in `b`. */
export interface Marked extends Pair {
  marksA: [number, number][];
  marksB: [number, number][];
}

/**
 * Marked revisions from a file of lines `{"a": "…", "b": "…", "marksA": [[0, 3]], "marksB": []}`.
 * @throws Error if a line has another shape.
 */
export function readMarked(file: string): Marked[] {
  return jsonLines(file).map((line, index) => {
    const { a, b, marksA, marksB } = line as Partial<Marked>;
    if (typeof a === "string" && typeof b === "string" && Array.isArray(marksA) && Array.isArray(marksB))
      return { a, b, marksA, marksB };
    throw new Error(`${file}, line ${index + 1}: each line must be {"a", "b", "marksA", "marksB"}.`);
  });
}

/** A revision of the corpora that was marked by hand; those of odd number are held out. */
export interface HandMarked extends Marked {
  pair: number;
  set: "light" | "heavy";
}

type HandMark = Omit<HandMarked, "a" | "b"> & { corpus: "oeb" | "post-edits"; id: string; marker: number };

/**
 * The revisions marked by hand, one marker's view of each, with their texts from the corpora.
 * @throws Error if a corpus has no such revision: it is another corpus than the one that was marked.
 */
export function readHandMarked(file: string, verses: readonly Verse[], edited: readonly Pair[]): HandMarked[] {
  const versions = new Map(verses.map((verse) => [verse.id, verse.versions]));
  const textsOf = ({ corpus, id }: HandMark): Pair => {
    const [verse, number] = id.split("#") as [string, string];
    const held = versions.get(verse);
    const texts =
      corpus === "oeb"
        ? { a: held?.[Number(number) - 1]?.text, b: held?.[Number(number)]?.text }
        : edited[Number(id) - 1];
    if (texts?.a === undefined || texts.b === undefined) throw new Error(`${file}: ${corpus} has no revision ${id}.`);
    return { a: texts.a, b: texts.b };
  };
  const seen = new Set<number>();
  return (jsonLines(file) as HandMark[])
    .filter(({ pair }) => !seen.has(pair) && seen.add(pair))
    .map((mark) => ({ ...textsOf(mark), ...mark }));
}

/** What stands in a file of a JSON value a line. */
export function jsonLines(file: string): unknown[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as unknown);
}

export const changed = ({ a, b }: Pair): boolean => a !== b;

/** A revision with the name by which it is found again: `oeb Mark 3:10#1`, `post-edits 361`. */
export interface Revision extends Pair {
  id: string;
}

/**
 * Every version of every verse against the one before it, and every translation against what was made of it: those
 * that changed. A verse's number is that of its older version.
 */
export function revisions(verses: readonly Verse[], edited: readonly Pair[]): Revision[] {
  return [...verses.flatMap((verse) => revisionsOf(verse, 1)), ...postEdits(edited)].filter(changed);
}

/** The same with every version against every later one, no two texts twice. */
export function everyRevision(verses: readonly Verse[], edited: readonly Pair[]): Revision[] {
  const steps = (verse: Verse) => verse.versions.slice(1).flatMap((_, index) => revisionsOf(verse, index + 1));
  const all = [...verses.flatMap(steps), ...postEdits(edited)].filter(changed);
  return [...new Map(all.map((revision) => [JSON.stringify([revision.a, revision.b]), revision])).values()];
}

function revisionsOf({ id, versions }: Verse, step: number): Revision[] {
  const to = (index: number) => (step === 1 ? "" : `-${index + 1 + step}`);
  return versions.slice(step).map(({ text }, index) => {
    return { id: `oeb ${id}#${index + 1}${to(index)}`, a: versions[index]!.text, b: text };
  });
}

function postEdits(edited: readonly Pair[]): Revision[] {
  return edited.map((pair, index) => ({ id: `post-edits ${index + 1}`, ...pair }));
}

/** A verse's version number `n`, or its last where it has fewer. */
function version({ versions }: Verse, n: number): string {
  return versions[Math.min(n, versions.length - 1)]!.text;
}

function joined(verses: readonly Verse[], between: string): Pair[] {
  const most = Math.max(...verses.map(({ versions }) => versions.length));
  const pairs: Pair[] = [];
  for (let n = 1; n < most; n++)
    pairs.push({
      a: verses.map((verse) => version(verse, n - 1)).join(between),
      b: verses.map((verse) => version(verse, n)).join(between),
    });
  return pairs.filter(changed);
}

/** How long paragraphs are made, in words, one after the other: short ones and long ones. */
const PARAGRAPHS = [30, 60, 90, 120, 160, 195];

/** Neighbouring verses of a chapter as paragraphs of 30 to 200 words, every version against the one before it. */
export function paragraphs(verses: readonly Verse[]): Pair[] {
  const groups: Verse[][] = [[]];
  let [length, goal] = [0, 0];
  for (const verse of verses) {
    const last = groups.at(-1)!;
    const size = words(version(verse, 0)).length;
    const full = length + size > PARAGRAPHS[goal % PARAGRAPHS.length]! || chapter(verse) !== chapter(last[0] ?? verse);
    if (full && last.length > 0) {
      groups.push([]);
      goal++;
      length = 0;
    }
    groups.at(-1)!.push(verse);
    length += size;
  }
  const inRange = (text: string) => words(text).length >= 30 && words(text).length <= 230;
  return groups.flatMap((group) => joined(group, " ")).filter(({ a, b }) => inRange(a) && inRange(b));
}

function chapter({ id }: Verse): string {
  return id.slice(0, id.indexOf(":"));
}

/** Whole books, a verse a line, every version against the one before it. */
export function books(verses: readonly Verse[]): Pair[] {
  const byBook = new Map<string, Verse[]>();
  for (const verse of verses) {
    const book = verse.id.slice(0, verse.id.lastIndexOf(" "));
    byBook.set(book, [...(byBook.get(book) ?? []), verse]);
  }
  return [...byBook.values()].flatMap((book) => joined(book, "\n"));
}

/** Numbers from 0 to 1, the same in every run (a Lehmer generator). */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** The same in another order (Fisher and Yates). */
export function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const list = [...all];
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

/** `text` with every word replaced, doubled or left out at a rate, by words of the same text. */
function revised(text: string, rate: number, seed: number): string {
  const random = randomness(seed);
  const all = text.split(" ");
  const any = () => all[Math.floor(random() * all.length)]!;
  return all
    .flatMap((word) => {
      if (random() >= rate) return [word];
      const kind = random();
      return kind < 0.6 ? [any()] : kind < 0.8 ? [word, any()] : [];
    })
    .join(" ");
}

/** Paragraphs that differ in one word. */
export function oneWordEdits(pairs: readonly Pair[]): Pair[] {
  const random = randomness(11);
  return pairs.map(({ a }) => {
    const all = a.split(" ");
    all[Math.floor(random() * all.length)] = "otherwise";
    return { a, b: all.join(" ") };
  });
}

/** The whole corpus, oldest and newest wording, as one text of `count` words. */
export function wholeWork(verses: readonly Verse[], count: number): { oldest: string; newest: string } {
  const cut = (n: number) => {
    const all = verses
      .map((verse) => version(verse, n))
      .join("\n")
      .split(" ");
    return Array.from({ length: Math.ceil(count / all.length) }, () => all.join(" "))
      .join(" ")
      .split(" ")
      .slice(0, count)
      .join(" ");
  };
  return { oldest: cut(0), newest: cut(99) };
}

/** A work of 21,000 words, one word in fifty revised; and one in which every second word is another. */
export function works(verses: readonly Verse[]): { light: Pair; real: Pair; heavy: Pair } {
  const { oldest, newest } = wholeWork(verses, 21_000);
  return {
    light: { a: newest, b: revised(newest, 0.02, 5) },
    real: { a: oldest, b: newest },
    heavy: { a: oldest, b: revised(newest, 0.5, 7) },
  };
}

/** `count` words of prose that does not repeat itself as a whole, and a light revision of it. */
export function longWork(verses: readonly Verse[], count: number): Pair {
  const { newest } = wholeWork(verses, 21_000);
  const vocabulary = newest.split(" ");
  const random = randomness(count);
  let [at, left] = [0, 0];
  const all = Array.from({ length: count }, () => {
    if (left-- <= 0) [at, left] = [Math.floor(random() * vocabulary.length), 3 + Math.floor(random() * 6)];
    return vocabulary[at++ % vocabulary.length]!;
  });
  const a = all.join(" ");
  return { a, b: revised(a, 0.02, 3) };
}
