/** What a page of a work shows of the whole: its section, those before and after, and the contents around it. */
import {
  titleInContents,
  type ContentsLine,
  type PassageLine,
  type SectionName,
  type WorkView,
} from "../../editor/reading/reading.ts";
import {
  contentsOf,
  outlineOf,
  sectionOf,
  type Line,
  type Outline,
  type Section,
} from "../../translations/ledger/sections.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import { firstWhere } from "../../translations/text/search.ts";

/** A passage as programs are given it, with the whole of its current version. */
export interface FullLine extends PassageLine {
  current: Version | null;
  versions: number;
}

/** A passage as it is read on a page. */
export function readPassage(passage: Passage): Passage {
  if (passage.source.provenance === undefined) return passage;
  const { provenance: _provenance, ...source } = passage.source;
  return { ...passage, source };
}

/** What is shown of passages that don't stand on the page. */
export interface Elsewhere {
  /** By id: see {@link titledAround}, {@link titleOf}. */
  titles: ReadonlyMap<string, string>;
  /** The ids of passages with proposals on their way. */
  open: readonly string[];
}

/** What stands around a section of a work. */
export function aroundSection(
  { passages }: Pick<Work, "passages">,
  section: Section,
  { titles, open: ids }: Elsewhere,
): Pick<WorkView, "contents" | "section"> {
  const outline = outlineOf(passages);
  const open = ids.map((id) => outline.places.get(id) ?? Infinity).sort((a, b) => a - b);
  const written = (line: Line): ContentsLine => {
    const passage = passages[line.from]!;
    const elsewhere = isIn(section, line.from) ? null : named(passages, outline, line, titles, open);
    return { passage: passage.id, elsewhere, under: line.under.map(written) };
  };
  return {
    contents: contentsOf(outline, section).map(written),
    section: section.of > 1 ? placed(passages, outline, section, titles) : null,
  };
}

/** The passages whose titles stand around a section, in its contents and over the sections beside it. */
export function titledAround({ passages }: Pick<Work, "passages">, section: Section): Passage[] {
  const outline = outlineOf(passages);
  const titled = new Set<Passage>();
  const look = ({ from, to, under }: Line): void => {
    if (from === to && !isIn(section, from)) titled.add(passages[from]!);
    under.forEach(look);
  };
  contentsOf(outline, section).forEach(look);
  for (const number of [section.number - 1, section.number, section.number + 1])
    if (number >= 0 && number < section.of) titled.add(passages[sectionOf(outline, number).from]!);
  return [...titled];
}

/** What a passage is called in contents. */
export function titleOf(line: Pick<PassageLine, "passage" | "current">): string {
  return titleInContents(line);
}

function isIn({ from, to }: Section, place: number): boolean {
  return place >= from && place < to;
}

function named(
  passages: readonly Passage[],
  { ends }: Outline,
  { from, to }: Line,
  titles: Elsewhere["titles"],
  open: readonly number[],
): NonNullable<ContentsLine["elsewhere"]> {
  const passage = passages[from]!;
  const next = open[firstWhere(open, (place) => place >= from)];
  return {
    locator: passage.locator,
    to: to > from ? passages[to]!.locator : null,
    words: to > from ? "" : (titles.get(passage.id) ?? ""),
    level: passage.level,
    open: next !== undefined && next < ends[to]!,
  };
}

function placed(
  passages: readonly Passage[],
  outline: Outline,
  { number, of }: Section,
  titles: Elsewhere["titles"],
): NonNullable<WorkView["section"]> {
  const nameOf = (other: number): SectionName | null => {
    if (other < 0 || other >= of) return null;
    const { from, to } = sectionOf(outline, other);
    const [first, last] = [passages[from]!, passages[to - 1]!];
    const words = first.kind === "part" || first.kind === "heading" ? (titles.get(first.id) ?? "") : "";
    return { first: first.id, last: last.id, from: first.locator, to: last.locator, words };
  };
  return { number: number + 1, of, here: nameOf(number)!, previous: nameOf(number - 1), next: nameOf(number + 1) };
}
