/**
 * Which changes of a revision put back what an earlier version said and a later one had changed.
 *
 * A change is compared at its place alone, as the earlier version and the revised text are laid on each other word by word:
 * - It is put back *whole* if its words stand in the earlier version between the same two words as here. So small words
 *   count too: a `may` that is a `shall` again, words taken out that a version had put in.
 * - Of a change that says more than that, words are put back if they stand in a row in the earlier version, one of them no
 *   small word, none such among the words that are replaced, and they are half of what the change says or {@link LEAST_RUN}
 *   words. A single `of the` in a sentence written anew is no alarm, nor is one word of twenty.
 *
 * And the next version has to have changed those very words: what only stands there by how three texts are laid on each
 * other is nobody's change.
 */
import { firstWhere } from "../../text/search.ts";
import type { Stretch } from "../../text/sentences.ts";
import { words, type Word } from "../../text/words.ts";
import { type Change, textsOf } from "../change.ts";
import { excerpt, isStopWord, keptWords } from "../words/words.ts";
import type { Reading } from "./origins.ts";

/** So many words in a row are not the same by chance. */
const LEAST_RUN = 4;
/** So many versions are looked through, the newest, */
const MOST_VERSIONS = 100;
/** and so many words of them. */
const MOST_WORDS = 200_000;

/** What a change puts back: it stood until `version`, a number, changed it. */
export interface PutBack {
  /** The change, by its index. */
  change: number;
  version: number;
}

/**
 * The changes that put something back, in order, each with the version that had changed it, the last that did. None where
 * a version whose words are not held may have been the one.
 * @param readings the versions of the passage, oldest first, up to the one that is revised; that one's words are held.
 * @param changes from its text to `text`.
 */
export function putBack(readings: readonly Reading[], changes: readonly Change[], text: string): PutBack[] {
  const base = readings.at(-1)?.text ?? "";
  const revised = spelledWords(text);
  let open = changes.flatMap((change, index) => spotOf(change, index, base, text, revised) ?? []);
  const found: PutBack[] = [];
  let read = 0;
  const oldest = Math.max(0, readings.length - 1 - MOST_VERSIONS);
  for (let at = readings.length - 2; at >= oldest && open.length > 0; at--) {
    const earlier = readings[at]!.text;
    if (earlier === null) continue;
    const own = spelledWords(earlier);
    if ((read += own.letters.length) > MOST_WORDS) break;
    const places = placesIn(own, revised);
    const { number: version, text: next } = readings[at + 1]!;
    let known: Places | undefined;
    const after = (held: string): Places => (known ??= placesIn(spelledWords(held), own));
    open = open.filter((spot) => {
      const whole = isWhole(spot, places);
      const back = whole ? spot : partOf(spot, places, revised);
      if (!back) return true;
      if (next === null) return false;
      const later = after(next);
      const isChanged = whole
        ? isParted(spot, places, later)
        : anyOf(back.from, back.to, (index) => says(revised, index) && later(places(index)) === NOWHERE);
      if (!isChanged) return true;
      found.push({ change: spot.change, version });
      return false;
    });
  }
  return found.sort((x, y) => x.change - y.change);
}

interface Spelled {
  all: readonly Word[];
  letters: readonly string[];
}

function spelledWords(text: string): Spelled {
  const all = words(text);
  return { all, letters: all.map(({ from, to }) => text.slice(from, to)) };
}

/** A change that may put something back: the words `from` to before `to` of the revised text. */
interface Spot extends Stretch {
  change: number;
  /** The words that it replaces or takes out, in small letters. */
  gone: ReadonlySet<string>;
}

/** Null for a change in which no word is another. */
function spotOf(change: Change, index: number, base: string, text: string, { all }: Spelled): Spot | null {
  if (change.kind === "reformatted" || change.only === "punctuation") return null;
  const [older, newer] = textsOf(change, base, text);
  if (!WORD.test(older + newer)) return null;
  const gone = new Set(spelledWords(older).letters.map((word) => word.toLowerCase()));
  const from = firstWhere(all, (word) => word.to > change.fromB);
  return {
    change: index,
    from,
    to: Math.max(
      from,
      firstWhere(all, (word) => word.from >= change.toB),
    ),
    gone,
  };
}

const WORD = /[\p{L}\p{N}]/u;

/** Where a word of one text, by its index, stands in another; -1 is before the first word of both, and behind the last is behind the last. */
type Places = (index: number) => number;

/** Where each word of the revised text stands in the earlier one; {@link NOWHERE} if it doesn't. */
function placesIn(earlier: Spelled, revised: Spelled): Places {
  const [count, length] = [earlier.letters.length, revised.letters.length];
  const side = ({ letters }: Spelled) => excerpt((index) => letters[index]!, [{ from: 0, to: letters.length }]);
  const found = new Int32Array(length).fill(-1);
  const kept = keptWords(side(earlier), side(revised));
  kept.b.forEach((word, index) => {
    const place = kept.a[index]!;
    if (earlier.letters[place] === revised.letters[word]) found[word] = place;
  });
  return (index) => (index < 0 ? -1 : index < length ? (found[index]! < 0 ? NOWHERE : found[index]!) : count);
}

/** Next to no place. */
const NOWHERE = -10;

function isWhole({ from, to }: Spot, places: Places): boolean {
  if (places(from - 1) === NOWHERE) return false;
  for (let index = from; index <= to; index++) if (places(index) !== places(index - 1) + 1) return false;
  return true;
}

/** The words of a change that stand in the earlier version, if they are enough of it. */
function partOf({ from, to, gone }: Spot, places: Places, revised: Spelled): Stretch | null {
  const { letters } = revised;
  const all = countOf(from, to, (index) => says(revised, index));
  for (let start = from; start < to;) {
    let end = start + 1;
    while (end < to && places(end) === places(end - 1) + 1) end++;
    if (places(start) !== NOWHERE) {
      const own = countOf(start, end, (index) => says(revised, index) && !gone.has(letters[index]!.toLowerCase()));
      const run = countOf(start, end, (index) => WORD.test(letters[index]!));
      if (own > 0 && (2 * own >= all || run >= LEAST_RUN)) return { from: start, to: end };
    }
    start = end;
  }
  return null;
}

/** A word that is neither a sign nor small. */
function says({ letters }: Spelled, index: number): boolean {
  return WORD.test(letters[index]!) && !isStopWord(letters[index]!);
}

/** Whether the next version has lost one of the words or has them, and those beside them, no more in a row. */
function isParted({ from, to }: Stretch, places: Places, after: Places): boolean {
  const isLost = (index: number): boolean => after(places(index)) === NOWHERE;
  if (anyOf(from, to, isLost)) return true;
  return anyOf(from, to + 1, (index) => {
    const isKnown = !isLost(index - 1) && !isLost(index);
    return isKnown && after(places(index)) !== after(places(index - 1)) + 1;
  });
}

function anyOf(from: number, to: number, is: (index: number) => boolean): boolean {
  for (let index = from; index < to; index++) if (is(index)) return true;
  return false;
}

function countOf(from: number, to: number, is: (index: number) => boolean): number {
  let count = 0;
  for (let index = from; index < to; index++) if (is(index)) count++;
  return count;
}
