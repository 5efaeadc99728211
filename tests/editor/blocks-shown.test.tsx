/** Verse and quotations on pages: read, with a note over lines, and compared each way. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Diff } from "../../editor/difference/Diff.tsx";
import { type Show, SHOWS } from "../../editor/difference/difference.ts";
import { Rendering } from "../../editor/rendering/Rendering.tsx";
import { canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";

const OLDER = "He says:\n\n> | One line\n> | and two\n>\n> | apart\n>\n> - an item\n\nEnd.";
const NEWER = "He says:\n\n> | One line\n> | between\n> | and two\n>\n> | apart\n>\n> - an item\n>\n> End.";
const json = (text: string) => renderingToJson(parseText(text));

/** Without what tells changes apart: blocks and their words. */
function blocks(html: string): string {
  return html
    .replace(/<span class="unseen">[^<]*<\/span>/g, "")
    .replace(/<(?!\/?(?:p|div|blockquote|ul|li|ol|sup|mark)\b)[^>]*>/g, "")
    .replace(/ (?:id|data-\w+|href|aria-label|role|tabindex)="[^"]*"/g, "");
}

test("are read as such, a stanza in a box of its own, a line in a paragraph", () => {
  expect(blocks(renderToString(<Rendering rendering={json(OLDER)} lang="en" />))).toBe(
    '<div class="rendering" lang="en"><p>He says:</p><blockquote><div class="verse"><p class="verse-line">One line</p>' +
      '<p class="verse-line">and two</p></div><div class="verse"><p class="verse-line">apart</p></div>' +
      "<ul><li><p>an item</p></li></ul></blockquote><p>End.</p></div>",
  );
});

test("bear notes, also over the end of a line", () => {
  const from = canonicalText(parseText(OLDER)).indexOf("line");
  const notes = [{ id: "n", number: 1, from, to: canonicalText(parseText(OLDER)).indexOf(" two") }];
  const html = renderToString(<Rendering rendering={json(OLDER)} lang="en" overlays={{ notes, changes: [] }} />);
  expect(blocks(html)).toContain(
    '<p class="verse-line">One <mark class="noted">line</mark></p><p class="verse-line"><mark class="noted">and</mark>' +
      '<sup class="note-mark">1</sup> two</p>',
  );
});

const compared = (show: Show): string =>
  blocks(
    renderToString(
      <Diff
        older={{ rendering: json(OLDER), name: "v1", notes: [] }}
        newer={{ rendering: json(NEWER), name: "v2", notes: [] }}
        show={show}
        lang="en"
      />,
    ),
  );

test("are compared in one text: lines that came stand in their stanza, what is quoted now in the quotation", () => {
  expect(compared("inline")).toMatch(
    /<blockquote><div class="verse"><p class="verse-line block-kept">One line<\/p><p class="verse-line block-inserted">.*between.*<\/p><p class="verse-line block-kept">and two<\/p><\/div><div class="verse"><p class="verse-line block-kept">apart<\/p><\/div><p class="item depth-1 block-kept">.*an item.*<\/p><p class="block-kept">.*End.*\.<\/p><\/blockquote>/,
  );
});

test.each(SHOWS)("no sign of theirs is shown as a word: %s", (show) => {
  expect(compared(show).replace(/<[^>]*>/g, "")).not.toMatch(/\||>|&gt;/);
});
