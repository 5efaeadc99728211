/** The door of reading: the page of a whole work, its outline, and what they are given. */
export { followFragment } from "./follow-fragment.ts";
export { followOutline } from "./follow-outline.ts";
export { lineTitle, titleInContents } from "./lines.ts";
export { MadeBy } from "./made-by.tsx";
export type { ContentsLine, PassageLine, SectionName, WorkView } from "./view.ts";
export { workPage } from "./work.tsx";
