/** The sentences of the history of a draft, by language. */
import type { JSX } from "preact";
import type { Catalogue } from "../language/language.ts";

/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const page = {
  tab: (locator: string, work: string) => `History of a draft for ${locator}, ${work}`,
  description: (locator: string, work: string) =>
    `How a draft for ${locator} of ${work} came to be, step by step: who wrote what, and when.`,
  proposalCrumb: "Proposal",
  crumb: "History",
  about: "the history of a draft",
  title: (locator: JSX.Element) => <>How this draft of {locator} came to be</>,
  toDraft: "The draft itself",
  toProposal: "The proposal",
  status: (status: string) => ` · ${status}`,
  anonymous: "Of its steps neither the people nor the seconds were kept when it was decided.",
  dropped:
    "The steps of this draft are not kept. They were dropped when it was decided, as this workbench does, or when an owner took something out of this passage.",
  somebody: "Somebody",
  somebodyGone: "Somebody whose account is gone",
  nobodyYet: "Nobody has written in this draft yet. What is written in it can be played back here, step by step.",
  cameWhole: "This proposal came as it stands, without a draft that was written here: there is nothing to play back.",
  stillAnother: (fault: string) => `${fault} The text below is still that of another step.`,
  noWords: "No words stood here yet.",
};

const compared = {
  /** A side that is a step. */
  step: (number: number) => `step ${number}`,
  version: (number: number) => `v${number}`,
  draftNow: "the draft now",
  lastWords: "the draft’s last words",
  began: "What the draft began with. Nothing is marked, since nothing stood before it.",
  same: (from: string, to: string) =>
    `From ${from} to ${to} no word of the text differs. Reasons and the summary are not played back.`,
  differ: (from: string, to: string) => `From ${from} to ${to}.`,
  differBy: (from: string, to: string, by: string) => `From ${from} to ${to}, written by ${by}.`,
  stepBefore: "the step before",
  revised: (version: number) => `v${version}, which it revises`,
  label: "What the step is compared with",
  with: "Compared with",
  everyStep: (number: number) => `Every step of the log (${number})`,
  gathered: (number: number) => `Steps gathered for reading (${number})`,
};

const player = {
  said: (at: number, of: number, who: string, when: string) => `step ${at} of ${of}: ${who}, ${when}`,
  label: "The draft’s life",
  step: "Step",
  show: "Show",
  at: (at: number, of: number) => `Step ${at} of ${of}`,
  previous: (hidden: Hidden) => <>Previous{hidden(" step")}</>,
  next: (hidden: Hidden) => <>Next{hidden(" step")}</>,
  play: "Play",
  pause: "Pause",
};

const list = {
  all: "The steps",
  some: (from: number, to: number, of: number) => `Steps ${from} to ${to} of ${of}`,
  earlier: "Earlier steps",
  later: "Later steps",
};

const steps = {
  beganWith: "what it began with",
  workbench: "the workbench",
  noTime: "at a time that is not known",
};

const restore = {
  beginning: "its beginning",
  called: (at: number, who: string, when: string) => `step ${at} (${who}, ${when})`,
  closed: "The draft is closed, so its history is here to read. Nothing of it can be restored.",
  readsNow: "This is how the draft reads now.",
  open: "Restore this text…",
  /** @param by who wrote since; "" if it is not known. */
  meaning: (step: string, by: string) =>
    `The draft will read as it did after ${step}. What ${by === "" ? "was written" : `${by} wrote`} since is taken out of its text, as one new edit in your name, which everybody in the draft sees at once and you can undo. Notes stay where their words are still there, and this history keeps every step.`,
  send: (at: number) => `Restore the text of step ${at}`,
};

const en = {
  page,
  compared,
  player,
  list,
  steps,
  restore,
  notReached: "The server could not be reached. Try again in a moment.",
};

export const PLAYBACK: Catalogue<typeof en> = { en };
