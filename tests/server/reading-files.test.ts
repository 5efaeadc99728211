/** Files as people bring them: what of them is read, what is asked, and what is refused. */
import fc from "fast-check";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import "../help/laws.ts";
import { docx, odt, packed } from "../help/packed.ts";
import { standingAlone } from "../../translations/exchange/beside.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import type { Choices, FileRead } from "../../translations/exchange/reading.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { readHere } from "../../server/bringing/read-here.ts";
import { workedBy } from "../../server/host/worked.ts";
import { readFile } from "../../server/bringing/reading-files.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (rendering: RenderingJson) => canonicalText(renderingFromJson(rendering));

function read(name: string, bytes: Uint8Array, choices: Choices = {}): FileRead & { pieces: Piece[] } {
  const found = readHere(name, bytes, choices);
  if (found.kind !== "pieces") throw new Error(`${name} is a table`);
  return found;
}

function texts(name: string, bytes: Uint8Array, choices: Choices = {}): string[] {
  return read(name, bytes, choices).pieces.map(({ rendering }) => textOf(rendering));
}

function faultOf(name: string, bytes: Uint8Array): unknown {
  try {
    readHere(name, bytes, {});
    return null;
  } catch (error) {
    if (error instanceof NotTaken) return error.fault;
    throw error;
  }
}

const p = (inner: string, properties = "") => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`;
const r = (text: string, look = "") => `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const ADA = 'w:author="Ada" w:date="2026-03-01T10:00:00Z"';
const ins = (inner: string) => `<w:ins w:id="1" ${ADA}>${inner}</w:ins>`;
const del = (text: string) =>
  `<w:del w:id="2" ${ADA}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;

const NUMBERING = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
const listed = (text: string, level: number) =>
  p(r(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);

const CHANGED = docx(
  p(r("One ") + del("old") + ins(r("new")) + r(" word.")) +
    p(r("First half."), `<w:rPr><w:ins w:id="3" ${ADA}/></w:rPr>`) +
    p(r(" Second half.")) +
    p(del("All gone."), `<w:rPr><w:del w:id="4" ${ADA}/></w:rPr>`) +
    p(ins(r("All new.")), `<w:rPr><w:ins w:id="5" ${ADA}/></w:rPr>`) +
    p(r("The end.")),
);

describe("a Word file", () => {
  test("has headings by style and outline level, lists with their numbers, and looks of words", () => {
    const bytes = docx(
      p(r("Title"), '<w:pStyle w:val="berschrift1"/>') +
        p(r("Deeper"), '<w:outlineLvl w:val="1"/>') +
        p(r("A ") + r("bold", "<w:b/>") + r(" word")) +
        listed("three", 0) +
        listed("within", 1) +
        listed("four", 0),
      {
        styles:
          '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>',
        numbering: NUMBERING,
      },
    );
    const { pieces } = read("a.docx", bytes);
    expect(pieces.map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      "heading 1",
      "heading 2",
      "paragraph 0",
      "paragraph 0",
      "paragraph 0",
    ]);
    expect(pieces.map(({ rendering }) => textOf(rendering))).toEqual([
      "Title",
      "Deeper",
      "A bold word",
      "3. three\n\n   - within",
      "4. four",
    ]);
    expect(JSON.stringify(pieces[2]!.rendering)).toContain('"marks":[{"type":"strong"}]');
    expect(JSON.stringify(pieces[0]!.rendering)).not.toContain("strong");
  });

  test("is read with its changes, without them, or as two versions, with who changed it and when", () => {
    expect(texts("a.docx", CHANGED)).toEqual(["One new word.", "First half.", "Second half.", "All new.", "The end."]);
    expect(texts("a.docx", CHANGED, { tracked: "rejected" })).toEqual([
      "One old word.",
      "First half. Second half.",
      "All gone.",
      "The end.",
    ]);
    const both = standingAlone(read("a.docx", CHANGED, { tracked: "both" }).pieces);
    const told = both.map(({ versions, current }) => [versions.map(({ rendering }) => textOf(rendering!)), current]);
    expect(told).toEqual([
      [["One old word.", "One new word."], 2],
      [["First half. Second half.", "First half.\n\nSecond half."], 2],
      [["All gone."], 0],
      [["All new."], 1],
      [["The end."], 1],
    ]);
    expect(both[0]!.versions[1]).toMatchObject({
      by: [{ name: "Ada", role: "reviser" }],
      date: "2026-03-01T10:00:00Z",
      base: 1,
    });
  });

  test("asks about changes that are tracked, and no more once that is chosen", () => {
    expect(read("a.docx", CHANGED).questions).toMatchObject([{ about: "tracked", count: 7, people: ["Ada"] }]);
    expect(read("a.docx", CHANGED, { tracked: "both" }).questions).toEqual([]);
  });

  const NOTED = docx(p(r("Words") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" go on.")), {
    footnotes: `<w:footnote w:id="2">${p(r("What is said below."))}</w:footnote>`,
  });

  test("has footnotes as passages of their own, as notes, or not", () => {
    const { pieces, questions } = read("a.docx", NOTED);
    expect(pieces.map(({ passage, rendering }) => [passage, textOf(rendering)])).toEqual([
      [null, "Words* go on."],
      ["note-1", "What is said below."],
    ]);
    expect(JSON.stringify(pieces[0]!.rendering)).toContain('{"type":"footnote","attrs":{"passage":"note-1"}}');
    expect(questions).toEqual([{ about: "footnotes", count: 1, samples: ["What is said below."] }]);
    const [asNote] = read("a.docx", NOTED, { footnotes: "notes" }).pieces;
    expect(asNote!.notes).toMatchObject([{ body: "What is said below.", target: { exact: "Words" } }]);
    const without = read("a.docx", NOTED, { footnotes: "none" });
    expect([without.pieces.length, without.notTaken]).toEqual([1, { footnotes: 1 }]);
  });

  test("has remarks as notes on their words, with who made them", () => {
    const bytes = docx(
      p(r("The ") + '<w:commentRangeStart w:id="7"/>' + r("market") + '<w:commentRangeEnd w:id="7"/>' + r(" clears.")),
      { comments: `<w:comment w:id="7" ${ADA}>${p(r("Which one?"))}</w:comment>` },
    );
    expect(read("a.docx", bytes).pieces[0]!.notes).toMatchObject([
      {
        author: "Ada",
        date: "2026-03-01T10:00:00Z",
        body: "Which one?",
        target: { exact: "market", start: 4, end: 10 },
      },
    ]);
  });

  test("has cells as passages; what is not taken is counted", () => {
    const cell = (text: string) => `<w:tc>${p(r(text))}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell("a")}${cell("b")}</w:tr></w:tbl>`;
    const bytes = docx(p(r("x") + "<w:r><w:drawing/></w:r>") + table);
    expect(texts("a.docx", bytes)).toEqual(["x", "a", "b"]);
    expect(read("a.docx", bytes).notTaken).toEqual({ pictures: 1, "lines of tables": 1 });
  });
});

describe("an OpenDocument text", () => {
  test("has headings, deletions put back at their place, footnotes and remarks", () => {
    const region = (id: string, kind: string, inner = "") =>
      `<text:changed-region text:id="${id}"><text:${kind}><office:change-info><dc:creator>Ada</dc:creator><dc:date>2026-03-01T10:00:00.123</dc:date></office:change-info>${inner}</text:${kind}></text:changed-region>`;
    const bytes = odt(
      `<text:tracked-changes>${region("d", "deletion", "<text:p>old</text:p>")}${region("i", "insertion")}</text:tracked-changes>` +
        `<text:h text:outline-level="2">Head</text:h>` +
        `<text:p>One <text:change text:change-id="d"/><text:change-start text:change-id="i"/>new<text:change-end text:change-id="i"/> word.</text:p>`,
    );
    expect(texts("a.odt", bytes)).toEqual(["Head", "One new word."]);
    expect(texts("a.odt", bytes, { tracked: "rejected" })).toEqual(["Head", "One old word."]);
    expect(read("a.odt", bytes).pieces[0]).toMatchObject({ kind: "heading", level: 2 });
  });
});

describe("a web page", () => {
  test("is read where it says that its text is, without what is hidden, with lists, verse and looks", () => {
    const page = `<html lang="en"><body><nav>Menu</nav><main><h2>Head</h2><p>A <b>bold</b> <ins>new</ins><del>old</del> word.</p><p hidden>x</p><script>y</script>
      <ol start="4"><li>four<ul><li>in</li></ul></li></ol><div class="poem"><p>one<br>two</p></div><p><ruby>漢<rt>kan</rt></ruby></p></main><footer>z</footer></body></html>`;
    expect(texts("a.html", bytesOf(page))).toEqual([
      "Head",
      "A bold new word.",
      "4. four\n\n   - in",
      "| one\n| two",
      "漢",
    ]);
    expect(read("a.html", bytesOf(page)).notTaken).toEqual({ "readings beside characters": 1 });
  });
});

describe("a text", () => {
  const chinese = new Uint8Array([0xd5, 0xfe, 0xb8, 0xae, 0xba, 0xcd, 0xca, 0xd0, 0xb3, 0xa1, 0xa1, 0xa3]);

  test("that does not say its encoding is asked about, with how it would read", () => {
    const [question] = read("a.txt", chinese).questions;
    expect(question).toMatchObject({ about: "encoding" });
    const guesses = question?.about === "encoding" ? question.guesses : [];
    expect(guesses).toContainEqual({ encoding: "gb18030", sample: "政府和市场。" });
    expect(texts("a.txt", chinese, { encoding: "gb18030" })).toEqual(["政府和市场。"]);
  });

  test("that begins as scripture does is read as such, whatever its name ends with", () => {
    const book = bytesOf("\\id MRK\n\\h Mark\n\\c 1\n\\p\n\\v 1 The beginning.\n\\v 2 As it is written.\n");
    const { pieces } = read("41-Mark.usfm.db", book);
    expect(pieces.map(({ passage, locator }) => [passage, locator])).toEqual(
      read("41-Mark.usfm", book).pieces.map(({ passage, locator }) => [passage, locator]),
    );
    expect(pieces.map(({ rendering }) => textOf(rendering))).toEqual(["The beginning.", "As it is written."]);
    expect(texts("a.txt", bytesOf("\\identity is no marker"))).toEqual(["identity is no marker"]);
  });

  test("is read by its mark", () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array(Array.from("Hé?", (letter) => letter.charCodeAt(0))).buffer),
    ]);
    expect(texts("a.txt", utf16)).toEqual(["Hé?"]);
    expect(texts("a.txt", new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf("a\r\n\r\nb")]))).toEqual(["a", "b"]);
  });
});

describe("refused is", () => {
  test("what is not what it says, is locked, or is nothing", () => {
    expect(faultOf("a.docx", new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toEqual({
      code: "not-what-it-says",
      is: "picture",
    });
    expect(faultOf("a.docx", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toEqual({
      code: "not-what-it-says",
      is: "old-word",
    });
    expect(faultOf("a.docx", bytesOf("words"))).toEqual({ code: "not-what-it-says", is: "text" });
    expect(faultOf("a.docx", packed({ "x.txt": "x" }))).toEqual({ code: "not-what-it-says", is: "archive" });
    expect(faultOf("a.txt", docx(p(r("x"))))).toEqual({ code: "not-what-it-says", is: "archive" });
    expect(faultOf("a.docx", docx(""))).toEqual({ code: "empty" });
    expect(faultOf("a.txt", new Uint8Array())).toEqual({ code: "empty" });
  });

  test("a zip that leads outside, packs too tight, or lies about its size", () => {
    expect(faultOf("a.docx", packed({ "../x": "x" }))).toEqual({ code: "unsafe" });
    const bomb = packed({ "word/document.xml": " ".repeat(20_000_000) });
    expect(faultOf("a.docx", bomb)).toEqual({ code: "over", limit: "ratio" });
    const lies = docx(p(r("x")));
    const at = Buffer.from(lies).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    new DataView(lies.buffer, lies.byteOffset).setUint32(at + 24, 10, true);
    expect(faultOf("a.docx", lies)).toEqual({ code: "broken" });
  });

  test("XML that declares entities or nests without end", () => {
    const entities = packed({ "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' });
    expect(faultOf("a.docx", entities)).toEqual({ code: "unsafe" });
    expect(faultOf("a.docx", docx("<w:p>".repeat(300) + "</w:p>".repeat(300)))).toEqual({
      code: "over",
      limit: "depth",
    });
    expect(faultOf("a.html", bytesOf("<div>".repeat(100_000)))).toEqual({ code: "over", limit: "depth" });
  });
});

describe("whatever the bytes", () => {
  const good: [string, Uint8Array][] = [
    ["a.docx", CHANGED],
    ["a.odt", odt("<text:p>One</text:p><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>")],
    ["a.html", bytesOf("<main><p>One <ins>two</ins></p><ol><li>three</ol></main>")],
    ["a.txt", bytesOf("One\n\ntwo")],
  ];

  test("a file is read or refused", () => {
    const damaged = fc.tuple(
      fc.constantFrom(...good),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(damaged, ([[name, bytes], changes, isCut]) => {
        const other = bytes.slice(0, isCut ? changes[0]![0] % bytes.length : bytes.length);
        for (const [at, byte] of changes) if (other.length > 0) other[at % other.length] = byte;
        faultOf(name, other);
      }),
    );
  });

  test("markup of Word's is read or refused, whatever stands in it", () => {
    const inline = fc.constantFrom(r("a "), r("b"), del("c"), ins(r("d")), ins(del("e")), "<w:r><w:br/></w:r>");
    const ends = fc.constantFrom(
      "",
      `<w:rPr><w:ins w:id="9" ${ADA}/></w:rPr>`,
      `<w:rPr><w:del w:id="9" ${ADA}/></w:rPr>`,
    );
    const paragraph = fc.tuple(fc.array(inline, { maxLength: 4 }), ends).map(([all, end]) => p(all.join(""), end));
    const plain = (all: readonly string[]) => all.join("").replace(/\s/g, "");
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), (all) => {
        const bytes = docx(all.join("") + p(r("z")));
        const both = standingAlone(read("a.docx", bytes, { tracked: "both" }).pieces);
        const standing = both.flatMap(({ versions, current }) =>
          current === 0 ? [] : textOf(versions[current - 1]!.rendering!),
        );
        const first = both.flatMap(({ versions: [one, ...others], current }) =>
          one && (others.length > 0 || current === 0 || one.by.length === 0) ? textOf(one.rendering!) : [],
        );
        expect(plain(standing)).toBe(plain(texts("a.docx", bytes, { tracked: "accepted" })));
        expect(plain(first)).toBe(plain(texts("a.docx", bytes, { tracked: "rejected" })));
      }),
    );
  });
});

describe("a reader", () => {
  const script = (name: string, source: string): URL => {
    const file = join(tmpdir(), `variorum reader 文 ${process.pid}-${name}.mjs`);
    writeFileSync(file, source);
    return pathToFileURL(file);
  };

  test("that takes too long, or too much, is ended", async () => {
    const forever = script("time", "for (;;) ;");
    await expect(readFile("a.txt", bytesOf("a"), {}, { script: forever, longest: 300 })).rejects.toMatchObject({
      fault: { code: "over", limit: "time" },
    });
    // One that does nothing is ended by the clock, however little it has worked.
    const asleep = script("asleep", "setInterval(() => undefined, 1_000);");
    await expect(
      readFile("a.txt", bytesOf("a"), {}, { script: asleep, longest: 60_000, patience: 300 }),
    ).rejects.toMatchObject({ fault: { code: "over", limit: "time" } });
    const greedy = script("memory", "const all = []; for (;;) all.push(Array.from({ length: 10_000 }, () => ({})));");
    await expect(readFile("a.txt", bytesOf("a"), {}, { script: greedy, memory: 20 })).rejects.toMatchObject({
      fault: { code: "over", limit: "memory" },
    });
  });

  test.skipIf(workedBy(process.pid) === null)("is given time of the processor, not of the clock", async () => {
    const waits = script("waits", `setTimeout(() => process.stdout.write('{"read":{"kind":"pieces"}}'), 1_500);`);
    // The least that such a process works before it does anything is a part of this.
    const read = readFile("a.txt", bytesOf("a"), {}, { script: waits, longest: 1_200 });
    expect(await read).toEqual({ kind: "pieces" });
  });

  test("that can't begin says so, and nothing of the file", async () => {
    const absent = pathToFileURL(join(tmpdir(), `variorum no reader ${process.pid}.mjs`));
    const broken = script("broken", "import './is-not-there.mjs';");
    for (const reader of [absent, broken]) {
      const read = readFile("a.txt", bytesOf("a"), {}, { script: reader });
      await expect(read).rejects.toMatchObject({ fault: { code: "reader-not-begun" } });
    }
  });
});
