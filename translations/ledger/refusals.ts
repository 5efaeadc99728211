/**
 * What the ledger answers when it does not add what was asked of it: a code for programs, and what it is about. The
 * sentences for people are made of these where they are shown: `editor/refusals/`.
 */
import type { Excess } from "../text/limits.ts";
import type { ProposalStatus } from "./state.ts";

/** A version by its number; null: the passage has none. */
type Standing = number | null;

/** How many changes of a revision another version has already, how many stand beside what it changed, and how many touch the same words. */
export interface Left {
  already: number;
  stands: number;
  meets: number;
}

/** A version that stands for a passage by now; `by`: the names of its people; `date`: ISO 8601, a day or an instant. */
export interface Came {
  passage: string;
  number: number;
  by: string[];
  date: string;
  /** What is left of the revision beside it, where that was worked out: where both have words, and revise some. */
  left?: Left;
}

/** Why, where a code has several reasons; and what the sentence about it names. */
type Reasoned =
  | {
      code: "not-allowed";
      why:
        | "recording"
        | "removing"
        | "describing"
        | "confirming"
        | "choosing"
        | "checking"
        | "withdrawing-version"
        | "sharing"
        | "proposing"
        | "submitting"
        | "adding-passages"
        | "choosing-readers"
        | "returning"
        | "moving"
        | "moving-a-supply"
        | "deciding"
        | "accepting-at-once"
        | "apart-with-two"
        | "giving-up"
        | "inviting-a-reader"
        | "rewording"
        | "resolving"
        | "letting-through"
        | "editing-a-supply";
    }
  /** `began`: who began the proposal, if that may be told. */
  | { code: "not-allowed"; why: "inviting"; began: string | null }
  | { code: "not-allowed"; why: "letting-go-who-began"; began: string }
  | { code: "not-invited"; began: string | null }
  | { code: "not-yours" }
  /** Of what somebody would take an approval back from that they gave none. */
  | { code: "not-approved" }
  | { code: "unknown-work" | "unknown-proposal" | "unknown-thread" | "unknown-term" }
  /** What was decided on a term is not how it reads now, or is proposed to. */
  | { code: "stale-term" }
  /** A proposal of a term that was decided before; */
  | { code: "term-decided"; stands: "accepted" | "declined" | "withdrawn"; by: string }
  /** or waits for its proposer. */
  | { code: "term-returned" }
  /** How an outline is to change: there is no such proposal; */
  | { code: "unknown-outline-proposal" }
  /** what it is about reads or stands otherwise by now; */
  | { code: "stale-outline" }
  /** or it was decided before. */
  | { code: "outline-decided"; stands: "accepted" | "declined" | "withdrawn"; by: string }
  /** What a discussion is to hang on, and is not there. */
  | { code: "not-in-text"; what: "words" | "often" | "note" | "changes" }
  /** Somebody took out what was said. */
  | { code: "comment-removed" }
  | { code: "unknown-passage"; named: string }
  /** A passage that stands in the outline no more; `into`: those that stand there instead. */
  | { code: "retired"; named: string; into: readonly string[] }
  | { code: "unknown-part"; why: "none" | "none-named" }
  | { code: "unknown-part"; why: "not-revised" | "translation"; named: string }
  | { code: "unknown-version"; why: "not-there"; base: number }
  | { code: "unknown-version"; why: "base"; base: number; number: number }
  | { code: "unknown-version"; why: "not-named" }
  | { code: "already-held"; why: "before" | "meanwhile"; number: number }
  | { code: "already-exists"; why: "address" | "address-elsewhere" | "passage-twice" | "passage-already" }
  /** `named`: the term that has the words already. */
  | { code: "already-exists"; why: "term" | "passage-id" | "translation"; named: string }
  | { code: "not-a-passage-id" | "not-a-translation-id"; written: string }
  | { code: "not-apart"; why: "cuts" | "source" | "too-few" }
  | { code: "not-beside"; why: "join" | "into-itself" }
  /** `by`: who decided, if that may be told. */
  | { code: "already-decided"; why: "as-it-stands"; stands: ProposalStatus; by: string | null }
  /** By whoever asks again. */
  | { code: "already-decided"; why: "with-another-reason"; stands: ProposalStatus }
  | { code: "already-decided"; why: "by-another"; stands: ProposalStatus; by: string | null }
  /** A discussion, by somebody else or for another reason. */
  | { code: "already-resolved"; by: string }
  | { code: "not-submitted"; why: "being-written" | "returned-already" | "other-words" }
  | { code: "not-a-draft"; why: "submitted" | "submitted-otherwise" }
  | { code: "not-a-draft"; why: "not-written-now"; passage: string }
  | { code: "not-a-writer" }
  | { code: "stale-base"; why: "beginning" | "moving" | "merging" | "choosing" | "checking"; current: Standing }
  | { code: "stale-base"; why: "source"; current: number }
  /**
   * Of the parts that were to be proposed, or accepted: the versions that came since they were begun; of those that were to be
   * brought up to date at once, the versions that changed the same words. In the order of the proposal.
   */
  | { code: "stale-base"; why: "proposing" | "accepting" | "merging-each"; current: number; came: readonly Came[] }
  | { code: "unchanged"; why: "as-written" | "source"; number: number }
  | { code: "unchanged"; why: "term" | "outline"; number: null }
  | { code: "unchanged"; why: "held-already"; number: Standing }
  | {
      code: "empty";
      why: "version" | "draft" | "title" | "locator" | "source" | "term" | "translation" | "comment" | "note";
    }
  | { code: "removed"; number: number }
  | { code: "undecided"; proposal: string }
  /** What is to be undone; by what somebody has built on it: of a passage, a proposal, a translation or a later import. */
  | {
      code: "built-on";
      why: "proposal" | "import" | "version" | "choice" | "source" | "outline" | "translation" | "description";
      named: string;
      /** By what people know it: of a proposal a passage that it revises, of an import its files; "" if by nothing. */
      known: string;
      number: number | null;
      /** ISO 8601 day. */
      day: string;
      /** So many passages had been withdrawn by then, and stay so; 0: nothing was changed. */
      gone: number;
    }
  /** An import that somebody undid while it came in. */
  | { code: "undone-meanwhile" }
  /** `lost`: the words that are gone; `more`: of so many others too. */
  | { code: "words-gone"; lost: string; more: number }
  | {
      code: "reason-required";
      why:
        | "removing"
        | "supplying"
        | "revising"
        | "final"
        | "returning"
        | "declining"
        | "outline"
        | "choosing"
        | "withdrawing-version"
        | "undoing"
        | "joining"
        | "proposing-term"
        | "retiring-term";
    }
  | { code: "not-a-date" | "not-a-language"; written: string }
  | { code: "too-large"; excess: Excess };

/** An expected refusal; `passage`: the one whose part of a proposal it is about, where that has several. */
export type Refusal = Reasoned & { passage?: string };

export type RefusalCode = Refusal["code"];
