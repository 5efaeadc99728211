/** What is told while a page is open. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { News } from "../../editor/shell/News.tsx";
import type { WorkNews } from "../../editor/shell/live.ts";
import { NewsList } from "../../editor/mine/NewsList.tsx";
import type { NewsLine } from "../../editor/mine/news-view.ts";
import { sentenceOf } from "../../editor/mine/told.ts";

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

test("what somebody is asked for is told as it is listed, and its day as days are told, for programs as well", () => {
  const work = { id: "plan", title: "The Plan", sourceLanguage: "zh" };
  const asked = { id: "r1", about: { kind: "proposal", id: "p1" }, task: "decide", until: "2026-11-30" } as const;
  const line: NewsLine = {
    ...{ kind: "request-asked", at: "2026-11-28T07:03:00Z", work, passage: { id: "4", locator: "¶ 4" }, more: 0 },
    ...{ proposal: "p1", thread: null, comment: null, term: null, version: null, outline: null, approvals: null },
    ...{ request: { ...asked, standing: "open" }, by: [], reason: "", fresh: false },
  };
  expect(sentenceOf(line)).toBe("Asked of you: decide on the proposal for ¶ 4, by 30 November 2026");
  const html = renderToString(<NewsList lines={[line]} />);
  expect(html).toContain(', by <time dateTime="2026-11-30">30 November 2026</time>'.replace("dateTime", "datetime"));
  const ended = { ...line, kind: "request-ended", request: { ...asked, until: null, standing: "given-up" } } as const;
  expect(sentenceOf(ended)).toBe("Given up: decide on the proposal for ¶ 4");
});
