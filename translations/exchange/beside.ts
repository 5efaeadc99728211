/** A translation in pieces, its source beside it, as passages: aligned, and what looks doubtful listed. */
import type { Node } from "prosemirror-model";
import { anchorAt } from "../notes/anchor.ts";
import { readName } from "../people/name.ts";
import { align, DOUBTFUL, HEADING, type Bead, type Segment } from "../align/align.ts";
import type { Hunk } from "../compare/change.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { LIMITS } from "../text/limits.ts";
import { schema, type RenderingJson } from "../text/schema.ts";
import type { BroughtNote, BroughtPassage, BroughtVersion } from "./brought.ts";
import { Numbers } from "./keys.ts";
import { isFootnote, refuseExcess, type Piece } from "./pieces.ts";
import { usualRole } from "./values.ts";

/** A passage whose source and rendering may not belong together. */
export interface Doubt {
  passage: string;
  /** How likely they do, from 0 to 1. */
  confidence: number;
}

/** Passages as they are laid beside each other. */
export interface Laid {
  passages: BroughtPassage[];
  /** The least likely first. */
  doubts: Doubt[];
  /** Passages with a rendering and no source, and with a source and no rendering. */
  withoutSource: number;
  withoutRendering: number;
  /** Of how many pieces of the translation each passage is made. */
  made: number[];
}

/** The pieces of a translation as passages. */
export function standingAlone(translation: readonly Piece[]): BroughtPassage[] {
  const placing = new Placing(translation);
  return translation.map((piece) => placing.next([piece], []));
}

/**
 * The pieces of a translation, and of its source, as passages: those that say the same are one.
 * @throws NotTaken if those are more together than a passage may be.
 */
export function laidBeside(translation: readonly Piece[], source: readonly Piece[]): Laid {
  const beads = beadsOf(translation, source);
  const passages = passagesOf(beads, translation, source);
  const doubts: Doubt[] = [];
  const made: number[] = [];
  let [withoutSource, withoutRendering] = [0, 0];
  beads.forEach(({ fromA, toA, fromB, toB, confidence }, index) => {
    made.push(toB - fromB);
    if (fromA === toA) withoutSource++;
    else if (fromB === toB) withoutRendering++;
    else if (confidence < DOUBTFUL) doubts.push({ passage: passages[index]!.id, confidence });
  });
  doubts.sort((x, y) => x.confidence - y.confidence);
  return { passages, doubts, withoutSource, withoutRendering, made };
}

/** Which pieces of a source (`a`) and of its translation (`b`) say the same; each piece stands in one bead. */
export function beadsOf(translation: readonly Piece[], source: readonly Piece[]): Bead[] {
  return align(source.map(segmentOf), translation.map(segmentOf));
}

/**
 * A passage a pair of source (`a`) and translation (`b`), in the order of the pairs.
 * @throws NotTaken if the pieces of a pair are more together than a passage may be.
 */
function passagesOf(pairs: readonly Hunk[], translation: readonly Piece[], source: readonly Piece[]): BroughtPassage[] {
  const placing = new Placing(translation);
  return pairs.map(({ fromA, toA, fromB, toB }) => {
    const own = source.slice(fromA, toA);
    return { ...placing.next(translation.slice(fromB, toB), own), ...beyondSource(source, own) };
  });
}

/** Of a passage that has nothing of a source which is whole: that it has not. */
export function beyondSource(source: readonly Piece[], own: readonly Piece[]): Pick<BroughtPassage, "notInSource"> {
  return source.length > 0 && own.length === 0 ? { notInSource: true } : {};
}

/** A piece as it is laid beside others. */
export function segmentOf(piece: Piece): Segment {
  return { kind: alignedAs(piece), text: textOf(piece.rendering) };
}

/** The kind by which a passage is aligned: an author's footnote stands beside one, however it is laid among paragraphs. */
export function alignedAs(piece: Pick<Piece, "level" | "passage"> & { kind: string }): string {
  if (piece.kind === "heading") return `${HEADING} ${piece.level}`;
  return isFootnote(piece) ? "footnote" : piece.kind;
}

/** The words of a piece as text. */
export function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}

/** The words of paragraphs, headings, items and lines of verse, each by itself; an item of a numbered list keeps its number. */
export function paragraphsOf(rendering: RenderingJson): string[] {
  return paragraphsIn(renderingFromJson(rendering), "");
}

/** @param sign what stands before the first of its words. */
function paragraphsIn(block: Node, sign: string): string[] {
  if (block.isTextblock) return [sign + block.textContent];
  const isNumbered = block.type === schema.nodes.ordered_list;
  const signOf = (at: number): string => {
    if (isNumbered) return `${Number(block.attrs["start"]) + at}. `;
    return at === 0 ? sign : "";
  };
  return block.children.flatMap((each, at) => paragraphsIn(each, signOf(at)));
}

/** Gives passages their ids, by number where a piece has none of its own, and their levels by the headings before them; one after the other. */
export class Placing {
  readonly #numbers: Numbers;
  readonly #given = new Set<string>();
  #under = 0;

  constructor(pieces: readonly Piece[]) {
    this.#numbers = new Numbers(new Set(pieces.map(({ passage }) => passage)));
  }

  next(renderings: readonly Piece[], source: readonly Piece[]): BroughtPassage {
    const heading = [...renderings, ...source].find(({ kind }) => kind === "heading");
    const id = this.#id(renderings.find(({ passage }) => passage !== null)?.passage ?? null);
    if (heading) this.#under = heading.level;
    const versions = versionsOf(renderings);
    return {
      id,
      locator: renderings.find(({ locator }) => locator !== undefined)?.locator ?? (/^\d+$/.test(id) ? `¶ ${id}` : id),
      kind: heading ? "heading" : "paragraph",
      level: heading ? heading.level : this.#under + 1,
      source: source.flatMap(({ rendering: words }) => paragraphsOf(words)),
      versions,
      current: renderings.every(({ revision }) => revision?.gone) ? 0 : versions.length,
    };
  }

  #id(own: string | null): string {
    if (own === null || this.#given.has(own)) return this.#numbers.next();
    this.#given.add(own);
    return own;
  }
}

/** The versions that pieces are together: one, or the one before its changes were tracked and the one after. */
export function versionsOf(pieces: readonly Piece[]): BroughtVersion[] {
  const before = joined(pieces.flatMap(({ rendering, revision }) => (revision ? (revision.before ?? []) : rendering)));
  const standing = pieces.filter(({ revision }) => !revision?.gone);
  const after = joined(standing.map(({ rendering }) => rendering));
  const notes = notesOn(standing.length > 0 ? standing : pieces);
  const revisions = pieces.flatMap(({ revision }) => revision ?? []);
  const dates = revisions.flatMap(({ date }) => date ?? []).sort();
  const [date, people] = [dates.at(-1) ?? null, peopleNamed(revisions.flatMap(({ by }) => by))];
  const version = (rendering: RenderingJson, base: number | null, revised: boolean): BroughtVersion => ({
    ...{ rendering, rationale: "", base, date: revised ? date : null },
    by: revised ? people.map((name) => ({ name, role: usualRole(base) })) : [],
  });
  const first = before ? [version(before, null, false)] : [];
  const all =
    after && (revisions.length > 0 || !before)
      ? [...first, version(after, before ? 1 : null, revisions.length > 0)]
      : first;
  return all.map((each, at) => (at === all.length - 1 && notes.length > 0 ? { ...each, notes } : each));
}

/** Names as they may be kept, each once. */
export function peopleNamed(names: readonly string[]): string[] {
  return [...new Set(names.map(readName).flatMap((read) => (read.ok ? read.name : [])))].slice(0, LIMITS.people);
}

/** The notes of pieces on the words that they are together. */
export function notesOn(pieces: readonly Piece[]): BroughtNote[] {
  if (pieces.length === 1) return pieces[0]!.notes ?? [];
  const text = pieces.map(({ rendering }) => textOf(rendering)).join("\n\n");
  let from = 0;
  return pieces.flatMap(({ rendering, notes = [] }) => {
    const here = from;
    from += textOf(rendering).length + 2;
    return notes.map((note) => ({
      ...note,
      target: note.target && anchorAt(text, here + note.target.start, here + note.target.end),
    }));
  });
}

/**
 * Several renderings as one; null if there is none.
 * @throws NotTaken if they are more together than a passage may be.
 */
export function joined(renderings: readonly RenderingJson[]): RenderingJson | null {
  if (renderings.length <= 1) return renderings[0] ?? null;
  const content = renderings.flatMap((each) => each.content ?? []);
  const all = canonical(renderingFromJson({ type: "doc", content }));
  refuseExcess(all, null);
  return renderingToJson(all);
}
