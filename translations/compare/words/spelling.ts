/** Changes that leave the words what they are: another case, other signs, another spelling. */
import type { Change } from "../change.ts";

/** What alone differs between two stretches of words, each as it stands in its text, if no word does. */
export function slightChange(before: string, after: string): Change["only"] {
  if (before.length === after.length && before.toLowerCase() === after.toLowerCase()) return "case";
  if (saysTheSame(before, after)) return "punctuation";
  if (Math.abs(before.length - after.length) > MOST_LETTERS) return undefined;
  if (!sameSkeleton(before, after) || spelled(before) !== spelled(after)) return undefined;
  return tellsApart(before, after) ? undefined : "spelling";
}

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

function isApostrophe(text: string, at: number): boolean {
  return "'’ʼ".includes(text[at]!);
}

/**
 * Whether the letters that no variant takes away or puts in come in the same order, which is soon told: two spellings
 * of one word agree in them. What is not plain ASCII is taken to be the same.
 */
function sameSkeleton(before: string, after: string): boolean {
  let i = 0;
  let j = 0;
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

function boneAt(text: string, at: number): number {
  if (at >= text.length) return END;
  const code = text.charCodeAt(at);
  return code > LAST_ASCII ? UNKNOWN : BONES[code]!;
}

/** By letter: 0 for what spellings differ in, one number for letters that stand for each other. */
const BONES = bones();

function bones(): Uint8Array {
  const table = Uint8Array.from({ length: LAST_ASCII + 1 }, (_, code) =>
    String.fromCharCode(code).toLowerCase().charCodeAt(0),
  );
  for (const letter of "aeoulAEOUL-") table[letter.charCodeAt(0)] = 0;
  for (const letter of "czCZ") table[letter.charCodeAt(0)] = "s".charCodeAt(0);
  return table;
}

/** Words that a hyphen or an apostrophe tells apart: `re-sign` is not `resign`, nor `we're` `were`. */
function tellsApart(before: string, after: string): boolean {
  const signs = (text: string) =>
    text.toLowerCase().match(/(?<=\bre)[-‐‑](?=[^e])|(?<=\bco)[-‐‑](?=op\b)|(?<=\p{L})['’ʼ](?=\p{L})/gu);
  return (signs(before)?.length ?? 0) !== (signs(after)?.length ?? 0);
}

/**
 * One form for what British, American and older usage spell differently; no claim beyond comparison. Short words that the
 * same letter tells apart are left as they are: `four` and `for`, `filling` and `filing`, `shoe` and `she`, `poet` and `pet`.
 */
const VARIANTS: readonly [RegExp, string][] = [
  [/\p{M}+/gu, ""],
  [/[-‐‑]/gu, ""],
  [/æ|ae/gu, "e"],
  [/œ|oe(?![drt]?s?\b)/gu, "e"],
  [/is(?=(?:e|ed|er|ers|es|ing|ation|ations)\b)/gu, "iz"],
  [/ys(?=(?:e|ed|er|es|ing)\b)/gu, "yz"],
  [/(?<=\p{L}{2})our(?=(?:s|ed|ing|able|ful|ite|ites|er|ers|less|y)?\b)/gu, "or"],
  [/([bt])re(s?)\b/gu, "$1er$2"],
  [/(?<=[aeiou][^aeiou\P{L}]*[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)\b)/gu, "l"],
  [/ogue\b/gu, "og"],
  [/ence\b/gu, "ense"],
];

function spelled(letters: string): string {
  const bare = letters.toLowerCase().normalize("NFD");
  return VARIANTS.reduce((form, [pattern, plain]) => form.replace(pattern, plain), bare);
}
