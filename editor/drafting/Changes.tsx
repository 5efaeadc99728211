/** The changes from the base, numbered, each with its reason or the lack of one. */
import type { JSX } from "preact";
import { inWords } from "./in-words.ts";
import type { DraftModel, ListedChange } from "./model.ts";

export function Changes({ model }: { model: DraftModel }): JSX.Element {
  const changes = model.listed.value;
  return (
    <section class="draft-changes" aria-labelledby="draft-changes-title">
      <h2 id="draft-changes-title" class="draft-label">
        <span>
          Changes from v{model.page.base?.number}
          <Count changes={changes} />
        </span>
        <span class="draft-steps">
          <button
            type="button"
            aria-label="Previous change"
            title="Previous change (Shift+F7)"
            disabled={changes.length === 0}
            onClick={() => model.step(-1)}
          >
            ←
          </button>
          <button
            type="button"
            aria-label="Next change"
            title="Next change (F7)"
            disabled={changes.length === 0}
            onClick={() => model.step(1)}
          >
            →
          </button>
        </span>
      </h2>
      {changes.length === 0 ? <p class="draft-empty">{nothingYet(model)}</p> : <List model={model} changes={changes} />}
    </section>
  );
}

/** How many there are, and how many of them nobody has explained yet: a count, and no reproach on each. */
function Count({ changes }: { changes: ListedChange[] }): JSX.Element | null {
  if (changes.length === 0) return null;
  const bare = changes.filter(({ reasons }) => reasons.length === 0).length;
  return (
    <span class="draft-count">
      {changes.length}
      {bare > 0 &&
        `, ${bare === changes.length ? "no" : bare} ${bare === changes.length ? "reason yet" : "without a reason yet"}`}
    </span>
  );
}

function nothingYet({ page, opened, invited }: DraftModel): string {
  if (opened.value && !invited.value) return `Nothing differs from v${page.base?.number ?? ""} yet.`;
  return opened.value
    ? `Nothing differs from v${page.base?.number ?? ""} yet. Change the words you would render otherwise.`
    : "The changes show here once the draft is open.";
}

function List({ model, changes }: { model: DraftModel; changes: ListedChange[] }): JSX.Element {
  return (
    <ol>
      {changes.map((change) => (
        <li key={change.number} aria-current={model.current.value === change.number ? "true" : undefined}>
          <button type="button" class="draft-change" onClick={() => model.goTo(change)}>
            <span class="of">
              Change {change.number} of {changes.length}
            </span>{" "}
            {inWords(change)}
          </button>{" "}
          <Reason model={model} change={change} />
        </li>
      ))}
    </ol>
  );
}

function Reason({ model, change }: { model: DraftModel; change: ListedChange }): JSX.Element | null {
  if (change.reasons.length > 0)
    return (
      <span class="why">
        {change.reasons.length === 1 ? "reason" : "reasons"} {change.reasons.join(", ")}
      </span>
    );
  if (!model.mayWrite.value) return null;
  return (
    <button
      type="button"
      class="link why"
      aria-label={`Why? Add a reason for change ${change.number}`}
      onClick={() => model.noteOnChange(change)}
    >
      Why?
    </button>
  );
}
