/** The sentences of the frame in which every page stands, of its forms and of the news, by language. */
import type { JSX } from "preact";
import type { Readers } from "../../translations/ledger/events.ts";
import type { OutlineChange } from "../../translations/ledger/outline-proposals.ts";
import type { Role } from "../../translations/ledger/roles.ts";
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import { MOST_UNSEEN } from "./view.ts";

/** What a person is doing on a page; always shown by word and colour. */
export type Mode = "reading" | "proposing" | "reviewing" | "decided";

const modes: Record<Mode, string> = {
  reading: "reading",
  proposing: "proposing",
  reviewing: "reviewing",
  decided: "decided",
};

const roles: Record<Role, string> = {
  reader: "reader",
  translator: "translator",
  reviewer: "reviewer",
  owner: "owner",
};

const readers: Record<Readers, string> = {
  writers: "its writers alone",
  reviewers: "its writers and reviewers",
  accounts: "everybody with an account",
};

/** What a person types into the fields of forms, by their names. */
const typed: Readonly<Record<string, string>> = {
  text: "Your words",
  summary: "Your reason",
  reason: "Your reason",
  words: "What you wrote",
  on: "The words it is about",
  provenance: "Where it is from",
  message: "Your message",
  name: "Your name",
  email: "Your e-mail",
};

/** What became of a proposal, in words: by the name of what happened to it, or of where it stands now. */
const statusNews: Readonly<Record<string, string>> = {
  opened: "being written",
  draft: "being written",
  submitted: "now waiting for review",
  open: "now waiting for review",
  returned: "being written again",
  withdrawn: "given up",
  rebased: "brought up to date",
};

/** What the keys do, the keys themselves first. */
const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["?"], "This list"],
  [["/"], "Search"],
  [["F7"], "Next change"],
  [["Shift", "F7"], "Previous change"],
  [["Alt", "↓"], "Next passage"],
  [["Alt", "↑"], "Previous passage"],
  [["J"], "Next line of a list (Enter opens it), or next change to accept (Space ticks it)"],
  [["K"], "Previous line of a list"],
  [["C"], "Discuss the selected words, or the change that is looked at"],
  [["N"], "Next open discussion"],
  [["F"], "Follow what the page is about, or follow it no more"],
  [["Shift", "Enter"], "A line of verse, while drafting; Enter begins a stanza"],
  [["Ctrl", "Alt", "1"], "A heading of level 1 (to 6; 0 makes it a paragraph), while drafting"],
  [["Ctrl", "Shift", "9"], "A quotation, while drafting (7 a numbered list, 8 a list)"],
  [["Ctrl", "]"], "A list item into the one before it, while drafting (Ctrl + [ out of it)"],
  [["Ctrl", "Enter"], "Propose, while drafting (⌘ Enter on a Mac)"],
  [["Ctrl", "Shift", "Enter"], "Accept at once, while drafting, where nobody else has to approve"],
  [["Ctrl", "Alt", "M"], "A reason for the selected words, while drafting"],
  [["Ctrl", "Alt", "S"], "Give the change at the caret the reason “Spelling.”, while drafting"],
  [["Ctrl", "Alt", "K"], "Keep a loose reason on the new words, while drafting"],
  [
    ["↓"],
    "At the end of a draft: on to the next passage of the proposal, or of the section (↑ at its beginning: to the one before)",
  ],
  [["Ctrl", "Alt", "V"], "Every wording that the words at the caret have had, while drafting"],
  [["Ctrl", "Alt", "G"], "What was translated before of the same or nearly the same source, while drafting"],
  [["Esc"], "Close or cancel"],
];

/** The name of the program, the same in every language. */
export const NAME = "Variorum";

/** Words as a link; where it leads, the page knows. */
type Link = (words: string) => JSX.Element;

const outlineStatus: Readonly<Partial<Record<string, string>>> = {
  ...{ proposed: "proposed", accepted: "accepted, and done", declined: "declined", withdrawn: "given up" },
};

/** How an outline is proposed to change at these passages. */
const reshaping: Readonly<Record<OutlineChange["act"], (passages: string) => string>> = {
  split: (passages) => `Split ${passages}`,
  join: (passages) => `Join ${passages}`,
  move: (passages) => `Move ${passages}`,
  source: (passages) => `Correct the source of ${passages}`,
};

const en = {
  reshaping,
  skip: "Skip to the text",
  workbench: "Workbench",
  about: "About",
  search: "Search",
  people: "People",
  settings: "Settings",
  works: "Works",
  signIn: "Sign in",
  signOut: "Sign out",
  yourAccount: "Your account",
  whereYouAre: "Where you are",
  modes,
  roles,
  onThisMachine: (address: string) => `${address} (on this machine only)`,
  description: "A workbench for translations that are revised in the open: every version, with the reasons for each.",
  motto: "Variorum keeps every version of every passage, and the reasons for each.",
  aboutThis: "About this workbench",
  putAway: (day: JSX.Element) => (
    <>
      This work was put away on {day}: it is not on the front page, and what is proposed here does not stand under{" "}
      <i>Review</i>. Its addresses stay.
    </>
  ),
  bringBack: (link: Link) => (
    <>
      {link("Bring it back")} under <i>Settings</i>.
    </>
  ),
  review: "Review",
  mine: "My work",
  unseen: (number: number) => `${number >= MOST_UNSEEN ? `${MOST_UNSEEN} or more` : number} new for you`,
  unseenNumber: (number: number) => (number >= MOST_UNSEEN ? `${MOST_UNSEEN - 1}+` : String(number)),
  follow: {
    button: "Follow",
    hint: (follows: boolean) =>
      follows
        ? "You are told what happens here. Press again to follow it no more (F)."
        : "Be told on My work what happens here (F).",
  },
  waitingNumber: (number: number) => ` (${number})`,
  /** Before how many there are. */
  proposals: "proposals:",
  display: {
    title: "Display",
    theme: "Light or dark",
    size: "Size of type",
    themes: { "": "As the system", light: "Light", dark: "Dark" },
    sizes: { small: "Small", "": "Usual", large: "Large", largest: "Largest" },
  },
  keys: {
    title: "Keys",
    list: keys,
    single: (key: JSX.Element) => <>Single keys, such as {key}, do something</>,
    close: "Close",
  },
  news: {
    version: (number: number, locator: string, moment: JSX.Element, link: JSX.Element) => (
      <>
        Version {number} of {locator} was accepted, {moment}. {link}.
      </>
    ),
    text: (number: number, locator: string, moment: JSX.Element, link: JSX.Element) => (
      <>
        The wording of version {number} of {locator} is held since {moment}. {link}.
      </>
    ),
    passages: (locator: string, others: number) =>
      others === 0 ? locator : `${locator} and ${count(others, "passage")} more`,
    proposal: (passages: string, status: string, moment: JSX.Element, link: JSX.Element) => (
      <>
        A proposal for {passages} is {status}, {moment}. {link}.
      </>
    ),
    outline: (passages: string, status: string, moment: JSX.Element, link: JSX.Element) => (
      <>
        A change of the outline at {passages} is {status}, {moment}. {link}.
      </>
    ),
    outlineStatus,
    thread: (locator: string, moment: JSX.Element, link: JSX.Element) => (
      <>
        Something was said about {locator}, {moment}. {link}.
      </>
    ),
    threadOfProposal: (locator: string, moment: JSX.Element, link: JSX.Element) => (
      <>
        Something was said about a proposal for {locator}, {moment}. {link}.
      </>
    ),
    missed: (link: Link) => <>More has happened meanwhile than can be told here. {link("Look at the page anew")}.</>,
    seeChanged: "See what changed",
    read: "Read it",
    look: "Look at it",
    status: statusNews,
    otherStatus: (status: string) => `now ${status}`,
  },
  forms: {
    signInToSupply: "Sign in to supply its text",
    signInToPropose: "Sign in to propose",
    askForRole: "Proposing needs the role of translator. Ask an owner of this workbench for it.",
    readBy: "Until proposed, read by",
    readers,
    typed,
    whatYouWrote: "What you wrote",
    notTaken: "It was not taken, and is kept here so that you can send it again, or copy it.",
    sendAgain: "Send again",
    required: " (required)",
    optional: " (optional)",
    ready: "A reason that is ready",
    ownReason: "None: your own words",
    notDone: "Not done.",
  },
  errors: {
    back: "Back to its page",
    toWorks: "To the works held here",
    toContents: "To the contents of this work",
    near: (passages: readonly JSX.Element[]) => (
      <>
        Called alike:{" "}
        {passages.map((passage, at) => (
          <>
            {at > 0 && ", "}
            {passage}
          </>
        ))}
        .
      </>
    ),
  },
};

export const SHELL: Catalogue<typeof en> = { en };
