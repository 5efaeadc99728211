/** What the pages are given on which a work is brought in. Plain JSON, made by the server. */
import type { Became } from "../../translations/exchange/difference.ts";
import type { Question } from "../../translations/exchange/reading.ts";
import type { SupplyCounts } from "../../translations/exchange/supplied.ts";
import type { Visibility } from "../../translations/ledger/access.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { Compared } from "../difference/difference.ts";
import type { WorkHead } from "../shell/view.ts";

/** A form that was sent without a script and comes back: what its files leave open, or why it was refused. By sides. */
export interface BackForm {
  refused: string | null;
  /** What was pasted. */
  pasted: Readonly<Record<"a" | "b", string>>;
  /** How the files are called that were chosen, and have to be once more. */
  files: Readonly<Record<"a" | "b", readonly string[]>>;
  /** How the form says that something was chosen for just these. */
  for: Readonly<Record<"a" | "b", string>>;
  asks: Readonly<Record<"a" | "b", readonly Question[]>>;
  /** What was chosen before for the same files, by its field. */
  chosen: Readonly<Record<string, string>>;
  /** The translation that a revised file was said to revise; "" if none was. */
  translation: string;
}

/** `/works/new`: where it begins. */
export interface BringingView {
  page: "bringing";
  /** What was begun and is not a work yet, the newest first. */
  begun: { id: string; title: string; changed: string }[];
  back: BackForm | null;
}

/** Some passages that became something else in a revised file. */
export interface RevisedRow {
  became: Became;
  /** True if they stand elsewhere in it, whatever else became of them. */
  moved: boolean;
  doubtful: boolean;
  /** None of what is new. */
  passages: { id: string; locator: string }[];
  /** True if what it words otherwise is to be proposed. */
  proposed: boolean;
  /** How they stand, and how the file has them; null if the one or the other has nothing. */
  older: RenderingJson | null;
  newer: RenderingJson | null;
  found: Compared | null;
}

/** How a revised file lies on a work: what became of its passages, some at a time. */
export interface LaidRevision {
  id: string;
  /** What the file was called; "" if it was pasted. */
  name: string;
  /** The id of the translation that it revises. */
  translation: string;
  counts: Readonly<Record<Became, number>>;
  /** How many passages it words otherwise, and so many proposals these are. */
  parts: number;
  proposals: number;
  /** Of these passages so many are final: what is wrong with them is said before they are proposed. */
  final: number;
  /** What was not taken, by its name. */
  notTaken: Readonly<Record<string, number>>;
  /** Only what became this is listed; null: all that is not kept. */
  only: Became | null;
  rows: RevisedRow[];
  /** Behind so many of so many they stand, and where the pages before and behind begin; null if there is none. */
  shown: { from: number; of: number };
  previous: number | null;
  next: number | null;
  /** True if whoever looks at it may record it as the next versions. */
  mayRecord: boolean;
  /** What came of it: proposals, or an import of versions; so many passages were revised since and are left out. Null before. */
  came: { proposals: readonly string[]; passages: number; since: number; import: string | null } | null;
}

/** `/{work}/-/return`: where a revised file comes to a work. */
export interface ReturnView {
  page: "return";
  work: WorkHead;
  /** Those that it may revise. */
  translations: { id: string; title: string }[];
  /** Null before a file is given. */
  laid: LaidRevision | null;
  back: BackForm | null;
  /** What was asked of what is laid, and why that was refused; null: nothing was. */
  refused: { sentence: string; reason: string; wrong: string } | null;
}

/** What a further translation has in a row. */
export interface FurtherRow {
  /** In which of its own pairs, counted from 0. */
  pair: number;
  /** Its paragraphs; none, if it has nothing there. */
  words: string[];
  unsure: boolean;
  settled: boolean;
  /** False in the rows behind the first of a pair that stands in several. */
  begins: boolean;
}

/** A pair that is unsure: from which row on a page has it, and what its place there is called. */
export interface UnsurePlace {
  from: number;
  place: string;
}

/** What the place of a pair is called, */
export function pairOf(pair: number): string {
  return `pair-${pair}`;
}

/** What the place of a pair of a further translation is called on the page of all. */
export function cellOf(further: string, pair: number): string {
  return `at-${further}-${pair}`;
}

/** A source and its translation in one passage to be. */
export interface PairRow {
  /** Counted from 0 among all; null of what a further translation has alone, as a passage of its own. */
  pair: number | null;
  /** The paragraphs of either side; none, if the other stands alone. */
  source: string[];
  rendering: string[];
  /** What each further translation has there, in their order. */
  further: FurtherRow[][];
  /** So many more pairs a further translation has there, which are listed on its own page alone. */
  more: number;
  unsure: boolean;
  settled: boolean;
  /** Where it can be split, if that is asked for. */
  splitting: Splitting | null;
}

/** Before which sentences a pair can be split, side by side; `end`: behind all of them; `usual`: before which likeliest. */
export type Splitting = Readonly<
  Record<"source" | "rendering", { sentences: { place: string; words: string }[]; end: string; usual: string }>
>;

/** What is filled in of a work before it is one: of itself, of its source, and of the translation. */
export const FIELDS_OF = {
  work: ["title", "work"],
  source: ["originalTitle", "sourceLanguage", "issuer", "issued", "rights"],
  translation: ["language", "translators", "date", "publisher", "url", "licence"],
} as const;
export const FIELDS = Object.values(FIELDS_OF).flat();
export type FieldName = (typeof FIELDS)[number];

/** What is filled in of a further translation. */
export const FIELDS_OF_FURTHER = ["title", ...FIELDS_OF.translation] as const;

/** `/works/new/{id}`: how two texts lie beside each other. */
export interface StagedView {
  page: "staged";
  id: string;
  /** Of a further translation, what it is beside: the work to be, whose first translation stands on the side of the source. */
  beside: { id: string; title: string } | null;
  /** The further translations, in their order. */
  further: {
    id: string;
    title: string;
    language: string | null;
    pairs: number;
    unsure: number;
    /** False as long as no text was taken in. */
    hasWords: boolean;
    /** Names its state: a step is taken from it. */
    after: string;
    mayUndo: boolean;
    mayRedo: boolean;
  }[];
  /** Of a further translation: whether it is revised from the first, and whether it may not be shown to all. */
  isRevised: boolean;
  isClosed: boolean;
  /** Names the state that is shown: a step is taken from it. */
  after: string;
  counts: { pairs: number; unsure: number; withoutSource: number; withoutRendering: number };
  /** Only those that are unsure are listed. */
  only: boolean;
  rows: PairRow[];
  /** From which pair on the pages before and behind are listed; null if there is none. */
  previous: number | null;
  next: number | null;
  /** What is unsure nearest to this page, in whichever column: behind it, and before it; null if there is none. */
  unsure: { next: UnsurePlace | null; previous: UnsurePlace | null };
  mayUndo: boolean;
  mayRedo: boolean;
  /** What was not taken, by its name. */
  notTaken: Readonly<Record<string, number>>;
  languages: { source: string | null; rendering: string | null };
  fields: Readonly<Record<FieldName, string>>;
  /** With what its address has to end; "" if with anything. */
  ending: string;
  /** Who is to read it, and which of its texts may not be shown to all. */
  readers: { visibility: Visibility; texts: { text: "source" | "rendering"; isClosed: boolean }[] };
  refused: string | null;
  /** The form of a further translation. */
  back: BackForm | null;
}

/** A passage and the words that it is to have of a text, or their beginning. */
export interface SuppliedSource {
  passage: string;
  locator: string;
  words: string;
  /** True if they may be those of another passage. */
  doubtful: boolean;
}

/** One whose source reads otherwise in the text, with what differs. */
export interface ChangedSource extends SuppliedSource {
  read: { older: RenderingJson; newer: RenderingJson; found: Compared } | null;
}

/** How a text lies on a work as its source. Of each kind the first hundred are listed. */
export interface LaidSource {
  id: string;
  /** Names what is shown: it is recorded only if nothing else came of it meanwhile. */
  plan: string;
  /** What the file was called; "" if it was pasted. */
  name: string;
  counts: SupplyCounts;
  /** What was not taken, by its name. */
  notTaken: Readonly<Record<string, number>>;
  given: SuppliedSource[];
  changed: ChangedSource[];
  added: SuppliedSource[];
  without: { passage: string; locator: string }[];
}

/** `/{work}/-/source`: a work is given its source from a whole text. */
export interface SupplyView {
  page: "supply";
  work: WorkHead;
  /** Null before a text is given. */
  laid: LaidSource | null;
  back: BackForm | null;
}
