/**
 * A comparison on the page: inline, side by side, the new text alone, or the changes alone; and the same in words.
 * What differs is reckoned in `difference.ts`.
 */
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Layout } from "../../translations/text/layout.ts";
import { lineOf, withPilcrows } from "../../translations/text/lines.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { countsInWords } from "../changes/changes.ts";
import { Dated } from "../design/People.tsx";
import { Hidden, Mixed } from "../design/Prose.tsx";
import { Term } from "../design/Term.tsx";
import { wordsFrom } from "../language/language.ts";
import { Changed, Noted, Rendering, signed } from "../rendering/Rendering.tsx";
import {
  compare,
  difference,
  hungNotes,
  notesOn,
  type Changes,
  type Compared as Found,
  type DescribedChange,
  type Difference,
  type Show,
} from "./difference.ts";
import { merge, type MergedBlock, type MergedPart } from "./merged.ts";
import { groups, pieces, type ChangeSpan, type NoteSpan } from "../rendering/overlay.ts";
import { sharedReasons, type NumberedNote } from "../rendering/notes.ts";
import { sideRows } from "./side.ts";
import { shortened } from "../design/wording.ts";
import { DIFFERENCE } from "./words.tsx";

/** One side of a comparison. */
export interface Compared {
  rendering: RenderingJson;
  /** How the side is named: number, people, date. */
  name: ComponentChildren;
  /** The same in a word, for each of its sentences where the sides stand under each other; "Older" or "Newer" without it. */
  sign?: string;
  notes: readonly NumberedNote[];
}

export interface DiffProps {
  older: Compared;
  newer: Compared;
  show: Show;
  lang: string;
  /** True for a second comparison on a page: its changes are numbered, but no link leads to or from them. */
  apart?: boolean;
  /** What differs, if it was worked out already. */
  found?: Changes | undefined;
}

/** Two renderings and what differs between them. Older left or struck through, newer right or underlined. */
export function Diff({ older, newer, show, lang, apart = false, found: known }: DiffProps): JSX.Element {
  const found = useMemo(
    () => difference(older.rendering, newer.rendering, show, apart, known),
    [older.rendering, newer.rendering, show, apart, known],
  );
  const notes = hungNotes(found, older.notes, newer.notes, show);
  const words = wordsFrom(DIFFERENCE);
  if (found.changes.length === 0)
    return (
      <div class="diff">
        <p class="nothing">{words.same}</p>
        <Rendering rendering={newer.rendering} lang={lang} overlays={{ notes: notes.newer, changes: [] }} />
      </div>
    );
  switch (show) {
    case "inline":
      return <div class="diff inline">{inline(found, notes, lang)}</div>;
    case "side":
      return (
        <div class="diff side" role="table" aria-label={words.table}>
          <div class="side-row side-names" role="row">
            <p class="side-name" role="columnheader">
              {older.name ?? words.older}
            </p>
            <p class="side-name" role="columnheader">
              {newer.name ?? words.newer}
            </p>
          </div>
          <SideRows
            found={found}
            notes={notes}
            lang={lang}
            signs={{ older: older.sign ?? words.older, newer: newer.sign ?? words.newer }}
          />
        </div>
      );
    case "new":
      return (
        <div class="diff new-only">
          <Rendering rendering={newer.rendering} lang={lang} overlays={{ notes: notes.newer, changes: found.newer }} />
        </div>
      );
    case "changes":
      return <div class="diff changes-only">{excerpts(found, lang)}</div>;
  }
}

interface TwoNotes {
  older: readonly NoteSpan[];
  newer: readonly NoteSpan[];
}

function inline(found: Difference, notes: TwoNotes, lang: string): JSX.Element {
  const blocks = merge(found.a, found.b, found.both);
  const seen = new Set<ChangeSpan>();
  return (
    <div class="rendering merged" lang={lang}>
      <MergedBlocks blocks={blocks} found={found} notes={notes} seen={seen} />
    </div>
  );
}

/** Sentence beside sentence: what corresponds stands on one height. */
function SideRows(props: {
  found: Difference;
  notes: TwoNotes;
  lang: string;
  signs: Record<"older" | "newer", string>;
}): JSX.Element {
  const { found, notes, lang, signs } = props;
  const seen = new Set<ChangeSpan>();
  const cell = (blocks: readonly MergedBlock[], sign: string): JSX.Element => (
    <div class="rendering merged" role="cell" lang={lang} data-side={blocks.length > 0 ? sign : undefined}>
      <MergedBlocks blocks={blocks} found={found} notes={notes} seen={seen} />
    </div>
  );
  return (
    <>
      {sideRows(found.a, found.b, found.both).map((row) => (
        <div class="side-row" role="row">
          {cell(row.older, signs.older)}
          {cell(row.newer, signs.newer)}
        </div>
      ))}
    </>
  );
}

/** Whether a change is met for the first time; afterwards it is not. */
function meet(seen: Set<ChangeSpan>, change: ChangeSpan): boolean {
  if (seen.has(change)) return false;
  seen.add(change);
  return true;
}

interface Drawing {
  found: Difference;
  notes: TwoNotes;
  seen: Set<ChangeSpan>;
}

/** Blocks in a row, those of a quotation and the lines of a stanza together. `within` is how many quotations are around. */
function MergedBlocks(props: Drawing & { blocks: readonly MergedBlock[]; within?: number }): JSX.Element {
  const { blocks, within = 0, ...drawing } = props;
  return (
    <>
      {groups(blocks, (a, b) => standTogether(a, b, within)).map((group) => {
        if (group[0]!.quoted > within)
          return (
            <blockquote>
              <MergedBlocks blocks={group} within={within + 1} {...drawing} />
            </blockquote>
          );
        const words = group.map((block) => <MergedBlockWords block={block} {...drawing} />);
        return group[0]!.type === "verse_line" ? <div class="verse">{words}</div> : <>{words}</>;
      })}
    </>
  );
}

function standTogether(a: MergedBlock, b: MergedBlock, within: number): boolean {
  if (a.quoted > within || b.quoted > within) return a.quoted > within && b.quoted > within;
  return a.type === "verse_line" && b.type === "verse_line" && !b.apart;
}

function MergedBlockWords(props: Drawing & { block: MergedBlock }): JSX.Element {
  const { block, found, notes, seen } = props;
  const inside = (
    <>
      {block.marker !== null && (
        <span class="marker">
          {block.markerChange ? (
            <Changed change={block.markerChange} first={meet(seen, block.markerChange)}>
              {bullet(block.marker)}
            </Changed>
          ) : (
            bullet(block.marker)
          )}{" "}
        </span>
      )}
      {groups(block.parts, (a, b) => a.change === b.change).map((parts) => (
        <MergedParts parts={parts} found={found} notes={notes} seen={seen} />
      ))}
    </>
  );
  const kind = block.type === "verse_line" ? "verse-line" : block.depth > 0 ? `item depth-${block.depth}` : "";
  const name = [kind, `block-${block.state}`].filter(Boolean).join(" ");
  if (block.type !== "heading") return <p class={name}>{inside}</p>;
  return (
    <p class={`heading-words level-${block.level} ${name}`} role="heading" aria-level={Math.min(6, block.level + 2)}>
      {inside}
    </p>
  );
}

function bullet(marker: string): string {
  return marker === "-" ? "•" : marker;
}

function MergedParts(props: {
  parts: readonly MergedPart[];
  found: Difference;
  notes: TwoNotes;
  seen: Set<ChangeSpan>;
}): JSX.Element {
  const { parts, found, notes, seen } = props;
  const { change, glyph } = parts[0]!;
  // A pilcrow alone is told apart here: a style can't see whether there are words beside it.
  const alone = parts.length === 1 && glyph === "¶";
  const words = parts.map((part) => <PartWords part={part} alone={alone} found={found} notes={notes} />);
  if (!change) return <>{words}</>;
  return (
    <Changed change={change} first={meet(seen, change)}>
      {words}
    </Changed>
  );
}

function PartWords(props: { part: MergedPart; alone: boolean; found: Difference; notes: TwoNotes }): JSX.Element {
  const { part, alone, found, notes } = props;
  if (part.glyph === " ") return <Gap>{part.glyph}</Gap>;
  if (part.glyph) return <span class={alone ? "pilcrow alone" : "pilcrow"}>{part.glyph}</span>;
  const plan = part.side === "newer" ? found.b : found.a;
  const words = pieces(plan, part, { notes: notes[part.side], changes: [] });
  return <Noted pieces={words} change={part.change} scope="" quiet={false} />;
}

/** The space that parted words gone from their neighbours: with them it goes from what is copied. */
function Gap({ children }: { children: string }): JSX.Element | null {
  return children === "" ? null : <span class="gap">{children}</span>;
}

const CONTEXT = 60;

/** Each change with the words around it. */
function excerpts({ a, b, both }: Difference, lang: string): JSX.Element {
  return (
    <ol class="excerpts" lang={lang}>
      {both.map(({ older, newer, gap }) => (
        <li value={older.number}>
          <p>
            {before(b, newer.from)}
            <Gap>{gap.before}</Gap>
            {older.side !== "reformatted" && older.to > older.from && (
              <Changed change={older} first>
                {changedWords(a, older)}
              </Changed>
            )}
            {newer.to > newer.from && (
              <Changed change={newer} first>
                {changedWords(b, newer)}
              </Changed>
            )}
            <Gap>{gap.after}</Gap>
            {after(b, newer.to)}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** On one line; where something can't be seen, the characters as they are. */
function changedWords(side: Layout, change: ChangeSpan): ComponentChildren {
  const { from, to, signs = [] } = change;
  return signs.length > 0 ? signed(side.text.slice(from, to), from, change, withPilcrows) : lineOf(side, from, to);
}

function before(side: Layout, offset: number): string {
  const start = Math.max(0, offset - CONTEXT);
  if (start === 0) return lineOf(side, start, offset);
  return `… ${lineOf(side, start + side.text.slice(start, offset).search(/\s\S/) + 1, offset)}`;
}

function after(side: Layout, offset: number): string {
  const end = Math.min(side.text.length, offset + CONTEXT);
  if (end === side.text.length) return lineOf(side, offset, end);
  const last = side.text.slice(offset, end).lastIndexOf(" ");
  return `${lineOf(side, offset, last > 0 ? offset + last : end)} …`;
}

/** The comparison in words, numbered as in the text, each change with the notes that speak of its words. */
export function InWords({
  older,
  newer,
  show,
  sourceLanguage,
  found: known,
  signs,
  said,
}: DiffProps & {
  sourceLanguage: string;
  /** What else is told of a change, by its number; */
  signs?: ReadonlyMap<number, JSX.Element> | undefined;
  /** and what people say about it. */
  said?: ((change: DescribedChange) => JSX.Element | null) | undefined;
}): JSX.Element | null {
  const found = difference(older.rendering, newer.rendering, show, false, known);
  if (found.changes.length === 0) return null;
  const { changes, anchors } = found;
  const words = wordsFrom(DIFFERENCE);
  const [onNew, onOld] = [sharedReasons(newer.notes), sharedReasons(older.notes)];
  return (
    <section class="in-words" aria-labelledby="in-words">
      <h2 id="in-words">{words.title}</h2>
      <ol>
        {changes.map((change) => {
          const { number, sentence, older: from, newer: to } = change;
          return (
            <li id={`in-words-${number}`} value={number}>
              <p>
                <Hidden>{words.change(number, changes.length)}</Hidden>
                {sentence}{" "}
                {anchors.has(number) && (
                  <a class="quiet" href={`#change-${number}`} aria-label={words.showChange(number)}>
                    {words.show}
                  </a>
                )}
              </p>
              {signs?.get(number)}
              <Reasons label={words.reason} notes={notesOn(newer.notes, to)} shared={onNew} lang={sourceLanguage} />
              <Reasons label={words.onOld} notes={notesOn(older.notes, from)} shared={onOld} lang={sourceLanguage} />
              {said?.(change)}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The notes in brief; the margin has them whole. What stands at several changes is said at the first of its notes. */
function Reasons(props: {
  label: string;
  notes: readonly NumberedNote[];
  shared: ReturnType<typeof sharedReasons>;
  lang: string;
}): JSX.Element {
  const { label, notes, shared, lang } = props;
  const words = wordsFrom(DIFFERENCE);
  const saidBefore = (id: string): NumberedNote | null => {
    const first = shared.get(id)?.first;
    return first && first.note.id !== id ? first : null;
  };
  return (
    <>
      {notes.map(({ note, number }) => {
        const before = saidBefore(note.id);
        return before ? (
          <p class="reason">
            <span class="label">{label}</span>{" "}
            {words.asReason(<a href={`#note-${before.note.id}`}>{words.note(before.number)}</a>)}
          </p>
        ) : (
          <p class="reason">
            <span class="label">{label}</span> <Mixed text={shortened(note.body, 240)} lang={lang} />{" "}
            <span class="by">
              {words.reasonFrom(
                <a href={`#note-${note.id}`}>{words.note(number)}</a>,
                note.author.name,
                <Dated iso={note.date} />,
              )}
            </span>
          </p>
        );
      })}
    </>
  );
}

/** "2 changes · 3 words of 104"; behind it the edit rate with what it means, where the texts are short enough for it. */
export function Measure(props: { older: RenderingJson; newer: RenderingJson; found?: Found | undefined }): JSX.Element {
  const { counts, rate } = props.found ?? compare(props.older, props.newer);
  const measure = countsInWords(counts);
  if (!rate) return <p class="measure">{measure}</p>;
  const words = wordsFrom(DIFFERENCE);
  return (
    <details class="measure edit-rate">
      <summary>{measure}</summary>
      <p>{words.rateExplained(<Term id="edit-rate">{words.rate(rate)}</Term>, rate)}</p>
    </details>
  );
}
