/** Pasted plain text. Pasted markup is cleaned by the schema's own parse rules. */
import { Fragment, Slice, type ResolvedPos } from "prosemirror-model";
import { parseText } from "../../translations/text/canonical.ts";
import { schema } from "../../translations/text/schema.ts";

/** One line goes in as it is, with the marks of its place; several are read as paragraphs and lists. */
export function pastedText(text: string, $context: ResolvedPos): Slice {
  const words = text.replace(/^[\r\n]+|[\r\n]+$/g, "");
  if (words === "") return Slice.empty;
  if (/[\r\n]/.test(words)) return Slice.maxOpen(parseText(words).content);
  return new Slice(Fragment.from(schema.text(words, $context.marks())), 0, 0);
}
