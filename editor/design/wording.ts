/** Small turns of phrase that pages share: numbers with their nouns, days, names in a row. The same on server and browser. */
import type { Contributor, Part } from "../../translations/ledger/events.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { OpenCounts, Proposal, Version } from "../../translations/ledger/state.ts";
import type { Person } from "../../translations/notes/note.ts";
import { clock, type Clock } from "./clock.ts";

/** "1 note", "2 notes", "no notes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number === 0 ? "no" : number} ${number === 1 ? one : many}`;
}

/** "2 wait for review, 1 is being written"; of nothing "no open proposals". That it is proposals the place says. */
export function openWords({ waiting, written }: OpenCounts): string {
  const parts = [
    waiting > 0 && `${waiting} ${waiting === 1 ? "waits" : "wait"} for review`,
    written > 0 && `${written} ${written === 1 ? "is" : "are"} being written`,
  ];
  return parts.filter(Boolean).join(", ") || "no open proposals";
}

/** "a", "a and b", "a, b and c". */
export function inARow(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export function namesOf(people: readonly Person[]): string {
  return inARow(people.map(({ name }) => name));
}

/** What curls the quotation marks of sentences about `words`; none, where these have straight ones of their own. */
export function curling(...words: string[]): (sentence: string) => string {
  const theirs = words.some((each) => each.includes('"'));
  return (sentence) => (theirs ? sentence : sentence.replace(/"([^"]*)"/g, "“$1”"));
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * "24 January 2022" for an ISO 8601 day or instant, by the page's clock; a day without a time is the same everywhere.
 * What is no date is given back as it is.
 */
export function day(iso: string, by: Clock = clock.value): string {
  const instant = instantOf(iso);
  if (instant) {
    const { year, month, day } = by.show(instant);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  }
  const [, year, month, date] = DATE.exec(iso) ?? [];
  if (!year) return iso;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [date && name ? String(Number(date)) : "", name ?? "", year].filter(Boolean).join(" ");
}

/** The day, and for an instant the minute: "24 January 2022, 14:02 UTC", or without "UTC" by the reader's own clock. */
export function moment(iso: string, by: Clock = clock.value): string {
  const instant = instantOf(iso);
  return instant ? `${day(iso, by)}, ${by.show(instant).minute}${by.suffix}` : day(iso, by);
}

/** From when to when, each part said once; `exact` to the second, and then the beginning alone. */
export function stretch(from: string, to: string, exact: boolean, by: Clock = clock.value): string {
  const [start, end] = [instantOf(from), instantOf(to)];
  if (!start || !end) return day(from, by);
  if (exact) return `${day(from, by)}, ${by.show(start).second}${by.suffix}`;
  if (moment(from, by) === moment(to, by)) return moment(from, by);
  return day(from, by) === day(to, by)
    ? `${day(from, by)}, ${by.show(start).minute} to ${by.show(end).minute}${by.suffix}`
    : `${moment(from, by)} to ${moment(to, by)}`;
}

/** Null for a day, a month or a year: these are of a calendar, and have no clock. */
function instantOf(iso: string): Date | null {
  if (!iso.includes("T")) return null;
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

const PARTS: Record<Part, string> = {
  translator: "translator",
  reviser: "reviser",
  glossator: "gloss",
  editor: "editor",
  proposer: "proposed",
  approver: "approved",
  supplier: "supplied the text",
};

/** What a contributor did, in a word or two. */
export function partWords(part: Part): string {
  return PARTS[part];
}

/** The people whose words a version is: approvers only agreed to them. */
export function authorsOf({ contributors }: { contributors: readonly Contributor[] }): Contributor[] {
  const authors = contributors.filter(({ role }) => role !== "approver");
  return authors.length > 0 ? authors : [...contributors];
}

export const ROLE_WORDS: Record<Role, string> = {
  reader: "Reader: reads and cites",
  translator: "Translator: also proposes",
  reviewer: "Reviewer: also decides on proposals of others",
  owner: "Owner: also invites people and gives roles",
};

export const STATUS_WORDS: Record<Proposal["status"], string> = {
  draft: "being written",
  open: "waiting for review",
  accepted: "accepted",
  declined: "declined",
  withdrawn: "given up",
};

/** `text` on one line, cut at a word's end where it is longer than `longest` characters. */
export function shortened(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longest / 2))} …`;
}

/** Where a version's words come from, in a sentence or two; "" if nothing is known of that. */
export function provenanceOf({ provenance, review }: Pick<Version, "provenance" | "review">): string {
  return provenance === "" && review.kind === "accepted" ? "Proposed and accepted on this workbench." : provenance;
}

/** What became of a wording that can't be shown, after "The wording of v1". */
export function absence(removed: boolean): string {
  return removed ? "was removed" : "is not held here";
}
