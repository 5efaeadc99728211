/** In which language a text is written, guessed from its letters and their order; whoever knows better says so. */
import { franc } from "franc-min";
import { canonicalLanguage } from "./language.ts";

/** So many characters are looked at. */
export const LOOKED_AT = 20_000;

/** Letters that are written so in one of both ways of writing Chinese alone, and are in every text. */
const [TRADITIONAL, SIMPLIFIED] = [/[這個國來時說會為們學對發經]/gu, /[这个国来时说会为们学对发经]/gu];

/** A language tag (BCP 47); `und` if it can't be told. */
export function guessedLanguage(text: string): string {
  const begun = text.slice(0, LOOKED_AT);
  const found = canonicalLanguage(franc(begun));
  if (!found.startsWith("zh")) return found;
  const count = (letters: RegExp): number => begun.match(letters)?.length ?? 0;
  return count(TRADITIONAL) > count(SIMPLIFIED) ? "zh-Hant" : "zh-Hans";
}
