/**
 * Which words two texts share, in order: a longest common subsequence of words (Myers 1986, as diff-match-patch
 * does it), each word written as one UTF-16 code unit. What reads well is left to `realign.ts` and `slide.ts`.
 */
import DiffMatchPatch from "diff-match-patch";
import { area, isEmpty, lengthA, lengthB, shifted, trimmed, whole, withoutHead, type Hunk } from "../change.ts";
import { alignShort } from "./align-short.ts";
import { anchors } from "./anchors.ts";
import { intern } from "./intern.ts";

/** Up to this many pairs of words (length times length) are compared at once: two passages of 400 words. */
const AT_ONCE = 160_000;
/**
 * Where a longer part has no anchor it is compared exactly up to this many pairs, at most about a quarter of a
 * second; beyond it is called replaced as a whole, and the change says that it is coarse.
 */
const EXACT = 10_000_000;
/** Beyond {@link EXACT} a part with no more words than this taken away and put in is still compared exactly. */
const MANY = 2_000;
/**
 * How many words in a row make an anchor, each time a part that is still too long is parted again. Long runs first:
 * they are unique in works of a million words, and can't be chance; single words last, for what was rewritten.
 */
const ANCHOR_WORDS = [8, 4, 2, 1, 1, 1];

/**
 * The stretches of words that differ between `a` and `b`. Words are the same if their strings are. No clock: the
 * same two texts always give the same answer. It is the shortest up to {@link AT_ONCE}; beyond that it may be
 * longer, and where two long texts share no telling word one stretch that says it is coarse.
 */
export function alignWords(a: readonly string[], b: readonly string[]): Hunk[] {
  const names = new Map<string, number>();
  const nameOf = (word: string): number => {
    let name = names.get(word);
    if (name === undefined) names.set(word, (name = names.size));
    return name;
  };
  const { a: idsA, b: idsB, inA, inB } = intern(a.map(nameOf), b.map(nameOf));
  return alignNumbers(idsA, idsB, inA, inB);
}

/**
 * The same between words `fromA` to `toA` and `fromB` to `toB` of two lists of codes. Long lists are parted first where
 * many words in a row are the same: the parts of a lightly revised work are so short that their words need no numbers.
 */
export function alignCodes(a: Int32Array, b: Int32Array, middle: Hunk): Hunk[] {
  if (area(middle) <= AT_ONCE) return alignPart(a, b, middle);
  const hunks: Hunk[] = [];
  for (const part of partsOf(a, b, middle, ANCHOR_WORDS[0]!)) {
    const changed = withoutHead(part, a, b);
    if (!isEmpty(changed)) hunks.push(...alignPart(a, b, changed));
  }
  return hunks;
}

function alignPart(a: Int32Array, b: Int32Array, part: Hunk): Hunk[] {
  return alignShort(a, b, part) ?? alignNumbered(a, b, part);
}

function alignNumbered(a: Int32Array, b: Int32Array, { fromA, toA, fromB, toB }: Hunk): Hunk[] {
  const numbered = intern(a.subarray(fromA, toA), b.subarray(fromB, toB));
  const hunks = alignNumbers(numbered.a, numbered.b, numbered.inA, numbered.inB);
  return hunks.map((hunk) => shifted(hunk, fromA, fromB));
}

/**
 * The same of numbered words. Words that the other side lacks are left out first: what can be kept stays the same,
 * and far less is compared.
 * @param inA how often each number stands in `a`; `inB` likewise
 */
function alignNumbers(a: Int32Array, b: Int32Array, inA: Int32Array, inB: Int32Array): Hunk[] {
  const left = shared(a, inB);
  const right = shared(b, inA);
  const script = new Script(left.places, right.places, a.length, b.length);
  align(left.words, right.words, whole(left.words.length, right.words.length), 0, script);
  return script.hunks();
}

/** The words of one side that the other has too, and where each stands. */
function shared(words: Int32Array, inOther: Int32Array): { words: Int32Array; places: Int32Array } {
  const kept = new Int32Array(words.length);
  const places = new Int32Array(words.length);
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    if (inOther[words[i]!] === 0) continue;
    kept[count] = words[i]!;
    places[count++] = i;
  }
  return { words: kept.subarray(0, count), places: places.subarray(0, count) };
}

/** Collects what is kept, in order, and tells the hunks between. */
class Script {
  private readonly found: Hunk[] = [];
  private a = 0;
  private b = 0;
  private coarse = false;

  constructor(
    private readonly placesA: Int32Array,
    private readonly placesB: Int32Array,
    private readonly lengthA: number,
    private readonly lengthB: number,
  ) {}

  /** Keeps `count` words; the arguments are indexes into the shared words. */
  keep(fromA: number, fromB: number, count: number): void {
    for (let k = 0; k < count; k++) {
      const i = this.placesA[fromA + k]!;
      const j = this.placesB[fromB + k]!;
      this.change(i, j);
      this.a = i + 1;
      this.b = j + 1;
    }
  }

  /** Keeps all of a stretch but `hunks`. */
  keepAround(hunks: readonly Hunk[], { fromA, toA, fromB }: Hunk): void {
    let [i, j] = [fromA, fromB];
    for (const hunk of hunks) {
      this.keep(i, j, hunk.fromA - i);
      [i, j] = [hunk.toA, hunk.toB];
    }
    this.keep(i, j, toA - i);
  }

  /** What comes next is not looked into. */
  giveUp(): void {
    this.coarse = true;
  }

  hunks(): Hunk[] {
    this.change(this.lengthA, this.lengthB);
    return this.found;
  }

  private change(toA: number, toB: number): void {
    if (this.a < toA || this.b < toB) {
      const hunk: Hunk = { fromA: this.a, toA, fromB: this.b, toB };
      if (this.coarse) hunk.coarse = true;
      this.found.push(hunk);
    }
    this.coarse = false;
  }
}

function align(a: Int32Array, b: Int32Array, part: Hunk, level: number, script: Script): void {
  const middle = trimmed(part, a, b);
  script.keep(part.fromA, part.fromB, middle.fromA - part.fromA);
  alignMiddle(a, b, middle, level, script);
  script.keep(middle.toA, middle.toB, part.toA - middle.toA);
}

function alignMiddle(a: Int32Array, b: Int32Array, middle: Hunk, level: number, script: Script): void {
  const pairs = area(middle);
  if (pairs === 0) return;
  if (pairs <= AT_ONCE) alignAtOnce(a, b, middle, script);
  else if (level < ANCHOR_WORDS.length) alignParts(a, b, middle, level, script);
  else if (pairs <= EXACT) alignAtOnce(a, b, middle, script);
  else {
    const some = alignShort(a, b, middle, MANY);
    if (some) script.keepAround(some, middle);
    else script.giveUp();
  }
}

function alignParts(a: Int32Array, b: Int32Array, middle: Hunk, level: number, script: Script): void {
  for (const part of partsOf(a, b, middle, ANCHOR_WORDS[level]!)) align(a, b, part, level + 1, script);
}

/** Each part goes from one anchor to the next; anchors in one run make one part. */
function partsOf(a: Int32Array, b: Int32Array, middle: Hunk, length: number): Hunk[] {
  const parts: Hunk[] = [];
  let startA = middle.fromA;
  let startB = middle.fromB;
  let beforeA = -1;
  let beforeB = -1;
  for (const [i, j] of anchors(a, b, middle, length)) {
    if (i !== beforeA + 1 || j !== beforeB + 1) {
      parts.push({ fromA: startA, toA: i, fromB: startB, toB: j });
      startA = i;
      startB = j;
    }
    beforeA = i;
    beforeB = j;
  }
  parts.push({ fromA: startA, toA: middle.toA, fromB: startB, toB: middle.toB });
  return parts;
}

/** Without a clock: diff-match-patch then gives a shortest script, and always the same. */
const differ = new DiffMatchPatch();
differ.Diff_Timeout = 0;

function alignAtOnce(a: Int32Array, b: Int32Array, middle: Hunk, script: Script): void {
  const { fromA, toA, fromB, toB } = middle;
  const few = alignShort(a, b, middle);
  if (few) return script.keepAround(few, middle);
  const units = lengthA(middle) < lengthB(middle) ? numbered(a, fromA, toA) : numbered(b, fromB, toB);
  let i = fromA;
  let j = fromB;
  for (const [operation, { length }] of differ.diff_main(
    spell(a, fromA, toA, units),
    spell(b, fromB, toB, units),
    false,
  )) {
    if (operation === 0) script.keep(i, j, length);
    if (operation <= 0) i += length;
    if (operation >= 0) j += length;
  }
}

/**
 * A code unit for each word of the shorter side, from 1 on: short stretches stay within one byte a word, and within
 * {@link EXACT} the shorter side never has more words than there are code units.
 */
function numbered(words: Int32Array, from: number, to: number): Map<number, number> {
  const units = new Map<number, number>();
  for (let i = from; i < to; i++) if (!units.has(words[i]!)) units.set(words[i]!, units.size + 1);
  return units;
}

/** Words of the longer side that the shorter lacks are all 0: nothing there equals them. */
function spell(words: Int32Array, from: number, to: number, units: Map<number, number>): string {
  let spelled = "";
  for (let i = from; i < to; i++) spelled += String.fromCharCode(units.get(words[i]!) ?? 0);
  return spelled;
}
