/** Small words and signs that carry little by themselves: kept between two rewritten stretches, they only speckle. */
import { codeOf } from "../text/words.ts";
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

/** Stop words as they are usually written, by their codes: most words are told apart without their letters. */
const STOP_FORMS = new Map<number, string[]>();
for (const word of STOP_WORDS)
  for (const form of new Set([word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)]))
    STOP_FORMS.set(codeOf(form), [...(STOP_FORMS.get(codeOf(form)) ?? []), form]);

/** What a word is to a reader of a difference. */
export type Weight = "content" | "stop" | "sign" | "sentenceEnd";

/** The weight of word `index`. A stop word in unusual letters (`tHE`) passes for a content word. */
export function weightOf({ text, from, to, sign, code }: Wording, index: number): Weight {
  const start = from[index]!;
  if (sign[index]) return SENTENCE_ENDS.includes(text[start]!) ? "sentenceEnd" : "sign";
  const forms = STOP_FORMS.get(code[index]!);
  if (!forms) return "content";
  const length = to[index]! - start;
  return forms.some((form) => form.length === length && text.startsWith(form, start)) ? "stop" : "content";
}

const SENTENCE_ENDS = ".!?…。！？";

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
