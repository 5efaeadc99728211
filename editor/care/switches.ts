/** What an owner sets for the whole workbench, in words. */
import { STEPS_AFTERWARDS } from "../../translations/ledger/events.ts";
import { wordsFrom } from "../language/language.ts";
import { CARE_MAIL } from "./mail-words.ts";
import { SETTINGS } from "./settings-words.ts";

/** What can be chosen of each switch; the first holds until another is. */
export const SWITCH_CHOICES = {
  steps: STEPS_AFTERWARDS,
  asking: ["no", "yes"],
  bringing: ["owners", "translators"],
} as const;

export type SwitchName = keyof typeof SWITCH_CHOICES;

/** A switch in words: `words` say what it is about. */
export function switchInWords(name: SwitchName): {
  title: string;
  words: string;
  choices: { value: string; words: string }[];
} {
  const { title, about, choices } = wordsFrom(SETTINGS)[name];
  const inWords = choices as Readonly<Record<string, string>>;
  return { title, words: about, choices: SWITCH_CHOICES[name].map((value) => ({ value, words: inWords[value]! })) };
}

/** What people agree to where an owner has said nothing else: CC BY 4.0. */
export function usualLicence(): string {
  return wordsFrom(SETTINGS).usualLicence;
}

/** What was done of the settings. */
export type SettingDone =
  | { done: "noAddress" }
  /** A mail to try it was taken. */
  | { done: "tried" }
  | { done: "address"; address: string }
  | { done: "back" | "away"; title: string }
  | { done: "turned"; name: SwitchName; choice: string };

export function doneInWords(set: SettingDone): string {
  const { done } = wordsFrom(SETTINGS);
  switch (set.done) {
    case "noAddress":
      return done.noAddress;
    case "tried":
      return wordsFrom(CARE_MAIL).sent;
    case "address":
      return done.address(set.address);
    case "back":
    case "away":
      return done[set.done](set.title);
    case "turned": {
      const { title, choices } = switchInWords(set.name);
      return done.turned(title, choices.find(({ value }) => value === set.choice)?.words ?? "");
    }
  }
}
