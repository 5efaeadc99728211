/** A part that waits again after it was sent back: first of all what changed in it since then. */
import type { ComponentChildren, JSX } from "preact";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { PersonAndDate } from "../design/People.tsx";
import { Diff } from "../difference/Diff.tsx";
import { changed, type Changes } from "../difference/difference.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { wordsFrom } from "../language/language.ts";
import { REVIEWING } from "./words.tsx";

export function Again({ view }: { view: ProposalView }): JSX.Element | null {
  const { sentBack, proposal, work, terms } = view;
  if (!sentBack || !proposal.submission) return null;
  const { rendering: newer } = proposal.submission;
  const { rendering: older, by, at } = sentBack;
  const found = changed(older, newer, terms);
  const words = wordsFrom(REVIEWING).again;
  return (
    <Since when={words.since(<PersonAndDate person={by} iso={at} />)}>
      {found.changes.length === 0 ? (
        <p class="empty">{words.same}</p>
      ) : (
        <Reworded older={older} newer={newer} found={found} lang={work.language} />
      )}
    </Since>
  );
}

/** Closed, it is out of the way. */
export function Since({ when, children }: { when: JSX.Element; children: ComponentChildren }): JSX.Element {
  return (
    <details class="sent-back" open>
      <summary>{when}</summary>
      {children}
    </details>
  );
}

/** What was said before beside what is proposed now. */
export function Reworded(props: {
  older: RenderingJson;
  newer: RenderingJson;
  found: Changes;
  lang: string;
}): JSX.Element {
  const { older, newer, found, lang } = props;
  return (
    <Diff
      older={{ rendering: older, name: null, notes: [] }}
      newer={{ rendering: newer, name: null, notes: [] }}
      show="inline"
      lang={lang}
      found={found}
      apart
    />
  );
}
