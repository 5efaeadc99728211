/**
 * The wordings that words of a draft have had, told: which text says each, by whom, when and why. Which they are is worked
 * out in `translations/apparatus`; asking for the texts and taking a wording is `wordings.ts`.
 */
import { wordingsOf, type Saying, type Witness, type Wording } from "../../translations/apparatus/apparatus.ts";
import { diffTexts } from "../../translations/compare/words/words.ts";
import { renderingFromJson } from "../../translations/text/canonical.ts";
import { layout, type Layout } from "../../translations/text/layout.ts";
import type { Rendering } from "../../translations/text/schema.ts";
import type { Stretch } from "../../translations/text/sentences.ts";
import type { OtherText, WordNote } from "./view.ts";

/** Who says a wording: a text; or a note of it, which offers it. */
export interface Source {
  text: OtherText;
  note: WordNote | null;
  /** The words with their looks; null of what a note offers, which has none. */
  rendering: Rendering | null;
}

/** A line about a wording: the version that brought it and the last one in a row that has it, or what else says it. */
export interface Told {
  source: Source;
  last: number | null;
  /** Why it reads so: what a note on these words says, or else what was said of the whole; "" if nothing was. */
  reason: string;
}

export interface Choice {
  wording: Wording<Source>;
  /** True if the draft says so. */
  isHere: boolean;
  /** What it stands instead of, where that is more than was asked for; else "". */
  instead: string;
  told: Told[];
}

/** The wordings of what stands at `span` of a draft, those of versions first, what it says itself among them. */
export function choicesOf(text: string, span: Stretch, texts: readonly OtherText[]): Choice[] {
  const asked = text.slice(span.from, span.to);
  const numbers = texts.flatMap(({ from }) => (from.kind === "version" ? [from.number] : []));
  return wordingsOf(text, span, witnessesOf(texts)).map((wording) => {
    const here = text.slice(wording.from, wording.to);
    const instead = here.trim() === asked.trim() ? "" : here.trim();
    return { wording, isHere: here === wording.words, instead, told: toldOf(wording.said, numbers) };
  });
}

function witnessesOf(texts: readonly OtherText[]): Witness<Source>[] {
  const versions = new Map<number, Layout>();
  const read = texts.map((text) => {
    const rendering = renderingFromJson(text.rendering);
    const laid = layout(rendering);
    if (text.from.kind === "version") versions.set(text.from.number, laid);
    return { text, rendering, laid };
  });
  return [
    ...read.map(({ text, rendering, laid }): Witness<Source> => {
      const witness = { of: { text, note: null, rendering }, text: laid.text };
      const base = text.from.kind === "version" || text.base === null ? undefined : versions.get(text.base);
      return base ? { ...witness, own: revised(base.text, laid.text) } : witness;
    }),
    ...read.flatMap(({ text, laid }) => text.notes.flatMap((note) => offered(text, note, laid.text))),
  ];
}

/** The parts of a text in which it differs from what it revises. */
function revised(base: string, text: string): Stretch[] {
  return diffTexts(base, text)
    .filter(({ kind }) => kind !== "reformatted")
    .map(({ fromB, toB }) => ({ from: fromB, to: toB }));
}

/** What a note offers, each as the text would read with it. */
function offered(text: OtherText, note: WordNote, words: string): Witness<Source>[] {
  return note.alternatives.map((offer) => ({
    of: { text, note, rendering: null },
    text: words.slice(0, note.from) + offer + words.slice(note.to),
    own: [{ from: note.from, to: note.from + offer.length }],
  }));
}

/** @param numbers of all versions that were looked at, the newest first. */
function toldOf(said: readonly Saying<Source>[], numbers: readonly number[]): Told[] {
  const told: Told[] = [];
  let before = -1;
  for (const saying of said) {
    const { of: source } = saying;
    const isVersion = source.text.from.kind === "version" && !source.note;
    const place = isVersion ? numbers.indexOf(numberOf(source)!) : -1;
    const goesOn = isVersion && place === before + 1 && told.length > 0;
    const last = goesOn ? told.pop()!.last : isVersion ? numberOf(source) : null;
    told.push({ source, last, reason: reasonOf(saying) });
    before = isVersion ? place : -2;
  }
  return told;
}

/** The version that says it, or whose note does; null of what is none. */
export function numberOf({ text: { from } }: Source): number | null {
  return from.kind === "version" ? from.number : null;
}

function reasonOf({ of: { text, note }, from, to }: Saying<Source>): string {
  if (note) return note.body;
  const on = text.notes.filter((each) => each.from < to && from < each.to).map(({ body }) => body);
  return on.length > 0 ? on.join(" ") : text.reason;
}
