/** What restores a step: a wish for the page of the draft, or a form for the server. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address, partName } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import type { Visit } from "../shell/view.ts";
import type { Playing } from "./Player.tsx";
import { writersOf } from "./draft-steps.ts";
import { leaveWish } from "./playing.ts";
import { whenWords, whoWrote } from "./step-words.tsx";
import type { DraftHistoryView } from "./view.ts";
import { PLAYBACK } from "./words.tsx";

/** The page of the proposal, turned to the part whose history this is. */
export function proposalOf(work: string, proposal: DraftHistoryView["proposal"]): string {
  const part = partName(proposal);
  return part === undefined ? address.proposal(work, proposal.id) : address.part(work, proposal.id, part);
}

/** Which step is meant, in a sentence: "step 12, by Ann on 24 November 2026, 14:02 UTC". */
function called({ steps, shown: { at, level } }: Playing): string {
  const step = steps[at - 1]!;
  const when = whenWords(step, level === "every");
  const words = wordsFrom(PLAYBACK).restore;
  return step.first === 1 && step.by.length === 0 ? words.beginning : words.called(at, whoWrote(step), when);
}

/** What restoring the step would do, said before it is done. Not for the last step, which is how the draft reads. */
export function Restore(playing: Playing & { visit: Visit }): JSX.Element | null {
  const { view, steps, shown } = playing;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [shown.at, shown.level]);
  const { proposal, work, log } = view;
  const words = wordsFrom(PLAYBACK).restore;
  if (proposal.status !== "draft") return <p class="hint">{words.closed}</p>;
  if (!view.mayRestore) return null;
  const { last } = steps[shown.at - 1]!;
  if (last === log.length) return <p class="hint">{words.readsNow}</p>;
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
        <span aria-hidden="true">↶ </span>
        {words.open}
      </summary>
      <form method="post" action={address.restore(proposal.id, last, partName(proposal))} onSubmit={restore}>
        <p>{words.meaning(called(playing), later)}</p>
        <input type="hidden" name="to" value={to ?? ""} />
        <button type="submit" class="button primary">
          {words.send(shown.at)}
        </button>
      </form>
    </details>
  );
}
