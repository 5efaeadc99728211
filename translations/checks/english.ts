/** The numbers, dates and measures of an English text. */
import { datesIn, ORDINAL_ENDS } from "./dates.ts";
import { isJoined, type Piece } from "./pieces.ts";
import { type Dated, figuresValue, type Quantities, type Quantity, valueOf } from "./quantity.ts";
import { ENGLISH_UNITS, secondsIn, standsAlone } from "./units.ts";

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const SMALL_ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";
const TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth";

const UNDER_HUNDRED = new Map<string, number>([
  ...SMALL.split(" ").map((word, value) => [word, value] as const),
  ...TENS.split(" ").map((word, index) => [word, 20 + 10 * index] as const),
]);
const ORDINALS = new Map<string, number>([
  ...SMALL_ORDINALS.split(" ").map((word, value) => [word, value] as const),
  ...TENTHS.split(" ").map((word, index) => [word, 20 + 10 * index] as const),
  ["hundredth", 100],
  ["thousandth", 1000],
]);
const SCALES = new Map<string, number>([
  ["hundred", 100],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
  ["bn", 1e9],
]);
/** Words that are a number by themselves. */
const FIXED = new Map<string, number>([
  ["once", 1],
  ["twice", 2],
  ["thrice", 3],
  ["dozen", 12],
  ...TENS.split(" ").map((word, index) => [word.replace(/y$/, "ies"), 20 + 10 * index] as const),
  ["half", 0.5],
  ["halves", 0.5],
  ["quarter", 0.25],
  ["quarters", 0.25],
]);

export function englishQuantities(pieces: readonly Piece[]): Quantities {
  const numbers: Quantity[] = [];
  for (let start = 0; start < pieces.length;) {
    const found = numberAt(pieces, start);
    if (found) numbers.push(found.number);
    start = found ? found.end : start + 1;
  }
  const dates = datesIn(pieces, numbers);
  let at = 0;
  const units = pieces.flatMap(({ kind, low, from, to }) => {
    const unit = kind === "figures" || !standsAlone(low) ? undefined : ENGLISH_UNITS.get(low);
    while (at < numbers.length && numbers[at]!.to <= from) at++;
    const isCounted = at < numbers.length && numbers[at]!.from < to;
    return unit && !isCounted ? [{ unit, from, to }] : [];
  });
  return { numbers: [...numbers, ...dates.flatMap(monthIn)], dates, units };
}

/** A month is a number as well: that of another month is another. */
function monthIn({ from, to, values }: Dated): Quantity[] {
  const month = values.find((value) => value.startsWith("M"));
  return month ? [{ from, to, value: month, isOrdinal: false, unit: null, isLoose: false }] : [];
}

interface Read {
  number: Quantity;
  /** The piece behind it. */
  end: number;
}

function numberAt(pieces: readonly Piece[], at: number): Read | null {
  const piece = pieces[at]!;
  if (piece.kind === "figures") return figuresAt(pieces, at);
  if (piece.kind !== "letters") return null;
  if (
    /^an?$/.test(piece.low) &&
    isAndHalf(pieces, at + 2) &&
    secondsIn(ENGLISH_UNITS.get(pieces[at + 1]!.low) ?? "m") !== null
  )
    return made(pieces, at, at + 1, "1", false, false);
  const fixed = FIXED.get(piece.low);
  if (fixed !== undefined)
    return made(pieces, at, at + 1, valueOf(fixed), false, /^(?:once|halves|quarter)/.test(piece.low));
  return wordsAt(pieces, at) ?? romanAt(pieces, at);
}

function figuresAt(pieces: readonly Piece[], at: number): Read {
  const { text } = pieces[at]!;
  const isPart = isName(pieces, at);
  const grouped = pastGroups(pieces, at);
  let end = grouped;
  let value = figuresValue(
    grouped === at + 1
      ? text
      : pieces
          .slice(at, grouped)
          .map((each) => each.text)
          .join(""),
  );
  const next = pieces[end];
  if (next && isJoined(pieces, end) && ORDINAL_ENDS.has(next.low)) return made(pieces, at, end + 1, value, true, false);
  if (next && isJoined(pieces, end) && isSeconds(pieces, at)) return counted(pieces, at, end, value, "second");
  const scale = next && SCALES.get(next.low);
  if (scale && Number.isFinite(Number(value))) {
    value = valueOf(Number(value) * scale);
    end++;
  }
  return made(pieces, at, end, value, false, isPart);
}

/** Behind `470 000`, whose thousands are parted by spaces. */
function pastGroups(pieces: readonly Piece[], at: number): number {
  let end = at + 1;
  if (/^[1-9][0-9]{0,2}$/.test(pieces[at]!.text))
    while (/^[0-9]{3}$/.test(pieces[end]?.text ?? "") && pieces[end]!.from === pieces[end - 1]!.to + 1) end++;
  return end;
}

/** `30s`, and not `the 30s` or `1930s`. */
function isSeconds(pieces: readonly Piece[], at: number): boolean {
  const before = pieces[at - 1];
  const isDecade = /^(?:the|early|mid|late|'|’|-)$/.test(before?.low ?? "") || /^\d{4}$/.test(pieces[at]!.text);
  return pieces[at + 1]!.text === "s" && !isDecade;
}

function counted(pieces: readonly Piece[], at: number, unitAt: number, value: string, unit: string): Read {
  const [from, to] = [pieces[at]!.from, pieces[unitAt]!.to];
  return { number: { from, to, value, isOrdinal: false, unit, isLoose: false }, end: unitAt + 1 };
}

/** Figures in a name, `v4`, `3D`, `H2O`, or in an address: other letters touch them. */
function isName(pieces: readonly Piece[], at: number): boolean {
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  if (before && isJoined(pieces, at) && (before.kind === "letters" || /[-/_#=]/.test(before.text))) return true;
  if (!after || !isJoined(pieces, at + 1)) return false;
  if (/[/_#=]/.test(after.text)) return true;
  return after.kind === "letters" && !ORDINAL_ENDS.has(after.low) && !ENGLISH_UNITS.has(after.low) && after.low !== "s";
}

/** `two hundred and fifty-three`, `twenty-first`. Linear: each piece is read once. */
function wordsAt(pieces: readonly Piece[], start: number): Read | null {
  let [whole, part, last] = [0, 0, 0];
  let at = start;
  let end = start;
  let isOrdinal = false;
  for (; at < pieces.length; at++) {
    const { low, text } = pieces[at]!;
    if (end > start && (text === "-" || low === "and") && pieces[at + 1]) {
      const next = pieces[at + 1]!.low;
      const isNext =
        text === "-"
          ? last >= 20 && (UNDER_HUNDRED.has(next) || ORDINALS.has(next))
          : last >= 100 && UNDER_HUNDRED.has(next);
      if (isNext || (text === "-" && SCALES.has(next))) continue;
      break;
    }
    const small = UNDER_HUNDRED.get(low);
    const scale = SCALES.get(low);
    const ordinal = ORDINALS.get(low);
    if (small !== undefined) {
      if (end > start && !(last >= 100 || (last >= 20 && last % 10 === 0 && small < 10 && small > 0))) break;
      part += small;
      last = small;
    } else if (scale !== undefined) {
      if (end === start && low !== "hundred" && low !== "thousand") break;
      if (end === start) break;
      part = (part || 1) * scale;
      if (scale >= 1e3) {
        whole += part;
        part = 0;
      }
      last = scale;
    } else if (ordinal !== undefined) {
      if (end > start && !(last >= 100 || (last >= 20 && ordinal < 10))) break;
      part += ordinal;
      isOrdinal = true;
      end = at + 1;
      break;
    } else break;
    end = at + 1;
  }
  if (end === start) return null;
  const isOne = end === start + 1 && pieces[start]!.low === "one";
  return made(pieces, start, end, valueOf(whole + part), isOrdinal, isOne || isIdle(pieces, start));
}

/** Not a rank: `at first`, `a second later`, `first` as an adverb at the beginning. */
function isIdle(pieces: readonly Piece[], start: number): boolean {
  const before = pieces[start - 1]?.low ?? "";
  const { low } = pieces[start]!;
  // Mostly an order of telling: `at first`, `the first to`, `when first`.
  if (low === "first") return true;
  return low === "second" && (before === "a" || before === "per");
}

const ROMAN = /^(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const ROMAN_VALUES = new Map(Object.entries({ I: 1, V: 5, X: 10, L: 50, C: 100 }));

function romanAt(pieces: readonly Piece[], at: number): Read | null {
  const { text } = pieces[at]!;
  const next = pieces[at + 1]?.low;
  if (text.length > 7 || !ROMAN.test(text) || text === "" || (text.length < 2 && next !== "century")) return null;
  const values = Array.from(text, (sign) => ROMAN_VALUES.get(sign)!);
  const sum = values.reduce((total, value, index) => total + (value < (values[index + 1] ?? 0) ? -value : value), 0);
  return made(pieces, at, at + 1, valueOf(sum), true, true);
}

function made(
  pieces: readonly Piece[],
  start: number,
  end: number,
  value: string,
  isOrdinal: boolean,
  isLoose: boolean,
): Read {
  const [from, to] = [pieces[start]!.from, pieces[end - 1]!.to];
  const money = pieces[start - 1];
  const unitBefore =
    money && money.kind === "sign" && isJoined(pieces, start) ? ENGLISH_UNITS.get(money.low) : undefined;
  if (unitBefore) return { number: { from: money!.from, to, value, isOrdinal, unit: unitBefore, isLoose }, end };
  // `One day` is once upon a time.
  const isIdle = end === start + 1 && pieces[start]!.low === "one" && pieces[end]?.low === "day";
  const unit = isOrdinal || isIdle ? null : unitAt(pieces, end);
  if (!unit) return { number: { from, to, value, isOrdinal, unit: null, isLoose }, end };
  const number = { from, to: pieces[unit.end - 1]!.to, value, isOrdinal, unit: unit.unit, isLoose: false };
  return withHalf(pieces, number, unit.end);
}

function unitAt(pieces: readonly Piece[], at: number): { unit: string; end: number } | null {
  const piece = pieces[at];
  if (!piece || piece.kind === "figures") return null;
  if (piece.low === "per" && pieces[at + 1]?.low === "cent") return { unit: "percent", end: at + 2 };
  if (piece.text === "°" && pieces[at + 1]) {
    const degree = ENGLISH_UNITS.get(`°${pieces[at + 1]!.low}`);
    return degree ? { unit: degree, end: at + 2 } : null;
  }
  if (piece.text === "-" && pieces[at + 1] && ENGLISH_UNITS.has(pieces[at + 1]!.low))
    return { unit: ENGLISH_UNITS.get(pieces[at + 1]!.low)!, end: at + 2 };
  const unit = ENGLISH_UNITS.get(piece.low) ?? (piece.low === "m" ? "m" : piece.low === "g" ? "g" : undefined);
  return unit === undefined ? null : { unit, end: at + 1 };
}

/** `one hour and a half`. */
function withHalf(pieces: readonly Piece[], number: Quantity, end: number): Read {
  if (!isAndHalf(pieces, end) || !Number.isFinite(Number(number.value))) return { number, end };
  return { number: { ...number, value: valueOf(Number(number.value) + 0.5), to: pieces[end + 2]!.to }, end: end + 3 };
}

function isAndHalf(pieces: readonly Piece[], at: number): boolean {
  return ["and", "a", "half"].every((word, index) => pieces[at + index]?.low === word);
}
