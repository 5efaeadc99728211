/** The door of reviewing: the page of a proposal, the queue, and what they are given. */
export { partsIn } from "./parts.ts";
export { reasonsOf } from "./shared-reasons.ts";
export { proposalPage } from "./proposal.tsx";
export { reviewPage } from "./review.tsx";
export { notesPage } from "./notes-page.tsx";
export type { NoteLine, NotesDone, NotesView } from "./notes-view.ts";
export { standingPage } from "./standing.tsx";
export type { StandingView } from "./standing-view.ts";
export { QUEUE_KINDS, QUEUE_STATES } from "./view.ts";
export type { MovedInReview, ProposalInReview, ProposedOutline, ReviewView } from "./view.ts";
