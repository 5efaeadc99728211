/** Where a work stands, part by part: what is rendered, what is on its way, and what nobody has begun. Pure. */
import { outlineOf, type Outline } from "./sections.ts";
import type { Passage } from "./work.ts";

/** What is known of a passage; of one of which nothing is known, nobody has begun anything. */
export interface PassageStanding {
  /** Of how many versions it has words or knows, those that were withdrawn too. */
  versions: number;
  /** What stands now: words, a version whose words are not held, or none. */
  stands: "words" | "not-held" | null;
  /** True if somebody approved here of what stands. */
  approved: boolean;
  /** Proposals that wait for review, and drafts. */
  waiting: number;
  written: number;
  /** True if its source reads otherwise now than it is rendered. */
  moved: boolean;
  /** The number of the record by which the oldest that waits was submitted. */
  since: number | null;
}

/** Each passage is counted in one of these: what is on its way comes before what stands. */
export const STAGES = [
  "final",
  "approved",
  "translated",
  "in-review",
  "being-written",
  "not-held",
  "not-begun",
] as const;
export type Stage = (typeof STAGES)[number];

export interface Tally {
  passages: number;
  stages: Readonly<Record<Stage, number>>;
  /** Passages whose source reads otherwise now. */
  moved: number;
  versions: number;
  /** The most versions that one of them has. */
  most: number;
  since: number | null;
}

/** A part of a work with all that stands in it. */
export interface PartStanding {
  /** The passage that heads it; of passages side by side the first, with the last of them. */
  first: Passage;
  last: Passage | null;
  /** How deep it stands, from 0. */
  depth: number;
  tally: Tally;
}

/** So many parts are told of at most; deeper ones are told within those above them. */
export const MOST_PARTS = 200;

/** @param final true of a passage that an owner has said to be final. */
export function stageOf(standing: PassageStanding | undefined, final = false): Stage {
  if (standing && standing.waiting > 0) return "in-review";
  if (standing && standing.written > 0) return "being-written";
  if (final) return "final";
  if (!standing || standing.stands === null) return "not-begun";
  if (standing.stands === "not-held") return "not-held";
  return standing.approved ? "approved" : "translated";
}

/** The passages from `from` to before `to`. */
export function tallyOf(
  passages: readonly Passage[],
  known: ReadonlyMap<string, PassageStanding>,
  from = 0,
  to = passages.length,
): Tally {
  const stages: Record<Stage, number> = {
    final: 0,
    approved: 0,
    translated: 0,
    "in-review": 0,
    "being-written": 0,
    "not-held": 0,
    "not-begun": 0,
  };
  const tally = { passages: to - from, stages, moved: 0, versions: 0, most: 0, since: null as number | null };
  for (let place = from; place < to; place++) {
    const { id, final } = passages[place]!;
    const standing = known.get(id);
    stages[stageOf(standing, final !== undefined)]++;
    if (!standing) continue;
    if (standing.moved) tally.moved++;
    tally.versions += standing.versions;
    tally.most = Math.max(tally.most, standing.versions);
    if (standing.since !== null) tally.since = Math.min(tally.since ?? Infinity, standing.since);
  }
  return tally;
}

/**
 * The parts of a work in the order of its outline, each with all that stands under it: as deep as {@link MOST_PARTS} allow. A
 * work without parts, or with too many side by side, is told by the sections in which it is read.
 */
export function partsStanding(
  passages: readonly Passage[],
  known: ReadonlyMap<string, PassageStanding>,
): PartStanding[] {
  const outline = outlineOf(passages);
  const heads = headsOf(passages, outline);
  if (heads.length === 0) return sectionsStanding(passages, known, outline);
  return heads.map(({ place, to, depth, isRun }) => ({
    first: passages[place]!,
    last: isRun && to - place > 1 ? passages[to - 1]! : null,
    depth,
    tally: tallyOf(passages, known, place, to),
  }));
}

/** The passages from `place` to before `to`: one with all under it or, of a run, uppermost ones that no heading stands over. */
interface Head {
  place: number;
  to: number;
  depth: number;
  isRun: boolean;
}

/**
 * The passages that have others under them, the uppermost headings that have none, and what stands beside those, as deep as
 * there is room; none if even the uppermost are too many, or nothing stands under any.
 */
function headsOf(passages: readonly Passage[], { ends, above }: Outline): Head[] {
  const depths: number[] = [];
  const all: Head[] = [];
  passages.forEach(({ kind }, place) => {
    const over = above[place]!;
    const depth = over < 0 ? 0 : depths[over]! + 1;
    depths.push(depth);
    const to = ends[place]!;
    const isHeading = kind === "part" || kind === "heading";
    const before = all.at(-1);
    if (to > place + 1 || (isHeading && depth === 0)) all.push({ place, to, depth, isRun: false });
    else if (depth === 0 && before?.isRun) before.to = to;
    else if (depth === 0) all.push({ place, to, depth, isRun: true });
  });
  if (all.every(({ isRun }) => isRun)) return [];
  const counts: number[] = [];
  for (const { depth } of all) counts[depth] = (counts[depth] ?? 0) + 1;
  let deepest = -1;
  let told = 0;
  while (counts[deepest + 1] !== undefined && (told += counts[deepest + 1]!) <= MOST_PARTS) deepest++;
  return all.filter(({ depth }) => depth <= deepest);
}

/** A part on the map of its work: how much it changed beside the part that changed most, in quarters, from 0. */
export interface Mapped<Part> {
  part: Part;
  heat: 0 | 1 | 2 | 3 | 4;
}

type Weighed = { depth: number; tally: Pick<Tally, "passages" | "versions"> };

/** How often the passages of a part were rendered or revised, on the average. */
const changesOf = ({ tally: { passages, versions } }: Weighed): number => (passages === 0 ? 0 : versions / passages);

/** The parts side by side of which there are several, or the only one: as near to the whole as can be. */
export function mapOf<Part extends Weighed>(parts: readonly Part[]): Mapped<Part>[] {
  const depths = [...new Set(parts.map(({ depth }) => depth))].sort((a, b) => a - b);
  const at = (depth: number | undefined): Part[] => parts.filter((part) => part.depth === depth);
  const shown = at(depths.find((depth) => at(depth).length > 1) ?? depths[0]);
  const most = Math.max(0, ...shown.map(changesOf));
  return shown.map((part) => ({
    part,
    heat: (most === 0 ? 0 : Math.ceil((4 * changesOf(part)) / most)) as Mapped<Part>["heat"],
  }));
}

/** The parts of the map that changed most, a passage of theirs counted, the most first; none of those with no version. */
export function changedMost<Part extends Weighed>(parts: readonly Part[], most: number): Part[] {
  return mapOf(parts)
    .map(({ part }) => part)
    .filter((part) => changesOf(part) > 0)
    .sort((one, other) => changesOf(other) - changesOf(one))
    .slice(0, most);
}

/** Those in which a proposal waits, the longest first. `since`: the ISO 8601 instant. */
export function waitsLongest<Part extends Weighed & { tally: { since: string | null } }>(
  parts: readonly Part[],
  most: number,
): Part[] {
  return mapOf(parts)
    .map(({ part }) => part)
    .filter(({ tally }) => tally.since !== null)
    .sort((one, other) => one.tally.since!.localeCompare(other.tally.since!))
    .slice(0, most);
}

function sectionsStanding(
  passages: readonly Passage[],
  known: ReadonlyMap<string, PassageStanding>,
  { begins }: Outline,
): PartStanding[] {
  return begins.slice(0, MOST_PARTS).flatMap((from, index) => {
    const to = begins[index + 1] ?? passages.length;
    if (to === from) return [];
    const last = to - from > 1 ? passages[to - 1]! : null;
    return [{ first: passages[from]!, last, depth: 0, tally: tallyOf(passages, known, from, to) }];
  });
}
