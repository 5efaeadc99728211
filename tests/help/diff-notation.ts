/**
 * A notation for differences that reads as the rule: `the [wrath/rage] of`. Both texts in one line: what stands in
 * brackets is the first text before the slash and the second after it. `[~…/]` and `[/~…]` are the ends of a move,
 * `[=…/…]` is only set otherwise. ¶ stands for an empty line.
 */
import { expect } from "vitest";
import { applyChanges, type Change, invert, mapOffset } from "../../translations/compare/change.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { words } from "../../translations/text/words.ts";

const CHANGE = /\[([~=]?)([^/\]]*)\/(~?)([^\]]*)\]/g;

/** The two texts that a line in the notation stands for. */
export function bothTexts(notation: string): [string, string] {
  const text = notation.replaceAll("¶", "\n\n");
  return [text.replace(CHANGE, "$2"), text.replace(CHANGE, "$4")];
}

/** Two texts and their changes in the notation. */
export function notate(a: string, b: string, changes: readonly Change[]): string {
  let [line, kept] = ["", 0];
  for (const { fromA, toA, fromB, toB, kind } of changes) {
    const [gone, come] = [a.slice(fromA, toA), b.slice(fromB, toB)];
    const sign = kind === "moved" ? "~" : "";
    const lead = kind === "reformatted" ? "=" : gone === "" ? "" : sign;
    line += `${a.slice(kept, fromA)}[${lead}${gone}/${come === "" ? "" : sign}${come}]`;
    kept = toA;
  }
  return (line + a.slice(kept)).replaceAll("\n\n", "¶");
}

/** Asserts that the two texts of `notation` differ as it says, and that every law of changes holds. */
export function expectDiff(notation: string): void {
  const [a, b] = bothTexts(notation);
  const changes = diffTexts(a, b);
  expect(notate(a, b, changes)).toBe(notation);
  expectLaws(changes, a, b);
}

/** Asserts every law of a list of changes between two texts. */
export function expectLaws(changes: readonly Change[], a: string, b: string): void {
  expect(applyChanges(changes, a, b)).toBe(b);
  expect(applyChanges(invert(changes), b, a)).toBe(a);
  expect(invert(invert(changes))).toEqual(changes);
  expectKeptEqual(changes, a, b);
  expectKinds(changes, a, b);
  expectOffsets(changes, a, b);
}

/** Between two changes stands at least one word, or nothing beside a move; the kept text is equal, white space and all. */
export function expectKeptEqual(changes: readonly Change[], a: string, b: string): void {
  let [endA, endB] = [0, 0];
  changes.forEach(({ fromA, toA, fromB, toB, kind }, index) => {
    const kept = a.slice(endA, fromA);
    expect(kept).toBe(b.slice(endB, fromB));
    const beside = kind === "moved" || changes[index - 1]?.kind === "moved";
    if (index > 0 && !(beside && kept === "")) expect(isBlank(kept)).toBe(false);
    [endA, endB] = [toA, toB];
  });
  expect(a.slice(endA)).toBe(b.slice(endB));
}

function isBlank(text: string): boolean {
  return /^\p{White_Space}*$/u.test(text);
}

function expectKinds(changes: readonly Change[], a: string, b: string): void {
  for (const { fromA, toA, fromB, toB, kind } of changes) {
    expect(fromA === toA && fromB === toB).toBe(false);
    expect(kind === "inserted" && fromA !== toA).toBe(false);
    expect(kind === "deleted" && fromB !== toB).toBe(false);
    if (kind === "moved") expect(fromA === toA).not.toBe(fromB === toB);
    if (kind === "replaced" || kind === "reformatted") expect(fromA < toA && fromB < toB).toBe(true);
    const island = isBlank(a.slice(fromA, toA) + b.slice(fromB, toB));
    expect(island && !isBlank(a + b)).toBe(false);
  }
}

/** Offsets never go back; in kept text they stay at their letter, and come back. */
function expectOffsets(changes: readonly Change[], a: string, b: string): void {
  const back = invert(changes);
  const wrong: { offset: number; mapped: number }[] = [];
  for (const bias of [-1, 1] as const) {
    let before = 0;
    for (let offset = 0; offset <= a.length; offset++) {
      const mapped = mapOffset(changes, offset, bias);
      const touched = changes.some(({ fromA, toA }) => fromA <= offset && offset <= toA);
      const same = touched || (b[mapped] === a[offset] && mapOffset(back, mapped, bias) === offset);
      if (mapped < before || mapped > b.length || !same) wrong.push({ offset, mapped });
      before = mapped;
    }
  }
  expect(wrong).toEqual([]);
}

/** Asserts that no change begins or ends inside a word of either text. */
export function expectWholeWords(changes: readonly Change[], a: string, b: string): void {
  const cuts = (text: string, offsets: number[]) => {
    const found = words(text);
    return offsets.filter((offset) => found.some(({ from, to }) => from < offset && offset < to));
  };
  expect(
    cuts(
      a,
      changes.flatMap(({ fromA, toA }) => [fromA, toA]),
    ),
  ).toEqual([]);
  expect(
    cuts(
      b,
      changes.flatMap(({ fromB, toB }) => [fromB, toB]),
    ),
  ).toEqual([]);
}
