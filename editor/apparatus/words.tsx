/** The sentences of the pages that lay versions side by side and trace the origins of words, by language. */
import type { JSX } from "preact";
import { count, inARow, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Words as a link; where it leads, the page knows. */
type Link = (words: string) => JSX.Element;
/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

const versionsOf = (numbers: readonly number[]): string => inARow(numbers.map((number) => `v${number}`));

const notHeld = (numbers: readonly number[]): string =>
  plural(
    numbers.length,
    `the text of ${versionsOf(numbers)} is not held`,
    `the texts of ${versionsOf(numbers)} are not held`,
  );

const collation = {
  tab: (locator: string, work: string) => `Versions of ${locator} side by side, ${work}`,
  description: (locator: string) => `Where the versions of ${locator} agree and where they differ, word beside word.`,
  crumb: "side by side",
  comparingSome: (number: number) => `comparing ${number} versions`,
  comparing: "comparing versions",
  title: (locator: string) => `Versions of ${locator} side by side`,
  coarse:
    "These texts are too long and too different to be compared throughout: words that correspond may stand in different places. Choose fewer, or compare two of them.",
  as: { columns: "Columns", readings: "Readings" },
  howToShow: "How to show the versions",
  same: "these read the same, word for word",
  differ: (places: number) => `they differ in ${count(places, "place")}`,
  toLay: "Versions to lay side by side",
  witness: (people: string, day: JSX.Element) => (
    <>
      {people}, {day}
    </>
  ),
  aProposal: (status: string) => `, a proposal, ${status}`,
  readSiglum: (siglum: string) => `Read ${siglum}`,
  read: "read",
  itsWording: (absence: JSX.Element) => <>its wording {absence}</>,
  lay: "Lay side by side",
  onlyChosen: (siglum: string) => `Only ${siglum} is chosen. Choose another above, to lay it beside this one.`,
  noVersion: "This passage has no version yet: there is nothing to lay side by side.",
  noneHeld: "No version of this passage is held: there is nothing to lay side by side.",
  oneHeld: (number: number) =>
    `Only one version of this passage is held, v${number}: there is no other to lay beside it yet.`,
  aProposalBeside: " A proposal can stand beside it: choose one above.",
  place: "Place",
  versions: "Versions",
  reading: "Reading",
  readingsOf: (locator: string) => `Readings of ${locator}`,
  allAgree: "all agree",
  placeNumber: (number: number) => `Place ${number}`,
  noWords: "no words here",
  otherOrder: "Others have these words in another order",
  otherOrderHeard: " (in another order in others)",
  atPlace: (number: number) => `Others have these words at place ${number}`,
};

const versions = {
  removed: " (removed)",
  notHeld: " (not held)",
  /** What can be done where too few versions are held; `supply` follows, if there is any to supply. */
  proposeFirst: (link: Link) => (
    <>The first proposal that is accepted becomes v1: {link("propose a first rendering")}</>
  ),
  propose: (link: Link) => <>What you can do: {link("propose a revision")}</>,
  supply: (which: JSX.Element) => <>, or supply the text of {which}</>,
  someNotHeld: "a version that is not held",
  /** Between the last two of several, and between the others. */
  or: " or ",
  comma: ", ",
};

const origins = {
  tab: (locator: string, work: string) => `Origins of the words of ${locator}, ${work}`,
  description: (locator: string) => `Which version each word of ${locator} first came in, by whom and when.`,
  crumb: "origins",
  crumbOf: (number: number) => `origins of v${number}`,
  mode: "tracing where words come from",
  title: (locator: string) => `Where the words of ${locator} come from`,
  another: "Trace another version",
  lead: "The small figure before words is the version they first came in; it leads to what that version changed. Words that left and came back keep the version they came in first.",
  sideBySide: "The versions side by side",
  cantTrace: (number: number, absence: string) => `The wording of v${number} ${absence}, so its words can’t be traced.`,
  noVersion: "This passage has no version yet, so there are no words to trace.",
  head: (number: number, people: string, day: string) => `v${number}, ${people}, ${day}`,
  firstIn: (head: string) => `First in ${head}`,
  firstInRead: (head: string) => `First in ${head}: read it`,
  firstInChanged: (head: string) => `First in ${head}: see what it changed`,
  key: "Versions the words came with",
  by: (people: string, day: JSX.Element) => (
    <>
      {people}, {day}
    </>
  ),
  onlySigns: "only signs",
  share: (words: number, all: number) => `${count(words, "word")} of ${all}`,
  changed: (hidden: Hidden, base: number, number: number) => (
    <>what it changed{hidden(` from v${base} to v${number}`)}</>
  ),
  olderThanUnheld: (unheld: readonly number[]) =>
    `First seen here; ${notHeld(unheld)}, so some of these words may be older.`,
  olderThanCut: (number: number) =>
    `First seen here; versions before v${number} were not read, so some of these words may be older.`,
  noWords: "This version has no words.",
  allFrom: (shown: number, source: number) => `All words of v${shown} are first seen in v${source}.`,
  allFromUnheld: (shown: number, source: number, unheld: readonly number[]) =>
    `All words of v${shown} are first seen in v${source}; ${notHeld(unheld)}, so some of them may be older.`,
};

const en = { collation, versions, origins };

export const APPARATUS: Catalogue<typeof en> = { en };
