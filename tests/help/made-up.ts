/**
 * A language that nobody speaks, made of English: every sentence of a catalogue stands in brackets, its letters with
 * accents. What is left on a page without brackets came from no catalogue. What a sentence names stays as it is.
 */
import { cloneElement, isValidElement, toChildArray, type ComponentChildren, type VNode } from "preact";
import type { Catalogue, Language } from "../../editor/language/language.ts";

export const [OPEN, CLOSE] = ["⟦", "⟧"];

/** Around what is given into a sentence: between these no letter is touched. */
const [FROM, TO] = ["\u{E000}", "\u{E001}"];

/** Where one piece of a page's text ends and another begins. */
const BETWEEN = "\u{E002}";

const ACCENTED: Readonly<Record<string, string>> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í" };

const known = new WeakMap<object, unknown>();

export const MADE_UP: Language = {
  tag: "x-made-up",
  from<Words>({ en }: Catalogue<Words>): Words {
    const made = known.get(en as object) ?? madeUp(en, new Set());
    known.set(en as object, made);
    return made as Words;
  },
};

/** @param given what was handed into the sentence, which is not part of it. */
function madeUp(said: unknown, given: ReadonlySet<unknown>): unknown {
  if (typeof said === "string") return bracketed(said);
  if (typeof said === "function") return sentence(said as (...args: unknown[]) => unknown);
  if (isValidElement(said)) return given.has(said) ? said : element(said, given);
  if (Array.isArray(said)) return said.map((each) => madeUp(each, given));
  if (typeof said === "object" && said !== null)
    return Object.fromEntries(Object.entries(said).map(([name, each]) => [name, madeUp(each, given)]));
  return said;
}

function sentence(say: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => {
    const given = new Set<unknown>();
    const marked = args.map((each) => asGiven(each, given));
    return madeUp(say(...marked), given);
  };
}

/** Strings of what is given between marks, also in lists and in objects that name them; elements go to `given` as they are. */
function asGiven(each: unknown, given: Set<unknown>): unknown {
  if (typeof each === "string") return `${FROM}${each}${TO}`;
  if (Array.isArray(each)) return each.map((one) => asGiven(one, given));
  if (typeof each !== "object" || each === null) return each;
  if (isValidElement(each)) given.add(each);
  else if (Object.getPrototypeOf(each) === Object.prototype)
    return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, asGiven(one, given)]));
  return each;
}

function element(said: VNode, given: ReadonlySet<unknown>): VNode {
  const { children } = said.props as { children?: ComponentChildren };
  return cloneElement(said, {}, ...toChildArray(children).map((child) => madeUp(child, given) as ComponentChildren));
}

/** What is given, and the tags of what is written as HTML. */
const UNTOUCHED = new RegExp(`(${FROM}[^${FROM}${TO}]*${TO}|<[^>]*>)`);

function bracketed(said: string): string {
  if (said.trim() === "") return said;
  const parts = said.split(UNTOUCHED).map((part) => (UNTOUCHED.test(part) ? withoutMarks(part) : accented(part)));
  return `${OPEN}${parts.join("")}${CLOSE}`;
}

function withoutMarks(part: string): string {
  return part.replaceAll(FROM, "").replaceAll(TO, "");
}

function accented(part: string): string {
  return part.replace(/[aeiouAEI]/g, (sign) => ACCENTED[sign]!);
}

/** The words of a page that stand in no brackets, where somebody reads or hears them; what a machine is told is in no language. */
export function unbracketed(html: string): string {
  const body = html.slice(html.indexOf("<body>")).replace(/<(script|code)\b[^>]*>[^]*?<\/\1>/g, "");
  const heard = [...body.matchAll(/\s(?:title|aria-label|alt|placeholder)="([^"]*)"/g)].map(([, said]) => said!);
  const read = body.replace(/<[^>]*>/g, BETWEEN);
  return [read, ...heard].map(outside).join(BETWEEN);
}

/** What of `text` stands in no brackets. */
export function outside(text: string): string {
  let depth = 0;
  return Array.from(text)
    .filter((sign) => {
      if (sign === OPEN) depth++;
      const out = depth === 0;
      if (sign === CLOSE) depth--;
      return out;
    })
    .join("");
}
