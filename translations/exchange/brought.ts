/**
 * A work as a file brings it: passages with their source words and versions, before any ledger has recorded them. What a
 * format reads into it stands in a file a format; how it becomes a work's first records, in `records.ts`.
 */
import type { Part } from "../ledger/events.ts";
import type { PassageKind } from "../ledger/work.ts";
import type { Anchor, NoteCategory } from "../notes/note.ts";
import type { Named } from "../people/named.ts";
import type { RenderingJson } from "../text/schema.ts";
import { over, type Excess } from "../text/limits.ts";
import { FILE_LIMITS } from "./limits.ts";

export interface BroughtVersion {
  /** In canonical form; null: known to exist, not held. */
  rendering: RenderingJson | null;
  /** ISO 8601: a year, a month, a day or an instant; null if the file does not say. */
  date: string | null;
  /** Who made it; none if the file does not say. Names from elsewhere: never an account. */
  by: (Named & { role: Part })[];
  rationale: string;
  /** Notes on it; absent if the file has none. */
  notes?: BroughtNote[];
  /** The version that it revises; null for one that stands by itself. */
  base: number | null;
  /** Where its words come from, where that is said. */
  provenance?: string;
  /** The id of the translation that it belongs to; absent: the work's own. */
  translation?: string;
  /** It was withdrawn, and so has no words; absent if it was not. */
  withdrawn?: BroughtWithdrawal;
}

/** Who withdrew a version, null if the file does not say, and why. */
export interface BroughtWithdrawal {
  by: Named | null;
  reason: string;
}

/** A note as a file has it. */
export interface BroughtNote {
  /** Who wrote it; "" if the file does not say. */
  author: string;
  /** ISO 8601; null if the file does not say. */
  date: string | null;
  /** Plain text, paragraphs parted by an empty line. */
  body: string;
  /** On words of the rendering; null if it speaks of the whole. */
  target: Anchor | null;
  /** On words of the source; absent if it is on none. */
  source?: Anchor;
  /** What it is about; absent if the file does not say. */
  category?: NoteCategory;
  /** Renderings that it offers instead; absent if there are none. */
  alternatives?: string[];
}

export interface BroughtPassage {
  id: string;
  locator: string;
  kind: PassageKind;
  level: number;
  remark?: string;
  /** Paragraphs of its source; none if the file has none. */
  source: string[];
  /** True if the whole source is known, and has nothing here. */
  notInSource?: true;
  versions: BroughtVersion[];
  /** The number of the version that stands; 0 if there is none. */
  current: number;
}

/** How often what was left out, by what it is called. */
export type Counts = Readonly<Record<string, number>>;

export interface Brought {
  passages: BroughtPassage[];
  /** What of the file was not taken in. */
  notTaken: Counts;
}

/** Why a file can't be taken in. Of what is over a limit is told how many were found. */
export type Fault =
  | { code: "no-json" | "no-object" | "no-key" | "no-versions" | "no-text" | "bad-table" }
  | { code: "key-is-no-id" | "same-key" | "no-columns"; key: string }
  | { code: "too-large"; excess: Excess }
  | { code: "too-many"; of: "passages" | "versions" | "files"; found: number }
  | { code: "empty" }
  /** It is a table, and is to be laid beside a text. */
  | { code: "a-table" }
  /** A Word file that was taken out here is among several: it has people's changes, which are read of one alone. */
  | { code: "from-here" }
  /** It is no archive of a work; or a file of one is missing, or another than it says. */
  | { code: "no-archive" }
  /** It is an archive of what readers may read, without the records of which a work is made. */
  | { code: "for-readers" }
  | { code: "archive-altered"; file: string }
  /** The bytes are of something else, or of nothing that is read here. */
  | { code: "not-what-it-says"; is: Otherwise }
  /** Nobody opens it without its password. */
  | { code: "locked" }
  | { code: "broken" }
  /** It may be whole: what reads it here did not bring it to its end. */
  | { code: "reader-failed" | "reader-not-begun" }
  /** Something that must not be in a file: a name that leads out of it, an entity that grows. */
  | { code: "unsafe" }
  /** More is packed in it, or nested, than may be, or reading it, or laying it beside another text, took too long. */
  | { code: "over"; limit: "bytes" | "unpacked" | "ratio" | "entries" | "depth" | "memory" | "time" | "laying" }
  | { code: "no-encoding" | "other-encoding"; encoding: string };

/** What a file is instead of what its name says. */
export type Otherwise = "picture" | "pdf" | "rtf" | "old-word" | "archive" | "text" | "unknown";

/** A file can't be taken in; nothing of it was. */
export class NotTaken extends Error {
  override name = "NotTaken";
  readonly fault: Fault;
  /** The line of the file, counted from 1; null if it is no line's fault. */
  readonly line: number | null;
  /** Which file of several; null if there is but one. */
  readonly file: string | null;

  constructor(fault: Fault, line: number | null = null, file: string | null = null) {
    super(line === null ? fault.code : `line ${line}: ${fault.code}`);
    this.fault = fault;
    this.line = line;
    this.file = file;
  }
}

/** @throws NotTaken if there are more than may come at once, or nothing at all, or more source words or a longer name than a passage has. */
export function refuseTooMany(passages: readonly BroughtPassage[]): void {
  if (passages.length === 0) throw new NotTaken({ code: "empty" });
  const versions = passages.reduce((sum, passage) => sum + passage.versions.length, 0);
  for (const [of, found] of [
    ["passages", passages.length],
    ["versions", versions],
  ] as const)
    if (found > FILE_LIMITS[of]) throw new NotTaken({ code: "too-many", of, found });
  const translations = new Set(passages.flatMap(({ versions: all }) => all.map(({ translation }) => translation))).size;
  const several = over("translations", translations);
  if (several) throw new NotTaken({ code: "too-large", excess: several });
  for (const { locator, remark = "", source } of passages) {
    const excess =
      over("locator", locator.length + remark.length) ??
      over(
        "characters",
        source.reduce((sum, { length }) => sum + length, 0),
      ) ??
      over("blocks", source.length);
    if (excess) throw new NotTaken({ code: "too-large", excess });
  }
}

/** Things that are counted by name while a file is read. */
export class Counting {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    if (count > 0) this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  addAll(counts: Counts): void {
    for (const [name, count] of Object.entries(counts)) this.add(name, count);
  }

  counts(): Counts {
    return Object.fromEntries(this.#counts);
  }
}
