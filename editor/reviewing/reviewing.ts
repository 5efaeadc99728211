/** The door of reviewing: the page of a proposal, the queue, and what they are given. */
export { ProposalPage } from "./proposal.tsx";
export { ReviewPage } from "./review.tsx";
export type { ProposalInReview, ReviewView } from "./view.ts";
