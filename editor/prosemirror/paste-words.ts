/** What is said of a paste that lost something, by language. */
import { inARow, plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

const ofOne = (one: string, several: string) => (number: number) => plural(number, one, `${number} ${several}`);

/** So many of what was lost; of some it is not said how many. */
const losses = {
  picture: ofOne("a picture", "pictures"),
  video: ofOne("a video", "videos"),
  recording: ofOne("a recording", "recordings"),
  page: ofOne("an embedded page", "embedded pages"),
  field: ofOne("a form field", "form fields"),
  comment: ofOne("a comment", "comments"),
  rule: ofOne("a dividing line", "dividing lines"),
  table: ofOne("a table", "tables"),
  terms: ofOne("a list of terms", "lists of terms"),
  quotation: ofOne("a quotation in a list", "quotations in lists"),
  heading: ofOne("a heading in a list", "headings in lists"),
  link: ofOne("a link", "links"),
  reference: ofOne("a footnote link", "footnote links"),
  formula: ofOne("a formula", "formulas"),
  lowered: () => "lowered letters",
  underlined: () => "underlined words",
  capitals: () => "small capitals",
  reading: () => "readings beside characters",
};

/** What of a paste can be lost. */
export type Loss = keyof typeof losses;

const en = {
  losses,
  out: (lost: readonly string[]) => `Pasted without ${inARow(lost)}.`,
  struck: (words: string) => `Struck words were left out: “${words}”.`,
  paragraphs: (lost: readonly string[]) => `Kept as paragraphs: ${inARow(lost)}.`,
  plain: (lost: readonly string[]) => `Kept as plain words: ${inARow(lost)}.`,
};

export const PASTE: Catalogue<typeof en> = { en };
