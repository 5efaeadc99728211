/** A revised file of a work, kept until somebody has seen what it differs in and decided on it. */
import { NO_MENDS } from "../../translations/align/align.ts";
import { NotTaken } from "../../translations/exchange/brought.ts";
import type { Choices, Question } from "../../translations/exchange/reading.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId } from "../store/ids.ts";
import { later, type Stage, type Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import type { Sent } from "./reading-files.ts";
import { revisionOf } from "./revised-file.ts";
import type { NotStaged } from "./staged-text.ts";

/** Whose file it is, which translation of which work it revises, and what is chosen for it. */
export interface HoldingRevision extends Omit<Sent, "bytes"> {
  /** The id of whoever brings it, and who they are. */
  person: string;
  by: Person;
  work: string;
  translation: string;
  choices: Choices;
}

/** True of a revised file of a work that is there. */
export function isRevision({ about }: Pick<Stage, "about">): boolean {
  return about.revised !== undefined;
}

/**
 * Reads a file and keeps what it differs in until somebody has decided on it, in the place of what the same person brought before.
 * Null if there is no such work.
 */
export async function holdRevision(
  { store, staging }: { store: Store; staging: Staging },
  { person, by, work: onto, translation, choices, ...sent }: HoldingRevision,
  bytes: Uint8Array,
): Promise<{ id: string; questions: Question[] } | NotStaged | null> {
  const work = await store.work(onto);
  if (!work) return null;
  try {
    const found = await revisionOf(store, work, { sent: { ...sent, bytes }, choices, translation }, by);
    const { name, digest, blocks, counts, became, parts, passages, questions, notTaken } = found;
    for (const stage of await staging.of(person))
      if (isRevision(stage) && stage.about.onto === onto) await staging.discard(stage.id);
    const [id, at] = [newId(), new Date().toISOString()];
    await staging.begin(person, id, at);
    const begun = await staging.get(person, id);
    if (!begun) return { moved: true };
    const text = { name, digest, language: "", heading: "", pieces: 0, notTaken };
    const revised = { translation, counts, parts, passages, became, came: null };
    const about = { texts: { a: text, b: null }, fields: {}, onto, revised };
    const stage = { ...begun, about, found: [], pairs: [], mends: NO_MENDS };
    const isKept = await staging.save(stage, later(begun.changed), { a: blocks });
    return isKept ? { id, questions } : { moved: true };
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return { fault: error.fault, line: error.line, name: error.file ?? sent.name };
  }
}
