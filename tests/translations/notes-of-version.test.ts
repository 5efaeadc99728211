/** The notes of a version: their numbers are for good, and what came later is said beside them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHeld, type Version } from "../../translations/ledger/state.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import { standingNotes, notesOfVersion, notesOnVersion } from "../../translations/apparatus/apparatus.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonical, canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { histories, plain } from "../help/histories.ts";
import { replay } from "../help/one-passage.ts";

function version(
  number: number,
  text: string | null,
  notes: Note[] = [],
  base: number | null = number - 1 || null,
): Version {
  const rendering = text === null ? null : canonical(plain(text));
  return {
    number,
    madeCurrent: true,
    base,
    words: rendering && { rendering: renderingToJson(rendering), digest: digestOfText(canonicalText(rendering)) },
    contributors: [],
    date: "2026-11-24",
    publishedIn: [],
    rationale: "",
    notes,
    provenance: "",
    review: { kind: "recorded", by: { name: "Ada" } },
    proposal: null,
    supplied: null,
    record: { position: number * 2, digest: "", previous: null, at: "2026-11-24T08:00:00.000Z" },
    removals: [],
  };
}

function note(id: string, text: string, words: string): Note {
  const target = anchorOn(text, words);
  return {
    id,
    author: { name: "Ada" },
    date: "2026-11-24",
    category: "style",
    body: id,
    target,
    source: null,
    alternatives: [],
  };
}

const told = (versions: readonly Version[], number: number) =>
  notesOfVersion(versions, number).map(({ number, note: { id }, version, retired }) => [number, id, version, retired]);

describe("the notes of a version", () => {
  const [first, second] = ["Clarify the relationship of markets.", "Sort out the relationship of markets."];
  const v1 = version(1, first, [note("one", first, "Clarify"), note("two", first, "relationship")]);
  const v2 = version(2, second, [note("three", second, "Sort out"), note("four", second, "markets")]);

  test("are its own and those carried from earlier ones, numbered by place; what is gone is not among them", () => {
    expect(told([v1, v2], 2)).toEqual([
      [1, "three", 2, undefined],
      [2, "two", 1, undefined],
      [3, "four", 2, undefined],
    ]);
    expect(told([v1], 1)).toEqual([
      [1, "one", 1, undefined],
      [2, "two", 1, undefined],
    ]);
  });

  test("keep their numbers whatever comes later, and say in which version their words are no more", () => {
    const v3 = version(3, "Sort out the bond of markets.");
    const v4 = version(4, "Sort out the bonds of states.");
    expect(told([v1, v2, v3, v4], 1)).toEqual([
      [1, "one", 1, 2],
      [2, "two", 1, 3],
    ]);
    expect(told([v1, v2, v3, v4], 2)).toEqual([
      [1, "three", 2, undefined],
      [2, "two", 1, 3],
      [3, "four", 2, 4],
    ]);
  });

  test("are on the passage's page those of its newest version, and after them those that are gone", () => {
    const on = notesOnVersion([v1, v2], 2).map(({ note: { id }, gone, retired }) => [id, gone, retired]);
    expect(on).toEqual([
      ["three", false, undefined],
      ["two", false, undefined],
      ["four", false, undefined],
      ["one", true, 2],
    ]);
  });

  test("do not change when the text of an earlier version is supplied", () => {
    const unheld = version(1, null, [note("one", "Sort out, sort out.", "Sort out")]);
    const supplied: Version = {
      ...v1,
      notes: unheld.notes,
      supplied: { at: "", by: { name: "A" }, approver: { name: "A" }, provenance: "", proposal: "p", position: 99 },
    };
    expect(told([supplied, v2], 2).map(([number, id]) => [number, id])).toEqual(
      told([unheld, v2], 2).map(([number, id]) => [number, id]),
    );
  });

  test("have in any history, asked at any time, the numbers they had when its words came", () => {
    fc.assert(
      fc.property(histories(), ({ records }) => {
        const final = replay(records);
        for (let at = 1; at <= records.length; at++) {
          const then = replay(records.slice(0, at));
          for (const each of then.versions.filter(isHeld)) {
            const numbers = (versions: readonly Version[]) =>
              notesOfVersion(versions, each.number).map(({ number, note, version }) => ({ number, note, version }));
            expect(numbers(final.versions)).toEqual(numbers(then.versions));
          }
        }
        for (const { number } of final.versions) {
          const ids = notesOfVersion(final.versions, number).map(({ note, version }) => `${version} ${note.id}`);
          const all = standingNotes(final.versions, number).map(({ note, version }) => `${version} ${note.id}`);
          expect(all).toEqual(expect.arrayContaining(ids));
        }
      }),
      { numRuns: 60 },
    );
  });
});
