/** What is said about a passage or a proposal, all of it or what stands nowhere else on the page, and the form to begin. */
import type { ComponentChildren, JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Folded, ThreadHere, WordsField, type Here } from "./Thread.tsx";
import type { ThreadEntry } from "./view.ts";
import { DISCUSSION } from "./words.tsx";

/** @param elsewhere how many others stand beside the changes that they are about. */
export function Discussion(
  props: Here & { threads: readonly ThreadEntry[]; elsewhere?: number; children: ComponentChildren },
): JSX.Element {
  const { threads, elsewhere = 0, children, ...here } = props;
  const words = wordsFrom(DISCUSSION);
  return (
    <section class="discussion" aria-labelledby="discussion">
      <h2 id="discussion">{words.title}</h2>
      {threads.length > 0 ? (
        <p class="facts">{words.open(openIn(threads), threads.length)}</p>
      ) : (
        elsewhere === 0 && <p class="empty">{words.none}</p>
      )}
      {elsewhere > 0 && <p class="facts">{words.beside(elsewhere)}</p>}
      {threads.map((entry) => (
        <ThreadHere key={entry.thread.id} entry={entry} {...here} />
      ))}
      {here.visit.actor ? (
        children
      ) : (
        <a class="quiet-action" href={address.signIn(here.visit.url)}>
          {words.signIn}
        </a>
      )}
    </section>
  );
}

/** How many of them are not resolved. */
export function openIn(threads: readonly ThreadEntry[]): number {
  return threads.filter(({ thread }) => !thread.resolved).length;
}

/** Begins one on a passage, or on words of it that are copied there. */
export function BeginOnPassage({ version, ...here }: Here & { version: number | null }): JSX.Element {
  const words = wordsFrom(DISCUSSION);
  return (
    <Folded summary={words.begin}>
      <BeginForm {...here} id="discuss">
        <input type="hidden" name="version" value={version ?? ""} />
        <p class="field">
          <label for="discuss-on">{words.onWords}</label>
          <input
            type="text"
            id="discuss-on"
            name="on"
            maxLength={2_000}
            autocomplete="off"
            aria-describedby="hint-discuss-on"
          />
          <span class="hint" id="hint-discuss-on">
            {words.onWordsHint}
          </span>
        </p>
      </BeginForm>
    </Folded>
  );
}

/** Begins one on a proposal as a whole or, where it revises several passages, on what it says of one. */
export function BeginOnProposal(
  props: Here & { parts: readonly { passage: string; locator: string }[]; draft: boolean },
): JSX.Element {
  const { parts, draft, ...here } = props;
  const words = wordsFrom(DISCUSSION);
  return (
    <Folded summary={words.begin}>
      <BeginForm {...here} id="discuss">
        {parts.length > 1 && (
          <p class="field">
            <label for="discuss-part">{words.onWhich}</label>
            <select id="discuss-part" name="passage">
              <option value="">{words.onAll}</option>
              {parts.map(({ passage, locator }) => (
                <option value={passage}>{locator}</option>
              ))}
            </select>
          </p>
        )}
        {draft && <p class="hint">{words.draftHint}</p>}
      </BeginForm>
    </Folded>
  );
}

/** Words by where they stand, and as they stand there: so that what is sent from an old page is never about others. */
export interface ChosenSpan {
  /** Offsets in UTF-16 code units. */
  start: number;
  end: number;
  exact: string;
}

/** Spans as a form sends them. */
export function ChosenFields({ spans }: { spans: Readonly<Record<string, ChosenSpan | null>> }): JSX.Element {
  return (
    <>
      {Object.entries(spans).map(
        ([name, span]) => span && <input type="hidden" name={name} value={JSON.stringify(span)} />,
      )}
    </>
  );
}

export function BeginForm({ on, id, children }: Here & { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <form class="say" method="post" action={address.discuss(on)}>
      {children}
      <WordsField id={`${id}-words`} value="" />
      <button type="submit" class="button">
        {wordsFrom(DISCUSSION).beginSend}
      </button>
    </form>
  );
}
