/** What a page is given of discussions. Plain JSON, made by the server, used again when the browser brings the page alive. */
import type { Thread } from "../../translations/ledger/thread.ts";

/** A discussion as the page of what it hangs on has it. */
export interface ThreadEntry {
  thread: Thread;
  /** True if the words that it hangs on stand there no more: in the version that stands now, or in what is proposed now; */
  gone: boolean;
  /** the first version in which they are no more, where that is known. */
  changed: number | null;
  /** What stands at addresses of the same work that are named there, by their paths (see `links/written.ts`); absent if none are. */
  named?: Readonly<Record<string, string>>;
}
