/** The sentences of the front page, by language. */
import type { JSX } from "preact";
import { count, quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { WaitingProposal } from "./view.ts";

const stands: Record<WaitingProposal["stands"], string> = {
  draft: "being written",
  "asked-for-changes": "changes were asked for",
  open: "waiting for review",
};

const en = {
  works: "Works",
  bringIn: "Bring a work in",
  about: "the works held here",
  title: "Translations, revised in the open",
  motto:
    "Every version of every passage, with the reasons for each: read it, propose a better one, cite exactly the words you read.",
  none: (): JSX.Element => (
    <>
      No work stands here. An owner can bring one back that was put away, under <em>Settings</em>; whoever runs the
      workbench brings the Plan in with <code>npx variorum serve --plan</code>.
    </>
  ),
  issued: (issuer: string, day: JSX.Element | null) => (
    <>
      {issuer}
      {issuer && day && ", "}
      {day}
    </>
  ),
  counts: (passages: number, held: number, open: JSX.Element) => (
    <>
      {count(passages, "passage")} · {held} with a rendering · {open}
    </>
  ),
  example: {
    title: "One change, as it was made",
    why: (reason: JSX.Element, by: string) => (
      <>
        <b>Why:</b> {reason} ({by})
      </>
    ),
    facts: (locator: string, version: JSX.Element, day: JSX.Element, review: JSX.Element) => (
      <>
        {locator}, {version}, {day}, {review}
      </>
    ),
    reviewReason: (reason: string) => `: ${quoted(reason)}`,
    read: "Read",
    compare: "See what changed and why",
    cite: "Cite",
  },
  mine: {
    title: "My work",
    none: "Nothing waits for you. Open a work below, choose a passage, and propose a better rendering.",
    decide: "You decide",
    allWaiting: "All that wait for review",
    own: "Yours",
    all: "All of my work",
    more: (number: number) => ` and ${count(number, "passage")} more`,
    stands,
  },
  setUp: {
    title: "To set up",
    text: (example: boolean) =>
      example
        ? "A text of yours: “Bring a work in” above, or “npx variorum import” on the machine itself. The Plan stands here as an example."
        : "A text of yours: “Bring a work in” above, or “npx variorum import” on the machine itself. The Plan is put away, and can be brought back under Settings.",
    readers: "Who runs this workbench, how to reach them, and under which licence people write and others read.",
    people: "Somebody to work with.",
    care: (addressed: boolean, copied: boolean) =>
      `A public address, so that citations lead here (${addressed ? "set" : "not set yet"}), and a backup that was restored and verified (${copied ? "there is one" : "none yet, or it is over a week old"}).`,
    links: { readers: "Say it", people: "Invite somebody", care: "Look after the workbench" },
    done: "Done.",
    putExampleAway: "Put the Plan away",
    skip: (what: (words: string) => JSX.Element, step: string) => <>Skip{what(`: ${step}`)}</>,
  },
};

export const WORKS: Catalogue<typeof en> = { en };
