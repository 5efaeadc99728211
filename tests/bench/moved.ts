/** Revisions in which a stretch moved, made of sentences of the corpora, and whether the difference tells of it. */
import type { Change } from "../../translations/compare/change.ts";
import { isStopWord } from "../../translations/compare/words/stops.ts";
import { diffTexts, movedPairs } from "../../translations/compare/words/words.ts";
import { countWords, words } from "../../translations/text/words.ts";
import { randomness, type Pair, type Revision, type Verse } from "./pairs.ts";

type Span = [from: number, to: number];

/** A revision with what moved in it: where it stood and where it stands. Of two stretches that changed places, either. */
export interface Moved extends Pair {
  moved: { a: Span; b: Span }[];
}

/** Of the revisions in which something moved, those whose difference tells that. */
export interface Told {
  kind: string;
  revisions: number;
  told: number;
  /** Those of them in which all of it is told that did not change. */
  wholly: number;
  /** How many moves are told in all, and how many of them nobody made. */
  moves: number;
  notMade: number;
}

export const KINDS = {
  sentence: "a sentence moved, its neighbours edited",
  revised: "a sentence moved, a word changed in it",
  clause: "a clause brought to the front",
} as const;

const REVISIONS = 300;

/** Each kind of move, made of the newest wording of the verses. */
export function movesTold(verses: readonly Verse[]): Told[] {
  const chapters = chaptersOf(verses);
  const made = {
    [KINDS.sentence]: sentencesMoved(chapters, REVISIONS, 23, 4, false),
    [KINDS.revised]: sentencesMoved(chapters, REVISIONS, 29, 6, true),
    [KINDS.clause]: clausesToFront(sentencesOf(verses), REVISIONS, 31),
  };
  return Object.entries(made).map(([kind, all]) => {
    const shares = all.map(shareTold);
    const each = all.map(movesIn);
    return {
      kind,
      revisions: all.length,
      told: shares.filter((share) => share >= COVERED).length,
      wholly: shares.filter((share) => share === 1).length,
      moves: each.reduce((sum, { moves }) => sum + moves, 0),
      notMade: each.reduce((sum, { notMade }) => sum + notMade, 0),
    };
  });
}

/** The moves that are told of a revision; nobody made one if fewer than {@link COVERED} of its words stand in what moved. */
export function movesIn({ a, b, moved }: Moved): { moves: number; notMade: number } {
  const changes = diffTexts(a, b);
  const [inA, inB] = [moved.map((span) => span.a), moved.map((span) => span.b)];
  const shares = [...movedPairs(changes, a, b)]
    .map(([one, other]) => [changes[one]!, changes[other]!] as const)
    .filter(([{ fromA, toA }]) => fromA < toA)
    .map(([gone, come]) =>
      Math.min(shareIn(a, [gone.fromA, gone.toA], inA, b), shareIn(b, [come.fromB, come.toB], inB, a)),
    );
  return { moves: shares.length, notMade: shares.filter((share) => share < COVERED).length };
}

/** What moved is told if so many of its words are that say something and did not change. */
export const COVERED = 0.75;

/** Of the words of a stretch that moved that say something and did not change, the share that is told as moved. */
export function shareTold({ a, b, moved }: Moved): number {
  const told = diffTexts(a, b).filter(({ kind }) => kind === "moved");
  const [inA, inB] = [
    told.map(({ fromA, toA }): Span => [fromA, toA]),
    told.map(({ fromB, toB }): Span => [fromB, toB]),
  ];
  const shares = moved.map(({ a: older, b: newer }) =>
    Math.min(shareIn(a, older, inA, b.slice(...newer)), shareIn(b, newer, inB, a.slice(...older))),
  );
  return Math.max(...shares);
}

/** The same of one side; what does not stand on the other side too has changed. */
function shareIn(text: string, [start, end]: Span, told: readonly Span[], other: string): number {
  const kept = new Set(lettersOf(other));
  const telling = words(text.slice(start, end)).filter(({ from, to, kind }) => {
    const letters = text.slice(start + from, start + to).toLowerCase();
    return kind === "word" && !isStopWord(letters) && kept.has(letters);
  });
  const found = telling.filter(({ from, to }) =>
    told.some(([first, last]) => first <= start + from && start + to <= last),
  );
  return found.length / Math.max(1, telling.length);
}

function lettersOf(text: string): string[] {
  return words(text).map(({ from, to }) => text.slice(from, to).toLowerCase());
}

/** The sentences of each chapter, in order. */
function chaptersOf(verses: readonly Verse[]): string[][] {
  const chapters = new Map<string, string[]>();
  for (const { id, versions } of verses) {
    const chapter = id.slice(0, id.indexOf(":"));
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), versions.at(-1)!.text]);
  }
  return [...chapters.values()].map((all) => parted(all.join(" ")));
}

/** The sentences of every wording, each once. */
function sentencesOf(verses: readonly Verse[]): string[] {
  return [...new Set(verses.flatMap(({ versions }) => versions.flatMap(({ text }) => parted(text))))];
}

/** Sentences without their editors' signs for what is not settled yet. */
function parted(text: string): string[] {
  const sentences = text.match(/[^.!?]+[.!?]+[’”)]*/g) ?? [];
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => countWords(sentence) > 0 && !/[[\]|]/.test(sentence));
}

/** How many sentences stand in a paragraph that one of them moves in. */
const PARAGRAPH = 6;

/**
 * Paragraphs in which a sentence of `least` words or more moved past others that together are half as long again, so
 * that it and not they moved, and in which a word was changed in each sentence beside its old place and its new one; in the moved
 * one itself too, if `isRevised`.
 */
function sentencesMoved(
  chapters: readonly string[][],
  count: number,
  seed: number,
  least: number,
  isRevised: boolean,
): Moved[] {
  const random = randomness(seed);
  const below = (most: number) => Math.floor(random() * most);
  const vocabulary =
    chapters
      .flat()
      .join(" ")
      .match(/\b[a-z]{4,}\b/g) ?? [];
  const edited = (sentence: string) => oneWordOther(sentence, vocabulary[below(vocabulary.length)]!, random());
  const long = chapters.filter(({ length }) => length >= PARAGRAPH);
  const found: Moved[] = [];
  while (found.length < count) {
    const chapter = long[below(long.length)]!;
    const first = below(chapter.length - PARAGRAPH + 1);
    const sentences = chapter.slice(first, first + PARAGRAPH);
    const [from, to] = [below(PARAGRAPH), below(PARAGRAPH)];
    const moved = sentences[from]!;
    const crossed = to < from ? sentences.slice(to, from) : sentences.slice(from + 1, to + 1);
    if (from === to || countWords(moved) < least || countWords(crossed.join(" ")) < LONGER * countWords(moved))
      continue;
    if (new Set(sentences).size < PARAGRAPH) continue;
    const near = new Set([from - 1, from + 1, ...(to < from ? [to - 1, to] : [to, to + 1])]);
    const newer = sentences.map((sentence, at) => (near.has(at) && at !== from ? edited(sentence) : sentence));
    const [arrived] = newer.splice(from, 1);
    newer.splice(to, 0, isRevised ? edited(arrived!) : arrived!);
    found.push({
      a: sentences.join(" "),
      b: newer.join(" "),
      moved: [{ a: spanOf(sentences, from), b: spanOf(newer, to) }],
    });
  }
  return found;
}

const LONGER = 1.5;

function spanOf(sentences: readonly string[], at: number): Span {
  const from = sentences.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0);
  return [from, from + sentences[at]!.length];
}

/** The sentence with one of its words replaced; which one `share`, from 0 to 1, says. */
function oneWordOther(sentence: string, other: string, share: number): string {
  const all = words(sentence).filter(({ kind }) => kind === "word");
  const { from, to } = all[Math.floor(share * all.length)]!;
  return sentence.slice(0, from) + other + sentence.slice(to);
}

const SUBORDINATE =
  /^([^,;:—“‘]+),? (when|if|because|while|since|after|before|although|though|until|unless|where|as soon as) ([^,;:—“‘]+)\.$/;

/** How many words there are in each of the two clauses. */
const CLAUSE = { least: 4, most: 16 };

/** `Y, when X.` that became `When X, Y.`, of main and subordinate clauses as they stand in the sentences. */
function clausesToFront(sentences: readonly string[], count: number, seed: number): Moved[] {
  const random = randomness(seed);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const isFit = (clause: string) => countWords(clause) >= CLAUSE.least && countWords(clause) <= CLAUSE.most;
  const clauses = sentences.flatMap((sentence) => {
    const [, main, word, rest] = SUBORDINATE.exec(sentence) ?? [];
    return main && isFit(main) && isFit(`${word} ${rest}`) ? [{ main, when: `${word} ${rest}` }] : [];
  });
  const lower = new Set(sentences.join(" ").match(/\b[a-z]+\b/g));
  const inside = (main: string) => {
    const [first] = /^\p{L}+/u.exec(main) ?? [""];
    return lower.has(first.toLowerCase()) && first !== "I" ? first.toLowerCase() + main.slice(first.length) : main;
  };
  return Array.from({ length: count }, () => {
    const [main, when] = [one(clauses).main, one(clauses).when];
    const [a, front] = [`${main}, ${when}.`, when[0]!.toUpperCase() + when.slice(1)];
    const b = `${front}, ${inside(main)}.`;
    const whenMoved = { a: [main.length + 2, a.length - 1] as Span, b: [0, front.length] as Span };
    const mainMoved = { a: [0, main.length] as Span, b: [front.length + 2, b.length - 1] as Span };
    return { a, b, moved: [whenMoved, mainMoved] };
  });
}

/** One move that is told in a real revision. */
export interface ToldMove extends Revision {
  words: string;
  from: Change;
  to: Change;
}

/** All moves that are told in revisions. */
export function toldMoves(revisions: readonly Revision[]): ToldMove[] {
  return revisions.flatMap((revision) => {
    const { a, b } = revision;
    const changes = diffTexts(a, b);
    return [...movedPairs(changes, a, b)].flatMap(([one, other]) => {
      const [from, to] = [changes[one]!, changes[other]!];
      return from.fromA < from.toA ? [{ ...revision, words: a.slice(from.fromA, from.toA).trim(), from, to }] : [];
    });
  });
}
