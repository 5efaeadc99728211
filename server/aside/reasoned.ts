/** The changes of a revision with the notes that give a reason for each, as its page tells them. */
import { compare } from "../../editor/difference/difference.ts";
import { reasonsFor, tellChanges, wordsFor } from "../../editor/prosemirror/marking.ts";
import type { ChangeKind } from "../../translations/compare/change.ts";
import { spanIn } from "../../translations/draft/anchors.ts";
import type { Term } from "../../translations/ledger/work.ts";
import type { Note } from "../../translations/notes/note.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout, offsetAt } from "../../translations/text/layout.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";

/** A change, by what it replaces and says. */
interface Reasoned {
  kind: ChangeKind;
  /** On one line. */
  before: string;
  after: string;
  /** The words to hang a reason on, offsets into the text; null if there are none. */
  words: { from: number; to: number } | null;
  /** The ids of the notes that give a reason for it. */
  reasons: string[];
}

/** The changes from `base` to `words`, in order; the notes hang on words of the latter. */
export function reasonedChanges(
  base: RenderingJson,
  words: RenderingJson,
  notes: readonly Note[],
  terms: readonly Term[],
): Reasoned[] {
  const revised = renderingFromJson(words);
  const now = layout(revised);
  const placed = notes.flatMap(({ id, target }, number) => {
    const span = target && spanIn(revised, target);
    return span ? [{ id, number, ...span }] : [];
  });
  const { changes } = compare(base, words, terms);
  return tellChanges(changes, layout(renderingFromJson(base)), now).map((told) => {
    const { kind, before, after, span } = told;
    const hung = wordsFor(now, span);
    return {
      ...{ kind, before, after },
      words: hung && { from: offsetAt(now, hung.from), to: offsetAt(now, hung.to) },
      reasons: reasonsFor(told, placed).map((number) => notes[number]!.id),
    };
  });
}
