/** The wordings that words have had, in a list beneath them: arrow keys choose, Enter takes, Escape leaves. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Dated } from "../design/People.tsx";
import { Mixed } from "../design/Prose.tsx";
import { namesOf, shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { withPilcrows } from "../../translations/text/lines.ts";
import { DESK } from "./desk-words.tsx";
import type { DraftModel } from "./model.ts";
import { numberOf, type Choice, type Told } from "./other-texts.ts";
import type { Asking } from "./wordings.ts";

type Languages = DraftModel["page"]["work"];

/** So much of words and of a reason is shown, in UTF-16 code units, */
const [LONGEST_WORDS, LONGEST_REASON] = [300, 200];
/** and so many lines about one wording. */
const MOST_TOLD = 4;

export function Wordings({ model }: { model: DraftModel }): JSX.Element | null {
  const asking = model.wordings.asking.value;
  return asking && <Panel key={`${asking.span.from} ${asking.text.length}`} model={model} asking={asking} />;
}

function Panel({ model, asking }: { model: DraftModel; asking: Asking }): JSX.Element {
  const panel = useRef<HTMLDivElement>(null);
  const { wordings } = model;
  const { choices, span, text } = asking;
  const words = wordsFrom(DESK).wordings;
  useEffect(() => placeBelow(panel.current!, model, asking), [model, asking.place, choices]);
  useEffect(() => {
    const list = panel.current!.querySelector<HTMLElement>("[role=listbox]");
    (list ?? panel.current!).focus({ preventScroll: true });
  }, [choices]);
  return (
    <div
      class="draft-wordings"
      role="dialog"
      aria-labelledby="draft-wordings"
      tabIndex={-1}
      ref={panel}
      onKeyDown={(event) => onKey(model, asking, event)}
      onFocusOut={({ relatedTarget, currentTarget }) => {
        const isWithin = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (relatedTarget && !isWithin) wordings.leave({ isElsewhere: true });
      }}
    >
      <h2 id="draft-wordings" class="draft-label">
        <span>
          {words.title} <q lang={model.page.work.language}>{shortened(text.slice(span.from, span.to), 60)}</q>
        </span>
        <button type="button" class="link" onClick={() => wordings.leave()}>
          {words.close}
        </button>
      </h2>
      {asking.failed ? (
        <p role="alert">{words.failed}</p>
      ) : !choices ? (
        <p class="draft-empty">{words.asking}</p>
      ) : choices.length === 0 ? (
        <p class="draft-empty">{words.none}</p>
      ) : (
        <Choices model={model} choices={choices} />
      )}
      {asking.more && <p class="hint">{words.more}</p>}
      {choices && choices.length > 0 && <p class="hint">{words.howTo}</p>}
    </div>
  );
}

function Choices({ model, choices }: { model: DraftModel; choices: readonly Choice[] }): JSX.Element {
  const active = model.wordings.active.value;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current!.children[active]?.scrollIntoView({ block: "nearest" }), [active]);
  return (
    <ul
      role="listbox"
      aria-labelledby="draft-wordings"
      tabIndex={0}
      aria-activedescendant={`draft-wording-${active}`}
      ref={list}
    >
      {choices.map((choice, index) => (
        <li
          key={index}
          id={`draft-wording-${index}`}
          role="option"
          aria-selected={index === active}
          onMouseMove={() => (model.wordings.active.value = index)}
          onClick={() => model.wordings.take(choice)}
        >
          <Said choice={choice} work={model.page.work} />
        </li>
      ))}
    </ul>
  );
}

function Said({ choice, work }: { choice: Choice; work: Languages }): JSX.Element {
  const { language, sourceLanguage } = work;
  const words = wordsFrom(DESK).wordings;
  const said = choice.wording.words.trim();
  const left = choice.told.length - MOST_TOLD;
  return (
    <>
      {said === "" ? (
        <i>{words.without}</i>
      ) : (
        <span class="said" lang={language}>
          {shortened(withPilcrows(said), LONGEST_WORDS)}
        </span>
      )}
      {choice.isHere && <span class="tag"> {words.here}</span>}{" "}
      {choice.instead !== "" && (
        <span class="instead">
          {words.instead} <q lang={language}>{shortened(withPilcrows(choice.instead), LONGEST_WORDS)}</q>
        </span>
      )}
      {choice.told.slice(0, MOST_TOLD).map((told, index) => (
        <span key={index} class="told">
          <By told={told} source={sourceLanguage} />{" "}
        </span>
      ))}
      {left > 0 && <span class="told">{words.left(left)}</span>}
    </>
  );
}

/** Who says it, when and why. */
function By({ told, source }: { told: Told; source: string }): JSX.Element {
  const { last, reason } = told;
  const { text, note } = told.source;
  const words = wordsFrom(DESK).wordings;
  const number = numberOf(told.source);
  const names = namesOf(note ? [note.author] : text.people);
  const why = shortened(reason, LONGEST_REASON);
  const refused = note ? "" : shortened(text.refused, LONGEST_REASON);
  return (
    <>
      <b>
        {note
          ? words.offered(number)
          : number !== null
            ? words.versions(number, last ?? number)
            : words.kinds(text.from)}
      </b>
      {names !== "" && ` ${names}`}, <Dated iso={note?.at ?? text.at} />
      {why !== "" && (
        <>
          {": "}
          <Mixed text={why} lang={source} />
        </>
      )}
      {refused !== "" && (
        <>
          {" "}
          {words.refused} <Mixed text={refused} lang={source} />
        </>
      )}
    </>
  );
}

function onKey({ wordings }: DraftModel, { choices }: Asking, event: KeyboardEvent): void {
  const chosen = choices?.[wordings.active.peek()];
  const isOnButton = event.target instanceof HTMLButtonElement;
  if (event.key === "ArrowDown") wordings.step(1);
  else if (event.key === "ArrowUp") wordings.step(-1);
  else if (event.key === "Escape") wordings.leave();
  else if (event.key === "Enter" && chosen && !isOnButton) wordings.take(chosen);
  else return;
  event.preventDefault();
}

/** Beneath the line in which the words end. */
function placeBelow(panel: HTMLElement, { view }: DraftModel, { place }: Asking): void {
  if (!view || !panel.parentElement) return;
  const { bottom } = view.coordsAtPos(Math.min(place.to, view.state.doc.content.size));
  const top = bottom - panel.parentElement.getBoundingClientRect().top + 6;
  panel.style.top = `${Math.round(top)}px`;
  panel.scrollIntoView({ block: "nearest" });
}
