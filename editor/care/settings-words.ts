/** The sentences of what an owner sets for the whole workbench, by language. */
import type { StepsAfterwards } from "../../translations/ledger/events.ts";
import type { Catalogue } from "../language/language.ts";

/** A switch: what it is called, what it is about, and what may be chosen. */
interface SwitchWords<Choice extends string> {
  title: string;
  about: string;
  choices: Record<Choice, string>;
}

const steps: SwitchWords<StepsAfterwards> = {
  title: "The steps of drafts",
  about:
    "What becomes of how a draft came to be, step by step, when its proposal is decided. What was proposed stays. It counts for what is decided from now on, and those who write a draft are told.",
  choices: {
    kept: "They are kept, for those who may play them back",
    anonymous: "They are kept without names and seconds",
    dropped: "They are dropped",
  },
};

const asking: SwitchWords<"no" | "yes"> = {
  title: "Asking to take part",
  about:
    "People without an account may ask for one, with their name, their e-mail and a reason. Their requests stand under People; answering one makes an invitation link.",
  choices: { no: "Nobody can ask; owners invite.", yes: "Strangers may ask." },
};

const bringing: SwitchWords<"owners" | "translators"> = {
  title: "Bringing works in",
  about: "Who may bring a text in, with its source or without, as a new work.",
  choices: { owners: "Owners alone.", translators: "Translators and reviewers too." },
};

const en = {
  /** What people agree to where an owner has said nothing else. */
  usualLicence:
    "What you write here (renderings, notes, reasons) you give under the licence Creative Commons Attribution 4.0 International: anybody may use it, also changed and also for gain, if they name you.",
  steps,
  asking,
  bringing,
  done: {
    noAddress: "There is no public address now: citations are marked as local.",
    address: (address: string) => `The public address is ${address} now.`,
    back: (title: string) => `“${title}” is back on the front page.`,
    away: (title: string) => `“${title}” is put away. Its addresses stay.`,
    turned: (title: string, choice: string) => `${title}: ${choice}`,
  },
};

export const SETTINGS: Catalogue<typeof en> = { en };
