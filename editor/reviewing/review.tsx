/** `/review`: the proposals that wait for a decision. */
import type { JSX } from "preact";
import { address } from "../links/addresses.ts";
import { useOpen } from "../shell/Counts.tsx";
import { Locator } from "../shell/Locator.tsx";
import { Page } from "../shell/Page.tsx";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";
import { count, namesOf, openWords } from "../design/wording.ts";
import type { ReviewView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const reviewPage: PageOf<ReviewView> = {
  Page: ReviewPage,
  title: () => "Review",
};

function ReviewPage({ view, visit }: { view: ReviewView; visit: Visit }): JSX.Element {
  const { proposals } = view;
  const open = useOpen(view.open);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: "Works", href: address.works() }, { words: "Review" }]}
      mode="reviewing"
      about={`${openWords(open)}${proposals.length > 1 ? ", oldest first" : ""}`}
      name="review-page"
    >
      <h1>Waiting for review</h1>
      <div class="news" role="status">
        {open.waiting !== view.open.waiting && (
          <p>
            This list has changed meanwhile: {openWords(open)}. <a href="">Look at it anew</a>.
          </p>
        )}
      </div>
      {proposals.length === 0 ? (
        <div class="empty">
          <p>
            No <Term id="proposal">proposal</Term> waits for review. To review is to read what a proposal changes, word
            by word, beside the reasons given for it, and to accept or decline it with a reason of your own.
          </p>
          <p>
            A proposal gets here when its translators press Propose. <a href={address.works()}>Open a work</a>, choose a
            passage, and begin one.
          </p>
        </div>
      ) : (
        <ol class="waiting">
          {proposals.map(({ work, passage, others, proposal, proposers, summary, at, notes, stale }) => (
            <li>
              <h2>
                <a href={address.proposal(work.id, proposal.id)}>
                  <Locator passage={passage} lang={work.sourceLanguage} />
                  {others.length > 0
                    ? ` and ${count(others.length, "passage")} more`
                    : proposal.kind === "supply"
                      ? `, the text of v${proposal.base ?? 0}`
                      : proposal.base === null
                        ? ", a first rendering"
                        : `, revising v${proposal.base}`}
                </a>
              </h2>
              <p class="work-title">{work.title}</p>
              <p class="summary">
                <Mixed text={summary} lang={work.sourceLanguage} />
              </p>
              <p class="facts">
                {namesOf(proposers)}, <Dated iso={at} exact />
                {notes > 0 && ` · ${count(notes, "note")}`}
                {stale && (
                  <>
                    {" · "}
                    <span class="stale">the passage has moved on since</span>
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
            Those that came after these
          </a>
        </p>
      )}
    </Page>
  );
}
