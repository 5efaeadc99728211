/** The margin: a translator's reasons beside the words they explain. */
import type { JSX } from "preact";
import { withPilcrows } from "../../translations/text/lines.ts";
import { Dated, Published } from "../design/People.tsx";
import { Hidden, Prose } from "../design/Prose.tsx";
import { sharedReasons, type NumberedNote, type SharedReason } from "./notes.ts";
import type { Scope } from "./Rendering.tsx";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "./words.ts";

/** Notes in a margin; nothing if there are none. `here` is the version being read, whose own notes need no word of where they came from. */
export function Margin<Note extends NumberedNote>(props: {
  notes: readonly Note[];
  label: string;
  lang: string;
  scope?: Scope;
  here?: number | undefined;
  /** Where a note belongs, in words, where several texts stand on the page. */
  origin?: (note: Note) => string;
  /** What else is said with the reason of a note: where beside this page it stands. */
  also?: (note: Note) => JSX.Element | null;
  /** Ids of the notes whose number stands on words of the page; all that have words, unless it is given. */
  shown?: ReadonlySet<string>;
}): JSX.Element | null {
  const { notes, label, lang, scope = "", here, origin, also, shown } = props;
  if (notes.length === 0) return null;
  const shared = sharedReasons(notes);
  return (
    <aside class="margin" aria-label={label}>
      <ol class="notes">
        {notes.map((note) => (
          <li id={`${scope}note-${note.note.id}`} data-note={scope + note.note.id} value={note.number}>
            <NoteWords
              note={note}
              shared={shared.get(note.note.id)}
              lang={lang}
              scope={scope}
              where={origin ? origin(note) : whereFrom(note, here)}
              also={also?.(note) ?? null}
              hangs={!note.gone && note.note.target !== null && (shown?.has(note.note.id) ?? true)}
            />
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** One note: its number, its words, its reason, its alternatives, who wrote it. What another said before it is not said again. */
function NoteWords(props: {
  note: NumberedNote;
  shared: SharedReason<NumberedNote> | undefined;
  lang: string;
  scope: Scope;
  where: string | null;
  also: JSX.Element | null;
  hangs: boolean;
}): JSX.Element {
  const { note: standing, shared, lang, scope, where, also, hangs } = props;
  const { note, number } = standing;
  const isSaid = shared !== undefined && shared.first.note.id !== note.id;
  const words = wordsFrom(RENDERING);
  return (
    <>
      <p class="lemma">
        {hangs ? (
          <a class="note-number" href={`#${scope}at-${note.id}`} aria-label={words.noteBack(number)}>
            {number}
          </a>
        ) : (
          <span class="note-number">
            <Hidden>{words.noteHeard}</Hidden>
            {number}
          </span>
        )}{" "}
        <Lemma standing={standing} lang={lang} />
        {!isSaid && <span class="category">{words.categories[note.category]}</span>}
      </p>
      {isSaid ? (
        <p class="by">
          {words.asNote} <NoteLink note={shared.first} scope={scope} />
          {where && words.where(where)}
        </p>
      ) : (
        <Said standing={standing} shared={shared} lang={lang} scope={scope} where={where} also={also} />
      )}
    </>
  );
}

/** The reason itself, and the other notes whose reason it is. */
function Said(props: {
  standing: NumberedNote;
  shared: SharedReason<NumberedNote> | undefined;
  lang: string;
  scope: Scope;
  where: string | null;
  also: JSX.Element | null;
}): JSX.Element {
  const { standing, shared, lang, scope, where, also } = props;
  const { note } = standing;
  const words = wordsFrom(RENDERING);
  return (
    <>
      <Prose text={note.body} lang={lang} />
      {note.alternatives.map((alternative) => (
        <p class="alternative">
          <span class="label">{words.alternative}</span> <em>{alternative}</em>
        </p>
      ))}
      {shared && (
        <p class="by">
          {words.forOthers}{" "}
          {shared.others.map((other, at) => (
            <>
              {at > 0 && ", "}
              <NoteLink note={other} scope={scope} />
            </>
          ))}
        </p>
      )}
      {also}
      <p class="by">
        {note.author.name}, <Dated iso={note.date} />
        {note.publishedIn && (
          <>
            {words.publishedIn}
            <Published publication={note.publishedIn} />
          </>
        )}
        {where && words.where(where)}
      </p>
    </>
  );
}

function NoteLink({ note: { note, number }, scope }: { note: NumberedNote; scope: Scope }): JSX.Element {
  return (
    <a href={`#${scope}note-${note.id}`} aria-label={wordsFrom(RENDERING).note(number)}>
      {number}
    </a>
  );
}

/** On a version's own page its notes hold, whatever came later. */
function whereFrom({ version, gone, retired, checked }: NumberedNote, here: number | undefined): string | null {
  const words = wordsFrom(RENDERING);
  if (checked) return words.checked[checked.outcome](version, checked.version, checked.by.name, checked.reason);
  if (gone) return retired === undefined ? words.notHere(version) : words.wentWith(version, retired);
  const carried = here === undefined || version === here ? null : words.carried(version);
  const since = retired === undefined ? null : words.retired(retired);
  return carried !== null && since !== null ? words.both(carried, since) : (carried ?? since);
}

function Lemma({ standing: { note, gone, retired }, lang }: { standing: NumberedNote; lang: string }): JSX.Element {
  const words = withPilcrows(note.target?.exact ?? note.lost ?? "");
  const there = !gone && note.target !== null;
  return (
    <>
      {words && there && retired === undefined && <span class="words">{words}</span>}
      {words && there && retired !== undefined && <s class="words">{words}</s>}
      {words && !there && <span class="words gone">{words}</span>}
      {words && note.source && " "}
      {note.source && (
        <span class="words" lang={lang}>
          {note.source.exact}
        </span>
      )}
      {!words && !note.source && <span class="words">{wordsFrom(RENDERING).onTheWhole}</span>}{" "}
    </>
  );
}
