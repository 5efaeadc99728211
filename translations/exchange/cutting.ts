/**
 * A pair of pieces split between two of their sentences: where that can be, where it is likeliest, and what becomes of the
 * pieces. A piece in which changes are tracked is not cut: which words they are in would have to be guessed.
 */
import { cutsBy, readAs, type Cut, type Mend, type Side } from "../align/align.ts";
import { anchorAt, resolve } from "../notes/anchor.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { cutsIn, partedRendering } from "../text/cuts.ts";
import type { BroughtNote } from "./brought.ts";
import type { Piece } from "./pieces.ts";

/** A piece as it was read, and which part of it a place on its side is: from one letter of its text to another; to Infinity: the end. */
export interface Standing {
  piece: Piece;
  /** Its number on its side, from 0. */
  segment: number;
  from: number;
  to: number;
}

/** Where a pair can be split on one side: before this sentence. */
export interface Sentence {
  /** Which piece of the pair, from 0, and which letter of that as it was read: `0:57`. */
  place: string;
  words: string;
}

/** So many sentences of a side are told apart; the last holds what follows. */
const MOST_SENTENCES = 300;

/** What stands at a place of a side that is cut, by the piece that was read there. */
export function standingAt(place: number, cuts: readonly Cut[], pieceAt: (segment: number) => Piece): Standing {
  const { segment, part } = readAs(place, cuts);
  const ats = atsOf(segment, cuts);
  const piece = pieceAt(segment);
  return { piece, segment, from: ats[part - 1] ?? 0, to: ats[part] ?? Infinity };
}

/** The pieces of a side with its cuts made. */
export function cutPieces(pieces: readonly Piece[], mends: readonly Mend[], side: Side): readonly Piece[] {
  const ats = new Map<number, number[]>();
  for (const { segment, at } of cutsBy(mends, side)) ats.set(segment, [...(ats.get(segment) ?? []), at]);
  return ats.size === 0 ? pieces : pieces.flatMap((piece, segment) => partsOf(piece, ats.get(segment) ?? []));
}

/** The piece at a place, cut out of the one that was read there. */
export function cutOut({ piece, from, to }: Standing): Piece {
  const ats = [from, to].filter((at) => at > 0 && at !== Infinity);
  return partsOf(piece, ats)[from > 0 ? 1 : 0]!;
}

/** Before which sentences one side of a pair can be split; none where it has no words. */
export function sentencesOf(side: readonly Standing[]): Sentence[] {
  const all = side.flatMap(({ piece, from, to }, index) => {
    const text = textOf(piece);
    const starts = [
      from,
      ...(piece.revision ? [] : cutsIn(renderingFromJson(piece.rendering))).filter((at) => at > from && at < to),
    ];
    return starts.map((at, number) => ({
      place: `${index}:${at}`,
      words: shown(text.slice(at, starts[number + 1] ?? to)),
    }));
  });
  if (all.length <= MOST_SENTENCES) return all;
  const rest = all.slice(MOST_SENTENCES - 1);
  return [
    ...all.slice(0, MOST_SENTENCES - 1),
    { place: rest[0]!.place, words: rest.map(({ words }) => words).join(" ") },
  ];
}

/** The place behind all sentences of a side: all of it stays before the split. */
export function endOf(side: readonly Sentence[]): string {
  return `${side.length === 0 ? 0 : Number(side.at(-1)!.place.split(":")[0]) + 1}:0`;
}

/** Where a pair is likeliest split: behind a first piece, and on the other side where as much of the text has gone by. */
export function usualPlaces(a: readonly Sentence[], b: readonly Sentence[]): Record<Side, string> {
  const [inA, inB] = [behindFirst(a), behindFirst(b)];
  const atA = inA ?? (inB === null ? 1 : asFar(a, shareOf(b, inB)));
  const atB = inB ?? (atA < a.length ? asFar(b, shareOf(a, atA)) : 1);
  return { a: a[atA]?.place ?? endOf(a), b: b[atB]?.place ?? endOf(b) };
}

/** The step that splits a pair at these places of its sides; null if it can't be split there. */
export function splitAt(
  pair: number,
  sides: Readonly<Record<Side, readonly Standing[]>>,
  at: Readonly<Record<Side, string>>,
): Mend | null {
  const [a, b] = [cutAt("a", sides.a, at.a), cutAt("b", sides.b, at.b)];
  return a && b && { act: "split", pair, a: a.first, b: b.first, cuts: [...a.cuts, ...b.cuts] };
}

/** How many segments of a side stand before a place, and the cut that is needed there. */
function cutAt(side: Side, standing: readonly Standing[], place: string): { first: number; cuts: Cut[] } | null {
  const sentences = sentencesOf(standing);
  if (place === endOf(sentences)) return { first: standing.length, cuts: [] };
  if (!sentences.some((sentence) => sentence.place === place)) return null;
  const [index, at] = place.split(":").map(Number) as [number, number];
  const { segment, from } = standing[index]!;
  return at === from ? { first: index, cuts: [] } : { first: index + 1, cuts: [{ side, segment, at }] };
}

/** The sentence with which the second piece begins; null if there is one piece at most. */
function behindFirst(side: readonly Sentence[]): number | null {
  const at = side.findIndex(({ place }) => place.startsWith("1:"));
  return at < 0 ? null : at;
}

/** How much of the words of a side stands before a sentence, from 0 to 1. */
function shareOf(side: readonly Sentence[], sentence: number): number {
  return lengthOf(side.slice(0, sentence)) / Math.max(1, lengthOf(side));
}

/** The sentence but the first before which that share of the words stands, as nearly as can be. */
function asFar(side: readonly Sentence[], share: number): number {
  const [off, all] = [
    (sentence: number): number => Math.abs(shareOf(side, sentence) - share),
    [...side.keys(), side.length],
  ];
  return all.slice(1).reduce((best, each) => (off(each) < off(best) ? each : best), Math.min(1, side.length));
}

function lengthOf(side: readonly Sentence[]): number {
  return side.reduce((sum, { words }) => sum + words.length, 0);
}

function atsOf(segment: number, cuts: readonly Cut[]): number[] {
  return cuts.filter((cut) => cut.segment === segment).map(({ at }) => at);
}

/** A piece cut at these offsets into its text, with its notes where their words are. */
export function partsOf(piece: Piece, ats: readonly number[]): Piece[] {
  if (ats.length === 0) return [piece];
  const { notes = [], passage, locator, ...same } = piece;
  return partedRendering(renderingFromJson(piece.rendering), ats).map((rendering, part) => {
    const own = notes.filter(({ target }) => (target ? ats.filter((at) => at <= target.start).length : 0) === part);
    const text = canonicalText(rendering);
    return {
      ...same,
      rendering: renderingToJson(rendering),
      passage: part === 0 ? passage : null,
      ...(part === 0 && locator !== undefined && { locator }),
      ...(own.length > 0 && { notes: own.map((note) => onText(note, text)) }),
    };
  });
}

/** A note on what is now the whole text; on the whole of it, if its words can't be told there. */
function onText(note: BroughtNote, text: string): BroughtNote {
  const place = note.target && resolve(note.target, text);
  return { ...note, target: place && anchorAt(text, place.start, place.end) };
}

function textOf({ rendering }: Piece): string {
  return canonicalText(renderingFromJson(rendering));
}

/** Words as a page shows them: a line that begins like a list has no sign before it that says it is none. */
export function shown(text: string): string {
  return text.trim().replace(/^\\/gm, "");
}
