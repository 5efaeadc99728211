/** The door of drafting: the place of a draft on its page, who writes in it, and what the page is given. The editor itself comes when it is needed. */
export { PutBack } from "./PutBack.tsx";
export { DraftPlace } from "./DraftPlace.tsx";
export { type Now, nowOf, revisedNow, revising } from "./parts-now.ts";
export { sectionPage } from "./section-page.tsx";
export type { PartAnswer, SectionLine, SectionPart, SectionProposal, SectionView } from "./section-view.ts";
export { HowToWrite, Writers } from "./Writers.tsx";
export {
  type Addable,
  type FoundPassage,
  LONGEST_QUESTION,
  type Memory,
  type OtherPart,
  type OtherText,
  type OtherTexts,
  type ProposalView,
  type RevisedNow,
  type Rival,
  type WordNote,
} from "./view.ts";
