import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonical,
  canonicalText,
  canonicalWords,
  isEmpty,
  MalformedRendering,
  renderingFromJson,
  renderingToJson,
  sameRendering,
} from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { digestOfJson, digestOfText } from "../../translations/text/digest.ts";
import { canonicalJson, isCanonicalJson, isSameJson } from "../../translations/text/json.ts";
import { layout, offsetAt, positionAt } from "../../translations/text/layout.ts";
import { isLanguageTag, schema, type Rendering } from "../../translations/text/schema.ts";
import { awkwardText, pastedText, plainRendering, rendering, withoutMarks } from "../help/renderings.ts";

function law<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void, numRuns = 400): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      holds(value);
    }),
    { numRuns },
  );
}

function sha256sum(text: string): string {
  return createHash("sha256").update(Buffer.from(text, "utf8")).digest("hex");
}

const { doc, paragraph, heading, bullet_list, ordered_list, list_item } = schema.nodes;
const p = (text: string) => paragraph.create(null, text === "" ? [] : schema.text(text));
const item = (...blocks: Rendering[]) => list_item.create(null, blocks);

describe("the canonical form", () => {
  test("is valid by the schema", () => law(rendering, (x) => canonical(x).check()));

  test("of a canonical form is that form", () =>
    law(rendering, (x) => expect(canonical(canonical(x)).eq(canonical(x))).toBe(true)));

  test("has the same text whether or not words are marked", () =>
    law(rendering, (x) => expect(canonicalText(withoutMarks(x))).toBe(canonicalText(x))));

  // What is found at once to be so already is looked at letter by letter here.
  test("of a paragraph is that of its letters, also of those that stand as they are", () => {
    const letters = fc.constantFrom(
      ...Array.from("aé ſ‘”…政。Ａ"),
      "\u00a0",
      "\u0301",
      "\u2028",
      "\u3099",
      "\ufeff",
      "か",
    );
    const inRange = fc.integer({ min: 0x20, max: 0xffff }).map((unit) => String.fromCharCode(unit));
    law(fc.string({ unit: fc.oneof(letters, inRange), maxLength: 12 }), (text) =>
      expect(canonical(doc.create(null, p(text))).textContent).toBe(canonicalWords(text)),
    );
  });

  test("has no text node that is empty or like its neighbour", () =>
    law(rendering, (x) => {
      canonical(x).descendants((node) => {
        for (let i = 1; i < node.childCount; i++) {
          const [left, right] = [node.child(i - 1), node.child(i)];
          expect(left.isText && right.isText && left.sameMarkup(right)).toBe(false);
        }
      });
    }));

  test("keeps well-formed Unicode in NFC, without control characters and doubled spaces", () =>
    law(rendering, (x) => {
      const text = canonicalText(x);
      expect(text).not.toMatch(/\p{Surrogate}/u);
      expect(text).toBe(text.normalize("NFC"));
      // oxlint-disable-next-line no-control-regex -- naming the control characters is the point
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\u2028\u2029]| $| \n/);
      for (const { from, to } of layout(canonical(x)).blocks) expect(text.slice(from, to)).not.toMatch(/^ | $| {2}|\n/);
    }));

  test("is empty only when nothing is left to read", () => {
    law(rendering, (x) => expect(isEmpty(x)).toBe(canonical(x).textContent === ""));
    expect(isEmpty(doc.create(null, [p(" \n "), bullet_list.create(null, item(p("\u0007")))]))).toBe(true);
  });

  test("drops an empty item but gives its place to the list in it", () => {
    const nested = bullet_list.create(null, item(p("inner")));
    const x = doc.create(null, bullet_list.create(null, [item(p(""), nested, p("after")), item(p(""))]));
    expect(canonicalText(x)).toBe("- inner\n\n  after");
  });

  test("knows two renderings apart that differ in a mark only", () => {
    const plain = doc.create(null, p("word"));
    const marked = doc.create(null, paragraph.create(null, schema.text("word", [schema.marks.strong.create()])));
    expect(sameRendering(plain, marked)).toBe(false);
    expect(canonicalText(plain)).toBe(canonicalText(marked));
  });
});

describe("the canonical text", () => {
  test("describes one rendering: reading it gives the canonical form without marks", () =>
    law(plainRendering, (x) => expect(parseText(canonicalText(x)).toJSON()).toEqual(canonical(x).toJSON()), 1_000));

  test("of whatever was pasted is stable", () =>
    law(
      pastedText,
      (t) => {
        const text = canonicalText(parseText(t));
        expect(canonicalText(parseText(text))).toBe(text);
        parseText(t).check();
      },
      1_000,
    ));

  test("of a line read as plain text keeps its words", () =>
    law(awkwardText, (t) => {
      const words = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
      const x = doc.create(null, t === "" ? p("") : p(t));
      expect(words(parseText(canonicalText(x)).textContent)).toBe(words(canonical(x).textContent));
    }));

  test.each([
    ["a paragraph that begins like a list item", "- one", "\\- one"],
    ["a paragraph that begins like a number", "12. one", "\\12. one"],
    ["a paragraph that begins like a heading", "## one", "\\## one"],
    ["a paragraph that begins with a backslash", "\\one", "\\\\one"],
    ["a no-break space by itself", "\u00a0", "\u00a0"],
    ["a paragraph like any other", "one - 1. # two", "one - 1. # two"],
  ])("writes %s", (_, words, text) => {
    expect(canonicalText(doc.create(null, p(words)))).toBe(text);
    expect(parseText(text).eq(doc.create(null, p(words)))).toBe(true);
  });

  test("writes nested lists and headings as they are read", () => {
    const inner = ordered_list.create({ start: 9 }, [item(p("nine")), item(p("ten"), p("more of ten"))]);
    const x = doc.create(null, [
      heading.create({ level: 3 }, schema.text("Head")),
      bullet_list.create(null, [item(p("one"), inner), item(p("two"))]),
      bullet_list.create(null, item(p("another list"))),
    ]);
    const text = "### Head\n\n- one\n\n  9. nine\n  10. ten\n\n      more of ten\n- two\n\n- another list";
    expect(canonicalText(x)).toBe(text);
    expect(parseText(text).eq(x)).toBe(true);
  });

  test("writes verse as a line block and a quotation with its sign on every line, and reads them so", () => {
    const text = [
      "> Who says:\n>\n> | Shall I compare thee\n> | to a summer’s day?\n>\n> - one\n>\n>   1. inner\n> - two\n>\n> > ## Within",
      "> Beside it",
      "| A stanza\n| of two",
      "| another",
      "\\> no quotation",
      "\\| no verse\n",
    ].join("\n\n");
    expect(canonicalText(parseText(text))).toBe(text.trimEnd());
    expect(String(parseText(text))).toBe(
      'doc(quotation(paragraph("Who says:"), verse(verse_line("Shall I compare thee"), verse_line("to a summer’s day?")), ' +
        'bullet_list(list_item(paragraph("one"), ordered_list(list_item(paragraph("inner")))), list_item(paragraph("two"))), ' +
        'quotation(heading("Within"))), quotation(paragraph("Beside it")), ' +
        'verse(verse_line("A stanza"), verse_line("of two")), verse(verse_line("another")), ' +
        'paragraph("> no quotation"), paragraph("| no verse"))',
    );
  });

  test.each([
    ["> broken by\n> the mail\nand on", 'quotation(paragraph("broken by the mail")), paragraph("and on")'],
    ["| one\n|\n| two", 'verse(verse_line("one")), verse(verse_line("two"))'],
    ["before\n| one\nafter", 'paragraph("before"), verse(verse_line("one")), paragraph("after")'],
    ["- > an item is words\n\n  > here too", 'bullet_list(list_item(paragraph("> an item is words > here too")))'],
    [">\n>> |\n\n|", 'paragraph("> >> |"), paragraph("|")'],
    ["> \n>\n\n| \n|", "paragraph"],
  ])("reads %j kindly", (text, blocks) => expect(String(parseText(text))).toBe(`doc(${blocks})`));

  test("reads a number too large for a list as the beginning of a paragraph", () => {
    expect(parseText("12345. one").eq(doc.create(null, p("12345. one")))).toBe(true);
    const long = ordered_list.create({ start: 9_999 }, [item(p("a")), item(p("b"))]);
    expect(parseText("9999. a\n10000. b").eq(doc.create(null, long))).toBe(true);
  });
});

describe("the layout", () => {
  test("holds every text node's own words at its offsets", () =>
    law(rendering, (x) => {
      const { text, runs } = layout(x);
      const nodes: [number, string][] = [];
      x.descendants((node, pos) => {
        if (node.isText) nodes.push([pos, node.text!]);
      });
      expect(runs.map(({ from, to, pos }) => [pos, text.slice(from, to)])).toEqual(nodes);
    }));

  test("holds every block's own words at its offsets, in order and apart", () =>
    law(rendering, (x) => {
      const { text, blocks } = layout(x);
      blocks.forEach(({ from, to, pos, type }, i) => {
        const block = x.resolve(pos).parent;
        expect(block.type.name).toBe(type);
        expect(text.slice(from, to)).toBe(block.textContent);
        if (i > 0) expect(from).toBeGreaterThan(blocks[i - 1]!.to);
      });
    }));

  test("takes an offset in words to a position and back", () =>
    law(
      rendering,
      (x) => {
        const l = layout(x);
        for (const { from, to } of l.runs)
          for (let offset = from; offset <= to; offset++) {
            expect(offsetAt(l, positionAt(l, offset))).toBe(offset);
            expect(offsetAt(l, positionAt(l, offset, -1))).toBe(offset);
          }
      },
      100,
    ));

  test("takes a position in words to an offset and back", () =>
    law(
      rendering,
      (x) => {
        const l = layout(x);
        for (const { from, to, pos } of l.runs)
          for (let i = 0; i <= to - from; i++) expect(positionAt(l, offsetAt(l, pos + i))).toBe(pos + i);
      },
      100,
    ));

  test("gives every offset, also between blocks, a position in a block, in order", () =>
    law(
      rendering,
      (x) => {
        const l = layout(x);
        let before = 0;
        for (let offset = 0; offset <= l.text.length; offset++) {
          const [left, right] = [positionAt(l, offset, -1), positionAt(l, offset, 1)];
          expect(x.resolve(left).parent.isTextblock && x.resolve(right).parent.isTextblock).toBe(true);
          expect(left).toBeLessThanOrEqual(right);
          expect(left).toBeGreaterThanOrEqual(before);
          before = left;
        }
      },
      100,
    ));
});

describe("a rendering as JSON", () => {
  test("comes back as it was", () =>
    law(rendering, (x) => {
      const json: unknown = JSON.parse(JSON.stringify(renderingToJson(x)));
      expect(renderingFromJson(json).eq(x)).toBe(true);
    }));

  test.each([
    ["nothing", null],
    ["an empty document", { type: "doc" }],
    ["a node of another schema", { type: "doc", content: [{ type: "image" }] }],
    [
      "a mark of another schema",
      {
        type: "doc",
        content: [{ type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "link" }] }] }],
      },
    ],
    ["a heading of level 7", { type: "doc", content: [{ type: "heading", attrs: { level: 7 } }] }],
    [
      "a list that starts at 10000",
      {
        type: "doc",
        content: [
          {
            type: "ordered_list",
            attrs: { start: 10_000 },
            content: [{ type: "list_item", content: [{ type: "paragraph" }] }],
          },
        ],
      },
    ],
    [
      "a language that is none",
      {
        type: "doc",
        content: [
          {
            type: "paragraph",
            content: [{ type: "text", text: "x", marks: [{ type: "foreign", attrs: { lang: '"><b>' } }] }],
          },
        ],
      },
    ],
    ["an empty text", { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "" }] }] }],
    ["a paragraph alone", { type: "paragraph" }],
    ["a list", []],
    [
      "a text that is a number",
      { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: 7 }] }] },
    ],
  ])("is refused when it is %s", (_, json) => {
    expect(() => renderingFromJson(json)).toThrow(MalformedRendering);
  });

  test("of any shape is either a rendering or refused by name", () =>
    law(fc.oneof(fc.jsonValue(), fc.record({ type: fc.constant("doc"), content: fc.jsonValue() })), (json) => {
      try {
        renderingFromJson(json).check();
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedRendering);
      }
    }));
});

describe("the digest", () => {
  test("is what sha256sum prints for the UTF-8 bytes", () => {
    law(fc.string({ unit: "binary" }), (t) => expect(digestOfText(t)).toBe(sha256sum(t)));
    law(rendering, (x) => expect(digestOfText(canonicalText(x))).toBe(sha256sum(canonicalText(x))));
    expect(digestOfText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  test("is equal exactly when the canonical texts are equal", () =>
    law(fc.tuple(rendering, rendering), ([x, y]) => {
      const [a, b] = [canonicalText(x), canonicalText(y)];
      expect(digestOfText(a) === digestOfText(b)).toBe(a === b);
      expect(digestOfText(canonicalText(withoutMarks(x)))).toBe(digestOfText(a));
      expect(digestOfText(canonicalText(parseText(a)))).toBe(digestOfText(a));
    }));

  test("of a record does not depend on the order of its members", () =>
    law(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const turned = Object.fromEntries(Object.entries(record).reverse());
      if (isWellFormed(record)) expect(digestOfJson(turned)).toBe(digestOfJson(record));
    }));
});

function isWellFormed(value: unknown): boolean {
  const json = JSON.stringify(value);
  return !/\\u[dD][89a-fA-F]/.test(json) && !/\p{Surrogate}/u.test(json);
}

describe("canonical JSON (RFC 8785)", () => {
  test("says the same value", () =>
    law(fc.jsonValue(), (value) => {
      if (isWellFormed(value)) expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));

  test("of canonical JSON is that JSON", () =>
    law(fc.jsonValue(), (value) => {
      if (isWellFormed(value)) expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }));

  const somehow = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom("b", "a", "10", "9", "__proto__"), fc.jsonValue()),
  );

  test.each([0, 1])("is told from every other spelling of the same value, %s spaces to a step", (space) =>
    law(somehow, (value) => {
      const text = JSON.stringify(value, null, space);
      const [known, canonical] = [JSON.parse(text) as unknown, isWellFormed(value) ? canonicalJson(value) : null];
      if (canonical === null) return expect(() => isCanonicalJson(text, known)).toThrow("lone surrogate");
      expect(isCanonicalJson(text, known)).toBe(text === canonical);
      expect(isCanonicalJson(canonical, JSON.parse(canonical))).toBe(true);
    }),
  );

  test("is the same of two values exactly when they are the same", () =>
    law(fc.tuple(somehow, somehow), ([a, b]) => {
      if (!isWellFormed([a, b])) return;
      expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isSameJson(a, JSON.parse(canonicalJson(a)))).toBe(true);
    }));

  test("sorts members by UTF-16 code units (section 3.2.3)", () => {
    const members = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
    const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"];
    expect(Object.values(JSON.parse(canonicalJson(members)) as object)).toHaveLength(7);
    const places = sorted.map((name) => canonicalJson(members).indexOf(`${JSON.stringify(name)}:`));
    expect(places).toEqual([...places].sort((x, y) => x - y));
    expect(places).not.toContain(-1);
  });

  test("writes the literals and strings of section 3.2.2", () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test("leaves out members that are undefined, and keeps null", () =>
    expect(canonicalJson({ b: undefined, a: null })).toBe('{"a":null}'));

  test.each([
    ["NaN", NaN],
    ["infinity", [Infinity]],
    ["a bigint", 1n],
    ["a function", { f: () => 1 }],
    ["undefined in a list", [undefined]],
    ["a hole in a list", Array(2)],
    ["a date", new Date(0)],
    ["a map", new Map([[1, 2]])],
    ["a lone surrogate", "\ud800"],
    ["a lone surrogate in a name", { "\udc00": 1 }],
  ])("refuses %s", (_, value) => expect(() => canonicalJson(value)).toThrow(TypeError));
});

test("a language tag has the shape of BCP 47", () => {
  for (const tag of ["zh", "zh-Hans", "zh-Latn-pinyin", "en-GB"]) expect(isLanguageTag(tag)).toBe(true);
  for (const tag of ["", "z", "zh_Hans", "zh-", 'en" onclick="', "x".repeat(40), 7, null])
    expect(isLanguageTag(tag)).toBe(false);
});
