/** Works, made up: what there may be in one, as generators, and one brought into a store. */
import fc from "fast-check";
import type { Store } from "../../server/store/store.ts";
import { described, describingRecords, placed, saying, translated } from "../../translations/ledger/described.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { VISIBILITIES } from "../../translations/ledger/access.ts";
import { ROLES } from "../../translations/ledger/roles.ts";
import { endsAfter, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import { freeId } from "../../translations/decide/in-outline.ts";
import { sourceCutsIn } from "../../translations/decide/parting.ts";
import type { AccessCommand, WorkCommand } from "../../translations/decide/decide.ts";
import type { TakingOfWork } from "../../translations/ledger/removals.ts";
import {
  translationsOf,
  type Passage,
  type Source,
  type Term,
  type Translation,
  type Work,
  type Worded,
} from "../../translations/ledger/work.ts";

const FOUNDER: Person = { name: "Ada" };
const FOUNDED = "2026-11-24T00:00:00.000Z";

const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom("", "规划", "𠮷野家", "e\u0301", "a\u0000b", "__proto__"),
);
const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,3})?$/);

const person: fc.Arbitrary<Person> = fc.record(
  { id, name: words, parts: fc.record({ family: words, given: words }) },
  { requiredKeys: ["name"] },
);

/** A wording of a passage's source, the first. */
const source: fc.Arbitrary<Source> = fc.oneof(
  fc.record(
    {
      number: fc.constant(1),
      held: fc.constantFrom<Source["held"]>("whole", "phrases"),
      words: fc.array(words, { minLength: 1, maxLength: 3 }),
      provenance: words,
    },
    { requiredKeys: ["number", "held", "words"] },
  ),
  fc.constant<Source>({ number: 1, held: "none", words: [] }),
);

const passage: fc.Arbitrary<Passage> = fc.record(
  {
    id,
    locator: words,
    kind: fc.constantFrom<Passage["kind"]>("part", "heading", "paragraph", "item"),
    level: fc.integer({ min: 1, max: 6 }),
    source,
    remark: words,
  },
  { requiredKeys: ["id", "locator", "kind", "level", "source"] },
);

const term: fc.Arbitrary<Term> = fc.record({
  id,
  source: words,
  rendering: words,
  alternatives: fc.array(words, { maxLength: 2 }),
  remark: words,
  provenance: words,
});

const translation: fc.Arbitrary<Translation> = fc.record(
  {
    id,
    language: fc.constantFrom("en", "de"),
    title: words,
    publisher: words,
    translators: fc.array(person, { maxLength: 3 }),
    editors: fc.array(person, { maxLength: 2 }),
    date: fc.constantFrom("2022-01-24", "2022"),
    url: fc.constant("https://example.org/translation"),
    licence: fc.constantFrom("CC-BY-4.0", "CC0-1.0"),
  },
  { requiredKeys: ["id", "language", "title", "publisher", "translators", "editors"] },
);

const translations: fc.Arbitrary<Pick<Work, "language" | "translation" | "otherTranslations">> = fc
  .uniqueArray(translation, { selector: ({ id }) => id, minLength: 1, maxLength: 3 })
  .map(([own, ...otherTranslations]) => {
    const { language, ...rest } = own!;
    return { language, translation: rest, ...(otherTranslations.length > 0 && { otherTranslations }) };
  });

/** Any work, with ids that are each its own. */
export const works: fc.Arbitrary<Work> = fc
  .tuple(
    translations,
    fc.record({
      id,
      title: words,
      originalTitle: words,
      sourceLanguage: fc.constantFrom("zh-Hans", "grc"),
      issuer: words,
      originalIssuer: words,
      issued: fc.constantFrom("2021-12-28", ""),
      about: words,
      rights: words,
      terms: fc.uniqueArray(term, { selector: ({ id }) => id, maxLength: 4 }),
      passages: fc.uniqueArray(passage, { selector: ({ id }) => id, maxLength: 8 }),
    }),
  )
  .map(([translated, work]) => ({ ...work, ...translated }));

/** Something that is said anew of a work, or taken out of it. */
export type Deed = { say: WorkCommand } | { takeOut: TakingOfWork };

/** Something that is said of who reads a work; names come up that are among its translators' as well. */
export const sharings: fc.Arbitrary<(work: Work) => { share: AccessCommand }> = fc.oneof(
  fc
    .constantFrom(...VISIBILITIES)
    .map((visibility) => () => ({ share: { type: "set-visibility" as const, visibility } })),
  fc.tuple(fc.nat(4), fc.constantFrom(null, ...ROLES)).map(([at, role]) => ({ translation: { translators } }: Work) => {
    const { id = "ben", name } = translators[at] ?? { name: "Ben" };
    return { share: { type: "give-role" as const, person: { id, name }, role } };
  }),
);

const typed = fc.oneof(fc.constantFrom("", "规划", " spaced ", "half \ud83d"), fc.string({ maxLength: 8 }));
const place = fc.nat(9);
const say = (command: WorkCommand): Deed => ({ say: command });
const takeOut = (worded: Worded): Deed => ({ takeOut: { worded } });

function translationAt(work: Work, at: number): Translation {
  const all = translationsOf(work);
  return all[at % all.length]!;
}

/** Something to do to a work as it stands. */
export const deeds: fc.Arbitrary<(work: Work) => Deed> = fc.oneof(
  fc.record({ title: typed, about: typed }).map((said) => () => say({ type: "describe-work", words: said })),
  fc.tuple(place, fc.record({ title: typed, language: fc.constantFrom("en", "de", "no language") })).map(
    ([at, said]) =>
      (work: Work) =>
        say({ type: "describe-translation", translation: translationAt(work, at).id, words: said }),
  ),
  fc.tuple(place, fc.record({ title: typed, language: fc.constantFrom("en", "de", "no language") })).map(
    ([at, said]) =>
      () =>
        say({ type: "add-translation", translation: `added-${at}`, words: said }),
  ),
  fc.tuple(place, fc.record({ locator: typed, remark: typed })).map(
    ([at, said]) =>
      ({ passages }: Work) =>
        say({ type: "name-passage", passage: passages[at]?.id ?? "none", words: said }),
  ),
  fc.tuple(place, typed, place).map(([at, said, off]) => ({ passages }: Work) => {
    const { id, source } = passages[at] ?? { id: "none", source: { number: 1 } };
    const held = said.trim() === "" ? ("none" as const) : ("whole" as const);
    const number = source.number + (off === 0 ? 1 : 0);
    return say({ type: "word-source", passage: id, number, source: { held, words: [said] } });
  }),
  fc.tuple(place, typed, typed).map(([at, source, rendering]) => ({ terms }: Work) => {
    const said = { source, rendering, alternatives: [""], remark: "", provenance: "" };
    return say({ type: "set-term", term: terms[at]?.id ?? `new-${at}`, words: said });
  }),
  fc.constant(() => takeOut({ kind: "work" })),
  place.map((at) => (work: Work) => takeOut({ kind: "translation", translation: translationAt(work, at).id })),
  fc.tuple(place, fc.integer({ min: 1, max: 3 })).map(([at, number]) => ({ passages }: Work) => {
    const { id, source } = passages[at] ?? { id: "none", source: { number: 0 } };
    const isSource = number <= source.number;
    return takeOut(isSource ? { kind: "source", passage: id, number } : { kind: "passage", passage: id });
  }),
  place.map(
    (at) =>
      ({ terms }: Work) =>
        takeOut({ kind: "term", term: terms[at]?.id ?? "none" }),
  ),
  fc.tuple(place, fc.boolean()).map(([at, isNamed]) => (work: Work) => {
    const people = translationsOf(work).flatMap(({ translators, editors }) => [...translators, ...editors]);
    const { id, name } = people[at] ?? { name: "Nobody" };
    return { takeOut: { whom: { id, name }, instead: isNamed ? { name: "A. N. Other" } : null } };
  }),
);

const ask = (words: string, made: (work: Work, at: readonly Passage[]) => WorkCommand | null) =>
  fc.tuple(place, place, fc.boolean()).map(([one, other]) => (work: Work): Deed => {
    const ever = [...work.passages, ...(work.retired ?? [])];
    const at = [ever[one % (ever.length || 1)], work.passages[other % (work.passages.length || 1)]];
    const command = at[0] && at[1] ? made(work, at as Passage[]) : null;
    return say(command ?? { type: "name-passage", passage: "none", words: { locator: words } });
  });

/** Something to do to the outline of a work as it stands. */
export const outlineDeeds: fc.Arbitrary<(work: Work) => Deed> = fc.oneof(
  ask("moved", (_, [a, b]) => ({ type: "move-passage", passage: a!.id, after: b!.id, branch: false, reason: "" })),
  ask("moved", (_, [a]) => ({ type: "move-passage", passage: a!.id, after: null, branch: true, reason: "First." })),
  ask("called", (_, [a, b]) => ({
    type: "name-passage",
    passage: a!.id,
    words: { locator: `Of ${b!.id}`, level: b!.level, kind: "heading" },
    reason: "Better.",
  })),
  ask("added", (work, [, b]) => ({
    type: "add-passage",
    passage: freeId(work, "new"),
    after: b!.id,
    words: { locator: "New", kind: "paragraph", level: 2 },
    source: { held: "whole", words: ["道。名。"] },
    reason: "It was missing.",
  })),
  ask("gone", (_, [a]) => ({ type: "retire-passage", passage: a!.id, branch: false, reason: "No part of it." })),
  ask("gone", (_, [a]) => ({ type: "retire-passage", passage: a!.id, branch: true, reason: "" })),
  ask("twice", (_, [a, b]) => ({
    type: "add-passage",
    passage: a!.id,
    after: b!.id,
    words: { locator: "Again", kind: "paragraph", level: 1 },
    source: { held: "none", words: [] },
    reason: "",
  })),
  ask("split", (work, [a]) => {
    const ids = [1, 2].map((part) => freeId(work, `${a!.id}-${part}`));
    return {
      type: "split-passage",
      passage: a!.id,
      parts: ids.map((id) => ({ id, locator: id })),
      cuts: [],
      sourceCuts: sourceCutsIn(a!.source.words).slice(0, 1),
      reason: "Two thoughts.",
    };
  }),
  ask("joined", (work, [, b]) => {
    const at = work.passages.findIndex(({ id }) => id === b!.id);
    const into = freeId(work, "joined");
    const passages = work.passages.slice(at, at + 2).map(({ id }) => id);
    return { type: "join-passages", passages, into: { id: into, locator: into }, reason: "One thought." };
  }),
);

/** The records that bring a work in, the same every time. */
export function foundingOf(work: Work): LedgerRecord[] {
  const id = `founding/${work.id}`;
  return describingRecords(work, FOUNDER, { id, at: FOUNDED, newSalt: saltsFrom(id) });
}

/** Brings a work in that is not there. */
export async function bring(store: Store, work: Work): Promise<void> {
  if (!(await store.bringIn(foundingOf(work)))) throw new Error(`${work.id} is there already`);
}

/** Says anew what a work and its translation are, and where its passages stand. */
export async function correct(store: Store, work: Work): Promise<void> {
  const ends = endsAfter(await store.recordsOfWork(work.id));
  const id = `${work.id} corrected after ${ends.get(`work/${work.id}`)?.position}`;
  const records = saying(work.id, ends, { id, at: FOUNDED, newSalt: saltsFrom(id) }, [
    described(work, FOUNDER),
    ...translationsOf(work).map((each) => translated(each, FOUNDER)),
    ...work.passages.map((passage, index) => placed(passage, work.passages[index - 1]?.id ?? null, FOUNDER)),
  ]);
  const { ok } = await store.append(records);
  if (!ok) throw new Error(`${work.id} has moved on`);
}
