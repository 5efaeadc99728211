/**
 * What may be said in a discussion: `decideOnThread(known, command, actor)` gives the facts a command makes, or says by name why
 * not. Pure, as `decide.ts` is. Whoever reads a work and has an account takes part; what is said of a proposal is for those who
 * read that.
 */
import { citedOf } from "../ledger/cited.ts";
import type { HungOn, Quoted } from "../ledger/discussing.ts";
import type { LedgerEvent } from "../ledger/events.ts";
import type { Ground } from "../ledger/grounds.ts";
import { mentioning, withNames, type Mentioning } from "../ledger/mentions.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { mayLetThrough, rightsIn } from "../ledger/rights.ts";
import { personOf, type Actor } from "../ledger/roles.ts";
import { versionOf, type Part, type Proposal, type Version } from "../ledger/state.ts";
import { commentOf, isHeard, mayResolve, mayReword, mayTakeBack, type Comment, type Thread } from "../ledger/thread.ts";
import { sourceText, type Source } from "../ledger/work.ts";
import { anchorAt } from "../notes/anchor.ts";
import type { Anchor, Person } from "../notes/note.ts";
import { canonicalText, renderingFromJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import { over } from "../text/limits.ts";
import { isInvisible } from "../text/well-formed.ts";
import { refuse, said, tooLarge, type Decision } from "./commands.ts";

/** Words by where they stand, in UTF-16 code units of the text. */
export interface Span {
  start: number;
  end: number;
  /** The words as whoever chose them read them: if others stand there, nothing is chosen. */
  exact?: string | undefined;
}

/** Words chosen to be discussed: in the version, in what is proposed, in the source. */
export type Chosen = { [Side in keyof Quoted]?: Span | undefined };

/** What a discussion is to hang on, as it is asked for. */
export type AskedOn = AskedOnPassage | AskedOnProposal;

export interface AskedOnPassage {
  passage: string;
  version: number | null;
  note?: string | undefined;
}

interface AskedOnProposal {
  proposal: string;
  passage?: string | undefined;
}

export type ThreadCommand =
  /** `thread`: an id that whoever asks has made, so that what is sent twice opens one. */
  | { type: "open-thread"; thread: string; on: AskedOn; chosen?: Chosen; words: string }
  /** What a reader without an account remarked, begun in their name (`name`; "": they gave none) by whoever lets it through. */
  | { type: "let-through"; thread: string; on: AskedOnPassage; chosen?: Chosen; words: string; name: string }
  /** `after`: so much was said on the page from which it was sent, if it was one: what is sent twice is said once. */
  | { type: "reply"; thread: string; words: string; after?: number }
  | { type: "reword"; thread: string; number: number; words: string }
  | { type: "take-back"; thread: string; number: number; ground: Ground; reason: string }
  | { type: "resolve-thread" | "reopen-thread"; thread: string; reason: string };

/** What a decision is made on. */
export interface ThreadKnown {
  /** The discussion that the command names, if there is one, */
  thread: Thread | null;
  /** with the digests of what stands beside its records and is not gone, by the number of what was said. */
  enclosed: (number: number) => string[];
  /** The versions of the passage that it is to hang on, or (of a proposal) of which words are chosen, */
  versions: readonly Version[];
  /** the source of that; null if there is no such passage, */
  source: Source | null;
  /** and the proposal that it hangs on, or is to; null if there is none in this work. */
  proposal: Proposal | null;
  /** How many discussions hang there already. */
  beside: number;
  /** Those who may be named in what is said: who read what it hangs on. */
  people: readonly Person[];
}

/** The facts that `command` by `actor` adds; none, without a refusal: it was done before. */
export function decideOnThread(known: ThreadKnown, command: ThreadCommand, actor: Actor): Decision {
  if (command.type === "open-thread") return open(known, command, actor);
  if (command.type === "let-through") return letThrough(known, command, actor);
  const { thread } = known;
  if (!thread || !isHeard(thread.on, known.proposal, actor)) return refuse({ code: "unknown-thread" });
  switch (command.type) {
    case "reply":
      return reply(known, thread, command, actor);
    case "reword":
      return reword(known, thread, command, actor);
    case "take-back":
      return takeBack(known, thread, command, actor);
    case "resolve-thread":
    case "reopen-thread":
      return settle(thread, command, actor);
  }
}

function open(known: ThreadKnown, command: ThreadCommand & { type: "open-thread" }, actor: Actor): Decision {
  const wrong = refusedWords(command.words);
  if (wrong) return refuse(wrong);
  const { thread } = command;
  const saying = sayingOf(command.words, known);
  const hung = hungOn(known, command.on, command.chosen ?? {}, actor);
  if ("code" in hung) return refuse(hung);
  const before = known.thread?.comments[0];
  if (before) return before.by.id === actor.id && before.words === readAs(saying) ? told() : refuse(TAKEN);
  const many = over("threads", known.beside + 1);
  if (many) return refuse(tooLarge(many));
  return told({ type: "thread-opened", thread, ...hung, ...saying, by: personOf(actor) });
}

/** Nobody is named in it: what a stranger writes behind “@” tells nobody anything. */
function letThrough(known: ThreadKnown, command: ThreadCommand & { type: "let-through" }, actor: Actor): Decision {
  const { thread, on, chosen = {}, words, name } = command;
  if (!mayLetThrough(actor)) return refuse({ code: "not-allowed", why: "letting-through" });
  const wrong = refusedWords(words);
  if (wrong) return refuse(wrong);
  const hung = onPassage(known, on, chosen);
  if ("code" in hung) return refuse(hung);
  const before = known.thread?.comments[0];
  if (before) return before.approver && before.words === said(words) ? told() : refuse(TAKEN);
  const many = over("threads", known.beside + 1);
  if (many) return refuse(tooLarge(many));
  const facts = { ...hung, wording: said(words), by: { name }, approver: personOf(actor) };
  return told({ type: "thread-opened", thread, ...facts });
}

/** What is said as it is recorded: with those who are named in it. */
function sayingOf(words: string, { people }: ThreadKnown): Pick<Mentioning, "wording"> & Partial<Mentioning> {
  const { wording, mentioned } = mentioning(said(words), people);
  return { wording, ...(mentioned.length > 0 && { mentioned }) };
}

/** And as it is read. */
function readAs({ wording, mentioned }: ReturnType<typeof sayingOf>): string {
  return withNames(wording, mentioned).words;
}

const TAKEN: Refusal = { code: "already-exists", why: "address" };

/** Where it hangs, with the words quoted; or why it can't hang there. */
function hungOn(
  known: ThreadKnown,
  on: AskedOn,
  chosen: Chosen,
  actor: Actor,
): { on: HungOn; quoted: Quoted | null } | Refusal {
  return "proposal" in on ? onProposal(known, on, chosen, actor) : onPassage(known, on, chosen);
}

function onPassage(
  { versions, source }: ThreadKnown,
  on: AskedOnPassage,
  chosen: Chosen,
): { on: HungOn; quoted: Quoted | null } | Refusal {
  const { passage, version: number, note } = on;
  if (!source) return { code: "unknown-passage", named: passage };
  const version = number === null ? null : versionOf({ versions }, number);
  if (version === undefined) return { code: "unknown-version", why: "not-there", base: number! };
  if (note !== undefined && !version?.notes.some(({ id }) => id === note)) return { code: "not-in-text", what: "note" };
  const quoted = quotedFrom({ target: textOf(version), proposed: null, source: sourceText(source) }, chosen);
  if (quoted && "code" in quoted) return quoted;
  const read = quoted?.source ? { source: source.number } : {};
  return { on: { passage, version: number, ...read, ...(note !== undefined && { note }) }, quoted };
}

function onProposal(
  { proposal, versions }: ThreadKnown,
  { passage }: AskedOnProposal,
  chosen: Chosen,
  actor: Actor,
): { on: HungOn; quoted: Quoted | null } | Refusal {
  if (!proposal || !rightsIn(proposal, actor).read) return { code: "unknown-proposal" };
  if (passage === undefined)
    return spansIn(chosen).length === 0
      ? { on: { proposal: proposal.id }, quoted: null }
      : { code: "not-in-text", what: "words" };
  const part = proposal.parts.find((each) => each.passage === passage);
  if (!part) return { code: "unknown-part", why: "not-revised", named: passage };
  if (!isHeard({ proposal: proposal.id, passage }, proposal, actor)) return { code: "unknown-proposal" };
  const text = proposedText(part);
  // What is being written moves under every hand: its words are discussed once they are proposed.
  if (text === null && spansIn(chosen).length > 0) return { code: "not-in-text", what: "words" };
  if (text === null) return { on: { proposal: proposal.id, passage }, quoted: null };
  const base = part.base === null ? null : (versionOf({ versions }, part.base) ?? null);
  const quoted = quotedFrom({ target: textOf(base), proposed: text, source: null }, chosen);
  if (quoted && "code" in quoted) return quoted;
  return { on: { proposal: proposal.id, passage, text: digestOfText(text), base: part.base }, quoted };
}

/** What a part proposes; null while nothing was proposed, or it was taken out. */
export function proposedText({ submission, status }: Pick<Part, "submission" | "status">): string | null {
  return submission && status !== "draft" ? canonicalText(renderingFromJson(submission.rendering)) : null;
}

function textOf(version: Version | null): string | null {
  return version?.words ? citedOf(version.words).canonical : null;
}

/** The words chosen in these texts, with what stands around them; null if none are. */
function quotedFrom(texts: Readonly<Record<keyof Quoted, string | null>>, chosen: Chosen): Quoted | null | Refusal {
  const quoted: Quoted = { target: null, proposed: null, source: null };
  for (const [side, span] of spansIn(chosen)) {
    const anchor = anchorIn(texts[side], span);
    if (!anchor) return { code: "not-in-text", what: "words" };
    const excess = over("noteCharacters", anchor.exact.length);
    if (excess) return { code: "too-large", excess };
    quoted[side] = anchor;
  }
  return spansIn(chosen).length === 0 ? null : quoted;
}

const SIDES = ["target", "proposed", "source"] as const;

function spansIn(chosen: Chosen): [keyof Quoted, Span][] {
  return SIDES.flatMap((side): [keyof Quoted, Span][] => (chosen[side] ? [[side, chosen[side]]] : []));
}

function anchorIn(text: string | null, { start, end, exact }: Span): Anchor | null {
  if (exact !== undefined && text?.slice(start, end) !== exact) return null;
  const isThere = text !== null && Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= text.length;
  return isThere && start < end && !isInvisible(text.slice(start, end)) ? anchorAt(text, start, end) : null;
}

function reply(
  known: ThreadKnown,
  thread: Thread,
  { words, after }: ThreadCommand & { type: "reply" },
  actor: Actor,
): Decision {
  const wrong = refusedWords(words);
  if (wrong) return refuse(wrong);
  const saying = sayingOf(words, known);
  const read = readAs(saying);
  const isSame = (each: Comment) => each.number > after! && each.by.id === actor.id && each.words === read;
  if (after !== undefined && thread.comments.some(isSame)) return told();
  const number = thread.comments.length + 1;
  const many = over("comments", number);
  if (many) return refuse(tooLarge(many));
  return told({ type: "thread-replied", thread: thread.id, number, ...saying, by: personOf(actor) });
}

function reword(
  known: ThreadKnown,
  thread: Thread,
  { number, words }: ThreadCommand & { type: "reword" },
  actor: Actor,
): Decision {
  const comment = commentOf(thread, number);
  if (!comment) return refuse({ code: "unknown-thread" });
  if (comment.by.id !== actor.id) return refuse({ code: "not-allowed", why: "rewording" });
  if (!mayReword(comment, actor)) return refuse({ code: "comment-removed" });
  const wrong = refusedWords(words);
  if (wrong) return refuse(wrong);
  const saying = sayingOf(words, known);
  if (readAs(saying) === comment.words) return told();
  const many = over("rewordings", comment.earlier.length + 1);
  if (many) return refuse(tooLarge(many));
  return told({ type: "thread-edited", thread: thread.id, number, ...saying, by: personOf(actor) });
}

/** Whoever takes out the words of somebody else says why; of one's own, nobody asks. */
function takeBack(
  { enclosed }: ThreadKnown,
  thread: Thread,
  { number, ground, reason }: ThreadCommand & { type: "take-back" },
  actor: Actor,
): Decision {
  const comment = commentOf(thread, number);
  if (!comment) return refuse({ code: "unknown-thread" });
  if (comment.removed) return told();
  if (!mayTakeBack(comment, actor)) return refuse({ code: "not-allowed", why: "removing" });
  const isOwn = comment.by.id === actor.id;
  if (!isOwn && isInvisible(reason)) return refuse({ code: "reason-required", why: "removing" });
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  const facts = {
    what: "wording" as const,
    enclosures: enclosed(number),
    ground,
    reason: said(reason),
    by: personOf(actor),
  };
  return told({ type: "thread-removed", thread: thread.id, number, ...facts });
}

function settle(
  thread: Thread,
  { type, reason }: ThreadCommand & { type: "resolve-thread" | "reopen-thread" },
  actor: Actor,
): Decision {
  if (!mayResolve(thread, actor)) return refuse({ code: "not-allowed", why: "resolving" });
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  const isResolving = type === "resolve-thread";
  const { resolved } = thread;
  // Nobody's reason is lost unsaid: who comes second is told that somebody came first.
  if (
    isResolving &&
    resolved &&
    said(reason) !== "" &&
    (resolved.by.id !== actor.id || resolved.reason !== said(reason))
  )
    return refuse({ code: "already-resolved", by: resolved.by.name });
  if (isResolving === (resolved !== null)) return told();
  const facts = { thread: thread.id, by: personOf(actor), reason: said(reason) };
  return told({ type: isResolving ? "thread-resolved" : "thread-reopened", ...facts });
}

function refusedWords(words: string): Refusal | null {
  const excess = over("comment", words.length);
  if (excess) return { code: "too-large", excess };
  return isInvisible(words) ? { code: "empty", why: "comment" } : null;
}

/** Facts that stand in the stream of the discussion. */
function told(...events: LedgerEvent[]): Decision {
  return { ok: true, facts: events.map((event) => ({ passage: null, event })) };
}
