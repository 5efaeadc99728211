/** Where the kind of revision that a reason gives and what its change does don't agree. */
import type { Change } from "../compare/change.ts";
import type { NoteCategory } from "../notes/note.ts";
import type { Touch, Touched } from "./finding.ts";
import { touchesOf } from "./touched.ts";

/** A change that is called light and touches what a reader relies on; or one that is called a correction and is only typography. */
export type Doubt =
  | { category: NoteCategory; touches: Touch[] }
  | { category: NoteCategory; only: NonNullable<Change["only"]> | "formatting" };

const LIGHT: ReadonlySet<NoteCategory> = new Set(["style", "formatting"]);

/**
 * What there is to say of a change, if all its reasons are of one sort; else null: whoever gives two has thought of both.
 * @param categories of the reasons that stand at it.
 */
export function doubtOf(
  change: Change,
  categories: readonly NoteCategory[],
  touched: readonly Touched[],
): Doubt | null {
  const [category] = categories;
  if (category === undefined) return null;
  if (categories.every((each) => LIGHT.has(each))) {
    const touches = touchesOf(change, touched);
    return touches.length > 0 ? { category, touches } : null;
  }
  const only = change.kind === "reformatted" ? "formatting" : change.only;
  return only && categories.every((each) => each === "accuracy") ? { category, only } : null;
}
