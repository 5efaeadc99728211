/** The sentences of what is refused of accounts, by language. */
import type { NameFault } from "../../translations/people/name.ts";
import { TOKEN_LIMITS } from "../../translations/people/tokens.ts";
import { plural } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** Refusals that are about nothing more than their code says. */
export type PlainRefusal =
  | ("email-and-password" | "email-taken" | "email-of-another" | "email-wrong" | "email-not-invited")
  | ("busy" | "signed-out" | "last-owner" | "unknown-account" | "current-password")
  | ("not-agreed" | "not-sure" | "name-looks-alike" | "family-name-missing" | "reason-missing" | "many-ask")
  | ("token-name" | "token-work" | "token-unknown" | "token-expired");

const name: Record<NameFault, (most: number) => string> = {
  empty: () => "Give the name that your versions will be signed with.",
  "too-long": (most) => `A name has at most ${most} characters. Please shorten it.`,
  unprintable: () => "The name has characters in it that cannot be shown. Please type it again.",
  invisible: () => "A name needs at least one letter, digit or sign that can be seen.",
  "mixed-scripts": () =>
    "A word of this name has letters of two alphabets that look alike, such as a Cyrillic а among Latin letters. Please type it in one.",
};

const plain: Record<PlainRefusal, string> = {
  "email-and-password": "That e-mail and password do not go together. Check both and try again.",
  "email-taken": "There is an account with this e-mail already. Sign in with it.",
  "email-of-another": "Another account here has this e-mail. Nothing was changed.",
  "email-wrong": "This does not look like an e-mail address. It should read like name@example.org.",
  "email-not-invited": "This invitation is for another e-mail address. Use the one that it was meant for.",
  busy: "Many people are signing in just now. Please try again in a few seconds.",
  "signed-out": "Your session has ended. Sign in again; nothing was changed.",
  "last-owner":
    "This is the last owner, and a workbench needs one. Make somebody else an owner first; nothing was changed.",
  "unknown-account": "There is no such account, or it is closed already.",
  "current-password": "The current password is not right. Nothing was changed.",
  "not-agreed": "An account needs your agreement to the licence under which what you write here is published.",
  "not-sure": "Tick that you are sure: a closed account can’t be opened again.",
  "name-looks-alike":
    "This name looks like that of somebody here, but is written with other characters. Write it with the letters of one alphabet, or add to it what tells you apart, such as a middle name.",
  "family-name-missing": "Give the family name too, or leave all parts empty: then the name stays whole.",
  "reason-missing": "Say in a sentence why you would like to take part.",
  "token-name": `A token needs a name by which you know it again, of at most ${TOKEN_LIMITS.name} characters.`,
  "token-work":
    "A token is for one work by its id, as it stands in its address, such as nip14; or for all, if that is left empty.",
  "token-unknown":
    "This token opens nothing here: it was never made, or was revoked, also by a new password, or its account is closed. Make one on the page of your account.",
  "token-expired": "This token is past its day. Make another on the page of your account.",
  "many-ask": "More people ask than the owners have read. Please ask again in a few days.",
};

const en = {
  plain,
  link: {
    unknown: "This is not a link we know. Ask an owner of this workbench for a new one.",
    used: "This link has been used already. If it was you, sign in; otherwise ask for a new one.",
    expired: "This link no longer works. Ask an owner of this workbench for a new one.",
  },
  tooOften: (minutes: number) =>
    `That was too many tries from your network. Please wait ${plural(minutes, "a minute", `${minutes} minutes`)}, then try again; from elsewhere, and on a device on which you have signed in before, it goes on as ever.`,
  name,
  passwordShort: (least: number) => `A password needs at least ${least} characters. A few words in a row do well.`,
  passwordLong: (most: number) => `A password has at most ${most} characters. Please shorten it.`,
  manyTokens: (most: number) => `An account has at most ${most} tokens. Revoke one that you no longer need.`,
  reasonLong: (most: number) => `Say it in at most ${most} characters, please.`,
};

export const ACCOUNT_REFUSALS: Catalogue<typeof en> = { en };
