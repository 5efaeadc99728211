/** Words as numbers: equal letters, equal number. All that is compared often is compared by these. */
import { sameWord, type Wording } from "./wording.ts";

/** The words of two stretches as numbers from 0 on, given in the order in which words first appear. */
export interface Interned {
  a: Int32Array;
  b: Int32Array;
  /** How often each number stands on either side. */
  inA: Int32Array;
  inB: Int32Array;
}

/** Numbers words `fromA` to `toA` of one side and `fromB` to `toB` of the other. */
export function intern(a: Wording, fromA: number, toA: number, b: Wording, fromB: number, toB: number): Interned {
  const [lengthA, lengthB] = [toA - fromA, toB - fromB];
  const mask = tableSize(lengthA + lengthB) - 1;
  const table = new Int32Array(mask + 1);
  /** For each number a word that has it: its index in a, or minus one minus its index in b. */
  const sample = new Int32Array(lengthA + lengthB);
  const [inA, inB] = [new Int32Array(lengthA + lengthB), new Int32Array(lengthA + lengthB)];
  const [idsA, idsB] = [new Int32Array(lengthA), new Int32Array(lengthB)];
  let distinct = 0;
  const numberOf = (side: Wording, index: number, name: number): number => {
    for (let slot = Math.imul(side.code[index]!, 0x9e3779b1) & mask; ; slot = (slot + 1) & mask) {
      const id = table[slot]! - 1;
      if (id < 0) {
        table[slot] = ++distinct;
        sample[distinct - 1] = name;
        return distinct - 1;
      }
      const known = sample[id]!;
      if (known >= 0 ? sameWord(side, index, a, known) : sameWord(side, index, b, -1 - known)) return id;
    }
  };
  for (let i = 0; i < lengthA; i++) inA[(idsA[i] = numberOf(a, fromA + i, fromA + i))]!++;
  for (let j = 0; j < lengthB; j++) inB[(idsB[j] = numberOf(b, fromB + j, -1 - fromB - j))]!++;
  return { a: idsA, b: idsB, inA, inB };
}

/** A power of two at least twice `count`, so that few words meet in the table. */
export function tableSize(count: number): number {
  let size = 16;
  while (size < 2 * count) size *= 2;
  return size;
}
