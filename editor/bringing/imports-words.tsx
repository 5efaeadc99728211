/** The sentences of what was brought to a work, and of undoing it, by language. */
import type { JSX } from "preact";
import type { Imported } from "../../translations/ledger/importing.ts";
import { count, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { Going, WORK_ITSELF } from "./imports-view.ts";

type Amount = (passages: number, pieces: number) => string;

const came: Readonly<Record<Imported, Amount>> = {
  translation: (passages, pieces) => `${count(pieces, "version")} of ${count(passages, "passage")}`,
  proposals: (passages) => `${count(passages, "passage")} proposed`,
  source: (passages) => `source words of ${count(passages, "passage")}`,
};

const brings: Readonly<Record<Imported | typeof WORK_ITSELF, string>> = {
  translation: "A translation",
  proposals: "Proposals",
  source: "Source words",
  work: "The work itself",
};

const en = {
  crumb: "Imports",
  title: (work: string) => `What was brought to ${work}`,
  lead: "Each import can be undone as long as nobody has built on it. All that was there before reads as it did then, and every address that came stays and says what became of it.",
  none: "Nothing has been brought to this work since it is here.",
  brings,
  came,
  work: (passages: number) => `with ${count(passages, "passage")}`,
  unnamed: "Pasted",
  stopped: "stopped on the way, or still coming",
  by: (who: JSX.Element) => <>by {who}</>,
  undone: (who: JSX.Element, reason: string) => (
    <>
      Undone by {who}: “{reason}”
    </>
  ),
  undoRest: (file: JSX.Element) => <>Part of it still stands: undo the rest of it{file} …</>,
  see: "See what that is",
  undo: (file: JSX.Element) => <>Undo{file} …</>,
  done: (file: string) => `${file} is undone. What was there before reads as it did.`,
  asked: {
    title: (file: string) => `Undo ${file}?`,
    theWork: "the work itself",
    goes: "What goes",
    versions: (number: number) =>
      `${count(number, "version")} ${plural(number, "is", "are")} withdrawn: number and address stay, and say why; the words are given out no more.`,
    translation: (title: string) => `The translation “${title}” is the work’s no more.`,
    sources: (number: number) => `The source of ${count(number, "passage")} reads again as it did.`,
    passages: (number: number) =>
      `${count(number, "passage")} that came with it ${plural(number, "leaves", "leave")} the outline.`,
    proposals: (number: number) => `${count(number, "proposal")} ${plural(number, "is", "are")} given up.`,
    work: (number: number) =>
      `The work is put away, and its ${count(number, "passage")} ${plural(number, "leaves", "leave")} the outline. Their addresses stay, with the words that were cited.`,
    nothing: "Nothing of it stands any more. Undoing it says so.",
    gone: "All of it is gone.",
    unlooked: "Whether somebody has built on it is looked at when it is undone; if so, nothing changes.",
    again: "The same file brings it again.",
    reason: "Why? It is read at each address that goes.",
    undo: "Undo it",
    back: "Leave it as it is",
    kept: "It can’t be undone",
  },
} satisfies Record<string, unknown> & { asked: Record<keyof Going, unknown> & Record<string, unknown> };

export const IMPORTS: Catalogue<typeof en> = { en };
