/** Cases for judges: nothing that is shown says whose answer it is, and what is read back is what was chosen. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blind, blindCases, inPlain, keyOf, looksTheSame, marked, type Candidate } from "../bench/judge-cases.ts";
import { casePage } from "../bench/judge-page.ts";
import { decisionOf, interval, results, type Decision } from "../bench/judge-read.ts";
import { ENGINES, OURS, rangesOf } from "../bench/rivals.ts";

const RIVALS = ["jsdiff words", "fast-myers-diff words"];
const wording = fc.array(fc.constantFrom("the", "king", "queen", "of", "sea", "sang,", "<b>", "方法"), {
  maxLength: 12,
});
const text = fc.tuple(wording, fc.constantFrom(" ", "  ", "\n")).map(([all, space]) => all.join(space));
const seed = fc.integer({ min: 1, max: 1_000_000 });

/** Revision `n`, marked in a way of its own by each engine, against one rival or both. */
const candidate = (n: number, against: readonly string[]): Candidate => ({
  revision: `oeb Mark 3:${n}#1`,
  isHeavy: n % 3 === 0,
  ours: [{ kind: "inserted", text: `mine ${n}` }],
  rivals: against.map((name) => ({ name, marked: [{ kind: "deleted", text: `${RIVALS.indexOf(name)} theirs ${n}` }] })),
});
const candidates = fc
  .array(fc.subarray(RIVALS), { maxLength: 40 })
  .map((all) => all.map((against, n) => candidate(n, against)));

describe("a marked revision", () => {
  const bare = (stretches: ReturnType<typeof marked>, without: string) =>
    stretches.flatMap((stretch) => (stretch.kind === without ? [] : [stretch.text])).join("");
  const letters = (words: string) => words.replace(/\s/g, "");

  test("says both texts, but for white space, whichever engine marked it", () =>
    fc.assert(
      fc.property(text, text, fc.constantFrom(...ENGINES), (a, b, engine) => {
        // It takes a tag that is text for a tag.
        fc.pre(engine.name !== "node-htmldiff");
        const shown = marked(rangesOf(engine, a, b), a, b);
        expect(letters(bare(shown, "inserted"))).toBe(letters(a));
        expect(letters(bare(shown, "deleted"))).toBe(letters(b));
      }),
    ));

  test.each([
    ["before a word", [3, 11], [3, 3]],
    ["behind it", [4, 12], [4, 4]],
  ])("looks the same whether white space is marked %s", (_, [fromA, toA], [fromB, toB]) => {
    const hunk = { fromA: fromA!, toA: toA!, fromB: fromB!, toB: toB! };
    expect(inPlain(marked([hunk], "one between seas", "one seas"))).toBe("one [-between-] seas");
  });

  test("keeps apart what was replaced word by word and what was replaced as one", () => {
    const [a, b] = ["the old king", "a new king"];
    const one = marked([{ fromA: 0, toA: 7, fromB: 0, toB: 5 }], a, b);
    const two = marked(
      [
        { fromA: 0, toA: 3, fromB: 0, toB: 1 },
        { fromA: 4, toA: 7, fromB: 2, toB: 5 },
      ],
      a,
      b,
    );
    expect([inPlain(one), inPlain(two)]).toEqual(["[-the old-]{+a new+} king", "[-the-]{+a+} [-old-]{+new+} king"]);
    expect(looksTheSame(one, two)).toBe(false);
  });
});

describe("blind cases", () => {
  test("show no engine's name, and no revision's", () =>
    fc.assert(
      fc.property(candidates, seed, (all, from) => {
        for (const each of blindCases(all, 20, from)) {
          const shown = blind(each);
          const page = casePage(shown, { of: 20, decided: 0, chosen: undefined });
          for (const seen of [page, JSON.stringify(shown)])
            for (const name of [OURS, ...RIVALS, "oeb", "rival", "ours"]) expect(seen).not.toContain(name);
        }
      }),
    ));

  test("are drawn, ordered and turned by the seed, whatever the answers are", () =>
    fc.assert(
      fc.property(candidates, seed, (all, from) => {
        const other = all.map((each) => ({
          ...each,
          ours: [],
          rivals: each.rivals.map((r) => ({ ...r, marked: [] })),
        }));
        expect(blindCases(other, 20, from).map(keyOf)).toEqual(blindCases(all, 20, from).map(keyOf));
      }),
    ));

  test("hold each revision once, and each answer on the side that the key says", () =>
    fc.assert(
      fc.property(candidates, seed, fc.nat(40), (all, from, most) => {
        const cases = blindCases(all, most, from);
        expect(cases.length).toBeLessThanOrEqual(most);
        expect(new Set(cases.map(({ revision }) => revision)).size).toBe(cases.length);
        for (const { id, ours, revision, rival, ...shown } of cases) {
          const drawn = all.find((each) => each.revision === revision)!;
          expect(cases[id - 1]!.revision).toBe(revision);
          expect(shown[ours]).toBe(drawn.ours);
          expect(shown[ours === "left" ? "right" : "left"]).toBe(
            drawn.rivals.find(({ name }) => name === rival)!.marked,
          );
        }
      }),
    ));

  test("stand left and right, early and late, alike often against each rival", () => {
    const all = Array.from({ length: 60 }, (_, n) => candidate(n, RIVALS));
    const keys = Array.from({ length: 200 }, (_, n) => blindCases(all, 40, n + 1).map(keyOf)).flat();
    for (const rival of RIVALS)
      for (const half of [keys.filter(({ id }) => id <= 20), keys.filter(({ id }) => id > 20)]) {
        const here = half.filter((key) => key.rival === rival);
        expect(here.length / half.length).toBeCloseTo(0.5, 1);
        expect(here.filter(({ ours }) => ours === "left").length / here.length).toBeCloseTo(0.5, 1);
      }
  });
});

describe("reading back", () => {
  test("gives what was chosen on the page and in a file", () =>
    fc.assert(
      fc.property(
        candidates,
        seed,
        fc.infiniteStream(fc.constantFrom("ours", "theirs", "tie")),
        (all, from, wishes) => {
          const cases = blindCases(all, 40, from);
          const keys = new Map(cases.map((each) => [each.id, keyOf(each)]));
          const wished = cases.map((each) => ({ each, wish: wishes.next().value! }));
          const decisions = wished.map(({ each, wish }) => {
            const isLeft = (wish === "ours") === (each.ours === "left");
            const [letter, side] = wish === "tie" ? ["tie", "tie"] : isLeft ? ["A", "left"] : ["B", "right"];
            const answer = decisionOf({ id: each.id, choice: letter, judge: "x" }, keys);
            expect(decisionOf({ ...keyOf(each), choice: side, judge: "x" }, new Map())).toEqual(answer);
            return answer;
          });
          for (const { rival, ours, theirs, ties, lost } of results(decisions)) {
            const of = (wish: string) => wished.filter((one) => one.each.rival === rival && one.wish === wish);
            expect([ours, theirs, ties]).toEqual([of("ours").length, of("theirs").length, of("tie").length]);
            expect(lost).toEqual(of("theirs").map(({ each }) => each.revision));
          }
        },
      ),
    ));

  const decision = (judge: string, choice: Decision["choice"]): Decision => {
    return { id: 1, revision: "oeb Mark 3:1#1", rival: RIVALS[0]!, ours: "left", choice, judge };
  };

  test("takes a judge's last word, and counts a case once, as most judges decided it", () => {
    const [result] = results([
      ...[decision("Ada", "right"), decision("Ada", "left"), decision("Ben", "left"), decision("Cleo", "right")],
    ]);
    expect(result).toMatchObject({ judges: 3, cases: 1, ours: 1, theirs: 0, ties: 0, lost: [] });
    expect(results([decision("Ada", "right"), decision("Ben", "left")])[0]).toMatchObject({
      ours: 0,
      theirs: 0,
      ties: 1,
    });
  });

  test("refuses what is no answer", () => {
    expect(() => decisionOf({ id: 1, choice: "C", judge: "x" }, new Map())).toThrow("No answer of a judge");
    expect(() => decisionOf({ id: 1, choice: "A", judge: "x" }, new Map())).toThrow("no case 1");
    for (const line of [null, { ...decision("Ada", "left"), choice: "constructor" }])
      expect(() => decisionOf(line, new Map())).toThrow("No answer of a judge");
    for (const part of ["rival", "ours"])
      expect(() => decisionOf({ ...decision("Ada", "left"), [part]: undefined }, new Map())).toThrow(
        "No key of a case",
      );
  });

  test("a share lies in its interval, which grows narrower with more cases", () => {
    expect(interval(8, 10)).toEqual({ share: 0.8, low: expect.closeTo(0.4902, 4), high: expect.closeTo(0.9433, 4) });
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (part, rest) => {
        fc.pre(part + rest > 0);
        const [one, ten] = [interval(part, part + rest), interval(10 * part, 10 * (part + rest))];
        expect(one.low).toBeGreaterThanOrEqual(-1e-12);
        expect(one.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(one.share >= one.low - 1e-12 && one.share <= one.high + 1e-12).toBe(true);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});
