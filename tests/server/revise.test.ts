/** Words that arrive as plain text: what stays of a draft keeps its marks, wherever it stands. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readDraft, textOf } from "../../translations/draft/draft.ts";
import { seedText } from "../../translations/draft/flat.ts";
import { canonicalText } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { revise } from "../../server/sync/revise.ts";

test.each([
  ["One market.\n\nTwo.", "One market.\n\nThree."],
  ["| One line\n| of the market\n\nTwo.", "| One row\n| of the market\n\nThree."],
  ["> Said:\n>\n> - the market\n> - two", "> He said:\n>\n> - the market\n> - three\n> - four"],
  ["- a\n- the market\n- c", "- a\n- the free market\n- d"],
])("%j becomes %j, and its market stays emphasised", (before, after) => {
  const doc = new Y.Doc();
  const text = textOf(doc);
  seedText(text, parseText(before));
  text.format(text.toString().indexOf("market") + markersBefore(text, "market"), 6, { emphasis: true });
  revise(doc, { rendering: parseText(after) });
  const { rendering } = readDraft(doc, "");
  expect(canonicalText(rendering)).toBe(after);
  let emphasised = "";
  rendering.descendants(({ text: words, marks }) => {
    if (marks.length > 0) emphasised += words ?? "";
  });
  expect(emphasised).toBe("market");
});

/** How many markers stand before these letters, which `toString` leaves out. */
function markersBefore(text: Y.Text, words: string): number {
  let [letters, markers] = ["", 0];
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    if (typeof insert === "string") letters += insert;
    else markers++;
    if (letters.includes(words)) break;
  }
  return markers;
}
