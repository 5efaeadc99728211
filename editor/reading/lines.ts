/** What a passage is called where there is room for a line only. */
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout } from "../../translations/text/layout.ts";
import type { PassageLine, SectionName } from "./view.ts";
import { shortened } from "../design/wording.ts";

type Line = Pick<PassageLine, "passage" | "current">;

const LONGEST = 90;
/** In the contents, where a line is shorter. */
const LONGEST_IN_CONTENTS = 60;

/** The first words of its current rendering, else of its source, without the signs of a heading, list, verse or quotation. */
export function lineTitle({ passage, current }: Line): string {
  const words = current?.words
    ? layout(renderingFromJson(current.words.rendering)).text
    : (passage.source.words[0] ?? "");
  const line = (words.split("\n")[0] ?? "").replace(/^(?:> )*(?:\\|- |\d{1,5}\. |#{1,6} |\| )?/, "");
  return shortened(line, LONGEST);
}

/** The same as the contents have it. */
export function titleInContents(line: Line): string {
  return shortened(lineTitle(line), LONGEST_IN_CONTENTS);
}

/** What a section holds: "Verse 1 – Verse 200". */
export function rangeOf({ from, to }: SectionName): string {
  return from === to ? from : `${from} – ${to}`;
}
