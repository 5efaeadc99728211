/**
 * The life of a passage on an axis of time: its source wordings, its versions and their notes, and what was proposed, from when to
 * when. Nothing of it looks at a clock: what goes on goes on to the last that is known.
 */
import type { Person } from "../notes/note.ts";
import { withdrawalOf, type ProposalHere, type ProposalStatus, type Version } from "./state.ts";

export const LIFE_KINDS = [
  ...(["source", "version", "notes", "text", "chosen", "withdrawn"] as const),
  ...(["checked", "proposed", "returned", "accepted", "declined", "given-up"] as const),
] as const;
export type LifeKind = (typeof LIFE_KINDS)[number];

/** Something that happened to a passage. */
export interface LifeEvent {
  kind: LifeKind;
  /** ISO 8601: an instant, or as much of a day as is known. */
  at: string;
  /** The version, or of `source` the wording; null of a proposal. */
  number: number | null;
  /** The proposal; null of others. */
  proposal: string | null;
  people: Person[];
  /** How many notes came with the version; 0 of all else. */
  count: number;
}

/** A wording of the source, since when, and who worded it. */
export interface WordedSource {
  number: number;
  at: string;
  by: Person | null;
}

const ENDED: Partial<Record<ProposalStatus, LifeKind>> = {
  accepted: "accepted",
  declined: "declined",
  withdrawn: "given-up",
};

/** All that happened to a passage, in the order of time. @param proposals those that everybody who reads the work may read. */
export function lifeOf(
  versions: readonly Version[],
  proposals: readonly ProposalHere[],
  sources: readonly WordedSource[],
): LifeEvent[] {
  const events = [...sources.map(ofSource), ...versions.flatMap(ofVersion), ...proposals.flatMap(ofProposal)];
  return events.sort((one, other) => instantOf(one.at) - instantOf(other.at));
}

const NOTHING = { number: null, proposal: null, count: 0 };

function ofSource({ number, at, by }: WordedSource): LifeEvent {
  return { ...NOTHING, kind: "source", at, number, people: by ? [by] : [] };
}

function ofVersion(version: Version): LifeEvent[] {
  const { number, date, contributors, notes, supplied, chosen = [], checks = [] } = version;
  const of = { ...NOTHING, number };
  const withdrawal = withdrawalOf(version);
  return [
    { ...of, kind: "version", at: date, people: contributors },
    ...(notes.length > 0 ? [{ ...of, kind: "notes" as const, at: date, people: [], count: notes.length }] : []),
    ...(supplied ? [{ ...of, kind: "text" as const, at: supplied.at, people: [supplied.by] }] : []),
    ...chosen.map(({ at, by }) => ({ ...of, kind: "chosen" as const, at, people: [by] })),
    ...checks.map(({ at, by }) => ({ ...of, kind: "checked" as const, at, people: [by] })),
    ...(withdrawal ? [{ ...of, kind: "withdrawn" as const, at: withdrawal.at, people: [withdrawal.by] }] : []),
  ];
}

function ofProposal({ id, submission, returns, decision, status }: ProposalHere): LifeEvent[] {
  const of = { ...NOTHING, proposal: id };
  const ended = ENDED[status];
  return [
    ...(submission ? [{ ...of, kind: "proposed" as const, at: submission.at, people: submission.proposers }] : []),
    ...returns.map(({ at, by }) => ({ ...of, kind: "returned" as const, at, people: [by] })),
    ...(decision && ended ? [{ ...of, kind: ended, at: decision.at, people: [decision.by] }] : []),
  ];
}

/** From when to when a proposal was on its way; `to` null: it still is. */
export interface Stretch {
  proposal: string;
  from: string;
  to: string | null;
}

/** The stretches of proposals, from the first to the last that is known of each, each in the uppermost row that is free. */
export function stretchesOf(events: readonly LifeEvent[]): { rows: number; stretches: (Stretch & { row: number })[] } {
  const spans = new Map<string, Stretch>();
  for (const { proposal, at, kind } of events) {
    if (proposal === null) continue;
    const before = spans.get(proposal);
    const ends = kind === "accepted" || kind === "declined" || kind === "given-up";
    spans.set(proposal, { proposal, from: before?.from ?? at, to: ends ? at : null });
  }
  const free: number[] = [];
  const stretches = [...spans.values()].map((span) => {
    const [from, to] = [instantOf(span.from), span.to === null ? Infinity : instantOf(span.to)];
    const found = free.findIndex((until) => until < from);
    const row = found < 0 ? free.length : found;
    free[row] = to;
    return { ...span, row };
  });
  return { rows: free.length, stretches };
}

/** An axis from the first to the last of some instants. */
export interface Axis {
  /** Where an instant stands, from 0 to 1; what is before or behind stands at its end. */
  place(at: string): number;
  /** Beginnings of years, months or days within it, as ISO 8601 writes these. */
  ticks: { at: string; place: number }[];
}

export function axisOf(instants: readonly string[]): Axis {
  const all = instants.map(instantOf);
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const placed = (at: number): number => (to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0);
  return {
    place: (at) => placed(instantOf(at)),
    ticks: ticksIn(from, to).map((at) => ({ at, place: placed(instantOf(at)) })),
  };
}

const [YEARS, MONTHS, DAYS] = [
  [100, 50, 20, 10, 5, 2, 1],
  [6, 3, 1],
  [14, 7, 2, 1],
];
const DAY = 86_400_000;

/** The coarsest of which there are two at least; none, where even of days there are not. */
function ticksIn(from: number, to: number): string[] {
  if (!(to > from)) return [];
  const [first, last] = [new Date(from), new Date(to)];
  const months = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const within = (at: string): boolean => instantOf(at) >= from && instantOf(at) <= to;
  const multiples = (step: number, low: number, high: number, write: (n: number) => string): string[] => {
    const found: string[] = [];
    for (let n = Math.ceil(low / step) * step; n <= high; n += step) found.push(write(n));
    return found.filter(within);
  };
  const year = (n: number): string => String(n).padStart(4, "0");
  const month = (n: number): string => `${year(Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, "0")}`;
  const day = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
  const tries = [
    ...YEARS.map((step) => () => multiples(step, first.getUTCFullYear(), last.getUTCFullYear(), year)),
    ...MONTHS.map((step) => () => multiples(step, months(first), months(last), month)),
    ...DAYS.map((step) => () => multiples(step, Math.floor(from / DAY), Math.floor(to / DAY), day)),
  ];
  for (const ticks of tries) {
    const found = ticks();
    if (found.length >= 2) return found;
  }
  return [];
}

/** Milliseconds since 1970 of a year, a month, a day or an instant; of what is none of these, 0. */
function instantOf(at: string): number {
  const instant = Date.parse(/^\d{4}(-\d\d){0,2}(T|$)/.test(at) ? at : "1970");
  return Number.isNaN(instant) ? 0 : instant;
}
