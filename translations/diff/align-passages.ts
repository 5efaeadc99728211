/**
 * Which passages of a whole work correspond to which of another version: first by identity, then by equal words, then
 * by content, so that what was revised, split, merged or moved is known before words are compared. Comparing the words
 * of a pair is left to the diff.
 */
import { words } from "../text/words.ts";
import { bag, overlap, shared, type Bag } from "./similar.ts";

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
  /** How many words both sides share, from 0 to 1 (Dice). Case and signs do not count. 1 for equal words. */
  similarity: number;
}

/** Passages less alike than this are not the same passage, unless they have one identity. */
const LEAST_SIMILAR = 0.5;
/** A part of a split passage has at least this share of its words from it. */
const LEAST_CONTAINED = 0.5;
/** Words that stand in more passages than this lead to none. */
const COMMON = 40;
/** So many passages, those that share most such words, are compared with one. */
const CANDIDATES = 20;

/**
 * The pairs, in the order of `b`; a deleted passage comes after the one it followed in `a`. Every passage stands in
 * exactly one pair. Without identities passages correspond if at least half of their words do.
 */
export function alignPassages(a: readonly Passage[], b: readonly Passage[]): PassagePair[] {
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  pairByIdentity(sideA, sideB);
  pairEqual(sideA, sideB);
  pairSimilar(sideA, sideB);
  pairParts(sideA, sideB);
  pairParts(sideB, sideA);
  return pairsInOrder(sideA, sideB);
}

/** One version: beside each passage its words, and those it corresponds to in the other version, none so far. */
interface Side {
  passages: readonly Passage[];
  spelled: readonly string[];
  tokens: readonly string[][];
  bags: readonly Bag[];
  partners: number[][];
}

function sideOf(passages: readonly Passage[]): Side {
  const found = passages.map(({ text }) =>
    words(text).map((word) => ({ ...word, letters: text.slice(word.from, word.to) })),
  );
  const tokens = found.map((all) =>
    all.filter(({ kind }) => kind === "word").map(({ letters }) => letters.toLowerCase()),
  );
  return {
    passages,
    spelled: found.map((all) => all.map(({ letters }) => letters).join("\n")),
    tokens,
    bags: tokens.map(bag),
    partners: passages.map(() => []),
  };
}

function isFree({ partners }: Side, index: number): boolean {
  return partners[index]?.length === 0;
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

/** Passages that stand once on each side, then their equal neighbours, then whatever else is equal, in order. */
function pairEqual(a: Side, b: Side): void {
  const [inA, inB] = [freeBySpelling(a), freeBySpelling(b)];
  for (const [spelled, [i, ...more]] of inA) {
    const [j, ...others] = inB.get(spelled) ?? [];
    if (j !== undefined && more.length === 0 && others.length === 0) pair(a, i!, b, j);
  }
  for (let i = 0; i < a.passages.length; i++) pairNeighbour(a, i, b, 1);
  for (let i = a.passages.length - 1; i >= 0; i--) pairNeighbour(a, i, b, -1);
  const left = freeBySpelling(b);
  for (const i of freeOf(a)) {
    const j = left.get(a.spelled[i]!)?.shift();
    if (j !== undefined) pair(a, i, b, j);
  }
}

function freeBySpelling(side: Side): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const index of freeOf(side)) {
    const spelled = side.spelled[index]!;
    if (places.has(spelled)) places.get(spelled)!.push(index);
    else places.set(spelled, [index]);
  }
  return places;
}

function pairNeighbour(a: Side, i: number, b: Side, step: 1 | -1): void {
  const [partner] = a.partners[i]!;
  if (partner === undefined) return;
  const [left, right] = [i + step, partner + step];
  if (isFree(a, left) && isFree(b, right) && a.spelled[left] === b.spelled[right]) pair(a, left, b, right);
}

/** The most similar first; of equals those whose places differ least. */
function pairSimilar(a: Side, b: Side): void {
  const candidates = lookup(b);
  const found = freeOf(a).flatMap((i) =>
    candidates(a.bags[i]!).map((j) => ({ i, j, similarity: overlap(a.bags[i]!, b.bags[j]!) })),
  );
  found.sort((x, y) => y.similarity - x.similarity || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || x.i - y.i);
  for (const { i, j, similarity } of found)
    if (similarity >= LEAST_SIMILAR && isFree(a, i) && isFree(b, j)) pair(a, i, b, j);
}

/** Answers which free passages share the most uncommon words with a bag. */
function lookup(side: Side): (words: Bag) => number[] {
  const holders = new Map<string, number[]>();
  for (const index of freeOf(side))
    for (const word of side.bags[index]!.counts.keys()) {
      if (holders.has(word)) holders.get(word)!.push(index);
      else holders.set(word, [index]);
    }
  return ({ counts }) => {
    const votes = new Map<number, number>();
    for (const word of counts.keys()) {
      const places = holders.get(word) ?? [];
      if (places.length <= COMMON) for (const index of places) votes.set(index, (votes.get(index) ?? 0) + 1);
    }
    const most = [...votes].sort(([i, x], [j, y]) => y - x || i - j).slice(0, CANDIDATES);
    return most.map(([index]) => index);
  };
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
  const candidates = lookup(wholes);
  const runs: [number, number[]][] = [];
  for (const part of freeOf(parts)) {
    const whole = mostContaining(parts.bags[part]!, candidates(parts.bags[part]!), wholes);
    const last = runs.at(-1);
    if (whole === undefined) continue;
    if (last?.[0] === whole && last[1].at(-1) === part - 1) last[1].push(part);
    else runs.push([whole, [part]]);
  }
  const longest = new Map<number, number[]>();
  for (const [whole, run] of runs) if (run.length > (longest.get(whole)?.length ?? 1)) longest.set(whole, run);
  return [...longest].filter(([whole, run]) => overlap(wholes.bags[whole]!, together(parts, run)) >= LEAST_SIMILAR);
}

function mostContaining(part: Bag, candidates: readonly number[], wholes: Side): number | undefined {
  const shares = candidates.map((whole) => ({ whole, share: shared(part, wholes.bags[whole]!) / part.size }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a), { whole: -1, share: 0 });
  return best.share >= LEAST_CONTAINED ? best.whole : undefined;
}

/** Takes a free passage in where the passage beside it has left words of the whole that are in this one. */
function joinNeighbour(wholes: Side, parts: Side, part: number, step: 1 | -1): void {
  const [whole, ...others] = parts.partners[part + step] ?? [];
  if (whole === undefined || others.length > 0 || !isFree(parts, part)) return;
  const known = wholes.partners[whole]!;
  const [before, after] = [together(parts, known), together(parts, [...known, part])];
  const gained = shared(after, wholes.bags[whole]!) - shared(before, wholes.bags[whole]!);
  if (gained === 0 || gained < LEAST_CONTAINED * parts.bags[part]!.size) return;
  if (overlap(after, wholes.bags[whole]!) >= LEAST_SIMILAR) pair(wholes, whole, parts, part);
}

function together({ tokens }: Side, indexes: readonly number[]): Bag {
  return bag(indexes.flatMap((index) => tokens[index]!));
}

function pairsInOrder(a: Side, b: Side): PassagePair[] {
  const groups = groupsOf(a, b);
  const inPlace = new Set(heaviestInOrder(groups, b));
  const pairs: PassagePair[] = [];
  const gone = freeOf(a);
  const deleteUntil = (end: number) => {
    while (gone.length > 0 && gone[0]! < end) pairs.push({ kind: "deleted", a: [gone.shift()!], b: [], similarity: 0 });
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

/** Of the groups with both sides those that keep the most words in order; the others have moved. */
function heaviestInOrder(groups: readonly Group[], b: Side): Group[] {
  const paired = groups.filter(({ a }) => a.length > 0);
  /** Ends of runs by rising place in `a` and rising weight; a lighter run that ends later is never wanted. */
  const ends: { place: number; weight: number; run: Run }[] = [];
  for (const group of paired) {
    const at = firstAtOrAfter(ends, group.a[0]!);
    const weight = (ends[at - 1]?.weight ?? 0) + 1 + together(b, group.b).size;
    let beaten = at;
    while (beaten < ends.length && ends[beaten]!.weight <= weight) beaten++;
    ends.splice(at, beaten - at, { place: group.a[0]!, weight, run: { group, before: ends[at - 1]?.run ?? null } });
  }
  const kept: Group[] = [];
  for (let run = ends.at(-1)?.run ?? null; run; run = run.before) kept.push(run.group);
  return kept;
}

interface Run {
  group: Group;
  before: Run | null;
}

function firstAtOrAfter(ends: readonly { place: number }[], place: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]!.place < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pairOf(group: Group, a: Side, b: Side, inPlace: boolean): PassagePair {
  const [spelledA, spelledB] = [spelledTogether(a, group.a), spelledTogether(b, group.b)];
  const similarity = spelledA === spelledB ? 1 : overlap(together(a, group.a), together(b, group.b));
  return { ...group, kind: kindOf(group, spelledA === spelledB, inPlace), similarity };
}

function spelledTogether({ spelled }: Side, indexes: readonly number[]): string {
  return indexes.map((index) => spelled[index]).join("\n");
}

function kindOf({ a, b }: Group, equal: boolean, inPlace: boolean): PassageKind {
  if (a.length === 0) return "inserted";
  if (b.length > 1) return "split";
  if (a.length > 1) return "merged";
  if (!inPlace) return "moved";
  return equal ? "same" : "revised";
}
