/** What the page of a version is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { Citation } from "../../translations/citation/citation.ts";
import type { VersionNote } from "../../translations/apparatus/apparatus.ts";
import type { NamedHere } from "../../translations/ledger/access.ts";
import type { Contributor } from "../../translations/ledger/events.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { SourceMove } from "../difference/difference.ts";
import type { WorkHead } from "../shell/view.ts";

export interface VersionView {
  page: "version";
  work: WorkHead;
  passage: Passage;
  version: Version;
  /** How its source moved since; null if it reads as it did. */
  moved: SourceMove | null;
  /** The notes that held for its words when they came, with the numbers they have for good. */
  notes: VersionNote[];
  /** "" if not held. */
  text: string;
  /** Absolute. */
  address: string;
  newest: number;
  /** Changes from this version to the newest, if both are held and differ. */
  changedSince: number | null;
  citations: Citation[];
  /** Whose words these are: the same people in the same parts as in the citations. */
  credits: NamedHere<Contributor>[];
  begun: number;
  /** True: a reader without an account may leave a remark. */
  remarks: boolean;
}
