/** The screen on which a section is revised as one text: what stands above its passages, beside them and at each. What it does stands in `section-desk.ts`. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Actor } from "../../translations/ledger/roles.ts";
import { namesOf } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { Changes } from "./Changes.tsx";
import { CopyWords } from "./CopyWords.tsx";
import { DESK } from "./desk-words.tsx";
import { Findings } from "./Findings.tsx";
import { keepUncovered } from "./Head.tsx";
import { OfProposal } from "./OfProposal.tsx";
import { Pasted } from "./Pasted.tsx";
import { Reasons } from "./Reasons.tsx";
import { Remembered } from "./Remembered.tsx";
import { SectionDesk } from "./section-desk.ts";
import type { SectionRow } from "./section-row.ts";
import type { SectionView } from "./section-view.ts";
import { SECTION_DESK } from "./section-desk-words.tsx";
import { SHOWINGS } from "./showing.ts";
import { stateLine } from "./state.ts";
import { Loose, propose, Submit } from "./Submit.tsx";
import { TakenWords } from "./Taken.tsx";
import { onMac, Toolbar } from "./Toolbar.tsx";
import { Wordings } from "./Wordings.tsx";

/** Opens a section in the page `root`. */
export function openSection(view: SectionView, me: Actor, root: HTMLElement): SectionDesk {
  const desk = new SectionDesk(view, me);
  desk.begin((passage) => root.querySelector<HTMLElement>(`[data-words="${CSS.escape(passage)}"]`));
  root.addEventListener("keydown", (event) => onKey(desk, event));
  window.addEventListener("beforeunload", (event) => {
    if (desk.mayLose) event.preventDefault();
  });
  return desk;
}

/** Keys that work anywhere in the section; those of the words stand in `surface.ts`. */
function onKey(desk: SectionDesk, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const model = desk.active.peek().model.peek();
  if (event.key === "F7") desk.step(event.shiftKey ? -1 : 1);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && model) void propose(model, event.shiftKey);
  else if (event.key === "Escape" && model?.reasons.form.value) model.reasons.closeForm();
  else return;
  event.preventDefault();
}

/** Always in sight above the passages. */
export function SectionHead({ desk }: { desk: SectionDesk }): JSX.Element {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => keepUncovered(head.current!), []);
  const row = desk.active.value;
  const model = row.model.value;
  const words = wordsFrom(DESK).head;
  return (
    <>
      <div class="draft-head section-head" ref={head}>
        <State desk={desk} />
        {model && <Toolbar key={row.id} model={model} />}
        <ul class="draft-people" aria-label={words.whoIsHere}>
          {(desk.reason.session.value?.people.value ?? []).map(({ key, name, colour, me }) => (
            <li key={key} class={`person-${colour}`}>
              {me ? words.me(name) : name}
            </li>
          ))}
        </ul>
        <div class="draft-shown" role="group" aria-label={words.show}>
          {SHOWINGS.map((showing) => (
            <button
              type="button"
              key={showing}
              aria-pressed={desk.showing.value === showing}
              onClick={() => desk.show(showing)}
            >
              {words.shown[showing]}
            </button>
          ))}
        </div>
        <Changed desk={desk} />
        <a class="section-to-why" href="#section-why">
          {wordsFrom(SECTION_DESK).toWhy}
        </a>
        <button
          type="button"
          class={desk.changed.value.length > 0 ? "propose" : "propose quiet"}
          title={onMac() ? "⌘ Enter" : "Ctrl+Enter"}
          aria-keyshortcuts={onMac() ? "Meta+Enter" : "Control+Enter"}
          disabled={!model || desk.of.value === null || desk.proposing.underWay.value}
          onClick={() => model && void propose(model)}
        >
          {words.propose}
        </button>
        {model && <Loose model={model} />}
        {model && <TakenWords model={model} />}
        <div role="status" class="draft-too-large">
          {model?.tooLarge.value && <p class="draft-refused">{words.tooLarge(model.tooLarge.value)}</p>}
        </div>
        {desk.refused.value && (
          <p role="alert" class="draft-refused">
            {desk.refused.value}
          </p>
        )}
      </div>
      {model && <Pasted model={model} />}
      <p class="unseen" aria-live="polite">
        {model?.said.value}
      </p>
    </>
  );
}

function State({ desk }: { desk: SectionDesk }): JSX.Element {
  const words = wordsFrom(DESK).state;
  const { tone, text, more, retry } = stateLine(desk.facts.value);
  const { done } = desk.proposing;
  return (
    <div class={`draft-state ${done.value ? "calm" : tone}`}>
      <p role="status" title={more || undefined}>
        {done.value ? words[done.value] : text}
      </p>
      {retry && (
        <button type="button" onClick={() => desk.retryAll()}>
          {words.tryAgain}
        </button>
      )}
    </div>
  );
}

/** The proposal, as soon as it is begun. */
export function Begun({ desk }: { desk: SectionDesk }): JSX.Element {
  return <OfProposal work={desk.view.work.id} proposal={desk.of.value} />;
}

/** How many passages are changed, and which. */
function Changed({ desk }: { desk: SectionDesk }): JSX.Element {
  const words = wordsFrom(SECTION_DESK);
  const changed = desk.changed.value;
  return (
    <details class="section-changed">
      <summary>{words.count(changed.length, desk.rows.length)}</summary>
      {changed.length === 0 ? (
        <p class="draft-empty">{words.noneChanged}</p>
      ) : (
        <ol aria-label={words.changedOnes}>
          {changed.map((row) => (
            <li key={row.id}>
              <button type="button" class="link" onClick={() => desk.enter(row, { kind: "start" })}>
                {row.line.passage.locator}
              </button>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

/** What is said of the passage that has the caret: its changes, reasons, findings; and the reason for all. */
export function SectionWhy({ desk }: { desk: SectionDesk }): JSX.Element | null {
  const row = desk.active.value;
  const model = row.model.value;
  if (!model) return null;
  return (
    <aside
      class="draft-why section-why"
      id="section-why"
      aria-label={wordsFrom(SECTION_DESK).why(row.line.passage.locator)}
    >
      <p class="section-where">{row.line.passage.locator}</p>
      <div key={row.id}>
        <Wordings model={model} />
        {model.hasBase && <Changes model={model} />}
        <Reasons model={model} />
        <Findings model={model} />
        {row.part.value && <Remembered model={model} />}
      </div>
      {desk.of.value && <Submit model={model} />}
    </aside>
  );
}

/** Of a passage, who is at it, and whether it belongs to the proposal. */
export function RowState({ desk, passage }: { desk: SectionDesk; passage: string }): JSX.Element {
  const row = desk.rows.find(({ id }) => id === passage)!;
  const words = wordsFrom(SECTION_DESK);
  const here = row.here.value;
  return (
    <span class="section-state">
      {row.changed.value && <b>{words.changed}</b>}
      {!row.changed.value && row.part.value && <span>{words.same}</span>}
      {row.part.value?.stale && <b>{words.stale}</b>}
      {here.length > 0 && (
        <span class={`section-here person-${here[0]!.colour}`}>{words.isHere(namesOf(here), here.length > 1)}</span>
      )}
    </span>
  );
}

/** That a passage could not become a part: what is written stays, and what can be done. */
export function RowRefused({ desk, passage }: { desk: SectionDesk; passage: string }): JSX.Element | null {
  const row: SectionRow = desk.rows.find(({ id }) => id === passage)!;
  const words = wordsFrom(SECTION_DESK);
  if (row.refused.value === null) return null;
  return (
    <div role="alert" class="draft-refused section-refused">
      <p>{row.refused.value}</p>
      <button type="button" onClick={() => desk.retry(row)}>
        {words.tryAgain}
      </button>{" "}
      <CopyWords words={() => row.model.peek()?.words() ?? ""} label={words.copyWords}>
        <button type="button" onClick={() => desk.leaveWords(row)}>
          {words.leave}
        </button>
      </CopyWords>
    </div>
  );
}
