/** The sentences of discussions, by language. */
import type { JSX } from "preact";
import { count, discussions } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  title: "Discussion",
  none: "Nobody has said anything here yet.",
  open: (open: number, all: number) => discussions(all, open),
  on: (version: JSX.Element) => <>in {version}</>,
  onWhole: "on the whole passage",
  onProposal: "on the whole proposal",
  onPart: "on what it says of this passage",
  onNote: "on a note",
  noWords: "the words it was about were taken out",
  gone: "These words have changed since.",
  changedIn: (link: (words: string) => JSX.Element, number: number) => (
    <>These words have changed since: {link(`see what v${number} changed`)}.</>
  ),
  number: (number: number) => `${number}`,
  letThrough: (name: string) => `, without an account; let through by ${name}`,
  edited: "worded anew",
  earlier: "How it read before",
  until: (day: JSX.Element) => <>until {day}</>,
  takenOut: (by: JSX.Element, reason: string) => (
    <>
      Taken out by {by}
      {reason && `: ${reason}`}
    </>
  ),
  resolved: (by: JSX.Element, reason: string) => (
    <>
      Resolved by {by}
      {reason && `: ${reason}`}
    </>
  ),
  address: "Link to this discussion",
  say: "What you want to say",
  naming: "@ and a name names somebody who reads this; it stands on their page My work.",
  offered: (number: number) =>
    number === 0
      ? "Nobody of that name reads this."
      : `${count(number, "person", "people")}: arrow keys choose, Enter puts the name in.`,
  names: "People who may be named",
  reply: "Reply",
  sendReply: "Send the reply",
  reword: "Word it anew",
  saveWords: "Keep this wording",
  takeBack: "Take it out",
  takeBackHint: "The words go for good; that something was said here stays.",
  takeBackWhy: "Why (shown in their place)",
  takeBackSend: "Take the words out",
  resolve: "Resolve",
  resolveWhy: "With what came of it (may be empty)",
  reopen: "Open it again",
  beside: (number: number) => `${count(number, "discussion")} beside the changes above`,
  remark: "discuss",
  remarkOn: (number: number) => `Discuss change ${number}`,
  about: "About",
  askOn: "A question on the source words",
  correctSource: "Propose a correction of the source",
  onAllAfterAll: "Not on these words",
  discussThese: "Discuss these words",
  onWhich: "On what",
  onAll: "the whole proposal",
  draftHint: "Read by those who read the draft, and by everybody who reads the work once it is proposed.",
  begin: "Begin a discussion",
  beginSend: "Begin it",
  onWords: "On which words (leave it empty for the whole passage)",
  onWordsHint: "Copy them from the rendering or from the source, as they stand there.",
  signIn: "Sign in to take part",
};

export const DISCUSSION: Catalogue<typeof en> = { en };
