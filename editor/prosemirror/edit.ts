/** The smallest edit from one plain text to another, for a text field that several people write in. */

/** At `at`, `remove` UTF-16 code units give way to `insert`. */
export interface Edit {
  at: number;
  remove: number;
  insert: string;
}

/**
 * One edit that makes `after` of `before`, touching as little as one edit can and never half of a surrogate pair; null
 * if they are equal. `caret`, an offset into `after`, says where the person writes: of several places that would do
 * (another "l" in "hello") it chooses the one that ends there.
 */
export function smallestEdit(before: string, after: string, caret = after.length): Edit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let tail = 0;
  const tailMost = Math.min(most, Math.max(0, after.length - caret));
  while (tail < tailMost && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  let head = 0;
  while (head < most - tail && before[head] === after[head]) head++;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (head > 0 && isHigh(before, head - 1)) head--;
  if (tail > 0 && isLow(before, before.length - tail)) tail--;
  return { at: head, remove: before.length - tail - head, insert: after.slice(head, after.length - tail) };
}

function isHigh(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at));
}

function isLow(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at));
}

/** Where an offset into the text before an edit stands after it. At the edit itself it stays before what comes in. */
export function carried(offset: number, { at, remove, insert }: Edit): number {
  if (offset <= at) return offset;
  if (offset >= at + remove) return offset - remove + insert.length;
  return at;
}
