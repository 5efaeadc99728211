/** What facts add up to: the versions of a passage, and a proposal with its parts. Values; each record gives the next one. */
import { approvalsOfOthers, isSameText, withApprovals, type Approval } from "./approvals.ts";
import type { Source } from "./work.ts";
import type { Person } from "../notes/note.ts";
import {
  USUAL_READERS,
  type AcceptedPart,
  type LedgerEvent,
  type ProposalKind,
  type Readers,
  type Removable,
  type RestOf,
  type Revised,
  type StartedFrom,
  type StepReaders,
  type Submission,
  type VersionFacts,
  type Words,
} from "./events.ts";
import type { Ground } from "./grounds.ts";
import type { NoteCheck, NoteChecked } from "./note-checks.ts";
import { partsOf, type LedgerRecord } from "./record.ts";

/**
 * What an owner took out, why, and when (ISO 8601 instant). What it was is gone; of what was withdrawn with the import that had
 * brought it, it stands in its record yet, and is given out no more.
 */
export interface Removal {
  what: Removable;
  ground: Ground | "withdrawn";
  reason: string;
  by: Person;
  at: string;
}

export interface Version extends VersionFacts {
  /** Set when the words came later than the version. */
  supplied: {
    at: string;
    by: Person;
    approver: Person;
    provenance: string;
    proposal: string;
    /** The place of the record that brought them, among the passage's. */
    position: number;
  } | null;
  /** Each time it was chosen as the current one, in order; absent if it never was. */
  chosen?: { by: Person; reason: string; at: string }[];
  /** The place of the record since which it stands for its translation, among the passage's; absent if it never did. */
  standsSince?: number;
  /** Later wordings of the source that it was said to render as well, in order; absent if none. */
  confirmed?: { source: number; by: Person | null; reason: string; at: string }[];
  /** What was said of its notes since their words changed, in order; absent if nothing was. */
  checks?: NoteCheck[];
  /** The record that made it, and the digest before it. */
  record: { position: number; digest: string; previous: string | null; at: string };
  /** What was taken out of it, in order. */
  removals: Removal[];
}

/** A version whose words are held. */
export type HeldVersion = Version & { words: Words };

/** `draft`: being written. `open`: submitted, to be reviewed. The rest are final. */
export type ProposalStatus = "draft" | "open" | "accepted" | "declined" | "withdrawn";

/** Somebody who was invited to write in a proposal, or let go from it, by whom and when (ISO 8601 instant). */
export interface Joining {
  person: Person;
  by: Person;
  at: string;
}

/** What a proposal says of one passage, and what became of it. */
export interface Part {
  passage: string;
  /** A revision: the version it revises, null for a first rendering. A supply: the version it gives words. */
  base: number | null;
  status: ProposalStatus;
  /** What was last submitted; null before the first time. */
  submission: (Submission & { at: string }) | null;
  /** Each time it came back, in order. */
  returns: { by: Person; reason: string; at: string }[];
  decision: { by: Person; reason: string; at: string } | null;
  /** Of what was submitted last, who approved, each once and in the order of their approvals; absent if nobody did. */
  approvals?: Approval[];
  /** The version it became. */
  number: number | null;
  /** How it was accepted, if not as it was proposed: some of its changes alone, or with other words. */
  otherwise?: Pick<AcceptedPart, "taken" | "rest" | "edited">;
  /** What was taken out of it, in order. */
  removals: Removal[];
}

/** Whose a proposal is, and who reads it: the same for all its parts. */
interface Proposing {
  id: string;
  kind: ProposalKind;
  openedBy: Person;
  openedAt: string;
  /** Those invited to write in it, beside whoever began it, in the order they came. Nobody is also in `letGo`. */
  invited: Joining[];
  /** Those let go, or who left, and were not invited again. */
  letGo: Joining[];
  /** Those credited in what was last submitted of any part. */
  credited: Person[];
  /** Who reads it while it is a draft, and who plays back how it came to be. */
  readers: Readers;
  steps: StepReaders;
  /** If it is what was not accepted of another: which. */
  restOf?: RestOf;
  /** If it began with the words of another: which, and whose those were. */
  startedFrom?: StartedFrom;
  /**
   * The passage in whose draft the reason for all parts is written: that stays there until the part is written no more, and
   * goes on then in the first that is. Null while none is written.
   */
  summaryIn: string | null;
}

/** A proposal with its parts, in the order in which it came to them: what its stream says. */
export interface Proposal extends Proposing {
  /** Where it stands: open while any part waits, else a draft while one is written, else as its parts were decided. */
  status: ProposalStatus;
  parts: readonly Part[];
}

/** A proposal as one of its passages sees it: that part of it, and how many passages it revises beside. */
export interface ProposalHere extends Proposing, Part {
  beside: number;
  /** Where all of it stands. */
  whole: ProposalStatus;
}

/** A passage: its versions, which its stream says, and the proposals that revise it. */
export interface PassageState {
  passage: string;
  versions: readonly Version[];
  /** In the order in which they came to it. */
  proposals: readonly ProposalHere[];
}

/** A passage, as far as a question about its versions needs it. */
export type Standing = Pick<PassageState, "versions">;

/** A passage with these proposals, of which it sees the parts that are its own. */
export function passageState(
  passage: string,
  versions: readonly Version[],
  proposals: readonly Proposal[],
): PassageState {
  return { passage, versions, proposals: proposals.flatMap((proposal) => hereIn(proposal, passage) ?? []) };
}

/** A proposal as `passage` sees it; null if it has no part there. */
export function hereIn(proposal: Proposal, passage: string): ProposalHere | null {
  const part = proposal.parts.find((each) => each.passage === passage);
  return part ? hereOf(proposal, part) : null;
}

function hereOf({ parts, ...proposing }: Proposal, part: Part): ProposalHere {
  return { ...proposing, ...part, beside: parts.length - 1, whole: proposing.status };
}

/** A proposal as each of its passages sees it. */
export function heresOf({ parts, ...proposing }: Proposal): ProposalHere[] {
  const [beside, whole] = [parts.length - 1, proposing.status];
  return parts.map((part) => ({ ...proposing, ...part, beside, whole }));
}

/** The versions after one more record of the passage's stream. They must be in order; see `verify.ts` for a check. */
export function evolveVersions(versions: readonly Version[], record: LedgerRecord): readonly Version[] {
  const { event, at } = record;
  switch (event.type) {
    case "version-recorded":
      return [...versions, begun(version(event, record), versions)];
    case "text-supplied":
      return versions.map((each) => (each.number === event.number ? supplied(each, event, record) : each));
    case "version-chosen":
      return choosing(versions, event, record);
    case "source-confirmed":
      return versions.map((each) => (each.number === event.number ? confirmed(each, event, at) : each));
    case "note-checked":
      return versions.map((each) => (each.number === event.of.version ? checked(each, event, record) : each));
    case "version-withdrawn":
      return versions.map((each) =>
        each.number === event.number ? withdrawn(each, event, at) : withoutWordsOf(each, event.number),
      );
    case "version-removed":
      return versions.map((each) => (each.number === event.number ? less(each, event, at) : each));
    default:
      // Also of a kind that a newer program knows: it is carried, and says nothing here.
      return versions;
  }
}

/** The proposal after one more record of its stream, in order; null before it is opened. */
export function evolveProposal(
  proposal: Proposal | null,
  { event, at }: Pick<LedgerRecord, "event" | "at">,
): Proposal | null {
  if (event.type === "proposal-opened") return opened(event, at);
  if (!proposal) return null;
  switch (event.type) {
    case "part-added":
      return inParts({ ...proposal, parts: [...proposal.parts, beginning(event)] });
    case "proposal-submitted":
      return submitted(proposal, event, at);
    case "readers-chosen":
      return { ...proposal, readers: event.readers, steps: event.steps };
    case "person-invited":
      return joined(proposal, event, at, "invited");
    case "person-let-go":
      return joined(proposal, event, at, "letGo");
    case "proposal-returned":
      return changed(proposal, event.passages, ({ returns }) => ({
        status: "draft",
        returns: [...returns, { by: event.by, reason: event.reason, at }],
      }));
    case "proposal-rebased":
      // Approved was what it changes in another version.
      return changed(proposal, [event.passage], (part) => ({ ...withApprovals(part, []), base: event.base }), true);
    case "proposal-approved":
      return approved(proposal, event, at);
    case "approval-withdrawn":
      return changed(proposal, event.passages, (part) => withApprovals(part, approvalsOfOthers(part, event.by)), true);
    case "proposal-accepted":
      return event.parts.reduce(
        (whole, { passage, number, ...otherwise }) =>
          changed(whole, [passage], () => ({
            ...ending("accepted", event, at),
            number,
            ...(Object.keys(otherwise).length > 0 && { otherwise }),
          })),
        proposal,
      );
    case "proposal-declined":
      return changed(proposal, event.passages, () => ending("declined", event, at));
    case "proposal-withdrawn":
      return changed(proposal, event.passages, () => ending("withdrawn", event, at));
    case "proposal-removed": {
      // Why it was proposed was said of all parts at once.
      const passages = event.what === "reasons" ? proposal.parts.map(({ passage }) => passage) : [event.passage];
      return changed(proposal, passages, (part) => less(part, event, at));
    }
    default:
      return proposal;
  }
}

/** The versions and the proposals that records add up to, in the order of the ledger: those about one passage, or more. */
export function replay(passage: string, records: Iterable<LedgerRecord>): PassageState {
  let versions: readonly Version[] = [];
  const proposals = new Map<string, Proposal | null>();
  for (const record of records) {
    const { kind, id } = partsOf(record.stream) ?? {};
    if (kind === "passage" && id === passage) versions = evolveVersions(versions, record);
    if (kind === "proposal") proposals.set(id!, evolveProposal(proposals.get(id!) ?? null, record));
  }
  return passageState(
    passage,
    versions,
    [...proposals.values()].filter((each) => each !== null),
  );
}

/** A new version; it stands for its translation unless another of that one is current, and stays so. */
function begun(version: Version, before: readonly Version[]): Version {
  const current = currentVersion({ versions: before });
  const stands = version.madeCurrent || !current || current.translation !== version.translation;
  return stands ? { ...version, standsSince: version.record.position } : version;
}

/** Those behind the chosen one were made current before, and are no more. */
function choosing(
  versions: readonly Version[],
  { number, by, reason }: LedgerEvent & { type: "version-chosen" },
  { at, position }: LedgerRecord,
): readonly Version[] {
  return versions.map((each) => {
    if (each.number !== number) return each.number > number ? { ...each, madeCurrent: false } : each;
    const chosen = [...(each.chosen ?? []), { by, reason, at }];
    return { ...each, madeCurrent: true, chosen, standsSince: position };
  });
}

function confirmed(
  version: Version,
  { source, by, reason }: LedgerEvent & { type: "source-confirmed" },
  at: string,
): Version {
  return { ...version, confirmed: [...(version.confirmed ?? []), { source, by, reason, at }] };
}

function checked(version: Version, { of, ...said }: NoteChecked, { at, position }: LedgerRecord): Version {
  const { outcome, wording, reason, by, version: on } = said;
  const check = { note: of.note, version: on, outcome, wording, reason, by, at, position };
  return { ...version, checks: [...(version.checks ?? []), check] };
}

/** Notes that were put on words of version `number` quote them no more. */
function withoutWordsOf(version: Version, number: number): Version {
  if (!version.checks?.some((each) => each.version === number)) return version;
  const checks = version.checks.map((each) => (each.version === number ? { ...each, wording: null } : each));
  return { ...version, checks };
}

function withdrawn(version: Version, { by, reason }: LedgerEvent & { type: "version-withdrawn" }, at: string): Version {
  const nothing = { words: null, notes: [], rationale: "", publishedIn: [], provenance: "" };
  const gone = { what: "text", ground: "withdrawn", reason, by, at } as const;
  const { checks: _, ...kept } = version;
  return { ...kept, ...nothing, madeCurrent: false, removals: [...version.removals, gone] };
}

/** True if a version was withdrawn: it has a number and an address, and is nowhere counted among its passage's versions. */
export function isWithdrawn({ removals }: Pick<Version, "removals">): boolean {
  return removals.some(({ ground }) => ground === "withdrawn");
}

/** When a version was withdrawn, by whom and why; null if it was not. */
export function withdrawalOf({ removals }: Pick<Version, "removals">): Removal | null {
  return removals.find(({ ground }) => ground === "withdrawn") ?? null;
}

/**
 * The version that stands for the translation to which `version` belongs, where that is another: in the place of one that was
 * withdrawn, that to go on with. Null if none does.
 */
export function insteadOf(version: Version, versions: readonly Version[], own: string): Version | null {
  const latest = latestOf(translationIn(version, own), versions, own);
  return latest && latest.number !== version.number ? latest : null;
}

/** True if the source reads otherwise than in any wording that a version renders, or was said to render. */
export function sourceMoved(version: Renders, { number, since }: Source): boolean {
  return (renderedSource(version) ?? number) < (since ?? number);
}

type Renders = Pick<Version, "source" | "confirmed">;

/** The newest wording of the source that a version renders, or was said to render; null if it says none. */
export function renderedSource({ source, confirmed = [] }: Renders): number | null {
  return source === undefined ? null : Math.max(source, ...confirmed.map((each) => each.source));
}

function version({ type: _, ...facts }: LedgerEvent & { type: "version-recorded" }, record: LedgerRecord): Version {
  const { position, digest, previous, at } = record;
  return { ...facts, supplied: null, record: { position, digest, previous, at }, removals: [] };
}

function supplied(
  version: Version,
  { words, by, approver, provenance, proposal }: LedgerEvent & { type: "text-supplied" },
  { at, position }: LedgerRecord,
): Version {
  return { ...version, words, supplied: { at, by, approver, provenance, proposal, position } };
}

function opened(event: LedgerEvent & { type: "proposal-opened" }, at: string): Proposal {
  const { proposal: id, kind, parts, by: openedBy, readers = USUAL_READERS, restOf, startedFrom } = event;
  const known = { id, kind, openedBy, openedAt: at, invited: [], letGo: [], credited: [], readers };
  const proposing = { ...known, ...(restOf && { restOf }), ...(startedFrom && { startedFrom }) };
  const parted = { status: "draft", summaryIn: null, parts: parts.map(beginning) } as const;
  return inParts({ ...proposing, steps: "writers", ...parted });
}

function beginning({ passage, base }: Revised): Part {
  const nothing = { submission: null, returns: [], decision: null, number: null, removals: [] };
  return { passage, base, status: "draft", ...nothing };
}

function submitted(
  proposal: Proposal,
  { parts, summary, wrong }: LedgerEvent & { type: "proposal-submitted" },
  at: string,
): Proposal {
  const after = parts.reduce(
    (whole, { passage, ...words }) =>
      changed(
        whole,
        [passage],
        (part) => {
          const submission = { ...words, summary, ...(wrong && { wrong }), at };
          const stands = part.submission && isSameText(part.submission, submission);
          return { ...withApprovals(part, stands ? (part.approvals ?? []) : []), status: "open", submission };
        },
        true,
      ),
    proposal,
  );
  const all = after.parts.flatMap(({ submission }) => submission?.proposers ?? []);
  return { ...after, credited: withoutDoubles(all) };
}

/** Each of `people` once: by their account, or where they have none, by their name. */
export function withoutDoubles(people: readonly Person[]): Person[] {
  return people.filter(
    ({ id, name }, index) => people.findIndex((other) => (id ? other.id === id : other.name === name)) === index,
  );
}

/** Notes what was taken out. That it is gone is not said by the record of it, but where it stood. */
function less<Of extends { removals: Removal[] }>(
  of: Of,
  { what, ground, reason, by }: Omit<Removal, "at">,
  at: string,
): Of {
  return { ...of, removals: [...of.removals, { what, ground, reason, by, at }] };
}

/** The newest word on a person counts: they are among those invited or among those let go, never both. */
function joined(
  proposal: Proposal,
  { person, by }: LedgerEvent & { type: "person-invited" | "person-let-go" },
  at: string,
  where: "invited" | "letGo",
): Proposal {
  const others = (list: readonly Joining[]) => list.filter((joining) => joining.person.id !== person.id);
  const lists = { invited: others(proposal.invited), letGo: others(proposal.letGo) };
  return { ...proposal, ...lists, [where]: [...lists[where], { person, by, at }] };
}

function ending(status: ProposalStatus, { by, reason }: { by: Person; reason: string }, at: string): Partial<Part> {
  return { status, decision: { by, reason, at } };
}

/** The proposal with news of its parts on these passages. @param whole true: the news are all that stands of the part then. */
function changed(
  proposal: Proposal,
  passages: readonly string[],
  news: (part: Part) => Partial<Part>,
  whole = false,
): Proposal {
  const parts = proposal.parts.map((part) => {
    if (!passages.includes(part.passage)) return part;
    return whole ? (news(part) as Part) : { ...part, ...news(part) };
  });
  return inParts({ ...proposal, parts });
}

/** Whoever approves a second time approves once, as they said last. */
function approved(
  proposal: Proposal,
  { parts, by, reason, own }: LedgerEvent & { type: "proposal-approved" },
  at: string,
): Proposal {
  return parts.reduce((whole, { passage, text, base }) => {
    const approval: Approval = { by, reason, at, text, base, ...(own && { own }) };
    return changed(whole, [passage], (part) => withApprovals(part, [...approvalsOfOthers(part, by), approval]), true);
  }, proposal);
}

/** What counts first of where parts stand. */
const ORDER: readonly ProposalStatus[] = ["open", "draft", "accepted", "declined", "withdrawn"];

/** The proposal, standing where its parts say. */
function inParts(proposal: Proposal): Proposal {
  const { parts } = proposal;
  const status = ORDER.find((each) => parts.some((part) => part.status === each)) ?? "draft";
  const written = parts.filter((part) => part.status === "draft").map(({ passage }) => passage);
  const summaryIn = written.find((passage) => passage === proposal.summaryIn) ?? written[0] ?? null;
  return { ...proposal, status, summaryIn };
}

/** The version that stands now: the last that was made so, or was chosen since. Undefined if none was. */
export function currentVersion(state: Standing): Version | undefined {
  return state.versions.findLast(({ madeCurrent }) => madeCurrent);
}

/** The id of the translation that a version belongs to. @param own that of the work's own, to which each belongs that names none. */
export function translationIn({ translation = "" }: Pick<Version, "translation">, own: string): string {
  return translation || own;
}

/**
 * The version that stands for a translation in a passage: the current one, if that is of it; else the last of it that was made
 * current or chosen, or that came while another translation's was current. Undefined if it has none here.
 * @param own the id of the work's own translation, that of each version which names none.
 */
export function latestOf(translation: string, versions: readonly Version[], own: string): Version | undefined {
  const beside = versions.filter((each) => translationIn(each, own) === translation && !isWithdrawn(each));
  const current = currentVersion({ versions });
  if (current && beside.includes(current)) return current;
  const since = Math.max(...beside.map(({ standsSince = 0 }) => standsSince));
  return beside.findLast(({ standsSince = 0 }) => standsSince === since);
}

/** The same of the translation to which `version` belongs. */
export function latestBeside(version: Version, versions: readonly Version[], own: string): Version {
  return latestOf(translationIn(version, own), versions, own) ?? version;
}

/** Version `number`, or undefined. */
export function versionOf(state: Standing, number: number): Version | undefined {
  return state.versions[number - 1];
}

/** The proposal with that id, or undefined. */
export function proposalOf(state: Pick<PassageState, "proposals">, id: string): ProposalHere | undefined {
  return state.proposals.find((proposal) => proposal.id === id);
}

/**
 * What `actor` has begun already from a page on which `after` proposals were known: a form that is sent twice begins
 * one. Undefined if nothing, or if the page did not say.
 */
export function begunSince(
  state: Pick<PassageState, "proposals">,
  { kind, base, readers, after }: Pick<ProposalHere, "kind" | "base" | "readers"> & { after?: number },
  actor: Person,
): ProposalHere | undefined {
  if (after === undefined) return undefined;
  return openProposals(state).find(
    (proposal) =>
      state.proposals.indexOf(proposal) >= after &&
      proposal.kind === kind &&
      proposal.base === base &&
      proposal.readers === readers &&
      proposal.openedBy.id === actor.id,
  );
}

/** What `actor` has begun with the words of proposal `from`, and is undecided. Undefined if nothing. */
export function startedBefore(
  state: Pick<PassageState, "proposals">,
  from: string,
  actor: Pick<Person, "id">,
): ProposalHere | undefined {
  return openProposals(state).find(
    ({ startedFrom, openedBy }) => startedFrom?.proposal === from && openedBy.id === actor.id,
  );
}

/** True if it has to be said why: where nothing was rendered before there is nothing to be better than. */
export function needsReason(kind: ProposalKind, parts: readonly { base: number | null }[]): boolean {
  return kind === "supply" || parts.some(({ base }) => base !== null);
}

/** The same, as one of its passages knows: of one that revises others as well, a reason is asked for. */
export function needsReasonHere({ kind, base, beside }: Pick<ProposalHere, "kind" | "base" | "beside">): boolean {
  return beside > 0 || needsReason(kind, [{ base }]);
}

/** Proposals that are still on their way: being written, or waiting for review. */
export function openProposals(state: Pick<PassageState, "proposals">): ProposalHere[] {
  return state.proposals.filter(({ status }) => isUndecided(status));
}

/** True while somebody may still write or decide. */
export function isUndecided(status: ProposalStatus): boolean {
  return status === "draft" || status === "open";
}

/** How many proposals are on their way, by where they stand. */
export interface OpenCounts {
  /** Submitted, and waiting for review. */
  waiting: number;
  /** Being written. */
  written: number;
}

/** Counts what is on its way in these passages. */
export function countOpen(states: Iterable<{ proposals: readonly Pick<ProposalHere, "status">[] }>): OpenCounts {
  const counts = { waiting: 0, written: 0 };
  for (const { proposals } of states)
    for (const { status } of proposals) {
      if (status === "open") counts.waiting++;
      if (status === "draft") counts.written++;
    }
  return counts;
}

/** True if the words of a version or proposal were taken out. */
export function wordsRemoved({ removals }: Pick<Version | Part, "removals">): boolean {
  return removals.some(({ what }) => what === "text");
}

/** True if the words of `version` are held. */
export function isHeld(version: Version): version is HeldVersion {
  return version.words !== null;
}

/**
 * The version that a revision of version `base` has to start from: what stands for the translation of that one. A first
 * rendering (null) is one of the work's own. Undefined if there is none, as where all of that translation was withdrawn.
 * @param own the id of the work's own translation.
 */
export function standingFor(base: number | null, { versions }: Standing, own: string): Version | undefined {
  const revised = base === null ? undefined : versionOf({ versions }, base);
  if (revised) return latestOf(translationIn(revised, own), versions, own);
  const current = currentVersion({ versions });
  return current && translationIn(current, own) === own ? current : undefined;
}

/**
 * True if its translation has moved on in the passage from the version that a proposed revision revises, so that it can't be
 * accepted until it is moved. A supply is never stale, nor is what was decided, nor what revises a translation all of which was
 * withdrawn: it undoes nothing.
 * @param own the id of the work's own translation.
 */
export function isStale(
  state: Standing,
  { kind, base, status }: Pick<ProposalHere, "kind" | "base" | "status">,
  own: string,
): boolean {
  const standing = standingFor(base, state, own);
  return isUndecided(status) && kind === "revision" && standing !== undefined && base !== standing.number;
}
