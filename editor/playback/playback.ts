/** The door of the history of a draft: its page, its steps, and a step that is to be restored. */
export { draftHistoryPage } from "./draft-history.tsx";
export {
  AGAINST,
  type LoggedStep,
  neededFor,
  readSteps,
  type Shown,
  somebody,
  somebodyGone,
  stepsDropped,
} from "./draft-steps.ts";
export { fetchStep, takeWish, type Wish } from "./playing.ts";
export type { DraftHistoryView } from "./view.ts";
