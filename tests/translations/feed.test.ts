/** Feeds: what is in them comes out of them, whatever it is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { atomOf, jsonFeedOf, type Feed } from "../../translations/exchange/feed.ts";

const text = fc.string({ unit: "binary", maxLength: 12 });
const feeds: fc.Arbitrary<Feed> = fc.record({
  title: text,
  page: fc.webUrl(),
  self: fc.webUrl(),
  entries: fc.array(
    fc.record({
      ...{ address: fc.webUrl(), title: text, at: fc.constant("2022-01-24T00:00:00.000Z") },
      ...{ people: fc.array(text, { maxLength: 2 }), reason: text },
      words: fc.option(fc.record({ text, language: fc.constantFrom("en", "zh-Hans") })),
    }),
    { maxLength: 3 },
  ),
});

/** Words as they stand in XML. */
function inXml(words: string): string {
  const held = words.toWellFormed().replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return held.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

test("Atom has each entry with what is said of it, its tags in pairs and no sign that XML can't hold", () => {
  fc.assert(
    fc.property(feeds, (feed) => {
      const atom = atomOf(feed);
      expect(atom).not.toMatch(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/u);
      const open: string[] = [];
      for (const [, end, name, alone] of atom.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g))
        if (end === "/") expect(open.pop()).toBe(name);
        else if (alone !== "/") open.push(name!);
      expect(open).toEqual([]);
      expect(atom.split("<entry>").length - 1).toBe(feed.entries.length);
      for (const { title, reason, words } of feed.entries) {
        if (title !== "") expect(atom).toContain(`<title>${inXml(title)}</title>`);
        if (reason !== "") expect(atom).toContain(`<summary>${inXml(reason)}</summary>`);
        if (words && words.text !== "")
          expect(atom).toContain(`xml:lang="${words.language}">${inXml(words.text)}</content>`);
      }
    }),
  );
});

test("JSON Feed has each entry with what is said of it", () => {
  fc.assert(
    fc.property(feeds, (feed) => {
      const { version, items } = JSON.parse(jsonFeedOf(feed)) as { version: string; items: Record<string, unknown>[] };
      expect(version).toBe("https://jsonfeed.org/version/1.1");
      expect(items.map(({ id, url, content_text: said }) => [id, url, said])).toEqual(
        feed.entries.map(({ address, title, words }) => [address, address, words?.text ?? title]),
      );
    }),
  );
});
