/** What kind of change each one is, and which deletion and insertion are one stretch that moved. */
import { smallCodeOf } from "../../text/words.ts";
import { asChange, kindBySides, lengthA, lengthB, type Change, type ChangeKind, type Hunk } from "../change.ts";
import type { Dictionary } from "./dictionary.ts";
import { rangeOf } from "./gaps.ts";
import { withMoves } from "./moves.ts";
import { saysTheSame, slightChange, type Stretch } from "./spelling.ts";
import { weightOf } from "./stops.ts";
import { sameButForCase, sameLetters, type Wording } from "./wording.ts";

/**
 * The hunks as changes; what has moved is a change by itself at both its places.
 * @param dictionary the words of scripts without spaces.
 */
export function classify(hunks: readonly Hunk[], a: Wording, b: Wording, dictionary?: Dictionary): Change[] {
  const changes = hunks.map((hunk) => changeOf(hunk, a, b));
  return mayHaveMoved(hunks, a, b) ? withMoves(changes, a.text, b.text, dictionary) : changes;
}

/** Texts with more changed words than this are looked at without a glance before. */
const GLANCE = 64;
/** The words that say something of all changes of a side, for each the number of its change and its code in small letters. */
const [GONE, COME] = [new Int32Array(3 * GLANCE), new Int32Array(3 * GLANCE)];

/**
 * Rules most texts out at a glance: whether a word that says something is taken out in one change and put in in another,
 * with words beside it.
 */
function mayHaveMoved(hunks: readonly Hunk[], a: Wording, b: Wording): boolean {
  if (hunks.length < 2) return false;
  let [gone, come] = [0, 0];
  for (let index = 0; index < hunks.length; index++) {
    const { fromA, toA, fromB, toB } = hunks[index]!;
    gone = noted(GONE, gone, a, fromA, toA, index);
    come = noted(COME, come, b, fromB, toB, index);
    if (gone > GLANCE || come > GLANCE) return true;
  }
  for (let i = 0; i < gone; i++)
    for (let j = 0; j < come; j++) {
      if (GONE[3 * i + 2] !== COME[3 * j + 2] || GONE[3 * i + 1] === COME[3 * j + 1]) continue;
      if (saysEnough(hunks[GONE[3 * i + 1]!]!, a, GONE[3 * i]!, hunks[COME[3 * j + 1]!]!, b, COME[3 * j]!)) return true;
    }
  return false;
}

/** Fewer words in a row are no clause. */
const CLAUSE = 3;

/** Whether beside two words that are the same stands another that says something, or enough others for a clause. */
function saysEnough(gone: Hunk, a: Wording, i: number, come: Hunk, b: Wording, j: number): boolean {
  let alike = 1;
  for (const step of [-1, 1])
    for (let [x, y, seen] = [i, j, 1]; seen < CLAUSE; seen++) {
      x = nextCounted(a, x, step, gone.fromA, gone.toA);
      y = nextCounted(b, y, step, come.fromB, come.toB);
      if (x < 0 || y < 0 || !sameButForCase(a, x, b, y)) break;
      if (++alike === CLAUSE || weightOf(a, x) === "content") return true;
    }
  return false;
}

/** The word before or after `index` that is no sign, as long as it lies in the stretch; -1 if there is none. */
function nextCounted({ code }: Wording, index: number, step: number, from: number, to: number): number {
  let next = index + step;
  while (next >= from && next < to && code[next]! < 0) next += step;
  return next >= from && next < to ? next : -1;
}

/** How many are noted after those of one change; more than {@link GLANCE} if they found no room. */
function noted(list: Int32Array, count: number, side: Wording, from: number, to: number, change: number): number {
  let end = count;
  for (let index = from; index < to; index++) {
    if (weightOf(side, index) !== "content") continue;
    if (end === GLANCE) return GLANCE + 1;
    list[3 * end] = index;
    list[3 * end + 1] = change;
    list[3 * end++ + 2] = smallCode(side, index);
  }
  return end;
}

/** The word's code in small letters; those behind its first letter are looked at only where that may be a capital. */
function smallCode(side: Wording, index: number): number {
  const code = side.code[index]!;
  const first = side.text.charCodeAt(side.from[index]!);
  if (first >= FIRST_WITHOUT_CASE || (first >= SMALL_A && first <= LAST_ASCII)) return code;
  return smallCodeOf(side.text, side.from[index]!, side.to[index]!);
}

const SMALL_A = 0x61;
/** From here on stand Han, Kana and Hangul, whose letters have no capitals. */
const FIRST_WITHOUT_CASE = 0x2e80;

function changeOf(hunk: Hunk, a: Wording, b: Wording): Change {
  const range = rangeOf(hunk, a, b);
  const sides = kindBySides(range);
  const kind = sides === "replaced" ? kindOf(hunk, a, b) : sides;
  return asChange(range, kind, hunk.coarse || kind === "reformatted" ? undefined : onlyOf(hunk, a, b));
}

function kindOf(hunk: Hunk, a: Wording, b: Wording): ChangeKind {
  const count = lengthA(hunk);
  if (count !== lengthB(hunk)) return "replaced";
  for (let k = 0; k < count; k++) if (!sameLetters(a, hunk.fromA + k, b, hunk.fromB + k)) return "replaced";
  return "reformatted";
}

/** At most so many words on a side are looked at for a change of case, of signs or of spelling only. */
const MAX_SLIGHT = 8;

function onlyOf({ fromA, toA, fromB, toB }: Hunk, a: Wording, b: Wording): Change["only"] {
  if (toA - fromA > MAX_SLIGHT || toB - fromB > MAX_SLIGHT) return undefined;
  const firstA = firstCounted(a, fromA, toA);
  const firstB = firstCounted(b, fromB, toB);
  if (firstA === toA && firstB === toB) return sameSigns(a, fromA, toA, b, fromB, toB) ? "punctuation" : undefined;
  if (firstA === toA || firstB === toB || !beginAlike(a, firstA, b, firstB)) return undefined;
  return slightChange(stretchOf(a, fromA, toA), stretchOf(b, fromB, toB));
}

/** Whether two stretches of signs alone say the same, before the character that follows both: a minus needs a figure. */
function sameSigns(a: Wording, fromA: number, toA: number, b: Wording, fromB: number, toB: number): boolean {
  const next = fromA < toA ? a.text.charAt(a.to[toA - 1]!) : b.text.charAt(b.to[toB - 1]!);
  if (areMereSigns(a, fromA, toA, next) && areMereSigns(b, fromB, toB, next)) return true;
  return saysTheSame(lettersFrom(a, fromA, toA) + next, lettersFrom(b, fromB, toB) + next);
}

/** Whether there is at most one sign, and it says nothing before such a character: told at a glance. */
function areMereSigns({ text, from, to }: Wording, first: number, end: number, next: string): boolean {
  if (first === end) return true;
  if (end - first > 1 || to[first]! - from[first]! > 1) return false;
  const mere = MERE_SIGNS[text.charCodeAt(from[first]!)];
  return mere === ALWAYS || (mere === NO_MINUS && (next === " " || next === "\n"));
}

/** By code unit: signs that say nothing whatever follows them, and those that say nothing before white space. */
const MERE_SIGNS = new Uint8Array(0x10000);
const [ALWAYS, NO_MINUS] = [1, 2];
for (const sign of ",;:!?'\"“”‘’()[]…，。；：、") MERE_SIGNS[sign.charCodeAt(0)] = ALWAYS;
for (const sign of "-–—") MERE_SIGNS[sign.charCodeAt(0)] = NO_MINUS;

/** Words `from` to `to` with what stands between them. */
function lettersFrom({ text, from: starts, to: ends }: Wording, from: number, to: number): string {
  return from < to ? text.slice(starts[from], ends[to - 1]) : "";
}

/** The same of one word at least, not cut out. */
function stretchOf({ text, from: starts, to: ends }: Wording, from: number, to: number): Stretch {
  return { text, from: starts[from]!, to: ends[to - 1]! };
}

/** The first word in a stretch that is no sign; the stretch's end if there is none. */
function firstCounted({ code }: Wording, from: number, to: number): number {
  let index = from;
  while (index < to && code[index]! < 0) index++;
  return index;
}

const LAST_ASCII = 0x7f;
const CASE_BIT = 0x20;

/** Rules most pairs out at a glance: plain letters that differ in more than case begin different words. */
function beginAlike(a: Wording, i: number, b: Wording, j: number): boolean {
  const x = a.text.charCodeAt(a.from[i]!);
  const y = b.text.charCodeAt(b.from[j]!);
  return x > LAST_ASCII || y > LAST_ASCII || (x | CASE_BIT) === (y | CASE_BIT);
}
