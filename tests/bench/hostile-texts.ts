/** The eight shapes of hostile text, each at any size, in as many variants as are wanted. */
import { LIMITS } from "../../translations/text/limits.ts";
import type { Note } from "../../translations/notes/note.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";

/** What one version says. */
export interface Words {
  rendering: RenderingJson;
  notes: Note[];
}

/** `size`, from 1 to `LIMITS.characters`, is the share of its own limit that a shape uses up. */
export type Shape = (size: number, variant: number) => Words;

type Inline = NonNullable<RenderingJson["content"]>[number];

const text = (words: string, ...marks: Inline[]): Inline => ({
  type: "text",
  text: words,
  ...(marks.length > 0 && { marks: marks }),
});

function paragraph(...content: Inline[]): Inline {
  return { type: "paragraph", content };
}

function plain(...blocks: Inline[]): Words {
  return { rendering: { type: "doc", content: blocks }, notes: [] };
}

/** How much of a limit goes with `size`, at least one. */
function share(limit: number, size: number): number {
  return Math.max(1, Math.floor((limit * size) / LIMITS.characters));
}

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** One letter changed in every thousand, another one in each variant, so that there is something to compare. */
function varied(words: string, variant: number): string {
  if (variant === 0) return words;
  const letters = Array.from(words);
  for (let at = variant % letters.length; at < letters.length; at += 1_000) letters[at] = "abcdefghij"[variant % 10]!;
  return letters.join("");
}

const SENTENCE = "Clarify the relationship between government and markets, and give full play to the role of both. ";

function nested(depth: number, items: number, variant: number): Inline {
  let list: Inline | null = null;
  for (let level = depth; level > 0; level--) {
    const own = Array.from({ length: items }, (_, at) => ({
      type: "list_item",
      content: [
        paragraph(text("abcdefghij"[at % 7 === 0 ? variant : 0]!)),
        ...(list && at === items - 1 ? [list] : []),
      ],
    }));
    list = { type: "bullet_list", content: own };
  }
  return list!;
}

function noteOn(words: string, number: number, variant: number): Note {
  const start = Math.min(number * 190, Math.max(0, words.length - 7));
  const exact = words.slice(start, start + 7);
  return {
    id: `n${variant}-${number}`,
    author: { name: "A. Glossator" },
    date: "2022-01-24",
    category: "terminology",
    body: `Why it reads so, said for the ${number}th time.`,
    target: {
      exact,
      prefix: words.slice(Math.max(0, start - 30), start),
      suffix: words.slice(start + 7, start + 37),
      start,
      end: start + exact.length,
    },
    source: null,
    alternatives: [],
  };
}

/** Words of the usual kind, each witness changed in its own places. */
function prose(size: number, variant: number): string {
  return varied(repeated(SENTENCE, size), variant);
}

export const SHAPES: Readonly<Record<string, Shape>> = {
  "one-word": (size, variant) => plain(paragraph(text(varied(repeated("so ", size).trimEnd() || "s", variant)))),
  "letter-a-paragraph": (size, variant) => {
    const length = share(LIMITS.blocks, size);
    const changed = variant % Math.min(50, length);
    return plain(
      ...Array.from({ length }, (_, at) => paragraph(text("abcdefghij"[at % 50 === changed ? variant % 10 : 0]!))),
    );
  },
  "no-space": (size, variant) => plain(paragraph(text(varied(repeated("abcdefghijklmnopqrstuvwxyz", size), variant)))),
  "spaces-only": (size, variant) =>
    plain(paragraph(text(`${varied(repeated("\u00a0 ", Math.max(1, size - 2)), variant)}x`.slice(0, size)))),
  "nested-deep": (size, variant) => {
    const items = share(LIMITS.blocks, size);
    const depth = Math.min(LIMITS.depth, items);
    const lists = Math.ceil(depth / 2);
    let block = nested(lists, Math.floor(items / lists), variant);
    for (let around = lists; around < depth; around++) block = { type: "quotation", content: [block] };
    return plain(block);
  },
  "marks-on-every-letter": (size, variant) => {
    const letters = Array.from({ length: share(LIMITS.runs, size) }, (_, at) => "abcdefghij"[(at + variant) % 10]!);
    return plain(
      paragraph(...letters.map((letter, at) => text(letter, { type: at % 2 === 0 ? "emphasis" : "strong" }))),
    );
  },
  "notes-by-the-thousand": (size, variant) => {
    const words = prose(size, variant);
    const notes = Array.from({ length: share(LIMITS.notes, size) }, (_, at) => noteOn(words, at, variant));
    return { ...plain(paragraph(text(words))), notes };
  },
  "ten-witnesses": (size, variant) => plain(paragraph(text(prose(size, variant)))),
};

/** How many versions a passage of a shape has. */
export const WITNESSES = (shape: string): number => (shape === "ten-witnesses" ? 10 : 2);

/** From this size on it is looked at how what is asked grows. */
export const LARGE = LIMITS.characters / 16;

/** 1, for what anything takes; then a sixteenth of the limit and the doubles of that, up to the limit. */
export function sizes(): number[] {
  return [1, ...[1, 2, 4, 8, 16].map((times) => times * LARGE)];
}
