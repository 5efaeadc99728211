/**
 * What changed between two whole works: passages are aligned first, by identity and then by content, then the words of
 * each pair, and at last stretches that went from one passage to another are linked. How passages are aligned stands
 * in `align-passages.ts`, how words are in the room `words/`, what becomes of a very long passage in `long-passage.ts`.
 */
import { alignPassages, type Passage, type PassagePair } from "./align-passages.ts";
import { asChange, isDeletion, kindBySides, shiftedChange, whole, type Change } from "../change.ts";
import { movedPairs, pairMoves, type Dictionary } from "../words/words.ts";
import { diffLong } from "./long-passage.ts";
import { type Place, workOf, type WorkText } from "./work-text.ts";

/**
 * `kept`: not a letter differs. `revised`: its words, or the white space between them, do. `moved`: in another place
 * among the passages, with changes or without. `split` and `merged`: one passage became several, several became one.
 */
export type GroupKind = "kept" | "revised" | "moved" | "inserted" | "deleted" | "split" | "merged";

/** Passages that correspond, by their numbers, from 0, in either work, and what changed in them. */
export interface PassageGroup extends Omit<PassagePair, "kind"> {
  kind: GroupKind;
  /**
   * In order, touching only beside the end of a move. Offsets are UTF-16 code units into the texts of the two works; where several passages
   * stand on a side, the white space between them belongs to what is compared.
   */
  changes: Change[];
  /** The passages were too long to be compared word by word throughout; the changes not looked into say so as well. */
  coarse?: true;
}

/** A change in a comparison of works: `groups[group].changes[change]`. */
export interface ChangePlace {
  group: number;
  change: number;
}

/** Two works compared. */
export interface WorkDiff {
  a: WorkText;
  b: WorkText;
  /**
   * In the reading order of `b`; deleted passages come after those that they followed in `a`. Every passage of either
   * work stands in exactly one group.
   */
  groups: PassageGroup[];
  /** Both ends of every stretch of words that moved, within a passage or to another one. The order is that of `to`. */
  moves: { from: ChangePlace; to: ChangePlace }[];
}

/** The changes between two works given as lists of passages. Time grows with their length. */
export function diffWorks(a: readonly Passage[], b: readonly Passage[], dictionary?: Dictionary): WorkDiff {
  return diffWorkTexts(workOf(a), workOf(b), dictionary);
}

/** What {@link diffWorks} finds, for works whose texts are at hand with the places of their passages. */
export function diffWorkTexts(a: WorkText, b: WorkText, dictionary?: Dictionary): WorkDiff {
  const pairs = alignPassages(passagesIn(a), passagesIn(b));
  const groups: PassageGroup[] = [];
  let [endA, endB] = [0, 0];
  for (const pair of pairs) {
    const group = groupOf(pair, a, b, { a: endA, b: endB }, dictionary);
    groups.push(group);
    if (pair.b.length > 0) endB = placeOf(b, pair.b).to;
    if (pair.a.length > 0 && !pair.moved) endA = placeOf(a, pair.a).to;
  }
  return { a, b, groups, moves: linkMoves(groups, a.text, b.text) };
}

function passagesIn({ text, passages }: WorkText): Passage[] {
  return passages.map(({ id, from, to }) => ({ text: text.slice(from, to), ...(id === undefined ? {} : { id }) }));
}

/** Where neighbouring passages stand, from the beginning of the first to the end of the last. */
export function placeOf({ passages }: WorkText, numbers: readonly number[]): Place {
  return { from: passages[numbers[0]!]!.from, to: passages[numbers.at(-1)!]!.to };
}

/** @param end where the passages before it end on either side. */
function groupOf(
  pair: PassagePair,
  a: WorkText,
  b: WorkText,
  end: { a: number; b: number },
  dictionary: Dictionary | undefined,
): PassageGroup {
  const inA = pair.a.length > 0 ? placeOf(a, pair.a) : { from: end.a, to: end.a };
  const inB = pair.b.length > 0 ? placeOf(b, pair.b) : { from: end.b, to: end.b };
  const { changes, coarse } = changesIn(a.text, inA, b.text, inB, dictionary);
  const { a: left, b: right, moved, similarity } = pair;
  const group: PassageGroup = { kind: kindOf(pair, changes), a: left, b: right, moved, similarity, changes };
  if (coarse) group.coarse = true;
  return group;
}

function kindOf({ kind }: PassagePair, changes: readonly Change[]): GroupKind {
  if (kind === "same" || kind === "revised") return changes.length === 0 ? "kept" : "revised";
  return kind;
}

function changesIn(
  a: string,
  inA: Place,
  b: string,
  inB: Place,
  dictionary: Dictionary | undefined,
): { changes: Change[]; coarse: boolean } {
  const [left, right] = [a.slice(inA.from, inA.to), b.slice(inB.from, inB.to)];
  if (left === right) return { changes: [], coarse: false };
  const all = whole(left.length, right.length);
  const kind = kindBySides(all);
  const { changes, coarse } =
    kind === "replaced" ? diffLong(left, right, dictionary) : { changes: [asChange(all, kind)], coarse: false };
  return { changes: changes.map((change) => shiftedChange(change, inA.from, inB.from)), coarse };
}

/**
 * The ends of moves, paired: first those that a passage's own diff has found, then what is deleted in one passage and
 * inserted word for word in another. By the rule for moves within a passage it has to be long and telling enough.
 */
function linkMoves(groups: readonly PassageGroup[], a: string, b: string): WorkDiff["moves"] {
  const places: ChangePlace[] = [];
  const moves: WorkDiff["moves"] = [];
  groups.forEach(({ changes }, group) => {
    changes.forEach((_, change) => places.push({ group, change }));
    for (const [from, to] of movedPairs(changes, a, b))
      if (isDeletion(changes[from]!)) moves.push({ from: { group, change: from }, to: { group, change: to } });
  });
  const all = places.map(({ group, change }) => groups[group]!.changes[change]!);
  for (const [from, to] of pairMoves(all, a, b)) moves.push({ from: places[from]!, to: places[to]! });
  return moves.sort((x, y) => x.to.group - y.to.group || x.to.change - y.to.change);
}
