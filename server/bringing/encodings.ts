/**
 * In which encoding a text is that does not say it: how likely what it reads as is in each. A text has mostly the common
 * letters of its script, which stand together in each encoding; read in another one, the same bytes fall anywhere.
 */

/** In which a text may be without saying so, besides UTF-8; of two that are as likely, the first. */
export const POSSIBLE = [
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "utf-16le",
  "utf-16be",
  "windows-1252",
] as const;
export type Encoding = (typeof POSSIBLE)[number];

/** The rows in which an encoding has what is common, by the first byte of a letter, and where a row begins. */
interface Rows {
  from: number;
  to: number;
  second: number;
}

/** Common ideographs (GB 2312, level 1; Big5, level 1; JIS X 0208, level 1), Korean syllables, kana. */
const ROWS: Readonly<Record<Exclude<Encoding, "utf-16le" | "utf-16be" | "windows-1252">, readonly Rows[]>> = {
  gb18030: [{ from: 0xb0, to: 0xd7, second: 0xa1 }],
  big5: [{ from: 0xa4, to: 0xc6, second: 0x40 }],
  shift_jis: [
    { from: 0x82, to: 0x83, second: 0x40 },
    { from: 0x88, to: 0x98, second: 0x40 },
  ],
  "euc-jp": [
    { from: 0xa4, to: 0xa5, second: 0xa1 },
    { from: 0xb0, to: 0xcf, second: 0xa1 },
  ],
  "euc-kr": [{ from: 0xb0, to: 0xc8, second: 0xa1 }],
};

/** What ends a sentence and a clause where no spaces are written. */
const STOPS = "、。，；：？！";
const MARKS_EAST = "　．·…—～“”‘’「」『』（）〔〕【】《》〈〉";
const COMMON_WEST = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœ“”‘’‚„«»–—…§°·€£ª º¿¡\u00a0";

/** So many letters of a text are common ones, of a hundred; what else there is may be any of so many. */
const COMMON = 0.97;
const REST = 20_000;
const ASCII = Math.log(1 / 95);
/** How seldom a space stands behind a letter, where none are written between words. */
const SPACED = Math.log(1 / 5_000);
const UNSPACED: ReadonlySet<Encoding> = new Set(["gb18030", "big5", "shift_jis", "euc-jp"]);

/**
 * Of what is not ASCII in a text, how much is of the common letters of its encoding. In Japanese half of it is kana; most
 * Korean syllables are as rare as what is no common letter; of a western text little is beyond ASCII; in UTF-16 any two
 * letters of ASCII are one that might be an ideograph.
 */
const SHARES: Readonly<Record<Encoding, number>> = {
  ...{ gb18030: 1, big5: 1, shift_jis: 0.5, "euc-jp": 0.5, "euc-kr": 0.5 },
  ...{ "utf-16le": 0.2, "utf-16be": 0.2, "windows-1252": 0.05 },
};

const known = new Map<Encoding, ReadonlyMap<string, number>>();

/** The logarithm of how likely each common letter is. */
function pricesIn(encoding: Encoding): ReadonlyMap<string, number> {
  const prices = known.get(encoding) ?? new Map(priced(lettersOf(encoding), SHARES[encoding]));
  known.set(encoding, prices);
  return prices;
}

function* priced(letters: readonly string[], share: number): Generator<[letter: string, price: number]> {
  const isKana = (letter: string): boolean => /[\u3041-\u30ff]/u.test(letter);
  for (const some of [letters.filter(isKana), letters.filter((letter) => !isKana(letter))])
    for (const letter of some) yield [letter, Math.log((share * COMMON) / some.length)];
}

function lettersOf(encoding: Encoding): string[] {
  if (encoding === "windows-1252") return Array.from(COMMON_WEST);
  if (encoding === "utf-16le" || encoding === "utf-16be")
    return Object.keys(ROWS).flatMap((each) => lettersOf(each as Encoding));
  const decoder = new TextDecoder(encoding);
  const pairs = ROWS[encoding].flatMap(({ from, to, second }) =>
    Array.from({ length: to - from + 1 }, (_, row) =>
      Array.from({ length: 0xff - second }, (__, at) => decoder.decode(new Uint8Array([from + row, second + at]))),
    ).flat(),
  );
  return [
    ...pairs.filter((letter) => /^\p{L}$/u.test(letter)),
    ...Array.from(MARKS_EAST + (encoding === "euc-kr" ? "" : STOPS)),
  ];
}

/** The logarithm of how likely a text is, if it was written in this encoding. */
export function likelihoodOf(text: string, encoding: Encoding): number {
  const prices = pricesIn(encoding);
  const other = Math.log((SHARES[encoding] * (1 - COMMON)) / REST);
  const space = UNSPACED.has(encoding) ? SPACED : ASCII;
  let sum = 0;
  let before = "";
  for (const letter of text) {
    if (letter >= "\x80") sum += prices.get(letter) ?? other;
    else sum += letter === " " && before >= "\x80" ? space : ASCII;
    before = letter;
  }
  return sum;
}
