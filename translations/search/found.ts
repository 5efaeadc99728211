/** Where a question is found in tokens, and the words around that. */
import type { Token } from "../text/tokens.ts";
import type { Clause } from "./asked.ts";

/** Tokens `from` to `to`, `to` excluded. */
export interface Span {
  from: number;
  to: number;
}

/** Where each clause stands first, in the order of the text; null if one stands nowhere. */
export function spansIn(tokens: readonly string[], clauses: readonly Clause[]): Span[] | null {
  const places = new Map<string, number[]>();
  tokens.forEach((token, at) => {
    const known = places.get(token);
    if (known) known.push(at);
    else places.set(token, [at]);
  });
  const found: Span[] = [];
  for (const clause of clauses) {
    const spans = clause.flatMap((way) => firstOf(tokens, places, way) ?? []);
    if (spans.length === 0) return null;
    found.push(spans.reduce((a, b) => (b.from < a.from ? b : a)));
  }
  return found.sort((a, b) => a.from - b.from);
}

/** True if every clause stands somewhere in the tokens. */
export function matches(tokens: readonly string[], clauses: readonly Clause[]): boolean {
  return spansIn(tokens, clauses) !== null;
}

function firstOf(
  tokens: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  way: readonly string[],
): Span | null {
  const from = (places.get(way[0]!) ?? []).find((at) => way.every((token, next) => tokens[at + next] === token));
  return from === undefined ? null : { from, to: from + way.length };
}

/** What was found, in its place. */
export interface Excerpt {
  before: string;
  match: string;
  after: string;
}

/** So many characters stand around what was found, in scripts of few letters a word and of many. */
const AROUND = { han: 24, other: 70 };

/** The words around a span of a text's tokens; `…` where there are more. */
export function excerptOf(text: string, tokens: readonly Token[], { from, to }: Span): Excerpt {
  const [begin, end] = [tokens[from]!.from, tokens[to - 1]!.to];
  const most = /\p{Script=Han}/u.test(text.slice(begin, end)) ? AROUND.han : AROUND.other;
  const starts = tokens.slice(0, from).findLastIndex(({ from: start }) => begin - start > most);
  const before = starts < 0 ? text.slice(0, begin) : text.slice(tokens[starts + 1]?.from ?? begin, begin);
  const last = tokens.slice(to).find(({ to: stop }) => stop - end > most);
  const after = last ? text.slice(end, last.from) : text.slice(end);
  return {
    before: (starts < 0 ? "" : "… ") + inLine(before).trimStart(),
    match: inLine(text.slice(begin, end)),
    after: inLine(after).trimEnd() + (last ? " …" : ""),
  };
}

function inLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ");
}
