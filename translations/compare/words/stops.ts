/** Small words and signs that carry little by themselves: kept between two rewritten stretches, they only speckle. */
import { codeOf } from "../../text/words.ts";
import type { Wording } from "./wording.ts";

const STOP_WORDS = new Set(
  (
    "a an the of to in on at by for with from into as and or but so that which who whom whose this these those there " +
    "is are was were be been being am has have had having do does did will would shall should may might can could " +
    "must it its he him his she her hers they them their theirs we us our ours you your yours i me my mine " +
    "if then than when while where what how such any some upon about 的 了 和 与 與 及 在 之 而 也 是 着 著 地 得 於 于"
  ).split(" "),
);

/** True for `the`, `of`, `的` … in any case. `not` is none: it turns a sentence round. */
export function isStopWord(letters: string): boolean {
  return STOP_WORDS.has(letters.toLowerCase());
}

/** Stop words as they are usually written, by their codes; an empty place is -1. */
const STOP_CODES = new Int32Array(1 << 12).fill(-1);
const MASK = STOP_CODES.length - 1;
for (const word of STOP_WORDS)
  for (const form of [word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)]) {
    const code = codeOf(form);
    STOP_CODES[placeOf(code)] = code;
  }

/** Where a code stands among the stop words, or would. */
function placeOf(code: number): number {
  let place = code & MASK;
  while (STOP_CODES[place] !== code && STOP_CODES[place] !== -1) place = (place + 1) & MASK;
  return place;
}

/** What a word is to a reader of a difference. */
export type Weight = "content" | "stop" | "sign" | "sentenceEnd";

/** The weight of word `index`, by its code. A stop word in unusual letters (`tHE`) passes for a content word. */
export function weightOf({ text, from, code }: Wording, index: number): Weight {
  const name = code[index]!;
  if (name < 0) return SENTENCE_ENDS[text.charCodeAt(from[index]!)] === 1 ? "sentenceEnd" : "sign";
  return STOP_CODES[placeOf(name)] === name ? "stop" : "content";
}

/** By code unit: 1 for signs that end a sentence. */
const SENTENCE_ENDS = new Uint8Array(0x10000);
for (const sign of ".!?…。！？") SENTENCE_ENDS[sign.charCodeAt(0)] = 1;

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
