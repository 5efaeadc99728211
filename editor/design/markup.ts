/**
 * HTML written as text, for what stands on a page by the hundred and never changes there: drawn as elements, each line of a
 * long list costs the server, and the browser that takes the page over, many times as much.
 */

/** HTML as an element takes it: `<ol dangerouslySetInnerHTML={markup} />`. Only {@link markup} makes it. */
export interface Markup {
  readonly __html: string;
}

/** In the browser, for what is kept as the server wrote it: an element that has this from the start is left as it stands. */
export const KEPT: Markup = { __html: "" };

/** What stands in a piece of markup: words, which are escaped; other markup; or nothing. */
type Part = string | number | Markup | readonly Markup[] | null | false;

/** HTML with these parts in it, within elements or between the quotation marks of their attributes. */
export function markup(html: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let written = html[0]!;
  for (let at = 0; at < parts.length; at++) written += writtenOf(parts[at]!) + html[at + 1]!;
  return { __html: written };
}

function writtenOf(part: Part): string {
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  if (part === null || part === false) return "";
  if ("__html" in part) return part.__html;
  // Joined by the array, what is long would be copied once more.
  let written = "";
  for (const { __html } of part) written += __html;
  return written;
}

const SIGN = /[&<>"]/;
const SIGNS = /[&<>"]/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Words as they stand in HTML, also in an attribute in double quotation marks. */
export function escaped(words: string): string {
  // Most have none, and to find that takes half as long as to replace nothing.
  return SIGN.test(words) ? words.replace(SIGNS, (sign) => ENTITIES[sign]!) : words;
}
