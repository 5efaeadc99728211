/** The versions of a passage as a vertical line, newest first, with proposals as twigs on the version they revise. */
import type { JSX } from "preact";
import type { PassageState, Proposal, Version } from "../../translations/ledger/state.ts";
import { isHeld, versionOf } from "../../translations/ledger/state.ts";
import { address } from "./addresses.ts";
import { ProposeForm, type Proposing } from "./Forms.tsx";
import { Contributors, Dated, PersonAndDate, Published } from "./People.tsx";
import { Mixed, Prose } from "./Prose.tsx";
import { authorsOf, namesOf, STATUS_WORDS } from "./wording.ts";

export interface HistoryProps {
  state: PassageState;
  proposing: Proposing;
}

export function History({ state, proposing }: HistoryProps): JSX.Element {
  const first = state.proposals.filter(({ base }) => base === null);
  return (
    <ol class="history" reversed>
      {state.versions.toReversed().map((version) => (
        <li class={isHeld(version) ? "held" : "not-held"} id={`v${version.number}`} value={version.number}>
          <Twigs proposals={state.proposals.filter(({ base }) => base === version.number)} proposing={proposing} />
          <VersionEntry version={version} state={state} proposing={proposing} />
        </li>
      ))}
      {first.length > 0 && (
        <li class="root">
          <Twigs proposals={first} proposing={proposing} />
        </li>
      )}
    </ol>
  );
}

function VersionEntry({ version, state, proposing }: HistoryProps & { version: Version }): JSX.Element {
  const { work, passage } = proposing;
  const base = version.base === null ? undefined : versionOf(state, version.base);
  return (
    <div class="entry">
      <h3>
        <a class="siglum" href={address.version(work, passage, version.number)}>
          v{version.number}
        </a>
        <span class="state">{isHeld(version) ? "" : "not held"}</span>
      </h3>
      <Contributors people={authorsOf(version)} />
      <p class="facts">
        <Dated iso={version.date} />
        {base && (
          <>
            {" · revised from "}
            <a href={address.compare(work, passage, base.number, version.number)}>
              v{base.number}
              <span class="visually-hidden">: see what changed</span>
            </a>
          </>
        )}
        {" · "}
        <ReviewWords version={version} />
        {version.proposal && (
          <>
            {" · "}
            <a href={address.proposal(work, version.proposal)}>its proposal</a>
          </>
        )}
      </p>
      {version.rationale && (
        <div class="rationale">
          <Prose text={version.rationale} />
        </div>
      )}
      {version.publishedIn.map((publication) => (
        <p class="facts">
          Published in <Published publication={publication} />
        </p>
      ))}
      {version.supplied && (
        <p class="facts">
          Text supplied later by {version.supplied.by.name}, <Dated iso={version.supplied.at} />
        </p>
      )}
      {!isHeld(version) && <NotHeld version={version} proposing={proposing} />}
    </div>
  );
}

/** How a version came to stand here, in a few words. */
export function ReviewWords({ version: { review } }: { version: Version }): JSX.Element {
  if (review.kind === "recorded") return <>recorded by {review.by.name}</>;
  return <>{review.self ? `self-approved by ${review.by.name}` : `approved by ${review.by.name}`}</>;
}

/** What is known of words that are not held, and the offer to supply them. */
export function NotHeld({ version, proposing }: { version: Version; proposing: Proposing }): JSX.Element {
  return (
    <div class="not-held-words">
      <p>
        <em>The wording of this version is not held here.</em>
      </p>
      {version.provenance && <Prose text={version.provenance} />}
      <ProposeForm {...proposing} kind="supply" base={version.number} label="Supply its text" quiet />
    </div>
  );
}

function Twigs({ proposals, proposing }: { proposals: readonly Proposal[]; proposing: Proposing }): JSX.Element | null {
  const shown = proposals.filter(({ status }) => status !== "accepted");
  if (shown.length === 0) return null;
  return (
    <ul class="twigs">
      {shown.map((proposal) => (
        <li class={proposal.status}>
          <a href={address.proposal(proposing.work, proposal.id)}>
            {proposal.kind === "supply" ? "Text supplied" : "Proposal"}
          </a>{" "}
          <span class="state">{STATUS_WORDS[proposal.status]}</span>
          {proposal.submission && (
            <p class="summary">
              <Mixed text={proposal.submission.summary} />
            </p>
          )}
          <p class="facts">
            {proposal.submission ? namesOf(proposal.submission.proposers) : proposal.openedBy.name},{" "}
            <Dated iso={proposal.submission?.at ?? proposal.openedAt} />
          </p>
          {proposal.decision && proposal.decision.reason && (
            <p class="facts">
              {STATUS_WORDS[proposal.status]} by{" "}
              <PersonAndDate person={proposal.decision.by} iso={proposal.decision.at} />: {proposal.decision.reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
