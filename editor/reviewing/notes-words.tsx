/** The sentences of the page of notes whose words changed, by language. */
import type { JSX } from "preact";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { NotesDone } from "./notes-view.ts";

const done: Readonly<Record<NotesDone["outcome"], string>> = {
  confirmed: "It holds",
  edited: "It reads otherwise now",
  retired: "It is retired",
};

const en = {
  crumb: "Notes to check",
  title: (work: string) => `Notes of ${work} to check`,
  lead: "The words of these notes changed after their version. Each waits until a reviewer says that it holds for the words that stand there now, words it anew, or retires it. The note as it was recorded stays with its version.",
  onlyOf: (passage: string, all: JSX.Element) => (
    <>
      Those of {passage} alone. {all}
    </>
  ),
  all: "Those of the whole work",
  none: "No note waits: the words of each stand, or somebody has looked at it.",
  noneHere: "None here. The work is looked through a part at a time.",
  further: "Further ones",
  of: (version: JSX.Element) => <>of {version}</>,
  changed: (link: (words: string) => JSX.Element, from: number, to: number) =>
    link(`see what changed from v${from} to v${to}`),
  noWords: "on words that are not held",
  gone: "nothing stands there now",
  words: (version: number) => `On which words of v${version} (empty: on the whole)`,
  body: "How the note reads",
  reason: "Why (may be empty)",
  holds: "It holds",
  edit: "Keep it so",
  retire: "Retire it",
  /** What a button is for, to those who hear it. */
  ofNote: (passage: string) => `: note of ${passage}`,
  edited: "Word it anew",
  done: (outcome: NotesDone["outcome"], passage: JSX.Element) => (
    <>
      {done[outcome]}: note of {passage}.
    </>
  ),
  undo: "Undo",
  forReviewers: "Reviewers and owners say what becomes of them.",
  waiting: (number: number, more: boolean) => `${more ? "at least " : ""}${count(number, "note")} to check`,
  noneWaits: "no note to check",
};

export const NOTES: Catalogue<typeof en> = { en };
