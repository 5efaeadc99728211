/** The controls of a playback: from step to step, at a pace of its own, and which steps count. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { addressOfStep, type ReadStep, type Shown } from "./draft-steps.ts";
import { When, whenWords, whoWrote } from "./step-words.tsx";
import type { DraftHistoryView } from "./view.ts";
import { PLAYBACK } from "./words.tsx";

/** What the parts of the page are given. */
export interface Playing {
  view: DraftHistoryView;
  steps: readonly ReadStep[];
  shown: Shown;
  /** Goes to another step, level or comparison; with a script, without leaving the page. */
  go: (to: Partial<Shown>) => void;
}

/** How long a step stands while the draft plays, in milliseconds. */
const STANDING = 1_400;

/** The slider, the steps to either side, and what the step is. */
export function Player({ view, steps, shown, go, ready }: Playing & { ready: boolean }): JSX.Element {
  const [plays, setPlays] = useState(false);
  const { at, level } = shown;
  const step = steps[at - 1]!;
  const exact = level === "every";
  useEffect(() => {
    if (!plays || !ready) return;
    document.querySelector(".played [data-change]")?.scrollIntoView({ block: "nearest" });
    if (at === steps.length) return setPlays(false);
    const timer = setTimeout(() => go({ at: at + 1 }), STANDING);
    return () => clearTimeout(timer);
  });
  const play = (): void => {
    if (!plays && at === steps.length) go({ at: 1 });
    setPlays(!plays);
  };
  const words = wordsFrom(PLAYBACK).player;
  const hidden = (said: string): JSX.Element => <Hidden>{said}</Hidden>;
  const said = words.said(at, steps.length, whoWrote(step), whenWords(step, exact));
  return (
    <section class="player" aria-label={words.label}>
      <form class="player-slider" method="get" action={address.history(view.work.id, view.proposal.id)}>
        {view.proposal.beside > 0 && <input type="hidden" name="part" value={view.passage.id} />}
        <label for="player-step">{words.step}</label>
        <input
          type="range"
          id="player-step"
          name="step"
          min={1}
          max={steps.length}
          value={at}
          aria-valuetext={said}
          autocomplete="off"
          onInput={(event) => {
            setPlays(false);
            go({ at: Number(event.currentTarget.value) });
          }}
        />
        {exact && <input type="hidden" name="level" value="every" />}
        {shown.against !== "before" && <input type="hidden" name="against" value={shown.against} />}
        <button type="submit" class="button without-script">
          {words.show}
        </button>
      </form>
      <div class="player-row">
        <p class="player-step" aria-live={plays ? "off" : "polite"}>
          <b>{words.at(at, steps.length)}</b> <span class="who-wrote">{whoWrote(step)}</span>{" "}
          <When step={step} exact={exact} />
        </p>
        <div class="player-buttons">
          <StepLink {...{ view, steps, shown, go }} to={at - 1}>
            {words.previous(hidden)}
          </StepLink>
          <button type="button" class="button play needs-script" aria-pressed={plays} onClick={play}>
            {plays ? words.pause : words.play}
          </button>
          <StepLink {...{ view, steps, shown, go }} to={at + 1}>
            {words.next(hidden)}
          </StepLink>
        </div>
      </div>
    </section>
  );
}

/** A link to a neighbouring step; where there is none it stands there still, so that nothing moves and no focus is lost. */
function StepLink(props: Playing & { to: number; children: ComponentChildren }): JSX.Element {
  const { steps, to, children } = props;
  const off = to < 1 || to > steps.length;
  return (
    <Go {...props} class={off ? "button off" : "button"} to={{ at: to }} off={off}>
      {children}
    </Go>
  );
}

/** A link that a script follows without leaving the page, unless it is to be opened elsewhere. */
export function Go(
  props: Pick<Playing, "view" | "shown" | "go"> & {
    to: Partial<Shown>;
    class?: string;
    current?: boolean;
    /** True: it leads nowhere. */
    off?: boolean;
    children: ComponentChildren;
  },
): JSX.Element {
  const { view, shown, go, to, current = false, off = false, children } = props;
  const follow = (event: MouseEvent): void => {
    if (off || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  const place = off
    ? { role: "link" as const, "aria-disabled": true, tabIndex: -1 }
    : { href: addressOfStep(view.work.id, view.proposal, { ...shown, ...to }) };
  return (
    <a {...place} class={props.class} aria-current={current ? "true" : undefined} onClick={follow}>
      {children}
    </a>
  );
}
