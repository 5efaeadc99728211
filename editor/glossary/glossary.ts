/** The door of the glossary: its pages, what they are given, and a line of what is proposed. */
export { ProposedTerms } from "./proposed-terms.tsx";
export { termPage } from "./term-page.tsx";
export { termsInOutPage } from "./terms-in-out-page.tsx";
export { termsPage } from "./terms-page.tsx";
export {
  TERMS_FILTERS,
  type Concordance,
  type ConcordanceLine,
  type Piece,
  type ProposedTerm,
  type TermsFilter,
  type TermsInOutView,
  type TermsView,
  type TermView,
} from "./view.ts";
