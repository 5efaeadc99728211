/** What a passage is called where there is room for a line only. */
import type { Node } from "prosemirror-model";
import type { Source } from "../../translations/ledger/work.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
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

function firstBlock(rendering: RenderingJson): string {
  let block: Node | null = renderingFromJson(rendering);
  while (block && !block.isTextblock) block = block.firstChild;
  return block?.textContent ?? "";
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
