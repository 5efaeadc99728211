/** Every format, read back by a strict reader of its own, says the same; and no text whatsoever breaks one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { citations, type Citation } from "../../translations/citation/citation.ts";
import { isoDay, line } from "../../translations/citation/line.ts";
import { sorted, spoken } from "../../translations/citation/name.ts";
import {
  fullTitle,
  referenceOf,
  type CitedPassage,
  type CitedWork,
  type CslItem,
} from "../../translations/citation/reference.ts";
import type { Contributor, Part } from "../../translations/ledger/events.ts";
import type { Version } from "../../translations/ledger/state.ts";
import { foundingRecords, plan } from "../../translations/plan/plan.ts";
import { replay } from "../help/one-passage.ts";
import { awkwardText } from "../help/renderings.ts";
import { byPassage } from "../help/records.ts";

/** What every format must give back. */
interface ReadBack {
  title: string;
  translators: string[];
  version: string;
  date: string;
  url: string;
  originalTitle: string;
  digest: string | null;
}

// --- Readers -----------------------------------------------------------------------------------------------------

/** RIS: every line is a tag, two spaces, a hyphen, a space and a value; CR LF ends it; TY first, ER last, each once. */
function readRis(text: string): Map<string, string[]> {
  const lines = text.split("\r\n");
  expect(lines.pop()).toBe("");
  const fields = new Map<string, string[]>();
  for (const each of lines) {
    const [, tag, value] = /^([A-Z][A-Z0-9]) {2}- (.*)$/u.exec(each) ?? expect.fail(`not a line of RIS: ${each}`);
    expect(value).not.toMatch(/[\r\n]/);
    fields.set(tag!, [...(fields.get(tag!) ?? []), value!]);
  }
  expect(lines[0]).toBe("TY  - BOOK");
  expect(lines.at(-1)).toBe("ER  - ");
  expect([fields.get("TY"), fields.get("ER")]).toEqual([["BOOK"], [""]]);
  expect(fields.get("N1")).toHaveLength(1);
  return fields;
}

function fromRis(text: string): ReadBack {
  const fields = readRis(text);
  const note = fields.get("N1")![0]!;
  return {
    title: fields.get("TI")![0]!,
    translators: fields.get("A4") ?? [],
    version: /^version (\d+)/.exec(fields.get("ET")![0]!)![1]!,
    date: (fields.get("DA") ?? [""])[0]!.replaceAll("/", "-"),
    url: fields.get("UR")![0]!,
    originalTitle: /^Version: \d+; Original Title: (.*?); (?:Original Date|Passage): /.exec(note)?.[1] ?? "",
    digest: /; SHA-256: ([0-9a-f]{64})$/.exec(note)?.[1] ?? null,
  };
}

/** The value from `at`, just after its opening brace, to the brace that closes it: braces count, escaped or not, as biber counts. */
function balanced(text: string, at: number): string {
  let depth = 1;
  for (let i = at; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return text.slice(at, i);
  }
  return expect.fail("a value whose braces do not close");
}

/** What biber's data model (blx-dm.def, biblatex 3.18) has for the entries written here, and what it asks of them. */
const DATA_MODEL: Record<string, { may: string; must: string }> = {
  book: {
    may: "author title translator editor edition publisher note date origtitle origdate url urldate",
    must: "author title",
  },
  online: { may: "title editor organization note date origtitle origdate url urldate", must: "title url" },
};

/** Lines of comment, one entry, and nothing else. */
function readBibtex(text: string): Map<string, string> {
  const head = /^((?:% [^@\n]*\n)*)@(book|online)\{([a-z0-9-]+),\n/.exec(text) ?? expect.fail("not an entry");
  const fields = new Map<string, string>([["%", head[1]!]]);
  let at = head[0].length;
  while (text[at] !== "}") {
    const [open, name] =
      /^ {2}([a-z]+) = \{/.exec(text.slice(at)) ?? expect.fail(`not a field: ${text.slice(at, at + 40)}`);
    const value = balanced(text, at + open.length);
    expect(fields.has(name!)).toBe(false);
    fields.set(name!, value);
    at += open.length + value.length;
    expect(text.slice(at, at + 3)).toBe("},\n");
    at += 3;
  }
  expect(text.slice(at)).toBe("}\n");
  const { may, must } = DATA_MODEL[head[2]!]!;
  expect(["%", ...may.split(" ")]).toEqual(expect.arrayContaining([...fields.keys()]));
  expect([...fields.keys()]).toEqual(expect.arrayContaining(must.split(" ")));
  return fields;
}

const COMMANDS: Record<string, string> = {
  textbackslash: "\\",
  textbraceleft: "{",
  textbraceright: "}",
  textasciitilde: "~",
  textasciicircum: "^",
};

/** What LaTeX would print; refuses whatever it would take for a command, a comment, a group or a formula. */
function printed(latex: string): string {
  return latex.replace(/\\([a-z]+)\{\}|\\([%&#_$])|[\\{}%&#_$~^]/g, (sign, command?: string, escaped?: string) => {
    return COMMANDS[command ?? ""] ?? escaped ?? expect.fail(`LaTeX would not print ${sign} in ${latex}`);
  });
}

/** A value that is one group: what is in it. */
function grouped(value: string): string {
  expect(value[0]).toBe("{");
  const inside = balanced(value, 1);
  expect(value).toHaveLength(inside.length + 2);
  return inside;
}

/** Names as BibTeX parts them: at " and ", outside braces. */
function bibtexNames(value: string): string[] {
  const names: string[] = [];
  let start = 0;
  for (let at = 0, depth = 0; at < value.length; at++) {
    if (value[at] === "{") depth++;
    if (value[at] === "}") depth--;
    if (depth > 0 || !value.startsWith(" and ", at)) continue;
    names.push(value.slice(start, at));
    start = at + " and ".length;
  }
  return [...names, value.slice(start)].map((name) => printed(name.startsWith("{") ? grouped(name) : name));
}

function fromBibtex(text: string): ReadBack {
  const fields = readBibtex(text);
  const comments = fields.get("%")!;
  const version = printed(fields.get("edition") ?? fields.get("note")!);
  return {
    title: printed(grouped(fields.get("title")!)),
    translators: fields.has("translator") ? bibtexNames(fields.get("translator")!) : [],
    version: /(?:^|; )version (\d+)/.exec(version)![1]!,
    date: fields.get("date") ?? "",
    url: fields.get("url")!,
    originalTitle: fields.has("origtitle")
      ? printed(grouped(fields.get("origtitle")!))
      : (/^% Original title: (.*)$/m.exec(comments)?.[1] ?? ""),
    digest: /^% SHA-256 of the words: ([0-9a-f]{64})$/m.exec(comments)?.[1] ?? null,
  };
}

const CSL_TEXTS = ["id", "title", "section", "original-title", "publisher", "version", "language", "URL", "note"];
const CSL_NAMES = ["author", "translator", "editor", "contributor"];
const CSL_DATES = ["original-date", "issued", "accessed"];

function readCsl(text: string): CslItem {
  const list = JSON.parse(text) as CslItem[];
  expect(list).toHaveLength(1);
  const { type, ...rest } = list[0]!;
  expect(type).toBe("document");
  for (const [key, value] of Object.entries(rest)) {
    if (CSL_TEXTS.includes(key)) expect(typeof value).toBe("string");
    else if (CSL_NAMES.includes(key)) expectNames(value);
    else if (CSL_DATES.includes(key)) expectDate(value);
    else if (key === "custom") expect(value).toEqual({ "sha-256": expect.stringMatching(/^[0-9a-f]{64}$/) });
    else expect.fail(`not a CSL variable: ${key}`);
  }
  return list[0]!;
}

function expectNames(names: unknown): void {
  expect(Array.isArray(names)).toBe(true);
  for (const name of names as object[]) expect(["literal", "family,given"]).toContain(Object.keys(name).sort().join());
}

function expectDate(date: unknown): void {
  const [parts] = (date as { "date-parts": number[][] })["date-parts"];
  expect(parts!.length).toBeGreaterThan(0);
  expect(parts!.length).toBeLessThan(4);
  expect(parts!.every(Number.isInteger)).toBe(true);
}

function fromCsl(text: string): ReadBack {
  const item = readCsl(text);
  return {
    title: item.title,
    translators: (item.translator ?? []).map((name) => ("literal" in name ? name.literal : sorted(name))),
    version: item.version,
    date: isoDay(item.issued?.["date-parts"][0] ?? []),
    url: item.URL,
    originalTitle: item["original-title"] ?? "",
    digest: item.custom?.["sha-256"] ?? null,
  };
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** The text that a browser would show; refuses any tag but those a citation may hold, and any left open. */
function readHtml(markup: string): { text: string; links: string[] } {
  const open: string[] = [];
  const links: string[] = [];
  const text = markup.replace(/<[^>]*>/g, (tag) => {
    const [, slash, name, attributes] =
      /^<(\/?)(i|a|span|bdi)((?: [a-z]+="[^"<>']*")?)>$/.exec(tag) ?? expect.fail(`an unknown tag: ${tag}`);
    if (slash) expect(open.pop()).toBe(name);
    else open.push(name!);
    if (attributes) expect(attributes).toMatch(name === "a" ? /^ href="https?:/ : /^ lang="[A-Za-z0-9-]+"$/);
    if (attributes && name === "a") links.push(unescaped(attributes.slice(7, -1)));
    return "";
  });
  expect(open).toEqual([]);
  return { text: unescaped(text), links };
}

function unescaped(markup: string): string {
  expect(markup).not.toMatch(/[<>"']/);
  return markup.replace(
    /&([^;]*);?/g,
    (whole, name: string) => ENTITIES[name] ?? expect.fail(`not an entity: ${whole}`),
  );
}

// --- Records of every kind -----------------------------------------------------------------------------------------

const hostile = fc
  .array(
    fc.oneof(
      awkwardText,
      fc.constantFrom(
        ..."{ } {{ }} \\ \\\\ \\{ \\} % & # _ $ ~ ^ $& $1 \" ' “ ” < > & &amp; </i> <script> --> @ , ; : . ? ! ]] \\input{x} \\end{document}".split(
          " ",
        ),
        ...[
          "\r\nER  - \r\n",
          "\nTY  - BOOK",
          "},\n  title = {x",
          " and ",
          "Ann, Ben",
          "\u202eabc",
          "שלום",
          "\u2028",
          "\ud800",
          "\u0000",
          "十四五",
        ],
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(""));

const language = fc.constantFrom("zh-Hans", "zh", "en", "he", "grc", "xyzw", "qaa", "i-x", "not a language", "");
const day = fc.constantFrom(
  "2022-01-24",
  "2026-11-24T23:59:59.999Z",
  "2021",
  "2021-12",
  "0044-03-15",
  "",
  "unknown",
  "2022-02-31",
);
const person = fc
  .oneof(hostile, fc.constantFrom("Ada Lovelace", "习近平", "Variorum project"))
  .map((name) => ({ name }));
const link = fc.option(
  fc.oneof(
    hostile,
    hostile.map((path) => `https://a.example/${path}`),
  ),
  { nil: undefined },
);
const publication = fc
  .record({ title: hostile, date: day, url: link })
  .map(({ title, date, url }) => ({ title, date, ...(url !== undefined && { url }) }));

const REAL = replay(byPassage(foundingRecords(plan)).get("s10-government-and-markets")!).versions;
const ROLES: Part[] = ["translator", "reviser", "glossator", "editor", "proposer", "approver", "supplier"];

const work: fc.Arbitrary<CitedWork> = fc
  .record({
    title: hostile,
    originalTitle: hostile,
    issuer: hostile,
    issued: day,
    sourceLanguage: language,
    language,
    publication,
    publisher: hostile,
    translators: fc.array(person, { maxLength: 3 }),
  })
  .map(({ publication, publisher, translators, ...facts }) => ({
    ...plan.work,
    ...facts,
    translation: { ...publication, id: "first", publisher, translators, editors: [] },
  }));

const passage: fc.Arbitrary<CitedPassage> = fc.record({
  id: fc.constantFrom("s10", "4-10"),
  locator: fc.oneof(hostile, fc.constantFrom("Section 10", "4.10")),
  kind: fc.constantFrom("part" as const, "item" as const),
});

const contributor: fc.Arbitrary<Contributor> = fc
  .tuple(person, fc.constantFrom(...ROLES))
  .map(([who, role]) => ({ ...who, role }));

const version: fc.Arbitrary<Version> = fc
  .record({
    number: fc.integer({ min: 1, max: 9_999 }),
    base: fc.constantFrom(null, 1),
    date: day,
    contributors: fc.array(contributor, { maxLength: 8 }),
    publishedIn: fc.array(publication, { maxLength: 2 }),
    held: fc.boolean(),
  })
  .map(({ held, ...facts }) => ({ ...REAL[held ? 1 : 0]!, ...facts }));

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  hostile.map((path) => `https://variorum.example/${path}`),
);

const records = fc.record({ work, passage, version, address });

function formatsOf(list: Citation[]): Record<Citation["style"], Citation> {
  return Object.fromEntries(list.map((each) => [each.style, each])) as Record<Citation["style"], Citation>;
}

// --- Laws -----------------------------------------------------------------------------------------------------------

describe("whatever the records say", () => {
  test("BibTeX, RIS and CSL-JSON read back to the same title, translators, version, date, address, original and digest", () => {
    fc.assert(
      fc.property(records, ({ work, passage, version, address }) => {
        const cited = referenceOf(work, passage, version, { address });
        const { bibtex, ris, ["csl-json"]: csl } = formatsOf(citations(work, passage, version, address));
        const expected: ReadBack = {
          title: fullTitle(cited),
          translators: cited.translators.map(sorted),
          version: String(version.number),
          date: isoDay(cited.day),
          url: cited.url,
          originalTitle: line(work.originalTitle),
          digest: version.words?.digest ?? null,
        };
        expect(fromCsl(csl.text)).toEqual(expected);
        expect(fromRis(ris.text)).toMatchObject({ ...expected, originalTitle: expect.any(String) as string });
        const url = expected.url.replace(/[^!-~]/gu, encodeURIComponent);
        const original = expected.originalTitle.replaceAll("@", "(at)");
        const named = cited.issuer === "" ? [] : expected.translators;
        const read = fromBibtex(bibtex.text);
        expect({ ...read, originalTitle: read.originalTitle.replaceAll("@", "(at)") }).toEqual({
          ...expected,
          url,
          originalTitle: original,
          translators: named,
        });
        for (const name of cited.revisers) expect(ris.text).toContain(spoken(name));
      }),
      { numRuns: 300 },
    );
  });

  test("each style says the title, the passage, its version, the original, its language, the year and the address, on one line", () => {
    fc.assert(
      fc.property(records, ({ work, passage, version, address }) => {
        const cited = referenceOf(work, passage, version, { address });
        const { chicago, mla, apa } = formatsOf(citations(work, passage, version, address));
        for (const { text } of [chicago, mla, apa]) {
          expect(text).not.toMatch(/[\r\n\t\0]/);
          for (const said of [cited.title, cited.issuer, cited.original.title, cited.original.language, cited.url])
            expect(text).toContain(said);
          const bare = (words: string) => words.toLowerCase().replaceAll(",”", "”");
          expect(bare(text)).toContain(bare(`version ${version.number} of ${cited.locator}`));
          expect(text).toContain(String(cited.day[0] ?? ""));
          if (!version.words) expect(text).toMatch(/not held/);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("the HTML of a style shows the very words of its text, in no tags but its own, and links to nothing but its addresses", () => {
    fc.assert(
      fc.property(records, ({ work, passage, version, address }) => {
        const cited = referenceOf(work, passage, version, { address });
        const { chicago, mla, apa } = formatsOf(citations(work, passage, version, address));
        for (const { text, html } of [chicago, mla, apa]) {
          const shown = readHtml(html!);
          expect(shown.text).toBe(text);
          for (const each of shown.links) expect([cited.url, cited.recordOnly]).toContain(each);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("an approver is nobody's translator", () => {
    fc.assert(
      fc.property(records, ({ work, passage, version, address }) => {
        const approved = { ...version, contributors: [{ name: "Quentin Approver", role: "approver" as const }] };
        const list = citations(work, passage, approved, address);
        const { chicago, mla, apa, ris } = formatsOf(list);
        for (const { text } of [chicago, mla, apa]) expect(text).not.toContain("Approver");
        expect(readRis(ris.text).get("N1")![0]).toContain("approved by Quentin Approver");
        expect(fromRis(ris.text).translators).not.toContain("Approver, Quentin");
      }),
      { numRuns: 50 },
    );
  });
});

describe("the readers here are strict", () => {
  test.each([
    ["a comment sign", () => printed("98%")],
    ["an open group", () => printed("{a")],
    ["an unknown command", () => printed("\\input{x}")],
    ["a value that closes early", () => readBibtex("@online{a,\n  url = {x},\n  title = {a}b},\n}\n")],
    [
      "a field that the data model lacks",
      () => readBibtex("@online{a,\n  url = {x},\n  title = {a},\n  version = {2},\n}\n"),
    ],
    ["a field that is missing", () => readBibtex("@book{a,\n  title = {a},\n}\n")],
    ["an entry in a comment", () => readBibtex("% @x\n@online{a,\n  url = {x},\n  title = {a},\n}\n")],
    ["a second line in RIS", () => readRis("TY  - BOOK\r\nTI  - a\nb\r\nN1  - x\r\nER  - \r\n")],
    ["a record that ends twice", () => readRis("TY  - BOOK\r\nN1  - x\r\nER  - \r\nER  - \r\n")],
    ["a tag of another kind", () => readHtml("<b>x</b>")],
    ["a tag left open", () => readHtml("<i>x")],
    ["a bare ampersand", () => readHtml("a & b")],
    ["an address that runs a program", () => readHtml('<a href="javascript:x">x</a>')],
  ])("about %s", (_what, read) => {
    expect(read).toThrow();
  });
});

test("signs that pdflatex stops at stand in a printed field only if a title or a name is made of them, and then it says so", () => {
  const [version] = REAL.slice(1);
  const said = (changed: Partial<CitedWork>) =>
    formatsOf(
      citations(
        { ...plan.work, ...changed },
        { id: "s10", locator: "Section 10, bullet point “Continue …”", kind: "item" },
        version!,
        "https://a.example/十/v2",
      ),
    ).bibtex.text;
  const printedPart = (text: string) => text.slice(text.indexOf("@book"));
  expect(said({})).toContain("% Original title: “十四五”国家信息化规划\n");
  expect(printedPart(said({}))).toMatch(/^[ -~\n“”–…]*$/u);
  expect(said({})).not.toContain("lualatex");
  expect(said({ title: "十四五" })).toContain("% Needs lualatex or xelatex, and a font with its signs.\n@book");
  expect(said({ originalTitle: "Œuvres complètes" })).toContain("origtitle = {{Œuvres complètes}}");
  expect(said({ originalTitle: "十 @book{x,}" })).toContain("% Original title: 十 (at)book{x,}\n");
});

test("LaTeX prints every sign of a hostile title, in its order", () => {
  const [version] = REAL.slice(1);
  const title = 'Über 100% & more: \\emph{x} $5_a^b #1 ~ “十四五” "q" 😀';
  const { bibtex } = formatsOf(
    citations(
      { ...plan.work, title },
      { id: "s10", locator: "Section 10", kind: "item" },
      version!,
      "https://a.example/v2",
    ),
  );
  expect(bibtex.text).toContain(
    "title = {{Über 100\\% \\& more: \\textbackslash{}emph\\textbraceleft{}x\\textbraceright{} " +
      '\\$5\\_a\\textasciicircum{}b \\#1 \\textasciitilde{} “十四五” "q" 😀, Section 10 (version 2)}},',
  );
});
