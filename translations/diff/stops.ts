/** Small words and signs that carry little by themselves: kept between two rewritten stretches, they only speckle. */

const STOP_WORDS = new Set(
  (
    "a an the of to in on at by for with from into as and or but so that which who whom whose this these those there " +
    "is are was were be been being has have had do does did will would shall should may it its he him his she her " +
    "they them their we us our you your i my me 的 了 和 与 與 及 在 之 而 也 是 着 著 地 得 於 于"
  ).split(" "),
);

/** True for `the`, `of`, `的` … in any case. `not` is none: it turns a sentence round. */
export function isStopWord(letters: string): boolean {
  return STOP_WORDS.has(letters.toLowerCase());
}

/** True for a sign that ends a sentence. */
export function endsSentence(letters: string): boolean {
  return /^[.!?…。！？]+$/.test(letters);
}

/** True for a sign that ends a clause. */
export function endsClause(letters: string): boolean {
  return /^[,;:—–，；：、]+$/.test(letters);
}

/** True for brackets and quotation marks that close. */
export function closes(letters: string): boolean {
  return /^[)\]}”’»」』）】]+$/.test(letters);
}

/** True for brackets and quotation marks that open. */
export function opens(letters: string): boolean {
  return /^[([{“‘«「『（【]+$/.test(letters);
}
