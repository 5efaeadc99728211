/** What makes a page of one kind of view: `editor/pages.ts` has them all. */
import type { JSX } from "preact";
import { shortened } from "../design/wording.ts";
import type { Visit } from "./view.ts";

export interface PageOf<View> {
  Page: (props: { view: View; visit: Visit }) => JSX.Element;
  /** What it is called in a tab, a bookmark and a list of results. */
  title: (view: View) => string;
  /** A sentence, or the first words of its text; what the workbench is, if it is left out. */
  about?: (view: View) => string;
  /** What the browser is given to bring the page alive; all of the view, if it is left out. */
  alive?: (view: View) => View;
  /** After so many seconds it is loaded anew where no script does that; null, or left out: it stays as it is. */
  again?: (view: View) => number | null;
}

/** So many characters of a text are enough to know a page by. */
const LONGEST = 160;

/** The first words of `text`. */
export function firstWords(text: string): string {
  return shortened(text, LONGEST);
}
