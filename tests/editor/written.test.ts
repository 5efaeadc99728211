/** Addresses in what people say: what is shown says the same letters, and no link leads elsewhere than where it says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPathsIn, stretchesOf, type Here } from "../../editor/links/written.ts";

const HERE: Here = {
  root: "https://variorum.example/desk",
  base: "/desk",
  named: { "/nip14/4-3": "4.3", "/nip14/4-3/v2": "4.3 · v2" },
};

const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "https://",
        "http://",
        "javascript:",
        "variorum.example",
        "/desk",
        "/nip14/4-3",
        "/v2",
        "/nip14/proposals/x",
        "#discussion-a",
      ),
      fc.constantFrom(
        "a",
        "/",
        ".",
        "@",
        ":",
        "(",
        ")",
        "[",
        "]",
        "。",
        "」",
        "）",
        "，",
        "治理",
        "ü",
        " ",
        "\n",
        "<b>",
        '"',
        "\u202e",
        "\u200b",
        "\\",
        "%",
        "𠀀",
        "?q=1",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 14 },
  )
  .map((all) => all.join(""));

/** The addresses of links, as (where, what is shown). */
const linksIn = (text: string) =>
  stretchesOf(text, HERE).flatMap(({ text: shown, href }) => (href === null ? [] : [[shown, href]]));
const shownIn = (text: string) => linksIn(text).map(([shown]) => shown);

test("whatever is written, all of it is shown, letter for letter", () => {
  fc.assert(
    fc.property(pieces, (text) => {
      expect(
        stretchesOf(text, HERE)
          .map((each) => each.text)
          .join(""),
      ).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test("a link leads where it says and to the web alone, and hides neither host nor direction", () => {
  fc.assert(
    fc.property(pieces, (text) => {
      for (const { text: shown, href, own } of stretchesOf(text, HERE)) {
        if (href === null) continue;
        expect(shown).not.toMatch(/[\s\p{C}<>"\\。，」）]/u);
        const [there, said] = [new URL(href, "https://variorum.example/"), new URL(shown, "https://variorum.example/")];
        expect(there.protocol).toMatch(/^https?:$/);
        expect(there.username + there.password).toBe("");
        // Pages bring paths of the workbench's own under the path that it stands under.
        if (href.startsWith("/"))
          expect([shown, `${HERE.base}${href}`]).toContain(shown.startsWith("/desk/") ? `${HERE.base}${href}` : href);
        else expect(there.href).toBe(said.href);
        if (own) expect(there.host).toBe("variorum.example");
      }
    }),
    { numRuns: 2_000 },
  );
});

test("it ends before the signs that end a sentence, and brackets that are not its own", () => {
  const ends: [string, string][] = [
    ["See https://a.example/b. And", "https://a.example/b"],
    ["（见https://a.example/b）。", "https://a.example/b"],
    ["「https://a.example/b」", "https://a.example/b"],
    ["(https://a.example/b_(c)), so", "https://a.example/b_(c)"],
    ["[https://a.example/b?c=1&d=2#e]!", "https://a.example/b?c=1&d=2#e"],
    ["https://a.example/b是这样", "https://a.example/b"],
    ["https://zh.example/wiki/治理，", "https://zh.example/wiki/治理"],
    ["https://de.example/Übersetzung…", "https://de.example/Übersetzung"],
    ["https://a.example/b\u202egpj.exe", "https://a.example/b"],
  ];
  for (const [text, address] of ends) expect(shownIn(text)).toEqual([address]);
});

test("what is no address of the web, or hides where it leads, is none", () => {
  for (const text of [
    "javascript:alert(1)",
    "data:text/html,x",
    "https://",
    "http:///a.example",
    "https://bank.example@evil.example/",
    "https:\\\\a.example",
    "//a.example/b",
    "a.example/b",
    "and/or",
    "/etc/passwd",
    "/nip14/unknown",
    "1/2",
  ])
    expect(shownIn(text)).toEqual([]);
});

test("the workbench's own addresses are known, with what stands there, however they are written", () => {
  const own = (text: string) => stretchesOf(text, HERE).find(({ own: it }) => it);
  expect(own("as /nip14/4-3/v2 has it")).toMatchObject({
    text: "/nip14/4-3/v2",
    href: "/nip14/4-3/v2",
    title: "4.3 · v2",
  });
  expect(own("(/desk/nip14/4-3).")).toMatchObject({ text: "/desk/nip14/4-3", href: "/nip14/4-3", title: "4.3" });
  expect(own("https://variorum.example/desk/nip14/4-3/v2#note-a;")).toMatchObject({
    ...{ text: "https://variorum.example/desk/nip14/4-3/v2#note-a", title: "4.3 · v2" },
    href: "https://variorum.example/desk/nip14/4-3/v2#note-a",
  });
  expect(own("/other/1-1/v1..v3")).toMatchObject({ title: null, href: "/other/1-1/v1..v3" });
  expect(own("https://variorum.example.evil.example/desk/nip14/4-3")).toBeUndefined();
  expect(own("https://variorum.example/deskevil")).toBeUndefined();
  expect(ownPathsIn("/nip14/4-3, /desk/nip14/4-3/v2#x and https://b.example/nip14/4-3", HERE)).toEqual([
    "/nip14/4-3",
    "/nip14/4-3/v2",
  ]);
});
