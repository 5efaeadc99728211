/** Which changes of a proposal are chosen on its page: a box at each, all of which belong to one form. */
import { useEffect, useState } from "preact/hooks";
import type { Changes } from "../difference/difference.ts";
import type { Taken } from "../../translations/compare/merge/merge.ts";

/** The form that the boxes belong to. */
export const CHOOSING = "choose-changes";

/** A box: the changes that it stands for, by their places in the list; of a move both ends. */
export interface Box {
  /** Counted from 1: as the page numbers it. */
  number: number;
  changes: number[];
  /** What it sends. */
  value: string;
}

/** The boxes at the changes of a comparison: one each, and one at the first end of a move. */
export function boxesOf({ changes, pairs }: Changes): Box[] {
  const other = new Map(pairs);
  return changes.flatMap((_, at) => {
    const end = other.get(at);
    if (end !== undefined && end < at) return [];
    const both = end === undefined ? [at] : [at, end];
    return [{ number: at + 1, changes: both, value: both.map((each) => written(changes[each]!)).join(",") }];
  });
}

function written({ fromA, toA, fromB, toB }: Taken): string {
  return [fromA, toA, fromB, toB].join("-");
}

/** The values of the boxes that are ticked now, as somebody ticks and unticks them; `all` until the page is alive. */
export function useChosen(all: readonly string[]): readonly string[] {
  const [chosen, setChosen] = useState(all);
  useEffect(() => {
    const look = (): void => setChosen(ticked());
    const changed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement && target.name === "changes") look();
    };
    look();
    document.addEventListener("change", changed);
    return () => document.removeEventListener("change", changed);
  }, []);
  return chosen;
}

function ticked(): string[] {
  const boxes = document.querySelectorAll<HTMLInputElement>(`input[name="changes"][form="${CHOOSING}"]`);
  return [...boxes].filter(({ checked }) => checked).map(({ value }) => value);
}
