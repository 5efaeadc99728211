/** Works, made up: what there may be in one, as generators, and one brought into a store. */
import fc from "fast-check";
import type { Store } from "../../server/store/store.ts";
import { described, describingRecords, placed, saying } from "../../translations/ledger/described.ts";
import { saltsFrom } from "../../translations/ledger/enclosures.ts";
import { endsAfter, type LedgerRecord } from "../../translations/ledger/record.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { Passage, Source, Term, Work } from "../../translations/ledger/work.ts";

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

const translation: fc.Arbitrary<Work["translation"]> = fc.record(
  {
    id,
    title: words,
    publisher: words,
    translators: fc.array(person, { maxLength: 3 }),
    editors: fc.array(person, { maxLength: 2 }),
    date: fc.constantFrom("2022-01-24", "2022"),
    url: fc.constant("https://example.org/translation"),
    licence: fc.constantFrom("CC-BY-4.0", "CC0-1.0"),
  },
  { requiredKeys: ["id", "title", "publisher", "translators", "editors"] },
);

/** Any work, with ids that are each its own. */
export const works: fc.Arbitrary<Work> = fc.record({
  id,
  title: words,
  originalTitle: words,
  sourceLanguage: fc.constantFrom("zh-Hans", "grc"),
  language: fc.constantFrom("en", "de"),
  issuer: words,
  originalIssuer: words,
  issued: fc.constantFrom("2021-12-28", ""),
  translation,
  about: words,
  rights: words,
  terms: fc.uniqueArray(term, { selector: ({ id }) => id, maxLength: 4 }),
  passages: fc.uniqueArray(passage, { selector: ({ id }) => id, maxLength: 8 }),
});

/** The records that bring a work in, the same every time. */
export function foundingOf(work: Work): LedgerRecord[] {
  const id = `founding/${work.id}`;
  return describingRecords(work, FOUNDER, { id, at: FOUNDED, newSalt: saltsFrom(id) });
}

/** Brings a work in that is not there. */
export async function bring(store: Store, work: Work): Promise<void> {
  if (!(await store.bringIn(foundingOf(work)))) throw new Error(`${work.id} is there already`);
}

/** Says anew what a work is, and where its passages stand. */
export async function correct(store: Store, work: Work): Promise<void> {
  const ends = endsAfter(await store.recordsOfWork(work.id));
  const id = `${work.id} corrected after ${ends.get(`work/${work.id}`)?.position}`;
  const records = saying(work.id, ends, { id, at: FOUNDED, newSalt: saltsFrom(id) }, [
    described(work, FOUNDER),
    ...work.passages.map((passage, index) => placed(passage, work.passages[index - 1]?.id ?? null, FOUNDER)),
  ]);
  const { ok } = await store.append(records);
  if (!ok) throw new Error(`${work.id} has moved on`);
}
