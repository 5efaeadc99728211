/** The door of discussing: what is said about passages and proposals, drawn where it stands, and its keys. */
export { AtChange } from "./AtChange.tsx";
export { BeginOnPassage, BeginOnProposal, Discussion, OnWhichWords } from "./Discussion.tsx";
export type { ChosenSpan } from "./span-in.ts";
export { followDiscussing } from "./follow-discussing.ts";
export type { ThreadEntry } from "./view.ts";
