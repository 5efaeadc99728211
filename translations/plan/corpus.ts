/**
 * What a corpus is: a work, the versions its passages begin with, and the proposals that wait for review, as plain
 * values. What this corpus says stands in the files beside this one; whether it is well-formed, `validate.ts` tells;
 * how it becomes the first records of a ledger stands in `found.ts`.
 */
import type { ProposalKind, Submission, VersionFacts } from "../ledger/events.ts";
import { personOf, type Actor } from "../ledger/roles.ts";
import type { Work } from "../ledger/work.ts";
import type { Person } from "../notes/note.ts";
import type { RenderingJson } from "../text/schema.ts";

/** A version before any ledger has recorded it. */
export interface CorpusVersion extends Omit<VersionFacts, "madeCurrent" | "words" | "review" | "proposal"> {
  /** In canonical form. Null: known to exist, not held. */
  rendering: RenderingJson | null;
  /** SHA-256 of the canonical text, written down apart from it so that nobody changes cited words unawares. Null if not held. */
  digest: string | null;
}

/** A proposal that has been submitted and waits for review. */
export interface CorpusProposal extends Submission {
  /** Permanent, and unique in the corpus. */
  id: string;
  passage: string;
  kind: ProposalKind;
  base: number | null;
  provenance: string;
}

export interface Corpus {
  /** The outline and the terms are in it. */
  work: Work;
  /** Versions in order, for each passage that has any. */
  histories: { passage: string; versions: CorpusVersion[] }[];
  proposals: CorpusProposal[];
}

/** The one who brings the corpus in, and who signs what the project wrote itself. */
export const PROJECT: Actor = { id: "variorum", name: "Variorum project", role: "owner" };

/** The project as the ledger names it. */
export const PROJECT_PERSON: Person = personOf(PROJECT);

/** Said in the remark of a term that stands in no words held, so that a reader does not search for it in vain. */
export const NOT_IN_WORDS_HELD = "It does not stand in the words held here.";
