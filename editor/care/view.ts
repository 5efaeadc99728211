/** What the pages of whoever looks after the workbench are given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { Removable } from "../../translations/ledger/events.ts";
import type { Passage, Worded } from "../../translations/ledger/work.ts";
import type { WorkHead } from "../shell/view.ts";

/** What an owner can take out of a passage, or of what is said of a work. */
export interface RemoveView {
  page: "remove";
  work: WorkHead;
  passage: Passage | null;
  /** `name` is how it is asked for; `of` says of what, in words. */
  things: { name: string; of: string; what: Removable | Worded["kind"] }[];
  people: { value: string; name: string }[];
  /** How much was just taken out; null if nothing was asked. */
  done: number | null;
}

export interface AboutView {
  page: "about";
  /** Who runs this workbench and how to reach them, in their own words; null if an owner has not said it. */
  operator: string | null;
  /** The licence of contributions, in a sentence, and its address if it has one. */
  licence: { words: string; url: string | null };
  /** True for an owner, who may say it anew here. */
  mayChange: boolean;
}

/** The workbench as its owner looks after it. */
export interface SettingsView {
  page: "settings";
  /** What is wrong and what to do, in sentences. */
  findings: { name: string; wrong: string; todo: string }[];
  /** `given`: by whoever starts the program, so that it can't be set here. */
  publicAddress: { whole: string | null; given: boolean };
  /** What was typed for it and refused. */
  typed: string | null;
  /** The address that this request came to. */
  here: string;
  /** All works; `away`: when one was put away (ISO 8601 instant), else null; `empty`: no passage of it stands. */
  works: { id: string; title: string; away: string | null; empty: boolean }[];
  switches: {
    name: string;
    title: string;
    words: string;
    choices: readonly { value: string; words: string }[];
    value: string;
  }[];
  /** How it stands with mail: the server's last word if it did not take one, how many wait, and what is missing; null where none goes out. */
  mail: {
    host: string;
    from: string;
    fault: string | null;
    waiting: number;
    missing: "from" | "address" | null;
  } | null;
  /** What was done just now. */
  done: string | null;
  refused: string | null;
}
