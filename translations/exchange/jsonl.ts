/**
 * JSON Lines: a passage a line, with all its versions, oldest first.
 *
 *     {"passage": "Mark 1:1", "versions": [{"text": "…", "date": "2010-03-24", "by": "…", "rationale": "…"}]}
 *
 * `id` may stand for `passage`, `subject` for `rationale`. What is written here is read again as it was: it has more members,
 * which a line may have or not, and beside each version its address and digest.
 */
import { sourceText, type Work } from "../ledger/work.ts";
import { withdrawalOf, type Version } from "../ledger/state.ts";
import { writtenName, type Named } from "../people/named.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { isUnreviewed, type Part } from "../ledger/events.ts";
import {
  NotTaken,
  refuseTooMany,
  Counting,
  type Brought,
  type BroughtPassage,
  type BroughtVersion,
  type Counts,
} from "./brought.ts";
import { Ids } from "./keys.ts";
import { beyondWords, citedTextOf, numberOfCurrent, translationNamed, whoWithdrew, type Told } from "./told.ts";
import { beyondNotes, notesInMember, notesMember } from "./told-notes.ts";
import {
  baseOf,
  dateOf,
  isWithin,
  kindOf,
  levelOf,
  peopleOf,
  plainOf,
  reasonOf,
  renderingOf,
  sourceOf,
  translationIn,
  usualBase,
  usualRole,
  withdrawalIn,
} from "./values.ts";

/** What a reader of lines is told beside them. */
export interface JsonlOptions {
  /** The member that holds source words; without it, none is taken for one. */
  sourceField?: string;
}

/**
 * The passages of a file of lines.
 * @throws NotTaken with the line that can't be taken in.
 */
export function readJsonl(text: string, { sourceField }: JsonlOptions = {}): Brought {
  const ids = new Ids();
  const counting = new Counting();
  const passages: BroughtPassage[] = [];
  let line = 0;
  for (const each of linesOf(text)) {
    line++;
    if (each.trim() !== "") passages.push(passageIn(objectIn(each, line), line, ids, counting, sourceField));
  }
  refuseTooMany(passages);
  return { passages, notTaken: counting.counts() };
}

/** One after another: of a long file not all at once. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf("\n", from);
    yield end < 0 ? text.slice(from) : text.slice(from, end);
    from = end < 0 ? text.length : end + 1;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function objectIn(line: string, number: number): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new NotTaken({ code: "no-json" }, number);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new NotTaken({ code: "no-object" }, number);
  return value as JsonObject;
}

function passageIn(said: JsonObject, line: number, ids: Ids, counting: Counting, sourceField?: string): BroughtPassage {
  const { passage, id: named, versions: listed, locator, kind, level, remark, current, ...rest } = said;
  const key = passage ?? named;
  if (typeof key !== "string" || key.trim() === "") throw new NotTaken({ code: "no-key" }, line);
  const { id, isNew } = ids.of(key, line);
  if (!isNew) throw new NotTaken({ code: "same-key", key }, line);
  if (!Array.isArray(listed)) throw new NotTaken({ code: "no-versions" }, line);
  const source = sourceField === undefined ? [] : sourceOf(rest[sourceField]);
  for (const name of Object.keys(rest)) if (name !== sourceField) counting.add(name);
  const versions: BroughtVersion[] = [];
  /** Of each version that the line lists, which number it has here; 0, if it was not taken. */
  const numbers: number[] = [];
  const numberOf = (listedAs: unknown): unknown => (typeof listedAs === "number" ? numbers[listedAs - 1] : listedAs);
  for (const each of listed) {
    const version = versionIn(
      each,
      { number: versions.length + 1, numberOf, original: sourceText({ words: source }) },
      line,
      counting,
    );
    numbers.push(version ? versions.push(version) : 0);
  }
  const stands = numberOf(current);
  return {
    id,
    locator: plainOf(locator) || plainOf(key),
    kind: kindOf(kind),
    level: levelOf(level),
    ...(plainOf(remark) !== "" && { remark: plainOf(remark) }),
    source,
    versions,
    current: current === 0 || isWithin(stands, versions.length) ? Number(stands ?? 0) : versions.length,
  };
}

/** Members of a version that are read, or that say what anybody can work out. */
const READ = new Set([
  ...["text", "date", "by", "rationale", "subject", "revises", "translation", "notes", "withdrawn"],
  ...["version", "address", "digest"],
]);

/** What a version is one of. */
interface Among {
  number: number;
  /** Which number a version has here that the line lists as that. */
  numberOf: (listedAs: unknown) => unknown;
  /** The source of its passage. */
  original: string;
}

/**
 * @returns null, and counts it, of a version in which nothing stands.
 */
function versionIn(
  value: unknown,
  { number, numberOf, original }: Among,
  line: number,
  counting: Counting,
): BroughtVersion | null {
  if (typeof value !== "object" || value === null) throw new NotTaken({ code: "no-text" }, line);
  const said = value as JsonObject;
  const { text, date, by, rationale, subject, revises, translation, notes: listed } = said;
  const gone = withdrawnIn(said["withdrawn"], line, counting);
  if (typeof text !== "string" && text !== null) throw new NotTaken({ code: "no-text" }, line);
  for (const name of Object.keys(said)) if (!READ.has(name)) counting.add(name);
  const base = baseOf(numberOf(revises), number);
  const rendering = text === null || gone.withdrawn ? null : renderingOf(text, line);
  if (text !== null && rendering === null && !gone.withdrawn) {
    counting.add("versions without words");
    return null;
  }
  const words = rendering ? canonicalText(renderingFromJson(rendering)) : "";
  const notes = notesInMember(listed, { text: words, source: original }, line, counting);
  return {
    rendering,
    date: dateOf(date, counting),
    by: peopleOf(by, base, counting),
    rationale: reasonOf(rationale ?? subject, line),
    base,
    ...(notes.length > 0 && { notes }),
    ...translationIn(translation, counting),
    ...gone,
  };
}

function withdrawnIn(value: unknown, line: number, counting: Counting): Pick<BroughtVersion, "withdrawn"> {
  const isObject = typeof value === "object" && value !== null;
  const { at, by, reason } = (isObject ? value : {}) as JsonObject;
  return withdrawalIn(isObject ? { at, by, reason } : null, line, counting);
}

/** A passage as a line, without its end. */
export function jsonlOf({ passage, versions, address }: Told, work: Work): string {
  const { id, locator, kind, level, remark, source } = passage;
  const current = numberOfCurrent(versions);
  return JSON.stringify({
    passage: id,
    ...{ locator, kind, level },
    ...(remark !== undefined && { remark }),
    ...(source.words.length > 0 && { source: source.words }),
    ...(current !== versions.length && { current }),
    versions: versions.map((version) => ({
      version: version.number,
      text: citedTextOf(version),
      date: version.date,
      ...byOf(version.contributors, version.base),
      ...(isUnreviewed(version) && { unreviewed: true }),
      ...(version.rationale !== "" && { rationale: version.rationale }),
      ...(version.base !== usualBase(version.number) && { revises: version.base }),
      ...translationMember(version, work),
      ...withdrawnMember(version),
      ...notesMember(version, passage),
      address: address(version.number),
      ...(version.words && { digest: `sha256:${version.words.digest}` }),
    })),
  });
}

/** People by their names, with what they did where that is not the usual. */
function byOf(contributors: readonly (Named & { role: Part })[], base: number | null): { by?: unknown } {
  const by = contributors.map(({ role, ...who }) => {
    const name = writtenName(who);
    return role === usualRole(base) ? name : { name, role };
  });
  return by.length === 0 ? {} : { by: by.length === 1 ? by[0] : by };
}

function withdrawnMember(version: Version): { withdrawn?: object } {
  const withdrawal = withdrawalOf(version);
  if (!withdrawal) return {};
  const { at, reason } = withdrawal;
  return { withdrawn: { at, by: whoWithdrew(withdrawal), reason } };
}

function translationMember(version: Version, work: Work): { translation?: string } {
  const translation = translationNamed(version, work);
  return translation === null ? {} : { translation };
}

/** What a line can't hold of a passage. */
export function beyondLine(told: Told): Counts {
  const counting = new Counting();
  counting.addAll(beyondWords(told));
  counting.addAll(beyondNotes(told));
  return counting.counts();
}
