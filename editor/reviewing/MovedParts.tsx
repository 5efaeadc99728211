/** Which passages of a proposal of several have moved on, what is left of it in each but the one that is shown in full, and what brings all of them up to date at once. */
import type { JSX } from "preact";
import type { Came } from "../../translations/ledger/refusals.ts";
import { Dated } from "../design/People.tsx";
import type { OtherPart, ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { isOwn, partsIn } from "./parts.ts";
import { REVIEWING } from "./words.tsx";

type Moved = OtherPart & { came: Came };

/** Nothing where none has, or the one that has is shown in full with what brings it up to date. */
export function MovedParts({ view }: { view: ProposalView }): JSX.Element | null {
  const moved = partsIn(view).filter((part): part is Moved => part.came !== null);
  if (moved.length === 0 || (moved.length === 1 && view.came !== null)) return null;
  const words = wordsFrom(REVIEWING).read;
  const { work, proposal } = view;
  return (
    <section class="moved-on" aria-labelledby="moved-parts">
      <p id="moved-parts">
        <b>{words.movedParts(moved.length)}</b>
      </p>
      <ul>
        {moved.map((part) => (
          <li key={part.passage.id}>
            <a href={address.part(work.id, proposal.id, part.passage.id)}>{part.passage.locator}</a>:{" "}
            {words.came(part.came.number, part.came.by, <Dated iso={part.came.date} />)}.{" "}
            {part.came.left &&
              part.passage.id !== view.passage.id &&
              words.left(part.came.left, part.came.number, isOwn(part))}
          </li>
        ))}
      </ul>
      {moved.some(isOwn) && (
        <form method="post" action={address.act(proposal.id, "rebase")}>
          <input type="hidden" name="all" value="yes" />
          <p class="hint">
            {words.bringsAllUp} {moved.some(({ may }) => may.takeBack) && words.takeBackFirst}
          </p>
          <button type="submit" class="button">
            {words.bringAllUp(moved.length)}
          </button>
        </form>
      )}
    </section>
  );
}
