/** What the pages of origins and of collation are given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { CollatedPart } from "../../translations/compare/collation/collation.ts";
import type { Origin, Source } from "../../translations/compare/lineage/lineage.ts";
import type { ProposalHere, Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { Person } from "../../translations/notes/note.ts";
import type { KnownVersion, VersionHead } from "../passage/passage.ts";
import type { WorkHead } from "../shell/view.ts";

export interface OriginsView {
  page: "origins";
  work: WorkHead;
  passage: Passage;
  /** Whose words are traced; null if the passage has no version. */
  version: Version | null;
  versions: KnownVersion[];
  /** Null if the words of the version are not held. `stretches` count in the text of its rendering. */
  traced: { stretches: Origin[]; sources: (Source & { version: VersionHead })[] } | null;
}

/** What is laid side by side: a version or the words of a proposal. */
export interface CollatedWitness {
  siglum: string;
  people: Person[];
  date: string;
  /** A version's number, else null. */
  number: number | null;
  /** A proposal that is no version, else null. */
  proposal: { id: string; status: ProposalHere["status"] } | null;
}

export interface CollationView {
  page: "collation";
  work: WorkHead;
  passage: Passage;
  versions: KnownVersion[];
  /** All that can be laid side by side, versions first. */
  witnesses: CollatedWitness[];
  /** Sigla of those that are, in the order of `witnesses`. */
  chosen: string[];
  parts: CollatedPart[];
  coarse: boolean;
}
