/** Words as small numbers: equal code, equal number. What is aligned at length is aligned by these. */

/** The words of two stretches as numbers from 0 on, given in the order in which words first appear. */
export interface Interned {
  a: Int32Array;
  b: Int32Array;
  /** How often each number stands on either side. */
  inA: Int32Array;
  inB: Int32Array;
}

/** Numbers the words with these codes, those of `a` first. */
export function intern(a: ArrayLike<number>, b: ArrayLike<number>): Interned {
  const lengthA = a.length;
  const lengthB = b.length;
  const mask = tableSize(lengthA + lengthB) - 1;
  const table = new Int32Array(mask + 1);
  const codes = new Int32Array(lengthA + lengthB);
  const inA = new Int32Array(lengthA + lengthB);
  const inB = new Int32Array(lengthA + lengthB);
  const idsA = new Int32Array(lengthA);
  const idsB = new Int32Array(lengthB);
  let distinct = 0;
  const numberOf = (code: number): number => {
    for (let slot = Math.imul(code, 0x9e3779b1) & mask; ; slot = (slot + 1) & mask) {
      const id = table[slot]! - 1;
      if (id < 0) {
        table[slot] = ++distinct;
        codes[distinct - 1] = code;
        return distinct - 1;
      }
      if (codes[id] === code) return id;
    }
  };
  for (let i = 0; i < lengthA; i++) inA[(idsA[i] = numberOf(a[i]!))]!++;
  for (let j = 0; j < lengthB; j++) inB[(idsB[j] = numberOf(b[j]!))]!++;
  return { a: idsA, b: idsB, inA, inB };
}

/** A power of two at least twice `count`, so that few words meet in the table. */
export function tableSize(count: number): number {
  let size = 16;
  while (size < 2 * count) size *= 2;
  return size;
}
