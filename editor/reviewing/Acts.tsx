/** What somebody may do with a proposal: decide on it, ask for changes, go on writing it, give it up. */
import type { JSX } from "preact";
import type { Rights } from "../../translations/ledger/rights.ts";
import { address } from "../links/addresses.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { ReasonForm } from "../shell/Forms.tsx";
import { Decided } from "./Decided.tsx";
import { AcceptOtherwise, typedInto } from "./Otherwise.tsx";
import { partsIn } from "./parts.ts";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

/** @param sendsBack true if it is others' proposal, whatever else somebody may do with it. */
function actsTitle({ decide }: Rights, sendsBack: boolean): string {
  const words = wordsFrom(REVIEWING).acts;
  if (decide) return words.decide;
  return sendsBack ? words.whatYouCanDo : words.own;
}

/** What this person may do with the whole, beside deciding on its parts if it has several. */
function mayOf(view: ProposalView): Rights {
  if (view.others.length === 0) return view.may;
  const any = (right: keyof Rights) => partsIn(view).some(({ may }) => may[right]);
  return { ...view.may, decide: false, sendBack: false, takeBack: any("takeBack"), withdraw: any("withdraw") };
}

/** True if this person has approved, and it takes more than that. */
function waitsForOthers({ approving: { own, enough } }: ProposalView): boolean {
  return own && !enough;
}

/** What pressing it does. */
function acceptWords({ proposal, approving, newest }: ProposalView): string {
  const words = wordsFrom(REVIEWING).acts;
  if (!approving.enough) return words.approveIt(approving.given.length + 1, approving.needed);
  if (proposal.kind === "supply") return words.acceptAsText(proposal.base ?? 0);
  return (approving.unreviewed ? words.acceptUnreviewed : words.acceptAs)(newest + 1);
}

/** What this person may do with it. */
export function Acts({ view, writing }: { view: ProposalView; writing: boolean }): JSX.Element | null {
  const { proposal, current } = view;
  const may = mayOf(view);
  if (!(may.decide || may.takeBack || may.sendBack || may.withdraw)) return null;
  const { stale } = view;
  const sendsBack = partsIn(view).some((part) => part.may.sendBack && !part.may.takeBack);
  const words = wordsFrom(REVIEWING).acts;
  return (
    <section class={writing ? "acts aside" : "acts"} aria-labelledby={view.others.length > 0 ? "own-acts" : "acts"}>
      <h2 id={view.others.length > 0 ? "own-acts" : "acts"}>{actsTitle(may, sendsBack)}</h2>
      {may.decide && view.approving.needed > 1 && view.others.length === 0 && <p class="hint">{words.asItIs}</p>}
      {may.decide && stale && <p class="hint">{words.onceMoved(current?.number ?? 0)}</p>}
      <div class="act-row">
        {may.decide && (
          <>
            {!stale && !waitsForOthers(view) && (
              <ReasonForm
                typed={typedInto(view, "whole")}
                action={address.act(proposal.id, "accept")}
                name="accept"
                title={
                  <>
                    <span aria-hidden="true">✓ </span>
                    {view.approving.enough ? words.accept : words.approve}
                  </>
                }
                button={acceptWords(view)}
                label={words.reason}
                required={false}
                primary
              >
                <Decided parts={[view]} />
              </ReasonForm>
            )}
            <AcceptOtherwise view={view} />
            <ReasonForm
              typed={view.typed}
              action={address.act(proposal.id, "decline")}
              name="decline"
              ready={view.ready}
              title={
                <>
                  <span aria-hidden="true">× </span>
                  {words.decline}
                </>
              }
              button={words.declineIt}
              label={words.whyDeclined}
              required
            />
          </>
        )}
        {may.sendBack && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "return")}
            name="return"
            title={words.ask}
            button={words.askIt}
            label={words.whatToChange}
            required
            ready={view.ready}
          />
        )}
        {may.takeBack && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "return")}
            name="return"
            title={words.goOn}
            button={words.goOnIt}
            label={words.whyGoOn}
            required={false}
          />
        )}
        {may.withdraw && (
          <ReasonForm
            typed={view.typed}
            action={address.act(proposal.id, "withdraw")}
            name="withdraw"
            title={words.giveUp}
            button={words.giveUpIt}
            label={words.whyGiveUp}
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
