import fc from "fast-check";
import { expect, test } from "vitest";
import { packed, unpacked } from "../../server/store/packed.ts";
import { digestOfText } from "../../translations/text/digest.ts";

const digest = fc.string().map(digestOfText);
/** What a body may hold, and what only looks like a digest. */
const piece = fc.oneof(
  fc.string({ unit: "binary" }),
  digest,
  digest.map((each) => `"${each}"`),
  digest.map((each) => `"${each.toUpperCase()}"`),
  digest.map((each) => `"${each.slice(1)}"`),
  fc.constantFrom('"', "治理 ", "🌏", "\u00ff", "\uffff"),
);
const bodies = fc.array(piece).map((pieces) => pieces.join(""));

test("a body comes back as it was, whatever it holds", () => {
  fc.assert(fc.property(bodies, (body) => unpacked(packed(body)) === body));
});

test("a digest takes its bytes and one more", () => {
  const body = JSON.stringify({ previous: digestOfText("one"), words: [digestOfText("two")] });
  expect(packed(body)).toHaveLength(Buffer.byteLength(body) - 2 * 33);
});

test("bytes that somebody bent are read too, as something else", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof unpacked(Buffer.from(bytes)) === "string"));
});
