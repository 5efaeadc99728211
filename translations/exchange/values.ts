/** Values that a file has of versions, whatever it is: words, dates, people. */
import type { Part } from "../ledger/events.ts";
import { readName } from "../people/name.ts";
import { canonicalText, renderingToJson } from "../text/canonical.ts";
import { LIMITS, OverLimit } from "../text/limits.ts";
import { parseText } from "../text/parse.ts";
import type { RenderingJson } from "../text/schema.ts";
import { NotTaken, type BroughtVersion, type Counting } from "./brought.ts";

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
    const { limit, found } = error.excess;
    throw new NotTaken({ code: "too-long", limit, found, most: LIMITS[limit] }, line);
  }
}

const DATE = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

/** A date as it stands in a file; null, and counted, if it is none. */
export function dateOf(value: unknown, counting: Counting): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" && DATE.test(value.trim()) && !Number.isNaN(Date.parse(value.trim())))
    return value.trim();
  counting.add("date");
  return null;
}

/** What people do for a version: who comes first translates, who comes later revises. */
export function usualRole(base: number | null): Part {
  return base === null ? "translator" : "reviser";
}

const PARTS: readonly Part[] = ["translator", "reviser", "glossator", "editor", "proposer", "approver", "supplier"];

/** The people of a version: a name, or a list of names and of `{name, role}`. What is none is counted. */
export function peopleOf(value: unknown, base: number | null, counting: Counting): BroughtVersion["by"] {
  if (value === undefined || value === null || value === "") return [];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.slice(0, LIMITS.people).flatMap((each) => {
    const { name, role } =
      typeof each === "object" && each !== null
        ? (each as { name?: unknown; role?: unknown })
        : { name: each, role: undefined };
    const read = typeof name === "string" ? readName(name) : null;
    if (!read?.ok) {
      counting.add("by");
      return [];
    }
    const known = PARTS.find((part) => part === role);
    if (role !== undefined && role !== null && known === undefined) counting.add("role");
    return [{ name: read.name, role: known ?? usualRole(base) }];
  });
}

/**
 * A reason as it stands in a file.
 * @throws NotTaken if it is longer than one may be.
 */
export function reasonOf(value: unknown, line: number | null): string {
  if (typeof value !== "string") return "";
  const reason = value.replace(/\r\n?/g, "\n").trim();
  if (reason.length > LIMITS.reason)
    throw new NotTaken({ code: "too-long", limit: "reason", found: reason.length, most: LIMITS.reason }, line);
  return reason;
}

/** Paragraphs of a source: a text, parted by empty lines, or a list of texts. */
export function sourceOf(value: unknown): string[] {
  const all = Array.isArray(value) ? value.filter((each) => typeof each === "string") : [value];
  return all
    .flatMap((each) => (typeof each === "string" ? each.split(/\r?\n[^\S\n]*\r?\n/) : []))
    .map((paragraph) => paragraph.trim().normalize("NFC"))
    .filter((paragraph) => paragraph !== "");
}
