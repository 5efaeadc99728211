/** The sentences of the pages for whoever looks after the workbench, by language. */
import type { JSX } from "preact";
import type { Removable } from "../../translations/ledger/events.ts";
import type { Worded } from "../../translations/ledger/work.ts";
import type { Catalogue } from "../language/language.ts";

/** Words for those who hear the page. */
type Hidden = (words: string) => JSX.Element;

/** What can be taken out, after "Of v2". */
const removable: Record<Removable | Worded["kind"], string> = {
  text: "the words, and the notes on them",
  notes: "the notes alone",
  reasons: "the reasons given, and where it was published",
  work: "its titles and issuers, and what is said of it",
  translation: "title, publisher and address",
  passage: "its locator, and the remark on it",
  source: "the words, and where they are from",
  term: "its words and their renderings, and the remark on it",
};

const en = {
  works: "Works",
  about: {
    crumb: "About",
    description:
      "Who runs this workbench and how to reach them, the licence of contributions, what is kept of a person, and what the words of its pages mean.",
    mode: "about this workbench",
    title: "About this workbench",
    lead: "Here translations are revised in the open: anybody reads every version of every passage with the reasons for it, translators propose better ones, reviewers decide and say why, and each version is cited at an address where its words never change.",
    who: "Who runs it, and how to reach them",
    nobody: "The owner of this workbench has not said yet who they are.",
    licence: "The licence of what people write here",
    agreed:
      "Whoever joins agrees to this, and the day is kept. Works that were brought in have their own rights, said on their pages under “About this edition”.",
    change: "Change what is said here",
    licenceToSay: "The licence of what people write here, in a sentence or two",
    licenceAddress: "Its address",
    sayIt: "Say so",
    kept: "What is kept of a person",
    keptOf: [
      "Of somebody who only reads: nothing. There is no counting of visitors, nothing is loaded from elsewhere, and the two cookies that may be set remember light or dark and the size of type, if you choose one.",
      "Of an account: the name under which you are credited, your e-mail (seen by owners alone), your password as a scrambled value from which it can’t be read, your role, and where you are signed in.",
      "Of what you propose, decide or explain: your name and the time stand beside it, in a record that anybody can read and that is never altered. That is how credit and reasons last. An account can be closed; the credit for what was accepted stays.",
      "Of a draft: who wrote which words, and when, for those who may read the draft. Its page says who they are.",
    ],
    accessibility: "Accessibility",
    accessible: (key: JSX.Element) => (
      <>
        Every page is meant to meet WCAG 2.2, level AA, and is checked for it by program in light and dark. Reading,
        comparing and citing need no script. What a comparison shows in colour it also shows by shape and says in a list
        of sentences; everything can be done by keyboard (the key {key} lists the keys); the size of type and light or
        dark are chosen under “Display”. Pages fit a screen 360 pixels wide. If something stands in your way, tell
        whoever runs this workbench.
      </>
    ),
    words: "What its words mean",
  },
  remove: {
    crumb: "Take something out",
    title: (what: string) => `Take something out of ${what}`,
    whole: (locator: string | undefined, work: string) => (locator === undefined ? work : `${locator}, ${work}`),
    lead: "What is taken out is deleted for good: here, in the drafts it was written in, and in what is kept ready to be shown. Its address stays, and says when, by whom and why it was removed; the chain of records stays whole.",
    elsewhere: "Copies elsewhere remain: backups made before, archives, and what others saved. ",
    ofPassage:
      "The same words may stand in other versions and proposals of this passage, or in notes that quote them; take them out of each. With words of the source go the notes that quote them, and what was proposed for the source with them in it. Steps of the drafts of decided proposals on this passage go too, for the words may stand in them.",
    ofWork:
      "All wordings that there were so far go, the one that stands among them; what may stand instead is said anew afterwards. What belongs to one passage is taken out there.",
    nothingLeft: "There was nothing left of that to take out.",
    takenOut: "It was taken out, for good.",
    toPassage: "To the passage",
    toWork: "To the work",
    things: "Words or reasons",
    noThings: "Nothing of it is kept that could be taken out.",
    thing: "What is to go",
    of: (of: string, what: string) => `Of ${of}: ${what}`,
    removable,
    /** Of what, after "Of". */
    ofWhat: {
      work: "this work",
      translation: "the translation",
      passage: "this passage",
      source: "the source",
      term: (source: string) => `the term ${source}`,
      wording: (number: number) => `source wording ${number}`,
      version: (number: number) => `v${number}`,
      accepted: (id: string) => `the accepted proposal ${id}`,
      declined: (id: string) => `the declined proposal ${id}`,
      withdrawn: (id: string) => `the withdrawn proposal ${id}`,
    },
    name: "A name",
    whose: "Whose",
    instead: "The name to stand in its place",
    insteadHint: (passage: boolean) =>
      `Left empty, “N. N.” stands there. It changes in ${passage ? "this passage: in its versions, notes and proposals." : "what is said of the work and its terms; in each passage it is taken out there."}`,
    ground: "On what ground",
    reason: "Why, in a sentence that is shown in its place",
    sure: "I know that nothing brings it back.",
    take: "Take it out for good",
    choose: "Choose …",
  },
  settings: {
    title: "Settings",
    health: "Is it well?",
    well: "Nothing is wrong with this workbench, as far as it can tell.",
    commands: (): JSX.Element => (
      <>
        <code>npx variorum doctor</code> says the same on the machine itself, <code>npx variorum verify</code> reads the
        whole ledger.
      </>
    ),
    address: "Public address",
    addressLead:
      "Citations, invitations and links that leave the workbench name this address and no other. Choose one that will last: what people print stays as it is. It may have a path, as in https://www.uni.example/variorum.",
    given: (whole: JSX.Element) => (
      <>
        It is {whole}, given with <code>VARIORUM_URL</code> (or <code>--url</code>) by whoever starts the program; that
        goes before what is set here.
      </>
    ),
    set: "Set",
    here: (here: string) => `You are at ${here}. `,
    local: "Until an address is set, citations are marked as local: others can’t open them.",
    works: "Works",
    worksLead: (): JSX.Element => (
      <>
        A work put away is out of the front page and of <em>Review</em>. Its addresses stay, with all that is cited.
      </>
    ),
    noWork: "No work is held here.",
    away: (day: JSX.Element) => <> put away {day}</>,
    undone: (link: (words: string) => JSX.Element) => (
      <>. None of its passages stands. {link("If its import was undone")}, the same files bring it again.</>
    ),
    putAway: (hidden: Hidden, title: string) => <>Put away{hidden(` ${title}`)}</>,
    bringBack: (hidden: Hidden, title: string) => <>Bring back{hidden(` ${title}`)}</>,
    keep: "Keep",
  },
};

export const CARE: Catalogue<typeof en> = { en };
