/** Works from files and into files: what goes out comes in again, in every format as far as that can hold it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { chapters, daysOfWithdrawals, HEAD, passages, recordsOf } from "../help/brought-works.ts";
import { laidBeside, standingAlone } from "../../translations/exchange/beside.ts";
import { NotTaken, type Brought, type BroughtPassage } from "../../translations/exchange/brought.ts";
import { FORMATS } from "../../translations/exchange/formats.ts";
import { htmlManuscript } from "../../translations/exchange/html.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { idOfKey } from "../../translations/exchange/keys.ts";
import { piecesOfManuscript } from "../../translations/exchange/manuscript.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { onlyOf } from "../../translations/exchange/onto.ts";
import { readTable } from "../../translations/exchange/table.ts";
import { columnsSaid } from "../../translations/exchange/table-columns.ts";
import { staged } from "../../translations/exchange/staged.ts";
import type { Pair } from "../../translations/align/align.ts";
import { readText } from "../../translations/exchange/text.ts";
import type { Told } from "../../translations/exchange/told.ts";
import { workAfter } from "../../translations/ledger/described.ts";
import { passageStream } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import { verifyActs } from "../../translations/ledger/verify-acts.ts";
import { read, verifyStream } from "../../translations/ledger/verify.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import { writtenName } from "../../translations/people/named.ts";
import { parseText } from "../../translations/text/parse.ts";

/** A work as its records have it, ready to go out. */
function toldOf(passages: readonly BroughtPassage[]): Told[] {
  const records = recordsOf(passages);
  return workAfter(records)!.passages.map((passage) => {
    const stream = passageStream({ work: HEAD.id, passage: passage.id });
    const versions = records
      .filter((record) => record.stream === stream)
      .reduce<readonly Version[]>(evolveVersions, []);
    return { passage, versions, address: (version) => `/gospel/${passage.id}/v${version}` };
  });
}

function written(format: string, passages: readonly BroughtPassage[], of = HEAD): string {
  const { head, written: one, foot } = FORMATS[format]!;
  const work = workAfter(recordsOf(passages, of))!;
  return (
    head(work, "/gospel") +
    toldOf(passages)
      .map((told) => one(told, work))
      .join("") +
    foot
  );
}

describe("laws", () => {
  test("what a file brings are records that verify", () => {
    fc.assert(
      fc.property(passages, (all) => {
        const records = recordsOf(all);
        expect(verifyActs(records)).toEqual([]);
        for (const stream of new Set(records.map((record) => record.stream)))
          expect(verifyStream(stream, records.filter((record) => record.stream === stream).map(read))).toEqual([]);
      }),
    );
  });

  test("as lines it comes back as it was", () => {
    fc.assert(
      fc.property(passages, (all) => {
        expect(readJsonl(written("jsonl", all), { sourceField: "source" })).toEqual({
          passages: all,
          notTaken: daysOfWithdrawals(all),
        });
      }),
    );
  });

  test.each([
    ["csv", ","],
    ["tsv", "\t"],
  ] as const)("as a table (%s) it comes back as it was", (format, separator) => {
    fc.assert(
      fc.property(passages, (all) => {
        expect(readTable(written(format, all), separator)).toEqual({
          passages: all,
          notTaken: daysOfWithdrawals(all),
        });
      }),
    );
  });

  test("as a page, headings and paragraphs come back as they were", () => {
    fc.assert(
      fc.property(chapters, (all) => {
        const { pieces, notTaken } = piecesOfManuscript(htmlManuscript(written("html", all)), {});
        expect(standingAlone(pieces)).toEqual(all);
        expect(notTaken).toEqual({});
      }),
    );
  });

  test("a page has no markup but its own, whatever is in the words", () => {
    const harm = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`;
    const note = { author: harm, date: "2026-03-01", body: harm, target: null };
    const named = { by: [{ name: harm, role: "translator" as const }], date: "2026-03-01", base: null };
    const rendering = renderingToJson(parseText(harm));
    const versions = [{ ...named, rendering, rationale: harm, notes: [note] }];
    const all = [
      { id: "1", locator: harm, kind: "paragraph" as const, level: 1, source: [harm], versions, current: 1 },
      {
        id: "2",
        locator: harm,
        kind: "paragraph" as const,
        level: 1,
        remark: harm,
        source: [],
        versions: [],
        current: 0,
      },
    ];
    const page = written("html", all, { ...HEAD, title: harm, about: harm, rights: harm });
    expect(page).not.toMatch(/<(?:script|img)/i);
    expect(page.match(/alert/g)!.length).toBeGreaterThan(10);
    const { pieces } = piecesOfManuscript(htmlManuscript(page), {});
    expect(pieces.map(({ passage, rendering: words }) => [passage, words])).toEqual([["1", rendering]]);
  });

  test("as plain text, headings and paragraphs come back as they were", () => {
    fc.assert(
      fc.property(chapters, (all) => {
        const back = standingAlone(readText(written("txt", all)).pieces);
        expect(back).toEqual(all);
      }),
    );
  });

  test("text, Markdown and pages say why a version was withdrawn and what stands instead, and take none of it for words", () => {
    const [harm, rendering] = ["--> ]\n\nNot <b>this</b> --- but", renderingToJson(parseText("The way."))];
    const one = { date: "2026-03-01", by: [], rationale: "" };
    const gone = { ...one, rendering: null, base: 1, withdrawn: { by: { name: "Ada" }, reason: harm } };
    const named = { kind: "paragraph" as const, level: 1, source: [] };
    const all = [
      { id: "1", locator: "1", ...named, versions: [{ ...one, rendering, base: null }, gone], current: 1 },
      { id: "2", locator: "2", ...named, versions: [{ ...gone, base: null }], current: 0 },
    ];
    const read = {
      txt: (text: string) => readText(text).pieces,
      md: (text: string) => readMarkdown(text).pieces,
      html: (text: string) => piecesOfManuscript(htmlManuscript(text), {}).pieces,
    };
    for (const [format, piecesIn] of Object.entries(read)) {
      const said = written(format, all);
      expect([format, said]).toEqual([format, expect.stringMatching(/v2 withdrawn 2026-11-27 by Ada, because “.*instead \/gospel\/1\/v1/)]); // prettier-ignore
      expect([format, said]).toEqual([format, expect.stringMatching(/gospel\/2\/v1 withdrawn 2026-11-27 by Ada/)]);
      expect([format, piecesIn(said).map(({ passage, rendering: words }) => [passage, words])]).toEqual([
        format,
        [["1", rendering]],
      ]);
    }
  });

  test("as Markdown, headings and paragraphs come back as they were", () => {
    fc.assert(
      fc.property(
        chapters.filter((all) => !JSON.stringify(all).includes('"verse"')),
        (all) => {
          const back = standingAlone(readMarkdown(written("md", all)).pieces);
          expect(back.map(textsIn)).toEqual(all.map(textsIn));
        },
      ),
    );
  });

  test("whatever a text is, it is taken in or refused", () => {
    const takesIn = (text: string) => {
      for (const one of [
        readText,
        readMarkdown,
        readJsonl,
        (each: string) => readTable(each, ","),
        (each: string) => readTable(each, "\t"),
      ])
        try {
          one(text);
        } catch (error) {
          if (!(error instanceof NotTaken)) throw error;
        }
    };
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), takesIn));
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("# ", "a", "\n", "\n\n", "|", "> ", "- ", '"', ",", "\t", "规", "<!-- ", "[^1]", "**"),
          { maxLength: 40 },
        ),
        (parts) => takesIn(parts.join("")),
      ),
    );
  });
});

/** What is read of a passage. */
function textsIn({ id, kind, level, versions }: BroughtPassage) {
  return {
    id,
    kind,
    level,
    texts: versions.map(({ rendering }) => rendering && canonicalText(renderingFromJson(rendering))),
  };
}

test("who translated a work is named with its first versions, but for those of which the file names others", () => {
  const { passages: brought } = readJsonl(
    '{"id": "a", "versions": [{"text": "One"}, {"text": "Two"}]}\n{"id": "b", "versions": [{"text": "One", "by": "Ben"}]}',
  );
  const head = { ...HEAD, translation: { ...HEAD.translation, translators: [{ name: "James Legge" }] } };
  const named = recordsOf(brought, head).flatMap(({ event }) =>
    event.type === "version-recorded" ? [event.contributors.map(({ name, role }) => `${name}, ${role}`)] : [],
  );
  expect(named).toEqual([["James Legge, translator"], [], ["Ben, translator"]]);
});

describe("lines", () => {
  const mark =
    '{"id": "Mark 1:1", "zh": "神的 兒子", "versions": [{"commit": "ca0", "date": "2010-03-24", "subject": "First", "text": "The beginning"}]}';

  test("an id becomes an address, and stays as locator; a subject is a reason", () => {
    const {
      passages: [passage],
      notTaken,
    } = readJsonl(mark);
    expect(passage).toMatchObject({ id: "mark-1-1", locator: "Mark 1:1", source: [] });
    expect(passage!.versions[0]).toMatchObject({ date: "2010-03-24", rationale: "First" });
    expect(notTaken).toEqual({ zh: 1, commit: 1 });
  });

  test("what people did is taken where it has a name here, and is counted where it has none", () => {
    const by = ["Ann", { name: "Ben", role: "editor" }, { name: "Cy", role: "reviewer" }];
    const { passages, notTaken } = readJsonl(JSON.stringify({ id: "a", versions: [{ text: "One", by }] }));
    expect(passages[0]!.versions[0]!.by.map(({ role }) => role)).toEqual(["translator", "editor", "translator"]);
    expect(notTaken).toEqual({ role: 1 });
  });

  test("source words are taken from the field that is named, and from no other", () => {
    expect(readJsonl(mark, { sourceField: "zh" }).passages[0]!.source).toEqual(["神的 兒子"]);
  });

  test("a version in which nothing stands is left out, and the others are numbered as if it had not been there", () => {
    const {
      passages: [passage],
      notTaken,
    } = readJsonl(
      '{"id": "a", "current": 4, "versions": [{"text": "One"}, {"text": " "}, {"text": "Two"}, {"text": "Three", "revises": 1}, {"text": "Four", "revises": 3}]}',
    );
    expect(passage!.versions.map(({ base }) => base)).toEqual([null, 1, 1, 2]);
    expect(passage!.current).toBe(3);
    expect(notTaken).toEqual({ "versions without words": 1 });
  });

  test.each([
    ["no JSON", "{", "no-json", 1],
    ["another thing", "[]", "no-object", 1],
    ["no key", '{"versions": []}', "no-key", 1],
    ["no versions", '{"id": "a"}', "no-versions", 1],
    ["no text", '{"id": "a", "versions": [{}]}', "no-text", 1],
    ["a key without letters", '{"id": "规划", "versions": []}', "key-is-no-id", 1],
    ["a word that addresses have", '{"id": "Search", "versions": []}', "key-is-no-id", 1],
    ["the same key twice", '{"id": "a b", "versions": []}\n{"id": "a b", "versions": []}', "same-key", 2],
    ["two keys of one address", '{"id": "a b", "versions": []}\n{"id": "a:b", "versions": []}', "same-key", 2],
    ["nothing", "\n\n", "empty", null],
  ])("refuses %s", (_name, text, code, number) => {
    expect(refused(() => readJsonl(text))).toEqual({ code, line: number });
  });

  test("days that no calendar has, and people beyond what one version names, are counted", () => {
    const by = Array.from({ length: 103 }, (_, index) => `N${index}`);
    const versions = [
      { text: "x", date: "2010-02-31", by },
      { text: "y", date: "2012-02-29" },
    ];
    const { passages, notTaken } = readJsonl(JSON.stringify({ id: "a", versions }));
    expect(notTaken).toEqual({ date: 1, by: 3 });
    expect(passages[0]!.versions.map(({ date }) => date)).toEqual([null, "2012-02-29"]);
  });

  test.each(["locator", "remark", "zh"])("refuses a passage with more in “%s” than words may be", (member) => {
    const line = JSON.stringify({ id: "a", versions: [], [member]: "S".repeat(200_001) });
    expect(refused(() => readJsonl(line, { sourceField: "zh" }))).toMatchObject({ code: "too-large" });
  });

  test("takes source words up to the limit of a passage, and a name up to its own", () => {
    const line = JSON.stringify({ id: "a", versions: [], locator: "§".repeat(2_000), zh: "言".repeat(200_000) });
    expect(readJsonl(line, { sourceField: "zh" }).passages[0]!.source[0]).toHaveLength(200_000);
    const longer = JSON.stringify({ id: "a", versions: [], locator: "§".repeat(2_000), remark: "x" });
    expect(() => readJsonl(longer)).toThrow(
      expect.objectContaining({ fault: { code: "too-large", excess: { limit: "locator", found: 2_001 } } }),
    );
  });

  test("a key's accents and signs", () => {
    expect(idOfKey("Zürich §12, Abs. 3")).toBe("zurich-12-abs-3");
    expect(idOfKey("a".repeat(65))).toBeNull();
  });
});

function refused(run: () => Brought): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof NotTaken) return { code: error.fault.code, line: error.line };
  }
  return null;
}

test.each([
  [
    "lines",
    readJsonl(
      '{"id": "a", "kind": "hat", "level": 1e300, "current": 9, "versions": [{"text": "One"}, {"text": "Two"}, {"text": "Three", "revises": 1.5}]}',
    ),
  ],
  [
    "a table",
    readTable("passage,kind,level,rendering,revises\na,hat,1e300,One,\na,hat,1e300,Two,\na,hat,1e300,Three,1.5\n", ","),
  ],
])("what %s say of a passage that can't be is as usual", (_name, { passages: [passage] }) => {
  expect(passage).toMatchObject({ kind: "paragraph", level: 1, current: 3 });
  expect(passage!.versions.map(({ base }) => base)).toEqual([null, 1, 2]);
});

test("what can't be written down or seen is not taken", () => {
  const { passages: all } = readJsonl(
    '{"id": "a", "locator": "\\u200b", "remark": "\\ud800 here", "zh": ["\\udfff"], "versions": [{"text": "\\ud800 x", "rationale": "\\u0000\\ud800"}]}',
    { sourceField: "zh" },
  );
  expect(all[0]).toMatchObject({ locator: "a", remark: "\ufffd here", source: ["\ufffd"] });
  expect(all[0]!.versions[0]!.rationale).toBe("\ufffd");
  expect(verifyActs(recordsOf(all))).toEqual([]);
});

describe("a table", () => {
  test("of others needs a column of words, and no more", () => {
    const { passages: all, notTaken } = readTable('source,target,mood\n"一, 二","one, two",calm\n三,three,\n', ",");
    expect(all.map(({ id, source }) => [id, source])).toEqual([
      ["1", ["一, 二"]],
      ["2", ["三"]],
    ]);
    expect(notTaken).toEqual({ mood: 1 });
    expect(refused(() => readTable("a,b\n1,2\n", ","))).toEqual({ code: "no-columns", line: null });
  });

  test("a row without a passage is none that another row names by its number", () => {
    const { passages } = readTable("passage,text\n2,A\n,B\n,C\n", ",");
    expect(passages.map(({ id, versions }) => [id, versions.length])).toEqual([
      ["2", 1],
      ["1", 1],
      ["3", 1],
    ]);
  });

  test("cells that are not taken are counted by their columns", () => {
    const text =
      "passage,text,translation,source,constructor,__proto__\na,x,other,甲,1,2,beyond\na,y,,乙,,\nb,z,,,,3\n";
    expect(Object.entries(readTable(text, ",").notTaken).sort()).toEqual([
      ["__proto__", 2],
      ["cells without a column", 1],
      ["constructor", 1],
      ["source", 1],
      ["translation", 1],
    ]);
  });

  test("with tabs, a quotation mark that opens a field and closes in it is a letter", () => {
    const { passages: all } = readTable('source\ttext\n甲\t"Hello," he said.\n乙\tGood day.\n', "\t");
    expect(all.map(({ versions }) => canonicalText(renderingFromJson(versions[0]!.rendering!)))).toEqual([
      '"Hello," he said.',
      "Good day.",
    ]);
  });
});

describe("what stands before a text", () => {
  const title = fc.constantFrom("A gospel", '“Of” "it"', "two\n---\nlines", "---", "a: b # c", "规划", "\\");
  const people = fc.subarray([
    { name: "Ada" },
    { name: "DeepL", program: true as const },
    { name: "刘伟, the [first]" },
  ]);
  const heads = fc.record({ title, people, licence: fc.constantFrom(undefined, "CC-BY-4.0") }).map((said) => ({
    ...{ ...HEAD, title: said.title, language: "grc" },
    translation: {
      ...HEAD.translation,
      ...{ translators: said.people, date: "1901-08-26", ...(said.licence && { licence: said.licence }) },
    },
  }));

  test.each([
    ["txt", readText],
    ["md", readMarkdown],
  ] as const)("is read again as it was, and none of it is a passage (%s)", (format, readAgain) => {
    fc.assert(
      fc.property(chapters, heads, (all, head) => {
        const { pieces, notTaken, front } = readAgain(written(format, all, head));
        const { translators, licence } = head.translation;
        expect(front).toEqual({
          ...{ title: head.title, language: "grc", ...(licence !== undefined && { licence }) },
          ...(translators.length > 0 && { translators: translators.map(writtenName) }),
        });
        const { pieces: without } = readAgain(written(format, all, head).replace(/^---\n[^]*?\n---\n/, ""));
        expect([pieces, notTaken]).toEqual([without, {}]);
      }),
    );
  });

  test("is left out of what others write in Markdown, and counted; its title is taken", () => {
    const { pieces, notTaken, front } = readMarkdown(
      "---\r\ntitle: 'The Way'\r\ntags:\r\n  - one\r\nlang: not a language\r\n---\r\n\r\nThe way.\r\n",
    );
    expect([pieces.map(({ rendering }) => canonicalText(renderingFromJson(rendering))), notTaken, front]).toEqual([
      ["The way."],
      { "front matter": 1 },
      { title: "The Way" },
    ]);
  });

  test.each([
    ["a line drawn by hand", "---\n\nOne.\n\n---\n\nTwo.\n"],
    ["words between two of them", "---\nOne is here.\n---\n\nTwo.\n"],
    ["a line that is never drawn again", "---\ntitle: One\n\nTwo.\n"],
  ])("is not taken for %s", (_name, text) => {
    expect([readMarkdown(text), readText(text)].map(({ front }) => front)).toEqual([undefined, undefined]);
    expect(readMarkdown(text).pieces.length).toBeGreaterThan(1);
  });

  test("of plain text is only what is written here", () => {
    expect(readText("---\nTo: Ann\n---\n\nDear Ann.\n").pieces.length).toBe(2);
  });
});

describe("notes", () => {
  const cell = (notes: string) =>
    readTable(`passage,text,notes\na,"The market, the market.","${notes.replaceAll('"', '""')}"\n`, ",");
  const of = ({ passages: [passage] }: Brought) => passage!.versions[0]!.notes;

  test("in a cell are read as they are written here, and what others write is one, by nobody knows whom", () => {
    expect(of(cell("[2022-02-01, terminology, on “market” (2), by Paul Triolo]\nNot any one of them."))).toMatchObject([
      {
        ...{ author: "Paul Triolo", date: "2022-02-01", category: "terminology", body: "Not any one of them." },
        target: { exact: "market", start: 16 },
      },
    ]);
    const body = "Why?\n\n[2022-02-01, by Ann]\nBecause.";
    expect(of(cell(body))).toEqual([{ author: "", date: null, body, target: null }]);
    const [recorded] = recordsOf(cell("Why?").passages).flatMap(({ event }) =>
      event.type === "version-recorded" ? event.notes : [],
    );
    expect(recorded).toMatchObject({ author: { name: "N. N." }, category: "note" });
  });

  test("on words that are not there are on the whole, and it is counted", () => {
    const read = cell("[2022-02-01, on “market” (3)]\nWhy.");
    expect([of(read)![0]!.target, read.notTaken]).toEqual([null, { "places of notes": 1 }]);
    const line = '{"id": "a", "versions": [{"text": "One", "notes": ["Why.", "", {"text": "So.", "on": "Two"}]}]}';
    const lines = readJsonl(line);
    expect(of(lines)!.map(({ body, target }) => [body, target])).toEqual([
      ["Why.", null],
      ["So.", null],
    ]);
    expect(lines.notTaken).toEqual({ notes: 1, "places of notes": 1 });
  });

  test.each([
    ["more than a version may have", Array(301).fill("[2022-02-01]\nWhy.").join("\n\n"), "notes"],
    ["one that is too long", "x".repeat(10_001), "noteCharacters"],
    ["offers that are too long", `[2022-02-01, instead “${"x".repeat(10_001)}”]`, "noteCharacters"],
    [
      "all together too long",
      Array(41)
        .fill(`[2022-02-01]\n${"x".repeat(9_999)}`)
        .join("\n\n"),
      "notesCharacters",
    ],
  ])("are refused: %s", (_name, written, limit) => {
    expect(() => cell(written)).toThrow(expect.objectContaining({ fault: expect.objectContaining({ excess: expect.objectContaining({ limit }) as unknown }) as unknown })); // prettier-ignore
  });
});

test("of a file with several translations those of one come to it, and revise one another as before", () => {
  const version = (translation?: string, base: number | null = null) => ({
    ...{ rendering: null, date: null, by: [], rationale: translation ?? "own", base },
    ...(translation !== undefined && { translation }),
  });
  const all = [version(), version("asv"), version(undefined, 1), version("asv", 2), version("asv", 3)];
  const passage = {
    id: "1",
    locator: "1",
    kind: "paragraph" as const,
    level: 1,
    source: [],
    versions: all,
    current: 5,
  };
  const bases = (translation: string, isOwn: boolean) =>
    onlyOf([passage], translation, isOwn)[0]!.versions.map(({ rationale, base }) => [rationale, base]);
  expect(bases("asv", false)).toEqual([
    ["asv", null],
    ["asv", 1],
    ["asv", null],
  ]);
  expect(bases("translation", true)).toEqual([
    ["own", null],
    ["own", 1],
  ]);
  expect(bases("kjv", false)).toHaveLength(5);
});

describe("plain text", () => {
  const kinds = (text: string) =>
    readText(text).pieces.map(
      ({ kind, level, rendering }) =>
        `${kind === "heading" ? `h${level}` : "p"} ${canonicalText(renderingFromJson(rendering))}`,
    );

  test("paragraphs are parted by empty lines, however they are wrapped", () => {
    expect(kinds("One\nand the same\r\n\r\nAnother in\n1980. It ends.\n")).toEqual([
      "p One and the same",
      "p Another in 1980. It ends.",
    ]);
  });

  test("a short line that two empty lines set off is a heading, and so is one with signs", () => {
    expect(kinds("Book One\n\nIt began.\n\n\nOf Virtue\n\nIt went on.\n\n## Signs\n\nIt ended.")).toEqual([
      "h1 Book One",
      "p It began.",
      "h1 Of Virtue",
      "p It went on.",
      "h2 Signs",
      "p It ended.",
    ]);
  });

  test("lines of Chinese are joined without a space; headings, verse and quotations keep theirs", () => {
    expect(kinds("床前明月光，\n疑是地上霜。\n\n# 静夜思\n李白\n\n| 举头\n| 低头\n\n> 望明月\n> 思故乡\n")).toEqual([
      "p 床前明月光，疑是地上霜。",
      "p # 静夜思\n\n李白",
      "p | 举头\n| 低头",
      "p > 望明月 思故乡",
    ]);
  });

  test("each item of a list is one by itself, with its number", () => {
    expect(kinds("So it is:\n\n3. The nameless\n   begins.\n4. The named\n\nAnd so on.")).toEqual([
      "p So it is:",
      "p 3. The nameless begins.",
      "p 4. The named",
      "p And so on.",
    ]);
  });

  test("where no lines are empty and each ends a sentence, each is a paragraph", () => {
    expect(kinds("　　子曰：“学而时习之。”\n　　有子曰：“其为人也。”\n")).toHaveLength(2);
  });
});

describe("Markdown", () => {
  test("takes what a rendering can hold, and counts the rest", () => {
    const { pieces, notTaken } = readMarkdown(
      "# Title\n\nSome *stress*[^1] and [a link](https://example.org).\n\n| a |\n| - |\n| b |\n\n![x](y.png)\n\n- one\n- two\n\nA line\\\nand another.\n\n[^1]: A note.\n",
    );
    expect(pieces.map(({ kind }) => kind)).toEqual(["heading", ...Array(4).fill("paragraph")]);
    expect(JSON.stringify(pieces[1]!.rendering)).toContain('"emphasis"');
    expect(notTaken).toEqual({ footnotes: 1, tables: 1, pictures: 1, "addresses of links": 1 });
  });

  test("says that marks are left out where they are, and of emphasis that none is", () => {
    const of = (text: string) => standingAlone(readMarkdown(text).pieces);
    const [marked] = of("Some *stress* and **more**, in\n\nplain words.");
    const foreign = JSON.parse(JSON.stringify(marked).replace('"emphasis"', '"small_capitals"')) as BroughtPassage;
    const leftOut = (format: string, passage: BroughtPassage) =>
      toldOf([passage]).map((told) => FORMATS[format]!.leftOut(told)["versions with marks"] ?? 0);
    expect([leftOut("md", marked!), leftOut("txt", marked!), leftOut("jsonl", marked!)]).toEqual([[0], [1], [1]]);
    expect(leftOut("md", foreign)).toEqual([1]);
  });

  test.each([
    ["quotations", `${">".repeat(50_000)} x`],
    ["items on one line", `${"- ".repeat(5_000)}x`],
    ["items on many lines", Array.from({ length: 1_000 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
  ])("refuses %s that stand too deep within each other", (_name, text) => {
    expect(refused(() => ({ passages: [], ...readMarkdown(text) }))).toMatchObject({ code: "too-large" });
  });

  test("a line drawn by hand is no list, however long", () => {
    expect(readMarkdown(`One\n\n${"- ".repeat(200)}\n\nTwo\n`).pieces).toHaveLength(2);
  });

  test.each(["proposals", "---", "q".repeat(300)])("takes “%s” in a comment for no passage's id", (id) => {
    const stamp = `/a/${id}/v1 sha256:${"a".repeat(64)}`;
    expect(readMarkdown(`Words\n\n<!-- ${stamp} -->\n`).pieces.map(({ passage }) => passage)).toEqual([null]);
    expect(readText(`Words\n\n[${stamp}]\n`).pieces.map(({ passage }) => passage)).toEqual([null, null]);
  });

  test("joins lines of Chinese without a space", () => {
    const [piece] = readMarkdown("推动有效市场\n和有为政府\n").pieces;
    expect(canonicalText(renderingFromJson(piece!.rendering))).toBe("推动有效市场和有为政府");
  });
});

describe("a source beside its translation", () => {
  const of = (text: string) => readText(text).pieces;
  const source = of(
    "# 一\n\n孔子生于公元前 551 年，鲁国陬邑人。\n\n十五岁有志于学，三十而立，四十而不惑。\n\n# 二\n\n55 岁离开鲁国，与弟子周游列国 14 年。\n\n公元前 479 年去世，葬于泗上，弟子守丧 3 年。",
  );
  const translation = of(
    "# Book I\n\nConfucius was born in 551 BCE, a man of Zou in the state of Lu.\n\nAt fifteen he set his mind on learning, at thirty he stood firm, at forty he had no doubts.\n\n# Book II\n\nAt 55 he left Lu, and with his disciples he went from state to state for 14 years.\n\nIn another edition, printed at Leipzig by Tauchnitz, Legge omits what follows here. Whether he doubted it, or the printer lost a sheet, nobody has found out; Soothill, Waley and Lau have it, each in words of their own, and so have all editions after theirs.\n\nHe died in 479 BCE and was buried by the Si; his disciples mourned for 3 years.",
  );
  const laid = laidBeside(translation, source);

  test("gives passages with both, and with one; levels are those of the headings above", () => {
    expect(
      laid.passages.map(({ kind, level, source: held, versions }) => [kind, level, held.length, versions.length]),
    ).toEqual([
      ["heading", 1, 1, 1],
      ["paragraph", 2, 1, 1],
      ["paragraph", 2, 1, 1],
      ["heading", 1, 1, 1],
      ["paragraph", 2, 1, 1],
      ["paragraph", 2, 0, 1],
      ["paragraph", 2, 1, 1],
    ]);
    expect([laid.withoutSource, laid.withoutRendering]).toEqual([1, 0]);
  });

  test("items of a source keep their numbers, as its words are no list", () => {
    const { passages } = laidBeside(
      of("1. The nameless begins.\n2. The named goes on."),
      of("1. 无名天地之始。\n2. 有名万物之母。"),
    );
    expect(passages.map(({ source: words }) => words)).toEqual([["1. 无名天地之始。"], ["2. 有名万物之母。"]]);
  });

  test("paragraphs that are one passage may not be more than one may be", () => {
    const half = of("word of the data ".repeat(8_000))[0]!;
    const whole = of("数".repeat(84_000))[0]!;
    expect(refused(() => ({ notTaken: {}, ...laidBeside([half, half], [whole]) }))).toMatchObject({
      code: "too-large",
    });
  });

  test("gives no passage two ids, and none that a piece has of its own", () => {
    const ids = standingAlone([{ ...translation[0]!, passage: "2" }, translation[1]!, translation[2]!]).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(["2", "1", "3"]);
  });
});

describe("the columns of a table whose first line does not say what they are", () => {
  const POEM = [
    ["Ch. 1", "道可道，非常道。", "The way that can be told is not the constant way.", "Wang Bi reads 常 so."],
    ["Ch. 2", "名可名，非常名。", "The name that can be named is not the constant name.", ""],
  ];
  const written = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join("\t")).join("\n");
  const askedOf = (text: string) => {
    const [question] = readTable(text, "\t", "ask").questions ?? [];
    return question?.about === "columns" ? question : null;
  };

  test("are asked, with samples, and read as they most likely are", () => {
    const named = written([["chapter", "Laozi", "Alder 1901", "remarks"], ...POEM]);
    const asked = askedOf(named)!;
    expect(asked.head).toBe(true);
    expect(asked.columns.map(({ name, said }) => [name, said])).toEqual([
      ["chapter", "passage"],
      ["Laozi", "source"],
      ["Alder 1901", "rendering"],
      ["remarks", "notes"],
    ]);
    expect(asked.columns[1]!.samples).toEqual(POEM.map((row) => row[1]));
    expect(readTable(named, "\t", "ask").passages.map(({ id, source }) => [id, source])).toEqual([
      ["ch-1", [POEM[0]![1]]],
      ["ch-2", [POEM[1]![1]]],
    ]);
    expect(refused(() => readTable(named, "\t"))).toMatchObject({ code: "no-columns" });
  });

  test("are not asked where it says it, and there may be no first line", () => {
    expect(askedOf(written([["key", "source", "translation", "mood"], ...POEM]))).toBeNull();
    const asked = askedOf(written(POEM))!;
    expect([asked.head, asked.columns.map(({ name }) => name)]).toEqual([false, ["", "", "", ""]]);
  });

  test("may be further translations, each beside the first in its row", () => {
    const rows = [
      ["key", "Laozi", "Alder", "Bell", "Bell"],
      ["a", "道可道。", "The way that can be told.", "A way one can tell.", "Tao."],
      ["b", "名可名。", "The name that can be named.", "", "Names one can name."],
      ["c", "", "", "Bell alone says this.", ""],
    ];
    const asked = askedOf(written(rows))!;
    expect(asked.columns.map(({ said }) => said)).toEqual(["passage", "source", "rendering", "further", "further"]);
    const read = readTable(written(rows), "\t", { head: true, columns: asked.columns.map(({ said }) => said) });
    expect(read.notTaken).toEqual({});
    const kept = staged("poem.tsv", { kind: "passages", ...read, questions: [] });
    expect(kept.further!.map(({ name, pieces }) => [name, pieces])).toEqual([
      ["Bell", 2],
      ["Bell (5)", 2],
    ]);
    const sizes = (pairs: readonly Pair[]) =>
      pairs.map(({ fromA, toA, fromB, toB }) => `${toA - fromA}:${toB - fromB}`);
    expect([kept.table!.pairs, ...kept.further!.map(({ pairs }) => pairs)].map(sizes)).toEqual([
      ["1:1", "1:1"],
      ["1:1", "1:0", "0:1"],
      ["1:1", "1:1"],
    ]);
  });

  test("are what somebody says, and notes are notes on their version", () => {
    const said = columnsSaid("rows:passage,source,rendering,notes")!;
    const { passages: all, notTaken } = readTable(written(POEM), "\t", said);
    expect(all.map(({ versions }) => versions[0]!.notes)).toEqual([
      [{ author: "", date: null, body: POEM[0]![3], target: null }],
      undefined,
    ]);
    expect([all.length, notTaken]).toEqual([2, {}]);
    expect(readTable("text,note\nWords.,Why.\n", ",").passages[0]!.versions[0]!.notes).toMatchObject([
      { body: "Why." },
    ]);
    expect(refused(() => readTable(written(POEM), "\t", columnsSaid("rows:passage,source,none,notes")))).toMatchObject({
      code: "no-columns",
    });
    for (const written of ["", "head:", "head:colour", "row:source", `head:${Array(41).fill("none").join(",")}`])
      expect(columnsSaid(written), written).toBeNull();
  });
});
