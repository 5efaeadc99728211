/** The formats that a work goes out in: how a passage is written in each, and what of it each can't hold. */
import type { Counts } from "./brought.ts";
import { jsonlOf } from "./jsonl.ts";
import { beyondMarkdown, markdownOf } from "./markdown.ts";
import { beyondPieces } from "./pieces.ts";
import { beyondTable, tableHead, tableOf, type Separator } from "./table.ts";
import { textOf } from "./text.ts";
import { beyondWords, type Told } from "./told.ts";

export interface Format {
  /** What stands before the first passage. */
  head: string;
  /** A passage, with the end of its last line. */
  written: (told: Told) => string;
  /** What is left out of it. */
  leftOut: (told: Told) => Counts;
}

/** By the names that files of them end with. */
export const FORMATS: Readonly<Record<string, Format>> = {
  txt: { head: "", written: textOf, leftOut: (told) => beyondPieces(told) },
  md: { head: "", written: markdownOf, leftOut: beyondMarkdown },
  csv: tableWith(","),
  tsv: tableWith("\t"),
  jsonl: { head: "", written: (told) => `${jsonlOf(told)}\n`, leftOut: (told) => beyondWords(told) },
};

function tableWith(separator: Separator): Format {
  return { head: tableHead(separator), written: (told) => tableOf(told, separator), leftOut: beyondTable };
}
