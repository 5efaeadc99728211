/** The words of the source: terms of the glossary are marked in them, and words selected there go into a reason that is being written. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { termPlaces, type TermPlace } from "../../translations/terms/in-source.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";
import type { DraftModel } from "./model.ts";

export function SourceWords({ model }: { model: DraftModel }): JSX.Element {
  const { source, page } = model;
  const language = page.work.sourceLanguage;
  const places = useMemo(() => termPlaces(source, page.terms, language), [source, page.terms, language]);
  // One of the terms can be tabbed to, arrow keys lead to the others: there may be many before the draft.
  const [current, setCurrent] = useState(0);
  return (
    <div
      class="draft-source-words"
      lang={model.page.work.sourceLanguage}
      onMouseUp={() => chooseSource(model)}
      onTouchEnd={() => chooseSource(model)}
      onKeyDown={onArrow}
    >
      {paragraphs(model.source).map(({ at, words }) => (
        <p key={at} data-at={at}>
          {piecesOf(at, words, places).map(({ text, place, index }) =>
            place ? (
              <Marked
                key={place.from}
                model={model}
                place={place}
                text={text}
                isTabbed={index === current}
                onFocus={() => setCurrent(index)}
              />
            ) : (
              text
            ),
          )}
        </p>
      ))}
    </div>
  );
}

/** A term: its rendering shows under the pointer and where the focus is, and Enter puts it into the draft. */
function Marked(props: {
  model: DraftModel;
  place: TermPlace;
  text: string;
  isTabbed: boolean;
  onFocus: () => void;
}): JSX.Element {
  const { model, place, text, isTabbed, onFocus } = props;
  const words = wordsFrom(DESK).source;
  const { language } = model.page.work;
  const [first] = place.terms;
  const renderings = place.terms.map(({ rendering }) => rendering);
  return (
    <span
      class="source-term"
      role="button"
      tabIndex={isTabbed ? 0 : -1}
      aria-label={words.term(text, renderings)}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        model.memory.putIn(first!.rendering);
      }}
    >
      {text}
      <span class="source-term-rendering" lang={language} aria-hidden="true" data-rendering={renderings.join("; ")} />
    </span>
  );
}

function onArrow(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(".source-term")];
  const at = all.indexOf(event.target as HTMLElement);
  if (by === 0 || at < 0) return;
  event.preventDefault();
  all[(at + by + all.length) % all.length]!.focus();
}

interface Piece {
  text: string;
  place: TermPlace | null;
  /** Which of the places it is. */
  index: number;
}

/** The words of a paragraph that begins at `at`, cut where terms stand. */
function piecesOf(at: number, words: string, places: readonly TermPlace[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const [index, place] of places.entries()) {
    const [start, end] = [place.from - at, place.to - at];
    if (start < from || end > words.length) continue;
    pieces.push({ text: words.slice(from, start), place: null, index: -1 });
    pieces.push({ text: words.slice(start, end), place, index });
    from = end;
  }
  return [...pieces, { text: words.slice(from), place: null, index: -1 }].filter(({ text }) => text !== "");
}

function paragraphs(source: string): { at: number; words: string }[] {
  let at = 0;
  return source.split("\n\n").map((words) => {
    const here = { at, words };
    at += words.length + 2;
    return here;
  });
}

/** While a reason is written, words selected in the source go into it, with the place where they stand. */
function chooseSource(model: DraftModel): void {
  const selection = window.getSelection();
  if (!model.reasons.form.value || !selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  const words = range.toString();
  if (!paragraph || paragraph !== paragraphOf(range.endContainer) || words.trim() === "") return;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = words.length - words.trimStart().length;
  const sourceAt = Number(paragraph.dataset["at"]) + before.toString().length + lead;
  model.reasons.fill({ source: words.trim(), sourceAt });
}

function paragraphOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-at]") ?? null;
}
