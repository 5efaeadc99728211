/** Notes whose words changed: what is said of them counts from there on, can be put back, and moves no number of a version. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { notesOfVersion, notesOnVersion, notesToCheck, standingNotes } from "../../translations/apparatus/apparatus.ts";
import { decideOnWork, type WorkCommand } from "../../translations/decide/decide.ts";
import { isHeld, versionOf, type Version } from "../../translations/ledger/state.ts";
import { anchorOn } from "../../translations/notes/anchor.ts";
import type { Note } from "../../translations/notes/note.ts";
import { chain } from "../../translations/ledger/record.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { evolveVersions } from "../../translations/ledger/state.ts";
import { citedOf } from "../../translations/ledger/cited.ts";
import { canonical, canonicalText, renderingToJson } from "../../translations/text/canonical.ts";
import { digestOfText } from "../../translations/text/digest.ts";
import { inRole, plain } from "../help/histories.ts";
import { bareWork } from "../help/store-contract.ts";

const source = { number: 1, held: "whole" as const, words: ["道"] };
const WORK = {
  ...bareWork("tao", "Of ways"),
  passages: [{ id: "p", locator: "1", kind: "paragraph" as const, level: 1, source }],
};
const [BEN, ANN] = [inRole("reviewer", "ben"), inRole("translator", "ann")];

function note(id: string, text: string, words: string): Note {
  const target = anchorOn(text, words);
  return {
    ...{ id, author: { name: "Ada" }, date: "2026-11-24", category: "style", body: `Of ${words}.` },
    ...{ target, source: null, alternatives: [] },
  };
}

function version(number: number, text: string, notes: Note[]): Version {
  const rendering = canonical(plain(text));
  return {
    ...{ number, madeCurrent: true, base: number - 1 || null, contributors: [], date: "2026-11-24", publishedIn: [] },
    words: { rendering: renderingToJson(rendering), digest: digestOfText(canonicalText(rendering)) },
    ...{ rationale: "", notes, provenance: "", review: { kind: "recorded", by: { name: "Ada" } }, proposal: null },
    ...{ supplied: null, removals: [] },
    record: { position: number * 2, digest: "", previous: null, at: "2026-11-24T08:00:00.000Z" },
  };
}

type Check = Omit<WorkCommand & { type: "check-note" }, "type" | "passage">;

/** The versions after somebody said something of a note, and how many facts that made; or the refusal's code. */
function after(versions: readonly Version[], check: Check, by = BEN) {
  const command: WorkCommand = { type: "check-note", passage: "p", ...check };
  const decision = decideOnWork(WORK, command, by, new Map([["p", versions]]));
  if (!decision.ok) return { refused: decision.refusal.code, versions, facts: 0 };
  const making = { at: "2026-11-25T08:00:00.000Z", act: { id: "a", records: 1 }, newSalt: saltsFrom("notes") };
  const now = decision.facts.reduce<readonly Version[]>((so, { event }) => {
    const position = 100 + (so.flatMap(({ checks = [] }) => checks).length + 1);
    return evolveVersions(so, { ...chain("passage/tao/p", null, event, making), position });
  }, versions);
  return { refused: null, versions: now, facts: decision.facts.length };
}

const word = fc.constantFrom("the", "market", "State", "guides", "of", "有为", "naïve", "growth");
const text = fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => `${words.join(" ")}.`);
/** A passage of two to four versions, each with a note on one of its words. */
const histories = fc.array(fc.tuple(text, fc.nat()), { minLength: 2, maxLength: 4 }).map((all) =>
  all.map(([words, pick], index) => {
    const each = [...words.matchAll(/[^ .]+/g)];
    return version(index + 1, words, [note(`n${index}`, words, each[pick % each.length]![0])]);
  }),
);
const outcome = fc.constantFrom("confirmed" as const, "edited" as const, "retired" as const);

const standingOf = (versions: readonly Version[], number: number) =>
  standingNotes(versions, number).map(({ note: { id, target, body }, gone }) => [
    id,
    target?.exact ?? null,
    body,
    gone,
  ]);

test("law: what is checked waits no more, holds the words of the text that were chosen, and is as before when it is put back", () => {
  let some = 0;
  fc.assert(
    fc.property(histories, outcome, fc.nat(), (versions, said, pick) => {
      const current = versions.length;
      const waiting = notesToCheck(versions, current);
      const chosen = waiting[pick % Math.max(1, waiting.length)];
      if (!chosen) return;
      some++;
      const { standing, instead } = chosen;
      const of = { version: standing.version, note: standing.note.id };
      const check = { of, version: current, outcome: said, target: instead, body: "Otherwise.", reason: "" };
      const done = after(versions, check);
      expect([done.refused, done.facts]).toEqual([null, 1]);
      expect(after(done.versions, check).facts).toBe(0);
      const ids = (all: ReturnType<typeof notesToCheck>) => all.map((each) => each.standing.note.id);
      expect(ids(notesToCheck(done.versions, current))).toEqual(ids(waiting).filter((id) => id !== of.note));
      const now = standingNotes(done.versions, current).find((each) => each.note.id === of.note)!;
      expect(now.gone).toBe(said === "retired");
      expect(now.checked).toMatchObject({ outcome: said, version: current });
      expect(now.note.body).toBe(said === "edited" ? "Otherwise." : standing.note.body);
      const words = versionOf({ versions }, current)!;
      if (said !== "retired") expect(now.note.target?.exact).toBe(instead?.exact);
      if (now.note.target && isHeld(words)) {
        const { canonical: whole } = citedOf(words.words);
        expect(whole.slice(now.note.target.start, now.note.target.end)).toBe(now.note.target.exact);
      }
      const back = after(done.versions, { of, version: current, outcome: "open", target: null, reason: "" });
      expect(standingOf(back.versions, current)).toEqual(standingOf(versions, current));
      expect(ids(notesToCheck(back.versions, current))).toEqual(ids(waiting));
    }),
    { numRuns: 300 },
  );
  expect(some).toBeGreaterThan(50);
});

test("law: no note of a version gets another number, and none more, by what is said of notes since", () => {
  fc.assert(
    fc.property(histories, outcome, (versions, said) => {
      const current = versions.length;
      const all = notesToCheck(versions, current).reduce<readonly Version[]>((so, { standing, instead }) => {
        const of = { version: standing.version, note: standing.note.id };
        return after(so, { of, version: current, outcome: said, target: instead, body: "So.", reason: "" }).versions;
      }, versions);
      for (const { number } of versions) {
        const told = (each: readonly Version[]) =>
          notesOfVersion(each, number).map((one) => [one.number, one.note.id, one.note.body, one.note.target?.start]);
        expect(told(all)).toEqual(told(versions));
      }
      const on = (each: readonly Version[]) => notesOnVersion(each, current).map(({ note: { id } }) => id);
      expect([...on(all)].sort()).toEqual([...on(versions)].sort());
    }),
    { numRuns: 200 },
  );
});

const [first, second, third] = ["Sort out the market.", "Clarify the market.", "Clarify the markets of the State."];
const told = [version(1, first, [note("n", first, "Sort out")]), version(2, second, [])];
const OF = { version: 1, note: "n" };

test("a note waits with its words as they were and what stands there now, and is carried on once it holds", () => {
  expect(notesToCheck(told, 2)).toMatchObject([
    { standing: { note: { lost: "Sort out" } }, last: 1, instead: { exact: "Clarify", start: 0, end: 7 } },
  ]);
  const { versions } = after(told, {
    of: OF,
    version: 2,
    outcome: "confirmed",
    target: { start: 0, end: 7 },
    reason: "",
  });
  const more = [...versions, version(3, third, [])];
  expect(standingNotes(more, 3)).toMatchObject([{ gone: false, note: { target: { exact: "Clarify" } } }]);
  expect(notesToCheck(more, 3)).toEqual([]);
  const fourth = [...more, version(4, "Straighten out the markets.", [])];
  expect(notesToCheck(fourth, 4)).toMatchObject([{ last: 3, standing: { note: { lost: "Clarify" } } }]);
  // On the version on which it was recorded it is as it was.
  expect(standingNotes(fourth, 1)).toMatchObject([{ note: { target: { exact: "Sort out" } } }]);
});

test("what can't be said of a note is refused by name", () => {
  const check = { of: OF, version: 2, outcome: "confirmed" as const, target: null, reason: "" };
  const refused = (more: Partial<Check>, by = BEN) => after(told, { ...check, ...more }, by).refused;
  expect(refused({}, ANN)).toBe("not-allowed");
  expect(refused({ version: 1 })).toBe("stale-base");
  expect(refused({ of: { version: 1, note: "x" } })).toBe("not-in-text");
  expect(refused({ of: { version: 2, note: "n" } })).toBe("not-in-text");
  expect(refused({ target: { start: 0, end: 7, exact: "Sort ou" } })).toBe("not-in-text");
  expect(refused({ target: { start: 5, end: 900 } })).toBe("not-in-text");
  expect(refused({ outcome: "edited", body: " \u200b " })).toBe("empty");
  expect(refused({ outcome: "edited", body: "x".repeat(10_001) })).toBe("too-large");
  expect(refused({ reason: "x".repeat(10_001) })).toBe("too-large");
  expect(refused({ outcome: "open" })).toBeNull();
});
