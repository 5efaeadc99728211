/** `/review`: the proposals that wait for a decision, and the renderings whose source reads otherwise now. */
import type { JSX } from "preact";
import { mayConfirm } from "../../translations/ledger/rights.ts";
import { address } from "../links/addresses.ts";
import { useOpen } from "../shell/Counts.tsx";
import { SourceMoved, StillHolds } from "../passage/passage.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";
import { namesOf, openWords } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import type { ReviewView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";
import { REVIEWING } from "./words.tsx";

export const reviewPage: PageOf<ReviewView> = {
  Page: ReviewPage,
  title: () => wordsFrom(REVIEWING).review.crumb,
};

function ReviewPage({ view, visit }: { view: ReviewView; visit: Visit }): JSX.Element {
  const { proposals } = view;
  const { works, review: words } = wordsFrom(REVIEWING);
  const open = useOpen(view.open);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: works, href: address.works() }, { words: words.crumb }]}
      mode="reviewing"
      about={proposals.length > 1 ? words.oldestFirst(openWords(open)) : openWords(open)}
      name="review-page"
    >
      <h1>{words.title}</h1>
      <div class="news" role="status">
        {open.waiting !== view.open.waiting && (
          <p>
            {words.changed(openWords(open), (link) => (
              <a href="">{link}</a>
            ))}
          </p>
        )}
      </div>
      {proposals.length === 0 ? (
        <div class="empty">
          <p>
            {words.none((term) => (
              <Term id="proposal">{term}</Term>
            ))}
          </p>
          <p>
            {words.howTheyCome((link) => (
              <a href={address.works()}>{link}</a>
            ))}
          </p>
        </div>
      ) : (
        <ol class="waiting">
          {proposals.map(({ work, passage, others, proposal, proposers, summary, at, notes, stale }) => (
            <li>
              <h2>
                <a href={address.proposal(work.id, proposal.id)} data-line>
                  <Locator passage={passage} lang={work.sourceLanguage} />
                  {others.length > 0
                    ? words.andMore(others.length)
                    : proposal.kind === "supply"
                      ? words.textOf(proposal.base ?? 0)
                      : proposal.base === null
                        ? words.first
                        : words.revising(proposal.base)}
                </a>
              </h2>
              <p class="work-title">{work.title}</p>
              <p class="summary">
                <Mixed text={summary} lang={work.sourceLanguage} />
              </p>
              <p class="facts">
                {words.by(namesOf(proposers), <Dated iso={at} exact />)}
                {notes > 0 && words.notes(notes)}
                {stale && (
                  <>
                    {" · "}
                    <span class="stale">{words.stale}</span>
                  </>
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
      {view.next !== null && (
        <p class="more">
          <a href={address.review(view.next)} rel="next">
            {words.further}
          </a>
        </p>
      )}
      <MovedSources view={view} visit={visit} />
    </Page>
  );
}

/** The passages whose source reads otherwise now than it is rendered, each with what differs, and what to do about it. */
function MovedSources({ view: { moved }, visit }: { view: ReviewView; visit: Visit }): JSX.Element {
  const words = wordsFrom(REVIEWING).moved;
  const confirms = visit.actor !== null && mayConfirm(visit.actor);
  return (
    <section class="moved-sources" aria-labelledby="moved">
      <h2 id="moved">
        {words.title}
        {moved.count > 0 && <span class="number"> ({moved.count})</span>}
      </h2>
      {moved.count === 0 && <p class="empty">{words.none}</p>}
      <ol class="waiting">
        {moved.passages.map(({ work, passage, version, move }) => (
          <li>
            <h3>
              <a href={address.passage(work.id, passage.id)}>
                <Locator passage={passage} lang={work.sourceLanguage} />
              </a>
            </h3>
            <p class="work-title">{work.title}</p>
            <SourceMoved move={move} work={work} number={version} apart>
              {confirms && (
                <StillHolds work={work.id} passage={passage.id} number={version} source={move.to} on="review" />
              )}
              <p>
                <a href={`${address.passage(work.id, passage.id)}#propose`}>{words.revise}</a>
              </p>
            </SourceMoved>
          </li>
        ))}
      </ol>
      {moved.next !== null && (
        <p class="more">
          <a href={address.reviewMoved(moved.next)} rel="next">
            {words.further}
          </a>
        </p>
      )}
    </section>
  );
}
