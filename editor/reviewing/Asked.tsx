/** What is asked of whoever reads a proposal, and what waits next once it is decided. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { address } from "../links/addresses.ts";
import { notesOn, type Difference } from "../difference/difference.ts";
import { namesOf } from "../design/wording.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { CHOOSING, useChosen } from "./choosing.ts";
import { sidesOf } from "./Otherwise.tsx";
import { countedIn } from "./parts.ts";
import { notesOf, proposedWords } from "./proposed.ts";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

/** What is asked of the reader, always in sight: who proposes how much with which reasons, and whose turn it is. */
export function AskedBar({ view, found }: { view: ProposalView; found: Difference | null }): JSX.Element | null {
  const { proposal, may } = view;
  const words = wordsFrom(REVIEWING).asked;
  if (view.others.length > 0) return <AskedOfParts view={view} />;
  if (proposal.status !== "open" || !proposal.submission) return null;
  const { proposers } = proposal.submission;
  return (
    <div class="asked-bar" role="region" aria-label={words.label}>
      <p>
        <b>{words.proposes(namesOf(proposers), proposers.length, askedWords(view, found))}</b>
        {reasonsAndTurn(view, found)}
      </p>
      {may.decide && <DecideLink view={view} />}
      {!may.decide && (may.takeBack || may.withdraw) && (
        <a class="button" href="#acts">
          {words.own}
        </a>
      )}
    </div>
  );
}

/** Leads to the decision; once some changes are chosen, to that on just these. */
function DecideLink({ view }: { view: ProposalView }): JSX.Element {
  const all = useMemo(() => sidesOf(view)?.boxes.map(({ value }) => value) ?? [], [view]);
  const chosen = useChosen(all).length;
  const { asked, otherwise } = wordsFrom(REVIEWING);
  if (chosen === all.length || all.length < 2)
    return (
      <a class="button primary" href="#acts">
        {asked.decide}
      </a>
    );
  return (
    <a class="button primary" href={`#${CHOOSING}`} onClick={openChoosing}>
      {otherwise.acceptSome(chosen, all.length, view.newest + 1)}…
    </a>
  );
}

function openChoosing(): void {
  document.getElementById(CHOOSING)?.closest("details")?.setAttribute("open", "");
}

/** The same of a proposal of several parts: how many of them wait, and whose turn it is. */
function AskedOfParts({ view }: { view: ProposalView }): JSX.Element | null {
  const parts = countedIn(view);
  const open = parts.filter(({ proposal }) => proposal.status === "open");
  if (open.length === 0) return null;
  const may = (open.find((part) => part.may.decide) ?? open[0]!).may;
  const words = wordsFrom(REVIEWING).asked;
  return (
    <div class="asked-bar" role="region" aria-label={words.label}>
      <p>
        <b>{words.waits(namesOf(view.proposal.credited), open.length, parts.length)}</b>
        {words.turn(may, open.length)}
      </p>
      {may.decide && (
        <a class="button primary" href="#acts">
          {words.decide}
        </a>
      )}
    </div>
  );
}

/** What is proposed, in a few words. */
function askedWords({ proposal: { kind, base } }: ProposalView, found: Difference | null): string {
  const words = wordsFrom(REVIEWING).asked;
  if (kind === "supply") return words.textOf(base ?? 0);
  return found ? words.changes(found.changes.length) : words.first;
}

/** How many of the changes have a reason that hangs on them, and whose turn it is. */
function reasonsAndTurn(view: ProposalView, found: Difference | null): string {
  const words = wordsFrom(REVIEWING).asked;
  if (!found || found.changes.length === 0) return words.turn(view.may, 1, view.approving);
  const own = notesOf(view, proposedWords(view)?.notes ?? []).proposed;
  const reasoned = found.changes.filter(({ newer }) => notesOn(own, newer).length > 0).length;
  return reasoned === 0 ? words.noReasons(view.may, view.approving) : words.reasons(reasoned, view.may, view.approving);
}

/** After a decision: what waits next, for whoever decides. */
export function Next({ view: { next } }: { view: ProposalView }): JSX.Element | null {
  if (!next) return null;
  const words = wordsFrom(REVIEWING).asked;
  if (next === "none")
    return (
      <p class="hint">
        {words.nothingElse((link) => (
          <a href={address.works()}>{link}</a>
        ))}
      </p>
    );
  return (
    <p class="next-proposal">
      <a class="button primary" href={address.proposal(next.work, next.id)}>
        {words.next(next.locator)}
      </a>{" "}
      <a href={address.review()}>{words.all}</a>
    </p>
  );
}
