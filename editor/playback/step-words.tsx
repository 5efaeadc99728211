/** Who wrote a step, and when, in words. */
import type { JSX } from "preact";
import { clock, type Clock, UTC } from "../design/clock.ts";
import { namesOf, stretch } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import type { ReadStep } from "./draft-steps.ts";
import { PLAYBACK } from "./words.tsx";

/** "Ann and Ben", or what nobody wrote. */
export function whoWrote({ first, by }: ReadStep): string {
  const words = wordsFrom(PLAYBACK).steps;
  if (first === 1 && by.length === 0) return words.beganWith;
  return by.length === 0 ? words.workbench : namesOf(by);
}

/** "24 November 2026, 14:02 UTC", to the second on the finer level, with the end if that is another minute. */
export function When({ step: { from, to }, exact }: { step: ReadStep; exact: boolean }): JSX.Element {
  const start = from ?? to;
  return (
    <time dateTime={start ?? undefined} title={start ? whenWords({ from, to }, exact, UTC) : undefined}>
      {whenWords({ from, to }, exact)}
    </time>
  );
}

export function whenWords(
  { from, to }: Pick<ReadStep, "from" | "to">,
  exact: boolean,
  by: Clock = clock.value,
): string {
  const start = from ?? to;
  return start === null ? wordsFrom(PLAYBACK).steps.noTime : stretch(start, to ?? start, exact, by);
}
