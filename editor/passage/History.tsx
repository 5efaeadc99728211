/** The versions of a passage as a vertical line, newest first, with proposals as twigs on the version they revise. */
import type { ComponentChildren, JSX } from "preact";
import type { HiddenProposal } from "../../translations/ledger/rights.ts";
import { isWithdrawn, wordsRemoved, type Version } from "../../translations/ledger/state.ts";
import type { Translation } from "../../translations/ledger/work.ts";
import type { ProposalEntry, VersionEntry } from "./view.ts";
import { address } from "../links/addresses.ts";
import { ProposeForm, type Proposing } from "../shell/Forms.tsx";
import { Contributors, Dated, PersonAndDate, Published } from "../design/People.tsx";
import { Mixed, Prose } from "../design/Prose.tsx";
import { Removals } from "../design/Removals.tsx";
import { Term } from "../design/Term.tsx";
import type { TermId } from "../design/terms.ts";
import { wordsFrom } from "../language/language.ts";
import { PASSAGE } from "./words.tsx";
import { authorsOf, namesOf, statusWords } from "../design/wording.ts";

export interface HistoryProps {
  versions: readonly VersionEntry[];
  /** Those of the work: which of them a version belongs to is said where there are several. */
  translations: readonly Translation[];
  /** The number of the one that stands now, */
  current: number | null;
  /** and whether this visitor may choose another. */
  mayChoose: boolean;
  /** or withdraw one. */
  mayWithdraw: boolean;
  proposals: readonly ProposalEntry[];
  /** The proposals that this visitor may not read. */
  hidden?: readonly HiddenProposal[];
  proposing: Proposing;
}

export function History(props: HistoryProps): JSX.Element {
  const { versions, translations, current, mayChoose, mayWithdraw, proposals, hidden = [], proposing } = props;
  const ofTranslation = ({ translation }: VersionEntry): Translation | null =>
    translations.length < 2 ? null : (translations.find(({ id }) => id === translation) ?? translations[0]!);
  const twigsOn = (number: number | null): JSX.Element => {
    const on = ({ base }: { base: number | null }): boolean => base === number;
    return <Twigs proposals={proposals.filter(on)} hidden={hidden.filter(on)} proposing={proposing} />;
  };
  const first = [...proposals, ...hidden].some(({ base }) => base === null);
  return (
    <ol class="history" reversed>
      {versions.toReversed().map((version) => (
        <li class={version.held ? "held" : "not-held"} id={`v${version.number}`} value={version.number}>
          {twigsOn(version.number)}
          <Entry
            version={version}
            of={ofTranslation(version)}
            current={version.number === current}
            isNewest={version.number === versions.length}
            proposing={proposing}
          />
          {mayChoose && version.held && version.number !== current && (
            <Choose version={version.number} current={current} proposing={proposing} />
          )}
          {mayWithdraw && !isWithdrawn(version) && <Withdraw version={version.number} proposing={proposing} />}
        </li>
      ))}
      {first && <li class="root">{twigsOn(null)}</li>}
    </ol>
  );
}

/** Makes another version the current one, with a reason. */
function Choose(props: { version: number; current: number | null; proposing: Proposing }): JSX.Element {
  const { version, current, proposing } = props;
  const words = wordsFrom(PASSAGE).history;
  return (
    <Saying
      what={{ name: "choose", version, proposing }}
      title={words.choose(version)}
      label={words.whyChosen}
      button={words.chooseIt}
    >
      <input type="hidden" name="current" value={current ?? ""} />
    </Saying>
  );
}

/** Withdraws a version, with a reason. */
function Withdraw({ version, proposing }: { version: number; proposing: Proposing }): JSX.Element {
  const words = wordsFrom(PASSAGE).history;
  return (
    <Saying
      what={{ name: "withdraw", version, proposing }}
      title={words.withdraw(version)}
      label={words.whyWithdrawn}
      button={words.withdrawIt}
    >
      <p class="hint">{words.withdrawing(version)}</p>
    </Saying>
  );
}

/** Says something of a version, with a reason. */
function Saying(props: {
  what: { name: "choose" | "withdraw"; version: number; proposing: Proposing };
  title: string;
  label: string;
  button: string;
  children: ComponentChildren;
}): JSX.Element {
  const { what, title, label, button, children } = props;
  const { name, version, proposing } = what;
  const id = `${name}-v${version}`;
  return (
    <details class="of-version">
      <summary>{title}</summary>
      <form method="post" action={`${address.record(proposing.work, proposing.passage)}/${name}`}>
        <input type="hidden" name="number" value={version} />
        {children}
        <p class="field">
          <label for={id}>{label}</label>
          <input type="text" id={id} name="reason" required maxLength={1_000} autocomplete="off" />
        </p>
        <button type="submit" class="button">
          {button}
        </button>
      </form>
    </details>
  );
}

function Entry(props: {
  version: VersionEntry;
  /** Null where the work has one translation. */
  of: Translation | null;
  current: boolean;
  isNewest: boolean;
  proposing: Proposing;
}): JSX.Element {
  const { version, of, current, isNewest, proposing } = props;
  const { work, passage } = proposing;
  const words = wordsFrom(PASSAGE).history;
  return (
    <div class="entry">
      <h3>
        <a class="siglum" href={address.version(work, passage, version.number)}>
          v{version.number}
        </a>
        <span class="state">
          {isWithdrawn(version)
            ? words.withdrawn
            : wordsRemoved(version)
              ? words.removed
              : !version.held && <Term id="held">{words.notHeld}</Term>}
          {current && !isNewest && words.current}
        </span>
      </h3>
      <Contributors people={authorsOf(version)} />
      <p class="facts">
        {of && (
          <>
            <cite lang={of.language}>{of.title || of.id}</cite>
            {" · "}
          </>
        )}
        <Dated iso={version.date} />
        {version.base === null && of && version.number > 1 && ` · ${words.independent}`}
        {version.base !== null && (
          <>
            {" · "}
            {current ? <Term id="revised-from">{words.revisedFrom}</Term> : words.revisedFrom}{" "}
            <a href={address.compare(work, passage, version.base, version.number)}>
              v{version.base}
              <span class="visually-hidden">{words.seeChanged}</span>
            </a>
          </>
        )}
        {" · "}
        <ReviewWords version={version} />
        {version.proposal && (
          <>
            {" · "}
            <a href={address.proposal(work, version.proposal)}>{words.itsProposal}</a>
          </>
        )}
      </p>
      <Removals removals={version.removals} />
      {version.chosen?.map(({ by, at, reason }) => (
        <p class="facts">{words.chosen(<PersonAndDate person={by} iso={at} />, reason)}</p>
      ))}
      {version.rationale && (
        <div class="rationale">
          <Prose text={version.rationale} />
        </div>
      )}
      {version.publishedIn.map((publication) => (
        <p class="facts">{words.published(<Published publication={publication} />)}</p>
      ))}
      {version.supplied && (
        <p class="facts">{words.supplied(version.supplied.by.name, <Dated iso={version.supplied.at} />)}</p>
      )}
      {!version.held && !wordsRemoved(version) && <NotHeld version={version} proposing={proposing} />}
    </div>
  );
}

/** How a version came to stand here, in a few words. */
export function ReviewWords({
  version: { review, contributors },
}: {
  version: Pick<Version, "review" | "contributors">;
}): JSX.Element {
  const words = wordsFrom(PASSAGE).review;
  const approvers = contributors.filter(({ role }) => role === "approver");
  const as = (id: TermId) => (word: string) => <Term id={id}>{word}</Term>;
  if (review.kind === "recorded") return words.recorded(as("recorded"), review.by.name);
  if (review.unreviewed) return words.unreviewed(as("unreviewed"), review.by.name);
  if (approvers.length > 1) return words.approved(as("approved"), namesOf(approvers));
  return review.self
    ? words.selfApproved(as("self-approved"), review.by.name)
    : words.approved(as("approved"), review.by.name);
}

/** What is known of words that are not held, and the offer to supply them. */
export function NotHeld({
  version,
  proposing,
}: {
  version: Pick<Version, "number" | "provenance" | "removals">;
  proposing: Proposing;
}): JSX.Element {
  if (wordsRemoved(version)) return <Removals removals={version.removals} />;
  const words = wordsFrom(PASSAGE).history;
  return (
    <div class="not-held-words">
      <p>
        <em>
          {words.wordingNotHeld((term) => (
            <Term id="held">{term}</Term>
          ))}
        </em>
      </p>
      {version.provenance && <Prose text={version.provenance} />}
      <ProposeForm {...proposing} kind="supply" base={version.number} label={words.supply} quiet />
    </div>
  );
}

function Twigs(props: {
  proposals: readonly ProposalEntry[];
  hidden: readonly HiddenProposal[];
  proposing: Proposing;
}): JSX.Element | null {
  const { proposals, hidden, proposing } = props;
  const shown = proposals.filter(({ status }) => status !== "accepted");
  if (shown.length === 0 && hidden.length === 0) return null;
  const words = wordsFrom(PASSAGE).history;
  return (
    <ul class="twigs">
      {shown.map((proposal) => (
        <li class={proposal.status}>
          <a href={address.proposal(proposing.work, proposal.id)}>
            {proposal.kind === "supply" ? words.textSupplied : words.proposal}
          </a>{" "}
          <span class="state">{statusWords(proposal.status)}</span>
          {proposal.submission && proposal.submission.summary !== "" && (
            <p class="summary">
              <Mixed text={proposal.submission.summary} />
            </p>
          )}
          <p class="facts">
            {words.by(
              proposal.submission ? namesOf(proposal.submission.proposers) : proposal.openedBy.name,
              <Dated iso={proposal.submission?.at ?? proposal.openedAt} />,
            )}
            {proposal.beside > 0 && words.beside(proposal.beside)}
          </p>
          {proposal.decision && proposal.decision.reason && (
            <p class="facts">
              {words.decided(
                statusWords(proposal.status),
                <PersonAndDate person={proposal.decision.by} iso={proposal.decision.at} />,
                proposal.decision.reason,
              )}
            </p>
          )}
        </li>
      ))}
      {hidden.map(({ id, kind, status }) => (
        <li class={status}>
          <a href={address.proposal(proposing.work, id)}>{kind === "supply" ? words.textSupplied : words.proposal}</a>{" "}
          <span class="state">{status === "draft" ? words.unread : words.givenUp}</span>
        </li>
      ))}
    </ul>
  );
}
