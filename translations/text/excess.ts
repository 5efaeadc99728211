/** Whether words that are to be taken in are over one of the limits, and which: `limits.ts` names these. */
import type { Node } from "prosemirror-model";
import { canonical } from "./canonical.ts";
import { layout } from "./layout.ts";
import { over, type Excess } from "./limits.ts";
import type { RenderingJson } from "./schema.ts";

/** What of a rendering's words is over a limit, or null. Of a draft it is said of its canonical form. */
export function excessOf(rendering: Node): Excess | null {
  const deep = over("depth", nestingOf(rendering));
  return deep ?? excessOfForm(canonical(rendering));
}

function excessOfForm(form: Node): Excess | null {
  const { text, blocks, runs } = layout(form);
  return over("characters", text.length) ?? over("blocks", blocks.length) ?? over("runs", runs.length - blocks.length);
}

/** What of the words of a proposal's parts together is over their limit, or null. */
export function excessOfParts(parts: readonly (RenderingJson | null)[]): Excess | null {
  return over(
    "partsCharacters",
    parts.reduce((sum, part) => sum + (part ? charactersIn(part) : 0), 0),
  );
}

/** How many characters of words a rendering has, without what a text has between them. */
export function charactersIn({ text = "", content = [] }: RenderingJson): number {
  return content.reduce((sum, each) => sum + charactersIn(each), text.length);
}

const NESTING = new Set(["list_item", "quotation"]);

/** How deep lists and quotations are nested in `rendering`. Not by recursion: what is to be refused may be deeper than a stack. */
export function nestingOf(rendering: Node): number {
  let deepest = 0;
  const waiting: [Node, number][] = [[rendering, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const child of node.children)
      if (!child.isTextblock) waiting.push([child, NESTING.has(child.type.name) ? depth + 1 : depth]);
  }
  return deepest;
}
