/**
 * The steps of a draft's log as a reader meets them: what one person wrote without a long pause is one step, in
 * sentences and minutes; the log's own steps stand behind it as the finer level. Addresses of both stand here too.
 */
import type { Person } from "../../translations/notes/note.ts";
import type { ProposalHere } from "../../translations/ledger/state.ts";
import { wordsFrom } from "../language/language.ts";
import { address, partName } from "../links/addresses.ts";
import { PLAYBACK } from "./words.tsx";

/** A step of a draft's log, as `/api/proposals/{id}/history` gives it. Times are ISO 8601, null if not known. */
export interface LoggedStep {
  step: number;
  from: string | null;
  to: string | null;
  /** Who wrote it, first writer first; nobody if the workbench did. */
  by: Person[];
}

/** Some steps of the log, one after another: `first` to `last`, both counted from 1 and included. */
export interface ReadStep {
  first: number;
  last: number;
  from: string | null;
  to: string | null;
  by: Person[];
}

/** How finely a history is told: gathered for reading, or every step of the log. */
export type Level = "gathered" | "every";

/** What a step is compared with: the step before it, the version it revises, or the draft as it stands now. */
export const AGAINST = ["before", "base", "now"] as const;
export type Against = (typeof AGAINST)[number];

/** A pause longer than this ends a step, in milliseconds: one turns a page, or looks a word up. */
const PAUSE = 45_000;
/** No step tells of more than this at once, in milliseconds. */
const LONGEST = 5 * 60_000;
/** Turns shorter than this, one upon the other, are people who write at the same time; in milliseconds. */
const SHORT_TURN = 10_000;
/** So many short turns make writing at the same time; fewer are an answer, and stand alone. */
const FEWEST_TURNS = 4;
/** Writing at the same time is told by the minute, in milliseconds. */
const TOGETHER = 60_000;

/**
 * The steps for reading. Together they cover the log's once, in order, and what the draft began with stands alone.
 * Consecutive steps by the same people become one while the pauses between them are short and it does not grow too
 * long; then four or more short turns of people who write at the same time become one of theirs together.
 */
export function readSteps(log: readonly LoggedStep[], level: Level): ReadStep[] {
  const single = log.map(({ step, from, to, by }) => ({ first: step, last: step, from, to, by }));
  if (level === "every") return single;
  const own = gathered(
    single.slice(1),
    (before, step) => samePeople(before.by, step.by) && follows(before, step, PAUSE, LONGEST),
  );
  return [
    ...single.slice(0, 1),
    ...runsOf(own).flatMap((run) => (run.length < FEWEST_TURNS ? run : gathered(run, together))),
  ];
}

/** Neighbours that `belongs` puts together, as one step each. */
function gathered(steps: readonly ReadStep[], belongs: (before: ReadStep, step: ReadStep) => boolean): ReadStep[] {
  const out: ReadStep[] = [];
  for (const step of steps) {
    const before = out.at(-1);
    if (before && belongs(before, step)) out[out.length - 1] = joined(before, step);
    else out.push(step);
  }
  return out;
}

function together(before: ReadStep, step: ReadStep): boolean {
  return follows(before, step, SHORT_TURN, TOGETHER);
}

/** Short turns that come one upon the other, as runs; every other step is a run of its own. */
function runsOf(steps: readonly ReadStep[]): ReadStep[][] {
  const runs: ReadStep[][] = [];
  for (const step of steps) {
    const before = runs.at(-1)?.at(-1);
    if (before && isShort(before) && isShort(step) && lapse(before.to, step.from) <= SHORT_TURN)
      runs.at(-1)!.push(step);
    else runs.push([step]);
  }
  return runs;
}

function isShort({ from, to }: ReadStep): boolean {
  return lapse(from, to) <= SHORT_TURN;
}

function follows(before: ReadStep, step: ReadStep, pause: number, longest: number): boolean {
  return lapse(before.to, step.from) <= pause && lapse(before.from, step.to) <= longest;
}

function joined(a: ReadStep, b: ReadStep): ReadStep {
  const more = b.by.filter((person) => !a.by.some((other) => samePerson(person, other)));
  return { first: a.first, last: b.last, from: a.from ?? b.from, to: b.to ?? a.to, by: [...a.by, ...more] };
}

function samePeople(a: readonly Person[], b: readonly Person[]): boolean {
  return a.length === b.length && a.every((person) => b.some((other) => samePerson(person, other)));
}

function samePerson(a: Person, b: Person): boolean {
  return a.id === b.id && a.name === b.name;
}

/** In milliseconds; 0 if it is not known. */
function lapse(from: string | null, to: string | null): number {
  return from === null || to === null ? 0 : Date.parse(to) - Date.parse(from);
}

/** The people of all `steps`, each once, first writer first. */
export function writersOf(steps: readonly Pick<ReadStep, "by">[]): Person[] {
  const found: Person[] = [];
  for (const { by } of steps)
    for (const person of by) if (!found.some((other) => samePerson(person, other))) found.push(person);
  return found;
}

/** What a page of a history shows: `at` is the number of the step there, from 1. */
export interface Shown {
  at: number;
  level: Level;
  against: Against;
}

/** The steps of the log whose renderings such a page needs, in order; `step` is the one it shows, `logged` the last. */
export function neededFor(step: ReadStep | undefined, logged: number, { against }: Shown): number[] {
  if (!step) return [];
  if (against === "now") return step.last === logged ? [logged] : [step.last, logged];
  return against === "before" && step.first > 1 ? [step.first - 1, step.last] : [step.last];
}

/** The address of a history's page that shows it so. */
export function addressOfStep(
  work: string,
  { id, passage, beside }: Pick<ProposalHere, "id" | "passage" | "beside">,
  { at, level, against }: Shown,
): string {
  const asked = new URLSearchParams({ step: String(at) });
  if (level !== "gathered") asked.set("level", level);
  if (against !== "before") asked.set("against", against);
  const part = partName({ passage, beside });
  if (part !== undefined) asked.set("part", part);
  return `${address.history(work, id)}?${asked.toString()}`;
}

/** The number, on the other level, of the step that the same words stand in. */
export function sameOn(other: readonly ReadStep[], { last }: ReadStep): number {
  const found = other.findIndex((step) => step.last >= last);
  return found < 0 ? other.length : found + 1;
}

/** Who wrote a step whose people were not kept. */
export function somebody(): string {
  return wordsFrom(PLAYBACK).page.somebody;
}

/** Who wrote a step, and has no account any more. */
export function somebodyGone(): string {
  return wordsFrom(PLAYBACK).page.somebodyGone;
}

/** What is said where the steps of a draft are no more. */
export function stepsDropped(): string {
  return wordsFrom(PLAYBACK).page.dropped;
}
