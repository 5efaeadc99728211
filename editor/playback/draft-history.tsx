/**
 * `/{work}/proposals/{id}/history`: how a draft came to be, played back step by step, and any step of it restored.
 * Every step is a page of its own without a script; with one, the same page moves from step to step by itself.
 */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { isHeld } from "../../translations/ledger/state.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { Diff, type DiffProps, InWords, Measure } from "../difference/Diff.tsx";
import { compare } from "../difference/difference.ts";
import { namesOf, statusWords } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { partName } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { Rendering } from "../rendering/Rendering.tsx";
import { Locator } from "../shell/Locator.tsx";
import { type Mode, Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { Go, Player, type Playing } from "./Player.tsx";
import { proposalOf, Restore } from "./Restore.tsx";
import { StepList } from "./StepList.tsx";
import {
  addressOfStep,
  type Against,
  neededFor,
  type ReadStep,
  readSteps,
  sameOn,
  type Shown,
  stepsDropped,
  writersOf,
} from "./draft-steps.ts";
import { Renderings } from "./playing.ts";
import type { DraftHistoryView } from "./view.ts";
import { PLAYBACK } from "./words.tsx";

export const draftHistoryPage: PageOf<DraftHistoryView> = {
  Page: DraftHistoryPage,
  title: ({ passage, work }) => wordsFrom(PLAYBACK).page.tab(passage.locator, work.title),
  about: ({ passage, work }) => wordsFrom(PLAYBACK).page.description(passage.locator, work.title),
};

function DraftHistoryPage({ view, visit }: { view: DraftHistoryView; visit: Visit }): JSX.Element {
  const { work, passage, proposal, log } = view;
  const words = wordsFrom(PLAYBACK).page;
  const proposed = { words: words.proposalCrumb, href: proposalOf(work.id, proposal) };
  return (
    <Page
      visit={visit}
      crumbs={wayTo(work, passage, proposed, { words: words.crumb })}
      mode={modeOf(view)}
      about={words.about}
      name="draft-history"
    >
      <header class="proposal-title">
        <h1>{words.title(<Locator passage={passage} lang={work.sourceLanguage} />)}</h1>
        <p class="facts">
          <a href={proposed.href}>{proposal.status === "draft" ? words.toDraft : words.toProposal}</a>
          {words.status(statusWords(proposal.status))}
        </p>
      </header>
      {view.afterwards === "anonymous" && <p class="hint">{words.anonymous}</p>}
      {log.length === 0 ? <NothingYet view={view} /> : <History view={view} visit={visit} />}
    </Page>
  );
}

function modeOf({ proposal: { status } }: DraftHistoryView): Mode {
  if (status === "draft") return "proposing";
  return status === "open" ? "reviewing" : "decided";
}

function NothingYet({ view: { proposal, afterwards } }: { view: DraftHistoryView }): JSX.Element {
  if (afterwards === "dropped") return <p class="empty">{stepsDropped()}</p>;
  const words = wordsFrom(PLAYBACK).page;
  return <p class="empty">{proposal.status === "draft" ? words.nobodyYet : words.cameWhole}</p>;
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
              {wordsFrom(PLAYBACK).page.stillAnother(fault)}
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
  const said = wordsFrom(PLAYBACK).compared;
  const name = said.step(at);
  const base = view.base && isHeld(view.base) ? view.base : null;
  if (against === "base" && base)
    return {
      older: { rendering: base.words.rendering, name: said.version(base.number) },
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
  const older = before ? { rendering: before, name: said.step(at - 1) } : null;
  return { older, newer: { rendering: here, name }, by: namesOf(steps[at - 1]!.by) };
}

function nowName({ proposal: { status } }: DraftHistoryView): string {
  const { draftNow, lastWords } = wordsFrom(PLAYBACK).compared;
  return status === "draft" ? draftNow : lastWords;
}

function Words({ view, sides: { older, newer, by } }: { view: DraftHistoryView; sides: Sides }): JSX.Element {
  const { work, terms } = view;
  const words = wordsFrom(PLAYBACK).compared;
  if (!older)
    return (
      <>
        <p class="compared">{words.began}</p>
        <Text rendering={newer.rendering} lang={work.language} />
      </>
    );
  if (JSON.stringify(older.rendering) === JSON.stringify(newer.rendering))
    return (
      <>
        <p class="compared">{words.same(older.name, newer.name)}</p>
        <Text rendering={newer.rendering} lang={work.language} />
      </>
    );
  const diff = {
    older: { rendering: older.rendering, name: older.name, notes: [] },
    newer: { rendering: newer.rendering, name: newer.name, notes: [] },
    show: "inline",
    lang: work.language,
    found: compare(older.rendering, newer.rendering, terms),
  } satisfies DiffProps;
  return (
    <>
      <div class="compared">
        <p>{by === "" ? words.differ(older.name, newer.name) : words.differBy(older.name, newer.name, by)}</p>
        <Measure older={older.rendering} newer={newer.rendering} found={diff.found} />
      </div>
      <Diff {...diff} />
      <InWords {...diff} sourceLanguage={work.sourceLanguage} />
    </>
  );
}

/** The text with nothing marked in it. */
function Text({ rendering, lang }: { rendering: RenderingJson; lang: string }): JSX.Element {
  if (canonicalText(renderingFromJson(rendering)) === "")
    return <p class="empty">{wordsFrom(PLAYBACK).page.noWords}</p>;
  return <Rendering rendering={rendering} lang={lang} />;
}

function Comparisons(playing: Playing): JSX.Element {
  const { view, steps, shown } = playing;
  const { base, log } = view;
  const [others, other] = [
    shown.level === "every" ? "gathered" : "every",
    readSteps(log, shown.level === "every" ? "gathered" : "every"),
  ] as const;
  const words = wordsFrom(PLAYBACK).compared;
  const kinds: [Against, ComponentChildren][] = [
    ["before", words.stepBefore],
    ...(base && isHeld(base) ? [["base", words.revised(base.number)] as [Against, string]] : []),
    ["now", nowName(view)],
  ];
  return (
    <div class="diff-bar">
      <nav class="shows" aria-label={words.label}>
        <span class="shows-name">{words.with}</span>
        <ul>
          {kinds.map(([against, name]) => (
            <li>
              <Go {...playing} to={{ against }} current={shown.against === against}>
                {name}
              </Go>
            </li>
          ))}
        </ul>
      </nav>
      {(other.length !== steps.length || shown.level === "every") && (
        <p class="levels">
          <Go {...playing} to={{ level: others, at: sameOn(other, steps[shown.at - 1]!) }}>
            {others === "every" ? words.everyStep(other.length) : words.gathered(other.length)}
          </Go>
        </p>
      )}
    </div>
  );
}
