/** What is told before words are accepted that put something back: at a part, of words that are edited, and of one's own draft. */
import { render } from "preact-render-to-string";
import { afterEach, expect, test, vi } from "vitest";
import { keyOf, PuttingBack } from "../../editor/drafting/putting-back.ts";
import type { DraftPage, ProposalView } from "../../editor/drafting/view.ts";
import { propose } from "../../editor/drafting/Submit.tsx";
import type { DraftModel } from "../../editor/drafting/model.ts";
import type { ToldChange } from "../../editor/prosemirror/marking.ts";
import { EditPutsBack, PutsBackList } from "../../editor/reviewing/PutsBack.tsx";

type Found = ProposalView["putsBack"];

const BY = { number: 3, contributors: [], date: "2026-11-01", rationale: "Plainer." };
const FOUND = [{ change: 1, kind: "replaced", before: "rule", after: "govern", version: BY }] satisfies Found;
const WORK = { language: "en", sourceLanguage: "zh" } as ProposalView["work"];
const change = (before: string, after: string): ToldChange => ({
  ...{ number: 1, kind: "replaced", before, after, sentence: null, made: "", span: { from: 1, to: 2 } },
});

afterEach(() => vi.unstubAllGlobals());

/** A draft on version 4, which revised `revised`; the workbench finds `found` in it. */
function draft(found: Found, { revised = 3, saved = true }: { revised?: number | null; saved?: boolean } = {}) {
  const asked = vi.fn(async (_path: string) => Response.json({ putsBack: found }));
  vi.stubGlobal("fetch", asked);
  const page = { base: { number: 4, base: revised }, putsBack: [], proposal: { id: "p" }, passage: { id: "s" } };
  return { asked, puttingBack: new PuttingBack(page as unknown as DraftPage, async () => saved) };
}

test("at once it is asked of changes of which nothing is known, and told as news but once", async () => {
  const { asked, puttingBack } = draft(FOUND);
  const changes = [change("rule", "govern")];
  expect(await puttingBack.tellsMore(changes)).toBe(true);
  expect(puttingBack.signs.value.get(keyOf(changes[0]!))).toEqual(BY);
  expect(await puttingBack.tellsMore(changes)).toBe(false);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(await puttingBack.tellsMore([...changes, change("a", "b")])).toBe(false);
  expect(asked).toHaveBeenCalledTimes(2);
  puttingBack.destroy();
});

test("nothing is asked where nothing can be put back, and nothing told that is not known", async () => {
  const first = draft(FOUND, { revised: null });
  expect(await first.puttingBack.tellsMore([change("rule", "govern")])).toBe(false);
  expect(first.asked).not.toHaveBeenCalled();
  const unsaved = draft(FOUND, { saved: false });
  expect(await unsaved.puttingBack.tellsMore([change("rule", "govern")])).toBe(false);
  expect(unsaved.asked).not.toHaveBeenCalled();
});

/** Accepting at once, and what came of it: what was said, and how often it was submitted. */
async function accepting(found: Found, presses: number, atOnce = true) {
  const { puttingBack } = draft(found);
  const [refused, submitted] = [vi.fn(), vi.fn(async () => undefined)];
  const model = {
    page: { may: { acceptAtOnce: true } },
    changes: { peek: () => [change("rule", "govern")] },
    proposing: { refuse: refused, submit: submitted },
    refused: { value: null },
    puttingBack,
  };
  for (let press = 0; press < presses; press++) await propose(model as unknown as DraftModel, atOnce);
  puttingBack.destroy();
  return [refused.mock.calls.length, submitted.mock.calls.length];
}

test("what puts something back is accepted at once only by a second press; what is proposed is others' to read", async () => {
  expect(await accepting(FOUND, 1)).toEqual([1, 0]);
  expect(await accepting(FOUND, 2)).toEqual([1, 1]);
  expect(await accepting([], 1)).toEqual([0, 1]);
  expect(await accepting(FOUND, 1, false)).toEqual([0, 1]);
});

test("a list of them says at each whose change it undoes; without any there is no list", () => {
  const page = render(<PutsBackList work={WORK} found={FOUND} />);
  expect(page).toMatch(/“rule” → “govern”.*Puts back what v3 changed.*Plainer\./s);
  expect(render(<PutsBackList work={WORK} found={[]} />)).toBe("");
  const view = {
    base: { base: 3 },
    proposal: { id: "p" },
    passage: { id: "s" },
    work: WORK,
  } as unknown as ProposalView;
  expect(render(<EditPutsBack view={view} text="x" />)).toBe('<div aria-live="polite"></div>');
});
