/** `/{work}/proposals/{id}`: a proposal from its first word to its decision, kept for ever. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { isWithdrawn, type ProposalStatus, type Version } from "../../translations/ledger/state.ts";
import { showOf, type Difference } from "../difference/difference.ts";
import { Dated, PersonAndDate } from "../design/People.tsx";
import { Term } from "../design/Term.tsx";
import { namesOf } from "../design/wording.ts";
import { DraftPlace, HowToWrite, Writers, type ProposalView } from "../drafting/drafting.ts";
import { address, partName } from "../links/addresses.ts";
import { BeginOnProposal, Discussion } from "../discussing/discussing.ts";
import { Gone } from "../passage/passage.ts";
import { readerWords, Refused, SendAgain } from "../shell/Forms.tsx";
import { Locator } from "../shell/Locator.tsx";
import { News, useNews } from "../shell/News.tsx";
import { Requests } from "../requests/requests.ts";
import { Removals } from "../design/Removals.tsx";
import { MovedNow } from "./MovedNow.tsx";
import { MovedParts } from "./MovedParts.tsx";
import { Follow } from "../shell/Follow.tsx";
import { Page, wayTo, type Mode } from "../shell/Page.tsx";
import type { Visit } from "../shell/view.ts";
import { Acts, isShownAgain } from "./Acts.tsx";
import { Approvals } from "./Approvals.tsx";
import { AskedBar, Next } from "./Asked.tsx";
import { AcceptOtherwise, sidesOf } from "./Otherwise.tsx";
import { AddPassage } from "./AddPassage.tsx";
import { useNow, useRevising } from "./now.ts";
import { countedIn, partsIn } from "./parts.ts";
import { DecideParts, Parts } from "./ProposalParts.tsx";
import { foundIn } from "./proposed.ts";
import { Moved, Read } from "./Read.tsx";
import { remarksIn, textsOf, type Remarks } from "./remarks.ts";
import { Returns } from "./Returns.tsx";
import { Rivals } from "./Rivals.tsx";
import { Start, StartedBy, StartedFrom } from "./Start.tsx";
import { Why } from "./Why.tsx";
import { firstWords, type PageOf } from "../shell/page-of.ts";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

export const proposalPage: PageOf<ProposalView> = {
  Page: ProposalPage,
  title: ({ passage, work }) => wordsFrom(REVIEWING).page.tab(passage.locator, work.title),
  about: ({ passage, work, proposal }) =>
    firstWords(proposal.submission?.summary || wordsFrom(REVIEWING).page.description(passage.locator, work.title)),
};

interface Props {
  view: ProposalView;
  visit: Visit;
}

function ProposalPage({ view: given, visit }: Props): JSX.Element {
  const news = useNews(given.work.id, given.others.length > 0 ? null : given.passage.id);
  const now = useNow(given, news);
  const view = useRevising(given, now);
  const { work, passage, proposal, refused } = view;
  const [writes, setWrites] = useState(view.may.edit);
  const found = useMemo(() => foundIn(view, showOf(visit.url)), [view, visit.url]);
  const remarks = useMemo(() => remarksIn(view, found), [view, found]);
  const words = wordsFrom(REVIEWING).page;
  if (!view.may.read) return <HiddenPage view={view} visit={visit} />;
  const undecided = proposal.status === "draft" || proposal.status === "open";
  const drafting = proposal.status === "draft" && visit.actor !== null;
  const several = view.others.length > 0;
  const turned =
    drafting && visit.actor ? (
      <>
        {view.may.edit && view.stale && view.current && <Moved view={view} current={view.current} />}
        <DraftPlace view={view} me={visit.actor} onRights={setWrites}>
          {!view.may.edit && (
            <>
              <p class="only-reading">
                {words.onlyReading} <HowToWrite view={view} me={visit.actor} />
              </p>
              <Read view={view} visit={visit} found={found} remarks={remarks} acts={null} />
            </>
          )}
        </DraftPlace>
      </>
    ) : (
      <Read
        view={view}
        visit={visit}
        found={found}
        remarks={remarks}
        acts={several ? <Apart view={view} /> : <Acts view={view} writing={false} />}
      />
    );
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: words.crumb })}
      mode={modeOf(drafting ? proposal.status : proposal.whole, writes)}
      about={
        drafting ? (
          <>
            {aboutOf(view)} · <a href="#about-draft">{words.whoWrites}</a>
          </>
        ) : (
          aboutOf(view)
        )
      }
      name={`proposal-page status-${proposal.status}${drafting ? " drafting" : ""}`}
    >
      <header class="proposal-title">
        <h1 class={drafting ? "visually-hidden" : undefined}>{titleOf(view)}</h1>
        {!drafting && <Begun view={view} />}
        {!drafting && <Follow visit={visit} work={work.id} on={{ what: "proposal", id: proposal.id }} />}
      </header>
      <AskedBar view={view} found={found} />
      <Refused message={refused} />
      {!isShownAgain(view) && <SendAgain typed={view.typed} lang={work.language} />}
      {!several && <WhereItStood view={view} />}
      {!several && <Decided view={view} />}
      {!several && <Approvals view={view} />}
      <Next view={view} />
      <News work={work.id} news={news} />
      {undecided && <MovedNow given={given} view={view} now={now} />}
      {several && <MovedParts view={view} />}
      {!drafting && <Rivals view={view} now={now} />}
      {undecided && view.base && isWithdrawn(view.base) && <BaseWithdrawn base={view.base} />}
      {several && <Why view={view} />}
      {several ? (
        <Parts view={view}>
          <WhereItStood view={view} />
          <Decided view={view} />
          <Approvals view={view} />
          <Returns proposal={proposal} />
          {turned}
        </Parts>
      ) : (
        <>
          <Returns proposal={proposal} />
          {turned}
        </>
      )}
      {several && <DecideParts view={view} />}
      {visit.actor && <AddPassage view={view} />}
      {drafting && visit.actor && (
        <section class="about-draft" id="about-draft" aria-label={words.aboutDraft}>
          <Rivals view={view} now={now} />
          <Begun view={view} />
          <Follow visit={visit} work={work.id} on={{ what: "proposal", id: proposal.id }} />
          <Writers view={view} visit={visit} />
        </section>
      )}
      {(several || (drafting && visit.actor)) && <Acts view={view} writing />}
      <StartedBy view={view} />
      <Start view={view} />
      <Requests work={work.id} requests={view.requests} />
      <Said view={view} visit={visit} remarks={remarks} found={found} />
      {undecided && !drafting && (
        <section class="about-draft" aria-label={words.aboutProposal}>
          <Writers view={view} visit={visit} />
        </section>
      )}
      {!visit.actor && undecided && (
        <p class="hint">
          <a href={address.signIn(visit.url)}>{words.signIn}</a>
        </p>
      )}
    </Page>
  );
}

/** What is still written moves under every hand: nobody chooses its words. */
const NO_TEXTS = {};

/** What is said about it, but what stands beside its changes. */
function Said({ view, visit, remarks, found }: Props & { remarks: Remarks; found: Difference | null }): JSX.Element {
  const { work, proposal } = view;
  const texts = useMemo(() => textsOf(view, found), [view, found]);
  const here = { work, visit, on: { work: work.id, proposal: proposal.id } };
  const beside = [...remarks.at.values()].flat().length;
  const parts = partsIn(view).map(({ passage }) => ({ passage: passage.id, locator: passage.locator }));
  return (
    <Discussion {...here} threads={remarks.elsewhere} elsewhere={beside}>
      <BeginOnProposal
        {...here}
        parts={parts}
        draft={proposal.status === "draft"}
        shown={{ passage: view.passage.id, texts: proposal.status === "draft" ? NO_TEXTS : texts }}
      />
    </Discussion>
  );
}

/** Of several parts, the one that is read in full is accepted here otherwise than it was proposed. */
function Apart({ view }: { view: ProposalView }): JSX.Element | null {
  if (!sidesOf(view)) return null;
  return (
    <section class="acts aside" aria-labelledby="apart">
      <h3 id="apart">{wordsFrom(REVIEWING).otherwise.apart(view.passage.locator)}</h3>
      <div class="act-row">
        <AcceptOtherwise view={view} />
      </div>
    </section>
  );
}

/** For those who may not read it: that it is there, that it is unfinished, and who may. */
function HiddenPage({ view, visit }: Props): JSX.Element {
  const { work, passage, proposal, may, refused } = view;
  const written = proposal.status === "draft";
  const words = wordsFrom(REVIEWING).page;
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, { words: words.crumb })}
      mode={written ? "reading" : "decided"}
      about={aboutOf(view)}
      name={`proposal-page status-${proposal.status} hidden-draft`}
    >
      <header class="proposal-title">
        <h1>{titleOf(view)}</h1>
      </header>
      <Refused message={refused} />
      <WhereItStood view={view} />
      <p class="empty">
        {written ? words.unfinished(readerWords(proposal.readers)) : words.neverProposed}{" "}
        <a href={address.passage(work.id, passage.id)}>{words.passage}</a>
      </p>
      {written && may.invite && <p class="hint">{words.owner}</p>}
      {may.invite && <Writers view={view} visit={visit} />}
      {may.withdraw && <Acts view={view} writing />}
      {!visit.actor && (
        <p class="hint">
          <a href={address.signIn(visit.url)}>{words.signInIfYours}</a>
        </p>
      )}
    </Page>
  );
}

/** That what it revises was withdrawn, and why: who writes it and who decides have its words before them. */
function BaseWithdrawn({ base }: { base: Version }): JSX.Element {
  return (
    <div class="moved-on" role="note">
      <p>{wordsFrom(REVIEWING).read.baseWithdrawn(base.number)}</p>
      <Removals removals={base.removals} />
    </div>
  );
}

/** That its passage went from the outline, if it did, and what that means for it. */
function WhereItStood({ view: { work, passage, instead, proposal } }: { view: ProposalView }): JSX.Element {
  const undecided = proposal.status === "draft" || proposal.status === "open";
  return <Gone passage={passage} work={work.id} instead={instead} on={undecided ? "undecided" : "decided"} />;
}

/** Who began or proposed it, when, and the way to how it came to be. */
function Begun({ view }: { view: ProposalView }): JSX.Element {
  const { work, proposal } = view;
  const words = wordsFrom(REVIEWING).page;
  return (
    <p class="facts">
      {proposal.submission && proposal.status !== "draft"
        ? words.proposed(
            (term) => <Term id="proposal">{term}</Term>,
            namesOf(proposal.submission.proposers),
            <Dated iso={proposal.submission.at} exact />,
          )
        : words.draft(
            (term) => <Term id="draft">{term}</Term>,
            <PersonAndDate person={proposal.openedBy} iso={proposal.openedAt} exact />,
          )}
      {proposal.restOf && (
        <>
          {" · "}
          {words.restOf((link) => (
            <a href={address.proposal(work.id, proposal.restOf!.proposal)}>{link}</a>
          ))}
        </>
      )}
      <StartedFrom view={view} />
      {view.may.playBack && (
        <>
          {" · "}
          <a href={address.history(work.id, proposal.id, partName(proposal))}>{words.history}</a>
        </>
      )}
    </p>
  );
}

function modeOf(status: ProposalStatus, writes: boolean): Mode {
  if (status === "draft") return writes ? "proposing" : "reading";
  return status === "open" ? "reviewing" : "decided";
}

function aboutOf(view: ProposalView): ComponentChildren {
  const { passage, proposal, base, others } = view;
  const words = wordsFrom(REVIEWING).page;
  if (others.length > 0) return words.revises(words.passages(countedIn(view).length));
  if (proposal.kind === "supply") return words.textOf(passage.locator, proposal.base ?? 0);
  return base ? words.revises(words.versionOf(passage.locator, base.number)) : words.firstOf(passage.locator);
}

function titleOf(view: ProposalView): JSX.Element {
  const { work, passage, proposal, others } = view;
  const words = wordsFrom(REVIEWING).page;
  if (others.length > 0) return <>{words.titleOfSeveral(countedIn(view).length)}</>;
  const where = <Locator passage={passage} lang={work.sourceLanguage} />;
  if (proposal.kind === "supply") return words.titleOfText(proposal.base ?? 0, where);
  return proposal.base === null ? words.titleOfFirst(where) : words.title(where);
}

const DECISIONS = { accepted: "✓", declined: "×", withdrawn: "–" } as const;

/** What was decided, by whom, when and why. */
function Decided({ view: { work, passage, proposal } }: { view: ProposalView }): JSX.Element | null {
  const { decision, status, number, kind } = proposal;
  if (!decision || status === "draft" || status === "open") return null;
  const words = wordsFrom(REVIEWING).page;
  return (
    <div class={`decision decision-${status}`}>
      <p>
        <b>
          <span aria-hidden="true">{DECISIONS[status]} </span>
          {words.decisions[status]}
        </b>{" "}
        {words.decidedBy(<PersonAndDate person={decision.by} iso={decision.at} exact />)}
        {number !== null &&
          (kind === "supply" ? words.gaveWords : words.became)(
            <a href={address.version(work.id, passage.id, number)}>v{number}</a>,
          )}
        .{proposal.otherwise?.edited && <> {words.edited(decision.by.name)}</>}
        {proposal.otherwise?.rest !== undefined && (
          <>
            {" "}
            {words.rest((link) => (
              <a href={address.proposal(work.id, proposal.otherwise!.rest!)}>{link}</a>
            ))}
          </>
        )}
      </p>
      {decision.reason && <blockquote>{decision.reason}</blockquote>}
    </div>
  );
}
