/** A source that reads otherwise than when it was rendered: what differs, word by word; and that the rendering still holds. */
import type { ComponentChildren, JSX } from "preact";
import { Diff, InWords, Measure } from "../difference/Diff.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { WorkHead } from "../shell/view.ts";
import type { SourceMove } from "./view.ts";
import { PASSAGE } from "./words.tsx";

/** @param props.number of the version that renders the older wording. */
export function SourceMoved(props: {
  move: SourceMove;
  work: Pick<WorkHead, "sourceLanguage">;
  number: number;
  children?: ComponentChildren;
}): JSX.Element {
  const { move, work, number, children } = props;
  const words = wordsFrom(PASSAGE).moved;
  return (
    <div class="banner source-moved" role="note">
      <p>{words.renders(number, move.from, move.to)}</p>
      {move.read ? <SourceDifference read={move.read} lang={work.sourceLanguage} /> : <p>{words.gone}</p>}
      {children}
    </div>
  );
}

function SourceDifference({ read, lang }: { read: NonNullable<SourceMove["read"]>; lang: string }): JSX.Element {
  const words = wordsFrom(PASSAGE).moved;
  const { older, newer, found } = read;
  const both = {
    older: { rendering: older, name: null, notes: [] },
    newer: { rendering: newer, name: null, notes: [] },
    ...({ show: "inline", lang, found } as const),
  };
  return (
    <>
      <Measure older={older} newer={newer} found={found} />
      <Diff {...both} />
      <details>
        <summary>{words.inWords}</summary>
        <InWords {...both} sourceLanguage={lang} />
      </details>
    </>
  );
}

/** A reviewer says that the rendering holds for the source as it reads now. */
export function StillHolds(props: { work: string; passage: string; number: number; source: number }): JSX.Element {
  const { work, passage, number, source } = props;
  const words = wordsFrom(PASSAGE).moved;
  return (
    <form method="post" action={`${address.record(work, passage)}/confirm-source`}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="source" value={source} />
      <p class="field">
        <label for="confirm-reason">{words.reason}</label>
        <input type="text" id="confirm-reason" name="reason" maxLength={1_000} autocomplete="off" />
      </p>
      <button type="submit" class="button">
        {words.holds}
      </button>
    </form>
  );
}
