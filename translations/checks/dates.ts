/** The dates of an English text: days, months, years, decades and centuries, times of day, feasts. */
import { isStopWord } from "../compare/words/words.ts";
import { isJoined, type Piece } from "./pieces.ts";
import type { Dated, Quantity } from "./quantity.ts";

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
export const ORDINAL_ENDS = new Set(["st", "nd", "rd", "th"]);

const LAST_YEAR = 2199;

/** Dates of a month or an era or four figures; what they take up are numbers as well. */
export function datesIn(pieces: readonly Piece[], numbers: readonly Quantity[]): Dated[] {
  const dates: Dated[] = [];
  const byStart = new Map(numbers.map((number) => [number.from, number]));
  const starting = (at: number): Quantity | undefined => (pieces[at] ? byStart.get(pieces[at].from) : undefined);
  let used = 0;
  for (let at = 0; at < pieces.length; at++) {
    if (at < used) continue;
    const date =
      monthAt(pieces, at, used, starting) ??
      inFiguresAt(pieces, at) ??
      centuryAt(pieces, at, starting) ??
      decadeAt(pieces, at) ??
      hourAt(pieces, at, starting) ??
      countedAt(pieces, at, starting) ??
      feastAt(pieces, at) ??
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
    (/^(?:1[0-9]{3}|20[0-9]{2})$/.test(pieces[at]!.text) || isEarly(pieces, at, end)) &&
    !number.isLoose &&
    number.value === pieces[at]!.text;
  if (!era && (!isPlain || !standsAsYear(pieces, at, end))) return null;
  if (behind) end = behind.end;
  const key = [number.value, "", "", era === "BC" ? era : ""].join("/");
  return { dated: { from: pieces[at]!.from, to: pieces[end - 1]!.to, key, values: [number.value] }, end };
}

/** A year of three figures, `in 795.`, `from 888, it`. */
function isEarly(pieces: readonly Piece[], at: number, end: number): boolean {
  return (
    /^[1-9][0-9]{2}$/.test(pieces[at]!.text) &&
    /^(?:in|from|since|until|till|year|circa|ca|c)$/.test(pieces[at - 1]?.low ?? "") &&
    /^[,.;:)]?$/.test(pieces[end]?.text ?? "")
  );
}

const BEFORE_YEAR =
  /^(?:in|since|until|till|by|from|of|after|before|to|and|or|between|during|through|year|the|c|ca|circa|early|late|mid|around|about|spring|summer|autumn|fall|winter|[,;:(\-–—/]|)$/;

const PLURAL = /s$|^(?:people|men|women|children|troops|cattle)$/;

/** Figures with a noun behind them count something, `1400 children`, unless a preposition says that they are a year. */
function standsAsYear(pieces: readonly Piece[], at: number, end: number): boolean {
  const [before, after] = [pieces[at - 1], pieces[end]];
  if (before?.text === "/" || after?.text === "/") return false;
  const isCounting =
    after?.kind === "letters" && after.low === after.text && after.low.length > 3 && !isStopWord(after.low);
  // `From 1956 increase`: behind some a year is likelier than a number of things that have no plural.
  const isOfTime =
    /^(?:in|since|until|till|from|during|the)$/.test(before?.low ?? "") && !PLURAL.test(after?.low ?? "");
  return (!isCounting || isOfTime) && BEFORE_YEAR.test(before?.low ?? "");
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

type Found = { dated: Dated; end: number };

function dateOf(pieces: readonly Piece[], from: number, end: number, key: string, values: string[]): Found {
  return { dated: { from: pieces[from]!.from, to: pieces[end - 1]!.to, key, values }, end };
}

/** `the eighth century`, `the XIX century`, `the 8th and 9th centuries`. */
function centuryAt(pieces: readonly Piece[], at: number, starting: Starting): Found | null {
  const number = starting(at);
  if (!number?.isOrdinal) return null;
  const end = pastDash(pieces, pastNumber(pieces, at, number));
  const isCentury = (index: number): boolean => /^centur(?:y|ies)$/.test(pieces[index]?.low ?? "");
  const next = /^(?:and|or|to|-|–)$/.test(pieces[end]?.low ?? "") ? starting(end + 1) : undefined;
  if (!isCentury(end)) {
    if (!next || !isCentury(pastDash(pieces, pastNumber(pieces, end + 1, next)))) return null;
    return dateOf(pieces, at, end, `C${number.value}`, [number.value]);
  }
  const era = eraAt(pieces, end + 1);
  const key = `C${number.value}${era?.era === "BC" ? "BC" : ""}`;
  return dateOf(pieces, at, era?.end ?? end + 1, key, [number.value]);
}

function pastDash(pieces: readonly Piece[], at: number): number {
  return pieces[at]?.text === "-" && isJoined(pieces, at) ? at + 1 : at;
}

const DECADES = new Map(
  "twenties thirties forties fifties sixties seventies eighties nineties"
    .split(" ")
    .map((word, index) => [word, String(20 + 10 * index)] as const),
);

/** `the 1970s`, and, of no century, `the late seventies`, `the ’70s`; nobody's thirties. */
function decadeAt(pieces: readonly Piece[], at: number): Found | null {
  const { low, text } = pieces[at]!;
  const before = pieces[at - 1]?.low ?? "";
  if (DECADES.has(low) && !/^(?:his|her|their|my|your|our)$/.test(before))
    return dateOf(pieces, at, at + 1, `D${DECADES.get(low)!}`, [DECADES.get(low)!]);
  const isSuffixed = pieces[at + 1]?.low === "s" && isJoined(pieces, at + 1);
  const isDecade =
    /^(?:1[0-9]|20)[0-9]0$/.test(text) || (/^[2-9]0$/.test(text) && /^(?:the|early|mid|late|'|’|-)$/.test(before));
  if (!isSuffixed || !isDecade) return null;
  return dateOf(pieces, at, at + 2, `D${text}`, [text]);
}

/** `three in the afternoon`, `9 o'clock`, `9 p.m.`, `15:30`. */
function hourAt(pieces: readonly Piece[], at: number, starting: Starting): Found | null {
  const number = starting(at);
  if (!number || number.isOrdinal || !/^(?:[0-9]|1[0-9]|2[0-4])$/.test(number.value)) return null;
  const end = pastNumber(pieces, at, number);
  const low = (ahead: number): string => pieces[end + ahead]?.low ?? "";
  const minutes = pieces[end + 1];
  if (low(0) === ":" && isJoined(pieces, end) && /^[0-5][0-9]$/.test(minutes?.text ?? "") && isJoined(pieces, end + 1))
    return dateOf(pieces, at, end + 2, `H${number.value}:${minutes!.text}`, [number.value]);
  if (low(0) === "o'clock") return dateOf(pieces, at, end + 1, `H${number.value}`, [number.value]);
  if (/^[ap]$/.test(low(0)) && low(1) === "." && low(2) === "m")
    return dateOf(pieces, at, end + 3, `H${number.value}${low(0)}`, [number.value]);
  const isPart = low(0) === "in" && low(1) === "the" && /^(?:morning|afternoon|evening)$/.test(low(2));
  return isPart
    ? dateOf(pieces, at, end + 3, `H${number.value}${low(2) === "morning" ? "a" : "p"}`, [number.value])
    : null;
}

/** `the second day`. */
function countedAt(pieces: readonly Piece[], at: number, starting: Starting): Found | null {
  const number = starting(at);
  if (!number?.isOrdinal) return null;
  const end = pastNumber(pieces, at, number);
  const of = pieces[end]?.low ?? "";
  if (!/^(?:day|night|week|month|hour)$/.test(of)) return null;
  return dateOf(pieces, at, end + 1, `${number.value}. ${of}`, [number.value]);
}

const FEASTS = new Set("christmas easter pentecost thanksgiving epiphany".split(" "));

function feastAt(pieces: readonly Piece[], at: number): Found | null {
  const { low, text } = pieces[at]!;
  if (text === low || !FEASTS.has(low)) return null;
  const next = pieces[at + 1]?.low ?? "";
  const isDay = /^(?:day|eve|sunday|monday)$/.test(next);
  return dateOf(pieces, at, isDay ? at + 2 : at + 1, isDay ? `${low} ${next}` : low, []);
}

function weekdayAt(pieces: readonly Piece[], at: number): { dated: Dated; end: number } | null {
  const { low, text, from, to } = pieces[at]!;
  if (text === low || !WEEKDAYS.has(low)) return null;
  return { dated: { from, to, key: low, values: [] }, end: at + 1 };
}
