/**
 * The records of a work as another workbench's archive brings them: all that can be known of them without a workbench. They are
 * read more than once, one after another, and none is remembered.
 */
import { Faulted } from "./faulted.ts";
import { isRemoved } from "./enclosures.ts";
import { isRemoval } from "./events.ts";
import { sayingOf, type BroughtOver } from "./first-kept.ts";
import { keptInLine } from "./lines.ts";
import { partsOf, type LedgerRecord, type Said } from "./record.ts";
import type { Flaw } from "./flaws.ts";
import { verifyActs, type Acting } from "./verify-acts.ts";
import { goneIn, read, streamVerifier, type Gone, type Read } from "./verify.ts";

/** Why records can't be taken in. `record`: which, counted from 1. */
export type RecordsFault =
  | { code: "no-records" }
  /** A line is no record, or one is not what it was when it was made. */
  | { code: "record-altered"; record: number; flaw: Flaw | null }
  /** It is of another work than the first, or says who may do what in a workbench. */
  | { code: "another-work" | "access"; record: number };

/** What records say of the work as a whole. */
export interface BroughtRecords {
  work: string;
  records: number;
  /** The ids of the accounts of the workbench that they are from. */
  people: ReadonlySet<string>;
  proposals: ReadonlySet<string>;
  passages: number;
  versions: number;
  /** Those that were records of the first format, by the digest that each had then. */
  broughtOver: ReadonlyMap<string, BroughtOver>;
}

export class RecordsRefused extends Faulted<RecordsFault> {
  override name = "RecordsRefused";
}

/**
 * Whether every record is what it was when it was made, follows the one before it in its stream, and stands in a whole act.
 * @param lines gives them anew each time it is called: a record a line, in the order of the ledger.
 * @throws RecordsRefused if not.
 */
export function verifiedRecords(lines: () => Iterable<string>): BroughtRecords {
  const gone = goneByStream(lines);
  const verifiers = new Map<string, (found: Read) => Flaw[]>();
  const broughtOver = new Map<string, BroughtOver>();
  const [people, proposals, passages] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let [work, records, versions]: [string | null, number, number] = [null, 0, 0];
  let act: (Acting | null)[] = [];
  const endAct = (): void => {
    const [problem] = verifyActs(act);
    if (problem)
      throw new RecordsRefused({
        code: "record-altered",
        record: records - act.length + problem.position,
        flaw: problem.what,
      });
    act = [];
  };
  for (const line of lines()) {
    const found = foundIn(line, records + 1);
    const { said, record } = found;
    const acting = record && actingOf(record);
    if (act.length > 0 && act.at(-1)?.act?.id !== acting?.act?.id) endAct();
    records++;
    const named = record && typeof record.stream === "string" ? partsOf(record.stream) : null;
    if (!said || !record || !named) throw new RecordsRefused({ code: "record-altered", record: records, flaw: null });
    work ??= named.work;
    if (named.work !== work) throw new RecordsRefused({ code: "another-work", record: records });
    if (named.kind === "access") throw new RecordsRefused({ code: "access", record: records });
    let verify = verifiers.get(record.stream);
    if (!verify)
      verifiers.set(record.stream, (verify = streamVerifier(record.stream, gone.get(record.stream) ?? new Map())));
    const [flaw] = verify(found);
    if (flaw) throw new RecordsRefused({ code: "record-altered", record: records, flaw });
    if (record.was !== undefined) {
      if (broughtOver.has(record.was))
        throw new RecordsRefused({ code: "record-altered", record: records, flaw: null });
      const lessened = found.kept.beside.some(isRemoved);
      broughtOver.set(record.was, { lessened, where: `${record.stream} ${record.position}`, says: sayingOf(record) });
    }
    act.push(acting);
    for (const id of accountsIn(said)) people.add(id);
    const { event } = record;
    if (event.type === "proposal-opened") proposals.add(event.proposal);
    if (event.type === "passage-placed") passages.add(event.passage);
    if (event.type === "version-recorded") versions++;
  }
  endAct();
  if (work === null) throw new RecordsRefused({ code: "no-records" });
  return { work, records, people, proposals, passages: passages.size, versions, broughtOver };
}

/** The ids of the accounts that a record names. */
export function accountsIn({ people }: Said): string[] {
  return (people as readonly { id?: string }[]).flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** What is looked at in a record of an act. */
function actingOf({ stream, act, event, digest }: LedgerRecord): Acting {
  const isOfProposal = "proposal" in event && event.proposal !== null;
  return { stream, act, event: isOfProposal ? event : null, digest };
}

/** The records themselves, of lines that {@link verifiedRecords} has seen. */
export function* recordsOf(lines: Iterable<string>): Generator<LedgerRecord> {
  for (const line of lines) yield read(keptInLine(line)).record!;
}

function foundIn(line: string, record: number): Read {
  try {
    return read(keptInLine(line));
  } catch {
    throw new RecordsRefused({ code: "record-altered", record, flaw: null });
  }
}

/** What was removed from each stream: said after what it is of. */
function goneByStream(lines: () => Iterable<string>): ReadonlyMap<string, Gone> {
  const removals = new Map<string, Read[]>();
  let at = 0;
  for (const line of lines()) {
    at++;
    // Of most lines it is known without reading them.
    if (!line.includes("enclosures")) continue;
    const found = foundIn(line, at);
    if (found.record && isRemoval(found.record.event))
      removals.set(found.record.stream, [...(removals.get(found.record.stream) ?? []), found]);
  }
  return new Map([...removals].map(([stream, found]) => [stream, goneIn(found)]));
}
