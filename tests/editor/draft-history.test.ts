/** The page of a draft's history: what it says of each step, what it offers to whom, and that a long life stays quick. */
import { describe, expect, test } from "vitest";
import { renderPage } from "../../editor/render.tsx";
import type { DraftHistoryView } from "../../editor/playback/playback.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { ANN, BEN, busyShelf, historyView, visitBy } from "./pages-states.ts";
import { clockOfWork } from "../help/worked.ts";

const SHELF = busyShelf();
const ADDRESS = "/nip14/proposals/draft-one/history";

function body(view: DraftHistoryView): string {
  const html = renderPage(view, visitBy(ANN, ADDRESS), { scripts: [], styles: [], preload: [] });
  return html.slice(html.indexOf("<main"), html.indexOf("</main>"));
}

const words = (html: string) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
const within = (tag: string, html: string) =>
  [...html.matchAll(new RegExp(`<${tag}\\b.*?class="changed-words">(.*?)</span>`, "g"))].map(([, found]) => found);

describe("a step on the page", () => {
  test("has its number, its time, who wrote it, and marks only what it changed", () => {
    const html = body(historyView(SHELF, { at: 3 }));
    expect(words(html)).toMatch(/Step 3 of 3 Ben Okafor 24 November 2026, 13:00 UTC/);
    expect(words(html)).toContain("From step 2 to step 3, written by Ben Okafor.");
    expect([within("del", html), within("ins", html)]).toEqual([["厘清"], ["🇨🇳"]]);
  });

  test("tells two goes of one person as one", () => {
    const html = body(historyView(SHELF, { at: 2 }));
    expect(words(html)).toContain("From step 1 to step 2, written by Ann Lee.");
    expect(within("ins", html)).toEqual(["Sort out", "all of"]);
  });

  test("on the finer level is a step of the log, to the second", () => {
    const html = body(historyView(SHELF, { at: 3, level: "every" }));
    expect(words(html)).toContain("Step 3 of 4 Ann Lee 24 November 2026, 13:00:24 UTC");
    expect(within("ins", html)).toEqual(["all of"]);
    expect(html).toContain(`href="${ADDRESS}?step=2"`);
  });

  test("is a link in a list, and the slider is a form that works by itself", () => {
    const html = body(historyView(SHELF, { at: 2, against: "now" }));
    for (const at of [1, 2, 3]) expect(html).toContain(`href="${ADDRESS}?step=${at}&amp;against=now"`);
    expect(html).toMatch(/<input type="range"[^>]* name="step" min="1" max="3" value="2"/);
    expect(html).toContain('<input type="hidden" name="against" value="now"');
  });
});

describe("restoring", () => {
  test("is offered to who may write, with a sentence that says what will happen", () => {
    const html = body(historyView(SHELF, { at: 2 }, true));
    expect(html).toContain('action="/api/proposals/draft-one/history/3/restore"');
    expect(html).toContain('name="to" value="2026-11-24T13:00:35.000Z"');
    expect(words(html)).toContain(
      "The draft will read as it did after step 2 (Ann Lee, 24 November 2026, 13:00 UTC). What Ben Okafor wrote since is taken out of its text, as one new edit in your name",
    );
  });

  test("is not offered of the last step, to readers, or of a closed draft, which says so", () => {
    expect(words(body(historyView(SHELF, { at: 3 }, true)))).toContain("This is how the draft reads now.");
    const reader = body(historyView(SHELF, { at: 2 }));
    const open = historyView(SHELF, { at: 2 }, true);
    const closed = body({ ...open, proposal: { ...open.proposal, status: "declined" } });
    expect(words(closed)).toContain("The draft is closed, so its history is here to read.");
    for (const html of [body(historyView(SHELF, { at: 3 }, true)), reader, closed])
      expect(html).not.toContain("/restore");
  });
});

test("nothing written yet, and nothing written here, are said in words", () => {
  const empty = { ...historyView(SHELF, { at: 0 }), log: [], renderings: {} };
  expect(words(body(empty))).toContain("Nobody has written in this draft yet.");
  const came = body({ ...empty, proposal: { ...empty.proposal, status: "open" } });
  expect(words(came)).toContain("there is nothing to play back");
});

test("a draft that began without words is played back from there", () => {
  const view = { ...historyView(SHELF, { at: 1 }), base: null };
  const renderings = { ...view.renderings, 1: renderingToJson(parseText("")) };
  expect(words(body({ ...view, renderings }))).toContain("No words stood here yet.");
  const second = { ...view, renderings, shown: { ...view.shown, at: 2, level: "every" as const } };
  expect(within("ins", body(second))).toEqual(["Sort out 厘清 it."]);
  expect(body(second)).not.toContain("which it revises");
});

test("a step that changed no word of the text says so", () => {
  const view = historyView(SHELF, { at: 3 });
  expect(words(body({ ...view, renderings: { ...view.renderings, 4: view.renderings[3]! } }))).toContain(
    "no word of the text",
  );
});

test("five thousand steps of two hundred thousand letters are a page in a second or two, and not a long list", () => {
  const long = Array.from(
    { length: 400 },
    (_, at) => `${"The government 政府 clarifies the market. ".repeat(12)}Nr ${at}.`,
  );
  const start = Date.parse("2026-11-24T08:00:00.000Z");
  const at = (second: number) => new Date(start + second * 1_000).toISOString();
  const view: DraftHistoryView = {
    ...historyView(SHELF, { at: 4_321, level: "every" }, true),
    log: Array.from({ length: 5_000 }, (_, index) => ({
      step: index + 1,
      from: at(index * 90),
      to: at(index * 90 + 60),
      by:
        index === 0
          ? []
          : [
              { id: ANN.id, name: ANN.name },
              { id: BEN.id, name: BEN.name },
            ].slice(index % 2, (index % 2) + 1),
    })),
    renderings: {
      4320: renderingToJson(parseText(long.join("\n\n"))),
      4321: renderingToJson(parseText(long.join("\n\n").replace("Nr 200.", "Nr 201 or so."))),
    },
  };
  const worked = clockOfWork();
  const html = body(view);
  expect(worked()).toBeLessThan(5_000);
  expect(words(html)).toContain("Step 4321 of 5000");
  expect(words(html)).toContain("Steps 4321 to 4380 of 5000");
  expect(html.match(/<li>/g)!.length).toBeLessThan(100);
});
