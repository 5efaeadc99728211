/**
 * The words of a text: what a revision changes, and what a reader counts. A scanner over small tables, the same in
 * every browser and on the server. Which words two texts share stands in `compare/words/`.
 *
 * A word is a run of letters and digits with their combining marks, and what is written in one with it: a hyphenated
 * compound, `snake_case`, an inner apostrophe, `1,234.5`, `2021–2025`, `98%`, `20°C`, `10⁶`, `$5`, `14th`. A note mark is a
 * word by itself, be it `[12]` or a raised figure behind a word or a sign. In scripts without spaces each character is a word, unless a glossary term keeps several together. Each other sign is a word
 * of its own kind; a repeated one (`...`, `——`) is one. An emoji sequence or a flag is whole. No word begins or ends
 * inside a grapheme cluster (UAX #29). White space belongs to the word after it and is never a word.
 */

/** `text.slice(from, to)`: one word, without the white space before it. Offsets are UTF-16 code units. */
export interface Word {
  from: number;
  to: number;
  /** `sign`: punctuation, a symbol or an emoji; it stands in the text but is not counted as a word. */
  kind: "word" | "sign";
}

/** Words as columns, for those who read a great many: word `i` of `count` is `text.slice(from[i], to[i])`. */
export interface WordColumns {
  count: number;
  from: Int32Array;
  to: Int32Array;
  /** Equal for words with equal letters, and seldom for others; negative for signs; a small integer everywhere. */
  code: Int32Array;
}

/** The code of a word's letters; of a sign's, if `isSign`. */
export function codeOf(letters: string, isSign = false): number {
  return codeIn(letters, 0, letters.length, isSign);
}

function codeIn(text: string, from: number, to: number, isSign: boolean): number {
  let code = 0;
  for (let at = from; at < to; at++) code = (Math.imul(code, 31) + text.charCodeAt(at)) | 0;
  return isSign ? ~settled(code) : settled(code);
}

/** The code that a word, which is no sign, has in small letters; those of plain letters need not be spelled for it. */
export function smallCodeOf(text: string, from: number, to: number): number {
  let code = 0;
  for (let at = from; at < to; at++) {
    const letter = text.charCodeAt(at);
    if (letter > LAST_ASCII) return codeOf(text.slice(from, to).toLowerCase());
    code = (Math.imul(code, 31) + (letter >= CAPITAL_A && letter <= CAPITAL_Z ? letter | CASE_BIT : letter)) | 0;
  }
  return settled(code);
}

const LAST_ASCII = 0x7f;
/** Plain capitals, and what their small letters have that they lack. */
const [CAPITAL_A, CAPITAL_Z, CASE_BIT] = [0x41, 0x5a, 0x20];

function settled(code: number): number {
  return (code ^ (code >>> 15)) & 0x3fffffff;
}

/**
 * The words of `text`, in order. Between them, before the first and after the last stands only white space.
 * @param terms glossary terms to keep whole where a word begins with one; the longest wins.
 */
export function words(text: string, terms: readonly string[] = []): Word[] {
  const { from, to, code } = scanWords(text, 0, text.length, terms);
  return Array.from(from, (start, index) => ({
    from: start,
    to: to[index]!,
    kind: code[index]! < 0 ? "sign" : "word",
  }));
}

/** Whether `text` is nothing but white space, as Unicode has it: `trim` knows one character less and one more. */
export function isWhite(text: string): boolean {
  return !IN_PRINT.test(text);
}

const IN_PRINT = /\P{White_Space}/u;

/** How many words a reader counts in `text`: signs are left out. */
export function countWords(text: string): number {
  let count = 0;
  for (const code of scanWords(text).code) if (code >= 0) count++;
  return count;
}

/**
 * The words between two offsets as columns. They are those of the whole text if `start` is its beginning or a
 * {@link seamBefore} and `end` its end or a {@link seamAfter}, and no terms are given.
 */
export function scanWords(text: string, start = 0, end = text.length, terms: readonly string[] = []): WordColumns {
  const { count, from, to, code } = scanOnto(
    end - start <= SHEET ? sheet : sheetFor((end - start) >> 2),
    text,
    start,
    end,
    terms,
  );
  return { count, from: from.slice(0, count), to: to.slice(0, count), code: code.slice(0, count) };
}

/** Up to so many UTF-16 code units are scanned onto the same sheet again and again; longer texts get their own. */
const SHEET = 200_000;
const sheet = sheetFor(256);

/** Columns to scan onto, with room for about so many words; they grow when there are more. */
export function sheetFor(count: number): WordColumns {
  const room = Math.max(count, 16);
  return { count: 0, from: new Int32Array(room), to: new Int32Array(room), code: new Int32Array(room) };
}

/**
 * What {@link scanWords} finds, on columns that were used before, which is sooner done than to make new ones: what they
 * held is gone, and behind the words that they hold now is room.
 */
export function scanOnto(
  sheet: WordColumns,
  text: string,
  start: number,
  end: number,
  terms: readonly string[] = [],
): WordColumns {
  const glossary = terms.length > 0 ? byFirstLetter(terms) : null;
  sheet.count = 0;
  for (let at = start; at < end;) {
    if (!glossary) at = scanPlain(sheet, text, at, end);
    if (sheet.count === sheet.from.length) enlarge(sheet);
    if (at < end) at = scanOne(sheet, text, start, at, end, glossary);
  }
  return sheet;
}

/**
 * Scans plain letters and signs, as nearly all words are, as long as there are such and room for them. Answers where
 * the first word begins that may be another, or white space.
 */
function scanPlain(sheet: WordColumns, text: string, start: number, end: number): number {
  const { from, to, code } = sheet;
  const room = from.length;
  let { count } = sheet;
  let at = start;
  for (; at < end && count < room; at++) {
    const first = at;
    let letter = text.charCodeAt(at);
    let unit = table[letter]!;
    if (unit === LETTER) {
      let hash = 0;
      do {
        hash = (Math.imul(hash, 31) + letter) | 0;
        if (++at === end) break;
        unit = table[(letter = text.charCodeAt(at))]!;
      } while (unit === LETTER);
      if (unit !== WHITE && at < end && !endsLetters(text, at, end, unit)) {
        at = first;
        break;
      }
      from[count] = first;
      to[count] = at;
      code[count++] = settled(hash);
      if (at === end || count === room) break;
    }
    if (unit === WHITE) continue;
    if ((unit & CLASS) !== SIGN || !standsAlone(text, at, end, unit)) break;
    from[count] = at;
    to[count] = at + 1;
    code[count++] = ~settled(letter);
  }
  sheet.count = count;
  return at;
}

/** Scans one word whatever it is, or white space; answers where that ends. */
function scanOne(
  sheet: WordColumns,
  text: string,
  start: number,
  at: number,
  end: number,
  glossary: Map<string, string[]> | null,
): number {
  const isMark = at > start && isCarried(text, at);
  if (!isMark && isBlank(text, at, end)) return at + 1;
  const first = isMark ? at - 1 : at;
  const term = glossary ? termAt(text, first, end, glossary) : 0;
  const found = term === 0 ? wordAt(text, first, end) : term;
  const to = found >> 1;
  sheet.from[sheet.count] = first;
  sheet.to[sheet.count] = to;
  sheet.code[sheet.count++] = codeIn(text, first, to, (found & 1) === 0);
  return to;
}

function enlarge(sheet: WordColumns): void {
  const larger = sheetFor(2 * sheet.from.length);
  for (const column of ["from", "to", "code"] as const) larger[column].set(sheet[column]);
  Object.assign(sheet, { ...larger, count: sheet.count });
}

/** Whether letters end for certain before `at`, where a character like `unit` stands: most end at a space or a comma. */
function endsLetters(text: string, at: number, limit: number, unit: number): boolean {
  const next = unit & CLASS;
  if (next === WHITE || next === BREAK) return true;
  if (next !== SIGN) return false;
  if ((unit & (BETWEEN_LETTERS | BETWEEN_ANY)) === 0) return true;
  return at + 1 >= limit || LETS_END[table[text.charCodeAt(at + 1)]! & CLASS] === 1;
}

/** Whether the sign at `at` is for certain a word by itself: not repeated, not of `$5` or `[12]`, with no mark on it. */
function standsAlone(text: string, at: number, limit: number, unit: number): boolean {
  const sign = text.charCodeAt(at);
  if ((unit & (BEFORE_DIGIT | BEFORE_LETTER)) !== 0 || sign === 0x5b) return false;
  if (at + 1 >= limit) return true;
  const next = text.charCodeAt(at + 1);
  const after = table[next]! & CLASS;
  return sign !== next && after !== 0 && after < FORMAT;
}

/** Whether a combining mark stands at `at` on a space, which then is no white space. */
function isCarried(text: string, at: number): boolean {
  return (unitAt(text, at) & CLASS) === EXTEND && (table[text.charCodeAt(at - 1)]! & CLASS) === WHITE;
}

/** Whether the character at `at` is of a script that puts no space between words: Han, kana, Thai and others. */
export function isUnspaced(text: string, at: number): boolean {
  return at < text.length && (unitAt(text, at) & CLASS) === SOLO;
}

/** Whether the character at `at` is a letter or a figure of a script that puts spaces between words. */
export function isSpaced(text: string, at: number): boolean {
  return at < text.length && ((1 << (unitAt(text, at) & CLASS)) & COUNTED & ~(1 << SOLO)) !== 0;
}

/** Whether the character at `at` belongs to the one before it: a combining mark, or what is written as one. */
export function isExtending(text: string, at: number): boolean {
  return at < text.length && (unitAt(text, at) & CLASS) === EXTEND;
}

/** The last offset up to `at` where a scan may begin and find the words that the whole text has. */
export function seamBefore(text: string, at: number): number {
  let seam = at;
  while (seam > 0 && !isSeam(text, seam)) seam--;
  return seam;
}

/** The first offset from `at` on where a scan may end and have found the words that the whole text has. */
export function seamAfter(text: string, at: number): number {
  let seam = at;
  while (seam < text.length && !isSeam(text, seam)) seam++;
  return seam;
}

/** Between white space and what it can't join, or between two characters that are words by themselves. */
function isSeam(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const before = unitAt(text, at - 1) & CLASS;
  const after = unitAt(text, at) & CLASS;
  if (before === BREAK || after === BREAK) return true;
  return (before === WHITE && after !== EXTEND) || (before === SOLO && after === SOLO);
}

// Classes of characters, in the four low bits of what the table says of one.
const CLASS = 15;
const WHITE = 1;
/** White space that carries no combining mark: tabs and line ends. */
const BREAK = 2;
const SIGN = 3;
const LETTER = 4;
const DIGIT = 5;
/** Letters of scripts that put no space between words. */
const SOLO = 6;
const EMOJI = 7;
const FLAG = 8;
const FORMAT = 9;
const EXTEND = 10;
/** Figures set high: the exponent of a number, or a note mark. */
const RAISED = 11;

/** First match wins. */
const CLASSES: readonly [number, RegExp][] = [
  [EXTEND, /^(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|[\u0e33\u0eb3\uff9e\uff9f]|[\u{e0020}-\u{e007f}])$/u],
  [BREAK, /^[\t-\r\u0085\u2028\u2029]$/u],
  [WHITE, /^\p{White_Space}$/u],
  [
    SOLO,
    /^(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u,
  ],
  [RAISED, /^[⁰¹²³⁴-⁹⁺⁻]$/u],
  [DIGIT, /^\p{N}$/u],
  [LETTER, /^\p{L}$/u],
  [FLAG, /^\p{Regional_Indicator}$/u],
  [EMOJI, /^\p{Extended_Pictographic}$/u],
  [FORMAT, /^\p{Cf}$/u],
];

// What a sign standing alone can do, in higher bits.
const BETWEEN_LETTERS = 16;
const BETWEEN_DIGITS = 32;
const BETWEEN_ANY = 64;
const AFTER_DIGIT = 128;
const BEFORE_DIGIT = 256;
const BEFORE_LETTER = 512;

const TRAITS: readonly [number, RegExp][] = [
  [BETWEEN_LETTERS, /^['’ʼ·.]$/u],
  [BETWEEN_DIGITS, /^[.,:/–]$/u],
  [BETWEEN_ANY, /^[-‐‑_]$/u],
  [AFTER_DIGIT, /^[%‰‱°℃℉]$/u],
  [BEFORE_DIGIT, /^\p{Sc}$/u],
  [BEFORE_LETTER, /^°$/u],
];

/** By class: 1 for what, standing after a sign, surely lets the letters before that sign end. */
const LETS_END = Uint8Array.from([0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0]);

/** For each class those that stand in one word with it when they come next. A format character goes with anything. */
const TOGETHER = togetherTable();

function togetherTable(): Uint16Array {
  const table = new Uint16Array(16);
  for (const left of [LETTER, DIGIT]) table[left] = (1 << LETTER) | (1 << DIGIT) | (1 << FORMAT);
  for (const left of [DIGIT, RAISED]) table[left]! |= 1 << RAISED;
  for (const left of [SOLO, EMOJI, FLAG, SIGN, RAISED]) table[left]! |= 1 << FORMAT;
  for (const right of [LETTER, DIGIT, SOLO, EMOJI, FLAG, SIGN, FORMAT, RAISED]) table[FORMAT]! |= 1 << right;
  return table;
}

const COUNTED = (1 << LETTER) | (1 << DIGIT) | (1 << SOLO) | (1 << RAISED);

/** What the patterns say of each character of the basic plane; filled as they are met, for the answer never changes. */
const table = new Uint16Array(0x10000);

function learn(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  let unit = CLASSES.find(([, pattern]) => pattern.test(character))?.[0] ?? SIGN;
  if (unit === SIGN) for (const [trait, pattern] of TRAITS) if (pattern.test(character)) unit |= trait;
  if (codePoint <= 0xffff && (codePoint & 0xfc00) !== 0xd800) table[codePoint] = unit;
  return unit;
}

/** Class and traits of the character that begins at `at`. */
function unitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if ((code & 0xfc00) === 0xd800) return learn(text.codePointAt(at)!);
  return table[code] || learn(code);
}

function characterEnd(text: string, at: number): number {
  return at + ((text.charCodeAt(at) & 0xfc00) === 0xd800 && text.codePointAt(at)! > 0xffff ? 2 : 1);
}

/** White space that carries no mark. */
function isBlank(text: string, at: number, limit: number): boolean {
  const unit = unitAt(text, at) & CLASS;
  return unit === BREAK || (unit === WHITE && (at + 1 >= limit || (unitAt(text, at + 1) & CLASS) !== EXTEND));
}

function extended(text: string, at: number, limit: number): number {
  let to = at;
  while (to < limit && (unitAt(text, to) & CLASS) === EXTEND) to = characterEnd(text, to);
  return to;
}

/** Where the grapheme cluster ends that begins at `from` with a character like `unit`. */
function clusterEnd(text: string, from: number, unit: number, limit: number): number {
  const first = unit & CLASS;
  const bare = characterEnd(text, from);
  if (first === BREAK) return bare;
  let to = extended(text, bare, limit);
  if (first === FLAG && to === bare && to < limit && (unitAt(text, to) & CLASS) === FLAG)
    to = extended(text, characterEnd(text, to), limit);
  while (first === EMOJI && text.charCodeAt(to - 1) === 0x200d && to < limit && (unitAt(text, to) & CLASS) === EMOJI)
    to = extended(text, characterEnd(text, to), limit);
  return to;
}

/** A cluster counts as its first character; a space that carries a mark, or a mark by itself, is a sign. */
function clusterUnit(text: string, from: number, to: number, unit: number): number {
  const first = unit & CLASS;
  if (first === EXTEND) return SIGN;
  if (to === characterEnd(text, from)) return unit;
  return first === WHITE ? SIGN : first;
}

/** The word that begins at `start`: its end times two, plus one if it is counted as a word. */
function wordAt(text: string, start: number, limit: number): number {
  const noteMark = text.charCodeAt(start) === 0x5b ? noteMarkEnd(text, start, limit) : 0;
  if (noteMark > 0) return (noteMark << 1) | 1;
  let from = start;
  let unit = unitAt(text, from);
  let end = clusterEnd(text, from, unit, limit);
  unit = clusterUnit(text, from, end, unit);
  let seen = 1 << (unit & CLASS);
  while (end < limit) {
    if (unit === LETTER) {
      while (end < limit && (table[text.charCodeAt(end)]! & CLASS) === LETTER) end++;
      end = extended(text, end, limit);
      if (end >= limit) break;
    }
    let steps = joins(text, from, end, unit, limit);
    if (steps === 0) break;
    for (; steps > 0; steps--) {
      from = end;
      unit = unitAt(text, from);
      end = clusterEnd(text, from, unit, limit);
      unit = clusterUnit(text, from, end, unit);
      seen |= 1 << (unit & CLASS);
    }
  }
  return (end << 1) | ((seen & COUNTED) !== 0 ? 1 : 0);
}

/** How many clusters from `at` on go with the one from `from` to there: none, one, or a sign and what follows it. */
function joins(text: string, from: number, at: number, left: number, limit: number): 0 | 1 | 2 {
  let right = unitAt(text, at);
  if ((right & CLASS) === WHITE && !isBlank(text, at, limit)) right = SIGN;
  if ((right & CLASS) <= BREAK) return 0;
  if ((TOGETHER[left & CLASS]! & (1 << (right & CLASS))) !== 0) return 1;
  if ((left & BEFORE_DIGIT) !== 0 && (right & CLASS) === DIGIT) return 1;
  if ((left & BEFORE_LETTER) !== 0 && (right & CLASS) === LETTER) return 1;
  if ((right & CLASS) !== SIGN) return 0;
  const to = clusterEnd(text, at, right, limit);
  right = clusterUnit(text, at, to, right);
  if ((left & CLASS) === SIGN) return sameText(text, from, at, to) ? 1 : 0;
  if ((left & CLASS) === DIGIT && (right & AFTER_DIGIT) !== 0) return 1;
  return to < limit && bridges(left & CLASS, right, unitAt(text, to) & CLASS) ? 2 : 0;
}

function sameText(text: string, from: number, middle: number, to: number): boolean {
  if (middle - from !== to - middle) return false;
  for (let i = 0; from + i < middle; i++) if (text.charCodeAt(from + i) !== text.charCodeAt(middle + i)) return false;
  return true;
}

/** A sign between these two classes is inside a word. */
function bridges(left: number, sign: number, right: number): boolean {
  if (left === LETTER && right === LETTER && (sign & BETWEEN_LETTERS) !== 0) return true;
  if (left === DIGIT && right === DIGIT && (sign & BETWEEN_DIGITS) !== 0) return true;
  const both = (left === LETTER || left === DIGIT) && (right === LETTER || right === DIGIT);
  return both && (sign & BETWEEN_ANY) !== 0;
}

const NOTE_MARK = /\[\d{1,4}\]/y;

/** Where a note mark such as `[12]` ends, or 0. */
function noteMarkEnd(text: string, start: number, limit: number): number {
  NOTE_MARK.lastIndex = start;
  const end = start + (NOTE_MARK.exec(text)?.[0].length ?? 0);
  return end > start && end <= limit && extended(text, end, limit) === end ? end : 0;
}

function byFirstLetter(terms: readonly string[]): Map<string, string[]> {
  const glossary = new Map<string, string[]>();
  const longestFirst = [...terms].sort((a, b) => b.length - a.length);
  for (const term of longestFirst) if (term !== "") glossary.set(term[0]!, [...(glossary.get(term[0]!) ?? []), term]);
  return glossary;
}

/** The term that begins here, as {@link wordAt} says it, or 0; none if its last letters go on into a longer word. */
function termAt(text: string, start: number, limit: number, glossary: Map<string, string[]>): number {
  for (const term of glossary.get(text[start]!) ?? []) {
    const end = start + term.length;
    const found = end <= limit && text.startsWith(term, start) ? wholeTerm(text, start, end, limit) : 0;
    if (found > 0) return found;
  }
  return 0;
}

function wholeTerm(text: string, start: number, end: number, limit: number): number {
  let seen = 0;
  for (let at = start; at < end;) {
    const first = unitAt(text, at);
    const to = clusterEnd(text, at, first, limit);
    const unit = clusterUnit(text, at, to, first);
    seen |= 1 << (unit & CLASS);
    if (to > end || (to === end && to < limit && joins(text, at, to, unit, limit) > 0)) return 0;
    at = to;
  }
  return (end << 1) | ((seen & COUNTED) !== 0 ? 1 : 0);
}
