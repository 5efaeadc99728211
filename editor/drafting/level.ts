/** Notes in the margin, each level with the line that it hangs on where there is room, none upon another. */

/**
 * How far down each of some notes begins, in pixels from the top of their column: where it wants to (null: anywhere),
 * or as near below that as the ones before it allow. `heights` are the notes' own, `gap` is the least space between two.
 */
export function levels(wanted: readonly (number | null)[], heights: readonly number[], gap: number): number[] {
  let free = 0;
  return wanted.map((wish, index) => {
    const top = Math.max(free, wish ?? 0);
    free = top + heights[index]! + gap;
    return top;
  });
}

/** The least space between two notes, in pixels. */
const GAP = 6;

/**
 * Puts the items of `list` level with what they hang on; `lineOf` gives the top of that line in the window's pixels,
 * or null. Below the width at which the columns stand under each other they follow upon each other as they come.
 */
export function levelNotes(list: HTMLElement, lineOf: (index: number) => number | null): void {
  const items = [...list.children].filter((item) => item instanceof HTMLElement);
  const side = getComputedStyle(list).getPropertyValue("--notes-level").trim() === "yes";
  if (!side) {
    for (const item of items) item.style.marginTop = "";
    return;
  }
  const column = list.getBoundingClientRect().top;
  const heights = items.map((item) => item.getBoundingClientRect().height);
  const wanted = items.map((_, index) => {
    const line = lineOf(index);
    return line === null ? null : line - column;
  });
  let bottom = 0;
  for (const [index, top] of levels(wanted, heights, GAP).entries()) {
    const margin = `${Math.round(top - bottom)}px`;
    if (items[index]!.style.marginTop !== margin) items[index]!.style.marginTop = margin;
    bottom = top + heights[index]!;
  }
}
