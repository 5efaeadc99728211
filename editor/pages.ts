/** All pages, by the name of what they are given. A new one is added here, and nowhere else in this folder. */
import { collationPage, lifePage, originsPage } from "./apparatus/apparatus.ts";
import {
  bringingPage,
  errandPage,
  importPage,
  importsPage,
  returnPage,
  stagedPage,
  supplyPage,
} from "./bringing/bringing.ts";
import {
  aboutPage,
  outlinePage,
  outlineProposalPage,
  outlineProposePage,
  removePage,
  settingsPage,
  workSettingsPage,
} from "./care/care.ts";
import { versionPage } from "./citing/citing.ts";
import { searchPage } from "./searching/searching.ts";
import { comparePage } from "./comparing/comparing.ts";
import { wordsFrom } from "./language/language.ts";
import { exportPage } from "./exporting/exporting.ts";
import { termPage, termsInOutPage, termsPage } from "./glossary/glossary.ts";
import { followingPage, minePage, newsPage, stopMailPage } from "./mine/mine.ts";
import { passagePage } from "./passage/passage.ts";
import {
  accountPage,
  askPage,
  joinPage,
  peoplePage,
  personChangePage,
  joiningPage,
  readersPage,
  resetPage,
  signInPage,
} from "./people/people.ts";
import { sectionPage } from "./drafting/drafting.ts";
import { draftHistoryPage } from "./playback/playback.ts";
import { workPage } from "./reading/reading.ts";
import { remarkPage, remarksPage } from "./remarks/remarks.ts";
import { notesPage, proposalPage, reviewPage, standingPage } from "./reviewing/reviewing.ts";
import { errorPage } from "./shell/error.tsx";
import type { PageOf } from "./shell/page-of.ts";
import { NAME, SHELL } from "./shell/words.tsx";
import { happenedPage, worksPage } from "./works/works.ts";

const PAGES = {
  works: worksPage,
  work: workPage,
  passage: passagePage,
  version: versionPage,
  compare: comparePage,
  origins: originsPage,
  collation: collationPage,
  life: lifePage,
  proposal: proposalPage,
  section: sectionPage,
  "draft-history": draftHistoryPage,
  review: reviewPage,
  mine: minePage,
  news: newsPage,
  following: followingPage,
  "stop-mail": stopMailPage,
  "sign-in": signInPage,
  join: joinPage,
  people: peoplePage,
  "person-change": personChangePage,
  remove: removePage,
  joining: joiningPage,
  readers: readersPage,
  reset: resetPage,
  ask: askPage,
  account: accountPage,
  about: aboutPage,
  settings: settingsPage,
  "work-settings": workSettingsPage,
  bringing: bringingPage,
  staged: stagedPage,
  return: returnPage,
  supply: supplyPage,
  outline: outlinePage,
  "outline-proposal": outlineProposalPage,
  "outline-propose": outlineProposePage,
  standing: standingPage,
  notes: notesPage,
  remark: remarkPage,
  remarks: remarksPage,
  terms: termsPage,
  term: termPage,
  "terms-in-out": termsInOutPage,
  happened: happenedPage,
  imports: importsPage,
  import: importPage,
  errand: errandPage,
  search: searchPage,
  export: exportPage,
  error: errorPage,
};

/** What a page is given: plain JSON, made by the server. Each kind has its shape in the room of its page. */
export type View = Parameters<(typeof PAGES)[keyof typeof PAGES]["title"]>[0];

/** The page for a view. */
export function pageOf(view: View): PageOf<View> {
  return PAGES[view.page] as PageOf<View>;
}

/** What a page is called in a tab, a bookmark and a list of results. */
export function titleOf(view: View): string {
  return `${pageOf(view).title(view)} · ${NAME}`;
}

/** A sentence, or the first words of its text. */
export function descriptionOf(view: View): string {
  return pageOf(view).about?.(view) ?? wordsFrom(SHELL).description;
}

/** After so many seconds the page is to be loaded anew where no script does that; null: it stays as it is. */
export function againOf(view: View): number | null {
  return pageOf(view).again?.(view) ?? null;
}

/** What the browser is given of a view to bring its page alive. */
export function aliveOf(view: View): View {
  return pageOf(view).alive?.(view) ?? view;
}
