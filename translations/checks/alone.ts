/** What is looked at in a rendering by itself: partners of marks, what stands twice, spaces, marks of the other writing. */
import type { Check, Finding, Known, Place } from "./finding.ts";
import { bracketsOf, quotesOf } from "./marks.ts";

/** What is odd in a text by itself, in order. */
export function oddIn(text: string, language: Known | null, base: string | null): Finding[] {
  const plain = withoutCode(text);
  const found = [
    ...unpairedBrackets(plain),
    ...unpairedQuotes(plain, base),
    ...doubled(plain, language),
    ...spacing(plain, language),
    ...otherMarks(plain, language),
  ];
  return found.sort((x, y) => x.at!.from - y.at!.from || x.at!.to - y.at!.to);
}

/** Stands for what is no prose, letter for letter, so that all places stay. */
const OTHER = "\ufffc";

/** A text without its code, links' targets and addresses. */
export function withoutCode(text: string): string {
  return text.replace(
    /```[^]*?(?:```|$)|`[^`\s](?:[^`\n]*[^`\s])?`|\]\([^)\s]{0,500}\)|https?:\/\/[^\s)）]+|(?<![\w.])[\w.]{1,64}@[\w.]+/g,
    (code) => (code.startsWith("](") ? `]${OTHER.repeat(code.length - 1)}` : OTHER.repeat(code.length)),
  );
}

function at(check: Check, from: number, to: number): Finding {
  return { check, at: { from, to }, source: null };
}

function unpairedBrackets(text: string): Finding[] {
  return bracketsOf(text)
    .alone.slice(0, 1)
    .map(({ from, to }) => at("brackets", from, to));
}

/**
 * Quotation marks without a partner, the first. Speech runs on over passages: an opening mark that nothing of its shape
 * follows, or a closing one that none goes before, is nothing, unless the words that are revised had all in pairs.
 */
function unpairedQuotes(text: string, base: string | null): Finding[] {
  const { alone, pairs } = quotesOf(text);
  const empty = pairs.find(({ open, close }) => isEmpty(text, open, close));
  if (empty) return [at("quotes", empty.open.from, empty.close.to)];
  if (alone.length === 0) return [];
  const isNew =
    base !== null &&
    base.length <= text.length * 4 &&
    !quotesOf(withoutCode(base)).alone.some((mark) => isDouble(mark) || mark.opens);
  const lastOpened = new Map(pairs.map(({ open }) => [text.charAt(open.from), open.from]));
  const firstClosed = new Map(pairs.toReversed().map(({ close }) => [text.charAt(close.from), close.to]));
  let closed = 0;
  const certain = alone.find((mark) => {
    const { from, to, opens } = mark;
    const shape = text.charAt(from);
    if (isDouble(mark) && ((isNew && !runsOn(text, mark, base)) || shape === '"')) return true;
    if (opens) return (isDouble(mark) || LETTER.test(text.charAt(to))) && (lastOpened.get(shape) ?? -1) > from;
    return isDouble(mark) && (++closed > 1 || (firstClosed.get(shape) ?? Infinity) <= from);
  });
  return certain ? [at("quotes", certain.from, certain.to)] : [];
}

/** Nothing between two marks: words that got lost. */
function isEmpty(text: string, open: Place, close: Place): boolean {
  return /^["“„«]$/.test(text.charAt(open.from)) && text.slice(open.to, close.from).trim() === "";
}

/** So many letters behind a mark tell whether its speech was there before. */
const SPEECH = 24;

/** Speech that begins with a revision and goes on behind the passage's end. */
function runsOn(text: string, { to, opens }: Place & { opens: boolean }, base: string): boolean {
  return opens && text.length - to >= SPEECH && !base.includes(text.slice(to, to + SPEECH).trim());
}

/** Apostrophes look like single ones. */
function isDouble({ sign }: { sign: string }): boolean {
  return sign !== "single";
}

const LETTER = /\p{L}/u;

/** Words that stand twice in good English. */
const TWICE = new Set(
  "had that very so no much more again well ever long far many hear go come amen holy truly verily yes blah ha my woe ho lord".split(
    " ",
  ),
);

function doubled(text: string, language: Known | null): Finding[] {
  const found: Finding[] = [];
  const isCode = text.includes("\n");
  for (const { index, 0: run } of text.matchAll(/(?<=\S)[ \u00a0]{2,}(?=\S)/g))
    if (!isCode || run.length === 2) found.push(at("doubled", index, index + run.length));
  for (const { index, 0: run } of text.matchAll(/[,;，、；。](?:[ \u00a0]?[,;，、；。])+/g))
    found.push(at("doubled", index, index + run.length));
  if (language === "zh") {
    for (const { index, 0: run } of text.matchAll(/[的了是在和与及]{2}/gu))
      if (run.charAt(0) === run.charAt(1)) found.push(at("doubled", index, index + 2));
    return found;
  }
  let last = { low: "", from: 0, to: 0 };
  for (const { index, 0: word } of text.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu)) {
    const low = word.toLowerCase();
    const isTwice =
      last.low === low &&
      /^[ \u00a0]+$/.test(text.slice(last.to, index)) &&
      word.length > 1 &&
      text.charAt(last.from - 1) !== "-" &&
      text.charAt(index + word.length) !== "-";
    // Names of one word twice are names: `Boutros Boutros`. Letters for words are not.
    const isNoName = low === word || (language === "en" && /^(?![IVXLCDM]+$)\p{Lu}{2,}$/u.test(word));
    if (isTwice && !TWICE.has(low) && isNoName && (language === "en" || word.length < 4))
      found.push(at("doubled", last.from, index + word.length));
    last = { low, from: index, to: index + word.length };
  }
  return found;
}

function spacing(text: string, language: Known | null): Finding[] {
  if (language === "zh") return [];
  const found: Finding[] = [];
  for (const { index, 0: mark } of text.matchAll(/[,;](?=\p{L}{2}|a\b|I\b)/gu))
    if (/[\p{L}\p{N})"”’]/u.test(text.charAt(index - 1))) found.push(at("spacing", index, index + mark.length));
  if (isSpacedOut(text)) return found;
  for (const { index, 0: run } of text.matchAll(/(?<=\p{L})[ \u00a0][,;](?=\s|$)/gu))
    found.push(at("spacing", index, index + run.length));
  return found;
}

/** Texts in which a space stands before most commas are kept so. */
function isSpacedOut(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/[^\s][,;](?=\s)/g) <= count(/\s[,;](?=\s)/g);
}

const CHINESE_MARKS = /[，。、；：！？（）【】《》]/gu;
const WESTERN_BETWEEN = /(?<=\p{sc=Han})[,;:!?](?=\s?(?:\p{sc=Han}|$))/gu;

function otherMarks(text: string, language: Known | null): Finding[] {
  if (language === null) return [];
  const marks = language === "en" ? CHINESE_MARKS : WESTERN_BETWEEN;
  const found: Finding[] = [];
  for (const { index, 0: mark } of text.matchAll(marks)) {
    const inChinese = /\p{sc=Han}/u.test(text.charAt(index - 1)) || /\p{sc=Han}/u.test(text.charAt(index + 1));
    if (language === "en" && inChinese) continue;
    found.push(at("punctuation", index, index + mark.length));
  }
  return found;
}
