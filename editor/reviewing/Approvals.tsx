/** What approvals stand behind a part that waits, whose they are, how many it takes, and the way to take one's own back. */
import type { JSX } from "preact";
import { PersonAndDate } from "../design/People.tsx";
import type { OtherPart, ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { ReasonForm } from "../shell/Forms.tsx";
import { REVIEWING } from "./words.tsx";

/** Nothing where one approval is enough, as it usually is. */
export function Approvals({ view, part = view }: { view: ProposalView; part?: OtherPart }): JSX.Element | null {
  const { proposal, approving, passage } = part;
  const { needed, given, uncounted, own } = approving;
  if (proposal.status !== "open" || (needed === 1 && given.length + uncounted.length === 0)) return null;
  const words = wordsFrom(REVIEWING).approvals;
  return (
    <section class="approvals" aria-label={words.label}>
      <p>{needed === 0 ? words.none : words.standing(given.length, needed)}</p>
      {given.length > 0 && (
        <ul>
          {given.map(({ by, at, reason }) => (
            <li>
              <span aria-hidden="true">✓ </span>
              {words.by(<PersonAndDate person={by} iso={at} exact />)}
              {reason !== "" && words.reason(reason)}
            </li>
          ))}
        </ul>
      )}
      {uncounted.length > 0 && (
        <ul class="uncounted">
          {uncounted.map(({ by, at, reason, why }) => (
            <li>
              {words.by(<PersonAndDate person={by} iso={at} exact />)}
              {reason !== "" && words.reason(reason)} <strong>{words.uncounted[why]}</strong>
            </li>
          ))}
        </ul>
      )}
      {own && (
        <ReasonForm
          action={address.act(proposal.id, "withdraw-approval")}
          name={`withdraw-approval-${passage.id}`}
          title={words.takeBack}
          button={words.takeItBack}
          label={words.why}
          required={false}
          quiet
        >
          <input type="hidden" name="parts" value={passage.id} />
        </ReasonForm>
      )}
    </section>
  );
}
