/** What a passage is called where there is room for a line only. */
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { PassageLine } from "../views.ts";
import { shortened } from "./wording.ts";

const LONGEST = 90;

/** The first words of its current rendering, else of its source, without the signs of a heading, list, verse or quotation. */
export function lineTitle({ passage, current }: Pick<PassageLine, "passage" | "current">): string {
  const words = current?.words
    ? canonicalText(renderingFromJson(current.words.rendering))
    : (passage.source.words[0] ?? "");
  const line = (words.split("\n")[0] ?? "").replace(/^(?:> )*(?:\\|- |\d{1,5}\. |#{1,6} |\| )?/, "");
  return shortened(line, LONGEST);
}
