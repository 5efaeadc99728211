/** The sentences of a proposal and of the queue, by language. */
import type { JSX } from "preact";
import type { Left } from "../../translations/ledger/refusals.ts";
import type { Rights, WhyUncounted } from "../../translations/ledger/rights.ts";
import type { ProposalStatus } from "../../translations/ledger/state.ts";
import { count, discussions, inARow, plural, quoted } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Words as a link; where it leads, the page knows. */
type Link = (words: string) => JSX.Element;
/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

/** What approvals stand behind what waits. */
interface Approved {
  needed: number;
  given: readonly { by: { name: string } }[];
  own: boolean;
  enough: boolean;
  unreviewed: boolean;
}

/** Whose turn it is; `waiting`: how many passages wait; `approved`: of one passage. */
const turn = (may: Rights, waiting = 1, approved: Approved | null = null): string => {
  if (approved && approved.needed > 1) return turnOfTwo(may, approved);
  if (may.decide && approved?.unreviewed) return "Nobody’s approval is needed: you may accept it.";
  if (may.decide) return "You decide.";
  const waits = plural(waiting, "It waits", "They wait");
  return may.takeBack ? `${waits} for a reviewer.` : `${waits} for a reviewer’s decision.`;
};

/**
 * What is left of the changes of a proposal beside version `current`.
 * @param own true for those whose proposal it is.
 */
const left = ({ already, stands, meets }: Left, current: number, own: boolean): string => {
  const all = already + stands + meets;
  const whose = own ? "your" : "its";
  if (all === 0) return own ? "You have changed nothing yet." : "Nothing is changed in it yet.";
  const whole = all === 1 ? `${own ? "Your" : "Its"} one change` : `All ${all} of ${whose} changes`;
  if (already === all) return `${whole} ${plural(all, "is", "are")} in v${current} already: nothing of it is left.`;
  if (stands === all) return `${whole} ${plural(all, "stands", "stand")}: v${current} changed other words.`;
  if (meets === all) return `${whole} ${plural(all, "touches", "touch")} words that v${current} changed.`;
  const told = [
    meets > 0 && `${meets} ${plural(meets, "touches", "touch")} words that v${current} changed`,
    already > 0 && `${already} ${plural(already, "is", "are")} in v${current} already`,
    stands > 0 && `${stands} ${plural(stands, "stands", "stand")}`,
  ];
  return `Of ${whose} ${count(all, "change")} ${inARow(told.filter((each) => each !== false))}.`;
};

const turnOfTwo = (may: Rights, { needed, given, own, enough }: Approved): string => {
  const names = given.length > 0 ? `, by ${inARow(given.map(({ by }) => by.name))}` : "";
  const stands = `It has ${given.length} of ${needed} approvals${names}.`;
  if (own && !enough) return `${stands} It waits for another’s.`;
  return may.decide ? `${stands} You decide.` : `${stands} It waits for ${given.length > 0 ? "another" : "reviewers"}.`;
};

/** Where a part stands. */
const stands: Readonly<Record<ProposalStatus, string>> = {
  draft: "being written",
  open: "waits for a decision",
  accepted: "accepted",
  declined: "declined",
  withdrawn: "left out",
};

const parts = {
  stands,
  asked: "changes asked for, being written again",
  writtenAgain: "being written again",
  givenUp: "given up",
  as: " as ",
  movedOn: " · the passage has moved on",
  decideOn: (hidden: Hidden, locator: string) => <>Decide on this{hidden(` passage, ${locator}`)}</>,
  write: (hidden: Hidden, locator: string) => <>Write this one{hidden(`: ${locator}`)}</>,
  read: (hidden: Hidden, locator: string) => <>Read this one in full{hidden(`: ${locator}`)}</>,
  leaveOut: (hidden: Hidden, locator: string) => <>Leave this passage out…{hidden(` ${locator}`)}</>,
  leavingOut:
    "It goes from this proposal for good. What was written of it stays to be read here; to go on with it, begin another proposal.",
  whyLeftOut: "Why it is left out",
  leaveItOut: "Leave it out",
  unfinished: "This passage is being written and unfinished.",
  removed: "Its words were removed.",
  nothing: "Nothing has been written yet.",
  untouched: "Nothing is changed in it yet.",
  unchanged: "Nothing was changed in it.",
  /** What a change replaces, and by what; "": nothing. */
  change: (before: string, after: string) =>
    [before, after]
      .filter((each) => each !== "")
      .map(quoted)
      .join(" → "),
  withNotes: (number: number) => `With ${count(number, "note")}.`,
  /** Before the place of the part that gives the same reason, and before those of the others that do. */
  reasonAsAt: "The same reason as at",
  reasonAlsoAt: "Also the reason at",
  decide: "Decide",
  allOrNone: "On the passages that are ticked: on all of them or, if one can’t be accepted as it stands, on none.",
  reason: "Your reason (needed to decline, or to ask for changes)",
  accept: "Accept those ticked",
  approve: "Approve those ticked",
  approved: (given: number, needed: number, names: string) =>
    ` · ${given} of ${needed} approvals${names === "" ? "" : `, by ${names}`}`,
  decline: "Decline those ticked",
  askForChanges: "Ask for changes in those ticked",
};

const adding = {
  title: "Add passages",
  find: "Find a passage by its place, its title or its words",
  findIt: "Find",
  around: "These stand around the passage above. Type to find others.",
  none: (asked: string) => `No other passage of this work has “${asked}”. Try fewer words, or another part of one.`,
  fitting: (number: number, asked: string, more: boolean) =>
    more
      ? `The first ${number} that have “${asked}”. Type more to find others.`
      : `${count(number, "passage")} ${plural(number, "has", "have")} “${asked}”.`,
  ticked: "Ticked before",
  add: "Add those ticked",
  notReached: "The workbench could not be asked just now. What is ticked stays; try again in a moment.",
};

const asked = {
  label: "What is asked",
  /** What is proposed, in a few words. */
  textOf: (base: number) => `the text of v${base}`,
  changes: (number: number) => count(number, "change"),
  first: "a first rendering",
  proposes: (names: string, people: number, what: string) =>
    `${names} ${plural(people, "proposes", "propose")} ${what}`,
  /** Behind that, how many of the changes have a reason that hangs on them, and whose turn it is. */
  turn: (may: Rights, waiting?: number, approved?: Approved) => `. ${turn(may, waiting, approved)}`,
  noReasons: (may: Rights, approved: Approved) => `, none with a reason of its own. ${turn(may, 1, approved)}`,
  reasons: (number: number, may: Rights, approved: Approved) =>
    `, ${number} with ${plural(number, "a reason", "reasons")}. ${turn(may, 1, approved)}`,
  waits: (names: string, open: number, all: number) =>
    `${names}: ${open === all ? "" : `${open} of `}${count(all, "passage")} ${plural(open, "waits", "wait")}`,
  decide: "Decide",
  own: "Your proposal",
  nothingElse: (link: Link) => <>Nothing else waits for your decision. {link("My work")}</>,
  next: (locator: string) => `Next that waits: ${locator}`,
  all: "All that wait",
};

const acts = {
  decide: "Decide",
  whatYouCanDo: "What you can do",
  own: "Your proposal",
  onceMoved: (number: number) =>
    `It can be accepted once its writers have brought it up to date with v${number}. Ask them to.`,
  accept: "Accept…",
  acceptAsText: (base: number) => `Accept as the text of v${base}`,
  acceptAs: (number: number) => `Accept as v${number}`,
  acceptUnreviewed: (number: number) => `Accept as v${number}, unreviewed`,
  approve: "Approve…",
  approveIt: (number: number, of: number) => `Approve: ${number} of ${of}`,
  asItIs:
    "A version of this work needs the approval of two people for the very same words. So this is approved as it stands, or goes back: no part of it is accepted alone, and nobody words it otherwise while accepting it.",
  reason: "Your reason",
  decline: "Decline…",
  declineIt: "Decline",
  whyDeclined: "Why it is declined. The proposal stays readable with your reason.",
  ask: "Ask for changes…",
  askIt: "Ask for changes",
  whatToChange: "What should change, so that the proposers can act on it",
  goOn: "Go on writing…",
  goOnIt: "Go on writing",
  whyGoOn: "Why you go on writing it",
  giveUp: "Give up for good…",
  giveUpIt: "Give up for good",
  whyGiveUp: "Why you give it up",
};

const approvals = {
  label: "Approvals",
  standing: (given: number, needed: number) => `${given} of ${needed} approvals`,
  none: "This work asks for nobody’s approval. Whoever writes this may accept it; its version is marked as unreviewed unless a reviewer accepts it.",
  by: (by: JSX.Element) => <>Approved by {by}</>,
  reason: (reason: string) => `: ${quoted(reason)}`,
  /** Behind an approval that was given, and doesn't count as things stand. */
  uncounted: {
    role: "It doesn’t count: whoever gave it decides nothing in this work any more.",
    own: "It doesn’t count: whoever gave it had a hand in these words, and this work doesn’t count that any more.",
  } satisfies Record<WhyUncounted, string>,
  takeBack: "Take your approval back…",
  takeItBack: "Take it back",
  why: "Why you take it back",
};

const otherwise = {
  /** At a change, and behind that for those who hear the page. */
  take: "Accept this change",
  ofChanges: (number: number, of: number) => `, number ${number}; ${count(of, "change")} can be chosen`,
  some: "Accept some changes…",
  howToChoose:
    "Untick the changes above that are not to be accepted: J and K go from one to the next, Space ticks and unticks. What is left goes back to its people, with your reason.",
  acceptSome: (chosen: number, of: number, number: number) => {
    if (chosen === 0) return "Accept none, and send all of it back";
    return chosen === of ? `Accept all ${of} changes as v${number}` : `Accept ${chosen} of ${of} changes as v${number}`;
  },
  whyRest: "Why the rest comes back, so that its people can act on it",
  preview: (number: number) => `How v${number} will read`,
  edit: "Edit, then accept…",
  credited: "The version names you as its editor, beside those who proposed it.",
  words: "The words of the version",
  reason: "Your reason",
  acceptEdited: (number: number) => `Accept with these words as v${number}`,
  editing: "What you change in the proposal",
  fromBase: (base: number) => `What changes from v${base}`,
  putsBackUnknown: "Whether this puts back what a version had changed could not be asked just now.",
  apart: (locator: string) => `Of ${locator}, accept some changes, or edit it first`,
};

const again = {
  since: (by: JSX.Element) => <>What changed in the proposal since it was sent back: {by}</>,
  same: "Its words are those that were sent back.",
};

const looked = {
  since: (day: JSX.Element) => <>What changed in the proposal since you looked at it, {day}</>,
  same: (day: JSX.Element) => <>Its words are those that you looked at, {day}.</>,
  say: "I have looked at it as it stands",
  means: "When it is proposed anew, this page shows what changed since.",
};

const starting = {
  start: "Start from this",
  hint: "Begins a draft of yours with these words and notes. Its people stay credited with them, in what comes of it too.",
  from: (link: Link, names: string) => (
    <>began with {link(names === "" ? "an earlier proposal" : `what ${names} proposed`)}</>
  ),
  by: (name: string, link: Link) => (
    <>
      {name} {link("started from this")}.
    </>
  ),
};

const read = {
  nothingYet: "Nothing has been written yet.",
  nothing: "Nothing was written in it.",
  lastWords: (readers: string) =>
    `It was given up before it was proposed. These were its last words; ${readers} read them.`,
  whereFrom: "Where it comes from",
  why: "Why",
  wrong: (category: string) => `The passage was final; what is wrong there is about ${category}.`,
  ofPassages: (locators: readonly string[]) => `Of ${locators.join(", ")}:`,
  /** The passage moved on while the proposal waited; `base`: null for an empty passage. */
  moved: (locator: string, base: number | null, current: number) => (
    <>
      <b>{locator} has moved on.</b> This proposal was begun on {base === null ? "an empty passage" : `v${base}`}; v
      {current} was accepted since. It can’t be accepted until it is brought up to date: as it stands, it would undo
      what v{current} changed.
    </>
  ),
  movedNow: (locator: string, base: number | null, current: number, by: readonly string[], date: JSX.Element) => (
    <>
      <b>
        v{current} of {locator} has just come
      </b>
      {by.length > 0 && `, by ${inARow(by)}`} ({date}). This proposal revises{" "}
      {base === null ? "an empty passage" : `v${base}`}: it can be accepted once it is brought up to date.
    </>
  ),
  seeAndBringUp: "See what meets, and bring it up to date",
  seeWhatMeets: "See what meets",
  broughtUpNow: (locator: string, base: number) => (
    <>
      <b>
        {locator} was brought up to date with v{base}
      </b>{" "}
      by somebody who writes in it. This page still shows it beside the version before.
    </>
  ),
  left,
  movedParts: (passages: number) =>
    `${count(passages, "passage")} of this proposal ${plural(passages, "has", "have")} moved on since it was begun. ${plural(passages, "It", "They")} can be accepted once brought up to date.`,
  came: (current: number, by: readonly string[], date: JSX.Element) => (
    <>
      v{current}
      {by.length > 0 && `, by ${inARow(by)}`} ({date})
    </>
  ),
  bringAllUp: (passages: number) => (passages === 1 ? "Bring it up to date" : "Bring all up to date"),
  bringsAllUp:
    "Both sides’ changes stand then. A passage in which both changed the same words stays as it is, for you to settle.",
  followed: (locator: string, base: number) => (
    <>
      <b>
        {locator} was brought up to date with v{base}.
      </b>{" "}
      What changes is told from v{base} from here on.
    </>
  ),
  showAnew: "Show it as it is now",
  baseWithdrawn: (base: number) =>
    `v${base}, which this revises, was withdrawn: its words may still stand in what is proposed.`,
  pair: (base: number, current: number) => `v${base} to v${current}`,
  threeDifferences: "the three differences",
  bringUp: "Bring up to date",
  takeBackFirst: "It is taken back for that. Read it, then propose it again.",
  bothStand: (current: number) => `What it will say, with both sides’ changes. Nothing of v${current} is undone.`,
  quarrels: (number: number, current: number) =>
    `${number === 1 ? "In one place" : `In ${number} places`} this proposal and v${current} both changed the same words. Say whose stand.`,
  place: (number: number, of: number) => `Place ${number} of ${of}`,
  rest: (from: number, to: number) => `Places ${from} to ${to}: the words of one side stand in all of them`,
  fromHere: "this proposal",
  fromVersion: (current: number) => `v${current}`,
  fromBoth: "both",
  wasBefore: (words: string) => `It was: ${words}`,
  leftOut: "(left out)",
  otherWords: "Other words",
  reason: (name: string, body: string) => `${name}: ${body}`,
  /** Behind these: why the whole of a side was revised. */
  summed: (summary: JSX.Element) => <>For the whole: {summary}</>,
  notes: "Notes on the proposal and on its base",
  withThis: "with this proposal",
  onVersion: (number: number) => `on v${number}`,
  beingWritten: "being written",
  proposed: "proposed",
  by: (names: string, day: JSX.Element) => (
    <>
      {names}, {day}
    </>
  ),
  noWording: (base: number) =>
    `No wording of v${base} is held, so there is nothing to compare this with. Check it against where it comes from.`,
  baseRemoved: (base: number) => `The words of v${base} were removed, so there is nothing to compare this with.`,
  noRendering: "The passage has no rendering yet, so there is nothing to compare this with.",
  elsewhere: "The three differences",
  above: (base: number | null) =>
    `Above: what the proposal changes in ${base === null ? "an empty passage" : `v${base}`}.`,
  changedIn: (current: number, base: number) => `What v${current} changed in v${base}`,
  wouldChange: (current: number) => `What the proposal would change in v${current}`,
};

const page = {
  tab: (locator: string, work: string) => `Proposal for ${locator}, ${work}`,
  description: (locator: string, work: string) => `A proposal for ${locator} of ${work}.`,
  crumb: "Proposal",
  onlyReading: "You are reading this draft as it stands now.",
  whoWrites: "who writes and reads it",
  aboutDraft: "About this draft",
  aboutProposal: "About this proposal",
  signIn: "Sign in to decide on it",
  unfinished: (readers: string) =>
    `This is being written and unfinished. Until it is proposed, ${readers} read it; then everybody can.`,
  neverProposed: "This was begun and given up before it was proposed. Nothing of it is open to read.",
  passage: "The passage as it stands now",
  owner: "As an owner you can invite others to write in it, yourself too, or give it up; the record will say so.",
  signInIfYours: "Sign in, if you are one of them",
  proposed: (term: Link, names: string, moment: JSX.Element) => (
    <>
      {term("Proposed")} by {names}, {moment}
    </>
  ),
  draft: (term: Link, by: JSX.Element) => (
    <>
      {term("Draft")}, begun by {by}
    </>
  ),
  history: "History of this draft",
  revises: (what: string) => `revises ${what}`,
  passages: (number: number) => count(number, "passage"),
  versionOf: (locator: string, base: number) => `${locator}, v${base}`,
  textOf: (locator: string, base: number) => `the text of ${locator}, v${base}`,
  firstOf: (locator: string) => `a first rendering of ${locator}`,
  titleOfSeveral: (number: number) => `A revision of ${count(number, "passage")}`,
  titleOfText: (base: number, where: JSX.Element) => (
    <>
      The text of v{base} of {where}
    </>
  ),
  titleOfFirst: (where: JSX.Element) => <>A first rendering of {where}</>,
  title: (where: JSX.Element) => <>A revision of {where}</>,
  decisions: { accepted: "Accepted", declined: "Declined", withdrawn: "Given up" },
  decidedBy: (by: JSX.Element) => <>by {by}</>,
  gaveWords: (version: JSX.Element) => <>. It gave its words to {version}</>,
  became: (version: JSX.Element) => <>. It became {version}</>,
  /** Behind that it was accepted. */
  edited: (name: string) => `${name} worded it otherwise first.`,
  rest: (link: Link) => <>Some of its changes were; {link("the others go on with its people")}.</>,
  restOf: (link: Link) => <>what was not accepted of {link("another proposal")}</>,
  wentOn: (by: JSX.Element) => <>Went on writing: {by}</>,
  askedForChanges: (by: JSX.Element) => <>Asked for changes: {by}</>,
  reason: (reason: string) => `: ${quoted(reason)}`,
};

const en = {
  works: "Works",
  read,
  page,
  parts,
  adding,
  asked,
  acts,
  approvals,
  otherwise,
  again,
  looked,
  starting,
  review: {
    crumb: "Review",
    title: "Waiting for review",
    oldestFirst: (open: string) => `${open}, oldest first`,
    changed: (open: string, link: Link) => (
      <>
        This list has changed meanwhile: {open}. {link("Look at it anew")}.
      </>
    ),
    none: (proposal: Link) => (
      <>
        No {proposal("proposal")} waits for review. To review is to read what a proposal changes, word by word, beside
        the reasons given for it, and to accept or decline it with a reason of your own.
      </>
    ),
    howTheyCome: (works: Link) => (
      <>
        A proposal gets here when its translators press Propose. {works("Open a work")}, choose a passage, and begin
        one.
      </>
    ),
    which: "Which proposals",
    all: (number: number) => `All ${number}`,
    mine: (number: number) => `You decide ${number}`,
    ofWork: (title: string) => `In ${title}`,
    ofPerson: (name: string) => `By ${name}`,
    newest: "Newest first",
    oldest: "Oldest first",
    noneOfThese: "None of these waits for review.",
    whoDecides: "Reviewers decide on these. Everybody who reads a work can discuss them.",
    putsBack: "puts back words of before",
    choose: {
      kind: "Reasons about",
      anyKind: "anything",
      state: "Of them",
      anyState: "all",
      states: { stale: "those whose passage moved on", rivals: "those with rivals" },
      show: "Show",
    },
    changes: (number: number) => ` · ${count(number, "change")}`,
    kinds: (kinds: string) => ` · ${kinds}`,
    rivals: (number: number, link: Link | null) => {
      const words = `${count(number, "rival")} for the same passage`;
      return (
        <>
          {" · "}
          {link ? link(words) : words}
        </>
      );
    },
    discussed: ({ all, open }: { all: number; open: number }) => ` · ${discussions(all, open)}`,
    yours: {
      decide: " · you decide",
      hand: " · yours, so others decide",
      approved: " · you approved it, others go on",
    },
    approvedBy: (names: string) => ` · approved by ${names}, waits for another`,
    /** Behind the locator of a passage. */
    andMore: (others: number) => ` and ${count(others, "passage")} more`,
    textOf: (version: number) => `, the text of v${version}`,
    first: ", a first rendering",
    revising: (version: number) => `, revising v${version}`,
    by: (people: JSX.Element, moment: JSX.Element) => (
      <>
        {people}, {moment}
      </>
    ),
    notes: (number: number) => ` · ${count(number, "note")}`,
    stale: "the passage has moved on since",
    terms: "Terms",
    outlines: "Outline and source",
    outlineStale: "it reads or stands otherwise by now",
    outlineRivals: (number: number) =>
      ` · ${count(number, "other change", "other changes")} of the outline or source proposed here`,
    further: "Those that came after these",
  },
  rivals: {
    /** `base`: the version that it revises, if that is another one. */
    of: (link: Link, people: string, number: number, base: number | null) => (
      <>
        {people} {link(`also ${plural(number, "proposes", "propose")} a revision`)} of{" "}
        {base === null ? "this version" : `v${base}`}.
      </>
    ),
    apart: "It changes other words.",
    beside: "Side by side",
    besideHeard: (people: string) => `Side by side with what ${people} proposed`,
    allBeside: (rivals: number) => `All ${rivals + 1} side by side, beside the version that stands`,
    meet: (places: number, words: readonly JSX.Element[]) => (
      <b>
        Both change the same words in {count(places, "place")}
        {words.length > 0 && ": "}
        {words.map((each, at) => (
          <>
            {at > 0 && ", "}
            {each}
          </>
        ))}
        {words.length > 0 && places > words.length && ", …"}.
      </b>
    ),
  },
  moved: {
    title: "Renderings whose source reads otherwise now",
    none: "None. When a source is worded anew, the passages whose rendering follows the older wording wait here until a reviewer says that the rendering still holds, or a version renders the source as it reads now.",
    revise: "Revise the rendering",
    further: "Those that have waited less long",
  },
};

export const REVIEWING: Catalogue<typeof en> = { en };
