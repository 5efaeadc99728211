/** The door of comparing: the page of two versions, and the ways from change to change that other pages have too. */
export { ChangeSteps, InWord, pathOf, Shows } from "./Shows.tsx";
export { comparePage } from "./compare.tsx";
export { followChanges } from "./follow-changes.ts";
export { followCopying } from "./follow-copying.ts";
export type { CompareView } from "./view.ts";
