/** What files bring, as it is sent to a workbench elsewhere: nothing of it is lost, and nothing else is taken. */
import fc from "fast-check";
import { expect, test } from "vitest";
import "../help/laws.ts";
import { chapters, passages, recordsOf } from "../help/brought-works.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { readSent, sentLine } from "../../translations/exchange/sent.ts";
import { verifyActs } from "../../translations/ledger/verify-acts.ts";
import { read as recordRead, verifyStream } from "../../translations/ledger/verify.ts";
import { renderingToJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";

const MEMBERS = [
  ...["id", "locator", "kind", "level", "remark", "source", "versions", "current"],
  ...["rendering", "date", "by", "rationale", "base", "notes", "provenance"],
];
const ODD = [
  ...["", "v1", "__proto__", "\u0000\ud800", -1, 0, 1.5, 1e300, null, [], {}, [[]], { type: "doc" }],
  ...[{ type: "doc", content: [] }, [{ target: { start: 0, end: 1 } }], [{ body: "a\u202eb", author: "" }]],
];

test("as it is sent from elsewhere nothing of it is lost", () => {
  fc.assert(
    fc.property(fc.oneof(passages, chapters), (all) => {
      expect(readSent(all.map(sentLine))).toEqual(all);
    }),
  );
});

test("whatever is sent is refused, or read as something that is the same when it is sent again", () => {
  const sound = passages.map(([first]) => first as unknown);
  const bent = fc
    .tuple(passages, fc.nat(), fc.constantFrom(...MEMBERS), fc.oneof(fc.jsonValue(), fc.constantFrom(...ODD)))
    .map(([[first], at, member, value]) => {
      const [version] = first!.versions.slice(at % Math.max(1, first!.versions.length));
      return member in first! || !version
        ? { ...first, [member]: value }
        : { ...first, versions: [{ ...version, [member]: value }] };
    });
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(bent, bent, sound, fc.jsonValue()), (value) => {
      const read = (() => {
        try {
          return readSent([JSON.stringify(value)]);
        } catch (error) {
          expect(error).toBeInstanceOf(NotTaken);
          return null;
        }
      })();
      if (!read) return;
      taken++;
      expect(readSent(read.map(sentLine))).toEqual(read);
      const records = recordsOf(read);
      expect(verifyActs(records)).toEqual([]);
      for (const stream of new Set(records.map((record) => record.stream)))
        expect(verifyStream(stream, records.filter((record) => record.stream === stream).map(recordRead))).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(100);
});

test("nested without an end, or with more than may be, it is refused by name", () => {
  const [passage] = [{ id: "p-1", versions: [] as unknown[] }];
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const nested = `{"type":"blockquote","content":[`.repeat(20_000);
  const refused = (line: string) => {
    try {
      return readSent([line]);
    } catch (error) {
      return (error as NotTaken).fault;
    }
  };
  const inVersion = (rendering: string) => `{"id":"p-1","versions":[{"rendering":${rendering}}]}`;
  expect(refused(inVersion(deep))).toEqual({ code: "no-text" });
  expect(refused(inVersion(`${nested}${"]}".repeat(20_000)}`))).toEqual({ code: "no-text" });
  expect(refused("{")).toEqual({ code: "no-json" });
  const long = renderingToJson(parseText("a".repeat(199_999)));
  long.content![0]!.content![0]!.text = "a".repeat(200_001);
  expect(refused(inVersion(JSON.stringify(long)))).toMatchObject({ code: "too-large" });
  expect(refused(JSON.stringify({ ...passage, id: "proposals" }))).toMatchObject({ code: "key-is-no-id" });
  expect(() => readSent([JSON.stringify(passage), JSON.stringify(passage)])).toThrow(/same-key/);
  expect(() => readSent([])).toThrow(/empty/);
  const many = Array.from({ length: 301 }, () => ({ author: "", date: null, body: "Why.", target: null }));
  const noted = { rendering: renderingToJson(parseText("Words.")), notes: many };
  expect(refused(JSON.stringify({ ...passage, versions: [noted] }))).toMatchObject({ excess: { limit: "notes" } });
});
