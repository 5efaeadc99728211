/** What a revision touches that a reader relies on, whatever it is called: numbers, dates, measures, denials, duties, actors, quotations, terms. */
import { type Change, invert } from "../compare/change.ts";
import type { Term } from "../ledger/work.ts";
import { actorsTouched } from "./actors.ts";
import { type Known, knownLanguage, type Place, type Touch, type Touched } from "./finding.ts";
import { beside, changedOf, changesAt, type Keyed, leftovers, placeOf, type Side, withoutMoved } from "./leftovers.ts";
import { modalsOf, negationsOf, SHOULD_HAVE } from "./modality.ts";
import { quantitiesOf } from "./numbers.ts";
import { piecesOf } from "./pieces.ts";
import { type Dated, type Quantities, type Quantity, valueOf } from "./quantity.ts";
import { quantifiersOf } from "./quantifiers.ts";
import { quotationsTouched } from "./quoted.ts";
import { measureOf, secondsIn, sizeOf } from "./units.ts";

/** Two texts longer than this together, in UTF-16 code units, are not looked at. */
const LONGEST = 20_000;

/**
 * Where `changes`, from `a` to `b`, touch something, by kind and in the order of the texts. Nothing for texts that are the same.
 * @param tag the language of both (BCP 47).
 * @param terms of the glossary that may stand in them.
 */
export function touchedBy(
  a: string,
  b: string,
  changes: readonly Change[],
  tag: string,
  terms: readonly Pick<Term, "rendering" | "alternatives">[] = [],
): Touched[] {
  if (changes.length === 0 || a.length + b.length > LONGEST) return [];
  const language = knownLanguage(tag);
  const back = invert(changes);
  const both: Both = { a, b, changes, back };
  const found = [
    ...quantitiesTouched(both, language),
    ...(language === "en" ? modalityTouched(both) : []),
    ...(language === "en" ? actorsTouched(a, b, changes, back) : []),
    ...quotationsTouched(a, b, changes, back),
    ...keyedTouched("quotation", language === "zh" ? [] : foreignIn(a), language === "zh" ? [] : foreignIn(b), both),
    ...keyedTouched("term", termsAt(a, terms), termsAt(b, terms), both),
  ];
  return found;
}

/** The touches that a change makes: those which share a letter with it on either side. */
export function touchesOf(change: Change, touched: readonly Touched[]): Touch[] {
  const meets = touched.filter(({ a, b }) => (a && meetsAt(change, "A", a)) || (b && meetsAt(change, "B", b)));
  return [...new Set(meets.map(({ touch }) => touch))];
}

function meetsAt(change: Change, side: "A" | "B", place: Place): boolean {
  const [first, end] = changesAt([change], side, place);
  return end > first;
}

interface Both {
  a: string;
  b: string;
  changes: readonly Change[];
  back: readonly Change[];
}

function keyedTouched(touch: Touch, a: readonly Keyed[], b: readonly Keyed[], { changes, back }: Both): Touched[] {
  return beside(touch, ...leftovers(...changedOf(a, b, changes, back)), changes);
}

function quantitiesTouched(both: Both, language: Known | null): Touched[] {
  const { a, b, changes, back } = both;
  const [inA, inB] = [quantitiesOf(a, language), quantitiesOf(b, language)];
  const changedDates = leftovers(...changedOf(inA.dates, inB.dates, changes, back));
  const dates = withoutDecades(...withoutMoved(changedDates, [inA.dates, inB.dates]));
  const counted = [outside(inA), outside(inB)] as const;
  const all = changedOf(...counted, changes, back);
  const others = withoutRomans(...withoutConverted(...withoutMoved(leftovers(...all), counted)));
  // The same number of another unit is told as that.
  const measured = ({ value, unit, key }: Counted): string => (unit === null ? key : `${value} of some`);
  const ofDates = withEras(
    dates,
    leftovers(...leftovers(...others, measured), ({ value, isOrdinal }) => `${value} ${isOrdinal}`),
  );
  return [
    ...beside("number", ofDates.numbers[0], ofDates.numbers[1], changes),
    ...(language === "en" ? quantifiersTouched(both) : []),
    ...beside("date", ofDates.dates[0], ofDates.dates[1], changes),
    ...unitsTouched(both, inA, inB, all, ofDates.numbers),
  ];
}

/** One in the place of another: its coming and going says little. */
function quantifiersTouched({ a, b, changes, back }: Both): Touched[] {
  const both = [quantifiersOf(piecesOf(a)), quantifiersOf(piecesOf(b))] as const;
  const changed = withoutMoved(leftovers(...changedOf(...both, changes, back)), both);
  return beside("number", ...changed, changes).filter(({ a: gone, b: come }) => gone !== null && come !== null);
}

/** `The seventies` are those of the century at hand, `the 1970s`. */
function withoutDecades(a: readonly Dated[], b: readonly Dated[]): [Dated[], Dated[]] {
  const isBare = ({ key }: Dated): boolean => /^D[0-9]{2}$/.test(key);
  const bare = ({ key }: Dated): string => (/^D[0-9]{4}$/.test(key) ? `D${key.slice(3)}` : key);
  const inA = (is: boolean): Dated[] => a.filter((each) => isBare(each) === is);
  const inB = (is: boolean): Dated[] => b.filter((each) => isBare(each) === is);
  const [bareA, fullB] = leftovers(inA(true), inB(false), bare);
  const [fullA, bareB] = leftovers(inA(false), inB(true), bare);
  const inOrder = (list: Dated[]): Dated[] => list.sort((x, y) => x.from - y.from);
  return [inOrder([...bareA, ...fullA]), inOrder([...bareB, ...fullB])];
}

interface Counted extends Quantity {
  key: string;
  isRoman: boolean;
}

/** The numbers that stand in no date. */
function outside({ numbers, dates }: Quantities): Counted[] {
  let at = 0;
  return numbers.flatMap((number) => {
    if (number.value.startsWith("M")) return [];
    while (at < dates.length && dates[at]!.to <= number.from) at++;
    if (at < dates.length && dates[at]!.from < number.to) return [];
    const isRoman = number.isOrdinal && number.isLoose;
    const seconds = number.unit === null ? null : secondsIn(number.unit);
    // A time is the same in another unit: ninety minutes, one hour and a half.
    const key =
      seconds === null
        ? `${number.value}${number.isOrdinal ? "." : ""}`
        : `${valueOf(Number(number.value) * seconds)} s`;
    return [{ ...number, key, isRoman }];
  });
}

/** So much may be rounded in a conversion. */
const ROUNDED = 0.03;
/** So many pairs are tried. */
const MOST_CONVERTED = 10_000;

/** What is as long or as heavy in another unit, `161 km` and `100 miles`, is the same. */
function withoutConverted(a: readonly Counted[], b: readonly Counted[]): [readonly Counted[], readonly Counted[]] {
  if (a.length * b.length > MOST_CONVERTED) return [a, b];
  const open = new Set(b);
  const left = a.filter((gone) => {
    const partner = [...open].find((come) => isConverted(gone, come));
    if (partner) open.delete(partner);
    return !partner;
  });
  return [left, [...open]];
}

function isConverted(x: Counted, y: Counted): boolean {
  if (x.unit === null || y.unit === null || x.unit === y.unit || measureOf(x.unit) !== measureOf(y.unit)) return false;
  const [one, other] = [sizeOf(Number(x.value), x.unit), sizeOf(Number(y.value), y.unit)];
  return one !== null && other !== null && Math.abs(one - other) <= ROUNDED * Math.max(one, other);
}

/** A roman numeral may be a rank or a count; else these are two things: `the second war`, `two wars`. */
function withoutRomans(a: readonly Counted[], b: readonly Counted[]): [Counted[], Counted[]] {
  const [romansA, plainA] = parted(a);
  const [romansB, plainB] = parted(b);
  const byValue = ({ value }: Counted): string => value;
  return [leftovers(plainA, romansB, byValue)[0], leftovers(romansA, plainB, byValue)[1]];
}

function parted(numbers: readonly Counted[]): [romans: Counted[], plain: Counted[]] {
  return [numbers.filter(({ isRoman }) => isRoman), numbers.filter(({ isRoman }) => !isRoman)];
}

/** A number that became a date by its era, `5000` and `5000 BC`, is told as a date alone. */
function withEras(
  [datesA, datesB]: [Dated[], Dated[]],
  [numbersA, numbersB]: [Counted[], Counted[]],
): { numbers: [Counted[], Counted[]]; dates: [Keyed[], Keyed[]] } {
  const moved = (numbers: Counted[], dates: Dated[]): [Counted[], Counted[]] => {
    const values = new Set(dates.flatMap((date) => date.values));
    return [numbers.filter(({ value }) => !values.has(value)), numbers.filter(({ value }) => values.has(value))];
  };
  const [stayA, goA] = moved(numbersA, datesB);
  const [stayB, goB] = moved(numbersB, datesA);
  const inOrder = (list: Keyed[]): Keyed[] => list.sort((x, y) => x.from - y.from);
  return { numbers: [stayA, stayB], dates: [inOrder([...datesA, ...goA]), inOrder([...datesB, ...goB])] };
}

/** Measures and currencies: where the number stays, and lone ones; of a number that went, its currency. */
function unitsTouched(
  { changes, back }: Both,
  inA: Quantities,
  inB: Quantities,
  all: readonly [Counted[], Counted[]],
  left: readonly [Counted[], Counted[]],
): Touched[] {
  const units = ([counted, gone, alone]: [readonly Counted[], ReadonlySet<number>, Quantities["units"]]): Keyed[] =>
    [
      ...counted.flatMap(({ unit, key, from, to }) => {
        if (unit === null || (gone.has(from) && measureOf(unit) !== "money")) return [];
        return [{ key: secondsIn(unit) === null ? unit : key, from, to }];
      }),
      ...alone.map(({ unit, from, to }) => ({ key: unit, from, to })),
    ].sort((x, y) => x.from - y.from);
  const lost = left.map((side) => new Set(side.map(({ from }) => from))) as [Set<number>, Set<number>];
  const counted = withoutConverted(...leftovers(...all, ({ value, unit }) => `${value} ${unit}`));
  const alone = changedOf(inA.units, inB.units, changes, back);
  return beside(
    "unit",
    ...leftovers(units([counted[0], lost[0], alone[0]]), units([counted[1], lost[1], alone[1]])),
    changes,
  );
}

function modalityTouched({ a, b, changes, back }: Both): Touched[] {
  const [piecesA, piecesB] = [piecesOf(a), piecesOf(b)];
  const denials = changedOf(negationsOf(piecesA), negationsOf(piecesB), changes, back);
  const modals = changedOf(modalsOf(piecesA), modalsOf(piecesB), changes, back);
  return [...deniedOtherwise(denials, changes), ...modalsOtherwise(modals, changes)];
}

/** Where one side denies more often than the other, and by nothing that can stand for it. */
function deniedOtherwise([a, b]: [Keyed[], Keyed[]], changes: readonly Change[]): Touched[] {
  const [sureA, sureB] = [a.filter(isSure), b.filter(isSure)];
  const [looseA, looseB] = [a.length - sureA.length, b.length - sureB.length];
  const more = sureA.length - sureB.length;
  const count = more > 0 ? more - looseB : more < 0 ? -more - looseA : 0;
  if (count <= 0) return [];
  const [longer, shorter, side] = more > 0 ? ([sureA, sureB, "A"] as const) : ([sureB, sureA, "B"] as const);
  const answered = new Set(shorter.flatMap((each) => indexes(changesAt(changes, side === "A" ? "B" : "A", each))));
  const bare = longer.filter((each) => indexes(changesAt(changes, side, each)).every((index) => !answered.has(index)));
  return bare.slice(0, count).map((each) => ({
    touch: "negation",
    a: side === "A" ? placeOf(each) : null,
    b: side === "B" ? placeOf(each) : null,
  }));
}

function isSure({ isLoose }: Keyed): boolean {
  return isLoose !== true;
}

function indexes([first, end]: [number, number]): number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}

/** *Shall* and *will* of what is to come are one; what is wished, feared or meant to be may be told by any. */
function modalsOtherwise(changed: [Keyed[], Keyed[]], changes: readonly Change[]): Touched[] {
  const exact = leftovers(...changed);
  const [a, b] = leftovers(...exact, ({ key }) => (key === "shall" || key === SHOULD_HAVE ? "will" : key));
  const [looseA, looseB] = [a, b].map(
    (side) => side.filter((each) => !isSure(each) && each.key !== SHOULD_HAVE).length,
  ) as [number, number];
  const told = (list: readonly Keyed[], loose: number): Keyed[] =>
    list
      .filter((each) => isSure(each) || each.key === SHOULD_HAVE)
      .slice(loose)
      .map((each) => (each.key === "will" ? { ...each, isLoose: true } : each));
  const [gone, come] = [told(a, looseB), told(b, looseA)];
  return beside("modal", replacedOf(gone, come, changes, "A"), replacedOf(come, gone, changes, "B"), changes);
}

/** `Should have` says little where it comes or goes, but another modal in its place does. */
function replacedOf(
  modals: readonly Keyed[],
  others: readonly Keyed[],
  changes: readonly Change[],
  side: Side,
): Keyed[] {
  const theirs = new Set(others.flatMap((each) => indexes(changesAt(changes, side === "A" ? "B" : "A", each))));
  return modals.map((each) =>
    each.key === SHOULD_HAVE && indexes(changesAt(changes, side, each)).some((index) => theirs.has(index))
      ? { ...each, isLoose: false }
      : each,
  );
}

/** Words of another writing in a text: those of the source that it quotes. */
function foreignIn(text: string): Keyed[] {
  return Array.from(text.matchAll(/\p{sc=Han}+/gu), ({ 0: key, index }) => ({
    key,
    from: index,
    to: index + key.length,
  }));
}

/** So many places are looked at for a term. */
const MOST_PLACES = 200;

function termsAt(text: string, terms: readonly Pick<Term, "rendering" | "alternatives">[]): Keyed[] {
  const low = text.toLowerCase();
  if (low.length !== text.length) return [];
  const found: Keyed[] = [];
  for (const words of new Set(terms.flatMap(({ rendering, alternatives }) => [rendering, ...alternatives])))
    if (words.trim().length > 1) found.push(...placesOf(low, words.toLowerCase()));
  return found.sort((x, y) => x.from - y.from);
}

function placesOf(text: string, key: string): Keyed[] {
  const found: Keyed[] = [];
  for (
    let from = text.indexOf(key);
    from >= 0 && found.length < MOST_PLACES;
    from = text.indexOf(key, from + key.length)
  ) {
    const to = from + key.length;
    if (!LETTER.test(text.charAt(from - 1)) && !LETTER.test(text.charAt(to))) found.push({ key, from, to });
  }
  return found;
}

const LETTER = /(?!\p{sc=Han})[\p{L}\p{N}]/u;
