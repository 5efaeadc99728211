/** A revised file of a translation that is here: what became of its passages, what is proposed of it, and what is not. */
import { expect, test } from "vitest";
import { bringIn } from "../../server/bringing/bringing.ts";
import { knownIn } from "../../server/bringing/bringing-onto.ts";
import { differing } from "../../server/bringing/proposing-onto.ts";
import { atMachine, proposalsFrom, propose } from "../../server/bringing/proposing.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import { textOf } from "../../translations/exchange/beside.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { readMarkdown } from "../../translations/exchange/markdown.ts";
import { keyedOnto, piecesOnto } from "../../translations/exchange/onto.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import { VILLAGE } from "../help/onto.ts";
import { bareWork } from "../help/store-contract.ts";

const ADA = { name: "Ada" };
const SAYING = { translation: "first", by: ADA, day: "2026-11-27", people: [ADA] };
async function village() {
  const store = sqliteStore(openSqlite(":memory:"));
  const { passages: _, terms: __, ...head } = bareWork("village");
  const lines = VILLAGE.map((text, at) => JSON.stringify({ id: `p${at + 1}`, versions: [{ text }] }));
  const { passages } = readJsonl(lines.join("\n"));
  await bringIn(store, { head, passages, by: ADA, act: "import/own" }, { now: Date.now, pause: async () => undefined });
  const work = (await store.work("village"))!;
  return { store, work, known: await knownIn(store, work, "first") };
}

const inPieces = (...paragraphs: string[]): Piece[] => readMarkdown(paragraphs.join("\n\n")).pieces;

test("kept, revised, split, merged, moved, new and gone: each told once; parts are what reads otherwise; then all was proposed", async () => {
  const { store, work, known } = await village();
  const [river, winter, letter, asked, , children] = VILLAGE;
  const [snow, foxes] = winter.split(/(?<=snow\.) /) as [string, string];
  const pieces = inPieces(
    children,
    river.replace("old bridge", "older bridge"),
    "Long after, strangers asked where the road to the harbour had been, and were shown a field of barley.",
    snow,
    foxes,
    `${letter} ${asked.replace("forty", "fifty")}`,
  );
  const onto = piecesOnto(known, pieces);
  const { differences, counts, notTaken } = await differing(store, work, onto, SAYING);
  expect(differences.map(({ became, passages }) => `${became} ${passages.join(" ")}`)).toEqual([
    "moved p6",
    "revised p1",
    "new ",
    "split p2",
    "merged p3 p4",
    "gone p5",
  ]);
  expect(counts).toEqual({ kept: 0, proposed: 0, revised: 1, moved: 1, split: 1, merged: 1, new: 1, gone: 1 });
  const parts = differences.flatMap((each) => each.parts);
  expect(parts.map(({ passage, rendering }) => [passage, textOf(rendering)])).toEqual([
    ["p1", river.replace("old bridge", "older bridge")],
    ["p2", `${snow}\n\n${foxes}`],
    ["p4", asked.replace("forty", "fifty")],
  ]);
  expect(notTaken).toEqual({ "moves of passages": 1, "joins of passages": 1 });

  const going = proposalsFrom({ digest: "", file: "second.md", by: ADA });
  expect(await propose(parts, { summary: "Second edition" }, atMachine(store, "village", going))).toMatchObject({
    proposals: [expect.any(String)],
  });
  const again = await differing(store, work, onto, SAYING);
  expect(again.differences.flatMap((each) => each.parts)).toEqual([]);
  expect(again.counts).toMatchObject({ proposed: 3, split: 0, merged: 0, moved: 1 });
  await store.close();
});

test("notes come with words that are revised, and are counted where those stay; so are other wordings and reasons", async () => {
  const { store, work, known } = await village();
  const pieces = inPieces(VILLAGE[0], `${VILLAGE[1]} So it was.`, ...VILLAGE.slice(2));
  const note = (body: string) => ({ author: "Eve", date: null, body, target: null });
  const noted = pieces.map((piece, at) =>
    at < 2 ? { ...piece, notes: [note(`Note ${at}`), note(`Another ${at}`)] } : piece,
  );
  const found = await differing(store, work, piecesOnto(known, noted), SAYING);
  const [part, ...others] = found.differences.flatMap((each) => each.parts);
  expect(others).toEqual([]);
  expect(part!.notes.map(({ body, author }) => [body, author.name])).toEqual([
    ["Note 1", "Eve"],
    ["Another 1", "Eve"],
  ]);
  expect(found.notTaken).toEqual({ "notes on words that are as they were": 2 });

  const lines = [
    { id: "p1", versions: [{ text: "One" }, { text: "Two", rationale: "Better." }, { text: "Three" }] },
    { id: "p2", versions: [{ text: VILLAGE[1] }] },
  ];
  const { passages } = readJsonl(lines.map((line) => JSON.stringify(line)).join("\n"));
  const keyed = await differing(store, work, keyedOnto(known, passages), SAYING);
  expect(keyed.counts).toMatchObject({ revised: 1, kept: 1, gone: 4 });
  expect(keyed.notTaken).toEqual({ "earlier wordings": 2, "reasons of single passages": 1 });
  await store.close();
});
