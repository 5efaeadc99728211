/** Asking, with the caret on words of the draft, for every wording they have had; and taking one, which is an edit like any other. */
import { batch, signal, type Signal } from "@preact/signals";
import { Slice } from "prosemirror-model";
import { TextSelection, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { wordsAt } from "../../translations/apparatus/apparatus.ts";
import type { Span } from "../../translations/draft/anchors.ts";
import { layout, offsetAt, positionAt, type Layout } from "../../translations/text/layout.ts";
import type { Stretch } from "../../translations/text/sentences.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { carried, smallestEdit } from "../prosemirror/edit.ts";
import type { Marking } from "../prosemirror/marking.ts";
import { pastedText } from "../prosemirror/paste.ts";
import { wordAt } from "../prosemirror/words.ts";
import { wordsFrom } from "../language/language.ts";
import { DESK } from "./desk-words.tsx";
import { choicesOf, type Choice } from "./other-texts.ts";
import type { Drafted } from "./drafted.ts";
import type { OtherTexts } from "./view.ts";

/** What is shown while wordings are asked for or chosen among. */
export interface Asking {
  /** The draft as it read when it was asked, the words that are meant, and where they stand. */
  text: string;
  span: Stretch;
  place: Span;
  /** Null until the texts are there. */
  choices: Choice[] | null;
  /** True if there are texts that were not looked through. */
  more: boolean;
  failed: boolean;
}

export class Wordings {
  readonly asking: Signal<Asking | null> = signal(null);
  /** The choice that Enter takes. */
  readonly active: Signal<number> = signal(0);
  readonly #model: Drafted;

  constructor(model: Drafted) {
    this.#model = model;
  }

  /** Asks for the wordings of what is selected, or of the word at the caret. */
  async ask(): Promise<void> {
    const { view, page, said } = this.#model;
    const now = this.#model.now();
    const span = view && now && spanIn(view, now, page.work.language);
    if (!span) {
      said.value = wordsFrom(DESK).wordings.noWords;
      return;
    }
    const place = { from: positionAt(now, span.from, 1), to: positionAt(now, span.to, -1) };
    const asking: Asking = { text: now.text, span, place, choices: null, more: false, failed: false };
    this.#show(asking);
    const found = await textsOf(this.#model);
    // Left meanwhile, or asked anew.
    if (this.asking.peek() !== asking) return;
    if (!found) return this.#show({ ...asking, failed: true });
    const choices = choicesOf(asking.text, span, found.texts);
    const other = choices.findIndex(({ isHere }) => !isHere);
    batch(() => {
      this.active.value = Math.max(0, other);
      this.#show({ ...asking, choices, more: found.more });
    });
  }

  #show(asking: Asking): void {
    this.asking.value = asking;
    this.#model.redraw();
  }

  step(by: 1 | -1): void {
    const count = this.asking.peek()?.choices?.length ?? 0;
    if (count > 0) this.active.value = (this.active.peek() + by + count) % count;
  }

  /** Leaves everything as it is; the caret is in the words again, unless it went elsewhere. */
  leave({ isElsewhere = false } = {}): void {
    if (!this.asking.peek()) return;
    this.asking.value = null;
    this.#model.redraw();
    if (!isElsewhere) this.#model.view?.focus();
  }

  /** Puts a wording in place of the words that were asked for, wherever these stand by now; they are selected then. */
  take(choice: Choice): void {
    const [asking, { view, said, mayWrite }] = [this.asking.peek(), this.#model];
    this.leave();
    if (!asking || !view || !mayWrite.peek() || choice.isHere) return;
    const now = this.#model.now();
    const here = now && foundAgain(choice.wording, asking.text, now.text);
    const words = wordsFrom(DESK).wordings;
    if (!here) {
      said.value = words.movedOn;
      return;
    }
    const edit = put(view, now, here, choice);
    this.#model.binding.apart(() => view.dispatch(edit.scrollIntoView()));
    said.value = words.taken(choice.wording.words.trim());
  }

  /** The words that are asked for, while they are. */
  markings(): Marking[] {
    const asking = this.asking.peek();
    return asking ? [{ kind: "noting", ...asking.place }] : [];
  }
}

function spanIn({ state }: EditorView, now: Layout, language: string): Stretch | null {
  const { selection, doc } = state;
  const { from, to } = (selection.empty ? wordAt(doc, selection.head, language) : null) ?? selection;
  return wordsAt(now.text, { from: offsetAt(now, from), to: offsetAt(now, to) });
}

/** Null if they can't be asked for now. */
async function textsOf({ page: { proposal, passage } }: Drafted): Promise<OtherTexts | null> {
  try {
    const answer = await fetch(at(address.wordings(proposal.id, passage.id)), {
      headers: { Accept: "application/json" },
    });
    return answer.ok ? ((await answer.json()) as OtherTexts) : null;
  } catch {
    return null;
  }
}

/** Where words of a text stand after it became another; null if somebody wrote in them. */
function foundAgain({ from, to }: Stretch, before: string, after: string): Stretch | null {
  const edit = smallestEdit(before, after);
  if (!edit) return { from, to };
  const here = { from: carried(from, edit), to: carried(to, edit) };
  return after.slice(here.from, here.to) === before.slice(from, to) ? here : null;
}

/** The edit that puts a wording there, with the looks that its text gives it. */
function put({ state: { tr, doc } }: EditorView, now: Layout, here: Stretch, { wording }: Choice): Transaction {
  const [from, to] = [positionAt(now, here.from, 1), positionAt(now, here.to, -1)];
  const { of, ...there } = wording.said[0]!;
  if (wording.words === "") return tr.delete(from, Math.max(from, to));
  if (!of.rendering) {
    tr.replaceRange(from, to, pastedText(wording.words, doc.resolve(from)));
  } else {
    const isWhole = here.to - here.from === now.text.length;
    if (isWhole) return tr.replaceWith(0, doc.content.size, of.rendering.content);
    const laid = layout(of.rendering);
    const [start, end] = [positionAt(laid, there.from, 1), positionAt(laid, there.to, -1)];
    const $start = of.rendering.resolve(start);
    if (end <= start) tr.delete(from, Math.max(from, to));
    else if ($start.sameParent(of.rendering.resolve(end)))
      tr.replace(from, to, new Slice($start.parent.content.cut(start - $start.start(), end - $start.start()), 0, 0));
    else tr.replaceRange(from, to, of.rendering.slice(start, end));
  }
  return tr.setSelection(
    TextSelection.between(tr.doc.resolve(tr.mapping.map(from, -1)), tr.doc.resolve(tr.mapping.map(to))),
  );
}
