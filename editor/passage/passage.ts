/** The door of the page of a passage: what other pages draw of its history, and what it is given. */
export { Gone } from "./Gone.tsx";
export { NotHeld, ReviewWords } from "./History.tsx";
export { SourceMoved, StillHolds } from "./SourceMoved.tsx";
export { passagePage } from "./passage-page.tsx";
export type { KnownVersion, PassageView, ProposalEntry, TranslationBeside, VersionEntry, VersionHead } from "./view.ts";
