/** What changed between two whole works, and where passages went: the door of this room. */
export { alignPassages } from "./align-passages.ts";
export { diffWorkTexts, type GroupKind, type PassageGroup, placeOf, type WorkDiff } from "./diff-works.ts";
export { paragraphsOf, type WorkText } from "./work-text.ts";
export { changesOf } from "./works-flat.ts";
