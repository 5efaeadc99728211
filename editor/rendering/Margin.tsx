/** The margin: a translator's reasons beside the words they explain. */
import type { JSX } from "preact";
import { withPilcrows } from "../../translations/text/lines.ts";
import { Dated, Published } from "../design/People.tsx";
import { Hidden, Prose } from "../design/Prose.tsx";
import type { NumberedNote } from "./notes.ts";
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
  /** Ids of the notes whose number stands on words of the page; all that have words, unless it is given. */
  shown?: ReadonlySet<string>;
}): JSX.Element | null {
  const { notes, label, lang, scope = "", here, origin, shown } = props;
  if (notes.length === 0) return null;
  return (
    <aside class="margin" aria-label={label}>
      <ol class="notes">
        {notes.map((note) => (
          <li id={`${scope}note-${note.note.id}`} data-note={scope + note.note.id} value={note.number}>
            <NoteWords
              note={note}
              lang={lang}
              scope={scope}
              where={origin ? origin(note) : whereFrom(note, here)}
              hangs={!note.gone && note.note.target !== null && (shown?.has(note.note.id) ?? true)}
            />
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** One note: its number, its words, its reason, its alternatives, who wrote it. */
function NoteWords(props: {
  note: NumberedNote;
  lang: string;
  scope: Scope;
  where: string | null;
  hangs: boolean;
}): JSX.Element {
  const { note: standing, lang, scope, where, hangs } = props;
  const { note, number } = standing;
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
        <span class="category">{words.categories[note.category]}</span>
      </p>
      <Prose text={note.body} lang={lang} />
      {note.alternatives.map((alternative) => (
        <p class="alternative">
          <span class="label">{words.alternative}</span> <em>{alternative}</em>
        </p>
      ))}
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
