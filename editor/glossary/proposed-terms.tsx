/** What is proposed for terms and waits, a line each: on the page of terms, in the queue, and among one's own work. */
import type { JSX } from "preact";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { calledAs } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { ProposedTerm } from "./view.ts";
import { GLOSSARY } from "./words.tsx";

/** @param titled whether each says of which work it is */
export function ProposedTerms({ terms, titled }: { terms: readonly ProposedTerm[]; titled: boolean }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  return (
    <ol class="proposed-terms">
      {terms.map(({ work, term, number, by, at, reason, status, named, before, after }) => (
        <li>
          <p>
            <a href={`${address.term(work.id, term)}#proposal-${number}`} data-line>
              <span lang={work.sourceLanguage}>{named === "" ? words.removedWords : named}</span>
            </a>{" "}
            {before !== null && before !== after && (
              <>
                <del class="deleted" lang={work.language}>
                  <span class="changed-words">{before}</span>
                </del>
                <span aria-hidden="true"> → </span>
              </>
            )}
            <span lang={work.language}>{after}</span>
          </p>
          {titled && <p class="work-title">{work.title}</p>}
          <p class="summary">
            <Mixed text={reason} lang={work.sourceLanguage} />
          </p>
          <p class="facts">
            {words.proposedBy(<>{calledAs(by)}</>, <Dated iso={at} exact />)} · {words.statuses[status]}
            {before === null && ` · ${words.newTerm}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
