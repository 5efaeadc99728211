/** The text by which a version is cited: always the bytes whose digest it was recorded with. */
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import type { Words } from "./events.ts";

/** A paragraph that would read as verse or a quotation, escaped. */
const ESCAPED = /^((?: |- |\d{1,5}\. )*)\\(?=[>|] )/gm;

/**
 * The canonical text of a version's words. While there were neither verse nor quotations, a paragraph's own `> ` or `| ` had
 * no backslash before it: what was recorded then has the text that it was recorded with.
 */
export function citedText({ rendering, digest }: Words): string {
  const text = canonicalText(renderingFromJson(rendering));
  const once = text.replace(ESCAPED, "$1");
  return once !== text && digestOfText(once) === digest ? once : text;
}
