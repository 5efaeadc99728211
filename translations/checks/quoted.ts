/** Words that become quoted or cease to be, or that are others within quotation marks. */
import type { Change } from "../compare/change.ts";
import { withoutCode } from "./alone.ts";
import type { Place, Touched } from "./finding.ts";
import { changesAt, mapped, type Side } from "./leftovers.ts";
import { type Marks, quotesOf } from "./marks.ts";

interface Quoted extends Place {
  /** What stands between the marks. */
  inner: Place;
}

interface Quotations {
  text: string;
  pairs: Quoted[];
  /** Where it is quoted how deep: sorted ends of ranges, +1 where one begins and -1 where it ends. */
  depthAt: (at: number) => number;
}

/** @param back the changes from b to a. */
export function quotationsTouched(
  a: string,
  b: string,
  changes: readonly Change[],
  back: readonly Change[],
): Touched[] {
  const [inA, inB] = [quotationsIn(a), quotationsIn(b)];
  const come = inB.pairs.flatMap((pair) => touchedBy(pair, inB, inA, back, changes, "B"));
  const gone = inA.pairs.flatMap((pair) => touchedBy(pair, inA, inB, changes, changes, "A"));
  const met = new Set(gone.flatMap(({ a: place }) => (place ? [place.from] : [])));
  return [...gone, ...come.filter(({ a: place }) => !place || !met.has(place.from - 1))];
}

function quotationsIn(text: string): Quotations {
  const marks = quotesOf(withoutCode(text));
  const pairs = marks.pairs.map(({ open, close }) => ({
    from: open.from,
    to: close.to,
    inner: { from: open.to, to: close.from },
  }));
  return { text, pairs: pairs.sort((x, y) => x.from - y.from), depthAt: depthIn(text, marks) };
}

function depthIn(text: string, { pairs, alone }: Marks): (at: number) => number {
  const steps: [at: number, by: number][] = pairs.flatMap(({ open, close }) => [
    [open.to, 1],
    [close.from, -1],
  ]);
  for (const { from, to, opens, sign } of alone) {
    if (sign === "single" && !opens) continue;
    steps.push(opens ? [to, 1] : [0, 1]);
    if (!opens) steps.push([from, -1]);
  }
  steps.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const [ats, depths]: [number[], number[]] = [[], []];
  let depth = 0;
  for (const [at, by] of steps) {
    depth += by;
    ats.push(at);
    depths.push(depth);
  }
  return (at) => {
    let [low, high] = [0, ats.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ats[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : depths[low - 1]!;
  };
}

/** Words of a quotation that is a title or a word, not speech. */
const MOST_WORDS = 8;

function touchedBy(
  { from, to, inner }: Quoted,
  here: Quotations,
  there: Quotations,
  across: readonly Change[],
  changes: readonly Change[],
  side: Side,
): Touched[] {
  const [first, end] = changesAt(changes, side, { from, to });
  if (end === first) return [];
  const [start, stop] = [mapped(across, inner.from, 1), mapped(across, inner.to, -1)];
  const middle = (start + stop) >> 1;
  const place = stop > start ? { from: start, to: stop } : null;
  const other = (): Touched => {
    const own = { from, to };
    return side === "B" ? { touch: "quotation", a: place, b: own } : { touch: "quotation", a: own, b: place };
  };
  const depth = here.depthAt((inner.from + inner.to) >> 1);
  if (there.depthAt(middle) < depth)
    return isMarked(changes, side, { from, to, inner }) || place === null ? [other()] : [];
  if (side === "A" || place === null) return [];
  const words = here.text.slice(inner.from, inner.to).trim();
  const before = here.text.slice(Math.max(0, from - 24), from);
  const isName =
    words.split(/\s+/, MOST_WORDS + 1).length <= MOST_WORDS &&
    !/[,.?!;…]$/.test(words) &&
    !/(?:sa(?:y|id|ys|ying)|answered|asked|cried|replied)\b\W{0,3}$/i.test(before);
  const isOther = changes
    .slice(...changesAt(changes, "B", inner))
    .some(({ only, kind }) => !only && kind !== "reformatted");
  return isName && isOther ? [other()] : [];
}

/** Whether one of the marks themselves is new or gone. */
function isMarked(changes: readonly Change[], side: Side, { from, to, inner }: Quoted): boolean {
  return [
    { from, to: inner.from },
    { from: inner.to, to },
  ].some((mark) => {
    const [first, end] = changesAt(changes, side, mark);
    return end > first;
  });
}
