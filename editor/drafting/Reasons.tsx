/** The notes: reasons that hang on words, and the form in which one is written. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { NOTE_CATEGORIES, type NoteCategory } from "../../translations/notes/note.ts";
import { shortened } from "./in-words.ts";
import type { DraftModel } from "./model.ts";
import { sourceWordsOf, type ListedNote, type OpenForm } from "./reasons.ts";
import { Spread } from "./Spread.tsx";
import { placesOf } from "./source-places.ts";
import { onMac } from "./Toolbar.tsx";
import { RENDERING } from "../rendering/words.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function Reasons({ model }: { model: DraftModel }): JSX.Element {
  const notes = model.reasons.list.value;
  const form = model.reasons.form.value;
  const words = wordsFrom(DESK).reasons;
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => model.reasons.keepLevel(list.current!), [model]);
  useLayoutEffect(() => model.reasons.level(), [model, notes, form]);
  return (
    <section class="draft-reasons" aria-labelledby="draft-reasons-title">
      <h2 id="draft-reasons-title" class="draft-label">
        {words.title}
      </h2>
      {notes.length === 0 && !form && <p class="draft-empty">{model.invited.value ? words.howTo : words.none}</p>}
      <ol ref={list}>
        {notes.map((listed) => (
          <li key={listed.note.id} data-note={listed.number} class={listed.span ? undefined : "lost"}>
            {form?.id === listed.note.id ? <Form model={model} form={form} /> : <Note model={model} listed={listed} />}
          </li>
        ))}
      </ol>
      {form?.id === null && <Form model={model} form={form} />}
      {model.reasons.given.value.length > 0 && (
        <p class="draft-deleted" aria-live="polite">
          {words.given(model.reasons.given.value.length)}{" "}
          <button type="button" class="link" onClick={() => model.reasons.takeBack()}>
            {words.takeBack}
          </button>
        </p>
      )}
      <Spread model={model} />
      {model.reasons.deleted.value && (
        <p class="draft-deleted" aria-live="polite">
          {words.deleted}{" "}
          <button type="button" class="link" onClick={() => model.reasons.putBack()}>
            {words.putBack}
          </button>
        </p>
      )}
    </section>
  );
}

function Note({ model, listed }: { model: DraftModel; listed: ListedNote }): JSX.Element {
  const { note, number, span, mine, as } = listed;
  const words = wordsFrom(DESK).reasons;
  const { source, sourceLanguage } = { source: note.source, sourceLanguage: model.page.work.sourceLanguage };
  return (
    <article aria-label={words.reason(number)}>
      <p class="lemma">
        <span class="number">{words.reason(number)}</span> <Words model={model} listed={listed} />{" "}
        {source !== "" && (
          <span class="source-quote" lang={sourceLanguage}>
            {source}
          </span>
        )}{" "}
        <span class="category">{wordsFrom(RENDERING).categories[note.category]}</span>
      </p>
      {as !== null && <p>{words.as(as)}</p>}
      {as === null && note.body.split(/\n{2,}/).map((paragraph) => <p>{paragraph}</p>)}
      {as === null && note.alternative !== "" && (
        <p class="alternative">
          {words.alternative(<em lang={model.page.work.language}>{note.alternative.split("\n").join("; ")}</em>)}
        </p>
      )}
      {!span && mine && model.mayWrite.value && note.anchor.exact !== "" && <Again model={model} listed={listed} />}
      <p class="by">
        {mine ? words.you : note.author.name}
        {mine && model.mayWrite.value && (
          <>
            {" · "}
            <button
              type="button"
              class="link"
              aria-label={words.editHeard(number)}
              onClick={() => model.reasons.edit(listed)}
            >
              {words.edit}
            </button>
          </>
        )}
        {(mine || isOfOrigin(model, listed)) && model.mayWrite.value && (
          <>
            {" · "}
            <button
              type="button"
              class="link"
              aria-label={words.deleteHeard(number)}
              onClick={() => model.reasons.remove(listed)}
            >
              {words.delete}
            </button>
          </>
        )}
      </p>
    </article>
  );
}

/** True of a note of whose words the draft began with: they may write nothing in it, so that its people take it out. */
function isOfOrigin({ page: { proposal } }: DraftModel, { note }: ListedNote): boolean {
  return proposal.startedFrom?.proposers.some(({ id }) => id !== undefined && id === note.author.id) ?? false;
}

/** What its author can do with a note that came loose. Nothing here happens by itself. */
function Again({ model, listed }: { model: DraftModel; listed: ListedNote }): JSX.Element {
  const { instead } = listed;
  const words = wordsFrom(DESK).reasons;
  return (
    <p class="again">
      {instead && (
        <button
          type="button"
          title={words.keepOnNewTitle(onMac() ? "⌘" : "Ctrl+")}
          onClick={() => model.reasons.keepOnNewWords(listed)}
        >
          {words.keepOnNew(<q lang={model.page.work.language}>{shortened(instead.words)}</q>)}
        </button>
      )}{" "}
      <button
        type="button"
        class="link"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => model.reasons.hangAgain(listed)}
      >
        {words.keepOnSelected}
      </button>
    </p>
  );
}

function Words({ model, listed: { note, span } }: { model: DraftModel; listed: ListedNote }): JSX.Element {
  const { exact } = note.anchor;
  const words = wordsFrom(DESK).reasons;
  if (exact === "") return <span class="on-whole">{words.onTheWhole}</span>;
  if (!span)
    return (
      <span class="words">
        <q>{exact}</q> <span class="gone">{words.gone}</span>
      </span>
    );
  return (
    <button type="button" class="link words" onClick={() => model.reasons.goTo(note)}>
      {words.quoted(exact)}
    </button>
  );
}

function Form({ model, form }: { model: DraftModel; form: OpenForm }): JSX.Element {
  const reason = useRef<HTMLTextAreaElement>(null);
  const held = model.source !== "";
  const words = wordsFrom(DESK).reasons;
  // Before the next key: after the paint, what is typed at once would replace the selected words.
  useLayoutEffect(() => reason.current?.focus({ preventScroll: true }), []);
  useEffect(() => bringIntoSight(reason.current!), []);
  return (
    <form
      class="draft-form"
      aria-label={words.form}
      onSubmit={(event) => {
        event.preventDefault();
        model.reasons.keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        model.reasons.keep();
      }}
    >
      <p class="lemma">
        {words.forWords(<q lang={model.page.work.language}>{form.anchor.exact}</q>, form.more.length)}
      </p>
      {form.same.length > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={form.together}
            onChange={({ currentTarget }) => model.reasons.fill({ together: currentTarget.checked })}
          />{" "}
          {words.together(form.same.length)}
        </label>
      )}
      <label>
        {words.category}
        <select
          value={form.category}
          onChange={({ currentTarget }) => model.reasons.fill({ category: currentTarget.value as NoteCategory })}
        >
          {NOTE_CATEGORIES.map((category) => (
            <option key={category} value={category}>
              {wordsFrom(RENDERING).categories[category]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.body}
        <textarea
          ref={reason}
          rows={4}
          value={form.body}
          required
          aria-required="true"
          onInput={({ currentTarget }) => model.reasons.fill({ body: currentTarget.value })}
        />
      </label>
      <label>
        {words.another}
        <input
          value={form.alternative}
          autocomplete="off"
          onInput={({ currentTarget }) => model.reasons.fill({ alternative: currentTarget.value })}
        />
      </label>
      {held && (
        <label>
          {words.source}
          <input
            value={form.source}
            lang={model.page.work.sourceLanguage}
            autocomplete="off"
            aria-describedby="draft-source-hint"
            onInput={({ currentTarget }) => model.reasons.fill({ source: currentTarget.value, sourceAt: null })}
          />
        </label>
      )}
      <WhichWords model={model} form={form} />
      {held && (
        <p id="draft-source-hint" class="hint">
          {words.sourceHint}
        </p>
      )}
      {form.refused && <p role="alert">{form.refused}</p>}
      <p class="actions">
        <button type="submit" class="button">
          {words.keep}
        </button>{" "}
        <button type="button" class="link" onClick={() => model.reasons.closeForm()}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
}

/** The whole form of a field, where it has room below what covers the window's top; else the field with its name. */
function bringIntoSight(field: HTMLTextAreaElement): void {
  const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const { form } = field;
  const seen = form && form.offsetHeight <= window.innerHeight - covered ? form : field.closest("label")!;
  seen.scrollIntoView({ block: "nearest" });
}

/** Of words that stand in the source several times, which are meant: for who has no pointer to select them there. */
function WhichWords({ model, form }: { model: DraftModel; form: OpenForm }): JSX.Element | null {
  const words = sourceWordsOf(form);
  const said = wordsFrom(DESK).reasons;
  const places = placesOf(model.source, words);
  if (places.length === 0) return null;
  return (
    <label>
      {said.which(places.length)}
      <select
        value={form.sourceAt ?? ""}
        lang={model.page.work.sourceLanguage}
        onChange={({ currentTarget: { value } }) =>
          model.reasons.fill({ sourceAt: value === "" ? null : Number(value) })
        }
      >
        <option value="" lang={model.page.work.language}>
          {said.choose}
        </option>
        {places.map(({ at, before, behind }, number) => (
          <option key={at} value={at}>
            {number + 1}: {before}【{words}】{behind}
          </option>
        ))}
      </select>
    </label>
  );
}
