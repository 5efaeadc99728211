/**
 * What comes from the clipboard, as words and blocks of the schema. Nothing is invented and no word is lost: letters,
 * quotation marks and dashes stay as they were typed; what is not text (pictures, scripts, remarks in the margin, the
 * hyphens that a printer put in) stays out, and so do words struck through. Markup is read in `paste-html.ts`; how lines
 * become paragraphs stands in `paste-lines.ts`, and what is told of what stays out in `paste-losses.ts`.
 */
import { DOMSerializer, Fragment, Slice, type ResolvedPos } from "prosemirror-model";
import { parseText } from "../../translations/text/parse.ts";
import { excessOf } from "../../translations/text/excess.ts";
import { LIMITS, OverLimit } from "../../translations/text/limits.ts";
import { schema } from "../../translations/text/schema.ts";
import { renderingOfHtml } from "./paste-html.ts";
import { startsWithBullet, textOfLines, withoutInvisibles } from "./paste-lines.ts";
import { Losses } from "./paste-losses.ts";

export { Losses, renderingOfHtml };

/**
 * One line goes in as it is, with the marks of its place; several are read as paragraphs and lists.
 * @throws OverLimit if it is more than a passage may be; what a draft says of that is its own.
 */
export function pastedText(text: string, $context: ResolvedPos): Slice {
  const words = withoutLineEndsAround(text);
  if (words.length > LIMITS.characters) throw new OverLimit({ limit: "characters", found: words.length });
  if (/[\r\n]/.test(words) || startsWithBullet(words)) return Slice.maxOpen(parseText(textOfLines(words)).content);
  const line = withoutInvisibles(words);
  return line === "" ? Slice.empty : new Slice(Fragment.from(schema.text(line, $context.marks())), 0, 0);
}

function withoutLineEndsAround(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && /[\r\n]/.test(text[from]!)) from++;
  while (to > from && /[\r\n]/.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/**
 * Pasted markup as markup of the schema alone. What was copied in a draft stays as it is, with its edges. What a draft has
 * no place for is added to `losses`.
 * @throws OverLimit if it is more than a passage may be.
 */
export function pastedHtml(html: string, language: string, losses = new Losses()): string {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  if (isOurs(page.body)) return html;
  const rendering = renderingOfHtml(page, language, losses);
  if (rendering.textContent === "") return "";
  const excess = excessOf(rendering);
  if (excess) throw new OverLimit(excess);
  const cleaned = page.createElement("div");
  cleaned.append(DOMSerializer.fromSchema(schema).serializeFragment(rendering.content, { document: page }));
  return cleaned.innerHTML;
}

/** Where styles are forbidden even an unseen page with some is complained of; they are read under another name. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style[^>]*>[^]*?<\/style>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'])style(\s*=)/gi, "$1data-style$2"));
}

/** Other editors name their slices as ours does; only what holds nothing but our elements is read as ours. */
function isOurs(body: HTMLElement): boolean {
  if (!body.querySelector("[data-pm-slice]")) return false;
  return [...body.querySelectorAll("*")].every(
    (element) =>
      (element.matches("p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, div.verse, em, strong, sup, meta") ||
        element.matches("span.foreign[lang]")) &&
      !element.hasAttribute("data-style"),
  );
}
