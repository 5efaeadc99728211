/** A draft as it will be proposed: changes are counted on the words that reviewers get, and drawn where these stand. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLayouts, diffRenderings } from "../../translations/compare/words/words.ts";
import { layoutAsProposed } from "../../translations/draft/as-proposed.ts";
import { canonical, clean } from "../../translations/text/canonical.ts";
import { layout, offsetAt, positionAt } from "../../translations/text/layout.ts";
import { parseText } from "../../translations/text/parse.ts";
import { schema, type Rendering } from "../../translations/text/schema.ts";
import { wellFormed } from "../../translations/text/well-formed.ts";
import { markChanges, tellChanges } from "../../editor/prosemirror/marking.ts";
import { rendering } from "../help/renderings.ts";

/** Letters as canonical form has them, whatever stands around. */
function lettersOf(written: string): string {
  return wellFormed(clean(written)).normalize("NFC").trim();
}

test("law: whatever stands in a draft, its changes are those that reviewers count", () => {
  fc.assert(
    fc.property(rendering, rendering, (older, draft) => {
      const base = canonical(older);
      const { a, b, changes } = diffRenderings(base, canonical(draft));
      const now = layoutAsProposed(draft);
      expect(now.text).toBe(b.text);
      expect(diffLayouts(layout(base), now)).toEqual(changes);
      const told = tellChanges(changes, layout(base), now);
      const reviewed = tellChanges(changes, a, b);
      expect(told.map(({ span: _, ...words }) => words)).toEqual(reviewed.map(({ span: _, ...words }) => words));
    }),
    { numRuns: 200 },
  );
});

test("law: a letter's place in a draft is where it is written", () => {
  fc.assert(
    fc.property(rendering, (draft) => {
      // Half a character is no letter that has a place.
      fc.pre(!/\p{Surrogate}/u.test(draft.textBetween(0, draft.content.size, "\n")));
      const now = layoutAsProposed(draft);
      for (const { from, to } of now.blocks) {
        let [start, place] = [from, positionAt(now, from)];
        for (let offset = from + 1; offset <= to; offset++) {
          const next = positionAt(now, offset);
          expect(next).toBeGreaterThanOrEqual(place);
          if (next === place || /[\udc00-\udfff]/.test(now.text.charAt(offset))) continue;
          const $place = draft.resolve(place);
          const written = $place.parent.textContent.slice($place.parentOffset, next - $place.start());
          expect(lettersOf(written)).toBe(
            now.text
              .slice(start, offset)
              .replace(/\u034f/g, "")
              .trim(),
          );
          [start, place] = [offset, next];
        }
      }
    }),
    { numRuns: 400 },
  );
});

test("law: what is drawn stands in the draft, at the ends of words and between", () => {
  fc.assert(
    fc.property(rendering, rendering, (base, draft) => {
      const [a, now] = [layout(canonical(base)), layoutAsProposed(draft)];
      for (const marking of markChanges(diffLayouts(a, now), a, now)) {
        const places = "at" in marking ? [marking.at] : [marking.from, marking.to];
        for (const place of places) expect(draft.resolve(place).parent.isTextblock).toBe(true);
      }
      for (const { from } of now.blocks) expect(offsetAt(now, positionAt(now, from))).toBe(from);
    }),
    { numRuns: 150 },
  );
});

const { doc, paragraph } = schema.nodes;
const paragraphs = (...texts: string[]): Rendering =>
  doc.create(
    null,
    texts.map((text) => paragraph.create(null, text === "" ? [] : schema.text(text))),
  );

test.each([
  ["an empty paragraph", ["One two.", "", "Three."]],
  ["an empty one at the end", ["One two.", "Three.", "", ""]],
  ["spaces at an edge and in a row", [" One  two. ", "Three. "]],
])("%s is no change", (_, texts) => {
  const base = layout(parseText("One two.\n\nThree."));
  expect(diffLayouts(base, layoutAsProposed(paragraphs(...texts)))).toEqual([]);
});

test.each(["e\u0301 two", "\u1100\u1161\u11a8 two", "e\u0007\u0323 two", "q\u0307\u0323 two", "\ud83d\u0323 two"])(
  "words behind letters that are composed anew stand where they stand: %j",
  (text) => {
    const draft = paragraphs(text);
    const now = layoutAsProposed(draft);
    const place = positionAt(now, now.text.indexOf("two"));
    expect(draft.textBetween(place, draft.content.size - 1)).toBe("two");
  },
);

test("a space before the end of a block is not drawn with the block behind it", () => {
  const base = layout(parseText("One two."));
  const draft = paragraphs("One ", "two.");
  const now = layoutAsProposed(draft);
  const [drawn] = markChanges(diffLayouts(base, now), base, now);
  expect(drawn).toEqual({ kind: "reformatted", from: 7, to: 10, change: 1 });
});

test("words behind what is left out are drawn where they stand", () => {
  const base = layout(parseText("One two.\n\nThree."));
  const draft = paragraphs("", "One  two.", "Three  or four.");
  const now = layoutAsProposed(draft);
  const changes = diffLayouts(base, now);
  const [drawn] = markChanges(changes, base, now);
  expect(drawn).toEqual({ kind: "inserted", from: 19, to: 28, change: 1 });
  expect(draft.textBetween(19, 28)).toBe("  or four");
  expect(tellChanges(changes, base, now)[0]!.span).toEqual({ from: 21, to: 28 });
});
