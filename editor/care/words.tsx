/** The sentences of the pages for whoever looks after the workbench, by language. */
import type { JSX } from "preact";
import type { Catalogue } from "../language/language.ts";

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
};

export const CARE: Catalogue<typeof en> = { en };
