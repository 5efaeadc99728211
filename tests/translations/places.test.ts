/** What rows of markers read as. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactDoc } from "../../translations/draft/exact-doc.ts";
import { markerSaying, readText } from "../../translations/draft/flat.ts";
import { NOTHING, placeOf } from "../../translations/draft/places.ts";
import { layout } from "../../translations/text/layout.ts";

/** The text that blocks with one letter each, and markers that say these, read as. */
function readAs(markers: readonly string[]): string {
  const text = exactDoc().getText("text");
  markers.forEach((said, number) => {
    text.insertEmbed(text.length, markerSaying(said));
    text.insert(text.length, "abcdefgh"[number]!, {});
  });
  return layout(readText(text).rendering).text;
}

test.each([
  [["", "2", "b", "b+", "bo7", "="], "a\n\n## b\n\n- c\n\n  d\n\n  7. e\n  8. f"],
  [["v", "v", "!v", "v", ""], "| a\n| b\n\n| c\n| d\n\ne"],
  [["v", "=", "", "v"], "| a\n| b\n\nc\n\n| d"],
  [["q", "q", "q2", "!q", "qq"], "> a\n>\n> b\n>\n> ## c\n\n> d\n>\n> > e"],
  [["qv", "=", "q!v", "q", "="], "> | a\n> | b\n>\n> | c\n>\n> d\n>\n> e"],
  [["qb", "qbo", "q!b", "!qo3", "="], "> - a\n>\n>   1. b\n>\n> - c\n\n> 3. d\n> 4. e"],
  [["q!v", "qv", "!q!v", "q!q!v"], "> | a\n> | b\n\n> | c\n>\n> > | d"],
  [["!qqv", "q!qv", "!q!q"], "> > | a\n>\n> > | b\n\n> > c"],
])("%j are read so", (markers, text) => expect(readAs(markers)).toBe(text));

test.each(["bq", "bv", "vb", "vv", "vq", "v+", "q+", "q7", "q=", "2q", "2v", "!", "!2", "x"])(
  "a marker that says %j is a paragraph’s",
  (said) => expect(readAs(["b", said])).toBe("- a\n\nb"),
);

test("what a marker means does not depend on what was asked before", () => {
  const said = fc.constantFrom("", "2", "b", "b+", "bo7", "=", "v", "!v", "q", "qb", "q!v", "x", undefined, 7);
  const before = fc.record({ heading: fc.constantFrom(0, 2), within: fc.constantFrom("", "b", "bo", "v", "q", "qv") });
  fc.assert(
    fc.property(fc.array(fc.tuple(said, before), { maxLength: 20 }), (questions) => {
      const inOneGo = questions.map(([says, after]) => placeOf(says, after));
      const each = questions.map(([says, after]) => {
        placeOf("o99", NOTHING);
        return placeOf(says, after);
      });
      expect(inOneGo).toEqual(each);
    }),
  );
});
