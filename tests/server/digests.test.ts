import fc from "fast-check";
import { expect, test } from "vitest";
import { byNode } from "../../server/host/digests.ts";
import { digestOf, digestOfText, inScript } from "../../translations/text/digest.ts";

const units = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });

test("Node's digests are those of the script, of any texts and bytes, half characters among them", () =>
  fc.assert(
    fc.property(fc.array(fc.oneof(units, fc.string({ unit: "grapheme" }), fc.uint8Array())), (pieces) => {
      expect(byNode(...pieces)).toBe(inScript(...pieces));
      expect(digestOf(...pieces)).toBe(inScript(...pieces));
    }),
    { numRuns: 1_000 },
  ));

test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
])("the digest of “%s” is that of FIPS 180-4", (text, digest) => expect(digestOfText(text)).toBe(digest));
