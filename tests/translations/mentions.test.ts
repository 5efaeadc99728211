/** People named in what is said: known by who they are, never by letters within a word, and the words read as they were typed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { mentioning, MOST_MENTIONED, withNames } from "../../translations/ledger/mentions.ts";
import type { Person } from "../../translations/notes/note.ts";

const PEOPLE: Person[] = [
  { id: "a", name: "Ann" },
  { id: "b", name: "Ann Lee" },
  { id: "c", name: "王丽" },
  { id: "d", name: "王丽华" },
  { id: "e", name: "Ben" },
  { id: "f", name: "Ben" },
  { id: "g", name: "Zoë 𠮷" },
];
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "@",
        "@Ann",
        "@Ann Lee",
        "@王丽",
        "@王丽华",
        "@Ben",
        "@Zoë 𠮷",
        "Ann",
        "Lee",
        "王",
        "请看",
        " ",
        ",",
        "\n\n",
        "x",
        "é",
        "\u202e",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((all) => all.join(""));

test("law: with the names put back the words read as they were typed, and what is recorded holds none that was named", () => {
  fc.assert(
    fc.property(typed, (words) => {
      const { wording, mentioned } = mentioning(words, PEOPLE);
      const { words: read, named } = withNames(wording, mentioned);
      expect(read).toBe(words);
      for (const { start, end, people } of named) {
        expect(read.slice(start, end)).toBe(`@${people[0]!.name}`);
        expect(new Set(people.map(({ name }) => name)).size).toBe(1);
      }
      expect(named.flatMap(({ people }) => people.map(({ id }) => id))).toEqual(
        mentioned.map(({ person }) => person.id),
      );
      for (const { at } of mentioned) expect(wording[at]).toBe("@");
    }),
    { numRuns: 2_000 },
  );
});

test("law: of a name that is withheld or another by now, that is what stands there, and all else stays", () => {
  fc.assert(
    fc.property(typed, fc.constantFrom("N. N.", "Anna", "新名"), (words, name) => {
      const { wording, mentioned } = mentioning(words, PEOPLE);
      const now = withNames(
        wording,
        mentioned.map(({ at, person }) => ({ at, person: { ...person, name } })),
      );
      const rest = (read: { words: string; named: { start: number; end: number }[] }) =>
        read.named.reduceRight((so, { start, end }) => so.slice(0, start) + so.slice(end), read.words);
      expect(rest(now)).toBe(rest(withNames(wording, mentioned)));
      for (const { start, end } of now.named) expect(now.words.slice(start, end)).toBe(`@${name}`);
    }),
  );
});

test("law: a record that somebody bent is read all the same", () => {
  const mention = fc.record({ at: fc.integer({ min: -3, max: 12 }), person: fc.constantFrom(...PEOPLE) });
  fc.assert(
    fc.property(typed, fc.array(mention, { maxLength: 4 }), (wording, mentioned) => {
      const { words, named } = withNames(wording, mentioned);
      for (const { start, end } of named) expect(words.slice(start, end)).toMatch(/^@/);
    }),
  );
});

test.each([
  ["@Ann Lee, please", ["b"]],
  ["@ann lee please", ["b"]],
  ["@Ann, please", ["a"]],
  ["(@Ann)", ["a"]],
  ["@Anna", []],
  ["ann@Ann", []],
  ["@ Ann", []],
  ["请@王丽看", ["c"]],
  ["请@王丽华看", ["d"]],
  ["@Ben", ["e", "f"]],
  ["@Zoë 𠮷!", ["g"]],
  ["@Nobody", []],
])("%s names %j", (words, ids) => {
  expect(mentioning(words, PEOPLE).mentioned.map(({ person }) => person.id)).toEqual(ids);
});

test("no more than so many are named at once", () => {
  const { wording, mentioned } = mentioning("@Ann ".repeat(MOST_MENTIONED + 5), PEOPLE);
  expect(mentioned).toHaveLength(MOST_MENTIONED);
  expect(withNames(wording, mentioned).words).toBe("@Ann ".repeat(MOST_MENTIONED + 5));
});
