/** Beginning a draft of one's own with the words of a proposal; and what began so, or with what this began. */
import type { JSX } from "preact";
import { namesOf } from "../design/wording.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { REVIEWING } from "./words.tsx";

/** For who may; nothing for others. */
export function Start({ view }: { view: ProposalView }): JSX.Element | null {
  if (!view.mayStart) return null;
  const words = wordsFrom(REVIEWING).starting;
  return (
    <form class="acts aside" method="post" action={address.act(view.proposal.id, "start")}>
      <p class="hint">{words.hint}</p>
      <button type="submit" class="button">
        {words.start}
      </button>
    </form>
  );
}

/** With whose words it began. */
export function StartedFrom({ view: { work, proposal } }: { view: ProposalView }): JSX.Element | null {
  const { startedFrom } = proposal;
  if (!startedFrom) return null;
  return (
    <>
      {" · "}
      {wordsFrom(REVIEWING).starting.from(
        (words) => (
          <a href={address.proposal(work.id, startedFrom.proposal)}>{words}</a>
        ),
        namesOf(startedFrom.proposers),
      )}
    </>
  );
}

/** Who began with its words. */
export function StartedBy({ view: { work, startedBy } }: { view: ProposalView }): JSX.Element | null {
  if (startedBy.length === 0) return null;
  const words = wordsFrom(REVIEWING).starting;
  return (
    <ul class="rivals">
      {startedBy.map(({ id, by }) => (
        <li key={id}>
          {words.by(by.name, (link) => (
            <a href={address.proposal(work.id, id)}>{link}</a>
          ))}
        </li>
      ))}
    </ul>
  );
}
