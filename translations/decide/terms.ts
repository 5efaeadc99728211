/**
 * What may be said of terms: `decideOnTerm(known, command, actor)` gives the facts a command makes, or says by name why not. Pure, as
 * `decide.ts` is. Translators propose how a term is to read and say why; reviewers decide on what others propose; owners, who
 * may decide on what they write themselves, also set terms at once.
 */
import type { Refusal } from "../ledger/refusals.ts";
import { termSet } from "../ledger/described.ts";
import type { LedgerEvent } from "../ledger/events.ts";
import { personOf, type Actor } from "../ledger/roles.ts";
import { everIn } from "../ledger/sections.ts";
import {
  isTermUndecided,
  mayDecideTerm,
  mayProposeTerm,
  maySetTerm,
  termProposalOf,
  type TermProposal,
  type TermState,
} from "../ledger/term-state.ts";
import { cleaned, isSameTerm, keyOf, seenOf } from "../ledger/term-words.ts";
import type { Term, TermWords, Work } from "../ledger/work.ts";
import { over, type Excess } from "../text/limits.ts";
import { isInvisible } from "../text/well-formed.ts";
import { refuse, said, tooLarge, type Decision } from "./commands.ts";

export type TermCommand =
  /** `number`: one's own proposal is worded anew. `undecided`: so many of theirs are, of all terms. */
  | { type: "propose-term"; term: string; number?: number; words: TermWords; reason: string; undecided?: number }
  | { type: "remark-on-term"; term: string; number: number; words: string }
  | { type: "return-term" | "decline-term"; term: string; number: number; reason: string }
  | { type: "withdraw-term"; term: string; number: number; reason: string }
  /** `seen`: which words were looked at, the standing and the proposed ones: see `seenOf`. */
  | { type: "accept-term"; term: string; number: number; reason: string; seen?: string | undefined }
  | { type: "retire-term"; term: string; reason: string };

/** What a command about a term is decided on. */
export interface TermKnown {
  work: Work | null;
  /** Null: nothing was ever said of it. */
  term: TermState | null;
  /** So many terms something was ever said of in the work. */
  terms: number;
}

/** The facts that `command` by `actor` adds. None, without a refusal: it says what is said already. */
export function decideOnTerm(known: TermKnown, command: TermCommand, actor: Actor): Decision {
  const { work, term } = known;
  if (!work) return refuse({ code: "unknown-work" });
  if (command.type === "propose-term") return propose(known, work, command, actor);
  if (!term) return refuse({ code: "unknown-term" });
  if (command.type === "retire-term") return retire(term, command, actor);
  const proposal = termProposalOf(term, command.number);
  if (!proposal) return refuse({ code: "unknown-term" });
  switch (command.type) {
    case "remark-on-term":
      return remark(term, proposal, command.words, actor);
    case "withdraw-term":
      return withdraw(term, proposal, command.reason, actor);
    case "return-term":
    case "decline-term":
      return sendBack(term, proposal, command, actor);
    case "accept-term":
      return accept(work, term, proposal, command, actor);
  }
}

function propose(
  { term, terms }: TermKnown,
  work: Work,
  { term: id, number: own, words: given, reason, undecided = 0 }: TermCommand & { type: "propose-term" },
  actor: Actor,
): Decision {
  if (!mayProposeTerm(actor)) return refuse({ code: "not-allowed", why: "proposing" });
  const before = own === undefined ? undefined : termProposalOf(term, own);
  if (own !== undefined && !before) return refuse({ code: "unknown-term" });
  if (before && before.by.id !== actor.id) return refuse({ code: "not-yours" });
  if (before && !isTermUndecided(before)) return refuse(decidedBefore(before));
  if (isInvisible(reason)) return refuse({ code: "reason-required", why: "proposing-term" });
  const excess = over("reason", reason.length) ?? (term ? null : over("terms", terms + 1));
  if (excess) return refuse(tooLarge(excess));
  const words = cleaned(given);
  const wrong = refusedTerm(work, id, words);
  if (wrong) return refuse(wrong);
  if (isSameTerm(words, term?.words ?? null)) return refuse({ code: "unchanged", why: "term", number: null });
  const why = said(reason);
  const isSaid = (each: TermProposal) =>
    each.status === "open" && each.by.id === actor.id && each.reason === why && isSameTerm(words, each.words);
  if ((before ? [before] : (term?.proposals ?? [])).some(isSaid)) return told();
  const number = own ?? (term?.proposals.length ?? 0) + 1;
  const many = over("termProposals", before ? before.earlier.length + 1 : number) ?? over("undecided", undecided + 1);
  if (many) return refuse(tooLarge(many));
  return told({ type: "term-proposed", term: id, number, wording: words, reason: why, by: personOf(actor) });
}

function remark({ id }: TermState, { number, remarks }: TermProposal, words: string, actor: Actor): Decision {
  if (isInvisible(words)) return refuse({ code: "empty", why: "comment" });
  const excess = over("comment", words.length) ?? over("termProposals", remarks.length + 1);
  if (excess) return refuse(tooLarge(excess));
  return told({ type: "term-remarked", term: id, number, wording: said(words), by: personOf(actor) });
}

function withdraw({ id }: TermState, proposal: TermProposal, reason: string, actor: Actor): Decision {
  const isOwn = proposal.by.id === actor.id && mayProposeTerm(actor);
  if (!isOwn && !maySetTerm(actor)) return refuse({ code: "not-allowed", why: "giving-up" });
  if (proposal.status === "withdrawn") return told();
  if (!isTermUndecided(proposal)) return refuse(decidedBefore(proposal));
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  return told({ type: "term-withdrawn", term: id, number: proposal.number, reason: said(reason), by: personOf(actor) });
}

function sendBack(
  { id }: TermState,
  proposal: TermProposal,
  { type, reason }: TermCommand & { type: "return-term" | "decline-term" },
  actor: Actor,
): Decision {
  const wrong = notDecidable(proposal, actor);
  if (wrong) return refuse(wrong);
  const isReturned = type === "return-term";
  if (isInvisible(reason)) return refuse({ code: "reason-required", why: isReturned ? "returning" : "declining" });
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  const facts = { term: id, number: proposal.number, reason: said(reason), by: personOf(actor) };
  return told({ type: isReturned ? "term-returned" : "term-declined", ...facts });
}

function accept(
  work: Work,
  { id, words: standing }: TermState,
  proposal: TermProposal,
  { reason, seen }: TermCommand & { type: "accept-term" },
  actor: Actor,
): Decision {
  const { number, words } = proposal;
  const wrong = notDecidable(proposal, actor);
  if (wrong) return refuse(wrong);
  if (!words) return refuse({ code: "removed", number });
  if (seen !== undefined && seen !== seenOf(standing, words)) return refuse({ code: "stale-term" });
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  const doubled = refusedTerm(work, id, words);
  if (doubled) return refuse(doubled);
  const [by, why] = [personOf(actor), said(reason)];
  return told(
    { type: "term-accepted", term: id, number, reason: why, by },
    termSet({ id, ...words }, by, { reason: why, accepts: number }),
  );
}

function retire({ id, words }: TermState, { reason }: TermCommand & { type: "retire-term" }, actor: Actor): Decision {
  if (!maySetTerm(actor)) return refuse({ code: "not-allowed", why: "describing" });
  if (!words) return told();
  if (isInvisible(reason)) return refuse({ code: "reason-required", why: "retiring-term" });
  const excess = over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  return told({ type: "term-retired", term: id, reason: said(reason), by: personOf(actor) });
}

/** Terms that came in a file. */
export interface TermsTaken {
  /** The id of the import, by which it is undone. */
  import: string;
  terms: readonly Term[];
  reason: string;
}

/**
 * Sets many terms, as they came in a file; those that stand so already are left as they are.
 * @param most so many of them are set by this act, the first.
 * @param looked true if the others were looked at before this act; else all of them are.
 */
export function takeTerms(
  work: Work | null,
  { import: imported, terms, reason }: TermsTaken,
  actor: Actor,
  { most = terms.length, looked = false } = {},
): Decision {
  if (!maySetTerm(actor)) return refuse({ code: "not-allowed", why: "describing" });
  if (!work) return refuse({ code: "unknown-work" });
  const all = new Map(work.terms.map((term) => [term.id, term]));
  const by = personOf(actor);
  const facts: LedgerEvent[] = [];
  for (const [at, { id, ...given }] of terms.entries()) {
    if (looked && at >= most) {
      all.set(id, { id, ...given });
      continue;
    }
    const words = cleaned(given);
    const before = all.get(id);
    if (before && isSameTerm(words, cleaned(before))) continue;
    const wrong = refusedTerm(work, id, words);
    if (wrong && wrong.code !== "already-exists") return refuse(wrong);
    all.set(id, { id, ...words });
    if (at < most) facts.push(termSet({ id, ...words }, by, { reason: said(reason), import: imported }));
  }
  const excess = over("terms", all.size) ?? over("reason", reason.length);
  if (excess) return refuse(tooLarge(excess));
  const doubled = firstDoubled([...all.values()]);
  return doubled ? refuse({ code: "already-exists", why: "term", named: doubled }) : told(...facts);
}

/** Puts what an import set back to what stood before, but where somebody has set it anew since. */
export function undoTerms(states: readonly TermState[], imported: string, reason: string, actor: Actor): Decision {
  if (!maySetTerm(actor)) return refuse({ code: "not-allowed", why: "describing" });
  const by = personOf(actor);
  const why = said(reason);
  return told(
    ...states.flatMap(({ id, history }): LedgerEvent[] => {
      if (history.at(-1)?.import !== imported) return [];
      const before = history.findLast((each) => each.import !== imported)?.words ?? null;
      return [
        before ? termSet({ id, ...before }, by, { reason: why }) : { type: "term-retired", term: id, reason: why, by },
      ];
    }),
  );
}

/** What of a work a term is looked at beside. */
export type Glossed = Pick<Work, "terms" | "passages" | "retired">;

/** Why a term can't read so in its work; null if it can. */
export function refusedTerm(work: Glossed, id: string, words: TermWords): Refusal | null {
  if (isInvisible(words.source) || isInvisible(words.rendering)) return { code: "empty", why: "term" };
  const excess = excessOfTerm(words);
  if (excess) return tooLarge(excess);
  const absent = words.within?.find((passage) => !everIn(work, passage));
  if (absent !== undefined) return { code: "unknown-passage", named: absent };
  const key = keyOf(words);
  const same = bySource(work.terms).get(words.source) ?? [];
  const other = same.find((each) => each.id !== id && keyOf(each) === key);
  return other ? { code: "already-exists", why: "term", named: other.id } : null;
}

/** By glossary, which never changes: another one is another array. */
const sources = new WeakMap<readonly Term[], ReadonlyMap<string, Term[]>>();

/** The terms of a glossary by their source words. */
function bySource(terms: readonly Term[]): ReadonlyMap<string, Term[]> {
  const known = sources.get(terms);
  if (known) return known;
  const made = new Map<string, Term[]>();
  for (const term of terms) made.set(term.source, [...(made.get(term.source) ?? []), term]);
  sources.set(terms, made);
  return made;
}

function excessOfTerm(words: TermWords): Excess | null {
  const { alternatives, forms = [], avoided = [], obsolete = [], within = [] } = words;
  const lists = [alternatives, forms, avoided, obsolete, within];
  const most = Math.max(...lists.map(({ length }) => length));
  const texts = [words.source, words.rendering, words.remark, words.provenance, words.scope ?? "", ...lists.flat()];
  return over("termRenderings", most) ?? over("reason", Math.max(...texts.map(({ length }) => length)));
}

/** The first of two terms that are the same: only where source words are, it is looked at in which meaning they hold. */
function firstDoubled(terms: readonly Term[]): string | null {
  for (const same of bySource(terms).values()) {
    if (same.length === 1) continue;
    const known = new Map<string, string>();
    for (const term of same) {
      const key = keyOf(term);
      if (known.has(key)) return known.get(key)!;
      known.set(key, term.id);
    }
  }
  return null;
}

/** Why `actor` can't decide on a proposal; null if they can. */
function notDecidable(proposal: TermProposal, actor: Actor): Refusal | null {
  if (!mayDecideTerm(proposal, actor))
    return proposal.by.id === actor.id ? { code: "not-yours" } : { code: "not-allowed", why: "deciding" };
  if (!isTermUndecided(proposal)) return decidedBefore(proposal);
  return proposal.status === "returned" ? { code: "term-returned" } : null;
}

function decidedBefore({ status, decision }: TermProposal): Refusal {
  const stands = status as "accepted" | "declined" | "withdrawn";
  return { code: "term-decided", stands, by: decision?.by.name ?? "" };
}

/** Facts that stand in the stream of the term. */
function told(...events: LedgerEvent[]): Decision {
  return { ok: true, facts: events.map((event) => ({ passage: null, event })) };
}
