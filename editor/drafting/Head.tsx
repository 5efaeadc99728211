/** Always in sight above the draft: what is saved, the tools, who is here, how it is shown, and the button that proposes. The mode stands above, in the page's own head. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { atOnceWords } from "./at-once.ts";
import { CopyWords } from "./CopyWords.tsx";
import { Loose, propose } from "./Submit.tsx";
import type { DraftModel } from "./model.ts";
import { SHOWINGS } from "./showing.ts";
import { stateLine, type StateLine } from "./state.ts";
import { TakenWords } from "./Taken.tsx";
import { onMac, Toolbar } from "./Toolbar.tsx";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

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
      {model.invited.value && model.page.may.acceptAtOnce && <AcceptAtOnce model={model} />}
      <Loose model={model} />
      <TakenWords model={model} />
      <div role="status" class="draft-too-large">
        {model.tooLarge.value && <p class="draft-refused">{wordsFrom(DESK).head.tooLarge(model.tooLarge.value)}</p>}
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
export function keepUncovered(head: HTMLElement): () => void {
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
  const words = wordsFrom(DESK).head;
  return (
    <button
      type="button"
      class={model.worthProposing.value ? "propose" : "propose quiet"}
      title={onMac() ? "⌘ Enter" : "Ctrl+Enter"}
      aria-keyshortcuts={onMac() ? "Meta+Enter" : "Control+Enter"}
      disabled={!model.mayWrite.value}
      onClick={() => void propose(model)}
    >
      {model.supply ? words.proposeText : words.propose}
    </button>
  );
}

/** For those whose word alone makes a version. */
function AcceptAtOnce({ model }: { model: DraftModel }): JSX.Element {
  return (
    <button
      type="button"
      class="at-once"
      title={onMac() ? "⌘ ⇧ Enter" : "Ctrl+Shift+Enter"}
      aria-keyshortcuts={onMac() ? "Meta+Shift+Enter" : "Control+Shift+Enter"}
      disabled={!model.mayWrite.value}
      onClick={() => void propose(model, true)}
    >
      {atOnceWords(model.page)}
    </button>
  );
}

const PROPOSED: Omit<StateLine, "text"> = {
  tone: "calm",
  more: "",
  copy: false,
  retry: false,
  leaveOut: false,
};

function State({ model }: { model: DraftModel }): JSX.Element {
  const words = wordsFrom(DESK).state;
  const { tone, text, more, copy, retry, leaveOut } = model.proposing.done.value
    ? { ...PROPOSED, text: words[model.proposing.done.value] }
    : stateLine(model.facts.value, model.ended.value);
  const { work, proposal } = model.page;
  return (
    <div class={`draft-state ${tone}`}>
      <p role="status" title={more || undefined}>
        {text}
      </p>
      {model.ended.value && <a href={at(address.proposal(work.id, proposal.id))}>{words.readProposal}</a>}
      {retry && (
        <button type="button" onClick={() => model.summary.retry()}>
          {words.tryAgain}
        </button>
      )}
      {copy && (
        <CopyWords words={() => model.words()} label={words.copyWords}>
          {leaveOut && (
            <button type="button" onClick={() => model.reloadWithoutUnsaved()}>
              {words.reloadWithout}
            </button>
          )}
        </CopyWords>
      )}
    </div>
  );
}

function People({ model }: { model: DraftModel }): JSX.Element {
  const words = wordsFrom(DESK).head;
  return (
    <ul class="draft-people" aria-label={words.whoIsHere}>
      {model.session.people.value.map(({ key, name, colour, me }) => (
        <li key={key} class={`person-${colour}`}>
          {me ? words.me(name) : name}
        </li>
      ))}
    </ul>
  );
}

function Shown({ model }: { model: DraftModel }): JSX.Element {
  const words = wordsFrom(DESK).head;
  return (
    <div class="draft-shown" role="group" aria-label={words.show}>
      {SHOWINGS.map((showing) => (
        <button
          type="button"
          key={showing}
          aria-pressed={model.showing.value === showing}
          onClick={() => model.show(showing)}
        >
          {words.shown[showing]}
        </button>
      ))}
    </div>
  );
}
