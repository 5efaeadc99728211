/** Which requests press: late ones, those whose day is near; and of which whom is reminded when. Days begin by UTC. */
import { dayAfter, daysUntil, startOf } from "./days.ts";
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

/** That somebody is to be reminded of a request. */
export interface Reminder {
  request: Request;
  /** Their account. */
  person: string;
  /** So many days are left, at most; or its day has passed. */
  stage: Pressing;
  /** Since when that is so: ISO 8601 instant. */
  at: string;
}

/** When each stage of a request that is open and has a day begins, in order: milliseconds since 1970. */
function stagesOf({ until, standing }: Pick<Request, "until" | "standing">): { stage: Pressing; from: number }[] {
  if (until === null || standing !== "open") return [];
  return [
    ...REMINDED.map((days) => ({ stage: days, from: startOf(dayAfter(until, -days)) })),
    { stage: "late" as const, from: startOf(dayAfter(until, 1)) },
  ];
}

/**
 * Whom to remind of a request at an instant: who is asked, and of a day that passed who asks, too. Of the stages that have begun the
 * last counts; and none of which who is asked knew the day already, because they were asked, or another day was set, after it began.
 */
export function remindersOf(request: Request, now: number): Reminder[] {
  const reached = stagesOf(request).findLast(({ from }) => from <= now);
  if (!reached || reached.from <= knownSince(request)) return [];
  const { stage, from } = reached;
  const people = stage === "late" ? new Set([request.of, request.by]) : new Set([request.of]);
  const at = new Date(from).toISOString();
  return [...people].flatMap((person) => (person === null ? [] : [{ request, person, stage, at }]));
}

/** When a stage of a request begins next after an instant; null: none does. Milliseconds since 1970. */
export function nextStage(request: Request, now: number): number | null {
  return stagesOf(request).find(({ from }) => from > now)?.from ?? null;
}

/** Since when who is asked has known the day. */
function knownSince({ at, steps }: Request): number {
  const told = steps.findLast(({ act }) => act === "take" || act === "hand" || act === "postpone" || act === "reopen");
  return Date.parse(told?.at ?? at);
}

/** In the order in which they press: by their days, those without one behind them, the oldest first. */
export function byDay(one: Request, other: Request): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ until, at, id }: Request): string {
  return [until ?? "9999-99-99", at, id].join(" ");
}
