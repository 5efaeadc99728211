/** A part that waits again after it was sent back: first of all what changed in it since then. Closed, it is out of the way. */
import type { JSX } from "preact";
import { PersonAndDate } from "../design/People.tsx";
import { Diff } from "../difference/Diff.tsx";
import { changed } from "../difference/difference.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

export function Again({ view }: { view: ProposalView }): JSX.Element | null {
  const { sentBack, proposal, work, terms } = view;
  if (!sentBack || !proposal.submission) return null;
  const { rendering: newer } = proposal.submission;
  const { rendering: older, by, at } = sentBack;
  const found = changed(older, newer, terms);
  const words = wordsFrom(REVIEWING).again;
  return (
    <details class="sent-back" open>
      <summary>{words.since(<PersonAndDate person={by} iso={at} />)}</summary>
      {found.changes.length === 0 ? (
        <p class="empty">{words.same}</p>
      ) : (
        <Diff
          older={{ rendering: older, name: null, notes: [] }}
          newer={{ rendering: newer, name: null, notes: [] }}
          show="inline"
          lang={work.language}
          found={found}
          apart
        />
      )}
    </details>
  );
}
