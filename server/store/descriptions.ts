/**
 * What each work is, as rows: its head in one, its passages in parts of some dozens, those that went likewise. So what changes a
 * passage writes and reads one part, however long the work is. Where a part begins is told by the passages' ids alone: if one comes
 * or goes, the parts around it stay as they are.
 */
import type { Database } from "better-sqlite3";
import type { Passage, Retired, Work } from "../../translations/ledger/work.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson } from "../../translations/text/json.ts";

/** A work as its rows have it, and the number of the last record that describes it. */
export interface Described {
  work: Work;
  described: number;
  /** The digests of its parts, by their names. */
  digests: ReadonlyMap<string, string>;
  /** In characters. */
  size: number;
}

/** A part that was read, and how many characters it has. */
interface PartAhead {
  passages: readonly Passage[];
  size: number;
}

export type PartsAhead = ReadonlyMap<string, PartAhead>;

const NOTHING: PartsAhead = new Map();

/** The tables, by name, each with what stands in its definition. */
export const DESCRIPTION_TABLES = {
  reading_work: `(
      work TEXT PRIMARY KEY,
      -- The number of the last record that describes it.
      described INTEGER NOT NULL,
      -- All but its passages, in canonical JSON,
      description TEXT NOT NULL,
      -- and in which parts those stand, in order: as JSON, those that stand in the outline and those that went.
      passages TEXT NOT NULL,
      retired TEXT NOT NULL
    ) STRICT`,
  reading_work_part: `(
      work TEXT NOT NULL,
      -- The id of its first passage, behind ~ if that went.
      part TEXT NOT NULL,
      -- SHA-256 of what is behind it,
      digest TEXT NOT NULL,
      -- its passages, in canonical JSON.
      passages TEXT NOT NULL,
      PRIMARY KEY (work, part)
    ) STRICT`,
};

export type Descriptions = ReturnType<typeof descriptionsIn>;

export function descriptionsIn(db: Database) {
  const described = db.prepare<[string], number>("SELECT described FROM reading_work WHERE work = ?").pluck();
  const head = db.prepare<[string], { described: number; description: string; passages: string; retired: string }>(
    "SELECT described, description, passages, retired FROM reading_work WHERE work = ?",
  );
  const digestsOf = db.prepare<[string], { part: string; digest: string }>(
    "SELECT part, digest FROM reading_work_part WHERE work = ?",
  );
  const textOf = db
    .prepare<[string, string], string>("SELECT passages FROM reading_work_part WHERE work = ? AND part = ?")
    .pluck();
  const saveHead = db.prepare<[string, number, string, string, string]>(
    `INSERT INTO reading_work (work, described, description, passages, retired) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (work) DO UPDATE SET described = excluded.described, description = excluded.description,
       passages = excluded.passages, retired = excluded.retired`,
  );
  const savePart = db.prepare<[string, string, string, string]>(
    `INSERT INTO reading_work_part (work, part, digest, passages) VALUES (?, ?, ?, ?)
     ON CONFLICT (work, part) DO UPDATE SET digest = excluded.digest, passages = excluded.passages`,
  );
  const dropPart = db.prepare<[string, string]>("DELETE FROM reading_work_part WHERE work = ? AND part = ?");

  const partOf = (id: string, name: string): PartAhead => {
    const text = textOf.get(id, name)!;
    return { passages: JSON.parse(text) as Passage[], size: text.length };
  };
  const read = db.transaction((id: string, known: Described | null, ahead: PartsAhead): Described | null => {
    const row = head.get(id);
    if (!row) return null;
    const before = known && partsOf(known.work);
    const digests = new Map(digestsOf.all(id).map(({ part, digest }) => [part, digest]));
    let size = row.description.length;
    const gathered = <Kept extends Passage>(names: string): Kept[] => {
      const all: Kept[] = [];
      for (const name of JSON.parse(names) as string[]) {
        const same = known?.digests.get(name) === digests.get(name) ? before!.get(name) : undefined;
        const part = same ? { passages: same, size: 0 } : (ahead.get(digests.get(name)!) ?? partOf(id, name));
        size += part.size;
        all.push(...(part.passages as readonly Kept[]));
      }
      return all;
    };
    const [passages, retired] = [gathered<Passage>(row.passages), gathered<Retired>(row.retired)];
    // As it was read, its members stand in the order of canonical JSON.
    const work = Object.assign(JSON.parse(row.description) as Work, { passages }, retired.length > 0 && { retired });
    return { work, described: row.described, digests, size: Math.max(size, known?.size ?? 0) };
  });

  /** Within a transaction: writes a work as it was written down. */
  function saveWritten({ id, description, passages, retired, parts: all }: Written, number: number): void {
    const standing = new Set([...passages, ...retired]);
    const before = head.get(id);
    for (const name of before ? [before.passages, before.retired].flatMap((each) => JSON.parse(each) as string[]) : [])
      if (!standing.has(name)) dropPart.run(id, name);
    for (const { name, text } of all) savePart.run(id, name, digestOfText(text), text);
    saveHead.run(id, number, description, JSON.stringify(passages), JSON.stringify(retired));
  }

  return {
    saveWritten,
    /** The number of the last record that describes a work; undefined if there is none. */
    described: (id: string) => described.get(id),
    /**
     * A work by its id.
     * @param known as it was once: what was not written since is not read again.
     * @param ahead parts that were read before, by their digests.
     */
    read: (id: string, known: Described | null = null, ahead: PartsAhead = NOTHING) => read(id, known, ahead),
    /** The parts of a work that are not known, one after another, each with its digest: those that stand when it is asked for. */
    *partsAhead(id: string, known: Described | null): Generator<[digest: string, part: PartAhead]> {
      const unknown = digestsOf.all(id).filter(({ part, digest }) => known?.digests.get(part) !== digest);
      for (const { part, digest } of unknown) {
        const text = textOf.get(id, part);
        // Written anew meanwhile, it is another, and is read with the work.
        if (text !== undefined && digestOfText(text) === digest)
          yield [digest, { passages: JSON.parse(text) as Passage[], size: text.length }];
      }
    },
    /** How many parts of a work are not known. */
    unknown: (id: string, known: Described | null): number =>
      digestsOf.all(id).filter(({ part, digest }) => known?.digests.get(part) !== digest).length,
    /** Within a transaction: writes a work. @param before as the rows have it: what is the same value is not written. */
    save: (work: Work, number: number, before: Work | null): void => {
      const same = before ? partsOf(before) : new Map<string, readonly Passage[]>();
      saveWritten(
        writtenOf(work, (name, part) => isSame(part, same.get(name))),
        number,
      );
    },
  };
}

/** A work written down: its head, the names of its parts in order, and the words of those that are to be written. */
export interface Written {
  id: string;
  description: string;
  passages: string[];
  retired: string[];
  parts: { name: string; text: string }[];
}

/** The same, with a pause after each passage, saying how many characters that has. */
export function* writtenInPieces(work: Work): Generator<number, Written> {
  const { parts: all, ...written } = headOf(work);
  const parts: Written["parts"] = [];
  for (const [name, part] of all) {
    const texts: string[] = [];
    for (const passage of part) {
      const text = canonicalJson(passage);
      texts.push(text);
      yield text.length;
    }
    parts.push({ name, text: `[${texts.join(",")}]` });
  }
  return { ...written, parts };
}

function writtenOf(work: Work, isWritten: (name: string, part: readonly Passage[]) => boolean): Written {
  const { parts: all, ...written } = headOf(work);
  const parts = [...all]
    .filter(([name, part]) => !isWritten(name, part))
    .map(([name, part]) => ({ name, text: canonicalJson(part) }));
  return { ...written, parts };
}

function headOf(work: Work): Omit<Written, "parts"> & { parts: ReadonlyMap<string, readonly Passage[]> } {
  const parts = partsOf(work);
  const names = [...parts.keys()];
  const description = canonicalJson({ ...work, passages: [], ...(work.retired && { retired: [] }) });
  const isRetired = (name: string): boolean => name.startsWith(WENT);
  const [passages, retired] = [names.filter((name) => !isRetired(name)), names.filter(isRetired)];
  return { id: work.id, description, passages, retired, parts };
}

const WENT = "~";
/** A part has so many passages on average, and not many more characters than this. */
const [USUAL, LONG] = [64, 65_536];
/** A passage has so many beside its source's. */
const BESIDE = 200;

/** The parts of a work by their names: its passages, then those that went. */
function partsOf({ passages, retired = [] }: Work): ReadonlyMap<string, readonly Passage[]> {
  const parts = new Map<string, Passage[]>();
  for (const [mark, all] of [
    ["", passages],
    [WENT, retired],
  ] as const) {
    let part: Passage[] | null = null;
    let length = 0;
    for (const passage of all) {
      if (part === null || length > LONG || begins(passage.id)) {
        parts.set(mark + passage.id, (part = []));
        length = 0;
      }
      part.push(passage);
      length += passage.source.words.reduce((sum, words) => sum + words.length, BESIDE);
    }
  }
  return parts;
}

/** True of one id of some dozens, the same always (FNV-1a). */
function begins(id: string): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) & (USUAL - 1)) === 0;
}

function isSame(part: readonly Passage[], other: readonly Passage[] | undefined): boolean {
  return part.length === other?.length && part.every((passage, at) => passage === other[at]);
}
