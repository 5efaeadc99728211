/** The door of the front page and of what it is given. */
export { worksPage } from "./front-page.tsx";
export { happenedPage } from "./happened.tsx";
export { BESIDE_RECORDS, LONG_TASKS, type HappenedLine, type HappenedView } from "./happened-view.ts";
export type { ExampleChange, OwnerStep, WaitingProposal, WorksView } from "./view.ts";
