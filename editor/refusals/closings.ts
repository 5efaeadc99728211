/** Why the socket of a draft is closed, or no words are taken into it. The page says it, and by the code of the close what to do. */
import { wordsFrom } from "../language/language.ts";
import { CLOSINGS, type Closing } from "./closing-words.ts";

export function closing(why: Closing): string {
  return wordsFrom(CLOSINGS)[why];
}
