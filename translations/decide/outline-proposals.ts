/**
 * What may be proposed for an outline, and decided: a passage split, passages joined, a passage moved. Whoever may write proposes it and
 * says why; whoever decides on words decides on it; what is accepted is done as an owner does it, in the same act.
 */
import {
  outlineProposalOf,
  passagesOfChange,
  type OutlineChange,
  type OutlineProposal,
  type SourceCut,
} from "../ledger/outline-proposals.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { mayBegin, mayDescribe, ownCounts } from "../ledger/rights.ts";
import { atLeast, personOf, type Actor } from "../ledger/roles.ts";
import { outlineOf, passageIn } from "../ledger/sections.ts";
import { currentVersion, type Version } from "../ledger/state.ts";
import type { Passage, Work } from "../ledger/work.ts";
import { canonicalJson } from "../text/json.ts";
import { over, type Excess } from "../text/limits.ts";
import { isInvisible } from "../text/well-formed.ts";
import { add, refuse, said, tooLarge, type Decision } from "./commands.ts";
import { freeId, notStanding, ofOutline } from "./in-outline.ts";
import type { OutlineCommand } from "./outline.ts";
import { isOutlineStale } from "./outline-stale.ts";

/** What is asked for, by whoever proposes it. */
export type AskedChange =
  | { act: "split"; passage: string; cuts: readonly number[]; sourceCuts: readonly SourceCut[] }
  /** With the passages behind it, so many in all. */
  | { act: "join"; passages: readonly string[] }
  | { act: "move"; passage: string; branch: boolean; after: string | null };

export type OutlineProposing =
  /** `locators`: what the passages are to be called that come of it; those left out are called after what they were. */
  | { type: "propose-outline"; change: AskedChange; locators: readonly string[]; reason: string }
  | { type: "accept-outline" | "decline-outline" | "withdraw-outline"; number: number; reason: string };

type Versions = ReadonlyMap<string, readonly Version[]>;
/** Does it, as an owner would; see `outlined`. */
type Outlined = (work: Work, command: OutlineCommand, versions: Versions) => Decision;

export function isOutlineProposing(command: { type: string }): command is OutlineProposing {
  return ["propose-outline", "accept-outline", "decline-outline", "withdraw-outline"].includes(command.type);
}

/** The passages that are to be changed. */
export function passagesAsked(change: AskedChange): readonly string[] {
  return change.act === "join" ? change.passages : [change.passage];
}

/** The passages whose versions it is decided on. */
export function passagesProposed(work: Work | null, command: OutlineProposing): readonly string[] {
  if (command.type === "propose-outline") return passagesAsked(command.change);
  const found = command.type === "accept-outline" ? outlineProposalOf(work, command.number) : undefined;
  return found ? passagesOfChange(found.change) : [];
}

/** What is proposed of a passage's place, and undecided. */
export function outlineProposalsOn({ outlineProposals = [] }: Work, passage: string): OutlineProposal[] {
  return outlineProposals.filter(
    ({ status, change }) => status === "open" && passagesOfChange(change).includes(passage),
  );
}

/** What somebody may do with a proposal of an outline as it stands. */
export interface OutlineRights {
  decide: boolean;
  withdraw: boolean;
}

/** Decided by reviewers, of their own by those whose own counts there; given up by its proposer or an owner. */
export function outlineRightsIn(proposal: OutlineProposal, actor: Actor | null): OutlineRights {
  if (!actor || proposal.status !== "open") return { decide: false, withdraw: false };
  const isOwn = proposal.by.id === actor.id;
  return {
    decide: atLeast(actor.role, "reviewer") && (!isOwn || ownCounts(actor)),
    withdraw: (isOwn && mayBegin(actor)) || mayDescribe(actor),
  };
}

/** @param outlined does what is accepted; what comes of it is credited to whoever proposed it by `accepts`. */
export function decideOnOutline(
  work: Work,
  command: OutlineProposing,
  actor: Actor,
  versions: Versions,
  outlined: Outlined,
): Decision {
  const excess = over("reason", command.reason.length);
  if (excess) return refuse(tooLarge(excess));
  if (command.type === "propose-outline") return propose(work, command, actor, versions, outlined);
  const { number } = command;
  const proposal = outlineProposalOf(work, number);
  if (!proposal) return refuse({ code: "unknown-outline-proposal" });
  const refused = notTheirs(proposal, command, actor);
  if (refused) return refuse(refused);
  const [by, reason] = [personOf(actor), said(command.reason)];
  if (command.type === "withdraw-outline") return add({ type: "outline-withdrawn", number, reason, by });
  if (command.type === "decline-outline")
    return isInvisible(reason)
      ? refuse({ code: "reason-required", why: "declining" })
      : add({ type: "outline-declined", number, reason, by });
  if (isOutlineStale(work, proposal, versions)) return refuse({ code: "stale-outline" });
  const done = outlined(work, commandOf(work, proposal), versions);
  if (!done.ok) return done;
  const facts = done.facts.map((fact) =>
    fact.passage === null ? { ...fact, event: { ...fact.event, accepts: number } as typeof fact.event } : fact,
  );
  return { ok: true, facts: [...ofOutline([{ type: "outline-accepted", number, reason, by }]), ...facts] };
}

/** What is said to whoever may not decide, or give it up; or if it was decided before. */
function notTheirs(
  proposal: OutlineProposal,
  { type }: Exclude<OutlineProposing, { type: "propose-outline" }>,
  actor: Actor,
): Refusal | null {
  const undecided: OutlineProposal = { ...proposal, status: "open" };
  const may = outlineRightsIn(undecided, actor);
  if (type === "withdraw-outline" && !may.withdraw) return { code: "not-allowed", why: "giving-up" };
  if (type !== "withdraw-outline" && !may.decide)
    return atLeast(actor.role, "reviewer") ? { code: "not-yours" } : { code: "not-allowed", why: "deciding" };
  if (proposal.status === "open") return null;
  return { code: "outline-decided", stands: proposal.status, by: proposal.decision?.by.name ?? "" };
}

function propose(
  work: Work,
  command: OutlineProposing & { type: "propose-outline" },
  actor: Actor,
  versions: Versions,
  outlined: Outlined,
): Decision {
  if (!mayBegin(actor)) return refuse({ code: "not-allowed", why: "proposing" });
  if (isInvisible(command.reason)) return refuse({ code: "reason-required", why: "outline" });
  const many = tooMany(work.outlineProposals ?? [], actor);
  if (many) return refuse(tooLarge(many));
  const absent = passagesProposed(work, command).find((id) => !passageIn(work, id));
  if (absent !== undefined) return notStanding(work, absent);
  const change = asItStands(work, command.change, versions);
  const locators = locatorsFor(work, change, command.locators);
  const [by, reason] = [personOf(actor), said(command.reason)];
  if (sameProposed(work, change, actor)) return add();
  const number = (work.outlineProposals?.length ?? 0) + 1;
  // What could not be done is not proposed.
  const tried = outlined(work, commandOf(work, { change, locators, reason }), versions);
  if (!tried.ok) return tried;
  if (tried.facts.length === 0) return refuse({ code: "unchanged", why: "outline", number: null });
  return add({ type: "outline-proposed", number, change, wording: { locators }, reason, by });
}

/** What somebody proposed before in so many words, and that waits. */
export function sameOutlineProposal(
  work: Work,
  asked: AskedChange,
  actor: Actor,
  versions: Versions,
): OutlineProposal | undefined {
  return sameProposed(work, asItStands(work, asked, versions), actor);
}

function sameProposed({ outlineProposals = [] }: Work, change: OutlineChange, { id }: Actor) {
  return outlineProposals.find(
    (each) => each.status === "open" && each.by.id === id && canonicalJson(each.change) === canonicalJson(change),
  );
}

/** Nobody alone takes all the room that a work has: what others decide makes some, what one gives up oneself does not. */
function tooMany(proposals: readonly OutlineProposal[], { id }: Actor): Excess | null {
  const open = proposals.filter(({ status }) => status === "open");
  const own = proposals.filter(({ by, status }) => by.id === id && (status === "open" || status === "withdrawn"));
  return over("ownOutlineProposals", own.length + 1) ?? over("outlineProposals", open.length + 1);
}

/** With how what it is about stands now. */
function asItStands(work: Work, asked: AskedChange, versions: Versions): OutlineChange {
  const reads = (passage: string) => ({
    version: currentVersion({ versions: versions.get(passage) ?? [] })?.number ?? null,
    source: passageIn(work, passage)!.source.number,
  });
  switch (asked.act) {
    case "split":
      return { ...asked, ...reads(asked.passage) };
    case "join":
      return { act: "join", passages: asked.passages.map((passage) => ({ passage, ...reads(passage) })) };
    case "move":
      return { ...asked, from: work.passages[outlineOf(work.passages).places.get(asked.passage)! - 1]?.id ?? null };
  }
}

/** What is called so that comes of it: as somebody said, or after what it was. */
function locatorsFor(work: Work, change: OutlineChange, given: readonly string[]): string[] {
  const called = (at: number, usual: string): string => (isInvisible(given[at] ?? "") ? usual : said(given[at]!));
  const locator = (id: string): string => passageIn(work, id)?.locator ?? id;
  if (change.act === "move") return [];
  if (change.act === "join") {
    const [first, last] = [change.passages[0]!, change.passages.at(-1)!].map(({ passage }) => locator(passage));
    return [called(0, `${first} – ${last}`)];
  }
  const pieces = Math.max(change.cuts.length, change.sourceCuts.length) + 1;
  return Array.from({ length: pieces }, (_, at) => called(at, `${locator(change.passage)} (${at + 1})`));
}

/** What an owner would do; the ids of what comes of it are free as the outline stands. */
export function commandOf(
  work: Work,
  { change, locators, reason }: Pick<OutlineProposal, "change" | "locators" | "reason">,
): OutlineCommand {
  switch (change.act) {
    case "split": {
      const { passage, cuts, sourceCuts } = change;
      const taken = new Set<string>();
      const parts = locators.map((locator, at): Pick<Passage, "id" | "locator"> => {
        const id = freeId(work, `${passage}-${at + 1}`, taken);
        taken.add(id);
        return { id, locator };
      });
      return { type: "split-passage", passage, parts, cuts, sourceCuts, reason };
    }
    case "join": {
      const passages = change.passages.map(({ passage }) => passage);
      const into = { id: freeId(work, `${passages[0]}-joined`), locator: locators[0] ?? passages[0]! };
      return { type: "join-passages", passages, into, reason };
    }
    case "move": {
      const { passage, branch, after } = change;
      return { type: "move-passage", passage, after, branch, reason };
    }
  }
}
