/** The sentences of bringing a work in, by language. */
import type { JSX } from "preact";
import { count, inARow, plural } from "../language/english.ts";
import type { SaidColumn } from "../../translations/exchange/table-columns.ts";
import type { Visibility } from "../../translations/ledger/access.ts";
import type { Catalogue } from "../language/language.ts";
import type { FieldName, LaidSource, StagedView } from "./view.ts";

const fields = {
  title: { label: "Title" },
  originalTitle: { label: "Title of the source" },
  work: { label: "Address", hint: "Small letters, figures and single hyphens. It stays for good." },
  language: { label: "Language of the translation", hint: "A tag such as en or de." },
  sourceLanguage: { label: "Language of the source", hint: "A tag such as zh-Hans; und if it is not known." },
  issuer: { label: "Written or issued by" },
  issued: { label: "When it appeared", hint: "A year, a month or a day, such as 1921." },
  rights: { label: "Rights in its words", hint: "In a sentence, such as: Public domain." },
  translators: {
    label: "Translated by",
    hint: "One name, or several with semicolons between. A program is written so: DeepL (program).",
  },
  date: { label: "When", hint: "A year, a month or a day, such as 2022-01-24." },
  publisher: { label: "Published by" },
  url: { label: "Published at", hint: "Its address in the web." },
  licence: { label: "Licence", hint: "By its short name, such as CC-BY-4.0, or its address." },
} satisfies Record<FieldName, { label: string; hint?: string }>;

const visibilities: Record<Visibility, { name: string; means: string }> = {
  public: { name: "Public.", means: "Everybody reads it, with an account or without." },
  members: {
    name: "For members.",
    means: "Whoever has an account in this workbench reads it; for all others it is not there.",
  },
  private: {
    name: "Private.",
    means:
      "You read it, those to whom you give a role in it, and the owners of the workbench; for all others it is not there.",
  },
};

const en = {
  works: "Works",
  nameless: "The text",
  title: "Bring a work in",
  lead: "Paste a translation, its source, or both, or choose files. A table (CSV, TSV, JSON Lines) holds both, a passage a row. Next you see the two side by side, passage by passage, correct what does not belong together, and add further translations; nobody else sees any of it until you create the work.",
  source: "Source",
  rendering: "Translation",
  paste: "Paste it here, or drop a file or several.",
  file: (side: string) =>
    `${side} from a file, or several such as its chapters: text, Markdown, Word, OpenDocument, a web page`,
  otherFiles: "Other files as well",
  inOrder: (number: number) =>
    `${number} files, read as one text in this order. Their names are not taken as headings.`,
  fromTo: (first: string, last: string) => `${first} to ${last}`,
  fileActs: { earlier: "Earlier", later: "Later", leave: "Not this one" },
  noAnswer: "The workbench can’t be reached. What you pasted or chose is still here: try again.",
  asks: {
    encoding: (file: string) => `How is ${file} written? Choose the line that reads as it should.`,
    encodingHint: "A file may be stored in one of several encodings, and this one does not say in which.",
    footnotes: (file: string, number: number) =>
      `${count(number, "footnote")} in ${file}: what ${number === 1 ? "is it" : "are they"}?`,
    footnoteChoices: {
      passages: "The author’s: passages of their own, translated and cited like the others",
      notes: "The translator’s: notes on their words",
      none: "Neither: leave them out",
    },
    tracked: (file: string, number: number, people: readonly string[]) =>
      `${count(number, "tracked change")} in ${file}${people.length > 0 ? `, by ${inARow(people)}` : ""}: how is the file to be read?`,
    trackedChoices: {
      accepted: "With all of them: as it would be if they were accepted",
      rejected: "With none: as it was before them",
      both: "As two versions, the second revised from the first, with their people and dates",
    },
    columns: (file: string) => `What are the columns of ${file}?`,
    column: (name: string, number: number) => (name === "" ? `Column ${number}` : `“${name}”`),
    columnChoices: {
      source: "Source",
      rendering: "Translation",
      further: "A further translation",
      passage: "Key of the passage, such as Mark 1:1",
      notes: "Notes",
      none: "Leave it out",
    } satisfies Record<SaidColumn, string>,
    head: "The first line names the columns",
  },
  lay: "Lay them side by side",
  reading: "The texts are being read …",
  begun: "Begun, and not finished",
  moreBegun: (number: number) => `${number} more`,
  untitled: "Without a title",
  withoutScript:
    "JavaScript is off here: several files of one text are read in the order in which the browser sends them, and if something has to be asked about a file, you choose it once more with your answer.",
  askedOfFiles: "Something has to be asked before the text can be read. Nothing is kept yet.",
  chooseAgain: (names: readonly string[]) =>
    `Choose ${inARow([...names])} once more: browsers send a file only when it was just chosen.`,
  goOn: "Go on",
  throwAway: "Throw away…",
  throwing: "Both texts and all your corrections are deleted for good. No work has been made of them.",
  thrown: "Throw it away for good",
  changed: (day: JSX.Element) => <>last changed {day}</>,
  counts: ({ pairs, unsure, withoutSource, withoutRendering }: StagedView["counts"], isFurther: boolean) =>
    isFurther
      ? `${count(pairs, "pair")} · ${unsure} unsure · ${withoutSource} not in the first · ${withoutRendering} not in this one`
      : `${count(pairs, "pair")} · ${unsure} unsure · ${withoutSource} without a source · ${withoutRendering} not translated`,
  unsureFurther: (unsure: number) => ` · ${unsure} unsure in further translations`,
  notTaken: (left: readonly (readonly [string, number])[]) =>
    `Not taken: ${inARow(left.map(([name, number]) => `${name} (${number})`))}.`,
  pairs: "Passages side by side",
  onlyUnsure: "Only pairs that may be wrong",
  all: "All pairs",
  none: "No pair is marked as unsure.",
  previous: "Previous pairs",
  next: "Next pairs",
  toUnsure: { next: "Next unsure pair", previous: "Previous unsure pair" },
  toDescription: "Say what it is, and create it",
  /** What stands on either side: a source and its translation, or the first translation and a further one. */
  sides: {
    work: {
      begins: {
        a: "Source: with what does the next passage begin?",
        b: "Translation: with what does the next passage begin?",
      },
      noSource: "not in the source",
      noRendering: "not translated",
      shiftRendering: "Shift translation down",
      shiftSource: "Shift source down",
    },
    further: {
      begins: {
        a: "First translation: with what does the next pair begin?",
        b: "This translation: with what does the next pair begin?",
      },
      noSource: "not in the first translation",
      noRendering: "not in this one",
      shiftRendering: "Shift this one down",
      shiftSource: "Shift the first down",
    },
  },
  staysWhole: "with nothing of it: all stays in this pair",
  splitHere: "Split here",
  leaveWhole: "Leave it whole",
  unsure: "unsure",
  settled: "seen",
  acts: {
    settle: "This is right",
    join: "Join with the next",
    split: "Split…",
    apart: "Not a pair",
    undo: "Undo",
    redo: "Redo",
  },
  keys: (isFurther: boolean) => (
    <>
      <kbd>F7</kbd> and <kbd>Shift F7</kbd> go to the next and the previous unsure pair, in whichever column, and there{" "}
      <kbd>Enter</kbd> says that it is right, <kbd>J</kbd> joins it with the next, <kbd>S</kbd> splits it (choose where
      with the arrows, then <kbd>Enter</kbd>), <kbd>D</kbd> shifts {isFurther ? "this translation" : "the translation"}{" "}
      down from here on and <kbd>E</kbd> {isFurther ? "the first" : "the source"}, <kbd>U</kbd> takes it apart.{" "}
      <kbd>Z</kbd> takes the last step back, <kbd>Y</kbd> does it again.
    </>
  ),
  kept: "Every step is saved: you can leave, and come back another day.",
  description: "What it is",
  about: { work: "The work", source: "Its source", translation: "The translation" },
  fields,
  addressEnds: (ending: string) => `It ends with ${ending}, as those of all works do that you bring in.`,
  readers: "Who finds it",
  closed: { source: "The source may not be shown to all", rendering: "The translation may not be shown to all" },
  visibilities,
  /** Translations beside the first. */
  further: {
    title: "Further translations",
    about:
      "Each is laid beside the first translation, and stands in the same passages. Which of them is read first is chosen later, passage by passage.",
    lead: "On the left the first translation, on the right this one. What stands side by side will be one passage of the work.",
    add: "Add a further translation",
    lay: "Lay it beside the first",
    noText: "No text was taken in",
    counts: (pairs: number, unsure: number) => `${count(pairs, "pair")} · ${unsure} unsure`,
    throwing: "Its text and all your corrections to it are deleted for good. The other texts stay.",
    none: "not in this one",
    more: (number: number) => `${count(number, "more pair")} of it there: on its own page`,
    alone: "in this translation alone: a passage of its own",
    mend: "Mend",
    lookUnsure: "? unsure: look at it",
    of: (title: string, pair: number) => `, ${title || "further translation"}, pair ${pair}`,
    description: "What this translation is",
    called: { label: "Title", hint: "By which it is told from the others, such as Revised Version." },
    origin: "Where it comes from",
    origins: {
      no: "It was made independently of the first translation.",
      yes: "It is revised from the first translation.",
    },
    toDescription: "Say what it is",
    keep: "Keep it, and back to the work",
  },
  create: "Create the work",
  making: "The work is being made; a long one takes up to a minute …",
  /** A work that is here is given its source. */
  supply: {
    crumb: "Source",
    title: (work: string) => `The source of ${work}`,
    lead: "Paste the whole source text, or choose a file: a source that is missing here, or one that was corrected or reissued. Next you see which words go to which passage; nothing is kept until you record it.",
    lay: "Match it with the passages",
    reading: "The text is being read …",
    counts: ({ given, changed, same, new: added, without }: LaidSource["counts"]) =>
      `${count(given, "passage")} ${plural(given, "gets its", "get their")} source · ${changed} with a source that reads differently now · ${added} new · ${same} unchanged · ${without} not in this text`,
    doubtful: (number: number) =>
      `${number} may be matched with the wrong passage: look at ${plural(number, "it", "them")} first.`,
    already: "The work has all of this source already: there is nothing to record.",
    changed: (number: number) => `Reads differently now (${number})`,
    given: (number: number) => `Source was missing (${number})`,
    added: (number: number) => `New passages (${number})`,
    without: (number: number) => `Not in this text (${number})`,
    more: (number: number) => `And ${number} more.`,
    provenance: "Where this source is from, and why it is recorded",
    record: "Record this source",
    otherText: "Take another text",
  },
};

export const BRINGING: Catalogue<typeof en> = { en };
