/**
 * A text in pieces, as formats without a table have it: headings and what stands under them. A piece that this program wrote
 * says which version it is, and is known again by that.
 */
import { isUnreviewed } from "../ledger/events.ts";
import type { Node } from "prosemirror-model";
import { isPassageId, type PassageKind } from "../ledger/work.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { excessOf } from "../text/excess.ts";
import { schema, type Rendering, type RenderingJson } from "../text/schema.ts";
import { isWithdrawn, type HeldVersion } from "../ledger/state.ts";
import type { Front } from "./front.ts";
import { Counting, NotTaken, type BroughtNote, type Counts } from "./brought.ts";
import { beyondWords, standing, type Told } from "./told.ts";

/** A passage before it stands in a work. */
export interface Piece {
  kind: PassageKind & ("heading" | "paragraph");
  /** Of a heading, which level it has, from 1. */
  level: number;
  rendering: RenderingJson;
  /** The passage that it was written from, if it was; of an author's footnote, what its sign calls it. */
  passage: string | null;
  /** The digest of that passage's words then, where the file says it apart from them. */
  digest?: string;
  /** What it is called, if the file calls it something. */
  locator?: string;
  /** What was done to it, where a file tracks that. */
  revision?: Revision;
  /** Notes on its words; absent if there are none. */
  notes?: BroughtNote[];
}

/** What an author's footnote is called as a passage, by its number in its file. */
export function footnoteNamed(number: number): string {
  return `note-${number}`;
}

/** True of an author's footnote, also if it is called otherwise than in its file, where several files follow each other. */
export function isFootnote({ passage }: Pick<Piece, "passage">): boolean {
  return passage !== null && /^note-\d+(-\d+)?$/.test(passage);
}

/** Words revised before the eyes of a program that tracks it. */
export interface Revision {
  /** What stood before; null if nothing did. */
  before: RenderingJson | null;
  /** True if it was taken out: the rendering is then what stood before. */
  gone: boolean;
  /** Who did it, as the file names them. */
  by: string[];
  /** When it was done last, ISO 8601; null if the file does not say. */
  date: string | null;
}

/**
 * The pieces of several files, one behind the other. What one calls a passage of its own (an author's footnote) is called
 * otherwise where an earlier one calls another so, also by the signs in its words.
 */
export function following(files: readonly (readonly Piece[])[]): Piece[] {
  const taken = new Set<string>();
  return files.flatMap((pieces) => {
    const names = new Map<string, string>();
    for (const { passage, locator } of pieces) {
      if (passage === null || locator === undefined) continue;
      let name = passage;
      for (let next = 2; taken.has(name); next++) name = `${passage}-${next}`;
      if (name !== passage) names.set(passage, name);
    }
    for (const { passage } of pieces) if (passage !== null) taken.add(names.get(passage) ?? passage);
    return names.size === 0 ? pieces : pieces.map((piece) => renamed(piece, names));
  });
}

function renamed(piece: Piece, names: ReadonlyMap<string, string>): Piece {
  return JSON.parse(JSON.stringify(piece), (key, value: unknown) =>
    key === "passage" && typeof value === "string" ? (names.get(value) ?? value) : value,
  ) as Piece;
}

/** What a file of pieces says. */
export interface Pieces {
  pieces: Piece[];
  notTaken: Counts;
  /** What it says of itself; absent if it says nothing. */
  front?: Front;
}

/** Which version a piece is, as it is written beside it: its address and the digest of its words. */
export interface Stamp {
  passage: string;
  digest: string;
}

/** A stamp inside whatever a format puts around it. */
const STAMP = String.raw`\S*/([a-z0-9-]+)/v\d+ sha256:([0-9a-f]{64})(?: unreviewed)?`;

/** A pattern of a stamp between two signs. */
export function stampBetween(before: string, after: string): RegExp {
  return new RegExp(`^${before}${STAMP}${after}$`);
}

/** The stamp that a line is, by a pattern of {@link stampBetween}; null if it is none, or names what can't be a passage. */
export function stampIn(line: string, pattern: RegExp): Stamp | null {
  const [, passage = "", digest = ""] = pattern.exec(line.trim()) ?? [];
  return isPassageId(passage) ? { passage, digest } : null;
}

/** The stamp of a version, as it is written; of one that nobody reviewed it says so. */
export function stampOf({ address }: Told, { number, words, review }: HeldVersion): string {
  return `${address(number)} sha256:${words.digest}${isUnreviewed({ review }) ? " unreviewed" : ""}`;
}

/** A line end in a paragraph is a space, but between letters of scripts without spaces nothing. */
export const LINE_END_IN_WORDS =
  /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}　-〿！-～])\n(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}　-〿！-～])/gu;

/** The words of a rendering that is one paragraph; null if it is anything else. */
export function wordsOfParagraph(rendering: RenderingJson): string | null {
  const node = renderingFromJson(rendering);
  return node.childCount === 1 && node.firstChild!.type.name === "paragraph" ? node.textContent : null;
}

/** True if these words are those of a stamp. */
export function hasDigest(rendering: RenderingJson, { digest }: Stamp): boolean {
  return digestOfText(canonicalText(renderingFromJson(rendering))) === digest;
}

/** True if the words that stand are a heading as a file can write one. */
export function isHeadingLine(
  { kind, level }: Pick<Told["passage"], "kind" | "level">,
  rendering: RenderingJson,
): boolean {
  return kind === "heading" && level <= 6 && wordsOfParagraph(rendering) !== null;
}

/**
 * A passage that is read as one rendering, which may be the line of a heading.
 * @param stamp the digest in it says which of the two it was.
 */
export function pieceOf(rendering: RenderingJson, stamp: Stamp | null): Piece {
  const passage = stamp?.passage ?? null;
  const heading = headingIn(rendering);
  const isHeading = heading && (stamp === null || hasDigest(heading.rendering, stamp) || !hasDigest(rendering, stamp));
  return isHeading ? { kind: "heading", ...heading, passage } : { kind: "paragraph", level: 0, rendering, passage };
}

/** The heading that is all there is of a rendering: its level, and its words as a paragraph. */
function headingIn(rendering: RenderingJson): { level: number; rendering: RenderingJson } | null {
  const node = renderingFromJson(rendering);
  const only = node.childCount === 1 ? node.firstChild! : null;
  if (only?.type.name !== "heading") return null;
  const paragraph = { ...renderingToJson(only), type: "paragraph" };
  delete paragraph.attrs;
  return { level: Number(only.attrs["level"]), rendering: { type: "doc", content: [paragraph] } };
}

/** @throws NotTaken if a rendering is more than a passage may be. */
export function refuseExcess(rendering: Rendering, line: number | null): void {
  const excess = excessOf(rendering);
  if (excess) throw new NotTaken({ code: "too-large", excess }, line);
}

/**
 * What a text of pieces can't hold of a passage.
 * @param marks those that the format does hold.
 */
export function beyondPieces(told: Told, marks: readonly string[] = []): Counts {
  const { passage, versions } = told;
  const counting = new Counting();
  counting.addAll(beyondWords(told, marks));
  const several = new Set(versions.map(({ translation = "" }) => translation)).size > 1;
  for (const { notes } of versions) {
    counting.add("notes", notes.length);
    counting.add("names of translations", several ? 1 : 0);
  }
  const stay = versions.filter((version) => !isWithdrawn(version));
  counting.add("other versions", Math.max(0, stay.length - 1));
  counting.add("sources", passage.source.words.length > 0 ? 1 : 0);
  if (!standing(told)) counting.add("passages without words");
  if (passage.kind === "part" || passage.kind === "item") counting.add("kinds");
  counting.add("reasons", versions.some(({ rationale }) => rationale !== "") ? 1 : 0);
  return counting.counts();
}

/** The largest number that a list begins with. */
export const LAST_NUMBER = 9_999;

/** The items of a list, each as a list that goes on with its number; any other block as it is. */
export function itemsOf(block: Node): readonly Node[] {
  if (block.type === schema.nodes.bullet_list) return block.children.map((item) => block.type.create(null, [item]));
  const start = Number(block.attrs["start"]);
  // No list begins with a larger number.
  if (block.type !== schema.nodes.ordered_list || start + block.childCount > LAST_NUMBER) return [block];
  return block.children.map((item, at) => block.type.create({ start: start + at }, [item]));
}
