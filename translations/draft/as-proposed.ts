/**
 * A draft as it will be proposed: the text of its canonical form, on which reviewers count changes, with the place of each
 * letter in the draft as it stands, on which they are drawn. The two differ while somebody writes: by an empty paragraph, or
 * a space at a line's end.
 */
import type { Node } from "prosemirror-model";
import { canonical, clean } from "../text/canonical.ts";
import { layout, type Block, type Layout } from "../text/layout.ts";
import type { Rendering } from "../text/schema.ts";

/** The layout of what a draft would be proposed as. Its positions are those of `draft`, letter by letter. */
export function layoutAsProposed(draft: Rendering): Layout {
  const proposed = layout(canonical(draft));
  const written = writtenBlocks(draft);
  const blocks = proposed.blocks.map((block, index): Block => {
    const { pos, text } = written[index]!;
    const words = proposed.text.slice(block.from, block.to);
    return words === text ? { ...block, pos } : { ...block, pos, places: placesIn(text, words) };
  });
  return { ...proposed, blocks };
}

/** The blocks with words that canonical form keeps, each as it stands: it drops the others, and joins or parts none. */
function writtenBlocks(draft: Rendering): { pos: number; text: string }[] {
  const [blocks, empty]: { pos: number; text: string }[][] = [[], []];
  draft.descendants((node: Node, at: number) => {
    if (!node.isTextblock) return true;
    const { text, hasWords } = writtenIn(node);
    (hasWords ? blocks : empty)!.push({ pos: at + 1, text });
    return false;
  });
  return blocks!.length > 0 ? blocks! : empty!.slice(0, 1);
}

interface Written {
  text: string;
  hasWords: boolean;
}

/** Nodes never change, and of a draft that is read at every letter most were read before. */
const known = new WeakMap<Node, Written>();

function writtenIn(block: Node): Written {
  let found = known.get(block);
  if (!found) {
    const text = block.textContent;
    known.set(block, (found = { text, hasWords: /[^ ]/.test(clean(text)) }));
  }
  return found;
}

const SPACE = /[\t-\r \u0085\u2028\u2029]/;
/** A letter with what composes with it, marks and the parts of a Korean syllable, and the controls taken out between them. */
const OUT = "(?:[^\\P{Cc}\\s\\u0085]|\\ufeff)*";
const SYLLABLE = `[\\u1100-\\u115f]${OUT}[\\u1160-\\u11a7]?${OUT}[\\u11a8-\\u11ff]?`;
const LETTER = new RegExp(`(?:${SYLLABLE}|[^])(?:${OUT}\\p{M})*`, "uy");

/** Where each code unit of `words`, the canonical form of `written`, stands in it; and at last where they end. */
function placesIn(written: string, words: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (let k = 0; k < words.length;) {
    while (isLeftOut(written, at, words[k]!)) at++;
    const alike = isAlike(written, at, words, k) ? (words.codePointAt(k)! > 0xffff ? 2 : 1) : 0;
    const [there, here] = [alike || letterLength(written, at), alike || letterLength(words, k)];
    for (const end = k + here; k < end; k++) places.push(at);
    at = Math.min(at + there, written.length);
  }
  return [...places, at];
}

/** The same character, or a space as canonical form has all spaces. */
function isAlike(written: string, at: number, words: string, k: number): boolean {
  return written.codePointAt(at) === words.codePointAt(k) || (words[k] === " " && SPACE.test(written[at] ?? ""));
}

/** Spaces beside others or at an edge, and what `clean` takes out. */
function isLeftOut(written: string, at: number, next: string): boolean {
  if (at >= written.length || written[at] === next) return false;
  return clean(written[at]!) === "" || (next !== " " && SPACE.test(written[at]!));
}

function letterLength(text: string, at: number): number {
  LETTER.lastIndex = at;
  return LETTER.exec(text)?.[0].length ?? 1;
}
