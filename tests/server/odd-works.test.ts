/**
 * Works that are not like most: each goes out in every format, and comes in elsewhere as it was as far as the format can hold it;
 * its archive makes the same work there, whose own archive has the same bytes.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import "../help/laws.ts";
import { readHere } from "../../server/bringing/read-here.ts";
import { bringIn } from "../../server/bringing/bringing.ts";
import { audit } from "../../server/care/audit.ts";
import { openDesk } from "../../server/desk/desk.ts";
import { writeDown } from "../../server/exchanging/exchanging.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { FORMAT_NAMES } from "../../translations/exchange/format-names.ts";
import type { BroughtPassage, BroughtVersion, Counts } from "../../translations/exchange/brought.ts";
import type { Head } from "../../translations/exchange/records.ts";
import type { WorkCommand } from "../../translations/decide/decide.ts";
import { sourceCutsIn } from "../../translations/decide/parting.ts";
import { canonicalText, renderingFromJson, renderingToJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { parseText } from "../../translations/text/parse.ts";
import { bringArchive } from "../help/archives.ts";
import { inRole } from "../help/histories.ts";

/** What may stand in one passage. */
const WORDS = [
  "The way that can be told.",
  "في البدء كان الكلمة، والكلمة كان عند الله.",
  "בראשית ברא אלהים את השמים ואת הארץ (abc) 12.",
  "天地玄黄，宇宙洪荒。",
  "漢字《かんじ》を読む。",
  "A 👩‍👩‍👧‍👦 family, a 🇫🇷 flag, 𠮷野家, e\u0301 and \u00e9.",
  "| Tyger Tyger, burning bright,\n| In the forests of the night;",
  "> Quoted, it said:\n>\n> > and quoted again.",
  "- one\n- two\n  - and within",
  "7. seven\n8. eight",
  "First.\n\nSecond, *not* marked_up_ <b>nor</b> `code`.",
  "Abc \u202egnp.exe and \u2066isolated\u2069 words.",
  "# not a heading but a sign",
  "[a/b/v1 sha256:00] is no stamp; --> nor is this the end.",
  '=1+1, “quoted”, "plain"; a\u00a0no-break space',
  "---",
  "x".repeat(5_000),
] as const;
/** Words with marks, one of them the sign of an author's footnote. */
const MARKED: RenderingJson = {
  type: "doc",
  content: [
    {
      type: "paragraph",
      content: [
        { type: "text", text: "The " },
        { type: "text", text: "way", marks: [{ type: "emphasis" }] },
        { type: "text", text: "*", marks: [{ type: "footnote", attrs: { passage: "p-1" } }] },
      ],
    },
  ],
};
const SOURCES = [
  [],
  ["太初有道。第二句。"],
  ["一。", "二。三。"],
  ["ܒܪܫܝܬ ܐܝܬܘܗܝ ܗܘܐ ܡܠܬܐ"],
  ["縦書《たてがき》の本。"],
] as const;
const TITLES = ["A work", "Right \u202eto left", "道德經 👍", 'a "quoted" <title>\\', "---"] as const;

const HEAD: Head = {
  ...{ id: "odd", title: "A work", originalTitle: "", issuer: "", originalIssuer: "", issued: "" },
  ...{ language: "en", sourceLanguage: "zh-Hant", about: "", rights: "" },
  translation: { id: "translation", title: "A work", publisher: "", translators: [], editors: [] },
  otherTranslations: ["asv", "empty"].map((id) => ({
    ...{ id, title: id, language: "en", publisher: "", translators: [], editors: [] },
  })),
};

const versions: fc.Arbitrary<BroughtVersion[]> = fc.array(
  fc
    .record({
      rendering: fc.constantFrom(MARKED, ...WORDS.map((words) => renderingToJson(parseText(words)))),
      date: fc.constantFrom("1611", "2026-02-28"),
      by: fc.constant<BroughtVersion["by"]>([]),
      rationale: fc.constantFrom("", "Nearer.", "‏لأن"),
      base: fc.constant(null),
      isOther: fc.boolean(),
    })
    .map(({ isOther, ...version }) => ({ ...version, ...(isOther && { translation: "asv" }) })),
  { maxLength: 2 },
);
const passages = fc
  .array(
    fc.record({
      source: fc.constantFrom(...SOURCES),
      versions,
      kind: fc.constantFrom("heading" as const, "paragraph" as const),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((all) =>
    all.map(({ source, versions: own, kind }, at): BroughtPassage => ({
      ...{ id: `p-${at + 1}`, locator: `¶ ${at + 1}`, kind, level: kind === "heading" ? 1 : 2 },
      ...{ source: [...source], versions: own, current: own.length },
    })),
  );

const folder = { drafts: false, sources: true, base: "https://variorum.example" };

function out(db: ReturnType<typeof openSqlite>, as: string): Buffer & { leftOut: Counts } {
  const pieces: Uint8Array[] = [];
  const { leftOut } = writeDown(db, { work: HEAD.id, as, ...folder, ...(as === "archive" && { base: "" }) }, (piece) =>
    pieces.push(typeof piece === "string" ? Buffer.from(piece) : piece),
  );
  return Object.assign(Buffer.concat(pieces), { leftOut });
}

/** The same without marks. */
function unmarked(all: readonly BroughtPassage[]): BroughtPassage[] {
  const bare = (rendering: RenderingJson | null) =>
    rendering && renderingToJson(parseText(canonicalText(renderingFromJson(rendering))));
  return all.map((each) => ({
    ...each,
    versions: each.versions.map((version) => ({ ...version, rendering: bare(version.rendering) })),
  }));
}

/** The words that stand in each passage, but for those of none. */
function standingIn(all: readonly BroughtPassage[]): [string, string][] {
  return all.flatMap(({ id, versions: own, current }): [string, string][] => {
    const words = own[current - 1]?.rendering;
    return words ? [[id, canonicalText(renderingFromJson(words))]] : [];
  });
}

test("whatever stands in it, a work comes back from each format as far as that can hold it, and from its archive whole", async () => {
  await fc.assert(
    fc.asyncProperty(passages, fc.constantFrom(...TITLES), fc.boolean(), async (all, title, isPrivate) => {
      const [db, dbThere] = [openSqlite(":memory:"), openSqlite(":memory:")];
      const [here, there] = [sqliteStore(db), sqliteStore(dbThere)];
      const head = { ...HEAD, title, ...(isPrivate && { visibility: "private" as const }) };
      await bringIn(here, { head, passages: all, by: { name: "Ada", id: "u-ada" }, act: "import/odd" });

      for (const as of FORMAT_NAMES) {
        const bytes = out(db, as);
        const isKeyed = as === "csv" || as === "tsv" || as === "jsonl";
        // A text of no words is none.
        if (!isKeyed && standingIn(all).length === 0) continue;
        const read = readHere(`odd.${as}`, bytes, as === "jsonl" ? { sourceField: "source" } : {});
        if (read.kind === "passages") {
          expect([as, read.passages]).toEqual([as, unmarked(all)]);
          const marked = all.flatMap((each) => each.versions).filter(({ rendering }) => rendering === MARKED).length;
          expect([as, bytes.leftOut["versions with marks"] ?? 0]).toEqual([as, marked]);
          continue;
        }
        // Markdown has no verse.
        if (as === "md" && JSON.stringify(all).includes('"verse"')) continue;
        const back = read.pieces.map(({ passage, rendering }) => [
          passage,
          canonicalText(renderingFromJson(rendering)),
        ]);
        expect([as, back]).toEqual([as, standingIn(all)]);
      }

      const archive = out(db, "archive");
      await bringArchive(there, archive, () => false);
      expect(out(dbThere, "archive").equals(archive)).toBe(true);
      expect([audit(db).faults, audit(dbThere).faults]).toEqual([[], []]);
      await here.close();
      await there.close();
    }),
    { numRuns: 40 },
  );
}, 240_000);

test("with a passage retired, one split and two joined, its archive is the same elsewhere, and no format has what went", async () => {
  const [db, dbThere] = [openSqlite(":memory:"), openSqlite(":memory:")];
  const [here, there] = [sqliteStore(db), sqliteStore(dbThere)];
  const words = ["One. Two.", "Retired words.", "Left.", "Right."];
  const all = words.map((text, at): BroughtPassage => {
    const rendering = renderingToJson(parseText(text));
    const version = { rendering, date: "1611", by: [], rationale: "", base: null };
    const id = ["a", "b", "c", "d"][at]!;
    return { id, locator: id, kind: "paragraph", level: 1, source: ["一。二。"], versions: [version], current: 1 };
  });
  await bringIn(here, { head: HEAD, passages: all, by: { name: "Ada" }, act: "import/odd" });
  const desk = openDesk(here);
  const owner = inRole("owner");
  const named = (id: string) => ({ id, locator: id });
  const commands: WorkCommand[] = [
    { type: "retire-passage", passage: "b", branch: false, reason: "No part of it." },
    {
      ...{ type: "split-passage", passage: "a", parts: [named("a-1"), named("a-2")], cuts: [5] },
      ...{ sourceCuts: sourceCutsIn(["一。二。"]), reason: "Two thoughts." },
    },
    { type: "join-passages", passages: ["c", "d"], into: named("cd"), reason: "One thought." },
  ];
  for (const command of commands) expect(await desk.describe(HEAD.id, command, owner)).toMatchObject({ ok: true });
  for (const as of FORMAT_NAMES) {
    const read = readHere(`odd.${as}`, out(db, as), {});
    const found =
      read.kind === "passages"
        ? standingIn(read.passages)
        : read.pieces.map(({ passage, rendering }) => [passage, canonicalText(renderingFromJson(rendering))]);
    expect([as, found]).toEqual([
      as,
      [
        ["a-1", "One."],
        ["a-2", "Two."],
        ["cd", "Left.\n\nRight."],
      ],
    ]);
  }
  const archive = out(db, "archive");
  await bringArchive(there, archive, () => false);
  expect(out(dbThere, "archive").equals(archive)).toBe(true);
  expect([audit(db).faults, audit(dbThere).faults]).toEqual([[], []]);
  await here.close();
  await there.close();
});
