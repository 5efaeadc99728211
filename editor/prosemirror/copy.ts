/** What goes onto the clipboard as plain text: words alone, an empty line between blocks, lines of a stanza under each other. */
import type { Fragment } from "prosemirror-model";
import { schema } from "../../translations/text/schema.ts";

/** The words of what was copied, cut open at its ends or not. */
export function copiedText(content: Fragment): string {
  return joined(content, "\n\n");
}

function joined(content: Fragment, between: string): string {
  if (content.firstChild?.isInline) return content.textBetween(0, content.size);
  return content.content
    .map((node) => joined(node.content, node.type === schema.nodes.verse ? "\n" : "\n\n"))
    .join(between);
}
