/** Pairs of texts that belong together, put out of order by a seeded generator, and which segments belong beside which. */
import { existsSync } from "node:fs";
import type { Segment } from "../../translations/align/align.ts";
import type { Hunk } from "../../translations/compare/change.ts";
import { jsonLines, randomness, readPostEdits, readVerses, shuffled, type Verse } from "./pairs.ts";

/** Two segments that say the same. */
export interface Pair {
  /** What stands in one chapter; nothing is merged across its end. */
  chapter: string;
  a: Segment;
  b: Segment;
}

/** Two texts, and the beads that are right, those with nothing on one side left out. */
export interface Disordered {
  a: Segment[];
  b: Segment[];
  beads: Hunk[];
  /** Of those that stand elsewhere in the other text: the places of both. */
  moved: { a: number; b: number }[];
}

/** Of a hundred segments so many are dropped, added, merged and split. */
export interface Disorder {
  dropped: number;
  added: number;
  merged: number;
  split: number;
  /** Taken to another place of the second text. */
  moved: number;
}

export const NONE: Disorder = { dropped: 0, added: 0, merged: 0, split: 0, moved: 0 };
export const USUAL: Disorder = { dropped: 3, added: 3, merged: 6, split: 6, moved: 0 };
export const TWICE: Disorder = { dropped: 6, added: 6, merged: 12, split: 12, moved: 0 };
/** Of five passages one is lacking on one side: what short texts are put out of order by. */
export const TINY: Disorder = { ...NONE, dropped: 20, merged: 5, split: 5 };
/** As usual, and some have moved. */
export const MOVED: Disorder = { ...USUAL, moved: 4 };

/** Paragraphs in Chinese and English with what their blocks are; null where the corpus is not at hand. */
export function paragraphs(file: string): Pair[] | null {
  if (!existsSync(file)) return null;
  const lines = jsonLines(file) as { file: string; zh: string; en: string }[];
  return lines.map(({ file: chapter, zh, en }) => ({ chapter, a: blockOf(zh), b: blockOf(en) }));
}

/** A block of Markdown by the sign that it begins with. */
function blockOf(text: string): Segment {
  const kinds: [RegExp, string][] = [
    [/^#+ /, "heading"],
    [/^(?:[-*]|\d+\.) /, "list"],
    [/^> /, "quotation"],
  ];
  return { kind: kinds.find(([sign]) => sign.test(text))?.[1] ?? "paragraph", text };
}

/** Verses in Chinese and in English, as they read at last; null where the corpus is not at hand, or has no Chinese. */
export function versesBeside(file: string): Pair[] | null {
  const beside = (readVerses(file) ?? []).flatMap(({ id, zh, versions }) =>
    zh ? [versePair(id, zh.replaceAll(" ", ""), versions.at(-1)!.text)] : [],
  );
  return beside.length > 0 ? beside : null;
}

/** Verses as they read at first and at last. */
export function versesRevised(file: string): Pair[] | null {
  const verses: Verse[] | null = readVerses(file);
  return verses && verses.map(({ id, versions }) => versePair(id, versions[0]!.text, versions.at(-1)!.text));
}

function versePair(id: string, a: string, b: string): Pair {
  return { chapter: id.split(":")[0]!, a: { kind: "verse", text: a }, b: { kind: "verse", text: b } };
}

/** Sentences by a machine, and what a person made of them. */
export function postEdits(file: string): Pair[] | null {
  const edits = readPostEdits(file);
  const segment = (text: string): Segment => ({ kind: "paragraph", text });
  return edits && edits.map(({ a, b }) => ({ chapter: "", a: segment(a), b: segment(b) }));
}

/** All of one kind. */
export function bare(pairs: readonly Pair[]): Pair[] {
  const plain = ({ text }: Segment): Segment => ({ kind: "paragraph", text });
  return pairs.map(({ chapter, a, b }) => ({ chapter, a: plain(a), b: plain(b) }));
}

/** With a heading before each chapter, which has its number alone. */
export function withChapters(pairs: readonly Pair[]): Pair[] {
  let number = 0;
  return pairs.flatMap((pair, index) => {
    if (index > 0 && pairs[index - 1]!.chapter === pair.chapter) return [pair];
    number++;
    const a = { kind: "heading", text: `第${number}章` };
    return [{ chapter: `${pair.chapter}, its head`, a, b: { kind: "heading", text: `Chapter ${number}` } }, pair];
  });
}

/** Stretches of three to eight pairs, taken anywhere. */
export function excerpts(pairs: readonly Pair[], count: number): Pair[][] {
  const random = randomness(4242);
  return Array.from({ length: count }, () => {
    const from = Math.floor(random() * Math.max(1, pairs.length - MOST_TINY));
    return pairs.slice(from, from + 3 + Math.floor(random() * (MOST_TINY - 2)));
  });
}

const MOST_TINY = 8;

/** So many of a hundred pairs are taken out beforehand, so that what is added comes from the same hands. */
const ASIDE = 5;

/**
 * The texts of `pairs` put out of order: segments are dropped or split, merged with the next, or a strange one is added, on
 * either side. A segment of one sentence is not split.
 */
export function disordered(all: readonly Pair[], disorder: Disorder, seed: number): Disordered {
  const random = randomness(seed * 7919);
  for (let warm = 0; warm < 10; warm++) random();
  const isStrange = new Set(shuffled([...all.keys()], random).slice(0, Math.floor((all.length * ASIDE) / 100)));
  const strange = disorder.added > 0 ? all.filter((_, index) => isStrange.has(index)) : [];
  const pairs = disorder.added > 0 ? all.filter((_, index) => !isStrange.has(index)) : all;
  const made: Disordered = { a: [], b: [], beads: [], moved: [] };
  const { dropped, added, merged, split, moved } = disorder;
  const away: Away[] = [];
  for (let at = 0; at < pairs.length; at++) {
    const { a, b, chapter } = pairs[at]!;
    const isFirst = random() < 0.5;
    const lot = 100 * random();
    const next = pairs[at + 1];
    if (chapter.endsWith("its head") || lot >= dropped + added + merged + split + moved) put(made, [a], [b]);
    else if (lot < dropped) put(made, isFirst ? [] : [a], isFirst ? [b] : []);
    else if (lot < dropped + added) {
      const one = strange[Math.floor(random() * strange.length)]!;
      put(made, isFirst ? [one.a] : [], isFirst ? [] : [one.b]);
      put(made, [a], [b]);
    } else if (lot < dropped + added + merged) {
      if (next?.chapter !== chapter || next.a.kind !== a.kind || next.b.kind !== b.kind) put(made, [a], [b]);
      else {
        at++;
        if (isFirst) put(made, [joined(a, next.a)], [b, next.b]);
        else put(made, [a, next.a], [joined(b, next.b)]);
      }
    } else if (lot < dropped + added + merged + split) {
      if (isFirst) put(made, parted(a), [b]);
      else put(made, [a], parted(b));
    } else {
      away.push({ at: made.a.length, segment: b });
      put(made, [a], []);
    }
  }
  return putElsewhere(made, away, random);
}

/** What stood beside the segment at a place of the first text, and is to stand elsewhere. */
interface Away {
  at: number;
  segment: Segment;
}

/** Each put between two beads of the second text, anywhere; what is counted of the others is moved up. */
function putElsewhere({ a, b, beads }: Disordered, away: readonly Away[], random: () => number): Disordered {
  const gaps = [0, ...beads.map(({ toB }) => toB)];
  const placed = away.map((each) => ({ ...each, before: gaps[Math.floor(random() * gaps.length)]! }));
  placed.sort((x, y) => x.before - y.before);
  const out: Segment[] = [];
  const moved: Disordered["moved"] = [];
  const now = b.map((segment, index) => {
    while (placed.length > 0 && placed[0]!.before <= index) {
      const { at, segment: gone } = placed.shift()!;
      moved.push({ a: at, b: out.push(gone) - 1 });
    }
    return out.push(segment) - 1;
  });
  for (const { at, segment } of placed) moved.push({ a: at, b: out.push(segment) - 1 });
  return {
    ...{ a, b: out, moved },
    beads: beads.map(({ fromB, toB, ...bead }) => ({ ...bead, fromB: now[fromB]!, toB: now[toB - 1]! + 1 })),
  };
}

function put({ a, b, beads }: Disordered, inA: readonly Segment[], inB: readonly Segment[]): void {
  const [fromA, fromB] = [a.length, b.length];
  a.push(...inA);
  b.push(...inB);
  if (inA.length > 0 && inB.length > 0) beads.push({ fromA, toA: a.length, fromB, toB: b.length });
}

function joined(one: Segment, other: Segment): Segment {
  return { kind: one.kind, text: `${one.text} ${other.text}` };
}

/** In two at the end of the sentence, or of the clause, that ends nearest to the middle. */
function parted({ kind, text }: Segment): Segment[] {
  for (const ends of [/[.!?](?=\s+\S)|[。！？](?=.)/gu, /[,;:](?=\s+\S)|[，；：](?=.)/gu]) {
    const places = [...text.matchAll(ends)].map(({ index }) => index + 1);
    const middle = text.length / 2;
    const [place] = places.sort((x, y) => Math.abs(x - middle) - Math.abs(y - middle));
    if (place !== undefined && Math.abs(place - middle) < 0.35 * text.length)
      return [text.slice(0, place), text.slice(place).trim()].map((part) => ({ kind, text: part }));
  }
  return [{ kind, text }];
}
