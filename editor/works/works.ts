/** The door of the front page and of what it is given. */
export { WorksPage } from "./front-page.tsx";
export type { ExampleChange, OwnerStep, WaitingProposal, WorksView } from "./view.ts";
