/** What is told while a page is open. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { News } from "../../editor/shell/News.tsx";
import type { WorkNews } from "../../editor/shell/live.ts";

const NONE = { waiting: 0, written: 0 };

function told(id: string, passage: string, status: string): WorkNews {
  const open = { passage: NONE, work: NONE, all: NONE };
  return {
    type: "proposal",
    id,
    status,
    work: "plan",
    passage,
    locator: `¶ ${passage}`,
    at: "2026-11-27T07:03:00Z",
    open,
  };
}

function lines(news: readonly WorkNews[]): string[] {
  const html = renderToString(<News work="plan" news={news} />);
  return [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, line]) => line!.replace(/<[^>]*>/g, "").split(", 27")[0]!);
}

test("what happened to several passages of one proposal is told once", () => {
  const submitted = ["4", "8", "9"].map((passage) => told("one", passage, "submitted"));
  const returned = [told("one", "8", "returned"), told("one", "8", "returned")];
  expect(lines([...submitted, ...returned, told("other", "8", "submitted")])).toEqual([
    "A proposal for ¶ 4 and 2 passages more is now waiting for review",
    "A proposal for ¶ 8 is being written again",
    "A proposal for ¶ 8 is now waiting for review",
  ]);
  expect(lines(["4", "8"].map((passage) => told("two", passage, "opened")))).toEqual([
    "A proposal for ¶ 4 and 1 passage more is being written",
  ]);
});
