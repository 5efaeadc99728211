/** Why the socket of a draft is closed, or no words are taken into it. The browser says it in words of its own, by the code. */
import { wordsFrom } from "../language/language.ts";
import { CLOSINGS, type Closing } from "./closing-words.ts";

export function closing(why: Closing): string {
  return wordsFrom(CLOSINGS)[why];
}
