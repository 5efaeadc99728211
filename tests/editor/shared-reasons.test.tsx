import fc from "fast-check";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { keysOf, Sharing, withSame } from "../../editor/drafting/sharing.ts";
import { Margin } from "../../editor/rendering/Margin.tsx";
import { numbered } from "../../editor/rendering/notes.ts";
import type { ToldChange } from "../../editor/prosemirror/marking.ts";
import type { DraftNote } from "../../translations/draft/draft.ts";
import { anchorAt } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { byReason, reasonOf } from "../../translations/notes/shared.ts";

const TEXT = "Rule and rule and rule again.";

function note(id: string, at: number, body: string, by = "Ann"): Note {
  const [author, target] = [{ name: by }, anchorAt(TEXT, at, at + 4)];
  return { id, author, date: "2026-01-01", category: "terminology", body, target, source: null, alternatives: [] };
}

const said = fc.record({
  author: fc.constantFrom({ name: "Ann" }, { id: "a", name: "Ann" }, { name: "Ben" }),
  category: fc.constantFrom("style" as const, "terminology" as const),
  body: fc.constantFrom("治理 is rule.", "治理 is rule", ""),
  alternatives: fc.constantFrom<string[]>([], ["a"], ["a", "b"], ["a\nb"]),
});

test("every note stands in one group, with those alone that say the same by the same person", () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 20 }), (all) => {
      const groups = byReason(all, (each) => each);
      expect(groups.flat()).toHaveLength(all.length);
      for (const group of groups) expect(new Set(group.map(reasonOf)).size).toBe(1);
      expect(new Set(groups.map(([first]) => reasonOf(first!))).size).toBe(groups.length);
      for (const group of groups) expect(all.indexOf(group[0]!)).toBe(all.findIndex((each) => group.includes(each)));
    }),
  );
});

test("in a margin a reason is said once, with the notes whose reason it is, and others lead to it", () => {
  const notes = numbered(
    [note("a", 0, "The same."), note("b", 9, "The same."), note("c", 18, "The same.", "Ben")].map((each) => ({
      ...{ note: each, version: 2, gone: false },
    })),
  );
  const page = render(<Margin notes={notes} label="Notes" lang="zh" />);
  expect(page.split("The same.")).toHaveLength(3);
  expect(page).toMatch(
    /id="note-a".*Also the reason at <a href="#note-b"[^>]*>2<.*id="note-b".*As note <a href="#note-a"/s,
  );
});

const change = (number: number, before: string, after: string): ToldChange => ({
  ...{ number, kind: "replaced", before, after, sentence: null, made: "", span: { from: number, to: number + 1 } },
});

test("what is chosen stays chosen wherever it comes to stand, and is chosen no more while it is gone", () => {
  const words = fc.constantFrom("rule", "govern", "order");
  const list = fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(list, list, fc.nat(), (one, other, at) => {
      const [first, second] = [one, other].map((pairs) => pairs.map(([a, b], index) => change(index + 1, a, b)));
      const sharing = new Sharing();
      const chosen = first![at % first!.length]!;
      expect(sharing.toggle(first!, chosen)).toBe(true);
      expect(sharing.among(first!)).toEqual([chosen]);
      const key = keysOf(first!)[chosen.number - 1]!;
      expect(sharing.among(second!).map(({ number }) => keysOf(second!)[number - 1])).toEqual(
        keysOf(second!).filter((each) => each === key),
      );
      expect(sharing.toggle(first!, chosen)).toBe(false);
      expect(sharing.among(first!)).toEqual([]);
    }),
  );
});

test("in a draft the second note of a reason names the first, and both know of each other", () => {
  const listed = (id: string, number: number, body: string) => ({
    number,
    note: { id, author: { id: "a", name: "Ann" }, category: "style", body, alternative: "" } as DraftNote,
  });
  const found = withSame([listed("a", 1, "One."), listed("b", 2, "Other."), listed("c", 3, "One.")]);
  expect(found.map(({ as }) => as)).toEqual([null, null, 1]);
  expect(found.map(({ same }) => same)).toEqual([["a", "c"], ["b"], ["a", "c"]]);
});
