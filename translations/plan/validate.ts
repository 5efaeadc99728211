/**
 * Whether a corpus is well-formed: a list of what is wrong with it, in sentences. Each rule is a function from the
 * corpus to its problems and knows nothing of the others. Whether the words are good is not asked here.
 */
import { isPassageId, isWorkId, sourceText, type Passage, type Source } from "../ledger/work.ts";
import { resolve } from "../notes/anchor.ts";
import { NOTE_CATEGORIES, type Anchor, type Note, type Publication } from "../notes/note.ts";
import {
  canonical,
  canonicalText,
  isEmpty,
  renderingFromJson,
  renderingToJson,
  sameRendering,
} from "../text/canonical.ts";
import { parseText } from "../text/parse.ts";
import { digestOfText } from "../text/digest.ts";
import { canonicalJson } from "../text/json.ts";
import { isLanguageTag, type RenderingJson } from "../text/schema.ts";
import { NOT_IN_WORDS_HELD, type Corpus, type CorpusProposal, type CorpusVersion } from "./corpus.ts";
import { textOf } from "./writing.ts";

type Rule = (corpus: Corpus) => string[];

const RULES: readonly Rule[] = [
  workIsDescribed,
  passagesAreNamed,
  outlineHasNoGaps,
  sourcesAreWhatTheySay,
  termsAreFound,
  historiesArePassages,
  versionsFollowEachOther,
  versionsAreDocumented,
  wordsAreCanonical,
  digestsHold,
  quotationsMatch,
  notesAreWhole,
  anchorsHold,
  proposalsCanBeReviewed,
];

/** What is wrong with `corpus`, a sentence for each problem; empty if it is well-formed. Throws nothing. */
export function validate(corpus: Corpus): string[] {
  return [...new Set(RULES.flatMap((rule) => rule(corpus)))];
}

function workIsDescribed({ work }: Corpus): string[] {
  const { translation } = work;
  const at = `work ${work.id}`;
  return [
    ...unless(
      isWorkId(work.id),
      `${at}: the id must be lower-case letters, digits and hyphens, and no address of the program's own.`,
    ),
    ...blanks(at, {
      title: work.title,
      "original title": work.originalTitle,
      issuer: work.issuer,
      "original issuer": work.originalIssuer,
      about: work.about,
      rights: work.rights,
      publisher: translation.publisher,
    }),
    ...unless(isLanguageTag(work.sourceLanguage), `${at}: "${work.sourceLanguage}" is not a language tag.`),
    ...unless(isLanguageTag(work.language), `${at}: "${work.language}" is not a language tag.`),
    ...unless(isDay(work.issued), `${at}: it was issued on "${work.issued}", which is no day.`),
    ...unless(translation.translators.length > 0, `${at}: the translation names no translator.`),
    ...[...translation.translators, ...translation.editors].flatMap(({ name }) =>
      blanks(`${at}, translation`, { name }),
    ),
    ...publicationProblems(`${at}, translation`, translation),
  ];
}

function passagesAreNamed({ work }: Corpus): string[] {
  return [
    ...work.passages.flatMap(({ id, locator }) => [
      ...unless(isPassageId(id), `passage "${id}": the id must be lower-case letters, digits and hyphens.`),
      ...blanks(`passage ${id}`, { locator }),
    ]),
    ...doubles(work.passages.map(({ id }) => id)).map((id) => `passage ${id}: the id is used twice.`),
    ...doubles(work.passages.map(({ locator }) => locator)).map((locator) => `locator "${locator}": it is used twice.`),
  ];
}

function outlineHasNoGaps({ work }: Corpus): string[] {
  return work.passages.flatMap(({ id, level }, index) => {
    const above = work.passages[index - 1]?.level ?? 0;
    const fits = Number.isInteger(level) && level >= 1 && level <= above + 1;
    return unless(fits, `passage ${id}: level ${level} can't follow level ${above} in the outline.`);
  });
}

function sourcesAreWhatTheySay(corpus: Corpus): string[] {
  return corpus.work.passages.flatMap((passage) => {
    const at = `passage ${passage.id}`;
    const { source, remark } = passage;
    const gap = source.held !== "whole" || versionsOf(corpus, passage.id).some(({ rendering }) => !rendering);
    return [
      ...sourceProblems(at, source),
      ...unless(!gap || isSaid(remark), `${at}: something is not held, and no remark says what is known of it.`),
    ];
  });
}

function sourceProblems(at: string, { held, words, provenance }: Source): string[] {
  if (held === "none") return unless(words.length === 0, `${at}: its source is said not to be held, yet has words.`);
  return [
    ...unless(words.length > 0, `${at}: its source is said to be held, yet has no words.`),
    ...words
      .filter((text) => !isPlain(text))
      .map((text) => `${at}: the source words "${text}" are not in canonical form.`),
    ...unless(isSaid(provenance), `${at}: its source words have no provenance.`),
  ];
}

function termsAreFound(corpus: Corpus): string[] {
  const { terms } = corpus.work;
  const held = heldWords(corpus);
  return [
    ...doubles(terms.map(({ source }) => source)).map((source) => `term ${source}: it is listed twice.`),
    ...terms.flatMap(({ source, rendering, alternatives, remark, provenance }) => {
      const at = `term ${source}`;
      const found = isSaid(source) && held.includes(source);
      return [
        ...blanks(at, { source, rendering, remark, provenance }),
        ...alternativeProblems(at, alternatives, rendering),
        ...unless(
          found || remark.includes(NOT_IN_WORDS_HELD),
          `${at}: it stands in no words held, and its remark does not say so.`,
        ),
        ...unless(
          !found || !remark.includes(NOT_IN_WORDS_HELD),
          `${at}: its remark says that it stands in no words held, and it does.`,
        ),
      ];
    }),
  ];
}

/** Every word held, in either language, and what is said about them in notes. */
function heldWords(corpus: Corpus): string {
  const sources = corpus.work.passages.map(({ source }) => sourceText(source));
  const texts = renderings(corpus).map(({ rendering }) => read(rendering)?.text ?? "");
  const notes = annotated(corpus).flatMap(({ notes }) => notes.map(({ body }) => body));
  return [corpus.work.originalTitle, ...sources, ...texts, ...notes].join("\n\n");
}

function historiesArePassages({ work, histories }: Corpus): string[] {
  return [
    ...histories
      .filter(({ passage }) => !work.passages.some(({ id }) => id === passage))
      .map(({ passage }) => `history of ${passage}: there is no such passage.`),
    ...doubles(histories.map(({ passage }) => passage)).map((id) => `history of ${id}: it is told twice.`),
  ];
}

function versionsFollowEachOther({ histories }: Corpus): string[] {
  return histories.flatMap(({ passage, versions }) =>
    versions.flatMap(({ number, base, date }, index) => {
      const at = `${passage} v${number}`;
      const before = versions.find((version) => version.number === base);
      const follows = index === 0 ? base === null : base !== null && base < number && before !== undefined;
      return [
        ...unless(number === index + 1, `${at}: versions are numbered 1, 2, 3; this one should be v${index + 1}.`),
        ...unless(follows, `${at}: it can't be revised from ${base === null ? "nothing" : `v${base}`}.`),
        ...unless(
          !before || day(before.date) <= day(date),
          `${at}: it is older than v${base}, from which it was revised.`,
        ),
      ];
    }),
  );
}

function versionsAreDocumented({ histories }: Corpus): string[] {
  return eachVersion(histories).flatMap(({ at, version }) => [
    ...blanks(at, { provenance: version.provenance }),
    ...unless(
      version.base === null || isSaid(version.rationale),
      `${at}: it revises v${version.base} and has no rationale.`,
    ),
    ...unless(version.contributors.length > 0, `${at}: nobody is named who made it.`),
    ...version.contributors.flatMap(({ name }) => blanks(`${at}, contributor`, { name })),
    ...unless(isDate(version.date), `${at}: "${version.date}" is neither a day nor an instant.`),
    ...version.publishedIn.flatMap((publication) => publicationProblems(at, publication)),
  ]);
}

function wordsAreCanonical(corpus: Corpus): string[] {
  return renderings(corpus).flatMap(({ at, rendering }) => {
    const known = read(rendering);
    if (!known) return [`${at}: its words are not a rendering of this schema.`];
    const { node, text } = known;
    return [
      ...unless(!isEmpty(node), `${at}: it has no words. If they are not held, leave the rendering out.`),
      ...unless(
        canonicalJson(renderingToJson(canonical(node))) === canonicalJson(rendering),
        `${at}: its words are not in canonical form.`,
      ),
      ...unless(canonicalText(parseText(text)) === text, `${at}: its text does not survive being read again.`),
    ];
  });
}

function digestsHold({ histories }: Corpus): string[] {
  return eachVersion(histories).flatMap(({ at, version: { rendering, digest } }) => {
    if (!rendering) return unless(digest === null, `${at}: it has a digest, and its words are not held.`);
    const known = read(rendering);
    if (!known) return [];
    const again = read(JSON.parse(JSON.stringify(rendering)) as RenderingJson);
    return [
      ...unless(
        digest === digestOfText(known.text),
        `${at}: its words do not have the digest written down for them. A version never changes: add a new one.`,
      ),
      ...unless(again?.text === known.text, `${at}: its digest does not survive JSON.`),
    ];
  });
}

/** Words that a rendering quotes from its source, marked with the source's language, stand in the source held. */
function quotationsMatch(corpus: Corpus): string[] {
  return renderings(corpus).flatMap(({ at, passage, rendering }) => {
    const source = passageOf(corpus, passage)?.source;
    if (!source || source.held === "none") return [];
    return quoted(rendering, corpus.work.sourceLanguage)
      .filter((words) => !sourceText(source).includes(words))
      .map((words) => `${at}: it quotes "${words}", which does not stand in the source held.`);
  });
}

/** The stretches of a rendering that are marked as being in `language`. */
function quoted(rendering: RenderingJson, language: string): string[] {
  const here = rendering.marks?.some(({ type, attrs }) => type === "foreign" && attrs?.["lang"] === language);
  if (here && rendering.text) return [rendering.text];
  return (rendering.content ?? []).flatMap((child) => quoted(child, language));
}

function notesAreWhole(corpus: Corpus): string[] {
  return [
    ...corpus.work.passages.flatMap(({ id }) => {
      const ids = annotated(corpus).flatMap(({ passage, notes }) =>
        passage === id ? notes.map((note) => note.id) : [],
      );
      return doubles(ids).map((note) => `passage ${id}: the note id ${note} is used twice.`);
    }),
    ...eachNote(corpus).flatMap(({ at, note }) => [
      ...blanks(at, { id: note.id, author: note.author.name, body: note.body }),
      ...unless(isDate(note.date), `${at}: "${note.date}" is neither a day nor an instant.`),
      ...unless(NOTE_CATEGORIES.includes(note.category), `${at}: there is no category "${note.category}".`),
      ...alternativeProblems(at, note.alternatives, note.target?.exact),
      ...(note.publishedIn ? publicationProblems(at, note.publishedIn) : []),
    ]),
  ];
}

function anchorsHold(corpus: Corpus): string[] {
  return eachNote(corpus).flatMap(({ at, note, passage, rendering }) => {
    const source = passageOf(corpus, passage)?.source;
    return [
      ...anchorProblems(`${at}, on the rendering`, note.target, rendering ? read(rendering)?.text : ""),
      ...anchorProblems(`${at}, on the source`, note.source, source && sourceText(source)),
      ...unless(note.target !== null || note.source !== null, `${at}: it hangs on no words.`),
    ];
  });
}

/** Exactly: the quotation at its offsets, and its surroundings around it. */
function anchorProblems(at: string, anchor: Anchor | null, text = ""): string[] {
  if (!anchor) return [];
  const { exact, prefix, suffix, start, end } = anchor;
  const stands =
    exact !== "" &&
    text.slice(start, end) === exact &&
    end - start === exact.length &&
    text.slice(0, start).endsWith(prefix) &&
    text.slice(end).startsWith(suffix) &&
    resolve(anchor, text)?.how === "exact";
  return unless(stands, `${at}: "${exact}" with its surroundings does not stand from ${start} to ${end}.`);
}

function proposalsCanBeReviewed(corpus: Corpus): string[] {
  const { proposals } = corpus;
  return [
    ...doubles(proposals.map(({ id }) => id)).map((id) => `proposal ${id}: the id is used twice.`),
    ...proposals.flatMap((proposal) => proposalProblems(corpus, proposal)),
  ];
}

function proposalProblems(corpus: Corpus, proposal: CorpusProposal): string[] {
  const at = `proposal ${proposal.id}`;
  return [
    ...unless(isPassageId(proposal.id), `${at}: the id must be lower-case letters, digits and hyphens.`),
    ...unless(passageOf(corpus, proposal.passage) !== undefined, `${at}: there is no passage ${proposal.passage}.`),
    ...blanks(at, { summary: proposal.summary, provenance: proposal.provenance }),
    ...unless(proposal.proposers.length > 0, `${at}: nobody is named who proposes it.`),
    ...proposal.proposers.flatMap(({ name }) => blanks(`${at}, proposer`, { name })),
    ...baseProblems(at, proposal, versionsOf(corpus, proposal.passage)),
  ];
}

function baseProblems(at: string, { kind, base, rendering }: CorpusProposal, versions: CorpusVersion[]): string[] {
  const target = versions.find(({ number }) => number === base);
  if (kind === "supply")
    return unless(target?.rendering === null, `${at}: it supplies v${base}, which is not a version without words.`);
  const current = versions.at(-1)?.number ?? null;
  const before = target?.rendering && read(target.rendering);
  const after = read(rendering);
  return [
    ...unless(
      base === current,
      `${at}: it revises ${base === null ? "nothing" : `v${base}`}, which does not stand now.`,
    ),
    ...unless(!before || !after || !sameRendering(before.node, after.node), `${at}: it changes nothing.`),
  ];
}

/** The rendering that JSON describes with its canonical text, or null if it describes none. */
function read(rendering: RenderingJson): { node: ReturnType<typeof renderingFromJson>; text: string } | null {
  try {
    return { node: renderingFromJson(rendering), text: textOf(rendering) };
  } catch {
    return null;
  }
}

function eachVersion(histories: Corpus["histories"]): { at: string; passage: string; version: CorpusVersion }[] {
  return histories.flatMap(({ passage, versions }) =>
    versions.map((version) => ({ at: `${passage} v${version.number}`, passage, version })),
  );
}

/** Whatever carries notes: versions and proposals, with the words the notes hang on. */
function annotated({ histories, proposals }: Corpus): {
  at: string;
  passage: string;
  notes: Note[];
  rendering: RenderingJson | null;
}[] {
  return [
    ...eachVersion(histories).map(({ at, passage, version: { notes, rendering } }) => ({
      at,
      passage,
      notes,
      rendering,
    })),
    ...proposals.map(({ id, passage, notes, rendering }) => ({ at: `proposal ${id}`, passage, notes, rendering })),
  ];
}

function renderings(corpus: Corpus): { at: string; passage: string; rendering: RenderingJson }[] {
  return annotated(corpus).flatMap(({ at, passage, rendering }) => (rendering ? [{ at, passage, rendering }] : []));
}

function eachNote(corpus: Corpus): { at: string; passage: string; note: Note; rendering: RenderingJson | null }[] {
  return annotated(corpus).flatMap(({ at, passage, notes, rendering }) =>
    notes.map((note) => ({ at: `${at}, note ${note.id}`, passage, note, rendering })),
  );
}

function passageOf({ work }: Corpus, passage: string): Passage | undefined {
  return work.passages.find(({ id }) => id === passage);
}

function versionsOf({ histories }: Corpus, passage: string): CorpusVersion[] {
  return histories.flatMap((history) => (history.passage === passage ? history.versions : []));
}

function publicationProblems(at: string, { title, date, url }: Publication): string[] {
  return [
    ...unless(isSaid(title), `${at}: a publication has no title.`),
    ...unless(date === undefined || isDay(date), `${at}: it was published on "${date}", which is no day.`),
    ...unless(url === undefined || /^https:\/\/[^\s/]+\.[^\s/]+\/\S*$/.test(url), `${at}: "${url}" is not an address.`),
  ];
}

function alternativeProblems(at: string, alternatives: readonly string[], chosen: string | undefined): string[] {
  return [
    ...alternatives
      .filter((words) => !isPlain(words))
      .map((words) => `${at}: the alternative "${words}" is empty or not in canonical form.`),
    ...alternatives
      .filter((words) => words === chosen)
      .map((words) => `${at}: the alternative "${words}" is what stands there already.`),
    ...doubles(alternatives).map((words) => `${at}: the alternative "${words}" is offered twice.`),
  ];
}

function blanks(at: string, fields: Record<string, string>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => unless(isSaid(value), `${at}: ${name} is empty.`));
}

function unless(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}

function isSaid(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}

/** One line of words as the canonical form has them: not empty, NFC, single spaces, none at the ends. */
function isPlain(text: string): boolean {
  return isSaid(text) && text === text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function doubles(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** The day of an ISO 8601 day or instant. */
function day(date: string): string {
  return date.slice(0, 10);
}

/** An ISO 8601 day that the calendar has. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isInstant(`${text}T00:00:00.000Z`);
}

/** An ISO 8601 instant in UTC, to the millisecond. */
function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

function isDate(text: string): boolean {
  return isDay(text) || isInstant(text);
}
