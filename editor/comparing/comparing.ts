/** The door of comparing: the page of two versions, differences as other pages draw them, and what they are given. */
export { Diff, type DiffProps, InWords, Measure } from "./Diff.tsx";
export { ChangeSteps, pathOf, Shows } from "./Shows.tsx";
export { comparePage } from "./compare.tsx";
export { compare, difference, type Difference, hungNotes, notesOn, type Show, showOf } from "./difference.ts";
export { followChanges } from "./follow-changes.ts";
export { followCopying } from "./follow-copying.ts";
export type { CompareView } from "./view.ts";
