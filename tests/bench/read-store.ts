/** Stores of many passages and versions, written through the store's port from real sentences, to be read by `read.ts`. */
import { refusalInWords } from "../../editor/refusals/refusals.ts";
import { openSqlite, sqliteStore } from "../../server/sqlite/sqlite.ts";
import type { Store } from "../../server/store/store.ts";
import { foundingOf } from "../help/made-works.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import type { LedgerEvent } from "../../translations/ledger/events.ts";
import { endsAfter, passageStream, type End, type LedgerRecord, type Place } from "../../translations/ledger/record.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Passage, Work } from "../../translations/ledger/work.ts";
import type { CorpusVersion } from "../../translations/plan/corpus.ts";
import { plan } from "../../translations/plan/plan.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { parseText } from "../../translations/text/parse.ts";
import { readChinese, readVerses } from "./pairs.ts";
import { decide, type Command, evolve, NOTHING, recordsOfAct } from "../help/one-passage.ts";

/** How much a work holds. `open`: so many of its passages have a proposal that waits for review. */
export interface Size {
  id: string;
  passages: number;
  /** Of each passage. */
  versions: number;
  open: number;
}

const OWNER: Actor = { id: "seed", name: "Seed", role: "owner" };
const DAY = "2022-01-24";
const AT = "2026-01-02T03:04:05.000Z";

/** Renderings and source words, in turns: of the corpora where they are at hand, else the Plan's own. */
export interface Sentences {
  renderings: readonly string[];
  sources: readonly string[];
}

/** @param folder of the corpora. */
export function sentences(folder: string): Sentences {
  const verses = readVerses(`${folder}/oeb-revisions.jsonl`)?.map(({ versions }) => versions.at(-1)!.text);
  const chinese = readChinese(`${folder}/zh-en-paragraphs.jsonl`);
  return {
    renderings: verses ?? plan.histories.flatMap(({ versions }) => versions.flatMap(wordsOf)),
    sources: chinese ?? plan.work.passages.flatMap(({ source }) => source.words),
  };
}

function wordsOf({ rendering }: CorpusVersion): string[] {
  return rendering ? [canonicalText(renderingFromJson(rendering)).trim()] : [];
}

/** The id of a work's passage, counted from 0. */
export function passageId(at: number): string {
  return `p-${at + 1}`;
}

/**
 * Brings a work of this size into the store in `file`, made if it is not there.
 * @returns the bytes of its words: of its versions and of their sources.
 */
export async function fill(file: string, size: Size, from: Sentences): Promise<number> {
  const store = sqliteStore(openSqlite(file));
  const words = await bringIn(store, size, from);
  await store.close();
  return words;
}

async function bringIn(store: Store, size: Size, from: Sentences): Promise<number> {
  const passages = Array.from({ length: size.passages }, (_, at) => passageAt(at, from));
  const work: Work = { ...plan.work, id: size.id, title: `A work of ${size.passages} passages`, passages };
  const founding = foundingOf(work);
  const ends = endsAfter(founding);
  const records = passages.flatMap(({ id }, at) => {
    const place = { work: size.id, passage: id };
    return recordsOf(place, ends.get(passageStream(place))!, commandsFor(size, at, from));
  });
  await store.bringIn([...founding, ...records]);
  return [...founding, ...records].reduce((sum, { event }) => sum + bytesOf(event), 0);
}

function bytesOf(event: LedgerEvent): number {
  if (event.type === "source-worded") return Buffer.byteLength((event.wording ?? []).join(""));
  if (event.type !== "version-recorded" || !event.words) return 0;
  return Buffer.byteLength(canonicalText(renderingFromJson(event.words.rendering)));
}

function passageAt(at: number, { sources }: Sentences): Passage {
  const source = { number: 1, held: "whole" as const, words: [sources[at % sources.length]!] };
  return { id: passageId(at), locator: `Section ${at + 1}`, kind: "paragraph", level: at % 40 === 0 ? 1 : 2, source };
}

function recordsOf(place: Place, end: End, commands: readonly Command[]): LedgerRecord[] {
  const records: LedgerRecord[] = [];
  let [state, ends] = [NOTHING, new Map([[passageStream(place), end]])];
  commands.forEach((command, at) => {
    const decision = decide(state, command, OWNER, AT);
    if (!decision.ok) throw new Error(`bench:read: ${place.passage}: ${refusalInWords(decision.refusal)}`);
    const id = `bench/${place.work}/${place.passage}/${at + 1}`;
    const added = recordsOfAct(place, ends, { id, at: AT, newSalt: saltsFrom(id) }, decision.events);
    records.push(...added);
    [state, ends] = [added.reduce(evolve, state), endsAfter(added, ends)];
  });
  return records;
}

function commandsFor({ id, versions, open }: Size, at: number, from: Sentences): Command[] {
  const recorded = Array.from({ length: versions }, (_, number): Command => {
    const facts = { date: DAY, publishedIn: [], rationale: "", notes: [], provenance: "Made for the benchmark." };
    const contributors = [{ name: "A. Translator", role: "translator" as const }];
    const rendering = parseText(revised(from, at, number));
    return { type: "record-version", facts: { ...facts, base: number || null, rendering, contributors } };
  });
  return at < open ? [...recorded, ...proposing(`${id}-${at + 1}`, versions, revised(from, at, versions))] : recorded;
}

function proposing(proposal: string, base: number, text: string): Command[] {
  const words = { rendering: parseText(text), notes: [], summary: "It is clearer.", proposers: [] };
  return [
    { type: "open-proposal", proposal, kind: "revision", base },
    { type: "submit-proposal", proposal, ...words },
  ];
}

/** The sentence of a passage, one word of it replaced with each version, by one of another sentence. */
function revised({ renderings }: Sentences, at: number, version: number): string {
  const words = renderings[at % renderings.length]!.split(" ");
  const others = renderings[(at + 1) % renderings.length]!.split(" ");
  for (let number = 1; number <= version; number++) {
    const [place, other] = [(number * 7) % words.length, others[number % others.length]!];
    words[place] = words[place] === other ? `${other}s` : other;
  }
  return words.join(" ");
}
