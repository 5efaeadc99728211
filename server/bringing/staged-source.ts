/**
 * A text that is to be the source of a work that is there: kept until somebody has seen how it lies on the passages, and recorded
 * once they say so. All of it is read and laid here, where nobody else waits for it; what is told of it is little.
 */
import { NO_MENDS } from "../../translations/align/align.ts";
import { NotTaken, type Counts } from "../../translations/exchange/brought.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import { supplyCounts, type Supplied, type Supply, type SupplyCounts } from "../../translations/exchange/supplied.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import type { Reading } from "../reading/reading.ts";
import { newId } from "../store/ids.ts";
import { later, type Stage, type Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import type { BringingEffects } from "./bringing.ts";
import { importing, OntoRefused } from "./importing.ts";
import { readStaged, type Sent } from "./reading-files.ts";
import { calledSo, digestOfText, type NotStaged } from "./staged-text.ts";
import { supplyOn, supplyTo } from "./supplying.ts";

/** What it stands on. */
export interface Sourcing {
  store: Store;
  reading: Pick<Reading, "read">;
  staging: Staging;
}

/** Whose text it is, of which work the source, and what is chosen for its files. */
export interface HoldingSource extends Omit<Sent, "bytes"> {
  person: string;
  work: string;
  choices: Choices;
}

/** True of a text that is to be the source of that work. */
export function isSourceOf(work: string, { about }: Pick<Stage, "about">): boolean {
  return about.onto === work && about.revised === undefined;
}

/** Reads a text and keeps it until it is recorded, in the place of what the same person gave the same work before. */
export function holdSource(
  { staging }: Pick<Sourcing, "staging">,
  { person, work: onto, choices, ...sent }: HoldingSource,
  bytes: Uint8Array,
): Promise<{ id: string; questions: Question[] } | NotStaged> {
  return orFault(sent.name, async () => {
    const { blocks, questions, table, further: _, ...read } = await readStaged({ ...sent, bytes }, choices);
    if (table) throw new NotTaken({ code: "a-table" }, null, read.name);
    const own = { ...read, name: calledSo(read.name), digest: digestOfText(bytes, sent.form, blocks) };
    for (const stage of await staging.of(person)) if (isSourceOf(onto, stage)) await staging.discard(stage.id);
    const [id, at] = [newId(), new Date().toISOString()];
    await staging.begin(person, id, at);
    const begun = await staging.get(person, id);
    if (!begun) return { moved: true as const };
    const about = { texts: { a: own, b: null }, fields: {}, onto };
    const stage = { ...begun, about, found: [], pairs: [], mends: NO_MENDS };
    const isKept = await staging.save(stage, later(begun.changed), { a: blocks });
    return isKept ? { id, questions } : { moved: true as const };
  });
}

/** Which text is meant. */
export interface HeldSource {
  person: string;
  work: string;
  id: string;
}

/** So many of each kind are told. */
const AT_ONCE = 100;
/** So many letters of each, and so many of all that are to be compared. */
const [LETTERS, COMPARED] = [240, 400_000];

/** A passage as it is told: its words from the beginning. */
export type ToldSource = Pick<Supplied, "passage" | "locator" | "doubtful"> & { words: string };

/** How a text lies on its work, as far as people are told. */
export interface LaidSourceOn {
  /** Names all that came of it. */
  plan: string;
  name: string;
  counts: SupplyCounts;
  notTaken: Counts;
  given: ToldSource[];
  added: ToldSource[];
  /** What they read before and in the text; null of what is too much to be compared. */
  changed: (ToldSource & { read: { before: string[]; words: string[] } | null })[];
  without: Supply["without"];
}

/** How a text lies on its work as things stand; null if there is none. */
export async function laySource(on: Sourcing, held: HeldSource): Promise<LaidSourceOn | NotStaged | null> {
  const found = await suppliedBy(on, held);
  if (!found || "fault" in found || "moved" in found) return found;
  const { stage, supply } = found;
  const of = (what: Supplied["what"]) => supply.passages.filter((each) => each.what === what).slice(0, AT_ONCE);
  let left = COMPARED;
  const changed = of("changed").map((each) => {
    const { before, words } = each;
    left -= lettersIn(before) + lettersIn(words);
    return { ...told(each), read: left < 0 ? null : { before, words } };
  });
  const text = stage.about.texts.a;
  return {
    ...{ plan: digestOfJson(supply), name: text?.name ?? "", counts: supplyCounts(supply) },
    ...{ notTaken: text?.notTaken ?? {}, given: of("given").map(told), changed, added: of("new").map(told) },
    without: supply.without.slice(0, AT_ONCE),
  };
}

function lettersIn(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, { length }) => sum + length, 0);
}

function told({ passage, locator, words, doubtful }: Supplied): ToldSource {
  const text = words.join(" ");
  return { passage, locator, doubtful, words: text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text };
}

/** What was seen is to be recorded: where its words are from and why they come; "" if that is not said. */
export interface RecordingSource extends HeldSource {
  /** Names all that was to come of it. */
  plan: string;
  provenance: string;
  by: Person;
}

/** So much was recorded, as this import; null if all was there. */
export interface RecordedSource {
  records: number;
  import: string | null;
  counts: SupplyCounts;
}

/**
 * Records it as it was seen; it is held no longer then. Null if there is none.
 * `moved`: something else would come of it by now, and nothing is recorded.
 */
export async function recordSource(
  on: Sourcing,
  { plan, provenance: said, by, ...held }: RecordingSource,
  told?: BringingEffects["told"],
): Promise<RecordedSource | NotStaged | { refusal: Refusal } | null> {
  const found = await suppliedBy(on, held);
  if (!found || "fault" in found || "moved" in found) return found;
  const { stage, work, supply } = found;
  const text = stage.about.texts.a;
  const provenance = said || (text?.name ?? "");
  const of = { digest: text?.digest ?? plan, file: text?.name ?? "", by };
  // Of what was stopped on the way less is left to be recorded than was seen.
  const { begun } = await importing(on.store, work.id, { ...of, brings: "source" });
  if (!begun && digestOfJson(supply) !== plan) return { moved: true };
  const came = await orRefused(supplyTo(on.store, work.id, { supply, provenance, reason: provenance }, of, told));
  if ("refusal" in came) return came;
  await on.staging.discard(stage.id);
  return { ...came, counts: supplyCounts(supply) };
}

/** What is done with a text that is held. */
export const HELD_SOURCE = { laySource, recordSource };

/** Somebody has undone it while it came. */
async function orRefused<Made>(making: Promise<Made>): Promise<Made | { refusal: Refusal }> {
  try {
    return await making;
  } catch (error) {
    if (error instanceof OntoRefused) return { refusal: error.fault };
    throw error;
  }
}

async function suppliedBy(
  { store, reading, staging }: Sourcing,
  { person, work: id, id: staged }: HeldSource,
): Promise<{ stage: Stage; work: Work; supply: Supply } | NotStaged | null> {
  const stage = await staging.get(person, staged);
  const work = await store.work(id);
  if (!stage || !work || !isSourceOf(id, stage)) return null;
  const blocks = await staging.blocks(stage, "a");
  if (!blocks) return { moved: true };
  return orFault(stage.about.texts.a?.name ?? "", async () => ({
    ...{ stage, work },
    supply: await supplyOn(reading, work, blocks),
  }));
}

async function orFault<Made>(name: string, make: () => Promise<Made>): Promise<Made | NotStaged> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return { fault: error.fault, line: error.line, name: error.file ?? name };
  }
}
