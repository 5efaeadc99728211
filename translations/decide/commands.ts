/** What can be asked of the ledger, what a decision is made on, and what every decision is made with. */
import type {
  LedgerEvent,
  ProposalKind,
  Proposed,
  Readers,
  Revised,
  StartedFrom,
  StepReaders,
  TakenWords,
  VersionFacts,
  Wrong,
  Words,
} from "../ledger/events.ts";
import type { Fact } from "../ledger/record.ts";
import type { Refusal } from "../ledger/refusals.ts";
import type { Removal } from "../ledger/removals.ts";
import type { RolesNow } from "../ledger/rights.ts";
import type { Actor } from "../ledger/roles.ts";
import type { PassageState, Proposal } from "../ledger/state.ts";
import type { Note, Person } from "../notes/note.ts";
import { canonical, canonicalText, renderingToJson } from "../text/canonical.ts";
import { digestOfText } from "../text/digest.ts";
import type { Excess } from "../text/limits.ts";
import type { Rendering } from "../text/schema.ts";
import { plainly } from "../text/well-formed.ts";

/** What somebody submits of a draft. */
interface Submitted {
  proposal: string;
  parts: PartWords[];
  summary: string;
  /** The versions that came while it was written and of which whoever submits it knows, as `knownAs` names them: of others they are told first. */
  knows?: readonly string[];
  /** What is wrong with words that are final; left out: nothing is said. */
  wrong?: Wrong;
}

export type Command =
  | {
      type: "record-version";
      passage: string;
      facts: Omit<VersionFacts, "number" | "madeCurrent" | "words" | "review" | "proposal"> & {
        rendering: Rendering | null;
      };
    }
  /**
   * `after`: so many proposals the page of its first passage knew of from which it was begun, if it was one; see `begunSince`. `undecided`: so
   * many of theirs are, in all passages.
   */
  | {
      type: "open-proposal";
      proposal: string;
      kind: ProposalKind;
      parts: Revised[];
      after?: number;
      undecided?: number;
      readers?: Readers;
      /** With whose words it begins, which whoever begins it may read: their versions, which may have been passed, are then revised. */
      startedFrom?: StartedFrom;
    }
  | { type: "choose-readers"; proposal: string; readers?: Readers | undefined; steps?: StepReaders | undefined }
  | ({ type: "add-part"; proposal: string } & Revised)
  | ({ type: "submit-proposal" } & Submitted)
  /** Submitted and accepted at once, by somebody whose word alone it takes. */
  | ({ type: "accept-at-once" } & Submitted)
  /** Opened and submitted at once: a revision that is whole before it is recorded. `undecided` as above. */
  | {
      type: "propose";
      proposal: string;
      parts: (Revised & PartWords)[];
      summary: string;
      undecided?: number;
      wrong?: Wrong;
    }
  | { type: "invite-person"; proposal: string; person: Actor }
  | { type: "let-person-go"; proposal: string; person: Person & { id: string } }
  | ({ type: "return-proposal"; proposal: string; reason: string } & Named)
  | { type: "rebase-proposal"; proposal: string; passage: string; base: number }
  /** `of`: the digests of the canonical texts that were read: a part for which other words wait by now is not accepted. Without it, nobody is asked. */
  | ({
      type: "accept-proposal";
      proposal: string;
      reason: string;
      otherwise?: Otherwise | undefined;
      of?: readonly string[] | undefined;
    } & Named)
  /** What somebody approved of is approved by them no more. */
  | ({ type: "withdraw-approval"; proposal: string; reason: string } & Named)
  | ({ type: "decline-proposal"; proposal: string; reason: string } & Named)
  | ({ type: "withdraw-proposal"; proposal: string; reason: string } & Named)
  | (Removal & AboutPassage);

/** The passage that something is taken out of; null: what is said of the work itself. */
export interface AboutPassage {
  passage: string | null;
}

/** Which parts of a proposal are meant, by their passages; left out, all that the command can be about. */
export interface Named {
  passages?: readonly string[] | undefined;
}

/** What becomes the version if one part is accepted otherwise than it was proposed. */
export interface Otherwise {
  /** The digest of the canonical text that it was made of: of other words that were submitted since it says nothing. */
  of: string;
  rendering: Rendering;
  notes: Note[];
  /** It has these changes alone, and the others go on as proposal `rest`, with these notes. Without it, the words are the decider's own. */
  some?: { taken: TakenWords[]; rest: string; notes: Note[] };
}

/** What a part is submitted with. */
export type PartWords = Omit<Proposed, "rendering"> & { passage: string; rendering: Rendering };

export type Decision = { ok: true; facts: Fact[] } | { ok: false; refusal: Refusal };

/** What a decision is made on. */
export interface Known {
  /** The passages that {@link concernedBy} names, by their ids; with their proposals if {@link asksAround}. */
  passages: ReadonlyMap<string, PassageState>;
  /** The proposal that the command names, if there is one. */
  proposal: Proposal | null;
  /** The id of the work's own translation. */
  own: string;
  /** What those who approved of the proposal may do in the work now; left out: nothing, and no approval of theirs counts. */
  roles?: RolesNow;
}

const NOBODY: RolesNow = new Map();

/** What those who approved may do now. */
export function rolesIn({ roles = NOBODY }: Known): RolesNow {
  return roles;
}

/** The ids of those who approved of what waits of a proposal. */
export function approversOf(proposal: Proposal | null): string[] {
  const given = proposal?.parts.flatMap(({ approvals = [] }) => approvals.flatMap(({ by }) => by.id ?? [])) ?? [];
  return [...new Set(given)];
}

/** A passage that nothing was said of. */
export function standingOf({ passages }: Known, passage: string): PassageState {
  return passages.get(passage) ?? { passage, versions: [], proposals: [] };
}

/** Facts that stand in the stream of the proposal. */
export function add(...events: LedgerEvent[]): Decision {
  return { ok: true, facts: events.map((event) => ({ passage: null, event })) };
}

export function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal };
}

/** The refusal of what is over a limit. */
export function tooLarge(excess: Excess): Refusal {
  return { code: "too-large", excess };
}

/** What somebody gave as a reason, as it is kept. */
export function said(reason: string): string {
  return plainly(reason);
}

export function wordsOf(rendering: Rendering): Words {
  const form = canonical(rendering);
  return { rendering: renderingToJson(form), digest: digestOfText(canonicalText(form)) };
}

/** What accepting a part makes of its passage. */
export interface Made {
  passage: string;
  event: LedgerEvent & { type: "version-recorded" | "text-supplied" };
}
