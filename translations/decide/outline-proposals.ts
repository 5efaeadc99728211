/**
 * What may be proposed for an outline, and decided: a passage split, passages joined, a passage moved, its source worded otherwise. Whoever may write proposes it and
 * says why; whoever decides on words decides on it; what is accepted is done as an owner does it, in the same act.
 */
import {
  outlineProposalOf,
  passagesOfChange,
  type OutlineChange,
  type OutlineDecided,
  type OutlineProposal,
  type ProposedSource,
  type SourceCut,
} from "../ledger/outline-proposals.ts";
import type { Refusal } from "../ledger/refusals.ts";
import { mayBegin, mayDescribe, ownCounts } from "../ledger/rights.ts";
import { atLeast, personOf, type Actor } from "../ledger/roles.ts";
import { outlineOf, passageIn } from "../ledger/sections.ts";
import { currentVersion, type Version } from "../ledger/state.ts";
import type { Passage, Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import { withFewMarks } from "../text/canonical.ts";
import { canonicalJson } from "../text/json.ts";
import { over, type Excess } from "../text/limits.ts";
import { isInvisible } from "../text/well-formed.ts";
import { add, refuse, said, tooLarge, type Decision } from "./commands.ts";
import { freeId, notStanding, ofOutline } from "./in-outline.ts";
import type { OutlineCommand } from "./outline.ts";
import { isOutlineStale } from "./outline-stale.ts";
import type { WordingSource } from "./supplying.ts";

/** What is asked for, by whoever proposes it. */
export type AskedChange =
  | { act: "split"; passage: string; cuts: readonly number[]; sourceCuts: readonly SourceCut[] }
  /** With the passages behind it, so many in all. */
  | { act: "join"; passages: readonly string[] }
  | { act: "move"; passage: string; branch: boolean; after: string | null }
  /** `number`: of the wording that it corrects. */
  | { act: "source"; passage: string; number: number; source: ProposedSource };

export type OutlineProposing =
  /** `locators`: what the passages are to be called that come of it; those left out are called after what they were. */
  | {
      type: "propose-outline";
      change: AskedChange;
      locators: readonly string[];
      reason: string;
      /** The number of one of one's own that this takes the place of: that is given up with it. */
      instead?: number | undefined;
    }
  | { type: "accept-outline" | "decline-outline" | "withdraw-outline"; number: number; reason: string };

type Versions = ReadonlyMap<string, readonly Version[]>;
/** Does it, as an owner would; see `outlined`. */
type Outlined = (work: Work, command: OutlineCommand | WordingSource, versions: Versions) => Decision;

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
  const proposed = command.change.act === "source" ? command.change.source.words : [];
  const many = tooMany(work.outlineProposals ?? [], actor, proposed);
  if (many) return refuse(tooLarge(many));
  const absent = passagesProposed(work, command).find((id) => !passageIn(work, id));
  if (absent !== undefined) return notStanding(work, absent);
  const asked = command.change;
  const change = asItStands(work, asked, versions);
  const source = asked.act === "source" ? corrected(work, asked) : undefined;
  const refused = asked.act === "source" && source ? refusedSource(work, asked, source) : null;
  if (refused) return refused;
  const locators = locatorsFor(work, change, command.locators);
  const [by, reason] = [personOf(actor), said(command.reason)];
  if (sameProposed(work, { change, source }, actor)) return add();
  const number = (work.outlineProposals?.length ?? 0) + 1;
  // What could not be done is not proposed.
  const tried = outlined(work, commandOf(work, { change, locators, ...(source && { source }), reason }), versions);
  if (!tried.ok) return tried;
  if (tried.facts.length === 0) return refuse({ code: "unchanged", why: "outline", number: null });
  const wording = { locators, ...(source && { source }) };
  return add(...givenUp(work, command.instead, by), { type: "outline-proposed", number, change, wording, reason, by });
}

/** True of what says the same, whoever proposed it. */
function isSame(
  one: Pick<OutlineProposal, "change" | "source">,
  other: { change: OutlineChange; source: ProposedSource | undefined },
): boolean {
  const said = ({ change, source = null }: { change: OutlineChange; source?: ProposedSource | null | undefined }) =>
    canonicalJson({ change, source });
  return said(one) === said(other);
}

/** One of somebody's own that another takes the place of; nothing if there is none that waits. */
function givenUp(work: Work, number: number | undefined, by: Person): OutlineDecided[] {
  const found = number === undefined ? undefined : outlineProposalOf(work, number);
  if (found?.status !== "open" || found.by.id !== by.id) return [];
  return [{ type: "outline-withdrawn", number: found.number, reason: "", by }];
}

type AskedSource = AskedChange & { act: "source" };

/** Why a source can't be proposed to read so; null if it can, as far as nobody has tried. */
function refusedSource(work: Work, { passage, number }: AskedSource, source: ProposedSource): Decision | null {
  const { words, held } = source;
  const excess = over("characters", words.join("\n\n").length) ?? over("blocks", words.length);
  if (excess) return refuse(tooLarge(excess));
  const stands = passageIn(work, passage)!.source;
  if (stands.number !== number) return refuse({ code: "stale-base", why: "source", current: stands.number });
  const isSame = held === stands.held && canonicalJson(words) === canonicalJson(stands.words);
  return isSame ? refuse({ code: "unchanged", why: "source", number }) : null;
}

/** As it would be kept: where the source is from stays, if nothing else is said of that. */
function corrected(work: Work, { passage, source }: AskedSource): ProposedSource {
  const { held, words } = source;
  const provenance = source.provenance || passageIn(work, passage)!.source.provenance;
  const said = words.filter((each) => each !== "").map(withFewMarks);
  return { held, words: said, ...(provenance !== undefined && { provenance }) };
}

/** What somebody proposed before in so many words, and that waits. */
export function sameOutlineProposal(
  work: Work,
  asked: AskedChange,
  actor: Actor,
  versions: Versions,
): OutlineProposal | undefined {
  const source = asked.act === "source" && passageIn(work, asked.passage) ? corrected(work, asked) : undefined;
  return sameProposed(work, { change: asItStands(work, asked, versions), source }, actor);
}

function sameProposed({ outlineProposals = [] }: Work, said: Parameters<typeof isSame>[1], { id }: Actor) {
  return outlineProposals.find((each) => each.status === "open" && each.by.id === id && isSame(each, said));
}

/** Nobody alone takes all the room that a work has: what others decide makes some, what one gives up oneself does not. */
function tooMany(proposals: readonly OutlineProposal[], { id }: Actor, words: readonly string[]): Excess | null {
  const open = proposals.filter(({ status }) => status === "open");
  const own = proposals.filter(({ by, status }) => by.id === id && (status === "open" || status === "withdrawn"));
  const characters = (those: readonly OutlineProposal[]): number =>
    those.reduce((sum, { source }) => sum + charactersOf(source?.words ?? []), charactersOf(words));
  return (
    over("ownOutlineProposals", own.length + 1) ??
    over("outlineProposals", open.length + 1) ??
    over("ownOutlineCharacters", characters(own)) ??
    over("outlineCharacters", characters(open))
  );
}

function charactersOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

/** With how what it is about stands now. */
function asItStands(work: Work, asked: AskedChange, versions: Versions): OutlineChange {
  const reads = (passage: string) => ({
    version: currentVersion({ versions: versions.get(passage) ?? [] })?.number ?? null,
    source: passageIn(work, passage)!.source.number,
  });
  switch (asked.act) {
    case "source":
      return { act: "source", passage: asked.passage, source: asked.number };
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
  if (change.act === "move" || change.act === "source") return [];
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
  { change, locators, source, reason }: Pick<OutlineProposal, "change" | "locators" | "source" | "reason">,
): OutlineCommand | WordingSource {
  switch (change.act) {
    case "source": {
      const { passage, source: number } = change;
      return { type: "word-source", passage, number, source: source ?? { held: "none", words: [] } };
    }
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
