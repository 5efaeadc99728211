/** One difference between two texts: the shape that every diff, note, blame and page here speaks. */

/** `moved` comes in pairs, one at each end; `reformatted` has equal words and other marks. */
export type ChangeKind = "inserted" | "deleted" | "replaced" | "moved" | "reformatted";

/**
 * `a.slice(fromA, toA)` became `b.slice(fromB, toB)`. Offsets are UTF-16 code units into the two (canonical) texts.
 * In a list of changes they are in order and do not touch: between two changes stands at least one kept word,
 * and the text between them is equal on both sides.
 */
export interface Change {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
  kind: ChangeKind;
  /**
   * Of a replacement or a lone sign: that only letters' case differs (`Lord`, `lord`), only signs (`,` for `;`), or
   * only the spelling of the same words (`labour`, `labor`). Absent where words differ.
   */
  only?: "case" | "punctuation" | "spelling";
  /** The two stretches were too long to be compared word by word: there may be kept words in them. */
  coarse?: true;
}
