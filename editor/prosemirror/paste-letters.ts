/** Letters with their marks as they were pasted: parted into paragraphs and lines, and made one tidy line each. */
import { Mark, type Node as Block } from "prosemirror-model";
import { schema } from "../../translations/text/schema.ts";
import { bulletLength, mendLines, type Mending } from "./paste-lines.ts";

/** Words as letters with their marks: `marks[i]` are those of code unit `text[i]`. LF is a line break. */
export interface Letters {
  text: string;
  marks: (readonly Mark[])[];
}

export const STRONG = schema.marks.strong.create();

export function sliced({ text, marks }: Letters, from: number, to: number): Letters {
  return { text: text.slice(from, to), marks: marks.slice(from, to) };
}

/** Blanks and line ends in a row: found whole, as a run of blanks may be long and have no line end. */
const BLANKS = /[\t\n \u00a0\u3000]+/g;

/** Parted at empty lines, and before lines that begin with a bullet. */
export function paragraphsIn(words: Letters): Letters[] {
  const out: Letters[] = [];
  let from = 0;
  const cut = (to: number, next: number): void => {
    out.push(sliced(words, from, to));
    from = next;
  };
  for (const { index, 0: blanks } of words.text.matchAll(BLANKS)) {
    const line = index + blanks.indexOf("\n");
    if (line < index) continue;
    if (blanks.indexOf("\n") < blanks.lastIndexOf("\n")) cut(index, index + blanks.length);
    else if (bulletLength(words.text.slice(line + 1, line + 41)) > 0) cut(line, line + 1);
  }
  cut(words.text.length, words.text.length);
  return out;
}

/** The lines of what an empty line does not part, those that have words. */
export function linesOf(words: Letters): Letters[] {
  const out: Letters[] = [];
  for (let from = 0; from <= words.text.length;) {
    const end = words.text.indexOf("\n", from);
    const line = sliced(words, from, end < 0 ? words.text.length : end);
    if (!LAYOUT.test(line.text)) out.push(line);
    from += line.text.length + 1;
  }
  return out;
}

/** Nothing but white space and hints for a line's end. */
export const LAYOUT = /^[\s\u00a0\u3000\u00ad\u200b\u2060\ufeff]*$/;

/** One line, without what is layout. `known` are the words of all that was pasted. A heading is bold by being one. */
export function tidied(words: Letters, known: ReadonlySet<string>, heading: boolean): Letters {
  const line = edited(words, mendLines(words.text, known));
  const letters = edited(line, matches(line.text, /[\u00ad\u200b\u2060\ufeff]+/g, ""));
  const spaced = edited(letters, matches(letters.text, /[\t\n \u00a0]{2,}/g, " "));
  const { text, marks } = trimmed(spaced);
  return { text, marks: heading ? marks.map((set) => STRONG.removeFromSet(set)) : marks };
}

function trimmed(letters: Letters): Letters {
  let [from, to] = [0, letters.text.length];
  while (from < to && /\s/.test(letters.text[from]!)) from++;
  while (to > from && /\s/.test(letters.text[to - 1]!)) to--;
  return sliced(letters, from, to);
}

function matches(text: string, pattern: RegExp, by: string): Mending[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length, by }));
}

/** What comes in has the marks of what stood before it. */
function edited({ text, marks }: Letters, mendings: readonly Mending[]): Letters {
  const out: Letters = { text: "", marks: [] };
  let at = 0;
  for (const { from, to, by } of mendings) {
    out.text += text.slice(at, from) + by;
    for (; at < from; at++) out.marks.push(marks[at]!);
    for (let letter = 0; letter < by.length; letter++) out.marks.push(marks[from] ?? []);
    at = to;
  }
  out.text += text.slice(at);
  for (; at < text.length; at++) out.marks.push(marks[at]!);
  return out;
}

export function textNodes({ text, marks }: Letters): Block[] {
  const nodes: Block[] = [];
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    while (end < text.length && Mark.sameSet(marks[end]!, marks[at]!)) end++;
    nodes.push(schema.text(text.slice(at, end), marks[at]));
    at = end;
  }
  return nodes;
}
