import type { Fault } from "../../translations/exchange/brought.ts";
import { LIMITS } from "../../translations/text/limits.ts";
import { plainly } from "../../translations/text/well-formed.ts";
import { wordsFrom } from "../language/language.ts";
import { FILE_FAULTS } from "./file-words.ts";
import { REFUSALS } from "./words.ts";

/** So many letters of what stands in a file are shown. */
const LETTERS = 60;

/** How something in a file begins, on one line, without signs that a terminal obeys. */
export function begun(text: string): string {
  const letters = Array.from(plainly(text.slice(0, 4 * LETTERS).replace(/\s+/g, " ")));
  const isWhole = letters.length <= LETTERS && text.length <= 4 * LETTERS;
  return isWhole ? letters.join("") : `${letters.slice(0, LETTERS).join("")}…`;
}

/**
 * Why a file was not taken in, as a sentence that says what to do.
 * @param line counted from 1; null if it is no line's fault.
 */
export function fileFaultInWords(file: string, fault: Fault, line: number | null): string {
  const { sentences, where } = wordsFrom(FILE_FAULTS);
  const excess = fault.code === "too-large" ? excessIn(fault.excess) : "";
  const told = { file, where: line === null ? file : where(file, line), excess };
  const shown = "key" in fault ? { ...fault, key: begun(fault.key) } : fault;
  const sentence = sentences[shown.code] as (about: typeof told, fault: Fault) => string;
  return sentence(told, "encoding" in shown ? { ...shown, encoding: begun(shown.encoding) } : shown);
}

function excessIn({ limit, found }: Extract<Fault, { code: "too-large" }>["excess"]): string {
  return wordsFrom(REFUSALS).limits[limit](found, LIMITS[limit]);
}
