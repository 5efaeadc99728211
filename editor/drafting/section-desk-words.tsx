/** The sentences of the editor of a section that is revised as one text, by language. They come with its script. */
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  notTaken: "The workbench did not take this passage into the proposal.",
  begunOtherwise:
    "Somebody has begun to revise this passage from another wording than you had before you. What you wrote is on this page alone.",
  closed: "This passage takes no more words in this proposal.",
  /** What the words of a passage are called for those who hear the page. */
  label: (locator: string) => `Rendering of ${locator}`,
  changed: "changed",
  isHere: (names: string, several: boolean) => (several ? `${names} are here` : `${names} is here`),
  tryAgain: "Try again",
  copyWords: "Copy my words",
  leave: "Leave what I wrote and read it as it stands",
  count: (changed: number, all: number) => `${changed} of ${count(all, "passage")} changed`,
  changedOnes: "Changed passages",
  noneChanged: "Nothing is changed yet. A passage belongs to the proposal from its first changed letter.",
  why: (locator: string) => `Why: ${locator}`,
  toWhy: "Reasons and summary",
  same: "reads as before: is not proposed",
  stale: "another version came since",
};

export const SECTION_DESK: Catalogue<typeof en> = { en };
