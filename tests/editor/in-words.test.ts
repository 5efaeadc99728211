/** Changes told in words: in the list beside a draft, and in that of a comparison. */
import { expect, test } from "vitest";
import { inWords } from "../../editor/drafting/in-words.ts";
import { difference } from "../../editor/difference/difference.ts";
import { tellChanges } from "../../editor/prosemirror/marking.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";

function toldBeside(before: Rendering, after: Rendering): string[] {
  const { a, b, changes } = diffRenderings(before, after);
  return tellChanges(changes, a, b).map(inWords);
}

function toldOnThePage(before: string, after: string): string[] {
  const [older, newer] = [renderingToJson(parseText(before)), renderingToJson(parseText(after))];
  return difference(older, newer, "inline").changes.map(({ sentence }) => sentence);
}

test.each([
  ["One two.", "One three.", "“two” → “three”"],
  ["One two three four.", "> One two three four.", "“One two three four.” made a quotation"],
  ["One two.\n\nThree.", "One two.\n\n- Three.", "“Three.” made a list item"],
  ["One two.", "| One two.", "“One two.” made verse"],
  ["One two three four, five six.", "| One two three four, five six.", "“One two three four …” made verse"],
  ["One two.", "## One two.", "“One two.” made heading 2"],
  ["One two.", "One\n\ntwo.", "“two” now begins a paragraph"],
  ["- One.", "- One.\n- Two.", "“¶ Two.” added, a list item"],
  ["- One.\n- Two.", "- One.", "“¶ Two.” taken out"],
  ["One.", "> Two.", "“One” → “Two”, made a quotation"],
  ["about 10 men", "about 10\u00a0men", "a no-break space before “men”, not a space"],
])("beside a draft %j to %j is told without signs of blocks", (before, after, said) => {
  expect(toldBeside(parseText(before), parseText(after))).toEqual([said]);
});

test("beside a draft quotation marks that belong to the words stay as they are", () => {
  const strong = (text: string) =>
    schema.nodes.doc.create(
      null,
      schema.nodes.paragraph.create(null, schema.text(text, [schema.marks.strong.create()])),
    );
  expect(toldBeside(parseText('said "go" now'), strong('said "go" now'))).toEqual(['"said "go" now" now strong']);
  expect(toldBeside(parseText("said go now"), strong("said go now"))).toEqual(["“said go now” now strong"]);
});

test("beside a draft a raised figure is raised, and marks are told by name", () => {
  const { doc, paragraph } = schema.nodes;
  const figure = doc.create(
    null,
    paragraph.create(null, [
      schema.text("about 10"),
      schema.text("6", [schema.marks.superscript.create()]),
      schema.text(" men"),
    ]),
  );
  expect(toldBeside(parseText("about 10 men"), figure)).toEqual(["“10” → “10⁶”"]);
  expect(toldBeside(parseText("about 106 men"), figure)).toEqual(["“10⁶” now superscript"]);
});

test.each([
  ["One two.", "One three.", "“two” replaced by “three”."],
  ["One two.", "One two. Three.", "Inserted “Three.” after “One two.”"],
  ["“Who?”\n\nOne.", "“Who?”\n\nTwo?", "“One.” replaced by “Two?”"],
  ['A "sign" is', 'A "sign" was', '"is" replaced by "was".'],
])("on the page %j to %j ends with one full stop", (before, after, said) => {
  expect(toldOnThePage(before, after)).toEqual([said]);
});
