/** The notes: reasons that hang on words, and the form in which one is written. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { NOTE_CATEGORIES, type NoteCategory } from "../../translations/notes/note.ts";
import { shortened } from "./in-words.ts";
import type { DraftModel } from "./model.ts";
import { placesOf, sourceWordsOf, type ListedNote, type OpenForm } from "./reasons.ts";
import { onMac } from "./Toolbar.tsx";

export function Reasons({ model }: { model: DraftModel }): JSX.Element {
  const notes = model.reasons.list.value;
  const form = model.reasons.form.value;
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => model.reasons.keepLevel(list.current!), [model]);
  useLayoutEffect(() => model.reasons.level(), [model, notes, form]);
  return (
    <section class="draft-reasons" aria-labelledby="draft-reasons-title">
      <h2 id="draft-reasons-title" class="draft-label">
        Reasons
      </h2>
      {notes.length === 0 && !form && (
        <p class="draft-empty">
          {model.invited.value
            ? "Select words in the draft and choose “Add a reason”. Reviewers read it beside those words."
            : "No reason has been given yet."}
        </p>
      )}
      <ol ref={list}>
        {notes.map((listed) => (
          <li key={listed.note.id} data-note={listed.number} class={listed.span ? undefined : "lost"}>
            {form?.id === listed.note.id ? <Form model={model} form={form} /> : <Note model={model} listed={listed} />}
          </li>
        ))}
      </ol>
      {form?.id === null && <Form model={model} form={form} />}
      {model.reasons.deleted.value && (
        <p class="draft-deleted" aria-live="polite">
          Reason deleted.{" "}
          <button type="button" class="link" onClick={() => model.reasons.putBack()}>
            Put it back
          </button>
        </p>
      )}
    </section>
  );
}

function Note({ model, listed }: { model: DraftModel; listed: ListedNote }): JSX.Element {
  const { note, number, span, mine } = listed;
  const { source, sourceLanguage } = { source: note.source, sourceLanguage: model.page.work.sourceLanguage };
  return (
    <article aria-label={`Reason ${number}`}>
      <p class="lemma">
        <span class="number">Reason {number}</span> <Words model={model} listed={listed} />{" "}
        {source !== "" && (
          <span class="source-quote" lang={sourceLanguage}>
            {source}
          </span>
        )}{" "}
        <span class="category">{note.category}</span>
      </p>
      {note.body.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {note.alternative !== "" && (
        <p class="alternative">
          Alternative: <em lang={model.page.work.language}>{note.alternative.split("\n").join("; ")}</em>
        </p>
      )}
      {!span && mine && model.mayWrite.value && note.anchor.exact !== "" && <Again model={model} listed={listed} />}
      <p class="by">
        {mine ? "You" : note.author.name}
        {mine && model.mayWrite.value && (
          <>
            {" · "}
            <button
              type="button"
              class="link"
              aria-label={`Edit reason ${number}`}
              onClick={() => model.reasons.edit(listed)}
            >
              edit
            </button>
            {" · "}
            <button
              type="button"
              class="link"
              aria-label={`Delete reason ${number}`}
              onClick={() => model.reasons.remove(listed)}
            >
              delete
            </button>
          </>
        )}
      </p>
    </article>
  );
}

/** What its author can do with a note that came loose. Nothing here happens by itself. */
function Again({ model, listed }: { model: DraftModel; listed: ListedNote }): JSX.Element {
  const { instead } = listed;
  return (
    <p class="again">
      {instead && (
        <button
          type="button"
          title={`Keep this reason on the words that stand here now (${onMac() ? "⌘" : "Ctrl+"}Alt+K)`}
          onClick={() => model.reasons.keepOnNewWords(listed)}
        >
          Keep this reason on <q lang={model.page.work.language}>{shortened(instead.words)}</q>
        </button>
      )}{" "}
      <button
        type="button"
        class="link"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => model.reasons.hangAgain(listed)}
      >
        Keep it on the selected words
      </button>
    </p>
  );
}

function Words({ model, listed: { note, span } }: { model: DraftModel; listed: ListedNote }): JSX.Element {
  const { exact } = note.anchor;
  if (exact === "") return <span class="on-whole">On the whole</span>;
  if (!span)
    return (
      <span class="words">
        <q>{exact}</q> <span class="gone">These words are no longer in the draft.</span>
      </span>
    );
  return (
    <button type="button" class="link words" onClick={() => model.reasons.goTo(note)}>
      “{exact}”
    </button>
  );
}

function Form({ model, form }: { model: DraftModel; form: OpenForm }): JSX.Element {
  const reason = useRef<HTMLTextAreaElement>(null);
  const held = model.source !== "";
  // Before the next key: after the paint, what is typed at once would replace the selected words.
  useLayoutEffect(() => reason.current?.focus({ preventScroll: true }), []);
  useEffect(() => bringIntoSight(reason.current!), []);
  return (
    <form
      class="draft-form"
      aria-label="A reason"
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
        For <q lang={model.page.work.language}>{form.anchor.exact}</q>
      </p>
      <label>
        Category
        <select
          value={form.category}
          onChange={({ currentTarget }) => model.reasons.fill({ category: currentTarget.value as NoteCategory })}
        >
          {NOTE_CATEGORIES.map((category) => (
            <option key={category} value={category}>
              {category}
            </option>
          ))}
        </select>
      </label>
      <label>
        Reason
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
        Another rendering (optional)
        <input
          value={form.alternative}
          autocomplete="off"
          onInput={({ currentTarget }) => model.reasons.fill({ alternative: currentTarget.value })}
        />
      </label>
      {held && (
        <label>
          Words of the source (optional)
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
          Select them in the source, or type them exactly. One character is enough.
        </p>
      )}
      {form.refused && <p role="alert">{form.refused}</p>}
      <p class="actions">
        <button type="submit" class="button">
          Keep this reason
        </button>{" "}
        <button type="button" class="link" onClick={() => model.reasons.closeForm()}>
          Cancel
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
  const places = placesOf(model.source, words);
  if (places.length === 0) return null;
  return (
    <label>
      Which of the {places.length}
      <select
        value={form.sourceAt ?? ""}
        lang={model.page.work.sourceLanguage}
        onChange={({ currentTarget: { value } }) =>
          model.reasons.fill({ sourceAt: value === "" ? null : Number(value) })
        }
      >
        <option value="" lang={model.page.work.language}>
          Choose
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
