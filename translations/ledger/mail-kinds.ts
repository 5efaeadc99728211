/** What somebody wants to be mailed: how often, and of which kinds of news. */
import type { NewsKind } from "./news.ts";

/** A day's news in one mail, each at once, or none. */
export const RHYTHMS = ["daily", "at-once", "never"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/**
 * Kinds of news as they are chosen: what is for oneself alone, where one is named, what one is asked for, proposals, approvals,
 * what became of them, discussions, terms, and texts.
 */
export const MAIL_KINDS = [
  ...(["own", "mentions", "requests", "proposed", "approvals", "decided", "said", "terms", "texts"] as const),
] as const;
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
  named: "mentions",
  proposed: "proposed",
  ...{ approved: "approvals", "approval-withdrawn": "approvals" },
  ...{ returned: "decided", accepted: "decided", declined: "decided", "given-up": "decided" },
  ...{ "outline-proposed": "proposed", "outline-accepted": "decided", "outline-declined": "decided" },
  "outline-given-up": "decided",
  ...{ said: "said", resolved: "said" },
  ...{ "term-proposed": "terms", "term-said": "terms", "term-returned": "terms" },
  ...{ "term-accepted": "terms", "term-declined": "terms", "term-set": "terms" },
  ...{ recorded: "texts", withdrawn: "texts", source: "texts", outline: "texts" },
};

/** As which kind a piece of news is chosen; what is told of requests is called so. */
export function mailKindOf(kind: NewsKind | `request-${string}`): MailKind {
  return isOfRequest(kind) ? "requests" : KIND_OF[kind];
}

function isOfRequest(kind: string): kind is `request-${string}` {
  return kind.startsWith("request-");
}
