/**
 * The sentences with which the server closes the socket of a draft, or takes no words into it, by language: each 123 bytes
 * of UTF-8 at most, as RFC 6455 has it.
 */
import type { Catalogue } from "../language/language.ts";

const en = {
  closed: "This draft takes no more words.",
  full: "The draft has grown as large as a draft may be. Take something out first.",
  fullOfSent:
    "The draft has grown as large as a draft may be. Take something out first. Nothing of what you sent was put in.",
  laborious: "This draft takes no more: too much was written at the same places. Propose it, or copy its words.",
  flood: "Too much came in at once. Wait a minute, then try again.",
  notKept: "The draft could not be written to disk. What was acknowledged is safe; the rest is still with its writers.",
  notUnderstood: "The message was not understood. Reload the page.",
  readOnly: "You may read this draft. Only those invited to it write in it.",
  renewed: "This page and the workbench are of different versions. Reload it.",
  unknown: "There is no such draft. It may have been begun in another workbench.",
  seatGiven: "This draft is full, and your seat went to somebody who comes before. Its page can be read without one.",
  restarting: "The workbench restarts. Your words are safe; the page reconnects by itself.",
  restarts: "The workbench restarts.",
  stopping: "The workbench is stopping. Try again in a moment.",
  nothingLive: "There is nothing live at this address.",
  anotherSite: "A page of another site may not write in drafts here.",
  notOpened: "The draft could not be opened. The page tries again by itself.",
  crowded: "Too many people are in this draft. Try again later.",
  notLookedAt: "Your session could not be looked at. The page tries again by itself.",
  tooLarge: "That was more than a draft takes at once.",
  sessionEnded: "Your session has ended. Sign in again.",
  notChosen: "This draft is read by those alone whom its writers have chosen.",
  signIn: "A draft is read by those whom its writers have chosen. Sign in if you are one of them.",
  letGo: "You were let go from this draft, or left it.",
  letGoReads: "You were let go from this draft, or left it. You may still read it.",
  roleTaken: "Your role has changed: you may not write in this draft.",
  roleTakenReads: "Your role has changed: you may not write in this draft. You may still read it.",
  strangers:
    "Too many pages are open from your network by people who are not signed in. Sign in, or close some and try again.",
  tooOften: "You have this workbench open too often. Close some of its pages and try again.",
  tooManyDrafts: "You have too many drafts open at once. Close some of them and try again.",
};

export type Closing = keyof typeof en;

export const CLOSINGS: Catalogue<typeof en> = { en };
