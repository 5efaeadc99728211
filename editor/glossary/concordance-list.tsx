/** Every passage whose source has a term, source and rendering beside each other, to be revised together. */
import type { JSX } from "preact";
import { mayBegin } from "../../translations/ledger/rights.ts";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { may, type Visit, type WorkHead } from "../shell/view.ts";
import type { Concordance, ConcordanceLine, Piece, TermView } from "./view.ts";
import { GLOSSARY } from "./words.tsx";

interface Shown {
  view: TermView;
  concordance: Concordance;
  visit: Visit;
}

export function ConcordanceList({ view: { work, term }, concordance, visit }: Shown): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  const { passages, others, lines, next } = concordance;
  const revises = may(visit, mayBegin) && lines.length > 0;
  const only: Record<string, string> = others ? { only: "others" } : {};
  const current = (is: boolean) => (is ? "page" : undefined);
  const list = (
    <ol class="concordance">
      {lines.map((line) => (
        <Line line={line} work={work} revises={revises} />
      ))}
    </ol>
  );
  return (
    <section aria-labelledby="concordance">
      <h2 id="concordance">{words.concordance}</h2>
      <p>{words.passages(passages)}</p>
      {passages > 0 && (
        <nav class="only" aria-label={words.which}>
          <a href={`${address.term(work.id, term.id)}#concordance`} aria-current={current(!others)}>
            {words.allPassages}
          </a>{" "}
          <a href={`${address.term(work.id, term.id, { only: "others" })}#concordance`} aria-current={current(others)}>
            {words.others}
          </a>
        </nav>
      )}
      {passages > 0 && lines.length === 0 && <p class="empty">{words.noneHere}</p>}
      {revises ? (
        <form method="post" action={address.proposing(work.id)}>
          <input type="hidden" name="summary" value={reasonOf(term)} />
          {list}
          <p class="buttons">
            <button type="submit" class="button primary" aria-describedby="revise-hint">
              {words.revise}
            </button>{" "}
            <span class="hint" id="revise-hint">
              {words.reviseHint}
            </span>
          </p>
        </form>
      ) : (
        lines.length > 0 && list
      )}
      {next !== null && (
        <p class="more">
          <a href={`${address.term(work.id, term.id, { ...only, after: next })}#concordance`} rel="next">
            {words.furtherPassages}
          </a>
        </p>
      )}
    </section>
  );
}

/** Why the term reads as it does: what its last decision said, or the proposal that was accepted. */
function reasonOf({ history, proposals }: TermView["term"]): string {
  const last = history.at(-1);
  const proposed = last?.proposal === null || last === undefined ? "" : (proposals[last.proposal - 1]?.reason ?? "");
  return last?.reason || proposed;
}

function Line({ line, work, revises }: { line: ConcordanceLine; work: WorkHead; revises: boolean }): JSX.Element {
  const words = wordsFrom(GLOSSARY);
  const { passage, version, source, rendering, stands, open } = line;
  const { id, locator } = passage;
  return (
    <li>
      <p class="facts">
        {revises && (
          <>
            <input
              type="checkbox"
              id={`revise-${id}`}
              name="passages"
              value={id}
              defaultChecked={stands !== "preferred" && stands !== "unrendered"}
            />{" "}
            <label for={`revise-${id}`}>
              <Hidden>{words.choose("")}</Hidden>
              {locator}
            </label>{" "}
          </>
        )}
        <a href={address.passage(work.id, id)}>{revises ? words.open(<Hidden> {locator}</Hidden>) : locator}</a>
        {version !== null && (
          <>
            {" "}
            <a href={address.version(work.id, id, version)}>{words.version(version)}</a>
          </>
        )}
        {" · "}
        <span class={`stands ${stands}`}>{words.stands[stands]}</span>
        {open > 0 && ` · ${words.openHere(open)}`}
      </p>
      <div class="concordance-pair">
        <p lang={work.sourceLanguage}>
          <Pieces pieces={source} />
        </p>
        <p lang={work.language}>
          <Pieces pieces={rendering} />
        </p>
      </div>
    </li>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }): JSX.Element {
  return <>{pieces.map(({ words, mark }) => (mark === null ? words : <mark class={`is-${mark}`}>{words}</mark>))}</>;
}
