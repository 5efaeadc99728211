/** A work of a few passages, and what comes onto it. */
import { bringIn } from "../../server/bringing/bringing.ts";
import type { BringingOnto } from "../../server/bringing/bringing-onto.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import type { BroughtVersion } from "../../translations/exchange/brought.ts";
import { readJsonl } from "../../translations/exchange/jsonl.ts";
import { passageStream } from "../../translations/ledger/record.ts";
import { evolveVersions, type Version } from "../../translations/ledger/state.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { bareWork } from "./store-contract.ts";

/** The passages of a short work, each unlike the others. */
export const VILLAGE = [
  "The river runs past the old bridge and the mill, and nobody crosses it before the bells have rung.",
  "In winter the orchards sleep under deep snow. The foxes come down from the hills to look for food.",
  "A letter came from the capital in spring, sealed with red wax and signed by three ministers.",
  "It asked the village for forty carts of timber and for the names of all who could read.",
  "The schoolmaster answered that there was neither timber nor paper left in the whole valley.",
  "Children were taught by the fire, from one book that had lost both its first and its last page.",
] as const;

export const WORK = "mark";
/** Others are not let in between. */
export const AT_ONCE = { now: Date.now, pause: async () => undefined };
export const ASV = {
  id: "asv",
  title: "American Standard",
  language: "en",
  publisher: "Nelson",
  translators: [],
  editors: [],
};

/** Passages of a file, each with the wordings of its versions. */
export function brought(
  wordings: Readonly<Record<string, readonly string[]>>,
): { passage: string; versions: BroughtVersion[] }[] {
  const lines = Object.entries(wordings).map(([id, all]) =>
    JSON.stringify({ id, versions: all.map((text) => ({ text })) }),
  );
  return readJsonl(lines.join("\n")).passages.map(({ id, versions }) => ({ passage: id, versions }));
}

/** A work with these wordings, of its own translation. */
export async function workWith(wordings: Readonly<Record<string, readonly string[]>>, file = ":memory:") {
  const db = openSqlite(file);
  const store = sqliteStore(db);
  const { passages: _, terms: __, ...head } = bareWork(WORK);
  const lines = Object.entries(wordings).map(([id, all]) =>
    JSON.stringify({ id, source: `源${id}`, versions: all.map((text) => ({ text })) }),
  );
  const { passages } = readJsonl(lines.join("\n"), { sourceField: "source" });
  await bringIn(store, { head, passages, by: { name: "Ada" }, act: "import/own" }, AT_ONCE);
  return { db, store };
}

/** These wordings, of another translation. */
export const onto = (
  wordings: Readonly<Record<string, readonly string[]>>,
  more: Partial<BringingOnto> = {},
): BringingOnto => ({
  ...{ work: WORK, translation: ASV, revises: null, passages: brought(wordings) },
  ...{ by: { name: "Ada" }, day: "1901-01-01", digest: digestOfJson(wordings), file: "asv.md", ...more },
});

export async function versionsOf(store: Store, passage: string): Promise<readonly Version[]> {
  return (await store.stream(passageStream({ work: WORK, passage }))).reduce<readonly Version[]>(evolveVersions, []);
}
