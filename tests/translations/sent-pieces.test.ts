/** The pieces of a text, as they are sent to be laid on a work elsewhere: nothing of them is lost, and nothing else is taken. */
import fc from "fast-check";
import { expect, test } from "vitest";
import "../help/laws.ts";
import { passages } from "../help/brought-works.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import { piecesOnto } from "../../translations/exchange/onto.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { sentLine } from "../../translations/exchange/sent.ts";
import { pieceLine, readSentOnto } from "../../translations/exchange/sent-pieces.ts";

/** Pieces as files have them: known by an id, called something, with what was there before them, with notes. */
const pieces: fc.Arbitrary<Piece[]> = fc
  .tuple(passages, fc.infiniteStream(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())))
  .map(([all, choices]) =>
    all.flatMap(({ id, locator, versions }) =>
      versions.flatMap(({ rendering, by, date, notes }): Piece[] => {
        if (!rendering) return [];
        const [isKnown, isHeading, isRevised] = choices.next().value;
        return [
          {
            ...(isHeading ? { kind: "heading", level: 2 } : { kind: "paragraph", level: 0 }),
            rendering,
            passage: isKnown ? id : null,
            ...(isKnown && { digest: "0".repeat(64), locator }),
            ...(isRevised && { revision: { before: rendering, gone: isKnown, by: by.map(({ name }) => name), date } }),
            // Which source words it will stand beside nobody knows yet.
            ...(notes && { notes: notes.map(({ source: _, ...note }) => note) }),
          },
        ];
      }),
    ),
  )
  .filter((all) => all.length > 0);

const read = (lines: readonly string[]) => readSentOnto(() => lines);

test("as they are sent nothing of them is lost, and they lie on a work as they would have; passages stay passages", () => {
  fc.assert(
    fc.property(pieces, passages, (all, keyed) => {
      expect(read(all.map(pieceLine))).toEqual({ pieces: all });
      expect(read(keyed.map(sentLine))).toEqual({ passages: keyed });
      const known = keyed.map(({ id, kind, level }) => ({ id, kind, level, text: "Words." }));
      const sent = read(all.map(pieceLine));
      expect("pieces" in sent && piecesOnto(known, sent.pieces)).toEqual(piecesOnto(known, all));
    }),
    { numRuns: 60 },
  );
});

const MEMBERS = ["kind", "level", "rendering", "passage", "digest", "locator", "revision", "notes"];
const ODD = [
  ...["", "v1", "proposals", "\u0000\ud800", -1, 1e300, null, [], {}, [[]], { before: {} }, { before: null, by: 7 }],
  ...[{ type: "doc" }, [{ target: { start: 0, end: 1 } }], "0".repeat(63), [{ body: 1 }]],
];

test("whatever is sent is refused, or read as something that is the same when it is sent again", () => {
  const bent = fc
    .tuple(pieces, fc.constantFrom(...MEMBERS), fc.oneof(fc.jsonValue(), fc.constantFrom(...ODD)))
    .map(([[first], member, value]) => ({ ...first, [member]: value }));
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(bent, bent, fc.jsonValue()), (value) => {
      try {
        const found = read([JSON.stringify(value)]);
        taken++;
        if ("pieces" in found) expect(read(found.pieces.map(pieceLine))).toEqual(found);
      } catch (error) {
        expect(error).toBeInstanceOf(NotTaken);
      }
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(100);
  expect(() => read([])).toThrow(/empty/);
  expect(() => read(["{"])).toThrow(/no-json/);
});
