/**
 * A rendering, or source words, as a person reads them, with notes and changes laid over their words. What the
 * changes are is reckoned in `difference.ts`; two renderings in one text stand in `Merged.tsx`.
 */
import type { ComponentChildren, JSX } from "preact";
import type { Mark, Node } from "prosemirror-model";
import { useMemo } from "preact/hooks";
import { atSigns, type Sign } from "../../translations/compare/words/words.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout, type Block, type Layout } from "../../translations/text/layout.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { sourceText, type Source } from "../../translations/ledger/work.ts";
import {
  BARE,
  firstSights,
  groups,
  pieces,
  type ChangeSpan,
  type NoteSpan,
  type Overlays,
  type Piece,
} from "./overlay.ts";
import { signInWords } from "../changes/changes.ts";
import { Hidden } from "../design/Prose.tsx";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "./words.ts";
import { writtenBlocks, writtenParagraphs } from "./written.ts";

/** How links between words and notes are kept apart where several passages share a page: a prefix for their ids. */
export type Scope = string;

/** What the pieces of one block need to know of the whole text. */
interface Sight {
  scope: Scope;
  /** Links from words to notes, and ids on words, are made once a page: the second time the same words are shown, not. */
  quiet: boolean;
  words: ReadonlyMap<number, number>;
  breaks: ReadonlyMap<number, ChangeSpan[]>;
  cuts: readonly number[];
}

interface RenderingProps {
  rendering: RenderingJson;
  lang: string;
  scope?: Scope;
  overlays?: Overlays;
  /** Where the words are cut or put together: offsets in order, each told where it is. */
  cuts?: readonly number[];
  quiet?: boolean;
}

/** A rendering in its language. `overlays` and `cuts` count in `layout(rendering).text`. */
export function Rendering(props: RenderingProps): JSX.Element {
  const { rendering, lang, overlays = BARE, cuts = [] } = props;
  if (overlays.notes.length + overlays.changes.length + cuts.length > 0)
    return <Overlaid {...props} overlays={overlays} />;
  return <div class="rendering" lang={lang} dangerouslySetInnerHTML={writtenBlocks(rendering)} />;
}

function Overlaid(props: RenderingProps & { overlays: Overlays }): JSX.Element {
  const { rendering, lang, scope = "", overlays, cuts = [], quiet = false } = props;
  const node = useMemo(() => renderingFromJson(rendering), [rendering]);
  const plan = useMemo(() => layout(node), [node]);
  const sight = { scope, quiet, cuts, ...firstSights(plan.blocks, overlays.changes) };
  return (
    <div class="rendering" lang={lang}>
      {blocksOf(node, (index) => blockWords(plan, plan.blocks[index]!, index, overlays, sight))}
    </div>
  );
}

/** The blocks of `parent`; `words` draws the inside of a text block by its index, as `layout` lists them. */
export function blocksOf(
  parent: Node,
  words: (index: number) => ComponentChildren,
  next = { index: 0 },
): JSX.Element[] {
  const out: JSX.Element[] = [];
  parent.forEach((child) => {
    if (child.isTextblock) out.push(textblock(child, words(next.index++)));
    else out.push(container(child, blocksOf(child, words, next)));
  });
  return out;
}

function textblock({ type, attrs }: Node, inside: ComponentChildren): JSX.Element {
  if (type.name === "heading") return heading(Number(attrs["level"]), inside);
  return type.name === "verse_line" ? <p class="verse-line">{inside}</p> : <p>{inside}</p>;
}

function container({ type, attrs }: Node, inside: JSX.Element[]): JSX.Element {
  switch (type.name) {
    case "list_item":
      return <li>{inside}</li>;
    case "ordered_list":
      return <ol start={Number(attrs["start"])}>{inside}</ol>;
    case "bullet_list":
      return <ul>{inside}</ul>;
    case "verse":
      return <div class="verse">{inside}</div>;
    default:
      return <blockquote>{inside}</blockquote>;
  }
}

/** A heading inside a rendering stands below the page's own. */
function heading(level: number, inside: ComponentChildren): JSX.Element {
  return (
    <p class={`heading-words level-${level}`} role="heading" aria-level={Math.min(6, level + 2)}>
      {inside}
    </p>
  );
}

/** The words of a block, with a mark wherever they are cut. */
function cutWords(plan: Layout, { from, to }: Block, overlays: Overlays, sight: Sight): ComponentChildren {
  const within = sight.cuts.filter((cut) => cut >= from && cut < to);
  if (within.length === 0) return wordsOf(pieces(plan, { from, to }, overlays), sight);
  const edges = [from, ...within, to];
  return edges.slice(1).map((end, index) => (
    <>
      {index > 0 && <CutMark />}
      {wordsOf(pieces(plan, { from: edges[index]!, to: end }, overlays), sight)}
    </>
  ));
}

/** Where words are cut, or put together: seen as a rule between them, and said to who hears them. */
export function CutMark(): JSX.Element {
  return (
    <span class="cut-mark">
      <Hidden> {wordsFrom(RENDERING).cutHere} </Hidden>
    </span>
  );
}

function blockWords(plan: Layout, block: Block, index: number, overlays: Overlays, sight: Sight): ComponentChildren {
  const breaks = sight.breaks.get(index) ?? [];
  const inside = cutWords(plan, block, overlays, sight);
  if (breaks.length === 0) return inside;
  return (
    <>
      {breaks.map((change) => (
        <Changed change={change} first>
          ¶
        </Changed>
      ))}
      {inside}
    </>
  );
}

/** Source words, paragraph by paragraph; of phrases each stands alone. */
export function SourceWords(props: {
  source: Source;
  lang: string;
  scope?: Scope;
  notes?: readonly NoteSpan[];
}): JSX.Element {
  const { source, lang, scope = "", notes = [] } = props;
  const text = sourceText(source);
  const kind = `source-words held-${source.held}`;
  if (notes.length === 0) return <div class={kind} lang={lang} dangerouslySetInnerHTML={writtenParagraphs(text)} />;
  const sight: Sight = { scope: `${scope}source-`, quiet: true, cuts: [], words: new Map(), breaks: new Map() };
  const plan = { text, runs: [] };
  return (
    <div class={kind} lang={lang}>
      {paragraphsOf(text).map((paragraph) => (
        <p>{wordsOf(pieces(plan, paragraph, { notes, changes: [] }), sight, scope)}</p>
      ))}
    </div>
  );
}

function paragraphsOf(text: string): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  let from = 0;
  for (const paragraph of text.split("\n\n")) {
    if (paragraph !== "") out.push({ from, to: from + paragraph.length });
    from += paragraph.length + 2;
  }
  return out;
}

/** The pieces of one block, one inside the other: change, note, mark. */
function wordsOf(list: readonly Piece[], sight: Sight, noteScope = sight.scope): ComponentChildren {
  if (list.length === 1 && isBare(list[0]!)) return marked(list[0]!.text, list[0]!.marks);
  if (list.every(isBare)) return list.map(({ text, marks }) => marked(text, marks));
  return (
    <>
      {groups(list, (a, b) => a.change === b.change).map((group) => {
        const { change, from } = group[0]!;
        const inside = <Noted pieces={group} change={change} scope={noteScope} quiet={sight.quiet} />;
        if (!change) return inside;
        return (
          <Changed change={change} first={sight.words.get(change.number) === from}>
            {inside}
          </Changed>
        );
      })}
    </>
  );
}

/** True of words with nothing laid over them. */
function isBare({ notes, change }: Piece): boolean {
  return notes.length === 0 && change === null;
}

/** Words that were changed, with the number of the change before them where it first shows. */
export function Changed(props: { change: ChangeSpan; first: boolean; children: ComponentChildren }): JSX.Element {
  const { change, first, children } = props;
  const words = wordsFrom(RENDERING);
  const Tag =
    change.side === "deleted" || change.side === "moved-away" ? "del" : change.side === "reformatted" ? "mark" : "ins";
  return (
    <Tag class={change.side} id={first ? change.anchor : undefined} data-change={change.number}>
      <Hidden>{words.changed[change.side]}</Hidden>
      {first && change.labelled && <ChangeNumber change={change} />}
      <span class="changed-words">{children}</span>
      <Hidden>{words.changedEnd}</Hidden>
      {first && change.other !== undefined && <OtherEnd change={change} />}
    </Tag>
  );
}

/** The number of a change, leading to the change in words where it stands there. */
function ChangeNumber({ change: { number, anchored } }: { change: ChangeSpan }): JSX.Element {
  if (!anchored) return <span class="change-number">{number}</span>;
  return (
    <a class="change-number" href={`#in-words-${number}`} aria-label={wordsFrom(RENDERING).changeInWords(number)}>
      {number}
    </a>
  );
}

function OtherEnd({ change }: { change: ChangeSpan }): JSX.Element {
  const away = change.side === "moved-away";
  const words = wordsFrom(RENDERING);
  return (
    <a
      class="other-end"
      href={`#change-${change.other}`}
      aria-label={(away ? words.moved : words.movedFrom)(change.other!)}
    >
      {away ? "→" : "←"}
      {change.other}
    </a>
  );
}

function sameNotes(a: Piece, b: Piece): boolean {
  return a.notes.length === b.notes.length && a.notes.every((note, index) => note === b.notes[index]);
}

/** Words with the notes that hang on them; their numbers stand after the last word. `change` is what they are part of. */
export function Noted({
  pieces: list,
  change,
  scope,
  quiet,
}: {
  pieces: readonly Piece[];
  change: ChangeSpan | null;
  scope: Scope;
  quiet: boolean;
}): JSX.Element {
  return (
    <>
      {groups(list, (a, b) => sameNotes(a, b) && a.ending.length === 0).map((group) => {
        const words = group.map((piece) => <>{marked(signed(piece.text, piece.from, change), piece.marks)}</>);
        const { notes } = group[0]!;
        if (notes.length === 0) return <>{words}</>;
        return (
          <>
            <mark class="noted" data-note={notes.map(({ id }) => scope + id).join(" ")}>
              {words}
            </mark>
            {group.at(-1)!.ending.map((note) => (
              <NoteMark note={note} scope={scope} quiet={quiet} />
            ))}
          </>
        );
      })}
    </>
  );
}

function NoteMark({ note, scope, quiet }: { note: NoteSpan; scope: Scope; quiet: boolean }): JSX.Element {
  const id = quiet ? undefined : `${scope}at-${note.id}`;
  return (
    <sup class="note-mark">
      <a
        href={`#${scope}note-${note.id}`}
        id={id}
        aria-label={wordsFrom(RENDERING).note(note.number)}
        data-note={scope + note.id}
      >
        {note.number}
      </a>
    </sup>
  );
}

/**
 * Words of a change, from offset `from` on, with a sign upon each character that can't be seen. The signs are drawn by
 * the style sheet: what is copied are the characters. `write` writes what stands between them.
 */
export function signed(
  text: string,
  from: number,
  change: ChangeSpan | null,
  write: (words: string) => string = (words) => words,
): ComponentChildren {
  if (!change?.signs?.length) return write(text);
  return atSigns(text, from, change.signs).map(({ text, sign }) =>
    sign ? <Invisible sign={sign}>{text}</Invisible> : write(text),
  );
}

function Invisible({ sign, children }: { sign: Sign; children: string }): JSX.Element {
  const [name, kind] = [signInWords(sign), "script" in sign.of ? "look-alike" : "invisible"];
  return (
    <span class={kind} role="img" aria-label={name} title={name} data-sign={sign.drawn}>
      {children}
    </span>
  );
}

/** `words` in the elements of their marks, the first mark outermost. */
export function marked(words: ComponentChildren, marks: readonly Mark[]): ComponentChildren {
  return marks.reduceRight<ComponentChildren>((inside, mark) => {
    switch (mark.type.name) {
      case "emphasis":
        return <em>{inside}</em>;
      case "strong":
        return <strong>{inside}</strong>;
      case "superscript":
        return <sup>{inside}</sup>;
      case "small_capitals":
        return <span class="small-capitals">{inside}</span>;
      case "footnote":
        return (
          <sup class="footnote" data-passage={String(mark.attrs["passage"])}>
            {inside}
          </sup>
        );
      case "foreign":
        return (
          <span class="foreign" lang={String(mark.attrs["lang"])}>
            {inside}
          </span>
        );
      default:
        return inside;
    }
  }, words);
}
