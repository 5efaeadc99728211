/** What is refused of accounts: a code, and what it is about. */
import { NAME_MOST, type NameFault } from "../../translations/people/name.ts";
import { wordsFrom } from "../language/language.ts";
import { ACCOUNT_REFUSALS, type PlainRefusal } from "./account-words.ts";

export type AccountRefusal =
  | { code: PlainRefusal }
  | { code: "link"; link: "unknown" | "used" | "expired" }
  /** `wait`: in seconds. */
  | { code: "too-often"; wait: number }
  | { code: "name-wrong"; fault: NameFault }
  | { code: "password-short"; least: number }
  | { code: "password-long" | "reason-long" | "many-tokens"; most: number };

/** The refusal in a sentence for people that says what to do. */
export function accountRefusalInWords(refusal: AccountRefusal): string {
  const words = wordsFrom(ACCOUNT_REFUSALS);
  switch (refusal.code) {
    case "link":
      return words.link[refusal.link];
    case "too-often":
      return words.tooOften(Math.ceil(refusal.wait / 60));
    case "name-wrong":
      return words.name[refusal.fault](NAME_MOST);
    case "password-short":
      return words.passwordShort(refusal.least);
    case "password-long":
      return words.passwordLong(refusal.most);
    case "many-tokens":
      return words.manyTokens(refusal.most);
    case "reason-long":
      return words.reasonLong(refusal.most);
    default:
      return words.plain[refusal.code];
  }
}
