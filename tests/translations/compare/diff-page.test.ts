/** The page for translators shows what the diff really prints. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { applyChanges } from "../../../translations/compare/change.ts";

const page = readFileSync("docs/reading-a-diff.md", "utf8");

/** The quoted wordings of the page, each as one line. */
const [older, newer] = [...page.matchAll(/(?:^> .*\n)+/gm)].map(([quote]) =>
  quote.replace(/^> /gm, "").trim().replaceAll("\n", " "),
);
const [ours, ...others] = [...page.matchAll(/^```\n(.*)\n```$/gm)].map(([, line]) => line!);

function printed(a: string, b: string): string {
  let [text, at] = ["", 0];
  for (const { fromA, toA, fromB, toB } of diffTexts(a, b)) {
    text += a.slice(at, fromA);
    if (toA > fromA) text += `[-${a.slice(fromA, toA)}-]`;
    if (toB > fromB) text += `{+${b.slice(fromB, toB)}+}`;
    at = toA;
  }
  return text + a.slice(at);
}

test("ours is what it prints today", () => {
  expect(ours).toBe(printed(older!, newer!));
  expect(applyChanges(diffTexts(older!, newer!), older!, newer!)).toBe(newer);
});

test("what the others print was copied whole: both wordings can be read out of it", () => {
  expect(others).toHaveLength(3);
  for (const line of others) {
    expect(line.replace(/\{\+.*?\+\}/g, "").replace(/\[-(.*?)-\]/g, "$1")).toBe(older);
    expect(line.replace(/\[-.*?-\]/g, "").replace(/\{\+(.*?)\+\}/g, "$1")).toBe(newer);
  }
});
