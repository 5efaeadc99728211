/** Terms go out as files and come back as they were; what others write is read as far as it goes, and nothing hostile does harm. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { laidTerms, type BroughtTerm } from "../../translations/decide/decide.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { readTermsTable, termsTable } from "../../translations/exchange/terms-table.ts";
import { readTermsTbx, termsTbx } from "../../translations/exchange/terms-tbx.ts";
import { cleaned, keyOf } from "../../translations/ledger/term-words.ts";
import type { Term, Work } from "../../translations/ledger/work.ts";
import { plan } from "../../translations/plan/plan.ts";
import { LIMITS } from "../../translations/text/limits.ts";

const LANGUAGES = { sourceLanguage: "zh-Hans", language: "en" };
const workOf = (terms: Term[]): Work => ({ ...plan.work, terms });

const text = fc.oneof(
  fc.constantFrom("治理", 'a "b", c', "<x>&amp;", "]]>", "'", "\u202eabc", "👩‍👩‍👧", "x; y", "=1+1", "|", "- a", "é\u0301"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((each) => each.replaceAll(/[\ufffe\uffff]/g, "")),
);
const prose = fc.array(text, { maxLength: 3 }).map((lines) => lines.join("\n"));
const list = fc.array(text, { maxLength: 3 });
const terms = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/),
      ...{ source: text, rendering: text, alternatives: list, forms: list, avoided: list, obsolete: list },
      ...{ remark: prose, provenance: prose, scope: prose, within: fc.subarray(["4-1", "4-2"]) },
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  )
  .map((all) => {
    const plain = all.map(({ id, ...words }) => ({ id, ...cleaned(words) }));
    const keys = new Set<string>();
    return plain.filter((term) => {
      const isNew = term.source !== "" && term.rendering !== "" && !keys.has(keyOf(term));
      keys.add(keyOf(term));
      return isNew && laidTerms(workOf([]), [], [{ id: term.id, words: term, at: 1 }]).notTaken.length === 0;
    });
  });

const FORMATS: [string, (work: Work) => BroughtTerm[]][] = [
  ["a table", (work) => readTermsTable(termsTable(work.terms))],
  ["TBX", (work) => readTermsTbx(termsTbx(work), work)],
];

test.each(FORMATS)("out as %s and in again is equal, and in another work the same", (_, through) => {
  fc.assert(
    fc.property(terms, (all) => {
      const work = workOf(all);
      const nothing = { fresh: [], changed: [], notTaken: [] };
      const ids = all.map(({ id }) => id);
      expect(laidTerms(work, ids, through(work))).toEqual({ ...nothing, equal: all.length });
      expect(laidTerms(workOf([]), [], through(work))).toEqual({ ...nothing, equal: 0, fresh: all });
    }),
    { numRuns: 300 },
  );
});

test("a table of others is read by the names of its columns, or by their order", () => {
  const words = (rows: BroughtTerm[]) =>
    rows.map(({ words: { source, rendering, avoided } }) => [source, rendering, avoided]);
  expect(words(readTermsTable("Term;Translation;Avoid\n治理;governance;rule\n"))).toEqual([
    ["治理", "governance", ["rule"]],
  ]);
  expect(words(readTermsTable("\uFEFFsource\ttarget\r\n治理\tgovernance"))).toEqual([["治理", "governance", [""]]]);
  expect(words(readTermsTable("治理,governance\n网络,network"))).toEqual([
    ["治理", "governance", [""]],
    ["网络", "network", [""]],
  ]);
});

test("what comes is new, changed, equal or not taken, and why", () => {
  const base = { alternatives: [], remark: "", provenance: "" };
  const work = workOf([{ id: "t1", source: "治理", rendering: "governance", ...base }]);
  const rows = readTermsTable(
    "id,source,preferred\n,治理,governance\nx,治理,rule\nt1,治,order\n,网络,network\n,,none\n,空,\n",
  );
  const laid = laidTerms(work, ["t1", "t2"], rows);
  expect(laid.equal).toBe(1);
  expect(laid.fresh).toMatchObject([{ id: "t3", source: "网络" }]);
  expect(laid.notTaken.map(({ at, why }) => [at, why])).toEqual([
    [3, "twice"],
    [4, "twice"],
    [6, "empty"],
    [7, "empty"],
  ]);
  expect(laidTerms(work, ["t1"], readTermsTable("source,preferred\n治理,rule")).changed).toMatchObject([
    { before: { rendering: "governance" }, after: { id: "t1", rendering: "rule" } },
  ]);
});

test("what a table has no column for stays as it is, and what it has an empty cell for goes", () => {
  const term = {
    id: "t1",
    source: "治理",
    rendering: "governance",
    alternatives: ["rule"],
    remark: "A note.",
    provenance: "",
  };
  const work = workOf([{ ...term, avoided: ["control"] }]);
  const [two] = laidTerms(work, ["t1"], readTermsTable("source,preferred\n治理,steering")).changed;
  expect(two!.after).toMatchObject({
    rendering: "steering",
    alternatives: ["rule"],
    avoided: ["control"],
    remark: "A note.",
  });
  expect(laidTerms(work, ["t1"], readTermsTable("治理,governance\n")).equal).toBe(1);
  const [emptied] = laidTerms(work, ["t1"], readTermsTable("source,preferred,note\n治理,governance,\n")).changed;
  expect(emptied!.after).toMatchObject({ alternatives: ["rule"], remark: "" });
});

test("TBX of the older shape is read, whatever its languages are called", () => {
  const martif = `<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en">
    <text><body><termEntry id="c5"><descripGrp><descrip type="subjectField">state</descrip></descripGrp>
    <langSet xml:lang="EN-us"><ntig><termGrp><term>governance</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
    <tig><term>rule</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig><tig><term>steering</term></tig></langSet>
    <langSet xml:lang="zh"><tig><term>治理</term></tig><tig><term>治理体系</term></tig></langSet></termEntry></body></text></martif>`;
  expect(readTermsTbx(martif, LANGUAGES)).toMatchObject([
    {
      id: "c5",
      words: {
        ...{ source: "治理", forms: ["治理体系"], rendering: "governance", alternatives: ["steering"] },
        ...{ avoided: ["rule"], scope: "state" },
      },
    },
  ]);
});

test.each([
  ["entities", `<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx><conceptEntry>&b;</conceptEntry></tbx>`],
  ["an entity from elsewhere", `<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx><term>&x;</term></tbx>`],
  ["an entity that nothing declares", "<tbx><conceptEntry>&x;</conceptEntry></tbx>"],
  ["nesting without an end", "<a>".repeat(2_000)],
  ["other XML", "<html/>"],
  ["no XML", "<<<"],
])("TBX with %s is not taken", (_, hostile) => {
  expect(() => readTermsTbx(hostile, LANGUAGES)).toThrow(NotTaken);
});

test("a row that is too long is not taken, and the others are", () => {
  const long = "x".repeat(LIMITS.reason + 1);
  const laid = laidTerms(workOf([]), [], readTermsTable(`source,preferred\n治理,${long}\n网络,network`));
  expect(laid.notTaken).toEqual([{ at: 2, source: "治理", why: "too-large" }]);
  expect(laid.fresh).toHaveLength(1);
});

test("a table of a million columns that nothing stands in has its terms, and no more", () => {
  const count = LIMITS.terms - 1;
  const rows = Array.from({ length: count }, (_, at) => `词${at},word ${at}`);
  const read = readTermsTable([`source,preferred${",".repeat(1_000_000)}`, ...rows].join("\n"));
  expect(read).toHaveLength(count);
  expect(read.at(-1)).toMatchObject({ id: null, words: { source: `词${count - 1}`, rendering: `word ${count - 1}` } });
});
