/** What is looked at in a rendering beside its source: numbers, measures, what has to stand in both, whole sentences. */
import type { Finding, Known, Place } from "./finding.ts";
import { missingIn } from "./missing.ts";
import { quantitiesOf } from "./numbers.ts";
import type { Quantities, Quantity } from "./quantity.ts";
import { measureOf } from "./units.ts";

export interface Spoken {
  text: string;
  language: Known | null;
}

/** What the source says and the rendering doesn't, and the reverse. */
export function differingFrom(source: Spoken, rendering: Spoken): Finding[] {
  const missing = missingIn(source.text, rendering.text, [source.language, rendering.language]);
  const words = lostWords(source.text, rendering.text);
  // What a sentence or a word held that is lost is told with it.
  const numbers = differingNumbers(source, rendering).filter(
    ({ at, source: place }) => at !== null || !isTold(place, [...missing, ...words]),
  );
  return [...missing, ...words.filter((word) => !isTold(word.source, missing)), ...numbers];
}

function isTold(place: Place | null, told: readonly Finding[]): boolean {
  return place !== null && told.some(({ source: all }) => all && all.from <= place.from && place.to <= all.to);
}

function differingNumbers(source: Spoken, rendering: Spoken): Finding[] {
  const [inSource, here] = [source, rendering].map(({ text, language }) => quantitiesOf(text, language)) as [
    Quantities,
    Quantities,
  ];
  const [s, r] = [inSource, here].map(({ numbers }) => numbers.filter(({ value }) => value !== "0"));
  const { lost, added, pairs } = matched(s!, r!);
  const sure = (numbers: readonly Quantity[], { text }: Spoken): Quantity[] =>
    numbers.filter((number) => !number.isLoose && !isSmall(number, text));
  const beside = inPairs(sure(lost, source), sure(added, rendering));
  const numbers = beside.map(([gone, come]): Finding => ({
    check: "number",
    at: come && placeOf(come),
    source: gone && placeOf(gone),
  }));
  return [
    ...numbers,
    ...timesOther(source, rendering, lost, added),
    ...smallOther(source, rendering, s!, r!).filter(({ source: place }) => !isTold(place, numbers)),
    ...differingUnits(inSource, here, pairs),
  ];
}

/**
 * Small numbers in words: a count from three on that the source has nowhere, one rank in the place of another, and `more than
 * three` for three or more.
 */
function smallOther(
  source: Spoken,
  rendering: Spoken,
  theirs: readonly Quantity[],
  ours: readonly Quantity[],
): Finding[] {
  if (source.language !== "zh" || rendering.language !== "en") return [];
  const known = new Set(theirs.map(({ value }) => value));
  const counts = ours.filter(
    (number) =>
      isSmall(number, rendering.text) &&
      !number.isOrdinal &&
      !number.isLoose &&
      number.unit === null &&
      rendering.text.charAt(number.to) !== "-" &&
      Number(number.value) < 10 &&
      Number(number.value) > 2 &&
      !known.has(number.value),
  );
  const found: [Quantity | null, Quantity | null][] = counts.map((come) => [null, come]);
  const ranks = (numbers: readonly Quantity[]): Quantity[] => numbers.filter(({ isOrdinal }) => isOrdinal);
  const { lost, more } = moreOften(
    ranks(theirs),
    ranks(ours).filter((rank) => !isAdverb(rank, rendering.text)),
  );
  if (lost && more) found.push([lost, more]);
  else if (lost && Number(lost.value) > 2 && !isInFigures(lost, ours, rendering.text)) found.push([lost, null]);
  for (const number of theirs) {
    const other =
      isOrMore(number, source.text) &&
      ours.find((each) => each.value === number.value && isMoreThan(each, rendering.text));
    if (other) found.push([number, other]);
  }
  return found
    .slice(0, 1)
    .map(([gone, come]) => ({ check: "number", at: come && placeOf(come), source: gone && placeOf(gone) }));
}

/** `Chapter 5` of 第五章. */
function isInFigures({ value }: Quantity, ours: readonly Quantity[], text: string): boolean {
  return ours.some((each) => each.value === value && /[0-9]/.test(text.charAt(each.from)));
}

/** The one value that the first has more often than the second, and the one that it has less often. */
function moreOften(
  theirs: readonly Quantity[],
  ours: readonly Quantity[],
): { lost: Quantity | undefined; more: Quantity | undefined } {
  const beyond = (some: readonly Quantity[], others: readonly Quantity[]): Quantity[] => {
    const count = (list: readonly Quantity[], value: string): number =>
      list.filter((each) => each.value === value).length;
    const values = new Set(some.map(({ value }) => value));
    return [...values]
      .filter((value) => count(some, value) > count(others, value))
      .map((value) => some.findLast((each) => each.value === value)!);
  };
  const [lost, more] = [beyond(theirs, ours), beyond(ours, theirs)];
  return { lost: lost.length === 1 ? lost[0] : undefined, more: more.length === 1 ? more[0] : undefined };
}

/** `First, …`, `at first`. */
function isAdverb({ from, to }: Place, text: string): boolean {
  return (
    /^\s*,/.test(text.slice(to, to + 3)) ||
    /\bat\s$/.test(text.slice(Math.max(0, from - 4), from)) ||
    /(?:^|[.;]\s*)$/.test(text.slice(Math.max(0, from - 2), from))
  );
}

function isOrMore({ from, to }: Place, text: string): boolean {
  return (
    /^[个個条條种種]?(?:或更多|或以上|及以上)/u.test(text.slice(to, to + 4)) ||
    /(?:至少|不少于)$/u.test(text.slice(Math.max(0, from - 3), from))
  );
}

function isMoreThan({ from }: Place, text: string): boolean {
  return /\bmore than\s$/i.test(text.slice(Math.max(0, from - 10), from));
}

/** A small number in English words, which in another language may be said by none: `three-dimensional`, `both`, `twice`. */
function isSmall({ from, to, value }: Quantity, text: string): boolean {
  return /^[a-z]/i.test(text.charAt(from)) && !/\d/.test(text.slice(from, to)) && Number(value) <= 12;
}

/** How often, in a word. */
function isOften({ from, to }: Place, text: string): boolean {
  return /^(?:twice|thrice)$/i.test(text.slice(from, to));
}

function placeOf({ from, to }: Place): Place {
  return { from, to };
}

interface Matched {
  lost: Quantity[];
  added: Quantity[];
  pairs: [Quantity, Quantity][];
}

/** Equal values stand for each other, once each; which stand in the same order matters little. */
function matched(source: readonly Quantity[], here: readonly Quantity[]): Matched {
  const open = new Map<string, Quantity[]>();
  for (const number of here.toReversed()) {
    const same = open.get(number.value);
    if (same) same.push(number);
    else open.set(number.value, [number]);
  }
  const pairs: [Quantity, Quantity][] = [];
  const lost: Quantity[] = [];
  for (const number of source) {
    const partner = open.get(number.value)?.pop();
    if (partner) pairs.push([number, partner]);
    else lost.push(number);
  }
  const values = new Set(source.map(({ value }) => value));
  const added = [...open.values()].flat().filter(({ value }) => !values.has(value));
  const known = new Set(here.map(({ value }) => value));
  return { lost: lost.filter(({ value }) => !known.has(value)), added: added.sort((x, y) => x.from - y.from), pairs };
}

/** One lost and one that came, one beside the other as far as both go: first those of one unit. */
function inPairs(lost: readonly Quantity[], added: readonly Quantity[]): [Quantity | null, Quantity | null][] {
  const open = new Map<string | null, Quantity[]>();
  for (const come of added.toReversed()) {
    const same = open.get(come.unit);
    if (same) same.push(come);
    else open.set(come.unit, [come]);
  }
  const ofUnit = lost.flatMap((gone): [Quantity, Quantity][] => {
    const partner = gone.unit === null ? undefined : open.get(gone.unit)?.pop();
    return partner ? [[gone, partner]] : [];
  });
  const met = new Set(ofUnit.flat());
  const [left, come] = [lost, added].map((side) => side.filter((each) => !met.has(each))) as [Quantity[], Quantity[]];
  return [...ofUnit, ...inOrder(left, come)];
}

function inOrder(lost: readonly Quantity[], added: readonly Quantity[]): [Quantity | null, Quantity | null][] {
  return Array.from({ length: Math.max(lost.length, added.length) }, (_, index) => [
    lost[index] ?? null,
    added[index] ?? null,
  ]);
}

/** How often something is done: 一遍 is `once`, and not `twice`. */
function timesOther(
  source: Spoken,
  rendering: Spoken,
  lost: readonly Quantity[],
  added: readonly Quantity[],
): Finding[] {
  if (source.language !== "zh" || rendering.language !== "en") return [];
  const times = lost.filter(({ to, isLoose }) => isLoose && /^[遍次倍回]/u.test(source.text.slice(to, to + 1)));
  const often = added.filter((number) => isOften(number, rendering.text));
  return times.length === 1 && often.length === 1
    ? [{ check: "number", at: placeOf(often[0]!), source: placeOf(times[0]!) }]
    : [];
}

function differingUnits(source: Quantities, here: Quantities, pairs: readonly [Quantity, Quantity][]): Finding[] {
  const named = new Set([...here.units, ...here.numbers].map(({ unit }) => unit));
  const known = new Set([...source.units, ...source.numbers].map(({ unit }) => unit));
  const others = new Map(here.units.filter(({ unit }) => !known.has(unit)).map((unit) => [measureOf(unit.unit), unit]));
  const counted = pairs.flatMap(([theirs, ours]): Finding[] => {
    if (theirs.unit === ours.unit || (theirs.unit !== null && named.has(theirs.unit))) return [];
    const isOther = theirs.unit !== null && ours.unit !== null && measureOf(theirs.unit) === measureOf(ours.unit);
    const isLost = theirs.unit === "percent" || ours.unit === "percent";
    return isOther || isLost ? [{ check: "unit", at: placeOf(ours), source: placeOf(theirs) }] : [];
  });
  const counting = source.numbers.flatMap(({ unit, from, to, isLoose }) =>
    unit !== null && isLoose ? [{ unit, from, to }] : [],
  );
  const alone = [...source.units, ...counting]
    .filter(({ unit }) => !named.has(unit))
    .flatMap((lost): Finding[] => {
      const other = others.get(measureOf(lost.unit));
      return other ? [{ check: "unit", at: placeOf(other), source: placeOf(lost) }] : [];
    });
  return [...counted, ...alone];
}

/** An address, a link with its target, a note's mark, a word of Latin letters in brackets. */
const KEPT =
  /(?<link>\]\([^)\s]{0,500}\))|(?<address>https?:\/\/[^\s)）\]]{1,500}|(?<![\w.-])[\w.-]{1,64}@[\w.-]{1,64})|(?<mark>\[[0-9]{1,3}\]|[†‡¹²³⁴-⁹])|[（(](?<word>[A-Za-z][A-Za-z .-]{2,40})[)）]/gu;

/** So many of them are looked for. */
const MOST_KEPT = 200;

function lostWords(source: string, rendering: string): Finding[] {
  const here = rendering.toLowerCase();
  const found: Finding[] = [];
  let [last, count] = [-1, 0];
  for (const { 0: written, index, groups } of source.matchAll(KEPT)) {
    if (++count > MOST_KEPT) break;
    const kept = groups!.word ?? groups!.address ?? groups!.mark ?? groups!.link!.slice(2, -1);
    if (/\p{sc=Han}|%[0-9A-F]{2}/u.test(kept) || here.includes(kept.toLowerCase()) || index <= last) continue;
    const isSaid =
      groups!.word !== undefined &&
      kept
        .toLowerCase()
        .split(/[ .-]+/)
        .every((word) => here.includes(word.slice(0, 5)));
    if (isSaid) continue;
    found.push({ check: "source-word", at: null, source: { from: index, to: index + written.length } });
    // An address is mostly written as words and as the target of their link.
    last = index + written.length + 3;
  }
  return found;
}
