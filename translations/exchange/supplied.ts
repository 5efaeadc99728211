/**
 * A text laid on a work whose passages are there: which of its pieces are the source of which passage, what is new between them,
 * and which passages find nothing. Pieces are known by their ids first, then by keys (equal words, the phrases that are held,
 * the numbers of headings), and between those by being laid beside what stands: its source, where that is held, else its rendering.
 */
import { align, chineseNumber, DOUBTFUL, HEADING, type Segment } from "../align/align.ts";
import { isPassageId, sourceText, type PassageKind, type Source } from "../ledger/work.ts";
import { withFewMarks } from "../text/canonical.ts";
import { heaviestRising } from "../text/search.ts";
import { paragraphsOf } from "./beside.ts";
import type { Piece } from "./pieces.ts";

/** A passage as it stands, as far as a text is laid beside it. */
export interface Standing {
  id: string;
  locator: string;
  kind: PassageKind;
  level: number;
  source: Pick<Source, "number" | "held" | "words">;
  /** The words of the version that stands; "" if none are held. */
  rendering: string;
}

/** What a passage gets of the text: its first words, other words, those that it has; or it is new. */
export interface Supplied {
  what: "given" | "changed" | "same" | "new";
  passage: string;
  locator: string;
  /** Paragraphs. */
  words: string[];
  /** Of one that is there: the number of the wording that this follows, and what that reads. */
  number: number;
  before: string[];
  /** Of a new one: where it stands, and as what. */
  after: string | null;
  kind: PassageKind;
  level: number;
  /** True if these words may be those of another passage. */
  doubtful: boolean;
}

/** A text on a work. */
export interface Supply {
  /** In the order of the text. */
  passages: Supplied[];
  /** Passages of which the text has nothing. */
  without: { passage: string; locator: string }[];
}

/** How many passages get their first words, other words, have theirs, are new, find none in the text, and are doubtful. */
export type SupplyCounts = Record<Supplied["what"] | "without" | "doubtful", number>;

export function supplyCounts({ passages, without }: Supply): SupplyCounts {
  const of = (what: Supplied["what"]): number => passages.filter((each) => each.what === what).length;
  const doubtful = passages.filter((each) => each.doubtful).length;
  const counted = { given: of("given"), changed: of("changed"), same: of("same"), new: of("new") };
  return { ...counted, without: without.length, doubtful };
}

/** What people are told of a text on a work before anything is kept: of each kind the first, with how many there are. */
export interface SupplyTold {
  /** What may be another's stands first, whatever becomes of it. */
  of: {
    what: "doubtful" | "given" | "changed" | "new";
    some: Pick<Supplied, "locator" | "words" | "before">[];
    all: number;
  }[];
  without: { some: string[]; all: number };
}

/** So many of a kind are told. */
const MOST_TOLD = 50;

export function supplyTold({ passages, without }: Supply): SupplyTold {
  const kinds = ["doubtful", "given", "changed", "new"] as const;
  return {
    of: kinds.map((what) => {
      const all = passages.filter((each) => (what === "doubtful" ? each.doubtful : each.what === what));
      const some = all.slice(0, MOST_TOLD).map(({ locator, words, before }) => ({ locator, words, before }));
      return { what, some, all: all.length };
    }),
    without: { some: without.slice(0, MOST_TOLD).map(({ locator }) => locator), all: without.length },
  };
}

/** @param taken all ids that passages of the work have or had. */
export function supplyOf(pieces: readonly Piece[], standing: readonly Standing[], taken: readonly string[]): Supply {
  const found = knownBetween(pieces, standing, knownByKeys(pieces, standing));
  const placing = new Placing(taken);
  const given = new Map<number, Supplied>();
  const passages: Supplied[] = [];
  pieces.forEach((piece, at) => {
    const { passage: index, doubtful } = found[at]!;
    const there = index === null ? undefined : given.get(index);
    if (there) {
      there.words.push(...wordsOf(piece));
      there.doubtful ||= doubtful;
      return;
    }
    const next = index === null ? placing.added(piece) : placing.kept(piece, standing[index]!);
    next.doubtful = doubtful;
    if (index !== null) given.set(index, next);
    passages.push(next);
  });
  for (const [index, each] of given) each.what = whatOf(each.words, standing[index]!.source);
  const without = standing.filter((_, index) => !given.has(index));
  return { passages, without: without.map(({ id: passage, locator }) => ({ passage, locator })) };
}

function whatOf(words: readonly string[], { held, words: before }: Standing["source"]): Supplied["what"] {
  if (held !== "whole") return "given";
  const same = sourceText({ words: words.map(withFewMarks) }) === sourceText({ words: before.map(withFewMarks) });
  return same ? "same" : "changed";
}

/** Which passage a piece is of, by its place; null: of none that is there. */
interface Found {
  passage: number | null;
  doubtful: boolean;
}

/** A piece and a passage that are held to be the same. */
interface Key {
  piece: number;
  passage: number;
  weight: number;
}

const WEIGHT = { id: 100, words: 10, phrases: 10, likeness: 2, number: 1 };

/** Those that keys show, each piece and each passage once; what is known by its id in any order, the others in one. */
function knownByKeys(pieces: readonly Piece[], standing: readonly Standing[]): Key[] {
  const texts = pieces.map(textOf);
  const all = [
    ...byKey(
      pieces.map(idOf),
      standing.map(({ id }) => [id]),
      WEIGHT.id,
    ),
    ...byKey(texts.map(keysOf), standing.map(heldKeys), WEIGHT.words),
    ...byPhrases(texts, standing),
    ...byLikeness(pieces, texts, standing),
    ...byNumber(pieces, texts, standing),
  ];
  const [usedPieces, usedPassages] = [new Set<number>(), new Set<number>()];
  const once = all.filter(({ piece, passage }) => {
    if (usedPieces.has(piece) || usedPassages.has(passage)) return false;
    usedPieces.add(piece);
    usedPassages.add(passage);
    return true;
  });
  once.sort((x, y) => x.piece - y.piece);
  const rising = new Set(
    heaviestRising(
      once.map(({ passage }) => passage),
      once.map(({ weight }) => weight),
    ),
  );
  return once.filter(({ weight }, index) => weight === WEIGHT.id || rising.has(index));
}

function idOf({ passage }: Piece): string[] {
  return passage === null ? [] : [passage];
}

/** Pairs of those that have a key which nothing else has. */
function byKey(inText: readonly string[][], there: readonly string[][], weight: number): Key[] {
  const [a, b] = [placesOf(inText), placesOf(there)];
  const found: Key[] = [];
  for (const [key, pieces] of a) {
    const passages = b.get(key);
    if (key !== "" && pieces.length === 1 && passages?.length === 1)
      found.push({ piece: pieces[0]!, passage: passages[0]!, weight });
  }
  return found;
}

function placesOf(all: readonly string[][]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  all.forEach((keys, at) => {
    for (const key of new Set(keys)) {
      const known = places.get(key);
      if (known) known.push(at);
      else places.set(key, [at]);
    }
  });
  return places;
}

/** A text by its letters and figures alone; and without the number that it begins with. */
function keysOf(text: string): string[] {
  return [text, unnumbered(text)].map((each) =>
    each
      .normalize("NFKC")
      .replace(/[^\p{L}\p{N}]+/gu, "")
      .toLowerCase(),
  );
}

function heldKeys({ source: { held, words } }: Standing): string[] {
  return held === "whole" ? keysOf(words.join("")) : [];
}

/** Of two headings this much is the same if one is the other, worded anew. */
const MUCH_LIKE = 0.6;
/** So many pairs of headings are looked at; of a text with more, headings are known by their other keys. */
const MOST_PAIRS = 100_000;

/** Headings that are worded anew, but still much like one that stands; the likest first. */
function byLikeness(pieces: readonly Piece[], texts: readonly string[], standing: readonly Standing[]): Key[] {
  const headings = pieces.flatMap(({ kind }, piece) => (kindOf(kind) === HEADING ? [piece] : []));
  const held = standing.flatMap(({ kind, source }, passage) =>
    kindOf(kind) === HEADING && source.held === "whole" ? [passage] : [],
  );
  if (headings.length * held.length > MOST_PAIRS) return [];
  const like = headings.flatMap((piece) => {
    const text = unnumbered(texts[piece]!);
    return held.map((passage) => ({
      piece,
      passage,
      much: likeness(text, standing[passage]!.source.words.join("\n")),
    }));
  });
  return like
    .filter(({ much }) => much >= MUCH_LIKE)
    .sort((x, y) => y.much - x.much)
    .map(({ piece, passage }) => ({ piece, passage, weight: WEIGHT.likeness }));
}

/** Headings by their numbers, but for those that read nothing like the words that are held: a 3 may be of another count. */
function byNumber(pieces: readonly Piece[], texts: readonly string[], standing: readonly Standing[]): Key[] {
  return byKey(numbersOf(pieces, texts), standing.map(locatorKeys), WEIGHT.number).filter(({ piece, passage }) => {
    const { source } = standing[passage]!;
    return source.held === "none" || likeness(unnumbered(texts[piece]!), source.words.join("\n")) >= LIKE;
  });
}

/** The one piece that has all the phrases which are held of a passage. */
function byPhrases(texts: readonly string[], standing: readonly Standing[]): Key[] {
  return standing.flatMap(({ source: { held, words } }, passage) => {
    if (held !== "phrases" || words.length === 0) return [];
    const has = texts.flatMap((text, piece) => (words.every((each) => text.includes(each)) ? [piece] : []));
    return has.length === 1 ? [{ piece: has[0]!, passage, weight: WEIGHT.phrases }] : [];
  });
}

const HAN = "[一二三四五六七八九十百零〇]+";
/** The number that a heading begins with: 一、 （二） 第三章 3.1 4) */
const NUMBER = new RegExp(
  String.raw`^\s*(?:第(${HAN}|\d+)[章节節部分条條款编編篇]+|[（(](${HAN}|\d+)[)）]|(${HAN})[、．.]|(\d+(?:\.\d+)*)(?:[.)、．]|(?=\s)))[\s、．.]*`,
);

function unnumbered(text: string): string {
  return text.replace(NUMBER, "");
}

function numberIn(text: string): string | null {
  const [, ...groups] = NUMBER.exec(text) ?? [];
  const number = groups.find((group) => group !== undefined);
  if (number === undefined) return null;
  return /^\d/.test(number) ? number : String(chineseNumber(number) ?? "");
}

/** The numbers of headings, each behind that of the heading above it: 4, 4.10. */
function numbersOf(pieces: readonly Piece[], texts: readonly string[]): string[][] {
  const above: { level: number; number: string }[] = [];
  return pieces.map(({ kind, level }, at) => {
    if (kind !== "heading") return [];
    while (above.length > 0 && above.at(-1)!.level >= level) above.pop();
    const number = numberIn(texts[at]!);
    if (number === null || number === "") return [];
    const over = above.at(-1)?.number;
    const path = over === undefined || number.includes(".") ? number : `${over}.${number}`;
    above.push({ level, number: path });
    return [path];
  });
}

/** "Part 4" and "4.10" are known by their numbers. */
function locatorKeys({ kind, locator }: Standing): string[] {
  if (kind !== "part" && kind !== "heading") return [];
  const number = /^(?:[\p{L}]+\s+)?(\d+(?:\.\d+)*)\.?$/u.exec(locator)?.[1];
  return number === undefined ? [] : [number];
}

/** What keys don't show is laid beside each other, between those that they do. */
function knownBetween(pieces: readonly Piece[], standing: readonly Standing[], keys: readonly Key[]): Found[] {
  const found: Found[] = pieces.map(() => ({ passage: null, doubtful: false }));
  for (const { piece, passage } of keys) found[piece] = { passage, doubtful: false };
  const taken = new Set(keys.map(({ passage }) => passage));
  let [piece, passage] = [0, 0];
  for (const key of [...inOrder(keys), { piece: pieces.length, passage: standing.length }]) {
    const left = rangeOf(piece, key.piece).filter((at) => found[at]!.passage === null);
    const open = rangeOf(passage, key.passage).filter((at) => !taken.has(at) && besideText(standing[at]!) !== "");
    layBeside(pieces, standing, left, open, found);
    [piece, passage] = [key.piece + 1, key.passage + 1];
  }
  return found;
}

/** Those between which the others lie. */
function inOrder(keys: readonly Key[]): Key[] {
  const rising = heaviestRising(
    keys.map(({ passage }) => passage),
    keys.map(({ weight }) => weight),
  );
  return rising.map((index) => keys[index]!);
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function layBeside(
  pieces: readonly Piece[],
  standing: readonly Standing[],
  left: readonly number[],
  open: readonly number[],
  found: Found[],
): void {
  if (left.length === 0 || open.length === 0) return;
  const beads = align(
    left.map((at): Segment => ({ kind: kindOf(pieces[at]!.kind), text: textOf(pieces[at]!) })),
    open.map((at): Segment => ({ kind: kindOf(standing[at]!.kind), text: besideText(standing[at]!) })),
  );
  for (const { fromA, toA, fromB, toB, confidence } of beads) {
    if (fromA === toA || fromB === toB) continue;
    const beside = standing[open[fromB]!]!;
    const text = left
      .slice(fromA, toA)
      .map((at) => textOf(pieces[at]!))
      .join("\n");
    if (beside.source.held !== "none" && likeness(text, besideText(beside)) < LIKE) continue;
    // Of several passages the first has the words: somebody sees it, and the others are listed as without.
    for (let at = fromA; at < toA; at++)
      found[left[at]!] = { passage: open[fromB]!, doubtful: confidence < DOUBTFUL || toB > fromB + 1 };
  }
}

/** Of two wordings of one source at least this share of neighbouring letters is the same in both. */
const LIKE = 0.35;

/** How much of two texts is the same, from 0 to 1: their neighbouring letters (Dice 1945). */
function likeness(a: string, b: string): number {
  const [inA, inB] = [neighboursIn(a), neighboursIn(b)];
  let [shared, all] = [0, 0];
  for (const [pair, count] of inA) {
    shared += Math.min(count, inB.get(pair) ?? 0);
    all += count;
  }
  for (const count of inB.values()) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}

function neighboursIn(text: string): Map<string, number> {
  const letters = text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
  const found = new Map<string, number>();
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = letters.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

function kindOf(kind: PassageKind): string {
  return kind === "part" || kind === "heading" ? HEADING : "paragraph";
}

function besideText({ source, rendering }: Standing): string {
  return source.held === "none" ? rendering : source.words.join("\n");
}

function textOf(piece: Piece): string {
  return wordsOf(piece).join("\n");
}

function wordsOf({ rendering }: Piece): string[] {
  return paragraphsOf(rendering).filter((text) => text.trim() !== "");
}

/** So many letters of a heading name it. */
const MOST_NAMED = 60;
const DEEPEST = 20;

/** Says where pieces stand, and what those are called that are new. */
class Placing {
  readonly #taken: Set<string>;
  #after: string | null = null;
  /** The heading under which the next stands: its level in the text and in the outline. */
  #under = { id: "", locator: "", inText: 0, inOutline: 0, count: 0 };

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  kept(piece: Piece, { id, locator, kind, level, source }: Standing): Supplied {
    const words = wordsOf(piece);
    const isHeading = kind === "part" || kind === "heading";
    // Headings that stand without their numbers go on doing so: the number is the locator.
    if (isHeading && words.length === 1 && !source.words.some((each) => numberIn(each) !== null))
      words[0] = unnumbered(words[0]!) || words[0]!;
    if (isHeading) {
      const inText = piece.kind === "heading" ? piece.level : this.#under.inText;
      this.#under = { id, locator, inText, inOutline: level, count: 0 };
    }
    this.#after = id;
    const place = { after: null, kind, level, doubtful: false };
    return { what: "same", passage: id, locator, words, number: source.number, before: [...source.words], ...place };
  }

  added(piece: Piece): Supplied {
    const words = wordsOf(piece);
    const under = this.#under;
    const isHeading = piece.kind === "heading";
    const deeper = isHeading ? Math.max(1, under.inOutline + piece.level - under.inText) : under.inOutline + 1;
    const level = Math.min(DEEPEST, deeper);
    const count = isHeading ? 0 : ++under.count;
    const id = this.#free(isHeading ? under.id : `${under.id}-p${count}`, isHeading);
    const locator = isHeading ? named(words.join(" ")) : `${under.locator} ¶ ${count}`.trim();
    if (isHeading) this.#under = { id, locator, inText: piece.level, inOutline: level, count: 0 };
    const after = this.#after;
    this.#after = id;
    const place = { after, kind: piece.kind, level, doubtful: false };
    return { what: "new", passage: id, locator, words, number: 0, before: [], ...place };
  }

  #free(wish: string, isHeading: boolean): string {
    const stem = wish.replace(/^-/, "").slice(0, 56).replace(/-+$/, "") || "h";
    for (let number = 1; ; number++) {
      const id = isHeading ? `${stem}-h${number}` : number === 1 ? stem : `${stem}-${number}`;
      if (this.#taken.has(id) || !isPassageId(id)) continue;
      this.#taken.add(id);
      return id;
    }
  }
}

function named(words: string): string {
  return words.length <= MOST_NAMED ? words : `${words.slice(0, MOST_NAMED).trimEnd()}…`;
}
