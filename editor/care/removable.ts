/** What an owner can take something out of, in words. */
import { wordsFrom } from "../language/language.ts";
import { CARE } from "./words.tsx";

export type OfWhat =
  | { of: "work" | "translation" | "passage" | "source" }
  | { of: "term"; source: string }
  | { of: "wording" | "version"; number: number }
  | { of: "accepted" | "declined" | "withdrawn"; proposal: string };

/** As it stands after "Of": `v2`, `the declined proposal p1`. */
export function ofWhatInWords(what: OfWhat): string {
  const words = wordsFrom(CARE).remove.ofWhat;
  switch (what.of) {
    case "term":
      return words.term(what.source);
    case "wording":
    case "version":
      return words[what.of](what.number);
    case "accepted":
    case "declined":
    case "withdrawn":
      return words[what.of](what.proposal);
    default:
      return words[what.of];
  }
}
