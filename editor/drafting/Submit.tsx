/** Why, in a sentence or two, before it is proposed: the button stands in `Head.tsx`. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type * as Y from "yjs";
import type { Wrong } from "../../translations/ledger/events.ts";
import { WrongChoice } from "../rendering/WrongChoice.tsx";
import { DRAFTING } from "./words.tsx";
import { carried, smallestEdit } from "../prosemirror/edit.ts";
import { shortened } from "./in-words.ts";
import { keyOf } from "./putting-back.ts";
import type { DraftModel } from "./model.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";

export function Submit({ model }: { model: DraftModel }): JSX.Element {
  const words = wordsFrom(DESK).summary;
  const name = model.supply ? words.where : words.label;
  if (!model.invited.value)
    return (
      <section class="draft-submit" aria-labelledby="draft-summary">
        <h2 id="draft-summary" class="draft-label">
          {name}
        </h2>
        <SharedWords model={model} />
      </section>
    );
  return (
    <section class="draft-submit" aria-label={words.label}>
      <label for="draft-summary">
        {model.needsReason || model.isFinal ? words.required(name) : words.optional(name)}
      </label>
      <p id="draft-summary-hint" class="hint">
        {hint(model)}
      </p>
      <SharedText model={model} />
      {model.isFinal && (
        <p class="draft-final">
          <span class="hint">{wordsFrom(DRAFTING).final.lead}</span>{" "}
          <WrongChoice
            id="draft-wrong"
            chosen={model.proposing.wrong.value}
            onChoose={(wrong) => (model.proposing.wrong.value = wrong as Wrong | "")}
          />
        </p>
      )}
      <ToLookAt model={model} />
    </section>
  );
}

/** What checks found, and what is put back, said where one proposes; it hinders nobody. */
function ToLookAt({ model }: { model: DraftModel }): JSX.Element {
  const open = model.checks.findings.value.filter(({ reason }) => reason === null).length;
  const signs = model.puttingBack.signs.value;
  const back = model.listed.value.filter((change) => signs.has(keyOf(change))).length;
  const words = wordsFrom(DESK);
  return (
    <p class="hint" role="status">
      {open > 0 && <a href="#draft-findings">{words.findings.before(open)}</a>}
      {open > 0 && back > 0 && " · "}
      {back > 0 && <a href="#draft-changes-title">{words.changes.putBackBefore(back)}</a>}
    </p>
  );
}

/** For those who only read the draft: what its writers say so far. */
function SharedWords({ model: { summary, page } }: { model: DraftModel }): JSX.Element {
  const [words, show] = useState("");
  const text = summary.text.value;
  useEffect(() => {
    const read = (): void => show(text.toString().trim());
    read();
    text.observe(read);
    return () => text.unobserve(read);
  }, [text]);
  if (words === "") return <p class="draft-empty">{wordsFrom(DESK).summary.nothing}</p>;
  return (
    <p class="draft-summary" lang={page.work.language}>
      {words}
    </p>
  );
}

/** Proposes the draft, or (`atOnce`) accepts it as well, for those who may. Where the summary is still missing, it is led to. */
export async function propose(model: DraftModel, atOnce = false): Promise<void> {
  if (atOnce && !model.page.may.acceptAtOnce) return;
  // Nobody reviews what is accepted at once: what it puts back is told before, and whoever means it presses again.
  if (atOnce && (await model.puttingBack.tellsMore(model.changes.peek())))
    return model.proposing.refuse(wordsFrom(DESK).changes.putsBackFirst);
  await model.proposing.submit(atOnce);
  if (!model.refused.value) return;
  if (model.summary.text.peek().toString().trim() === "") document.getElementById("draft-summary")?.focus();
  else if (model.proposing.wrong.peek() === "") document.getElementById("draft-wrong")?.focus();
}

/** What is asked before a draft is proposed in which reasons have lost their words. */
export function Loose({ model }: { model: DraftModel }): JSX.Element | null {
  const loose = model.reasons.loose();
  if (!model.proposing.asksForLoose.value || loose.length === 0) return null;
  const { language } = model.page.work;
  const words = wordsFrom(DESK).loose;
  return (
    <div role="alert" class="draft-refused">
      <p>{words.ask}</p>
      <ul>
        {loose.map((listed) => (
          <li key={listed.note.id}>
            {words.reason(
              <span lang={language}>{shortened(listed.note.anchor.exact)}</span>,
              shortened(listed.note.body),
            )}{" "}
            {listed.instead && (
              <button type="button" class="link" onClick={() => model.reasons.keepOnNewWords(listed)}>
                {words.keepOn(shortened(listed.instead.words))}
              </button>
            )}{" "}
            <button type="button" class="link" onClick={() => model.reasons.hangAgain(listed)}>
              {words.keepOnSelected}
            </button>{" "}
            <button type="button" class="link" onClick={() => model.reasons.makeGeneral(listed)}>
              {words.general}
            </button>{" "}
            <button type="button" class="link" onClick={() => model.reasons.remove(listed)}>
              {words.drop}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function hint({ supply, needsReason, page: { others } }: DraftModel): string {
  const words = wordsFrom(DESK).summary;
  if (supply) return words.hintWhere;
  if (!needsReason) return words.hintOfFirst;
  return others.length > 0 ? words.hintOfAll : words.hint;
}

/** A text field that several people write in: each change is the smallest edit, and nobody's caret jumps. */
function SharedText({ model }: { model: DraftModel }): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = model.summary.text.value;
  useEffect(() => bind(field.current!, text), [text]);
  return (
    <textarea
      id="draft-summary"
      ref={field}
      rows={4}
      required={model.needsReason}
      aria-required={model.needsReason}
      aria-describedby="draft-summary-hint"
      lang={model.page.work.language}
      readOnly={!model.mayWrite.value || !model.summary.mayWrite.value}
    />
  );
}

/** Binds a field to a shared text; gives what unbinds it. While an input method composes, neither touches the other. */
function bind(field: HTMLTextAreaElement, text: Y.Text): () => void {
  let composing = false;
  const show = (): void => {
    const [before, after] = [field.value, text.toString()];
    const edit = smallestEdit(before, after);
    if (composing || !edit) return;
    const caret = [carried(field.selectionStart, edit), carried(field.selectionEnd, edit)] as const;
    const focused = field.ownerDocument.activeElement === field;
    field.value = after;
    if (focused) field.setSelectionRange(...caret);
  };
  const write = (): void => {
    const edit = composing ? null : smallestEdit(text.toString(), field.value, field.selectionEnd);
    if (!edit) return;
    text.doc?.transact(() => {
      text.delete(edit.at, edit.remove);
      text.insert(edit.at, edit.insert);
    }, field);
  };
  const begin = (): void => void (composing = true);
  const end = (): void => {
    composing = false;
    write();
    show();
  };
  const observe = (event: Y.YTextEvent): void => {
    if (event.transaction.origin !== field) show();
  };
  text.observe(observe);
  field.addEventListener("input", write);
  field.addEventListener("compositionstart", begin);
  field.addEventListener("compositionend", end);
  show();
  return () => {
    text.unobserve(observe);
    field.removeEventListener("input", write);
    field.removeEventListener("compositionstart", begin);
    field.removeEventListener("compositionend", end);
  };
}
