/** `/review`: the proposals that wait for a decision, and the renderings whose source reads otherwise now. */
import type { JSX } from "preact";
import { mayConfirm } from "../../translations/ledger/rights.ts";
import { address } from "../links/addresses.ts";
import { ProposedTerms } from "../glossary/glossary.ts";
import { useOpen } from "../shell/Counts.tsx";
import { SourceMoved, StillHolds } from "../passage/passage.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page } from "../shell/Page.tsx";
import { Age, Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";
import { calledAs, inARow, namesOf, openWords } from "../design/wording.ts";
import type { Person } from "../../translations/notes/note.ts";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "../rendering/words.ts";
import { QUEUE_KINDS, QUEUE_STATES, type ProposalInReview, type ReviewView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import { SHELL } from "../shell/words.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { REVIEWING } from "./words.tsx";

export const reviewPage: PageOf<ReviewView> = {
  Page: ReviewPage,
  title: () => wordsFrom(REVIEWING).review.crumb,
};

function ReviewPage({ view, visit }: { view: ReviewView; visit: Visit }): JSX.Element {
  const { proposals, only, now } = view;
  const { works, review: words } = wordsFrom(REVIEWING);
  const open = useOpen(view.open);
  return (
    <Page
      visit={visit}
      crumbs={[{ words: works, href: address.works() }, { words: words.crumb }]}
      mode="reviewing"
      about={proposals.length > 1 && !only.newest ? words.oldestFirst(openWords(open)) : openWords(open)}
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
      {visit.actor && view.mine === null && <p class="hint">{words.whoDecides}</p>}
      <Only view={view} />
      <Choose view={view} />
      {proposals.length === 0 ? (
        <NoneWaits view={view} />
      ) : (
        <ol class="waiting">
          {proposals.map((line) => (
            <Waiting line={line} only={only} now={now} />
          ))}
        </ol>
      )}
      {view.next !== null && (
        <p class="more">
          <a href={address.review({ ...only, after: view.next })} rel="next">
            {words.further}
          </a>
        </p>
      )}
      {view.terms.length > 0 && (
        <section aria-labelledby="terms">
          <h2 id="terms">{words.terms}</h2>
          <ProposedTerms terms={view.terms} titled />
        </section>
      )}
      {view.outlines.length > 0 && (
        <section aria-labelledby="outlines">
          <h2 id="outlines">{words.outlines}</h2>
          <ProposedOutlines outlines={view.outlines} only={only} now={now} />
        </section>
      )}
      <MovedSources view={view} visit={visit} />
    </Page>
  );
}

/** How outlines are proposed to change, a line each. */
function ProposedOutlines({ outlines, only, now }: Pick<ReviewView, "outlines" | "only" | "now">): JSX.Element {
  const words = wordsFrom(REVIEWING).review;
  const { reshaping } = wordsFrom(SHELL);
  return (
    <ol class="proposed-terms">
      {outlines.map(({ work, number, by, at, reason, passages, act, stale, rivals, yours }) => (
        <li>
          <p>
            <a href={address.outlineProposal(work.id, number)} data-line>
              {reshaping[act](inARow(passages.map(({ locator }) => locator)))}
            </a>
          </p>
          <p class="work-title">{work.title}</p>
          <p class="summary">
            <Mixed text={reason} lang={work.sourceLanguage} />
          </p>
          <p class="facts">
            {words.by(
              <People people={[by]} only={only} />,
              now === null ? <Dated iso={at} exact /> : <Age iso={at} now={now} />,
            )}
            {rivals > 0 && words.outlineRivals(rivals)}
            {yours !== null && words.yours[yours]}
            {stale && (
              <>
                {" · "}
                <span class="stale">{words.outlineStale}</span>
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What stands where nothing waits, or nothing of what is asked for. */
function NoneWaits({ view }: { view: ReviewView }): JSX.Element {
  const words = wordsFrom(REVIEWING).review;
  if (isPart(view)) return <p class="empty">{words.noneOfThese}</p>;
  return (
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
  );
}

/** A proposal that waits. @param now the instant from which its age is told; null: it is told when it was proposed. */
function Waiting({ line, only, now }: { line: ProposalInReview } & Pick<ReviewView, "only" | "now">): JSX.Element {
  const words = wordsFrom(REVIEWING).review;
  const { work, passage, others, proposal, proposers, summary, at, notes, stale, ...told } = line;
  return (
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
      <p class="work-title">
        {only.work === work.id ? work.title : <a href={address.review({ ...only, work: work.id })}>{work.title}</a>}
      </p>
      {told.first && (
        <p class="first-change" lang={work.language}>
          <FirstChange first={told.first} />
        </p>
      )}
      {summary !== "" && (
        <p class="summary">
          <Mixed text={summary} lang={work.sourceLanguage} />
        </p>
      )}
      <p class="facts">
        {words.by(
          <People people={proposers} only={only} />,
          now === null ? <Dated iso={at} exact /> : <Age iso={at} now={now} />,
        )}
        {told.changes > 0 && words.changes(told.changes)}
        {notes > 0 && words.notes(notes)}
        {told.kinds.length > 0 && words.kinds(inARow(told.kinds.map((kind) => wordsFrom(RENDERING).categories[kind])))}
        {told.discussed.all > 0 && words.discussed(told.discussed)}
        {told.rivals > 0 &&
          words.rivals(
            told.rivals,
            told.beside &&
              ((link) => <a href={address.collation(work.id, told.beside!.passage, told.beside!.sigla)}>{link}</a>),
          )}
        {told.yours !== "approved" && told.approvers.length > 0 && words.approvedBy(namesOf(told.approvers))}
        {told.yours !== null && words.yours[told.yours]}
        {told.putsBack > 0 && (
          <>
            {" · "}
            <span class="stale">{words.putsBack}</span>
          </>
        )}
        {stale && (
          <>
            {" · "}
            <span class="stale">{words.stale}</span>
          </>
        )}
      </p>
    </li>
  );
}

/** True if no more than some of the queue is asked for. */
function isPart({ only }: ReviewView): boolean {
  return only.work !== "" || only.person !== "" || only.mine || only.kind !== "" || only.state !== "";
}

/** All of the queue, or what is one's own to decide, or what is chosen by a line's work or people; and in which order. */
function Only({ view }: { view: ReviewView }): JSX.Element | null {
  const words = wordsFrom(REVIEWING).review;
  const { only, mine, open, proposals } = view;
  if (proposals.length < 2 && !isPart(view)) return null;
  const [first] = proposals;
  const { newest, ...chosen } = only;
  const person = first?.proposers.find(({ id }) => id === only.person)?.name ?? only.person;
  const current = (is: boolean) => (is ? "page" : undefined);
  return (
    <nav class="only" aria-label={words.which}>
      <a href={address.review({ newest })} aria-current={current(!isPart(view))}>
        {words.all(open.waiting)}
      </a>{" "}
      {mine !== null && (
        <a href={address.review({ ...only, mine: !only.mine })} aria-current={current(only.mine)}>
          {words.mine(mine)}
        </a>
      )}{" "}
      {only.work !== "" && <span aria-current="true">{words.ofWork(first?.work.title ?? only.work)}</span>}{" "}
      {only.person !== "" && <span aria-current="true">{words.ofPerson(person)}</span>}{" "}
      <a href={address.review({ ...chosen, newest: !newest })}>{newest ? words.oldest : words.newest}</a>
    </nav>
  );
}

/** Which kinds and states are shown: a form that leads to an address of its own. */
function Choose({ view }: { view: ReviewView }): JSX.Element | null {
  const { only, proposals } = view;
  if (proposals.length < 2 && !isPart(view)) return null;
  const words = wordsFrom(REVIEWING).review.choose;
  const { categories } = wordsFrom(RENDERING);
  const kept = { work: only.work, person: only.person, mine: only.mine ? "yes" : "", by: only.newest ? "newest" : "" };
  return (
    <form class="row-form queue-choose" method="get" action={address.review()}>
      {Object.entries(kept).map(([name, value]) => value !== "" && <input type="hidden" name={name} value={value} />)}
      <label for="queue-kind">{words.kind}</label>
      <select id="queue-kind" name="kind">
        <option value="">{words.anyKind}</option>
        {QUEUE_KINDS.map((kind) => (
          <option value={kind} selected={kind === only.kind}>
            {categories[kind]}
          </option>
        ))}
      </select>
      <label for="queue-state">{words.state}</label>
      <select id="queue-state" name="state">
        <option value="">{words.anyState}</option>
        {QUEUE_STATES.map((state) => (
          <option value={state} selected={state === only.state}>
            {words.states[state]}
          </option>
        ))}
      </select>
      <button type="submit" class="button">
        {words.show}
      </button>
    </form>
  );
}

/** Names, each with an account a way to what that person proposes. */
function People({ people, only }: { people: readonly Person[]; only: ReviewView["only"] }): JSX.Element {
  return (
    <>
      {people.map((person, at) => (
        <>
          {at > 0 && ", "}
          {person.id === undefined || person.id === only.person ? (
            calledAs(person)
          ) : (
            <a href={address.review({ ...only, person: person.id })}>{calledAs(person)}</a>
          )}
        </>
      ))}
    </>
  );
}

/** The words of a change as they read and as they are to read. */
function FirstChange({ first: { before, after } }: { first: { before: string; after: string } }): JSX.Element {
  return (
    <>
      {before !== "" && (
        <del class="deleted">
          <span class="changed-words">{before}</span>
        </del>
      )}
      {before !== "" && after !== "" && <span aria-hidden="true"> → </span>}
      {after !== "" && (
        <ins class="inserted">
          <span class="changed-words">{after}</span>
        </ins>
      )}
    </>
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
