/** `/{work}/-/outline/proposals/{number}`: how an outline is proposed to change, before and after, and its decision. */
import type { JSX } from "preact";
import { passagesOfChange, type OutlineProposal } from "../../translations/ledger/outline-proposals.ts";
import { PersonAndDate } from "../design/People.tsx";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { Diff, InWords, Measure } from "../difference/Diff.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { CutMark, Rendering } from "../rendering/Rendering.tsx";
import { Follow } from "../shell/Follow.tsx";
import { ReasonForm } from "../shell/Forms.tsx";
import type { PageNews } from "../shell/live.ts";
import { News, useNews } from "../shell/News.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit, WorkHead } from "../shell/view.ts";
import type { OutlinePassage, OutlineProposalView } from "./outline-proposal-view.ts";
import { OUTLINE_PROPOSALS } from "./outline-proposal-words.tsx";

export const outlineProposalPage: PageOf<OutlineProposalView> = {
  Page: OutlineProposalPage,
  title: (view) => `${titleOf(view)}, ${view.work.title}`,
};

/** What is proposed, in a few words: “Split into 2 passages”. */
export function outlineChangeInWords({ change, locators }: Pick<OutlineProposal, "change" | "locators">): string {
  const { acts } = wordsFrom(OUTLINE_PROPOSALS);
  if (change.act === "split") return acts.split(Math.max(locators.length, 2));
  return change.act === "join" ? acts.join(change.passages.length) : acts[change.act](1);
}

function titleOf({ proposal, before }: OutlineProposalView): string {
  const locator = before.find(({ changes }) => changes)?.locator ?? "";
  return wordsFrom(OUTLINE_PROPOSALS).title(outlineChangeInWords(proposal), locator);
}

function OutlineProposalPage({ view, visit }: { view: OutlineProposalView; visit: Visit }): JSX.Element {
  const { work, proposal, stale, again, before, after } = view;
  const news = useNews(work.id, null).filter((heard) => isAbout(heard, view));
  const { by, at, reason, status, decision } = proposal;
  const words = wordsFrom(OUTLINE_PROPOSALS);
  const isDone = status === "accepted";
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, null, { words: words.crumb, href: address.outline(work.id) })}
      name="form-page"
    >
      <h1>{titleOf(view)}</h1>
      {again && (
        <p class="told" role="status">
          {words.again}
        </p>
      )}
      <News work={work.id} news={news} />
      <p>
        <b>{words.stands[status]}</b>
      </p>
      <Follow visit={visit} work={work.id} on={{ what: "outline", id: String(proposal.number) }} />
      <p class="summary">
        <Mixed text={reason} lang={work.sourceLanguage} />
      </p>
      <p class="facts">{words.proposedBy(<PersonAndDate person={by} iso={at} exact />)}</p>
      {decision && (
        <p class="facts">
          {words.decidedBy(<PersonAndDate person={decision.by} iso={decision.at} exact />)}
          {decision.reason !== "" && `: “${decision.reason}”`}
        </p>
      )}
      {stale && <Stale view={view} />}
      {proposal.change.act === "source" ? (
        <OfSource view={view} passage={proposal.change.passage} />
      ) : (
        <>
          <Side title={isDone ? words.was : words.before} id="before" passages={before} work={work} />
          <Side title={isDone ? words.is : words.after} id="after" passages={after} work={work} />
        </>
      )}
      <Decide view={view} />
    </Page>
  );
}

/** News of itself, or of words and other changes of the passages that it is about. */
function isAbout(heard: PageNews, { proposal }: OutlineProposalView): boolean {
  if (heard.type === "missed") return true;
  return heard.type !== "thread" && passagesOfChange(proposal.change).includes(heard.passage);
}

/** That it can't be accepted as things stand, and how it can be brought up to date. */
function Stale({ view: { work, proposal, may } }: { view: OutlineProposalView }): JSX.Element {
  const words = wordsFrom(OUTLINE_PROPOSALS);
  const { change, number } = proposal;
  if (change.act !== "source") return <p class="stale">{words.stale}</p>;
  return (
    <p class="stale">
      {words.staleSource}
      {may.anew && (
        <>
          {" "}
          <a class="button" href={address.proposeSource(work.id, change.passage, number)}>
            {words.anew}
          </a>
        </>
      )}
    </p>
  );
}

/** How a source is to read, word by word beside how it reads, and where that is found. */
function OfSource({ view, passage }: { view: OutlineProposalView; passage: string }): JSX.Element {
  const { work, proposal, source } = view;
  const words = wordsFrom(OUTLINE_PROPOSALS);
  const lang = work.sourceLanguage;
  const provenance = proposal.source?.provenance;
  const both = source && {
    older: { rendering: source.older, name: null, notes: [] },
    newer: { rendering: source.newer, name: null, notes: [] },
    ...({ show: "inline", lang, found: source.found } as const),
  };
  return (
    <section aria-labelledby="source-changes">
      <h2 id="source-changes">{proposal.status === "open" ? words.changed : words.wasChanged}</h2>
      {both ? (
        <>
          <Measure older={source.older} newer={source.newer} found={source.found} />
          <Diff {...both} />
          <InWords {...both} sourceLanguage={lang} />
        </>
      ) : (
        <p class="empty">{words.sourceGone}</p>
      )}
      {provenance && (
        <p class="facts">
          <Mixed text={words.provenance(provenance)} lang={lang} />
        </p>
      )}
      <p>
        <a href={`${address.passage(work.id, passage)}#discussion`}>{words.discuss}</a>
      </p>
    </section>
  );
}

function Side(props: { title: string; id: string; passages: readonly OutlinePassage[]; work: WorkHead }): JSX.Element {
  const { title, id, passages, work } = props;
  const words = wordsFrom(OUTLINE_PROPOSALS);
  return (
    <section aria-labelledby={id} class={`outline-side outline-${id}`}>
      <h2 id={id}>{title}</h2>
      <ol class="outline-list">
        {passages.map((passage) => (
          <li>
            <p>
              <Called passage={passage} work={work.id} mark={id === "after"} />
            </p>
            <Words passage={passage} work={work} />
            {passage.changes && passage.id === null && !passage.rendering && passage.source.length === 0 && (
              <p class="empty">{words.notHeld}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Source and rendering beside each other, with a mark wherever they are cut, or put together. */
function Words({ passage, work }: { passage: OutlinePassage; work: WorkHead }): JSX.Element | null {
  const { source, rendering, cuts } = passage;
  if (source.length === 0 && !rendering) return null;
  return (
    <div class="outline-words">
      {source.length > 0 && (
        <div class="source-words" lang={work.sourceLanguage}>
          {source.map((each, at) => (
            <p>
              {cutParagraph(
                each,
                cuts.source.flatMap(({ paragraph, offset }) => (paragraph === at ? offset : [])),
              )}
            </p>
          ))}
        </div>
      )}
      {rendering && <Rendering rendering={rendering} lang={work.language} cuts={cuts.rendering} />}
    </div>
  );
}

function cutParagraph(words: string, cuts: readonly number[]): JSX.Element {
  const edges = [0, ...cuts, words.length];
  return (
    <>
      {edges.slice(1).map((end, at) => (
        <>
          {at > 0 && <CutMark />}
          {words.slice(edges[at], end)}
        </>
      ))}
    </>
  );
}

/** What changes is marked as words are: what goes, and what comes. */
function Called({ passage, work, mark }: { passage: OutlinePassage; work: string; mark: boolean }): JSX.Element {
  const { id, locator, changes } = passage;
  const words = wordsFrom(OUTLINE_PROPOSALS);
  const named = id === null ? <>{locator}</> : <a href={address.passage(work, id)}>{locator}</a>;
  if (!changes) return named;
  const hidden = <Hidden> ({words.changes})</Hidden>;
  return mark ? (
    <ins class="inserted">
      <span class="changed-words">{named}</span>
      {hidden}
    </ins>
  ) : (
    <del class="deleted">
      <span class="changed-words">{named}</span>
      {hidden}
    </del>
  );
}

function Decide({ view: { work, proposal, stale, may } }: { view: OutlineProposalView }): JSX.Element | null {
  if (!may.decide && !may.withdraw) return null;
  const words = wordsFrom(OUTLINE_PROPOSALS);
  const to = (verb: string): string => address.decideOutline(work.id, proposal.number, verb);
  return (
    <section class="acts" aria-labelledby="acts">
      <h2 id="acts">{words.decide}</h2>
      {may.decide && !stale && (
        <p class="hint">{proposal.change.act === "source" ? words.acceptSource : words.acceptHint}</p>
      )}
      <div class="act-row">
        {may.decide && !stale && (
          <ReasonForm
            action={to("accept")}
            name="accept"
            title={words.accept}
            button={words.acceptIt}
            label={words.why}
            required={false}
            primary
          />
        )}
        {may.decide && (
          <ReasonForm
            action={to("decline")}
            name="decline"
            title={words.decline}
            button={words.declineIt}
            label={words.why}
            required
          />
        )}
        {may.withdraw && (
          <ReasonForm
            action={to("withdraw")}
            name="withdraw"
            title={words.withdraw}
            button={words.withdrawIt}
            label={words.why}
            required={false}
            quiet
          />
        )}
      </div>
    </section>
  );
}
