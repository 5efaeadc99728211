/**
 * Which passages of a whole work correspond to which of another version: first by identity, then by equal words, then
 * by content, so that what was revised, split, merged or moved is known before words are compared. Comparing the words
 * of a pair is left to the diff.
 */
import { heaviestRising } from "../../text/search.ts";
import { overlap, poured, sameWords, shared, wordBag, type WordBag } from "../words/words.ts";

/** A passage of a work. `id`, where there is one, is the same in every version. */
export interface Passage {
  id?: string;
  text: string;
}

/**
 * `same`: equal words. `revised`: other words. `moved`: in another place among the passages, with equal words or not.
 * `split` and `merged`: one passage became several, several became one.
 */
export type PassageKind = "same" | "revised" | "moved" | "inserted" | "deleted" | "split" | "merged";

/** Passages that correspond: indexes into both versions, in order. One side is empty where there is nothing. */
export interface PassagePair {
  kind: PassageKind;
  a: readonly number[];
  b: readonly number[];
  /** In another place among the passages; also of what was split or merged. */
  moved: boolean;
  /** How many words both sides share, from 0 to 1 (Dice). Case and signs do not count. 1 for equal words. */
  similarity: number;
}

/** Passages less alike than this are not the same passage, unless they have one identity. */
const LEAST_SIMILAR = 0.5;
/** Neighbours of a pair that are so much alike are a pair, too, and need not be compared with any others. */
const CLEARLY_SIMILAR = 0.75;
/** A part of a split passage has at least this share of its words from it. */
const LEAST_CONTAINED = 0.5;
/** To find a passage again its rarest words are asked where they stand, until so many places are named. */
const PLACES = 400;
/** So many passages, those named most often, are compared with one. */
const CANDIDATES = 12;
/** Passages that stand between the same neighbours are compared as well, so many to either side of the place. */
const NEARBY = 4;
/** Of passages about equally similar the one that has not moved is meant. */
const IN_PLACE = 0.1;
/** So often what was found narrows the places of what was not. */
const ROUNDS = 2;
/** So many pairs of equal passages are weighed at once; of more, those of passages that stand seldom, the others in order. */
const MOST_PLACES = 200_000;

/**
 * The pairs, in the order of `b`; a deleted passage comes after the one it followed in `a`. Every passage stands in
 * exactly one pair; several in one pair are neighbours. Without identities passages correspond if at least half of
 * their words do. Time grows with the length of the works.
 */
export function alignPassages(a: readonly Passage[], b: readonly Passage[]): PassagePair[] {
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  pairByIdentity(sideA, sideB);
  for (const key of [textOf, squeezedOf]) {
    pairUnique(sideA, sideB, key);
    pairNeighbours(sideA, sideB, equalBy(key));
    pairInOrder(sideA, sideB, key);
  }
  pairNeighbours(sideA, sideB, clearlyAlike);
  for (let round = 0; round < ROUNDS; round++) pairSimilar(sideA, sideB);
  if (someCross(sideA)) releaseRepeated(sideA, sideB);
  pairInOrder(sideA, sideB, bareOf);
  pairNeighbours(sideA, sideB, sameBareWords);
  pairOften(sideA, sideB, bareOf);
  pairParts(sideA, sideB);
  pairParts(sideB, sideA);
  return pairsInOrder(sideA, sideB);
}

/** One version: its passages, and those that each corresponds to in the other version, none so far. */
interface Side {
  passages: readonly Passage[];
  partners: number[][];
  /** The words of those that were read; most are equal in both versions and never are. */
  bags: (WordBag | undefined)[];
  /** Their words without case and signs, of those that were asked for. */
  bare: (string | undefined)[];
}

function sideOf(passages: readonly Passage[]): Side {
  return { passages, partners: passages.map(() => []), bags: passages.map(() => undefined), bare: [] };
}

function bagOf(side: Side, index: number): WordBag {
  return (side.bags[index] ??= wordBag(side.passages[index]!.text));
}

function together(side: Side, indexes: readonly number[]): WordBag {
  return poured(indexes.map((index) => bagOf(side, index)));
}

type Key = (side: Side, index: number) => string;

const textOf: Key = ({ passages }, index) => passages[index]!.text;
/** Without regard to how much white space stands where some does. */
const squeezedOf: Key = ({ passages }, index) => passages[index]!.text.replace(/\p{White_Space}+/gu, " ").trim();

/** Words alone, without case and signs, of passages that have some. */
const bareOf: Key = (side, index) => (side.bare[index] ??= bareAnew(side, index));

function bareAnew(side: Side, index: number): string {
  const words = textOf(side, index)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join(" ") ?? squeezedOf(side, index);
}

function isFree({ partners }: Side, index: number): boolean {
  return partners[index]?.length === 0;
}

function hasFree({ partners }: Side): boolean {
  return partners.some(({ length }) => length === 0);
}

function freeOf(side: Side): number[] {
  return [...side.passages.keys()].filter((index) => isFree(side, index));
}

function pair(a: Side, i: number, b: Side, j: number): void {
  a.partners[i]!.push(j);
  b.partners[j]!.push(i);
}

function pairByIdentity(a: Side, b: Side): void {
  const places = new Map<string, number>();
  b.passages.forEach(({ id }, j) => id !== undefined && !places.has(id) && places.set(id, j));
  a.passages.forEach(({ id }, i) => {
    const j = id === undefined ? undefined : places.get(id);
    if (j !== undefined && isFree(b, j)) pair(a, i, b, j);
  });
}

/** Passages that stand once on each side. */
function pairUnique(a: Side, b: Side, key: Key): void {
  const [inA, inB] = [freeByKey(a, key), freeByKey(b, key)];
  for (const [letters, [i, ...more]] of inA) {
    const [j, ...others] = inB.get(letters) ?? [];
    if (j !== undefined && more.length + others.length === 0 && isEqual(a, i!, b, j)) pair(a, i!, b, j);
  }
}

type Match = (a: Side, i: number, b: Side, j: number) => boolean;

const equalBy =
  (key: Key): Match =>
  (a, i, b, j) =>
    key(a, i) === key(b, j) && isEqual(a, i, b, j);

function isEqual(a: Side, i: number, b: Side, j: number): boolean {
  const [left, right] = [textOf(a, i), textOf(b, j)];
  return left === right || sameWords(left, right);
}

const sameBareWords: Match = (a, i, b, j) =>
  isEqual(a, i, b, j) || (bareOf(a, i) === bareOf(b, j) && overlap(bagOf(a, i), bagOf(b, j)) === 1);

const clearlyAlike: Match = (a, i, b, j) => overlap(bagOf(a, i), bagOf(b, j)) >= CLEARLY_SIMILAR;

/** Those that match and stand beside a pair, first after it, then before it. The edges of the works count as pairs. */
function pairNeighbours(a: Side, b: Side, match: Match): void {
  const [size, end] = [a.passages.length, b.passages.length];
  const partnerOf = (i: number) => (i < 0 ? -1 : i === size ? end : a.partners[i]![0]);
  const extend = (i: number, step: 1 | -1) => {
    const partner = partnerOf(i);
    if (partner === undefined || !isFree(a, i + step) || !isFree(b, partner + step)) return;
    if (match(a, i + step, b, partner + step)) pair(a, i + step, b, partner + step);
  };
  for (let i = -1; i < size; i++) extend(i, 1);
  for (let i = size; i > 0; i--) extend(i, -1);
}

/**
 * Free passages that are equal and stand in the same order, also as the pairs that are known: of all ways to pair them
 * that which keeps the most letters in order (a heaviest common subsequence, after Hunt and Szymanski 1977).
 */
function pairInOrder(a: Side, b: Side, key: Key): void {
  const places = equalPlaces(a, b, key);
  if (places.size === 0) return;
  const candidates = a.passages.flatMap((_, i) => {
    const all = isFree(a, i) ? (places.get(key(a, i)) ?? []) : a.partners[i]!.slice(0, 1);
    return all.map((j) => ({ i, j }));
  });
  const weights = candidates.map(({ i, j }) => textOf(b, j).length + (textOf(a, i) === textOf(b, j) ? 2 : 1));
  const kept = heaviestRising(
    candidates.map(({ j }) => j),
    weights,
  );
  for (const { i, j } of kept.map((index) => candidates[index]!))
    if (isFree(a, i) && isFree(b, j) && sameBareWords(a, i, b, j)) pair(a, i, b, j);
}

/** Where free passages of `b` stand that free ones of `a` equal, the last first: of these a rising sequence takes one. */
function equalPlaces(a: Side, b: Side, key: Key): Map<string, number[]> {
  const { seldom } = equalFree(a, b, key);
  return new Map(seldom.map(({ letters, inB }) => [letters, [...inB].reverse()]));
}

/** Free passages that stand too often to be weighed: the first on one side is the first on the other. */
function pairOften(a: Side, b: Side, key: Key): void {
  for (const { inA, inB } of equalFree(a, b, key).often)
    inA.slice(0, inB.length).forEach((i, at) => {
      if (sameBareWords(a, i, b, inB[at]!)) pair(a, i, b, inB[at]!);
    });
}

/** Free passages of both sides with one key. */
interface Equal {
  letters: string;
  inA: number[];
  inB: number[];
}

/** Those that are weighed, and those that there are too many of. */
function equalFree(a: Side, b: Side, key: Key): { seldom: Equal[]; often: Equal[] } {
  const placesB = freeByKey(b, key);
  if (placesB.size === 0) return { seldom: [], often: [] };
  const equal = [...freeByKey(a, key)].flatMap(([letters, inA]) => {
    const inB = placesB.get(letters);
    return inB ? [{ letters, inA, inB }] : [];
  });
  equal.sort((x, y) => x.inA.length * x.inB.length - y.inA.length * y.inB.length);
  let left = MOST_PLACES;
  const most = equal.findIndex(({ inA, inB }) => (left -= inA.length * inB.length) < 0);
  return most < 0 ? { seldom: equal, often: [] } : { seldom: equal.slice(0, most), often: equal.slice(most) };
}

/**
 * Frees what has equal words and stands more than once on a side: which of them corresponds to which is told by what
 * stands around them, and that is known last. What stands too often to be weighed then stays as it is.
 */
function releaseRepeated(a: Side, b: Side): void {
  const [inA, inB] = [countsOf(a), countsOf(b)];
  a.partners.forEach(([j], i) => {
    const letters = bareOf(a, i);
    const places = (inA.get(letters) ?? 0) * (inB.get(letters) ?? 0);
    if (j === undefined || places === 1 || places > MOST_PLACES) return;
    if (isSameById(a, i, b, j) || !sameBareWords(a, i, b, j)) return;
    a.partners[i] = [];
    b.partners[j] = [];
  });
}

/** How often each text stands on a side. */
function countsOf(side: Side): Map<string, number> {
  const counts = new Map<string, number>();
  for (const index of side.passages.keys()) {
    const letters = bareOf(side, index);
    counts.set(letters, (counts.get(letters) ?? 0) + 1);
  }
  return counts;
}

function isSameById(a: Side, i: number, b: Side, j: number): boolean {
  const { id } = a.passages[i]!;
  return id !== undefined && id === b.passages[j]!.id;
}

/** Whether two pairs stand in one order on the one side and in another on the other. */
function someCross({ partners }: Side): boolean {
  const places = partners.flatMap((own) => own.slice(0, 1));
  return places.some((place, index) => index > 0 && place < places[index - 1]!);
}

function freeByKey(side: Side, key: Key): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const index of freeOf(side)) {
    const letters = key(side, index);
    if (places.has(letters)) places.get(letters)!.push(index);
    else places.set(letters, [index]);
  }
  return places;
}

/** The most similar first; of equals those that stand between the same neighbours, then those whose places differ least. */
function pairSimilar(a: Side, b: Side): void {
  if (!hasFree(a) || !hasFree(b)) return;
  const [named, nearby] = [lookup(b), neighbourhood(a, b)];
  const found = freeOf(a).flatMap((i) => {
    const near = new Set(nearby(i));
    return [...new Set([...near, ...named(bagOf(a, i))])].flatMap((j) => {
      const similarity = overlap(bagOf(a, i), bagOf(b, j));
      return similarity < LEAST_SIMILAR ? [] : [{ i, j, rank: similarity + (near.has(j) ? IN_PLACE : 0) }];
    });
  });
  found.sort((x, y) => y.rank - x.rank || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || x.i - y.i || x.j - y.j);
  for (const { i, j } of found) if (isFree(a, i) && isFree(b, j)) pair(a, i, b, j);
}

/** Answers which free passages a bag's rarest words stand in, those named most often first. */
function lookup(side: Side): (words: WordBag) => number[] {
  const holders = new Map<number, number[]>();
  for (const index of freeOf(side))
    for (const word of distinct(bagOf(side, index))) {
      const places = holders.get(word);
      if (places) places.push(index);
      else holders.set(word, [index]);
    }
  return (words) => {
    const places = distinct(words).flatMap((word) => [holders.get(word) ?? []]);
    places.sort((x, y) => x.length - y.length);
    const votes = new Map<number, number>();
    let left = PLACES;
    for (const named of places) {
      if ((left -= named.length) < 0) break;
      for (const index of named) votes.set(index, (votes.get(index) ?? 0) + 1);
    }
    const most = [...votes].sort(([i, x], [j, y]) => y - x || i - j).slice(0, CANDIDATES);
    return most.map(([index]) => index);
  };
}

function distinct(words: WordBag): number[] {
  return [...words.filter((word, index) => word !== words[index - 1])];
}

/** Answers which free passages of `b` stand about where a free one of `a` stands, between the pairs around it. */
function neighbourhood(a: Side, b: Side): (i: number) => number[] {
  const { before, after } = pairsAround(a);
  return (i) => {
    const [above, below] = [before[i]!, after[i]!];
    const start = above < 0 ? -1 : a.partners[above]!.at(-1)!;
    const end = below === a.passages.length ? b.passages.length : a.partners[below]![0]!;
    const fits = (j: number) => j > start && j < end && isFree(b, j);
    const around = (place: number) => Array.from({ length: 2 * NEARBY + 1 }, (_, k) => place - NEARBY + k);
    return [...new Set([...around(start + i - above), ...around(end + i - below)])].filter(fits);
  };
}

/** For each passage the last that is paired before it, −1 if none, and the first after it, the number of all if none. */
function pairsAround({ partners }: Side): { before: number[]; after: number[] } {
  const [before, after] = [partners.map(() => -1), partners.map(() => partners.length)];
  for (let i = 1; i < partners.length; i++) before[i] = partners[i - 1]!.length > 0 ? i - 1 : before[i - 1]!;
  for (let i = partners.length - 2; i >= 0; i--) after[i] = partners[i + 1]!.length > 0 ? i + 1 : after[i + 1]!;
  return { before, after };
}

/** Passages of `parts` that are free and come from one of `wholes`, beside its other parts or without any yet. */
function pairParts(wholes: Side, parts: Side): void {
  for (const [whole, run] of runsOfParts(wholes, parts)) for (const part of run) pair(wholes, whole, parts, part);
  const free = freeOf(parts);
  for (const part of free) joinNeighbour(wholes, parts, part, -1);
  for (const part of free.reverse()) joinNeighbour(wholes, parts, part, 1);
}

/** For free wholes the longest run of two or more free passages that are mostly made of it. */
function runsOfParts(wholes: Side, parts: Side): [number, number[]][] {
  if (!hasFree(wholes) || !hasFree(parts)) return [];
  const candidates = lookup(wholes);
  const runs: [number, number[]][] = [];
  for (const part of freeOf(parts)) {
    const whole = mostContaining(bagOf(parts, part), candidates(bagOf(parts, part)), wholes);
    const last = runs.at(-1);
    if (whole === undefined) continue;
    if (last?.[0] === whole && last[1].at(-1) === part - 1) last[1].push(part);
    else runs.push([whole, [part]]);
  }
  const longest = new Map<number, number[]>();
  for (const [whole, run] of runs) if (run.length > (longest.get(whole)?.length ?? 1)) longest.set(whole, run);
  return [...longest].filter(([whole, run]) => overlap(bagOf(wholes, whole), together(parts, run)) >= LEAST_SIMILAR);
}

function mostContaining(part: WordBag, candidates: readonly number[], wholes: Side): number | undefined {
  const shares = candidates.map((whole) => ({ whole, share: shared(part, bagOf(wholes, whole)) / part.length }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a), { whole: -1, share: 0 });
  return best.share >= LEAST_CONTAINED ? best.whole : undefined;
}

/** Takes a free passage in where the passage beside it has left words of the whole that are in this one. */
function joinNeighbour(wholes: Side, parts: Side, part: number, step: 1 | -1): void {
  const [whole, ...others] = parts.partners[part + step] ?? [];
  if (whole === undefined || others.length > 0 || !isFree(parts, part)) return;
  const known = wholes.partners[whole]!;
  const [before, after] = [together(parts, known), together(parts, [...known, part])];
  const gained = shared(after, bagOf(wholes, whole)) - shared(before, bagOf(wholes, whole));
  if (gained === 0 || gained < LEAST_CONTAINED * bagOf(parts, part).length) return;
  if (overlap(after, bagOf(wholes, whole)) >= LEAST_SIMILAR) pair(wholes, whole, parts, part);
}

function pairsInOrder(a: Side, b: Side): PassagePair[] {
  const groups = groupsOf(a, b);
  const inPlace = new Set(heaviestInOrder(groups, b));
  const pairs: PassagePair[] = [];
  const gone = freeOf(a);
  let done = 0;
  const deleteUntil = (end: number) => {
    for (; done < gone.length && gone[done]! < end; done++)
      pairs.push({ kind: "deleted", a: [gone[done]!], b: [], similarity: 0, moved: false });
  };
  const kept = groups.filter((group) => inPlace.has(group));
  let next = 0;
  deleteUntil(kept.length > 0 ? firstGapEnd(kept, 0) : Infinity);
  for (const group of groups) {
    pairs.push(pairOf(group, a, b, inPlace.has(group)));
    if (inPlace.has(group)) deleteUntil(firstGapEnd(kept, ++next));
  }
  return pairs;
}

/** Deleted passages before this index of `a` come before the kept group `next`. */
function firstGapEnd(kept: readonly Group[], next: number): number {
  return kept[next]?.a[0] ?? Infinity;
}

interface Group {
  a: number[];
  b: number[];
}

/** All that stands in `b`, each passage once: pairs, splits, merges, and what is inserted. */
function groupsOf(a: Side, b: Side): Group[] {
  const groups: Group[] = [];
  const done = new Set<number>();
  b.partners.forEach((partners, j) => {
    if (done.has(j)) return;
    const mine = [...partners].sort((x, y) => x - y);
    const group = { a: mine, b: mine.length === 1 ? [...a.partners[mine[0]!]!].sort((x, y) => x - y) : [j] };
    for (const part of group.b) done.add(part);
    groups.push(group);
  });
  return groups;
}

/** Of the groups with both sides those that keep the most letters in order; the others have moved. */
function heaviestInOrder(groups: readonly Group[], b: Side): Group[] {
  const paired = groups.filter(({ a }) => a.length > 0);
  const places = paired.map(({ a }) => a[0]!);
  const letters = paired.map((group) => weightOf(group, b));
  return heaviestRising(places, letters).map((index) => paired[index]!);
}

/** The letters that stay where they are. */
function weightOf(group: Group, { passages }: Side): number {
  return group.b.reduce((sum, j) => sum + passages[j]!.text.length, 1);
}

function pairOf(group: Group, a: Side, b: Side, inPlace: boolean): PassagePair {
  const [textA, textB] = [textTogether(a, group.a), textTogether(b, group.b)];
  const similarity = textA === textB ? 1 : overlap(together(a, group.a), together(b, group.b));
  const equal = textA === textB || ((similarity === 1 || similarity === 0) && sameWords(textA, textB));
  const kind = kindOf(group, equal, inPlace);
  return { ...group, kind, similarity: equal ? 1 : similarity, moved: group.a.length > 0 && !inPlace };
}

function textTogether({ passages }: Side, indexes: readonly number[]): string {
  return indexes.map((index) => passages[index]!.text).join("\n");
}

function kindOf({ a, b }: Group, equal: boolean, inPlace: boolean): PassageKind {
  if (a.length === 0) return "inserted";
  if (b.length > 1) return "split";
  if (a.length > 1) return "merged";
  if (!inPlace) return "moved";
  return equal ? "same" : "revised";
}
