/** What somebody may do with a proposal: decide on it, ask for changes, go on writing it, give it up. */
import type { JSX } from "preact";
import type { Rights } from "../../translations/ledger/rights.ts";
import { address } from "../links/addresses.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { ReasonForm } from "../shell/Forms.tsx";
import { partsIn } from "./ProposalParts.tsx";

function actsTitle({ decide, sendBack, takeBack }: Rights): string {
  if (decide) return "Decide";
  return sendBack && !takeBack ? "What you can do" : "Your proposal";
}

/** What this person may do with the whole, beside deciding on its parts if it has several. */
function mayOf(view: ProposalView): Rights {
  if (view.others.length === 0) return view.may;
  const any = (right: keyof Rights) => partsIn(view).some(({ may }) => may[right]);
  return { ...view.may, decide: false, sendBack: false, takeBack: any("takeBack"), withdraw: any("withdraw") };
}

/** What this person may do with it. */
export function Acts({ view, writing }: { view: ProposalView; writing: boolean }): JSX.Element | null {
  const { proposal, current } = view;
  const may = mayOf(view);
  if (!(may.decide || may.takeBack || may.sendBack || may.withdraw)) return null;
  const { stale } = view;
  return (
    <section class={writing ? "acts aside" : "acts"} aria-labelledby={view.others.length > 0 ? "own-acts" : "acts"}>
      <h2 id={view.others.length > 0 ? "own-acts" : "acts"}>{actsTitle(may)}</h2>
      {may.decide && stale && <p class="hint">It can be accepted once it is moved onto v{current?.number}.</p>}
      <div class="act-row">
        {may.decide && (
          <>
            {!stale && (
              <ReasonForm
                typed={view.typed}
                action={address.act(proposal.id, "accept")}
                name="accept"
                title={
                  <>
                    <span aria-hidden="true">✓ </span>Accept…
                  </>
                }
                button={
                  proposal.kind === "supply"
                    ? `Accept as the text of v${proposal.base ?? 0}`
                    : `Accept as v${(current?.number ?? 0) + 1}`
                }
                label="Your reason"
                required={false}
                primary
              />
            )}
            <ReasonForm
              typed={view.typed}
              action={address.act(proposal.id, "decline")}
              name="decline"
              title={
                <>
                  <span aria-hidden="true">× </span>Decline…
                </>
              }
              button="Decline"
              label="Why it is declined. The proposal stays readable with your reason."
              required
            />
          </>
        )}
        {may.sendBack && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "return")}
            name="return"
            title="Ask for changes…"
            button="Ask for changes"
            label="What should change, so that the proposers can act on it"
            required
          />
        )}
        {may.takeBack && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "return")}
            name="return"
            title="Go on writing…"
            button="Go on writing"
            label="Why you go on writing it"
            required={false}
          />
        )}
        {may.withdraw && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "withdraw")}
            name="withdraw"
            title="Give up for good…"
            button="Give up for good"
            label="Why you give it up"
            required={false}
          />
        )}
      </div>
    </section>
  );
}

/** True if the form that was refused still stands on the page, with what was typed in it. */
export function isShownAgain({ proposal, may, typed }: ProposalView): boolean {
  const acts = {
    accept: may.decide,
    decline: may.decide,
    return: may.sendBack || may.takeBack,
    withdraw: may.withdraw,
    submit: proposal.status === "draft" && may.edit,
  };
  return Object.entries(acts).some(
    ([act, stands]) => stands && typed?.action === address.act(proposal.id, act as keyof typeof acts),
  );
}
