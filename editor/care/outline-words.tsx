/** The sentences of the page on which two states of an outline are compared, by language. */
import type { JSX } from "preact";
import type { OutlineChange } from "../../translations/ledger/outline-compared.ts";
import type { PassageKind } from "../../translations/ledger/work.ts";
import { count, grouped } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** What a passage is. */
export const kinds: Record<PassageKind, string> = {
  part: "a part",
  heading: "a heading",
  paragraph: "a paragraph",
  item: "an item of a list",
};

const became: Record<OutlineChange["what"], string> = {
  added: "Added",
  again: "Stands again",
  called: "Called otherwise",
  moved: "Moved",
  retired: "Taken out",
  split: "Split",
  joined: "Joined",
};

/** What was done to a passage of an outline. */
export const did = {
  added: "was added",
  called: "was called so",
  moved: "was moved, or its depth or kind was changed",
  again: "stands in the outline again",
  retired: "was taken out",
  split: "was split",
  joined: "was joined with others",
};

const en = {
  crumb: "Outline",
  title: (work: string) => `The outline of ${work}, then and later`,
  lead: "What changed in the outline between two days, or by each step: what was added, moved, called otherwise, split, joined or taken out.",
  compared: "What changed",
  between: (from: JSX.Element | null, to: JSX.Element | null) => (
    <>
      From {from ?? "before there was one"} to {to ?? "before there was one"}
    </>
  ),
  address: (link: JSX.Element) => <>This comparison stays at {link}.</>,
  counts: (changes: number) => `${count(changes, "difference")}.`,
  none: "Nothing: the outline was the same.",
  more: (number: number) => `And ${grouped(number)} more. Compare shorter times to see them.`,
  became,
  behind: (passage: JSX.Element) => <>behind {passage}</>,
  first: "before all others",
  now: (passage: JSX.Element) => <>now {passage}</>,
  into: (passages: JSX.Element) => <>there stands instead {passages}</>,
  and: " and ",
  kind: (before: PassageKind, after: PassageKind) => `${kinds[before]}, now ${kinds[after]}`,
  level: (before: number, after: number) => `depth ${before}, now ${after}`,
  steps: "Who did it, when and why",
  allSteps: "What was done to it, newest first",
  noSteps: "Nothing since the work was brought in.",
  tooLong: "This outline is too long to be gone through on a page; its records are in the ledger.",
  did,
  by: (name: string) => `, ${name}`,
  whatChanged: (passage: JSX.Element) => <>What changed{passage}</>,
  choose: "Compare two days",
  from: "From the end of",
  to: "To the end of",
  compare: "Compare",
};

export const OUTLINE: Catalogue<typeof en> = { en };
