/** What is wrong with a record of the first format, in the terminal's words, as the end of a sentence. */
import type { FirstFlaw } from "../../translations/ledger/first-format.ts";

export const FIRST_FLAWS: Readonly<Record<FirstFlaw, string>> = {
  position: "records before it are missing, doubled or out of order",
  previous: "it does not follow the record before it",
  altered: "it was changed after it was made",
};
