/**
 * A revised file of a work, read and laid on it, whatever it is: a Word file that was taken out here is known by its marks, and
 * says who changed what; any other is laid beside what stands. What became of the passages is kept for somebody to look at.
 */
import { setImmediate as turn } from "node:timers/promises";
import { Counting, NotTaken, type Counts } from "../../translations/exchange/brought.ts";
import { BECAME, type Became, type Difference } from "../../translations/exchange/difference.ts";
import type { Group } from "../../translations/exchange/onto.ts";
import type { Piece } from "../../translations/exchange/pieces.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import { blocksOf } from "../../translations/exchange/staged.ts";
import type { Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Store } from "../store/store.ts";
import { knownIn } from "./bringing-onto.ts";
import { differing, type Differing } from "./proposing-onto.ts";
import { ontoOfStaged, readRevised, type Sent } from "./reading-files.ts";
import { calledSo, digestOfText } from "./staged-text.ts";
import { returnedFile, returnedTo } from "./returning.ts";

/** So many differences are a block. */
export const DIFFERENCES = 20;

/** A file as it comes, or several, which are one text. */
export interface RevisedFile {
  sent: Sent;
  choices: Choices;
  /** The id of the translation that it revises, and whose work it is, if the file does not say: whoever brings it unless given. */
  translation: string;
  people?: readonly Person[];
}

/** What a file differs in, to be looked at. */
export interface Revision {
  /** What it is called, and the SHA-256 of its bytes; of several, of what was read of them. */
  name: string;
  digest: string;
  /** Each JSON of a list of {@link Difference}, in the order of the file. */
  blocks: string[];
  counts: Differing["counts"];
  /** What each difference became, a letter each: its place in {@link BECAME}. */
  became: string;
  /** How many passages it words otherwise, and which. */
  parts: number;
  passages: string[];
  notTaken: Counts;
  questions: Question[];
}

/** @throws NotTaken if the file can't be read, or laid beside what stands. */
export async function revisionOf(
  store: Store,
  work: Work,
  { sent, choices, translation, people = [] }: RevisedFile,
  by: Person,
): Promise<Revision> {
  const read = await readRevised(sent, choices);
  const { name, questions } = read;
  const day = new Date().toISOString().slice(0, 10);
  const revisionAs = ({ differences, counts, notTaken }: Differing): Revision => ({
    ...{ name: calledSo(name), digest: digestOfText(sent.bytes, sent.form, read.blocks) },
    ...{ blocks: blocksOf(differences, DIFFERENCES), counts, notTaken, questions },
    became: differences.map(({ became }) => BECAME.indexOf(became)).join(""),
    parts: differences.reduce((sum, { parts }) => sum + parts.length, 0),
    passages: differences.flatMap(({ parts }) => parts.map(({ passage }) => passage)),
  });
  if (/\.docx(?:,|$)/i.test(name) && (await isOurs(work, read.blocks))) {
    if (sent.form !== null) throw new NotTaken({ code: "from-here" });
    return { ...revisionAs(await differingByMarks(store, work, sent, by, day)), questions: [] };
  }
  const known = await knownIn(store, work, translation);
  const { groups, kept, counts } = await ontoOfStaged(read.blocks, await inBlocks(known));
  const comparing = { translation, by, day, people: people.length > 0 ? people : [by] };
  const found = await differing(store, work, { groups: await unpacked<Group>(groups) }, comparing);
  const counting = new Counting();
  for (const each of [read.notTaken, counts, found.notTaken]) counting.addAll(each);
  const all = { ...found.counts, kept: found.counts.kept + kept };
  return revisionAs({ ...found, counts: all, notTaken: counting.counts() });
}

/** True if pieces say of which of the work's passages they are. */
async function isOurs({ passages }: Work, blocks: readonly string[]): Promise<boolean> {
  const here = new Set(passages.map(({ id }) => id));
  for (const block of blocks) {
    const pieces = JSON.parse(block) as Piece[];
    if (pieces.some(({ passage, locator }) => passage !== null && locator === undefined && here.has(passage)))
      return true;
    await turn();
  }
  return false;
}

/** What a Word file that was taken out here differs in, whose marks say which passages it has, and who changed them. */
async function differingByMarks(
  store: Store,
  work: Work,
  { name, bytes }: Sent,
  by: Person,
  day: string,
): Promise<Differing> {
  const file = await returnedFile(name, bytes);
  const { parts, already, found, notTaken } = await returnedTo(store, work, file, by, day);
  const counting = new Counting();
  for (const counts of [file.notTaken, notTaken]) counting.addAll(counts);
  const none = Object.fromEntries(BECAME.map((each) => [each, 0])) as Record<Became, number>;
  const revised = parts.length;
  return {
    counts: { ...none, kept: found - already - revised, proposed: already, revised },
    notTaken: counting.counts(),
    differences: parts.map((part): Difference => ({
      ...{ became: "revised", moved: false, doubtful: false, passages: [part.passage] },
      ...{ words: [part.rendering], parts: [part] },
    })),
  };
}

/** So many passages are packed before others have a turn. */
const PACKED = 200;

async function inBlocks(all: readonly unknown[]): Promise<string[]> {
  const blocks: string[] = [];
  for (let at = 0; at < all.length; at += PACKED) {
    blocks.push(...blocksOf(all.slice(at, at + PACKED)));
    await turn();
  }
  return blocks;
}

async function unpacked<Each>(blocks: readonly string[]): Promise<Each[]> {
  const all: Each[] = [];
  for (const block of blocks) {
    all.push(...(JSON.parse(block) as Each[]));
    await turn();
  }
  return all;
}
