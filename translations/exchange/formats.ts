/** The formats that a work goes out in: how a passage is written in each, and what of it each can't hold. */
import type { Work } from "../ledger/work.ts";
import type { Counts } from "./brought.ts";
import type { Part } from "./docx-parts.ts";
import { beyondDocx, docxOfWork } from "./docx-work.ts";
import type { FormatName } from "./format-names.ts";
import { frontOf } from "./front.ts";
import { beyondLine, jsonlOf } from "./jsonl.ts";
import { beyondMarkdown, markdownOf } from "./markdown.ts";
import { beyondPage, PAGE_FOOT, pageHead, pageOf } from "./page.ts";
import { beyondPieces } from "./pieces.ts";
import { beyondTable, tableHead, tableOf, type Separator } from "./table.ts";
import { textOf } from "./text.ts";
import type { Told } from "./told.ts";

export interface Format {
  /** What stands before the first passage. @param address where the work stands */
  head: (work: Work, address: string) => string;
  /** A passage, with the end of its last line. */
  written: (told: Told, work: Work) => string;
  /** What stands behind the last. */
  foot: string;
  /** What is left out of it. */
  leftOut: (told: Told) => Counts;
}

const WRITTEN_STRAIGHT: Readonly<Record<Exclude<FormatName, "docx">, Format>> = {
  txt: { ...bare(textOf, (told) => beyondPieces(told)), head: frontOf },
  md: { ...bare(markdownOf, beyondMarkdown), head: frontOf },
  html: { head: pageHead, written: pageOf, foot: PAGE_FOOT, leftOut: beyondPage },
  csv: tableWith(","),
  tsv: tableWith("\t"),
  jsonl: bare((told, work) => `${jsonlOf(told, work)}\n`, beyondLine),
};

/** Those that are written passage by passage, by their names. */
export const FORMATS: Readonly<Record<string, Format>> = WRITTEN_STRAIGHT;

/** A format whose files are packed of several parts. */
export interface PackedFormat {
  /** @param told passages, asked for once, in their order. */
  parts: (work: Work, told: Iterable<Told>) => Iterable<Part>;
  /** What is left out of it. */
  leftOut: (told: Told) => Counts;
}

/** Word's. @param withSource true: each passage's source before it. */
export function docxFormat(withSource: boolean): PackedFormat {
  return {
    parts: (work, told) => docxOfWork(work, told, withSource),
    leftOut: (told) => beyondDocx(told, withSource),
  };
}

function bare(written: Format["written"], leftOut: Format["leftOut"]): Format {
  return { head: () => "", written, foot: "", leftOut };
}

function tableWith(separator: Separator): Format {
  const written = (told: Told, work: Work): string => tableOf(told, work, separator);
  return { head: () => tableHead(separator), written, foot: "", leftOut: beyondTable };
}
