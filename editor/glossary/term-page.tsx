/** `/{work}/terms/{term}`: a term as it reads, what is proposed for it, how it came to read so, and where it stands. */
import type { JSX } from "preact";
import { mayProposeTerm, maySetTerm, type TermSaid } from "../../translations/ledger/term-state.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { Dated } from "../design/People.tsx";
import { Prose } from "../design/Prose.tsx";
import { calledAs } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Requests } from "../requests/requests.ts";
import { Follow } from "../shell/Follow.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit } from "../shell/view.ts";
import { ConcordanceList } from "./concordance-list.tsx";
import { TermDifference, TermFacts } from "./term-difference.tsx";
import { TermForm } from "./term-form.tsx";
import { TermProposals } from "./term-proposals.tsx";
import type { TermView } from "./view.ts";
import { GLOSSARY } from "./words.tsx";

export const termPage: PageOf<TermView> = {
  Page: TermPage,
  title: ({ term }) => wordsFrom(GLOSSARY).term(nameOf(term)),
};

/** A term by its source words, as they stand, were or are proposed; where all went, its id. */
function nameOf({ id, words, history, proposals }: TermView["term"]): string {
  const all = [words, ...history.map((each) => each.words).reverse(), ...proposals.map((each) => each.words).reverse()];
  return all.find((each) => each !== null)?.source ?? id;
}

function TermPage({ view, visit }: { view: TermView; visit: Visit }): JSX.Element {
  const { work, term, concordance } = view;
  const words = wordsFrom(GLOSSARY);
  const name = nameOf(term);
  const crumbs = wayTo(work, null, { words: words.crumb, href: address.terms(work.id) });
  return (
    <Page visit={visit} crumbs={[...crumbs, { words: name }]} mode="reading" name="glossary term-page">
      <h1 lang={work.sourceLanguage}>{name}</h1>
      {term.words ? <TermFacts words={term.words} work={work} /> : <p class="empty">{missing(term, words)}</p>}
      <Follow visit={visit} work={work.id} on={{ what: "term", id: term.id }} />
      <TermProposals term={term} work={work} visit={visit} />
      {may(visit, mayProposeTerm) && (
        <details class="term-change">
          <summary>{words.change}</summary>
          <TermForm
            work={work}
            term={term.id}
            words={term.words ?? term.history.findLast((each) => each.words)?.words ?? null}
            standing={term.words}
            visit={visit}
          />
        </details>
      )}
      <Requests work={work.id} requests={view.requests} />
      {concordance && <ConcordanceList view={view} concordance={concordance} visit={visit} />}
      <History view={view} />
      {term.words && may(visit, maySetTerm) && <Retire view={view} />}
    </Page>
  );
}

function missing({ history, proposals }: TermView["term"], words: typeof GLOSSARY.en): string {
  if (history.at(-1)?.retired) return words.retired;
  return history.length === 0 && proposals.some((each) => each.words) ? words.onlyProposed : words.takenOut;
}

/** How the term came to read so: who said what, when and why, and what differed from before; the newest first. */
function History({ view: { term, work } }: { view: TermView }): JSX.Element | null {
  const words = wordsFrom(GLOSSARY);
  if (term.history.length === 0) return null;
  const before = (at: number): TermSaid | undefined => term.history[at - 1];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol class="term-history" reversed>
        {term.history
          .map((said, at) => (
            <li>
              <p class="facts">
                {(said.retired ? words.wasRetired : words.set)(
                  said.by ? calledAs(said.by) : words.notKnown,
                  <Dated iso={said.at} exact />,
                )}
                {said.proposal !== null && (
                  <>
                    {", "}
                    <a href={`#proposal-${said.proposal}`}>{words.acceptedAs(said.proposal)}</a>
                  </>
                )}
                {said.import !== null && (
                  <>
                    {", "}
                    <a href={address.termsInOut(work.id, { done: said.import })}>{words.broughtIn}</a>
                  </>
                )}
              </p>
              <Prose text={reasonOf(term, said)} lang={work.sourceLanguage} />
              {said.words && <TermDifference before={before(at)?.words ?? null} after={said.words} work={work} />}
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  );
}

/** What was said with it, and where that is nothing, why it was proposed. */
function reasonOf({ proposals }: TermView["term"], { reason, proposal }: TermSaid): string {
  return reason === "" && proposal !== null ? (proposals[proposal - 1]?.reason ?? "") : reason;
}

function Retire({ view: { term, work } }: { view: TermView }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  return (
    <details class="term-change">
      <summary>{words.retire}</summary>
      <form method="post" action={address.retireTerm(work.id, term.id)}>
        <p class="field">
          <label for="retire-reason">{words.reason}</label>
          <textarea
            id="retire-reason"
            name="reason"
            rows={2}
            required
            maxLength={LIMITS.reason}
            aria-describedby="retire-hint"
          />
          <span class="hint" id="retire-hint">
            {words.retireHint}
          </span>
        </p>
        <button type="submit" class="button">
          {words.retire}
        </button>
      </form>
    </details>
  );
}
