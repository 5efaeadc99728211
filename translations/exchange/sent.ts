/**
 * What files bring, as it is sent to a workbench elsewhere: a passage a line, as JSON, with all that a file may have of it.
 * Whoever sends it may send anything: what is read here is what a file could have brought.
 */
import { isPassageId, sourceText } from "../ledger/work.ts";
import { NOTE_CATEGORIES, type Anchor } from "../notes/note.ts";
import { namedAs, readNamed, writtenName } from "../people/named.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { excessOf } from "../text/excess.ts";
import type { Rendering } from "../text/schema.ts";
import {
  Counting,
  NotTaken,
  refuseTooMany,
  type BroughtNote,
  type BroughtPassage,
  type BroughtVersion,
  type BroughtWithdrawal,
} from "./brought.ts";
import { FILE_LIMITS } from "./limits.ts";
import { alternativesOf, refuseNotes, type Annotated } from "./told-notes.ts";
import {
  baseOf,
  dateOf,
  isWithin,
  kindOf,
  levelOf,
  peopleOf,
  plainOf,
  reasonOf,
  sourceOf,
  translationIn,
} from "./values.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** A passage as a line, with its end. */
export function sentLine(passage: BroughtPassage): string {
  return `${JSON.stringify(passage)}\n`;
}

/**
 * The passages of lines that were sent.
 * @throws NotTaken with the line that can't be taken in, or if there are too many of anything.
 */
export function readSent(lines: Iterable<string>): BroughtPassage[] {
  const passages: BroughtPassage[] = [];
  const ids = new Set<string>();
  let [line, versions] = [0, 0];
  for (const each of lines) {
    const passage = passageIn(objectIn(each, ++line), line);
    if (ids.has(passage.id)) throw new NotTaken({ code: "same-key", key: passage.id }, line);
    ids.add(passage.id);
    passages.push(passage);
    versions += passage.versions.length;
    // No more is read than may be.
    if (passages.length > FILE_LIMITS.passages || versions > FILE_LIMITS.versions) break;
  }
  refuseTooMany(passages);
  return passages;
}

/** @throws NotTaken if the line is no JSON object. */
export function objectIn(line: string, number: number): JsonObject {
  const value = ((): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      throw new NotTaken({ code: "no-json" }, number);
    }
  })();
  if (!isObject(value)) throw new NotTaken({ code: "no-object" }, number);
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function passageIn(said: JsonObject, line: number): BroughtPassage {
  const { id, locator, kind, level, remark, source, notInSource, versions, current } = said;
  if (typeof id !== "string") throw new NotTaken({ code: "no-key" }, line);
  if (!isPassageId(id)) throw new NotTaken({ code: "key-is-no-id", key: id }, line);
  if (!Array.isArray(versions)) throw new NotTaken({ code: "no-versions" }, line);
  const words = sourceOf(source);
  const original = sourceText({ words });
  const read = versions.map((each, index) => versionIn(each, index + 1, original, line));
  return {
    id,
    locator: plainOf(locator) || id,
    kind: kindOf(kind),
    level: levelOf(level),
    ...(plainOf(remark) !== "" && { remark: plainOf(remark) }),
    source: words,
    ...(notInSource === true && { notInSource }),
    versions: read,
    current: current === 0 || isWithin(current, read.length) ? current : read.length,
  };
}

function versionIn(said: unknown, number: number, original: string, line: number): BroughtVersion {
  if (!isObject(said)) throw new NotTaken({ code: "no-text" }, line);
  const { date, by, rationale, base, provenance, notes, translation, withdrawn } = said;
  const rendering = said["rendering"] === null || isObject(withdrawn) ? null : renderingIn(said["rendering"], line);
  const own = baseOf(base, number);
  const from = reasonOf(provenance, line);
  const annotated = { text: rendering ? canonicalText(rendering) : "", source: original };
  return {
    rendering: rendering && renderingToJson(rendering),
    date: dateOf(date, new Counting()),
    by: peopleOf(by, own, new Counting()),
    rationale: reasonOf(rationale, line),
    base: own,
    ...(from !== "" && { provenance: from }),
    ...(Array.isArray(notes) && { notes: notesIn(notes, annotated, line) }),
    ...translationIn(translation, new Counting()),
    ...(isObject(withdrawn) && { withdrawn: withdrawalOf(withdrawn, line) }),
  };
}

function withdrawalOf({ by, reason }: JsonObject, line: number): BroughtWithdrawal {
  const name = isObject(by) && typeof by["name"] === "string" ? readNamed(by["name"]) : null;
  const isProgram = isObject(by) && by["program"] === true;
  return {
    by: name?.ok ? { ...namedAs(name), ...(isProgram && { program: true as const }) } : null,
    reason: reasonOf(reason, line),
  };
}

/** @throws NotTaken if it is none, or larger than a passage may be. */
export function renderingIn(said: unknown, line: number): Rendering {
  const read = ((): Rendering => {
    try {
      return canonical(renderingFromJson(said));
    } catch {
      // No rendering, or nested until nothing could follow it.
      throw new NotTaken({ code: "no-text" }, line);
    }
  })();
  const excess = excessOf(read);
  if (excess) throw new NotTaken({ code: "too-large", excess }, line);
  return read;
}

/** Notes on words. @throws NotTaken if they are more, or longer, than they may be. */
export function notesIn(said: readonly unknown[], { text, source: original }: Annotated, line: number): BroughtNote[] {
  const notes = said.map((each) => {
    if (!isObject(each)) throw new NotTaken({ code: "no-text" }, line);
    const { author, date, body, target } = each;
    const named = typeof author === "string" ? readNamed(author) : null;
    const category = NOTE_CATEGORIES.find((known) => known === each["category"]);
    const [source, alternatives] = [anchorIn(each["source"], original), alternativesOf(each["alternatives"])];
    return {
      author: named?.ok ? writtenName(named) : "",
      date: dateOf(date, new Counting()),
      body: plainOf(body),
      target: anchorIn(target, text),
      ...(source && { source }),
      ...(category && { category }),
      ...(alternatives.length > 0 && { alternatives }),
    };
  });
  refuseNotes(notes, line);
  return notes;
}

/** Longer than what stands around the words of any anchor. */
const MOST_AROUND = 100;

/** The words that are said to be annotated, if they and what is around them stand there. */
function anchorIn(said: unknown, text: string): Anchor | null {
  if (!isObject(said)) return null;
  const { start, end, exact, prefix, suffix } = said;
  if (!isPlace(start, text) || !isPlace(end, text) || start >= end) return null;
  if (!isAround(prefix) || !isAround(suffix) || text.slice(start, end) !== exact) return null;
  const isThere = text.slice(0, start).endsWith(prefix) && text.startsWith(suffix, end);
  return isThere ? { exact, prefix, suffix, start, end } : null;
}

function isAround(value: unknown): value is string {
  return typeof value === "string" && value.length <= MOST_AROUND;
}

function isPlace(value: unknown, { length }: string): value is number {
  return value === 0 || isWithin(value, length);
}
