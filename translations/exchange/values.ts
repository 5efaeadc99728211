/** Values that a file has of passages and versions, whatever it is: kinds and levels, words, dates, people. */
import type { Part } from "../ledger/events.ts";
import { PASSAGE_KINDS, type PassageKind } from "../ledger/work.ts";
import { namedAs, readNamed } from "../people/named.ts";
import { canonicalText, renderingToJson } from "../text/canonical.ts";
import { LIMITS, over, OverLimit } from "../text/limits.ts";
import { parseText } from "../text/parse.ts";
import type { RenderingJson } from "../text/schema.ts";
import { isInvisible, plainly } from "../text/well-formed.ts";
import { NotTaken, type BroughtVersion, type Counting } from "./brought.ts";
import { idOfKey } from "./keys.ts";

const MOST_LEVELS = 100;

/** What a file says in plain text, as it is kept; "" if that is nothing, or nothing that can be seen. */
export function plainOf(value: unknown): string {
  return typeof value === "string" && !isInvisible(value) ? plainly(value) : "";
}

/** The part that a passage plays; a paragraph's, if the file says none that there is. */
export function kindOf(value: unknown): PassageKind {
  return PASSAGE_KINDS.find((kind) => kind === value) ?? "paragraph";
}

/** The depth of a passage in the outline; 1, if the file says none that can be. */
export function levelOf(value: unknown): number {
  return isWithin(value, MOST_LEVELS) ? value : 1;
}

/** True of a whole number from 1 to `most`. */
export function isWithin(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

/** Which version one is usually revised from: the one before it. */
export function usualBase(number: number): number | null {
  return number === 1 ? null : number - 1;
}

/** Which version one is revised from: an earlier one or, with null, none, if the file says so; else the usual. */
export function baseOf(said: unknown, number: number): number | null {
  if (said === null) return null;
  return isWithin(said, number - 1) ? said : usualBase(number);
}

/**
 * The rendering that a text is; null if nothing is left to read.
 * @throws NotTaken if it is larger than a passage may be.
 */
export function renderingOf(text: string, line: number | null): RenderingJson | null {
  try {
    const rendering = parseText(text);
    return canonicalText(rendering) === "" ? null : renderingToJson(rendering);
  } catch (error) {
    if (!(error instanceof OverLimit)) throw error;
    throw new NotTaken({ code: "too-large", excess: error.excess }, line);
  }
}

const DATE = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

/** A date as it stands in a file; null, and counted, if it is none. */
export function dateOf(value: unknown, counting: Counting): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" && DATE.test(value.trim()) && isInCalendar(value.trim())) return value.trim();
  counting.add("date");
  return null;
}

/** A day that its month has not would be one of the next month. */
function isInCalendar(date: string): boolean {
  const day = date.slice(0, 10);
  return !Number.isNaN(Date.parse(date)) && new Date(day).toISOString().startsWith(day);
}

/** What people do for a version: who comes first translates, who comes later revises. */
export function usualRole(base: number | null): Part {
  return base === null ? "translator" : "reviser";
}

/** Which translation a version is of, by its id; nothing if the file does not say, or, which is counted, what can be none. */
export function translationIn(value: unknown, counting: Counting): Pick<BroughtVersion, "translation"> {
  const said = plainOf(value);
  if (said === "") return {};
  const id = idOfKey(said);
  if (id === null) counting.add("names of translations");
  return id === null ? {} : { translation: id };
}

const PARTS: readonly Part[] = ["translator", "reviser", "glossator", "editor", "proposer", "approver", "supplier"];

/** The people of a version: a name, or a list of names and of `{name, role}`. What is none is counted. */
export function peopleOf(value: unknown, base: number | null, counting: Counting): BroughtVersion["by"] {
  if (value === undefined || value === null || value === "") return [];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  counting.add("by", all.length - LIMITS.people);
  return all.slice(0, LIMITS.people).flatMap((each) => {
    const { name, role, program } =
      typeof each === "object" && each !== null
        ? (each as { name?: unknown; role?: unknown; program?: unknown })
        : { name: each, role: undefined, program: undefined };
    const read = typeof name === "string" ? readNamed(name) : null;
    if (!read?.ok) {
      counting.add("by");
      return [];
    }
    const known = PARTS.find((part) => part === role);
    if (role !== undefined && role !== null && known === undefined) counting.add("role");
    const isProgram = read.program ?? program === true;
    return [{ name: read.name, ...(isProgram && { program: true as const }), role: known ?? usualRole(base) }];
  });
}

/**
 * That a version was withdrawn, in whatever words a file says it; nothing if it does not. The day is counted: here it is withdrawn
 * on the day on which it comes in.
 * @throws NotTaken if the reason is longer than one may be.
 */
export function withdrawalIn(
  said: { at: unknown; by: unknown; reason: unknown } | null,
  line: number | null,
  counting: Counting,
): Pick<BroughtVersion, "withdrawn"> {
  if (said === null || plainOf(said.at) === "") return {};
  counting.add("days of withdrawals");
  const read = typeof said.by === "string" ? readNamed(said.by) : null;
  return { withdrawn: { by: read?.ok ? namedAs(read) : null, reason: reasonOf(said.reason, line) } };
}

/**
 * A reason as it stands in a file.
 * @throws NotTaken if it is longer than one may be.
 */
export function reasonOf(value: unknown, line: number | null): string {
  const reason = plainOf(value).replace(/\r\n?/g, "\n");
  const excess = over("reason", reason.length);
  if (excess) throw new NotTaken({ code: "too-large", excess }, line);
  return reason;
}

/** Paragraphs of a source: a text, parted by empty lines, or a list of texts. */
export function sourceOf(value: unknown): string[] {
  const all = Array.isArray(value) ? value.filter((each) => typeof each === "string") : [value];
  return all
    .flatMap((each) => (typeof each === "string" ? each.split(/\r?\n[^\S\n]*\r?\n/) : []))
    .map((paragraph) => plainOf(paragraph).normalize("NFC"))
    .filter((paragraph) => paragraph !== "");
}
