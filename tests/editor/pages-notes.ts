/** Views of the page of notes whose words changed: some, none, one passage's, and what was done just now. */
import type { View } from "../../editor/pages.ts";
import type { NoteLine, NotesView } from "../../editor/reviewing/reviewing.ts";
import type { Visit, WorkHead } from "../../editor/shell/view.ts";
import { inRole } from "../help/histories.ts";

const [ANN, BEN] = [inRole("translator", "ann"), inRole("reviewer", "ben")];
const PASSAGE = { id: "4-2", locator: "4.2 <b>" };

const line: NoteLine = {
  ...{ passage: PASSAGE, version: 3, of: { version: 1, note: "n1" }, author: ANN, date: "2026-11-24" },
  ...{
    category: "terminology",
    body: "“Sort out” is what 理顺 says. <i>\u202e",
    source: "理顺",
    words: "sort out",
    last: 2,
  },
  instead: { start: 4, end: 11, exact: "clarify" },
};
const lost: NoteLine = { ...line, of: { version: 2, note: "n 2" }, words: "", last: null, source: "", instead: null };

export function notesPages(work: WorkHead): [string, View, Visit][] {
  const visit = (actor: Visit["actor"]): Visit => ({
    ...{ actor, url: `/${work.id}/-/notes`, toReview: 0, theme: null, size: null },
  });
  const page = (more: Partial<NotesView>): NotesView => ({
    ...{ page: "notes", work, only: null, notes: [line, lost], next: null, done: null, ...more },
  });
  const done = { passage: PASSAGE, of: line.of, version: 3, outcome: "retired", by: BEN } as const;
  return [
    ["notes", page({ next: "4-2" }), visit(BEN)],
    ["notes-read", page({ only: PASSAGE }), visit(null)],
    ["notes-none", page({ notes: [], done }), visit(BEN)],
    ["notes-none-here", page({ notes: [], next: "4-2" }), visit(ANN)],
  ];
}
