import fc from "fast-check";
import { expect, test } from "vitest";
import { type PutBack, putBack } from "../../../translations/compare/lineage/lineage.ts";
import { diffTexts } from "../../../translations/compare/words/words.ts";
import { made } from "../../help/two-edits.ts";
import "../../help/laws.ts";

/** What a revision of the last of the versions puts back; null is a version whose words are not held. */
function found(versions: readonly (string | null)[], text: string): PutBack[] {
  const readings = versions.map((words, index) => ({ number: index + 1, text: words }));
  return putBack(readings, diffTexts(versions.at(-1)!, text), text);
}

/** As lines: the words that are put in, and the version that had changed what they put back. */
function told(versions: readonly (string | null)[], text: string): string[] {
  const changes = diffTexts(versions.at(-1)!, text);
  return found(versions, text).map(({ change, version }) => {
    const { fromB, toB } = changes[change]!;
    return `${text.slice(fromB, toB).trim()} v${version}`;
  });
}

const V2 = "Clarify the relation of government and markets, and let each county report on its plan for every year.";
const V3 = "Sort out the relation of government and market, and let each county tell of its plan for every year.";

test("an older version's words put back over three accepted changes are three signs", () => {
  expect(told(["Something else.", V2, V3], V2)).toEqual(["Clarify v3", "markets v3", "report on v3"]);
});

test("each sign names the version that had changed those words, the last that did", () => {
  const v4 = V3.replace("every year", "all years");
  expect(told([V2, V3, v4], V2)).toEqual(["Clarify v2", "markets v2", "report on v2", "every year v3"]);
  expect(told([V2, V3, V2, V3], V2)).toEqual(["Clarify v4", "markets v4", "report on v4"]);
});

test("other words are no sign, nor are small words of a sentence written anew", () => {
  expect(told([V2, V3], V3.replace("Sort out", "Settle").replace("tell of", "publish"))).toEqual([]);
  const anew = "It is for the government to know the market, and for the county to make a plan.";
  expect(told(["The end of it, and the rest of the day.", "Nobody had seen this coming."], anew)).toEqual([]);
});

test("words that a version before had elsewhere, and none has changed, are put back by nobody", () => {
  const v1 =
    "The Lord says, “What care I For your many sacrifices? I am sick of burnt offerings; blood is no joy to Me.";
  const v2 =
    "The Lord says, “What care I for your many sacrifices? I am sick of burnt offerings; blood is no joy to me.";
  const v3 =
    "“Do you think I care,” says the Lord, “for your countless sacrifices? I am sick of burnt offerings; blood is no joy to me.";
  expect(told([v1, v2], v3)).toEqual([]);
});

test("a modal is told, and what is taken out that a version had put in; a sign alone is not", () => {
  expect(told(["It may go on.", "It shall go on."], "It may go on.")).toEqual(["may v2"]);
  expect(told(["It was a good day.", "It was a very good day."], "It was a good day.")).toEqual([" v2"]);
  expect(told(["It went, and came.", "It went; and came."], "It went, and came.")).toEqual([]);
});

test("beside words of its own a change puts back what stood there", () => {
  expect(told([V2, V3], V3.replace("tell of its plan", "report on this scheme"))).toEqual(["report on this scheme v2"]);
});

test("nobody is named where a version that is not held may have changed the words", () => {
  expect(told([V2, null, V3], V2)).toEqual([]);
  expect(told([null, V2, V3], V2)).toHaveLength(3);
});

const triples = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => made(seed));

test("a version put back whole is told at every change of words, and that version's own next is named", () => {
  fc.assert(
    fc.property(triples, ([base, ours]) => {
      const worded = diffTexts(ours, base).flatMap(({ kind, only }, change) =>
        kind === "reformatted" || only === "punctuation" ? [] : [{ change, version: 2 }],
      );
      const signs = diffTexts(ours, base).map(
        ({ fromA, toA, fromB, toB }) => ours.slice(fromA, toA) + base.slice(fromB, toB),
      );
      expect(found([base, ours], base)).toEqual(worded.filter(({ change }) => /[a-z]/i.test(signs[change]!)));
    }),
  );
});

test("where only one version came before, or nothing is changed, nothing is put back", () => {
  fc.assert(
    fc.property(triples, ([base, ours, theirs]) => {
      expect(found([base], ours)).toEqual([]);
      expect(found([base, ours, theirs], theirs)).toEqual([]);
    }),
  );
});

test("words that no version had are put back by nobody", () => {
  fc.assert(
    fc.property(triples, fc.nat(), ([base, ours], at) => {
      const words = ours.split(" ");
      words[at % words.length] = "unheard";
      const text = words.join(" ");
      const changes = diffTexts(ours, text);
      for (const { change } of found([base, ours], text)) {
        const { fromB, toB } = changes[change]!;
        expect(text.slice(fromB, toB).trim().replace(/\W/g, "")).not.toBe("unheard");
      }
    }),
  );
});
