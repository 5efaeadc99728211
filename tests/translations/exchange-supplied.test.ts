/** A text laid on a work: what is known is known again, whatever was put between; laid a second time, nothing is left to do. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { supplyOf, type Standing, type Supply } from "../../translations/exchange/supplied.ts";
import { readText } from "../../translations/exchange/text.ts";
import { plan } from "../../translations/plan/plan.ts";

/** The Plan's outline as it stands, of which the headings are held and two phrases. */
const PLAN: readonly Standing[] = plan.work.passages.map((passage) => ({ ...passage, rendering: "" }));

function standing(id: string, words: string | null, rendering = "", held: "whole" | "phrases" = "whole"): Standing {
  const source = words === null ? { number: 1, held: "none" as const, words: [] } : { number: 1, held, words: [words] };
  return { ...{ id, locator: id, kind: "paragraph", level: 1 }, source, rendering };
}

/** What would stand once it was recorded. */
function after(all: readonly Standing[], { passages }: Supply): Standing[] {
  const now = [...all];
  for (const { what, passage: id, locator, words, number, after: behind, kind, level } of passages) {
    const source = { number: number + 1, held: "whole" as const, words };
    const at = now.findIndex((each) => each.id === (what === "new" ? behind : id));
    if (what === "new") now.splice(at + 1, 0, { id, locator, kind, level, source, rendering: "" });
    else if (what !== "same") now[at] = { ...now[at]!, source };
  }
  return now;
}

const lay = (pieces: readonly Piece[], all: readonly Standing[]): Supply =>
  supplyOf(
    pieces,
    all,
    all.map(({ id }) => id),
  );
const told = ({ passages }: Supply): string[] => passages.map(({ what, passage }) => `${what} ${passage}`);

/** A text with the Plan's headings, numbered as in print; the words between are made up. */
function made(
  between: ReadonlyMap<string, readonly string[]>,
  heading: (number: string, words: string) => string,
  kept: readonly string[] = ids,
): string {
  const lines = plan.work.passages.flatMap(({ id, kind, source }) => {
    const [, number = ""] = /(\d+)$/.exec(id) ?? [];
    const own =
      kind === "item"
        ? ["要厘清政府和市场关系，也要推动有效市场和有为政府。"]
        : [heading(`${kind} ${number}`, source.words[0]!)];
    return [...(kept.includes(id) ? own : []), ...(between.get(id) ?? [])];
  });
  return lines.join("\n\n");
}

const NUMERALS = "一二三四五六七八九十";
const asMarkdown = (number: string, words: string): string => {
  const [kind = "", figures = ""] = number.split(" ");
  const numeral = NUMERALS[Number(figures) - 1] ?? figures;
  return kind === "part" ? `## ${numeral}、${words}` : `### （${numeral}）${words}`;
};
const asLines = (number: string, words: string): string => asMarkdown(number, words).replace(/^#+ /, "");

const ids = plan.work.passages.map(({ id }) => id);
const paragraph = fc.array(fc.constantFrom(...Array.from("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏")), {
  minLength: 6,
  maxLength: 40,
});
const betweens = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom(...ids), paragraph).map(([id, letters]) => ({ id, words: `${letters.join("")}。` })),
    { selector: ({ words }) => words, maxLength: 40 },
  )
  .map((all) => {
    const by = new Map<string, string[]>();
    for (const { id, words } of all) by.set(id, [...(by.get(id) ?? []), words]);
    return by;
  });

describe("the Plan's Chinese", () => {
  test.each([
    ["Markdown", asMarkdown, readMarkdown],
    ["plain lines", asLines, readText],
  ] as const)(
    "law: headings are known again, and what is between comes under them; a second time, all of it is there: %s",
    (_, heading, read) => {
      fc.assert(
        fc.property(betweens, (between) => {
          const { pieces } = read(made(between, heading));
          const first = lay(pieces, PLAN);
          const kept = first.passages.filter(({ what }) => what !== "new");
          expect(kept.map(({ passage }) => passage)).toEqual(ids);
          expect(kept.filter(({ what }) => what !== "same").map(({ passage }) => passage)).toEqual([
            "s10-government-and-markets",
          ]);
          expect(first.without).toEqual([]);
          expect(first.passages.some(({ doubtful }) => doubtful)).toBe(false);
          const now = after(PLAN, first);
          expect(new Set(now.map(({ id }) => id)).size).toBe(now.length);
          const expected = ids.flatMap((id) => [PLAN.find((each) => each.id === id)!, ...(between.get(id) ?? [])]);
          expect(now.map(({ id, source }) => (ids.includes(id) ? id : source.words.join("")))).toEqual(
            expected.map((each) => (typeof each === "string" ? each : each.id)),
          );
          for (const id of between.keys()) {
            const at = now.findIndex((each) => each.id === id);
            const above = now[at]!.kind === "item" ? now.find((each) => each.id === "4-10")! : now[at]!;
            expect(now[at + 1]!.level).toBe(above.level + 1);
          }
          const again = lay(pieces, now);
          expect(told(again)).toEqual(now.map(({ id }) => `same ${id}`));
          expect(again.without).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
  );

  test("law: of a part of it nothing comes to headings that it does not have", () => {
    fc.assert(
      fc.property(betweens, fc.subarray(ids), (between, kept) => {
        const { pieces } = readText(made(between, asLines, kept));
        const { passages, without } = lay(pieces, PLAN);
        expect(passages.filter(({ what }) => what !== "new").map(({ passage }) => passage)).toEqual(kept);
        expect(without.map(({ passage }) => passage)).toEqual(ids.filter((id) => !kept.includes(id)));
      }),
      { numRuns: 40 },
    );
  });

  test("new paragraphs are called after the heading that they stand under", () => {
    const { pieces } = readMarkdown(made(new Map([["4-1", ["加快。", "推进。"]]]), asMarkdown));
    const added = lay(pieces, PLAN).passages.filter(({ what }) => what === "new");
    expect(added.map(({ passage, locator, after: behind, level }) => [passage, locator, behind, level])).toEqual([
      ["4-1-p1", "4.1 ¶ 1", "4-1", 3],
      ["4-1-p2", "4.1 ¶ 2", "4-1-p1", 3],
    ]);
  });
});

test("a section alone, whose heading reads otherwise, is not taken for the part of its number", () => {
  const { pieces } = readMarkdown("### （三）构建释放出数字生产力的创新发展体系\n\n天地玄黄，宇宙洪荒。");
  expect(told(lay(pieces, PLAN))).toEqual(["changed 4-3", "new 4-3-p1"]);
});

test("a corrected text: what reads otherwise is worded anew, what is gone finds nothing", () => {
  const all = ["天地玄黄，宇宙洪荒。", "日月盈昃，辰宿列张。", "寒来暑往，秋收冬藏。"].map((words, at) =>
    standing(`p${at}`, words),
  );
  const { pieces } = readText("天地玄黄，宇宙洪荒。\n\n日月盈仄，辰宿列张。");
  const supply = lay(pieces, all);
  expect(told(supply)).toEqual(["same p0", "changed p1"]);
  expect(supply.passages[1]).toMatchObject({
    number: 1,
    before: ["日月盈昃，辰宿列张。"],
    words: ["日月盈仄，辰宿列张。"],
  });
  expect(supply.without).toEqual([{ passage: "p2", locator: "p2" }]);
});

test("a source that was not held comes to its renderings, by numbers and lengths", () => {
  const all = [
    standing("a", null, "In 1921 there were 57 members."),
    standing(
      "b",
      null,
      "By 1945 there were 1,210,000 of them, in nineteen bases all over the country, and more came every day.",
    ),
    standing("c", null, "In 2021 the number was 95 million."),
  ];
  const { pieces } = readText(
    "1921年有57名党员。\n\n1945年发展到1210000名，遍布全国十九个根据地，每天都有更多的人加入。\n\n2021年为95000000名。",
  );
  expect(told(lay(pieces, all))).toEqual(["given a", "given b", "given c"]);
});

test("a piece that says which passage it is comes to that, wherever it stands", () => {
  const all = ["a", "b", "c"].map((id) => standing(id, null));
  const piece = (passage: string | null, text: string): Piece => ({
    ...{ kind: "paragraph", level: 0, passage },
    rendering: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] },
  });
  const supply = lay([piece("c", "丙"), piece("a", "甲"), piece(null, "乙")], all);
  expect(told(supply)).toEqual(["given c", "given a", "new p1"]);
  expect(supply.without).toEqual([{ passage: "b", locator: "b" }]);
});
