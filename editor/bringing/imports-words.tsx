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
  lead: "An import can be undone as long as nobody has built on it, such as with a proposal or a later version. Every passage then reads as it did before; addresses that came with the import stay, and say that it was undone.",
  none: "Nothing was brought to this work after it was created.",
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
  halfway: (again: JSX.Element) => (
    <>
      Undoing it was begun and is not done: part of it is gone, and the rest stands. If it goes on no more, undo the
      rest; or {again}, and all of it is there again.
    </>
  ),
  again: "bring the same file again",
  see: "See what that is",
  undo: (file: JSX.Element) => <>Undo{file} …</>,
  done: (file: string) => `${file} is undone. What was there before reads as it did.`,
  asked: {
    title: (file: string) => `Undo ${file}?`,
    theWork: "the work itself",
    goes: "What goes",
    versions: (number: number) =>
      `${count(number, "version")} ${plural(number, "is", "are")} withdrawn: number and address stay and say why, but the words can no longer be read.`,
    translation: (title: string) => `The translation “${title}” no longer belongs to the work.`,
    sources: (number: number) => `The source of ${count(number, "passage")} reads again as it did.`,
    passages: (number: number) =>
      `${count(number, "passage")} that came with it ${plural(number, "leaves", "leave")} the outline.`,
    proposals: (number: number) => `${count(number, "proposal")} ${plural(number, "is", "are")} given up.`,
    work: (number: number) =>
      `The work is put away, and its ${count(number, "passage")} ${plural(number, "leaves", "leave")} the outline. Their addresses stay, with the words that were cited.`,
    nothing: "Nothing of it is left in the work. Undoing it only notes that.",
    gone: "All of it is gone.",
    unlooked: "If somebody has built on it meanwhile, you are told so, and nothing changes.",
    again: "You can bring the same file again later.",
    reason: "Why? The reason is shown at each address that came with it.",
    undo: "Undo it",
    back: "Leave it as it is",
    kept: "It can’t be undone",
  },
} satisfies Record<string, unknown> & { asked: Record<keyof Going, unknown> & Record<string, unknown> };

export const IMPORTS: Catalogue<typeof en> = { en };
