/** What was asked of a part that came back, or said by its own people when they went on writing it. */
import type { JSX } from "preact";
import { isWriter } from "../../translations/ledger/rights.ts";
import type { ProposalHere } from "../../translations/ledger/state.ts";
import { PersonAndDate } from "../design/People.tsx";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

type Returned = ProposalHere["returns"][number];

/** True if whoever had it written again is one of its own people. */
export function wasOwn(proposal: ProposalHere, { by }: Returned): boolean {
  return by.id !== undefined && isWriter(proposal, { id: by.id });
}

/** @param returns each time that it came back; left out, all of them. */
export function Returns(props: { proposal: ProposalHere; returns?: readonly Returned[] }): JSX.Element | null {
  const { proposal, returns = proposal.returns } = props;
  if (returns.length === 0) return null;
  const words = wordsFrom(REVIEWING).page;
  return (
    <ul class="returns">
      {returns.map((one) => (
        <li>
          {(wasOwn(proposal, one) ? words.wentOn : words.askedForChanges)(
            <PersonAndDate person={one.by} iso={one.at} exact />,
          )}
          {one.reason && words.reason(one.reason)}
        </li>
      ))}
    </ul>
  );
}
