/** One reason for several changes of a draft: which are chosen for it. What they are given stands in `reasons.ts`. */
import { signal, type Signal } from "@preact/signals";
import type { DraftNote } from "../../translations/draft/draft.ts";
import { byReason, reasonOf, type Saying } from "../../translations/notes/shared.ts";
import type { ToldChange } from "../prosemirror/marking.ts";
import { keyOf } from "./putting-back.ts";

/** What tells each of these changes from the others: what it replaces and says, and which of those that do the same it is. */
export function keysOf(changes: readonly Pick<ToldChange, "kind" | "before" | "after">[]): string[] {
  const times = new Map<string, number>();
  return changes.map((change) => {
    const key = keyOf(change);
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return `${before} ${key}`;
  });
}

export class Sharing {
  readonly #chosen: Signal<ReadonlySet<string>> = signal(new Set());

  /** Those of `changes` that are chosen: a change that is gone is chosen no more, and counts again once it is back. */
  among<Change extends ToldChange>(changes: readonly Change[]): Change[] {
    const chosen = this.#chosen.value;
    if (chosen.size === 0) return [];
    const keys = keysOf(changes);
    return changes.filter((_change, at) => chosen.has(keys[at]!));
  }

  /** Chooses a change of these, or no more. @returns whether it is chosen now. */
  toggle(changes: readonly ToldChange[], change: ToldChange): boolean {
    const key = keysOf(changes)[changes.findIndex(({ number }) => number === change.number)];
    if (key === undefined) return false;
    const chosen = new Set(this.#chosen.value);
    const isChosen = !chosen.delete(key);
    if (isChosen) chosen.add(key);
    this.#chosen.value = chosen;
    return isChosen;
  }

  /** Chooses all of `wanted`, and nothing else. */
  choose(changes: readonly ToldChange[], wanted: readonly ToldChange[]): void {
    const keys = keysOf(changes);
    const numbers = new Set(wanted.map(({ number }) => number));
    this.#chosen.value = new Set(keys.filter((_key, at) => numbers.has(changes[at]!.number)));
  }

  /** Nothing is chosen. */
  clear(): void {
    this.#chosen.value = new Set();
  }
}

/** True if a note says what it said when it was given, wherever it hangs by now. */
export function isAsGiven(now: DraftNote | undefined, given: DraftNote): boolean {
  return now !== undefined && reasonOf(sayingOf(now)) === reasonOf(sayingOf(given));
}

/** With what each has in common with the others: the number of the first that says the same, and the ids of all that do. */
export function withSame<Listed extends { note: DraftNote; number: number }>(
  notes: readonly Listed[],
): (Listed & { as: number | null; same: readonly string[] })[] {
  const common = new Map<string, { first: number; same: readonly string[] }>();
  for (const group of byReason(notes, ({ note }) => sayingOf(note))) {
    const same = group.map(({ note }) => note.id);
    for (const id of same) common.set(id, { first: group[0]!.number, same });
  }
  return notes.map((listed) => {
    const { first, same } = common.get(listed.note.id)!;
    return { ...listed, as: first === listed.number ? null : first, same };
  });
}

function sayingOf({ author, category, body, alternative }: DraftNote): Saying {
  return { author, category, body, alternatives: [alternative] };
}
