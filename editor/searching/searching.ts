/** The door of the page on which words are looked for. */
export { searchPage } from "./search.tsx";
export { SEARCH_FIELDS, type SearchField, type SearchView } from "./view.ts";
