/** Above the draft: the mode, what is revised, what is saved, who is here, and how it is shown. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DraftModel, Showing } from "./model.ts";
import { stateLine } from "./state.ts";

export function Head({ model }: { model: DraftModel }): JSX.Element {
  return (
    <div class="draft-head">
      <p class="draft-mode">
        <strong class="mode">Proposing</strong> <span>{whatFor(model)}</span>
      </p>
      <State model={model} />
      <People model={model} />
      {model.hasBase && <Shown model={model} />}
    </div>
  );
}

function whatFor({ page: { passage, base }, supply }: DraftModel): string {
  if (supply) return `the text of ${passage.locator}, v${base?.number ?? "?"}`;
  return base ? `revises ${passage.locator}, v${base.number}` : `a first rendering of ${passage.locator}`;
}

function State({ model }: { model: DraftModel }): JSX.Element {
  const { tone, text, copy, retry } = stateLine(model.session.facts.value);
  return (
    <div class={`draft-state ${tone}`}>
      <p role="status">{text}</p>
      {retry && (
        <button type="button" onClick={() => model.session.retry()}>
          Try again
        </button>
      )}
      {copy && <CopyWords model={model} />}
    </div>
  );
}

/** Where the clipboard is shut, the words are shown to be copied by hand. */
function CopyWords({ model }: { model: DraftModel }): JSX.Element {
  const [told, tell] = useState<"" | "copied" | "by hand">("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(model.words());
      tell("copied");
    } catch (error) {
      tell("by hand");
      console.warn(error);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {told === "copied" ? "Copied ✓" : "Copy my words"}
      </button>
      {told === "by hand" && (
        <textarea class="by-hand" aria-label="Your words, to copy by hand" readOnly value={model.words()} rows={6} />
      )}
    </>
  );
}

function People({ model }: { model: DraftModel }): JSX.Element {
  return (
    <ul class="draft-people" aria-label="Who is here">
      {model.session.people.value.map(({ key, name, colour, me }) => (
        <li key={key} class={`person-${colour}`}>
          {me ? `${name} (you)` : name}
        </li>
      ))}
    </ul>
  );
}

const SHOWN: [Showing, string][] = [
  ["changes", "Changes"],
  ["new", "New text"],
];

function Shown({ model }: { model: DraftModel }): JSX.Element {
  return (
    <div class="draft-shown" role="group" aria-label="Show">
      {SHOWN.map(([showing, label]) => (
        <button
          type="button"
          key={showing}
          aria-pressed={model.showing.value === showing}
          onClick={() => model.show(showing)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
