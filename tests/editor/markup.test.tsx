/** What is written rather than drawn says the same. */
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { markup } from "../../editor/design/markup.ts";
import { Hidden, hidden, Mixed, mixed } from "../../editor/design/Prose.tsx";
import { Rendering, SourceWords } from "../../editor/rendering/Rendering.tsx";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { rendering } from "../help/renderings.ts";
import "../help/laws.ts";

function law(said: fc.Arbitrary<string>, holds: (said: string) => void): void {
  fc.assert(fc.property(said, holds), { numRuns: 300 });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function read(html: string): string {
  return html.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name]!);
}

const words = fc
  .array(fc.constantFrom("<", ">", "&", '"', "'", "&amp;", "政府", "，", "a", " ", "</p>"))
  .map((all) => all.join(""));

test("a rendering without anything on its words is written as it would be drawn", () => {
  const note = { id: "n", number: 1, from: 1_000_000, to: 1_000_001 };
  fc.assert(
    fc.property(rendering, (node) => {
      const json = renderingToJson(node);
      const [written, drawn] = [[], [note]].map((notes) =>
        renderToString(<Rendering rendering={json} lang="en" overlays={{ notes, changes: [] }} />),
      );
      expect(read(written!)).toBe(read(drawn!));
    }),
    { numRuns: 300 },
  );
});

test("source words likewise", () =>
  law(words, (said) => {
    const source = { number: 1, held: "whole" as const, words: [said, "", said] };
    const [written, drawn] = [[], [{ id: "n", number: 1, from: 1_000_000, to: 1_000_001 }]].map((notes) =>
      renderToString(<SourceWords source={source} lang="zh-Hans" notes={notes} />),
    );
    expect(read(written!)).toBe(read(drawn!));
  }));

test("words stand in an element and in an attribute as they are", () =>
  law(words, (said) => {
    const [, title, inside] = /^<p title="([^"<>]*)">([^"<>]*)<\/p>$/.exec(
      markup`<p title="${said}">${said}</p>`.__html,
    )!;
    expect([read(title!), read(inside!)]).toEqual([said, said]);
  }));

test("markup in markup stays what it is, and nothing is nothing", () => {
  const lines = ["a", "<b>"].map((each) => markup`<li>${each}</li>`);
  expect(markup`<ol${null}${false}>${lines}${7}</ol>`.__html).toBe("<ol><li>a</li><li>&lt;b&gt;</li>7</ol>");
});

test("mixed text and words for those who hear the page are written as they are drawn", () =>
  law(words, (said) => {
    expect(read(mixed(said, "zh-Hans").__html)).toBe(read(renderToString(<Mixed text={said} lang="zh-Hans" />)));
    expect(read(hidden(said).__html)).toBe(read(renderToString(<Hidden>{said}</Hidden>)));
  }));
