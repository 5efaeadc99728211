/** Quotation marks and brackets, each with its partner or without one. */
import type { Place } from "./finding.ts";

/** A mark with what it can be: both, if only its place tells. */
interface Mark extends Place {
  sign: string;
  opens: boolean;
  closes: boolean;
}

/** From an opening mark to its closing one, both included. */
export interface Pair {
  open: Place;
  close: Place;
}

export interface Marks {
  pairs: Pair[];
  /** Without a partner; `opens` tells whether it is one that opens. */
  alone: (Place & { opens: boolean; sign: string })[];
}

const CLOSING: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "（": "）",
  "［": "］",
  "【": "】",
  "《": "》",
  "〈": "〉",
};
const OPENING = new Map(Object.entries(CLOSING).map(([open, close]) => [close, open]));
/** Signs that mean the same wherever a bracket is written in another width. */
const NARROW: Readonly<Record<string, string>> = { "（": "(", "）": ")", "［": "[", "］": "]" };

/** The brackets of a text. An enumeration's `a)` has none that opens it. */
export function bracketsOf(text: string): Marks {
  const pairs: Pair[] = [];
  const alone: Marks["alone"] = [];
  const open: Mark[] = [];
  for (const { 0: sign, index } of text.matchAll(/[()[\]{}（）［］【】《》〈〉]/gu)) {
    const plain = NARROW[sign] ?? sign;
    const at = { from: index, to: index + 1 };
    if (plain in CLOSING) open.push({ ...at, sign: plain, opens: true, closes: false });
    else {
      const partner = lastWith(open, OPENING.get(plain)!);
      if (partner < 0) {
        if (!isEnumeration(text, index, plain)) alone.push({ ...at, sign: plain, opens: false });
      } else {
        for (const lost of open.splice(partner + 1))
          alone.push({ from: lost.from, to: lost.to, sign: lost.sign, opens: true });
        pairs.push({ open: open.pop()!, close: at });
      }
    }
  }
  for (const lost of open) alone.push({ from: lost.from, to: lost.to, sign: lost.sign, opens: true });
  return { pairs, alone: alone.sort((x, y) => x.from - y.from) };
}

/** So many open marks are looked through for a partner. */
const DEEPEST = 12;

function lastWith(open: readonly Mark[], sign: string): number {
  for (let at = open.length - 1; at >= Math.max(0, open.length - DEEPEST); at--) if (open[at]!.sign === sign) return at;
  return -1;
}

/** `a)`, `12)`: with a space, a line's beginning or a comma before it. A smile is none of ours. */
function isEnumeration(text: string, at: number, sign: string): boolean {
  if (sign !== ")") return false;
  return (
    /(?:^|[\s,;:(])(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5}) ?$/.test(text.slice(Math.max(0, at - 8), at)) ||
    /[:;][-']?$/.test(text.slice(Math.max(0, at - 2), at))
  );
}

const QUOTE = /["“”„‟«»「」『』‘’‚'`]/gu;
const LEVEL: Readonly<Record<string, string>> = {
  ...{ '"': "double", "“": "double", "”": "double", "„": "double", "‟": "double", "«": "guillemet", "»": "guillemet" },
  ...{
    "「": "corner",
    "」": "corner",
    "『": "white",
    "』": "white",
    "‘": "single",
    "’": "single",
    "‚": "single",
    "'": "single",
    "`": "single",
  },
};

/** The quotation marks of a text; apostrophes are none. */
export function quotesOf(text: string): Marks {
  const pairs: Pair[] = [];
  const alone: Marks["alone"] = [];
  const open: Mark[] = [];
  for (const { 0: sign, index } of text.matchAll(QUOTE)) {
    const mark = quoteAt(text, index, sign);
    if (!mark) continue;
    const at = { from: index, to: index + 1 };
    const partner = mark.closes ? lastWith(open, mark.sign) : -1;
    if (partner >= 0) {
      for (const lost of open.splice(partner + 1))
        alone.push({ from: lost.from, to: lost.to, sign: lost.sign, opens: true });
      pairs.push({ open: open.pop()!, close: at });
    } else if (mark.opens) open.push(mark);
    else alone.push({ ...at, sign: mark.sign, opens: false });
  }
  for (const lost of open) alone.push({ from: lost.from, to: lost.to, sign: lost.sign, opens: true });
  return { pairs, alone: alone.sort((x, y) => x.from - y.from) };
}

const LETTER = /[\p{L}\p{N}]/u;
const WHITE = /\s/u;

/** What an apostrophe stands before: `'s`, `'ll`, `'tis`. */
const SHORTENED = /^(?:s|t|d|m|re|ve|ll|tis|twas|em)(?![\p{L}])/iu;

function quoteAt(text: string, at: number, sign: string): Mark | null {
  const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)];
  const level = LEVEL[sign]!;
  const mark = (opens: boolean, closes: boolean): Mark => ({ from: at, to: at + 1, sign: level, opens, closes });
  const isStart = before === "" || WHITE.test(before) || /[([{—–\-“‘"'「『]/u.test(before);
  const isEnd = after === "" || WHITE.test(after) || /[\p{P}]/u.test(after);
  switch (sign) {
    case "„":
    case "‚":
    case "‘":
    case "「":
    case "『":
    case "«":
      // `‘tis` is an apostrophe that an editor turned; who closes it closes nothing.
      return mark(true, false);
    case "”":
      // One that stands where only an opening mark can is meant as that.
      return before !== "" && WHITE.test(before) && LETTER.test(after) ? mark(true, true) : mark(false, true);
    case "」":
    case "』":
    case "»":
      return mark(false, true);
    case "“":
      return mark(true, false);
    case '"':
      if (isStart && !isEnd) return mark(true, false);
      return mark(true, true);
    case "`":
      return isStart && !isEnd ? mark(true, false) : null;
    default:
      if (SHORTENED.test(text.slice(at + 1, at + 5))) return null;
      return apostropheOr(mark, before, after, isStart, isEnd);
  }
}

/** `'` and `’`: an apostrophe within a word and behind a plural's s, unless a quotation is open there. */
function apostropheOr(
  mark: (opens: boolean, closes: boolean) => Mark,
  before: string,
  after: string,
  isStart: boolean,
  isEnd: boolean,
): Mark | null {
  if (LETTER.test(before) && LETTER.test(after)) return null;
  // With spaces around: either.
  if (isStart && WHITE.test(after)) return mark(true, true);
  if (isStart && !isEnd) return mark(true, false);
  return isEnd ? mark(false, true) : null;
}
