/** Changes that leave the words what they are: another case, other signs, another spelling. */
import type { Change } from "../change.ts";

/** `text.slice(from, to)`, where nearly always a look at a few letters is enough and it need not be cut out. */
export interface Stretch {
  text: string;
  from: number;
  to: number;
}

/** What alone differs between two stretches of words, each as it stands in its text, if no word does. */
export function slightChange(before: Stretch, after: Stretch): Change["only"] {
  if (!sameSkeleton(before, after)) return undefined;
  return sameButForCase(before, after) ? "case" : slightly(cut(before), cut(after));
}

function cut({ text, from, to }: Stretch): string {
  return text.slice(from, to);
}

function slightly(before: string, after: string): Change["only"] {
  if (saysTheSame(before, after)) return "punctuation";
  if (Math.abs(before.length - after.length) > MOST_LETTERS) return undefined;
  return spelled(before) === spelled(after) && !tellsApart(before, after) ? "spelling" : undefined;
}

/** Whether two stretches of one length differ in capitals alone: told letter by letter as long as these are plain ones. */
function sameButForCase(before: Stretch, after: Stretch): boolean {
  const length = before.to - before.from;
  if (length !== after.to - after.from) return false;
  for (let at = 0; at < length; at++) {
    const x = before.text.charCodeAt(before.from + at);
    const y = after.text.charCodeAt(after.from + at);
    if (x === y) continue;
    if (x > LAST_ASCII || y > LAST_ASCII) return cut(before).toLowerCase() === cut(after).toLowerCase();
    const letter = x | CASE_BIT;
    if (letter !== (y | CASE_BIT) || letter < FIRST_LETTER || letter > LAST_LETTER) return false;
  }
  return true;
}

/** Plain small letters, and what they have that their capitals lack. */
const [FIRST_LETTER, LAST_LETTER, CASE_BIT] = [0x61, 0x7a, 0x20];

/** Spellings of one word differ in length by no more than this: `co-operate`, `coöperate`; two words, by twice it. */
const MOST_LETTERS = 4;

/**
 * Whether what is said is the same, and parted into words at the same places, whatever punctuation is between: `John’s`
 * is `John's`. But `court-yard` is another spelling of `courtyard`, and a sign that says something counts as a letter:
 * those of numbers and currencies, a minus, an apostrophe between letters (`its`, `it's`).
 */
export function saysTheSame(before: string, after: string): boolean {
  let i = 0;
  let j = 0;
  for (;;) {
    let partedBefore = i === 0;
    let partedAfter = j === 0;
    for (; i < before.length && !isSaid(before, i); i++) partedBefore ||= !isApostrophe(before, i);
    for (; j < after.length && !isSaid(after, j); j++) partedAfter ||= !isApostrophe(after, j);
    if (i >= before.length || j >= after.length) return i >= before.length && j >= after.length;
    if (partedBefore !== partedAfter || plainCode(before, i++) !== plainCode(after, j++)) return false;
  }
}

const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
const LAST_ASCII = 0x7f;
/** Signs that order words and say nothing by themselves; others of these classes do: `5%`, `§ 10`, `his/her`. */
const PUNCTUATION = /^(?:[\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}]|(?![%‰‱٪％§¶&＆@＠#＃*＊/／\\＼†‡′″‴※])\p{Po})$/u;
const DASH = /^[\p{Pd}−]$/u;
const WHITE = /^\p{White_Space}$/u;

/** By code unit: what it says, once it has been asked. */
const KINDS = new Uint8Array(0x10000);
const SAYS = 1;
const SAYS_NOTHING = 2;
const ORDERS = 3;

function kindOf(code: number): number {
  return KINDS[code] || (KINDS[code] = kindAnew(String.fromCharCode(code)));
}

function kindAnew(sign: string): number {
  if (WHITE.test(sign)) return SAYS_NOTHING;
  return PUNCTUATION.test(sign) ? ORDERS : SAYS;
}

/** Whether the character at `at` says something: all but white space and punctuation do. */
function isSaid(text: string, at: number): boolean {
  const kind = kindOf(text.charCodeAt(at));
  return kind === SAYS || (kind === ORDERS && isPunctuationThatSays(text, at));
}

/** An apostrophe between letters, what stands between digits, and a dash before digits alone: a minus. */
function isPunctuationThatSays(text: string, at: number): boolean {
  if (isDigit(text, at + 1))
    return isDigit(text, at - 1) || (DASH.test(text[at]!) && !LETTER.test(text.charAt(at - 1)));
  return isApostrophe(text, at) && LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at + 1));
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= LAST_ASCII ? code >= 0x30 && code <= 0x39 : DIGIT.test(text.charAt(at));
}

/** The character's code, equal for signs that are drawn in several ways. */
function plainCode(text: string, at: number): number {
  if (isApostrophe(text, at)) return 0x27;
  const code = text.charCodeAt(at);
  return code > LAST_ASCII && DASH.test(text[at]!) ? 0x2d : code;
}

/** One of `'`, `’`, `ʼ`. */
function isApostrophe(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x27 || code === 0x2019 || code === 0x2bc;
}

/**
 * Whether the letters and digits that no variant takes away or puts in come in the same order, which is soon told: of
 * words that are the same but for case, signs or spelling they do. What is not plain ASCII is taken to be the same.
 */
function sameSkeleton(before: Stretch, after: Stretch): boolean {
  let i = before.from;
  let j = after.from;
  for (;;) {
    while (boneAt(before, i) === 0) i++;
    while (boneAt(after, j) === 0) j++;
    const x = boneAt(before, i++);
    const y = boneAt(after, j++);
    if (x === UNKNOWN || y === UNKNOWN) return true;
    if (x !== y || x === END) return x === y;
  }
}

const UNKNOWN = -1;
const END = -2;

function boneAt({ text, to }: Stretch, at: number): number {
  if (at >= to) return END;
  const code = text.charCodeAt(at);
  return code > LAST_ASCII ? UNKNOWN : BONES[code]!;
}

/** By letter or digit: 0 for what spellings differ in, and for signs; one number for letters that stand for each other. */
const BONES = bones();

function bones(): Uint8Array {
  const table = new Uint8Array(LAST_ASCII + 1);
  for (const sign of "0123456789bcdfghijkmnpqrstvwxyz")
    for (const form of [sign, sign.toUpperCase()]) table[form.charCodeAt(0)] = sign.charCodeAt(0);
  for (const letter of "czCZ") table[letter.charCodeAt(0)] = "s".charCodeAt(0);
  return table;
}

/** Words that a hyphen or an apostrophe tells apart: `re-sign` is not `resign`, nor `we're` `were`. */
function tellsApart(before: string, after: string): boolean {
  if (!HELD_TOGETHER.test(before) && !HELD_TOGETHER.test(after)) return false;
  const signs = (text: string) =>
    text.toLowerCase().match(/(?<=\bre)[-‐‑](?=[^e])|(?<=\bco)[-‐‑](?=op\b)|(?<=\p{L})['’ʼ](?=\p{L})/gu);
  return (signs(before)?.length ?? 0) !== (signs(after)?.length ?? 0);
}

const HELD_TOGETHER = /[-‐‑'’ʼ]/u;

/**
 * One form for what British, American and older usage spell differently; no claim beyond comparison. Short words that the
 * same letter tells apart are left as they are: `four` and `for`, `filling` and `filing`, `shoe` and `she`, `poet` and `pet`.
 */
const VARIANTS: readonly { about: readonly string[]; pattern: RegExp; plain: string }[] = [
  { about: ["-", "‐", "‑"], pattern: /[-‐‑]/gu, plain: "" },
  { about: ["æ", "ae"], pattern: /æ|ae/gu, plain: "e" },
  { about: ["œ", "oe"], pattern: /œ|oe(?![drt]?s?\b)/gu, plain: "e" },
  { about: ["is"], pattern: /is(?=(?:e|ed|er|ers|es|ing|ation|ations)\b)/gu, plain: "iz" },
  { about: ["ys"], pattern: /ys(?=(?:e|ed|er|es|ing)\b)/gu, plain: "yz" },
  { about: ["our"], pattern: /(?<=\p{L}{2})our(?=(?:s|ed|ing|able|ful|ite|ites|er|ers|less|y)?\b)/gu, plain: "or" },
  { about: ["re"], pattern: /([bt])re(s?)\b/gu, plain: "$1er$2" },
  {
    about: ["ll"],
    pattern: /(?<=[aeiou][^aeiou\P{L}]*[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)\b)/gu,
    plain: "l",
  },
  { about: ["ogue"], pattern: /ogue\b/gu, plain: "og" },
  { about: ["ence"], pattern: /ence\b/gu, plain: "ense" },
];

const ABOUT = new RegExp(VARIANTS.flatMap(({ about }) => about).join("|"), "u");

/** A pattern is asked only of words that have the letters it is about: few do, and that is soon seen. */
function spelled(letters: string): string {
  const has = (sign: string) => form.includes(sign);
  let form = unmarked(letters.toLowerCase());
  if (!ABOUT.test(form)) return form;
  for (const { about, pattern, plain } of VARIANTS) if (about.some(has)) form = form.replace(pattern, plain);
  return form;
}

function unmarked(letters: string): string {
  return PLAIN.test(letters) ? letters : letters.normalize("NFD").replace(/\p{M}+/gu, "");
}

const PLAIN = /^[ -~]*$/;
