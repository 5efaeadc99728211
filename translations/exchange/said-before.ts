/** What a passage has already of what a file says of it: its words, what was proposed for it, and remarks on them. */
import type { PassageState } from "../ledger/state.ts";
import type { Note, Person } from "../notes/note.ts";
import { canonical, renderingFromJson } from "../text/canonical.ts";
import type { RenderingJson } from "../text/schema.ts";
import type { BroughtNote } from "./brought.ts";
import { noteOf } from "./records.ts";

/** True if both have the same words with the same marks. */
export function isSame(a: RenderingJson | null, b: RenderingJson): boolean {
  return a !== null && canonical(renderingFromJson(a)).eq(canonical(renderingFromJson(b)));
}

/** True if these words were proposed for the passage, whatever became of that, unless it was given up. */
export function wasProposed({ proposals }: Pick<PassageState, "proposals">, rendering: RenderingJson): boolean {
  return standing(proposals).some(({ submission }) => submission !== null && isSame(submission.rendering, rendering));
}

/** True of a remark that went out with the words: a note on any version or proposal, or why one reads so. */
export function isKnown({ versions, proposals }: PassageState, { body }: BroughtNote): boolean {
  const said = [
    ...versions.flatMap(({ notes, rationale }) => [rationale, ...notes.map((note) => note.body)]),
    ...standing(proposals).flatMap(({ submission }) =>
      submission ? [submission.summary, ...submission.notes.map((note) => note.body)] : [],
    ),
  ];
  return said.some((each) => inOneLine(each) === inOneLine(body));
}

function standing(proposals: PassageState["proposals"]): PassageState["proposals"] {
  return proposals.filter(({ status }) => status !== "withdrawn");
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** Remarks as notes of the passage, with ids that none of its notes has. */
export function withIds(
  { versions, proposals }: PassageState,
  remarks: readonly BroughtNote[],
  by: Person,
  day: string,
): Note[] {
  const all = [
    ...versions.flatMap(({ notes }) => notes),
    ...proposals.flatMap(({ submission }) => submission?.notes ?? []),
  ];
  const taken = new Set(all.map(({ id }) => id));
  let number = 0;
  return remarks.map((remark) => {
    do number++;
    while (taken.has(`${number}`));
    return noteOf(remark, number, day, by);
  });
}
