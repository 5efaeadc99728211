/** `/{work}/terms`: the glossary of a work. */
import type { JSX } from "preact";
import { mayProposeTerm } from "../../translations/ledger/term-state.ts";
import { renderingsOf } from "../../translations/ledger/term-words.ts";
import type { Term } from "../../translations/ledger/work.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import { ProposedTerms } from "./proposed-terms.tsx";
import { TermForm } from "./term-form.tsx";
import { TERMS_FILTERS, type TermsView } from "./view.ts";
import { GLOSSARY } from "./words.tsx";

export const termsPage: PageOf<TermsView> = {
  Page: TermsPage,
  title: ({ work }) => wordsFrom(GLOSSARY).title(work.title),
};

function TermsPage({ view, visit }: { view: TermsView; visit: Visit }): JSX.Element {
  const { work, asked, count, fitting, proposed, terms, next } = view;
  const words = wordsFrom(GLOSSARY);
  const proposes = may(visit, mayProposeTerm);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} mode="reading" name="glossary">
      <h1>{words.title(work.title)}</h1>
      {count === 0 ? (
        <p class="empty">{proposes ? words.empty : words.emptyToRead}</p>
      ) : (
        <>
          <p>{words.lead}</p>
          <Ask view={view} />
          <p class="facts">{words.fitting(fitting, count)}</p>
          {fitting === 0 && (
            <p class="empty">
              {words.noneFits((all) => (
                <a href={address.terms(work.id)}>{all}</a>
              ))}
            </p>
          )}
        </>
      )}
      <ul class="terms">
        {terms.map((term) => (
          <TermLine term={term} work={work} />
        ))}
      </ul>
      {next !== null && (
        <p class="more">
          <a href={address.terms(work.id, { ...asked, after: next })} rel="next">
            {words.further}
          </a>
        </p>
      )}
      {proposed.length > 0 && (
        <section aria-labelledby="proposed">
          <h2 id="proposed">{words.proposedTitle}</h2>
          <ProposedTerms terms={proposed} titled={false} />
        </section>
      )}
      {(proposes || !visit.actor) && (
        <section aria-labelledby="propose">
          <h2 id="propose">{words.proposeNew}</h2>
          <TermForm work={work} words={null} standing={null} visit={visit} />
        </section>
      )}
      <p class="facts">
        <a href={address.termsInOut(work.id)}>{words.inOut}</a>
      </p>
    </Page>
  );
}

/** What is looked for in the list. */
function Ask({ view: { work, asked } }: { view: TermsView }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  return (
    <form class="terms-asked" method="get" action={address.terms(work.id)} role="search">
      <p class="field">
        <label for="terms-q">{words.find}</label>
        <input id="terms-q" type="search" name="q" defaultValue={asked.q} aria-describedby="terms-q-hint" />
        <span class="hint" id="terms-q-hint">
          {words.findHint}
        </span>
      </p>
      <p class="field">
        <label for="terms-only">{words.show}</label>
        <select id="terms-only" name="only">
          {(["", ...TERMS_FILTERS] as const).map((each) => (
            <option value={each} selected={asked.only === each}>
              {words.filters[each]}
            </option>
          ))}
        </select>
      </p>
      <p class="buttons">
        <button type="submit" class="button">
          {words.search}
        </button>
      </p>
    </form>
  );
}

/** A term with its renderings, each with how it stands. */
function TermLine({ term, work }: { term: Term; work: WorkHead }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  const { id, source, forms = [], scope = "" } = term;
  return (
    <li id={`term-${id}`}>
      <p class="term-source">
        <a href={address.term(work.id, id)} lang={work.sourceLanguage} data-line>
          {source}
        </a>
        {forms.length > 0 && <span lang={work.sourceLanguage}>, {forms.join(", ")}</span>}
        {scope !== "" && <span class="term-scope"> ({scope})</span>}
      </p>
      <ul class="term-renderings">
        {renderingsOf(term).map(({ words: said, standing }) => (
          <li class={standing}>
            <span lang={work.language}>{said}</span>{" "}
            {standing !== "preferred" && <span class="standing">{words.standings[standing]}</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}
