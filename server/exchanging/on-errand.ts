/** What is done on an errand: functions of what it stands on, of plain data, and of whoever is told how far it has come. */
import { keepRevision, type KeepingRevision, type KeptRevision } from "../bringing/keeping-revision.ts";
import { REAL } from "../bringing/bringing.ts";
import { HELD_SOURCE, type RecordingSource } from "../bringing/staged-source.ts";
import { undoImport, type Undone } from "../bringing/undoing.ts";
import { undoOnto, type UndoneOnto } from "../bringing/undoing-onto.ts";
import { mayBring } from "../bringing/who-brings.ts";
import type { Desk } from "../desk/desk.ts";
import type { Refusal } from "../../translations/ledger/refusals.ts";
import { mayBegin, mayDescribe, mayRecord, mayTakeOutWhole } from "../../translations/ledger/rights.ts";
import { maySetTerm } from "../../translations/ledger/term-state.ts";
import type { Term } from "../../translations/ledger/work.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Reading } from "../reading/reading.ts";
import type { KeptSettings } from "../store/settings.ts";
import type { Staging } from "../store/staging.ts";
import type { Store } from "../store/store.ts";
import { byAccount } from "./by-account.ts";
import { make, type Making } from "./making.ts";
import type { Progress } from "./progress.ts";
import type { WITH_FILE } from "./with-file.ts";

/** What errands stand on. */
export interface Grounds {
  store: Store;
  staging: Staging;
  reading: Reading;
  desk: Pick<Desk, "execute" | "takeTerms" | "undoTerms">;
}

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
  /** A work is made of texts that were laid beside each other. */
  make: (on: Grounds, asked: Making, told: Progress) => make(on, asked, { ...REAL, told }),
  /** Terms come that stand in a file. */
  takeTerms: ({ desk }: Grounds, asked: TakingTerms) => saidOf(desk.takeTerms(asked.work, asked, asked.actor)),
  /** They are put back. */
  undoTerms: ({ desk }: Grounds, asked: UndoingTerms) => saidOf(desk.undoTerms(asked.work, asked, asked.actor)),
};

/** Terms that come to a work by somebody, and what is told of them: see `http/terms-in-out.ts`. */
export interface TakingTerms {
  work: string;
  actor: Actor;
  import: string;
  terms: readonly Term[];
  reason: string;
  laid: { counts: object; notTaken: readonly { at: number; why: string }[] };
}

export interface UndoingTerms {
  work: string;
  actor: Actor;
  import: string;
  reason: string;
}

/** How much was said, or why nothing can be. */
async function saidOf(outcome: ReturnType<Desk["takeTerms"]>): Promise<{ said: number } | { refusal: Refusal }> {
  const came = await outcome;
  return came.ok ? { said: came.events.length } : { refusal: came.refusal };
}

/** All that is done on errands: what can be done here as well, and what is done with a file, by a process of its own. */
type OnErrand = typeof ON_ERRAND & typeof WITH_FILE;

export type ErrandName = keyof OnErrand;
export type ErrandAsked<Name extends ErrandName> = Parameters<OnErrand[Name]>[1];
export type ErrandCame<Name extends ErrandName> = Awaited<ReturnType<OnErrand[Name]>>;

/** Those that bring a work in, which need not be there before. */
export const BRINGS_WORKS: ReadonlySet<string> = new Set<ErrandName>(["bring", "take", "make"]);

/** Of what an errand was given, what is told with what came of it: nothing that anybody said, and nobody's name. */
export const TOLD_WITH: { readonly [Name in ErrandName]: (asked: ErrandAsked<Name>) => object } = {
  keepRevision: ({ id, as }) => ({ id, as }),
  recordSource: ({ id }) => ({ id }),
  undo: ({ work, import: id }) => ({ work, import: id }),
  make: ({ id }) => ({ id }),
  takeTerms: ({ import: id, laid: { counts, notTaken } }) => {
    const places = notTaken.map(({ at, why }) => ({ at, why }));
    return { import: id, laid: { counts, notTaken: places } };
  },
  undoTerms: () => ({}),
  bring: () => ({}),
  take: ({ name }) => ({ name }),
  add: ({ translation }) => ({ translation }),
  differ: ({ translation }) => ({ translation }),
  supply: () => ({}),
  takeBack: ({ name }) => ({ name }),
};

/**
 * True if somebody may ask for it still, as things stand.
 * @param actor who they are everywhere; `here`: in the work.
 */
export const MAY_ASK: {
  readonly [Name in ErrandName]: (
    asked: ErrandAsked<Name>,
    here: Actor,
    actor: Actor,
    settings: KeptSettings,
  ) => boolean | Promise<boolean>;
} = {
  keepRevision: ({ as }, here) => (as === "versions" ? mayRecord(here) : mayBegin(here)),
  recordSource: (_, here) => mayDescribe(here),
  // A work is put away by owners of the workbench.
  undo: ({ import: id }, here, actor) => mayDescribe(id === null ? actor : here),
  make: (_, __, actor, settings) => mayBring(settings, actor),
  bring: (_, __, actor, settings) => mayBring(settings, actor),
  take: (_, here) => mayTakeOutWhole(here),
  takeTerms: (_, here) => maySetTerm(here),
  undoTerms: (_, here) => maySetTerm(here),
  add: (_, here) => mayRecord(here),
  differ: (_, here) => mayBegin(here),
  takeBack: (_, here) => mayBegin(here),
  supply: (_, here) => mayDescribe(here),
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
