/** Numbers, dates and measures as values, so that `1.2 million`, `1,200,000` and 一百二十万 are the same. */
import type { Place } from "./finding.ts";

/** A number in a text, with what it counts; or a month. */
export interface Quantity extends Place {
  /** What is equal on both sides if the number is: `12`, `5.4.0`, `M3` for March. */
  value: string;
  /** `2nd` and not `2`. */
  isOrdinal: boolean;
  /** The unit in its usual name (`percent`, `km`), or null. */
  unit: string | null;
  /** It may stand in for one, but its absence says nothing: 一 in 一样, `one`, `v4`. */
  isLoose: boolean;
}

/** A date as one, of what is said of it: a year of an era, a month, a day. */
export interface Dated extends Place {
  key: string;
  /** The numbers in it, as values of {@link Quantity}. */
  values: string[];
}

export interface Quantities {
  numbers: Quantity[];
  dates: Dated[];
  /** Units that stand without a number. */
  units: { unit: string; from: number; to: number }[];
}

/** A number as a value: equal for equal numbers, however they were reached. */
export function valueOf(number: number): string {
  return String(Number(number.toPrecision(12)));
}

/**
 * The value of figures as they are written: a comma before three figures parts thousands and else is a decimal one, as a
 * point always is; more points than one part thousands or a version (`5.4.0`).
 */
export function figuresValue(written: string): string {
  if (/^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(written)) return valueOf(Number(written.replaceAll(",", "")));
  if (/^[0-9]{1,3}(?:\.[0-9]{3}){2,}$/.test(written)) return valueOf(Number(written.replaceAll(".", "")));
  if (/^[0-9]+(?:[.,][0-9]+)?$/.test(written)) return written.length > 15 ? written : decimal(written);
  return written;
}

/** Zeros behind the point are kept, for `5.0` may be a version. */
function decimal(written: string): string {
  const [whole, part] = written.split(/[.,]/);
  return part === undefined ? valueOf(Number(whole)) : `${Number(whole)}.${part}`;
}
