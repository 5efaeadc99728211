/** The sentences of a revised file that comes to a work, by language. */
import type { JSX } from "preact";
import type { Became } from "../../translations/exchange/difference.ts";
import { count, grouped, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { LaidRevision } from "./view.ts";

const KINDS: Readonly<Record<Became, string>> = {
  kept: "Kept",
  proposed: "Proposed before",
  revised: "Revised",
  moved: "Moved",
  split: "Split",
  merged: "Joined",
  new: "New",
  gone: "Gone",
};

const LISTED: Readonly<Record<Became, string>> = {
  kept: "kept",
  proposed: "proposed before",
  revised: "revised",
  moved: "moved",
  split: "split in several",
  merged: "joined with others",
  new: "new",
  gone: "gone",
};

const en = {
  title: (work: string) => `Bring a revised file of ${work}`,
  crumb: "Revised file",
  lead: (link: JSX.Element): JSX.Element => (
    <>
      Choose or paste the new text of a translation: a second edition, or a Word file that was {link} and edited. Next
      you see what changed in each passage; nothing is kept until you propose it. It becomes one proposal, a part for
      each passage that changed. A Word file from this work keeps who made each tracked change, and its comments become
      notes.
    </>
  ),
  out: "taken out of this work",
  which: "Which translation it revises",
  lay: "Show what it changes",
  reading: "The file is being read and compared with the work; a long one takes up to a minute …",
  counts: (name: string, counts: LaidRevision["counts"]) =>
    `${name === "" ? "" : `${name}: `}${count(counts.kept, "passage")} kept as ${plural(counts.kept, "it stands", "they stand")}${counts.proposed > 0 ? `, ${grouped(counts.proposed)} as was proposed before` : ""}.`,
  became: "What differs",
  kindsOf: "What is listed",
  all: (number: number) => `All ${grouped(number)} that differ`,
  kind: (kind: Became, number: number) => `${grouped(number)} ${LISTED[kind]}`,
  one: (kind: Became) => KINDS[kind],
  elsewhere: "stands elsewhere",
  unsure: "unsure",
  notProposed: (kind: Became) =>
    kind === "new"
      ? "not proposed: an owner can add it in the outline"
      : kind === "gone"
        ? "it stays in the work: an owner can retire it in the outline"
        : "not proposed: an owner can change the outline",
  reason: (hasName: boolean) => `Why it reads otherwise${hasName ? " (the file’s name, if you say nothing)" : ""}`,
  final: (passages: number) =>
    `${count(passages, "passage")} of these ${plural(passages, "is", "are")} final: to propose them, say above what is wrong there.`,
  propose: (passages: number) => `Propose ${count(passages, "passage")}`,
  proposals: (number: number, most: number) =>
    number === 1
      ? "It is one proposal with a part for each passage, and each part is decided by itself."
      : `It is ${grouped(number)} proposals of up to ${most} passages, all with this reason; each part is decided by itself.`,
  keeping: "Saving; a whole book takes a minute …",
  asVersions: "Record it as the next versions instead",
  versionsHint:
    "For a text that was published already: nobody has to decide on it, and the new versions stand at once.",
  date: "When it was published: a year, a month or a day (today, if you say nothing)",
  published: "Where it was published",
  record: (passages: number) => `Record ${count(passages, "version")}`,
  proposed: (passages: number) =>
    `${count(passages, "passage")} ${plural(passages, "reads", "read")} otherwise and ${plural(passages, "is", "are")} proposed:`,
  proposal: (number: number, of: number): string => (of === 1 ? "the proposal" : `proposal ${number}`),
  recorded: (passages: number) =>
    `${count(passages, "passage")} ${plural(passages, "has a next version", "have a next version")}.`,
  toWork: "To the work",
  undo: "Undo it",
  since: (passages: number) =>
    `${count(passages, "passage")} ${plural(passages, "was", "were")} revised here since, or ${plural(passages, "stands", "stand")} in another translation, and ${plural(passages, "is", "are")} left out.`,
  already: "What it says was proposed before. Nothing was changed.",
  nothing: "It has no words that are not there already. Nothing was changed.",
  otherFile: "Bring another file",
  pages: "Further passages",
  previous: "Previous",
  next: "Next",
  here: (from: number, to: number, of: number) => `${grouped(from)} to ${grouped(to)} of ${grouped(of)}`,
};

export const RETURNING: Catalogue<typeof en> = { en };
