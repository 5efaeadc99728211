/** What the comparison of two versions is given. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { VersionNote } from "../../translations/apparatus/apparatus.ts";
import type { Version } from "../../translations/ledger/state.ts";
import type { Passage } from "../../translations/ledger/work.ts";
import type { Compared } from "../difference/difference.ts";
import type { KnownVersion } from "../passage/passage.ts";
import type { WorkHead } from "../shell/view.ts";

export interface CompareView {
  page: "compare";
  work: WorkHead;
  passage: Passage;
  from: Version;
  to: Version;
  /** The notes that held for the words of each when they came, as the pages of the two versions have them. */
  notes: { from: VersionNote[]; to: VersionNote[] };
  /** All version numbers with whether each is held, to choose another pair. */
  versions: KnownVersion[];
  begun: number;
  /** What differs, worked out once; null if the words of one are not held. */
  compared: Compared | null;
}
