/** The words that were chosen on the page, in the form that begins a discussion on them. */
import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { wordsFrom } from "../language/language.ts";
import { spanIn, type ChosenSpan } from "./span-in.ts";
import { CHOSEN, type Selected } from "./selection.ts";
import { DISCUSSION } from "./words.tsx";

type Side = keyof Selected["texts"];

/** The texts of a page that can be discussed; null: there is none, or nobody can choose its words. */
export type Texts = Readonly<Partial<Record<Side, string | null>>>;

/** What was chosen: words, or a note. */
export interface Chosen {
  spans: Readonly<Partial<Record<Side, ChosenSpan>>>;
  note: string | null;
}

/**
 * What was chosen last on the page, and the form that is opened for it. Nothing is chosen of words that can't be told from others.
 * @param notes the ids of the notes that can be discussed.
 */
export function useChosen(
  texts: Texts,
  notes: readonly string[],
): { chosen: Chosen | null; clear: () => void; form: RefObject<HTMLDivElement | null> } {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const hear = (event: Event): void => {
      const selected = (event as CustomEvent<Selected | null>).detail;
      setChosen(selected && chosenOf(selected, texts, notes));
      const folded = form.current?.closest("details");
      if (folded) folded.open = true;
      form.current?.querySelector("textarea")?.focus();
    };
    document.addEventListener(CHOSEN, hear);
    return () => document.removeEventListener(CHOSEN, hear);
  }, [texts, notes]);
  return { chosen, clear: () => setChosen(null), form };
}

function chosenOf({ texts: selected, note }: Selected, texts: Texts, notes: readonly string[]): Chosen | null {
  if (note !== null) return notes.includes(note) ? { spans: {}, note } : null;
  const spans: Partial<Record<Side, ChosenSpan>> = {};
  for (const [side, { before, words }] of Object.entries(selected) as [Side, { before: string; words: string }][]) {
    const text = texts[side] ?? null;
    const span = text === null ? null : spanIn(text, before, words);
    if (span) spans[side] = span;
  }
  return Object.keys(spans).length === 0 ? null : { spans, note: null };
}

/** What was chosen, so that whoever writes sees what they write about, and how to write about the whole after all. */
export function ChosenWords({ chosen, clear }: { chosen: Chosen; clear: () => void }): JSX.Element {
  const { spans, note } = chosen;
  const words = wordsFrom(DISCUSSION);
  return (
    <>
      {note !== null && <input type="hidden" name="note" value={note} />}
      <ChosenFields spans={spans} />
      <p class="chosen">
        {spans.source && !spans.target ? words.askOn : words.about}{" "}
        {note !== null ? words.onNote : wordsIn(chosen).map((exact) => <q key={exact}>{exact}</q>)}{" "}
        <button type="button" class="quiet-action" onClick={clear}>
          {words.onAllAfterAll}
        </button>
      </p>
    </>
  );
}

/** The same words on both sides are told once. */
function wordsIn({ spans }: Chosen): string[] {
  return [...new Set(Object.values(spans).map(({ exact }) => exact))];
}

/** Spans as a form sends them. */
export function ChosenFields({ spans }: { spans: Readonly<Record<string, ChosenSpan | null>> }): JSX.Element {
  return (
    <>
      {Object.entries(spans).map(
        ([name, span]) => span && <input type="hidden" name={name} value={JSON.stringify(span)} key={name} />,
      )}
    </>
  );
}
