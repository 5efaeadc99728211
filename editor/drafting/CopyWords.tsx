/** A button that copies words; where the clipboard is shut, they are shown to be copied by hand. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

interface CopyWordsProps {
  words: () => string;
  label: string;
  /** What may be done once somebody has the words. */
  children?: ComponentChildren;
}

export function CopyWords({ words, label, children }: CopyWordsProps): JSX.Element {
  const [told, tell] = useState<"" | "copied" | "by hand">("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words());
      tell("copied");
    } catch (error) {
      tell("by hand");
      console.warn(error);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {told === "copied" ? wordsFrom(DESK).copied : label}
      </button>
      {told === "by hand" && <ByHand words={words()} />}
      {told !== "" && children}
    </>
  );
}

/** They are selected already: the keys that copy do the rest. */
function ByHand({ words }: { words: string }): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return <textarea class="by-hand" ref={field} aria-label={wordsFrom(DESK).byHand} readOnly value={words} rows={6} />;
}
