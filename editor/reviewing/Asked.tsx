/** What is asked of whoever reads a proposal, and what waits next once it is decided. */
import type { JSX } from "preact";
import type { Rights } from "../../translations/ledger/rights.ts";
import { address } from "../links/addresses.ts";
import { notesOn, type Difference } from "../comparing/comparing.ts";
import { count, namesOf } from "../design/wording.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { partsIn } from "./ProposalParts.tsx";
import { notesOf, proposedWords } from "./proposed.ts";

/** What is asked of the reader, always in sight: who proposes how much with which reasons, and whose turn it is. */
export function AskedBar({ view, found }: { view: ProposalView; found: Difference | null }): JSX.Element | null {
  const { proposal, may } = view;
  if (view.others.length > 0) return <AskedOfParts view={view} />;
  if (proposal.status !== "open" || !proposal.submission) return null;
  const { proposers } = proposal.submission;
  return (
    <div class="asked-bar" role="region" aria-label="What is asked">
      <p>
        <b>
          {namesOf(proposers)} {proposers.length === 1 ? "proposes" : "propose"} {askedWords(view, found)}
        </b>
        {reasonsWords(view, found)}. {turnWords(may)}
      </p>
      {may.decide && (
        <a class="button primary" href="#acts">
          Decide
        </a>
      )}
      {!may.decide && (may.takeBack || may.withdraw) && (
        <a class="button" href="#acts">
          Your proposal
        </a>
      )}
    </div>
  );
}

/** The same of a proposal of several parts: how many of them wait, and whose turn it is. */
function AskedOfParts({ view }: { view: ProposalView }): JSX.Element | null {
  const parts = partsIn(view);
  const open = parts.filter(({ proposal }) => proposal.status === "open");
  if (open.length === 0) return null;
  const may = (open.find((part) => part.may.decide) ?? open[0]!).may;
  return (
    <div class="asked-bar" role="region" aria-label="What is asked">
      <p>
        <b>
          {namesOf(view.proposal.credited)}: {open.length} of {count(parts.length, "passage")}{" "}
          {open.length === 1 ? "waits" : "wait"}
        </b>
        . {turnWords(may)}
      </p>
      {may.decide && (
        <a class="button primary" href="#acts">
          Decide
        </a>
      )}
    </div>
  );
}

/** What is proposed, in a few words. */
function askedWords({ proposal: { kind, base } }: ProposalView, found: Difference | null): string {
  if (kind === "supply") return `the text of v${base ?? 0}`;
  return found ? count(found.changes.length, "change") : "a first rendering";
}

/** How many of the changes have a reason that hangs on them. */
function reasonsWords(view: ProposalView, found: Difference | null): string {
  if (!found || found.changes.length === 0) return "";
  const own = notesOf(view, proposedWords(view)?.notes ?? []).proposed;
  const reasoned = found.changes.filter(({ newer }) => notesOn(own, newer).length > 0).length;
  if (reasoned === 0) return ", none with a reason of its own";
  return `, ${reasoned} with ${reasoned === 1 ? "a reason" : "reasons"}`;
}

function turnWords(may: Rights): string {
  if (may.decide) return "You decide.";
  return may.takeBack ? "It waits for a reviewer." : "It waits for a reviewer’s decision.";
}

/** After a decision: what waits next, for whoever decides. */
export function Next({ view: { next } }: { view: ProposalView }): JSX.Element | null {
  if (!next) return null;
  if (next === "none")
    return (
      <p class="hint">
        Nothing else waits for your decision. <a href={address.works()}>My work</a>
      </p>
    );
  return (
    <p class="next-proposal">
      <a class="button primary" href={address.proposal(next.work, next.id)}>
        Next that waits: {next.locator}
      </a>{" "}
      <a href={address.review()}>All that wait</a>
    </p>
  );
}
