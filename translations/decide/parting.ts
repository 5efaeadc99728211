/**
 * A passage split into several, and several joined into one. What comes of it are new passages, with words that were
 * there: their first version has no base, and says `from` which version its words are. Notes stay where they were made.
 */
import type { Node } from "prosemirror-model";
import { placed } from "../ledger/described.ts";
import type { Contributor, LedgerEvent, VersionFacts } from "../ledger/events.ts";
import type { SourceCut } from "../ledger/outline-proposals.ts";
import type { Fact } from "../ledger/record.ts";
import { outlineOf, passageIn } from "../ledger/sections.ts";
import { currentVersion, isHeld, type Version } from "../ledger/state.ts";
import type { Passage, Source, Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { partedRendering } from "../text/cuts.ts";
import { layout } from "../text/layout.ts";
import { schema, type Rendering, type RenderingJson } from "../text/schema.ts";
import { partsOf } from "../text/sentences.ts";
import { isInvisible } from "../text/well-formed.ts";
import { refuse, wordsOf, type Decision } from "./commands.ts";
import { notStanding, ofOutline, refusedId, sourceOf } from "./in-outline.ts";

export interface Splitting {
  type: "split-passage";
  passage: string;
  /** The passages that it becomes, in order. */
  parts: readonly Pick<Passage, "id" | "locator">[];
  /** Where its current version is cut: offsets (UTF-16 code units) into its text. As many as parts, less one; none where it has no words. */
  cuts: readonly number[];
  /** And its source; none where none is held. */
  sourceCuts: readonly SourceCut[];
  reason: string;
}

export interface Joining {
  type: "join-passages";
  /** They stand beside each other, in this order. */
  passages: readonly string[];
  /** What they become. */
  into: Pick<Passage, "id" | "locator">;
  reason: string;
}

/** Where a source can be cut: before each of its sentences and paragraphs but the first. */
export function sourceCutsIn(words: readonly string[]): SourceCut[] {
  return words.flatMap((each, paragraph) => {
    const parts = partsOf(each);
    const starts = parts.sentences.slice(1).map(({ from }) => ({ paragraph, offset: parts.words[from]!.from }));
    return paragraph === 0 ? starts : [{ paragraph, offset: 0 }, ...starts];
  });
}

/** The pieces of a source. */
export function partedSource(words: readonly string[], cuts: readonly SourceCut[]): string[][] {
  const ends = [...cuts, { paragraph: words.length, offset: 0 }];
  return ends.map((to, index) => {
    const from = ends[index - 1] ?? { paragraph: 0, offset: 0 };
    return words
      .map((each, paragraph) =>
        each.slice(
          paragraph < from.paragraph ? each.length : paragraph === from.paragraph ? from.offset : 0,
          paragraph > to.paragraph ? 0 : paragraph === to.paragraph ? to.offset : each.length,
        ),
      )
      .map((each) => each.trim())
      .filter((each) => each !== "");
  });
}

export function splitPassage(work: Work, command: Splitting, by: Person, versions: readonly Version[]): Decision {
  const { passage: id, parts, cuts, sourceCuts, reason } = command;
  if (reason === "") return refuse({ code: "reason-required", why: "outline" });
  const before = passageIn(work, id);
  if (!before) return notStanding(work, id);
  if (parts.length < 2) return refuse({ code: "not-apart", why: "too-few" });
  const refused = refusedNames(work, parts);
  if (refused) return refused;
  const current = currentVersion({ versions });
  const renderings = current && isHeld(current) ? pieces(renderingFromJson(current.words.rendering), cuts) : null;
  if (renderings && (renderings.length !== parts.length || renderings.some(isWordless)))
    return refuse({ code: "not-apart", why: "cuts" });
  const sources = before.source.held === "none" ? null : sourcePieces(before.source.words, sourceCuts);
  if (sources && (sources.length !== parts.length || sources.some((each) => each.length === 0)))
    return refuse({ code: "not-apart", why: "source" });
  const { source: whole, remark: _remark, removals: _removals, ...called } = before;
  const { since: _since, ...was } = whole;
  const passages = parts.map((part, index): Passage => {
    const source = sources ? { ...was, number: 1, words: sources[index]! } : noSource();
    return { ...called, ...part, source };
  });
  const facts = [
    ...ofOutline(passages.map((each, index) => placed(each, passages[index - 1]?.id ?? id, by))),
    ...ofOutline([{ type: "passage-split", passage: id, into: passages.map((each) => each.id), reason, by }]),
    ...passages.map((each) => sourceOf(each, by)),
    ...passages.flatMap((each, index) =>
      current ? [firstOf(each.id, [{ passage: id, version: current }], renderings?.[index] ?? null, by)] : [],
    ),
  ];
  return { ok: true, facts };
}

export function joinPassages(
  work: Work,
  { passages: ids, into, reason }: Joining,
  by: Person,
  versions: ReadonlyMap<string, readonly Version[]>,
): Decision {
  if (reason === "") return refuse({ code: "reason-required", why: "outline" });
  if (ids.length < 2) return refuse({ code: "not-apart", why: "too-few" });
  const places = ids.map((id) => outlineOf(work.passages).places.get(id));
  const absent = ids.find((_, index) => places[index] === undefined);
  if (absent !== undefined) return notStanding(work, absent);
  if (places.some((place, index) => index > 0 && place !== places[index - 1]! + 1))
    return refuse({ code: "not-beside", why: "join" });
  const refused = refusedNames(work, [into]);
  if (refused) return refused;
  const before = places.map((place) => work.passages[place!]!);
  const { source: _source, remark: _remark, removals: _removals, ...called } = before[0]!;
  const passage: Passage = { ...called, ...into, source: joinedSource(before.map(({ source }) => source)) };
  const from = ids.flatMap((id) => {
    const version = currentVersion({ versions: versions.get(id) ?? [] });
    return version ? [{ passage: id, version }] : [];
  });
  const facts = [
    ...ofOutline([placed(passage, ids.at(-1)!, by)]),
    ...ofOutline([{ type: "passages-joined", passages: [...ids], into: into.id, reason, by }]),
    sourceOf(passage, by),
    ...(from.length > 0 ? [firstOf(into.id, from, joinedRendering(from.map(({ version }) => version)), by)] : []),
  ];
  return { ok: true, facts };
}

/** What would come of a passage that is cut, or of several that are joined: the words of each; null where they are not held. */
export function piecesOf(
  change: Pick<Splitting, "cuts" | "sourceCuts"> | { act: "join" },
  read: readonly { rendering: RenderingJson | null; source: readonly string[] }[],
): { rendering: RenderingJson | null; source: readonly string[] }[] {
  if (!("cuts" in change)) {
    const blocks = read.every(({ rendering }) => rendering)
      ? read.flatMap(({ rendering }) => rendering!.content ?? [])
      : [];
    return [
      {
        rendering: blocks.length > 0 ? { type: "doc", content: blocks } : null,
        source: read.flatMap(({ source }) => source),
      },
    ];
  }
  const { cuts, sourceCuts } = change;
  const [{ rendering, source } = { rendering: null, source: [] }] = read;
  const words = rendering ? pieces(renderingFromJson(rendering), cuts) : [];
  const sources = source.length > 0 ? sourcePieces(source, sourceCuts) : [];
  return Array.from({ length: Math.max(cuts.length, sourceCuts.length) + 1 }, (_, at) => ({
    rendering: words[at] ? renderingToJson(words[at]) : null,
    source: sources[at] ?? [],
  }));
}

function refusedNames(work: Work, named: readonly Pick<Passage, "id" | "locator">[]): Decision | null {
  for (const { id, locator } of named) {
    const refused = refusedId(work, id);
    if (refused) return refused;
    if (isInvisible(locator)) return refuse({ code: "empty", why: "locator" });
  }
  const twice = named.find(({ id }, index) => named.findIndex((other) => other.id === id) !== index);
  return twice ? refuse({ code: "already-exists", why: "passage-id", named: twice.id }) : null;
}

/** None where the cuts stand in no order, or outside. */
function pieces(rendering: Rendering, cuts: readonly number[]): Rendering[] {
  const { length } = layout(rendering).text;
  const inOrder = cuts.every((cut, index) => cut > (cuts[index - 1] ?? 0) && cut < length);
  return inOrder ? partedRendering(rendering, cuts) : [];
}

function sourcePieces(words: readonly string[], cuts: readonly SourceCut[]): string[][] {
  const isAfter = (a: SourceCut, b: SourceCut) =>
    a.paragraph > b.paragraph || (a.paragraph === b.paragraph && a.offset > b.offset);
  const inOrder = cuts.every((cut, index) => isAfter(cut, cuts[index - 1] ?? { paragraph: 0, offset: 0 }));
  return inOrder && cuts.every(({ paragraph }) => paragraph < words.length) ? partedSource(words, cuts) : [];
}

function isWordless(rendering: Node): boolean {
  return canonicalText(rendering) === "";
}

function noSource(): Source {
  return { number: 1, held: "none", words: [] };
}

/** All of it, if all of each is held; what is held of some are phrases of the whole. */
function joinedSource(sources: readonly Source[]): Source {
  const words = sources.flatMap((source) => source.words);
  if (words.length === 0) return noSource();
  const said = [...new Set(sources.flatMap(({ provenance = "" }) => (provenance === "" ? [] : [provenance])))];
  const held = sources.every((source) => source.held === "whole") ? "whole" : "phrases";
  return { number: 1, held, words, ...(said.length > 0 && { provenance: said.join("\n\n") }) };
}

/** Null if the words of one are not held: part of them would pass for all. */
function joinedRendering(versions: readonly Version[]): Rendering | null {
  const blocks: Node[] = [];
  for (const version of versions) {
    if (!isHeld(version)) return null;
    renderingFromJson(version.words.rendering).forEach((block) => void blocks.push(block));
  }
  return canonical(schema.nodes.doc.create(null, blocks));
}

/** The first version of a passage, with words of others. */
function firstOf(
  passage: string,
  from: readonly { passage: string; version: Version }[],
  rendering: Rendering | null,
  by: Person,
): Fact {
  const versions = from.map(({ version }) => version);
  const latest = versions.reduce((found, each) => (each.date > found.date ? each : found));
  const facts: VersionFacts = {
    number: 1,
    madeCurrent: true,
    source: 1,
    base: null,
    from: from.map((each) => ({ passage: each.passage, number: each.version.number })),
    words: rendering ? wordsOf(rendering) : null,
    contributors: contributorsOf(versions),
    date: latest.date,
    publishedIn: versions.length === 1 ? latest.publishedIn : [],
    rationale: "",
    notes: [],
    provenance: "",
    review: { kind: "recorded", by },
    proposal: null,
  };
  const event: LedgerEvent = { type: "version-recorded", ...facts };
  return { passage, event };
}

function contributorsOf(versions: readonly Version[]): Contributor[] {
  const all = versions.flatMap(({ contributors }) => contributors);
  const isSame = (a: Contributor, b: Contributor) =>
    a.role === b.role && (a.id === undefined ? a.name === b.name : a.id === b.id);
  return all.filter((each, index) => all.findIndex((other) => isSame(each, other)) === index);
}
