/** What can't be seen of a change has a sign on the page that is no part of its text. */
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { signInWords } from "../../editor/changes/changes.ts";
import { Diff } from "../../editor/difference/Diff.tsx";
import { type Show, SHOWS } from "../../editor/difference/difference.ts";
import { inWords } from "../../editor/drafting/in-words.ts";
import { markChanges, tellChanges } from "../../editor/prosemirror/marking.ts";
import { decorate, sameDrawn } from "../../editor/prosemirror/marks.ts";
import { diffRenderings } from "../../translations/compare/words/words.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { schema } from "../../translations/text/schema.ts";

/** One paragraph, as it stands. */
const one = (text: string) =>
  schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, text === "" ? [] : [schema.text(text)]));

function page(older: string, newer: string, show: Show): string {
  const side = (text: string) => ({ rendering: renderingToJson(one(text)), name: null, notes: [] });
  return renderToString(<Diff older={side(older)} newer={side(newer)} show={show} lang="en" />);
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };
/** The text of a page without what only stands beside its words. */
function textOf(html: string): string {
  return html
    .replace(/<span class="visually-hidden">[^<]*<\/span>/g, "")
    .replace(/<(a|span) class="(?:change-number|other-end)"[^>]*>[^<]*<\/\1>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|amp|quot);/g, (entity) => ENTITIES[entity]!);
}

const withoutGone = (html: string) => html.replace(/<del .*?<\/del>|<span class="gap">[^<]*<\/span>/gs, "");
const signsIn = (html: string) => [...html.matchAll(/aria-label="([^"]*)" title="\1" data-sign="([^"]*)"/g)];

const word = fc.constantFrom(
  "plan",
  "pl\u0430n",
  "10",
  "govern\u00adment",
  "\u200eone",
  "слово",
  "𠮷",
  "👩‍👩‍👧",
  "e\u0301",
);
const space = fc.constantFrom(" ", " ", "\u00a0", "\u202f", "\u2009", "\u3000", " \u200b");
const text = fc
  .array(fc.tuple(word, space), { minLength: 1, maxLength: 7 })
  .map((all) => all.map((each) => each.join("")).join("") + "end");

test("law: the text of the page is the text, whatever signs stand upon it", () => {
  fc.assert(
    fc.property(text, text, (older, newer) => {
      fc.pre(older !== newer);
      expect(textOf(withoutGone(page(older, newer, "inline")))).toBe(newer);
      expect(textOf(page(older, newer, "new"))).toBe(newer);
    }),
    { numRuns: 300 },
  );
});

test.each(SHOWS)("shown as %s, a space of another kind has its sign, named for those who listen", (show) => {
  const html = page("about 10 men", "about\u00a010 men", show);
  expect(signsIn(html).map(([, name, sign]) => [name, sign])).toContainEqual(["no-break space", "⍽"]);
  expect(html).toMatch(/<span class="invisible" role="img" aria-label="no-break space"[^>]*>\u00a0<\/span>/);
});

test("a letter of another script is marked, and the space that a no-break space became", () => {
  expect(signsIn(page("the plan is", "the pl\u0430n is", "inline")).map(([, name]) => name)).toEqual([
    "Cyrillic letter, not Latin a",
  ]);
  const html = page("about\u00a010 men", "about 10 men", "inline");
  expect(signsIn(html).map(([, name, sign]) => [name, sign])).toEqual([["space", "␣"]]);
});

test("words that stayed have no sign", () => {
  expect(signsIn(page("a\u00a0b one c\u00a0d", "a\u00a0b two c\u00a0d", "inline"))).toEqual([]);
});

test("a draft's marks have them too, upon the words that came and in those that went, and its list names them", () => {
  const { a, b, changes } = diffRenderings(
    one("in\u00a05 % of govern\u00adment here"),
    one("in 5 % of\u2009government here"),
  );
  const marks = markChanges(changes, a, b);
  expect(
    marks.flatMap((mark) => (mark.kind === "sign" ? [[signInWords(mark.sign), mark.to - mark.from]] : [])),
  ).toEqual([
    ["space", 1],
    ["thin space", 1],
  ]);
  const gone = marks.flatMap((mark) => (mark.kind === "deleted" ? (mark.shown ?? []) : []));
  expect(gone.flatMap(({ sign }) => (sign ? [signInWords(sign)] : []))).toContain("soft hyphen");
  expect(tellChanges(changes, a, b).map(inWords)).toContain("a space before “5”, not a no-break space");
});

test.each([
  ["a letter", "part \u0430 of it", "part a of it", "part b of it"],
  ["a space", "about 10 men", "ab\u043eut\u00a010 men", "early,10 men"],
])("in a draft, gone words are drawn anew when %s in them gets a sign or loses it", (_, base, alike, unlike) => {
  const goneFor = (newer: string) => {
    const { a, b, changes } = diffRenderings(one(base), one(newer));
    return markChanges(changes, a, b).flatMap((mark) => (mark.kind === "deleted" ? [mark] : []));
  };
  const [signed, plain] = [goneFor(alike), goneFor(unlike)];
  expect(signed.map(({ words }) => words)).toEqual(plain.map(({ words }) => words));
  expect([signed, plain].map(([mark]) => mark?.shown?.some(({ sign }) => sign !== null) ?? false)).toEqual([
    true,
    false,
  ]);
  expect(sameDrawn(decorate(signed, 20), decorate(plain, 20))).toBe(false);
  expect(sameDrawn(decorate(signed, 20), decorate(goneFor(alike), 20))).toBe(true);
});
