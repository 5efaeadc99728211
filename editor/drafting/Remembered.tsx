/** Beside the source: the same and nearly the same source words elsewhere, what differs in them, and how they are rendered. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Change } from "../../translations/compare/change.ts";
import { withPilcrows } from "../../translations/text/lines.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { Dated } from "../design/People.tsx";
import { namesOf, shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { DESK } from "./desk-words.tsx";
import type { DraftModel } from "./model.ts";
import type { NearPassage } from "./view.ts";

/** So much of a rendering is shown, in UTF-16 code units. */
const LONGEST = 400;

export function Remembered({ model }: { model: DraftModel }): JSX.Element | null {
  const { near, active, called } = model.memory;
  const list = useRef<HTMLUListElement>(null);
  const words = wordsFrom(DESK).memory;
  const opened = model.opened.value;
  useEffect(() => {
    if (opened) model.memory.begin();
  }, [model, opened]);
  useEffect(() => {
    if (called.value > 0) list.current?.focus();
  }, [called.value]);
  if (near.value.length === 0) return null;
  return (
    <section class="draft-memory" aria-labelledby="draft-memory">
      <h3 id="draft-memory" class="draft-label">
        {words.title}
      </h3>
      <ul
        role="listbox"
        aria-labelledby="draft-memory"
        aria-describedby="draft-memory-how"
        aria-activedescendant={`draft-near-${active.value}`}
        tabIndex={0}
        ref={list}
        onKeyDown={(event) => onKey(model, event)}
      >
        {near.value.map((each, index) => (
          <li
            key={index}
            id={`draft-near-${index}`}
            role="option"
            aria-selected={index === active.value}
            onClick={() => (active.value = index)}
            onDblClick={() => model.memory.take(each)}
          >
            <Near near={each} model={model} />
          </li>
        ))}
      </ul>
      <p id="draft-memory-how" class="hint">
        {words.howTo}
      </p>
      <p class="draft-memory-acts">
        {model.mayWrite.value && (
          <button type="button" onClick={() => model.memory.take(near.value[active.value]!)}>
            {words.take}
          </button>
        )}{" "}
        <a href={at(placeOf(near.value[active.value]!))} target="_blank" rel="noopener">
          {words.read}
        </a>
      </p>
    </section>
  );
}

function placeOf({ work, passage, version }: NearPassage): string {
  return address.version(work, passage, version);
}

function Near({ near, model }: { near: NearPassage; model: DraftModel }): JSX.Element {
  const { language, sourceLanguage } = model.page.work;
  const words = wordsFrom(DESK).memory;
  const names = namesOf(near.people);
  const isOther = near.work !== model.page.work.id;
  return (
    <>
      <span class="share">{words.share(near.share)}</span>{" "}
      <span class="source" lang={sourceLanguage}>
        {piecesOf(model.source, near.source, near.changes).map(({ kind, text }, index) =>
          kind === "same" ? text : kind === "here" ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>,
        )}
      </span>{" "}
      <span class="said" lang={language}>
        {shortened(withPilcrows(canonicalText(renderingFromJson(near.words))), LONGEST)}
      </span>{" "}
      <span class="told">
        {isOther && `${near.title}, `}
        {near.locator}, v{near.version}
        {names !== "" && ` ${names}`}, <Dated iso={near.date} />
        {near.others > 0 && ` ${words.others(near.others)}`}
      </span>
    </>
  );
}

/** A source as it differs from another: what is the same, what stands only here, what only there. */
export function piecesOf(
  here: string,
  there: string,
  changes: readonly Change[],
): { kind: "same" | "here" | "there"; text: string }[] {
  let [atA, atB] = [0, 0];
  const pieces: { kind: "same" | "here" | "there"; text: string }[] = [];
  for (const { fromA, toA, fromB, toB } of changes) {
    pieces.push({ kind: "same", text: here.slice(atA, fromA) });
    pieces.push({ kind: "here", text: here.slice(fromA, toA) }, { kind: "there", text: there.slice(fromB, toB) });
    [atA, atB] = [toA, toB];
  }
  pieces.push({ kind: "same", text: there.slice(atB) });
  return pieces.filter(({ text }) => text !== "");
}

function onKey({ memory, view }: DraftModel, event: KeyboardEvent): void {
  const chosen = memory.near.peek()[memory.active.peek()];
  if (event.key === "ArrowDown") memory.step(1);
  else if (event.key === "ArrowUp") memory.step(-1);
  else if (event.key === "Escape") view?.focus();
  else if (event.key === "Enter" && chosen && !event.ctrlKey && !event.metaKey) memory.take(chosen);
  else return;
  event.preventDefault();
}
