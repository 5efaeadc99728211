/**
 * Which words have moved: taken out here, put in there. They are compared as a reader compares them, without case and
 * signs and without the small words at their ends: `When it rains, we stay` for `We stay when it rains`. One end may
 * lie in a replacement, which is then parted around it.
 */
import { firstWhere } from "../../text/search.ts";
import { words, type Word } from "../../text/words.ts";
import { asChange, isDeletion, isInsertion, kindBySides, textsOf, type Change, type ChangeKind } from "../change.ts";
import { commonRuns, type Crossing } from "./common-runs.ts";
import { inWords, type Dictionary } from "./dictionary.ts";
import { slightChange, type Stretch } from "./spelling.ts";
import { isStopWord } from "./stops.ts";

/** Words that moved say something: so many of them are neither stop words nor numbers, */
const MIN_TELLING = 2;
/** and so many stand there in all where only part of a change moved: less may be chance. */
const MIN_OF_PART = 3;
/** Of a clause, which stands between signs at both its places, one says enough if there are so many words in all. */
const MIN_OF_CLAUSE = 3;
/** Parts of which none says enough by itself say so together if there are so many words in all. */
const MIN_OF_PARTS = 5;
/** Longer stretches, in UTF-16 code units, are not looked at for a change of case or spelling alone. */
const MOST_SLIGHT = 200;
/** Of a text with more changed words than this, only what is changed as a whole is looked at. */
const MOST_WORDS = 4_000;

/**
 * The same changes with what moved as changes of its own, both ends of it of kind `moved`. Only beside such an end do
 * two changes touch, one beginning where the other ends.
 * @param dictionary the words of scripts without spaces, none of which is parted; without it each character is a word.
 */
export function withMoves(changes: readonly Change[], a: string, b: string, dictionary?: Dictionary): Change[] {
  const parts = partedAtMoves(changes, a, b, dictionary);
  const found = parts.map(({ change, run }) => asChange(change, run === null ? change.kind : "moved", change.only));
  for (const [from, to] of pairsOfWords(found, a, b, dictionary)) found[from]!.kind = found[to]!.kind = "moved";
  return found;
}

/** The runs whose two ends don't say the same to {@link movedPairs}, which would not find the one from the other. */
function oddRuns(parts: readonly Part[], a: string, b: string): Set<number> {
  const waiting = new Map<number, string | null>();
  for (const { change, run } of parts) {
    if (run === null) continue;
    const { fromA, toA, fromB, toB } = change;
    const key = isDeletion(change) ? keyOf(a, fromA, toA, true) : keyOf(b, fromB, toB, true);
    if (waiting.get(run) === key) waiting.delete(run);
    else waiting.set(run, key);
  }
  return new Set(waiting.keys());
}

/**
 * For each end of a move the index of its other end. Ends with the same words are paired in order.
 * @param changes as the diff made them of these two texts.
 */
export function movedPairs(changes: readonly Change[], a: string, b: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const [from, to] of pairs(changes, a, b, "moved", "moved", true)) found.set(from, to).set(to, from);
  return found;
}

/** Pairs of a deletion and an insertion of the same words, which say enough to be told from chance, in order. */
export function pairsOfWords(
  changes: readonly Change[],
  a: string,
  b: string,
  dictionary?: Dictionary,
): [number, number][] {
  return pairs(changes, a, b, "deleted", "inserted", false, dictionary);
}

/** Pairs of a pure deletion and a pure insertion of the same words, in order. */
function pairs(
  changes: readonly Change[],
  a: string,
  b: string,
  gone: ChangeKind,
  come: ChangeKind,
  isKnown: boolean,
  dictionary?: Dictionary,
): [number, number][] {
  if (!changes.some(({ kind }) => kind === gone) || !changes.some(({ kind }) => kind === come)) return [];
  const waiting = new Map<string, number[]>();
  changes.forEach((change, index) => {
    if (change.kind !== gone || !isDeletion(change)) return;
    const key = keyOf(a, change.fromA, change.toA, isKnown, dictionary);
    if (key === null) return;
    if (waiting.has(key)) waiting.get(key)!.push(index);
    else waiting.set(key, [index]);
  });
  // The first that waits stands last.
  for (const indexes of waiting.values()) indexes.reverse();
  const found: [number, number][] = [];
  changes.forEach((change, index) => {
    if (change.kind !== come || !isInsertion(change)) return;
    const from = waiting.get(keyOf(b, change.fromB, change.toB, isKnown, dictionary) ?? "")?.pop();
    if (from !== undefined) found.push([from, index]);
  });
  return found;
}

/** A quotation's, a list item's, a heading's or a line of verse's signs at the beginning of a line. */
const MARKER = /^(?:>(?: |$))* *(?:- |\d{1,5}\. |#{1,6} |\| )?/gm;

/** What is the same of a stretch that moved; null if it says too little to be told from chance, and isn't known to. */
function keyOf(text: string, from: number, to: number, isKnown: boolean, dictionary?: Dictionary): string | null {
  const isAtLine = beginsLine(text, from);
  const bare = text
    .slice(from, to)
    .replace(MARKER, (marker, at) => (at > 0 || isAtLine ? " ".repeat(marker.length) : marker));
  const all = countedWords(bare, from, text, dictionary);
  const letters = all.map((word) => lowered(word, text));
  const [first, end] = tellingPart(letters, 0, letters.length);
  if (tells(letters, first, end, MIN_TELLING)) return letters.slice(first, end).join(" ");
  if (isKnown) return letters.join(" ");
  if (all.length < MIN_OF_CLAUSE || !tells(letters, first, end, 1)) return null;
  return standsBetweenSigns(text, all[0]!.from, all.at(-1)!.to) ? letters.join(" ") : null;
}

/** Whether nothing but a quotation's signs stands in the line before `from`. */
function beginsLine(text: string, from: number): boolean {
  let at = from;
  while (at > 0 && "> ".includes(text[at - 1]!)) at--;
  return at === 0 || text[at - 1] === "\n";
}

/** The words of `part`, which stands at `from` in the text, without its signs; offsets count in the text. */
function countedWords(part: string, from: number, text: string, dictionary?: Dictionary): Word[] {
  const all = words(part).filter(({ kind }) => kind === "word");
  const placed = all.map((word) => ({ ...word, from: from + word.from, to: from + word.to }));
  return dictionary ? inWords(placed, text, dictionary) : placed;
}

function lowered({ from, to }: Word, text: string): string {
  return text.slice(from, to).toLowerCase();
}

/** Whether before `from` and after `to` a sign stands, or the beginning or the end of a line. */
function standsBetweenSigns(text: string, from: number, to: number): boolean {
  return SIGN_BEFORE.test(text.slice(Math.max(0, from - NEAR), from)) && SIGN_AFTER.test(text.slice(to, to + NEAR));
}

/** So many UTF-16 code units are looked at for a sign. */
const NEAR = 8;
const SIGN_BEFORE = /(?:^|[\p{P}\p{S}\n])\s*$/u;
const SIGN_AFTER = /^\s*(?:$|[\p{P}\p{S}\n])/u;

/** Of words `from` to `to` those from the first that is no stop word to the last. */
function tellingPart(all: readonly string[], from: number, to: number): [from: number, to: number] {
  let [first, end] = [from, to];
  while (first < end && isStopWord(all[first]!)) first++;
  while (end > first && isStopWord(all[end - 1]!)) end--;
  return [first, end];
}

/** Whether `least` of the words are neither stop words nor numbers. */
function tells(all: readonly string[], from: number, to: number, least: number): boolean {
  let telling = 0;
  for (let at = from; at < to && telling < least; at++)
    if (!isStopWord(all[at]!) && !/^\p{N}/u.test(all[at]!)) telling++;
  return telling >= least;
}

/** The changed words of one side, one after the other. */
interface Changed {
  text: string;
  /** Lower-cased. */
  letters: string[];
  from: number[];
  to: number[];
  change: number[];
}

function changedWords(
  changes: readonly Change[],
  text: string,
  range: (change: Change) => [number, number],
  dictionary?: Dictionary,
): Changed {
  const changed: Changed = { text, letters: [], from: [], to: [], change: [] };
  changes.forEach((change, index) => {
    const [start, end] = range(change);
    if (start === end || change.coarse || change.kind === "reformatted") return;
    for (const word of countedWords(text.slice(start, end), start, text, dictionary)) {
      changed.letters.push(lowered(word, text));
      changed.from.push(word.from);
      changed.to.push(word.to);
      changed.change.push(index);
    }
  });
  return changed;
}

/** Runs of words that stand in a change of `a` and in another of `b`, none in two of them: those that moved. */
function runsBetween(a: Changed, b: Changed): Crossing[] {
  const within = commonRuns(placesIn(a), a.letters, placesIn(b), b.letters).flatMap((run) => ofOneChange(run, a, b));
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  const isFree = (run: Crossing) => {
    for (let at = 0; at < run.words; at++) if (takenA.has(run.a + at) || takenB.has(run.b + at)) return false;
    return true;
  };
  return chainsOf(within, a, b).flatMap((chain) => {
    const free = chain.filter(isFree);
    if (!tellTogether(free, a, b)) return [];
    for (const run of free)
      for (let at = 0; at < run.words; at++) {
        takenA.add(run.a + at);
        takenB.add(run.b + at);
      }
    return free;
  });
}

/** All of them, by their places. */
function placesIn({ letters }: Changed) {
  return { has: (place: number) => place >= 0 && place < letters.length, keys: () => letters.keys() };
}

/** Runs with what goes with them before and behind words that changed on the way; those with the most words first. */
function chainsOf(runs: readonly Crossing[], a: Changed, b: Changed): Crossing[][] {
  /** For each pair of words whether a run of a chain begins or ends with it. */
  const known = new Uint8Array(a.letters.length * b.letters.length);
  const placeOf = (run: Crossing, at: number) => (run.a + at) * b.letters.length + run.b + at;
  const chains: { chain: Crossing[]; words: number }[] = [];
  for (const core of runs) {
    // From whichever of its runs a chain is followed, it is the same.
    if (known[placeOf(core, 0)] || known[placeOf(core, core.words - 1)]) continue;
    const chain = [...runsFrom(core, -1, a, b).reverse(), core, ...runsFrom(core, 1, a, b)];
    for (const run of chain) known[placeOf(run, 0)] = known[placeOf(run, run.words - 1)] = 1;
    chains.push({ chain, words: chain.reduce((sum, { words: count }) => sum + count, 0) });
  }
  chains.sort((x, y) => y.words - x.words || x.chain[0]!.a - y.chain[0]!.a || x.chain[0]!.b - y.chain[0]!.b);
  return chains.map(({ chain }) => chain);
}

/** The runs beside a run, beside that, and so on, the nearest first. */
function runsFrom(core: Crossing, step: 1 | -1, a: Changed, b: Changed): Crossing[] {
  const found: Crossing[] = [];
  for (let run = beside(core, step, a, b); run; run = beside(run, step, a, b)) found.push(run);
  return found;
}

/** The run before (-1) or behind (1) a run in the same two changes, one small word alone excepted. */
function beside(run: Crossing, step: 1 | -1, a: Changed, b: Changed): Crossing | undefined {
  const end = step > 0 ? run.words : -1;
  const inA = a.change[run.a];
  const inB = b.change[run.b];
  for (const [x, y] of BETWEEN) {
    const i = run.a + end + step * x;
    const j = run.b + end + step * y;
    let count = 0;
    for (
      let p = i, q = j;
      a.letters[p] === b.letters[q] && a.change[p] === inA && b.change[q] === inB;
      p += step, q += step
    )
      count++;
    const back = step > 0 ? 0 : Math.max(0, count - 1);
    if (count > 1 || (count === 1 && tells(a.letters, i, i + 1, 1))) return { a: i - back, b: j - back, words: count };
  }
  return undefined;
}

/** How many words may lie between two runs on either side: one that was put in, taken out or replaced. */
const BETWEEN = [
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** Whether runs say enough to be told from chance: one by itself, or all together. */
function tellTogether(runs: readonly Crossing[], a: Changed, b: Changed): boolean {
  if (runs.some((run) => isTelling(run, a) || isClause(run, a, b))) return true;
  const all = runs.flatMap((run) => a.letters.slice(run.a, run.a + run.words));
  return all.length >= MIN_OF_PARTS && tells(all, 0, all.length, MIN_TELLING);
}

function isTelling({ a: i, words: count }: Crossing, { letters }: Changed): boolean {
  const [first, end] = tellingPart(letters, i, i + count);
  return end - first >= MIN_OF_PART && tells(letters, first, end, MIN_TELLING);
}

function isClause({ a: i, b: j, words: count }: Crossing, a: Changed, b: Changed): boolean {
  if (count < MIN_OF_CLAUSE || !tells(a.letters, i, i + count, 1)) return false;
  return [
    { side: a, first: i },
    { side: b, first: j },
  ].every(({ side, first }) => standsBetweenSigns(side.text, side.from[first]!, side.to[first + count - 1]!));
}

/** The parts of a run that lie in one change on either side, and in two different ones. */
function ofOneChange(run: Crossing, a: Changed, b: Changed): Crossing[] {
  const parts: Crossing[] = [];
  for (let at = 0; at < run.words;) {
    const [i, j] = [run.a + at, run.b + at];
    let count = 1;
    while (at + count < run.words && a.change[i + count] === a.change[i] && b.change[j + count] === b.change[j])
      count++;
    // A shorter one begins no chain, and where it goes on one it is found from there.
    if (count >= MIN_OF_PART && a.change[i] !== b.change[j]) parts.push({ a: i, b: j, words: count });
    at += count;
  }
  return parts;
}

/** A change as it was, or a part of one: a run of words that stands elsewhere too, or what is left beside it. */
interface Part {
  change: Change;
  /** The number of the run; null of what is none. */
  run: number | null;
}

/** Replacements and longer changes parted around the runs of words that stand elsewhere on the other side. */
function partedAtMoves(changes: readonly Change[], a: string, b: string, dictionary?: Dictionary): Part[] {
  const whole = changes.map((change) => ({ change, run: null }));
  if (changes.length < 2) return whole;
  const inA = changedWords(changes, a, ({ fromA, toA }) => [fromA, toA], dictionary);
  const inB = changedWords(changes, b, ({ fromB, toB }) => [fromB, toB], dictionary);
  if (inA.letters.length + inB.letters.length > MOST_WORDS) return whole;
  let runs = runsBetween(inA, inB);
  while (runs.length > 0) {
    const parts = partedAround(changes, runs, inA, inB);
    const odd = oddRuns(parts, a, b);
    if (odd.size === 0) return parts;
    runs = runs.filter((_, number) => !odd.has(number));
  }
  return whole;
}

/** The changes parted around these runs, whatever the runs say. */
function partedAround(changes: readonly Change[], runs: readonly Crossing[], a: Changed, b: Changed): Part[] {
  const goneIn = spansByChange(runs, a, (run) => run.a);
  const comeIn = spansByChange(runs, b, (run) => run.b);
  return changes.flatMap((change, index) =>
    parted(change, goneIn.get(index) ?? [], comeIn.get(index) ?? [], a.text, b.text),
  );
}

type Span = [from: number, to: number];

/** A stretch of one side, and the number of the run that it is. */
interface Piece {
  span: Span;
  run: number | null;
}

/** By change: where in the text its runs stand, in order. */
function spansByChange(runs: readonly Crossing[], side: Changed, at: (run: Crossing) => number): Map<number, Piece[]> {
  const found = new Map<number, Piece[]>();
  runs.forEach((run, number) => {
    const [first, last] = [at(run), at(run) + run.words - 1];
    const index = side.change[first]!;
    const pieces = found.get(index) ?? [];
    const before = firstWhere(pieces, ({ span: [from] }) => from > side.from[first]!);
    pieces.splice(before, 0, { span: [side.from[first]!, side.to[last]!], run: number });
    found.set(index, pieces);
  });
  return found;
}

/**
 * The change in pieces that follow one another without a gap: its runs by themselves, the words between them on either
 * side. What is left of both sides stands against each other, the longest of the one against the longest of the other.
 */
function parted(change: Change, gone: readonly Piece[], come: readonly Piece[], a: string, b: string): Part[] {
  const older = piecesOf(change.fromA, change.toA, gone, a);
  const newer = piecesOf(change.fromB, change.toB, come, b);
  const pieces = [...older, ...newer];
  if (pieces.length < 2) return [{ change, run: pieces[0]?.run ?? null }];
  if (isOneSided(change) && isSaidByRun(pieces, isDeletion(change) ? a : b))
    return [{ change, run: [...gone, ...come][0]!.run }];
  const [restA, restB] = [longestRest(older), longestRest(newer)];
  if (!restA || !restB) return oneSided(change, older, newer);
  const [atA, atB] = [older.indexOf(restA), newer.indexOf(restB)];
  const isKept = a.slice(...restA.span) === b.slice(...restB.span);
  return [
    ...oneSided(change, older.slice(0, atA), newer.slice(0, atB)),
    ...(isKept ? [] : [{ change: replacement(restA.span, restB.span, a, b), run: null }]),
    ...oneSided(change, older.slice(atA + 1), newer.slice(atB + 1), restA.span[1], restB.span[1]),
  ];
}

function isOneSided(change: Change): boolean {
  return isDeletion(change) || isInsertion(change);
}

/** Whether beside one run stand only small words and signs, which say nothing: then the whole change has moved. */
function isSaidByRun(pieces: readonly Piece[], text: string): boolean {
  const [run, ...others] = pieces.filter((piece) => piece.run !== null);
  const all: Span = [pieces[0]!.span[0], pieces.at(-1)!.span[1]];
  return run !== undefined && others.length === 0 && keyOf(text, ...run.span, true) === keyOf(text, ...all, true);
}

/** A side's stretch cut at its runs. Signs and white space behind a run go with it, and what has no word before it. */
function piecesOf(from: number, to: number, runs: readonly Piece[], text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = from;
  runs.forEach(({ span: [start, stop], run }, index) => {
    const next = roomBehind(text.slice(stop, runs[index + 1]?.span[0] ?? to));
    const before = text.slice(end, start);
    const opens = words(before).some(({ kind }) => kind === "word") ? start : end;
    if (end < opens) pieces.push({ span: [end, opens], run: null });
    end = stop + next;
    pieces.push({ span: [opens, end], run });
  });
  if (end < to) pieces.push({ span: [end, to], run: null });
  return pieces;
}

/** How much of what follows a run goes with it: the signs that are glued to it, and white space. */
function roomBehind(text: string): number {
  let end = 0;
  for (const { from, to, kind } of words(text)) {
    if (kind === "word" || from > end) return from;
    end = to;
  }
  return text.length;
}

function longestRest(pieces: readonly Piece[]): Piece | undefined {
  const length = ({ span: [from, to] }: Piece) => to - from;
  return pieces.filter(({ run }) => run === null).sort((x, y) => length(y) - length(x))[0];
}

/** Pieces of the older side as deletions, then pieces of the newer one as insertions, from these offsets on. */
function oneSided(
  change: Change,
  older: readonly Piece[],
  newer: readonly Piece[],
  atA = older[0]?.span[0] ?? change.fromA,
  atB = newer[0]?.span[0] ?? change.fromB,
): Part[] {
  const endA = older.at(-1)?.span[1] ?? atA;
  return [
    ...older.map(({ span, run }) => ({ change: changeOf(span, [atB, atB]), run })),
    ...newer.map(({ span, run }) => ({ change: changeOf([endA, endA], span), run })),
  ];
}

/** What is left of both sides, one against the other. */
function replacement(inA: Span, inB: Span, a: string, b: string): Change {
  const change = changeOf(inA, inB);
  const [older, newer] = textsOf(change, a, b);
  const isShort = older.length + newer.length <= MOST_SLIGHT;
  const only = isShort ? slightChange(trimmed(older), trimmed(newer)) : undefined;
  return only ? asChange(change, change.kind, only) : change;
}

function trimmed(words: string): Stretch {
  const text = words.trim();
  return { text, from: 0, to: text.length };
}

function changeOf([fromA, toA]: Span, [fromB, toB]: Span): Change {
  const hunk = { fromA, toA, fromB, toB };
  return asChange(hunk, kindBySides(hunk));
}
