import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffCommand } from "../../server/cli/diff-command.ts";
import { comparable, DIFF_FORMATS, diffLines, printDiff } from "../../server/cli/diff.ts";
import { applyChanges, type Change } from "../../translations/compare/change.ts";
import { paragraphsOf } from "../../translations/compare/works/works.ts";
import { isUnseen } from "../../translations/compare/words/invisible.ts";
import { words } from "../../translations/text/words.ts";
import { pastedText } from "../help/renderings.ts";
import { expectKeptEqual } from "../help/diff-notation.ts";

const A = "Clarify the <old> relationship.";
const B = "Sort out the relationship & more.";

async function answers(...lines: string[]): Promise<Record<string, unknown>[]> {
  return answersTo(lines);
}

async function answersTo(lines: readonly string[], exact = false): Promise<Record<string, unknown>[]> {
  async function* input(): AsyncIterable<string> {
    for (const line of lines) yield await Promise.resolve(line);
  }
  const out: Record<string, unknown>[] = [];
  for await (const line of diffLines(input(), exact)) out.push(JSON.parse(line) as Record<string, unknown>);
  return out;
}

describe("a printed difference", () => {
  test("without colour marks what is gone and what is come", () =>
    expect(printDiff(A, B, "color", false)).toBe("[-Clarify-]{+Sort out+} the[- <old>-] relationship{+ & more+}."));

  test("with colour strikes out and underlines as well", () => {
    const printed = printDiff("the old king", "the young king", "color", true);
    expect(printed).toBe("the \u001b[31;9mold\u001b[0m\u001b[32;4myoung\u001b[0m king");
  });

  test("shows what can't be seen of a change, in letters and in HTML, and nothing of it in JSON", async () => {
    const [a, b] = ["about 10 men of the govern\u00adment plan", "about\u00a010 men of the government pl\u0430n\u200b"];
    expect(printDiff(a, b, "color", false)).toBe(
      "about{=⍽10=} men of the [-govern⟨SHY⟩ment plan-]{+government pl⟨CYR⟩\u0430n⟨ZWSP⟩+}",
    );
    const coloured = printDiff(a, b, "color", true);
    for (const sign of ["⍽10", "govern⟨SHY⟩ment plan", "pl⟨CYR⟩\u0430n⟨ZWSP⟩"]) expect(coloured).toContain(sign);
    expect(printDiff(a, b, "html")).toContain(
      '<span class="invisible" title="no-break space" data-sign="⍽">\u00a0</span>10',
    );
    expect(printDiff(a, b, "json")).not.toMatch(/[⍽⟨]/);
    expect(JSON.stringify(await answers(JSON.stringify({ a, b })))).not.toMatch(/[⍽⟨]/);
  });

  test("lets a terminal obey nothing that stands in the texts, kept or changed", () => {
    const [a, b] = ["a\u001b[2J the old\r\n\tking\rx\u009b", "a\u001b[2J the new\u0007\r\n\tking\rx\u009b"];
    expect(printDiff(a, b, "color", false)).toBe("a⟨U+001B⟩[2J the [-old-]{+new⟨U+0007⟩+}\r\n\tking⟨CR⟩x⟨U+009B⟩");
    for (const many of ["", "\n\u000b\n\nmore \u001b[2J"])
      for (const printed of [printDiff(a + many, b + many, "color", false), printDiff(a + many, b + many, "list")])
        expect(printed.replace(/[\t\n]|\r\n/g, "")).not.toMatch(/\p{Cc}/u);
  });

  test("marks both ends of a move as its own kind", () => {
    const tail = "we walked along the river until the bridge";
    const printed = printDiff(`In the morning light ${tail}`, `${tail} In the morning light`, "color", false);
    expect(printed).toBe(`[~In the morning light ~]${tail}{~ In the morning light~}`);
  });

  test("as a list has a numbered sentence a change, then the counts", () =>
    expect(printDiff(A, B, "list")).toBe(
      [
        '1. "Clarify" replaced by "Sort out"',
        '2. "<old>" deleted after "Clarify the"',
        '3. inserted "& more" after "out the relationship"',
        "3 changes · 4 words of 5",
      ].join("\n"),
    ));

  test("as counts is one line", () => expect(printDiff(A, B, "stat")).toBe("3 changes · 4 words of 5"));

  test("as HTML escapes the words", () =>
    expect(printDiff(A, B, "html")).toBe(
      '<div class="diff"><del>Clarify</del><ins>Sort out</ins> the<del> &lt;old&gt;</del> relationship<ins> &amp; more</ins>.</div>',
    ));

  test("as JSON rebuilds the second text", () => {
    const { changes, summary } = JSON.parse(printDiff(A, B, "json")) as { changes: Change[]; summary: unknown };
    expect(applyChanges(changes, A, B)).toBe(B);
    expect(summary).toEqual({ changes: 3, wordsChanged: 4, words: 5 });
  });

  test("of equal texts says so in every format", () => {
    expect(DIFF_FORMATS.map((format) => printDiff("same", "same", format, false))).toEqual([
      "same",
      "no changes",
      '<div class="diff">same</div>',
      '{"a":"same","b":"same","changes":[],"summary":{"changes":0,"wordsChanged":0,"words":1}}',
      "no changes",
    ]);
  });
});

/** Without what can't be seen, and the signs for it. */
const seen = (text: string) =>
  Array.from(text.replace(/⟨[A-Z␣⍽][^⟨⟩]*⟩|[␣⍽]/g, ""))
    .filter((each) => !isUnseen(each))
    .join("");

const WORK_A = [
  "Sing, goddess, the wrath of Achilles <son of Peleus>.",
  "Many a brave soul did it send hurrying down to Hades. It was the son of Zeus, for he was angry with the king.",
  "Which of the gods was it that set them on to quarrel?",
  "Now Chryses had come to the ships of the Achaeans.",
].join("\n\n");
const WORK_B = [
  "Sing, goddess, the rage of Achilles <son of Peleus>.",
  "Which of the gods was it that set them on to quarrel?",
  "Now Chryses had come to the ships of the Achaeans. It was the son of Zeus, for he was angry with the king.",
  "Many a brave soul did it send hurrying down to Hades.",
].join("\n\n");

describe("a printed difference of works", () => {
  test("without colour shows passages that moved at both places, and words that went from one to another", () =>
    expect(printDiff(WORK_A, WORK_B, "color", false)).toBe(
      [
        "Sing, goddess, the [-wrath-]{+rage+} of Achilles <son of Peleus>.",
        "[~passage 2 moved away from here, now it is passage 4~]",
        "Which of the gods was it that set them on to quarrel?",
        "Now Chryses had come to the ships of the Achaeans.{~ It was the son of Zeus, for he was angry with the king.~}",
        "{~passage 4 moved here, before it was passage 2~}\n" +
          "Many a brave soul did it send hurrying down to Hades.[~ It was the son of Zeus, for he was angry with the king.~]",
      ].join("\n\n"),
    ));

  test("as a list says in which passage a change stands and where the other end of a move is", () =>
    expect(printDiff(WORK_A, WORK_B, "list").split("\n")).toEqual([
      '1. passage 1: "wrath" replaced by "rage"',
      '2. passage 3: "It was the son of Zeus, for he was angry with the king." moved to here, after "the Achaeans.", from passage 4',
      "3. passage 4 moved here, before it was passage 2",
      '4. passage 4: "It was the son of Zeus, for he was angry with the king." moved away from here, after "to Hades.", to passage 3',
      "passages: 1 kept · 2 revised · 1 moved",
      "3 changes · 14 words of 55",
    ]));

  test("as HTML links both ends of every move, each to a place that is there", () => {
    const page = printDiff(WORK_A, WORK_B, "html");
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.sort()).toEqual(["away-4", "from-1", "group-4", "to-1"]);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    expect(page).toContain("the <del>wrath</del><ins>rage</ins> of Achilles &lt;son of Peleus&gt;.");
  });

  test("as JSON has each passage with its places, moves with both ends, and one list that rebuilds the newer file", () => {
    const { changes, summary, passages, moves } = JSON.parse(printDiff(WORK_A, WORK_B, "json")) as {
      changes: Change[];
      summary: unknown;
      passages: { kind: string; a: { number: number }[]; b: { number: number }[]; changes: Change[] }[];
      moves: Record<"from" | "to", { passage: number; change: number }>[];
    };
    expect(applyChanges(changes, WORK_A, WORK_B)).toBe(WORK_B);
    expect(summary).toEqual({ changes: 3, wordsChanged: 14, words: 55, passages: { kept: 1, revised: 2, moved: 1 } });
    expect(passages.map(({ kind, a, b }) => [kind, a[0]!.number, b[0]!.number])).toEqual([
      ["revised", 1, 1],
      ["kept", 3, 2],
      ["revised", 4, 3],
      ["moved", 2, 4],
    ]);
    const [{ from, to }] = moves as [(typeof moves)[number]];
    const [gone, come] = [passages[from.passage]!.changes[from.change]!, passages[to.passage]!.changes[to.change]!];
    expect(WORK_A.slice(gone.fromA, gone.toA)).toBe(WORK_B.slice(come.fromB, come.toB));
  });

  test("says what became of passages that were split, merged, put in and taken out", () => {
    const [first, second, third] = WORK_A.split("\n\n") as [string, string, string];
    const told = (a: string[], b: string[]) => printDiff(a.join("\n\n"), b.join("\n\n"), "list").split("\n");
    const cut = second.replace("Hades. ", "Hades.\n\n");
    expect(told([first, second], [first, cut])).toContain("1. older passage 2 split into passages 2 and 3");
    expect(told([first, cut], [first, second])).toContain("1. older passages 2 and 3 merged into passage 2");
    expect(told([first, third], [first])).toContain(`1. older passage 2 deleted: "${third}"`);
    expect(told([first], [first, third])).toContain(`1. passage 2 inserted: "${third}"`);
    expect(told([first, third], [first, third])).toEqual(["no changes"]);
  });

  test("whose passages only moved counts no change of words, and lists each that moved", () => {
    const parts = WORK_A.split("\n\n");
    const b = [parts[1], parts[2], parts[3], parts[0]].join("\n\n");
    expect(printDiff(WORK_A, b, "list").split("\n")).toEqual([
      "1. passage 4 moved here, before it was passage 1",
      "passages: 3 kept · 1 moved",
      "no words changed",
    ]);
    expect(printDiff(WORK_A, b, "stat")).toBe("no words changed · passages: 3 kept · 1 moved");
    expect(printDiff(WORK_A, b, "color", false)).toContain("[~passage 1 moved away from here, now it is passage 4~]");
  });

  test("law: as many passages are listed as moved as the counts say, in every format", () => {
    const lines = fc.array(fc.constantFrom("Amen.", "So it was.", ...WORK_A.split("\n\n")), { maxLength: 9 });
    fc.assert(
      fc.property(lines, lines, (older, newer) => {
        const [a, b] = [older.join("\n\n"), newer.join("\n\n")];
        if (paragraphsOf(a).passages.length < 2 && paragraphsOf(b).passages.length < 2) return;
        const times = (text: string, what: RegExp) => [...text.matchAll(what)].length;
        const { summary, passages } = JSON.parse(printDiff(a, b, "json")) as {
          summary: { passages: { moved?: number } };
          passages: { moved: boolean }[];
        };
        const moved = passages.filter((passage) => passage.moved).length;
        expect(summary.passages.moved ?? 0).toBe(moved);
        const list = printDiff(a, b, "list");
        expect(times(list, /moved here, before it was/g)).toBe(moved);
        expect(Number(/^passages: .*?(\d+) moved/m.exec(list)?.[1] ?? 0)).toBe(moved);
        if (moved > 0) expect(list).not.toContain("no changes");
        expect(times(printDiff(a, b, "color", false), /\{~passages? .* moved here/g)).toBe(moved);
        expect(times(printDiff(a, b, "color", false), /\[~passages? .* moved away/g)).toBe(moved);
        expect(times(printDiff(a, b, "html"), /href="#group-/g)).toBe(moved);
        expect(times(printDiff(a, b, "html"), /href="#away-/g)).toBe(moved);
      }),
      { numRuns: 150 },
    );
  });

  test("as counts is one line, with those of passages", () => {
    expect(printDiff(WORK_A, WORK_B, "stat")).toBe(
      "3 changes · 14 words of 55 · passages: 1 kept · 2 revised · 1 moved",
    );
    expect(printDiff(WORK_A, WORK_A, "stat")).toBe("no changes");
  });

  test("whose white space between passages differs doesn't say that nothing does", () => {
    const said = "no changes but of white space between passages";
    const wider = WORK_A.replace("\n\n", "\n\n\n");
    expect(["list", "stat"].map((format) => printDiff(WORK_A, wider, format as "list" | "stat"))).toEqual([said, said]);
  });

  test("of equal works is the work itself", () => expect(printDiff(WORK_A, WORK_A, "color", false)).toBe(WORK_A));

  test("of any texts shows every word of both, and its JSON rebuilds the newer", () =>
    fc.assert(
      fc.property(pastedText, pastedText, (a, b) => {
        const { changes } = JSON.parse(printDiff(a, b, "json")) as { changes: Change[] };
        expect(applyChanges(changes, a, b)).toBe(b);
        const shown = seen(printDiff(a, b, "color", false));
        for (const text of [a, b])
          for (const { from, to } of words(text)) expect(shown).toContain(seen(text.slice(from, to)));
      }),
      { numRuns: 200 },
    ));
});

describe("differences line by line", () => {
  test("answer each line with its changes and the time they took", async () => {
    const [first] = await answers(JSON.stringify({ a: "the wrath", b: "the rage" }));
    expect(first!["changes"]).toEqual([{ fromA: 4, toA: 9, fromB: 4, toB: 8, kind: "replaced", only: null }]);
    expect(Number.isInteger(first!["micros"])).toBe(true);
  });

  test("of whole works are one list in order, offsets into both texts", async () => {
    const [answer] = await answers(JSON.stringify({ a: WORK_A, b: WORK_B }));
    const changes = answer!["changes"] as Change[];
    expect(applyChanges(changes, WORK_A, WORK_B)).toBe(WORK_B);
    expectKeptEqual(changes, WORK_A, WORK_B);
  });

  test.each([
    ["Lord", "lord", "case"],
    [",", ";", "punctuation"],
    ["labour", "labor", "spelling"],
    ["wrath", "rage", null],
  ])("say of %s and %s that they differ in: %s", async (older, newer, only) => {
    const [answer] = await answers(JSON.stringify({ a: `one ${older} two`, b: `one ${newer} two` }));
    expect(answer!["changes"]).toMatchObject([{ kind: "replaced", only }]);
  });

  test("compare canonical forms and give them, or every character if they are asked to", async () => {
    const [a, b] = ["a re-wrapped\ncafe\u0301", "a  re-wrapped\r\ncaf\u00e9\n"];
    const form = "a re-wrapped caf\u00e9";
    const line = JSON.stringify({ a, b });
    expect(await answers(line)).toMatchObject([{ a: form, b: form, changes: [] }]);
    const [exact] = await answersTo([line], true);
    expect(exact).toMatchObject({ a, b });
    expect(applyChanges(exact!["changes"] as Change[], a, b)).toBe(b);
    expect(exact!["changes"]).not.toEqual([]);
  });

  test("of many that wait are the same and in order", async () => {
    const lines = Array.from({ length: 700 }, (_, at) => JSON.stringify({ a: "one two", b: `one ${at % 9}` }));
    const all = (await answersTo(["", ...lines])).map(({ micros: _, ...answer }) => answer);
    const [some] = await answers(lines[3]!);
    expect(all).toHaveLength(701);
    expect(all.slice(1).map(({ b }) => b)).toEqual(lines.map((_, at) => `one ${at % 9}`));
    expect(all[4]).toEqual({ a: some!["a"], b: some!["b"], changes: some!["changes"] });
  });

  test("are given without waiting for a second line", async () => {
    let second: (line: string) => void = () => undefined;
    async function* dialogue(): AsyncIterable<string> {
      yield "{}";
      yield await new Promise<string>((resolve) => (second = resolve));
    }
    const told = diffLines(dialogue())[Symbol.asyncIterator]();
    expect((await told.next()).value).toContain("error");
    second(JSON.stringify({ a: "x", b: "x" }));
    expect((await told.next()).value).toContain('"changes":[]');
    expect((await told.next()).done).toBe(true);
  });

  test("answer a malformed line with an error in its place and go on", async () => {
    const good = JSON.stringify({ a: "x", b: "x" });
    const bad = ["", "{", "null", "[]", "7", '{"a":"x"}', '{"a":"x","b":7}'];
    const all = await answers(good, ...bad, good);
    expect(all).toHaveLength(bad.length + 2);
    for (const answer of all.slice(1, -1)) expect(Object.keys(answer)).toEqual(["error"]);
    expect([all[0]!["changes"], all.at(-1)!["changes"]]).toEqual([[], []]);
  });
});

test("canonical forms of a re-wrapped work differ in nothing", () => {
  const wrapped = WORK_A.replaceAll(". ", ".\r\n").replaceAll(" of ", "\nof\t").replaceAll("\n\n", "\r\n \r\n\r\n");
  const { a, b } = comparable({ a: WORK_A, b: wrapped }, false);
  expect([a, b]).toEqual([WORK_A, WORK_A]);
  expect(comparable({ a: WORK_A, b: wrapped }, true)).toEqual({ a: WORK_A, b: wrapped });
});

test("the command refuses files beside --jsonl, which would not be read", async () => {
  const command = diffCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await expect(command.parseAsync(["A", "B", "--jsonl"], { from: "user" })).rejects.toThrow(
    /leave files and --stat out/,
  );
});
