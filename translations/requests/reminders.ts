/** Which requests press: late ones, those whose day is near, and of whom they remind whom on a day. */
import { daysUntil } from "./days.ts";
import type { Request } from "./request.ts";

/** So many days before its day somebody is reminded. */
export const REMINDED = [7, 2] as const;

/** How a request presses on a day: its day has passed, or is so many days away at most. */
export type Pressing = "late" | (typeof REMINDED)[number];

/** Null of one without a day, of one whose day is far, and of one that ended. */
export function pressing({ until, standing }: Pick<Request, "until" | "standing">, today: string): Pressing | null {
  if (until === null || standing !== "open") return null;
  const left = daysUntil(today, until);
  if (left < 0) return "late";
  return REMINDED.toReversed().find((days) => left <= days) ?? null;
}

/** That on this day somebody is to be reminded of what they are asked for. */
export interface Reminder {
  request: Request;
  /** The account of who is asked. */
  person: string;
  left: (typeof REMINDED)[number];
}

/** Whom to remind of what on a day: exactly so many days before, so that nobody is reminded of the same twice. */
export function remindersOn(requests: readonly Request[], today: string): Reminder[] {
  return requests.flatMap((request) => {
    const { of: person, until, standing } = request;
    if (person === null || until === null || standing !== "open") return [];
    const left = REMINDED.find((days) => daysUntil(today, until) === days);
    return left === undefined ? [] : [{ request, person, left }];
  });
}

/** In the order in which they press: by their days, those without one behind them, the oldest first. */
export function byDay(one: Request, other: Request): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ until, at, id }: Request): string {
  return [until ?? "9999-99-99", at, id].join(" ");
}
