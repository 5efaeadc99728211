/** Where a rendering can be cut in pieces, and those pieces. Places are offsets (UTF-16 code units) into its text. */
import { canonical } from "./canonical.ts";
import { layout, positionAt } from "./layout.ts";
import { schema, type Rendering } from "./schema.ts";
import { partsOf } from "./sentences.ts";

/** Where a rendering can be cut: before each of its sentences, lines and items but the first. */
export function cutsIn(rendering: Rendering): number[] {
  const { text, blocks } = layout(rendering);
  return blocks.flatMap(({ from, to }, index) => {
    const { sentences, words } = partsOf(text.slice(from, to));
    const starts = sentences.map((each) => from + words[each.from]!.from);
    return index === 0 ? starts.slice(1) : starts.length > 0 ? [from, ...starts.slice(1)] : [];
  });
}

/** The pieces of a rendering, cut at these offsets into its text; each in canonical form. */
export function partedRendering(rendering: Rendering, cuts: readonly number[]): Rendering[] {
  const laid = layout(rendering);
  const places = [0, ...cuts.map((cut) => positionAt(laid, cut)), rendering.content.size];
  return places.slice(1).map((to, index) => canonical(cutOut(rendering, places[index]!, to)));
}

/** A list begins with no higher number. */
const LAST_NUMBER = 9_999;

/** What stands from one position to another; a list that goes on there goes on counting. */
function cutOut(rendering: Rendering, from: number, to: number): Rendering {
  const piece = rendering.cut(from, to);
  const at = rendering.resolve(from);
  const first = piece.firstChild;
  if (from === 0 || at.depth === 0 || first?.type !== schema.nodes.ordered_list) return piece;
  const start = Math.min(Number(first.attrs["start"]) + at.index(1), LAST_NUMBER);
  return piece.copy(piece.content.replaceChild(0, first.type.create({ ...first.attrs, start }, first.content)));
}
