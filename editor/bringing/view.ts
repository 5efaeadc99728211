/** What the pages are given on which a work is brought in. Plain JSON, made by the server. */
import type { SupplyCounts } from "../../translations/exchange/supplied.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { Compared } from "../difference/difference.ts";
import type { WorkHead } from "../shell/view.ts";

/** `/works/new`: where it begins. */
export interface BringingView {
  page: "bringing";
  /** What was begun and is not a work yet, the newest first. */
  begun: { id: string; title: string; changed: string }[];
}

/** `/{work}/-/return`: where a file comes back. */
export interface ReturnView {
  page: "return";
  work: WorkHead;
}

/** A source and its translation in one passage to be. */
export interface PairRow {
  /** Counted from 0 among all. */
  pair: number;
  /** The paragraphs of either side; none, if the other stands alone. */
  source: string[];
  rendering: string[];
  unsure: boolean;
  settled: boolean;
  /** Where it can be split, if that is asked for. */
  splitting: Splitting | null;
}

/** Before which sentences a pair can be split, side by side; `end`: behind all of them; `usual`: before which likeliest. */
export type Splitting = Readonly<
  Record<"source" | "rendering", { sentences: { place: string; words: string }[]; end: string; usual: string }>
>;

/** What is filled in of a work before it is one. */
export const FIELDS = [
  "title",
  "originalTitle",
  "work",
  "language",
  "sourceLanguage",
  "translators",
  "date",
  "publisher",
  "url",
  "licence",
] as const;
export type FieldName = (typeof FIELDS)[number];

/** `/works/new/{id}`: how two texts lie beside each other. */
export interface StagedView {
  page: "staged";
  id: string;
  /** Names the state that is shown: a step is taken from it. */
  after: string;
  counts: { pairs: number; unsure: number; withoutSource: number; withoutRendering: number };
  /** Only those that are unsure are listed. */
  only: boolean;
  rows: PairRow[];
  /** From which pair on the pages before and behind are listed; null if there is none. */
  previous: number | null;
  next: number | null;
  /** The first pair behind this page that is unsure, if none on it is. */
  unsureFrom: number | null;
  mayUndo: boolean;
  mayRedo: boolean;
  /** What was not taken, by its name. */
  notTaken: Readonly<Record<string, number>>;
  languages: { source: string | null; rendering: string | null };
  fields: Readonly<Record<FieldName, string>>;
  /** With what its address has to end; "" if with anything. */
  ending: string;
  refused: string | null;
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
}
