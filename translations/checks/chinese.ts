/** The numbers, dates and measures of a Chinese text: 二〇二五年三月, 百分之六点五, 1.5亿, 三十二万吨, 第十四个. */
import { chineseNumber } from "../align/align.ts";
import { type Dated, figuresValue, type Quantities, type Quantity, valueOf } from "./quantity.ts";
import { CHINESE_UNITS, standsAlone } from "./units.ts";

const NUMERAL = "〇零一二两兩三四五六七八九十百千万萬亿億";
/** Figures or numerals, a decimal part, and what they are multiplied with. */
const NUMBER = new RegExp(
  `(百分之|第)?(?:([0-9]+(?:[.,][0-9]+)*)\\s?([十百千]?[万萬亿億]{0,2})|([${NUMERAL}]+)(?:点([〇零一二三四五六七八九]+))?)`,
  "gu",
);
const LONGEST_UNIT = 5;
/** Behind a numeral these say that it counts. */
const COUNTED =
  /^[个個名位人家座条條项項种種类類次遍倍年月日天周号號时時点點分章节節级級层層批国國省市县村户只件本册部台辆架艘所岁歲步期届屆大代]/u;
/** Numerals that are no number: 一般, 十分, 千万 by itself. */
const IDLE =
  /^(?:一|十|百|千|万|萬|亿|億|千万|百千|万一|一一|一十|三三两两|两|兩|三|四|五|六|七|八|九|二|〇|零|百万|千百)$/u;

export function chineseQuantities(text: string): Quantities {
  const numbers: Quantity[] = [];
  for (const found of text.matchAll(NUMBER)) numbers.push(...numberOf(text, found));
  const ends = new Set(numbers.flatMap(({ unit, to }) => (unit ? [to] : [])));
  return { numbers, dates: datesOf(text, numbers), units: unitsIn(text, ends) };
}

function numberOf(text: string, { 0: written, index, ...found }: RegExpExecArray): Quantity[] {
  const [before, figures, scale, numerals, part] = [found[1], found[2], found[3], found[4], found[5]];
  const value = figures === undefined ? valueOfNumerals(numerals!, part) : scaled(figures, scale ?? "");
  if (value === null) return [];
  const to = index + written.trimEnd().length;
  const behind = text.slice(to, to + LONGEST_UNIT);
  const month = before === undefined ? monthOf(value, behind) : null;
  if (month) return [{ from: index, to: to + 1, value: month, isOrdinal: false, unit: null, isLoose: false }];
  const unit = unitAt(behind);
  const isPart = figures !== undefined && isName(text, index, unit ? to + unit.length : to);
  const isCertain = figures === undefined ? isNumber(numerals!, before, behind, unit !== null) : !isPart;
  return [
    {
      from: index,
      to: to + (unit?.length ?? 0),
      value,
      isOrdinal: before === "第",
      unit: before === "百分之" ? "percent" : (unit?.unit ?? null),
      isLoose: !isCertain,
    },
  ];
}

function isNumber(numerals: string, before: string | undefined, behind: string, hasUnit: boolean): boolean {
  if (before === "百分之" || (before === "第" && /^[三四五六七八九十]$/u.test(numerals) && !behind.startsWith("方")))
    return true;
  if (IDLE.test(numerals)) return false;
  return hasUnit || before === "第" || COUNTED.test(behind) || /[十百千万萬亿億]./u.test(numerals);
}

function valueOfNumerals(numerals: string, part: string | undefined): string | null {
  if (Array.from(numerals).length > 20) return null;
  const whole = chineseNumber(numerals);
  if (whole === null) return null;
  if (part === undefined) return valueOf(whole);
  const figures = Array.from(part, (sign) => String(chineseNumber(sign))).join("");
  return `${whole}.${figures}`;
}

const SCALES = new Map([
  ["", 1],
  ["十", 10],
  ["百", 100],
  ["千", 1_000],
  ["万", 1e4],
  ["萬", 1e4],
  ["亿", 1e8],
  ["億", 1e8],
]);

function scaled(figures: string, scale: string): string {
  const value = figuresValue(figures);
  if (scale === "" || !Number.isFinite(Number(value))) return value;
  const factor = Array.from(scale).reduce((product, sign) => product * SCALES.get(sign)!, 1);
  return valueOf(Number(value) * factor);
}

function monthOf(value: string, behind: string): string | null {
  return behind.startsWith("月") && /^(?:[1-9]|1[0-2])$/.test(value) ? `M${value}` : null;
}

function unitAt(behind: string): { unit: string; length: number } | null {
  const skipped = /^[个個余多\s]?/u.exec(behind)![0].length;
  for (let length = LONGEST_UNIT - skipped; length > 0; length--) {
    const unit = CHINESE_UNITS.get(behind.slice(skipped, skipped + length));
    // Latin letters are a unit's if no more of them follow.
    if (unit && !/^[A-Za-z]{2}/.test(behind.slice(skipped + length - 1))) return { unit, length: skipped + length };
  }
  return null;
}

/** Figures in a name or an address, `v4`, `3D`. */
function isName(text: string, from: number, to: number): boolean {
  return /[-A-Za-z/_#=]/.test(text.charAt(from - 1)) || /[A-Za-z/_#=]/.test(text.charAt(to));
}

/** Years, with months and days behind them. */
function datesOf(text: string, numbers: readonly Quantity[]): Dated[] {
  return numbers.flatMap(({ from, to, value }) => {
    const isYear = text.charAt(to) === "年" && /^[1-9][0-9]{2,3}$/.test(value);
    if (isYear) return [{ from, to: to + 1, key: value, values: [value] }];
    return value.startsWith("M") ? [{ from, to, key: value, values: [value] }] : [];
  });
}

function unitsIn(text: string, ends: ReadonlySet<number>): Quantities["units"] {
  const units: Quantities["units"] = [];
  for (const { 0: written, index } of text.matchAll(ALONE))
    if (!ends.has(index + written.length))
      units.push({ unit: CHINESE_UNITS.get(written)!, from: index, to: index + written.length });
  return units;
}

const ALONE = new RegExp(
  [...CHINESE_UNITS.keys()]
    .filter((name) => standsAlone(name) && /^\p{sc=Han}{2,}$/u.test(name))
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "gu",
);
