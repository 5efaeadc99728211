/** The numbers, dates and measures of an English text. */
import { isStopWord } from "../compare/words/words.ts";
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
const MONTHS = new Map<string, number>([
  ..."january february march april may june july august september october november december"
    .split(" ")
    .flatMap((month, index) => [
      [month, index + 1] as const,
      ...(month.length > 4 && month !== "march" ? [[month.slice(0, 3), index + 1] as const] : []),
    ]),
  ["sept", 9] as const,
]);
const WEEKDAYS = new Set("monday tuesday wednesday thursday friday saturday sunday".split(" "));
const ERAS = new Map([
  ["bc", "BC"],
  ["bce", "BC"],
  ["ad", "AD"],
  ["ce", "AD"],
]);
const ORDINAL_ENDS = new Set(["st", "nd", "rd", "th"]);

/** Behind these a plain number of three figures is a year if a comma or the end of a clause follows. */
const LAST_YEAR = 2199;

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
  let end = at + 1;
  let value = figuresValue(text);
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

/** Dates of a month or an era or four figures; what they take up are numbers as well. */
function datesIn(pieces: readonly Piece[], numbers: readonly Quantity[]): Dated[] {
  const dates: Dated[] = [];
  const byStart = new Map(numbers.map((number) => [number.from, number]));
  const starting = (at: number): Quantity | undefined => (pieces[at] ? byStart.get(pieces[at].from) : undefined);
  let used = 0;
  for (let at = 0; at < pieces.length; at++) {
    if (at < used) continue;
    const date =
      monthAt(pieces, at, used, starting) ??
      inFiguresAt(pieces, at) ??
      yearAt(pieces, at, starting) ??
      weekdayAt(pieces, at);
    if (!date) continue;
    used = date.end;
    dates.push(date.dated);
  }
  return dates;
}

type Starting = (at: number) => Quantity | undefined;

function monthAt(
  pieces: readonly Piece[],
  at: number,
  used: number,
  starting: Starting,
): { dated: Dated; end: number } | null {
  const { low, text, kind } = pieces[at]!;
  const month = kind === "letters" && text !== low ? MONTHS.get(low) : undefined;
  if (month === undefined) return null;
  let first = at;
  // `Dec. 1437`.
  let end = pieces[at + 1]?.text === "." && low.length < 5 && pieces[at + 2]?.kind === "figures" ? at + 2 : at + 1;
  let [year, day] = ["", ""];
  const before = dayBefore(pieces, at, used, starting);
  if (before) {
    first = before.first;
    day = before.day;
  } else {
    const after = starting(end);
    if (after && isDay(after)) {
      day = after.value;
      end = pastNumber(pieces, end, after);
    }
  }
  const comma = pieces[end]?.text === "," ? end + 1 : end;
  const next = starting(comma);
  if (next && isYear(next)) {
    year = next.value;
    end = pastNumber(pieces, comma, next);
  }
  // `may` and `march` begin sentences as verbs do.
  if ((low === "may" || low === "march") && day === "" && year === "" && pieces[at - 1]?.low !== "in") return null;
  const found = year === "" ? null : eraAt(pieces, end);
  const era = found?.era;
  if (found) end = found.end;
  const key = [year, month, day, era === "BC" ? era : ""].join("/");
  const values = [`M${month}`, ...[year, day].filter((value) => value !== "")];
  return { dated: { from: pieces[first]!.from, to: pieces[end - 1]!.to, key, values }, end };
}

/** `20/06/1791`, `20.06.1791`, `1791-06-20`: the day before the month, unless that can't be. */
function inFiguresAt(pieces: readonly Piece[], at: number): { dated: Dated; end: number } | null {
  const { kind, text, from } = pieces[at]!;
  if (kind !== "figures") return null;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const parted = dotted ? null : [0, 1, 2, 3, 4].map((index) => pieces[at + index]?.text ?? "");
  if (parted && (!/^[-/]$/.test(parted[1]!) || parted[3] !== parted[1])) return null;
  const [x, y, z] = dotted ? dotted.slice(1) : [parted![0]!, parted![2]!, parted![4]!];
  const [year, one, two] = /^\d{4}$/.test(x!) ? [x!, z!, y!] : [z!, x!, y!];
  if (!/^\d{4}$/.test(year) || ![one, two].every((each) => /^\d{1,2}$/.test(each))) return null;
  const [day, month] = Number(two) > 12 ? [two, one] : [one, two];
  if (Number(month) > 12 || Number(day) > 31) return null;
  const end = dotted ? at + 1 : at + 5;
  const key = [year, Number(month), Number(day), ""].join("/");
  return {
    dated: { from, to: pieces[end - 1]!.to, key, values: [year, `M${Number(month)}`, String(Number(day))] },
    end,
  };
}

function dayBefore(
  pieces: readonly Piece[],
  at: number,
  used: number,
  starting: Starting,
): { first: number; day: string } | null {
  let index = at - 1;
  if (pieces[index]?.low === "of") index--;
  if (pieces[index] && ORDINAL_ENDS.has(pieces[index]!.low)) index--;
  const found = index >= used ? starting(index) : undefined;
  return found && isDay(found) ? { first: index, day: found.value } : null;
}

function isDay({ value }: Quantity): boolean {
  return /^(?:[1-9]|[12][0-9]|3[01])$/.test(value);
}

function isYear({ value, unit }: Quantity): boolean {
  return unit === null && /^[1-9][0-9]{1,3}$/.test(value) && Number(value) > 31 && Number(value) <= LAST_YEAR;
}

function pastNumber(pieces: readonly Piece[], at: number, number: Quantity): number {
  let end = at;
  while (end < pieces.length && pieces[end]!.from < number.to) end++;
  return end;
}

function yearAt(pieces: readonly Piece[], at: number, starting: Starting): { dated: Dated; end: number } | null {
  const number = starting(at);
  if (!number || number.unit !== null || number.isOrdinal) return null;
  let end = pastNumber(pieces, at, number);
  const behind = eraAt(pieces, end);
  const before = ERAS.get(pieces[at - 1]?.low ?? "") === "AD" && pieces[at - 1]!.text !== pieces[at - 1]!.low;
  const era = behind?.era ?? (before ? "AD" : undefined);
  const isPlain =
    /^(?:1[0-9]{3}|20[0-9]{2})$/.test(pieces[at]!.text) && !number.isLoose && number.value === pieces[at]!.text;
  if (!era && (!isPlain || !standsAsYear(pieces, at, end))) return null;
  if (behind) end = behind.end;
  const key = [number.value, "", "", era === "BC" ? era : ""].join("/");
  return { dated: { from: pieces[at]!.from, to: pieces[end - 1]!.to, key, values: [number.value] }, end };
}

const BEFORE_YEAR =
  /^(?:in|since|until|till|by|from|of|after|before|to|and|or|between|during|through|year|the|c|ca|circa|early|late|mid|around|about|spring|summer|autumn|fall|winter|[,;:(\-–—/]|)$/;

/** Figures with a noun behind them count something, `1400 children`, unless a preposition says that they are a year. */
function standsAsYear(pieces: readonly Piece[], at: number, end: number): boolean {
  const [before, after] = [pieces[at - 1], pieces[end]];
  if (before?.text === "/" || after?.text === "/") return false;
  const isCounting =
    after?.kind === "letters" && after.low === after.text && after.low.length > 3 && !isStopWord(after.low);
  return !isCounting && BEFORE_YEAR.test(before?.low ?? "");
}

/** `BC`, `B.C.`, `B . C .`, `before Christ`. */
function eraAt(pieces: readonly Piece[], at: number): { era: string; end: number } | null {
  const low = (index: number): string => pieces[at + index]?.low ?? "";
  const era = ERAS.get(low(0));
  if (era) return { era, end: at + 1 };
  if (low(0) === "before" && low(1) === "christ") return { era: "BC", end: at + 2 };
  const parted = low(1) === "." ? ERAS.get(low(0) + low(2)) : undefined;
  return parted ? { era: parted, end: at + (low(3) === "." ? 4 : 3) } : null;
}

function weekdayAt(pieces: readonly Piece[], at: number): { dated: Dated; end: number } | null {
  const { low, text, from, to } = pieces[at]!;
  if (text === low || !WEEKDAYS.has(low)) return null;
  return { dated: { from, to, key: low, values: [] }, end: at + 1 };
}
