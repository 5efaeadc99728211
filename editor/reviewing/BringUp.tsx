/** What brings a proposal up to date: what it will say then, where each change comes from, and whose words stand where both changed the same. */
import type { JSX } from "preact";
import {
  conflictsIn,
  markOf,
  type Merge,
  mergeRenderings,
  type Piece,
  spanOf,
  wordsOf,
} from "../../translations/compare/merge/merge.ts";
import { isHeld, type Version } from "../../translations/ledger/state.ts";
import type { Note } from "../../translations/notes/note.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import type { ProposalView } from "../drafting/drafting.ts";
import { Mixed } from "../design/Prose.tsx";
import { shortened } from "../design/wording.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { proposedWords } from "./proposed.ts";
import { REVIEWING } from "./words.tsx";

interface Props {
  view: ProposalView;
  current: Version;
}

/** For those who write it; nothing for others. */
export function BringUp({ view, current }: Props): JSX.Element | null {
  const { passage, proposal, may } = view;
  const said = wordsFrom(REVIEWING).read;
  if (!may.edit && !may.takeBack) return null;
  const merge = mergeOf(view, current);
  return (
    <form method="post" action={address.act(proposal.id, "rebase")} class="bring-up">
      <input type="hidden" name="base" value={current.number} />
      <input type="hidden" name="part" value={passage.id} />
      {merge && <Merged view={view} merge={merge} current={current} />}
      {may.takeBack && <p class="hint">{said.takeBackFirst}</p>}
      <button type="submit" class="button">
        {said.bringUp}
      </button>
    </form>
  );
}

/** Null where words are not held, or the page that is being written may have newer ones. */
function mergeOf(view: ProposalView, current: Version): Merge | null {
  const { base } = view;
  const words = proposedWords(view);
  if (!words || !isHeld(current) || (base && !isHeld(base))) return null;
  const older = base && isHeld(base) ? renderingFromJson(base.words.rendering) : null;
  return mergeRenderings(older, renderingFromJson(words.rendering), renderingFromJson(current.words.rendering));
}

/** So many places are settled one by one; of more, all others in one way. */
const MOST_SHOWN = 100;

function Merged({ view, merge, current }: { view: ProposalView; merge: Merge; current: Version }): JSX.Element {
  const said = wordsFrom(REVIEWING).read;
  const conflicts = conflictsIn(merge);
  const { number } = current;
  const numbers = new Map(conflicts.map((piece, at) => [piece, at + 1]));
  const shown = conflicts.slice(0, MOST_SHOWN);
  return (
    <>
      <p>{conflicts.length > 0 ? said.quarrels(conflicts.length, number) : said.bothStand(number)}</p>
      <p class="merged-words" lang={view.work.language}>
        {merge.pieces.map((piece, at) => (
          <Told key={at} merge={merge} piece={piece} number={numbers.get(piece) ?? 0} current={number} />
        ))}
      </p>
      {conflicts.length > 0 && <input type="hidden" name="seen" value={markOf(merge)} />}
      {shown.map((piece, at) => (
        <Conflict key={at} {...{ view, merge, piece, current, at, of: conflicts.length }} />
      ))}
      {shown.length < conflicts.length && <Rest from={shown.length + 1} to={conflicts.length} current={number} />}
    </>
  );
}

/** Whose words stand at all places that are not shown one by one. */
function Rest({ from, to, current }: { from: number; to: number; current: number }): JSX.Element {
  const said = wordsFrom(REVIEWING).read;
  return (
    <fieldset class="merged-choice">
      <legend>{said.rest(from, to)}</legend>
      {(["ours", "theirs"] as const).map((side) => (
        <p key={side}>
          <input type="radio" id={`rest-${side}`} name="rest" value={side} required />{" "}
          <label for={`rest-${side}`}>{side === "ours" ? said.fromHere : said.fromVersion(current)}</label>
        </p>
      ))}
    </fieldset>
  );
}

/** A piece of the merged words; who changed it stands behind, in small letters. */
function Told(props: { merge: Merge; piece: Piece; number: number; current: number }): JSX.Element | null {
  const { merge, piece, number, current } = props;
  const said = wordsFrom(REVIEWING).read;
  if (piece.kind === "conflict") return <b class="merged-conflict"> [{number}]</b>;
  const by = piece.kind === "kept" ? piece.set : piece.kind;
  const words = inALine(wordsOf(merge, piece, piece.kind === "theirs" ? "theirs" : "ours"));
  const space = TIGHT.test(words) ? "" : " ";
  if (!by) return <>{space + words}</>;
  const gone = words === "" ? inALine(wordsOf(merge, piece, "base")) : "";
  return (
    <>
      {space}
      <span class={`merged-from merged-${by}`}>
        {gone ? <del>{gone}</del> : words}{" "}
        <small>({{ ours: said.fromHere, theirs: said.fromVersion(current), both: said.fromBoth }[by]})</small>
      </span>
    </>
  );
}

/** Signs before which no space stands. */
const TIGHT = /^[,.;:!?)\]}%”’»…，。；：、！？）】》]/u;

function inALine(words: string): string {
  return words.trim().replaceAll("\n", " ¶ ");
}

/** So much of the reason for a whole revision is said at a place, in UTF-16 code units. */
const LONGEST_SUMMARY = 240;

function Conflict(props: {
  view: ProposalView;
  merge: Merge;
  piece: Piece;
  current: Version;
  at: number;
  of: number;
}): JSX.Element {
  const { view, merge, piece, current, at, of } = props;
  const said = wordsFrom(REVIEWING).read;
  const lang = view.work.language;
  const own = proposedWords(view);
  const shown = (side: "base" | "ours" | "theirs"): string => wordsOf(merge, piece, side).trim() || said.leftOut;
  const option = (side: "ours" | "theirs", name: string, notes: readonly Note[], summary: string) => (
    <>
      <p>
        <input type="radio" id={`choice-${at}-${side}`} name={`choice-${at}`} value={side} required />{" "}
        <label for={`choice-${at}-${side}`}>
          <small>{name}</small> <span lang={lang}>{shown(side)}</span>
        </label>
      </p>
      {reasonsOn(merge, piece, side, notes).map((note) => (
        <p class="hint" key={note.id}>
          {said.reason(note.author.name, note.body)}
        </p>
      ))}
      {summary !== "" && (
        <p class="hint">
          {said.summed(<Mixed text={shortened(summary, LONGEST_SUMMARY)} lang={view.work.sourceLanguage} />)}
        </p>
      )}
    </>
  );
  return (
    <fieldset class="merged-choice">
      <legend>{said.place(at + 1, of)}</legend>
      <p class="hint" lang={lang}>
        {said.wasBefore(shown("base"))}
      </p>
      {option("ours", said.fromHere, own?.notes ?? [], own?.summary ?? "")}
      {option("theirs", said.fromVersion(current.number), current.notes, current.rationale)}
      <p>
        <input type="radio" id={`choice-${at}-other`} name={`choice-${at}`} value="other" />{" "}
        <label for={`choice-${at}-other`}>
          <small>{said.otherWords}</small>
        </label>
      </p>
      <textarea name={`words-${at}`} rows={2} lang={lang} aria-label={said.otherWords}>
        {wordsOf(merge, piece, "ours").trim()}
      </textarea>
    </fieldset>
  );
}

/** The reasons on these words of a side. */
function reasonsOn(merge: Merge, piece: Piece, side: "ours" | "theirs", notes: readonly Note[]): Note[] {
  const span = spanOf(merge, piece, side);
  if (!span) return [];
  return notes.filter(({ target }) => target && target.start < span.to && span.from < target.end);
}
