/** The sentences about a draft on the page of its proposal, by language; those of its editor stand in `desk-words.tsx`. */
import type { JSX } from "preact";
import type { StepReaders, StepsAfterwards } from "../../translations/ledger/events.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import type { Catalogue } from "../language/language.ts";

/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const stepReaders: Record<StepReaders, string> = {
  writers: "its writers alone",
  readers: "whoever may read it",
};

const afterwards: Record<StepsAfterwards, string> = {
  kept: "When it is decided, the steps stay.",
  anonymous: "When it is decided, the steps stay without names and seconds.",
  dropped: "When it is decided, the steps are dropped; what was proposed stays.",
};

/** Beside the name of somebody who may be invited. */
const roles: Record<Exclude<Role, "translator">, string> = {
  reader: "reader",
  reviewer: "reviewer",
  owner: "owner",
};

const writers = {
  title: "Who writes it",
  began: "began it",
  wroteToo: "wrote with them",
  /** @param by null for who invited themselves. */
  invitedBy: (by: string | null, day: JSX.Element) => (
    <>
      invited by {by ?? "themselves"}, {day}
    </>
  ),
  whoReads: (readers: string, steps: StepReaders, then: StepsAfterwards) =>
    `Until it is proposed, ${readers} read it. Its steps and their times: ${stepReaders[steps]}. ${afterwards[then]}`,
  stepReaders,
  change: "Change who reads it…",
  readBy: "Until it is proposed, read by",
  stepsBy: "Its steps played back by",
  keep: "Keep this choice",
  leave: "Leave",
  letGo: (hidden: Hidden, who: string) => <>Let go{hidden(` of ${who}`)}</>,
  nobodyToInvite: "Everybody here who may write is in it. An owner of this workbench can invite new people.",
  inviting: "Invite…",
  toWriteWith: (who: string) => `To write in it with ${who}`,
  invite: "Invite",
  inviteHint: "They are credited once their words are in it. A reviewer whose words are in it can’t decide on it.",
  roles,
  hereSince: (day: string) => `here since ${day}`,
  /** @param more what tells somebody apart. */
  named: (name: string, more: readonly string[]) => `${name} (${more.join(", ")})`,
  needsRole: "Writing in it needs the role of translator, which an owner of this workbench can give you.",
  inviteYourself: (who: string) => `${who} began it. To write in it, invite yourself below; the record will say so.`,
  askToWrite: (who: string, own: (words: string) => JSX.Element) => (
    <>
      To write in it, ask {who}, who began it, or an owner of this workbench, to invite you. Or{" "}
      {own("begin a proposal of your own")}.
    </>
  ),
};

const plain = {
  text: "The text",
  rendering: "Your rendering",
  where: "Where this text comes from (required)",
  why: "Why it is better (required)",
  whyFirst: "What was hard to decide, if anything was",
  propose: "Propose",
  allTheSame: "Propose all the same",
  loose: "The words that these reasons were given for are no longer in the text:",
  looseReason: (words: string, reason: string) => `“${words}”: ${reason}`,
  theyAre: "They are to",
  choose: "choose …",
  general: "speak of the whole",
  drop: "be dropped",
};

const atOnce = {
  accept: (number: number) => `Accept as v${number}`,
  unreviewed: (number: number) => `Accept as v${number}, unreviewed`,
  all: (number: number) => `Accept all ${number} passages`,
  allUnreviewed: (number: number) => `Accept all ${number} passages, unreviewed`,
  text: "Accept this text",
};

const final = {
  lead: "This is final. Say below what is wrong with it, so that whoever decides knows why it should change.",
};

const en = {
  final,
  writers,
  plain,
  atOnce,
  notTaken: "The workbench did not take the proposal. Your words are kept in the draft; try again in a moment.",
};

export const DRAFTING: Catalogue<typeof en> = { en };
