/** What changed in a part that waits since this reader last looked at it, and the way to say that one has. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { changed } from "../difference/difference.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Reworded, Since } from "./Again.tsx";
import { REVIEWING } from "./words.tsx";

/** Nothing where they never said so, or the words are those that were sent back, of which the page tells already. */
export function SinceLooked({ view }: { view: ProposalView }): JSX.Element | null {
  const { looked, sentBack, proposal, work, terms } = view;
  if (!looked?.said || !looked.at || !proposal.submission) return null;
  if (sentBack && JSON.stringify(sentBack.rendering) === JSON.stringify(looked.said)) return null;
  const { rendering: newer } = proposal.submission;
  const found = changed(looked.said, newer, terms);
  const words = wordsFrom(REVIEWING).looked;
  const day = <Dated iso={looked.at} exact />;
  if (found.changes.length === 0) return <p class="hint">{words.same(day)}</p>;
  return (
    <Since when={words.since(day)}>
      <Reworded older={looked.said} newer={newer} found={found} lang={work.language} />
    </Since>
  );
}

/** It is said by a press: who opens a page has not read it. */
export function SayLooked({ view: { looked, proposal } }: { view: ProposalView }): JSX.Element | null {
  if (!looked) return null;
  const words = wordsFrom(REVIEWING).looked;
  return (
    <form method="post" action={address.act(proposal.id, "looked")} class="say-looked">
      <input type="hidden" name="through" value={looked.through} />
      <button type="submit" class="quiet-action" aria-description={words.means}>
        {words.say}
      </button>
    </form>
  );
}
