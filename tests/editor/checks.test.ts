/** Checks of a draft tell once what they find, and again only what is otherwise. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { diffLayouts } from "../../translations/compare/words/words.ts";
import { layout } from "../../translations/text/layout.ts";
import { parseText } from "../../translations/text/parse.ts";
import { Checks, type Looked } from "../../editor/drafting/checks.ts";
import type { ProposalView } from "../../editor/drafting/view.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PAGE = {
  work: { language: "en", sourceLanguage: "zh-Hans" },
  passage: { source: { number: 1, held: "whole", words: ["到2025年"] } },
  terms: [],
} as unknown as ProposalView;

function looked(words: string): Looked {
  const [base, now] = [layout(parseText("By 2025 it is so.")), layout(parseText(words))];
  return { base, now, changes: diffLayouts(base, now), listed: [], notes: [] };
}

test("who is told draws, and is not told again of what was drawn", () => {
  let told = 0;
  let words = "By 2026 it is is so.";
  const checks = new Checks(PAGE, "到2025年", () => {
    told++;
    checks.look(() => looked(words));
  });
  checks.look(() => looked(words));
  vi.runAllTimers();
  expect(told).toBe(1);
  expect(checks.findings.value.map((finding) => finding.words)).toEqual([
    "“2026” here, “2025” in the source",
    "Twice: “is is”",
  ]);
  expect(checks.markings()).toHaveLength(2);

  words = "By 2025 it is so.";
  checks.look(() => looked(words));
  vi.runAllTimers();
  expect(told).toBe(2);
  expect(checks.findings.value).toEqual([]);
  checks.destroy();
});
