/** What the page is given on which words are looked for. Plain JSON, made by the server. */

/** What can be filled in; "" is left out. */
export const SEARCH_FIELDS = ["q", "source", "without", "work", "in", "versions", "person", "date", "section"] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Words that were found, in their place. */
export interface SearchHit {
  work: string;
  passage: string;
  locator: string;
  /** Null: of the source. */
  version: number | null;
  in: string;
  lang: string;
  before: string;
  match: string;
  after: string;
}

export interface SearchView {
  page: "search";
  asked: Readonly<Record<SearchField, string>>;
  /** In which can be looked, in their order. */
  works: { id: string; title: string }[];
  hits: SearchHit[];
  /** Behind which place it goes on; null: that is all. */
  next: string | null;
  /** Records that are not looked through yet. */
  behind: number;
  /** False before anything was asked. */
  sought: boolean;
  refused: string | null;
}
