/** Small turns of phrase that pages share: numbers with their nouns, days, names in a row. The same on server and browser. */
import type { Contributor, Part } from "../../translations/ledger/events.ts";
import type { Doer } from "../../translations/ledger/news.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { OpenCounts, Proposal, Version } from "../../translations/ledger/state.ts";
import { wordsFrom } from "../language/language.ts";
import { clock, type Clock } from "./clock.ts";
import { DESIGN } from "./words.ts";

/** "2 wait for review, 1 is being written"; of nothing "no open proposals". That it is proposals the place says. */
export function openWords({ waiting, written }: OpenCounts): string {
  const words = wordsFrom(DESIGN);
  if (waiting > 0 && written > 0) return words.both(words.waiting(waiting), words.written(written));
  if (waiting > 0) return words.waiting(waiting);
  return written > 0 ? words.written(written) : words.noneOpen;
}

/** "a", "a and b", "a, b and c". */
export function inARow(names: readonly string[]): string {
  return wordsFrom(DESIGN).inARow(names);
}

export function namesOf(people: readonly Doer[]): string {
  return inARow(people.map(calledAs));
}

/** How somebody is called; of a program it is said that it is one, of a reader without an account that they call themselves so. */
export function calledAs({ name, program, reader }: Doer): string {
  const words = wordsFrom(DESIGN);
  if (reader) return words.reader(name);
  return program ? words.program(name) : name;
}

/** What curls the quotation marks of sentences about `words`; none, where these have straight ones of their own. */
export function curling(...words: string[]): (sentence: string) => string {
  const theirs = words.some((each) => each.includes('"'));
  return (sentence) => (theirs ? sentence : sentence.replace(/"([^"]*)"/g, "“$1”"));
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * "24 January 2022" for an ISO 8601 day or instant, by the page's clock; a day without a time is the same everywhere.
 * What is no date is given back as it is.
 */
export function day(iso: string, by: Clock = clock.value): string {
  const instant = instantOf(iso);
  if (instant) {
    const { year, month, day } = by.show(instant);
    return wordsFrom(DESIGN).day({ year, month, day });
  }
  const [, year, month, date] = DATE.exec(iso) ?? [];
  if (!year) return iso;
  const named = Number(month) >= 1 && Number(month) <= 12;
  return wordsFrom(DESIGN).day({
    year,
    month: named ? Number(month) : undefined,
    day: named && date ? String(Number(date)) : undefined,
  });
}

/** The day, and for an instant the minute: "24 January 2022, 14:02 UTC", or without "UTC" by the reader's own clock. */
export function moment(iso: string, by: Clock = clock.value): string {
  const instant = instantOf(iso);
  return instant ? wordsFrom(DESIGN).moment(day(iso, by), by.show(instant).minute, by.suffix) : day(iso, by);
}

/** From when to when, each part said once; `exact` to the second, and then the beginning alone. */
export function stretch(from: string, to: string, exact: boolean, by: Clock = clock.value): string {
  const [start, end] = [instantOf(from), instantOf(to)];
  if (!start || !end) return day(from, by);
  const words = wordsFrom(DESIGN);
  if (exact) return words.moment(day(from, by), by.show(start).second, by.suffix);
  if (moment(from, by) === moment(to, by)) return moment(from, by);
  return day(from, by) === day(to, by)
    ? words.moment(day(from, by), words.span(by.show(start).minute, by.show(end).minute), by.suffix)
    : words.span(moment(from, by), moment(to, by));
}

/** Null for a day, a month or a year: these are of a calendar, and have no clock. */
function instantOf(iso: string): Date | null {
  if (!iso.includes("T")) return null;
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** What a contributor did, in a word or two. */
export function partWords(part: Part): string {
  return wordsFrom(DESIGN).parts[part];
}

/** Who somebody without an account here is here, as an owner has said. */
export function hereWords(name: string, here: string): string {
  return wordsFrom(DESIGN).here(name === here ? null : here);
}

/** What a version is called that nobody reviewed. */
export function unreviewedWord(): string {
  return wordsFrom(DESIGN).unreviewed;
}

/** The people whose words a version is: approvers only agreed to them. */
export function authorsOf<Of extends Contributor>({ contributors }: { contributors: readonly Of[] }): Of[] {
  const authors = contributors.filter(({ role }) => role !== "approver");
  return authors.length > 0 ? authors : [...contributors];
}

/** What a role is for. */
export function roleWords(role: Role): string {
  return wordsFrom(DESIGN).roles[role];
}

/** Where a proposal stands. */
export function statusWords(status: Proposal["status"]): string {
  return wordsFrom(DESIGN).statuses[status];
}

/** `text` on one line, cut at a word's end where it is longer than `longest` characters. */
export function shortened(text: string, longest: number): string {
  // Most words stand on one line already.
  const line = /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, " ").trim() : text.trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longest / 2))} …`;
}

/** Where a version's words come from, in a sentence or two; "" if nothing is known of that. */
export function provenanceOf({ provenance, review }: Pick<Version, "provenance" | "review">): string {
  return provenance === "" && review.kind === "accepted" ? wordsFrom(DESIGN).acceptedHere : provenance;
}

/** What became of a wording that can't be shown, after "The wording of v1". */
export function absence(removed: boolean): string {
  const words = wordsFrom(DESIGN);
  return removed ? words.removed : words.notHeld;
}
