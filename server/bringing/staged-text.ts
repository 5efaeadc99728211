/** A text is read, put on its side of what somebody has begun, and laid beside the other: here, or by a process of its own. */
import { NO_MENDS, type Pair, type Side } from "../../translations/align/align.ts";
import { NotTaken, type Fault } from "../../translations/exchange/brought.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import type { Staged } from "../../translations/exchange/staged.ts";
import { digestOf } from "../../translations/text/digest.ts";
import { plainly } from "../../translations/text/well-formed.ts";
import { newId } from "../store/ids.ts";
import {
  later,
  type Sides,
  type Stage,
  type StagedAbout,
  type StagedBeside,
  type StagedText,
  type Staging,
} from "../store/staging.ts";
import { pairsOfStaged, readStaged, type Sent } from "./reading-files.ts";

/** Which text it is: whose, of what that they have begun, on which side, and what is chosen for its files. */
export interface Taking extends Omit<Sent, "bytes"> {
  person: string;
  id: string;
  side: Side;
  choices: Choices;
}

/** Why a text can't be taken in; or that what somebody has begun is another by now, or thrown away. */
export type NotStaged = { fault: Fault; line: number | null; name: string } | { moved: true };

/** What its files leave open, and was decided as is usual; or why it is not taken. */
export type Took = { questions: Question[] } | NotStaged;

export async function takeText(staging: Staging, taking: Taking, bytes: Uint8Array): Promise<Took> {
  try {
    const questions = await taken(staging, taking, bytes);
    return questions ? { questions } : { moved: true };
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return { fault: error.fault, line: error.line, name: error.file ?? taking.name };
  }
}

/** Null if what was begun is another state, or there no more. */
async function taken(staging: Staging, taking: Taking, bytes: Uint8Array): Promise<Question[] | null> {
  const { person, id, side, choices, ...sent } = taking;
  const { form } = sent;
  const { blocks, questions, table, further = [], ...read } = await readStaged({ ...sent, bytes }, choices);
  const isOfTable = ({ about }: Pick<Stage, "about">): boolean =>
    about.beside?.stage === id && about.beside.ofTable === true;
  // What came with the table that this takes the place of goes with that.
  const room = MOST_BEGUN - (await staging.of(person)).filter((each) => !isOfTable(each)).length;
  const left = further.length - Math.max(0, room);
  const notTaken = { ...read.notTaken, ...(left > 0 && { translations: left }) };
  const own = { ...read, notTaken, name: calledSo(read.name), digest: digestOfText(bytes, form, blocks) };
  const stage = await staging.get(person, id);
  if (!stage || stage.made !== null) return null;
  const { fields, texts, beside } = stage.about;
  const title = fields["title"] || (side === "b" ? own.heading : "");
  const keep = async (now: Partial<StagedAbout["texts"]>, pairs: Pair[], sides: Partial<Sides>) => {
    const about = { ...stage.about, texts: { ...texts, ...now }, fields: { ...fields, title } };
    if (!(await staging.save({ ...stage, ...laid(pairs), about }, later(stage.changed), sides))) return null;
    if (!now.b || beside) return questions;
    for (const each of await besideOf(staging, person, id)) if (isOfTable(each)) await staging.discard(each.id);
    await layAnew(staging, person, id);
    for (const each of further.slice(0, Math.max(0, room)))
      await putBeside(staging, person, { id, blocks, own: now.b }, each);
    return questions;
  };
  if (table) {
    // The source it brings takes the place of its own alone.
    if (Object.values(texts).some((text) => text && text.name !== own.name)) throw new NotTaken({ code: "a-table" });
    const { pairs, blocks: source, ...of } = table;
    return keep({ a: { ...own, ...of, heading: "", notTaken: {} }, b: own }, pairs, { a: source, b: blocks });
  }
  const other = await staging.blocks(stage, side === "a" ? "b" : "a");
  if (!other) return null;
  return keep({ [side]: own }, await (side === "a" ? pairsOfStaged(blocks, other) : pairsOfStaged(other, blocks)), {
    [side]: blocks,
  });
}

/** Pairs as they were found, and no step taken. */
function laid(pairs: Pair[]): Pick<Stage, "found" | "pairs" | "mends"> {
  return { found: pairs, pairs, mends: NO_MENDS };
}

/** The further translations of what is to be a work, in the order in which they were begun. */
export async function besideOf(
  staging: Staging,
  person: string,
  stage: string,
): Promise<Pick<Stage, "id" | "changed" | "about">[]> {
  const all = (await staging.of(person)).filter(({ about }) => about.beside?.stage === stage);
  return all.sort((x, y) => x.about.beside!.place - y.about.beside!.place);
}

/** Begins a further translation. @returns its id */
export async function beginBeside(
  staging: Staging,
  person: string,
  first: { id: string; blocks: readonly string[]; own: StagedText },
  more: Pick<StagedBeside, "ofTable"> = {},
): Promise<string> {
  const places = (await besideOf(staging, person, first.id)).map(({ about }) => about.beside!.place);
  const [id, changed] = [newId(), new Date().toISOString()];
  await staging.begin(person, id, changed);
  const stage = (await staging.get(person, id))!;
  const beside = { stage: first.id, place: Math.max(0, ...places) + 1, ...more };
  const about = { texts: { a: first.own, b: null }, fields: {}, beside };
  await staging.save({ ...stage, about }, later(changed), { a: first.blocks });
  return id;
}

/** One that came with the first in one table: its pairs are the rows. */
async function putBeside(
  staging: Staging,
  person: string,
  first: Parameters<typeof beginBeside>[2],
  { blocks, pairs, questions: _, ...of }: NonNullable<Staged["further"]>[number],
): Promise<void> {
  const id = await beginBeside(staging, person, first, { ofTable: true });
  const stage = (await staging.get(person, id))!;
  const b = { ...of, name: calledSo(of.name), digest: digestOfText(new Uint8Array(), "", blocks) };
  const about = { ...stage.about, texts: { ...stage.about.texts, b }, fields: { title: b.name } };
  await staging.save({ ...stage, ...laid(pairs), about }, later(stage.changed), { b: blocks });
}

/** Once the first translation is another text, each further one is laid beside that. */
async function layAnew(staging: Staging, person: string, id: string): Promise<void> {
  for (const { id: further } of await besideOf(staging, person, id))
    while (!(await isLaidAnew(staging, person, id, further)));
}

/** False if one of them was changed meanwhile. */
async function isLaidAnew(staging: Staging, person: string, id: string, further: string): Promise<boolean> {
  const [first, stage] = [await staging.get(person, id), await staging.get(person, further)];
  // Thrown away, they are laid beside nothing.
  if (!first || !stage) return true;
  const [a, b] = [await staging.blocks(first, "b"), await staging.blocks(stage, "b")];
  if (!a || !b) return false;
  const about = { ...stage.about, texts: { ...stage.about.texts, a: first.about.texts.b } };
  return staging.save({ ...stage, ...laid(await pairsOfStaged(a, b)), about }, later(stage.changed), { a });
}

/** So many texts somebody may have begun at once. */
export const MOST_BEGUN = 20;

/** So many letters of a file's name are kept, or of several. */
const LETTERS = 200;

/** A file's name, as it is kept and shown. */
export function calledSo(name: string): string {
  return plainly(name).slice(0, LETTERS);
}

/** Of what was sent; of several files of what was read of them, as between the files of a form stands what its sender made up. */
export function digestOfText(bytes: Uint8Array, form: string | null, blocks: readonly string[]): string {
  return digestOf(form === null ? bytes : Buffer.from(blocks.join("\n")));
}
