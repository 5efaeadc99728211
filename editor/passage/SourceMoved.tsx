/** A source that reads otherwise than when it was rendered: what differs, word by word; and that the rendering still holds. */
import type { ComponentChildren, JSX } from "preact";
import { Diff, InWords, Measure } from "../difference/Diff.tsx";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import type { WorkHead } from "../shell/view.ts";
import type { SourceMove } from "../difference/difference.ts";
import { PASSAGE } from "./words.tsx";

/**
 * @param props.number of the version that renders the older wording; null: of a proposal that was written against it.
 * @param props.apart true where several stand on a page: no link leads to or from their changes.
 */
export function SourceMoved(props: {
  move: SourceMove;
  work: Pick<WorkHead, "sourceLanguage">;
  number: number | null;
  apart?: boolean;
  children?: ComponentChildren;
}): JSX.Element {
  const { move, work, number, apart = false, children } = props;
  const words = wordsFrom(PASSAGE).moved;
  return (
    <div class="banner source-moved" role="note">
      <p>{number === null ? words.against(move.from, move.to) : words.renders(number, move.from, move.to)}</p>
      {move.read ? <SourceDifference read={move.read} lang={work.sourceLanguage} apart={apart} /> : <p>{words.gone}</p>}
      {children}
    </div>
  );
}

function SourceDifference(props: { read: NonNullable<SourceMove["read"]>; lang: string; apart: boolean }): JSX.Element {
  const { lang, apart } = props;
  const { older, newer, found } = props.read;
  const both = {
    older: { rendering: older, name: null, notes: [] },
    newer: { rendering: newer, name: null, notes: [] },
    ...({ show: "inline", lang, found, apart } as const),
  };
  return (
    <>
      <Measure older={older} newer={newer} found={found} />
      <Diff {...both} />
      {!apart && (
        <details>
          <summary>{wordsFrom(PASSAGE).moved.inWords}</summary>
          <InWords {...both} sourceLanguage={lang} />
        </details>
      )}
    </>
  );
}

/** A reviewer says that the rendering holds for the source as it reads now. */
export function StillHolds(props: {
  work: string;
  passage: string;
  number: number;
  source: number;
  /** The page that it stands on, and leads back to, if that is not the passage's. */
  on?: "review";
}): JSX.Element {
  const { work, passage, number, source, on } = props;
  const words = wordsFrom(PASSAGE).moved;
  const id = `holds-${work}-${passage}`;
  return (
    <form method="post" action={`${address.record(work, passage)}/confirm-source`}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="source" value={source} />
      {on && <input type="hidden" name="on" value={on} />}
      <p class="field">
        <label for={id}>{words.reason}</label>
        <input type="text" id={id} name="reason" maxLength={1_000} autocomplete="off" />
      </p>
      <button type="submit" class="button">
        {words.holds}
      </button>
    </form>
  );
}
