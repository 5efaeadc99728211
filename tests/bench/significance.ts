/**
 * Revisions judged by hand: of what kind each is, where it touches what a reader relies on, and where a check of its new
 * words should speak (`marks/significance.md`). The marks hold places only; the texts are read from the corpora.
 */
import { resolve } from "node:path";
import { jsonLines, readPostEdits, readVerses, type Pair } from "./pairs.ts";

/** Two halves, and the sets that were judged later, each for one count. */
export const SETS = ["tune", "kept", "blind", "third"] as const;
/** The set that no rule was made by, and that is not read by whoever makes them. */
export const NEWEST = "third";
export const CORPORA = ["oeb", "post-edits", "zh-en"] as const;
export const KINDS = ["meaning", "terminology", "style", "typography", "spelling"] as const;
/** `any` is a stretch that is new or gone as a whole: what is said about places in it counts neither way. */
export const TOUCHED = ["number", "date", "negation", "modal", "actor", "quotation", "unit", "any"] as const;
export const CHECKS = [
  ...["number", "unit", "sourceword", "missing"],
  ...["quotes", "brackets", "doubled", "spacing", "punctuation"],
] as const;

/** `[from, to]` in UTF-16 code units. */
export type Span = [from: number, to: number];

interface Judged {
  why: string;
  /** Editors may differ here: an answer counts neither way. */
  open?: true;
}

/** A place where the sense is touched: on the old words, the new ones or both. */
interface Touch extends Judged {
  kind: (typeof TOUCHED)[number];
  a: Span | null;
  b: Span | null;
}

/** A place in the new words or, for what is lost, in the source where an editor wants to be told. */
interface Alarm extends Judged {
  check: (typeof CHECKS)[number];
  b: Span | null;
  source: Span | null;
}

/** A judged revision without its texts, as a line of the files holds it. */
export interface SignificanceMark {
  corpus: (typeof CORPORA)[number];
  id: string;
  /** What it was drawn for; `made` if its new words were written for these marks. */
  drawn: string;
  /** What a made revision puts where into the words of the corpus, in their order. */
  edits?: { at: Span; put: string }[];
  kinds: (typeof KINDS)[number][];
  touches: Touch[];
  alarms: Alarm[];
}

/** With its texts: `a` is empty for a first rendering, `source` null where none is held. */
interface JudgedRevision extends SignificanceMark, Pair {
  source: string | null;
}

interface Held extends Pair {
  source: string | null;
}

/** The marks of one half, or of a set that no rule was made by. */
export function readSignificance(set: (typeof SETS)[number]): SignificanceMark[] {
  return jsonLines(resolve(`tests/bench/marks/significance-${set}.jsonl`)) as SignificanceMark[];
}

/**
 * Marks with the texts that they are about, from a folder that holds the three corpora.
 * @throws Error if a file is absent, or has no such revision: it is another corpus than the one that was judged.
 */
export function withTexts(marks: readonly SignificanceMark[], folder: string): JudgedRevision[] {
  const held = heldIn(folder);
  return marks.map((mark) => {
    const found = held[mark.corpus](mark.id);
    if (!found) throw new Error(`${folder}: ${mark.corpus} has no revision ${mark.id}.`);
    return { ...mark, ...(mark.edits ? { ...found, a: found.b, b: edited(found.b, mark.edits) } : found) };
  });
}

function heldIn(folder: string): Record<SignificanceMark["corpus"], (id: string) => Held | undefined> {
  const verses = new Map(need(readVerses, `${folder}/oeb-revisions.jsonl`).map((verse) => [verse.id, verse]));
  const postEdits = need(readPostEdits, `${folder}/post-edits-ro-en.jsonl`);
  const paragraphs = jsonLines(`${folder}/zh-en-paragraphs.jsonl`) as { zh: string; en: string }[];
  return {
    oeb: (id) => {
      const [name, number] = id.split("#") as [string, string];
      const verse = verses.get(name);
      const [a, b] = [verse?.versions[Number(number) - 1], verse?.versions[Number(number)]];
      return a && b && { a: a.text, b: b.text, source: verse!.zh };
    },
    "post-edits": (id) => {
      const pair = postEdits[Number(id) - 1];
      return pair && { ...pair, source: null };
    },
    "zh-en": (id) => {
      const paragraph = paragraphs[Number(id) - 1];
      return paragraph && { a: "", b: paragraph.en, source: paragraph.zh };
    },
  };
}

function need<T>(read: (file: string) => T | null, file: string): T {
  const found = read(file);
  if (found) return found;
  throw new Error(`The corpus ${file} is absent.`);
}

function edited(text: string, edits: NonNullable<SignificanceMark["edits"]>): string {
  const ends = [0, ...edits.map(({ at }) => at[1])];
  return edits.map(({ at, put }, index) => text.slice(ends[index], at[0]) + put).join("") + text.slice(ends.at(-1));
}
