/** What is proposed for a term, and was: the difference it makes, why, what was said of it, and what whoever looks may do. */
import type { JSX } from "preact";
import { isTermUndecided, termRightsIn, type TermProposal } from "../../translations/ledger/term-state.ts";
import { seenOf } from "../../translations/ledger/term-words.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { Dated } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { calledAs } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { actingHere, type Visit, type WorkHead } from "../shell/view.ts";
import { TermDifference } from "./term-difference.tsx";
import { TermForm } from "./term-form.tsx";
import type { TermView } from "./view.ts";
import { GLOSSARY } from "./words.tsx";

interface Shown {
  term: TermView["term"];
  work: WorkHead;
  visit: Visit;
}

/** What waits stands first, then what was decided, each the newest first. */
export function TermProposals({ term, work, visit }: Shown): JSX.Element | null {
  const words = wordsFrom(GLOSSARY);
  if (term.proposals.length === 0) return null;
  const newest = term.proposals.toReversed();
  const all = [...newest.filter(isTermUndecided), ...newest.filter((each) => !isTermUndecided(each))];
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">{words.proposals}</h2>
      {all.map((proposal) => (
        <Proposal proposal={proposal} term={term} work={work} visit={visit} />
      ))}
    </section>
  );
}

function Proposal({ proposal, term, work, visit }: Shown & { proposal: TermProposal }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  const { number, by, at, reason, status, earlier } = proposal;
  const isGoing = isTermUndecided(proposal);
  const lang = work.sourceLanguage;
  const rights = termRightsIn(proposal, actingHere(visit));
  return (
    <article class={`term-proposal ${status}`} id={`proposal-${number}`} tabIndex={-1}>
      <h3>{words.proposalTitle(number)}</h3>
      <p class="facts">
        {words.by(calledAs(by), <Dated iso={at} exact />)} · <b>{words.statuses[status]}</b>
        {earlier.length > 0 && ` · ${words.earlier(earlier.length)}`}
      </p>
      <Prose text={reason} lang={lang} />
      {proposal.words ? (
        <>
          <h4>{isGoing && term.words ? words.differs : words.asNew}</h4>
          <TermDifference before={isGoing ? term.words : null} after={proposal.words} work={work} />
        </>
      ) : (
        <p class="empty">{words.takenOut}</p>
      )}
      <Said proposal={proposal} lang={lang} />
      {rights.decide && <Decide proposal={proposal} term={term} work={work} visit={visit} />}
      {rights.reword && (
        <details class="term-change">
          <summary>{words.rewordTitle}</summary>
          <TermForm
            work={work}
            term={term.id}
            words={proposal.words}
            standing={term.words}
            number={number}
            visit={visit}
          />
        </details>
      )}
      {rights.withdraw && (
        <form class="inline-form" method="post" action={address.onTerm(work.id, term.id, number, "withdraw")}>
          <button type="submit" class="quiet-action">
            {words.withdraw}
          </button>
        </form>
      )}
      {rights.remark && isGoing && <Remark action={address.onTerm(work.id, term.id, number, "remark")} id={number} />}
    </article>
  );
}

/** What was asked for, said and decided, in order. */
function Said({ proposal, lang }: { proposal: TermProposal; lang: string }): JSX.Element | null {
  const words = wordsFrom(GLOSSARY);
  const { remarks, returns, decision, status } = proposal;
  const did = status === "open" || status === "returned" ? "" : words.decidedBy[status];
  const all = [
    ...remarks.map(({ by, at, words: said }) => ({ by, at, did: "", said: said ?? words.remarkGone })),
    ...returns.map(({ by, at, reason }) => ({ by, at, did: words.returnedBy, said: reason })),
    ...(decision ? [{ ...decision, did, said: decision.reason }] : []),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  if (all.length === 0) return null;
  return (
    <>
      <h4>{words.remarks}</h4>
      <ol class="term-said">
        {all.map(({ by, at, did: what, said }) => (
          <li>
            <p class="facts">
              <b>{calledAs(by)}</b> {what}, <Dated iso={at} exact />
            </p>
            <Prose text={said} lang={lang} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** One reason, and three buttons. Accepting says which words were looked at: of words that changed meanwhile nothing is decided. */
function Decide({ proposal, term, work }: Shown & { proposal: TermProposal }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  const { number } = proposal;
  const to = (act: "accept" | "return" | "decline"): string => address.onTerm(work.id, term.id, number, act);
  return (
    <form class="term-decide" method="post" action={to("accept")} aria-label={words.decide}>
      <input type="hidden" name="seen" value={seenOf(term.words, proposal.words)} />
      <p class="field">
        <label for={`decide-${number}`}>{words.decideReason}</label>
        <textarea id={`decide-${number}`} name="reason" rows={2} maxLength={LIMITS.reason} />
      </p>
      <p class="buttons">
        <button type="submit" class="button primary">
          {words.accept}
        </button>{" "}
        <button type="submit" class="button" formAction={to("return")}>
          {words.return}
        </button>{" "}
        <button type="submit" class="button" formAction={to("decline")}>
          {words.decline}
        </button>
      </p>
    </form>
  );
}

function Remark({ action, id }: { action: string; id: number }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  return (
    <details class="term-change">
      <summary>{words.remark}</summary>
      <form method="post" action={action}>
        <p class="field">
          <label for={`remark-${id}`}>{words.remark}</label>
          <textarea id={`remark-${id}`} name="words" rows={3} required maxLength={LIMITS.comment} />
        </p>
        <button type="submit" class="button">
          {words.sayIt}
        </button>
      </form>
    </details>
  );
}
