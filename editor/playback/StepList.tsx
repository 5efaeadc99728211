/** The steps of a draft in a list, with whoever wrote them. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { Go, type Playing } from "./Player.tsx";
import { When, whoWrote } from "./step-words.tsx";
import { PLAYBACK } from "./words.tsx";

/** So many steps stand in the list at once; further ones are a link away. */
const LISTED = 60;

/** The steps as links. Of a long life, those around the step that is shown. */
export function StepList(playing: Playing): JSX.Element {
  const { steps, shown } = playing;
  const start = Math.floor((shown.at - 1) / LISTED) * LISTED;
  const end = Math.min(steps.length, start + LISTED);
  const exact = shown.level === "every";
  const words = wordsFrom(PLAYBACK).list;
  return (
    <nav class="step-list" aria-labelledby="step-list">
      <h2 id="step-list">
        {start === 0 && end === steps.length ? words.all : words.some(start + 1, end, steps.length)}
      </h2>
      {start > 0 && (
        <p>
          <Go {...playing} to={{ at: start }}>
            {words.earlier}
          </Go>
        </p>
      )}
      <ol start={start + 1}>
        {steps.slice(start, end).map((step, index) => {
          const at = start + index + 1;
          return (
            <li key={at}>
              <Go {...playing} to={{ at }} current={at === shown.at}>
                <span class="number">{at}</span> <span class="who-wrote">{whoWrote(step)}</span>{" "}
                <When step={step} exact={exact} />
              </Go>
            </li>
          );
        })}
      </ol>
      {end < steps.length && (
        <p>
          <Go {...playing} to={{ at: end + 1 }}>
            {words.later}
          </Go>
        </p>
      )}
    </nav>
  );
}
