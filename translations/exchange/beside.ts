/** A translation in pieces, its source beside it, as passages: aligned, and what looks doubtful listed. */
import { align, HEADING, type Segment } from "../align/align.ts";
import { canonical, canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import type { BroughtPassage } from "./brought.ts";
import { Numbers } from "./keys.ts";
import { refuseExcess, type Piece } from "./pieces.ts";

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

/** What is less likely is doubtful. */
const DOUBTFUL = 0.9;

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
  const placing = new Placing(translation);
  const doubts: Doubt[] = [];
  const made: number[] = [];
  let [withoutSource, withoutRendering] = [0, 0];
  const passages = align(source.map(segmentOf), translation.map(segmentOf)).map((bead) => {
    const [words, renderings] = [source.slice(bead.fromA, bead.toA), translation.slice(bead.fromB, bead.toB)];
    const passage = placing.next(renderings, words);
    made.push(renderings.length);
    if (words.length === 0) withoutSource++;
    else if (renderings.length === 0) withoutRendering++;
    else if (bead.confidence < DOUBTFUL) doubts.push({ passage: passage.id, confidence: bead.confidence });
    return passage;
  });
  doubts.sort((x, y) => x.confidence - y.confidence);
  return { passages, doubts, withoutSource, withoutRendering, made };
}

function segmentOf({ kind, level, rendering }: Piece): Segment {
  return { kind: kind === "heading" ? `${HEADING} ${level}` : kind, text: textOf(rendering) };
}

function textOf(rendering: RenderingJson): string {
  return canonicalText(renderingFromJson(rendering));
}

/** The words of paragraphs, headings, items and lines of verse, each by itself. */
function paragraphsOf(rendering: RenderingJson): string[] {
  const found: string[] = [];
  renderingFromJson(rendering).descendants((block) => {
    if (block.isTextblock) found.push(block.textContent);
    return !block.isTextblock;
  });
  return found;
}

/** Gives passages their ids, by number where a piece has none of its own, and their levels by the headings before them. */
class Placing {
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
    const rendering = joined(renderings.map((piece) => piece.rendering));
    return {
      id,
      locator: /^\d+$/.test(id) ? `¶ ${id}` : id,
      kind: heading ? "heading" : "paragraph",
      level: heading ? heading.level : this.#under + 1,
      source: source.flatMap(({ rendering: words }) => paragraphsOf(words)),
      versions: rendering ? [{ rendering, date: null, by: [], rationale: "", base: null }] : [],
      current: rendering ? 1 : 0,
    };
  }

  #id(own: string | null): string {
    if (own === null || this.#given.has(own)) return this.#numbers.next();
    this.#given.add(own);
    return own;
  }
}

/**
 * Several renderings as one; null if there is none.
 * @throws NotTaken if they are more together than a passage may be.
 */
export function joined(renderings: readonly RenderingJson[]): RenderingJson | null {
  if (renderings.length <= 1) return renderings[0] ?? null;
  const content = renderings.flatMap((rendering) => rendering.content ?? []);
  const all = canonical(renderingFromJson({ type: "doc", content }));
  refuseExcess(all, null);
  return renderingToJson(all);
}
