/** Words to take away: they can be selected as they are; with a script a button copies them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";

export function CopyButton({ words, what }: { words: string; what: string }): JSX.Element {
  const [said, say] = useState("Copy");
  const copy = (): void => {
    navigator.clipboard.writeText(words).then(
      () => {
        say("Copied");
      },
      () => {
        say("Select and copy by hand");
      },
    );
  };
  return (
    <button type="button" class="copy needs-script" onClick={copy}>
      <span aria-live="polite">{said}</span>
      <span class="visually-hidden"> {what}</span>
    </button>
  );
}
