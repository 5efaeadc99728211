/**
 * A work as its records describe it, and the records that describe a work: each is the other's inverse. What is kept of a
 * work is these records; a {@link Work} is only ever folded from them.
 */
import type { Person } from "../notes/note.ts";
import { digestOfText } from "../text/digest.ts";
import {
  endedBy,
  type DescribingEvent,
  type OutlineEnding,
  type PassagePlaced,
  type SourceConfirmed,
  type SourceWorded,
  type TermSet,
  type TranslationDescribed,
  type WorkDescribed,
} from "./describing.ts";
import { isDescribing, type LedgerEvent } from "./events.ts";
import {
  partsOf,
  recordsOfAct,
  type ActMaking,
  type End,
  type Fact,
  type LedgerRecord,
  type StreamName,
} from "./record.ts";
import { outlineProposalsAfter, type OutlineProposal } from "./outline-proposals.ts";
import { passageIn } from "./sections.ts";
import {
  sourceText,
  translationsOf,
  type Passage,
  type Retired,
  type Source,
  type Term,
  type Translation,
  type WordingRemoval,
  type Work,
} from "./work.ts";

/**
 * The first records of a work, in one act: what it is, what stands in it, and its source words. {@link workAfter} them there
 * is this work again, but for passages that had gone.
 * @param by whoever brings it in; null if that is not known.
 */
export function describingRecords(work: Work, by: Person | null, making: ActMaking): LedgerRecord[] {
  const { passages } = work;
  return saying(work.id, new Map(), making, [
    described(work, by),
    ...translationsOf(work).map((translation) => translated(translation, by)),
    ...passages.map((passage, index) => placed(passage, passages[index - 1]?.id ?? null, by)),
    ...work.terms.map((term) => termSet(term, by)),
    ...passages.map(({ id, source }) => ({ passage: id, event: worded(source, by) })),
  ]);
}

/** What is said of a work, or of the source of one of its passages. */
type Saying = Exclude<DescribingEvent, SourceWorded | SourceConfirmed> | { passage: string; event: SourceWorded };

/**
 * The records of one act that describes a work.
 * @param ends how the streams end that it adds to; those that are not there begin with it.
 */
export function saying(
  work: string,
  ends: ReadonlyMap<string, End>,
  making: ActMaking,
  said: readonly Saying[],
): LedgerRecord[] {
  const facts = said.map((each) => ("event" in each ? each : { passage: null, event: each }));
  return recordsOfAct(work, ends, making, facts);
}

/**
 * Facts about a work, and with each version that is recorded, what it renders: which wording of its passage's source, if
 * that has one, and as which translation: the work's own, if it says none. One that says which wording keeps that.
 */
export function withRendered(work: Work, facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => {
    const { passage, event } = fact;
    if (event.type !== "version-recorded" || passage === null) return fact;
    const translation = event.translation ?? work.translation.id;
    return { passage, event: { ...event, ...standingSource(work, passage, event.source), translation } };
  });
}

/** And with each part that is submitted, against which wording of its passage's source it was written: the one that stands. */
export function withWrittenAgainst(work: Work, facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => {
    const { event } = fact;
    if (event.type !== "proposal-submitted") return fact;
    const parts = event.parts.map((part) => ({ ...part, ...standingSource(work, part.passage, part.source) }));
    return { ...fact, event: { ...event, parts } };
  });
}

function standingSource(work: Work, passage: string, said?: number): { source?: number } {
  const source = said ?? passageIn(work, passage)?.source.number;
  return source === undefined ? {} : { source };
}

/** That a work is as it is described here. */
export function described(work: Work, by: Person | null): WorkDescribed {
  const { title, originalTitle, issuer, originalIssuer, about, rights, sourceLanguage, issued } = work;
  const wording = { title, originalTitle, issuer, originalIssuer, about, rights };
  return { type: "work-described", sourceLanguage, issued, wording, by };
}

/** Whose and which a translation is. */
export function translated(translation: Translation, by: Person | null): TranslationDescribed {
  const { id, language, title, publisher, url, translators, editors, ...known } = translation;
  const contributors = [
    ...translators.map((person) => ({ ...person, role: "translator" as const })),
    ...editors.map((person) => ({ ...person, role: "editor" as const })),
  ];
  const wording = { title, publisher, ...(url !== undefined && { url }) };
  return { type: "translation-described", translation: id, language, wording, contributors, ...known, by };
}

/** That a passage stands behind `after`, or (null) before all others. */
export function placed(
  { id, kind, level, locator, remark }: Passage,
  after: string | null,
  by: Person | null,
  reason = "",
): PassagePlaced {
  const wording = { locator, ...(remark !== undefined && { remark }) };
  return { type: "passage-placed", passage: id, kind, level, after, wording, by, ...(reason !== "" && { reason }) };
}

/** That a passage's source is worded so. */
export function worded(source: Source, by: Person | null): SourceWorded {
  const { words: wording, since: _, ...known } = source;
  return { type: "source-worded", ...known, wording, digest: digestOfText(sourceText(source)), by };
}

/** That a term is rendered so. @param why a reason, the proposal that is accepted so, the import that it comes with */
export function termSet(
  { id, ...wording }: Term,
  by: Person | null,
  { reason = "", ...of }: Partial<Pick<TermSet, "reason" | "accepts" | "import">> = {},
): TermSet {
  return { type: "term-set", term: id, wording, by, ...(reason !== "" && { reason }), ...of };
}

/**
 * A work after more records, in the order of the ledger. Those that don't describe it change nothing, and what was removed
 * is left empty, and listed: a passage is called by its id, and a term is none. A removal takes nothing out of `before`:
 * after one, a work is folded from all its records, as they are kept then.
 * @param before the work before them; null if these are its first.
 * @returns null while nothing says what the work is.
 */
export function workAfter(records: Iterable<LedgerRecord>, before: Work | null = null): Work | null {
  const folding = foldingWork(before);
  for (const record of records) folding.take(record);
  return folding.work();
}

/** A work that is folded record by record, as {@link workAfter} does it with all of them at once. */
export interface WorkFolding {
  take(record: LedgerRecord): void;
  /** The work after what was taken; null while nothing says what it is. */
  work(): Work | null;
}

/** @param before the work before the records that are to be taken; null if they are its first. */
export function foldingWork(before: Work | null = null): WorkFolding {
  const gathered = gather(before);
  return {
    take({ stream, event, at }) {
      if (isDescribing(event)) takeIn(gathered, partsOf(stream)!, event, at);
      if (event.type === "wording-removed") noteRemoval(gathered, event, at);
    },
    work: () => workOf(gathered),
  };
}

function workOf(gathered: Gathered): Work | null {
  const { head, translations, withdrawn, terms, passages, order, retired, outlineProposals, removals } = gathered;
  if (head === null) return null;
  const [{ language, ...translation } = UNTRANSLATED, ...otherTranslations] = translations.values();
  return {
    ...head,
    language,
    translation,
    ...(otherTranslations.length > 0 && { otherTranslations }),
    ...(withdrawn.size > 0 && { withdrawnTranslations: [...withdrawn.values()] }),
    terms: [...terms.values()],
    passages: order.map((id) => passages.get(id)!),
    // In the order of canonical JSON, which the engine then writes by itself: there may be thousands.
    ...(retired.size > 0 && { retired: [...retired].map(([id, gone]) => retiredOf(gone, passages.get(id)!)) }),
    ...(outlineProposals.length > 0 && { outlineProposals }),
    ...(removals.length > 0 && { removals }),
  };
}

/** A passage that went; the same value as before, if nothing was said of it. */
function retiredOf({ end, as, was }: Gone, passage: Passage): Retired {
  return as !== undefined && was === passage ? as : { end, ...passage };
}

function noteRemoval(gathered: Gathered, event: LedgerEvent & { type: "wording-removed" }, at: string): void {
  const { of, ground, reason, by } = event;
  // It goes with the wording itself, of which the same is said.
  if (of.kind === "passage" && of.source !== undefined) return;
  const removal: WordingRemoval = { of, ground, reason, by, at };
  const passage = "passage" in of ? gathered.passages.get(of.passage) : undefined;
  if (passage) gathered.passages.set(passage.id, { ...passage, removals: [...(passage.removals ?? []), removal] });
  else gathered.removals.push(removal);
}

/** What records have said so far of a work. */
interface Gathered {
  head: Omit<
    Work,
    | "language"
    | "translation"
    | "otherTranslations"
    | "withdrawnTranslations"
    | "terms"
    | "passages"
    | "retired"
    | "outlineProposals"
    | "removals"
  > | null;
  /** By id, in the order in which they came, and so the next. The first is the work's own. */
  translations: Map<string, Translation>;
  /** Those that the work has no more. */
  withdrawn: Map<string, Translation>;
  terms: Map<string, Term>;
  /** All that there ever were. */
  passages: Map<string, Passage>;
  /** The ids of the passages as they stand, */
  order: string[];
  /** and what became of the others. */
  retired: Map<string, Gone>;
  outlineProposals: readonly OutlineProposal[];
  removals: WordingRemoval[];
}

/** What became of a passage; `as`: how that stood in the work before, `was`: the passage in it. */
interface Gone {
  end: Retired["end"];
  as?: Retired;
  was?: Passage;
}

function gather(work: Work | null): Gathered {
  const { terms = [], passages = [], retired = [] } = work ?? {};
  const gone = retired.map((as) => ({ end: as.end, as, was: passageOnly(as) }));
  const translations = work ? translationsOf(work).filter(({ id }) => id !== UNTRANSLATED.id) : [];
  return {
    head: work && headOnly(work),
    translations: new Map(translations.map((translation) => [translation.id, translation])),
    withdrawn: new Map((work?.withdrawnTranslations ?? []).map((translation) => [translation.id, translation])),
    terms: new Map(terms.map((term) => [term.id, term])),
    passages: new Map([...passages, ...gone.map(({ was }) => was)].map((passage) => [passage.id, passage])),
    order: passages.map(({ id }) => id),
    retired: new Map(gone.map((each) => [each.as.id, each])),
    outlineProposals: work?.outlineProposals ?? [],
    removals: [...(work?.removals ?? [])],
  };
}

function headOnly(work: Work): Work {
  const {
    otherTranslations: _others,
    withdrawnTranslations: _gone,
    retired: _retired,
    outlineProposals: _proposals,
    removals: _removals,
    ...head
  } = work;
  return head;
}

function passageOnly({ end: _end, ...passage }: Retired): Passage {
  return passage;
}

function takeIn(gathered: Gathered, { work, id }: StreamName, event: DescribingEvent, at: string): void {
  const { translations, withdrawn, terms, passages, order, retired } = gathered;
  switch (event.type) {
    case "work-described":
      gathered.head = headOf(work, event);
      return;
    case "translation-described":
      translations.set(event.translation, translationOf(event));
      withdrawn.delete(event.translation);
      return;
    case "translation-withdrawn": {
      const gone = translations.get(event.translation);
      if (gone) withdrawn.set(gone.id, gone);
      translations.delete(event.translation);
      return;
    }
    case "passage-placed": {
      const known = passages.get(event.passage);
      put(order, event.passage, event.after, known !== undefined && !retired.delete(event.passage));
      passages.set(event.passage, passageOf(event, known));
      return;
    }
    case "finality-set":
      for (const each of event.passages) {
        const passage = passages.get(each);
        if (passage) passages.set(each, withFinality(passage, event.final ? { by: event.by, at } : null));
      }
      return;
    case "outline-proposed":
    case "outline-accepted":
    case "outline-declined":
    case "outline-withdrawn":
      gathered.outlineProposals = outlineProposalsAfter(gathered.outlineProposals, event, at);
      return;
    case "passage-retired":
    case "passage-split":
    case "passages-joined":
      retire(gathered, event, at);
      return;
    case "source-worded": {
      const passage = passages.get(id!);
      if (passage) passages.set(passage.id, { ...passage, source: sourceAfter(event, passage.source) });
      return;
    }
    case "source-confirmed":
      // It is said of a version.
      return;
    case "term-set":
      if (event.wording) terms.set(event.term, { id: event.term, ...event.wording });
      else terms.delete(event.term);
      return;
    case "term-retired":
      terms.delete(event.term);
  }
}

/** While nothing is said of a work's translation. */
const UNTRANSLATED: Translation = { id: "", language: "", title: "", publisher: "", translators: [], editors: [] };
/** While nothing is said of a passage's source. */
export const UNWORDED: Source = { number: 0, held: "none", words: [] };

function headOf(id: string, { sourceLanguage, issued, wording }: WorkDescribed) {
  const removed = { title: id, originalTitle: "", issuer: "", originalIssuer: "", about: "", rights: "" };
  return { id, sourceLanguage, issued, ...(wording ?? removed) };
}

function translationOf(event: TranslationDescribed): Translation {
  const { type: _, translation: id, wording, contributors, by: __, ...known } = event;
  const of = (role: "translator" | "editor"): Person[] =>
    contributors.filter((each) => each.role === role).map(({ role: _role, ...person }) => person);
  return {
    id,
    ...(wording ?? { title: "", publisher: "" }),
    translators: of("translator"),
    editors: of("editor"),
    ...known,
  };
}

function passageOf({ passage: id, kind, level, wording }: PassagePlaced, known: Passage | undefined): Passage {
  const { source = UNWORDED, removals, final = null } = known ?? {};
  const passage = { id, kind, level, ...(wording ?? { locator: id }), source, ...(removals && { removals }) };
  return withFinality(passage, final);
}

function withFinality({ final: _, ...passage }: Passage, final: Passage["final"] | null): Passage {
  return final ? { ...passage, final } : passage;
}

/** The source of a passage after it was worded: where its words were not all held before, it reads as it did. */
export function sourceAfter({ number, held, wording, provenance, since: said }: SourceWorded, before: Source): Source {
  const goesOn = before.number > 0 && supplies(before, wording ?? []);
  const since = said ?? (goesOn ? (before.since ?? before.number) : number);
  return {
    held: wording ? held : "none",
    number,
    ...(provenance !== undefined && { provenance }),
    ...(since < number && { since }),
    words: wording ?? [],
  };
}

/** True if a wording has all that was held before it, which was not the whole. */
function supplies({ held, words }: Source, wording: readonly string[]): boolean {
  const text = sourceText({ words: [...wording] });
  return held !== "whole" && words.every((each) => text.includes(each.normalize("NFC")));
}

const HOW = { "passage-retired": "retired", "passage-split": "split", "passages-joined": "joined" } as const;

function retire({ order, retired }: Gathered, event: OutlineEnding, at: string): void {
  const { passages, into } = endedBy(event);
  const { reason, by } = event;
  for (const id of passages) {
    // Where many go at once, the last goes first.
    const place = order.lastIndexOf(id);
    if (place < 0) continue;
    retired.set(id, { end: { how: HOW[event.type], into, after: order[place - 1] ?? null, reason, by, at } });
    order.splice(place, 1);
  }
}

/** Puts an id behind `after`, wherever it stood; before all others if that is none of them. */
function put(order: string[], id: string, after: string | null, isThere: boolean): void {
  if (isThere) order.splice(order.indexOf(id), 1);
  const at = after === order.at(-1) ? order.length : order.findIndex((each) => each === after) + 1;
  order.splice(at, 0, id);
}
