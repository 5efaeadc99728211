/** The source words, the terms in them, and the notes that stand on the base. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Term } from "../../translations/ledger/work.ts";
import { withPilcrows } from "../../translations/text/lines.ts";
import { RENDERING } from "../rendering/words.ts";
import type { DraftModel } from "./model.ts";
import { Remembered } from "./Remembered.tsx";
import { SourceWords } from "./SourceWords.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { WorkHead } from "../shell/view.ts";
import { DESK } from "./desk-words.tsx";

/** Below this width the panel begins folded; it is the one at which `draft-page.css` puts the columns under each other. */
const WIDE = "(min-width: 60rem)";

export function SourcePanel({ model }: { model: DraftModel }): JSX.Element {
  const [open, setOpen] = useState(true);
  const { work, notes, base } = model.page;
  const words = wordsFrom(DESK).source;
  const terms = model.page.terms.filter(({ source, forms = [] }) =>
    [source, ...forms].some((each) => model.source.includes(each)),
  );
  useEffect(() => setOpen(window.matchMedia(WIDE).matches), []);
  return (
    <details class="draft-source" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2 class="draft-label">{words.title}</h2>
      </summary>
      <Words model={model} />
      {terms.length > 0 && <Terms terms={terms} work={work} />}
      <Remembered model={model} />
      {notes.length > 0 && (
        <details class="draft-base-notes">
          <summary>{words.notes(base?.number ?? "", notes.length)}</summary>
          {notes.map(({ note }) => (
            <article key={note.id}>
              <p class="lemma">
                {note.target && <q>{withPilcrows(note.target.exact)}</q>}{" "}
                <span class="category">{wordsFrom(RENDERING).categories[note.category]}</span>
              </p>
              <p>{note.body}</p>
              <p class="by">{note.author.name}</p>
            </article>
          ))}
        </details>
      )}
    </details>
  );
}

function Words({ model }: { model: DraftModel }): JSX.Element {
  const { source } = model.page.passage;
  const words = wordsFrom(DESK).source;
  if (model.source === "") return <p class="draft-empty">{words.notHeld}</p>;
  return (
    <>
      {source.held === "phrases" && <p class="hint">{words.phrases}</p>}
      <SourceWords model={model} />
      {model.mayWrite.value && (
        <p class="hint draft-source-fault">
          <a href={address.proposeSource(model.page.work.id, model.page.passage.id)}>{words.correct}</a>
        </p>
      )}
    </>
  );
}

function Terms({ terms, work }: { terms: readonly Term[]; work: WorkHead }): JSX.Element {
  const words = wordsFrom(DESK).source;
  return (
    <>
      <h3 class="draft-label">{words.terms}</h3>
      <dl class="draft-terms">
        {terms.map((term) => (
          <div key={term.id}>
            <dt lang={work.sourceLanguage}>
              <a href={address.term(work.id, term.id)}>{term.source}</a>
            </dt>
            <dd lang={work.language}>
              {term.rendering}
              {term.alternatives.length > 0 && <span class="also">{words.also(term.alternatives)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
