/** What restores a step: a wish for the page of the draft, or a form for the server. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { namesOf } from "../design/wording.ts";
import { address, partName } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { Visit } from "../shell/view.ts";
import type { Playing } from "./Player.tsx";
import { writersOf } from "./draft-steps.ts";
import { leaveWish } from "./playing.ts";
import { whenWords, whoWrote } from "./step-words.tsx";
import type { DraftHistoryView } from "./view.ts";

/** The page of the proposal, turned to the part whose history this is. */
export function proposalOf(work: string, proposal: DraftHistoryView["proposal"]): string {
  const part = partName(proposal);
  return part === undefined ? address.proposal(work, proposal.id) : address.part(work, proposal.id, part);
}

/** Which step is meant, in a sentence: "step 12, by Ann on 24 November 2026, 14:02 UTC". */
function called({ steps, shown: { at, level } }: Playing): string {
  const step = steps[at - 1]!;
  const when = whenWords(step, level === "every");
  return step.first === 1 && step.by.length === 0 ? "its beginning" : `step ${at} (${whoWrote(step)}, ${when})`;
}

/** What restoring the step would do, said before it is done. Not for the last step, which is how the draft reads. */
export function Restore(playing: Playing & { visit: Visit }): JSX.Element | null {
  const { view, steps, shown } = playing;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [shown.at, shown.level]);
  const { proposal, work, log } = view;
  if (proposal.status !== "draft")
    return <p class="hint">The draft is closed, so its history is here to read. Nothing of it can be restored.</p>;
  if (!view.mayRestore) return null;
  const { last } = steps[shown.at - 1]!;
  if (last === log.length) return <p class="hint">This is how the draft reads now.</p>;
  const { to } = log[last - 1]!;
  const later = namesOf(writersOf(steps.slice(shown.at)));
  const restore = (event: Event): void => {
    if (!leaveWish({ proposal: proposal.id, step: last, to: to ?? "", called: called(playing) })) return;
    event.preventDefault();
    location.assign(at(proposalOf(work.id, proposal)));
  };
  return (
    <details class="act act-restore" ref={details}>
      <summary class="button">
        <span aria-hidden="true">↶ </span>Restore this text…
      </summary>
      <form method="post" action={address.restore(proposal.id, last, partName(proposal))} onSubmit={restore}>
        <p>
          The draft will read as it did after {called(playing)}. What {later === "" ? "was written" : `${later} wrote`}{" "}
          since is taken out of its text, as one new edit in your name, which everybody in the draft sees at once and
          you can undo. Notes stay where their words are still there, and this history keeps every step.
        </p>
        <input type="hidden" name="to" value={to ?? ""} />
        <button type="submit" class="button primary">
          Restore the text of step {shown.at}
        </button>
      </form>
    </details>
  );
}
