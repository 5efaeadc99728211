/**
 * An import onto a work is undone, as long as nobody has built on it: first all is looked through, then it is withdrawn, some
 * passages at a time. Stopped on the way, the same again goes on.
 */
import {
  isMore,
  withdrawnFrom,
  withdrawnProposal,
  type Undoing,
  type Whose,
} from "../../translations/decide/decide.ts";
import { isOutlineEnding } from "../../translations/ledger/events.ts";
import { endedBy } from "../../translations/ledger/describing.ts";
import { actsOfImport, actsUndoing, importsIn, type Import } from "../../translations/ledger/imports.ts";
import {
  endsAfter,
  outlineStream,
  partsOf,
  proposalStream,
  recordsOfAct,
  type End,
  type Fact,
  type LedgerRecord,
} from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import { newId, newSalt } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { REAL, type BringingEffects } from "./bringing.ts";

/**
 * What came of it: so many passages read again as they did; it was undone already; there is no such import; somebody has built on
 * it, first by this record.
 */
export type UndoneOnto =
  | { was: "undone"; passages: number }
  | { was: "already" | "none" }
  /** `gone`: so many passages were withdrawn before that, and stay so. */
  | { was: "built-on"; first: LedgerRecord; gone: number };

/** So many passages and proposals go in one act, and for so many milliseconds others have the lock after it. */
const PIECE = 50;
const PAUSE = 10;
/** So many are looked through before others have a turn. */
const LOOKED_THROUGH = 20;
/** So many records of the outline are read before others have a turn. */
const READ = 500;
const ATTEMPTS = 20;

/** How it is undone: as it is asked, and what the ids of the acts begin with. */
interface Asked extends Undoing {
  acts: string;
}

interface BuiltOn {
  builtOn: LedgerRecord;
}

/** What an import came to: a passage of the work, with how many versions and wordings of its source, or a proposal. */
type Touched = { passage: string; isNew: boolean; versions: number; sources: number } | { proposal: string };

/** Withdraws what an import brought to a work that was there. */
export async function undoOnto(
  store: Store,
  work: string,
  id: string,
  why: { by: Person; reason: string },
  effects: BringingEffects = REAL,
): Promise<UndoneOnto> {
  let found = await looked(store, work, id, why, effects);
  // While it comes in, it is told first that it is undone, so that nothing more comes; what came until then is looked at anew.
  if (found.was === "looked" && isComing(found.one)) {
    await told(store, work, found.one, found.asked, effects);
    found = await looked(store, work, id, why, effects);
    if (found.was === "already") return { was: "undone", passages: 0 };
  }
  if (found.was !== "looked") return found;
  const { touched, asked, one } = found;
  const last = { one, through: found.through };
  let outline = found.outline;
  for (let from = 0; from === 0 || from < touched.length; from += PIECE) {
    const some = touched.slice(from, from + PIECE);
    const whole = from + PIECE >= touched.length ? last : null;
    const done = await withdrawn(store, work, some, whole, outline, asked, effects);
    if ("builtOn" in done) return { was: "built-on", first: done.builtOn, gone: passagesIn(touched.slice(0, from)) };
    outline = done.outline;
    effects.told?.(Math.min(from + PIECE, touched.length), touched.length);
    await effects.pause(PAUSE);
  }
  return { was: "undone", passages: passagesIn(touched) };
}

function passagesIn(touched: readonly Touched[]): number {
  return touched.filter((each) => "passage" in each).length;
}

/** How much of each kind would go, and the translation that came with it. */
export interface WouldGo {
  versions: number;
  sources: number;
  passages: number;
  proposals: number;
  translation: string | null;
}

/** What would come of it, if it were now. */
export async function wouldUndo(
  store: Store,
  work: string,
  id: string,
  effects: BringingEffects = REAL,
): Promise<Exclude<UndoneOnto, { was: "undone" }> | { was: "undone"; going: WouldGo }> {
  const found = await looked(store, work, id, NOBODY, effects);
  if (found.was !== "looked") return found;
  const { touched, asked } = found;
  const going = { versions: 0, sources: 0, passages: 0, proposals: 0, translation: asked.translation };
  for (const each of touched)
    if ("proposal" in each) going.proposals++;
    else {
      going.versions += each.versions;
      going.sources += each.sources;
      going.passages += each.isNew ? 1 : 0;
    }
  return { was: "undone", going };
}

/** Nothing is said by whoever only looks. */
const NOBODY = { by: { name: "" }, reason: "" };

/** `through`: the number of the last record when looking began. */
type Looked = { was: "looked"; touched: Touched[]; outline: Outline; asked: Asked } & Last;

/** What the last act has to know: the import of which it says that it is undone, and since when others may have come to it. */
interface Last {
  one: Import;
  through: number;
}

async function looked(
  store: Store,
  work: string,
  id: string,
  why: { by: Person; reason: string },
  effects: BringingEffects,
): Promise<Looked | Exclude<UndoneOnto, { was: "undone" }>> {
  const through = await store.through();
  const described = await store.stream(`work/${work}`);
  const imports = importsIn(described);
  const one = imports.find((each) => each.id === id);
  if (!one) return { was: "none" };
  if (one.undone && one.ended) return { was: "already" };
  const translation = translationOf(described, id);
  const asked = { ...why, whose: whoseFor(one, imports), translation, acts: actsUndoing(id) };
  const found = await lookedThrough(store, work, described, asked, effects);
  if ("builtOn" in found) return { was: "built-on", first: found.builtOn, gone: 0 };
  if (one.undone && found.touched.length === 0 && translation === null) return { was: "already" };
  return { was: "looked", ...found, asked, one, through };
}

/** True of an import of which more may come. */
function isComing({ ended, undone }: Import): boolean {
  return ended === null && undone === null;
}

/** Says of an import that comes in that it is undone, before anything of it goes. */
async function told(store: Store, work: string, one: Import, asked: Asked, effects: BringingEffects): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const described = await store.stream(`work/${work}`);
    if (!importsIn(described).some((each) => each.id === one.id && isComing(each))) return;
    const act = { id: `${asked.acts}${newId()}`, at: new Date(effects.now()).toISOString(), newSalt };
    const records = recordsOfAct(work, endsAfter(described), act, undone(one, { ...asked, translation: null }));
    if ((await store.append(records)).ok) return;
    await effects.pause(PAUSE * attempt);
  }
  throw new Error(`undoOnto: what is said of ${work} kept changing; ${ATTEMPTS} attempts failed`);
}

function whoseFor({ id }: Import, imports: readonly Import[]): Whose {
  const undone = imports.filter((each) => each.undone).flatMap((each) => [actsOfImport(each.id), actsUndoing(each.id)]);
  return ({ act }) => {
    if (act.id.startsWith(actsOfImport(id))) return "own";
    if (act.id.startsWith(actsUndoing(id))) return "undoing";
    return undone.some((begins) => act.id.startsWith(begins)) ? "aside" : "others";
  };
}

/** The translation that an import was the first to describe, and that the work has; null if it is another's. */
function translationOf(described: readonly LedgerRecord[], id: string): string | null {
  let found: string | null = null;
  const known = new Set<string>();
  for (const { event, act } of described) {
    if (event.type === "translation-described" && !known.has(event.translation)) {
      known.add(event.translation);
      if (act.id.startsWith(actsOfImport(id))) found = event.translation;
    }
    if (event.type !== "translation-withdrawn") continue;
    known.delete(event.translation);
    if (event.translation === found) found = null;
  }
  return found;
}

/** What an outline's records say: which passages the import added, where others put some, what ended some; and how it ends. */
interface Outline {
  added: ReadonlySet<string>;
  moved: ReadonlyMap<string, LedgerRecord>;
  ended: Map<string, LedgerRecord>;
  end: End | null;
}

/** What the import came to, the last passage first; or how somebody has built on it. */
async function lookedThrough(
  store: Store,
  work: string,
  described: readonly LedgerRecord[],
  asked: Asked,
  effects: BringingEffects,
): Promise<{ touched: Touched[]; outline: Outline } | BuiltOn> {
  const again = described.find((record) => isSaidAgain(record, asked));
  if (again) return { builtOn: again };
  const outline = await outlineNow(store, work, null, asked, effects);
  const proposals = new Set<string>();
  const touched: Touched[] = [];
  const { passages = [], retired = [] } = (await store.work(work)) ?? {};
  for (const [at, { id: passage }] of [...passages, ...retired].reverse().entries()) {
    if (at % LOOKED_THROUGH === LOOKED_THROUGH - 1) await effects.pause(1);
    const records = await store.records({ work, passage });
    const found = lookedAt(passage, records, outline, asked);
    if (found && "builtOn" in found) return found;
    if (found) touched.push(found);
    for (const { event, act } of records)
      if (event.type === "proposal-opened" && asked.whose({ act }) === "own") proposals.add(event.proposal);
  }
  for (const proposal of proposals) {
    const found = withdrawnProposal(proposal, await store.stream(proposalStream(work, proposal)), asked);
    if ("builtOn" in found) return found;
    if (found.facts.length > 0) touched.push({ proposal });
  }
  return { touched, outline };
}

/** True of what others said of the translation that came with the import. */
function isSaidAgain(record: LedgerRecord, { whose, translation }: Asked): boolean {
  const { event } = record;
  return event.type === "translation-described" && event.translation === translation && whose(record) === "others";
}

/** The outline as it stands: `before`, if nothing came to it, since a long one takes long to read. */
async function outlineNow(
  store: Store,
  work: string,
  before: Outline | null,
  asked: Asked,
  effects: BringingEffects,
): Promise<Outline> {
  const stream = outlineStream(work);
  if (before && before.end?.digest === (await store.end(stream))?.digest) return before;
  const records: LedgerRecord[] = [];
  for (let some = READ; some === READ; await effects.pause(1)) {
    const read = await store.stream(stream, records.length, READ);
    records.push(...read);
    some = read.length;
  }
  return outlineOf(records, asked);
}

function outlineOf(records: readonly LedgerRecord[], { whose }: Asked): Outline {
  const known = new Set<string>();
  const added = new Set<string>();
  const [moved, ended] = [new Map<string, LedgerRecord>(), new Map<string, LedgerRecord>()];
  for (const record of records) {
    const { event } = record;
    if (event.type === "passage-placed") {
      if (!known.has(event.passage) && whose(record) === "own") added.add(event.passage);
      if (whose(record) === "others") moved.set(event.passage, record);
      known.add(event.passage);
      ended.delete(event.passage);
    }
    if (isOutlineEnding(event)) for (const passage of endedBy(event).passages) ended.set(passage, record);
  }
  return { added, moved, ended, end: records.at(-1) ?? null };
}

/** Takes into the outline what an act of the undoing, which ends passages, says of it: it is not read anew for that. */
function takeIn(outline: Outline, records: readonly LedgerRecord[]): void {
  for (const record of records) {
    if (!isOutlineEnding(record.event)) continue;
    for (const passage of endedBy(record.event).passages) outline.ended.set(passage, record);
    outline.end = record;
  }
}

/** What of a passage is the import's; null if nothing is. */
function lookedAt(
  passage: string,
  records: readonly LedgerRecord[],
  outline: Outline,
  asked: Asked,
): Touched | BuiltOn | null {
  const found = withdrawing(passage, records, outline, asked);
  if ("builtOn" in found) return found;
  const { isNew, facts } = found;
  if (facts.length === 0 && !isNew) return null;
  const versions = facts.filter(({ event }) => event.type === "version-withdrawn").length;
  return { passage, isNew, versions, sources: facts.length - versions };
}

/** How what came to a passage is withdrawn, as the outline stands; and whether the passage itself goes with it. */
function withdrawing(
  passage: string,
  records: readonly LedgerRecord[],
  { added, moved, ended }: Outline,
  asked: Asked,
): { isNew: boolean; facts: Fact[] } | BuiltOn {
  const end = ended.get(passage);
  const isNew = added.has(passage) && !end;
  const found = withdrawnFrom(passage, records, isNew, asked);
  if ("builtOn" in found) return found;
  if (found.facts.length === 0 && !isNew) return { isNew, facts: [] };
  // What came to it went on into other passages.
  if (end && end.event.type !== "passage-retired" && asked.whose(end) === "others") return { builtOn: end };
  const placed = isNew ? moved.get(passage) : undefined;
  return placed ? { builtOn: placed } : { isNew, facts: found.facts };
}

/**
 * Withdraws some of it in one act, decided anew if somebody else was quicker.
 * @param last the import, if this is the last act, which says that it is undone.
 * @param before the outline as it was last known.
 * @returns the outline after it; or how somebody has built on it meanwhile.
 */
async function withdrawn(
  store: Store,
  work: string,
  some: readonly Touched[],
  last: Last | null,
  before: Outline,
  asked: Asked,
  effects: BringingEffects,
): Promise<{ outline: Outline } | BuiltOn> {
  const passages = some.flatMap((each) => ("passage" in each ? [{ work, passage: each.passage }] : []));
  const proposals = some.flatMap((each) => ("proposal" in each ? [proposalStream(work, each.proposal)] : []));
  const streams = [outlineStream(work), ...proposals];
  let outline = before;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const through = await store.through();
    outline = await outlineNow(store, work, outline, asked, effects);
    let ends: ReadonlyMap<string, End> = new Map(outline.end && [[outlineStream(work), outline.end]]);
    const facts: Fact[] = [];
    for (const [at, each] of some.entries()) {
      if (at % LOOKED_THROUGH === LOOKED_THROUGH - 1) await effects.pause(1);
      const { records, found } = await decidedOn(store, work, each, outline, asked);
      if ("builtOn" in found) return found;
      ends = endsAfter(records, ends);
      facts.push(...found.facts);
    }
    const left = last && (await leftOf(store, work, last, asked, effects));
    if (left && "builtOn" in left) return left;
    if (left) {
      ends = endsAfter(left.described, ends);
      facts.push(...left.facts);
    }
    const act = { id: `${asked.acts}${newId()}`, at: new Date(effects.now()).toISOString(), newSalt };
    if (facts.length === 0) return { outline };
    const records = recordsOfAct(work, ends, act, facts);
    // A proposal that somebody begins on what goes stands in a stream of its own.
    const whole = left && left.translation !== null ? { whole: work } : {};
    if ((await store.append(records, { through, streams, passages, ...whole })).ok) {
      takeIn(outline, records);
      return { outline };
    }
    await effects.pause(PAUSE * attempt);
  }
  throw new Error(`undoOnto: what stands in ${work} kept changing; ${ATTEMPTS} attempts failed`);
}

/** What the last act says beside: that all is withdrawn, unless somebody was quicker to say so, and with it the translation. */
async function leftOf(
  store: Store,
  work: string,
  { one, through }: Last,
  asked: Asked,
  effects: BringingEffects,
): Promise<{ described: LedgerRecord[]; facts: Fact[]; translation: string | null } | BuiltOn> {
  const described = await store.stream(`work/${work}`);
  const imports = importsIn(described);
  const translation = translationOf(described, one.id);
  const now = { ...asked, translation, whose: whoseFor(one, imports) };
  const again =
    described.find((record) => isSaidAgain(record, now)) ?? (await moreSince(store, work, through, now, effects));
  if (again) return { builtOn: again };
  const isUndone = imports.some(({ id, undone: by }) => id === one.id && by !== null);
  const facts = undone(one, now).filter(({ event }) => !(isUndone && event.type === "import-undone"));
  return { described, facts, translation };
}

/** A version more of the translation that came with the import, recorded since; null if there is none. */
async function moreSince(
  store: Store,
  work: string,
  through: number,
  { translation, whose }: Asked,
  effects: BringingEffects,
): Promise<LedgerRecord | null> {
  if (translation === null) return null;
  for (let [after, some] = [through, READ]; some === READ; await effects.pause(1)) {
    const read = await store.since(after, READ);
    const more = read.find(
      ({ record }) =>
        partsOf(record.stream)?.work === work && isMore(translation, record) && whose(record) === "others",
    );
    if (more) return more.record;
    some = read.length;
    after = read.at(-1)?.number ?? after;
  }
  return null;
}

async function decidedOn(
  store: Store,
  work: string,
  of: Touched,
  outline: Outline,
  asked: Asked,
): Promise<{ records: readonly LedgerRecord[]; found: { facts: Fact[] } | BuiltOn }> {
  if ("proposal" in of) {
    const records = await store.stream(proposalStream(work, of.proposal));
    return { records, found: withdrawnProposal(of.proposal, records, asked) };
  }
  const { passage } = of;
  const records = await store.records({ work, passage });
  const found = withdrawing(passage, records, outline, asked);
  if ("builtOn" in found || !found.isNew) return { records, found };
  return { records, found: { facts: [...found.facts, retired(passage, asked)] } };
}

function retired(passage: string, { by, reason }: Asked): Fact {
  return { passage: null, event: { type: "passage-retired", passage, by, reason } };
}

/** That all of it is withdrawn: the translation that came with it, too. */
function undone({ id }: Import, { translation, by, reason }: Asked): Fact[] {
  const event = { type: "import-undone" as const, import: id, by, reason };
  if (translation === null) return [{ passage: null, event }];
  return [
    { passage: null, event: { type: "translation-withdrawn", translation, by, reason } },
    { passage: null, event },
  ];
}
