/** Two states of an outline beside each other: what was added, moved, called otherwise, split, joined or taken out between them. */
import { workAfter } from "./described.ts";
import { endedBy } from "./describing.ts";
import { isOutlineEnding } from "./events.ts";
import type { LedgerRecord } from "./record.ts";
import { outlineOf } from "./sections.ts";
import type { Passage, Retired, Work } from "./work.ts";

/** A passage as it is called and stands in one state. */
export type Placed = Pick<Passage, "id" | "locator" | "kind" | "level">;

/** One difference. */
export interface OutlineChange {
  what: "added" | "again" | "called" | "moved" | "retired" | "split" | "joined";
  /** The passages as they stood; none of what was added. */
  before: Placed[];
  /** The same as they stand now, or those that stand there instead; none of what was taken out. */
  after: Placed[];
  /** Of what was added, stands again or was moved: the passage that it stands behind now; null if that is none. */
  behind: Placed | null;
}

/** A state of an outline: after so many records of its stream, the last of them made then (ISO 8601 instant; "": there is none). */
export interface OutlinePoint {
  position: number;
  at: string;
}

/**
 * The state that is asked for: after a record, by its number, with all of its act; or at the end of a day (UTC).
 * @param asked such as `12` or `2026-11-25`. @returns null if it is neither, or there is no such record.
 */
export function outlinePoint(records: readonly LedgerRecord[], asked: string): OutlinePoint | null {
  if (/^\d{4}-\d\d-\d\d$/.test(asked))
    return pointAt(records, records.findLastIndex(({ at }) => at.slice(0, 10) <= asked) + 1);
  if (!/^(?:0|[1-9]\d{0,6})$/.test(asked) || Number(asked) > records.length) return null;
  return pointAt(records, Number(asked));
}

function pointAt(records: readonly LedgerRecord[], asked: number): OutlinePoint {
  const act = records[asked - 1]?.act.id;
  let position = asked;
  while (act !== undefined && records[position]?.act.id === act) position++;
  return { position, at: records[position - 1]?.at ?? "" };
}

/**
 * What differs between two states of an outline, in the order of the later one.
 * @param records of its stream, all of them.
 * @param from the earlier position, `to` the later.
 */
export function outlineCompared(
  work: Work,
  records: readonly LedgerRecord[],
  from: number,
  to: number,
): OutlineChange[] {
  const [older, newer] = [stateAt(work, records, from), stateAt(work, records, to)];
  const placedSince = placedElsewhere(older.passages, records.slice(from, to));
  const gone = goneIn(older, newer);
  const brought = new Set(gone.flatMap(({ after }) => after.map(({ id }) => id)));
  const [was, is] = [outlineOf(older.passages).places, outlineOf(newer.passages).places];
  const moved = movedIn(older.passages, newer.passages, placedSince);
  const changes = newer.passages.flatMap((passage, place): OutlineChange[] => {
    const after = [named(passage)];
    const behind = place === 0 ? null : named(newer.passages[place - 1]!);
    const before = was.get(passage.id);
    if (before === undefined) {
      if (brought.has(passage.id)) return [];
      const stood = older.retired.some(({ id }) => id === passage.id);
      return [{ what: stood ? "again" : "added", before: [], after, behind }];
    }
    const stood = [named(older.passages[before]!)];
    return [
      ...(isCalledOtherwise(stood[0]!, after[0]!)
        ? [{ what: "called" as const, before: stood, after, behind: null }]
        : []),
      ...(moved.has(passage.id) ? [{ what: "moved" as const, before: stood, after, behind }] : []),
    ];
  });
  return inOrder([...changes, ...gone], older.passages, is);
}

interface State {
  passages: readonly Passage[];
  retired: readonly Retired[];
}

function stateAt(work: Work, records: readonly LedgerRecord[], position: number): State {
  const { retired: _, ...rest } = work;
  const { passages = [], retired = [] } = workAfter(records.slice(0, position), { ...rest, passages: [] }) ?? {};
  return { passages, retired };
}

function named({ id, locator, kind, level }: Passage): Placed {
  return { id, locator, kind, level };
}

function isCalledOtherwise(one: Placed, other: Placed): boolean {
  return one.locator !== other.locator || one.kind !== other.kind || one.level !== other.level;
}

/** Those that went, and what stands there instead: those that were joined are one difference. */
function goneIn(older: State, newer: State): OutlineChange[] {
  const ends = new Map(newer.retired.map(({ id, end }) => [id, end]));
  const { places } = outlineOf(newer.passages);
  /** What stands in its place, through whatever went meanwhile as well. */
  const standing = (id: string, seen: Set<string>): string[] => {
    if (seen.has(id)) return [];
    seen.add(id);
    return places.has(id) ? [id] : (ends.get(id)?.into ?? []).flatMap((each) => standing(each, seen));
  };
  const changes = new Map<string, OutlineChange>();
  for (const passage of older.passages) {
    const end = ends.get(passage.id);
    if (places.has(passage.id) || !end) continue;
    const into = standing(passage.id, new Set());
    const what = into.length === 0 ? "retired" : end.how;
    const key = what === "joined" ? `joined ${end.into.join(" ")}` : passage.id;
    const known = changes.get(key);
    if (known) known.before.push(named(passage));
    else {
      const after = into.map((id) => named(newer.passages[places.get(id)!]!));
      changes.set(key, { what, before: [named(passage)], after, behind: null });
    }
  }
  return [...changes.values()];
}

/** Those that were placed elsewhere than they stood just then, of what was called otherwise in its place none. */
function placedElsewhere(older: readonly Passage[], records: readonly LedgerRecord[]): ReadonlySet<string> {
  const order = older.map(({ id }) => id);
  const placed = new Set<string>();
  const leave = (id: string): void => {
    const at = order.indexOf(id);
    if (at >= 0) order.splice(at, 1);
  };
  for (const { event } of records) {
    if (isOutlineEnding(event)) endedBy(event).passages.forEach(leave);
    if (event.type !== "passage-placed") continue;
    const { passage, after } = event;
    const at = order.indexOf(passage);
    if (at >= 0 && (order[at - 1] ?? null) === after) continue;
    placed.add(passage);
    leave(passage);
    order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, passage);
  }
  return placed;
}

/**
 * Those that stand in both and elsewhere. Placing one moves no other, so that those that were not placed since are in the order
 * in which they were: between two of them stand, or don't, the same of the others in the same order.
 */
function movedIn(
  older: readonly Passage[],
  newer: readonly Passage[],
  placedSince: ReadonlySet<string>,
): ReadonlySet<string> {
  const [before, after] = [betweenFixed(older, newer, placedSince), betweenFixed(newer, older, placedSince)];
  const moved = new Set<string>();
  for (const [behind, ids] of after) {
    const [stood, stand] = [new Set(before.get(behind)), new Set(ids)];
    const order = [...stood].filter((id) => stand.has(id));
    let stayed = 0;
    for (const id of ids) if (!stood.has(id) || order[stayed++] !== id) moved.add(id);
  }
  return moved;
}

/** Of one state, what was placed since and is in the other too, by the last before it that was not, "" for none. */
function betweenFixed(
  passages: readonly Passage[],
  other: readonly Passage[],
  placedSince: ReadonlySet<string>,
): Map<string, string[]> {
  const { places } = outlineOf(other);
  const between = new Map<string, string[]>();
  let fixed = "";
  for (const { id } of passages) {
    if (!places.has(id)) continue;
    if (!placedSince.has(id)) fixed = id;
    else if (between.has(fixed)) between.get(fixed)!.push(id);
    else between.set(fixed, [id]);
  }
  return between;
}

/** In the order of the later state: what was taken out of it stands where the last before it stands that is there. */
function inOrder(
  changes: readonly OutlineChange[],
  older: readonly Passage[],
  places: ReadonlyMap<string, number>,
): OutlineChange[] {
  const left = new Map<string, number>();
  let last = -1;
  for (const { id } of older) {
    last = places.get(id) ?? last;
    left.set(id, last + 0.5);
  }
  const placeOf = ({ before, after }: OutlineChange): number =>
    after.length > 0 ? places.get(after[0]!.id)! : left.get(before[0]!.id)!;
  return changes.toSorted((a, b) => placeOf(a) - placeOf(b));
}
