/** A reason that would do in other parts: offered, given and taken back by one press each, as whoever writes sees it. */
import { render } from "preact-render-to-string";
import { afterEach, expect, test, vi } from "vitest";
import type { DraftModel } from "../../editor/drafting/model.ts";
import { Spread } from "../../editor/drafting/Spread.tsx";
import { Spreading } from "../../editor/drafting/spreading.ts";

const PARTS = [
  { passage: "4-2", places: 2 },
  { passage: "5-7", places: 1 },
];
const GIVEN = ["4-2/a", "4-2/b", "5-7/c"];
const PATH = "/api/proposals/p/same-reason";

afterEach(() => vi.unstubAllGlobals());

type Answers = Record<string, object | null>;

const ANSWERS: Answers = {
  [`GET ${PATH}?part=4-1&note=n`]: { before: "order", after: "rule", parts: PARTS },
  [`POST ${PATH}`]: { of: "0", given: GIVEN },
  [`POST ${PATH}/take-back`]: { taken: 3 },
};

/** A draft of one of three parts; null: that is refused. `sent`: what the workbench was sent. */
function drafted(answers: Answers = ANSWERS, { saved = true, alone = false } = {}) {
  const sent: [asked: string, body: unknown][] = [];
  vi.stubGlobal("fetch", async (path: string, { method = "GET", body }: { method?: string; body?: string }) => {
    const asked = `${method} ${path}`;
    sent.push([asked, body === undefined ? undefined : JSON.parse(body)]);
    const answer = answers[asked];
    return answer ? Response.json(answer) : new Response("", { status: 503 });
  });
  const others = alone ? [] : ["4-2", "5-7"].map((id) => ({ passage: { id, locator: id.replace("-", ".") } }));
  const page = {
    work: { id: "w" },
    proposal: { id: "p" },
    passage: { id: "4-1" },
    others,
  } as unknown as DraftModel["page"];
  const spreading = new Spreading({ page, among: null, saved: async () => saved });
  const shown = () =>
    render(<Spread model={{ page, spreading, mayWrite: { value: true } as DraftModel["mayWrite"] }} />);
  return { spreading, sent, shown };
}

test("what is kept is offered in so many parts, given by a press, and taken back by another", async () => {
  const { spreading, sent, shown } = drafted();
  expect(shown()).toBe('<div aria-live="polite"></div>');
  await spreading.look({ id: "n" });
  expect(shown()).toMatch(/“order” → “rule” stands in 2 other parts too.*Give the same reason in these 2<\/button>/s);
  await spreading.give();
  expect(shown()).toMatch(
    /stands in 2 other parts now\..*#part-4-2">4\.2<\/a>, <a[^>]*#part-5-7">5\.7<\/a>.*Take it back/s,
  );
  expect(shown()).not.toContain("Give the same");
  await spreading.takeBack();
  expect(shown()).toBe('<div aria-live="polite"></div>');
  expect(sent.slice(1)).toEqual([
    [`POST ${PATH}`, { part: "4-1", note: "n" }],
    [`POST ${PATH}/take-back`, { of: "0", given: GIVEN }],
  ]);
});

test("of a proposal of one part nothing is asked, nor of what is not saved, and of no part nothing is offered", async () => {
  for (const how of [{ alone: true }, { saved: false }]) {
    const { spreading, sent, shown } = drafted(ANSWERS, how);
    await spreading.look({ id: "n" });
    expect([sent, shown()]).toEqual([[], '<div aria-live="polite"></div>']);
  }
  const none = drafted({ [`GET ${PATH}?part=4-1&note=n`]: { before: "", after: "", parts: [] } });
  await none.spreading.look({ id: "n" });
  expect(none.shown()).toBe('<div aria-live="polite"></div>');
});

test("what the workbench could not do is said, and the offer stays", async () => {
  const { spreading, shown } = drafted({ ...ANSWERS, [`POST ${PATH}`]: null });
  await spreading.look({ id: "n" });
  await spreading.give();
  expect(shown()).toMatch(/Give the same reason.*could not do that just now/s);
  await spreading.look({ id: "n" });
  expect(shown()).not.toContain("could not do");
});

test("only the reason that was kept last is offered", async () => {
  const { spreading } = drafted({
    ...ANSWERS,
    [`GET ${PATH}?part=4-1&note=m`]: { before: "a", after: "b", parts: PARTS },
  });
  const first = spreading.look({ id: "n" });
  await Promise.all([first, spreading.look({ id: "m" })]);
  expect(spreading.offer.value?.note).toBe("m");
});
