/**
 * A long work is read in sections, cut where its outline has it, and beside each stands as much of the contents as fits
 * on a page. Both follow from the order and the levels of its passages alone. A passage stands under the last one before
 * it that has a lower level; with all that stand under it, it is a branch.
 *
 *     levels    1 2 3 3 2 3 1       sections of four at most    1 2 3 3 | 2 3 1
 */
import { firstWhere, lastWhere } from "../text/search.ts";
import { isRetired, type Passage, type Retired, type Work } from "./work.ts";

/** So many passages stand in a section at most; a work of no more is one section. */
export const LONGEST_SECTION = 200;

/** So many passages side by side are listed one by one; of more, those that a section holds are one line, or more. */
const LONGEST_LIST = 70;
/** Sections are gathered in tens, tens in tens … */
const GATHERED = 10;
/** So many lines lead elsewhere before the lists that are left are one line each. */
const MOST_ELSEWHERE = 150;
/** So many passages, each under the other, are listed with those beside them. */
const DEEPEST = 8;

/** Above those that stand under no passage. */
const NONE = -1;

/** The outline of a work, looked through once; passages by their place in it, from 0. */
export interface Outline {
  /** By id. */
  places: ReadonlyMap<string, number>;
  /** Where the branch of each passage ends: the place of the next that isn't of it. */
  ends: readonly number[];
  /** The passage that each stands under; −1 if none. */
  above: readonly number[];
  /** Those that stand right under a passage, or (−1) under none; nothing for a passage with none under it. */
  under: ReadonlyMap<number, readonly number[]>;
  /** Where sections begin. */
  begins: readonly number[];
}

/** The passages from `from` to before `to`: the section `number`, from 0, of `of`. */
export interface Section {
  number: number;
  of: number;
  from: number;
  to: number;
}

/** A line of the contents: a passage with those under it that are listed, or, up to `to`, several side by side in one. */
export interface Line {
  from: number;
  to: number;
  under: Line[];
}

/** By a work's passages, which never change: another description is another array. */
const outlines = new WeakMap<readonly Passage[], Outline>();

export function outlineOf(passages: readonly Passage[]): Outline {
  let known = outlines.get(passages);
  if (!known) outlines.set(passages, (known = outlined(passages)));
  return known;
}

/** A passage of a work by its id; a long work is not looked through for it. */
export function passageIn({ passages }: Pick<Work, "passages">, id: string): Passage | undefined {
  const place = outlineOf(passages).places.get(id);
  return place === undefined ? undefined : passages[place];
}

/** The same, also of one that stands in the outline no more. */
export function everIn(work: Pick<Work, "passages" | "retired">, id: string): Passage | Retired | undefined {
  return passageIn(work, id) ?? work.retired?.find((each) => each.id === id);
}

/** The passages that stand in place of one that went from the outline; of one that stands, none. */
export function insteadOf(work: Pick<Work, "passages" | "retired">, passage: Passage | Retired): Passage[] {
  return isRetired(passage) ? passage.end.into.flatMap((id) => everIn(work, id) ?? []) : [];
}

function outlined(passages: readonly Passage[]): Outline {
  const nested = nestedBy(passages.map(({ level }) => level));
  const under = new Map<number, number[]>();
  nested.above.forEach((above, at) => {
    const list = under.get(above);
    if (list) list.push(at);
    else under.set(above, [at]);
  });
  return {
    ...nested,
    under,
    places: new Map(passages.map(({ id }, at) => [id, at])),
    begins: joined(pieces(nested), passages.length),
  };
}

function nestedBy(levels: readonly number[]): Pick<Outline, "ends" | "above"> {
  const ends = levels.map(() => levels.length);
  const above: number[] = [];
  const open: number[] = [];
  levels.forEach((level, at) => {
    while (open.length > 0 && levels[open.at(-1)!]! >= level) ends[open.pop()!] = at;
    above.push(open.at(-1) ?? NONE);
    open.push(at);
  });
  return { ends, above };
}

/**
 * Where to cut so that no branch that fits into a section is parted: before and after each branch that doesn't, but not
 * between a heading and what comes first under it, and within one where the next branch would make too much.
 */
function pieces({ ends, above }: Pick<Outline, "ends" | "above">): number[] {
  const begins: number[] = [];
  const after = new Set<number>();
  for (let at = 0; at < ends.length;) {
    const long = ends[at]! - at > LONGEST_SECTION;
    const next = long ? at + 1 : ends[at]!;
    const edge = after.has(at) || (long && above[at] !== at - 1);
    if (edge || begins.length === 0 || next - begins.at(-1)! > LONGEST_SECTION) begins.push(at);
    if (long) after.add(ends[at]!);
    at = next;
  }
  return begins;
}

/** The same without the cuts between pieces that together fit into one section. */
function joined(begins: readonly number[], length: number): number[] {
  const kept: number[] = [];
  begins.forEach((begin, index) => {
    const end = begins[index + 1] ?? length;
    if (kept.length === 0 || end - kept.at(-1)! > LONGEST_SECTION) kept.push(begin);
  });
  return kept;
}

/** The section that holds the passage at a place; that of a work without passages is empty. */
export function sectionAt({ begins, ends }: Outline, at: number): Section {
  return sectionOf(
    { begins, ends },
    Math.max(
      0,
      lastWhere(begins, (begin) => begin <= at),
    ),
  );
}

/** A section by its number. */
export function sectionOf({ begins, ends }: Pick<Outline, "begins" | "ends">, number: number): Section {
  return { number, of: begins.length, from: begins[number] ?? 0, to: begins[number + 1] ?? ends.length };
}

/**
 * What is revised as one text at a passage: its branch; of one with nothing under it, the branch that it stands in. Where that
 * is longer than a section, or it stands in none, the section that holds it.
 */
export function revisedAt(outline: Outline, at: number): Pick<Section, "from" | "to"> {
  const { ends, above } = outline;
  const head = ends[at]! > at + 1 ? at : above[at]!;
  const isOne = head !== NONE && ends[head]! - head <= LONGEST_SECTION;
  return isOne ? { from: head, to: ends[head]! } : sectionAt(outline, at);
}

/**
 * The contents as they stand beside a section: all of its own passages, those that these stand under, and, beside each of
 * them, where else one can go. Never more than a few hundred lines, whatever the outline: long lists are gathered by
 * sections, far ones by tens, hundreds … of sections.
 */
export function contentsOf(outline: Outline, { from, to }: Section): Line[] {
  const { ends, above, under } = outline;
  const path = pathTo(outline, from);
  let left = MOST_ELSEWHERE;

  const folded = (list: readonly number[], begin: number, end: number): Line[] => {
    if (begin === end) return [];
    const parts: [number, number][] = left > 0 ? stretches(outline, list, begin, end) : [[begin, end]];
    left -= parts.length;
    return parts.map(([first, after]) => ({ from: list[first]!, to: list[after - 1]!, under: [] }));
  };
  const listUnder = (passage: number, deep: number): Line[] => {
    const list = under.get(passage) ?? [];
    const begin = firstWhere(list, (at) => ends[at]! > from);
    const end = firstWhere(list, (at) => at >= to);
    const before = folded(list, 0, begin);
    const after = deep < DEEPEST ? folded(list, end, list.length) : [];
    const open = list.slice(begin, end).map((at) => (at < from ? onPath(at, deep + 1) : branch(at, deep + 1)));
    return [...before, ...open, ...after];
  };
  const branch = (at: number, deep: number): Line => ({ from: at, to: at, under: listUnder(at, deep) });
  const onPath = (at: number, deep: number): Line => {
    const next = path[path.indexOf(at) + 1];
    if (next === undefined || above[next] === at) return branch(at, deep);
    return { from: at, to: at, under: [onPath(next, deep)] };
  };
  return listUnder(NONE, 0);
}

/** What the passage at a place stands under, outermost first; of very many the outermost and the innermost. */
function pathTo({ above, under }: Outline, place: number): number[] {
  const path: number[] = [];
  for (let at = above[place] ?? NONE; at !== NONE && path.length < DEEPEST; at = above[at]!) path.unshift(at);
  if (path.length === DEEPEST) {
    const outermost = under.get(NONE)!;
    path[0] = outermost[lastWhere(outermost, (at) => at <= place)]!;
  }
  return path;
}

/**
 * A list from its index `begin` to before `end` in stretches, few of them however long it is: each passage by itself, or
 * else those that begin in one section, or in ten that follow each other, in a hundred … One of these ends the stretch.
 */
function stretches(outline: Outline, list: readonly number[], begin: number, end: number): [number, number][] {
  return list.length <= LONGEST_LIST ? single(begin, end) : gathered(outline, list, begin, end);
}

function single(begin: number, end: number): [number, number][] {
  return Array.from({ length: end - begin }, (_, index) => [begin + index, begin + index + 1]);
}

function gathered({ begins }: Outline, list: readonly number[], begin: number, end: number): [number, number][] {
  const numberOf = (index: number): number => lastWhere(begins, (at) => at <= list[index]!);
  const [first, last] = [numberOf(0), numberOf(list.length - 1)];
  let most = 1;
  while ((last - first) / most > LONGEST_LIST) most *= GATHERED;
  const found: [number, number][] = [];
  const until = numberOf(end - 1) + 1;
  for (let number = numberOf(begin); number < until;) {
    let size = most;
    while (number % size > 0 || (number + size > until && until <= last)) size /= GATHERED;
    number += size;
    const from = found.at(-1)?.[1] ?? begin;
    const to = Math.min(end, number < begins.length ? firstWhere(list, (at) => at >= begins[number]!) : list.length);
    if (to > from) found.push([from, to]);
  }
  return found;
}
