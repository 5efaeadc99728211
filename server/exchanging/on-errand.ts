/** What is done on an errand: functions of what it stands on, of plain data, and of whoever is told how far it has come. */
import { keepRevision, type KeepingRevision, type KeptRevision } from "../bringing/keeping-revision.ts";
import { REAL } from "../bringing/bringing.ts";
import { HELD_SOURCE, type RecordingSource } from "../bringing/staged-source.ts";
import { undoImport, type Undone } from "../bringing/undoing.ts";
import { undoOnto, type UndoneOnto } from "../bringing/undoing-onto.ts";
import type { Desk } from "../desk/desk.ts";
import { mayBegin, mayDescribe, mayRecord } from "../../translations/ledger/rights.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Reading } from "../reading/reading.ts";
import type { Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import { byAccount } from "./by-account.ts";

/** What errands stand on. */
export interface Grounds {
  store: Store;
  staging: Staging;
  reading: Reading;
  desk: Pick<Desk, "execute">;
}

/** Is told how far it has come. */
export type Progress = (done: number, of: number) => void;

export const ON_ERRAND = {
  /** What a revised file words otherwise is kept. */
  keepRevision: ({ store, staging, reading, desk }: Grounds, asked: KeepingRevision, told: Progress) => {
    const recordAs = (work: string, actor: KeepingRevision["actor"]) =>
      byAccount({ store, desk, reading }, work, actor);
    return keepRevision({ store, staging, reading, recordAs }, asked, {
      ...REAL,
      told,
    }) satisfies Promise<KeptRevision>;
  },
  /** A text is recorded as a work's source. */
  recordSource: (on: Grounds, asked: RecordingSource, told: Progress) => HELD_SOURCE.recordSource(on, asked, told),
  /** An import is undone. */
  undo: ({ store }: Grounds, asked: UndoingImport, told: Progress) => undone(store, asked, told),
};

export type ErrandName = keyof typeof ON_ERRAND;
export type ErrandAsked<Name extends ErrandName> = Parameters<(typeof ON_ERRAND)[Name]>[1];
export type ErrandCame<Name extends ErrandName> = Awaited<ReturnType<(typeof ON_ERRAND)[Name]>>;

/** Of what an errand was given, what is told with what came of it: nothing that anybody said, and no name. */
export const TOLD_WITH: { readonly [Name in ErrandName]: (asked: ErrandAsked<Name>) => object } = {
  keepRevision: ({ id, as }) => ({ id, as }),
  recordSource: () => ({}),
  undo: ({ work, import: id }) => ({ work, import: id }),
};

/**
 * True if somebody may ask for it still, as things stand.
 * @param actor who they are everywhere; `here`: in the work.
 */
export const MAY_ASK: {
  readonly [Name in ErrandName]: (asked: ErrandAsked<Name>, here: Actor, actor: Actor) => boolean;
} = {
  keepRevision: ({ as }, here) => (as === "versions" ? mayRecord(here) : mayBegin(here)),
  recordSource: (_, here) => mayDescribe(here),
  // A work is put away by owners of the workbench.
  undo: ({ import: id }, here, actor) => mayDescribe(id === null ? actor : here),
};

/** An import to a work is undone; or (null) the one that brought the work itself. */
export interface UndoingImport {
  work: string;
  import: string | null;
  by: Person;
  reason: string;
}

function undone(
  store: Store,
  { work, import: id, ...why }: UndoingImport,
  told: Progress,
): Promise<Undone | UndoneOnto> {
  const effects = { ...REAL, told };
  return id === null ? undoImport(store, work, why, effects) : undoOnto(store, work, id, why, effects);
}
