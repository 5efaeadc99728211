/** What somebody wants to be mailed: how often, and of which kinds of news. */
import type { NewsKind } from "./news.ts";

/** A day's news in one mail, each at once, or none. */
export const RHYTHMS = ["daily", "at-once", "never"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Kinds of news as they are chosen: what is for oneself alone, proposals, what became of them, discussions, terms, and texts. */
export const MAIL_KINDS = ["own", "proposed", "decided", "said", "terms", "texts"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface MailWishes {
  rhythm: Rhythm;
  /** Of these nothing is mailed. */
  off: MailKind[];
}

/** What holds until somebody chooses. */
export const USUAL_WISHES: MailWishes = { rhythm: "daily", off: [] };

const KIND_OF: Readonly<Record<NewsKind, MailKind>> = {
  ...{ invited: "own", role: "own" },
  proposed: "proposed",
  ...{ returned: "decided", accepted: "decided", declined: "decided", "given-up": "decided" },
  ...{ said: "said", resolved: "said" },
  ...{ "term-proposed": "terms", "term-said": "terms", "term-returned": "terms" },
  ...{ "term-accepted": "terms", "term-declined": "terms", "term-set": "terms" },
  ...{ recorded: "texts", withdrawn: "texts", source: "texts", outline: "texts" },
};

/** As which kind a piece of news is chosen. */
export function mailKindOf(kind: NewsKind): MailKind {
  return KIND_OF[kind];
}
