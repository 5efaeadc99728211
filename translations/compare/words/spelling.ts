/** Changes that leave the words what they are: another case, other signs, another spelling. */
import type { Change } from "../change.ts";

/** What alone differs between two stretches of words, each as it stands in its text, if no word does. */
export function slightChange(before: string, after: string): Change["only"] {
  if (before.length === after.length && before.toLowerCase() === after.toLowerCase()) return "case";
  if (sameLetters(before, after)) return "punctuation";
  if (Math.abs(before.length - after.length) > MOST_LETTERS) return undefined;
  return sameSkeleton(before, after) && spelled(before) === spelled(after) ? "spelling" : undefined;
}

/** Spellings of one word differ in length by no more than this: `co-operate`, `coöperate`; two words, by twice it. */
const MOST_LETTERS = 4;

/**
 * Whether the letters are the same, and parted into words at the same places, whatever signs are between them.
 * An apostrophe parts nothing: `John’s` is `John's`; but `court-yard` is another spelling of `courtyard`.
 */
function sameLetters(before: string, after: string): boolean {
  let i = 0;
  let j = 0;
  for (;;) {
    let partedBefore = i === 0;
    let partedAfter = j === 0;
    for (; i < before.length && !isLetter(before, i); i++) partedBefore ||= !isApostrophe(before, i);
    for (; j < after.length && !isLetter(after, j); j++) partedAfter ||= !isApostrophe(after, j);
    if (i >= before.length || j >= after.length) return i >= before.length && j >= after.length;
    if (partedBefore !== partedAfter || before.charCodeAt(i++) !== after.charCodeAt(j++)) return false;
  }
}

const LETTER = /[\p{L}\p{M}\p{N}\p{Cs}]/u;
const LAST_ASCII = 0x7f;

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > LAST_ASCII) return LETTER.test(text[at]!);
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
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

/** One form for what British, American and older usage spell differently; no claim beyond comparison. */
const VARIANTS: readonly [RegExp, string][] = [
  [/\p{M}+/gu, ""],
  [/[-‐‑]/gu, ""],
  [/æ|ae/gu, "e"],
  [/œ|oe/gu, "e"],
  [/is(?=(?:e|ed|er|ers|es|ing|ation|ations)\b)/gu, "iz"],
  [/ys(?=(?:e|ed|er|es|ing)\b)/gu, "yz"],
  [/our(?=(?:s|ed|ing|able|ful|ite|ites|er|ers|less|y)?\b)/gu, "or"],
  [/([bt])re(s?)\b/gu, "$1er$2"],
  [/ll(?=(?:ed|ing|er|ers|or|ors)\b)/gu, "l"],
  [/ogue\b/gu, "og"],
  [/ence\b/gu, "ense"],
];

function spelled(letters: string): string {
  const bare = letters.toLowerCase().normalize("NFD");
  return VARIANTS.reduce((form, [pattern, plain]) => form.replace(pattern, plain), bare);
}
