/**
 * `/{work}/proposals/{id}/history`: how a draft came to be, played back step by step, and any step of it restored.
 * Every step is a page of its own without a script; with one, the same page moves from step to step by itself.
 */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { isHeld } from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { leaveWish, Renderings } from "./playing.ts";
import { address, partName } from "../links/addresses.ts";
import { clock, UTC, type Clock } from "../design/clock.ts";
import { Diff, InWords, Measure, type DiffProps, compare } from "../comparing/comparing.ts";
import {
  addressOfStep,
  neededFor,
  readSteps,
  sameOn,
  STEPS_DROPPED,
  writersOf,
  type Against,
  type ReadStep,
  type Shown,
} from "./draft-steps.ts";
import { Locator } from "../shell/Locator.tsx";
import { Page, wayTo, type Mode } from "../shell/Page.tsx";
import { Hidden } from "../design/Prose.tsx";
import { Rendering } from "../rendering/Rendering.tsx";
import { at } from "../links/under.ts";
import { namesOf, statusWords, stretch } from "../design/wording.ts";
import type { DraftHistoryView } from "./view.ts";
import type { Visit } from "../shell/view.ts";
import type { PageOf } from "../shell/page-of.ts";

export const draftHistoryPage: PageOf<DraftHistoryView> = {
  Page: DraftHistoryPage,
  title: ({ passage, work }) => `History of a draft for ${passage.locator}, ${work.title}`,
  about: ({ passage, work }) =>
    `How a draft for ${passage.locator} of ${work.title} came to be, step by step: who wrote what, and when.`,
};

function DraftHistoryPage({ view, visit }: { view: DraftHistoryView; visit: Visit }): JSX.Element {
  const { work, passage, proposal, log } = view;
  const proposed = { words: "Proposal", href: proposalOf(work.id, proposal) };
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, proposed, { words: "History" })}
      mode={modeOf(view)}
      about="the history of a draft"
      name="draft-history"
    >
      <header class="proposal-title">
        <h1>
          How this draft of <Locator passage={passage} lang={work.sourceLanguage} /> came to be
        </h1>
        <p class="facts">
          <a href={proposed.href}>{proposal.status === "draft" ? "The draft itself" : "The proposal"}</a>
          {` · ${statusWords(proposal.status)}`}
        </p>
      </header>
      {view.afterwards === "anonymous" && (
        <p class="hint">Of its steps neither the people nor the seconds were kept when it was decided.</p>
      )}
      {log.length === 0 ? <NothingYet view={view} /> : <History view={view} visit={visit} />}
    </Page>
  );
}

function modeOf({ proposal: { status } }: DraftHistoryView): Mode {
  if (status === "draft") return "proposing";
  return status === "open" ? "reviewing" : "decided";
}

function NothingYet({ view: { proposal, afterwards } }: { view: DraftHistoryView }): JSX.Element {
  if (afterwards === "dropped") return <p class="empty">{STEPS_DROPPED}</p>;
  return (
    <p class="empty">
      {proposal.status === "draft"
        ? "Nobody has written in this draft yet. What is written in it can be played back here, step by step."
        : "This proposal came as it stands, without a draft that was written here: there is nothing to play back."}
    </p>
  );
}

/** What the parts of the page are given. */
interface Playing {
  view: DraftHistoryView;
  steps: readonly ReadStep[];
  shown: Shown;
  /** Goes to another step, level or comparison; with a script, without leaving the page. */
  go: (to: Partial<Shown>) => void;
}

function History({ view, visit }: { view: DraftHistoryView; visit: Visit }): JSX.Element {
  const { log, proposal } = view;
  const [shown, show] = useState(view.shown);
  const renderings = useMemo(
    () => new Renderings(proposal.id, view.renderings, partName(proposal)),
    [proposal, view.renderings],
  );
  const steps = useMemo(() => readSteps(log, shown.level), [log, shown.level]);
  const fault = useRenderings(renderings, view, steps, shown);
  const wanted = sidesOf(view, steps, shown, renderings);
  // Until a step's text has come, the one that was there stays.
  const sides = useRef(wanted);
  if (wanted) sides.current = wanted;
  const here = sides.current;
  // A slider on its way draws no long text anew.
  const words = useMemo(() => here && <Words view={view} sides={here} />, [view, here]);
  const go = (to: Partial<Shown>): void => {
    const level = to.level ?? shown.level;
    const at = level === shown.level ? shown.at : sameOn(readSteps(log, level), steps[shown.at - 1]!);
    show({ ...shown, at, ...to });
  };
  useAddress(view, shown);
  const playing: Playing = { view, steps, shown, go };
  return (
    <>
      <Player {...playing} ready={wanted !== null} />
      <Comparisons {...playing} />
      <div class="history-columns">
        <div class="history-text">
          {fault !== null && (
            <p class="refused" role="alert">
              {fault} The text below is still that of another step.
            </p>
          )}
          <div class="played" aria-busy={wanted === null}>
            {words}
          </div>
          <Restore {...playing} visit={visit} />
        </div>
        <StepList {...playing} />
      </div>
    </>
  );
}

/** A slider passes over steps that nobody looks at: what is fetched is what it rests on, in milliseconds. */
const REST = 90;

/** The page of the proposal, turned to the part whose history this is. */
function proposalOf(work: string, proposal: DraftHistoryView["proposal"]): string {
  const part = partName(proposal);
  return part === undefined ? address.proposal(work, proposal.id) : address.part(work, proposal.id, part);
}

/** The page's address follows what it shows. Browsers refuse to change it a hundred times in a row: it waits for a rest. */
function useAddress(view: DraftHistoryView, shown: Shown): void {
  useEffect(() => {
    if (shown === view.shown) return;
    const timer = setTimeout(
      () => window.history.replaceState(null, "", at(addressOfStep(view.work.id, view.proposal, shown))),
      2 * REST,
    );
    return () => clearTimeout(timer);
  }, [view, shown]);
}

/** Fetches what is needed and not here yet, and draws anew when it has come. Gives what went wrong, in a sentence. */
function useRenderings(
  renderings: Renderings,
  view: DraftHistoryView,
  steps: readonly ReadStep[],
  shown: Shown,
): string | null {
  const [fault, setFault] = useState<string | null>(null);
  const [, draw] = useState(0);
  useEffect(() => {
    const needed = neededFor(steps[shown.at - 1], view.log.length, shown);
    setFault(null);
    if (needed.every((step) => renderings.at(step))) return;
    let left = false;
    const timer = setTimeout(() => {
      renderings.fetch(needed).then(
        () => !left && draw((count) => count + 1),
        (error: unknown) => !left && setFault(error instanceof Error ? error.message : String(error)),
      );
    }, REST);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [renderings, view, steps, shown]);
  return fault;
}

/** What is compared: two renderings with their names; `older` is null where the draft begins. */
interface Sides {
  older: { rendering: RenderingJson; name: string } | null;
  newer: { rendering: RenderingJson; name: string };
  /** Who wrote what is marked. */
  by: string;
}

/** Null if a rendering is missing. */
function sidesOf(
  view: DraftHistoryView,
  steps: readonly ReadStep[],
  shown: Shown,
  renderings: Renderings,
): Sides | null {
  const { at, against } = shown;
  const { first, last } = steps[at - 1]!;
  const here = renderings.at(last);
  if (!here) return null;
  const name = `step ${at}`;
  const base = view.base && isHeld(view.base) ? view.base : null;
  if (against === "base" && base)
    return {
      older: { rendering: base.words.rendering, name: `v${base.number}` },
      newer: { rendering: here, name },
      by: namesOf(writersOf(steps.slice(0, at))),
    };
  if (against === "now") {
    const now = renderings.at(view.log.length);
    if (!now) return null;
    const by = namesOf(writersOf(steps.slice(at)));
    return { older: { rendering: here, name }, newer: { rendering: now, name: nowName(view) }, by };
  }
  const before = renderings.at(first - 1);
  if (first > 1 && !before) return null;
  const older = before ? { rendering: before, name: `step ${at - 1}` } : null;
  return { older, newer: { rendering: here, name }, by: namesOf(steps[at - 1]!.by) };
}

function nowName({ proposal: { status } }: DraftHistoryView): string {
  return status === "draft" ? "the draft now" : "the draft’s last words";
}

function Words({ view, sides: { older, newer, by } }: { view: DraftHistoryView; sides: Sides }): JSX.Element {
  const { work, terms } = view;
  if (!older)
    return (
      <>
        <p class="compared">What the draft began with. Nothing is marked, since nothing stood before it.</p>
        <Text rendering={newer.rendering} lang={work.language} />
      </>
    );
  if (JSON.stringify(older.rendering) === JSON.stringify(newer.rendering))
    return (
      <>
        <p class="compared">
          From {older.name} to {newer.name} no word of the text differs. Reasons and the summary are not played back.
        </p>
        <Text rendering={newer.rendering} lang={work.language} />
      </>
    );
  const diff: DiffProps = {
    older: { rendering: older.rendering, name: older.name, notes: [] },
    newer: { rendering: newer.rendering, name: newer.name, notes: [] },
    show: "inline",
    lang: work.language,
    found: compare(older.rendering, newer.rendering, terms),
  };
  return (
    <>
      <div class="compared">
        <p>
          From {older.name} to {newer.name}
          {by !== "" && `, written by ${by}`}.
        </p>
        <Measure older={older.rendering} newer={newer.rendering} found={diff.found} />
      </div>
      <Diff {...diff} />
      <InWords {...diff} sourceLanguage={work.sourceLanguage} />
    </>
  );
}

/** The text with nothing marked in it. */
function Text({ rendering, lang }: { rendering: RenderingJson; lang: string }): JSX.Element {
  if (canonicalText(renderingFromJson(rendering)) === "") return <p class="empty">No words stood here yet.</p>;
  return <Rendering rendering={rendering} lang={lang} />;
}

/** "Ann and Ben", or what nobody wrote. */
function whoWrote({ first, by }: ReadStep): string {
  if (first === 1 && by.length === 0) return "what it began with";
  return by.length === 0 ? "the workbench" : namesOf(by);
}

/** "24 November 2026, 14:02 UTC", to the second on the finer level, with the end if that is another minute. */
function When({ step: { from, to }, exact }: { step: ReadStep; exact: boolean }): JSX.Element {
  const start = from ?? to;
  return (
    <time dateTime={start ?? undefined} title={start ? whenWords({ from, to }, exact, UTC) : undefined}>
      {whenWords({ from, to }, exact)}
    </time>
  );
}

function whenWords({ from, to }: Pick<ReadStep, "from" | "to">, exact: boolean, by: Clock = clock.value): string {
  const start = from ?? to;
  return start === null ? "at a time that is not known" : stretch(start, to ?? start, exact, by);
}

/** How long a step stands while the draft plays, in milliseconds. */
const STANDING = 1_400;

/** The slider, the steps to either side, and what the step is. */
function Player({ view, steps, shown, go, ready }: Playing & { ready: boolean }): JSX.Element {
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
  const said = `step ${at} of ${steps.length}: ${whoWrote(step)}, ${whenWords(step, exact)}`;
  return (
    <section class="player" aria-label="The draft’s life">
      <form class="player-slider" method="get" action={address.history(view.work.id, view.proposal.id)}>
        {view.proposal.beside.length > 0 && <input type="hidden" name="part" value={view.passage.id} />}
        <label for="player-step">Step</label>
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
          Show
        </button>
      </form>
      <div class="player-row">
        <p class="player-step" aria-live={plays ? "off" : "polite"}>
          <b>{`Step ${at} of ${steps.length}`}</b> <span class="who-wrote">{whoWrote(step)}</span>{" "}
          <When step={step} exact={exact} />
        </p>
        <div class="player-buttons">
          <StepLink {...{ view, steps, shown, go }} to={at - 1}>
            Previous<Hidden> step</Hidden>
          </StepLink>
          <button type="button" class="button play needs-script" aria-pressed={plays} onClick={play}>
            {plays ? "Pause" : "Play"}
          </button>
          <StepLink {...{ view, steps, shown, go }} to={at + 1}>
            Next<Hidden> step</Hidden>
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
function Go(
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

function Comparisons(playing: Playing): JSX.Element {
  const { view, steps, shown } = playing;
  const { base, log } = view;
  const [others, other] = [
    shown.level === "every" ? "gathered" : "every",
    readSteps(log, shown.level === "every" ? "gathered" : "every"),
  ] as const;
  const kinds: [Against, ComponentChildren][] = [
    ["before", "the step before"],
    ...(base && isHeld(base) ? [["base", `v${base.number}, which it revises`] as [Against, string]] : []),
    ["now", nowName(view)],
  ];
  return (
    <div class="diff-bar">
      <nav class="shows" aria-label="What the step is compared with">
        <span class="shows-name">Compared with</span>
        <ul>
          {kinds.map(([against, words]) => (
            <li>
              <Go {...playing} to={{ against }} current={shown.against === against}>
                {words}
              </Go>
            </li>
          ))}
        </ul>
      </nav>
      {(other.length !== steps.length || shown.level === "every") && (
        <p class="levels">
          <Go {...playing} to={{ level: others, at: sameOn(other, steps[shown.at - 1]!) }}>
            {others === "every"
              ? `Every step of the log (${other.length})`
              : `Steps gathered for reading (${other.length})`}
          </Go>
        </p>
      )}
    </div>
  );
}

/** Which step is meant, in a sentence: "step 12, by Ann on 24 November 2026, 14:02 UTC". */
function called({ steps, shown: { at, level } }: Playing): string {
  const step = steps[at - 1]!;
  const when = whenWords(step, level === "every");
  return step.first === 1 && step.by.length === 0 ? "its beginning" : `step ${at} (${whoWrote(step)}, ${when})`;
}

/** What restoring the step would do, said before it is done. Not for the last step, which is how the draft reads. */
function Restore(playing: Playing & { visit: Visit }): JSX.Element | null {
  const { view, steps, shown } = playing;
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [shown.at, shown.level]);
  const { proposal, work, log } = view;
  if (proposal.status !== "draft")
    return <p class="hint">The draft is closed, so its history is here to read. Nothing of it can be restored.</p>;
  if (!view.mayRestore) return null;
  const { last } = steps[shown.at - 1]!;
  if (last === log.length) return <p class="hint">This is how the draft reads now.</p>;
  const { to } = log[last - 1]!;
  const later = namesOf(writersOf(steps.slice(shown.at)));
  const restore = (event: Event): void => {
    if (!leaveWish({ proposal: proposal.id, step: last, to: to ?? "", called: called(playing) })) return;
    event.preventDefault();
    location.assign(at(proposalOf(work.id, proposal)));
  };
  return (
    <details class="act act-restore" ref={details}>
      <summary class="button">
        <span aria-hidden="true">↶ </span>Restore this text…
      </summary>
      <form method="post" action={address.restore(proposal.id, last, partName(proposal))} onSubmit={restore}>
        <p>
          The draft will read as it did after {called(playing)}. What {later === "" ? "was written" : `${later} wrote`}{" "}
          since is taken out of its text, as one new edit in your name, which everybody in the draft sees at once and
          you can undo. Notes stay where their words are still there, and this history keeps every step.
        </p>
        <input type="hidden" name="to" value={to ?? ""} />
        <button type="submit" class="button primary">
          Restore the text of step {shown.at}
        </button>
      </form>
    </details>
  );
}

/** So many steps stand in the list at once; further ones are a link away. */
const LISTED = 60;

/** The steps as links. Of a long life, those around the step that is shown. */
function StepList(playing: Playing): JSX.Element {
  const { steps, shown } = playing;
  const start = Math.floor((shown.at - 1) / LISTED) * LISTED;
  const end = Math.min(steps.length, start + LISTED);
  const exact = shown.level === "every";
  return (
    <nav class="step-list" aria-labelledby="step-list">
      <h2 id="step-list">
        {start === 0 && end === steps.length ? "The steps" : `Steps ${start + 1} to ${end} of ${steps.length}`}
      </h2>
      {start > 0 && (
        <p>
          <Go {...playing} to={{ at: start }}>
            Earlier steps
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
            Later steps
          </Go>
        </p>
      )}
    </nav>
  );
}
