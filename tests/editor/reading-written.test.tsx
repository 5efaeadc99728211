/** The reading page keeps in the browser what the server wrote, and writes what it would draw. */
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, test } from "vitest";
import { App } from "../../editor/App.tsx";
import { aliveOf } from "../../editor/pages.ts";
import type { PassageLine } from "../../editor/reading/reading.ts";
import { factsOn } from "../../editor/reading/facts.ts";
import { drawnPassage, passageOnPage } from "../../editor/reading/work.tsx";
import { writtenPart, writtenPassage } from "../../editor/reading/written.ts";
import type { WorkNews } from "../../editor/shell/live.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { rendering } from "../help/renderings.ts";
import { busyShelf, everyView } from "./pages-states.ts";
import "../help/laws.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Elements with their attributes and words, so that two ways of writing the same are the same. */
function tree(html: string): unknown[] {
  return parseFragment(html).childNodes.map(shape);
}

function shape(node: Node): unknown {
  if (!("tagName" in node)) return "value" in node ? node.value : node.nodeName;
  const attrs = node.attrs.map(({ name, value }) => `${name}=${value}`).sort();
  return { tag: node.tagName, attrs, inside: node.childNodes.map(shape) };
}

interface Shape {
  tag: string;
  attrs: string[];
  inside: (Shape | string)[];
}

/** `written`, without what stands in those elements that `alive` leaves empty. */
function without(written: Shape | string, alive: Shape | string | undefined): Shape | string {
  if (typeof written === "string" || typeof alive !== "object") return written;
  if (alive.inside.length === 0) return { ...written, inside: [] };
  return { ...written, inside: written.inside.map((each, index) => without(each, alive.inside[index])) };
}

describe.each(everyView().filter(({ view }) => view.page === "work"))("$name", ({ view, visit }) => {
  const [written, alive] = [view, aliveOf(view)].map((each) =>
    tree(renderToString(<App view={each} visit={visit} />)),
  ) as [Shape[], Shape[]];

  test("the browser draws what the server wrote, but for what it keeps", () => {
    expect(alive).toEqual(written.map((each, index) => without(each, alive[index])));
  });

  test("what is kept is not sent again", () => {
    const lengths = [view, aliveOf(view)].map((each) => JSON.stringify(each).length);
    expect(lengths[1]).toBeLessThan(lengths[0]!);
  });
});

const work = busyShelf().workView().work;

const source = fc.record({
  number: fc.constant(1),
  held: fc.constantFrom("whole" as const, "phrases" as const, "none" as const),
  words: fc.array(fc.constantFrom("政府与市场", "<b>", "a & b", "“x”\n\ny"), { maxLength: 3 }),
});

const plain: fc.Arbitrary<PassageLine> = fc.record({
  passage: fc.record({
    id: fc.constantFrom("p-1", "s10"),
    locator: fc.constantFrom("Section 1", "第一条 & <i>"),
    kind: fc.constantFrom("part" as const, "paragraph" as const),
    level: fc.integer({ min: 1, max: 5 }),
    source,
  }),
  current: fc.option(
    fc.record({
      number: fc.integer({ min: 2, max: 9 }),
      base: fc.constantFrom(null, 1),
      words: rendering.map((node) => ({ rendering: renderingToJson(node) })),
    }),
  ),
  notes: fc.constant([]),
  proposals: fc.integer({ min: 2, max: 4 }),
  waiting: fc.integer({ min: 0, max: 2 }),
});

test("a passage is written as it would be drawn", () => {
  fc.assert(
    fc.property(plain, (line) => {
      expect(tree(writtenPassage(line, work)!.__html)).toEqual(tree(renderToString(drawnPassage(line, work))));
    }),
    { numRuns: 300 },
  );
});

test("a part of plain passages is written as they would be drawn", () => {
  fc.assert(
    fc.property(fc.array(plain, { minLength: 1, maxLength: 3 }), (part) => {
      const drawn = part.map((line) => renderToString(passageOnPage(line, work))).join("");
      expect(tree(writtenPart(part, work)!.__html)).toEqual(tree(drawn));
    }),
    { numRuns: 100 },
  );
});

test("the facts of a passage follow the news", () => {
  const facts = { passage: "p-1", current: { number: 2, base: 1 }, notes: 0, open: { waiting: 1, written: 0 } };
  const counts = { waiting: 0, written: 0 };
  const news = {
    ...{ type: "version", work: "w", passage: "p-1", locator: "1", number: 3, at: "2026-11-24T09:00:00.000Z" },
    open: { passage: counts, work: counts, all: counts },
  } as WorkNews;
  const said = (html: string): string => html.replace(/<[^>]*>/g, "");
  expect(said(factsOn("w", facts).__html)).toBe("v2 · revised from v1 · proposals: 1 waits for review");
  expect(said(factsOn("w", facts, [news]).__html)).toBe("v2 · v3 is new · revised from v1");
  const first = { ...facts, current: null, open: counts };
  expect(said(factsOn("w", first).__html)).toBe("");
  expect(said(factsOn("w", first, [news]).__html)).toBe("v3 is new");
});
