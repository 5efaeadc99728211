/** Numbers made equal, however they are written: `1,200`, `twelve`, `十二`. */

const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");

/** English words for numbers, in lower case. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, 20 + 10 * index] as const),
  ...ORDINALS.map((word, value) => [word, value] as const),
  ...TENS.flatMap((tens, index) =>
    SMALL.slice(1, 10).map((word, unit) => [`${tens}-${word}`, 21 + 10 * index + unit] as const),
  ),
]);

const DIGITS: ReadonlyMap<string, number> = new Map(
  Array.from("〇一二三四五六七八九")
    .map((sign, value) => [sign, value] as const)
    .concat([
      ["零", 0],
      ["两", 2],
      ["兩", 2],
    ]),
);
const UNITS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1_000],
]);
const MYRIADS: ReadonlyMap<string, number> = new Map([
  ["万", 1e4],
  ["萬", 1e4],
  ["亿", 1e8],
  ["億", 1e8],
]);

/** Two Chinese numerals or more. One alone is mostly no number: 一 is in 一样 and 统一. */
export const CHINESE_NUMERALS = /[〇零一二两兩三四五六七八九十百千万萬亿億]{2,}/g;

/** The number that a word is, in figures or in English; null if it is none. */
export function numberOf(word: string): number | null {
  const named = WORDS.get(word);
  if (named !== undefined) return named;
  const figures = /^[^\p{L}\p{N}]*(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th|%)?$/u.exec(word)?.[1];
  return figures === undefined ? null : Number(figures.replaceAll(",", ""));
}

/** The number that a run of Chinese numerals is: 一百二十 as well as 二〇二一; null if it is none. */
export function chineseNumber(run: string): number | null {
  const signs = Array.from(run);
  if (signs.every((sign) => DIGITS.has(sign))) return Number(signs.map((sign) => DIGITS.get(sign)).join(""));
  let [whole, part, digit] = [0, 0, 0];
  for (const sign of signs) {
    const unit = UNITS.get(sign);
    const myriad = MYRIADS.get(sign);
    if (unit !== undefined) {
      part += (digit || 1) * unit;
      digit = 0;
    } else if (myriad !== undefined) {
      whole += (part + digit || 1) * myriad;
      part = digit = 0;
    } else digit = DIGITS.get(sign)!;
  }
  const value = whole + part + digit;
  return Number.isSafeInteger(value) ? value : null;
}
