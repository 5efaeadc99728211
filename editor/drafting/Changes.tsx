/** The changes from the base, numbered, each with its reason or the lack of one. */
import type { JSX } from "preact";
import { doubtInWords } from "../checking/checking.ts";
import { RENDERING } from "../rendering/words.ts";
import { inWords } from "./in-words.ts";
import { OneReason, Tick } from "./OneReason.tsx";
import type { DraftModel, ListedChange } from "./model.ts";
import { PutBack } from "./PutBack.tsx";
import { keyOf, type PutBackBy } from "./putting-back.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function Changes({ model }: { model: DraftModel }): JSX.Element {
  const changes = model.listed.value;
  const words = wordsFrom(DESK).changes;
  return (
    <section class="draft-changes" aria-labelledby="draft-changes-title">
      <h2 id="draft-changes-title" class="draft-label">
        <span>
          {words.title(model.page.base?.number ?? "")}
          <Count changes={changes} />
        </span>
        <span class="draft-steps">
          <button
            type="button"
            aria-label={words.previous}
            title={words.previousTitle}
            disabled={changes.length === 0}
            onClick={() => model.step(-1)}
          >
            ←
          </button>
          <button
            type="button"
            aria-label={words.next}
            title={words.nextTitle}
            disabled={changes.length === 0}
            onClick={() => model.step(1)}
          >
            →
          </button>
        </span>
      </h2>
      {changes.length === 0 ? <p class="draft-empty">{nothingYet(model)}</p> : <List model={model} changes={changes} />}
      <OneReason model={model} changes={changes} />
    </section>
  );
}

/** How many there are, and how many of them nobody has explained yet: a count, and no reproach on each. */
function Count({ changes }: { changes: ListedChange[] }): JSX.Element | null {
  if (changes.length === 0) return null;
  const bare = changes.filter(({ reasons }) => reasons.length === 0).length;
  const words = wordsFrom(DESK).changes;
  return (
    <span class="draft-count">
      {changes.length}
      {bare > 0 && (bare === changes.length ? words.noReasons : words.withoutReason(bare))}
    </span>
  );
}

function nothingYet({ page, opened, invited }: DraftModel): string {
  const [words, base] = [wordsFrom(DESK).changes, page.base?.number ?? ""] as const;
  if (!opened.value) return words.notOpen;
  return invited.value ? words.nothingToWrite(base) : words.nothing(base);
}

function List({ model, changes }: { model: DraftModel; changes: ListedChange[] }): JSX.Element {
  const putBack = model.puttingBack.signs.value;
  return (
    <ol>
      {changes.map((change) => (
        <li key={change.number} aria-current={model.current.value === change.number ? "true" : undefined}>
          <Tick model={model} change={change} changes={changes} />
          <button type="button" class="draft-change" onClick={() => model.goTo(change)}>
            <span class="of">{wordsFrom(DESK).changes.of(change.number, changes.length)}</span> {inWords(change)}
          </button>{" "}
          <Reason model={model} change={change} />
          <Doubted model={model} change={change} />
          <Sign version={putBack.get(keyOf(change))} lang={model.page.work.sourceLanguage} />
        </li>
      ))}
    </ol>
  );
}

function Sign({ version, lang }: { version: PutBackBy | undefined; lang: string }): JSX.Element | null {
  return version ? <PutBack version={version} lang={lang} /> : null;
}

function Reason({ model, change }: { model: DraftModel; change: ListedChange }): JSX.Element | null {
  const words = wordsFrom(DESK).changes;
  const [first, ...more] = change.reasons;
  if (first !== undefined)
    return <span class="why">{more.length === 0 ? words.reason(first) : words.reasons(change.reasons)}</span>;
  if (!model.mayWrite.value) return null;
  return (
    <button
      type="button"
      class="link why"
      aria-label={words.whyHeard(change.number)}
      onClick={() => model.noteOnChange(change)}
    >
      {words.why}
    </button>
  );
}

/** What the reason calls the change, and what it does instead. */
function Doubted({ model, change }: { model: DraftModel; change: ListedChange }): JSX.Element | null {
  const doubt = model.checks.doubts.value.get(change.number);
  return doubt ? <p class="puts-back">{doubtInWords(doubt, wordsFrom(RENDERING).categories)}</p> : null;
}
