/** Notes that came loose: their words are no longer in the text. Before it is proposed, somebody says what becomes of each. */
import { anchorOn } from "./anchor.ts";
import type { Note } from "./note.ts";

/** Let it speak of the whole, leave it out, or hang it on these words, which must stand in the text exactly once. */
export type LooseChoice = "general" | "drop" | { on: string };
/** One choice for all that are loose, or one for each by the note's id. */
export type LooseChoices = LooseChoice | Readonly<Record<string, LooseChoice>>;

/** True if the words that the note hung on are gone. */
export function isLoose({ target, lost }: Note): boolean {
  return target === null && lost !== undefined;
}

/** The notes with the choices made; a loose note without one, or whose words are not to be found, stays loose. */
export function settled(notes: readonly Note[], choices: LooseChoices, text: string): Note[] {
  return notes.flatMap((note) => (isLoose(note) ? settledNote(note, choiceFor(note, choices), text) : [note]));
}

function choiceFor({ id }: Note, choices: LooseChoices): LooseChoice | undefined {
  if (typeof choices === "string") return choices;
  if ("on" in choices && typeof choices.on === "string") return { on: choices.on };
  return Object.hasOwn(choices, id) ? (choices as Readonly<Record<string, LooseChoice>>)[id] : undefined;
}

function settledNote(note: Note, choice: LooseChoice | undefined, text: string): Note[] {
  if (choice === undefined) return [note];
  if (choice === "drop") return [];
  const { lost: _lost, ...rest } = note;
  if (choice === "general") return [rest];
  const words = choice.on;
  const once = words !== "" && text.indexOf(words) >= 0 && text.indexOf(words) === text.lastIndexOf(words);
  return once ? [{ ...rest, target: anchorOn(text, words) }] : [note];
}
