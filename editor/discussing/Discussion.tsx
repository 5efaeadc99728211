/** What is said about a passage or a proposal, all of it or what stands nowhere else on the page, and the form to begin. */
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { ChosenWords, useChosen, type Texts } from "./Chosen.tsx";
import { Folded, ThreadHere, WordsField, type Here } from "./Thread.tsx";
import type { ThreadEntry } from "./view.ts";
import { DISCUSSION } from "./words.tsx";

const NO_NOTES: readonly string[] = [];

/** @param elsewhere how many others stand beside the changes that they are about. */
export function Discussion(
  props: Here & {
    threads: readonly ThreadEntry[];
    elsewhere?: number;
    /** What somebody without an account can do beside signing in. */
    without?: ComponentChildren;
    children: ComponentChildren;
  },
): JSX.Element {
  const { threads, elsewhere = 0, without, children, ...here } = props;
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
        <p class="without-account">
          <a class="quiet-action" href={address.signIn(here.visit.url)}>
            {words.signIn}
          </a>{" "}
          {without}
        </p>
      )}
    </section>
  );
}

/** How many of them are not resolved. */
export function openIn(threads: readonly ThreadEntry[]): number {
  return threads.filter(({ thread }) => !thread.resolved).length;
}

/** Begins one on a version of a passage, on a note on it, or on words of it or of its source: chosen on the page, or copied here. */
export function BeginOnPassage(
  props: Here & {
    version: number | null;
    texts: Texts;
    /** The notes on the page, by their ids, and with which version each came. */
    notes: Readonly<Record<string, number>>;
  },
): JSX.Element {
  const { version, texts, notes, ...here } = props;
  const { chosen, clear, form } = useChosen(
    texts,
    useMemo(() => Object.keys(notes), [notes]),
  );
  const on = chosen && chosen.note !== null ? notes[chosen.note] : version;
  const words = wordsFrom(DISCUSSION);
  return (
    <Folded summary={words.begin}>
      <div ref={form} data-chooses>
        <BeginForm {...here} id="discuss">
          <input type="hidden" name="version" value={on ?? ""} />
          {chosen ? <ChosenWords chosen={chosen} clear={clear} /> : <OnWords />}
        </BeginForm>
      </div>
    </Folded>
  );
}

/** On which words of a passage's texts something is said: those that are chosen on the page, or copied here; with what else the form asks. */
export function OnWhichWords({ texts, children }: { texts: Texts; children: ComponentChildren }): JSX.Element {
  const { chosen, clear, form } = useChosen(texts, NO_NOTES);
  return (
    <div ref={form} data-chooses>
      {chosen ? <ChosenWords chosen={chosen} clear={clear} /> : <OnWords />}
      {children}
    </div>
  );
}

/** Words that are copied: for those who choose none, as without a script. */
function OnWords(): JSX.Element {
  const words = wordsFrom(DISCUSSION);
  return (
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
  );
}

/**
 * Begins one on a proposal as a whole or, where it revises several passages, on what it says of one; or on words that are chosen in the
 * part that the page shows.
 */
export function BeginOnProposal(
  props: Here & {
    parts: readonly { passage: string; locator: string }[];
    draft: boolean;
    shown: { passage: string; texts: Texts };
  },
): JSX.Element {
  const { parts, draft, shown, ...here } = props;
  const { chosen, clear, form } = useChosen(shown.texts, NO_NOTES);
  const words = wordsFrom(DISCUSSION);
  return (
    <Folded summary={words.begin}>
      <div ref={form} data-chooses>
        <BeginForm {...here} id="discuss">
          {chosen && (
            <>
              <input type="hidden" name="passage" value={shown.passage} />
              <ChosenWords chosen={chosen} clear={clear} />
            </>
          )}
          {!chosen && parts.length > 1 && (
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
      </div>
    </Folded>
  );
}

export function BeginForm({ on, id, children }: Here & { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <form class="say" method="post" action={address.discuss(on)}>
      {children}
      <WordsField id={`${id}-words`} value="" on={on} />
      <button type="submit" class="button">
        {wordsFrom(DISCUSSION).beginSend}
      </button>
    </form>
  );
}
