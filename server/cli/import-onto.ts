/**
 * `variorum import FILES --work ID --translation T`: a translation comes to a work that is there. Another one stands beside those
 * it has, in the same passages; of one that it has, the file is the next wording.
 */
import { basename } from "node:path";
import { count } from "../../editor/language/english.ts";
import { begun, refusalInWords } from "../../editor/refusals/refusals.ts";
import { decideOnWork } from "../../translations/decide/decide.ts";
import { Counting } from "../../translations/exchange/brought.ts";
import { keyedOnto, piecesOnto, type Known, type Onto } from "../../translations/exchange/onto.ts";
import { usualRole } from "../../translations/exchange/values.ts";
import { translationsOf, type Translation, type Work } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { digestOfJson } from "../../translations/text/digest.ts";
import { canonicalLanguage } from "../../translations/text/language.ts";
import { plainly } from "../../translations/text/well-formed.ts";
import { bringOnto, knownIn, wouldAdd, type BringingOnto, type Brought } from "../bringing/bringing-onto.ts";
import { sqliteStore } from "../sqlite/sqlite.ts";
import { FileProblem } from "./files.ts";
import { givenOnto, saying, type Named } from "./given.ts";
import { workbenchIn } from "./import-archive.ts";
import { proposeOnto } from "./propose-onto.ts";
import { sayLeftOut, sayUndone } from "./import-words.ts";

export interface OntoOptions extends Omit<Named, "files"> {
  work: string;
  data: string;
  translation: string;
  /** Of another translation: its title. */
  title?: string;
  language: string;
  licence?: string;
  publisher?: string;
  /** ISO 8601 day. */
  published?: string;
  revises?: string;
  reason?: string;
  /** What they say otherwise is proposed. */
  asProposal?: true;
  dryRun?: true;
  json?: true;
}

/** @throws FileProblem if there is no such work, the translation can't be described so, or the files can't be taken in. */
export async function importOnto(
  files: readonly string[],
  options: OntoOptions,
  { by, translators }: { by: Person; translators: readonly Person[] },
): Promise<void> {
  const { work: id, data, source } = options;
  if (source) throw new FileProblem("A translation comes alone; how its source reads is brought in by itself.");
  const given = await givenOnto({ ...options, files });
  const store = sqliteStore(await workbenchIn(data));
  try {
    const work = await store.work(id);
    if (!work)
      throw new FileProblem(`There is no work “${id}” here for a translation to come to. Nothing was changed.`);
    const [translation, isNew] = translationIn(work, options, translators);
    const revises = revisedIn(work, options);
    const known = await knownIn(store, work, isNew ? (revises ?? work.translation.id) : translation.id);
    const onto = laidOnto(files[0] ?? options.jsonl ?? "", known, given);
    const notTaken = new Counting();
    notTaken.addAll((given.brought ?? given.text).notTaken);
    notTaken.addAll(onto.counts);
    tellDoubts(work, onto);
    // Where they stand on this machine is nobody else's.
    const name = [...files, ...(options.jsonl === undefined ? [] : [options.jsonl])]
      .map((each) => basename(each))
      .join(", ");
    if (options.asProposal) {
      if (isNew) throw new FileProblem(`“${work.title}” has no translation “${translation.id}” that could be revised.`);
      const { reason, dryRun = false, json = false } = options;
      const asked = {
        notTaken: notTaken.counts(),
        people: [...translators],
        name,
        digest: given.of,
        reason,
        dryRun,
        json,
      };
      return await proposeOnto(store, { work, translation, onto, by, ...asked });
    }
    const people = isNew ? [] : translators;
    const bringing = bringingOf({ options, given, onto, translation, revises, by, people, file: name });
    const added = options.dryRun
      ? { ...(await wouldAdd(store, bringing)), import: null }
      : await bringOnto(store, bringing);
    tell(options, translation, added, notTaken.counts());
  } finally {
    await store.close();
  }
}

/** The translation, and whether the work does not have it yet. @throws FileProblem */
function translationIn(
  work: Work,
  { translation: id, title, language, publisher, published, licence }: OntoOptions,
  translators: readonly Person[],
): [translation: Translation, isNew: boolean] {
  const there = translationsOf(work).find((each) => each.id === id);
  if (there) return [there, false];
  if (title === undefined)
    throw new FileProblem(
      `“${work.title}” has no translation “${id}” yet. Say what it is called: --title "…"; or name one of ${named(work)}.`,
    );
  const words = {
    ...{ title: plainly(title), language: canonicalLanguage(language), publisher: plainly(publisher ?? "") },
    ...{ translators: [...translators], editors: [] },
    ...(published !== undefined && { date: published }),
    ...(licence !== undefined && { licence }),
  };
  const command = { type: "add-translation", translation: id, words } as const;
  const decided = decideOnWork(work, command, { id: "import", name: "import", role: "owner" });
  if (!decided.ok) throw new FileProblem(`${refusalInWords(decided.refusal)} Nothing was changed.`);
  return [{ ...words, id }, true];
}

/** @throws FileProblem if the work has no such translation */
function revisedIn(work: Work, { revises }: OntoOptions): string | null {
  if (revises === undefined || translationsOf(work).some(({ id }) => id === revises)) return revises ?? null;
  throw new FileProblem(`There is no translation “${revises}” that it could be revised from, but ${named(work)}.`);
}

function named(work: Work): string {
  return translationsOf(work)
    .map(({ id, title }) => `“${id}” (${title})`)
    .join(", ");
}

function laidOnto(name: string, known: readonly Known[], given: Awaited<ReturnType<typeof givenOnto>>): Onto {
  if (given.brought) return keyedOnto(known, given.brought.passages);
  return saying({ name }, () => piecesOnto(known, given.text.pieces));
}

/** @param people who made what the files name nobody of, where the translation is one that is there. */
function bringingOf({
  options: { work, published, reason },
  given: { of },
  onto,
  translation,
  revises,
  by,
  people,
  file,
}: {
  options: OntoOptions;
  given: { of: string };
  onto: Onto;
  translation: Translation;
  revises: string | null;
  by: Person;
  people: readonly Person[];
  file: string;
}): BringingOnto {
  const who = people.length > 0 ? people : translation.translators;
  const passages = onto.placed.map(({ passage, versions }) => ({
    passage,
    versions: versions.map((version) => ({
      ...version,
      rationale: version.rationale || plainly(reason ?? ""),
      by:
        version.by.length > 0
          ? version.by
          : who.map(({ name }) => ({ name, role: people.length > 0 ? usualRole(1) : usualRole(null) })),
    })),
  }));
  const day = published ?? translation.date ?? new Date().toISOString().slice(0, 10);
  const digest = digestOfJson([of, translation.id]);
  return { work, translation, revises, passages, by, day, digest, file };
}

/** So many doubtful places are shown. */
const MOST_SHOWN = 50;

function tellDoubts({ passages }: Work, { doubts, without }: Onto): void {
  const locators = new Map(passages.map(({ id, locator }) => [id, locator]));
  for (const { passage, versions, confidence } of doubts.slice(0, MOST_SHOWN)) {
    const rendering = versions.at(-1)?.rendering;
    const words = rendering ? canonicalText(renderingFromJson(rendering)) : "";
    console.error(`? ${confidence.toFixed(2)}  ${locators.get(passage) ?? passage}  ${begun(words)}`);
  }
  for (const words of without.slice(0, MOST_SHOWN)) console.error(`- no place here: ${begun(words)}`);
}

function tell(
  { work, json, dryRun }: OntoOptions,
  { id, title }: Translation,
  { passages, versions, import: of }: Brought,
  notTaken: Readonly<Record<string, number>>,
): void {
  if (json)
    return console.log(
      JSON.stringify({
        ...{ work, translation: id, passages, versions, notTaken, already: !dryRun && versions === 0 },
        ...(of !== null && { import: of }),
      }),
    );
  const counted = `${count(versions, "version")} of ${count(passages, "passage")}`;
  const named = `“${title}” (${id})`;
  if (dryRun) console.log(`${work} would have ${counted} more, of ${named}. Nothing was kept.`);
  else if (versions === 0) console.log(`✓ All of ${named} is already here: /${work}`);
  else console.log(`✓ ${work} has ${counted} more, of ${named}: /${work}`);
  if (of !== null) console.log(sayUndone(work, of));
  const left = sayLeftOut(notTaken, "Not taken");
  if (left) console.log(left);
}
