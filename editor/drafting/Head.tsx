/** Always in sight above the draft: what is saved, the tools, who is here, how it is shown, and the button that proposes. The mode stands above, in the page's own head. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { CopyWords } from "./CopyWords.tsx";
import { Loose, propose } from "./Submit.tsx";
import type { DraftModel } from "./model.ts";
import type { Showing } from "./showing.ts";
import { stateLine, type StateLine } from "./state.ts";
import { TakenWords } from "./Taken.tsx";
import { onMac, Toolbar } from "./Toolbar.tsx";

/** So much stays free below the head, in pixels: a frame around what has the focus. */
const BELOW_HEAD = 8;

export function Head({ model }: { model: DraftModel }): JSX.Element {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => keepUncovered(head.current!), []);
  return (
    <div class="draft-head" ref={head}>
      <State model={model} />
      {model.invited.value && <Toolbar model={model} />}
      <People model={model} />
      {model.hasBase && <Shown model={model} />}
      {model.invited.value && <Propose model={model} />}
      <Loose model={model} />
      <TakenWords model={model} />
      <div role="status" class="draft-too-large">
        {model.tooLarge.value && <p class="draft-refused">{model.tooLarge.value} It can’t be proposed like this.</p>}
      </div>
      {model.refused.value && (
        <p role="alert" class="draft-refused">
          {model.refused.value}
        </p>
      )}
    </div>
  );
}

/** Nothing that is scrolled to comes to stand behind the head, however many lines it has. Gives what ends it. */
function keepUncovered(head: HTMLElement): () => void {
  const { style } = head.ownerDocument.documentElement;
  const observer = new ResizeObserver(() => (style.scrollPaddingTop = `${head.offsetHeight + BELOW_HEAD}px`));
  observer.observe(head);
  return () => {
    observer.disconnect();
    style.scrollPaddingTop = "";
  };
}

/** Loud only when there is something to propose. */
function Propose({ model }: { model: DraftModel }): JSX.Element {
  return (
    <button
      type="button"
      class={model.worthProposing.value ? "propose" : "propose quiet"}
      title={onMac() ? "⌘ Enter" : "Ctrl+Enter"}
      aria-keyshortcuts={onMac() ? "Meta+Enter" : "Control+Enter"}
      disabled={!model.mayWrite.value}
      onClick={() => void propose(model)}
    >
      {model.supply ? "Propose this text" : "Propose"}
    </button>
  );
}

const PROPOSED: StateLine = {
  tone: "calm",
  text: "Proposed. Reviewers can read it now.",
  more: "",
  copy: false,
  retry: false,
  leaveOut: false,
};

function State({ model }: { model: DraftModel }): JSX.Element {
  const { tone, text, more, copy, retry, leaveOut } = model.proposing.done.value
    ? PROPOSED
    : stateLine(model.session.facts.value, model.ended.value);
  const { work, proposal } = model.page;
  return (
    <div class={`draft-state ${tone}`}>
      <p role="status" title={more || undefined}>
        {text}
      </p>
      {model.ended.value && <a href={at(address.proposal(work.id, proposal.id))}>Read the proposal</a>}
      {retry && (
        <button type="button" onClick={() => model.session.retry()}>
          Try again
        </button>
      )}
      {copy && (
        <CopyWords words={() => model.words()} label="Copy my words">
          {leaveOut && (
            <button type="button" onClick={() => model.reloadWithoutUnsaved()}>
              Reload without the unsaved words
            </button>
          )}
        </CopyWords>
      )}
    </div>
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
