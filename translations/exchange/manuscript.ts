/**
 * A text as word processors and web pages keep it: paragraphs one behind another, changes tracked in them, footnotes and
 * remarks beside them. Readers of files make one; what passages it is, with or without the changes, is told here.
 */
import type { Mark, Node } from "prosemirror-model";
import { anchorAt } from "../notes/anchor.ts";
import type { Anchor } from "../notes/note.ts";
import {
  canonical,
  canonicalText,
  canonicalWords,
  clean,
  renderingFromJson,
  renderingToJson,
} from "../text/canonical.ts";
import { assembled, type FlatBlock } from "../text/flat-blocks.ts";
import { layout } from "../text/layout.ts";
import { LIMITS } from "../text/limits.ts";
import { schema, type RenderingJson } from "../text/schema.ts";
import { Counting, type BroughtNote, type Counts } from "./brought.ts";
import { footnoteNamed, pieceOf, refuseExcess, type Piece, type Pieces } from "./pieces.ts";
import { Places, type Placing } from "./placing.ts";
import type { Choices, Question } from "./reading.ts";

/** What somebody did to words, or to the end of a paragraph. */
export interface Tracked {
  kind: "inserted" | "deleted";
  /** "" if the file does not say. */
  by: string;
  /** ISO 8601; null if the file does not say. */
  date: string | null;
  /** Of words that went elsewhere, or came from there: what both places are called. */
  move?: string;
}

/** Words of one look. */
export interface Run {
  text: string;
  marks: readonly Mark[];
  tracked: Tracked | null;
  /** Ids of the remarks that are on it. */
  remarks: readonly string[];
  /** The id of the footnote whose sign it is. */
  note?: string;
}

export interface Paragraph extends Omit<FlatBlock, "words"> {
  runs: readonly Run[];
  /** Where its place follows from which paragraphs stand before it: what it says of that itself. */
  placing?: Placing;
  /** What was done to its end: inserted, it parts what was one paragraph; deleted, it joins it with the next. */
  end: Tracked | null;
  /** The passage that it was written from, if it was. */
  passage?: string | null;
  /** The digest of that passage's words, where the file says it. */
  digest?: string;
}

export interface Manuscript {
  paragraphs: Paragraph[];
  /** By their ids. */
  notes: ReadonlyMap<string, Paragraph[]>;
  /** By their ids; of those without a target, where they stand is known by the runs. */
  remarks: ReadonlyMap<string, Omit<BroughtNote, "target">>;
  notTaken: Counts;
}

/** How it read before the changes, or reads with them. */
type Reading = "before" | "after";

/** A paragraph of one reading, and those of the manuscript that are in it. */
interface ReadParagraph extends Paragraph {
  from: number;
  to: number;
}

/** What passages a manuscript is. @throws NotTaken if one is larger than a passage may be. */
export function piecesOfManuscript(manuscript: Manuscript, choices: Choices): Pieces & { questions: Question[] } {
  return new Taking(manuscript, choices).taken();
}

class Taking {
  readonly #manuscript: Manuscript;
  readonly #choices: Choices;
  readonly #counting = new Counting();
  /** Ids of footnotes as they come, with what they are called as passages. */
  readonly #signs = new Map<string, { passage: string; locator: string }>();

  constructor(manuscript: Manuscript, choices: Choices) {
    this.#manuscript = manuscript;
    this.#choices = choices;
    this.#counting.addAll(manuscript.notTaken);
    for (const { note } of manuscript.paragraphs.flatMap(({ runs }) => runs)) {
      if (note === undefined || this.#signs.has(note)) continue;
      const number = this.#signs.size + 1;
      this.#signs.set(note, { passage: footnoteNamed(number), locator: `Note ${number}` });
    }
  }

  taken(): Pieces & { questions: Question[] } {
    const { paragraphs, notes } = this.#manuscript;
    const footnotes = this.#choices.footnotes ?? "passages";
    if (footnotes === "none") this.#counting.add("footnotes", this.#signs.size);
    const pieces = this.#piecesOf(paragraphs, true).flatMap(({ piece, signs }) => {
      const own = footnotes === "passages" ? signs.flatMap((id) => this.#footnote(id)) : [];
      return piece ? [piece, ...own] : own;
    });
    return {
      pieces,
      notTaken: this.#counting.counts(),
      questions: questionsOf(
        this.#manuscript,
        [...this.#signs.keys()].flatMap((id) => notes.get(id) ?? []),
      ),
    };
  }

  /** An author's footnote is a passage, whole. */
  #footnote(id: string): Piece[] {
    const { passage, locator } = this.#signs.get(id)!;
    return this.#piecesOf(this.#manuscript.notes.get(id) ?? [], false).flatMap(({ piece }) =>
      piece ? { ...piece, kind: "paragraph" as const, passage, locator } : [],
    );
  }

  /** @param apart false if they are one passage, however many. */
  #piecesOf(paragraphs: readonly Paragraph[], apart: boolean): { piece: Piece | null; signs: string[] }[] {
    const { tracked = "accepted" } = this.#choices;
    const [before, after] = (["before", "after"] as const).map((reading) =>
      groupsOf(standingIn(paragraphs, reading), apart),
    );
    const components =
      tracked === "accepted"
        ? after!.map((group) => ({ before: null, after: [group] }))
        : tracked === "rejected"
          ? before!.map((group) => ({ before: null, after: [group] }))
          : together(before!, after!);
    const moved = tracked === "both" ? movedAway(components) : new Set<Component>();
    this.#counting.add("where moved passages stood", moved.size);
    return components
      .filter((each) => !moved.has(each))
      .map((each) => this.#pieceOf(each, paragraphs, tracked === "both"));
  }

  #pieceOf(
    { before, after }: Component,
    paragraphs: readonly Paragraph[],
    both: boolean,
  ): { piece: Piece | null; signs: string[] } {
    const standing = after.length > 0 ? after : (before ?? []);
    const all = standing.flat();
    const rendering = this.#renderingOf(all);
    const signs = all.flatMap(({ runs }) => runs.flatMap(({ note }) => note ?? []));
    if (!rendering) return { piece: null, signs };
    const piece = written(rendering, all);
    const notes = this.#notesOn(all, piece.rendering);
    const earlier = both && before ? this.#renderingOf(before.flat()) : null;
    const former = earlier && (piece.kind === "heading" ? pieceOf(earlier, null).rendering : earlier);
    const changes = both ? changesIn([...(before ?? []), ...after].flat(), paragraphs) : [];
    return {
      piece: {
        ...piece,
        ...(notes.length > 0 && { notes }),
        ...(changes.length > 0 &&
          !isSame(former, after.length > 0 ? piece.rendering : null) && {
            revision: {
              before: former,
              gone: after.length === 0,
              by: [...new Set(changes.map(({ by }) => by).filter((by) => by !== ""))],
              date:
                changes
                  .flatMap(({ date }) => date ?? [])
                  .sort()
                  .at(-1) ?? null,
            },
          }),
      },
      signs,
    };
  }

  #renderingOf(paragraphs: readonly ReadParagraph[]): RenderingJson | null {
    const blocks = assembled(paragraphs.map((each) => ({ ...each, words: this.#wordsOf(each) })));
    if (blocks.length === 0) return null;
    const rendering = canonical(schema.nodes.doc.create(null, blocks));
    if (canonicalText(rendering) === "") return null;
    refuseExcess(rendering, null);
    return renderingToJson(rendering);
  }

  #wordsOf({ runs }: Paragraph): Node[] {
    return runs.flatMap(({ text, marks, note }) => {
      if (note === undefined) return text === "" ? [] : schema.text(text, marks);
      if ((this.#choices.footnotes ?? "passages") !== "passages") return [];
      const sign = schema.marks.footnote.create({ passage: this.#signs.get(note)!.passage });
      return schema.text(text === "" ? "*" : text, [sign]);
    });
  }

  /** Remarks, and a translator's footnotes, on the words they are on. */
  #notesOn(paragraphs: readonly ReadParagraph[], rendering: RenderingJson): BroughtNote[] {
    const { text, blocks } = layout(renderingFromJson(rendering));
    const filled = paragraphs.filter(
      (each) =>
        canonicalWords(
          this.#wordsOf(each)
            .map((node) => node.text)
            .join(""),
        ) !== "",
    );
    const found = new Map<string, { note: Omit<BroughtNote, "target">; from: number; to: number }>();
    filled.forEach((paragraph, index) => {
      const block = filled.length === blocks.length ? blocks[index] : undefined;
      for (const { id, note, from, to } of this.#placed(paragraph)) {
        const [start, end] = block ? [block.from + from, Math.min(block.from + to, block.to)] : [0, 0];
        const known = found.get(id);
        if (known) [known.from, known.to] = [Math.min(known.from, start), Math.max(known.to, end)];
        else found.set(id, { note, from: start, to: end });
      }
    });
    const notes = [...found.values()].map(({ note, from, to }) => ({ ...note, target: targetIn(text, from, to) }));
    const kept = notes.filter(({ body }) => body !== "" && body.length <= LIMITS.noteCharacters).slice(0, LIMITS.notes);
    this.#counting.add("notes", notes.length - kept.length);
    return kept;
  }

  /** What is said of a paragraph's words, with offsets into these in canonical form. */
  #placed(paragraph: Paragraph): { id: string; note: Omit<BroughtNote, "target">; from: number; to: number }[] {
    let said = "";
    const asNotes = this.#choices.footnotes === "notes";
    return paragraph.runs.flatMap((run) => {
      const from = canonicalLength(said);
      said += this.#wordsOf({ ...paragraph, runs: [run] })[0]?.text ?? "";
      const to = canonicalLength(said);
      const remarks = run.remarks.flatMap((id) => {
        const note = this.#manuscript.remarks.get(id);
        return note ? { id: `remark ${id}`, note, from, to } : [];
      });
      if (run.note === undefined || !asNotes) return remarks;
      const body = textOfParagraphs(this.#manuscript.notes.get(run.note) ?? []);
      const word = /[\p{L}\p{N}\p{M}’'-]*[^\p{L}\p{N}]*$/u.exec(said.slice(-100))![0].length;
      return [
        ...remarks,
        {
          id: `note ${run.note}`,
          note: { author: "", date: null, body },
          from: Math.max(0, from - Math.max(1, word)),
          to: from,
        },
      ];
    });
  }
}

function targetIn(text: string, from: number, to: number): Anchor | null {
  const words = text.slice(from, to);
  const [start, end] = [from + words.length - words.trimStart().length, to - (words.length - words.trimEnd().length)];
  return start < end ? anchorAt(text, start, end) : null;
}

/** How many letters a paragraph's beginning has in canonical form, where it goes on. */
function canonicalLength(beginning: string): number {
  return clean(beginning).replace(/ {2,}/g, " ").replace(/^ /, "").normalize("NFC").length;
}

function isSame(a: RenderingJson | null, b: RenderingJson | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Plain words, paragraphs parted by an empty line. */
export function textOfParagraphs(paragraphs: readonly Paragraph[]): string {
  return standingIn(paragraphs, "after")
    .map(({ runs }) => canonicalWords(runs.map(({ text }) => text).join("")))
    .filter((text) => text !== "")
    .join("\n\n");
}

function stands(tracked: Tracked | null, reading: Reading): boolean {
  return tracked === null || (tracked.kind === "inserted") === (reading === "after");
}

/** The paragraphs of one reading: where an end does not stand, its words begin the next one. */
function standingIn(paragraphs: readonly Paragraph[], reading: Reading): ReadParagraph[] {
  const read: ReadParagraph[] = [];
  const places = new Places();
  let waiting: Run[] = [];
  let from: number | null = null;
  paragraphs.forEach((paragraph, at) => {
    const own = paragraph.runs.filter(({ tracked }) => stands(tracked, reading));
    const runs = [...waiting, ...own];
    const begins = waiting.length > 0 ? from! : at;
    const isLast = at === paragraphs.length - 1;
    if (!stands(paragraph.end, reading) && !isLast) {
      [waiting, from] = [runs, begins];
      return;
    }
    const settled = own.length === 0 && begins < at ? (paragraphs[begins] ?? paragraph) : paragraph;
    const place = settled.placing && places.of(settled.placing, !isWorded(runs));
    read.push({ ...settled, ...place, runs, from: begins, to: own.length > 0 || begins === at ? at : at - 1 });
    waiting = [];
  });
  return read.filter(({ runs }) => isWorded(runs));
}

function isWorded(runs: readonly Run[]): boolean {
  return runs.some(({ text, note }) => note !== undefined || canonicalWords(text) !== "");
}

/** A passage that these paragraphs are; which one it was, and whether a heading, where they say it. */
function written(rendering: RenderingJson, paragraphs: readonly Paragraph[]): Piece {
  const { passage = null, digest } = paragraphs.find((each) => each.passage) ?? {};
  const stamp = passage !== null && digest !== undefined ? { passage, digest } : null;
  return { ...pieceOf(rendering, stamp), passage, ...(digest !== undefined && { digest }) };
}

/** Paragraphs that are one passage: of one item with all that is in it, one quotation, one stanza, or of one passage as it was written. */
function groupsOf(paragraphs: readonly ReadParagraph[], apart: boolean): ReadParagraph[][] {
  if (!apart) return paragraphs.length > 0 ? [[...paragraphs]] : [];
  const groups: ReadParagraph[][] = [];
  for (const paragraph of paragraphs) {
    const last = groups.at(-1);
    if (last && areTogether(last, paragraph)) last.push(paragraph);
    else groups.push([paragraph]);
  }
  return groups;
}

function areTogether(group: readonly Paragraph[], b: Paragraph): boolean {
  const [{ item }, a] = [group[0]!, group.at(-1)!];
  const [own, next] = [a.passage ?? null, b.passage ?? null];
  if (own !== null || next !== null) return own === next;
  if (a.quotations.length > 0 || b.quotations.length > 0) return a.quotations[0] === b.quotations[0];
  if (a.stanza !== null || b.stanza !== null) return a.stanza === b.stanza;
  return item !== null && b.item !== null && (b.item === item || b.item.depth > item.depth);
}

/** Groups of both readings that share paragraphs. */
interface Component {
  before: ReadParagraph[][] | null;
  after: ReadParagraph[][];
}

const spanOf = (group: readonly ReadParagraph[]) => ({ from: group[0]!.from, to: group.at(-1)!.to });

/** Both readings, those groups together of which one goes over the edges of the other. */
function together(before: readonly ReadParagraph[][], after: readonly ReadParagraph[][]): Component[] {
  const all = [
    ...before.map((group) => ({ group, side: "before" as const, ...spanOf(group) })),
    ...after.map((group) => ({ group, side: "after" as const, ...spanOf(group) })),
  ].sort((x, y) => x.from - y.from || x.to - y.to);
  const components: (Component & { before: ReadParagraph[][] })[] = [];
  let end = -1;
  for (const { group, side, from, to } of all) {
    if (from > end || components.length === 0) components.push({ before: [], after: [] });
    components.at(-1)![side].push(group);
    end = Math.max(end, to);
  }
  return components;
}

/** What went elsewhere as it was: it is told where it stands now. */
function movedAway(components: readonly Component[]): Set<Component> {
  const textOf = (groups: readonly ReadParagraph[][]) =>
    groups
      .flat()
      .map(({ runs }) => runs.map(({ text }) => text).join(""))
      .join("\n");
  const movesOf = (groups: readonly ReadParagraph[][]) =>
    new Set(groups.flat().flatMap(({ runs }) => runs.map(({ tracked }) => tracked?.move)));
  const arrived = new Map<string, Component>();
  for (const each of components) {
    const [move, ...others] = movesOf(each.after);
    if (move !== undefined && others.length === 0 && each.before?.length === 0) arrived.set(move, each);
  }
  const gone = new Set<Component>();
  for (const each of components) {
    const [move, ...others] = movesOf(each.before ?? []);
    const there = move === undefined || others.length > 0 || each.after.length > 0 ? undefined : arrived.get(move);
    if (!there || textOf(there.after) !== textOf(each.before!)) continue;
    there.before = there.after;
    gone.add(each);
  }
  return gone;
}

/** All that was done between the first and the last of some paragraphs. */
function changesIn(read: readonly ReadParagraph[], paragraphs: readonly Paragraph[]): Tracked[] {
  if (read.length === 0) return [];
  const [from, to] = [Math.min(...read.map((each) => each.from)), Math.max(...read.map((each) => each.to))];
  return paragraphs
    .slice(from, to + 1)
    .flatMap(({ runs, end }, at) => [...runs.map(({ tracked }) => tracked), ...(from + at < to ? [end] : [])])
    .filter((tracked) => tracked !== null);
}

/** So many samples are shown, of so many letters. */
const [SAMPLES, LETTERS] = [3, 120];

function questionsOf({ paragraphs, notes }: Manuscript, footnotes: readonly Paragraph[]): Question[] {
  const questions: Question[] = [];
  const shown = (text: string) =>
    Array.from(text.slice(0, 2 * LETTERS))
      .slice(0, LETTERS)
      .join("");
  const count = new Set(paragraphs.flatMap(({ runs }) => runs.flatMap(({ note }) => note ?? []))).size;
  if (count > 0) {
    const samples = [...notes.values()].map(textOfParagraphs).filter((text) => text !== "");
    questions.push({ about: "footnotes", count, samples: samples.slice(0, SAMPLES).map(shown) });
  }
  const all = [...paragraphs, ...footnotes];
  const changes = all
    .flatMap(({ runs, end }) => [...runs.map(({ tracked }) => tracked), end])
    .filter((each) => each !== null);
  if (changes.length > 0) {
    const changed = all.filter(({ runs }) => runs.some(({ tracked }) => tracked !== null)).slice(0, SAMPLES);
    const sample = (paragraph: Paragraph, reading: Reading) =>
      shown(
        paragraph.runs
          .filter(({ tracked }) => stands(tracked, reading))
          .map(({ text }) => text)
          .join(""),
      );
    questions.push({
      about: "tracked",
      count: changes.length,
      people: [...new Set(changes.map(({ by }) => by).filter((by) => by !== ""))].slice(0, 20),
      samples: changed.map((paragraph) => ({ before: sample(paragraph, "before"), after: sample(paragraph, "after") })),
    });
  }
  return questions;
}
