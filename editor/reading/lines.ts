/** What a passage is called where there is room for a line only. */
import type { Source } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import type { PassageLine, SectionName } from "./view.ts";
import { shortened } from "../design/wording.ts";

type Line = Pick<PassageLine, "passage" | "current">;

const LONGEST = 90;
/** In the contents, where a line is shorter. */
const LONGEST_IN_CONTENTS = 60;

/** The first words of its current rendering, else of its source, without the signs of a heading, list, verse or quotation. */
export function lineTitle({ passage, current }: Line): string {
  return shortened(current?.words ? firstBlock(current.words.rendering) : firstLine(passage.source), LONGEST);
}

/** The words of its first block that has words, not blocks, in it. */
function firstBlock({ content: [first, ...rest] = [] }: RenderingJson): string {
  if (!first) return "";
  if (first.text === undefined) return firstBlock(first);
  return [first, ...rest].map(({ text = "" }) => text).join("");
}

function firstLine({ words }: Pick<Source, "words">): string {
  const [line = ""] = (words[0] ?? "").split("\n");
  return line.replace(/^(?:> )*(?:\\|- |\d{1,5}\. |#{1,6} |\| )?/, "");
}

/** The same as the contents have it. */
export function titleInContents(line: Line): string {
  return shortened(lineTitle(line), LONGEST_IN_CONTENTS);
}

/** What a section holds: "Verse 1 – Verse 200". */
export function rangeOf({ from, to }: SectionName): string {
  return from === to ? from : `${from} – ${to}`;
}
