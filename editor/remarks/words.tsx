/** The sentences of readers' remarks, by language. */
import type { JSX } from "preact";
import { REMARK_DAYS, REMARK_MOST } from "../../translations/people/limits.ts";
import { count, grouped, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const en = {
  leave: "Leave a remark without an account",
  crumb: "Leave a remark",
  title: (passage: string) => `Leave a remark on ${passage}`,
  lead: "You need no account. A reviewer or an owner of this work reads it first: it stands here once they let it through, as a discussion that everybody can read and answer.",
  words: "Your remark",
  wordsHint: `Up to ${grouped(REMARK_MOST)} characters. Addresses of other pages become links.`,
  name: "How you want to be called (may be left empty)",
  nameHint: "It stands beside your remark as a name that nobody has checked.",
  kept: "What is kept",
  keptLead: `Your words, the name that you give and when you wrote, for ${REMARK_DAYS} days at most if nobody lets it through; and a mark by which two remarks of one address on one day are known to be of one, which tells no address. No e-mail is asked for, so nobody can write to you: look here again.`,
  trap: "Leave this field empty",
  send: "Send it to be looked at",
  back: (passage: string) => `Back to ${passage}`,
  left: "Thank you. Your remark waits to be looked at.",
  leftLead: `A reviewer or an owner of this work decides whether it is let through. It then stands under Discussion at the passage. If nobody does so within ${REMARK_DAYS} days, or it is refused, it is forgotten.`,
  another: "Leave another",
  noRendering: "This passage has no rendering yet.",
  noWords: "The words of this version are not given out.",

  waitingCrumb: "Readers’ remarks",
  waitingTitle: (work: string) => `Readers’ remarks on ${work}`,
  waitingLead: `Left by readers without an account, and seen by nobody but reviewers and owners until they are let through. Each waits for ${REMARK_DAYS} days at most.`,
  none: "No remark waits.",
  noneAllowed: (link: (words: string) => JSX.Element) => (
    <>Readers without an account can’t leave any: an owner allows it under {link("Settings")}.</>
  ),
  notAllowed: "Readers without an account can’t leave any, as an owner has said.",
  reader: (name: string) => (name === "" ? "A reader" : `“${name}”, as they call themselves`),
  on: (version: number) => `on v${version}`,
  onWhole: "on the whole passage",
  letThrough: "Let it through",
  refuse: "Refuse",
  refuseAlike: (number: number) => `Refuse all ${number} of this address that day`,
  /** What a button is for, to those who hear it. */
  of: (passage: string) => `: remark on ${passage}`,
  through: (passage: JSX.Element) => <>Let through: it stands at {passage} now.</>,
  wereRefused: (number: number) =>
    `${count(number, "remark")} ${plural(number, "was", "were")} refused. For a day ${plural(number, "it stands", "they stand")} below, to be put back.`,
  isBack: "It waits again.",
  refused: "Refused, and kept for a day",
  putBack: "Put it back",
  waiting: (number: number) => `${count(number, "remark")} of readers ${plural(number, "waits", "wait")}`,
  fresh: (number: number) => `${number} new`,

  allow: "Remarks of readers without an account",
  allowLead:
    "Whoever reads the work may leave a remark on a passage. It waits until a reviewer or an owner lets it through; how many come of one address in an hour is limited.",
  isAllowed: "They may leave remarks.",
  isNotAllowed: "They can’t leave any.",
  allowIt: "Let readers leave remarks",
  endIt: "Take no more remarks",
};

export const REMARKS: Catalogue<typeof en> = { en };
