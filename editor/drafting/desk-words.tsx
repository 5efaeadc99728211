/** The sentences of the editor of a draft, by language. They come with its script, not with the page. */
import type { JSX } from "preact";
import { CLOSE } from "../../translations/draft/frames.ts";
import type { ProposalStatus } from "../../translations/ledger/state.ts";
import { count, languageNamed } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";
import type { Showing } from "./showing.ts";
import type { OtherText } from "./view.ts";

/** What has happened when the server closed a draft, in case it did not say, and what to do. */
const closed: Readonly<Record<number, readonly [what: string, todo: string]>> = {
  [CLOSE.malformed]: [
    "The server could not read what this page sent.",
    "Nothing more can be saved here: copy your words, then reload.",
  ],
  [CLOSE.signInNeeded]: [
    "You are no longer signed in, so nothing more can be saved.",
    "Do it in another tab, so that this page stays as it is; then choose “Try again”.",
  ],
  [CLOSE.notAllowed]: [
    "You may read this draft but not write in it.",
    "Ask whoever began it, or an owner of this workbench, to invite you.",
  ],
  [CLOSE.unknownDraft]: ["This draft is not here any more.", "Nothing can be saved in it."],
  [CLOSE.closed]: [
    "This draft has been submitted or decided and takes no more words.",
    "Reload the page to read it as it stands.",
  ],
  [CLOSE.letGo]: [
    "You are no longer among those who write this draft: you were let go, or left.",
    "Copy the words you need; then reload the page.",
  ],
  [CLOSE.roleTaken]: [
    "Your role has changed and no longer lets you write.",
    "Copy the words you need; an owner of this workbench can say why. Reload the page to read on.",
  ],
  [CLOSE.otherSchema]: [
    "The workbench has been renewed since this page was opened.",
    "After reloading the page you can go on.",
  ],
  [CLOSE.tooLarge]: [
    "Your last change is larger than a draft may be.",
    "It was not saved. Copy your words, reload without the last ones, and put in less.",
  ],
  [CLOSE.tooMany]: [
    "Too much came in at once, and the server has paused.",
    "Your words stay on this page; in a minute, choose “Try again”.",
  ],
  [CLOSE.notKept]: [
    "The server can't write to its disk just now, so your last words are not saved yet.",
    "It is tried again by itself.",
  ],
};

/** How a draft ended: by whom, and when. */
const ended: Record<Exclude<ProposalStatus, "draft">, (who: string, when: string) => string> = {
  open: (who, when) => `${who} proposed this draft on ${when}.`,
  accepted: (who, when) => `${who} accepted this proposal on ${when}.`,
  declined: (who, when) => `${who} declined this proposal on ${when}.`,
  withdrawn: (who, when) => `${who} gave this proposal up on ${when}.`,
};

const state = {
  proposed: "Proposed. Reviewers can read it now.",
  accepted: "Proposed and accepted.",
  closed,
  /** For a code that this page is too old to know. */
  closedFor: (code: number): readonly [string, string] => [
    `The server has closed this draft (${code}).`,
    "Copy your words, then reload the page.",
  ],
  noMoreWords: (how: string) => `${how} It takes no more words.`,
  notSavedKept: " Your last words were not saved; they are kept in this browser.",
  notSaved: " Your last words were not saved.",
  opening: "Opening the draft. It can be read, and written in a moment.",
  connecting: "Connecting …",
  reading: "You are reading this draft. It changes as others write.",
  saving: "Saving …",
  saved: "Saved ✓",
  /** @param since a time of day; null if it is not known. */
  allSaved: (since: string | null) =>
    `All is on the server’s disk${since === null ? "" : ` since ${since}`}. What you write is saved as you write.`,
  offlineReading: "Offline. This is the draft as it was last seen.",
  offlineNotKept: "Offline. Your words are kept on this page only and will be sent. Don't close it.",
  offline: "Offline. Your words are kept in this browser and will be sent.",
  readProposal: "Read the proposal",
  tryAgain: "Try again",
  copyWords: "Copy my words",
  reloadWithout: "Reload without the unsaved words",
};

const shown: Record<Showing, string> = { changes: "Changes", new: "New text" };

const head = {
  tooLarge: (excess: string) => `${excess} It can’t be proposed like this.`,
  propose: "Propose",
  proposeText: "Propose this text",
  whoIsHere: "Who is here",
  me: (name: string) => `${name} (you)`,
  someone: "Someone",
  show: "Show",
  shown,
};

const toolbar = {
  label: "The words",
  strong: "Strong",
  emphasis: "Emphasis",
  /** The button that marks words as being in the language of the source, and what it says of them. */
  foreign: (tag: string) => languageNamed(tag) ?? "Source words",
  foreignTitle: (tag: string) => `These words are ${languageNamed(tag) ?? "in the language of the source"}`,
  list: "List",
  numbers: "Numbers",
  numberedList: "A numbered list",
  quotation: "Quotation",
  undo: "Undo",
  redo: "Redo",
  addReason: "Add a reason",
  addReasonTitle: (mod: string) => `Give a reason for the selected words (${mod}Alt+M)`,
  wordings: "Wordings",
  wordingsTitle: (mod: string) => `Every wording that these words have had (${mod}Alt+V)`,
  kind: "Kind of block",
  kindTitle: (mod: string) => `A line of verse: Shift+Enter. A heading: ${mod}Alt+1 to 6. A paragraph: ${mod}Alt+0`,
  heading: (level: number) => `Heading ${level}`,
  verse: "Verse",
  paragraph: "Paragraph",
};

const changes = {
  /** At a change: whose change it undoes; `reason`: why that was made, null if nothing is known. */
  putsBack: (version: number, names: string, day: JSX.Element, reason: JSX.Element | null) => (
    <>
      Puts back what v{version} changed ({names && `${names}, `}
      {day}
      {reason && <>: ‘{reason}’</>})
    </>
  ),
  /** Where one proposes, how many do. */
  putBackBefore: (number: number) =>
    `${number === 1 ? "One change puts" : `${number} changes put`} back what a later version changed`,
  putsBackFirst:
    "Nothing is accepted yet: this puts back what a later version changed, as is said at the change. Accept it again if you mean that.",
  title: (base: number | "") => `Changes from v${base}`,
  previous: "Previous change",
  previousTitle: "Previous change (Shift+F7)",
  next: "Next change",
  nextTitle: "Next change (F7)",
  noReasons: ", no reason yet",
  withoutReason: (number: number) => `, ${number} without a reason yet`,
  nothing: (base: number | "") => `Nothing differs from v${base} yet.`,
  nothingToWrite: (base: number | "") =>
    `Nothing differs from v${base} yet. Change the words you would render otherwise.`,
  notOpen: "The changes show here once the draft is open.",
  of: (number: number, all: number) => `Change ${number} of ${all}`,
  said: (number: number, all: number, change: string) => `Change ${number} of ${all}: ${change}.`,
  reason: (number: number) => `reason ${number}`,
  reasons: (numbers: readonly number[]) => `reasons ${numbers.join(", ")}`,
  choose: (number: number) => `Choose change ${number}`,
  chooseTitle: (mod: string) => `Choose it, for one reason with others (${mod}Alt+X at the caret)`,
  oneReason: (number: number) => (number === 1 ? "A reason for it" : `One reason for these ${number}`),
  chooseNone: "Choose none",
  chooseBare: (number: number) => `Choose the ${number} without a reason`,
  noneHere: "No change stands at the caret.",
  chosenHere: (number: number, isChosen: boolean, all: number) =>
    `Change ${number} ${isChosen ? "chosen" : "no longer chosen"}: ${all} in all.`,
  why: "Why?",
  whyHeard: (number: number) => `Why? Add a reason for change ${number}`,
  movedFrom: (words: string) => `“${words}” moved from here`,
  movedTo: (words: string) => `“${words}” moved to here`,
  added: (words: string) => `“${words}” added`,
  takenOut: (words: string) => `“${words}” taken out`,
  replaced: (before: string, after: string) => `“${before}” → “${after}”`,
  /** @param made what blocks the words begin: "made verse". */
  andMade: (change: string, made: string) => `${change}, ${made}`,
};

const findings = {
  title: "Worth a second look",
  count: (open: number, kept: number) =>
    [open > 0 || kept === 0 ? `${open}` : "", kept > 0 ? `${kept} kept with a reason` : ""].filter(Boolean).join(", "),
  keep: "Keep it, and say why",
  keepHeard: (finding: string) => `Keep it, and say why: ${finding}`,
  kept: (reason: number) => `kept: reason ${reason}`,
  before: (open: number) =>
    open === 1 ? "One place is worth a second look" : `${open} places are worth a second look`,
};

const textKinds: Record<Exclude<OtherText["from"]["kind"], "version">, string> = {
  proposal: "Proposed",
  declined: "Declined",
  "given-up": "Taken back",
  draft: "Being written",
};

const wordings = {
  /** Before the words that are meant. */
  title: "Wordings of",
  close: "Close",
  asking: "Asking for the other texts …",
  none: "No other text of this passage is held here.",
  noWords: "There is no word here to ask about. Put the caret on one.",
  failed: "The other wordings could not be asked for just now. Nothing was changed; try again in a moment.",
  more: "There are more texts than were looked through: of the oldest nothing is said.",
  howTo: "↑ ↓ choose, Enter takes one, Esc leaves.",
  without: "Without these words",
  here: "as here",
  /** Before the words that would go, where these are more than were asked about. */
  instead: "instead of",
  versions: (first: number, last: number) => (first === last ? `v${first}` : `v${first} to v${last}`),
  offered: (version: number | null) => (version === null ? "Offered in a note" : `Offered in a note on v${version}`),
  kinds: ({ kind }: OtherText["from"]) => (kind === "version" ? "" : textKinds[kind]),
  /** Before the reason for which it was declined. */
  refused: "Declined:",
  left: (number: number) => `and ${number} more`,
  movedOn: "Somebody wrote in these words meanwhile. Nothing was changed; ask again.",
  taken: (words: string) =>
    `${words === "" ? "The words are gone" : `“${words}” stands here now`}. Undo takes that back.`,
};

const memory = {
  title: "Rendered before",
  /** @param share of the letters that are the same, up to 1 */
  share: (share: number) => (share === 1 ? "the same" : `${Math.min(99, Math.round(100 * share))} %`),
  others: (number: number) => (number === 1 ? "and once more" : `and ${number} times more`),
  howTo: "↑ ↓ choose, Enter puts the rendering in, Esc goes back to the draft.",
  take: "Put it in",
  read: "Read it in its place",
  none: "Nothing that you may read has a source like this one.",
  taken: (words: string) => `“${words}” stands in the draft now. Undo takes it back.`,
};

const reasons = {
  title: "Reasons",
  howTo: "Select words in the draft and choose “Add a reason”. Reviewers read it beside those words.",
  none: "No reason has been given yet.",
  deleted: "Reason deleted.",
  putBack: "Put it back",
  reason: (number: number) => `Reason ${number}`,
  alternative: (words: JSX.Element) => <>Alternative: {words}</>,
  you: "You",
  edit: "edit",
  editHeard: (number: number) => `Edit reason ${number}`,
  delete: "delete",
  deleteHeard: (number: number) => `Delete reason ${number}`,
  keepOnNew: (words: JSX.Element) => <>Keep this reason on {words}</>,
  keepOnNewTitle: (mod: string) => `Keep this reason on the words that stand here now (${mod}Alt+K)`,
  keepOnSelected: "Keep it on the selected words",
  onTheWhole: "On the whole",
  gone: "These words are no longer in the draft.",
  quoted: (words: string) => `“${words}”`,
  form: "A reason",
  /** @param more so many other changes get it too. */
  forWords: (words: JSX.Element, more: number) => (
    <>
      For {words}
      {more > 0 && ` and ${count(more, "more change")}`}
    </>
  ),
  /** Of a reason that is changed. */
  together: (others: number) => `Change it at the ${others === 1 ? "other place" : `${others} other places`} too`,
  as: (number: number) => `As reason ${number}.`,
  given: (number: number) => `One reason stands at ${number} changes now.`,
  takeBack: "Take it back",
  takenBack: "The reason is taken back.",
  isKeptForAll: (number: number) => `The reason is kept at ${number} places.`,
  category: "Category",
  body: "Reason",
  another: "Another rendering (optional)",
  source: "Words of the source (optional)",
  sourceHint: "Select them in the source, or type them exactly. One character is enough.",
  keep: "Keep this reason",
  cancel: "Cancel",
  which: (number: number) => `Which of the ${number}`,
  choose: "Choose",
  selectFirst: "Select the words first that the reason is about.",
  writeFirst: "Write the reason first. One sentence will do.",
  /** The reason that is ready for a spelling that is corrected. */
  spelling: "Spelling.",
  noChangeHere: "No change without a reason stands at the caret.",
  isKept: "The reason is kept with its words.",
  severalPlaces: (words: string) =>
    `“${words}” occurs more than once in the source. Choose which of them you mean, or add a word beside it.`,
  noPlace: (words: string) =>
    `“${words}” does not occur in the source words held here. Copy them exactly, or leave the field empty.`,
  noneLoose: "No reason of yours has come loose from words that were changed.",
  selectToKeep: "Select words in the draft first, then keep the reason on them.",
  general: "The reason speaks of the whole now.",
  keptOn: (words: string) => `The reason is kept, on “${words}”.`,
  /** A reason as it is copied with the draft. */
  copied: (words: string, category: string, body: string) => `“${words}” (${category}): ${body}`,
};

const loose = {
  ask: "The words that these reasons were given for are gone. Say what becomes of each, then propose:",
  reason: (words: JSX.Element, body: string) => (
    <>
      “{words}”: {body}
    </>
  ),
  keepOn: (words: string) => `keep it on “${words}”`,
  keepOnSelected: "keep it on the selected words",
  general: "let it speak of the whole",
  drop: "drop it",
};

const summary = {
  label: "Summary",
  where: "Where this text comes from",
  required: (name: string) => `${name} (required)`,
  optional: (name: string) => `${name} (if there is something to say)`,
  nothing: "Those who write the draft say it here, for the reviewers.",
  hintWhere: "A link, a file, a date: whatever lets a reviewer check it.",
  hint: "Say in a sentence why this is better. Reviewers read it first.",
  hintOfFirst: "A first rendering needs no reason. What was hard to decide is worth a sentence.",
  hintOfAll: "Say in a sentence why this is better. It is one for all its passages, and reviewers read it first.",
};

const source = {
  title: "Source",
  notes: (version: number | "", number: number) => `Notes on v${version} (${number})`,
  notHeld: "The source words of this passage are not held here.",
  correct: "Propose a correction of the source",
  phrases: "Only these phrases of the source are held here.",
  terms: "Terms here",
  /** A term as it is heard: its words, and how the glossary has them. */
  term: (words: string, renderings: readonly string[]) => `${words}: ${renderings.join("; ")}. Put it in`,
  also: (renderings: readonly string[]) => `, also ${renderings.join(", ")}`,
};

const taken = {
  /** @param by null if it is not known. */
  tookOut: (by: string | null, words: string) =>
    `${by === null ? "Another’s edit" : `An edit of ${by}’s`} took out words that you had just typed: “${words}”.`,
  putBack: "Put them back",
  copy: "Copy",
  letGo: "Let them go",
  standAgain: "Your words stand there again.",
  left: "Words that you wrote here before the workbench was renewed, and that had not been sent, could not be put into the draft, as it has changed since. Copy them, and put in what you need.",
  have: "I have them",
};

const restored = {
  gatheredAnew: "The history has been gathered anew meanwhile. Open it again and choose the step.",
  takesNoWords: "The draft takes no words just now.",
  restored: (step: string) =>
    `The draft reads again as it did after ${step}. That is an edit of yours like any other, and undo takes it back.`,
  undo: "Undo",
  nothing: (reason: string) => (
    <>
      <b>Nothing was restored.</b> {reason}
    </>
  ),
};

const pasting = {
  close: "Close",
  nothing: (excess: string) => `${excess} Nothing was pasted.`,
  allStruck: "All words in what you pasted are struck through, so nothing was changed.",
  noWords: "There are no words in what you pasted, so nothing was changed.",
};

const proposing = {
  notSaved:
    "Your last words have not reached the server yet. They are safe here. Propose again once the line above says “Saved”.",
  notReached: "The server could not be reached, so nothing was proposed. Your words are safe. Try again in a moment.",
  tooLarge: (excess: string) => `${excess} Nothing was proposed; all is kept here.`,
};

const en = {
  draft: "Draft",
  surface: "Draft of the rendering",
  invited: "You were invited just now: you may write in this draft.",
  copied: "Copied ✓",
  byHand: "Your words, to copy by hand",
  you: "You",
  ended,
  state,
  head,
  toolbar,
  changes,
  findings,
  wordings,
  memory,
  reasons,
  loose,
  summary,
  source,
  taken,
  restored,
  pasting,
  proposing,
};

export const DESK: Catalogue<typeof en> = { en };
